//! The file `dates.yaml` of a language as it is written: for each meaning, its words. Every list may be missing.
//!
//! Words are in lower case. Braces hold alternatives: `vergangene{,n,r,s,m}` is five words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::table::Table;
use super::{ClockWord, Cue, DateWords, Distance, Edge, Habits, Link, Meaning, PartOfDay, Reference, Shift};
use crate::reading::dates::calendar::{Season, Unit};
use crate::reading::dates::expression::Amount;
use crate::reading::dates::holidays::Holiday;
use crate::reading::lexicon::vocabulary::Vocabulary;
use crate::reading::mark::Modifier;

type Lists<K> = BTreeMap<K, Vec<String>>;

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::reading) struct WordLists {
    habits: Habits,
    months: Lists<i8>,
    doubtful_months: Lists<i8>,
    weekdays: Lists<i8>,
    recurring_weekdays: Lists<i8>,
    holidays: Vec<HolidayNames>,
    units: Lists<Unit>,
    plural_units: Lists<Unit>,
    seasons: Lists<Season>,
    parts_of_day: Lists<PartOfDay>,
    plural_parts: Lists<PartOfDay>,
    recurring_parts: Lists<PartOfDay>,
    clock: Lists<ClockWord>,
    minutes_before: Lists<i8>,
    minutes_behind: Lists<i8>,
    cardinals: Lists<u32>,
    ordinals: Lists<u8>,
    decades: Lists<u8>,
    indefinite: Vec<String>,
    deictic_days: Lists<i8>,
    deictic_parts: BTreeMap<i8, Lists<PartOfDay>>,
    references: Lists<Reference>,
    references_of_units: Lists<Reference>,
    shifts: Lists<Shift>,
    shifts_behind: Lists<Shift>,
    stretches: Vec<StretchWords>,
    distances: Lists<Distance>,
    distances_at_end: Lists<Distance>,
    distances_before: Lists<Distance>,
    signals: Lists<Distance>,
    unit_distances: BTreeMap<Unit, Lists<Distance>>,
    lengths: Vec<LengthWords>,
    frequencies: Lists<Unit>,
    rates: Lists<Unit>,
    edges: Lists<Edge>,
    modifiers: Lists<Modifier>,
    quantifiers: Lists<Modifier>,
    links: Lists<Link>,
    names: Vec<String>,
    compounds: Compounds,
    past_endings: Vec<String>,
    no_past: Vec<String>,
    plural_endings: Vec<String>,
    cues: Lists<Cue>,
}

/// A holiday and its names.
#[derive(Debug, Deserialize)]
struct HolidayNames {
    words: Vec<String>,
    #[serde(flatten)]
    holiday: Holiday,
}

/// Words for a stretch of time seen from now or from the last date told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StretchWords {
    words: Vec<String>,
    shift: Shift,
    unit: Unit,
    modifier: Option<Modifier>,
}

/// Words for a length of time; one without an amount is not measured.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LengthWords {
    words: Vec<String>,
    unit: Unit,
    amount: Option<u32>,
}

/// What a language writes as one word, made of others that are listed.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Compounds {
    /// Parts of the day behind a weekday: "Mittwoch" and "abend".
    parts: Lists<PartOfDay>,
    /// Endings of a unit behind a number: "drei" and "jährig".
    lengths: Lists<Unit>,
    /// Words behind a month or a season that leave it what it is: "Oktober" and "wochen".
    spans: Vec<String>,
    /// What joins ones to tens: "ein", "und", "zwanzig".
    ones_and_tens: Option<String>,
}

impl DateWords {
    /// What the file says, by the numbers of its words.
    pub(in crate::reading) fn new(lists: &WordLists, vocabulary: &mut Vocabulary) -> Self {
        let mut phrases = Phrases { vocabulary, table: Table::default() };
        phrases.add_calendar(lists);
        phrases.add_numbers(lists);
        phrases.add_relations(lists);
        phrases.add_lengths(lists);
        phrases.add_compounds(lists);
        Self {
            phrases: phrases.table,
            past_endings: lists.past_endings.clone(),
            no_past: lists.no_past.iter().cloned().collect(),
            plural_endings: lists.plural_endings.clone(),
            habits: lists.habits.clone(),
        }
    }
}

/// The table of phrases while it is filled.
struct Phrases<'v> {
    vocabulary: &'v mut Vocabulary,
    table: Table,
}

