//! Addresses: every link of the site goes through here, so that a dossier works at the root of a domain and below a path
//! (`https://name.github.io/repository/`) alike. An *address* is a path from the site's root (`/articles/a/`, `/a.png?x#y`);
//! a *link* is what pages carry: the address behind the path of the base URL; a *URL* is the link with scheme and host.

use std::borrow::Cow;

use url::Url;

use crate::diagnostic::{Code, Diagnostic};

/// Turns addresses into links and URLs.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// Scheme and host without a slash at the end: `https://name.github.io`.
    origin: String,
    /// The path of the base URL without a slash at the end: `/repository`, or nothing.
    prefix: String,
}

impl Addresses {
    /// The addresses of a site at `base_url`.
    ///
    /// # Errors
    /// A base URL that is not `http` or `https`, or that cannot be parsed.
    pub fn new(base_url: &str) -> Result<Self, Diagnostic> {
        let url = Url::parse(base_url).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let url = url.ok_or_else(|| {
            Diagnostic::error(Code::BadValue, format!("the base_url “{base_url}” is not the address of a site"))
                .help("write it with its scheme, such as https://name.github.io/repository/")
        })?;
        Ok(Self { origin: url.origin().ascii_serialization(), prefix: url.path().trim_end_matches('/').to_owned() })
    }

    /// The link to an address of this site: `/articles/` → `/repository/articles/`. Characters that a URL must not hold are
    /// percent-encoded. What is no address of this site (another site's URL, an anchor alone) stays as it is.
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        if is_of_site(address) { [&self.prefix, &*encoded(address)].concat() } else { address.to_owned() }
    }

    /// The URL of an address of this site, for feeds, canonical links and Open Graph.
    #[must_use]
    pub fn url(&self, address: &str) -> String {
        if is_of_site(address) {
            [&self.origin, &self.prefix, &*encoded(address)].concat()
        } else {
            self.absolute(address)
        }
    }

    /// The URL of a link of this site.
    #[must_use]
    pub fn absolute(&self, link: &str) -> String {
        if link.starts_with('/') { [&self.origin, link].concat() } else { link.to_owned() }
    }

    /// The path of the base URL, without a slash at the end; empty for a site at the root of its domain.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }
}

fn is_of_site(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

/// The path below the output folder of the page at `address`: `/articles/a/` → `articles/a/index.html`.
#[must_use]
pub fn page_path(address: &str) -> String {
    format!("{}index.html", address.trim_start_matches('/'))
}

fn encoded(address: &str) -> Cow<'_, str> {
    let needs_encoding = |character: char| {
        !character.is_ascii()
            || character.is_ascii_control()
            || matches!(character, ' ' | '"' | '<' | '>' | '`' | '\\' | '{' | '}')
    };
    if !address.bytes().any(|byte| needs_encoding(byte.into())) {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() * 2);
    for character in address.chars() {
        if needs_encoding(character) {
            let mut bytes = [0; 4];
            out.extend(character.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(base_url: &str) -> Addresses {
        Addresses::new(base_url).expect("the base URL is one")
    }

    #[test]
    fn links_carry_the_path_of_the_base_url() {
        for (base_url, address, link, url) in [
            ("https://a.org/", "/", "/", "https://a.org/"),
            ("https://a.org", "/b/#c", "/b/#c", "https://a.org/b/#c"),
            ("https://a.org/repo/", "/", "/repo/", "https://a.org/repo/"),
            ("https://a.org/repo", "/b/?q=1#c", "/repo/b/?q=1#c", "https://a.org/repo/b/?q=1#c"),
            ("http://localhost:8080/x/y/", "/ñ a/", "/x/y/%C3%B1%20a/", "http://localhost:8080/x/y/%C3%B1%20a/"),
        ] {
            assert_eq!(addresses(base_url).link(address), link, "{base_url} {address}");
            assert_eq!(addresses(base_url).url(address), url, "{base_url} {address}");
        }
    }

    #[test]
    fn what_is_elsewhere_stays() {
        let site = addresses("https://a.org/repo/");
        for address in ["https://b.org/x", "mailto:a@b.org", "#here", "//b.org/x"] {
            assert_eq!(site.link(address), address);
        }
    }

    #[test]
    fn a_base_url_must_be_one() {
        let problem = Addresses::new("my-site").expect_err("it is none");
        assert_eq!(problem.message, "the base_url “my-site” is not the address of a site");
        assert!(Addresses::new("ftp://a.org/").is_err());
    }

    #[test]
    fn pages_are_folders() {
        assert_eq!(page_path("/"), "index.html");
        assert_eq!(page_path("/articles/a/"), "articles/a/index.html");
    }
}
