//! Stage 3: marks → one model. Everything that more than one article is needed for: who a name is, which figures count the
//! same thing, what happened when, where reports disagree. Pure, and cheap enough to redo after every edit.

pub mod actors;
mod anchor;
mod anchors;
mod annotate;
mod build;
mod chronology;
mod copies;
mod disagreements;
mod firsts;
#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod fixtures;
pub mod gazetteer;
mod ledger;
mod lookup;
mod margin;
mod memory;
mod mentions;
mod misdated;
mod pairs;
pub mod parts;
mod passages;
mod profiles;
mod provisional;
mod references;
mod related;
mod roll;
mod slice;
mod sources;
pub mod speakers;
mod titles;
mod unique;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::content::Content;
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::edtf::Edtf;
use crate::id::{DocumentRef, Id};
use crate::index::index;
use crate::interval::{Interval, Range};
use crate::memo::Key;
use crate::reading::ToldDate;
use crate::reading::mark::Mark;
use crate::span::ByteSpan;

pub use actors::AmbiguousName;
pub use anchor::Anchor;
pub use build::build;
pub use firsts::Firsts;
pub(crate) use ledger::LooseGroups;
pub use memory::{Memory, Subject};
pub use passages::Passages;
pub use roll::Roll;
pub use slice::Slice;

/// The model of a dossier: what pages, feeds and exports are made from. Everything refers to articles and marks by index,
/// so nothing is copied; every list has one documented order.
#[derive(Debug)]
pub struct Dossier {
    /// The documents it was made from.
    pub content: Content,
    /// The articles with their final marks, oldest first, then by id. [`ArticleIndex`] points here.
    pub articles: Vec<AnnotatedArticle>,
    /// Every actor, with a file or provisional, by name.
    pub actors: Roll,
    /// Every outlet, with a file or from a name alone, by name.
    pub sources: Vec<SourceEntry>,
    /// What happened, in order.
    pub chronology: Arc<[ChronologyEntry]>,
    /// A hash of all from which the chronology was made, where a session remembers it.
    pub(crate) chronology_version: Key,
    /// A ledger for each measure, in the order of `content.measures`.
    pub ledgers: Vec<Ledger>,
    /// Figures that fit no measure, in order of article and place.
    pub loose_figures: Vec<LooseFigure>,
    /// The same by what they count; see [`Dossier::loose_groups`].
    pub(crate) loose_groups: LooseGroups,
    /// The names of each article that could be those of more than one actor, in order of place.
    pub ambiguous_names: Vec<Arc<[AmbiguousName]>>,
    /// Contradictions, the sharpest first.
    pub disagreements: Vec<Disagreement>,
    /// Passages that two articles share.
    pub passages: Passages,
    /// Which documents link to each document, each list in order of article.
    pub backlinks: Arc<Backlinks>,
}

index!(
    /// An article of [`Dossier::articles`].
    pub ArticleIndex
);

/// A mark of an article: an index into [`AnnotatedArticle::marks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkIndex {
    /// The article.
    pub article: ArticleIndex,
    place: u32,
}

impl MarkIndex {
    /// The mark at that place among those of the article.
    #[must_use]
    pub fn new(article: ArticleIndex, mark: usize) -> Self {
        Self { article, place: u32::try_from(mark).unwrap_or(u32::MAX) }
    }

    /// Its place among the article's.
    #[must_use]
    pub fn mark(self) -> usize {
        self.place as usize
    }
}

index!(
    /// An actor of [`Dossier::actors`].
    pub ActorIndex
);

index!(
    /// A source of [`Dossier::sources`].
    pub SourceIndex
);

index!(
    /// A ledger of [`Dossier::ledgers`].
    pub LedgerIndex
);

index!(
    /// A claim of [`Ledger::claims`].
    pub ClaimIndex
);

index!(
    /// An entry of [`Dossier::chronology`].
    pub EntryIndex
);

/// An article with its final marks.
#[derive(Debug)]
pub struct AnnotatedArticle {
    /// Its place in `content.articles`.
    pub document: usize,
    /// Its outlet.
    pub source: SourceIndex,
    /// What its texts say.
    pub annotation: Arc<Annotation>,
    /// What those of its marks belong to of which the article alone does not tell it, in order.
    pub aimed: Slice<(MarkIndex, Target)>,
    /// The actors it concerns (mentioned, or listed in its front matter), the most mentioned first.
    pub actors: Arc<[ActorIndex]>,
    /// The earliest article of which it is a copy: most of the one text stands in the other.
    pub copy_of: Option<ArticleIndex>,
    /// The later articles that are copies of it, in order.
    pub copies: Vec<ArticleIndex>,
    /// Articles on the same matter, the nearest first: those that share measures, events and actors.
    pub related: Arc<[ArticleIndex]>,
    /// The articles beside which it is laid on a page of their own, in order.
    pub beside: Vec<ArticleIndex>,
}

