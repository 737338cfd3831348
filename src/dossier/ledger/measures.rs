//! To which measure a figure belongs. The editor's link decides. Without one, a measure fits where
//!
//! - one of its `nouns` is what the figure counts ([`counted`](super::counted));
//! - the figure is counted in the measure's unit;
//! - one of its `near` words, if it has any, stands near by in the same sentence;
//! - it lies within the measure's scope in time ([`scope`](super::scope)).
//!
//! Of several that fit, the most particular one wins: the longer noun, then the one that has `near` words, then the one whose
//! event the sentence names, then the nearest `near` word. One word does not speak twice: where the only noun is a `near` word too,
//! it counts as the noun alone. If that leaves two, the figure belongs to none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::counted::{Counted, Form, Gist, Vocabulary};
use super::figure;
use super::parts::Around;
use super::scope::{Scope, Standing, Told};
use crate::content::body::TextId;
use crate::content::measure::{Measure, MeasureKind};
use crate::content::{Article, Content, version_of};
use crate::dossier::memory::{self, Memory};
use crate::dossier::words::{Word, keys, words};
use crate::dossier::{ArticleIndex, Dossier, MarkIndex, Part, WhyLoose};
use crate::memo::Key;
use crate::reading::lexicon::primary;
use crate::reading::mark::{Figure, Unit};
use crate::span::ByteSpan;

/// How many words away a `near` word may stand, on either side: the length of a long sentence.
const NEAR_WORDS: usize = 40;

/// The figures that one report gives.
#[derive(Debug)]
pub(in crate::dossier) struct Fits {
    /// All, in order of place.
    pub(super) figures: Vec<Fit>,
}

/// A figure with the measure it belongs to.
#[derive(Debug)]
pub(super) struct Fit {
    pub(super) figure: MarkIndex,
    pub(super) found: Result<Fitting, Loose>,
}

/// A figure that belongs to none.
#[derive(Clone, Debug)]
pub(super) struct Loose {
    /// Why.
    pub(super) because: WhyLoose,
    /// What it counts, if the words say it. Most figures of a large dossier belong to no measure, so this is kept small.
    pub(super) gist: Option<Box<Gist>>,
    /// A hash of its noun, if the words give one.
    pub(super) noun: Option<u64>,
    /// A hash of its unit and its gist.
    pub(super) alike: Key,
}

/// The measure that a figure fits.
#[derive(Clone, Debug)]
pub(super) struct Fitting {
    /// An index into `content.measures`.
    pub(super) measure: usize,
    /// Why.
    pub(super) because: &'static str,
    /// How it counts a part only, as far as its own sentence tells.
    pub(super) part: Option<Part>,
}

/// Every figure that each report gives, in order of place, with its measure.
pub(super) fn fit(dossier: &Dossier, site_language: &str, memory: &Memory) -> Vec<Arc<Fits>> {
    let language = |article| dossier.document(article).front.language.as_deref().unwrap_or(site_language);
    let languages: BTreeSet<&str> = dossier.article_indices().map(language).collect();
    let matchers = languages.into_iter().map(|language| (language, Matcher::new(&dossier.content, &primary(language))));
    let matchers: BTreeMap<&str, Matcher<'_>> = matchers.collect();
    let articles: Vec<ArticleIndex> = dossier.article_indices().collect();
    let content = &dossier.content;
    let files = (version_of(&content.measures), version_of(&content.events));
    let key =
        |&article: &ArticleIndex| memory::key(dossier.articles[article.at()].annotation.version, (article, files));
    let fits = |&article: &ArticleIndex| {
        Arc::new(Fits { figures: fit_article(dossier, article, &matchers[language(article)]) })
    };
    memory.fits.of(&articles, key, fits)
}

/// The figures of one article.
fn fit_article(dossier: &Dossier, article: ArticleIndex, matcher: &Matcher<'_>) -> Vec<Fit> {
    let front = &dossier.document(article).front;
    let mut paragraph = Paragraph::default();
    let figures = figures(dossier, article);
    let fit = |(at, &(index, figure)): (usize, &(MarkIndex, &Figure))| {
        paragraph.turn_to(dossier, index);
        let neighbours = [at.checked_sub(1), Some(at + 1)].map(|at| figures.get(at?).map(|&(index, _)| index));
        let place = FigurePlace::new(dossier, index, figure, front, neighbours);
        let found = matcher.fit(&place, &paragraph);
        let loose = |because| {
            let gist = Some(Counted::new(&matcher.vocabulary, figure).gist());
            let gist = gist.filter(|gist| *gist != Gist::default()).map(Box::new);
            let noun = figure.noun.as_ref().map(|noun| xxh3_64(noun.as_bytes()));
            Loose { because, alike: memory::key(Key::default(), (figure.unit.name(), &gist)), gist, noun }
        };
        Fit { figure: index, found: found.map_err(loose) }
    };
    figures.iter().enumerate().map(fit).collect()
}

