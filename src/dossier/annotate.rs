//! One article with its final marks: its mentions among them, each with its anchor, with the actor it names and with
//! the actor whose words it holds. What an article says on the word of its own outlet ("the Gazette writes") is the outlet's
//! own, and is on nobody's word.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::actors::Linked;
use super::profiles::Directory;
use super::speakers::Speakers;
use super::{
    ActorIndex, AnchoredMark, AnnotatedArticle, Annotation, Memory, Slice, SourceEntry, SourceIndex, Target, anchors,
    memory, speakers,
};
use crate::content::Content;
use crate::content::body::{Body, TextId, Voice};
use crate::fold::fold;
use crate::id::Id;
use crate::memo::Key;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Attribution, Mark, Speaker, SpeechMode, Value};
use crate::reading::{Reading, overlaps};
use crate::span::ByteSpan;

/// An article of which all is known that it takes to annotate it.
pub(super) struct Unannotated {
    /// Its place among all that were linked.
    pub(super) at: usize,
    /// Its place in `content.articles`.
    pub(super) document: usize,
    pub(super) source: SourceIndex,
    pub(super) reading: Arc<Reading>,
}

/// What is needed to annotate any article of a dossier.
pub(super) struct Annotator<'a> {
    content: &'a Content,
    linked: &'a Linked,
    directory: &'a Directory,
    /// A hash of the id, the place and the kind of each actor, by its number, where a session remembers it.
    known: Vec<Key>,
    /// A hash of all that is known of actors and outlets.
    all_known: Key,
    /// The folded names of each outlet.
    outlets: Vec<BTreeSet<String>>,
    site_language: &'a str,
}

impl<'a> Annotator<'a> {
    pub(super) fn new(
        content: &'a Content,
        linked: &'a Linked,
        sources: &[SourceEntry],
        directory: &'a Directory,
        site_language: &'a str,
        memory: &Memory,
    ) -> Self {
        let outlets = sources.iter().map(|source| names_of(content, source)).collect();
        let known = |id: &Id| memory::key(Key::default(), (id, directory.by_id(id), directory.kinds.get(id)));
        let is_remembered = memory.annotations.remembers();
        let known: Vec<Key> = linked.ids().par_iter().filter(|_| is_remembered).map(known).collect();
        let all_known = if is_remembered { memory::key(content.version_of_fronts(), &known) } else { Key::default() };
        Self { content, linked, directory, known, all_known, outlets, site_language }
    }

    /// The articles with their mentions laid over their readings.
    pub(super) fn annotate(&self, articles: Vec<Unannotated>, memory: &Memory) -> Vec<AnnotatedArticle> {
        let versions = self.versions(&articles, memory);
        articles
            .into_par_iter()
            .zip(versions)
            .map(|(article, version)| self.annotated(version, article, memory))
            .collect()
    }

    fn annotated(&self, version: Key, article: Unannotated, memory: &Memory) -> AnnotatedArticle {
        let Unannotated { document, source, .. } = article;
        let annotation = memory.annotations.get_or(|| version, || Arc::new(self.annotation(version, article)));
        AnnotatedArticle {
            document,
            source,
            annotation,
            aimed: Slice::default(),
            actors: Arc::default(),
            copy_of: None,
            copies: Vec::new(),
            related: Arc::default(),
            beside: Vec::new(),
        }
    }

    /// What tells the annotation of each article from another, where a session remembers it.
    fn versions(&self, articles: &[Unannotated], memory: &Memory) -> Vec<Key> {
        if !memory.annotations.remembers() {
            return vec![Key::default(); articles.len()];
        }
        let made_from = |article: &Unannotated| {
            memory::key(article.reading.version, (self.linked.found_from(article.at), self.all_known))
        };
        memory.annotation_versions.of(articles, made_from, |article| self.version(article))
    }

    /// What tells one annotation from another: where the article names whom, and of those whom it or its editor names, what
    /// they are and their place among all actors.
    fn version(&self, article: &Unannotated) -> Key {
        let by_editor = article.reading.named.iter();
        let by_editor: Vec<_> =
            by_editor.map(|id| (id, self.directory.by_id(id), self.directory.kinds.get(id))).collect();
        let mentions = self.linked.version(article.at, &self.known);
        memory::key(article.reading.version, (by_editor, &self.outlets[article.source.at()], mentions))
    }

    fn annotation(&self, version: Key, article: Unannotated) -> Annotation {
        let Unannotated { at, document, source, reading } = article;
        let mut reading = Arc::unwrap_or_clone(reading);
        let body = &self.content.articles[document].body;
        let mut marks = std::mem::take(&mut reading.marks);
        marks.retain_mut(|mark| self.is_kept(document, source, mark));
        marks.extend(self.linked.mentions(at));
        let mut marks = overlaps::resolve(marks, &reading.plain);
        let actors = self.actors_of(document, &reading, &mut marks);
        let anchors = anchors::of_article(body, &reading.sentences, &marks);
        let anchored = marks.into_iter().zip(anchors.marks).zip(actors);
        let marks: Vec<_> = anchored.map(|((mark, anchor), actor)| AnchoredMark { mark, anchor, actor }).collect();
        Annotation {
            reading: reading.version,
            version,
            targets: marks.iter().map(target_by_itself).collect(),
            marks,
            length: length(body, &reading.sentences),
            sentences: reading.sentences,
            told: reading.told,
            text_anchors: anchors.texts,
        }
    }

