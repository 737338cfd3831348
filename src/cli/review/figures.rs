//! Figures that no measure counts, by what they count, with a measure that would count them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::finding::{Finding, Place, Proposal, Section, counted, yaml};
use crate::config::Config;
use crate::dossier::{ArticleIndex, Dossier, LooseGroup, MarkIndex, WhyLoose};
use crate::reading::mark::{Figure, Unit};

pub(super) const SECTION: Section = Section {
    name: "figures",
    title: "Figures with no measure",
    advice: "Where several reports count one thing, a measure lays them side by side. Narrow the proposed file with “near”, “since” and “until”.",
    find,
};

/// So many reports must count a thing for a measure to compare anything.
const FEWEST_REPORTS: usize = 2;

fn find(dossier: &Dossier, config: &Config) -> Vec<Finding> {
    dossier.loose_groups().iter().filter_map(|group| finding(dossier, config, group)).collect()
}

fn finding(dossier: &Dossier, config: &Config, group: &LooseGroup) -> Option<Finding> {
    let loose = group.figures.iter().map(|&at| &dossier.loose_figures[at]);
    let figures: Vec<MarkIndex> =
        loose.filter(|loose| !matches!(loose.because, WhyLoose::Several(..))).map(|loose| loose.figure).collect();
    let first = *figures.first()?;
    let reports: BTreeSet<ArticleIndex> = figures.iter().map(|figure| figure.article).collect();
    let noun =
        group.noun.as_deref().map_or_else(|| "what their words do not name".to_owned(), |noun| format!("“{noun}”"));
    let message = match figures.len() {
        1 => format!("Counted once: {noun}."),
        times => format!("Counted {times} times, in {}: {noun}.", counted(reports.len(), "report")),
    };
    let places = figures.iter().map(|&figure| Place::of_mark(dossier, figure)).collect();
    let proposal = group.measure_noun.as_deref().filter(|_| reports.len() >= FEWEST_REPORTS);
    Some(Finding {
        weight: figures.len() + reports.len(),
        proposal: proposal.and_then(|noun| {
            let language = dossier.document(first.article).front.language.as_deref().unwrap_or(&config.language);
            measure(dossier, first, language, [noun, group.noun.as_deref().unwrap_or(noun)])
        }),
        ..Finding::at(message, places)
    })
}

/// The file of a measure that counts by `noun`, in that language, what the figure `first` counts.
fn measure(dossier: &Dossier, first: MarkIndex, language: &str, [noun, title]: [&str; 2]) -> Option<Proposal> {
    let Figure { unit, .. } = dossier.mark(first).mark.figure()?;
    let mut text = format!("---\ntitle: {}\n", yaml(&capitalised(title)));
    if !unit.name().is_empty() {
        let _ = writeln!(text, "unit: {}", yaml(unit.name()));
    }
    let _ = write!(text, "kind: {}\nnouns:\n  {language}: [{}]\n---\n", kind(unit), yaml(noun));
    Some(Proposal { file: format!("content/measures/{}.md", free_id(dossier, title)), text })
}

/// An id that no measure has, made from a title.
fn free_id(dossier: &Dossier, title: &str) -> String {
    let slug = Some(slug::slugify(title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "measure".to_owned());
    let is_free = |id: &String| dossier.content.measures.iter().all(|measure| measure.id.as_str() != id);
    let numbered = (2_u32..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(is_free).unwrap_or(slug)
}

/// How the values of a measure in that unit behave, as far as the unit tells.
fn kind(unit: &Unit) -> &'static str {
    match unit {
        Unit::Percent => "share",
        Unit::Money(_) => "money",
        Unit::Count | Unit::People | Unit::PercentagePoints | Unit::Measure(_) => "other",
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
