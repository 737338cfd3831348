//! Longer stretches of the calendar with a name or a number: quarters, seasons, years, decades and centuries.

use super::super::calendar::{Period, Season, Unit};
use super::super::expression::{Expression, Name, Year};
use super::super::words::{Link, Meaning, Shift};
use super::{Grammar, Parsed, shift_behind_of, shift_of};

/// Years that a number may name without a word of time before it.
const EVIDENT_YEARS: std::ops::RangeInclusive<i16> = 1900..=2050;

/// The years between two that are written as one; more is a sum or a number of something.
const LONGEST_SPAN: i16 = 99;

/// The earliest year that may stand for itself; smaller numbers count.
const EARLIEST_BARE_YEAR: i16 = 1400;

/// Whether a number is a year rather than a round count.
fn is_no_round_number(year: i16) -> bool {
    (EARLIEST_BARE_YEAR..=*EVIDENT_YEARS.end()).contains(&year) && year % 100 != 0
}

impl Grammar<'_> {
    /// The year before a name: "the 1988 second quarter", "last year’s fourth quarter".
    fn year_before(&self, at: usize) -> Parsed<Year> {
        if let Some((year, end)) = self.year_number(at) {
            return Some((Year::Given(year), self.skip(end, Link::Possessive)));
        }
        if let Some((_, end)) = self.unit_distance(at) {
            return Some((Year::Anaphoric(-1), end));
        }
        let (year, end) = self.relative_year(at)?;
        Some((year, self.link(end, Link::Possessive)?))
    }

    /// "the third quarter", "first half of 2018", "this year’s fiscal first quarter", "this quarter".
    pub(super) fn quarter(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (before, next) = match self.year_before(start) {
            Some((year, next)) => (Some(year), next),
            None => (None, start),
        };
        let next = self.skip(self.skip(next, Link::Fiscal), Link::Filler);
        let Some((name, next)) = self.quarter_name(next) else { return self.unnumbered_quarter(before, next) };
        let (year, end) = match before {
            Some(year) => (year, next),
            None => self.year_behind(next).unwrap_or((Year::Untold, next)),
        };
        let is_half_of_anything = matches!(name, Name::Half(_)) && self.link(next - 1, Link::HalfYear).is_some();
        (!is_half_of_anything || year != Year::Untold).then_some((Expression::Named { name, year }, end))
    }

    fn quarter_name(&self, at: usize) -> Parsed<Name> {
        if let Some(next) = self.link(at, Link::QuarterLetter).filter(|&next| self.tokens.glued(next)) {
            let (number, end) = self.digits(next, 1).filter(|&(number, _)| (1..=4).contains(&number))?;
            return Some((Name::Quarter(i8::try_from(number).ok()?), end));
        }
        let (number, next) = self.ordinal(at)?;
        let number = i8::try_from(number).ok()?;
        let next = self.skip_mark(next, '-');
        let half = self
            .link(next, Link::HalfYear)
            .or_else(|| self.unit(next, false).filter(|&(unit, _)| unit == Unit::Half).map(|(_, end)| end));
        if let Some(end) = half {
            return (1..=2).contains(&number).then_some((Name::Half(number), end));
        }
        let (unit, end) = self.unit(next, false)?;
        (unit == Unit::Quarter && (1..=4).contains(&number)).then_some((Name::Quarter(number), end))
    }

    /// "the year-ago quarter", "last year’s quarter", "the 1988 quarter": as that told of, in another year.
    fn unnumbered_quarter(&self, year: Option<Year>, at: usize) -> Parsed<Expression> {
        let end = match self.unit(at, false) {
            Some((Unit::Quarter, end)) => end,
            _ => self.link(at, Link::Stretch)?,
        };
        let is_plain = matches!(year?, Year::Relative(0..) | Year::Nearest(_) | Year::Untold);
        (!is_plain).then_some((Expression::Same(year?), end))
    }

    /// "this summer", "spring 2018", "the winter of 2019", "el verano pasado", "im Herbst".
    pub(super) fn season(&self, at: usize) -> Parsed<Expression> {
        let article = self.link(at, Link::Article);
        let behind = article.unwrap_or(at);
        let shift = self.read_as(behind, shift_of);
        let start = shift.map_or(behind, |(_, next)| next);
        let (season, next) = self.season_name(start)?;
        let name = Name::Season(season);
        if let Some((year, end)) = self.year_behind(next) {
            return Some((Expression::Named { name, year }, end));
        }
        let year = shift.map_or(Year::Untold, |(shift, _)| Year::Nearest(shift));
        let is_event = self.link(next, Link::Of).is_some() && !self.words.habits.bare_seasons;
        let is_season = article.is_some() && !is_event || shift.is_some() || self.leads_stretch(at);
        is_season.then_some((Expression::Named { name, year }, next))
    }

    /// Whether a season or a part of the day needs no article behind what is before `at`: "in summer", "mid afternoon".
    pub(super) fn leads_stretch(&self, at: usize) -> bool {
        self.stands_before(at, |meaning| matches!(meaning, Meaning::Link(Link::Within) | Meaning::Modifier(_)))
    }

    pub(super) fn season_name(&self, at: usize) -> Parsed<Season> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Season(season) => Some(season),
            _ => None,
        })
    }

    /// "the 1990s", "the ’80s", "the nineties", "los años noventa", "die neunziger Jahre", "la década de 1990".
    pub(super) fn decade(&self, at: usize) -> Parsed<Expression> {
        let article = self.skip(at, Link::Article);
        let head = self.link(article, Link::DecadeHead).or_else(|| self.link(at, Link::DecadeHead));
        let start = head.unwrap_or(article);
        let (decade, next) =
            self.decade_name(start).or_else(|| self.decade_digits(start, start != at, head.is_some()))?;
        let end = self.skip(next, Link::DecadeTail);
        let is_marked = start != at || end != next || !self.is_word(start);
        is_marked.then_some((Expression::Fixed(Period::Decade(decade)), end))
    }

    fn decade_name(&self, at: usize) -> Parsed<i16> {
        self.read_as(at, |meaning| match meaning {
            Meaning::Decade(decade) => Some(1900 + i16::from(decade)),
            _ => None,
        })
    }

    fn decade_digits(&self, start: usize, is_led: bool, has_head: bool) -> Parsed<i16> {
        let apostrophe = matches!(self.mark(start), Some('\'' | '’'));
        let number = if apostrophe { start + 1 } else { start };
        let (value, next) = self.digits(number, 4)?;
        let suffix = self.glued_link(next, Link::DecadeSuffix);
        let end = suffix.or(Some(next).filter(|_| has_head))?;
        let has_tail = self.link(end, Link::DecadeTail).is_some();
        let year = match (self.tokens.written(number).len(), apostrophe || is_led || has_tail) {
            (4, _) => i16::try_from(value).ok()?,
            (2, true) => 1900 + i16::try_from(value).ok()?,
            _ => return None,
        };
        (year % 10 == 0 && super::numbers::YEARS.contains(&year)).then_some((year, end))
    }

    /// "the 20th century", "el siglo XX".
    pub(super) fn century(&self, at: usize) -> Parsed<Expression> {
        let start = self.skip(at, Link::Article);
        let (number, end) = self.numbered_century(start).or_else(|| {
            let next = self.link(start, Link::CenturyHead)?;
            self.roman(next)
                .or_else(|| self.ordinal(next))
                .or_else(|| self.digits(next, 2).and_then(|(number, end)| Some((u8::try_from(number).ok()?, end))))
        })?;
        let first = i16::from(number).checked_sub(1)?.checked_mul(100)?;
        (0..=9000).contains(&first).then_some((Expression::Fixed(Period::Century(first)), end))
    }

    fn numbered_century(&self, at: usize) -> Parsed<u8> {
        let (number, next) = self.ordinal(at).or_else(|| self.roman(at))?;
        let (unit, end) = self.unit(self.skip_mark(next, '-'), false)?;
        (unit == Unit::Century).then_some((number, end))
    }

    /// A year that stands alone: "since 2015", "the 2018 election", "fiscal 1989", "the year 2000".
    pub(super) fn standing_year(&self, at: usize) -> Parsed<Expression> {
        let this = self.read_as(at, |meaning| (meaning == Meaning::Shift(Shift::This)).then_some(()));
        let article = this.map_or_else(|| self.skip(at, Link::Article), |((), next)| next);
        let fiscal = self.link(article, Link::Fiscal);
        let after_fiscal = fiscal.unwrap_or(article);
        let word = self.unit(after_fiscal, false).filter(|&(unit, _)| unit == Unit::Year).map(|(_, next)| next);
        let is_named = fiscal.is_some() || word.is_some();
        let start = if is_named { word.unwrap_or(after_fiscal) } else { at };
        if let Some((first, last, end)) = self.two_years(start) {
            return Some((Expression::Years(first, last), end));
        }
        let early = || self.early_year(start).or_else(|| self.year_in_thousands(start)).filter(|_| word.is_some());
        let (year, end) = self.year_number(start).or_else(early)?;
        let is_year = is_named || self.is_year_here(start, end, year);
        is_year.then_some((Expression::Fixed(Period::Year(year)), end))
    }

    /// Two years written as one: "1989/90", "2007-2008".
    fn two_years(&self, at: usize) -> Option<(i16, i16, usize)> {
        let (first, next) = self.digits(at, 4).filter(|_| self.tokens.written(at).len() == 4)?;
        let first = i16::try_from(first).ok().filter(|first| super::numbers::YEARS.contains(first))?;
        let is_glued = self.tokens.glued(next) && self.tokens.glued(next + 1);
        self.mark(next).filter(|mark| is_glued && ['/', '-', '–'].contains(mark))?;
        let (number, end) = self.digits(next + 1, 4)?;
        let number = i16::try_from(number).ok()?;
        let last = match self.tokens.written(next + 1).len() {
            4 => number,
            2 => first - first % 100 + number,
            _ => return None,
        };
        let is_later = first < last && last <= first.saturating_add(LONGEST_SPAN);
        (is_later && !self.continues_number(end)).then_some((first, last, end))
    }

    /// Whether the number is a year by what stands around it, and no count ("killed 2000 people").
    fn is_year_here(&self, at: usize, end: usize, year: i16) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.start);
        let is_led = self.is_led(at);
        let after_article = before.is_some_and(|before| self.link(before, Link::Article).is_some());
        let before_plural = self.is_plural_noun(end);
        let ends_phrase = self.ends_phrase(end);
        let is_evident = EVIDENT_YEARS.contains(&year);
        let in_words = self.is_word(at);
        let in_full = in_words || self.digits(at, 4).is_some();
        if self.is_time_here(at, end) || !is_evident && self.is_counted(at) && !self.link_before(at - 1, Link::Within) {
            return false;
        }
        match (is_evident && in_full, is_led) {
            (true, true) => !before_plural || self.is_capitalised(end) || in_words,
            (true, false) => ends_phrase || after_article || !before_plural,
            (false, true) => ends_phrase,
            (false, false) => self.words.habits.bare_years && ends_phrase && is_no_round_number(year) && in_full,
        }
    }

    /// Whether no noun stands at `end` that a number before it might count.
    pub(super) fn ends_phrase(&self, end: usize) -> bool {
        !self.is_word(end) || self.meanings(end).next().is_some()
    }

    /// Whether a word before the number counts: "about 1100".
    pub(super) fn is_counted(&self, at: usize) -> bool {
        at > self.start
            && self.meanings(at - 1).any(|(meaning, end)| end == at && matches!(meaning, Meaning::Quantifier(_)))
    }

    /// Whether a noun in the plural stands at `at`, which a number before it counts. Where nouns have no capital letter of
    /// their own, one tells a name.
    fn is_plural_noun(&self, at: usize) -> bool {
        let may_be_noun = self.is_word(at) && self.is_capitalised(at) == self.words.habits.capital_nouns;
        may_be_noun && self.words.looks_plural(self.tokens.lower(at))
    }

    /// "el año pasado", "la semana próxima": the shift behind its unit.
    pub(super) fn unit_with_shift_behind(&self, at: usize) -> Parsed<(Shift, Unit)> {
        let (unit, next) = self.unit(at, false)?;
        let (shift, end) = self.read_as(next, shift_behind_of)?;
        Some(((shift, unit), end))
    }
}
