//! Tests of temporal expressions: tables of words with what they mean, of words that are no dates, and hostile texts.

use proptest::prelude::*;

use super::*;
use crate::edtf::Edtf;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::Modifier;
use crate::reading::sentences;

/// The expressions of a text published then, each as `words = TYPE value`.
fn read(text: &str, published: &str) -> Vec<String> {
    read_in("en", text, published)
}

fn read_in(language: &str, text: &str, published: &str) -> Vec<String> {
    found_in(language, text, published)
        .into_iter()
        .map(|found| {
            let kind = format!("{:?}", found.timex.kind).to_uppercase();
            format!("{} = {kind} {}", found.span.of_text(text), found.timex.value)
        })
        .collect()
}

fn found(text: &str, published: &str) -> Vec<Found> {
    found_in("en", text, published)
}

fn found_in(language: &str, text: &str, published: &str) -> Vec<Found> {
    let published: Edtf = published.parse().expect("a date of publication");
    let lexicon = Lexicon::for_language(language);
    let sentences = sentences::split(text, &lexicon.text);
    recognise(&Numbered::new(&Tokens::new(text), lexicon), &sentences, &mut Context::new(&published))
}

/// A Wednesday.
const TODAY: &str = "2021-06-16";

fn check(rows: &[(&str, &[&str])]) {
    check_in("en", rows);
}

fn check_in(language: &str, rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(read_in(language, text, TODAY), *expected, "{text}");
    }
}

#[test]
fn calendar_dates() {
    check(&[
        ("The bridge opened on July 28, 2019, in rain.", &["July 28, 2019 = DATE 2019-07-28"]),
        ("Ballots of 28 July 2019 were burnt.", &["28 July 2019 = DATE 2019-07-28"]),
        ("It fell on the 3rd of May 1998.", &["the 3rd of May 1998 = DATE 1998-05-03"]),
        ("They met on Friday, June 4, 2021.", &["Friday, June 4, 2021 = DATE 2021-06-04"]),
        ("The log says 2020-02-29.", &["2020-02-29 = DATE 2020-02-29"]),
        ("Signed on 28/07/2019 in Lima.", &["28/07/2019 = DATE 2019-07-28"]),
        ("Signed on 07/28/2019 in Lima.", &["07/28/2019 = DATE 2019-07-28"]),
        ("Floods in March 2018 and in April.", &["March 2018 = DATE 2018-03", "April = DATE 2021-04"]),
        ("Guards shot 28 in May.", &["May = DATE 2021-05"]),
        ("In April 2,000 people fled.", &["April = DATE 2021-04"]),
        ("She joined the class of ’98.", &["’98 = DATE 1998"]),
        ("The port closed in Sept. 2018.", &["Sept. 2018 = DATE 2018-09"]),
        ("Prices have doubled since 2015.", &["2015 = DATE 2015"]),
        ("The 2018 election was void.", &["2018 = DATE 2018"]),
        ("The treaty of 1648 ended it.", &["1648 = DATE 1648"]),
        ("In fiscal 2019 it lost money.", &["fiscal 2019 = DATE 2019"]),
        ("Built in nineteen ninety-six.", &["nineteen ninety-six = DATE 1996"]),
        ("He feared the year two thousand.", &["the year two thousand = DATE 2000"]),
        ("It was Tuesday June the 15th.", &["Tuesday June the 15th = DATE 2021-06-15"]),
        ("On the 5th of next month they vote.", &["the 5th of next month = DATE 2021-07-05"]),
    ]);
}

#[test]
fn a_list_of_days_shares_its_month() {
    check(&[
        ("Polls open June 3 and 4.", &["June 3 = DATE 2021-06-03", "4 = DATE 2021-06-04"]),
        ("Polls opened on 3 and 4 June 2019.", &["3 = DATE 2019-06-03", "4 June 2019 = DATE 2019-06-04"]),
        ("The fair ran from May 1-3.", &["May 1 = DATE 2021-05-01", "3 = DATE 2021-05-03"]),
        ("On June 3 and 4 people were hurt.", &["June 3 = DATE 2021-06-03"]),
    ]);
}

