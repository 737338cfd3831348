//! Numbers and intervals in words: "at least 28", "about 2,000", "52%".

use super::{Words, fill};
use crate::interval::{Interval, Range};
use crate::reading::mark::Unit;

/// Decimals that a number is shown with at most; a reported figure with more is not to be met.
const MOST_DECIMALS: usize = 3;

impl Words {
    /// A number with its thousands set apart.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        if let Some(whole) = whole_number(value) {
            return self.grouped(&whole.to_string());
        }
        let written = format!("{:.MOST_DECIMALS$}", value.abs());
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let decimals = decimals.trim_end_matches('0');
        let sign = if value < 0.0 { "−" } else { "" };
        let whole = self.grouped(whole);
        if decimals.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}{}{decimals}", self.numbers.decimal)
        }
    }

    fn grouped(&self, digits: &str) -> String {
        if digits.len() < self.numbers.group_from {
            return digits.to_owned();
        }
        let mut out = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&self.numbers.group);
            }
            out.push(digit);
        }
        out
    }

    /// An interval in words, never more exact than its source.
    #[must_use]
    pub fn interval(&self, interval: Interval, unit: &str) -> String {
        let (low, name, high) = match (interval.point(), interval.high) {
            (Some(value), _) => (value, "exactly", value),
            (None, None) => (interval.low, "at_least", interval.low),
            (None, Some(high)) if interval.is_at_most() => (0.0, "at_most", high),
            (None, Some(high)) => (interval.low, "between", high),
        };
        let [low, high] = [low, high].map(|value| self.with_unit(value, unit));
        let pattern = self.intervals.get(name).map_or("{low}", String::as_str);
        let is_bound = matches!(name, "at_least" | "at_most");
        let about = |words: String, here: bool| match self.intervals.get("about") {
            Some(about) if here && interval.approximate => fill(about, &[("value", &words)]),
            _ => words,
        };
        let [low, high] = [low, high].map(|words| about(words, is_bound));
        about(fill(pattern, &[("low", &low), ("high", &high)]), !is_bound)
    }

    /// The range of a ledger in words: `27 to 28, or more`.
    #[must_use]
    pub fn range(&self, range: Range, unit: &str) -> String {
        if let Some(interval) = range.single() {
            return self.interval(interval, unit);
        }
        let span = self.interval(Interval::between(range.low, range.high), unit);
        let open = match (range.or_more, range.or_less) {
            (true, _) => self.intervals.get("or_more"),
            (_, true) => self.intervals.get("or_less"),
            _ => None,
        };
        open.map_or(span.clone(), |pattern| fill(pattern, &[("range", &span)]))
    }

    /// A number with its unit, where the unit is written beside it (`52%`, `3 USD`).
    #[must_use]
    pub fn with_unit(&self, value: f64, unit: &str) -> String {
        let number = self.number(value);
        match self.intervals.get(unit) {
            Some(pattern) => fill(pattern, &[("value", &number)]),
            None if is_currency(unit) => format!("{number}\u{a0}{unit}"),
            None => number,
        }
    }

    /// The unit as the words name it, for the interval of a mark.
    #[must_use]
    pub fn figure(&self, interval: Interval, unit: &Unit) -> String {
        self.interval(interval, unit.name())
    }
}

/// A number that counts, as most do; such are written in a fraction of the time.
fn whole_number(value: f64) -> Option<u32> {
    let is_whole = value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value);
    is_whole.then_some(value as u32)
}

/// Whether a unit is a currency's ISO 4217 code.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, spanish};
    use super::*;

    #[test]
    fn thousands_are_set_apart_as_the_language_does() {
        for (value, in_english, in_spanish) in [
            (27.0, "27", "27"),
            (2400.0, "2,400", "2400"),
            (25_000.0, "25,000", "25.000"),
            (67.8, "67.8", "67,8"),
            (4_000_000.0, "4,000,000", "4.000.000"),
            (-3.5, "−3.5", "−3,5"),
        ] {
            assert_eq!(english().number(value), in_english);
            assert_eq!(spanish().number(value), in_spanish);
        }
    }

    #[test]
    fn intervals_say_what_is_known() {
        let words = english();
        assert_eq!(words.interval(Interval::exactly(27.0), "people"), "27");
        assert_eq!(words.interval(Interval::at_least(28.0), "people"), "at least 28");
        assert_eq!(words.interval(Interval::at_most(40.0), ""), "at most 40");
        assert_eq!(words.interval(Interval::about(2000.0), ""), "about 2,000");
        let about_at_least = Interval { approximate: true, ..Interval::at_least(2000.0) };
        assert_eq!(words.interval(about_at_least, ""), "at least about 2,000");
        assert_eq!(words.interval(Interval::between(24.0, 99.0), ""), "24 to 99");
        assert_eq!(words.interval(Interval::exactly(52.0), "percent"), "52%");
        assert_eq!(words.interval(Interval::exactly(3.2e9), "USD"), "3,200,000,000\u{a0}USD");
    }

    #[test]
    fn a_range_says_what_reports_state() {
        let says = |intervals: &[Interval], unit: &str| {
            Range::over(intervals).map(|range| [english(), spanish()].map(|words| words.range(range, unit)))
        };
        let (exactly, about) = (Interval::exactly, Interval::about);
        for (intervals, unit, expected) in [
            (vec![exactly(27.0), Interval::at_least(28.0)], "people", ["27 to 28, or more", "de 27 a 28, o más"]),
            (vec![about(4e6)], "people", ["about 4,000,000", "unos 4.000.000"]),
            (vec![Interval::at_most(30.0), Interval::at_most(40.0)], "", ["30 to 40, or less", "de 30 a 40, o menos"]),
            (vec![exactly(52.0), exactly(67.8)], "percent", ["52% to 67.8%", "de 52 % a 67,8 %"]),
        ] {
            assert_eq!(says(&intervals, unit), Some(expected.map(str::to_owned)));
        }
    }
}
