//! What the whole dossier says of each actor: where it is named, what it said, which figures it gave, what it took part
//! in, and with whom it appears.

use std::collections::BTreeMap;
use std::hash::Hash as _;
use std::sync::Arc;

use foldhash::HashMap;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use super::{
    ActorEntry, ActorIndex, AnchoredMark, ArticleIndex, Dossier, MarkIndex, Memory, Roll, Slice, memory, slice,
};
use crate::content::actor::ActorKind;
use crate::content::body::TextId;
use crate::content::{Content, version_of};
use crate::fold::fold;
use crate::id::Id;
use crate::memo::Key;
use crate::reading::mark::Value;

/// The most actors of one paragraph that are paired with each other; a paragraph with more is a list.
const MOST_IN_COMPANY: usize = 40;

/// With whom an actor appears, and in how many paragraphs, the most frequent first.
pub(super) type Company = Arc<[(ActorIndex, usize)]>;

/// Finds actors by id, and by what editors write in front matter: an id, a name or an alias.
#[derive(Debug)]
pub(super) struct Directory {
    ids: HashMap<Id, ActorIndex>,
    names: HashMap<String, ActorIndex>,
    /// What each is.
    pub(super) kinds: HashMap<Id, ActorKind>,
    /// A hash of all from which it was made, where a session remembers it.
    version: Key,
}

impl Directory {
    /// A directory of `actors`. Of those that one word could mean, an id goes before a name, and a name before an alias.
    pub(super) fn new(content: &Content, actors: &Roll, version: Key) -> Self {
        let mut names = HashMap::default();
        let mut note = |name: &str, at: ActorIndex| {
            names.entry(fold(name)).or_insert(at);
        };
        actors.indexed().for_each(|(at, actor)| note(actor.id.as_str(), at));
        actors.indexed().for_each(|(at, actor)| note(&actor.name, at));
        for (at, document) in actors.indexed().filter_map(|(at, actor)| Some((at, actor.document?))) {
            content.actors[document].front.aliases.iter().for_each(|alias| note(alias, at));
        }
        let ids = actors.indexed().map(|(at, actor)| (actor.id.clone(), at)).collect();
        let kinds = actors.iter().map(|actor| (actor.id.clone(), actor.kind)).collect();
        Self { ids, names, kinds, version }
    }

    /// A hash of all from which that of `actors` is made.
    pub(super) fn version(content: &Content, actors: &Roll) -> Key {
        let mut hasher = Xxh3Default::new();
        version_of(&content.actors).hash(&mut hasher);
        for (at, ActorEntry { id, name, kind, document, .. }) in actors.indexed() {
            (at, id, name, kind, document).hash(&mut hasher);
        }
        hasher.digest128()
    }

    /// The actor of that id, name or alias.
    pub(super) fn named(&self, name: &str) -> Option<ActorIndex> {
        self.names.get(&fold(name)).copied()
    }

    /// The actor of that id.
    pub(super) fn by_id(&self, id: &Id) -> Option<ActorIndex> {
        self.ids.get(id).copied()
    }
}

/// What one article says of actors.
#[derive(Debug)]
pub(super) struct Account {
    /// The actors that it concerns; see [`concerned`].
    concerned: Arc<[ActorIndex]>,
    /// What actors have to do with its marks.
    parts: Box<[Part]>,
    /// Every two actors that its paragraphs name together, sorted.
    pairs: Box<[Pair]>,
    /// A hash of the pairs, where a session remembers it.
    paired: Key,
    /// A hash of `concerned` and `parts`, where a session remembers it.
    version: Key,
}

/// What an actor has to do with a mark of an article.
#[derive(Clone, Copy, Debug, Hash)]
struct Part {
    actor: ActorIndex,
    /// The mark's place among the article's.
    mark: u32,
    role: Role,
}

/// How an actor has to do with a mark.
#[derive(Clone, Copy, Debug, Hash)]
enum Role {
    /// A mention names it.
    Named,
    /// It makes a statement.
    Speaker,
    /// A figure comes from it.
    Origin,
}

impl Role {
    /// How many there are.
    const COUNT: usize = Self::Origin as usize + 1;
}

/// Two actors that are named together, and in how many paragraphs. There are more of them than of anything else in a
/// large dossier, so they are kept small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Pair {
    one: ActorIndex,
    /// The larger index.
    other: ActorIndex,
    paragraphs: u32,
}

impl Pair {
    fn actors(&self) -> (ActorIndex, ActorIndex) {
        (self.one, self.other)
    }
}