#[test]
fn longer_stretches() {
    check(&[
        ("Rents rose in the 1990s.", &["the 1990s = DATE 199"]),
        ("Music of the ’80s returned.", &["the ’80s = DATE 198"]),
        ("A fort of the 17th century burnt.", &["the 17th century = DATE 16"]),
        ("Profit fell in the first quarter.", &["the first quarter = DATE 2021-Q1"]),
        ("Sales of the third quarter of 2020 fell.", &["the third quarter of 2020 = DATE 2020-Q3"]),
        ("The first half of 2019 was dry.", &["The first half of 2019 = DATE 2019-H1"]),
        ("It was cold last winter.", &["last winter = DATE 2020-WI"]),
        ("They wed in spring 2018.", &["spring 2018 = DATE 2018-SP"]),
        ("Crowds came over the weekend.", &["the weekend = DATE 2021-W23-WE"]),
        ("They will meet over the weekend.", &["the weekend = DATE 2021-W24-WE"]),
        ("It was hot in early summer.", &["early summer = DATE 2021-SU"]),
    ]);
}

#[test]
fn weekdays_follow_the_tense() {
    check(&[
        ("Police said on Wednesday that he fled.", &["Wednesday = DATE 2021-06-16"]),
        ("He resigned Thursday.", &["Thursday = DATE 2021-06-10"]),
        ("The court will rule on Monday.", &["Monday = DATE 2021-06-21"]),
        ("She said the court will rule on Monday.", &["Monday = DATE 2021-06-21"]),
        ("On Monday, the court will rule.", &["Monday = DATE 2021-06-21"]),
        ("Guards arrived last Wednesday.", &["last Wednesday = DATE 2021-06-09"]),
        ("The vote is next Friday.", &["next Friday = DATE 2021-06-18"]),
        ("A strike began this Tuesday.", &["this Tuesday = DATE 2021-06-15"]),
        ("He spoke on Wednesday and Tuesday.", &["Wednesday = DATE 2021-06-16", "Tuesday = DATE 2021-06-15"]),
        ("The board announced the plan on Monday.", &["Monday = DATE 2021-06-14"]),
        ("She will be named judge on Monday.", &["Monday = DATE 2021-06-21"]),
        ("He will succeed Daniel Long on Monday.", &["Monday = DATE 2021-06-21"]),
        ("He said that Monday’s talks failed.", &["Monday = DATE 2021-06-14"]),
        ("Cells were searched from Saturday to Monday.", &["Saturday = DATE 2021-06-12", "Monday = DATE 2021-06-14"]),
    ]);
}

#[test]
fn months_without_a_year_are_near() {
    check(&[
        ("The council meets on June 24.", &["June 24 = DATE 2021-06-24"]),
        ("He was jailed on November 3.", &["November 3 = DATE 2020-11-03"]),
        ("The trial will open on November 3.", &["November 3 = DATE 2021-11-03"]),
        ("She was elected in December.", &["December = DATE 2020-12"]),
        ("The law will take effect in December.", &["December = DATE 2021-12"]),
        ("The May vote and the court’s March ruling stand.", &["May = DATE 2021-05", "March = DATE 2021-03"]),
        ("He left last May.", &["last May = DATE 2021-05"]),
        ("He left in May last year.", &["May last year = DATE 2020-05"]),
    ]);
}

#[test]
fn dates_seen_from_today() {
    check(&[
        ("Today the mayor left.", &["Today = DATE 2021-06-16"]),
        ("It snowed yesterday morning.", &["yesterday morning = TIME 2021-06-15TMO"]),
        ("Shots rang out last night.", &["last night = TIME 2021-06-15TNI"]),
        ("Talks resume tomorrow.", &["tomorrow = DATE 2021-06-17"]),
        ("After last year’s flood the town moved.", &["last year = DATE 2020"]),
        ("Envoys flew in this week.", &["this week = DATE 2021-W24"]),
        ("Schools close next month.", &["next month = DATE 2021-07"]),
        ("Two years ago it was worse.", &["Two years ago = DATE 2019"]),
        ("She quit ten days ago.", &["ten days ago = DATE 2021-06-06"]),
        ("It had never rained a year ago.", &["a year ago = DATE 2020"]),
        ("Several years ago it rained.", &["Several years ago = DATE PAST_REF"]),
    ]);
}

