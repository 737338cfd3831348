//! The figures that fit no measure, those that count the same thing together: what an editor might make a measure of.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::counted::{Gist, Vocabulary};
use super::figure;
use crate::dossier::{Dossier, LooseFigure, LooseGroup};

/// The groups, the largest first, then by noun. Each holds its figures in order.
pub(super) fn group(dossier: &Dossier, loose: &[(LooseFigure, &Gist)], site_language: &str) -> Vec<LooseGroup> {
    let mut vocabularies: BTreeMap<&str, Vocabulary> = BTreeMap::new();
    let mut alike: HashMap<(&str, &Gist), Vec<usize>> = HashMap::default();
    for (at, (one, gist)) in loose.iter().enumerate() {
        if let Some(figure) = figure(dossier, one.figure) {
            alike.entry((figure.unit.name(), gist)).or_default().push(at);
        }
    }
    let mut alike: Vec<_> = alike.into_iter().collect();
    alike.sort_unstable();
    let mut of_group = |figures: Vec<usize>| {
        let noun = commonest_noun(dossier, loose, &figures);
        let language =
            figures.first().and_then(|&at| dossier.document(loose[at].0.figure.article).front.language.as_deref());
        let language = language.unwrap_or(site_language);
        let vocabulary = vocabularies.entry(language).or_insert_with_key(|language| Vocabulary::of(language));
        let measure_noun = noun.as_deref().and_then(|noun| vocabulary.measure_noun(noun));
        LooseGroup { noun, measure_noun, figures }
    };
    let mut groups: Vec<LooseGroup> = alike.into_iter().map(|(_, figures)| of_group(figures)).collect();
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
fn commonest_noun(dossier: &Dossier, loose: &[(LooseFigure, &Gist)], figures: &[usize]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &at in figures {
        if let Some(noun) = figure(dossier, loose[at].0.figure).and_then(|figure| figure.noun.as_deref()) {
            *counts.entry(noun).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|&(_, count)| count == most).map(|(noun, _)| noun.to_owned())
}
