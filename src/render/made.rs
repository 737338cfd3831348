//! Pages that were made before. A page is a function of the theme, of what all pages share, and of its own context; the hash
//! of these is its key, and the context is handed to the template only where no page has it.

use std::io::{self, Write};

use bytes::Bytes;
use serde::Serialize;
use tera::{Context, TeraResult};
use xxhash_rust::xxh3::Xxh3Default;

use super::context::page::SiteContext;
use super::theme::ThemeFiles;
use crate::config::Config;
use crate::memo::{Key, Memo};

/// Pages that were made before, as one build asks for them.
#[derive(Debug)]
pub(super) struct Made<'a> {
    pages: &'a Memo<Bytes>,
    /// The hash of what all pages share.
    shared: Key,
}

/// What a page is made from.
pub(super) enum Input {
    /// It was made before: these are its bytes.
    Known(Bytes),
    /// It has to be made from this context, and kept by this key.
    New(Context, Option<Key>),
}

impl<'a> Made<'a> {
    /// The pages in `pages`, for the site that `config`, `files` and `site` describe.
    pub(super) fn new(pages: &'a Memo<Bytes>, files: &ThemeFiles, config: &Config, site: &SiteContext) -> Self {
        let mut hash = Hash(Xxh3Default::new());
        if pages.remembers() {
            files.hash_into(&mut |part| hash.part(part));
            hash.part(format!("{config:?}").as_bytes());
            hash.value(site);
        }
        Self { pages, shared: hash.0.digest128() }
    }

    /// What the page with that template and context is made from.
    pub(super) fn input(&self, template: &str, context: &impl Serialize) -> TeraResult<Input> {
        let key = self.pages.remembers().then(|| self.key(template, context)).flatten();
        match key.and_then(|key| self.pages.get(key, |_| true)) {
            Some(page) => Ok(Input::Known(page)),
            None => Ok(Input::New(Context::from_serialize(context)?, key)),
        }
    }

    /// Keeps a page that was made from a new input.
    pub(super) fn keep(&self, key: Option<Key>, page: &Bytes) {
        if let Some(key) = key {
            self.pages.put(key, page);
        }
    }

    fn key(&self, template: &str, context: &impl Serialize) -> Option<Key> {
        let mut hash = Hash(Xxh3Default::new());
        hash.part(&self.shared.to_le_bytes());
        hash.part(template.as_bytes());
        hash.value(context).then(|| hash.0.digest128())
    }
}

/// A hash of several values, one after the other.
struct Hash(Xxh3Default);

impl Hash {
    fn part(&mut self, bytes: &[u8]) {
        self.0.update(&bytes.len().to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds a value as JSON, which tells any two contexts apart. False where it has no JSON.
    fn value(&mut self, value: &impl Serialize) -> bool {
        serde_json::to_writer(self, value).is_ok()
    }
}

impl Write for &mut Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
