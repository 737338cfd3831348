//! An interval: what a reported number allows to be true. "27" is [27, 27], "at least 28" is [28, ∞),
//! "up to 40" is [0, 40], "about 2,000" is [2000, 2000] and approximate, "dozens" is [24, 99].

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far an approximate number may be off and still agree with another, as a share of its value. A reader lets "nearly
/// 200" stand for 190, not for 180. At one tenth "some 2,400" would meet "around 2,000", which no reader takes for one count.
pub const APPROXIMATE_REACH: f64 = 0.05;

/// The values that a reported number allows, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The least value; 0 where the words set no lower bound.
    pub low: f64,
    /// The greatest value; none where the words set no upper bound.
    pub high: Option<f64>,
    /// Whether the words say that the number is rounded ("about", "some", "nearly").
    pub approximate: bool,
}

impl Interval {
    /// Exactly `value`.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        Self { low: value, high: Some(value), approximate: false }
    }

    /// Around `value`.
    #[must_use]
    pub fn about(value: f64) -> Self {
        Self { approximate: true, ..Self::exactly(value) }
    }

    /// `value` or more.
    #[must_use]
    pub fn at_least(value: f64) -> Self {
        Self { low: value, high: None, approximate: false }
    }

    /// `value` or less.
    #[must_use]
    pub fn at_most(value: f64) -> Self {
        Self { low: 0.0, high: Some(value), approximate: false }
    }

    /// From `low` to `high`, in whichever order they are given.
    #[must_use]
    pub fn between(low: f64, high: f64) -> Self {
        Self { low: low.min(high), high: Some(low.max(high)), approximate: false }
    }

    /// The interval with its reach: an approximate one widened by [`APPROXIMATE_REACH`] on both sides.
    #[must_use]
    pub fn reach(self) -> (f64, Option<f64>) {
        if self.approximate {
            (self.low * (1.0 - APPROXIMATE_REACH), self.high.map(|high| high * (1.0 + APPROXIMATE_REACH)))
        } else {
            (self.low, self.high)
        }
    }

    /// Whether both can be true at once: their reaches share a value.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        let ((low, high), (other_low, other_high)) = (self.reach(), other.reach());
        high.is_none_or(|high| other_low <= high) && other_high.is_none_or(|other_high| low <= other_high)
    }

    /// Whether only an upper bound is known: "up to 40".
    #[must_use]
    pub fn is_at_most(self) -> bool {
        self.low <= 0.0 && self.high.is_some_and(|high| high > 0.0)
    }

    /// The ends that the words state: not the 0 of "up to 40", nor the end that "at least 28" lacks.
    fn stated(self) -> impl Iterator<Item = f64> + Clone {
        (!self.is_at_most()).then_some(self.low).into_iter().chain(self.high)
    }

    /// The single value, where there is one.
    #[must_use]
    pub fn point(self) -> Option<f64> {
        self.high.filter(|&high| (high - self.low).abs() < f64::EPSILON * high.abs().max(1.0))
    }
}

/// The numbers that several reports state of one thing: from the lowest to the highest, and whether a report leaves open
/// that it is more. The 0 of "up to 40" and the end that "at least 28" lacks are nobody's numbers and are left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest number stated.
    pub low: f64,
    /// The highest number stated.
    pub high: f64,
    /// Whether a report sets no upper bound ("at least 28"), so that the true number may be above `high`.
    pub or_more: bool,
    /// Whether no report sets a lower bound ("up to 40" alone), so that it may be below `low`.
    pub or_less: bool,
    /// Whether `low` and `high` are one number, which some report rounds and none gives as it is.
    pub approximate: bool,
}

impl Range {
    /// The range over `intervals`; none where there is none.
    #[must_use]
    pub fn over(intervals: &[Interval]) -> Option<Self> {
        let stated = intervals.iter().flat_map(|interval| interval.stated());
        let (low, high) = (stated.clone().min_by(f64::total_cmp)?, stated.max_by(f64::total_cmp)?);
        let is_exact = |interval: &Interval| !interval.approximate && interval.point().is_some();
        let is_one = Interval::between(low, high).point().is_some();
        Some(Self {
            low,
            high,
            or_more: intervals.iter().any(|interval| interval.high.is_none()),
            or_less: intervals.iter().all(|interval| interval.is_at_most()),
            approximate: is_one
                && intervals.iter().any(|interval| interval.approximate)
                && !intervals.iter().any(is_exact),
        })
    }