#[test]
fn dates_seen_from_the_last_one_told() {
    check(&[
        (
            "He fled on May 4. The next day he was caught.",
            &["May 4 = DATE 2021-05-04", "The next day = DATE 2021-05-05"],
        ),
        (
            "He fled on May 4. Two days later he was caught.",
            &["May 4 = DATE 2021-05-04", "Two days later = DATE 2021-05-06"],
        ),
        (
            "He fled on May 4, 2017. It was cold that month.",
            &["May 4, 2017 = DATE 2017-05-04", "that month = DATE 2017-05"],
        ),
        (
            "He fled on May 4. The previous day she was caught.",
            &["May 4 = DATE 2021-05-04", "The previous day = DATE 2021-05-03"],
        ),
        (
            "Profit of the first quarter rose from a year earlier.",
            &["the first quarter = DATE 2021-Q1", "a year earlier = DATE 2020-Q1"],
        ),
        ("They landed on the eve of May 4.", &["the eve of May 4 = DATE 2021-05-03"]),
        ("They landed on the eve of the vote.", &[]),
    ]);
}

#[test]
fn vague_times() {
    check(&[
        ("She now lives in Quito.", &["now = DATE PRESENT_REF"]),
        ("Prices have recently fallen.", &["recently = DATE PAST_REF"]),
        ("In recent years it grew.", &["recent years = DATE PAST_REF"]),
        ("In coming years it will grow.", &["coming years = DATE FUTURE_REF"]),
        ("As soon as he left it rained.", &["soon = DATE FUTURE_REF"]),
        ("Nobody knows the future.", &["the future = DATE FUTURE_REF"]),
    ]);
}

#[test]
fn durations() {
    check(&[
        ("A three-day visit ended.", &["three-day = DURATION P3D"]),
        ("They left within a 72-hour period.", &["a 72-hour period = DURATION PT72H"]),
        ("He waited three weeks.", &["three weeks = DURATION P3W"]),
        ("He waited more than a year.", &["more than a year = DURATION P1Y"]),
        ("The dam had held for decades.", &["decades = DURATION PXDE"]),
        ("It took half an hour.", &["half an hour = DURATION PT30M"]),
        ("In the past three months it shut.", &["the past three months = DURATION P3M"]),
        ("It rained for two to three days.", &["two to three days = DURATION P2D"]),
        ("A 27-year-old was hurt.", &["27-year-old = DURATION P27Y"]),
        ("The 27-year-old was hurt.", &["27-year-old = DURATION P27Y"]),
        ("It may last six weeks.", &["six weeks = DURATION P6W"]),
        ("It took weeks or months.", &["weeks or months = DURATION PXW"]),
        ("It took a year or two.", &["a year or two = DURATION PXY"]),
        ("It took two years, three months and a day.", &["two years, three months and a day = DURATION P2Y3M1D"]),
        ("He was absent a month, a year.", &["a month = DURATION P1M", "a year = DURATION P1Y"]),
        ("Sales of the year ended March 31 fell.", &["the year = DURATION P1Y", "March 31 = DATE 2021-03-31"]),
    ]);
}

#[test]
fn times_of_day() {
    check(&[
        ("The doors shut at 11pm.", &["11pm = TIME 2021-06-16T23:00"]),
        ("The doors shut at 10:30.", &["10:30 = TIME 2021-06-16T10:30"]),
        ("They shut at 12 a.m. Tuesday.", &["12 a.m. Tuesday = TIME 2021-06-15T00:00"]),
        ("Polls opened at noon Tuesday.", &["noon Tuesday = TIME 2021-06-15T12:00"]),
        ("On Friday afternoon he fled.", &["Friday afternoon = TIME 2021-06-11TAF"]),
        ("They met in the morning.", &["the morning = TIME 2021-06-16TMO"]),
        ("It was quiet by mid afternoon.", &["mid afternoon = TIME 2021-06-16TAF"]),
        ("He called her the night he died.", &["the night = TIME XXXX-XX-XXTNI"]),
        ("Doors shut at half past three.", &["half past three = TIME 2021-06-16T03:30"]),
        ("It was one o’clock in the morning.", &["one o’clock in the morning = TIME 2021-06-16T01:00"]),
    ]);
}

