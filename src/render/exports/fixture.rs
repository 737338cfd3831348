//! A small dossier for tests: three reports of one flood, one of each way to publish, with a mark of every kind.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::config::Config;
use crate::content::actor::ActorKind;
use crate::content::body::{Block, Body, SourceMap, Text, TextId, Voice};
use crate::content::{Content, Document};
use crate::diagnostic::SourceFile;
use crate::dossier::{
    ActorEntry, ActorIndex, AnchoredMark, AnnotatedArticle, Annotation, ArticleIndex, ChronologyEntry, Claim,
    ClaimIndex, Disagreement, Dossier, EntryIndex, Firsts, Ledger, LedgerIndex, LooseGroups, MarkIndex, Slice,
    SourceEntry, SourceIndex, Target,
};
use crate::edtf::Edtf;
use crate::id::{DocumentKind, DocumentRef, Id};
use crate::interval::{Interval, Range};
use crate::reading::mark::{
    Attribution, By, Figure, Mark, Mention, Speaker, SpeechMode, Statement, Timex, TimexKind, Unit, Value,
};
use crate::render::address::Addresses;
use crate::render::publication::Publication;
use crate::span::ByteSpan;

const DAM_BREAKS: &str = "The dam at Peña Alta broke on Sunday. It killed at least 28 people, the river office said.";
const NOBODY_LISTENED: &str = "“Nobody listened to us,” said Ana Ruiz.";
const TOLL_RISES: &str = "The water took 40 lives. Rain fell again in the night.";
const SECRET: &str = "Twelve engineers had warned the ministry, and nineteen people died.";

/// Words of the fixture's unpublished sentences, of which no export may hold any.
pub(crate) const WITHHELD: [&str; 4] = ["Rain fell", "engineers", "had warned", "nineteen people"];

