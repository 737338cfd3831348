//! What one mention of a date leaves open, another in the same article may tell: "the May 20 vote" is the vote of
//! "May 20, 2018" where the article's own date does not say which year it means.

use std::collections::BTreeMap;

use crate::edtf::Edtf;
use crate::reading::mark::{By, Mark, Timex, Value};

/// What stands for the year in a value that leaves it open.
const OPEN_YEAR: &str = "XXXX-";

/// Places the days and months whose year is open, where all mentions of the same day or month with a year give the same one.
pub(in crate::reading) fn agree(marks: &mut [Mark]) {
    let mut told: BTreeMap<String, Option<Edtf>> = BTreeMap::new();
    for timex in marks.iter().filter_map(date) {
        let Some((name, edtf)) = name_in_year(&timex.value).zip(timex.edtf.as_ref()) else { continue };
        let known = told.entry(name.to_owned()).or_insert_with(|| Some(edtf.clone()));
        if known.as_ref() != Some(edtf) {
            *known = None;
        }
    }
    for mark in marks.iter_mut().filter(|mark| mark.by == By::Recogniser) {
        let Value::Date(timex) = &mut mark.value else { continue };
        let Some(name) = timex.value.strip_prefix(OPEN_YEAR).filter(|_| timex.edtf.is_none()) else { continue };
        if let Some(Some(edtf)) = told.get(name) {
            timex.value = edtf.to_string();
            timex.edtf = Some(edtf.clone());
            timex.year_is_inferred = true;
        }
    }
}

fn date(mark: &Mark) -> Option<&Timex> {
    match &mark.value {
        Value::Date(timex) => Some(timex),
        _ => None,
    }
}

/// The part of a value behind its year, where it is a day or a month: "05-20" of "2018-05-20".
fn name_in_year(value: &str) -> Option<&str> {
    let (year, name) = value.split_once('-')?;
    let is_date = [year, name].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    (is_date && !name.is_empty()).then_some(name)
}