/// The figures that an article reports.
fn figures(dossier: &Dossier, article: ArticleIndex) -> Vec<(MarkIndex, &Figure)> {
    let marks = dossier.marks_of(article).filter(|&(index, _)| dossier.is_reported(index));
    marks.filter_map(|(index, _)| Some((index, figure(dossier, index)?))).collect()
}

/// The sentence that is being looked at and its text, read once for all figures in them.
#[derive(Default)]
struct Paragraph {
    text: Option<TextId>,
    words: Vec<Word>,
    sentence: Option<ByteSpan>,
    told: Told,
}

impl Paragraph {
    fn turn_to(&mut self, dossier: &Dossier, figure: MarkIndex) {
        let (text, sentence) = (dossier.mark(figure).mark.text, dossier.sentence(figure));
        if self.text != Some(text) {
            let words = words(&dossier.text(figure.article, text).plain).collect();
            *self = Self { text: Some(text), words, ..Self::default() };
        }
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            self.told = Told::in_sentence_of(dossier, figure);
        }
    }

    /// The first word that does not lie before `place`.
    fn at(&self, place: usize) -> usize {
        self.words.partition_point(|word| word.span.start() < place)
    }
}

/// A figure where it stands.
struct FigurePlace<'a> {
    figure: &'a Figure,
    /// The figure as printed, from its bounds to its noun.
    words: &'a str,
    span: ByteSpan,
    sentence: ByteSpan,
    /// From the figure before it to the one after it, within the sentence.
    clear: ByteSpan,
    front: &'a Article,
}

impl<'a> FigurePlace<'a> {
    fn new(
        dossier: &'a Dossier,
        index: MarkIndex,
        figure: &'a Figure,
        front: &'a Article,
        [before, after]: [Option<MarkIndex>; 2],
    ) -> Self {
        let mark = &dossier.mark(index).mark;
        let sentence = dossier.sentence(index);
        let beside = |other: Option<MarkIndex>| {
            other.map(|other| &dossier.mark(other).mark).filter(|other| other.text == mark.text).map(|other| other.span)
        };
        let start = beside(before).map_or(sentence.start(), |before| before.end().max(sentence.start()));
        let end = beside(after).map_or(sentence.end(), |after| after.start().min(sentence.end()));
        let clear = ByteSpan::new(start.min(mark.span.start()), end.max(mark.span.end()));
        Self { figure, words: dossier.words(index), span: mark.span, sentence, clear, front }
    }

    fn around<'w>(&self, vocabulary: &'w Vocabulary, paragraph: &'w Paragraph) -> Around<'w> {
        let words = &paragraph.words;
        Around { vocabulary, words, span: self.span, numeral: self.figure.numeral, clear: self.clear }
    }
}

/// The measures as articles of one language are matched against them.
struct Matcher<'a> {
    vocabulary: Vocabulary,
    measures: Vec<Wanted<'a>>,
    /// By the first word of each noun: the noun's words and its measure.
    nouns: BTreeMap<Form, Vec<(Vec<Form>, usize)>>,
    ids: BTreeMap<&'a str, usize>,
}

/// A measure as figures are matched with it.
struct Wanted<'a> {
    front: &'a Measure,
    scope: Scope<'a>,
    near: Vec<Near>,
}

/// A phrase of a measure's `near`.
struct Near {
    keys: Vec<String>,
    /// As a noun, to tell whether it is the measure's noun too.
    forms: Vec<Form>,
}

/// How particular a match is: the words of the noun, whether there is a `near` word, whether the sentence names the event, and
/// what the nearest `near` word tells. Larger is more.
type Rank = (usize, bool, Standing, Option<Nearness>);

/// How near a word is to a figure: how many words away, and whether after it, where the verb of a passive sentence stands
/// ("13 people were killed and 40 people were freed"). Larger is nearer.
type Nearness = (Reverse<usize>, bool);

/// A measure that fits a figure.
struct Match {
    rank: Rank,
    measure: usize,
    is_narrower: bool,
}