#[test]
fn four_digits_are_a_time_or_a_year() {
    check(&[
        (
            "By 1100 (1600 GMT) the road was open.",
            &["1100 = TIME 2021-06-16T11:00", "1600 GMT = TIME 2021-06-16T16:00"],
        ),
        ("He fell asleep at 1040.", &["1040 = TIME 2021-06-16T10:40"]),
        ("They rang between 1100 and 1221.", &["1100 = TIME 2021-06-16T11:00", "1221 = TIME 2021-06-16T12:21"]),
        ("It struck at 1653 local time.", &["1653 local time = TIME 2021-06-16T16:53"]),
        ("A charter was sealed in 1215.", &["1215 = DATE 1215"]),
        ("It has stood since 1350.", &["1350 = DATE 1350"]),
        ("The wall was built after 1789.", &["1789 = DATE 1789"]),
        ("About 1100 were hurt.", &[]),
        ("Troy fell in 1200 BC.", &[]),
    ]);
}

#[test]
fn what_comes_back() {
    check(&[
        ("He must report once every 30 days.", &["once every 30 days = SET P30D"]),
        ("The square fills every Monday.", &["every Monday = SET XXXX-WXX-1"]),
        ("Each year it floods.", &["Each year = SET P1Y"]),
        ("The list is printed daily.", &["daily = SET XXXX-XX-XX"]),
        ("Markets are shut on Sundays.", &["Sundays = SET XXXX-WXX-7"]),
        ("Flights leave Monday nights.", &["Monday nights = SET XXXX-WXX-1TNI"]),
        ("They meet every Monday at 10 a.m.", &["every Monday at 10 a.m. = SET XXXX-WXX-1T10:00"]),
    ]);
}

#[test]
fn spanish() {
    check_in(
        "es",
        &[
            ("Llegó el 3 de mayo de 2019.", &["el 3 de mayo de 2019 = DATE 2019-05-03"]),
            (
                "Murió en el año mil novecientos cuarenta y ocho.",
                &["el año mil novecientos cuarenta y ocho = DATE 1948"],
            ),
            ("Salió a las dos y media.", &["las dos y media = TIME 2021-06-16T02:30"]),
            (
                "Salió a las tres menos cuarto de la tarde.",
                &["las tres menos cuarto de la tarde = TIME 2021-06-16T14:45"],
            ),
            ("Salió a las ocho y veinte.", &["las ocho y veinte = TIME 2021-06-16T08:20"]),
            ("El día 10 por la mañana llovió.", &["El día 10 por la mañana = TIME 2021-06-10TMO"]),
            ("Tardó hora y media.", &["hora y media = DURATION PT1.5H"]),
            ("Esperó 1 año, 6 meses y un día.", &["1 año, 6 meses y un día = DURATION P1Y6M1D"]),
            ("Duró ciento veinte horas.", &["ciento veinte horas = DURATION PT120H"]),
            ("Viene 3 veces al mes.", &["3 veces al mes = SET P1M"]),
            ("Abre los martes y jueves.", &["los martes = SET XXXX-WXX-2", "jueves = SET XXXX-WXX-4"]),
            ("Volvió dos días cada mes.", &["dos días cada mes = SET P1M"]),
            ("Iba con Abril al campo.", &[]),
            ("Volverán por Semana Santa.", &[]),
        ],
    );
}

#[test]
fn german() {
    check_in(
        "de",
        &[
            ("Sie kam am 3. Mai 2019 an.", &["3. Mai 2019 = DATE 2019-05-03"]),
            ("Er starb vor zwei Jahren.", &["zwei Jahren = DURATION P2Y"]),
            ("Am Montagabend brannte es.", &["Montagabend = TIME 2021-06-14TEV"]),
            (
                "Vor zwanzig Jahren war es so. Heute baut niemand.",
                &["zwanzig Jahren = DURATION P20Y", "Heute = DATE PRESENT_REF"],
            ),
        ],
    );
}