impl Phrases<'_> {
    fn add_calendar(&mut self, lists: &WordLists) {
        self.add_map(&lists.months, |number| Meaning::Month { number, doubtful: false });
        self.add_map(&lists.doubtful_months, |number| Meaning::Month { number, doubtful: true });
        self.add_map(&lists.weekdays, Meaning::Weekday);
        self.add_map(&lists.recurring_weekdays, Meaning::RecurringWeekday);
        for holiday in &lists.holidays {
            self.add_list(&holiday.words, Meaning::Holiday(holiday.holiday));
        }
        self.add_map(&lists.units, |unit| Meaning::Unit { unit, plural: false });
        self.add_map(&lists.plural_units, |unit| Meaning::Unit { unit, plural: true });
        self.add_map(&lists.seasons, Meaning::Season);
        self.add_map(&lists.parts_of_day, Meaning::Part);
        self.add_map(&lists.plural_parts, Meaning::PluralPart);
        self.add_map(&lists.recurring_parts, Meaning::RecurringPart);
        self.add_map(&lists.clock, Meaning::Clock);
        self.add_map(&lists.minutes_before, Meaning::MinutesBefore);
        self.add_map(&lists.minutes_behind, Meaning::MinutesBehind);
    }

    fn add_numbers(&mut self, lists: &WordLists) {
        self.add_map(&lists.cardinals, Meaning::Cardinal);
        self.add_map(&lists.ordinals, Meaning::Ordinal);
        self.add_map(&lists.decades, Meaning::Decade);
        self.add_list(&lists.indefinite, Meaning::Indefinite);
    }

    fn add_relations(&mut self, lists: &WordLists) {
        self.add_map(&lists.deictic_days, Meaning::Deictic);
        for (&day, parts) in &lists.deictic_parts {
            self.add_map(parts, |part| Meaning::DeicticPart(day, part));
        }
        self.add_map(&lists.references, Meaning::Reference);
        self.add_map(&lists.references_of_units, Meaning::ReferenceOfUnits);
        self.add_map(&lists.shifts, Meaning::Shift);
        self.add_map(&lists.shifts_behind, Meaning::ShiftBehind);
        for stretch in &lists.stretches {
            self.add_list(&stretch.words, Meaning::Stretch(stretch.shift, stretch.unit, stretch.modifier));
        }
        self.add_map(&lists.distances, Meaning::Distance);
        self.add_map(&lists.distances_at_end, Meaning::DistanceAtEnd);
        self.add_map(&lists.distances_before, Meaning::DistanceBefore);
        self.add_map(&lists.signals, Meaning::Signal);
        for (&unit, distances) in &lists.unit_distances {
            self.add_map(distances, |distance| Meaning::UnitDistance(unit, distance));
        }
        self.add_map(&lists.edges, Meaning::Edge);
        self.add_map(&lists.modifiers, Meaning::Modifier);
        self.add_map(&lists.links, Meaning::Link);
        self.add_list(&lists.names, Meaning::Name);
        self.add_map(&lists.cues, Meaning::Cue);
    }

    fn add_lengths(&mut self, lists: &WordLists) {
        for length in &lists.lengths {
            let amount = length.amount.map_or(Amount::Indefinite, Amount::Exactly);
            self.add_list(&length.words, Meaning::Length(amount, length.unit));
        }
        self.add_map(&lists.frequencies, Meaning::Frequency);
        self.add_map(&lists.rates, Meaning::Rate);
        self.add_map(&lists.quantifiers, Meaning::Quantifier);
    }

    fn add_compounds(&mut self, lists: &WordLists) {
        let compounds = &lists.compounds;
        for (weekday, weekdays) in &lists.weekdays {
            for (part, parts) in &compounds.parts {
                self.add_joined(weekdays, parts, "", Meaning::WeekdayPart(*weekday, *part));
            }
        }
        for (number, months) in &lists.months {
            self.add_joined(months, &compounds.spans, "", Meaning::Month { number: *number, doubtful: false });
        }
        for (season, seasons) in &lists.seasons {
            self.add_joined(seasons, &compounds.spans, "", Meaning::Season(*season));
        }
        for (unit, adjectives) in &compounds.lengths {
            self.add_list(adjectives, Meaning::UnitAdjective(*unit));
            for (number, cardinals) in &lists.cardinals {
                self.add_joined(cardinals, adjectives, "", Meaning::Length(Amount::Exactly(*number), *unit));
            }
        }
        if let Some(joint) = &compounds.ones_and_tens {
            self.add_joined_cardinals(&lists.cardinals, joint);
        }
    }

    fn add_joined_cardinals(&mut self, cardinals: &Lists<u32>, joint: &str) {
        for (one, ones) in cardinals.range(1..10) {
            for (ten, tens) in cardinals.range(20..100) {
                self.add_joined(ones, tens, joint, Meaning::Cardinal(one + ten));
            }
        }
    }

    /// Every word of the first list with every one of the second behind it.
    fn add_joined(&mut self, heads: &[String], tails: &[String], joint: &str, meaning: Meaning) {
        for head in heads.iter().flat_map(|head| alternatives(head)) {
            for tail in tails.iter().flat_map(|tail| alternatives(tail)) {
                self.table.add(self.vocabulary, &format!("{head}{joint}{tail}"), meaning);
            }
        }
    }

    fn add_map<K: Copy>(&mut self, lists: &Lists<K>, meaning: impl Fn(K) -> Meaning) {
        for (&key, words) in lists {
            self.add_list(words, meaning(key));
        }
    }

    fn add_list(&mut self, words: &[String], meaning: Meaning) {
        for written in words.iter().flat_map(|written| alternatives(written)) {
            self.table.add(self.vocabulary, &written, meaning);
        }
    }
}

/// The words that one with braces stands for: `jede{r,s} Tag` is `jeder Tag` and `jedes Tag`.
fn alternatives(written: &str) -> Vec<String> {
    let braces = written.split_once('{').and_then(|(head, rest)| Some((head, rest.split_once('}')?)));
    let Some((head, (inside, tail))) = braces else { return vec![written.to_owned()] };
    let tails = alternatives(tail);
    let middles = inside.split(',').map(str::trim);
    middles.flat_map(|middle| tails.iter().map(move |tail| format!("{head}{middle}{tail}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    #[test]
    fn braces_hold_alternatives() {
        assert_eq!(
            alternatives("letzte{,n} {jahr,monat}"),
            ["letzte jahr", "letzte monat", "letzten jahr", "letzten monat"]
        );
        assert_eq!(alternatives("heute"), ["heute"]);
        assert_eq!(alternatives("open{ended"), ["open{ended"]);
    }
}
