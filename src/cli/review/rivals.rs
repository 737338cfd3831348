//! Figures that several measures fit equally well, so that they are in no ledger.

use std::collections::BTreeMap;

use super::finding::{Finding, Place, Section, counted};
use crate::config::Config;
use crate::dossier::{Dossier, WhyLoose};

pub(super) const SECTION: Section = Section {
    name: "rival-measures",
    title: "Figures that two measures fit equally well",
    advice: "Tell the measures apart with “near”, “since” and “until” or “event”, or link the words to the right one.",
    find,
};

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    let mut rivals: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
    for loose in &dossier.loose_figures {
        if let WhyLoose::Several(one, other) = loose.because {
            rivals.entry((one, other)).or_default().push(Place::of_mark(dossier, loose.figure));
        }
    }
    rivals.into_iter().map(|(rivals, places)| finding(dossier, rivals, places)).collect()
}

fn finding(dossier: &Dossier, (one, other): (usize, usize), places: Vec<Place>) -> Finding {
    let [one, other] = [one, other].map(|measure| &dossier.content.measures[measure]);
    let verb = if places.len() == 1 { "fits" } else { "fit" };
    let (one_title, other_title) = (&one.front.title, &other.front.title);
    let message = format!("{} {verb} both “{one_title}” and “{other_title}”.", counted(places.len(), "figure"));
    let candidates = vec![one.id.to_string(), other.id.to_string()];
    Finding { candidates, ..Finding::at(message, places) }
}
