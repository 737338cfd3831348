//! Names that could be those of more than one actor, and were therefore linked to none.

use std::collections::BTreeMap;

use super::finding::{Finding, Place, Section, counted};
use crate::config::Config;
use crate::dossier::Dossier;
use crate::id::Id;

pub(super) const SECTION: Section = Section {
    name: "ambiguous-names",
    title: "Names that could be more than one actor’s",
    advice: "Link the words to the file of the one who is meant.",
    find,
};

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    let mut names: BTreeMap<(String, &[Id]), Vec<Place>> = BTreeMap::new();
    let articles = dossier.article_indices().zip(&dossier.ambiguous_names);
    for (article, name) in articles.flat_map(|(article, names)| names.iter().map(move |name| (article, name))) {
        let place = Place::new(dossier, article, name.text, name.span);
        names.entry((place.words.clone(), &name.candidates)).or_default().push(place);
    }
    let actors: BTreeMap<&Id, &str> = dossier.actors.iter().map(|actor| (&actor.id, actor.name.as_str())).collect();
    names.into_iter().map(|((words, candidates), places)| finding(&actors, &words, candidates, places)).collect()
}

fn finding(actors: &BTreeMap<&Id, &str>, words: &str, candidates: &[Id], places: Vec<Place>) -> Finding {
    let names: Vec<&str> = candidates.iter().map(|id| actors.get(id).copied().unwrap_or(id.as_str())).collect();
    let times = counted(places.len(), "time");
    let message = match names.as_slice() {
        [only] => format!("“{words}” may be {only}, whom the report never names in full: {times}."),
        _ => format!("“{words}” could be {}: {times}.", names.join(" or ")),
    };
    Finding { candidates: candidates.iter().map(Id::to_string).collect(), ..Finding::at(message, places) }
}
