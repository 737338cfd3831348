//! The third stage told on one page: each part of the model from the parts before it.

use std::sync::Arc;

use rayon::prelude::*;

use super::annotate::{Annotator, Unannotated};
use super::ledger::Kept;
use super::passages::Wording;
use super::profiles::Directory;
use super::{
    ClaimIndex, Dossier, EntryIndex, LedgerIndex, LooseGroups, MarkIndex, Memory, Passages, Roll, Subject, Target,
    actors, chronology, copies, disagreements, firsts, ledger, pairs, passages, profiles, references, related, slice,
    sources,
};
use crate::content::Content;
use crate::diagnostic::Diagnostic;
use crate::memo::Key;
use crate::reading::Reading;

/// Builds the model of a dossier. `readings` are those of `content.articles`, in the same order; `site_language` is the
/// language of articles that name none. What `memory` holds of an article is not worked out again. Diagnostics tell links
/// to anchors that are not there.
#[must_use]
pub fn build(
    content: Content,
    readings: Vec<Arc<Reading>>,
    site_language: &str,
    memory: &Memory,
) -> (Dossier, Vec<Diagnostic>) {
    let (mut dossier, directory) = annotated(content, readings, site_language, memory);
    let broken = complete(&mut dossier, &directory, site_language, memory);
    (dossier, broken)
}

/// The dossier with its actors, outlets, annotated articles and the passages that these share. What was gathered of names to come
/// to that is more than the rest of the model, and is gone then.
fn annotated(
    content: Content,
    readings: Vec<Arc<Reading>>,
    site_language: &str,
    memory: &Memory,
) -> (Dossier, Arc<Directory>) {
    let order = oldest_first(&content, memory);
    let readings = in_order(readings, &order);
    let subjects = order.iter().zip(&readings);
    let subjects = subjects.map(|(&at, reading)| Subject { document: &content.articles[at], reading });
    let subjects: Vec<Subject<'_>> = subjects.collect();
    let wordings: Vec<Wording<'_>> = subjects.iter().map(Wording::of).collect();
    let (linked, passages) =
        rayon::join(|| actors::link(&content, &subjects, site_language, memory), || passages::find(&wordings, memory));
    let sources = sources::gather(&content, &order, memory);
    let of_actors = || Directory::version(&content, &linked.actors);
    let version = if memory.directories.remembers() { of_actors() } else { Key::default() };
    let directory =
        memory.directories.get_or(|| version, || Arc::new(Directory::new(&content, &linked.actors, version)));
    let annotator = Annotator::new(&content, &linked, &sources.entries, &directory, site_language, memory);
    let unannotated = order.iter().zip(&sources.of_articles).zip(readings).enumerate();
    let unannotated =
        unannotated.map(|(at, ((&document, &source), reading))| Unannotated { at, document, source, reading });
    let articles = annotator.annotate(unannotated.collect(), memory);
    let actors::Linked { actors, ambiguous: ambiguous_names, .. } = linked;
    let sources = sources.entries.clone();
    let dossier = Dossier { articles, actors, sources, ambiguous_names, passages, ..Dossier::of(content) };
    (dossier, directory)
}

/// Everything that is known once every article is annotated. What needs nothing of each other is worked out at one time.
fn complete(dossier: &mut Dossier, directory: &Directory, site_language: &str, memory: &Memory) -> Vec<Diagnostic> {
    copies::note(dossier);
    let ((chronology, profiles), (kept, (backlinks, broken))) = {
        let dossier = &*dossier;
        let of_actors = || {
            rayon::join(
                || chronology::compile(dossier, directory, memory, site_language),
                || profiles::gather(dossier, directory, memory),
            )
        };
        let of_figures =
            || rayon::join(|| ledger::keep(dossier, site_language, memory), || references::gather(dossier, memory));
        rayon::join(of_actors, of_figures)
    };
    dossier.backlinks = backlinks;
    let Kept { ledgers, loose, groups } = kept;
    (dossier.ledgers, dossier.loose_figures, dossier.loose_groups) = (ledgers, loose, groups);
    aim(dossier, &chronology.targets);
    (dossier.chronology, dossier.chronology_version) = (chronology.entries, chronology.version);
    profiles::fill(dossier, &profiles, chronology.version, memory);
    let (firsts, (related, disagreements)) = {
        let dossier = &*dossier;
        let near = || rayon::join(|| related::gather(dossier, memory), || disagreements::gather(dossier, memory));
        rayon::join(|| firsts::gather(dossier, chronology.version, memory), near)
    };
    for (source, firsts) in dossier.sources.iter_mut().zip(&*firsts) {
        source.firsts.clone_from(firsts);
    }
    for (article, related) in dossier.articles.iter_mut().zip(related.iter()) {
        article.related = Arc::clone(&related.articles);
    }
    dossier.disagreements = disagreements;
    for (at, beside) in pairs::choose(dossier, &related).into_iter().enumerate() {
        dossier.articles[at].beside = beside;
    }
    broken
}

impl Dossier {
    /// A dossier of which nothing but the documents is known yet.
    fn of(content: Content) -> Self {
        Self {
            content,
            articles: Vec::new(),
            actors: Roll::default(),
            sources: Vec::new(),
            chronology: Arc::default(),
            chronology_version: Key::default(),
            ledgers: Vec::new(),
            loose_figures: Vec::new(),
            loose_groups: LooseGroups::default(),
            ambiguous_names: Vec::new(),
            disagreements: Vec::new(),
            passages: Passages::default(),
            backlinks: Arc::default(),
        }
    }
}

/// The articles of `content` by date of publication, then id.
fn oldest_first(content: &Content, memory: &Memory) -> Arc<[usize]> {
    let key = |at: usize| (&content.articles[at].front.published, &content.articles[at].id);
    let order = || {
        let mut order: Vec<usize> = (0..content.articles.len()).collect();
        order.par_sort_by(|&one, &other| key(one).cmp(&key(other)));
        order.into()
    };
    memory.oldest_first.get_or(|| content.version_of_fronts(), order)
}

fn in_order(readings: Vec<Arc<Reading>>, order: &[usize]) -> Vec<Arc<Reading>> {
    let mut readings: Vec<Option<Arc<Reading>>> = readings.into_iter().map(Some).collect();
    order.iter().map(|&at| readings.get_mut(at).and_then(Option::take).unwrap_or_default()).collect()
}

/// Tells marks what they belong to: figures their claim, dates and references, which are given, their entry of the chronology.
fn aim(dossier: &mut Dossier, entries: &[(MarkIndex, usize)]) {
    let claims = dossier.ledgers.iter().enumerate().flat_map(|(ledger, kept)| {
        let ledger = LedgerIndex::new(ledger);
        let claims = kept.claims.iter().enumerate();
        claims.map(move |(claim, made)| (made.figure, Target::Claim { ledger, claim: ClaimIndex::new(claim) }))
    });
    let entries = entries.iter().map(|&(mark, entry)| (mark, Target::Entry(EntryIndex::new(entry))));
    let mut aimed: Vec<(MarkIndex, Target)> = claims.chain(entries).collect();
    aimed.sort_by_key(|&(mark, _)| mark);
    // Of two things that a mark could belong to, it does to the last.
    aimed.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            *kept = *next;
        }
        is_same
    });
    let of_articles = slice::cut(dossier.articles.len(), aimed, |(mark, _)| mark.article.at());
    for (article, aimed) in dossier.articles.iter_mut().zip(of_articles) {
        article.aimed = aimed;
    }
}
