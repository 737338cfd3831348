//! Invented news for the benchmarks: reports with numbers, dates, names and quotations about as dense as in the real thing.
//! Report number *i* is the same on every machine, and the same in every dossier that is large enough to hold it.

#![allow(dead_code, reason = "each benchmark uses the part of the corpus that it needs")]
#![allow(clippy::expect_used, reason = "a corpus that cannot be made is a benchmark that fails")]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use criterion::Criterion;
use diurna::content::Body;
use diurna::content::{Actor, Article, Content, Document, plain};
use diurna::diagnostic::SourceFile;
use diurna::edtf::Edtf;
use fastrand::Rng;
use serde::Deserialize;

/// The same allocator as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each thing is measured: often enough to see a change of a few percent, and all is done in some minutes.
const SAMPLES: usize = 20;

/// The languages that there is prose in.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "es"];

static ENGLISH: LazyLock<Prose> = LazyLock::new(|| Prose::parse(include_str!("en.yaml")));
static SPANISH: LazyLock<Prose> = LazyLock::new(|| Prose::parse(include_str!("es.yaml")));

const GIVEN: [&str; 20] = [
    "Ada", "Bruno", "Celia", "Darío", "Elena", "Fabio", "Greta", "Hugo", "Inés", "Jonas", "Karla", "León", "Marta",
    "Nils", "Olga", "Pavel", "Rosa", "Simón", "Tilda", "Víctor",
];
const FAMILY_HEADS: [&str; 25] = [
    "Abe", "Bran", "Caste", "Dor", "Ek", "Fal", "Gra", "Hol", "Iba", "Jan", "Kes", "Lun", "More", "Nova", "Os", "Pra",
    "Quin", "Ras", "Sole", "Thor", "Ul", "Var", "Wei", "Yun", "Zal",
];
const FAMILY_TAILS: [&str; 20] = [
    "ba", "dell", "den", "dt", "gado", "ker", "la", "lund", "man", "mora", "nez", "ni", "per", "rra", "sen", "ter",
    "tti", "vic", "ya", "zar",
];
const OUTLETS: [&str; 6] =
    ["Alder Post", "Brinkmoor Courier", "Corran Daily", "Diario de Dunas", "Eastholm Gazette", "Farol Times"];
const FIRST_YEAR: usize = 2016;
const YEARS: usize = 9;
/// How many persons a report is about.
const CAST: usize = 4;
const PARAGRAPHS: std::ops::RangeInclusive<usize> = 8..=18;
const SENTENCES: std::ops::RangeInclusive<usize> = 2..=5;
/// Every so manieth report prints an earlier one's text, with a paragraph of its own.
const COPY_EVERY: usize = 20;
/// How many reports before it the copied one was published.
const COPY_BEHIND: usize = 7;

/// The harness, with all work on one core, so that figures of machines with more cores can be compared.
pub(crate) fn on_one_core() -> Criterion {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("a pool of one thread");
    Criterion::default().sample_size(SAMPLES)
}

/// A dossier of so many reports in `language`, with files for the first `actors` persons.
pub(crate) fn content(language: &str, reports: usize, actors: usize) -> Content {
    let mut articles: Vec<_> = (0..reports).map(|number| report(language, number)).collect();
    articles.sort_by(|one, other| one.id.cmp(&other.id));
    let mut actors: Vec<_> = (0..actors).map(actor).collect();
    actors.sort_by(|one, other| one.id.cmp(&other.id));
    Content { articles, actors, ..Content::default() }
}

/// The same once more, as the stages take it for their own.
pub(crate) fn again(content: &Content) -> Content {
    Content { articles: content.articles.clone(), actors: content.actors.clone(), ..Content::default() }
}

/// The bytes of prose in a dossier.
pub(crate) fn bytes(content: &Content) -> u64 {
    content.articles.iter().map(|article| article.file.text.len() as u64).sum()
}

