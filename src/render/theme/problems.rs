//! What Tera says of a template, as diagnostics with the template's own lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind, Tera};

use crate::diagnostic::{Code, Diagnostic, SourceFile};
use crate::span::ByteSpan;

type Templates = BTreeMap<String, Arc<SourceFile>>;

/// What stopped a template while it rendered the page at `address`.
pub(super) fn of_page(error: &Error, address: &str, templates: &Templates) -> Diagnostic {
    let context = format!("the page {address} cannot be rendered");
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            let message = format!("{context}: {}", report.message());
            placed(Diagnostic::error(Code::TemplateRender, message), report.filename(), &report.span().range, templates)
        }
        ErrorKind::TemplateNotFound(name) => {
            Diagnostic::error(Code::MissingTemplate, format!("{context}: there is no template “{name}”"))
        }
        other => Diagnostic::error(Code::TemplateRender, format!("{context}: {other}")),
    }
}

/// What is wrong with the syntax of one template.
pub(super) fn of_syntax(name: &str, text: &str, templates: &Templates) -> Option<Diagnostic> {
    let error = Tera::new().add_raw_template(name, text).err()?;
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    let problem = Diagnostic::error(Code::TemplateSyntax, report.message());
    Some(placed(problem, name, &report.span().range, templates))
}

/// What templates refer to that is not there: parents, includes, components, filters, functions.
pub(super) fn of_references(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let problem =
                Diagnostic::error(Code::MissingTemplate, format!("there is no template “{parent}” to extend"));
            vec![placed(problem, current, &quoted(templates.get(current), parent), templates)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let message = format!("templates extend each other in a circle: {}", inheritance_chain.join(" → "));
            let help = "to build on the file that this one replaces, extend it by its full name, such as \
                        built-in/broadsheet/templates/base.html";
            vec![in_template(Diagnostic::error(Code::TemplateSyntax, message).help(help), tpl, templates)]
        }
        ErrorKind::Msg(reports) => of_reports(reports, templates),
        other => vec![Diagnostic::error(Code::TemplateSyntax, other.to_string())],
    }
}

/// Tera tells several missing references as one text of reports: `error: message`, then ` --> template:line:column`.
fn of_reports(reports: &str, templates: &Templates) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut message = None;
    for line in reports.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            message = Some(text);
        } else if let Some((message, place)) = message.zip(line.trim_start().strip_prefix("--> ")) {
            problems.push(at_place(Diagnostic::error(Code::TemplateSyntax, message), place, templates));
        }
    }
    if problems.is_empty() {
        problems.push(Diagnostic::error(Code::TemplateSyntax, reports));
    }
    problems
}

/// Puts a problem at `template:line:column`.
fn at_place(problem: Diagnostic, place: &str, templates: &Templates) -> Diagnostic {
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|column| column.parse().ok());
    let line = parts.next().and_then(|line| line.parse().ok());
    let file = parts.next().and_then(|name| templates.get(name));
    match (file, line, column) {
        (Some(file), Some(line), Some(column)) => problem.at(file, place_of(&file.text, line, column)),
        _ => problem,
    }
}

/// The rest of the line from a line and a column, both counted from 1, up to the end of the tag.
fn place_of(text: &str, line: usize, column: usize) -> ByteSpan {
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(before..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let start: usize = rest.chars().take(column - 1).map(char::len_utf8).sum();
    let tail = rest.get(start..).unwrap_or_default();
    let length = tail.find(['}', '%', '>']).map_or(tail.len(), |end| tail[..end].trim_end().len());
    ByteSpan::new(before + start, before + start + length)
}

fn placed(problem: Diagnostic, name: &str, range: &std::ops::Range<usize>, templates: &Templates) -> Diagnostic {
    match templates.get(name) {
        Some(file) if range.start <= range.end => problem.at(file, ByteSpan::from(range.clone())),
        _ => problem,
    }
}

fn in_template(problem: Diagnostic, name: &str, templates: &Templates) -> Diagnostic {
    match templates.get(name) {
        Some(file) => problem.in_file(file),
        None => problem,
    }
}

/// Where a template names another in quotation marks.
fn quoted(file: Option<&Arc<SourceFile>>, name: &str) -> std::ops::Range<usize> {
    let start = file.and_then(|file| file.text.find(name)).unwrap_or_default();
    start..start + if file.is_some() { name.len() } else { 0 }
}
