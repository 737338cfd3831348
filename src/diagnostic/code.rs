//! The codes of diagnostics: the short names by which messages are searched for, documented and switched on in programs.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal),+ $(,)?) => {
        /// What sort of problem a diagnostic tells. `docs/messages.md` explains each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant),+
        }

        impl Code {
            /// Every code, in the order of the docs.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name by which messages show the code.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

codes! {
    /// There is no `site.yaml` where one is expected.
    NoSite = "no-site",
    /// A file could not be read.
    Unreadable = "unreadable",
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8",
    /// A content file holds nothing.
    EmptyFile = "empty-file",
    /// A content file does not begin with front matter.
    NoFrontMatter = "no-front-matter",
    /// Front matter that is opened and never closed.
    UnclosedFrontMatter = "unclosed-front-matter",
    /// YAML that cannot be parsed.
    YamlSyntax = "yaml-syntax",
    /// A key that Diurna does not know.
    UnknownKey = "unknown-key",
    /// A key that is given twice.
    DuplicateKey = "duplicate-key",
    /// A key that must be there and is not.
    MissingKey = "missing-key",
    /// A value of the wrong shape.
    BadValue = "bad-value",
    /// A date that is not EDTF, or not in the calendar.
    BadDate = "bad-date",
    /// Two documents of one kind with one id.
    DuplicateId = "duplicate-id",
    /// Two documents that would be published at one address.
    DuplicateAddress = "duplicate-address",
    /// Two actors or sources that claim one name.
    AmbiguousName = "ambiguous-name",
    /// A link to a file that is not there.
    BrokenLink = "broken-link",
    /// A link to an anchor that is not there.
    BrokenAnchor = "broken-anchor",
    /// A wikilink that names no document, or more than one.
    UnknownWikilink = "unknown-wikilink",
    /// A link that a site must not carry, such as `javascript:`.
    UnsafeLink = "unsafe-link",
    /// A name or id in front matter that no document has.
    UnknownReference = "unknown-reference",
    /// A link to a measure whose words hold no number and that gives no value.
    NoFigure = "no-figure",
    /// A footnote that is used and not defined, or defined and not used.
    Footnote = "footnote",
    /// Raw HTML of which something was taken out.
    HtmlRemoved = "html-removed",
    /// A theme that is neither in `themes/` nor built in.
    UnknownTheme = "unknown-theme",
    /// A template that cannot be parsed.
    TemplateSyntax = "template-syntax",
    /// A template that cannot be rendered for a page.
    TemplateRender = "template-render",
    /// A template that is not there.
    MissingTemplate = "missing-template",
    /// An output folder that Diurna must not write to.
    UnsafeOutput = "unsafe-output",
    /// A command that was called in a way that it does not understand.
    Usage = "usage",
    /// The machine refused: disk, permission, port.
    Machine = "machine",
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
