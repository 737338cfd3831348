//! Tests of figures: tables of words with what they come to, of numbers that are no figures, and hostile texts.

mod cases;

use super::*;
use crate::interval::Interval;
use crate::reading::sentences;
use crate::reading::tokens::Tokens;
use proptest::prelude::*;

fn found(text: &str) -> Vec<Found> {
    found_in("en", text)
}

fn found_in(language: &str, text: &str) -> Vec<Found> {
    let lexicon = Lexicon::for_language(language);
    recognise(&Numbered::new(&Tokens::new(text), lexicon), &sentences::split(text, &lexicon.text))
}

/// One line for each figure: `words = interval unit (noun)`.
fn read(text: &str) -> String {
    read_in("en", text)
}

fn read_in(language: &str, text: &str) -> String {
    let line = |found: Found| {
        let Figure { interval, unit, noun, .. } = found.figure;
        let unit = if unit.name().is_empty() { String::new() } else { format!(" {}", unit.name()) };
        let noun = noun.map(|noun| format!(" ({noun})")).unwrap_or_default();
        format!("{} = {interval}{unit}{noun}", found.span.of_text(text))
    };
    found_in(language, text).into_iter().map(line).collect::<Vec<_>>().join("; ")
}

/// One line for each figure: `words: source`.
fn sources(text: &str) -> String {
    let line = |found: Found| match found.figure.attribution {
        Attribution::None => format!("{}: -", found.span.of_text(text)),
        Attribution::Ambiguous => format!("{}: ?", found.span.of_text(text)),
        Attribution::Source { name, span } => {
            assert_eq!(span.of_text(text), name);
            format!("{}: {name}", found.span.of_text(text))
        }
    };
    found(text).into_iter().map(line).collect::<Vec<_>>().join("; ")
}

