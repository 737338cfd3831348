//! Reports whose own dates do not fit together: a page published in 2024 over a text about 2018.
//!
//! A report of news tells at least one date near the day on which it was published. One that writes out several days or
//! months, all of them more than a year away, and nowhere says anything of the time around its publication, is the text of
//! another time, or under a wrong date. Not so where its headline names the year of which it tells: it looks back, and says
//! so. What words leave open ("July 28", without a year) speaks neither for nor against.

use std::collections::BTreeSet;

use super::chronology::writes_out;
use super::{ArticleIndex, Disagreement, Dossier, MarkIndex, Memory};
use crate::edtf::{Edtf, Form, Precision};
use crate::reading::mark::Value;

/// How far from its publication a report's dates must all be, in days: a year, since reports look back to an anniversary.
const LEAST_DAYS: i32 = 366;
/// How many different days or months a report must write out. One may be a slip, or all that there is to tell.
const LEAST_DATES: usize = 2;
/// The digits of a year in a headline.
const YEAR_DIGITS: usize = 4;

/// The date of a report that is nearest to its publication and too far from it: which of the report's marks, and how many
/// days lie between.
pub(super) type Misdated = (usize, i32);

/// The reports whose dates do not fit their publication, in order.
pub(super) fn find(dossier: &Dossier, memory: &Memory) -> Vec<Disagreement> {
    let articles: Vec<ArticleIndex> = dossier.article_indices().collect();
    let version = |article: &ArticleIndex| dossier.articles[article.at()].annotation.version;
    let found = memory.misdated.of(&articles, version, |&article| misdated(dossier, article));
    let report = |(article, found): (ArticleIndex, Option<Misdated>)| {
        let (mark, days) = found?;
        Some(Disagreement::Report { article, nearest: MarkIndex::new(article, mark), days })
    };
    articles.into_iter().zip(found).filter_map(report).collect()
}

fn misdated(dossier: &Dossier, article: ArticleIndex) -> Option<Misdated> {
    let front = &dossier.document(article).front;
    let dates: Vec<(MarkIndex, &Edtf)> = told(dossier, article).collect();
    let (nearest, days) = nearest(&dates, &front.published)?;
    let written = dates.iter().filter(|(mark, date)| is_exact(date) && writes_out(dossier.words(*mark), date));
    let different: BTreeSet<&str> = written.map(|(_, date)| date.as_str()).collect();
    let is_in_headline = dates.iter().any(|(_, date)| names_year_of(&front.title, date));
    let is_misdated = days >= LEAST_DAYS && different.len() >= LEAST_DATES && !is_in_headline;
    is_misdated.then_some((nearest.mark(), days))
}

/// The dates that a report's words leave no doubt of, or that the editor sets.
fn told(dossier: &Dossier, article: ArticleIndex) -> impl Iterator<Item = (MarkIndex, &Edtf)> {
    let marks = dossier.marks_of(article).filter(|&(mark, _)| dossier.is_reported(mark));
    marks.filter_map(|(mark, anchored)| match &anchored.mark.value {
        Value::Date(timex) if !timex.year_is_inferred => Some((mark, timex.edtf.as_ref()?)),
        _ => None,
    })
}

/// The date nearest to publication, the first of several, and how many days lie between; none where a date has no end.
fn nearest(dates: &[(MarkIndex, &Edtf)], published: &Edtf) -> Option<(MarkIndex, i32)> {
    let (from, to) = published.earliest().zip(published.latest())?;
    let distance = |date: &Edtf| {
        let (first, last) = date.earliest().zip(date.latest())?;
        Some((first - to).get_days().max((from - last).get_days()).max(0))
    };
    let distances: Option<Vec<(MarkIndex, i32)>> =
        dates.iter().map(|&(mark, date)| Some((mark, distance(date)?))).collect();
    distances?.into_iter().min_by_key(|&(mark, days)| (days, mark))
}

/// Whether a date is a day or a month.
fn is_exact(date: &Edtf) -> bool {
    matches!(date.form(), Form::Single(single) if matches!(single.precision, Precision::Day | Precision::Month))
}

/// Whether a headline names a year in which a date lies.
fn names_year_of(headline: &str, date: &Edtf) -> bool {
    let years = headline.split(|character: char| !character.is_ascii_digit()).filter(|year| year.len() == YEAR_DIGITS);
    let within = |year: i16| {
        date.earliest().zip(date.latest()).is_some_and(|(first, last)| (first.year()..=last.year()).contains(&year))
    };
    years.filter_map(|year| year.parse().ok()).any(within)
}
