//! The cards of a report: what the dossier knows of the things that its marks refer to, each once, with the sign that the
//! marks bear too. They stand at the foot of the page as what they are, lists and a table; a script shows one beside its
//! mark, and on paper they are the notes.

use serde::Serialize;

use super::super::charts::Place;
use super::super::referents::{Referents, SharedSpan, Sign};
use super::super::view::View;
use super::actors::kind_word;
use super::measures::Comparison;
use super::{Link, Shared, ShownDate, clipped};
use crate::content::actor::Role;
use crate::content::body::{Voice, plain_text};
use crate::dossier::{ActorIndex, ArticleIndex, Claim, Ledger, PassageEnd, Target};
use crate::edtf::Edtf;
use crate::id::DocumentRef;
use crate::interval::Interval;

/// Other reports of a figure that a card has at most: those nearest in time. The ledger has all.
const MOST_OTHERS: usize = 8;
/// What else happened that a card has at most: what matters most.
const MOST_HAPPENINGS: usize = 4;
/// How many letters a card quotes at most.
const MOST_LETTERS: usize = 160;

/// What a report gives for one measure beside what other reports say.
#[derive(Debug, Serialize)]
pub(super) struct FigureCard {
    sign: String,
    measure: Link,
    /// Whether reports contradict each other.
    disputed: bool,
    /// What this report gives, in order of the text.
    claims: Vec<ComparedClaim>,
    /// What others give, the oldest first.
    others: Vec<ComparedClaim>,
    /// How many other reports the list leaves out.
    more: usize,
}

/// A claim in a figure's card.
#[derive(Debug, Serialize)]
struct ComparedClaim {
    /// The words as printed; empty where they may not be shown.
    words: String,
    /// The link to them.
    href: String,
    /// The interval in words.
    value: String,
    /// Where it stands on the scale of the card.
    place: Place,
    source: Shared<Link>,
    published: Shared<ShownDate>,
    /// How another report's stands to this one's.
    comparison: Option<Comparison>,
}

/// An actor that a report concerns.
#[derive(Debug, Serialize)]
pub(super) struct NameCard {
    sign: String,
    title: String,
    href: String,
    /// What it is, in a word.
    kind: String,
    /// The office that it held when the report was published.
    role: Option<String>,
    /// Who this is, in the editor's first words.
    about: String,
    /// How often reports name it, in words.
    mentions: String,
}

/// A day, month or year that a report names.
#[derive(Debug, Serialize)]
pub(super) struct DayCard {
    sign: String,
    date: ShownDate,
    /// The link to it in the chronology.
    href: String,
    /// What happened, what matters most first.
    happenings: Vec<Shared<Happening>>,
    /// How much more happened.
    more: usize,
}

/// Something that happened on a day.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Happening {
    title: String,
    href: String,
    /// The language of a passage's words; none of an event's title.
    language: Option<String>,
}

/// A document that a report's editor links to.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceCard {
    sign: String,
    title: String,
    href: String,
    /// When it happened, or who reported it and when.
    about: Option<String>,
}

/// A passage that stands in other reports too.
#[derive(Debug, Serialize)]
pub(super) struct PassageCard {
    sign: String,
    /// The words in this report.
    words: String,
    /// The link to the paragraph in this page.
    href: String,
    /// The other reports, each with the link to the paragraph.
    others: Vec<Link>,
}

/// An article's claims, those of one measure together, in order of the first of each.
pub(super) fn figures(view: &View<'_>, index: ArticleIndex, referents: &Referents<'_>) -> Vec<FigureCard> {
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); referents.ledgers.len()];
    for (mark, _) in view.dossier.marks_of(index) {
        if let (Target::Claim { claim, .. }, Some(sign)) = (view.dossier.target(mark), referents.sign(view, mark)) {
            own[sign.index()].push(claim.at());
        }
    }
    let card = |(index, claims): (usize, Vec<usize>)| {
        figure(view, &view.dossier.ledgers[referents.ledgers[index]], &claims, Sign::figure(index))
    };
    own.into_iter().enumerate().map(card).collect()
}

