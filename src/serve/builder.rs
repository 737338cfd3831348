//! The builder: makes the site, and makes it again whenever something has changed. One build at a time; what changes in the
//! meantime waits for the next.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch;

use super::served::Served;
use super::snapshot::Changes;
use super::watcher::Watcher;
use crate::content::Listing;
use crate::session::Session;
use crate::{Opened, Settings, diagnostic, open_listed};

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
        let settings = Settings { base_url: Some(base_url), drafts, ..Settings::new(root) };
        Self { settings, session: Session::remembering(), publish, told: String::new() }
    }

    /// Builds at once, and after every change. Returns when the watcher has nothing more to wait for.
    pub(super) fn work(mut self, watcher: &mut Watcher) {
        self.build(None, watcher.listing());
        while let Some(changes) = watcher.wait() {
            self.build(Some(&changes), watcher.listing());
        }
    }

    fn build(&mut self, changes: Option<&Changes>, listing: &Listing) {
        let started = Instant::now();
        let opened = open_listed(&self.session, &self.settings, listing);
        self.tell(&opened);
        let next = self.publish.borrow().after(opened);
        let outcome = outcome(&next);
        let before = self.publish.send_replace(Arc::new(next));
        let why = changes.map(|changes| format!("{changes}: ")).unwrap_or_default();
        super::say(&format!("{why}{outcome} in {} ms", started.elapsed().as_millis()));
        rayon::spawn(|| drop(before));
    }

    fn tell(&mut self, opened: &Opened) {
        let problems = diagnostic::render::human(&opened.diagnostics, false);
        if problems != self.told {
            super::say(problems.trim_end());
            self.told = problems;
        }
    }
}

/// What came of a build, in a few words.
fn outcome(served: &Served) -> String {
    match (&served.problems, &served.good) {
        (None, Some(good)) => {
            let (articles, pages) = good.size();
            format!("{articles} articles on {pages} pages")
        }
        (_, Some(_)) => "not built, the site stays as it was until the problems are mended".to_owned(),
        (_, None) => "not built, there is no site until the problems are mended".to_owned(),
    }
}
