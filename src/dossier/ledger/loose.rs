//! The figures that fit no measure, those that count the same thing together: what an editor might make a measure of.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use super::counted::Vocabulary;
use super::figure;
use super::measures::{Fits, Loose};
use crate::dossier::{Dossier, LooseGroup, MarkIndex};
use crate::memo::Key;

/// The groups of a dossier's loose figures. Few pages show them, so they are made when one asks.
#[derive(Debug, Default)]
pub(crate) struct LooseGroups {
    of_articles: Vec<Arc<Fits>>,
    site_language: String,
    groups: OnceLock<Vec<LooseGroup>>,
}

impl LooseGroups {
    pub(super) fn new(of_articles: Vec<Arc<Fits>>, site_language: &str) -> Self {
        Self { of_articles, site_language: site_language.to_owned(), groups: OnceLock::new() }
    }

    /// The groups of `dossier`, whose they are. Whoever asks meanwhile waits, so nothing here is done in parallel, where one that
    /// waits could be what is waited for.
    pub(in crate::dossier) fn get(&self, dossier: &Dossier) -> &[LooseGroup] {
        self.groups.get_or_init(|| {
            let fits = self.of_articles.iter().flat_map(|fits| &fits.figures);
            let loose = fits.filter_map(|fit| Some((fit.figure, fit.found.as_ref().err()?)));
            group(dossier, &loose.collect::<Vec<_>>(), &self.site_language)
        })
    }
}

/// The groups, the largest first, then by noun. Each holds its figures in order.
fn group(dossier: &Dossier, loose: &[(MarkIndex, &Loose)], site_language: &str) -> Vec<LooseGroup> {
    let mut vocabularies: BTreeMap<&str, Vocabulary> = BTreeMap::new();
    let mut alike: HashMap<Key, Vec<usize>> = HashMap::default();
    for (at, (_, why)) in loose.iter().enumerate() {
        alike.entry(why.alike).or_default().push(at);
    }
    let unit = |at: usize| figure(dossier, loose[at].0).map(|figure| figure.unit.name());
    let with_noun = |figures: Vec<usize>| (commonest_noun(dossier, loose, &figures), figures);
    let mut groups: Vec<_> = alike.into_values().map(with_noun).collect();
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
fn written(dossier: &Dossier, figure: MarkIndex) -> Option<&str> {
    dossier.document(figure.article).front.language.as_deref()
}

/// The noun that most of the figures have; of several, the first in order.
fn commonest_noun<'a>(dossier: &'a Dossier, loose: &[(MarkIndex, &Loose)], figures: &[usize]) -> Option<&'a str> {
    let mut nouns: Vec<(u64, usize)> = figures.iter().filter_map(|&at| Some((loose[at].1.noun?, at))).collect();
    nouns.sort_unstable();
    let same = || nouns.chunk_by(|(one, _), (other, _)| one == other);
    let most = same().map(<[_]>::len).max()?;
    let commonest = same().filter(|same| same.len() == most);
    commonest.filter_map(|same| figure(dossier, loose[same[0].1].0)?.noun.as_deref()).min()
}