/// Runs `test` on the fixture.
pub(crate) fn with_publication<T>(test: impl FnOnce(&Publication<'_>) -> T) -> T {
    let config: Config =
        yaml("{title: 'Flood, 2024', base_url: 'https://a.org/flood/', description: One flood., author: A. Editor}");
    let addresses = Addresses::new(&config.base_url).expect("the base URL is one");
    let dossier = dossier();
    test(&Publication::new(&dossier, &config, &addresses))
}

/// Runs `write` on the fixture and gives what it wrote.
pub(crate) fn written(write: impl FnOnce(&Publication<'_>, &mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    with_publication(|publication| write(publication, &mut out)).expect("writing to memory works");
    String::from_utf8(out).expect("exports are UTF-8")
}

fn dossier() -> Dossier {
    Dossier {
        content: content(),
        articles: vec![
            article(
                0,
                vec![
                    mention("m1", 0, DAM_BREAKS, "Peña Alta", ("pena-alta", 1)),
                    anchored("d1", 0, DAM_BREAKS, "on Sunday", date("2024-05-05"), Target::Entry(EntryIndex::new(0))),
                    anchored(
                        "f1",
                        0,
                        DAM_BREAKS,
                        "at least 28 people",
                        figure_of(Interval::at_least(28.0), "people", "the river office"),
                        claim_target(0),
                    ),
                    statement(),
                    mention("m2", 1, NOBODY_LISTENED, "Ana Ruiz", ("ana-ruiz", 0)),
                ],
            ),
            article(
                1,
                vec![
                    anchored(
                        "r1",
                        0,
                        TOLL_RISES,
                        "The water",
                        Value::Reference(DocumentRef::new(DocumentKind::Event, Id::new("dam-breaks"))),
                        Target::Entry(EntryIndex::new(0)),
                    ),
                    anchored(
                        "f1",
                        0,
                        TOLL_RISES,
                        "40 lives",
                        figure(Interval::exactly(40.0), "lives"),
                        claim_target(1),
                    ),
                ],
            ),
            article(
                2,
                vec![anchored(
                    "f1",
                    0,
                    SECRET,
                    "nineteen people",
                    figure(Interval::exactly(19.0), "people"),
                    claim_target(2),
                )],
            ),
        ],
        actors: vec![
            actor("ana-ruiz", "Ana Ruiz", ActorKind::Person, Some(0), vec![at(0, 4)]),
            actor("pena-alta", "Peña Alta", ActorKind::Place, None, vec![at(0, 0)]),
        ]
        .into(),
        sources: vec![SourceEntry {
            id: Id::new("gazette"),
            name: "The Gazette".into(),
            document: None,
            articles: vec![ArticleIndex::new(0), ArticleIndex::new(1), ArticleIndex::new(2)],
            firsts: Firsts::default(),
        }],
        chronology: chronology().into(),
        chronology_version: 0,
        ledgers: vec![ledger()],
        loose_figures: Vec::new(),
        loose_groups: LooseGroups::default(),
        ambiguous_names: Vec::new(),
        disagreements: vec![
            Disagreement::Figures { ledger: 0, claims: vec![0, 2], sharpness: 0.525 },
            Disagreement::Dates { entry: 0, days: 1 },
        ],
        passages: crate::dossier::Passages::default(),
        backlinks: Arc::default(),
    }
}

fn content() -> Content {
    Content {
        articles: vec![
            document(
                "2024-05-06-dam",
                "{title: A dam breaks, source: The Gazette, published: 2024-05-06, author: B. Reporter, url: 'https://gazette.org/1', tags: [flood], corrections: [{date: 2024-05-08, text: The name of the town.}]}",
                &[DAM_BREAKS, NOBODY_LISTENED],
            ),
            document(
                "2024-05-07-toll",
                "{title: Toll rises, source: The Gazette, published: 2024-05-07, publish: excerpts}",
                &[TOLL_RISES],
            ),
            document(
                "2024-05-09-warning",
                "{title: A warning, source: The Gazette, published: 2024-05-09, publish: link, summary: '=What the ministry knew.'}",
                &[SECRET],
            ),
        ],
        actors: vec![document(
            "ana-ruiz",
            "{name: Ana Ruiz, kind: person, aliases: [A. Ruiz], roles: [{title: mayor, of: Peña Alta, since: '2019'}], relations: [{to: pena-alta, as: mayor of}]}",
            &["The mayor."],
        )],
        events: vec![document(
            "dam-breaks",
            "{title: 'The dam breaks; the town floods', date: 2024-05-05/2024-05-06, place: pena-alta, weight: 9}",
            &["Water everywhere."],
        )],
        measures: vec![document(
            "deaths",
            "{title: Deaths in the flood, unit: people, kind: running-total}",
            &["The dead."],
        )],
        ..Content::default()
    }
}

fn chronology() -> Vec<ChronologyEntry> {
    let entry = |anchor: &str, date: &str, event, passages, told| ChronologyEntry {
        anchor: anchor.into(),
        date: edtf(date),
        told,
        event,
        passages,
        actors: vec![ActorIndex::new(1)],
        length: 40,
        weight: 9.0,
    };
    vec![
        entry("dam-breaks", "2024-05-05/2024-05-06", Some(0), vec![at(0, 1)], vec![(edtf("2024-05-04"), at(0, 1))]),
        entry("e1", "2024-05", None, vec![at(1, 1), at(2, 0)], Vec::new()),
        entry("e2", "2024-05-09", None, vec![at(2, 0)], Vec::new()),
    ]
}

fn ledger() -> Ledger {
    let claim = |article, mark, interval, origin| Claim {
        figure: at(article, mark),
        interval,
        origin,
        part: None,
        because: "its noun",
    };
    Ledger {
        measure: 0,
        claims: vec![
            claim(0, 2, Interval::at_least(28.0), None),
            claim(1, 1, Interval::exactly(40.0), None),
            claim(2, 0, Interval::exactly(19.0), Some(ActorIndex::new(0))),
        ],
        range: Some(Range { low: 19.0, high: 40.0, or_more: true, or_less: false, approximate: false }),
        independent: 3,
        sums: Vec::new(),
        updates: Vec::new(),
        agreements: Vec::new(),
        conflicts: vec![(0, 2)],
    }
}

fn document<F: DeserializeOwned>(id: &str, front: &str, texts: &[&str]) -> Document<F> {
    Document::apart(id, SourceFile::new(format!("content/{id}.md"), ""), yaml(front), body(texts))
}

fn yaml<T: DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).expect("the fixture's YAML is right")
}

fn body(texts: &[&str]) -> Body {
    let text = |plain: &&str| Text {
        plain: (*plain).to_owned(),
        inlines: Vec::new(),
        voice: Voice::Report,
        heading: false,
        source: SourceMap::default(),
    };
    let blocks = (0..texts.len()).map(|index| Block::Paragraph(TextId::new(index))).collect();
    Body { blocks, texts: texts.iter().map(text).collect(), footnotes: Vec::new() }
}

