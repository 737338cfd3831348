//! Marks as elements over an article's text. A mark's element says what it means to programs (`data`, `time`), and where the
//! dossier knows more, a link leads there. The id is the mark's anchor, so that any mark can be cited by its URL.

use std::borrow::Cow;

use foldhash::HashSet;

use super::annotated_html::{Element, Overlay};
use super::context::{Link, ShownDate};
use super::referents::{Referents, Sign};
use super::view::View;
use crate::dossier::{ArticleIndex, Ledger, MarkIndex, Target};
use crate::id::{DocumentKind, DocumentRef};
use crate::interval::Interval;
use crate::reading::mark::{Figure, Mention, Speaker, SpeechMode, Statement, Timex, Value};

/// The attribute by which a mark tells where its card stands.
const DETAILS: &str = "aria-details";

/// The overlays of all marks of an article: the passages that stand elsewhere too around those of its words.
pub(super) fn overlays<'a>(view: &'a View<'a>, article: ArticleIndex, referents: &Referents<'a>) -> Vec<Overlay<'a>> {
    let mut seen = HashSet::default();
    let mut overlays: Vec<Overlay<'a>> = passages(view, referents).collect();
    for (mark, _) in view.dossier.marks_of(article) {
        let sign = referents.sign(view, mark);
        let is_first = sign.is_some_and(|sign| seen.insert(sign));
        overlays.extend(overlay(view, mark, sign, is_first));
    }
    overlays
}

/// The passages that stand in other reports too.
fn passages<'a>(view: &'a View<'a>, referents: &Referents<'a>) -> impl Iterator<Item = Overlay<'a>> {
    referents.passages.iter().enumerate().map(|(index, passage)| {
        let title = passage
            .elsewhere
            .first()
            .map(|there| view.words.say("shared_with", &[("title", &view.article_link(there.article).title)]));
        let sign = Sign::passage(index).to_string();
        let attributes = [
            ("class", Some("mark passage first".into())),
            ("title", title.map(Cow::Owned)),
            (DETAILS, Some(sign.into())),
        ];
        Overlay { text: passage.text, span: passage.span, element: element("span", filled(attributes)), id: None }
    })
}

/// The elements of one mark, the outer first; the outer bears the id, and the sign of what the mark refers to.
fn overlay<'a>(
    view: &'a View<'a>,
    index: MarkIndex,
    sign: Option<Sign>,
    is_first: bool,
) -> impl Iterator<Item = Overlay<'a>> {
    let (anchored, target) = (view.mark(index), view.dossier.target(index));
    let mut elements = match &anchored.mark.value {
        Value::Figure(figure) => figure_elements(view, figure, target),
        Value::Date(timex) => date_elements(view, timex, target),
        Value::Mention(mention) => vec![mention_element(view, index, mention)],
        Value::Statement(statement) => vec![statement_element(view, index, statement)],
        Value::Reference(document) => {
            vec![linked("mark reference", view.document(document).map(|link| link.href.into()), None)]
        }
    };
    if let (Some(outer), Some(sign)) = (elements.first_mut(), sign) {
        bear(outer, sign, is_first);
    }
    let overlay = move |(index, element)| Overlay {
        text: anchored.mark.text,
        span: anchored.mark.span,
        element,
        id: (index == 0).then_some(Cow::Borrowed(&*anchored.anchor)),
    };
    elements.into_iter().enumerate().map(overlay)
}

/// Gives a mark the sign of what it refers to. The first mark of each says so: on paper it alone shows the sign.
fn bear(mark: &mut Element<'_>, sign: Sign, is_first: bool) {
    if let Some((_, class)) = mark.attributes.iter_mut().find(|(name, _)| is_first && *name == "class") {
        class.to_mut().push_str(" first");
    }
    mark.attributes.push((DETAILS, sign.to_string().into()));
}

/// `<a>` to the row of the ledger around `<data>`; without a ledger, `<data>` alone.
fn figure_elements<'a>(view: &'a View<'a>, figure: &Figure, target: Target) -> Vec<Element<'a>> {
    let value = notation(figure.interval);
    let Target::Claim { ledger, claim } = target else {
        let in_words = view.words.interval(figure.interval, figure.unit.name());
        let title = view.words.say("loose_value", &[("value", &in_words)]);
        let class = "mark figure loose".into();
        return vec![element("data", vec![("class", class), ("value", value.into()), ("title", title.into())])];
    };
    let ledger = &view.dossier.ledgers[ledger.at()];
    let row = &ledger.claims[claim.at()];
    let measure = view.measure_link(ledger);
    let value_in_words = view.words.interval(row.interval, view.unit_of(ledger));
    let mut title = format!("{}: {value_in_words}", measure.title);
    let mut class = "mark figure";
    if reports_differ(ledger, claim.at()) {
        class = "mark figure disputed";
        title = format!("{title} ({})", view.words.word("reports_differ"));
    }
    let href = format!("{}#{}", measure.href, view.claim_anchor(row));
    vec![linked(class, Some(href.into()), Some(title.into())), element("data", vec![("value", value.into())])]
}