/// What the dossier says of all actors.
pub(super) struct Profiles {
    accounts: Vec<Arc<Account>>,
    /// With whom each actor appears, where it appears with any.
    companies: Arc<[(ActorIndex, Company)]>,
}

/// Gathers what articles say of actors. Needs nothing but their marks.
pub(super) fn gather(dossier: &Dossier, directory: &Directory, memory: &Memory) -> Profiles {
    let version = || memory::key(directory.version, dossier.content.version_of_fronts());
    let listed = memory.listed.get_or(version, || listed(dossier, directory));
    let articles: Vec<ArticleIndex> = dossier.article_indices().collect();
    let key =
        |&article: &ArticleIndex| memory::key(dossier.articles[article.at()].annotation.version, &listed[article.at()]);
    let account = |&article: &ArticleIndex| Arc::new(account(dossier, article, &listed[article.at()], memory));
    let accounts = memory.accounts.of(&articles, key, account);
    let key = || memory::key(Key::default(), accounts.iter().map(|account| account.paired).collect::<Vec<_>>());
    let companies = memory.companies.get_or(key, || companies(&accounts, dossier.actors.places()));
    Profiles { accounts, companies }
}

fn account(dossier: &Dossier, article: ArticleIndex, listed: &[ActorIndex], memory: &Memory) -> Account {
    let (pairs, parts) = (pairs(dossier, article), parts(dossier, article));
    let concerned = concerned(dossier, article, listed);
    let is_remembered = memory.companies.remembers();
    let paired = if is_remembered { memory::key(Key::default(), &pairs) } else { Key::default() };
    let version = if is_remembered { memory::key(Key::default(), (&parts, &concerned)) } else { Key::default() };
    Account { concerned, parts, pairs, paired, version }
}

/// Fills the entries of all actors, and lists the actors of each article. `chronology` is the version of the dossier's.
pub(super) fn fill(dossier: &mut Dossier, profiles: &Profiles, chronology: Key, memory: &Memory) {
    let seats = if memory.entries.remembers() { dossier.actors.version() } else { Key::default() };
    let (lists, entries_of) = rayon::join(
        || memory.lists.get_or(|| profiles.version(seats), || Arc::new(profiles.lists(&dossier.actors))),
        || memory.entries.get_or(|| memory::key(seats, chronology), || entries(dossier).into()),
    );
    let of_actors = lists.parts.chunks_exact(Role::COUNT).zip(&lists.articles).zip(&*entries_of);
    for (actor, ((parts, articles), entries)) in dossier.actors.entries_mut().zip(of_actors) {
        let list = |role: Role| parts[role as usize].clone();
        actor.mentions = list(Role::Named);
        actor.statements = list(Role::Speaker);
        actor.figures = list(Role::Origin);
        (actor.articles, actor.entries) = (articles.clone(), entries.clone());
    }
    for (article, account) in dossier.articles.iter_mut().zip(&profiles.accounts) {
        article.actors = Arc::clone(&account.concerned);
    }
    for (actor, company) in profiles.companies.iter() {
        dossier.actors[*actor].appears_with = Arc::clone(company);
    }
}

/// What belongs to each actor, by its position on the roll.
#[derive(Debug)]
pub(super) struct Lists {
    /// The marks that it has to do with, a list for each role.
    parts: Vec<Slice<MarkIndex>>,
    /// The articles that concern it.
    articles: Vec<Slice<ArticleIndex>>,
}

impl Profiles {
    fn lists(&self, actors: &Roll) -> Lists {
        let position = |actor: &ActorIndex| actors.position(*actor);
        let accounts = self.accounts.iter().enumerate().map(|(at, account)| (ArticleIndex::new(at), account));
        let parts = accounts.clone().flat_map(|(article, account)| {
            let part = move |part: &Part| {
                let list = position(&part.actor) * Role::COUNT + part.role as usize;
                (list, MarkIndex::new(article, part.mark as usize))
            };
            account.parts.iter().map(part)
        });
        let articles = accounts
            .flat_map(|(article, account)| account.concerned.iter().map(move |actor| (position(actor), article)));
        let (parts, articles) =
            rayon::join(|| slice::deal(actors.len() * Role::COUNT, parts), || slice::deal(actors.len(), articles));
        Lists { parts, articles }
    }

    /// A hash of all from which the lists are made; `seats` is one of the places on the roll.
    fn version(&self, seats: Key) -> Key {
        memory::key(seats, self.accounts.iter().map(|account| account.version).collect::<Vec<_>>())
    }
}