/// Claims of one article, by index, beside those of other articles.
fn figure(view: &View<'_>, ledger: &Ledger, own: &[usize], sign: Sign) -> FigureCard {
    let article = own.first().map(|&claim| ledger.claims[claim].figure.article);
    let others: Vec<usize> =
        (0..ledger.claims.len()).filter(|&other| Some(ledger.claims[other].figure.article) != article).collect();
    let nearest = nearest(&others, own.first().copied().unwrap_or_default());
    let of = |claim: usize| &ledger.claims[claim];
    let intervals: Vec<Interval> = own.iter().chain(nearest).map(|&claim| of(claim).interval).collect();
    let mut places = Place::all(&intervals).into_iter();
    let unit = view.unit_of(ledger);
    let mut compared = |claim: usize, comparison: Option<Comparison>| {
        places.next().map(|place| compared_claim(view, of(claim), unit, place, comparison))
    };
    let claims = own.iter().filter_map(|&claim| compared(claim, None)).collect();
    let stands = |other: usize| own.iter().map(|&claim| Comparison::of(view.dossier, ledger, claim, other)).max();
    FigureCard {
        sign: sign.to_string(),
        measure: view.measure_link(ledger),
        disputed: !ledger.conflicts.is_empty(),
        claims,
        others: nearest.iter().filter_map(|&other| compared(other, stands(other))).collect(),
        more: others.len() - nearest.len(),
    }
}

/// The other claims that stand around `own` in the ledger, which is in order of time.
fn nearest(others: &[usize], own: usize) -> &[usize] {
    let after = others.partition_point(|&other| other < own);
    let start = after.saturating_sub(MOST_OTHERS / 2).min(others.len().saturating_sub(MOST_OTHERS));
    &others[start..others.len().min(start + MOST_OTHERS)]
}

fn compared_claim(
    view: &View<'_>,
    claim: &Claim,
    unit: &str,
    place: Place,
    comparison: Option<Comparison>,
) -> ComparedClaim {
    let article = claim.figure.article;
    ComparedClaim {
        words: view.shown(article).words(&view.mark(claim.figure).mark).unwrap_or_default().to_owned(),
        href: view.mark_href(claim.figure),
        value: view.words.interval(claim.interval, unit),
        place,
        source: view.source_link(view.article(article).source).clone(),
        published: view.published(article).clone(),
        comparison,
    }
}

/// The actors that an article concerns, the most mentioned first.
pub(super) fn names(view: &View<'_>, index: ArticleIndex) -> Vec<NameCard> {
    let published = &view.report(index).front.published;
    let actors = view.article(index).actors.iter().enumerate();
    actors.map(|(number, &actor)| name(view, actor, published, Sign::name(number))).collect()
}

fn name(view: &View<'_>, index: ActorIndex, published: &Edtf, sign: Sign) -> NameCard {
    let Who { kind, offices, about, mentions } = view.who(index);
    let held = view.roles(index).iter().zip(offices).rev().find(|(role, _)| is_held(role, published));
    let Link { title, href } = &**view.actor_link(index);
    NameCard {
        sign: sign.to_string(),
        title: title.clone(),
        href: href.clone(),
        kind: kind.clone(),
        role: held.map(|(_, words)| words.clone()),
        about: about.clone(),
        mentions: mentions.clone(),
    }
}

/// Who an actor is, in words: the same on the page of every report that names it, so made once.
#[derive(Debug)]
pub(in crate::render) struct Who {
    kind: String,
    /// The words of each role of its file.
    offices: Vec<String>,
    /// The first words of its file.
    about: String,
    mentions: String,
}

impl Who {
    pub(in crate::render) fn new(view: &View<'_>, index: ActorIndex) -> Self {
        let actor = &view.dossier.actors[index];
        let document = actor.document.map(|document| &view.dossier.content.actors[document]);
        let about = document.map(|document| plain_text(&document.body, Voice::Report)).unwrap_or_default();
        Self {
            kind: view.words.word(kind_word(actor.kind)).to_owned(),
            offices: view.roles(index).iter().map(|role| office(view, role)).collect(),
            about: clipped(about.split("\n\n").next().unwrap_or_default(), MOST_LETTERS),
            mentions: view.words.count("mentions", actor.mentions.len()),
        }
    }
}

/// Whether a role was surely held on a date: its beginning is known, and it had not ended.
fn is_held(role: &Role, date: &Edtf) -> bool {
    let begins = role.since.as_ref().and_then(Edtf::latest);
    let has_begun = begins.zip(date.earliest()).is_some_and(|(begins, day)| begins <= day);
    let is_over = role.until.as_ref().is_some_and(|until| until.earliest() < date.latest());
    has_begun && !is_over
}

fn office(view: &View<'_>, role: &Role) -> String {
    match role.of.as_deref() {
        None => role.title.clone(),
        Some(of) => {
            let of = view.actor_named(of).map_or_else(|| of.to_owned(), |actor| view.actor_link(actor).title.clone());
            view.words.say("role_of", &[("title", &role.title), ("of", &of)])
        }
    }
}

