//! How fast one core makes pages: one of a report, and a whole site that is not written.

#![allow(missing_docs, reason = "criterion's macros make public functions")]
#![allow(clippy::expect_used, reason = "a site that cannot be made is a benchmark that fails")]

mod corpus;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use diurna::config::Config;
use diurna::dossier::{self, Memory};
use diurna::reading;
use diurna::render::address::Addresses;
use diurna::render::theme::{Theme, ThemeFiles};
use diurna::render::{Discard, Live, Material, TEMPLATES, Tools, render};

const LANGUAGE: &str = "en";
const REPORTS: usize = 100;
const ACTORS: usize = 10;
const PAGE: &str = "articles/report-000050/index.html";

fn pages(criterion: &mut Criterion) {
    let content = corpus::content(LANGUAGE, REPORTS, ACTORS);
    let bytes = corpus::bytes(&content);
    let readings = content.articles.iter().map(|article| reading::read(article, LANGUAGE).0.into()).collect();
    let (dossier, _) = dossier::build(content, readings, LANGUAGE, &Memory::default());
    let config: Config = serde_yaml::from_str("title: Benchmark").expect("settings");
    let files = ThemeFiles::load(None, &config.theme).expect("the built-in theme");
    let addresses = Addresses::new(&config.base_url).expect("an address");
    let theme = || Theme::load(&files, &config, &addresses, TEMPLATES).expect("a theme");
    let tools = Tools::new(&config, &files).expect("a theme");
    let (material, _) = Material::new(dossier.into(), config.clone(), tools);
    let mut group = criterion.benchmark_group("render");
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("site", |bench| {
        bench.iter_batched(theme, |theme| render(&material, theme, &Discard), BatchSize::PerIteration);
    });
    let live = Live::new(material, theme());
    let page = live.material().dossier.content.articles.iter().find(|article| PAGE.contains(article.id.as_str()));
    group.throughput(Throughput::Bytes(page.expect("the report of the page").file.text.len() as u64));
    group.bench_function("page", |bench| bench.iter(|| live.file(PAGE)));
    group.finish();
}

criterion_group!(name = benches; config = corpus::on_one_core(); targets = pages);
criterion_main!(benches);
