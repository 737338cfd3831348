//! Figures: every reported number in a text, as an interval with its unit, its noun and its source.
//!
//! One pass over the tokens of each sentence. Where a word may open a number, a small grammar reads on: a quantity
//! ([`quantity`]), the bounds beside it ([`bounds`]), what it counts ([`nouns`]). Then it is asked whether it is a
//! date, an age, a name or the like ([`exclusions`]), and who gives it ([`attribution`]). All look a fixed number of
//! tokens around them, so the time is linear in the text.

mod attribution;
mod bounds;
mod exclusions;
mod nouns;
mod quantity;
mod ranges;
mod shares;
mod sources;
mod value;
mod view;

#[cfg(test)]
mod tests;

use crate::reading::lexicon::Lexicon;
use crate::reading::lexicon::figures::{Known, Role};
use crate::reading::lexicon::vocabulary::Numbered;
use crate::reading::mark::{Attribution, Figure, Unit};
use crate::reading::numerals::Form;
use crate::span::ByteSpan;

use bounds::Bounded;
use exclusions::Surroundings;
use nouns::Counted;
use quantity::{Quantity, Start};
use ranges::Joined;
use view::View;

pub use value::parse_value;

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// From the first bound to the noun: "at least 28 people".
    pub span: ByteSpan,
    /// What it says.
    pub figure: Figure,
    /// The rule by which it was found.
    pub rule: &'static str,
}

impl Found {
    /// Whether it is a reported number where it stands in a heading of the text `plain`. A small number in words that counts
    /// no people, and to whose counted nothing happens, says there only how a part of the report is built: "Two results".
    #[must_use]
    pub fn stands_in_heading(&self, plain: &str, lexicon: &Lexicon) -> bool {
        const LAST_SMALL: f64 = 10.0;
        let Figure { interval, unit, noun, numeral, .. } = &self.figure;
        let has_digits = numeral.of_text(plain).contains(|letter: char| letter.is_ascii_digit());
        let is_small = interval.point().is_some_and(|value| value <= LAST_SMALL);
        let happens = |word: &str| lexicon.figures.happened(lexicon.figure_word(word)).is_some();
        let happened = |noun: &String| noun.split(' ').any(happens);
        has_digits || !is_small || *unit != Unit::Count || noun.as_ref().is_some_and(happened)
    }
}

/// Every figure in a text, sorted by place and without overlaps.
#[must_use]
pub fn recognise(text: &Numbered<'_>, sentences: &[ByteSpan]) -> Vec<Found> {
    let mut found = Vec::new();
    if !text.lexicon.figures.is_described() {
        return found;
    }
    let known = Known::new(text, 0..text.tokens.as_slice().len());
    for &sentence in sentences {
        let range = text.tokens.within(sentence);
        let view = View::new(&known, range.clone());
        let before = found.len();
        Scanner { view, found: &mut found, first_of_sentence: before, after_last: range.start, last_head: None }.scan();
        attribution::attribute(&view, &mut found[before..]);
    }
    found
}

/// The figure that the words of `span` give, where an editor says that they give one: a bare numeral suffices.
#[must_use]
pub fn within(text: &Numbered<'_>, span: ByteSpan) -> Option<Figure> {
    let range = text.tokens.within(span);
    let known = Known::new(text, range.clone());
    let view = View::new(&known, range.clone());
    let mut at = range.start;
    while at < range.end {
        match quantity::read(&view, at) {
            Start::Quantity(quantity) => return Some(lenient(&view, quantity)),
            Start::Code(end) => at = end,
            Start::Nothing => at += 1,
        }
    }
    None
}

/// A figure of `quantity` without asking whether it is one.
fn lenient(view: &View<'_>, quantity: Quantity) -> Figure {
    let quantity = match quantity.joined(view) {
        Joined::Alone(quantity) | Joined::Range(quantity) | Joined::Change(quantity, _) => quantity,
        Joined::Pair(first, _) => first,
    };
    let bounded = bounds::bound(view, quantity);
    let counted = count(view, &bounded);
    figure(view, &bounded.quantity, &counted)
}

struct Scanner<'a, 'f> {
    view: View<'a>,
    found: &'f mut Vec<Found>,
    /// The first figure of this sentence in `found`.
    first_of_sentence: usize,
    /// The token after the last figure.
    after_last: usize,
    /// What the last figure with a noun counts.
    last_head: Option<(String, Unit)>,
}

impl Scanner<'_, '_> {
    fn scan(&mut self) {
        let mut at = self.view.first;
        while at < self.view.end {
            at = self.step(at).max(at + 1);
        }
    }

    /// Reads what starts at token `at`, and gives the token from which to go on.
    fn step(&mut self, at: usize) -> usize {
        if !(self.view.known.opens(at) || self.view.is_digits(at)) {
            return at + 1;
        }
        let is_share = || self.view.words.out_of.at(self.view.known, at + 1).is_some();
        if let Some((end, ())) = self.view.words.idioms.at(self.view.known, at).filter(|_| !is_share()) {
            return end;
        }
        match quantity::read(&self.view, at) {
            Start::Nothing => at + 1,
            Start::Code(end) => end,
            Start::Quantity(quantity) => match quantity.joined(&self.view) {
                Joined::Alone(quantity) | Joined::Range(quantity) => self.take(quantity),
                Joined::Change(first, second) => {
                    self.take(first);
                    self.take(second)
                }
                Joined::Pair(_, end) => end,
            },
        }
    }

