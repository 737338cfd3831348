//! The temporal expressions of one sentence with what the sentence says about each: which way it lies, which year stands
//! beside it, and whether it goes on from the one before ("from Tuesday to Thursday").

use std::ops::Range;

use super::calendar::{ANY_WEEK, Period, Unit};
use super::direction::{Direction, direction};
use super::expression::{Amount, Expression, Match, Name, Year};
use super::grammar::Grammar;
use super::resolve::{Joint, Stay, Surroundings};
use crate::reading::mark::Modifier;

/// An expression where it stands.
pub(super) struct Read {
    /// The token at which it opens.
    pub(super) at: usize,
    pub(super) found: Match,
    pub(super) around: Surroundings,
}

/// Every expression of a sentence, in order.
pub(super) fn read(grammar: &Grammar<'_>, sentence: &Range<usize>) -> Vec<Read> {
    let mut matches = all_matches(grammar, sentence.clone());
    share_years(grammar, &mut matches);
    share_recurrence(grammar, &mut matches);
    let surroundings: Vec<Surroundings> = (0..matches.len())
        .map(|index| Surroundings {
            direction: direction_of(grammar, sentence, &matches[index]),
            year: year_beside(&matches, index),
            weekday: matches[index].1.weekday,
            years_before: years_before(grammar, &matches, index),
            stay: stay_beside(grammar, &matches, index),
            joint: index.checked_sub(1).and_then(|before| joint(grammar, &matches[before].1, matches[index].0)),
        })
        .collect();
    let pairs = matches.into_iter().zip(surroundings);
    pairs.map(|((at, found), around)| Read { at, found, around }).collect()
}

/// Which way an expression lies, where that makes a difference.
fn direction_of(grammar: &Grammar<'_>, sentence: &Range<usize>, (at, found): &(usize, Match)) -> Direction {
    if found.expression.has_direction() { direction(grammar, sentence, *at, found.end) } else { Direction::Untold }
}

/// Every expression with the token at which it opens.
fn all_matches(grammar: &Grammar<'_>, sentence: Range<usize>) -> Vec<(usize, Match)> {
    let mut matches = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if !grammar.may_reach_any(at) {
            at += 1;
            continue;
        }
        if let Some(end) = grammar.name(at) {
            at = end;
            continue;
        }
        let Some(read) = grammar.read(at) else {
            at += 1;
            continue;
        };
        let further = grammar.further_days(&read);
        let end = further.last().map_or(read.end, |(_, last)| last.end);
        matches.push((at, read));
        matches.extend(further);
        at = end.max(at + 1);
    }
    matches
}

/// The "and", "to" or the like that is all that stands between an expression and the next.
fn joint(grammar: &Grammar<'_>, before: &Match, at: usize) -> Option<Joint> {
    let (joint, next) = grammar.joint_behind(before.end)?;
    (next == at).then_some(joint)
}

/// Gives the year of an expression to those that it ends a list or a span of: "between March and May 2018".
fn share_years(grammar: &Grammar<'_>, matches: &mut [(usize, Match)]) {
    for index in (1..matches.len()).rev() {
        let (before, behind) = matches.split_at_mut(index);
        let (Some((_, first)), Some((at, last))) = (before.last_mut(), behind.first()) else { return };
        if joint(grammar, first, *at).is_none() {
            continue;
        }
        let Expression::Named { name: last_name, year: given } = last.expression else { continue };
        if let Expression::Named { name, year: year @ Year::Untold } = &mut first.expression {
            *year = year_before(*name, last_name, given);
        }
    }
}

/// A weekday behind others that come back comes back too: "los martes y jueves".
fn share_recurrence(grammar: &Grammar<'_>, matches: &mut [(usize, Match)]) {
    for index in 1..matches.len() {
        let (before, behind) = matches.split_at_mut(index);
        let (Some((_, first)), Some((at, second))) = (before.last(), behind.first_mut()) else { return };
        let comes_back = matches!(&first.expression, Expression::Recurring(value) if value.starts_with(ANY_WEEK));
        let is_list = comes_back && joint(grammar, first, *at) == Some(Joint::And);
        if let (true, Expression::Weekday { number, shift: None }) = (is_list, &second.expression) {
            second.expression = Expression::Recurring(format!("{ANY_WEEK}{number}"));
        }
    }
}

/// The year of the first of two, by that of the second: what lies later in the year is of the year before.
fn year_before(first: Name, second: Name, year: Year) -> Year {
    let is_later = first.month() > second.month();
    match year {
        Year::Given(year) if is_later => Year::Given(year - 1),
        Year::Relative(by) if is_later => Year::Relative(by - 1),
        Year::Given(_) | Year::Relative(_) => year,
        Year::Untold | Year::Anaphoric(_) | Year::Nearest(_) => Year::Untold,
    }
}

/// How many years lie between what an expression tells and the publication: "more than two years after the [July] vote".
fn years_before(grammar: &Grammar<'_>, matches: &[(usize, Match)], index: usize) -> Option<i16> {
    let (_, length) = matches.get(index.checked_sub(1)?)?;
    let at = matches.get(index)?.0;
    let Expression::Duration { amount: Amount::Exactly(years), unit: Unit::Year, .. } = length.expression else {
        return None;
    };
    let next = grammar.later_behind(length.end).filter(|next| *next <= at)?;
    let is_one_clause = (next..at).all(|between| grammar.mark(between) != Some(','));
    i16::try_from(years).ok().filter(|_| is_one_clause)
}

/// The most tokens between the length of a stay and the day on which it ends or begins: "visit on".
const STAY_REACH: usize = 3;

/// The stay whose end or beginning a day is: "at the end of a three-day visit on [Friday]".
fn stay_beside(grammar: &Grammar<'_>, matches: &[(usize, Match)], index: usize) -> Option<Stay> {
    let (at, length) = matches.get(index.checked_sub(1)?)?;
    let is_near = matches.get(index)?.0.saturating_sub(length.end) <= STAY_REACH;
    let days = match &length.expression {
        Expression::Duration { amount: Amount::Exactly(days), unit: Unit::Day, more } if more.is_empty() => *days,
        _ => return None,
    };
    match grammar.modifier_before(*at).filter(|_| is_near)? {
        Modifier::End => Some(Stay { days, ends: true }),
        Modifier::Start => Some(Stay { days, ends: false }),
        _ => None,
    }
}

/// How many expressions away one is looked at for the year; more would make long lists slow.
const NEIGHBOURS: usize = 4;

/// The year that another day or month of the sentence gives, those behind first.
fn year_beside(matches: &[(usize, Match)], index: usize) -> Option<i16> {
    let year = |(_, neighbour): &(usize, Match)| match neighbour.expression {
        Expression::Named { year: Year::Given(year), .. } => Some(year),
        Expression::Fixed(day @ Period::Day(_)) => day.year(),
        _ => None,
    };
    let (before, behind) = (matches.get(..index)?, matches.get(index + 1..)?);
    let behind = behind.iter().take(NEIGHBOURS).find_map(year);
    behind.or_else(|| before.iter().rev().take(NEIGHBOURS).find_map(year))
}
