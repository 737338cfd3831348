//! The chart of a ledger: one line for each report, the oldest above, each with its interval on one scale. This computes
//! where things stand, in percent of the width; a template draws them, so that words keep their size on every screen.

use serde::Serialize;

use super::context::{Link, Shared, ShownDate};
use crate::interval::Interval;

/// Reports from which on there is something to compare.
const LEAST_ROWS: usize = 2;
/// Room at either side of the scale, for dots and arrows at its ends, in percent.
const MARGIN: f64 = 4.0;
/// The whole width, in percent.
const WIDTH: f64 = 100.0;
/// How many numbers the scale shows about.
const TICKS: f64 = 4.0;
/// Room that the scale leaves below the least and above the greatest value, as a share of their distance.
const PADDING: f64 = 0.08;

/// One report, before the scale is known.
#[derive(Clone, Debug)]
pub struct ChartRow {
    /// The values it allows.
    pub interval: Interval,
    /// The outlet.
    pub source: Shared<Link>,
    /// When it was published.
    pub published: Shared<ShownDate>,
    /// The values in words.
    pub value: String,
    /// Whether another report contradicts it.
    pub disputed: bool,
    /// The link to the report's row in the ledger.
    pub href: String,
}

/// A chart with every place computed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// The rows, from above.
    pub bars: Vec<Bar>,
    /// The numbers of the scale.
    pub ticks: Vec<Tick>,
    /// Whether the scale leaves out zero, so that differences look greater than they are.
    pub cut: bool,
}

/// A report in the chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask for each by itself")]
pub struct Bar {
    /// Where the interval begins, in percent of the width.
    pub start: f64,
    /// Where it ends: at the edge, where the end is open.
    pub end: f64,
    /// Whether it is a single value.
    pub point: bool,
    /// Whether the upper end is open.
    pub open: bool,
    /// Whether it is rounded.
    pub approximate: bool,
    /// The outlet.
    pub source: Shared<Link>,
    /// When it was published.
    pub published: Shared<ShownDate>,
    /// The values in words.
    pub value: String,
    /// Whether another report contradicts it.
    pub disputed: bool,
    /// The link to the row.
    pub href: String,
}

/// A number of the scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// Where it stands, in percent of the width.
    pub x: f64,
    /// The number in words.
    pub label: String,
}

/// Where an interval stands on a scale that it shares with others, for the small charts that have no numbers beside them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Where the interval begins, in percent of the width.
    pub start: f64,
    /// Where it ends: at the edge, where the end is open.
    pub end: f64,
    /// How it is drawn: a dot for a single value, a bar for a range, an arrow for an open end, each with `about` where it is rounded.
    pub shape: &'static str,
}

impl Place {
    /// The places of intervals, in their order; none where no interval has an end that could be placed.
    #[must_use]
    pub fn all(intervals: &[Interval]) -> Vec<Self> {
        let scale = Scale::of(intervals.iter().copied());
        scale.into_iter().flat_map(|scale| intervals.iter().map(move |&interval| Self::on(&scale, interval))).collect()
    }

    fn on(scale: &Scale, interval: Interval) -> Self {
        let shape = match (interval.point().is_some(), interval.high.is_some(), interval.approximate) {
            (true, _, false) => "dot",
            (true, _, true) => "dot about",
            (false, true, false) => "bar",
            (false, true, true) => "bar about",
            (false, false, _) => "arrow",
        };
        Self { start: scale.x(interval.low), end: interval.high.map_or(WIDTH, |high| scale.x(high)), shape }
    }
}

impl Chart {
    /// A chart of rows, the oldest first; `number` puts a number of the scale into words. None for a single report, and where
    /// no row has an end that could be placed.
    #[must_use]
    pub fn new(rows: Vec<ChartRow>, number: impl Fn(f64) -> String) -> Option<Self> {
        if rows.len() < LEAST_ROWS {
            return None;
        }
        let scale = Scale::of(rows.iter().map(|row| row.interval))?;
        let tick = |value: f64| Tick { x: scale.x(value), label: number(value) };
        Some(Self {
            ticks: scale.ticks().into_iter().map(tick).collect(),
            cut: scale.low > 0.0 || scale.high < 0.0,
            bars: rows.into_iter().map(|row| bar(&scale, row)).collect(),
        })
    }
}