/// The entries of the chronology that concern each actor, by its position on the roll.
fn entries(dossier: &Dossier) -> Vec<Slice<usize>> {
    let entries = dossier.chronology.iter().enumerate();
    let entries =
        entries.flat_map(|(at, entry)| entry.actors.iter().map(move |actor| (dossier.actors.position(*actor), at)));
    slice::deal(dossier.actors.len(), entries)
}

/// The parts that actors have in an article, in order of its marks.
fn parts(dossier: &Dossier, article: ArticleIndex) -> Box<[Part]> {
    let part = |(index, anchored): (MarkIndex, &AnchoredMark)| {
        let role = match anchored.mark.value {
            Value::Mention(_) => Role::Named,
            Value::Statement(_) => Role::Speaker,
            Value::Figure(_) => Role::Origin,
            Value::Date(_) | Value::Reference(_) => return None,
        };
        Some(Part { actor: anchored.actor?, mark: index.mark() as u32, role })
    };
    dossier.marks_of(article).filter_map(part).collect()
}

/// Every two actors that paragraphs of an article name together.
fn pairs(dossier: &Dossier, article: ArticleIndex) -> Box<[Pair]> {
    let mut mentioned: Vec<(TextId, ActorIndex)> = dossier
        .marks_of(article)
        .filter_map(|(_, anchored)| Some((anchored.mark.text, anchored.mentioned()?)))
        .collect();
    mentioned.sort_unstable();
    mentioned.dedup();
    let mut pairs = Vec::new();
    for together in mentioned.chunk_by(|one, other| one.0 == other.0) {
        let together = &together[..together.len().min(MOST_IN_COMPANY)];
        for (at, &(_, one)) in together.iter().enumerate() {
            let pair = |&(_, other): &(TextId, ActorIndex)| Pair { one, other, paragraphs: 1 };
            pairs.extend(together[at + 1..].iter().map(pair));
        }
    }
    merged(pairs).into()
}

/// Each pair once, sorted, with the paragraphs of all.
fn merged(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.par_sort_unstable();
    pairs.dedup_by(|next, first| {
        let is_same = next.actors() == first.actors();
        if is_same {
            first.paragraphs += next.paragraphs;
        }
        is_same
    });
    pairs
}

/// For each actor that articles pair with others those others, the most frequent first. Indices are smaller than `places`.
fn companies(accounts: &[Arc<Account>], places: usize) -> Arc<[(ActorIndex, Company)]> {
    let pairs = merged(accounts.iter().flat_map(|account| account.pairs.iter().copied()).collect());
    let mut companies: Vec<Vec<(ActorIndex, usize)>> = vec![Vec::new(); places];
    for Pair { one, other, paragraphs } in pairs {
        companies[one.at()].push((other, paragraphs as usize));
        companies[other.at()].push((one, paragraphs as usize));
    }
    let companies = companies.into_iter().enumerate().filter(|(_, company)| !company.is_empty());
    let companies: Vec<(usize, Vec<(ActorIndex, usize)>)> = companies.collect();
    let sorted = |(actor, mut company): (usize, Vec<(ActorIndex, usize)>)| {
        sort_most_frequent(&mut company);
        (ActorIndex::new(actor), Company::from(company))
    };
    companies.into_par_iter().map(sorted).collect()
}

/// The actors that the front matter of each article lists. The same few names stand in most.
fn listed(dossier: &Dossier, directory: &Directory) -> Arc<[Box<[ActorIndex]>]> {
    let mut known: HashMap<&str, Option<ActorIndex>> = HashMap::default();
    let mut of_article = |article| {
        let names = dossier.document(article).front.actors.iter();
        names.filter_map(|name| *known.entry(name.as_str()).or_insert_with(|| directory.named(name))).collect()
    };
    dossier.article_indices().map(&mut of_article).collect()
}

/// The actors of an article: those mentioned, the most often first, then those that its front matter lists.
fn concerned(dossier: &Dossier, article: ArticleIndex, listed: &[ActorIndex]) -> Arc<[ActorIndex]> {
    let mut counts: BTreeMap<ActorIndex, usize> = listed.iter().map(|&actor| (actor, 0)).collect();
    for actor in dossier.marks_of(article).filter_map(|(_, anchored)| anchored.mentioned()) {
        *counts.entry(actor).or_default() += 1;
    }
    let mut counts: Vec<(ActorIndex, usize)> = counts.into_iter().collect();
    sort_most_frequent(&mut counts);
    counts.into_iter().map(|(actor, _)| actor).collect()
}

fn sort_most_frequent(counts: &mut [(ActorIndex, usize)]) {
    counts.sort_unstable_by_key(|&(actor, count)| (std::cmp::Reverse(count), actor));
}