/// What the texts of an article say.
#[derive(Debug)]
pub struct Annotation {
    /// The version of the reading from which it was made; see [`crate::reading::version`].
    pub reading: Key,
    /// A hash of all from which it was made, where a session remembers it.
    pub version: Key,
    /// The marks with their anchors, sorted by text, start, and the longer first.
    pub marks: Vec<AnchoredMark>,
    /// What each mark belongs to as far as the article alone tells; see [`AnnotatedArticle::target`].
    pub targets: Box<[Target]>,
    /// How many bytes the sentences have that are the report's own.
    pub length: usize,
    /// The sentences of each text.
    pub sentences: Vec<Vec<ByteSpan>>,
    /// The dates under the editor's links to events, by place.
    pub told: Vec<ToldDate>,
    /// The anchor of each text, for links to a paragraph; unique in the article.
    pub text_anchors: Box<[Anchor]>,
}

/// A mark with the actor that it has to do with.
#[derive(Debug)]
pub struct AnchoredMark {
    /// The mark.
    pub mark: Mark,
    /// Its anchor on the article's page, without `#`: the kind's letter and a hash of the sentence and the words, so that it
    /// stays when another sentence is edited. Unique in the article.
    pub anchor: Anchor,
    /// The actor that a mention names, that makes a statement, or from which a figure comes.
    pub actor: Option<ActorIndex>,
}

/// What a mark belongs to in the model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing beyond itself.
    #[default]
    None,
    /// A claim.
    Claim {
        /// The ledger.
        ledger: LedgerIndex,
        /// Which of that ledger's claims.
        claim: ClaimIndex,
    },
    /// An actor: of a mention, or the speaker of a statement.
    Actor(ActorIndex),
    /// An entry of the chronology.
    Entry(EntryIndex),
}

/// An actor and all that reports say of it.
#[derive(Debug)]
pub struct ActorEntry {
    /// Its id; of a provisional actor, made from its name.
    pub id: Id,
    /// The name that pages use.
    pub name: String,
    /// What it is, or is guessed to be.
    pub kind: ActorKind,
    /// Its file, an index into `content.actors`; none for a provisional actor.
    pub document: Option<usize>,
    /// How reports spell it, with counts, the most frequent first.
    pub spellings: Vec<(Arc<str>, usize)>,
    /// Where it is named, in order of article and place.
    pub mentions: Slice<MarkIndex>,
    /// What it said, in order of article and place.
    pub statements: Slice<MarkIndex>,
    /// Figures that it is the origin of, in order of article and place.
    pub figures: Slice<MarkIndex>,
    /// Entries of the chronology that concern it, in order.
    pub entries: Slice<usize>,
    /// Articles that mention or list it, in order.
    pub articles: Slice<ArticleIndex>,
    /// With whom it appears in one paragraph, and in how many, the most frequent first.
    pub appears_with: Arc<[(ActorIndex, usize)]>,
}

/// An outlet and its reports.
#[derive(Clone, Debug)]
pub struct SourceEntry {
    /// Its id; of an outlet with no file, made from its name.
    pub id: Id,
    /// The name that pages use.
    pub name: String,
    /// Its file, an index into `content.sources`.
    pub document: Option<usize>,
    /// Its reports, in order.
    pub articles: Vec<ArticleIndex>,
    /// What it was the first to report, what it reports alone, and what differently.
    pub firsts: Firsts,
}

/// Something that happened: the editor's event with the passages that tell it, or a dated passage alone.
#[derive(Debug)]
pub struct ChronologyEntry {
    /// Its anchor on the chronology's pages, without `#`; unique.
    pub anchor: String,
    /// When: as the editor established it, else as told.
    pub date: Edtf,
    /// Dates that reports tell and that contradict `date`, each with who tells it.
    pub told: Vec<(Edtf, MarkIndex)>,
    /// The event's file, an index into `content.events`.
    pub event: Option<usize>,
    /// The dated passages that tell it, in order: each the mark of the date whose sentence is the passage.
    pub passages: Vec<MarkIndex>,
    /// Who takes part.
    pub actors: Vec<ActorIndex>,
    /// How many bytes the sentences of its passages have in all.
    pub length: usize,
    /// How much it matters: larger is more. The days that matter most are those of the weightiest entries.
    pub weight: f64,
}

