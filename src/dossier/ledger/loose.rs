//! The figures that fit no measure, those that count the same thing together: what an editor might make a measure of.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::counted::{Counted, Form, Vocabulary};
use super::figure;
use crate::dossier::{Dossier, LooseFigure, LooseGroup};

/// What figures of one group have in common: the unit, whom they count and what happened to them.
type Key = (String, Option<Form>, Option<Form>);

/// The groups, the largest first, then by noun. Each holds its figures in order.
pub(super) fn group(dossier: &Dossier, loose: &[LooseFigure], site_language: &str) -> Vec<LooseGroup> {
    let language =
        |one: &LooseFigure| dossier.document(one.figure.article).front.language.as_deref().unwrap_or(site_language);
    let languages: BTreeSet<&str> = loose.iter().map(language).collect();
    let vocabularies: BTreeMap<&str, Vocabulary> =
        languages.into_iter().map(|language| (language, Vocabulary::of(language))).collect();
    let key = |one: &LooseFigure| -> Option<Key> {
        let figure = figure(dossier, one.figure)?;
        let (whom, happened) = Counted::new(&vocabularies[language(one)], figure).gist();
        Some((figure.unit.name().to_owned(), whom, happened))
    };
    let keys: Vec<Option<Key>> = loose.par_iter().map(key).collect();
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, key) in keys.into_iter().enumerate() {
        if let Some(key) = key {
            groups.entry(key).or_default().push(at);
        }
    }
    let of_group = |figures: Vec<usize>| {
        let noun = commonest_noun(dossier, loose, &figures);
        let vocabulary = figures.first().and_then(|&at| vocabularies.get(language(&loose[at])));
        let measure_noun = vocabulary.zip(noun.as_deref()).and_then(|(words, noun)| words.measure_noun(noun));
        LooseGroup { noun, measure_noun, figures }
    };
    let mut groups: Vec<LooseGroup> = groups.into_values().map(of_group).collect();
    groups.sort_by(|one, other| {
        other
            .figures
            .len()
            .cmp(&one.figures.len())
            .then_with(|| one.noun.is_none().cmp(&other.noun.is_none()))
            .then_with(|| one.noun.cmp(&other.noun))
    });
    groups
}

/// The noun that most of the figures have; of several, the first in order.
fn commonest_noun(dossier: &Dossier, loose: &[LooseFigure], figures: &[usize]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in figures {
        if let Some(noun) = figure(dossier, loose[at].figure).and_then(|figure| figure.noun.as_deref()) {
            *counts.entry(noun).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|&(_, count)| count == most).map(|(noun, _)| noun.to_owned())
}
