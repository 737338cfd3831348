//! To which measure a figure belongs. The editor's link decides. Without one, a measure fits where
//!
//! - one of its `nouns` stands among the words of the figure (`28 dead`) or of the counted thing;
//! - the figure is counted in the measure's unit;
//! - one of its `near` words, if it has any, stands near by in the same sentence;
//! - the report was published within `since` and `until`.
//!
//! Of several that fit, the most particular one wins: the longer noun, then the one that has `near` words, the nearest
//! first. One word does not speak twice: where the only noun is a `near` word too, it counts as the noun alone. If that
//! leaves two, the figure belongs to none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::figure;
use crate::content::body::TextId;
use crate::content::measure::{Measure, MeasureKind};
use crate::content::{Article, Document};
use crate::dossier::words::{Word, keys, words};
use crate::dossier::{ArticleIndex, Dossier, MarkIndex};
use crate::edtf::Edtf;
use crate::reading::mark::{Figure, Unit};
use crate::span::ByteSpan;

/// How many words away a `near` word may stand, on either side: the length of a long sentence.
const NEAR_WORDS: usize = 40;

/// A figure with the measure it belongs to.
pub(super) struct Fit {
    pub(super) figure: MarkIndex,
    /// An index into `content.measures`.
    pub(super) measure: Option<usize>,
    /// Why.
    pub(super) because: &'static str,
}

/// Every figure that a report gives, in order of article and place, with its measure.
pub(super) fn fit(dossier: &Dossier, site_language: &str) -> Vec<Fit> {
    let mut matchers: BTreeMap<String, Matcher<'_>> = BTreeMap::new();
    let mut fits = Vec::new();
    for article in dossier.article_indices() {
        let front = &dossier.document(article).front;
        let language = primary(front.language.as_deref().unwrap_or(site_language));
        let matcher =
            matchers.entry(language).or_insert_with_key(|language| Matcher::new(&dossier.content.measures, language));
        let mut paragraph = Paragraph::default();
        for (index, anchored) in dossier.marks_of(article) {
            let Some(figure) = figure(dossier, index).filter(|_| dossier.is_reported(index)) else { continue };
            paragraph.turn_to(dossier, article, anchored.mark.text);
            let place = FigurePlace { figure, span: anchored.mark.span, sentence: dossier.sentence(index), front };
            let (measure, because) = matcher.measure_of(&place, &paragraph);
            fits.push(Fit { figure: index, measure, because });
        }
    }
    fits
}

/// `es` of `es-VE`.
fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or(language).to_ascii_lowercase()
}

/// The words of the text that is being looked at, cut once for all figures in it.
#[derive(Default)]
struct Paragraph {
    text: Option<TextId>,
    words: Vec<Word>,
}

impl Paragraph {
    fn turn_to(&mut self, dossier: &Dossier, article: ArticleIndex, text: TextId) {
        if self.text != Some(text) {
            *self = Self { text: Some(text), words: words(&dossier.text(article, text).plain).collect() };
        }
    }

    /// The first word that does not lie before `place`.
    fn at(&self, place: usize) -> usize {
        self.words.partition_point(|word| word.span.start < place)
    }
}

/// A figure where it stands.
struct FigurePlace<'a> {
    figure: &'a Figure,
    span: ByteSpan,
    sentence: ByteSpan,
    front: &'a Article,
}

/// The measures as articles of one language are matched against them.
struct Matcher<'a> {
    measures: &'a [Document<Measure>],
    /// By the first word of each noun: the noun's words and its measure.
    nouns: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// The words of each measure's `near`.
    near: Vec<Vec<Vec<String>>>,
}

/// How particular a match is: the words of the noun, and what its nearest `near` word tells. Larger is more.
type Rank = (usize, Option<Nearness>);

/// How near a word is to a figure: how many words away, and whether after it, where the verb of a passive sentence stands
/// ("13 people were killed and 40 people were freed"). Larger is nearer.
type Nearness = (Reverse<usize>, bool);

impl<'a> Matcher<'a> {
    fn new(measures: &'a [Document<Measure>], language: &str) -> Self {
        let mut nouns: BTreeMap<String, Vec<(Vec<String>, usize)>> = BTreeMap::new();
        for (at, measure) in measures.iter().enumerate() {
            for phrase in nouns_of(&measure.front, language).map(|noun| keys(noun)) {
                if let Some(first) = phrase.first() {
                    nouns.entry(first.clone()).or_default().push((phrase, at));
                }
            }
        }
        let near = |measure: &Document<Measure>| measure.front.near.iter().map(|words| keys(words)).collect();
        Self { measures, nouns, near: measures.iter().map(near).collect() }
    }

    fn measure_of(&self, place: &FigurePlace<'_>, paragraph: &Paragraph) -> (Option<usize>, &'static str) {
        if let Some(id) = &place.figure.measure {
            let measure = self.measures.binary_search_by(|measure| measure.id.cmp(id)).ok();
            return (measure, "the editor’s link");
        }
        let candidates = self.nouns_in(place, paragraph).into_iter();
        let mut fitting: Vec<(Rank, usize)> = candidates
            .filter_map(|(measure, nouns)| Some((self.rank(measure, &nouns, place, paragraph)?, measure)))
            .collect();
        fitting.sort_unstable();
        match fitting.as_slice() {
            [.., (second, _), (first, _)] if second == first => (None, "more than one measure fits"),
            [.., ((_, None), measure)] => (Some(*measure), "its noun"),
            [.., ((_, Some(_)), measure)] => (Some(*measure), "its noun and a word near it"),
            [] => (None, "no measure fits"),
        }
    }