fn check(table: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| read(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected}\n  read     {}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn counts() {
    check(
        &[
            ("The flood took 1,204 houses.", "1,204 houses = 1204 (houses)"),
            ("A convoy of twenty-six lorries arrived.", "twenty-six lorries = 26 (lorries)"),
            ("The mine employs 4.5 million people.", "4.5 million people = 4500000 people (people)"),
            ("The port hired half a dozen divers.", "half a dozen divers = 6 (divers)"),
            ("The raid ended with 12 soldiers captured.", "12 soldiers = 12 people (soldiers captured)"),
            ("They met three Moldovans.", "three Moldovans = 3 people (moldovans)"),
            ("Two U.S. frigates left.", "Two U.S. frigates = 2 (u.s. frigates)"),
            ("The index stood at 102.5 in May.", "102.5 = 102.5"),
            ("Almost 40\u{a0}000 ballots were burnt.", "Almost 40\u{a0}000 ballots = ≈ 40000 (ballots burned)"),
        ],
        read,
    );
}

#[test]
fn bounds_and_approximators() {
    check(
        &[
            ("At least 28 people waited.", "At least 28 people = ≥ 28 people (people)"),
            ("More than 300 goats fell ill.", "More than 300 goats = ≥ 300 (goats)"),
            ("No fewer than nine bridges closed.", "No fewer than nine bridges = ≥ 9 (bridges)"),
            ("Upwards of 50 boats sank.", "Upwards of 50 boats = ≥ 50 (boats)"),
            ("Up to 40 nurses resigned.", "Up to 40 nurses = ≤ 40 people (nurses)"),
            ("As many as 70 tents stood there.", "As many as 70 tents = ≤ 70 (tents)"),
            ("Fewer than 20 wells work.", "Fewer than 20 wells = ≤ 20 (wells)"),
            ("About 600 pilgrims came.", "About 600 pilgrims = ≈ 600 people (pilgrims)"),
            ("Nearly 200 trees burned.", "Nearly 200 trees = ≈ 200 (trees burned)"),
            ("An estimated 9,000 cattle drowned.", "An estimated 9,000 cattle = ≈ 9000 (cattle drowned)"),
            ("At least some 30 villages emptied.", "At least some 30 villages = ≥ ≈ 30 (villages)"),
            ("Police found 30 or more rifles.", "30 or more rifles = ≥ 30 (rifles)"),
            ("Some 30 people or more were hurt.", "Some 30 people or more = ≥ ≈ 30 people (people)"),
            ("It has 500-plus pupils.", "500-plus pupils = ≥ 500 people (pupils)"),
            ("Exactly 16 ships docked.", "Exactly 16 ships = 16 (ships)"),
            ("They argued over two bridges.", "two bridges = 2 (bridges)"),
        ],
        read,
    );
}

#[test]
fn ranges() {
    check(
        &[
            ("Between 190 and 220 fans were hurt.", "Between 190 and 220 fans = 190–220 people (fans hurt)"),
            ("It holds from 10 to 20 horses.", "from 10 to 20 horses = 10–20 (horses)"),
            ("It holds 190–220 horses.", "190–220 horses = 190–220 (horses)"),
            ("Two or three tanks burned.", "Two or three tanks = 2–3 (tanks burned)"),
            ("It will take 5 to 10 percent of seats.", "5 to 10 percent = 5–10 percent (seats)"),
            ("A repair costs $10-20 million.", "$10-20 million = 10000000–20000000 USD"),
            ("Output rose from 10 to 20 percent.", "10 = 10 percent; 20 percent = 20 percent"),
        ],
        read,
    );
}

#[test]
fn vague_counts() {
    check(
        &[
            ("Dozens of farmers marched.", "Dozens of farmers = 24–99 people (farmers)"),
            ("Hundreds were arrested.", "Hundreds = ≥ 200 people (arrested)"),
            ("Tens of thousands fled.", "Tens of thousands = 20000–99999"),
            ("Hundreds of thousands of bees died.", "Hundreds of thousands of bees = ≥ 200000 (bees died)"),
            ("Several hundred miners struck.", "Several hundred miners = 200–999 people (miners)"),
            ("A few thousand votes decided it.", "A few thousand votes = 2000–9999 (votes)"),
            ("It cost millions of euros.", "millions of euros = ≥ 2000000 EUR"),
        ],
        read,
    );
}

#[test]
fn shares() {
    check(
        &[
            ("She won 52% of the vote.", "52% = 52 percent (vote)"),
            ("Prices rose 3.4 per cent.", "3.4 per cent = 3.4 percent"),
            ("Turnout fell by two percentage points.", "two percentage points = 2 percentage points"),
            ("A quarter of the crop failed.", "A quarter = 25 percent (crop failed)"),
            ("Half of the bakers closed.", "Half = 50 percent (bakers closed)"),
            ("More than half the bakers closed.", "More than half = ≥ 50 percent"),
            ("One in five wells is dry.", "One in five = 20 percent"),
            ("9 out of 10 wells are dry.", "9 out of 10 = 90 percent"),
        ],
        read,
    );
}

#[test]
fn money_and_measures() {
    check(
        &[
            ("It cost $3.2bn.", "$3.2bn = 3200000000 USD"),
            ("It cost US$5 million.", "US$5 million = 5000000 USD"),
            ("A fine of £80m was set.", "£80m = 80000000 GBP"),
            ("The loan of EUR 400 failed.", "EUR 400 = 400 EUR"),
            ("A ticket is 15 dollars.", "15 dollars = 15 USD"),
            ("He gave $100 million or more.", "$100 million or more = ≥ 100000000 USD"),
            ("They walked 14 km.", "14 km = 14 kilometre"),
            ("The slick covers 3,000 acres of marsh.", "3,000 acres = 3000 acre (marsh)"),
            ("Lorries brought two tonnes of flour.", "two tonnes = 2 tonne (flour)"),
        ],
        read,
    );
}

#[test]
fn lists_and_figures_whose_noun_is_elsewhere() {
    check(
        &[
            (
                "The blaze left 28 dead, 220 injured and at least 2,000 detained.",
                "28 dead = 28 people (dead); 220 injured = 220 people (injured); at least 2,000 detained = ≥ 2000 people (detained)",
            ),
            ("The boat carried four men and two women.", "four men = 4 people (men); two women = 2 people (women)"),
            (
                "Eight sailors were freed, while five more were expelled.",
                "Eight sailors = 8 people (sailors freed); five more = 5 people (sailors expelled)",
            ),
            (
                "Sixty miners were rescued, 11 of them in the night.",
                "Sixty miners = 60 people (miners rescued); 11 = 11 people (miners)",
            ),
            ("The death toll rose to 31.", "31 = 31 people (deaths)"),
            (
                "The storm killed one person and injured six.",
                "one person = 1 people (person killed); six = 6 people (person injured)",
            ),
        ],
        read,
    );
}

#[test]
fn what_happened_goes_with_the_noun() {
    check(
        &[
            ("The court freed 103 people jailed in spring.", "103 people = 103 people (people jailed freed)"),
            ("A bomb killed 30 shepherds.", "30 shepherds = 30 (shepherds killed)"),
            ("The release of 13 students pleased them.", "13 students = 13 people (students released)"),
            ("At least 28 clerks have since been arrested.", "At least 28 clerks = ≥ 28 (clerks arrested)"),
            (
                "Twelve gunmen killed 30 guards.",
                "Twelve gunmen = 12 people (gunmen); 30 guards = 30 people (guards killed)",
            ),
        ],
        read,
    );
}

#[test]
fn no_figures() {
    let texts = [
        "It began on June 24 and ended on 3 July.",
        "It was held on June 24, 2024, and on May 3 and 5.",
        "The May 20 election came after 2024-09-20.",
        "In 2018 the market closed; it had opened in 1998–2002.",
        "The 2024 harvest was late.",
        "The 1990s and the 20th century are over.",
        "A man aged 34 met a 19-year-old girl.",
        "She moves before she turns 35.",
        "Ana Ruiz, 76, left.",
        "Ana Ruiz (76) left.",
        "She is 34 years old.",
        "A three-day visit lasted 72 hours.",
        "It took more than 30 days and two weeks.",
        "They met at 11pm, at 10:30 and at 7 a.m.",
        "The home side won 3-1.",
        "Call 0207 946 0958, 555 1234 or (416) 555-1234.",
        "See page 5, article 7 and No. 10.",
        "A Boeing 737 landed.",
        "The Group of 20 met the Group of Seven.",
        "COVID-19 and F-16 and A320 are names.",
        "One of the boats left, and no one wept.",
        "One must not forget this one.",
        "1. The first point.",
        "The two countries agreed.",
        "Photo 1 of 40",
        "Version 10.1.2 is at 192.168.0.1.",
        "It is 24/7 work for a five-member board.",
        "Lines ١٢٣ and ４５６ are in other digits.",
    ];
    check(&texts.map(|text| (text, "")), read);
    assert_eq!(read(&format!("It took {} boats.", "7".repeat(400))), "");
}

#[test]
fn who_says_so() {
    check(
        &[
            ("According to official figures, 28 goats died.", "28 goats: official figures"),
            (
                "At least 28 goats died, according to the Ministry of Farming.",
                "At least 28 goats: the Ministry of Farming",
            ),
            ("Police said 28 goats died.", "28 goats: Police"),
            ("The UN has said that 28 goats died.", "28 goats: The UN"),
            ("Some 28 goats died, the farmers’ union says.", "Some 28 goats: the farmers’ union"),
            ("“We lost 28 goats,” said Ana Ruiz.", "28 goats: Ana Ruiz"),
            ("Ana Ruiz, a farmer, said 28 goats died.", "28 goats: Ana Ruiz"),
            ("He said 28 goats died.", "28 goats: He"),
            ("Government figures indicate that 28 goats died.", "28 goats: Government figures"),
            ("28 goats died.", "28 goats: -"),
            ("Three boats sank. According to official sources, it rained.", "Three boats: -"),
            ("Police said 28 goats died, while the union said 40 goats died.", "28 goats: Police; 40 goats: the union"),
            ("Police said the union reported 28 goats lost.", "28 goats: the union"),
            ("The goats were reported dead by 28 farmers.", "28 farmers: -"),
        ],
        sources,
    );
}

#[test]
fn an_editors_words_are_read_leniently() {
    let lexicon = Lexicon::for_language("en");
    let lenient = |text: &str| {
        let figure = within(&Numbered::new(&Tokens::new(text), lexicon), ByteSpan::of(text))?;
        Some(figure.interval.to_string())
    };
    for (text, expected) in
        [("27", "27"), ("two", "2"), ("one of them", "1"), ("at least 2015", "≥ 2015"), ("3-1", "3")]
    {
        assert_eq!(lenient(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(lenient("the boats"), None);
}

#[test]
fn only_the_words_of_the_span_are_read() {
    let text = "At least 28 of 40 boats";
    let figure = within(&Numbered::new(&Tokens::new(text), Lexicon::for_language("en")), ByteSpan::new(9, 11));
    assert_eq!(figure.map(|figure| figure.interval), Some(Interval::exactly(28.0)));
}

#[test]
fn marks_and_spaces_that_nobody_sees_change_no_value() {
    check(
        &[
            ("It took two mil\u{ad}lion boats.", "two mil\u{ad}lion boats = 2000000 (boats)"),
            ("It took 28\u{200b} boats.", "28\u{200b} boats = 28 (boats)"),
            ("It took \u{feff}28 bo\u{200d}ats.", "28 bo\u{200d}ats = 28 (boats)"),
            ("It took 40\u{a0}000 boats.", "40\u{a0}000 boats = 40000 (boats)"),
            ("It took 1\u{2009}234\u{2009}567 boats.", "1\u{2009}234\u{2009}567 boats = 1234567 (boats)"),
            ("It took 1\u{202f}234 boats.", "1\u{202f}234 boats = 1234 (boats)"),
            ("It took 40 000 boats.", "40 000 boats = 40000 (boats)"),
        ],
        read,
    );
}

#[test]
fn digits_that_may_mean_two_things_are_left_alone() {
    let texts = [
        "It took 2\u{200b}8 boats.",
        "It took 1 234 boats.",
        "It took 12 345 678 9 boats.",
        "It took 1\u{a0}234 567 boats.",
        "It took 1,0000 boats.",
        "It took ١٢٣ boats and 1٢3 boats.",
        "It took 1.000 boats.",
        "It took 1.234 boats.",
        &format!("It took {} boats.", ["111"; 200].join(" ")),
        &format!("It took {} boats.", ["111"; 200].join(",")),
    ];
    let texts: Vec<(&str, &str)> = texts.into_iter().map(|text| (text, "")).collect();
    check(&texts, read);
    check(
        &[
            ("The rate is 5.125 percent.", "5.125 percent = 5.125 percent"),
            ("It cost 1.234 million euros.", "1.234 million euros = 1234000 EUR"),
        ],
        read,
    );
}

#[test]
fn a_language_has_its_own_marks_in_numbers() {
    for (language, text, expected) in [
        ("es", "Ardieron 1.000 barcos.", "1.000 barcos = 1000 (barcos)"),
        ("es", "Ardieron 1,000 barcos.", "1,000 barcos = 1000 (barcos)"),
        ("es", "Ardieron 1,234 barcos.", "1,234 barcos = 1234 (barcos)"),
        ("es", "Cuesta 1.000,50 euros.", "1.000,50 euros = 1000.5 EUR"),
        ("es", "Subió 1,234 %.", ""),
        ("nl", "Er liggen 1.000 boten.", "1.000 boten = 1000 (boten)"),
        ("nl", "Er liggen 1,234 boten.", ""),
        ("fr", "Il y a 1\u{202f}000 bateaux.", "1\u{202f}000 bateaux = 1000 (bateaux)"),
    ] {
        assert_eq!(read_in(language, text), expected, "{text}");
    }
}

#[test]
fn a_long_paragraph_is_read_to_its_end() {
    const REPEATS: usize = 4_000;
    for piece in [
        "1,1",
        "111 ",
        "1,11,",
        "1.111,",
        "five point ",
        "more than 10 and ",
        "was said by Ruiz ",
        "5 dollars 20 ",
        "a ",
        "one hundred and ",
        "$",
        "at least ",
        "1-",
        "police said 5 ",
        "dozens of ",
        ", and 3",
    ] {
        let text = piece.repeat(REPEATS);
        found(&text);
    }
}

/// Texts made of pieces that mean something to the recogniser, and of anything else.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "1",
            "28",
            "2024",
            "1,000",
            ",",
            ".",
            "-",
            "–",
            " ",
            "\u{a0}",
            "\u{ad}",
            "\u{200b}",
            "at least",
            "and",
            "half",
            "a",
            "million",
            "dozens",
            "of",
            "$",
            "%",
            "people",
            "killed",
            "said",
            "according to",
            "between",
            "from",
            "to",
            "June",
            "one",
            "in",
            "é",
            "١",
            "½",
            "\"",
            "\n",
            "U.S.",
            "m",
            "third",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_figures_in_order_and_inside(text in hostile()) {
        let mut last = 0;
        for found in found(&text) {
            prop_assert!(text.get(found.span.range()).is_some());
            prop_assert!(found.span.contains(found.figure.numeral));
            prop_assert!(!found.figure.numeral.is_empty());
            prop_assert!(found.span.start() >= last);
            prop_assert!(found.figure.interval.high.is_none_or(|high| high >= found.figure.interval.low));
            last = found.span.end();
        }
        let lexicon = Lexicon::for_language("en");
        let lenient = within(&Numbered::new(&Tokens::new(&text), lexicon), ByteSpan::of(&text));
        prop_assert!(lenient.is_none_or(|figure| figure.numeral.end() <= text.len()));
    }

    #[test]
    fn any_title_is_read_or_refused(title in any::<String>()) {
        if let Ok(interval) = parse_value(&title) {
            prop_assert!(interval.low.is_finite());
        }
    }
}

#[test]
fn a_heading_may_count_its_own_parts() {
    let lexicon = Lexicon::for_language("en");
    for (heading, stands) in [
        ("Two questions", false),
        ("Five ways home", false),
        ("Two bridges destroyed", true),
        ("Three miners rescued", true),
        ("Nearly two dozen boats", true),
        ("8 ferries", true),
    ] {
        let figures = found(heading);
        assert!(!figures.is_empty(), "{heading}");
        assert_eq!(figures.iter().any(|found| found.stands_in_heading(heading, lexicon)), stands, "{heading}");
    }
}

#[test]
fn the_verb_before_a_figure_says_whose_it_is() {
    check(
        &[
            (
                "The strike, it says, began when the Harbour Workers’ Council (HWC) had announced 61% of the ballots for it.",
                "61%: the Harbour Workers’ Council",
            ),
            (
                "On Monday ferry owners and lake clubs reported the rescue of 13 people, the Gazette writes.",
                "13 people: ferry owners and lake clubs",
            ),
            ("The flood, he said, reported by police, took 40 barns.", "40 barns: he"),
            ("The mayor said that the relief office reported 12 injured.", "12 injured: the relief office"),
            ("The U.N. says the flood has driven 40 families away.", "40 families: The U.N."),
            (
                "The mayor, whose count stood, was declared the winner with 52% of the ballots by the Harbour Council (HC).",
                "52%: the Harbour Council",
            ),
            (
                "A total of 28 goats was confirmed by the Ministry of Farming, which owns 40 goats.",
                "28 goats: the Ministry of Farming; 40 goats: -",
            ),
            ("A total of 28 goats was reported by the end of May.", "28 goats: -"),
            ("They feed more than 700 goats they say were stolen.", "more than 700 goats: they"),
            (
                "Ana Ruiz said the club will send two goats to the lake, a step Pavel Kral confirmed.",
                "two goats: Ana Ruiz",
            ),
            ("The fire took 28 goats, a friend of the mayor said.", "28 goats: a friend of the mayor"),
            (
                "Ruiz was seen off. He said eight goats were freed, while five more were sold. It added that some 40 goats left.",
                "eight goats: He; five more: He; some 40 goats: It",
            ),
        ],
        sources,
    );
}
