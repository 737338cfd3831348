//! Passages that two articles share, word for word or nearly: the trace of a copy, or of one agency's text in several
//! papers.
//!
//! Every sentence of some length is cut into shingles, runs of four words, of which hashes are kept. Two sentences are
//! one where most shingles of either stand in the other. Neighbouring sentences that are shared alike make one passage.

mod compared;
mod meetings;
mod shingles;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::{ArticleIndex, Memory, Passage, PassageEnd, Slice, Subject, slice};
use crate::content::body::Text;
use crate::memo::Key;
use crate::span::ByteSpan;
use compared::Report;
use meetings::{Meeting, Sentence};
use shingles::Place;

pub(super) use compared::Compared;
pub(super) use shingles::Sentences;

/// What a report says, word for word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording<'a> {
    /// A hash of all from which they were read.
    pub(super) version: Key,
    pub(super) texts: &'a [Text],
    /// The sentences of each.
    pub(super) sentences: &'a [Vec<ByteSpan>],
}

impl<'a> Wording<'a> {
    /// That of an article.
    pub(super) fn of(subject: &Subject<'a>) -> Self {
        let Subject { document, reading } = *subject;
        Self { version: subject.version(), texts: &document.body.texts, sentences: &reading.sentences }
    }
}

/// The passages that articles share, by the article of their second, later end, then by that of the first. A copy costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    all: Arc<[Passage]>,
    /// Those of each article: their places in the list.
    of_articles: Arc<[Slice<u32>]>,
}

impl Passages {
    /// Those that so many articles share.
    fn new(articles: usize, all: Vec<Passage>) -> Self {
        let ends = |passage: &Passage| [passage.first, passage.second].map(|end| end.article.at());
        let places = (0..).zip(&all).flat_map(|(at, passage)| ends(passage).map(|article| (article, at)));
        Self { of_articles: slice::deal(articles, places).into(), all: all.into() }
    }

    /// The passages of an article that stand in another too: here, and there.
    pub fn of_article(&self, article: ArticleIndex) -> impl Iterator<Item = (PassageEnd, PassageEnd)> {
        let ends = move |&passage: &u32| {
            let Passage { first, second } = self.all[passage as usize];
            if first.article == article { (first, second) } else { (second, first) }
        };
        self.of_articles.get(article.at()).into_iter().flatten().map(ends)
    }
}

impl Deref for Passages {
    type Target = [Passage];

    fn deref(&self) -> &[Passage] {
        &self.all
    }
}

