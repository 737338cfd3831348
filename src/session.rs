//! A session: what earlier builds of a dossier worked out, so that the next does again only what has changed.
//!
//! Each stage is a pure function, and its results are kept by the hash of its input; so a build with any session gives the
//! same site and the same messages as a build with none.

use std::sync::Arc;

use crate::config::Config;
use crate::content::{Article, Content, Document, Memory};
use crate::diagnostic::Diagnostic;
use crate::dossier::{self, Dossier};
use crate::memo::{self, Each, Memo};
use crate::reading::{self, Reading};
use crate::render::theme::ThemeFiles;
use crate::render::{ChronologyPages, Live, Plan, Tools};

/// What earlier builds worked out; by default nothing, and nothing is remembered, for a program that builds once.
#[derive(Debug, Default)]
pub struct Session {
    /// Front matter and bodies, by file and what its links lead to.
    pub(crate) content: Memory,
    /// The languages of articles that name none, as their words tell them.
    languages: Memo<Option<&'static str>>,
    /// The readings of articles, by article and language.
    readings: Each<(Arc<Reading>, Vec<Diagnostic>)>,
    /// What was worked out of each article against the whole dossier.
    dossier: dossier::Memory,
    /// The last model, for a change of the theme or of settings, which leave it as it is.
    models: Memo<(Arc<Dossier>, Vec<Diagnostic>)>,
    /// The pages of the chronology, by the chronology.
    chronologies: Memo<Arc<ChronologyPages>>,
    /// Which pages and exports sites have.
    pub(crate) plans: Memo<Arc<Plan>>,
    /// What sites are made with, by the files of the theme.
    tools: Memo<Arc<Tools>>,
    /// The themes of which a page of each template could be made.
    usable_themes: Memo<()>,
}

impl Session {
    /// A session of several builds.
    #[must_use]
    pub fn remembering() -> Self {
        Self {
            content: Memory::remembering(),
            languages: Memo::remembering(),
            readings: Each::remembering(),
            dossier: dossier::Memory::remembering(),
            models: Memo::remembering(),
            chronologies: Memo::remembering(),
            plans: Memo::remembering(),
            tools: Memo::remembering(),
            usable_themes: Memo::remembering(),
        }
    }

    /// A session of one build, which opens a document once, however often it needs its text.
    #[must_use]
    pub fn of_one_build() -> Self {
        Self { content: Memory::of_texts(), ..Self::default() }
    }

    /// The language of an article that names none, as its words tell it.
    pub(crate) fn language_of(&self, article: &Document<Article>) -> Option<&'static str> {
        self.languages.get_or(|| article.fingerprint, || reading::language::detect_article(article))
    }

    /// What articles say, as [`reading::read`] reads each.
    pub(crate) fn read(
        &self,
        articles: &[Document<Article>],
        site_language: &str,
    ) -> (Vec<Arc<Reading>>, Vec<Diagnostic>) {
        let version = |article: &Document<Article>| reading::version(article, site_language);
        let read = |article: &Document<Article>| {
            let (reading, diagnostics) = reading::read(article, site_language);
            (Arc::new(reading), diagnostics)
        };
        let (readings, diagnostics): (_, Vec<_>) = self.readings.of(articles, version, read).into_iter().unzip();
        (readings, diagnostics.into_iter().flatten().collect())
    }

    /// The model of a dossier, as [`dossier::build`] builds it.
    pub(crate) fn dossier(
        &self,
        content: Content,
        readings: Vec<Arc<Reading>>,
        config: &Config,
    ) -> (Arc<Dossier>, Vec<Diagnostic>) {
        let Config { language, names_language, .. } = config;
        let version = |content: &Content| {
            memo::key(&[&content.version().to_le_bytes(), language.as_bytes(), &[u8::from(*names_language)]])
        };
        let key = if self.models.remembers() { version(&content) } else { 0 };
        self.models.get_or(
            || key,
            || {
                let (dossier, problems) = dossier::build(content, readings, language, &self.dossier);
                self.dossier.forget_unused();
                (Arc::new(dossier), problems)
            },
        )
    }

    /// The pages of the chronology of a dossier.
    pub(crate) fn chronology(&self, dossier: &Dossier) -> Arc<ChronologyPages> {
        self.chronologies.get_or(|| ChronologyPages::version(dossier), || Arc::new(ChronologyPages::new(dossier)))
    }

    /// What a site with these settings and the theme of these files is made with, as [`Tools::new`] makes it.
    ///
    /// # Errors
    /// What is wrong with the theme or the settings.
    pub(crate) fn tools(&self, config: &Config, files: &ThemeFiles) -> Result<Tools, Vec<Diagnostic>> {
        if !self.tools.remembers() {
            return Tools::new(config, files);
        }
        let version = Tools::version(config, files);
        if let Some(known) = self.tools.get(version, |_| true) {
            return Ok(Tools::clone(&known));
        }
        let made = Arc::new(Tools::new(config, files)?);
        self.tools.put(version, &made);
        Ok(Tools::clone(&made))
    }

    /// Whether the theme of a site can be used, as [`Live::try_templates`] finds out, once for each theme.
    ///
    /// # Errors
    /// Every place of a template that could not be rendered.
    pub(crate) fn try_theme(&self, site: &Live) -> Result<(), Vec<Diagnostic>> {
        if self.usable_themes.get(site.theme(), |()| true).is_none() {
            site.try_templates()?;
            self.usable_themes.put(site.theme(), &());
        }
        Ok(())
    }

    /// Forgets what the last build did not ask for.
    pub(crate) fn forget_unused(&self) {
        self.content.forget_unused();
        self.languages.forget_unused();
        self.models.forget_unused();
        self.chronologies.forget_unused();
        self.plans.forget_unused();
        self.tools.forget_unused();
        self.usable_themes.forget_unused();
    }
}