    /// Keeps the quantity as a figure, unless it is none.
    fn take(&mut self, quantity: Quantity) -> usize {
        let bounded = bounds::bound(&self.view, quantity);
        let counted = count(&self.view, &bounded);
        let (start, end) = (bounded.quantity.tokens.start, bounded.quantity.tokens.end);
        if start < self.after_last
            || self.names_what_a_price_buys(start)
            || exclusions::is_excluded(&self.view, &bounded.quantity, self.surroundings(&bounded, &counted))
        {
            return end;
        }
        self.keep(bounded.quantity, counted)
    }

    /// "64 cents a dozen": the article right after money means "for each".
    fn names_what_a_price_buys(&self, start: usize) -> bool {
        let follows = start == self.after_last && self.view.is(start, Role::Article);
        let is_in_sentence = self.found.len() > self.first_of_sentence;
        follows && is_in_sentence && self.found.last().is_some_and(|found| matches!(found.figure.unit, Unit::Money(_)))
    }

    fn surroundings<'c>(&self, bounded: &Bounded, counted: &'c Counted) -> Surroundings<'c> {
        let tokens = &bounded.quantity.tokens;
        let is_elliptic = counted.refers_back
            || self.view.is(tokens.end, Role::Passive)
            || nouns::toll_before(&self.view, tokens.start).is_some();
        Surroundings {
            start: tokens.start,
            end: tokens.end,
            counted,
            is_bounded: bounded.is_bounded,
            is_elliptic,
            is_coordinated: self.is_coordinated(tokens.start, counted.end),
        }
    }

    /// Whether another number stands beside this one in a list: "one dead and two injured".
    fn is_coordinated(&self, start: usize, end: usize) -> bool {
        const REACH: usize = 4;
        let is_joint = |at| self.view.is(at, Role::And) || self.view.is_mark(at, &[',']);
        let follows = start > self.view.first && is_joint(start - 1) && self.found.len() > self.first_of_sentence;
        let counts = |at: usize| self.view.word(at).number.is_some() && !self.view.is(at, Role::Article);
        let is_number = |at| self.view.is_digits(at) || counts(at);
        follows || (end..end + REACH).any(|at| is_joint(at) && is_number(at + 1))
    }

    fn keep(&mut self, mut quantity: Quantity, counted: Counted) -> usize {
        let end = counted.end.max(quantity.tokens.end);
        let end = bounds::bound_after(&self.view, &mut quantity, end).unwrap_or(end);
        let mut figure = figure(&self.view, &quantity, &counted);
        if !counted.has_head() && quantity.unit.is_none() {
            self.carry_noun(&mut figure, &quantity, &counted);
        }
        let span = self.view.span(&(quantity.tokens.start..end));
        if counted.has_head() {
            self.last_head = Some((self.view.phrase(counted.head), figure.unit.clone()));
        }
        self.found.push(Found { span, figure, rule: quantity.rule });
        self.after_last = end;
        end
    }

    /// Gives a figure without a noun that of the toll before it, or of the nearest figure before it in the sentence.
    fn carry_noun(&self, figure: &mut Figure, quantity: &Quantity, counted: &Counted) {
        if let Some(noun) = nouns::toll_before(&self.view, quantity.tokens.start) {
            figure.noun = Some(noun.to_owned());
            figure.unit = Unit::People;
            return;
        }
        if quantity.form == Some(Form::Separated) && figure.interval.low.fract() != 0.0 {
            return;
        }
        let Some((head, unit)) = &self.last_head else { return };
        figure.noun = match counted.predicate.as_deref() {
            Some(predicate) if head != predicate => Some(format!("{head} {predicate}")),
            _ => Some(head.clone()),
        };
        figure.unit = unit.clone();
    }
}

/// What a bounded quantity counts.
fn count(view: &View<'_>, bounded: &Bounded) -> Counted {
    let quantity = &bounded.quantity;
    let end = quantity.tokens.end;
    if quantity.unit.is_some() {
        return Counted { head: end..end, end, ..Counted::default() };
    }
    nouns::counted(view, quantity.tokens.start, end, quantity.takes_of, quantity.is_one())
}

fn figure(view: &View<'_>, quantity: &Quantity, counted: &Counted) -> Figure {
    let (unit, noun) = match &quantity.unit {
        Some(unit) => (unit.clone(), nouns::noun_of_share(view, quantity.tokens.end)),
        None => (if counted.is_people { Unit::People } else { Unit::Count }, counted.text(view)),
    };
    Figure {
        interval: quantity.interval,
        unit,
        noun,
        numeral: view.span(&quantity.numeral),
        attribution: Attribution::None,
        measure: None,
    }
}
