//! Articles of the dossier, annotated with all that the dossier knows. Positions are those of the report's plain text, as
//! `docs/exports.md` defines it; words are left out where the article's text is not published.

use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::form::{Annotations, Place};
use crate::cli::{Failure, Reading};
use crate::render::address::Addresses;
use crate::render::publication::{Publication, Report};

pub(super) fn annotate(root: &Path, files: &[PathBuf]) -> Result<(), Failure> {
    let (dossier, config) = Reading { drafts: true }.model(root)?;
    let addresses = Addresses::new(&config.base_url).map_err(Failure::Usage)?;
    let publication = Publication::new(&dossier, &config, &addresses);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in files {
        out.write_all(line(find(&publication, root, file)?)?.as_bytes())?;
    }
    Ok(out.flush()?)
}

fn line(report: &Report<'_>) -> Result<String, Failure> {
    let mut annotations = Annotations::new(report.document.id.as_str(), |text, span| {
        Some(Place::new(report.position_of(text, span)?, report.shown(text, span)))
    });
    annotations.add_marks(report.annotated.annotation.marks.iter().map(|anchored| &anchored.mark));
    Ok(annotations.line()?)
}

/// The article in `file`, given from the current folder or from the dossier's root.
fn find<'a, 'b>(publication: &'b Publication<'a>, root: &Path, file: &Path) -> Result<&'b Report<'a>, Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let wanted = [real(file), real(&root.join(file))];
    let is_wanted = |report: &&Report<'_>| {
        let path = real(&root.join(&report.document.file.path));
        path.is_some() && wanted.contains(&path)
    };
    publication.reports().iter().find(is_wanted).ok_or_else(|| {
        let help = "name a file in content/articles, or use --jsonl for texts that are not in the dossier";
        Failure::usage(format!("{} is no article of the dossier", file.display()), help)
    })
}