#[test]
fn french_portuguese_and_dutch() {
    check_in(
        "fr",
        &[
            ("Il a été élu le 1er mai 2019.", &["le 1er mai 2019 = DATE 2019-05-01"]),
            ("Lundi 14 juin, elle a démissionné.", &["Lundi 14 juin = DATE 2021-06-14"]),
            ("En mars 2018, il pleuvait.", &["mars 2018 = DATE 2018-03"]),
            ("Le musée ouvre le lundi.", &["le lundi = SET XXXX-WXX-1"]),
            ("Le lundi suivant, il est parti.", &["lundi suivant = DATE 2021-06-21"]),
            (
                "Elle est morte le 3 juin. Le lendemain, il pleuvait.",
                &["le 3 juin = DATE 2021-06-03", "Le lendemain = DATE 2021-06-04"],
            ),
        ],
    );
    check_in(
        "pt",
        &[
            ("Foi eleito em 28 de julho de 2019.", &["28 de julho de 2019 = DATE 2019-07-28"]),
            ("Morreu no dia 1º de maio.", &["dia 1º de maio = DATE 2021-05-01"]),
            ("Na segunda-feira, 14 de junho, choveu.", &["segunda-feira, 14 de junho = DATE 2021-06-14"]),
            ("Choveu em março de 2018.", &["março de 2018 = DATE 2018-03"]),
            ("Choveu no início do ano.", &["no início do ano = DATE 2021"]),
        ],
    );
    check_in(
        "nl",
        &[
            ("Hij werd op 28 juli 2019 gekozen.", &["28 juli 2019 = DATE 2019-07-28"]),
            ("Maandag 14 juni trad hij af.", &["Maandag 14 juni = DATE 2021-06-14"]),
            ("Vorig jaar regende het in maart 2018 niet.", &["Vorig jaar = DATE 2020", "maart 2018 = DATE 2018-03"]),
            ("Het regende gisteravond.", &["gisteravond = TIME 2021-06-15TEV"]),
        ],
    );
}

#[test]
fn modifiers_are_kept_apart_from_the_value() {
    let modifier = |text: &str| found(text, TODAY).pop().and_then(|found| found.timex.modifier);
    assert_eq!(modifier("It shut in early 2019."), Some(Modifier::Start));
    assert_eq!(modifier("It shuts at the end of this month."), Some(Modifier::End));
    assert_eq!(modifier("It shut in mid-May."), Some(Modifier::Mid));
    assert_eq!(modifier("It took about two years."), Some(Modifier::Approx));
    assert_eq!(modifier("It took at least two years."), Some(Modifier::EqualOrMore));
    assert_eq!(modifier("It took two years."), None);
}

#[test]
fn what_is_placed_has_its_days_in_edtf() {
    let days = |text: &str| found(text, TODAY).pop().and_then(|found| Some(found.timex.edtf?.to_string()));
    assert_eq!(days("on Tuesday afternoon").as_deref(), Some("2021-06-15"));
    assert_eq!(days("earlier this week").as_deref(), Some("2021-06-14/2021-06-20"));
    assert_eq!(days("in the 1990s").as_deref(), Some("199X"));
    assert_eq!(days("in the 19th century").as_deref(), Some("18XX"));
    assert_eq!(days("in the first quarter of 2020").as_deref(), Some("2020-01-01/2020-03-31"));
    assert_eq!(days("in summer 2020").as_deref(), Some("2020-22"));
    assert_eq!(days("for three days"), None);
    assert_eq!(days("in recent years"), None);
}

#[test]
fn what_is_no_date() {
    let none: &[&str] = &[
        "They counted it in 2,015 cases.",
        "Troops killed 2000 people there.",
        "It may rain, and they march on.",
        "A march through the city drew crowds.",
        "See https://example.org/2020/05/17/story and img-2020-05-17.png here.",
        "He won a second term by 3.1990 points.",
        "They published the minutes.",
        "The regime will fall.",
        "She reads the Daily Courier.",
        "Room 1999b is shut.",
        "It cost $2019 or €2020.",
        "The Sun rose on Capitol Hill.",
        "April Jones spoke.",
        "Members of the DEC and MAR met.",
        "The Sunday Times and USA Today reported it.",
        "Black Friday crowds came.",
        "He spoke to The Sun. Then it rained.",
        "She was 37 years old.",
        "On the eve of the vote it rained.",
        "More than a quarter of them fled.",
        "‘We saw ’15 of them’ was all he said.",
        "The ratio is 3/4.",
    ];
    for text in none {
        assert_eq!(read(text, TODAY), [""; 0], "{text}");
    }
}

#[test]
fn a_weekday_that_does_not_fit_its_date_is_noticed() {
    let last = |text: &str| {
        let timex = found(text, TODAY).pop().expect("a date").timex;
        (timex.edtf.map(|edtf| edtf.to_string()), timex.weekday_disagrees)
    };
    let (sure, unsure) = (|date: &str| (Some(date.to_owned()), false), |date: &str| (Some(format!("{date}?")), true));
    assert_eq!(last("They met on Friday, June 4, 2021."), sure("2021-06-04"));
    assert_eq!(last("They met on Monday, June 4, 2021."), unsure("2021-06-04"));
    assert_eq!(last("They met on Monday, 4/6/2021."), (Some("[2021-04-06,2021-06-04]".to_owned()), false));
    assert_eq!(last("They met on Friday, June 4."), sure("2021-06-04"));
    assert_eq!(last("They met on Sunday, July 4."), sure("2021-07-04"));
    assert_eq!(last("They met on Saturday, July 4."), sure("2020-07-04"), "the weekday tells the year");
    assert_eq!(last("They met on Monday, June 14 and 15."), sure("2021-06-15"));
}