fn bar(scale: &Scale, row: ChartRow) -> Bar {
    let ChartRow { interval, source, published, value, disputed, href } = row;
    Bar {
        start: scale.x(interval.low),
        end: interval.high.map_or(WIDTH, |high| scale.x(high)),
        point: interval.point().is_some(),
        open: interval.high.is_none(),
        approximate: interval.approximate,
        source,
        published,
        value,
        disputed,
        href,
    }
}

/// Values to places.
struct Scale {
    low: f64,
    high: f64,
    /// Whether all values are whole, so that a fraction between them would mean nothing.
    whole: bool,
}

impl Scale {
    fn of(intervals: impl Iterator<Item = Interval>) -> Option<Self> {
        let ends = intervals.flat_map(|interval| [Some(interval.low), interval.high]).flatten();
        let ends: Vec<f64> = ends.filter(|end| end.is_finite()).collect();
        let (low, high) =
            ends.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &end| (low.min(end), high.max(end)));
        if low > high {
            return None;
        }
        let distance = if high > low { high - low } else { high.abs().max(1.0) };
        let room = distance * PADDING;
        Some(Self {
            low: if low >= 0.0 { (low - room).max(0.0) } else { low - room },
            high: high + room,
            whole: ends.iter().all(|end| end.fract() == 0.0),
        })
    }

    /// Rounded to tenths, as finer differences cannot be seen.
    fn x(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        ((MARGIN + share.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)) * 10.0).round() / 10.0
    }

    /// Round numbers on the scale: multiples of 1, 2 or 5 times a power of ten.
    fn ticks(&self) -> Vec<f64> {
        let rough = (self.high - self.low) / TICKS;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|&step| step >= rough);
        let step = step.unwrap_or(power).max(if self.whole { 1.0 } else { 0.0 });
        let first = (self.low / step).ceil();
        let count = ((self.high / step).floor() - first).max(0.0) as usize;
        (0..=count).map(|index| (first + index as f64) * step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(interval: Interval) -> ChartRow {
        ChartRow {
            interval,
            source: Shared::new(Link { title: "The Herald".into(), href: String::new() }),
            published: Shared::new(ShownDate { text: "2 May 2021".into(), edtf: "2021-05-02".into(), iso: None }),
            value: interval.to_string(),
            disputed: false,
            href: "#a".into(),
        }
    }

    fn chart(intervals: &[Interval]) -> Option<Chart> {
        Chart::new(intervals.iter().copied().map(row).collect(), |value| value.to_string())
    }

    #[test]
    fn greater_values_stand_further_right_and_open_ends_reach_the_edge() {
        let chart =
            chart(&[Interval::exactly(27.0), Interval::at_least(28.0), Interval::about(40.0)]).expect("it has rows");
        let [exact, open, about] = chart.bars.as_slice() else { panic!("three rows") };
        assert!(exact.point && exact.start < open.start && open.start < about.start);
        assert!(open.open && open.end > about.end && !open.point);
        assert!(about.approximate);
        let labels: Vec<&str> = chart.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["30", "35", "40"]);
        assert!(chart.cut);
    }

    #[test]
    fn a_small_chart_tells_its_shapes_apart() {
        let intervals =
            [Interval::exactly(27.0), Interval::about(30.0), Interval::between(24.0, 99.0), Interval::at_least(28.0)];
        let places = Place::all(&intervals);
        assert_eq!(places.iter().map(|place| place.shape).collect::<Vec<_>>(), ["dot", "dot about", "bar", "arrow"]);
        assert!(places[0].start < places[1].start && places[3].end > places[2].end);
        assert_eq!(Place::all(&[]), []);
    }

    #[test]
    fn odd_values_give_finite_places() {
        for intervals in [[Interval::exactly(0.0); 2], [Interval::exactly(1e300), Interval::at_most(1e-9)]] {
            let chart = chart(&intervals).expect("it has rows");
            assert!(chart.bars.iter().all(|bar| bar.start.is_finite() && bar.end.is_finite()));
            assert!(chart.ticks.len() < 20);
        }
        assert_eq!((chart(&[]), chart(&[Interval::exactly(3.0)])), (None, None));
    }
}
