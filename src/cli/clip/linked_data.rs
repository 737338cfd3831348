//! What a page states of its report in JSON-LD after schema.org, in any shape that pages have: one thing, a list, or a graph.

use dom_query::Document;
use serde_json::Value;

/// How the names of the types of reports end: `NewsArticle`, `BlogPosting`, `Report`.
const REPORTS: [&str; 3] = ["Article", "Posting", "Report"];

/// What a page states of its report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub(super) headline: Option<String>,
    pub(super) author: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
}

impl LinkedData {
    /// What `page` states of the first report that it describes.
    pub(super) fn of(page: &Document) -> Self {
        let scripts = page.select("script[type='application/ld+json' i]");
        let stated: Vec<Value> =
            scripts.iter().filter_map(|script| serde_json::from_str(&script.text()).ok()).collect();
        let mut things = Vec::new();
        for value in &stated {
            gather(value, &mut things);
        }
        let Some(report) = things.iter().find(|thing| is_report(thing)) else { return Self::default() };
        let name = |key: &str| names(report.get(key)?, &things);
        let text = |key: &str| report.get(key)?.as_str().map(str::to_owned);
        Self {
            headline: text("headline"),
            author: name("author"),
            outlet: name("publisher"),
            published: text("datePublished"),
            language: text("inLanguage"),
        }
    }
}

/// The things that a value describes, itself first.
fn gather<'a>(value: &'a Value, things: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, things)),
        Value::Object(fields) => {
            things.push(value);
            fields.get("@graph").into_iter().for_each(|graph| gather(graph, things));
        }
        _ => {}
    }
}

fn is_report(thing: &Value) -> bool {
    let is_named = |name: &Value| name.as_str().is_some_and(|name| REPORTS.iter().any(|end| name.ends_with(end)));
    match thing.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_named),
        Some(name) => is_named(name),
        None => false,
    }
}

/// The name of a thing, or the names of several; where it is only referred to, that which it has among `things`.
fn names(value: &Value, things: &[&Value]) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(|value| names(value, things)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(fields) => {
            let own = |fields: &Value| fields.get("name")?.as_str().map(str::to_owned);
            let meant = || things.iter().find(|thing| thing.get("@id") == fields.get("@id") && own(thing).is_some());
            own(value).or_else(|| fields.get("@id").and_then(|_| own(meant()?)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(json: &str) -> LinkedData {
        LinkedData::of(&Document::from(format!("<script type='application/ld+json'>{json}</script>")))
    }

    #[test]
    fn a_report_is_found_in_any_shape() {
        let report = r#"{"@type": "NewsArticle", "headline": "@Ana hits pier", "datePublished": "2024-03-05",
            "author": [{"name": "Ana Ruiz"}, "Luis Paz"], "publisher": {"@id": "/#org"}, "inLanguage": "en-GB"}"#;
        let outlet = r#"{"@type": "Organization", "@id": "/#org", "name": "Courier"}"#;
        let expected = LinkedData {
            headline: Some("@Ana hits pier".to_owned()),
            author: Some("Ana Ruiz, Luis Paz".to_owned()),
            outlet: Some("Courier".to_owned()),
            published: Some("2024-03-05".to_owned()),
            language: Some("en-GB".to_owned()),
        };
        assert_eq!(stated(&format!(r#"{{"@graph": [{outlet}, {report}]}}"#)), expected);
        assert_eq!(stated(&format!("[{report}, {outlet}]")), expected);
        assert_eq!(stated(report), LinkedData { outlet: None, ..expected });
    }

    #[test]
    fn what_is_no_report_states_nothing() {
        for json in
            ["", "{", "[]", "12", r#"{"@type": "Organization", "name": "Courier"}"#, r#"{"@type": ["Thing", 1]}"#]
        {
            assert_eq!(stated(json), LinkedData::default(), "{json}");
        }
    }
}