    /// The interval of a range that is a single number; none where it has two ends.
    #[must_use]
    pub fn single(self) -> Option<Interval> {
        let high = Interval::between(self.low, self.high).point()?;
        let low = if self.or_less { 0.0 } else { self.low };
        Some(Interval { low, high: (!self.or_more).then_some(high), approximate: self.approximate })
    }
}

impl fmt::Display for Range {
    /// Like [`Interval`]'s notation, with `+` where a report leaves it open: `27–28+`, `≥ 28`, `≈ 200`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.or_more { "+" } else { "" };
        match self.single() {
            Some(interval) => interval.fmt(formatter),
            None if self.or_less => write!(formatter, "≤ {}–{}", self.low, self.high),
            None => write!(formatter, "{}–{}{open}", self.low, self.high),
        }
    }
}

impl fmt::Display for Interval {
    /// The shortest exact notation: `27`, `≥ 28`, `≤ 40`, `≈ 2000`, `24–99`; no thousands separators.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approximate { "≈ " } else { "" };
        match (self.point(), self.high) {
            (Some(value), _) => write!(formatter, "{about}{value}"),
            (None, None) => write!(formatter, "≥ {about}{}", self.low),
            (None, Some(high)) if self.is_at_most() => write!(formatter, "≤ {about}{high}"),
            (None, Some(high)) => write!(formatter, "{about}{}–{high}", self.low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_meet_points_and_points_do_not_meet_their_neighbours() {
        assert!(Interval::at_least(28.0).agrees_with(Interval::exactly(28.0)));
        assert!(!Interval::at_least(28.0).agrees_with(Interval::exactly(27.0)));
        assert!(!Interval::exactly(27.0).agrees_with(Interval::exactly(28.0)));
        assert!(Interval::about(200.0).agrees_with(Interval::exactly(192.0)));
        assert!(!Interval::about(200.0).agrees_with(Interval::exactly(220.0)));
        assert!(!Interval::about(2000.0).agrees_with(Interval::about(2400.0)));
        assert!(Interval::about(2400.0).agrees_with(Interval::at_least(2000.0)));
        assert!(Interval::at_most(40.0).agrees_with(Interval::between(24.0, 99.0)));
    }

    #[test]
    fn notation_is_never_more_exact_than_the_words() {
        let shown = |interval: Interval| interval.to_string();
        assert_eq!(shown(Interval::exactly(67.8)), "67.8");
        assert_eq!(shown(Interval::at_least(28.0)), "≥ 28");
        assert_eq!(shown(Interval::at_most(40.0)), "≤ 40");
        assert_eq!(shown(Interval::about(2000.0)), "≈ 2000");
        assert_eq!(shown(Interval::between(24.0, 99.0)), "24–99");
    }

    #[test]
    fn a_range_holds_only_numbers_that_somebody_states() {
        let shown = |intervals: &[Interval]| Range::over(intervals).map(|range| range.to_string());
        let (exactly, about, at_least, at_most) =
            (Interval::exactly, Interval::about, Interval::at_least, Interval::at_most);
        for (intervals, expected) in [
            (vec![exactly(27.0), at_least(28.0), exactly(28.0)], "27–28+"),
            (vec![about(2400.0), about(2000.0), at_least(2000.0)], "2000–2400+"),
            (vec![at_least(700.0), about(1000.0), at_most(1000.0)], "700–1000+"),
            (vec![about(4e6)], "≈ 4000000"),
            (vec![about(100.0), exactly(100.0)], "100"),
            (vec![at_least(60.0)], "≥ 60"),
            (vec![at_most(40.0)], "≤ 40"),
            (vec![at_most(30.0), at_most(40.0)], "≤ 30–40"),
            (vec![Interval::between(24.0, 99.0)], "24–99"),
            (vec![exactly(0.0), exactly(3.0)], "0–3"),
        ] {
            assert_eq!(shown(&intervals).as_deref(), Some(expected));
        }
        assert_eq!(shown(&[]), None);
    }
}
