//! Articles and actors in a line, for the tests of this stage.

use super::actors::{self, Linked};
use super::{Memory, Subject};
use crate::content::body::{Body, SourceMap, Text, TextId, Voice};
use crate::content::{Actor, Article, Content, Document};
use crate::diagnostic::SourceFile;
use crate::reading::lexicon::Lexicon;
use crate::reading::lexicon::vocabulary::Numbered;
use crate::reading::tokens::Tokens;
use crate::reading::{Reading, names, sentences};

/// A dossier of `articles`, each given by its paragraphs, and of actors, each given by its id and its front matter.
pub(super) fn content(actors: &[(&str, &str)], articles: &[&[&str]]) -> Content {
    let articles = articles.iter().enumerate().map(|(index, paragraphs)| {
        let front: Article = serde_yaml::from_str("{title: T, source: S, published: 2024-01-01}").unwrap();
        let texts = paragraphs.iter().map(|plain| text(plain)).collect();
        document(&format!("article-{index}"), front, Body { texts, ..Body::default() })
    });
    let actors = actors.iter().map(|(id, front)| {
        let front: Actor = serde_yaml::from_str(front).unwrap();
        document(id, front, Body::default())
    });
    Content { articles: articles.collect(), actors: actors.collect(), ..Content::default() }
}

/// A paragraph of a report.
pub(super) fn text(plain: &str) -> Text {
    let source = SourceMap::default();
    Text { plain: plain.to_owned(), inlines: Vec::new(), voice: Voice::Report, heading: false, source }
}

/// Who is named in the articles.
pub(super) fn linked(content: &Content) -> Linked {
    let readings: Vec<Reading> = content.articles.iter().map(read).collect();
    let subjects = content.articles.iter().zip(&readings);
    let subjects: Vec<Subject<'_>> = subjects.map(|(document, reading)| Subject { document, reading }).collect();
    actors::link(content, &subjects, "en", &Memory::default())
}

/// The sentences and names of an article.
pub(super) fn read(article: &Document<Article>) -> Reading {
    let lexicon = Lexicon::for_language("en");
    let mut reading = Reading::default();
    for (index, text) in article.body.texts.iter().enumerate() {
        let sentences = sentences::split(&text.plain, &lexicon.text);
        reading.names.extend(names::recognise(
            TextId::new(index),
            &Numbered::new(&Tokens::new(&text.plain), lexicon),
            &sentences,
        ));
        reading.sentences.push(sentences);
    }
    reading
}

fn document<F>(id: &str, front: F, body: Body) -> Document<F> {
    Document::apart(id, SourceFile::new(format!("{id}.md"), ""), front, body)
}
