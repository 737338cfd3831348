//! The outlets: those with a file, and those that an article names without one.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;

use super::unique::Unique;
use super::{ArticleIndex, Firsts, Memory, SourceEntry, SourceIndex};
use crate::content::{Content, Document, Source};
use crate::fold::fold;
use crate::id::Id;

/// The id of an outlet whose name holds no letter.
const NAMELESS: &str = "source";

/// Every outlet, and that of each article.
#[derive(Debug)]
pub(super) struct Sources {
    /// By name.
    pub(super) entries: Vec<SourceEntry>,
    pub(super) of_articles: Vec<SourceIndex>,
}

/// Every outlet, and that of each article. `order` lists the articles of `content`, oldest first.
pub(super) fn gather(content: &Content, order: &[usize], memory: &Memory) -> Arc<Sources> {
    memory.sources.get_or(|| content.version_of_fronts(), || Arc::new(Sources::of(content, order)))
}

impl Sources {
    fn of(content: &Content, order: &[usize]) -> Self {
        let mut entries: Vec<SourceEntry> = content.sources.iter().enumerate().map(with_file).collect();
        let mut known = names(&content.sources);
        let mut ids = Unique::beside(entries.iter().map(|entry| entry.id.to_string()));
        let mut places = Vec::with_capacity(order.len());
        let mut spelled: HashMap<&str, usize> = HashMap::default();
        for (article, &document) in order.iter().enumerate() {
            let name = content.articles[document].front.source.trim();
            let place = *spelled.entry(name).or_insert_with(|| {
                *known.entry(fold(name)).or_insert_with(|| {
                    entries.push(without_file(name, &mut ids));
                    entries.len() - 1
                })
            });
            entries[place].articles.push(ArticleIndex::new(article));
            places.push(place);
        }
        Self::by_name(entries, &places)
    }

    /// Those of `entries`, where `places` tells the place of that of each article.
    fn by_name(entries: Vec<SourceEntry>, places: &[usize]) -> Self {
        let mut order: Vec<(usize, SourceEntry)> = entries.into_iter().enumerate().collect();
        order.sort_by_cached_key(|(_, entry)| (fold(&entry.name), entry.id.clone()));
        let mut moved = vec![SourceIndex::new(0); order.len()];
        for (new, (old, _)) in order.iter().enumerate() {
            moved[*old] = SourceIndex::new(new);
        }
        Self {
            entries: order.into_iter().map(|(_, entry)| entry).collect(),
            of_articles: places.iter().map(|&place| moved[place]).collect(),
        }
    }
}

fn with_file((document, source): (usize, &Document<Source>)) -> SourceEntry {
    let (id, name) = (source.id.clone(), source.front.name.clone());
    SourceEntry { id, name, document: Some(document), articles: Vec::new(), firsts: Firsts::default() }
}

fn without_file(name: &str, ids: &mut Unique<String>) -> SourceEntry {
    let slug = slug::slugify(name);
    let id = ids.name(if slug.is_empty() { NAMELESS.to_owned() } else { slug });
    SourceEntry {
        id: Id::new(&id),
        name: name.to_owned(),
        document: None,
        articles: Vec::new(),
        firsts: Firsts::default(),
    }
}

/// Every spelling of every outlet with a file. Ids go before names, and names before aliases.
fn names(sources: &[Document<Source>]) -> BTreeMap<String, usize> {
    let mut known = BTreeMap::new();
    let mut note = |name: &str, place: usize| {
        known.entry(fold(name)).or_insert(place);
    };
    sources.iter().enumerate().for_each(|(at, source)| note(source.id.as_str(), at));
    sources.iter().enumerate().for_each(|(at, source)| note(&source.front.name, at));
    for (at, source) in sources.iter().enumerate() {
        source.front.aliases.iter().for_each(|alias| note(alias, at));
    }
    known
}