/// Report number `number`.
fn report(language: &str, number: usize) -> Document<Article> {
    let mut dice = Rng::with_seed(number as u64);
    let published =
        format!("{}-{:02}-{:02}", FIRST_YEAR + dice.usize(0..YEARS), dice.usize(1..=12), dice.usize(1..=28));
    let published: Edtf = published.parse().expect("a date");
    let mut document =
        plain::article(&format!("report-{number:06}"), &text(language, number), published, Some(language));
    let front = Arc::make_mut(&mut document.front);
    front.title = format!("Report {number}");
    OUTLETS[dice.usize(0..OUTLETS.len())].clone_into(&mut front.source);
    document
}

fn text(language: &str, number: usize) -> String {
    let mut dice = Rng::with_seed(number as u64);
    let prose = prose(language);
    let cast: Vec<[String; 2]> = (0..CAST).map(|_| person(dice.usize(0..persons()))).collect();
    if number >= COPY_BEHIND && number.is_multiple_of(COPY_EVERY) {
        let own = prose.paragraph(&cast, &mut dice);
        return format!("{}\n\n{own}", text(language, number - COPY_BEHIND));
    }
    let paragraphs: Vec<String> = (0..dice.usize(PARAGRAPHS)).map(|_| prose.paragraph(&cast, &mut dice)).collect();
    paragraphs.join("\n\n")
}

/// A file for person number `number`, of [`persons`].
fn actor(number: usize) -> Document<Actor> {
    let [given, family] = person(number);
    let initial: String = given.chars().take(1).collect();
    let front = format!("{{name: {given} {family}, kind: person, aliases: [{initial}. {family}]}}");
    let file = SourceFile::new(format!("content/actors/person-{number:06}.md"), front.as_str());
    let front = serde_yaml::from_str(&front).expect("front matter");
    Document::apart(&format!("person-{number:06}"), file, front, Body::default())
}

/// How many different persons there are.
fn persons() -> usize {
    GIVEN.len() * FAMILY_HEADS.len() * FAMILY_TAILS.len()
}

fn person(number: usize) -> [String; 2] {
    let (given, family) = (number % GIVEN.len(), number / GIVEN.len());
    let family = (family % FAMILY_HEADS.len(), family / FAMILY_HEADS.len() % FAMILY_TAILS.len());
    [GIVEN[given].to_owned(), format!("{}{}", FAMILY_HEADS[family.0], FAMILY_TAILS[family.1])]
}

fn prose(language: &str) -> &'static Prose {
    if language == "es" { &SPANISH } else { &ENGLISH }
}

/// The prose of one language: sentences with slots, and what may fill them.
#[derive(Deserialize)]
struct Prose {
    lists: BTreeMap<String, Vec<String>>,
    sentences: Vec<String>,
}

impl Prose {
    fn parse(yaml: &str) -> Self {
        serde_yaml::from_str(yaml).expect("prose")
    }

    fn paragraph(&self, cast: &[[String; 2]], dice: &mut Rng) -> String {
        let count = dice.usize(SENTENCES);
        let sentence = |_| capitalised(&self.filled(one_of(&self.sentences, dice), cast, dice));
        (0..count).map(sentence).collect::<Vec<_>>().join(" ")
    }

    /// A template with all its slots filled.
    fn filled(&self, template: &str, cast: &[[String; 2]], dice: &mut Rng) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, (slot, after))) =
            rest.split_once('{').and_then(|(before, slot)| Some((before, slot.split_once('}')?)))
        {
            filled.push_str(before);
            filled.push_str(&self.choice(slot, cast, dice));
            rest = after;
        }
        filled + rest
    }

    fn choice(&self, slot: &str, cast: &[[String; 2]], dice: &mut Rng) -> String {
        match (slot, slot.split_once('-')) {
            ("person", _) => cast[dice.usize(0..cast.len())].join(" "),
            ("surname", _) => cast[dice.usize(0..cast.len())][1].clone(),
            (_, Some((low, high))) => {
                let bound = |digits: &str| -> usize { digits.parse().expect("a number") };
                dice.usize(bound(low)..=bound(high)).to_string()
            }
            _ => self.filled(one_of(&self.lists[slot], dice), cast, dice),
        }
    }
}

fn one_of<'a>(choices: &'a [String], dice: &mut Rng) -> &'a str {
    &choices[dice.usize(0..choices.len())]
}

/// A sentence with a capital at its head, unless a quotation mark opens it.
fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