    /// The measures of which nouns stand in the figure, each with those nouns.
    fn nouns_in(&self, place: &FigurePlace<'_>, paragraph: &Paragraph) -> BTreeMap<usize, BTreeSet<&[String]>> {
        let inside = paragraph.at(place.span.start)..paragraph.at(place.span.end);
        let written: Vec<&str> = paragraph.words[inside].iter().map(|word| word.key.as_str()).collect();
        let counted = keys(place.figure.noun.as_deref().unwrap_or_default());
        let counted: Vec<&str> = counted.iter().map(String::as_str).collect();
        let mut found: BTreeMap<usize, BTreeSet<&[String]>> = BTreeMap::new();
        for words in [&written, &counted] {
            for start in 0..words.len() {
                let phrases = self.nouns.get(words[start]).map_or(&[][..], Vec::as_slice);
                for (phrase, measure) in phrases.iter().filter(|(phrase, _)| stands_at(phrase, &words[start..])) {
                    found.entry(*measure).or_default().insert(phrase);
                }
            }
        }
        found
    }

    /// How particular the match is; none where something else speaks against it.
    fn rank(
        &self,
        measure: usize,
        nouns: &BTreeSet<&[String]>,
        place: &FigurePlace<'_>,
        paragraph: &Paragraph,
    ) -> Option<Rank> {
        let front = &self.measures[measure].front;
        if !(unit_fits(front, &place.figure.unit) && is_in_scope(front, place.front)) {
            return None;
        }
        let length = nouns.iter().map(|noun| noun.len()).max()?;
        let is_only_noun = |phrase: &[String]| nouns.len() == 1 && nouns.contains(phrase);
        let (own, others): (Vec<_>, Vec<_>) = self.near[measure].iter().partition(|phrase| is_only_noun(phrase));
        match nearest(&others, place, paragraph) {
            None if others.is_empty() || !own.is_empty() => Some((length, None)),
            near => near.map(|near| (length, Some(near))),
        }
    }
}

/// The nearest place where one of the `near` phrases stands in the figure's sentence.
fn nearest(near: &[&Vec<String>], place: &FigurePlace<'_>, paragraph: &Paragraph) -> Option<Nearness> {
    let (first, after) = (paragraph.at(place.span.start), paragraph.at(place.span.end));
    let start = paragraph.at(place.sentence.start).max(first.saturating_sub(NEAR_WORDS));
    let end = paragraph.at(place.sentence.end).min(after + NEAR_WORDS);
    let hits = (start..end).filter(|&at| {
        let rest = &paragraph.words[at..end];
        near.iter().any(|phrase| stands_before(phrase, rest))
    });
    let nearness = |at: usize| {
        let distance = if at < first { first - at } else { (at + 1).saturating_sub(after) };
        (Reverse(distance), at >= after)
    };
    hits.map(nearness).max()
}

/// The nouns for articles of a language; those of every language where the measure names none for this one.
fn nouns_of<'a>(measure: &'a Measure, language: &str) -> impl Iterator<Item = &'a String> {
    let own = measure.nouns.get(language);
    let others = measure.nouns.values().filter(move |_| own.is_none()).flatten();
    own.into_iter().flatten().chain(others)
}

fn stands_at(phrase: &[String], words: &[&str]) -> bool {
    phrase.len() <= words.len() && phrase.iter().zip(words).all(|(wanted, word)| wanted == word)
}

fn stands_before(phrase: &[String], words: &[Word]) -> bool {
    !phrase.is_empty()
        && phrase.len() <= words.len()
        && phrase.iter().zip(words).all(|(wanted, word)| *wanted == word.key)
}

/// Whether a figure counted in `unit` can be one of the measure.
fn unit_fits(measure: &Measure, unit: &Unit) -> bool {
    let wanted = match (measure.unit.as_deref(), measure.kind) {
        (Some(wanted), _) => wanted,
        (None, MeasureKind::Share) => "percent",
        (None, MeasureKind::Money) => return matches!(unit, Unit::Money(_)),
        (None, _) => return matches!(unit, Unit::Count | Unit::People | Unit::Measure(_)),
    };
    match unit {
        Unit::Count | Unit::People => !["percent", "percentage points"].contains(&wanted) && !is_currency(wanted),
        Unit::Percent | Unit::PercentagePoints | Unit::Money(_) | Unit::Measure(_) => {
            unit.name().eq_ignore_ascii_case(wanted)
        }
    }
}

/// An ISO 4217 code.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the report was published within the measure's scope in time.
fn is_in_scope(measure: &Measure, article: &Article) -> bool {
    let before = measure.since.as_ref().and_then(Edtf::earliest).zip(article.published.latest());
    let after = measure.until.as_ref().and_then(Edtf::latest).zip(article.published.earliest());
    before.is_none_or(|(since, published)| since <= published)
        && after.is_none_or(|(until, published)| published <= until)
}