/// What all reports say of one measure.
#[derive(Debug)]
pub struct Ledger {
    /// The measure, an index into `content.measures`.
    pub measure: usize,
    /// The claims, oldest report first; those that count only a part among them.
    pub claims: Vec<Claim>,
    /// The range of the numbers that claims state of the whole; none where there is no such claim.
    pub range: Option<Range>,
    /// How many origins the claims of the whole have that are independent of each other: copies of one text are one, and so are
    /// outlets that pass on the number of one office.
    pub independent: usize,
    /// Numbers that add up to another of the same report, in order of the report.
    pub sums: Vec<Sum>,
    /// The steps by which a running total grew: pairs of claims by index, the earlier and lower first.
    pub updates: Vec<(usize, usize)>,
    /// Claims that can all be true at once, the largest group first.
    pub agreements: Vec<Agreement>,
    /// Claims that cannot both be true, by index into `claims`, the earlier first, sorted. Not every such pair: each claim is
    /// told against the one before it and the one after it that it contradicts most; [`Dossier::contradict`] tells of any two.
    pub conflicts: Vec<(usize, usize)>,
}

/// One report of a measure.
#[derive(Debug)]
pub struct Claim {
    /// The figure.
    pub figure: MarkIndex,
    /// Its interval.
    pub interval: Interval,
    /// Who is its origin, as an actor where one could be found.
    pub origin: Option<ActorIndex>,
    /// How it counts a part of the measure only; none where it counts all.
    pub part: Option<Part>,
    /// Why the figure belongs to the measure, for `diurna explain`.
    pub because: &'static str,
}

/// How a claim is known to count a part of its measure only. Parts are kept apart: they are in no range and in no conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The words say so: "including two officers", "five of them", "in the capital alone".
    Said,
    /// It comes on top of others: "another 12".
    More,
    /// It counts a narrower group: "two officers killed", among the killed.
    Narrower,
    /// With others of its sentence it adds up to a number of its report.
    Addend,
}

impl Part {
    /// The word by which exports and the words of the interface tell it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::More => "more",
            Self::Narrower => "narrower",
            Self::Addend => "addend",
        }
    }
}

/// Parts that add up to the whole: 13 released are eight freed and five under house arrest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The whole: an index into the ledger's claims.
    pub whole: usize,
    /// The parts, of the same article, in order.
    pub parts: Vec<usize>,
}

/// Claims of several reports that can all be true at once, as their intervals share a value. No other claim of the whole
/// could join them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The claims: indices into the ledger's, in order.
    pub claims: Vec<usize>,
}

/// Figures that fit no measure and count the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseGroup {
    /// The counted noun, as most of them have it; none where the words give none.
    pub noun: Option<String>,
    /// A noun by which a measure would know all of them; none where the words give none.
    pub measure_noun: Option<String>,
    /// The figures: indices into [`Dossier::loose_figures`], in order.
    pub figures: Vec<usize>,
}

/// A figure that fits no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LooseFigure {
    /// The figure.
    pub figure: MarkIndex,
    /// Why it fits none.
    pub because: WhyLoose,
}

/// Why a figure fits no measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLoose {
    /// No measure counts it.
    NoMeasure,
    /// These two, and perhaps more, fit equally well: indices into `content.measures`.
    Several(usize, usize),
    /// Its sentence dates itself to another occasion than the measure of its noun.
    OtherOccasion,
    /// It takes some out of a group that is no measure's: "three of its leaders".
    OtherGroup,
}

/// A contradiction between reports.
#[derive(Debug)]
pub enum Disagreement {
    /// Figures of one measure that cannot all be true.
    Figures {
        /// The ledger: an index into [`Dossier::ledgers`].
        ledger: usize,
        /// The claims that take part, by index, oldest first.
        claims: Vec<usize>,
        /// How sharp it is: the gap between the intervals as a share of the larger value, 0 to 1.
        sharpness: f64,
    },
    /// One event, dated differently.
    Dates {
        /// The entry: an index into [`Dossier::chronology`].
        entry: usize,
        /// How many days apart.
        days: i32,
    },
    /// A report whose own dates do not fit together: it tells nothing of the time in which it was published.
    Report {
        /// The report.
        article: ArticleIndex,
        /// The date that it tells nearest to its publication.
        nearest: MarkIndex,
        /// How many days lie between.
        days: i32,
    },
}

/// A passage that two articles share, word for word or nearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// In the earlier article: article, text, bytes.
    pub first: PassageEnd,
    /// In the later one.
    pub second: PassageEnd,
}

/// One end of a shared passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassageEnd {
    /// The article.
    pub article: ArticleIndex,
    /// The text.
    pub text: TextId,
    /// The bytes of it.
    pub span: ByteSpan,
}

/// Which documents link to each.
pub type Backlinks = BTreeMap<DocumentRef, Vec<Backlink>>;

/// A document that links to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The document with the link.
    pub from: DocumentRef,
    /// The mark of the link, where it is in a report's text.
    pub mark: Option<MarkIndex>,
}

#[cfg(test)]
mod tests;
