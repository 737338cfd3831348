//! Finding one's way in a dossier: from the index of a mark to its words, its sentence and its article.

use std::ops::Range;

use super::{
    ActorIndex, AnchoredMark, AnnotatedArticle, ArticleIndex, Dossier, LooseGroup, MarkIndex, Passage, Target,
};
use crate::content::body::{Text, TextId, Voice};
use crate::content::{Article, Document};
use crate::reading::mark::Value;
use crate::span::ByteSpan;

impl Dossier {
    /// The file of an article.
    ///
    /// # Panics
    /// Like every method here, where the index belongs to another dossier.
    #[must_use]
    pub fn document(&self, article: ArticleIndex) -> &Document<Article> {
        &self.content.articles[self.articles[article.at()].document]
    }

    /// The indices of all articles, oldest first.
    pub fn article_indices(&self) -> impl Iterator<Item = ArticleIndex> + use<> {
        (0..self.articles.len()).map(ArticleIndex::new)
    }

    /// A text of an article.
    #[must_use]
    pub fn text(&self, article: ArticleIndex, text: TextId) -> &Text {
        self.document(article).body.text(text)
    }

    /// A mark.
    #[must_use]
    pub fn mark(&self, index: MarkIndex) -> &AnchoredMark {
        &self.articles[index.article.at()].annotation.marks[index.mark()]
    }

    /// The passages of an article that stand in earlier ones, too.
    #[must_use]
    pub fn copied_passages(&self, article: ArticleIndex) -> &[Passage] {
        let before = |article: usize| self.passages.partition_point(|passage| passage.second.article.at() < article);
        &self.passages[before(article.at())..before(article.at() + 1)]
    }

    /// The figures that fit no measure by what they count, the largest group first.
    #[must_use]
    pub fn loose_groups(&self) -> &[LooseGroup] {
        self.loose_groups.get(self)
    }

    /// What a mark belongs to.
    #[must_use]
    pub fn target(&self, index: MarkIndex) -> Target {
        self.articles[index.article.at()].target(index)
    }

    /// The marked words as printed.
    #[must_use]
    pub fn words(&self, index: MarkIndex) -> &str {
        let mark = &self.mark(index).mark;
        mark.span.of_text(&self.text(index.article, mark.text).plain)
    }

    /// The bytes of the sentence in which a mark begins, in the mark's text.
    #[must_use]
    pub fn sentence(&self, index: MarkIndex) -> ByteSpan {
        let mark = &self.mark(index).mark;
        sentence_at(&self.articles[index.article.at()].annotation.sentences, mark.text, mark.span.start())
            .unwrap_or_else(|| ByteSpan::of(&self.text(index.article, mark.text).plain))
    }

    /// The words of the sentence in which a mark begins.
    #[must_use]
    pub fn sentence_words(&self, index: MarkIndex) -> &str {
        let text = self.mark(index).mark.text;
        self.sentence(index).of_text(&self.text(index.article, text).plain)
    }

    /// All marks, in order of article and place.
    pub fn marks(&self) -> impl Iterator<Item = (MarkIndex, &AnchoredMark)> {
        self.article_indices().flat_map(|article| self.marks_of(article))
    }

    /// The marks of an article, in order of place.
    pub fn marks_of(&self, article: ArticleIndex) -> impl Iterator<Item = (MarkIndex, &AnchoredMark)> {
        let marks = self.articles[article.at()].annotation.marks.iter().enumerate();
        marks.map(move |(mark, anchored)| (MarkIndex::new(article, mark), anchored))
    }

    /// The marks that begin inside `span` of a text, in order of place.
    pub fn marks_within(
        &self,
        article: ArticleIndex,
        text: TextId,
        span: ByteSpan,
    ) -> impl Iterator<Item = (MarkIndex, &AnchoredMark)> {
        let marks = &self.articles[article.at()].annotation.marks;
        let before =
            |place: usize| marks.partition_point(|other| (other.mark.text, other.mark.span.start()) < (text, place));
        let range: Range<usize> = before(span.start())..before(span.end());
        range.map(move |mark| (MarkIndex::new(article, mark), &marks[mark]))
    }

    /// Whether a mark stands in the words of the report, not in a note by the editor.
    #[must_use]
    pub fn is_reported(&self, index: MarkIndex) -> bool {
        self.text(index.article, self.mark(index).mark.text).voice == Voice::Report
    }
}

impl AnnotatedArticle {
    /// Its marks in order of place, each with what it belongs to.
    pub fn marks(&self) -> impl Iterator<Item = (&AnchoredMark, Target)> {
        self.annotation.marks.iter().zip(self.targets())
    }

    /// What a mark of it belongs to.
    #[must_use]
    pub fn target(&self, index: MarkIndex) -> Target {
        let aimed = self.aimed.binary_search_by_key(&index, |&(mark, _)| mark);
        aimed.map_or_else(|_| self.annotation.targets[index.mark()], |at| self.aimed[at].1)
    }

    /// What each of its marks belongs to, in order.
    fn targets(&self) -> impl Iterator<Item = Target> {
        let mut aimed = self.aimed.iter().peekable();
        self.annotation.targets.iter().enumerate().map(move |(at, &target)| {
            aimed.next_if(|(mark, _)| mark.mark() == at).map_or(target, |&(_, target)| target)
        })
    }
}

impl AnchoredMark {
    /// The actor of a mention.
    #[must_use]
    pub fn mentioned(&self) -> Option<ActorIndex> {
        self.actor.filter(|_| matches!(self.mark.value, Value::Mention(_)))
    }
}

/// The sentence of a text that holds the byte at `place`, or the next one where the place is between two.
pub(super) fn sentence_at(sentences: &[Vec<ByteSpan>], text: TextId, place: usize) -> Option<ByteSpan> {
    let sentences = sentences.get(text.at())?;
    let at = sentences.partition_point(|sentence| sentence.end() <= place);
    sentences.get(at).or(sentences.last()).copied()
}