/// Whether reports contradict each other on the measure of a claim of the whole. The sign of it stands with every such figure, with
/// those that agree too: who reads any of them is to know.
fn reports_differ(ledger: &Ledger, claim: usize) -> bool {
    !ledger.conflicts.is_empty() && ledger.claims[claim].part.is_none()
}

/// An interval for programs, as an editor writes it: `27`, `>=28`, `<=40`, `~2000`, `24..99`.
fn notation(interval: Interval) -> String {
    let about = if interval.approximate { "~" } else { "" };
    match (interval.point(), interval.high) {
        (Some(value), _) => format!("{about}{value}"),
        (None, None) => format!(">={}", interval.low),
        (None, Some(high)) if interval.low <= 0.0 => format!("<={high}"),
        (None, Some(high)) => format!("{about}{}..{high}", interval.low),
    }
}

/// `<a>` to the entry of the chronology around `<time>`; without an entry, `<time>` alone. A date that is not a single day,
/// month or year has no `datetime`, so it is a `span` that says in words which days are meant.
fn date_elements<'a>(view: &'a View<'a>, timex: &Timex, target: Target) -> Vec<Element<'a>> {
    let date = timex.edtf.as_ref().map(|edtf| view.date(edtf));
    let (title, datetime) = date.map(|ShownDate { text, iso, .. }| (text, iso)).unzip();
    let (title, datetime) = (title.map(Cow::Owned), datetime.flatten().map(Cow::Owned));
    if let Target::Entry(entry) = target {
        let link = linked("mark date", Some(view.entry_href(entry.at()).into()), title);
        return std::iter::once(link).chain(datetime.map(|value| element("time", vec![("datetime", value)]))).collect();
    }
    let name = if datetime.is_some() { "time" } else { "span" };
    let attributes = [("class", Some("mark date".into())), ("datetime", datetime), ("title", title)];
    vec![element(name, filled(attributes))]
}

/// `<a>` to the actor, with the actor's name where the words are another.
fn mention_element<'a>(view: &'a View<'a>, index: MarkIndex, mention: &Mention) -> Element<'a> {
    let (href, title) = actor_of(view, index, mention).unzip();
    let words = view.dossier.words(index);
    linked("mark mention", href, title.filter(|title| title != words))
}

/// The link and the name of the actor that a mention means.
fn actor_of<'a>(view: &'a View<'a>, index: MarkIndex, mention: &Mention) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    if let Target::Actor(actor) = view.dossier.target(index) {
        let Link { title, href } = &**view.actor_link(actor);
        return Some((href.into(), title.into()));
    }
    let Link { title, href } = view.document(&DocumentRef::new(DocumentKind::Actor, mention.actor.clone()))?;
    Some((href.into(), title.into()))
}

/// A `span` that says who speaks, and whether the words are theirs.
fn statement_element<'a>(view: &'a View<'a>, index: MarkIndex, statement: &'a Statement) -> Element<'a> {
    let (mark, shown) = (&view.mark(index).mark, view.shown(index.article));
    let speaker = match (view.dossier.target(index), &statement.speaker) {
        (Target::Actor(actor), _) => Some(Cow::from(&view.actor_link(actor).title)),
        (_, Speaker::Named { span, .. }) => shown.shown_with(mark, *span).map(Cow::from),
        (_, Speaker::Actor(id)) => {
            view.document(&DocumentRef::new(DocumentKind::Actor, id.clone())).map(|actor| actor.title.into())
        }
        (_, Speaker::Unknown) => None,
    };
    let class = match statement.mode {
        SpeechMode::Direct => "mark statement direct",
        SpeechMode::Indirect | SpeechMode::Mixed => "mark statement",
    };
    let title = speaker.map(|name| view.words.say("said_by", &[("name", &name)]));
    element("span", filled([("class", Some(class.into())), ("title", title.map(Cow::Owned))]))
}

/// An `<a>`, or a `span` where there is nowhere to go.
fn linked<'a>(class: &'static str, href: Option<Cow<'a, str>>, title: Option<Cow<'a, str>>) -> Element<'a> {
    let href = href.filter(|href| !href.is_empty());
    let name = if href.is_some() { "a" } else { "span" };
    element(name, filled([("class", Some(class.into())), ("href", href), ("title", title)]))
}

fn element<'a>(name: &'static str, attributes: Vec<(&'static str, Cow<'a, str>)>) -> Element<'a> {
    Element { name, attributes }
}

fn filled<'a, const N: usize>(
    attributes: [(&'static str, Option<Cow<'a, str>>); N],
) -> Vec<(&'static str, Cow<'a, str>)> {
    attributes.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_noted_as_editors_write_them() {
        for (interval, noted) in [
            (Interval::exactly(27.0), "27"),
            (Interval::at_least(28.0), ">=28"),
            (Interval::at_most(40.0), "<=40"),
            (Interval::about(2000.0), "~2000"),
            (Interval::between(24.0, 99.0), "24..99"),
        ] {
            assert_eq!(notation(interval), noted);
        }
    }
}
