//! The dossier as four tables for spreadsheets: figures, events, actors and articles.

mod table;

pub(super) use table::{Column, Kind, Table};

use Kind::{Boolean, Date, Integer, Number, Text, Url};

use super::{actors, figures, number};
use crate::content::actor::ActorKind;
use crate::content::article::Publish;
use crate::dossier::{ActorEntry, Part};
use crate::id::Id;
use crate::render::publication::{Publication, Report, source_address};
use figures::FigureRecord;
use table::{Cell, column};

/// What stands between several values in one cell.
const LIST_SEPARATOR: &str = "; ";

/// All tables.
pub(super) fn all<'a>(publication: &'a Publication<'a>) -> Vec<Table<'a>> {
    vec![figures(publication), events(publication), actors(publication), articles(publication)]
}

/// Every figure: those of each measure, then those of none.
pub(super) fn figures<'a>(publication: &'a Publication<'a>) -> Table<'a> {
    let dossier = publication.dossier;
    let claims = dossier.ledgers.iter().flat_map(|ledger| figures::of_ledger(publication, ledger));
    let loose = dossier.loose_figures.iter().filter_map(|loose| figures::of_mark(publication, loose.figure));
    Table {
        name: "figures",
        title: "Every figure of every report",
        key: &["article", "mark"],
        foreign_keys: vec![("article", "articles")],
        columns: vec![
            column("measure", Text, "Id of the measure; empty for a figure that belongs to none"),
            column("title", Text, "What the measure is called"),
            column("words", Text, "The words as printed; empty where they may not be shown"),
            column("low", Number, "The least value that the words allow"),
            column("high", Number, "The greatest value that the words allow; empty without an upper bound"),
            column("approximate", Boolean, "Whether the words say that the number is rounded"),
            column("unit", Text, "In what it is counted"),
            column("noun", Text, "The counted thing"),
            column("source", Text, "Id of the outlet"),
            column("article", Text, "Id of the article"),
            column("mark", Text, "Anchor of the figure, unique in the article"),
            column("published", Text, "When the article was published, in EDTF"),
            column("origin", Text, "Who gives the figure, apart from the outlet"),
            column(
                "part",
                Text,
                "How it counts a part of the measure only: said, more, narrower or addend; empty where it counts all",
            ),
            column("start", Integer, "First code point in the report’s plain text"),
            column("end", Integer, "Code point after the last"),
            column("url", Url, "Where the figure stands"),
        ],
        rows: Box::new(claims.chain(loose).map(figure_row)),
    }
}

fn figure_row(record: FigureRecord<'_>) -> Vec<Cell<'_>> {
    vec![
        record.measure.into(),
        record.title.into(),
        record.words.into(),
        record.low.into(),
        record.high.into(),
        record.approximate.into(),
        record.unit.into(),
        record.noun.into(),
        record.source.into(),
        record.article.into(),
        record.mark.into(),
        record.published.into(),
        record.origin.into(),
        record.part.map(Part::name).into(),
        record.start.into(),
        record.end.into(),
        Cell::literal(record.url),
    ]
}

/// Everything that happened, in order.
pub(super) fn events<'a>(publication: &'a Publication<'a>) -> Table<'a> {
    Table {
        name: "events",
        title: "Everything that happened, in order",
        key: &["id"],
        foreign_keys: Vec::new(),
        columns: vec![
            column("id", Text, "Anchor of the entry, unique in the dossier"),
            column("event", Text, "Id of the event; empty for a dated passage alone"),
            column("date", Text, "When, in EDTF"),
            column("first_day", Date, "The first day that the date may mean"),
            column("last_day", Date, "The last day that the date may mean"),
            column("text", Text, "What happened; empty where the passage may not be shown"),
            column("weight", Number, "How much it matters: larger is more"),
            column("actors", Text, "Ids of who takes part, separated by semicolons"),
            column("articles", Text, "Ids of the articles that tell it, separated by semicolons"),
            column("url", Url, "Where the entry stands"),
        ],
        rows: Box::new((0..publication.dossier.chronology.len()).map(|entry| event_row(publication, entry))),
    }
}

fn event_row<'a>(publication: &Publication<'a>, index: usize) -> Vec<Cell<'a>> {
    let entry = &publication.dossier.chronology[index];
    let event = entry.event.map(|event| &publication.dossier.content.events[event].id);
    vec![
        entry.anchor.as_str().into(),
        event.into(),
        (&entry.date).into(),
        entry.date.earliest().into(),
        entry.date.latest().into(),
        publication.entry_text(entry).into(),
        number::Number(entry.weight).into(),
        list(entry.actors.iter().map(|&actor| publication.actor(actor).id.as_str())),
        list(publication.entry_articles(entry).into_iter().map(Id::as_str)),
        Cell::literal(publication.entry_url(index)),
    ]
}

