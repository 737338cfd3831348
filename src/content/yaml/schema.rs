//! What each key of a YAML document may hold. Every type of front matter lists its keys once, as [`Field`]s; messages, checks
//! and the docs speak from that list.

/// A key that a document may have.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

impl Field {
    /// A key that must be there.
    #[must_use]
    pub const fn required(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: true }
    }

    /// A key that may be there.
    #[must_use]
    pub const fn optional(name: &'static str, shape: Shape) -> Self {
        Self { name, shape, required: false }
    }
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Words, on one line or several.
    Text,
    /// A date in EDTF.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of some of these words, each once.
    Choices(&'static [&'static str]),
    /// A list of words.
    Texts,
    /// A list of names, each of two letters at least.
    Names,
    /// The address of a page on the web: `http` or `https`.
    WebAddress,
    /// An Admiralty code.
    Reliability,
    /// A language code after BCP 47.
    Language,
    /// The last part of an address.
    Slug,
    /// An address below the site's root, without its slashes at both ends.
    PageSlug,
    /// A list of addresses on this site.
    Addresses,
    /// The name of a folder.
    FolderName,
    /// The address of a site: `http` or `https`, without query and fragment.
    BaseUrl,
    /// A domain.
    Domain,
    /// An address on this site, from its root, or on the web.
    Destination,
    /// A colour that can be read on white, as `#` with six hexadecimal digits.
    Colour,
    /// Names of fonts, the first that is there to be used.
    Fonts,
    /// Lists of words by language code.
    Nouns,
    /// A list of records, each of which is called the first and has the keys of the second.
    Records(&'static str, &'static [Field]),
    /// Anything: keys of the editor's own.
    Anything,
}

impl Shape {
    /// What it is, as in "must be …".
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "a date",
            Self::Flag => "true or false",
            Self::Number(..) => "a whole number",
            Self::Choice(_) => "a word",
            Self::Choices(_) | Self::Texts | Self::Names => "a list of words",
            Self::Colour => "a colour",
            Self::Fonts => "names of fonts",
            Self::WebAddress | Self::BaseUrl | Self::Destination => "an address",
            Self::FolderName => "the name of a folder",
            Self::Domain => "a domain",
            Self::Reliability => "an Admiralty code",
            Self::Language => "a language code",
            Self::Slug | Self::PageSlug => "part of an address",
            Self::Addresses => "a list of addresses",
            Self::Nouns => "a list of words for each language",
            Self::Records(..) => "a list of keys and values",
            Self::Anything => "anything",
        }
    }

    /// How a value is written.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Text => "Some words",
            Self::Date => "2024-07-28",
            Self::Flag => "true",
            Self::Number(..) => "5",
            Self::Choice(words) => words.first().copied().unwrap_or_default(),
            Self::Choices(_) | Self::Texts | Self::Names => "[first, second]",
            Self::Colour => "\"#8a1c1c\"",
            Self::Fonts => "Georgia, serif",
            Self::WebAddress => "https://example.org/page",
            Self::FolderName => "name",
            Self::BaseUrl => "https://name.github.io/dossier/",
            Self::Domain => "dossier.example.org",
            Self::Destination => "/about/",
            Self::Reliability => "B2",
            Self::Language => "es",
            Self::Slug => "short-name",
            Self::PageSlug => "about/method",
            Self::Addresses => "[/old/address/]",
            Self::Nouns => "{en: [dead, killed]}",
            Self::Records(..) => "[{key: value}]",
            Self::Anything => "value",
        }
    }
}

/// Keys that editors write from other tools' habit, and the keys that they mean, where a document has them.
pub(crate) const SYNONYMS: &[(&str, &str)] = &[
    ("headline", "title"),
    ("name", "title"),
    ("title", "name"),
    ("label", "title"),
    ("outlet", "source"),
    ("newspaper", "source"),
    ("publisher", "source"),
    ("date", "published"),
    ("publication", "published"),
    ("published", "date"),
    ("when", "date"),
    ("where", "place"),
    ("location", "place"),
    ("byline", "author"),
    ("by", "author"),
    ("authors", "author"),
    ("description", "summary"),
    ("summary", "description"),
    ("abstract", "summary"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("people", "actors"),
    ("persons", "actors"),
    ("link", "url"),
    ("permalink", "slug"),
    ("lang", "language"),
    ("locale", "language"),
    ("type", "kind"),
    ("category", "kind"),
    ("alias", "aliases"),
    ("aka", "aliases"),
    ("website", "homepage"),
    ("url", "homepage"),
    ("url", "base_url"),
    ("menu", "nav"),
    ("domain", "cname"),
    ("from", "since"),
    ("start", "since"),
    ("to", "until"),
    ("end", "until"),
    ("organization", "of"),
];

#[cfg(test)]
pub(crate) mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    /// Checks that `fields` are the keys of `T`: the type's own message about an unknown key lists them.
    pub(crate) fn assert_fields_of<T: DeserializeOwned>(fields: &[Field]) {
        let error =
            serde_yaml::from_str::<T>("no such key: 1").err().expect("the type refuses unknown keys").to_string();
        let mut expected: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        let mut listed: Vec<&str> = fields.iter().map(|field| field.name).collect();
        expected.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, expected, "{}: {error}", std::any::type_name::<T>());
    }
}
