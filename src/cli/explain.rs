//! `diurna explain`: what is marked on an article's page and by which rule, or why one span was marked and what it was
//! taken to mean.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::{Failure, Reading};
use crate::content::{Article, Document};
use crate::dossier::{AnchoredMark, AnnotatedArticle, Claim, Dossier, LooseFigure, Part, Target, WhyLoose};
use crate::reading::mark::{Attribution, By, Figure, Speaker, Statement, Timex, Value};

/// What `explain` can be told.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// An article by id, file or address (articles/2024-09-06-x), or one of its marks by anchor (articles/2024-09-06-x/#f1a2b3)
    #[arg(value_name = "PAGE|MARK")]
    place: String,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, options: &Options) -> Result<(), Failure> {
    let (dossier, _) = options.reading.model(root)?;
    let (page, anchor) =
        options.place.split_once('#').map_or((options.place.as_str(), None), |(page, anchor)| (page, Some(anchor)));
    let (document, article) = find(&dossier, page)?;
    let text = match anchor {
        None => overview(document, article),
        Some(anchor) => mark(&dossier, document, article, anchor)?,
    };
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// The article that `page` means: its id, its file, or its address on the site.
fn find<'a>(dossier: &'a Dossier, page: &str) -> Result<(&'a Document<Article>, &'a AnnotatedArticle), Failure> {
    let name = page.trim_matches('/').trim_end_matches("/index.html").trim_end_matches(".md");
    let name = name.rsplit('/').next().unwrap_or(name);
    let mut articles = dossier.articles.iter().map(|article| (&dossier.content.articles[article.document], article));
    articles.find(|(document, _)| document.id.as_str() == name || document.slug == name).ok_or_else(|| {
        let ids = dossier.content.articles.iter().map(|document| document.id.as_str());
        let help = match crate::nearest::nearest(name, ids) {
            Some(near) => format!("did you mean “{near}”?"),
            None => "name an article by its id, such as 2024-09-06-guterres-calls-maduro".to_owned(),
        };
        Failure::usage(format!("there is no article “{name}”"), help)
    })
}

/// A line for each mark.
fn overview(document: &Document<Article>, article: &AnnotatedArticle) -> String {
    let mut text = format!("{}: {} marks\n", document.file.path.display(), article.annotation.marks.len());
    for anchored in &article.annotation.marks {
        let (line, column) = place(document, anchored);
        let words = words(document, anchored);
        let _ = writeln!(
            text,
            "{line}:{column}\t#{}\t{}\t“{words}”\t{}",
            anchored.anchor,
            anchored.mark.rule,
            meaning(anchored)
        );
    }
    text
}

fn mark(
    dossier: &Dossier,
    document: &Document<Article>,
    article: &AnnotatedArticle,
    anchor: &str,
) -> Result<String, Failure> {
    let (anchored, belongs_to) =
        article.marks().find(|(anchored, _)| &*anchored.anchor == anchor).ok_or_else(|| {
            let help = format!("diurna explain {} lists its marks", document.id);
            Failure::usage(format!("{} has no mark #{anchor}", document.id), help)
        })?;
    let (line, column) = place(document, anchored);
    let by = match anchored.mark.by {
        By::Editor => "the editor's link",
        By::Recogniser => "a recogniser",
    };
    let rows = [
        ("words", format!("“{}”", words(document, anchored))),
        ("place", format!("{}:{line}:{column}", document.file.path.display())),
        ("marked by", format!("{by}, rule {}", anchored.mark.rule)),
        ("means", meaning(anchored)),
        ("belongs to", loose(dossier, anchored).unwrap_or_else(|| target(dossier, belongs_to))),
    ];
    Ok(rows.iter().fold(String::new(), |mut text, (name, value)| {
        let _ = writeln!(text, "{name:<11} {value}");
        text
    }))
}

fn place(document: &Document<Article>, anchored: &AnchoredMark) -> (usize, usize) {
    let source = document.body.text(anchored.mark.text).source.source_of(anchored.mark.span);
    document.file.line_column(source.start())
}

fn words<'a>(document: &'a Document<Article>, anchored: &AnchoredMark) -> &'a str {
    anchored.mark.span.of_text(&document.body.text(anchored.mark.text).plain)
}

fn meaning(anchored: &AnchoredMark) -> String {
    match &anchored.mark.value {
        Value::Figure(figure) => figure_meaning(figure),
        Value::Date(timex) => date_meaning(timex),
        Value::Mention(mention) => format!("mention of {}", mention.actor),
        Value::Statement(statement) => statement_meaning(statement),
        Value::Reference(document) => format!("reference to {document}"),
    }
}

fn figure_meaning(figure: &Figure) -> String {
    let mut text = format!("figure {}", figure.interval);
    let noun = figure.noun.iter().map(|noun| format!("of “{noun}”"));
    let unit = Some(figure.unit.name()).filter(|name| !name.is_empty()).map(|name| format!("in {name}"));
    let origin = match &figure.attribution {
        Attribution::None => None,
        Attribution::Source { name, .. } => Some(format!("given by “{name}”")),
        Attribution::Ambiguous => Some("given by somebody whom the words leave open".to_owned()),
    };
    for part in noun.chain(unit).chain(origin) {
        let _ = write!(text, ", {part}");
    }
    text
}

fn date_meaning(timex: &Timex) -> String {
    match &timex.edtf {
        Some(edtf) if edtf.as_str() != timex.value => format!("date {}, that is {edtf}", timex.value),
        _ => format!("date {}", timex.value),
    }
}

fn statement_meaning(statement: &Statement) -> String {
    match &statement.speaker {
        Speaker::Unknown => "statement of nobody who is named".to_owned(),
        Speaker::Named { name, .. } => format!("statement of “{name}”"),
        Speaker::Actor(id) => format!("statement of {id}"),
    }
}

fn target(dossier: &Dossier, target: Target) -> String {
    match target {
        Target::None => "nothing else in the dossier".to_owned(),
        Target::Claim { ledger, claim } => {
            let ledger = &dossier.ledgers[ledger.at()];
            let measure = &dossier.content.measures[ledger.measure];
            let Claim { because, part, .. } = &ledger.claims[claim.at()];
            let part = part.map(|part| format!("; a part only, because {}", why_part(part)));
            format!("the measure {}, because of {because}{}", measure.id, part.unwrap_or_default())
        }
        Target::Actor(index) => format!("the actor {}", dossier.actors[index].id),
        Target::Entry(entry) => format!("the chronology's entry of {}", dossier.chronology[entry.at()].date),
    }
}

fn why_part(part: Part) -> &'static str {
    match part {
        Part::Said => "its words say so",
        Part::More => "it comes on top of others",
        Part::Narrower => "it counts a narrower group",
        Part::Addend => "it adds up with others to a number of its report",
    }
}

/// Why a figure belongs to no measure; none for what is no loose figure.
fn loose(dossier: &Dossier, anchored: &AnchoredMark) -> Option<String> {
    let is_it = |loose: &&LooseFigure| std::ptr::eq(dossier.mark(loose.figure), anchored);
    let title = |measure: usize| &dossier.content.measures[measure].front.title;
    Some(match dossier.loose_figures.iter().find(is_it)?.because {
        WhyLoose::NoMeasure => "no measure, as none counts it".to_owned(),
        WhyLoose::Several(one, other) => {
            format!("no measure, as “{}” and “{}” fit equally well", title(one), title(other))
        }
        WhyLoose::OtherOccasion => "no measure, as its sentence dates itself to another occasion".to_owned(),
        WhyLoose::OtherGroup => "no measure, as it takes some out of another group".to_owned(),
    })
}
