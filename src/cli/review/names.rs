//! Names that recur and have no file.

use std::fmt::Write as _;

use super::finding::{Finding, Place, Proposal, Section, counted, yaml};
use crate::config::Config;
use crate::content::actor::ActorKind;
use crate::dossier::{ActorEntry, Dossier};
use crate::fold::fold;

pub(super) const SECTION: Section = Section {
    name: "names",
    title: "Names with no file",
    advice: "A file says who this is and gathers other names under it. Check the kind, which is a guess.",
    find,
};

fn find(dossier: &Dossier, _: &Config) -> Vec<Finding> {
    let provisional = dossier.actors.iter().filter(|actor| actor.document.is_none());
    provisional.map(|actor| finding(dossier, actor)).collect()
}

fn finding(dossier: &Dossier, actor: &ActorEntry) -> Finding {
    let (times, reports) = (counted(actor.mentions.len(), "time"), counted(actor.articles.len(), "report"));
    let places = actor.mentions.iter().map(|&mention| Place::of_mark(dossier, mention)).collect();
    Finding {
        proposal: Some(file(actor)),
        ..Finding::at(format!("“{}” is named {times} in {reports}.", actor.name), places)
    }
}

/// The path and the text of the file that is proposed for the actor of that name, id or spelling; none where none is named so,
/// or where it has a file.
pub(in crate::cli) fn proposed_file(dossier: &Dossier, name: &str) -> Option<(String, String)> {
    let wanted = fold(name);
    let is_wanted = |actor: &&ActorEntry| {
        let mut spellings = actor.spellings.iter().map(|(spelling, _)| &**spelling);
        actor.id.as_str() == wanted || fold(&actor.name) == wanted || spellings.any(|spelling| fold(spelling) == wanted)
    };
    let mut provisional = dossier.actors.iter().filter(|actor| actor.document.is_none());
    provisional.find(is_wanted).map(file).map(|proposal| (proposal.file, proposal.text))
}

fn file(actor: &ActorEntry) -> Proposal {
    let kind = match actor.kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    };
    let mut text = format!("---\nname: {}\nkind: {kind}\n", yaml(&actor.name));
    let others =
        actor.spellings.iter().map(|(spelling, _)| spelling).filter(|spelling| fold(spelling) != fold(&actor.name));
    let aliases: Vec<String> = others.map(|spelling| yaml(spelling)).collect();
    if !aliases.is_empty() {
        let _ = writeln!(text, "aliases: [{}]", aliases.join(", "));
    }
    text.push_str("---\n");
    Proposal { file: format!("content/actors/{}.md", actor.id), text }
}