impl<'a> Matcher<'a> {
    fn new(content: &'a Content, language: &str) -> Self {
        let vocabulary = Vocabulary::of(language);
        let mut nouns: BTreeMap<Form, Vec<(Vec<Form>, usize)>> = BTreeMap::new();
        for (at, measure) in content.measures.iter().enumerate() {
            for phrase in nouns_of(&measure.front, language).map(|noun| vocabulary.forms(noun)) {
                if let Some(first) = phrase.first() {
                    nouns.entry(first.clone()).or_default().push((phrase, at));
                }
            }
        }
        let fronts = content.measures.iter().map(|measure| &*measure.front);
        let wanted = |front: &'a Measure| Wanted {
            front,
            scope: Scope::new(content, front),
            near: front.near.iter().map(|words| Near { keys: keys(words), forms: vocabulary.forms(words) }).collect(),
        };
        let ids = content.measures.iter().enumerate().map(|(at, measure)| (measure.id.as_str(), at)).collect();
        Self { measures: fronts.map(wanted).collect(), vocabulary, nouns, ids }
    }

    fn fit(&self, place: &FigurePlace<'_>, paragraph: &Paragraph) -> Result<Fitting, WhyLoose> {
        if let Some(id) = &place.figure.measure {
            let measure = *self.ids.get(id.as_str()).ok_or(WhyLoose::NoMeasure)?;
            return Ok(Fitting { measure, because: "the editor’s link", part: None });
        }
        let around = place.around(&self.vocabulary, paragraph);
        let best = self.best(place, paragraph)?;
        if best.is_narrower && around.takes_some() {
            return Err(WhyLoose::OtherGroup);
        }
        let because = match best.rank {
            (_, true, ..) => "its noun and a word near it",
            (_, _, Standing::Named, _) => "its noun and the day of the event",
            _ => "its noun",
        };
        let part = around.part().or(best.is_narrower.then_some(Part::Narrower));
        Ok(Fitting { measure: best.measure, because, part })
    }

    /// The measure that fits best; why none does, where none does.
    fn best(&self, place: &FigurePlace<'_>, paragraph: &Paragraph) -> Result<Match, WhyLoose> {
        let counted = Counted::new(&self.vocabulary, place.figure);
        let nouns = self.nouns_in(&counted, place);
        let standing = |measure: usize| self.measures[measure].scope.standing(&paragraph.told);
        let (elsewhere, here): (Vec<usize>, Vec<usize>) =
            nouns.keys().partition(|&&measure| standing(measure) == Standing::Elsewhere);
        let fitting = here.into_iter().filter_map(|measure| {
            let rank = self.rank(measure, &nouns[&measure], place, paragraph)?;
            Some(Match { rank, measure, is_narrower: counted.is_narrower(&nouns[&measure]) })
        });
        let mut fitting: Vec<Match> = fitting.collect();
        fitting.sort_by_key(|fit| (fit.rank, fit.measure));
        match (fitting.pop(), fitting.last()) {
            (Some(best), Some(second)) if second.rank == best.rank => {
                Err(WhyLoose::Several(second.measure, best.measure))
            }
            (Some(best), _) => Ok(best),
            (None, _) if elsewhere.is_empty() => Err(WhyLoose::NoMeasure),
            (None, _) => Err(WhyLoose::OtherOccasion),
        }
    }

    /// The measures of which nouns stand in the figure, each with those nouns.
    fn nouns_in(&self, counted: &Counted<'_>, place: &FigurePlace<'_>) -> BTreeMap<usize, BTreeSet<&[Form]>> {
        let mut found: BTreeMap<usize, BTreeSet<&[Form]>> = BTreeMap::new();
        for words in [self.vocabulary.forms(place.words), counted.phrase()] {
            for start in 0..words.len() {
                let phrases = self.nouns.get(&words[start]).map_or(&[][..], Vec::as_slice);
                let standing = phrases.iter().filter(|(phrase, _)| words[start..].starts_with(phrase));
                for (phrase, measure) in standing.filter(|(phrase, _)| counted.is_counted(phrase)) {
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
        nouns: &BTreeSet<&[Form]>,
        place: &FigurePlace<'_>,
        paragraph: &Paragraph,
    ) -> Option<Rank> {
        let wanted = &self.measures[measure];
        if !(unit_fits(wanted.front, &place.figure.unit) && wanted.scope.takes(place.front)) {
            return None;
        }
        let length = nouns.iter().map(|noun| noun.len()).max()?;
        let standing = wanted.scope.standing(&paragraph.told);
        let is_only_noun = |near: &Near| nouns.len() == 1 && nouns.contains(near.forms.as_slice());
        let (own, others): (Vec<_>, Vec<_>) = wanted.near.iter().partition(|near| is_only_noun(near));
        match nearest(&others, place, paragraph) {
            None if others.is_empty() || !own.is_empty() => Some((length, false, standing, None)),
            near => near.map(|near| (length, true, standing, Some(near))),
        }
    }
}

/// The nearest place where one of the `near` phrases stands in the figure's sentence.
fn nearest(near: &[&Near], place: &FigurePlace<'_>, paragraph: &Paragraph) -> Option<Nearness> {
    let (first, after) = (paragraph.at(place.span.start()), paragraph.at(place.span.end()));
    let start = paragraph.at(place.sentence.start()).max(first.saturating_sub(NEAR_WORDS));
    let end = paragraph.at(place.sentence.end()).min(after + NEAR_WORDS);
    let hits = (start..end).filter(|&at| {
        let rest = &paragraph.words[at..end];
        near.iter().any(|near| stands_before(&near.keys, rest))
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
