//! Stage 2: text → marks. A pure function of one article, its date and the lexicon: no files, no clock, no other
//! article. So it runs in parallel, is cached by a hash of its input, and can be tested on a sentence.

pub mod dates;
mod editor;
pub mod figures;
pub mod language;
pub mod lexicon;
pub mod mark;
pub mod names;
pub mod numerals;
pub mod overlaps;
pub mod sentences;
pub mod statements;
pub mod tokens;
mod verbatim;

use std::sync::Arc;

use crate::content::Document;
use crate::content::article::Article;
use crate::content::body::{Text, TextId, Voice};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::edtf::Edtf;
use crate::id::Id;
use crate::memo::{self, Key};
use crate::span::ByteSpan;

use lexicon::Lexicon;
use lexicon::vocabulary::Numbered;
use mark::{By, Mark};
use tokens::Tokens;

/// Reads an article. `site_language` is the language of an article that names none; a text of it that is plainly in another
/// is read in its own. In a language that Diurna has no words of, only the editor's links are marks. Diagnostics tell links by the editor that promise a figure and hold none.
#[must_use]
pub fn read(article: &Document<Article>, site_language: &str) -> (Reading, Vec<Diagnostic>) {
    let named = article.front.language.as_deref();
    let reports = article.body.texts.iter().filter(|text| text.voice == Voice::Report).count();
    let mut reader = Reader {
        language: named.unwrap_or(site_language),
        is_one_text: named.is_some() && reports == 1,
        dates: dates::Context::new(&article.front.published),
        texts: &article.body.texts,
        file: &article.file,
        reading: Reading::default(),
        diagnostics: Vec::new(),
    };
    for (id, text) in article.body.text_ids().zip(&article.body.texts) {
        reader.read_text(id, text);
    }
    let version = version(article, site_language);
    (Reading { version, ..reader.reading.settled() }, reader.diagnostics)
}

/// What tells one reading from another: a hash of all that [`read`] is given.
#[must_use]
pub fn version(article: &Document<Article>, site_language: &str) -> Key {
    let path = article.file.path.as_os_str().as_encoded_bytes();
    let language = article.front.language.as_deref().unwrap_or(site_language);
    memo::key(&[path, &article.fingerprint.to_le_bytes(), language.as_bytes()])
}

/// What one article was read to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What tells it from another; see [`version`].
    pub version: Key,
    /// The marks, sorted by text and start, the longer first; no two cross, and only statements contain others (see [`overlaps`]).
    pub marks: Vec<Mark>,
    /// Names that may be those of actors, sorted by place: runs of capitalised words. Which of them are, all articles together decide.
    pub names: Vec<Name>,
    /// The sentences of each text, by [`TextId`].
    pub sentences: Vec<Vec<ByteSpan>>,
    /// Words that no recogniser may mark, mentions included: those that the editor wants left alone, code, and addresses.
    pub plain: Vec<Place>,
    /// Dates that stand under an editor's link to an event. The link is the mark, but the words still tell a date.
    pub told: Vec<ToldDate>,
    /// The actors that marks name by id, as the editor set them, in order of mark.
    pub named: Vec<Id>,
}

impl Reading {
    /// The reading once every text is read: of marks that overlap, those that stay.
    fn settled(mut self) -> Self {
        self.marks = overlaps::resolve(self.marks, &self.plain);
        dates::agree(&mut self.marks);
        self.named = self.marks.iter().filter_map(Mark::names).cloned().collect();
        let plain = overlaps::Plain::new(&self.plain);
        self.names.retain(|name| !plain.touches(Place { text: name.text, span: name.span }));
        self
    }
}

/// One article while it is read.
struct Reader<'a> {
    /// The language of the article.
    language: &'a str,
    /// Whether an editor names that language for a single text, which therefore cannot be a foreign part of the article.
    is_one_text: bool,
    dates: dates::Context,
    texts: &'a [Text],
    file: &'a Arc<SourceFile>,
    reading: Reading,
    diagnostics: Vec<Diagnostic>,
}

