//! Numbers that count nothing: dates, years, ages, durations, times, ordinals, names, codes. Every test here looks at the
//! words beside a number; none knows a particular name.

use super::nouns::Counted;
use super::quantity::Quantity;
use super::view::View;
use crate::interval::Interval;
use crate::reading::lexicon::figures::{NumberWord, Role};
use crate::reading::numerals::Form;

/// Years that a bare number of four digits is taken for.
const YEARS: std::ops::RangeInclusive<f64> = 1000.0..=2199.0;
/// The digits of a year.
const YEAR_DIGITS: usize = 4;
/// The last day of a month.
const LAST_DAY: f64 = 31.0;
/// The last hour of a day.
const LAST_HOUR: f64 = 24.0;
/// The greatest age.
const OLDEST: f64 = 120.0;
/// Below it, a number in words with an article before it refers back: "the two countries".
const LAST_ANAPHORIC: f64 = 10.0;

/// What is known of the words around a number when it is judged.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The first token of the quantity, with its bounds.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
    /// What it counts.
    pub(super) counted: &'a Counted,
    /// Whether a bound stands beside it.
    pub(super) is_bounded: bool,
    /// Whether the counted is understood: "five more", "11 were freed", "the toll rose to three".
    pub(super) is_elliptic: bool,
    /// Whether another number stands beside this one in a list.
    pub(super) is_coordinated: bool,
}

impl Surroundings<'_> {
    /// Whether a noun for human beings, or what happened to them, follows.
    fn counts_people(&self) -> bool {
        self.counted.is_people
    }

    /// Whether the words say what happened to the counted.
    fn has_predicate(&self) -> bool {
        self.counted.is_state || self.counted.predicate.is_some()
    }

    /// Whether any noun follows, or is understood.
    fn has_noun(&self) -> bool {
        self.counted.has_head() || self.counted.predicate.is_some() || self.is_elliptic
    }
}

/// Whether `quantity` is something else than a reported number.
pub(super) fn is_excluded(view: &View<'_>, quantity: &Quantity, around: Surroundings<'_>) -> bool {
    if quantity.unit.is_some() {
        return false;
    }
    let judge = Judge { view, quantity, around };
    judge.is_duration()
        || judge.is_hyphenated()
        || judge.is_clock()
        || (quantity.is_bare() && judge.is_bare_exclusion())
        || judge.is_age()
        || judge.is_beside_number()
        || judge.is_ordinal()
        || judge.may_be_grouped()
}

struct Judge<'a> {
    view: &'a View<'a>,
    quantity: &'a Quantity,
    around: Surroundings<'a>,
}