/// The days that a report names, each with what happened on it.
pub(super) fn days(view: &View<'_>, index: ArticleIndex, referents: &Referents<'_>) -> Vec<DayCard> {
    let days = referents.days.iter().enumerate();
    days.filter_map(|(number, day)| self::day(view, day, index, Sign::day(number))).collect()
}

fn day(view: &View<'_>, day: &str, article: ArticleIndex, sign: Sign) -> Option<DayCard> {
    let first: Vec<usize> = view.happenings(day, article).take(MOST_HAPPENINGS).collect();
    let &weightiest = first.first()?;
    Some(DayCard {
        sign: sign.to_string(),
        date: view.date(&view.dossier.chronology[weightiest].date),
        href: view.entry_href(weightiest),
        more: view.count_happenings(day, article) - first.len(),
        happenings: first.into_iter().map(|entry| view.happening(entry).clone()).collect(),
    })
}

impl Happening {
    /// An event by its title, a passage by its first words that may be shown.
    pub(in crate::render) fn new(view: &View<'_>, index: usize) -> Self {
        let entry = &view.dossier.chronology[index];
        let event = entry.event.and_then(|event| view.document(&view.dossier.content.events[event].reference()));
        if let Some(Link { title, href }) = event {
            return Self { title, href, language: None };
        }
        let told = entry.passages.iter().find_map(|&passage| {
            let shown = view.shown(passage.article);
            Some((shown.sentence(&view.mark(passage).mark)?, shown.language))
        });
        let (words, language) = told.unzip();
        Self {
            title: words.map_or_else(|| view.words.word("withheld").to_owned(), |words| clipped(words, MOST_LETTERS)),
            href: view.entry_href(index),
            language: language.map(str::to_owned),
        }
    }
}

/// What a report's editor links to, in order of the text.
pub(super) fn references(view: &View<'_>, referents: &Referents<'_>) -> Vec<ReferenceCard> {
    let card = |(index, document): (usize, &&DocumentRef)| {
        let Link { title, href } = view.document(document)?;
        let about = view.about(document);
        Some(ReferenceCard { sign: Sign::document(index).to_string(), title, href, about })
    };
    referents.documents.iter().enumerate().filter_map(card).collect()
}

/// The passages that a report shares with others, in order of the text.
pub(super) fn passages(view: &View<'_>, index: ArticleIndex, referents: &Referents<'_>) -> Vec<PassageCard> {
    let shown = view.shown(index);
    let card = |(number, passage): (usize, &SharedSpan)| {
        let &SharedSpan { text, span, ref elsewhere } = passage;
        let other = |&there: &PassageEnd| Link {
            href: view.text_href(there),
            title: view.article_link(there.article).title.clone(),
        };
        PassageCard {
            sign: Sign::passage(number).to_string(),
            words: clipped(shown.shown(text, span).unwrap_or_default(), MOST_LETTERS),
            href: view.text_href(PassageEnd { article: index, text, span }),
            others: elsewhere.iter().map(other).collect(),
        }
    };
    referents.passages.iter().enumerate().map(card).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_reports_stand_on_either_side() {
        let others: Vec<usize> = (0..40).filter(|&other| other != 20).collect();
        assert_eq!(nearest(&others, 20), [16, 17, 18, 19, 21, 22, 23, 24]);
        assert_eq!(nearest(&others, 0), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(nearest(&others, 40), [32, 33, 34, 35, 36, 37, 38, 39]);
        assert_eq!(nearest(&others[..3], 1), [0, 1, 2]);
        assert!(nearest(&[], 3).is_empty());
    }

    #[test]
    fn a_role_is_told_only_of_the_time_in_which_it_was_held() {
        let role = |since: Option<&str>, until: Option<&str>| Role {
            title: "Mayor".to_owned(),
            of: None,
            since: since.map(edtf),
            until: until.map(edtf),
        };
        for (since, until, published, held) in [
            (Some("2013"), None, "2024-05-02", true),
            (Some("2013"), None, "2013-05-02", false),
            (Some("2013"), Some("2019"), "2024-05-02", false),
            (Some("2013"), Some("2024-06"), "2024-05-02", true),
            (None, None, "2024-05-02", false),
        ] {
            assert_eq!(is_held(&role(since, until), &edtf(published)), held, "{since:?} {until:?} {published}");
        }
    }

    fn edtf(text: &str) -> Edtf {
        text.parse().expect("it is a date")
    }
}
