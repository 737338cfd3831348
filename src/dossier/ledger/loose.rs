//! The figures that fit no measure, those that count the same thing together: what an editor might make a measure of.

use std::collections::BTreeMap;

use foldhash::HashMap;
use rayon::prelude::*;

use super::counted::Vocabulary;
use super::figure;
use super::measures::Loose;
use crate::dossier::{Dossier, LooseFigure, LooseGroup};
use crate::memo::Key;

/// The groups, the largest first, then by noun. Each holds its figures in order.
pub(super) fn group(dossier: &Dossier, loose: &[(LooseFigure, &Loose)], site_language: &str) -> Vec<LooseGroup> {
    let mut vocabularies: BTreeMap<&str, Vocabulary> = BTreeMap::new();
    let mut alike: HashMap<Key, Vec<usize>> = HashMap::default();
    for (at, (_, why)) in loose.iter().enumerate() {
        alike.entry(why.alike).or_default().push(at);
    }
    let unit = |at: usize| figure(dossier, loose[at].0.figure).map(|figure| figure.unit.name());
    let alike: Vec<Vec<usize>> = alike.into_values().collect();
    let with_noun = |figures: Vec<usize>| (commonest_noun(dossier, loose, &figures), figures);
    let mut groups: Vec<_> = alike.into_par_iter().map(with_noun).collect();
    groups.sort_unstable_by(|(noun, figures), (other_noun, others)| {
        let counted = |figures: &[usize]| (unit(figures[0]), &loose[figures[0]].1.gist);
        let by_size = others.len().cmp(&figures.len());
        let by_noun = by_size.then(noun.is_none().cmp(&other_noun.is_none())).then_with(|| noun.cmp(other_noun));
        by_noun.then_with(|| counted(figures).cmp(&counted(others)))
    });
    let of_group = |(noun, figures): (Option<&str>, Vec<usize>)| {
        let language = figures.first().and_then(|&at| written(dossier, loose[at].0)).unwrap_or(site_language);
        let vocabulary = vocabularies.entry(language).or_insert_with_key(|language| Vocabulary::of(language));
        let measure_noun = noun.and_then(|noun| vocabulary.measure_noun(noun));
        LooseGroup { noun: noun.map(str::to_owned), measure_noun, figures }
    };
    groups.into_iter().map(of_group).collect()
}

/// The language that the article of a figure names.
fn written(dossier: &Dossier, loose: LooseFigure) -> Option<&str> {
    dossier.document(loose.figure.article).front.language.as_deref()
}

/// The noun that most of the figures have; of several, the first in order.
fn commonest_noun<'a>(dossier: &'a Dossier, loose: &[(LooseFigure, &Loose)], figures: &[usize]) -> Option<&'a str> {
    let mut nouns: Vec<(u64, usize)> = figures.iter().filter_map(|&at| Some((loose[at].1.noun?, at))).collect();
    nouns.sort_unstable();
    let same = || nouns.chunk_by(|(one, _), (other, _)| one == other);
    let most = same().map(<[_]>::len).max()?;
    let commonest = same().filter(|same| same.len() == most);
    commonest.filter_map(|same| figure(dossier, loose[same[0].1].0.figure)?.noun.as_deref()).min()
}