#[test]
fn a_length_before_after_says_how_far_back_a_month_is() {
    check(&[
        (
            "It comes more than a year after riots followed July elections.",
            &["more than a year = DURATION P1Y", "July = DATE 2020-07"],
        ),
        ("It comes three years after the May vote.", &["three years = DURATION P3Y", "May = DATE 2018-05"]),
        ("A year after he was jailed, he was freed in May.", &["A year = DURATION P1Y", "May = DATE 2021-05"]),
    ]);
}

#[test]
fn impossible_dates_are_not_placed() {
    let none =
        ["On 30 February it rained.", "On 13/14/2020 it rained.", "In 0000-01-01 it rained.", "In 99999 it rained."];
    for text in none {
        assert_eq!(read(text, TODAY), [""; 0], "{text}");
    }
    check(&[
        ("He was born on February 29.", &["February 29 = DATE 2020-02-29"]),
        ("He was born on 29 February 1999.", &["29 February 1999 = DATE XXXX-02-29"]),
        ("He was born on 29 February 2000.", &["29 February 2000 = DATE 2000-02-29"]),
        ("He was born on 31 April 1999.", &["1999 = DATE 1999"]),
        ("It began in year 0 of the cult.", &[]),
        ("It rained on 2020-02-30 and in 99999.", &[]),
        ("The file is dated 00/00/2020, 32.1.2020 and 1/1/0000.", &[]),
    ]);
    for published in ["0001-01-01", "9999-12-31"] {
        read(
            "Yesterday, tomorrow, next year, last century, on Monday, last week, next Sunday, 900 years ago.",
            published,
        );
    }
}

#[test]
fn what_needs_a_day_of_publication_stays_open_without_one() {
    let text = "He left on Friday, May 20, and on Tuesday, last month, last year.";
    assert_eq!(
        read(text, "[2020-11,2021-03]"),
        [
            "Friday, May 20 = DATE XXXX-05-20",
            "Tuesday = DATE XXXX-WXX-2",
            "last month = DATE XXXX-XX",
            "last year = DATE XXXX"
        ]
    );
    assert_eq!(read("He left last year, on Friday.", "2021"), ["last year = DATE 2020", "Friday = DATE XXXX-WXX-5"]);
    assert_eq!(read("He left last month.", "2021-06"), ["last month = DATE 2021-05"]);
}

#[test]
fn a_year_in_the_sentence_places_a_day_where_the_publication_does_not() {
    assert_eq!(
        read("Arrests began in March 2018, before the May 20 vote.", "[2020-11,2021-03]"),
        ["March 2018 = DATE 2018-03", "May 20 = DATE 2018-05-20"]
    );
}

#[test]
fn the_last_date_told_goes_on_from_text_to_text() {
    let lexicon = Lexicon::for_language("en");
    let mut context = Context::new(&TODAY.parse().expect("a date"));
    let values: Vec<String> = ["He fled on May 4, 2017.", "The next day he was caught."]
        .into_iter()
        .flat_map(|text| recognise(&Numbered::new(&Tokens::new(text), lexicon), &[ByteSpan::of(text)], &mut context))
        .map(|found| found.timex.value)
        .collect();
    assert_eq!(values, ["2017-05-04", "2017-05-05"]);
}

proptest! {
    #[test]
    fn spans_are_sorted_whole_and_apart(
        text in "(\\PC|[0-9]{1,5}|[-/:.,’' ]|the |last |next |every |May |Friday |year|s |ago |a |of |early |’s |quarter ){0,40}",
        published in "(000[1-9]|[0-9]{3}[1-9])-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
    ) {
        let mut end = 0;
        for found in found(&text, &published) {
            prop_assert!(found.span.start() >= end && !found.span.is_empty());
            prop_assert!(text.get(found.span.range()).is_some());
            end = found.span.end();
        }
    }
}
