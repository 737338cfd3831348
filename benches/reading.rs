//! How fast one core reads invented news: each recogniser alone, and all of them.

#![allow(missing_docs, reason = "criterion's macros make public functions")]

mod corpus;

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use diurna::content::body::TextId;
use diurna::content::{Article, Document};
use diurna::reading::lexicon::Lexicon;
use diurna::reading::lexicon::vocabulary::{Numbered, WordId};
use diurna::reading::tokens::Tokens;
use diurna::reading::{self, dates, figures, names, sentences, statements};
use diurna::span::ByteSpan;

const REPORTS: usize = 100;

/// A paragraph as the recognisers take it.
struct Paragraph<'a> {
    article: &'a Document<Article>,
    plain: &'a str,
    tokens: Tokens<'a>,
    sentences: Vec<ByteSpan>,
}

fn read(criterion: &mut Criterion) {
    for language in corpus::LANGUAGES {
        let content = corpus::content(language, REPORTS, 0);
        let lexicon = Lexicon::for_language(language);
        let paragraphs: Vec<Paragraph<'_>> =
            content.articles.iter().flat_map(|article| paragraphs(article, lexicon)).collect();
        let mut group = criterion.benchmark_group(format!("reading/{language}"));
        group.throughput(Throughput::Bytes(corpus::bytes(&content)));
        split(&mut group, &paragraphs, lexicon);
        recognise(&mut group, &paragraphs, lexicon);
        group.bench_function("everything", |bench| {
            bench.iter(|| {
                content.articles.iter().map(|article| reading::read(article, language).0.marks.len()).sum::<usize>()
            });
        });
        group.finish();
    }
}

fn paragraphs<'a>(article: &'a Document<Article>, lexicon: &'a Lexicon) -> impl Iterator<Item = Paragraph<'a>> {
    article.body.texts.iter().map(move |text| Paragraph {
        article,
        plain: &text.plain,
        tokens: Tokens::new(&text.plain),
        sentences: sentences::split(&text.plain, &lexicon.text),
    })
}

/// From letters to words and sentences.
fn split(group: &mut BenchmarkGroup<'_, WallTime>, paragraphs: &[Paragraph<'_>], lexicon: &Lexicon) {
    each(group, "tokens", paragraphs, |paragraph| Tokens::new(paragraph.plain).as_slice().len());
    each(group, "sentences", paragraphs, |paragraph| sentences::split(paragraph.plain, &lexicon.text).len());
}

/// From words and sentences to what each recogniser finds.
fn recognise(group: &mut BenchmarkGroup<'_, WallTime>, paragraphs: &[Paragraph<'_>], lexicon: &Lexicon) {
    each(group, "numbers", paragraphs, |paragraph| {
        usize::from(Numbered::new(&paragraph.tokens, lexicon).id(0) != WordId::UNKNOWN)
    });
    let numbered: Vec<(&Paragraph<'_>, Numbered<'_>)> =
        paragraphs.iter().map(|paragraph| (paragraph, Numbered::new(&paragraph.tokens, lexicon))).collect();
    each(group, "figures", &numbered, |(paragraph, text)| figures::recognise(text, &paragraph.sentences).len());
    each(group, "dates", &numbered, |(Paragraph { sentences, article, .. }, text)| {
        dates::recognise(text, sentences, &mut dates::Context::new(&article.front.published)).len()
    });
    each(group, "names", &numbered, |(paragraph, text)| {
        names::recognise(TextId::new(0), text, &paragraph.sentences).len()
    });
    each(group, "statements", &numbered, |(paragraph, text)| {
        statements::recognise(text, &paragraph.sentences, "").len()
    });
}

fn each<T>(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &[T], find: impl Fn(&T) -> usize) {
    group.bench_function(name, |bench| {
        bench.iter(|| texts.iter().map(|text| find(black_box(text))).sum::<usize>());
    });
}

criterion_group!(name = benches; config = corpus::on_one_core(); targets = read);
criterion_main!(benches);
