//! What templates see: one typed, serialisable struct for each kind of page, and the parts that several share. Every link in
//! a context is ready to be written; every date and number is already in words.

pub(super) mod actors;
pub(super) mod articles;
pub(super) mod cards;
pub(super) mod chronology;
pub(super) mod disagreements;
pub(super) mod home;
pub(super) mod json_ld;
pub(super) mod loose;
pub(super) mod measures;
pub(super) mod network;
pub(super) mod page;
pub(super) mod plain;
mod shared;
pub(super) mod side_by_side;
pub(super) mod sources;

use serde::Serialize;

pub use shared::Shared;

use super::view::View;
use crate::content::article::Reliability;
use crate::dossier::{ArticleIndex, MarkIndex};
use crate::reading::mark::Value;
use crate::span::ByteSpan;

/// A title and where it leads; an empty `href` leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The link.
    pub href: String,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownDate {
    /// In words.
    pub text: String,
    /// As EDTF.
    pub edtf: String,
    /// As HTML's `datetime` takes it; none where it is no single year, month or day.
    pub iso: Option<String>,
}

/// Some words of a report in their sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The sentence up to the words.
    pub before: String,
    /// The words.
    pub words: String,
    /// The rest of the sentence.
    pub after: String,
    /// The link to the words.
    pub href: String,
    /// The report.
    pub article: Shared<Link>,
    /// Its outlet.
    pub source: Shared<Link>,
    /// When it was published.
    pub published: Shared<ShownDate>,
    /// The language of the words.
    pub language: String,
}

/// An Admiralty code with its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownReliability {
    /// The code: `B2`.
    pub code: String,
    /// What it says, in a sentence or two.
    pub text: String,
}

/// A report in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleCard {
    /// Its headline.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its outlet.
    pub source: Shared<Link>,
    /// When it was published.
    pub published: Shared<ShownDate>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// How far it is trusted.
    pub reliability: Option<ShownReliability>,
    /// The language of its text.
    pub language: String,
    /// How many figures it gives, in words.
    pub figures: String,
}

/// Quotes of one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteGroup {
    /// The report.
    pub article: Shared<ArticleCard>,
    /// What it says, in order.
    pub quotes: Vec<Quote>,
}

/// The reports of one list that a page quotes; of earlier ones it only tells how much they say, so that the page of an actor
/// whom every report names can still be read.
const MOST_QUOTED: usize = 30;
/// The earlier reports that a page lists.
const MOST_LISTED: usize = 300;

/// Quotes of the latest reports, and links to the earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quotes {
    /// The latest reports, in order of time.
    pub groups: Vec<QuoteGroup>,
    /// Earlier reports, the latest first, each with how many sentences it would have here.
    pub earlier: Vec<CountedLink>,
    /// How many reports are earlier still, in words; none where all are there.
    pub more: Option<String>,
}

/// A link and how often it holds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountedLink {
    /// The link.
    pub link: Shared<Link>,
    /// How often, in words.
    pub count: String,
}

impl View<'_> {
    /// A report for lists, made anew; [`View::card`] has it ready.
    pub(super) fn new_card(&self, index: ArticleIndex) -> ArticleCard {
        let (report, article) = (self.report(index), self.article(index));
        let figures =
            article.annotation.marks.iter().filter(|mark| matches!(mark.mark.value, Value::Figure(_))).count();
        let Link { title, href } = self.article_link(index).unshared();
        ArticleCard {
            title,
            href,
            source: self.source_link(article.source).clone(),
            published: self.published(index).clone(),
            summary: report.front.summary.clone(),
            reliability: self.reliability_of(index),
            language: self.shown(index).language.to_owned(),
            figures: self.words.count("figures_counted", figures),
        }
    }

    /// How far a report is trusted: its own code, else its outlet's.
    pub(super) fn reliability_of(&self, index: ArticleIndex) -> Option<ShownReliability> {
        let source = &self.dossier.sources[self.article(index).source.at()];
        let of_source = || self.dossier.content.sources.get(source.document?)?.front.reliability;
        self.report(index).front.reliability.or_else(of_source).map(|code| self.reliability(code))
    }

    /// An Admiralty code in words.
    pub(super) fn reliability(&self, code: Reliability) -> ShownReliability {
        let source = format!("source_{}", code.source);
        let content = format!("content_{}", code.content);
        let values = [("source", self.words.word(&source)), ("content", self.words.word(&content))];
        ShownReliability { code: code.to_string(), text: self.words.say("reliability_says", &values) }
    }

    /// Marks in their sentences, one quote a sentence: those of the latest reports, with links to the earlier ones.
    pub(super) fn quotes(&self, marks: &[MarkIndex]) -> Quotes {
        let reports: Vec<&[MarkIndex]> = marks.chunk_by(|one, other| one.article == other.article).collect();
        let (earlier, latest) = reports.split_at(reports.len().saturating_sub(MOST_QUOTED));
        let counted = |marks: &&[MarkIndex]| CountedLink {
            link: self.article_link(marks[0].article).clone(),
            count: self.words.count("times", marks.len()),
        };
        let more = earlier.len().checked_sub(MOST_LISTED).filter(|&more| more > 0);
        Quotes {
            groups: latest.iter().map(|marks| self.quote_group(marks)).collect(),
            earlier: earlier.iter().rev().take(MOST_LISTED).map(counted).collect(),
            more: more.map(|more| self.words.count("more_earlier", more)),
        }
    }

    /// What one report says; `marks` are all of it.
    fn quote_group(&self, marks: &[MarkIndex]) -> QuoteGroup {
        let shown = self.shown(marks[0].article);
        let in_sentence = |&index: &MarkIndex| (index, shown.sentence_span(&self.mark(index).mark));
        let mut distinct: Vec<(MarkIndex, ByteSpan)> = marks.iter().map(in_sentence).collect();
        distinct.dedup_by_key(|(index, sentence)| (self.mark(*index).mark.text, sentence.start()));
        QuoteGroup {
            article: self.card(marks[0].article).clone(),
            quotes: distinct.into_iter().map(|(mark, sentence)| self.quote_in(mark, sentence)).collect(),
        }
    }
}

/// A text in one line; of a longer one the first words, at most `most` letters, with an ellipsis.
fn clipped(text: &str, most: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        // Only a line of more bytes can have more letters.
        let cut = (line.len() > most).then(|| line.char_indices().nth(most)).flatten();
        if let Some((end, _)) = cut {
            let end = line[..end].rfind(' ').unwrap_or(end);
            line.truncate(line[..end].trim_end_matches([',', ';', ':', '.']).len());
            line.push('…');
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::clipped;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(clipped("The river\nrose.", 20), "The river rose.");
        assert_eq!(clipped("The river, as they said, rose.", 12), "The river…");
        assert_eq!(clipped("ñandúñandú", 4), "ñand…");
        assert_eq!(clipped("", 4), "");
    }
}