impl Judge<'_> {
    fn is_bare_exclusion(&self) -> bool {
        self.is_day()
            || self.is_year()
            || self.is_list_number()
            || self.is_labelled()
            || self.is_address()
            || self.is_part_of_name()
            || self.is_article()
            || self.is_pronoun()
            || self.is_anaphoric()
            || self.is_of_total()
            || self.is_score()
            || self.is_arithmetic()
    }

    fn before(&self) -> usize {
        // Before the first token of a text there is none; a place beyond the sentence reads as empty.
        self.around.start.checked_sub(1).unwrap_or(usize::MAX)
    }

    fn is_plain(&self) -> bool {
        self.quantity.form == Some(Form::Plain)
    }

    fn is_duration(&self) -> bool {
        let end = if self.view.is_tie(self.around.end) { self.around.end + 1 } else { self.around.end };
        let is_next = |at| self.view.is(at, Role::Period);
        let before = self.before();
        // "two hours and three quarters".
        let follows = self.view.is(before, Role::And) && is_next(before.wrapping_sub(1));
        if follows && self.view.word(end).divisor.is_some() {
            return true;
        }
        is_next(end) || (self.view.is_word(end) && !self.view.is(end, Role::Stop) && is_next(end + 1))
    }

    /// "five-member", "34-year-old", "28th-placed", "5G".
    fn is_hyphenated(&self) -> bool {
        let end = self.around.end;
        (self.view.is_tie(end) && !self.view.is_digits(end + 1)) || (self.view.is_word(end) && self.view.is_glued(end))
    }

    fn is_clock(&self) -> bool {
        let words = self.view.words;
        let opens = || words.clock_before.before(self.view.known, self.around.start).is_some();
        let is_after = words.clock.at(self.view.known, self.around.end).is_some();
        is_after || (self.quantity.value() <= LAST_HOUR && !self.around.has_noun() && opens())
    }

    fn is_ordinal(&self) -> bool {
        let end = self.around.end;
        let is_stop = self.view.words.digits.ordinal_stop && self.is_plain() && self.view.is_mark(end, &['.']);
        self.view.is_glued(end) && (self.view.is(end, Role::OrdinalEnding) || (is_stop && end + 1 < self.view.end))
    }

    /// "June 24", "24 June", "the 24 of June", "24/25 June".
    fn is_day(&self) -> bool {
        let is_month = |at| self.view.is_month(at);
        let before = self.before();
        // "3. Oktober": an ordinal may end in a full stop.
        let stop = self.view.is_mark(self.around.end, &['.']) && self.view.is_glued(self.around.end);
        let end = if stop { self.around.end + 1 } else { self.around.end };
        let follows = is_month(before) || (self.view.is_mark(before, &['.']) && is_month(before.wrapping_sub(1)));
        let leads = is_month(end) || (self.view.is(end, Role::Of) && is_month(end + 1));
        let is_joined = self.follows_day(is_month);
        let in_brackets = self.view.is_mark(before, &['(']) && self.view.is_mark(end, &[')']);
        let day = if in_brackets { before.wrapping_sub(1) } else { before };
        let weekday = self.view.is_weekday(day) && !self.around.has_noun();
        follows || (self.quantity.value() <= LAST_DAY && (leads || is_joined || weekday))
    }

    /// "June 24 and 25", "May 3, 5 and 9".
    fn follows_day(&self, is_month: impl Fn(usize) -> bool) -> bool {
        const REACH: usize = 7;
        if self.around.has_noun() {
            return false;
        }
        let mut at = self.around.start;
        for _ in 0..REACH {
            at = at.wrapping_sub(1);
            let is_joint = self.view.is(at, Role::And) || self.view.is(at, Role::To) || self.view.is_mark(at, &[',']);
            if is_month(at) {
                return true;
            }
            if !(is_joint || self.view.is_digits(at)) {
                return false;
            }
        }
        false
    }

    fn is_year(&self) -> bool {
        let digits = self.view.tokens.written(self.quantity.numeral.start).len();
        let Interval { low, high, .. } = self.quantity.interval;
        let are_years = YEARS.contains(&low) && YEARS.contains(&high.unwrap_or(low));
        let is_after_preposition = self.view.is(self.before(), Role::BeforeYear);
        if self.quantity.is_in_words() {
            return are_years && is_after_preposition && !self.around.has_noun();
        }
        if !self.is_plain() || digits != YEAR_DIGITS || !are_years {
            return false;
        }
        is_after_preposition || !(self.around.is_bounded || self.around.counts_people())
    }

    /// "aged 34", "the age of 34", "Ahmed, 76, said", "Ahmed (76)".
    fn is_age(&self) -> bool {
        let before = self.before();
        if self.quantity.value() > OLDEST || self.around.has_noun() {
            return false;
        }
        let of_age = self.view.is(before, Role::Of) && self.view.is(before.wrapping_sub(1), Role::Aged);
        let (opens, closes) = (&[',', '('], &[',', ')', '.', ';']);
        let name = before.wrapping_sub(1);
        let stands_between = self.view.is_mark(before, opens) && self.view.is_mark(self.around.end, closes);
        let follows_name = self.view.is_word(name) && self.view.is_capitalised(name);
        self.view.is(before, Role::Aged) || of_age || (self.is_plain() && stands_between && follows_name)
    }

    /// "555 1234", "(416) 555-1234", "nineteen ninety-four": numbers side by side belong together, in a telephone number or a year.
    fn is_beside_number(&self) -> bool {
        let before = self.quantity.numeral.start.wrapping_sub(1);
        let is_alike = |at| match self.quantity.form {
            Some(Form::Words) => matches!(self.view.word(at).number, Some(NumberWord::Unit(_) | NumberWord::Tens(_))),
            Some(_) => self.view.is_digits(at),
            None => false,
        };
        let end = self.around.end;
        let is_area = self.view.is_mark(before, &['(']) && self.view.is_mark(end, &[')']);
        is_alike(end) || is_alike(before) || is_area && is_alike(end + 1)
    }

    /// "1. The first thing", "2) The second".
    fn is_list_number(&self) -> bool {
        self.is_plain() && self.around.start == self.view.first && self.view.is_mark(self.around.end, &['.', ')', ':'])
    }

    /// "page 5", "No. 10".
    fn is_labelled(&self) -> bool {
        let before = self.before();
        let label = if self.view.is_mark(before, &['.', '-']) { before.wrapping_sub(1) } else { before };
        self.view.is(label, Role::Label) && !self.around.counts_people() && !self.around.is_bounded
    }

    /// "45 Lilac Road", "45 rue des Lilas".
    fn is_address(&self) -> bool {
        const MOST_NAMES: usize = 2;
        let end = self.around.end;
        let is_name = |at: &usize| self.view.is_capitalised(*at) && !self.view.is(*at, Role::Street);
        let names = (end..end + MOST_NAMES).take_while(is_name).count();
        let street = end + names;
        self.is_plain() && self.view.is(street, Role::Street) && (names == 0 || self.view.is_capitalised(street))
    }

    /// "Boeing 737", "Group of 20", "the Big Three": beside a name and with nothing counted.
    fn is_part_of_name(&self) -> bool {
        let (view, before) = (self.view, self.before());
        if self.around.is_bounded || self.around.counts_people() || view.is_headline(self.around.start) {
            return false;
        }
        let is_name = |at| view.is_word(at) && view.is_capitalised(at) && !view.is(at, Role::Stop);
        let opens = self.around.has_noun() && (before == view.first || !view.words.nouns.open_compounds);
        let follows_name = is_name(before) && !opens && !view.is_weekday(before) && view.happened(before).is_none();
        let of_name = view.is(before, Role::Of) && is_name(before.wrapping_sub(1)) && !self.around.has_noun();
        if self.quantity.is_in_words() {
            let opens = self.around.start == view.first || !view.is_word(before);
            view.is_capitalised(self.quantity.numeral.start) && !opens
        } else {
            follows_name || of_name
        }
    }

    /// Where the word for one is the article too, it counts beside another number, with a bound, or before what happened: "un
    /// muerto y dos heridos", "al menos un preso", "un herido".
    fn is_article(&self) -> bool {
        let is_at_least = self.around.is_bounded && self.quantity.interval.high.is_none();
        let counts = (is_at_least && self.around.has_noun())
            || (self.around.is_coordinated && self.around.counts_people())
            || self.around.counted.is_state;
        self.is_one() && self.view.is(self.quantity.numeral.start, Role::Article) && !counts
    }

    fn is_one(&self) -> bool {
        self.quantity.is_in_words() && self.quantity.is_one()
    }

    /// "one" where it counts nothing: "one must", "one man said".
    fn is_pronoun(&self) -> bool {
        let counts = self.around.has_predicate()
            || self.around.is_bounded
            || (self.around.has_noun()
                && (self.around.is_coordinated || self.view.is(self.before(), Role::Introduces)));
        self.is_one() && !counts
    }

    /// "the two countries" and, without a noun, small numbers that count nothing near them. "Half a dozen" and "two and a half"
    /// refer to nothing before, and nor does the number that is all a text says, in a cell of a table.
    fn is_anaphoric(&self) -> bool {
        self.quantity.is_in_words()
            && !self.quantity.takes_of
            && self.quantity.value().fract() == 0.0
            && !self.view.is_whole_text(&self.quantity.tokens)
            && self.quantity.interval.high.is_none_or(|high| high <= LAST_ANAPHORIC)
            && !self.around.is_bounded
            && !self.around.has_predicate()
            && (!self.around.has_noun() || self.refers_back())
    }

    /// "the two countries", but not "the two leaders of the party", which introduces them.
    fn refers_back(&self) -> bool {
        self.view.is(self.before(), Role::Definite) && !self.view.is(self.around.counted.end, Role::Of)
    }

    /// "1.000 boats" where the mark opens decimals: nobody counts boats in thousandths, but half of the world writes a thousand so.
    fn may_be_grouped(&self) -> bool {
        const GROUP: usize = 3;
        let last = self.quantity.numeral.end.saturating_sub(1);
        let digits = &self.view.words.digits;
        let only_decimal = |mark: &char| digits.decimal.contains(mark) && !digits.group.contains(mark);
        let opens_decimals = digits
            .decimal
            .iter()
            .filter(|mark| only_decimal(mark))
            .any(|&mark| self.view.is_mark(last.wrapping_sub(1), &[mark]));
        let has_group = self.quantity.form == Some(Form::Separated) && self.view.tokens.written(last).len() == GROUP;
        has_group && opens_decimals && self.around.counted.has_head()
    }

    /// "3-5" with nothing counted: a score, a code, a verse.
    fn is_score(&self) -> bool {
        let tie = self.quantity.numeral.start + 1;
        let is_tied = self.view.is(tie, Role::To) && !self.view.is_word(tie);
        is_tied && !self.quantity.is_in_words() && !self.around.has_noun() && !self.around.is_bounded
    }

    /// "twenty-three fifths": more parts than a whole has. In digits such a word may count rooms or coins.
    fn is_arithmetic(&self) -> bool {
        let head = &self.around.counted.head;
        self.quantity.is_in_words() && head.len() == 1 && self.view.word(head.start).divisor.is_some()
    }

    /// "1 of 40": a place in a row, unless a noun says what is counted: "12 of 25 people".
    fn is_of_total(&self) -> bool {
        let (before, end) = (self.before(), self.around.end);
        let names = |at| self.view.is_word(at) && !self.view.is(at, Role::Stop);
        self.is_plain()
            && ((self.view.is(end, Role::Of) && self.view.is_digits(end + 1) && !names(end + 2))
                || (self.view.is(before, Role::Of)
                    && self.view.is_digits(before.wrapping_sub(1))
                    && !self.around.has_noun()))
    }
}
