//! The builder: makes the site, and makes it again whenever something has changed. One build at a time; what changes in the
//! meantime waits for the next.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;

use super::served::Served;
use super::snapshot::Changes;
use super::watcher::Watcher;
use crate::render::Kept;
use crate::session::Session;
use crate::{Build, Settings, build_in, diagnostic};

/// Makes the site of one dossier.
pub(super) struct Builder {
    settings: Settings,
    session: Session,
    publish: watch::Sender<Arc<Served>>,
    /// The problems that were told last, so that they are not told again with every save.
    told: String,
}

impl Builder {
    /// A builder that publishes each site it makes.
    pub(super) fn new(root: &Path, drafts: bool, base_url: String, publish: watch::Sender<Arc<Served>>) -> Self {
        // The search index is made when somebody searches.
        let settings = Settings { base_url: Some(base_url), drafts, search: false, ..Settings::new(root) };
        Self { settings, session: Session::remembering(), publish, told: String::new() }
    }

    /// Builds at once, and after every change. Returns when the watcher has nothing more to wait for.
    pub(super) fn work(mut self, watcher: &mut Watcher) {
        self.build(None);
        while let Some(changes) = watcher.wait() {
            self.build(Some(&changes));
        }
    }

    fn build(&mut self, changes: Option<&Changes>) {
        let started = Instant::now();
        let kept = Kept::default();
        let build = build_in(&self.session, &self.settings, &kept, &|_| {});
        let (articles, pages) = (build.articles, build.pages);
        self.tell(&build);
        let site = build.is_whole.then(|| kept.into_site());
        let next = self.publish.borrow().after(build, site);
        let outcome = outcome(&next, articles, pages);
        self.publish.send_replace(Arc::new(next));
        let why = changes.map(|changes| format!("{changes}: ")).unwrap_or_default();
        super::say(&format!("{why}{outcome} in {} ms", started.elapsed().as_millis()));
    }

    fn tell(&mut self, build: &Build) {
        let problems = diagnostic::render::human(&build.diagnostics, false);
        if problems != self.told {
            super::say(problems.trim_end());
            self.told = problems;
        }
    }
}

/// What came of a build, in a few words.
fn outcome(served: &Served, articles: usize, pages: usize) -> String {
    match (&served.problems, &served.good) {
        (None, Some(good)) => format!("{} of {pages} pages made from {articles} articles", good.new_pages()),
        (_, Some(_)) => "not built, the site stays as it was until the problems are mended".to_owned(),
        (_, None) => "not built, there is no site until the problems are mended".to_owned(),
    }
}