    /// Whether a mark is kept once the outlet's own word is none: a figure then has no origin, and reported speech no speaker,
    /// so that it is no statement. Quoted words stay a statement.
    fn is_kept(&self, document: usize, source: SourceIndex, mark: &mut Mark) -> bool {
        match &mut mark.value {
            Value::Figure(figure) => {
                if figure.attribution.source().is_some_and(|name| self.is_outlet(document, source, name)) {
                    figure.attribution = Attribution::None;
                }
                true
            }
            Value::Statement(statement) => {
                let is_outlet = |name| self.is_outlet(document, source, name);
                statement.mode == SpeechMode::Direct || !statement.speaker.name().is_some_and(is_outlet)
            }
            _ => true,
        }
    }

    /// Whether words name the outlet, with or without an article before the name.
    fn is_outlet(&self, document: usize, source: SourceIndex, words: &str) -> bool {
        let names = &self.outlets[source.at()];
        let articles = &self.lexicon(document).names.articles;
        let folded = fold(words);
        let bare = folded.split_once(' ').filter(|(article, _)| articles.contains(*article)).map(|(_, name)| name);
        names.contains(&folded) || bare.is_some_and(|name| names.contains(name))
    }

    fn lexicon(&self, document: usize) -> &'static Lexicon {
        let language = self.content.articles[document].front.language.as_deref().unwrap_or(self.site_language);
        Lexicon::for_language(language)
    }

    /// For each mark the actor that a mention names, a statement is by, or a figure comes from. Where these are a pronoun of
    /// which nobody can tell whom it means, a figure has no origin that could be named, and a statement no speaker.
    fn actors_of(&self, document: usize, reading: &Reading, marks: &mut [Mark]) -> Vec<Option<ActorIndex>> {
        let body = &self.content.articles[document].body;
        let lexicon = self.lexicon(document);
        let speakers =
            Speakers { body, reading, mentions: &speakers::mentions(marks), kinds: &self.directory.kinds, lexicon };
        let actor = |mark: &Mark| match &mark.value {
            Value::Mention(mention) => Some(mention.actor.clone()),
            Value::Statement(statement) => speakers.of_statement(mark.text, statement),
            Value::Figure(figure) => speakers.of_attribution(mark.text, &figure.attribution),
            Value::Date(_) | Value::Reference(_) => None,
        };
        let mut actors: Vec<Option<ActorIndex>> =
            marks.iter().map(|mark| self.directory.by_id(&actor(mark)?)).collect();
        continue_quotations(body, marks, &mut actors);
        let open = |(mark, actor): (&Mark, &Option<ActorIndex>)| actor.is_none() && is_from_pronoun(&speakers, mark);
        let open: Vec<bool> = marks.iter().zip(&actors).map(open).collect();
        for (mark, _) in marks.iter_mut().zip(open).filter(|(_, open)| *open) {
            match &mut mark.value {
                Value::Figure(figure) => figure.attribution = Attribution::Ambiguous,
                Value::Statement(statement) => statement.speaker = Speaker::Unknown,
                Value::Date(_) | Value::Mention(_) | Value::Reference(_) => {}
            }
        }
        actors
    }
}

/// Gives a paragraph that is a quotation and names no speaker to the speaker of the paragraph before it, where that ends with
/// quoted words, too, or with who said them.
fn continue_quotations(body: &Body, marks: &[Mark], actors: &mut [Option<ActorIndex>]) {
    let mut before: Option<(TextId, ActorIndex)> = None;
    for (mark, actor) in marks.iter().zip(actors) {
        let Value::Statement(statement) = &mark.value else { continue };
        if statement.mode != SpeechMode::Direct {
            before = None;
            continue;
        }
        let is_alone = body.text(mark.text).plain.trim().len() == mark.span.len();
        if is_alone && statement.speaker == Speaker::Unknown && actor.is_none() {
            let follows =
                |text: TextId| text.at() + 1 == mark.text.at() && body.text(text).voice == body.text(mark.text).voice;
            *actor = before.filter(|(text, _)| follows(*text)).map(|(_, speaker)| speaker);
        }
        before = actor.map(|speaker| (mark.text, speaker));
    }
}

/// Every name of an outlet, folded.
fn names_of(content: &Content, source: &SourceEntry) -> BTreeSet<String> {
    let file = source.document.map(|document| &content.sources[document].front);
    let in_file = file.into_iter().flat_map(|front| front.aliases.iter().chain([&front.name]));
    in_file.chain([&source.name]).map(|name| fold(name)).collect()
}

fn is_from_pronoun(speakers: &Speakers<'_>, mark: &Mark) -> bool {
    let source = match &mark.value {
        Value::Figure(figure) => figure.attribution.source(),
        Value::Statement(statement) => statement.speaker.name(),
        _ => None,
    };
    source.is_some_and(|name| speakers.is_pronoun(name))
}

/// How many bytes the sentences of a report's own texts have.
fn length(body: &Body, sentences: &[Vec<ByteSpan>]) -> usize {
    let reported = body.texts.iter().zip(sentences).filter(|(text, _)| text.voice == Voice::Report);
    reported.flat_map(|(_, sentences)| sentences).map(|sentence| sentence.len()).sum()
}

/// What a mark belongs to as far as its article alone tells.
fn target_by_itself(anchored: &AnchoredMark) -> Target {
    match (&anchored.mark.value, anchored.actor) {
        (Value::Mention(_) | Value::Statement(_), Some(actor)) => Target::Actor(actor),
        _ => Target::None,
    }
}