/// What the recognisers found in one text, each list in order of place.
#[derive(Default)]
struct Found {
    dates: Vec<dates::Found>,
    figures: Vec<figures::Found>,
    statements: Vec<statements::Found>,
}

impl Reader<'_> {
    fn read_text(&mut self, id: TextId, text: &Text) {
        let tokens = Tokens::new(&text.plain);
        let mut numbered = Numbered::new(&tokens, Lexicon::for_language(self.language));
        let language = if self.is_one_text { self.language } else { language::of_text(&numbered, self.language) };
        if language != self.language {
            numbered = Numbered::new(&tokens, Lexicon::for_language(language));
        }
        let sentences = sentences::split(&text.plain, &numbered.lexicon.text);
        let is_read = text.voice == Voice::Report && numbered.lexicon.is_for(language);
        let report = is_read.then_some(&numbered);
        let found = report.map(|report| self.recognise(id, text, report, &sentences)).unwrap_or_default();
        let links = editor::Links { id, text, report, found: &found, file: self.file };
        self.diagnostics.extend(links.read(&mut self.reading));
        self.reading.plain.extend(verbatim::spans(text).into_iter().map(|span| Place { text: id, span }));
        self.reading.marks.extend(found.into_marks(id));
        self.reading.sentences.push(sentences);
    }

    /// The report's own words after a text; empty where there are none.
    fn paragraph_after(&self, id: TextId) -> &str {
        let next = self.texts.get(id.at() + 1).filter(|next| next.voice == Voice::Report);
        next.map_or("", |next| next.plain.trim_start())
    }

    fn recognise(&mut self, id: TextId, text: &Text, numbered: &Numbered<'_>, sentences: &[ByteSpan]) -> Found {
        self.reading.names.extend(names::recognise(id, numbered, sentences));
        let mut figures = figures::recognise(numbered, sentences);
        figures.retain(|found| !text.heading || found.stands_in_heading(&text.plain, numbered.lexicon));
        Found {
            dates: dates::recognise(numbered, sentences, &mut self.dates),
            figures,
            statements: statements::recognise(numbered, sentences, self.paragraph_after(id)),
        }
    }
}

impl Found {
    fn into_marks(self, text: TextId) -> impl Iterator<Item = Mark> {
        let mark = move |span, value, rule| Mark { text, span, value, by: By::Recogniser, rule };
        let dates = self.dates.into_iter().map(move |found| mark(found.span, found.timex.into(), found.rule));
        let figures = self.figures.into_iter().map(move |found| mark(found.span, found.figure.into(), found.rule));
        let statements =
            self.statements.into_iter().map(move |found| mark(found.span, found.statement.into(), found.rule));
        dates.chain(figures).chain(statements)
    }
}

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The text.
    pub text: TextId,
    /// Bytes of it.
    pub span: ByteSpan,
}

/// The date that linked words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldDate {
    /// The place of the link.
    pub place: Place,
    /// The date.
    pub date: Edtf,
    /// Whether the words name no year; see [`mark::Timex`].
    pub year_is_inferred: bool,
}

/// A run of words that looks like a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The text it stands in.
    pub text: TextId,
    /// Its bytes, without a leading title ("Mr.") or a trailing possessive.
    pub span: ByteSpan,
    /// Whether it may owe its capital to its place, as at the head of a sentence. An acronym owes it to none.
    pub opens_sentence: bool,
    /// Whether it is one everyday word. It names somebody only where others show that it does: a title, or a fuller name.
    pub is_ordinary: bool,
    /// What the words around it say that it is.
    pub hint: NameHint,
}

/// What stands around a name and says what it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameHint {
    /// Nothing.
    #[default]
    None,
    /// A personal title or office before it ("Mr", "President"), or it speaks.
    Person,
    /// A word of it says what body it is ("Council", "Ministry"), or it is an acronym.
    Organization,
    /// A preposition of place before it.
    Place,
}

#[cfg(test)]
mod tests;