fn article(document: usize, marks: Vec<(AnchoredMark, Target)>) -> AnnotatedArticle {
    let (marks, targets): (_, Vec<_>) = marks.into_iter().unzip();
    let targets = targets.into();
    let texts: &[&str] = [&[DAM_BREAKS, NOBODY_LISTENED][..], &[TOLL_RISES], &[SECRET]][document];
    AnnotatedArticle {
        document,
        source: SourceIndex::new(0),
        annotation: Arc::new(Annotation {
            reading: 0,
            version: 0,
            marks,
            targets,
            length: 0,
            sentences: texts.iter().map(|text| sentences(text)).collect(),
            told: Vec::new(),
            text_anchors: Box::default(),
        }),
        aimed: Slice::default(),
        actors: if document == 0 { [ActorIndex::new(1), ActorIndex::new(0)].into() } else { Arc::default() },
        copy_of: None,
        copies: Vec::new(),
        related: Arc::default(),
        beside: Vec::new(),
    }
}

/// What a figure of the only ledger belongs to.
fn claim_target(claim: usize) -> Target {
    Target::Claim { ledger: LedgerIndex::new(0), claim: ClaimIndex::new(claim) }
}

fn sentences(text: &str) -> Vec<ByteSpan> {
    let mut start = 0;
    let mut spans = Vec::new();
    for piece in text.split_inclusive(". ") {
        spans.push(ByteSpan::new(start, start + piece.trim_end().len()));
        start += piece.len();
    }
    spans
}

fn actor(id: &str, name: &str, kind: ActorKind, document: Option<usize>, mentions: Vec<MarkIndex>) -> ActorEntry {
    ActorEntry {
        id: Id::new(id),
        name: name.into(),
        kind,
        document,
        spellings: vec![(name.into(), mentions.len())],
        mentions: mentions.into(),
        statements: Slice::default(),
        figures: Slice::default(),
        entries: vec![0].into(),
        articles: vec![ArticleIndex::new(0)].into(),
        appears_with: std::sync::Arc::default(),
    }
}

fn anchored(
    anchor: &str,
    text: usize,
    plain: &str,
    words: &str,
    value: Value,
    target: Target,
) -> (AnchoredMark, Target) {
    let mark =
        Mark { text: TextId::new(text), span: span_of(plain, words), value, by: By::Recogniser, rule: "fixture" };
    let actor = match target {
        Target::Actor(actor) => Some(actor),
        _ => None,
    };
    (AnchoredMark { mark, anchor: anchor.try_into().expect("it is short"), actor }, target)
}

fn mention(anchor: &str, text: usize, plain: &str, words: &str, actor: (&str, usize)) -> (AnchoredMark, Target) {
    let value = Value::Mention(Mention { actor: Id::new(actor.0) });
    anchored(anchor, text, plain, words, value, Target::Actor(ActorIndex::new(actor.1)))
}

fn statement() -> (AnchoredMark, Target) {
    let speaker = Speaker::Named { name: "Ana Ruiz".into(), span: span_of(NOBODY_LISTENED, "Ana Ruiz") };
    let value = Value::from(Statement { mode: SpeechMode::Direct, speaker, cue: None });
    anchored("s1", 1, NOBODY_LISTENED, "“Nobody listened to us,”", value, Target::Actor(ActorIndex::new(0)))
}

fn figure(interval: Interval, noun: &str) -> Value {
    let numeral = ByteSpan::default();
    Value::from(Figure {
        interval,
        unit: Unit::People,
        noun: Some(noun.into()),
        numeral,
        attribution: Attribution::None,
        measure: None,
    })
}

fn figure_of(interval: Interval, noun: &str, origin: &str) -> Value {
    let span = span_of(DAM_BREAKS, origin);
    let attribution = Attribution::Source { name: origin.into(), span };
    match figure(interval, noun) {
        Value::Figure(figure) => Value::from(Figure { attribution, ..*figure }),
        other => other,
    }
}

fn date(value: &str) -> Value {
    Value::from(Timex {
        kind: TimexKind::Date,
        value: value.into(),
        modifier: None,
        edtf: Some(edtf(value)),
        year_is_inferred: false,
        weekday_disagrees: false,
    })
}

/// The first occurrence of `words` in `plain`.
fn span_of(plain: &str, words: &str) -> ByteSpan {
    let start = plain.find(words).expect("the fixture's words are in its text");
    ByteSpan::new(start, start + words.len())
}

fn edtf(text: &str) -> Edtf {
    text.parse().expect("the fixture's dates are EDTF")
}

fn at(article: usize, mark: usize) -> MarkIndex {
    MarkIndex::new(ArticleIndex::new(article), mark)
}
