//! What a site holds beside its pages: feeds, exports, the sitemap, and what GitHub Pages wants to find.

use std::io;

use super::{File, FileBody, Page, Sink, View, exports, sitemap};

/// Tells GitHub Pages to publish the files as they are.
const NO_JEKYLL_PATH: &str = ".nojekyll";
/// Tells GitHub Pages the domain.
const CNAME_PATH: &str = "CNAME";

/// Makes the files beside `pages`, which the sitemap lists.
///
/// # Errors
/// A value that a format cannot hold.
pub(super) fn make(view: &View<'_>, pages: &[Page], sink: &dyn Sink) -> io::Result<()> {
    let publication = &view.publication;
    let listed: Vec<String> = pages.iter().filter(|page| is_listed(page)).map(|page| page.address(view)).collect();
    exports::publish(publication, sink)?;
    sink.take(file(sitemap::SITEMAP_PATH, sitemap::sitemap(publication, &listed)?));
    sink.take(file(sitemap::ROBOTS_PATH, sitemap::robots(publication)));
    sink.take(file(NO_JEKYLL_PATH, String::new()));
    view.config.cname.iter().for_each(|domain| sink.take(file(CNAME_PATH, format!("{domain}\n"))));
    Ok(())
}

/// Whether a page is one to be found: not the one for what is missing, nor one that only leads to another.
fn is_listed(page: &Page) -> bool {
    !matches!(page, Page::NotFound | Page::Search | Page::Redirect { .. })
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), body: FileBody::Bytes(text.into()) }
}