/// The passages that reports share.
pub(super) fn find(reports: &[Wording<'_>], memory: &Memory) -> Passages {
    let sentences = memory.shingles.of(reports, |report| report.version, |report| Sentences::of(*report).into());
    let reports = reports.iter().zip(sentences);
    let reports: Vec<Report> =
        reports.map(|(report, sentences)| Report { version: report.version, sentences }).collect();
    let compared = memory.compared.next(|before| {
        let passages = passages(&reports, before);
        Compared { reports, passages }
    });
    compared.passages.clone()
}

/// The passages of `reports`; those that an edit since `before` has left as they were are not sought again. Where a report
/// came or went, the places of others have changed, and all are sought.
fn passages(reports: &[Report], before: Option<&Compared>) -> Passages {
    let before = before.filter(|before| before.reports.len() == reports.len());
    let affected = compared::affected(reports, before);
    if let Some(before) = before.filter(|_| affected.is_clear()) {
        return before.passages.clone();
    }
    let mut found = with_earlier(reports, &affected);
    let Some(before) = before else { return Passages::new(reports.len(), found) };
    let is_affected = |passage: &&Passage| affected.contains(passage.second.article.at());
    if before.passages.iter().filter(is_affected).eq(&found) {
        return before.passages.clone();
    }
    found.extend(before.passages.iter().filter(|passage| !is_affected(passage)));
    found.sort_by_key(|passage| passage.second.article);
    Passages::new(reports.len(), found)
}

/// The passages that `later` ones of the reports share with earlier ones, in order of those.
fn with_earlier(reports: &[Report], later: &FixedBitSet) -> Vec<Passage> {
    let sentences = compared::sentences_near(reports, later);
    let meetings = meetings::find(&sentences, later);
    let of_sentences: Vec<&[Meeting]> = meetings.chunk_by(|one, other| one.later == other.later).collect();
    let shared = of_sentences.into_par_iter().flat_map_iter(|meetings| earlier_copies(&sentences, meetings));
    let shared: Vec<Shared> = shared.collect();
    let of_articles: Vec<&[Shared]> =
        shared.chunk_by(|one, other| one.second.end.article == other.second.end.article).collect();
    of_articles.into_par_iter().flat_map_iter(joined).collect()
}

/// A sentence that stands in two articles.
#[derive(Clone, Copy)]
struct Shared {
    first: Place,
    second: Place,
}

/// The earlier sentences that are the same as one, at most one of each article: the most alike. `meetings` are all of that one.
fn earlier_copies(sentences: &[Sentence<'_>], meetings: &[Meeting]) -> Vec<Shared> {
    let mut best: Vec<(usize, Shared)> = Vec::new();
    for met in meetings {
        let (first, second) = (&sentences[met.earlier as usize], &sentences[met.later as usize]);
        let shared = Shared { first: first.place(), second: second.place() };
        match best.last_mut().filter(|(_, last)| last.first.end.article == first.article) {
            Some((count, _)) if *count >= met.shared => {}
            Some(last) => *last = (met.shared, shared),
            None => best.push((met.shared, shared)),
        }
    }
    best.into_iter().map(|(_, shared)| shared).collect()
}

/// Passages from the sentences that an article shares: those that follow one another in both articles become one.
fn joined(shared: &[Shared]) -> Vec<Passage> {
    let mut open: BTreeMap<ArticleIndex, Vec<Shared>> = BTreeMap::new();
    for &shared in shared {
        let before = open.entry(shared.first.end.article).or_default();
        match before.last_mut() {
            Some(last) if follows(last.first, shared.first) && follows(last.second, shared.second) => {
                last.first = extended(last.first, shared.first);
                last.second = extended(last.second, shared.second);
            }
            _ => before.push(shared),
        }
    }
    let passages = open.into_values().flatten();
    passages.map(|shared| Passage { first: shared.first.end, second: shared.second.end }).collect()
}

fn follows(before: Place, after: Place) -> bool {
    before.end.text == after.end.text && before.number + 1 == after.number
}

fn extended(before: Place, after: Place) -> Place {
    Place { end: PassageEnd { span: before.end.span.cover(after.end.span), ..before.end }, number: after.number }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::content::body::TextId;
    use crate::memo;

    /// Sentences of a few shingles, of which several are likely to stand in several reports.
    fn report() -> impl Strategy<Value = Vec<Vec<u32>>> {
        let shingle = (0..24_u32).prop_map(|number| number << 27 | number);
        prop::collection::vec(prop::collection::btree_set(shingle, 1..6), 0..5)
            .prop_map(|sentences| sentences.into_iter().map(|sentence| sentence.into_iter().collect()).collect())
    }

    fn compared(reports: &[Vec<Vec<u32>>], before: Option<&Compared>) -> Compared {
        let report = |sentences: &Vec<Vec<u32>>| {
            let bytes: Vec<u8> = format!("{sentences:?}").into_bytes();
            let sentences = sentences.iter().enumerate().map(|(at, shingles)| {
                let number = at % 3;
                (TextId::new(at / 3), ByteSpan::new(number, number + 1), number, shingles.clone())
            });
            Report { version: memo::key(&[&bytes]), sentences: Sentences::new(sentences).into() }
        };
        let reports: Vec<Report> = reports.iter().map(report).collect();
        let passages = passages(&reports, before);
        Compared { reports, passages }
    }

    proptest! {
        #[test]
        fn what_an_edit_leaves_is_what_would_be_found_anew(
            reports in prop::collection::vec(report(), 1..16),
            edits in prop::collection::vec((any::<prop::sample::Index>(), report(), 0..4), 1..4),
            in_one_step in select(vec![false, true]),
        ) {
            let mut now = reports.clone();
            let mut last = compared(&now, None);
            let steps = edits.len();
            for (step, (index, mut report, kind)) in edits.into_iter().enumerate() {
                let edited = &mut now[index.index(reports.len())];
                match kind {
                    0 => *edited = report,
                    1 => {
                        report.append(edited);
                        *edited = report;
                    }
                    2 => drop(edited.drain(..edited.len().min(1))),
                    _ => edited.extend_from_within(edited.len().saturating_sub(1)..),
                }
                if !in_one_step || step + 1 == steps {
                    last = compared(&now, Some(&last));
                }
            }
            prop_assert_eq!(&*last.passages, &*compared(&now, None).passages);
        }

        #[test]
        fn of_reports_that_come_or_go_nothing_old_is_left(
            reports in prop::collection::vec(report(), 2..8),
            kept in 1..8_usize,
        ) {
            let fewer = &reports[..kept.min(reports.len())];
            let found = compared(fewer, Some(&compared(&reports, None)));
            prop_assert_eq!(&*found.passages, &*compared(fewer, None).passages);
            let found = compared(&reports, Some(&found));
            prop_assert_eq!(&*found.passages, &*compared(&reports, None).passages);
        }
    }
}