/// Everyone who is named, by name.
pub(super) fn actors<'a>(publication: &'a Publication<'a>) -> Table<'a> {
    Table {
        name: "actors",
        title: "Everyone who is named",
        key: &["id"],
        foreign_keys: Vec::new(),
        columns: vec![
            column("id", Text, "Id of the actor"),
            column("name", Text, "The name that the dossier uses"),
            column("kind", Text, "person, organization, place or group"),
            column("provisional", Boolean, "Whether no file says who this is"),
            column("spellings", Text, "The name as reports spell it, separated by semicolons"),
            column("mentions", Integer, "How often reports name the actor"),
            column("statements", Integer, "How many statements reports give as the actor’s"),
            column("figures", Integer, "How many figures the actor is the origin of"),
            column("articles", Text, "Ids of the articles that concern the actor, separated by semicolons"),
            column("url", Url, "The actor’s page"),
        ],
        rows: Box::new(publication.dossier.actors.iter().map(|actor| actor_row(publication, actor))),
    }
}

fn actor_row<'a>(publication: &Publication<'a>, actor: &'a ActorEntry) -> Vec<Cell<'a>> {
    vec![
        (&actor.id).into(),
        actor.name.as_str().into(),
        kind_name(actor.kind).into(),
        actor.document.is_none().into(),
        list(actors::spellings(publication, actor)),
        actor.mentions.len().into(),
        actor.statements.len().into(),
        actor.figures.len().into(),
        list(actor.articles.iter().map(|&article| publication.report(article).document.id.as_str())),
        Cell::literal(publication.actor_url(actor)),
    ]
}

/// The articles, oldest first.
pub(super) fn articles<'a>(publication: &'a Publication<'a>) -> Table<'a> {
    Table {
        name: "articles",
        title: "The articles, oldest first",
        key: &["id"],
        foreign_keys: Vec::new(),
        columns: vec![
            column("id", Text, "Id of the article"),
            column("title", Text, "The headline"),
            column("source", Text, "Id of the outlet"),
            column("source_name", Text, "What the outlet is called"),
            column("author", Text, "Who wrote it"),
            column("published", Text, "When it was published, in EDTF"),
            column("language", Text, "The language it is written in, a BCP 47 code"),
            column("reliability", Text, "Admiralty code of source and content"),
            column("license", Text, "The terms under which its text is shown"),
            column("publish", Text, "How much of its text is shown: full, excerpts or link"),
            column("tags", Text, "Keywords, separated by semicolons"),
            column("original", Url, "Where it was published"),
            column("archived", Url, "Where a copy is kept"),
            column("marks", Integer, "How many marks it has"),
            column("url", Url, "The article’s page"),
            column("source_url", Url, "The outlet’s page"),
        ],
        rows: Box::new(publication.reports().iter().map(|report| article_row(publication, report))),
    }
}

fn article_row<'a>(publication: &Publication<'a>, report: &Report<'a>) -> Vec<Cell<'a>> {
    let front = &report.document.front;
    vec![
        (&report.document.id).into(),
        front.title.as_str().into(),
        (&report.source.id).into(),
        report.source.name.as_str().into(),
        front.author.as_deref().into(),
        (&front.published).into(),
        report.language.into(),
        Cell::text(front.reliability.map(|code| code.to_string()).unwrap_or_default()),
        front.license.as_deref().into(),
        publish_name(report.publish).into(),
        list(front.tags.iter().map(String::as_str)),
        front.url.as_deref().into(),
        front.archived.as_deref().into(),
        report.annotated.annotation.marks.len().into(),
        Cell::literal(publication.document_url(report.document)),
        Cell::literal(publication.url(&source_address(publication.dossier, report.source))),
    ]
}

fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Cell<'static> {
    Cell::text(items.into_iter().collect::<Vec<_>>().join(LIST_SEPARATOR))
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}

fn publish_name(publish: Publish) -> &'static str {
    match publish {
        Publish::Full => "full",
        Publish::Excerpts => "excerpts",
        Publish::Link => "link",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    fn csv(table: for<'a> fn(&'a Publication<'a>) -> Table<'a>) -> String {
        fixture::written(|publication, out| table(publication).write(out))
    }

    #[test]
    fn tables_have_a_header_and_a_row_for_each_thing() {
        insta::assert_snapshot!(csv(figures), @"
        measure,title,words,low,high,approximate,unit,noun,source,article,mark,published,origin,part,start,end,url
        deaths,Deaths in the flood,at least 28 people,28,,false,people,people,gazette,2024-05-06-dam,f1,2024-05-06,the river office,,48,66,https://a.org/flood/articles/2024-05-06-dam/#f1
        deaths,Deaths in the flood,40 lives,40,40,false,people,lives,gazette,2024-05-07-toll,f1,2024-05-07,,,15,23,https://a.org/flood/articles/2024-05-07-toll/#f1
        deaths,Deaths in the flood,,19,19,false,people,people,gazette,2024-05-09-warning,f1,2024-05-09,Ana Ruiz,,46,61,https://a.org/flood/articles/2024-05-09-warning/
        ");
        insta::assert_snapshot!(csv(events), @r#"
        id,event,date,first_day,last_day,text,weight,actors,articles,url
        dam-breaks,dam-breaks,2024-05-05/2024-05-06,2024-05-05,2024-05-06,The dam breaks; the town floods,9,pena-alta,2024-05-06-dam,https://a.org/flood/events/dam-breaks/
        e1,,2024-05,2024-05-01,2024-05-31,The water took 40 lives.,9,pena-alta,2024-05-07-toll; 2024-05-09-warning,https://a.org/flood/chronology/#e1
        e2,,2024-05-09,2024-05-09,2024-05-09,,9,pena-alta,2024-05-09-warning,https://a.org/flood/chronology/#e2
        "#);
        insta::assert_snapshot!(csv(actors), @r#"
        id,name,kind,provisional,spellings,mentions,statements,figures,articles,url
        ana-ruiz,Ana Ruiz,person,false,Ana Ruiz,1,0,0,2024-05-06-dam,https://a.org/flood/actors/ana-ruiz/
        pena-alta,Peña Alta,place,true,Peña Alta,1,0,0,2024-05-06-dam,https://a.org/flood/actors/pena-alta/
        "#);
        insta::assert_snapshot!(csv(articles), @r#"
        id,title,source,source_name,author,published,language,reliability,license,publish,tags,original,archived,marks,url,source_url
        2024-05-06-dam,A dam breaks,gazette,The Gazette,B. Reporter,2024-05-06,en,,,full,flood,https://gazette.org/1,,5,https://a.org/flood/articles/2024-05-06-dam/,https://a.org/flood/sources/gazette/
        2024-05-07-toll,Toll rises,gazette,The Gazette,,2024-05-07,en,,,excerpts,,,,2,https://a.org/flood/articles/2024-05-07-toll/,https://a.org/flood/sources/gazette/
        2024-05-09-warning,A warning,gazette,The Gazette,,2024-05-09,en,,,link,,,,1,https://a.org/flood/articles/2024-05-09-warning/,https://a.org/flood/sources/gazette/
        "#);
    }

    #[test]
    fn every_row_has_a_cell_for_every_column_and_keys_are_unique() {
        fixture::with_publication(|publication| {
            for table in all(publication) {
                let is_key = |index: usize| table.key.contains(&table.columns[index].name);
                let key = |row: &Vec<Cell<'_>>| -> Vec<Vec<u8>> {
                    row.iter()
                        .enumerate()
                        .filter(|&(index, _)| is_key(index))
                        .map(|(_, cell)| cell.as_ref().to_owned())
                        .collect()
                };
                let rows: Vec<_> = table.rows.collect();
                let mut keys: Vec<_> = rows.iter().map(key).collect();
                assert!(rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
                keys.sort_unstable();
                keys.dedup();
                assert_eq!(keys.len(), rows.len(), "{}", table.name);
            }
        });
    }
}
