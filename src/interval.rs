//! An interval: what a reported number allows to be true. "27" is [27, 27], "at least 28" is [28, ∞),
//! "up to 40" is [0, 40], "about 2,000" is [2000, 2000] and approximate, "dozens" is [24, 99].

use std::fmt;

use serde::{Deserialize, Serialize};

/// How far an approximate number may be off and still agree with another, as a share of its value. "Nearly 200"
/// meets 192 and 220 only within this reach; one tenth is the usual reading of a round number in the press.
pub const APPROXIMATE_REACH: f64 = 0.1;

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

    /// The single value, where there is one.
    #[must_use]
    pub fn point(self) -> Option<f64> {
        self.high.filter(|&high| (high - self.low).abs() < f64::EPSILON * high.abs().max(1.0))
    }
}

impl fmt::Display for Interval {
    /// The shortest exact notation: `27`, `≥ 28`, `≤ 40`, `≈ 2000`, `24–99`; no thousands separators.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.approximate { "≈ " } else { "" };
        match (self.point(), self.high) {
            (Some(value), _) => write!(formatter, "{about}{value}"),
            (None, None) => write!(formatter, "≥ {about}{}", self.low),
            (None, Some(high)) if self.low <= 0.0 => write!(formatter, "≤ {about}{high}"),
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
        assert!(!Interval::about(2000.0).agrees_with(Interval::exactly(2400.0)));
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
}
