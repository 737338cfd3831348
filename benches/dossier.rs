//! How fast one core lays reports side by side: who is named, what is copied, what happened when, and the whole model.

#![allow(missing_docs, reason = "criterion's macros make public functions")]

mod corpus;

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use diurna::content::Content;
use diurna::dossier::gazetteer::Gazetteer;
use diurna::dossier::{self, Dossier, Memory, Subject, actors, parts};
use diurna::reading::{self, Reading};

const LANGUAGE: &str = "en";
const REPORTS: usize = 1_000;
/// How many actors have a file: a usual dossier, and the largest one.
const ACTORS: [usize; 2] = [10, 10_000];

/// Finding the names of few and of many actors, which must cost a text the same. “mentions” makes the gazetteer, too.
fn names(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("dossier/names");
    for actors in ACTORS {
        let content = corpus::content(LANGUAGE, REPORTS, actors);
        let readings = readings(&content);
        let subjects = content.articles.iter().zip(&readings);
        let subjects: Vec<Subject<'_>> = subjects.map(|(document, reading)| Subject { document, reading }).collect();
        let gazetteer = Gazetteer::new(&content.actors);
        group.throughput(Throughput::Bytes(corpus::bytes(&content)));
        group.bench_function(BenchmarkId::new("gazetteer", actors), |bench| {
            let texts = || content.articles.iter().flat_map(|article| &article.body.texts);
            bench.iter(|| texts().map(|text| gazetteer.find(black_box(&text.plain)).len()).sum::<usize>());
        });
        group.bench_function(BenchmarkId::new("mentions", actors), |bench| {
            bench.iter(|| actors::link(&content, &subjects, LANGUAGE, &Memory::default()));
        });
    }
    group.finish();
}

/// What is found by comparing all reports with each other.
fn comparisons(criterion: &mut Criterion) {
    let content = corpus::content(LANGUAGE, REPORTS, ACTORS[0]);
    let mut group = criterion.benchmark_group("dossier");
    group.throughput(Throughput::Bytes(corpus::bytes(&content)));
    let readings = readings(&content);
    group.bench_function("model", |bench| {
        let own = |reading: &Arc<Reading>| Arc::new(Reading::clone(reading));
        let fresh = || (corpus::again(&content), readings.iter().map(own).collect());
        bench.iter_batched(
            fresh,
            |(content, readings)| dossier::build(content, readings, LANGUAGE, &Memory::default()),
            BatchSize::PerIteration,
        );
    });
    let (dossier, _): (Dossier, _) = dossier::build(content, readings, LANGUAGE, &Memory::default());
    group.bench_function("passages", |bench| bench.iter(|| parts::passages(black_box(&dossier))));
    group.bench_function("copies", |bench| bench.iter(|| parts::copies(black_box(&dossier))));
    group.bench_function("chronology", |bench| bench.iter(|| parts::chronology(black_box(&dossier), LANGUAGE)));
    group.finish();
}

fn readings(content: &Content) -> Vec<Arc<Reading>> {
    content.articles.iter().map(|article| reading::read(article, LANGUAGE).0.into()).collect()
}

criterion_group!(name = benches; config = corpus::on_one_core(); targets = names, comparisons);
criterion_main!(benches);
