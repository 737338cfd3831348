//! A live site: one whose files are made when they are asked for, from a model that it holds.

use std::sync::Arc;

use self_cell::self_cell;

use super::desk::{Desk, Material};
use super::theme::Theme;
use super::{FileBody, Page, Plan};
use crate::diagnostic::Diagnostic;
use crate::memo::{Key, Memo};

self_cell!(
    struct Cell {
        owner: Material,
        #[covariant]
        dependent: Desk,
    }

    impl {Debug}
);

/// A site that is made file by file, on demand; the same files that a build for the disk writes.
#[derive(Debug)]
pub struct Live(Cell);

impl Live {
    /// The site of `material`.
    #[must_use]
    pub fn new(material: Material, theme: Theme) -> Self {
        Self::with_plans(material, theme, &Memo::default())
    }

    /// The same where the plan of the site may be known.
    pub(crate) fn with_plans(material: Material, theme: Theme, plans: &Memo<Arc<Plan>>) -> Self {
        Self(Cell::new(material, |material| Desk::new(material, theme, plans)))
    }

    /// What the site is made from.
    #[must_use]
    pub fn material(&self) -> &Material {
        self.0.borrow_owner()
    }

    /// A hash of the theme that it is made with.
    #[must_use]
    pub fn theme(&self) -> Key {
        self.0.borrow_dependent().theme()
    }

    /// Makes a page with each template, to see whether the theme can be used.
    ///
    /// # Errors
    /// Every place of a template that could not be rendered.
    pub fn try_templates(&self) -> Result<(), Vec<Diagnostic>> {
        self.0.borrow_dependent().try_templates()
    }

    /// Makes the file at a path below the output folder; none where the site has none there.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<Result<FileBody, Diagnostic>> {
        self.0.borrow_dependent().make(path)
    }

    /// Whether the site has a file at a path.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.0.borrow_dependent().has(path)
    }

    /// The path of every file.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.borrow_dependent().paths()
    }

    /// The path of every file of the theme and of the editor's own, with what it holds.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, &FileBody)> {
        self.0.borrow_dependent().fixed()
    }

    /// Every page with its path.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.0.borrow_dependent().pages()
    }
}
