//! Who gives a figure, apart from the outlet: "according to official figures", "the UN said", ", said the minister".
//!
//! A source covers the figures of its own sentence only. One whose verb the figure follows ("the council announced 67%") comes
//! before any other. Where a sentence has several clauses ("police said …, while the opposition said …") the source in
//! the clause of the figure comes next; two that are left make it ambiguous.

use std::collections::BTreeMap;

use super::Found;
use super::sources::{Covers, Source, sources};
use super::view::View;
use crate::reading::lexicon::figures::Role;
use crate::reading::mark::{Attribution, Unit};
use crate::span::ByteSpan;

/// Gives each figure of a sentence its source: one that speaks of this figure only, else the only one of its clause, else the
/// only one of the sentence.
pub(super) fn attribute(view: &View<'_>, found: &mut [Found]) {
    if found.is_empty() {
        return;
    }
    let mut given = Given::new(view);
    for source in sources(view).into_iter().filter(|source| !names_amount(source.name, found)) {
        given.add(view, &source);
    }
    for found in found {
        found.figure.attribution = given.to(found.span).clone();
    }
}

/// The sources of a sentence, by what they speak of.
struct Given {
    /// The bytes at which a new clause begins.
    clauses: Vec<usize>,
    /// Of the sentence as a whole.
    of_sentence: Attribution,
    /// Of each clause.
    of_clauses: Vec<Attribution>,
    /// Of the figure that starts at a byte.
    of_starts: BTreeMap<usize, Attribution>,
    /// Of the figure that ends at a byte.
    of_ends: BTreeMap<usize, Attribution>,
    /// Of the figures in some bytes, by their last.
    of_spans: BTreeMap<usize, (usize, Attribution)>,
}

impl Given {
    fn new(view: &View<'_>) -> Self {
        let clauses = clause_starts(view);
        Self {
            of_clauses: vec![Attribution::None; clauses.len() + 1],
            clauses,
            of_sentence: Attribution::None,
            of_starts: BTreeMap::new(),
            of_ends: BTreeMap::new(),
            of_spans: BTreeMap::new(),
        }
    }

    fn add(&mut self, view: &View<'_>, source: &Source) {
        let span = source.name;
        let name = span.of_text(view.tokens.text());
        let alone = || with_source(Attribution::None, span, name);
        match source.covers {
            Covers::FigureBefore(end) => {
                self.of_ends.insert(end, alone());
            }
            Covers::Within(words) => {
                self.of_spans.insert(words.end(), (words.start(), alone()));
            }
            Covers::Clause { object } => {
                self.of_sentence = with_source(std::mem::take(&mut self.of_sentence), span, name);
                let own = &mut self.of_clauses[clause_of(&self.clauses, span.start())];
                *own = with_source(std::mem::take(own), span, name);
                self.of_starts.extend(object.map(|start| (start, alone())));
            }
        }
    }

    /// Whose the figure at `span` is.
    fn to(&self, span: ByteSpan) -> &Attribution {
        let around = || self.of_spans.range(span.end()..).next().filter(|(_, (start, _))| *start <= span.start());
        let own = &self.of_clauses[clause_of(&self.clauses, span.start())];
        let of_clause = if *own == Attribution::None { &self.of_sentence } else { own };
        let of_figure = self.of_starts.get(&span.start()).or_else(|| self.of_ends.get(&span.end()));
        of_figure.or_else(|| around().map(|(_, (_, source))| source)).unwrap_or(of_clause)
    }
}

/// The attribution `known` once `span`, which reads `name`, is a candidate too.
fn with_source(known: Attribution, span: ByteSpan, name: &str) -> Attribution {
    match known {
        Attribution::None => Attribution::Source { name: name.to_owned(), span },
        Attribution::Source { name: other, span } if other.eq_ignore_ascii_case(name) => {
            Attribution::Source { name: other, span }
        }
        _ => Attribution::Ambiguous,
    }
}

/// Whether an amount stands in the words of a source, which therefore are none; "12 officials" may be a source.
fn names_amount(source: ByteSpan, found: &[Found]) -> bool {
    let first = found.partition_point(|found| found.span.end() <= source.start());
    let inside = found[first..].iter().take_while(|found| found.span.start() < source.end());
    inside.into_iter().any(|found| found.figure.unit != Unit::People)
}

/// The bytes at which a new clause begins.
fn clause_starts(view: &View<'_>) -> Vec<usize> {
    let starts = (view.first..view.end).filter(|&at| view.is(at, Role::Clause) || view.is_mark(at, &[';']));
    starts.filter_map(|at| view.token(at)).map(|token| token.span.start()).collect()
}

/// The number of the clause that `byte` is in.
fn clause_of(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|&start| start <= byte)
}
