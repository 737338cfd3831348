//! Reports dropped into a folder with nothing but a title, an outlet and a date: what the program makes of them alone, and
//! what a few measures add.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use support::Site;

const VALLEY: &str = "\
Ines Valcourt, the lake union’s envoy, ended a two-day stay in Lorvia on Friday with a plea for the fishermen whom the \
harbour police hold.

Before she came, President Tomas Arbeloa had let 31 net menders go home. Valcourt thanked Arbeloa for that. Her union \
counts more than 600 people held because of their trade.

Opposition leader Paulo Quist met Valcourt too. Quist says that Valcourt will come back in the spring.";

const WIRE: &str = "\
On Friday Anton Grevers of the lake union telephoned President Tomas Arbeloa, their first talk since the vote of July 14.

The Ballot Council gave Arbeloa 54% of the vote. Marta Oyelaran Reis, who stood against him, took more than 61% of the \
votes, according to her party. In a letter Marta Oyelaran Reis asked for a recount.

The crackdown on the marches left 30 dead and 181 injured. Some 2,600 people were arrested, according to official sources.";

const STAR: &str = "\
The government of Tomás Arbeloa has freed 87 people, the prison service announced this Tuesday.

At least 31 people were killed when police charged the marches, and nearly 190 injured. Government figures indicate that \
around 2,100 people were arrested.

Marta Oyelaran left the country in September. “I had no choice,” Oyelaran said.";

const MAIL: &str = "\
Reform groups said on Sunday that 11 people had been let out of Cape Prison. The lawyer Paulo Quist said that seven \
people were freed, and four more were put under watch at home.

The marches of last year ended with 31 dead, 214 injured and at least 2,100 detained, according to official figures.";

const DEATHS: &str =
    "title: Killed in the marches\nkind: running-total\nnouns: {en: [dead, killed]}\nsince: 2031-07-14";
const INJURED: &str = "title: Injured in the marches\nkind: running-total\nnouns: {en: [injured]}\nsince: 2031-07-14";
const DETAINED: &str =
    "title: Detained\nkind: running-total\nnouns: {en: [detained, arrested]}\nnear: [official, government figures]";

fn report(site: Site, id: &str, source: &str, published: &str, text: &str) -> Site {
    let front = format!("---\ntitle: Report {id}\nsource: {source}\npublished: {published}\n---\n\n");
    site.file(&format!("content/articles/{id}.md"), front + text + "\n")
}

fn reports() -> Site {
    let site = Site::empty();
    let site = report(site, "valley", "Valley Radio", "2028-05-12", VALLEY);
    let site = report(site, "wire", "Lake Wire", "2031-09-19", WIRE);
    let site = report(site, "star", "Morning Star", "2031-12-16", STAR);
    report(site, "mail", "Coast Mail", "2032-08-22", MAIL)
}

/// The lines of an export.
fn exported(site: &Site, what: &str) -> Vec<Value> {
    let run = site.run(&["export", what]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn names_that_recur_are_actors_and_weekdays_are_days() {
    let site = reports();
    let actors = exported(&site, "actors");
    let named: BTreeMap<&str, String> =
        actors.iter().map(|actor| (actor["name"].as_str().unwrap(), actor["spellings"].to_string())).collect();
    for (name, spelling) in [
        ("Tomas Arbeloa", "Tomás Arbeloa"),
        ("Ines Valcourt", "Valcourt"),
        ("Paulo Quist", "Quist"),
        ("Marta Oyelaran Reis", "Oyelaran"),
    ] {
        assert!(named.get(name).is_some_and(|spellings| spellings.contains(spelling)), "{name}: {named:?}");
    }
    let dates: Vec<String> =
        exported(&site, "chronology").iter().map(|entry| entry["date"].as_str().unwrap().to_owned()).collect();
    for day in ["2028-05-12", "2031-07-14", "2031-09-19", "2031-12-16", "2032-08-22"] {
        assert!(dates.iter().any(|date| date == day), "{day}: {dates:?}");
    }
}

#[test]
fn a_few_measures_bring_the_figures_of_one_thing_together() {
    let mut site = reports();
    for (id, front) in [("deaths", DEATHS), ("injured", INJURED), ("detained", DETAINED)] {
        site = site.file(&format!("content/measures/{id}.md"), format!("---\n{front}\n---\n\nWhat is counted.\n"));
    }
    let mut ledger = String::new();
    for claim in exported(&site, "ledger") {
        let origin = claim["origin"].as_str().unwrap_or("-");
        let _ = writeln!(
            ledger,
            "{} {}: {} [{}, {}] {origin}",
            claim["measure"].as_str().unwrap(),
            claim["article"].as_str().unwrap(),
            claim["words"].as_str().unwrap(),
            claim["low"],
            claim["high"],
        );
    }
    insta::assert_snapshot!(ledger, @"
    deaths wire: 30 dead [30, 30] -
    deaths star: At least 31 people [31, null] -
    deaths mail: 31 dead [31, 31] official figures
    detained wire: Some 2,600 people [2600, 2600] official sources
    detained star: around 2,100 people [2100, 2100] Government figures
    detained mail: at least 2,100 detained [2100, null] official figures
    injured wire: 181 injured [181, 181] -
    injured star: nearly 190 injured [190, 190] -
    injured mail: 214 injured [214, 214] official figures
    ");
    let disagreements = exported(&site, "disagreements");
    let disputed: Vec<&str> = disagreements.iter().map(|one| one["measure"].as_str().unwrap()).collect();
    assert_eq!(disputed, ["detained"]);
    site.build();
    let page = site.page("measures/detained/index.html");
    assert!(page.contains("2,100 to 2,600, or more"), "{page}");
}
