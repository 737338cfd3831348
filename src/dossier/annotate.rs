//! One article with its final marks: its mentions among them, each with its anchor, with the actor it names and with
//! the actor whose words it holds.

use std::collections::BTreeMap;

use super::profiles::Directory;
use super::speakers::Speakers;
use super::{ActorEntry, ActorIndex, AnchoredMark, AnnotatedArticle, SourceIndex, Target, anchors};
use crate::content::Content;
use crate::content::actor::ActorKind;
use crate::id::Id;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Mark, Value};
use crate::reading::{Reading, overlaps};

/// What is needed to annotate any article of a dossier.
pub(super) struct Annotator<'a> {
    content: &'a Content,
    directory: &'a Directory,
    kinds: BTreeMap<Id, ActorKind>,
    site_language: &'a str,
}

impl<'a> Annotator<'a> {
    pub(super) fn new(
        content: &'a Content,
        actors: &[ActorEntry],
        directory: &'a Directory,
        site_language: &'a str,
    ) -> Self {
        let kinds = actors.iter().map(|actor| (actor.id.clone(), actor.kind)).collect();
        Self { content, directory, kinds, site_language }
    }

    /// The article at `document` in `content.articles`, with `mentions` laid over its reading.
    pub(super) fn annotate(
        &self,
        document: usize,
        source: SourceIndex,
        mut reading: Reading,
        mentions: Vec<Mark>,
    ) -> AnnotatedArticle {
        let body = &self.content.articles[document].body;
        let mut marks = std::mem::take(&mut reading.marks);
        marks.extend(mentions);
        let marks = overlaps::resolve(marks, &reading.plain);
        let actors = self.actors_of(document, &reading, &marks);
        let anchors = anchors::of_article(body, &reading.sentences, &marks);
        let anchored = marks.into_iter().zip(anchors.marks).zip(actors);
        AnnotatedArticle {
            document,
            source,
            marks: anchored.map(|((mark, anchor), actor)| anchored_mark(mark, anchor, actor)).collect(),
            sentences: reading.sentences,
            told: reading.told,
            text_anchors: anchors.texts,
            actors: Vec::new(),
            related: Vec::new(),
        }
    }

    /// For each mark the actor that a mention names, a statement is by, or a figure comes from.
    fn actors_of(&self, document: usize, reading: &Reading, marks: &[Mark]) -> Vec<Option<ActorIndex>> {
        let article = &self.content.articles[document];
        let language = article.front.language.as_deref().unwrap_or(self.site_language);
        let lexicon = Lexicon::for_language(language);
        let speakers = Speakers { body: &article.body, reading, marks, kinds: &self.kinds, lexicon };
        let actor = |mark: &Mark| match &mark.value {
            Value::Mention(mention) => Some(mention.actor.clone()),
            Value::Statement(statement) => speakers.of_statement(mark.text, statement),
            Value::Figure(figure) => speakers.of_attribution(mark.text, &figure.attribution),
            Value::Date(_) | Value::Reference(_) => None,
        };
        marks.iter().map(|mark| self.directory.by_id(&actor(mark)?)).collect()
    }
}

fn anchored_mark(mark: Mark, anchor: String, actor: Option<ActorIndex>) -> AnchoredMark {
    let target = match (&mark.value, actor) {
        (Value::Mention(_) | Value::Statement(_), Some(actor)) => Target::Actor(actor),
        _ => Target::None,
    };
    AnchoredMark { mark, anchor, actor, target }
}
