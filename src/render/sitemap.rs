//! `sitemap.xml` and `robots.txt`. The caller says which pages there are, so that the two cannot drift apart; the dates of
//! last change are those of the content, as no clock is read.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::publication::{Publication, actor_address, source_address};

/// The sitemap's path on the site.
pub const SITEMAP_PATH: &str = "sitemap.xml";

/// The path of `robots.txt` on the site.
pub const ROBOTS_PATH: &str = "robots.txt";

/// The namespace of sitemaps.
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap of the pages at `addresses`, in their order.
///
/// # Errors
/// None that memory does not give.
pub fn sitemap(publication: &Publication<'_>, addresses: &[String]) -> io::Result<String> {
    let changed = last_changes(publication);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer.create_element("urlset").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
        addresses
            .iter()
            .try_for_each(|address| write_page(writer, &publication.url(address), changed.get(address).copied()))
    })?;
    let mut xml = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    xml.push('\n');
    Ok(xml)
}

fn write_page(writer: &mut Writer<Vec<u8>>, url: &str, changed: Option<Date>) -> io::Result<()> {
    let page = writer.create_element("url");
    page.write_inner_content(|writer| {
        writer.create_element("loc").write_text_content(BytesText::new(url))?;
        if let Some(day) = changed {
            writer.create_element("lastmod").write_text_content(BytesText::new(&day.to_string()))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// When the content of each page last changed, by address: an article with its last correction, an actor and an outlet with
/// their newest article, a measure with its newest claim. Pages that an editor wrote have no date of their own.
fn last_changes(publication: &Publication<'_>) -> BTreeMap<String, Date> {
    let dossier = publication.dossier;
    let articles = publication.reports().iter().map(|report| (report.document.address(), report.last_changed()));
    let newest =
        |articles: &[_]| articles.iter().filter_map(|&article| publication.report(article).last_changed()).max();
    let actors = dossier.actors.iter().map(|actor| (actor_address(dossier, actor), newest(&actor.articles)));
    let sources = dossier.sources.iter().map(|source| (source_address(dossier, source), newest(&source.articles)));
    let measures = dossier.ledgers.iter().map(|ledger| {
        let articles: Vec<_> = ledger.claims.iter().map(|claim| claim.figure.article).collect();
        (dossier.content.measures[ledger.measure].address(), newest(&articles))
    });
    let dated = articles.chain(actors).chain(sources).chain(measures);
    dated.filter_map(|(address, day)| Some((address, day?))).collect()
}

/// What robots are told: they may read everything, and where the sitemap is.
#[must_use]
pub fn robots(publication: &Publication<'_>) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", publication.url(&format!("/{SITEMAP_PATH}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn pages_have_the_date_of_their_content() {
        let addresses =
            ["/", "/articles/2024-05-06-dam/", "/measures/deaths/", "/actors/pena-alta/", "/sources/gazette/"];
        let addresses = addresses.map(str::to_owned);
        let xml = fixture::with_publication(|publication| sitemap(publication, &addresses));
        insta::assert_snapshot!(xml.expect("the fixture has a sitemap"), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
          <url>
            <loc>https://a.org/flood/</loc>
          </url>
          <url>
            <loc>https://a.org/flood/articles/2024-05-06-dam/</loc>
            <lastmod>2024-05-08</lastmod>
          </url>
          <url>
            <loc>https://a.org/flood/measures/deaths/</loc>
            <lastmod>2024-05-09</lastmod>
          </url>
          <url>
            <loc>https://a.org/flood/actors/pena-alta/</loc>
            <lastmod>2024-05-08</lastmod>
          </url>
          <url>
            <loc>https://a.org/flood/sources/gazette/</loc>
            <lastmod>2024-05-09</lastmod>
          </url>
        </urlset>
        "#);
    }

    #[test]
    fn robots_find_the_sitemap() {
        insta::assert_snapshot!(fixture::with_publication(robots), @r#"
        User-agent: *
        Allow: /

        Sitemap: https://a.org/flood/sitemap.xml
        "#);
    }
}
