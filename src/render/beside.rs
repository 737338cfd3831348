//! What a site holds beside its pages: feeds, exports, the sitemap, and what GitHub Pages wants to find.

use std::io;

use super::{File, FileBody, Page, View, exports, sitemap};

/// Tells GitHub Pages to publish the files as they are.
const NO_JEKYLL_PATH: &str = ".nojekyll";
/// Tells GitHub Pages the domain.
const CNAME_PATH: &str = "CNAME";

/// The files beside `pages`, which the sitemap lists.
///
/// # Errors
/// A value that a format cannot hold.
pub(super) fn files(view: &View<'_>, pages: &[Page]) -> io::Result<Vec<File>> {
    let publication = &view.publication;
    let listed: Vec<String> = pages.iter().filter(|page| is_listed(page)).map(|page| page.address(view)).collect();
    let mut files = exports::files(publication)?;
    files.push(file(sitemap::SITEMAP_PATH, sitemap::sitemap(publication, &listed)?));
    files.push(file(sitemap::ROBOTS_PATH, sitemap::robots(publication)));
    files.push(file(NO_JEKYLL_PATH, String::new()));
    files.extend(view.config.cname.iter().map(|domain| file(CNAME_PATH, format!("{domain}\n"))));
    Ok(files)
}

/// Whether a page is one to be found: not the one for what is missing, nor one that only leads to another.
fn is_listed(page: &Page) -> bool {
    !matches!(page, Page::NotFound | Page::Search | Page::Redirect { .. })
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), body: FileBody::Bytes(text.into()) }
}
