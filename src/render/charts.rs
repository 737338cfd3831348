//! The chart of a ledger: one line for each report, the oldest above, each with its interval on one scale. This computes
//! where things stand; a template draws them as SVG.

use serde::Serialize;

use crate::interval::Interval;

/// Width of the drawing in its own units; the page scales it.
const WIDTH: f64 = 480.0;
/// Room at either side of the scale, for dots and arrows at its ends.
const MARGIN: f64 = 14.0;
/// Height of a row: a line of words above a line of drawing.
const ROW_HEIGHT: f64 = 38.0;
/// Where in a row the drawing stands.
const MIDDLE: f64 = 27.0;
/// Height of the line with the numbers of the scale.
const AXIS_HEIGHT: f64 = 26.0;
/// How many numbers the scale shows about.
const TICKS: f64 = 4.0;
/// Room that the scale leaves below the least and above the greatest value, as a share of their distance.
const PADDING: f64 = 0.08;

/// One report, before the scale is known.
#[derive(Clone, Debug)]
pub struct ChartRow {
    /// The values it allows.
    pub interval: Interval,
    /// Who says so, and when.
    pub label: String,
    /// The values in words.
    pub value: String,
    /// The link to the report's row in the ledger.
    pub href: String,
}

/// A chart with every place computed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// The width of the drawing.
    pub width: f64,
    /// The height of the drawing.
    pub height: f64,
    /// Where the scale begins, from above.
    pub axis: f64,
    /// The rows, from above.
    pub bars: Vec<Bar>,
    /// The numbers of the scale.
    pub ticks: Vec<Tick>,
}

/// A report in the chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// The base line of the words.
    pub text_y: f64,
    /// The middle of the drawing.
    pub y: f64,
    /// Where the interval begins.
    pub start: f64,
    /// Where it ends: at the edge, where the end is open.
    pub end: f64,
    /// Whether it is a single value.
    pub point: bool,
    /// Whether the upper end is open.
    pub open: bool,
    /// Whether it is rounded.
    pub approximate: bool,
    /// Who says so, and when.
    pub label: String,
    /// The values in words.
    pub value: String,
    /// The link to the row.
    pub href: String,
}

/// A number of the scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// Where it stands.
    pub x: f64,
    /// The number in words.
    pub label: String,
}

impl Chart {
    /// The chart of these reports; none where there is none. `number` writes the numbers of the scale.
    #[must_use]
    pub fn new(rows: Vec<ChartRow>, number: impl Fn(f64) -> String) -> Option<Self> {
        let scale = Scale::of(rows.iter().map(|row| row.interval))?;
        let axis = ROW_HEIGHT * rows.len() as f64;
        let bars = rows.into_iter().enumerate().map(|(index, row)| bar(row, ROW_HEIGHT * index as f64, &scale));
        let ticks = scale.ticks().into_iter().map(|value| Tick { x: scale.x(value), label: number(value) });
        Some(Self { width: WIDTH, height: axis + AXIS_HEIGHT, axis, bars: bars.collect(), ticks: ticks.collect() })
    }
}

fn bar(row: ChartRow, top: f64, scale: &Scale) -> Bar {
    let ChartRow { interval, label, value, href } = row;
    Bar {
        text_y: top + 14.0,
        y: top + MIDDLE,
        start: scale.x(interval.low),
        end: interval.high.map_or(WIDTH - 2.0, |high| scale.x(high)),
        point: interval.point().is_some(),
        open: interval.high.is_none(),
        approximate: interval.approximate,
        label,
        value,
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
        ChartRow { interval, label: "The Herald, 2 May 2021".into(), value: interval.to_string(), href: "#a".into() }
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
    }

    #[test]
    fn odd_values_give_finite_places() {
        for intervals in [&[Interval::exactly(0.0)][..], &[Interval::exactly(1e300), Interval::at_most(1e-9)]] {
            let chart = chart(intervals).expect("it has rows");
            assert!(chart.bars.iter().all(|bar| bar.start.is_finite() && bar.end.is_finite()));
            assert!(chart.ticks.len() < 20);
        }
        assert_eq!(chart(&[]), None);
    }
}
