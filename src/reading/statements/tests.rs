//! Tests of quoted and reported words, with their speakers and cues.

use proptest::prelude::*;

use super::*;
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Speaker, SpeechMode};
use crate::reading::sentences;
use crate::reading::tokens::Tokens;

/// The statements in a text, each as `mode: words | speaker | cue`.
fn statements(text: &str) -> Vec<String> {
    statements_in("en", text)
}

fn statements_in(language: &str, text: &str) -> Vec<String> {
    let show = |found: Found| {
        let mode = match found.statement.mode {
            SpeechMode::Direct => "direct",
            SpeechMode::Indirect => "indirect",
            SpeechMode::Mixed => "mixed",
        };
        let speaker = match found.statement.speaker {
            Speaker::Named { name, .. } => name,
            Speaker::Unknown | Speaker::Actor(_) => "?".to_owned(),
        };
        let cue = found.statement.cue.map_or("-", |cue| cue.of_text(text));
        format!("{mode}: {} | {speaker} | {cue}", found.span.of_text(text))
    };
    find_in(language, text).into_iter().map(show).collect()
}

fn find(text: &str) -> Vec<Found> {
    find_in("en", text)
}

fn find_in(language: &str, text: &str) -> Vec<Found> {
    let lexicon = Lexicon::for_language(language);
    recognise(&Numbered::new(&Tokens::new(text), lexicon), &sentences::split(text, &lexicon.text), "")
}

#[test]
fn quoted_words_have_a_speaker() {
    let table: [(&str, &[&str]); 18] = [
        ("“We won the vote,” she quipped.", &["direct: “We won the vote,” | she | quipped"]),
        ("“We won the vote,” she left early.", &["direct: “We won the vote,” | ? | -"]),
        ("“We won the vote,” he said.", &["direct: “We won the vote,” | he | said"]),
        (
            "\"We won,\" said Foreign Minister Ann Lee, in a post.",
            &["direct: \"We won,\" | Foreign Minister Ann Lee | said"],
        ),
        ("After their walk he said: “We won.”", &["direct: “We won.” | he | said"]),
        (
            "They won by “luck and rain”, said the Society for the Study of Lakes, a club of anglers.",
            &["mixed: “luck and rain” | the Society for the Study of Lakes | said"],
        ),
        ("«We won», said Kral.", &["direct: «We won» | Kral | said"]),
        ("‘We don’t know,’ Kral said.", &["direct: ‘We don’t know,’ | Kral | said"]),
        ("„We won“, Kral wrote.", &["direct: „We won“ | Kral | wrote"]),
        ("Kral said: “we won.”", &["direct: “we won.” | Kral | said"]),
        ("After the vote, Kral told them, “We won.”", &["direct: “We won.” | Kral | told"]),
        ("“We won,” he said, “by far.”", &["direct: “We won,” | he | said", "direct: “by far.” | he | said"]),
        ("“We won. We did,” the U.N. envoy added.", &["direct: “We won. We did,” | the U.N. envoy | added"]),
        ("“We won,” he said. “They lost.”", &["direct: “We won,” | he | said", "direct: “They lost.” | he | -"]),
        ("Kral called it “a very old lie.”", &["mixed: “a very old lie.” | Kral | called"]),
        ("Kral cried, calling it “a lie.”", &["mixed: “a lie.” | ? | calling"]),
        ("Kral, the mayor, said “old and new” were one.", &["mixed: “old and new” | Kral | said"]),
        ("“Nobody at all has asked us.”", &["direct: “Nobody at all has asked us.” | ? | -"]),
    ];
    for (text, expected) in table {
        assert_eq!(statements(text), expected, "{text}");
    }
}

#[test]
fn reported_words_have_a_speaker() {
    let table: [(&str, &[&str]); 19] = [
        ("Kral said that it had rained.", &["indirect: it had rained | Kral | said"]),
        ("The council says it rained.", &["indirect: it rained | The council | says"]),
        ("The council (CNA) announced on Sunday that it rained.", &["indirect: it rained | The council | announced"]),
        ("It had rained, officials said on Monday.", &["indirect: It had rained | officials | said"]),
        ("It rained, according to official figures.", &["indirect: It rained | official figures | according to"]),
        ("According to Kral, it rained.", &["indirect: it rained | Kral | According to"]),
        ("Kral, who said it rained, left early.", &["indirect: it rained | Kral | said"]),
        ("She also said a “very old” dam broke.", &["mixed: a “very old” dam broke | She | said"]),
        (
            "In the end, Vice President Ann Lee said it rained.",
            &["indirect: it rained | Vice President Ann Lee | said"],
        ),
        ("On Friday Kral said it rained.", &["indirect: it rained | Kral | said"]),
        ("Ann Lee, head of the bank's office, told Globus that it rained.", &["indirect: it rained | Ann Lee | told"]),
        ("Kral, a clerk, told Globus that it rained.", &["indirect: it rained | Kral | told"]),
        ("Ann Lee, who runs the bank, said Globus lost money.", &["indirect: Globus lost money | Ann Lee | said"]),
        ("Yesterday, prices rose, said Globus.", &["indirect: Yesterday, prices rose | Globus | said"]),
        ("In Oslo, prices rose, said Globus.", &["indirect: In Oslo, prices rose | Globus | said"]),
        ("Kral, 43, who came late, insisted that it rained.", &["indirect: it rained | Kral | insisted"]),
        ("It was announced on Sunday that it rained.", &["indirect: it rained | ? | announced"]),
        ("The road has been called “a very old lie” by Ann Lee.", &["mixed: “a very old lie” | Ann Lee | called"]),
        ("It comes after what Globus called “a very old lie”.", &["mixed: “a very old lie” | Globus | called"]),
    ];
    for (text, expected) in table {
        assert_eq!(statements(text), expected, "{text}");
    }
}

#[test]
fn spanish_statements_have_a_speaker() {
    let table: [(&str, &[&str]); 9] = [
        ("«Ganamos la votación», dijo Kral.", &["direct: «Ganamos la votación» | Kral | dijo"]),
        ("“Ganamos”, afirmó la ministra Ana Ruiz en un acto.", &["mixed: “Ganamos” | la ministra Ana Ruiz | afirmó"]),
        ("El alcalde señaló que había llovido.", &["indirect: había llovido | El alcalde | señaló"]),
        ("Según la alcaldía, llovió dos días.", &["indirect: llovió dos días | la alcaldía | Según"]),
        ("Llovió dos días, según Kral.", &["indirect: Llovió dos días | Kral | según"]),
        ("Además, dijo que había llovido.", &["indirect: había llovido | ? | dijo"]),
        (
            "La ley fue calificada de “una mentira muy vieja” por Kral.",
            &["mixed: “una mentira muy vieja” | Kral | calificada"],
        ),
        ("Kral dijo ayer la verdad.", &[]),
        ("Kral negó que hubiera llovido.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(statements_in("es", text), expected, "{text}");
    }
}

#[test]
fn statements_in_other_languages_have_a_speaker() {
    let table: [(&str, &str, &[&str]); 23] = [
        ("es", "«Ganamos la votación», ha señalado Kral.", &["direct: «Ganamos la votación» | Kral | señalado"]),
        ("fr", "« Nous avons gagné », a déclaré le maire.", &["direct: « Nous avons gagné » | le maire | déclaré"]),
        ("fr", "« Nous avons gagné », a-t-il dit.", &["direct: « Nous avons gagné » | il | dit"]),
        ("fr", "Kral a affirmé que l’eau montait.", &["indirect: l’eau montait | Kral | affirmé"]),
        ("fr", "Selon Kral, l’eau montait.", &["indirect: l’eau montait | Kral | Selon"]),
        ("fr", "D’après la mairie, l’eau montait.", &["indirect: l’eau montait | la mairie | D’après"]),
        ("fr", "Kral a nié que l’eau montait.", &[]),
        ("fr", "Kral s’est dit « très inquiet des eaux ».", &["mixed: « très inquiet des eaux » | Kral | dit"]),
        ("fr", "« Nous avons gagné », s’est interrogé Kral.", &["mixed: « Nous avons gagné » | Kral | interrogé"]),
        ("fr", "Il a été dit que l’eau montait.", &["indirect: l’eau montait | ? | dit"]),
        ("pt", "“Ganhamos a votação”, disse Kral.", &["direct: “Ganhamos a votação” | Kral | disse"]),
        ("pt", "O prefeito afirmou que tinha chovido.", &["indirect: tinha chovido | O prefeito | afirmou"]),
        ("pt", "De acordo com Kral, choveu dois dias.", &["indirect: choveu dois dias | Kral | De acordo com"]),
        ("pt", "Kral negou que tinha chovido.", &[]),
        ("de", "„Wir haben gewonnen“, sagte Kral.", &["direct: „Wir haben gewonnen“ | Kral | sagte"]),
        ("de", "»Wir haben gewonnen«, sagte Kral.", &["direct: »Wir haben gewonnen« | Kral | sagte"]),
        ("de", "Kral sagte am Freitag, dass es regnet.", &["indirect: es regnet | Kral | sagte"]),
        ("de", "Kral sagte, dass es regnet.", &["indirect: es regnet | Kral | sagte"]),
        ("de", "Kral bestritt, dass es regnet.", &[]),
        ("nl", "“We hebben gewonnen”, zei Kral.", &["direct: “We hebben gewonnen” | Kral | zei"]),
        ("nl", "Het regende, aldus Kral.", &["indirect: Het regende | Kral | aldus"]),
        ("nl", "Kral ontkende dat het regende.", &[]),
        ("nl", "Kral zei dat het regende.", &["indirect: het regende | Kral | zei"]),
    ];
    for (language, text, expected) in table {
        assert_eq!(statements_in(language, text), expected, "{text}");
    }
}

#[test]
fn what_is_no_statement() {
    let none = [
        "Such rooms are “sacred” places.",
        "The United States and the farmers’ union met.",
        "They published data that it said showed a loss.",
        "They had nothing to say.",
        "The so-called “old days” are over.",
        "He said goodbye.",
        "He denied that it had rained.",
        "They announced the release of ten people.",
        "A mark “that never closes holds nothing at all.",
        "It's 5' 10\" tall, they're sure.",
    ];
    for text in none {
        assert_eq!(statements(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_unclosed_mark_hides_no_other() {
    assert_eq!(statements("A “torn page. “We won,” Kral said."), ["direct: “We won,” | Kral | said"]);
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph() {
    let text = "Kral said: “We won. They lost.";
    let quoted = |next: &str| {
        let lexicon = Lexicon::for_language("en");
        let found =
            recognise(&Numbered::new(&Tokens::new(text), lexicon), &sentences::split(text, &lexicon.text), next);
        found.iter().map(|found| found.span.of_text(text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(quoted("“It is over.”"), ["“We won. They lost."]);
    assert!(!quoted("It is over.").contains(&"“We won. They lost.".to_owned()));
}

#[test]
fn a_sentence_of_a_hundred_thousand_quotations_takes_no_time() {
    assert_eq!(find(&"\"a\" said ".repeat(100_000)), []);
}

proptest! {
    #[test]
    fn statements_fit_any_text(text in "(\\PC|said|that|according to|Kral|[“”\"«»‘’„., ]){0,60}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(text.get(found.span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(found.span.start() >= end);
            end = found.span.end();
        }
    }
}

#[test]
fn the_sign_of_a_number_is_among_the_words_said() {
    assert_eq!(statements("Kral said that prices fell 23.8%."), ["indirect: prices fell 23.8% | Kral | said"]);
    assert_eq!(statements("Kral said that $5 a day is little."), ["indirect: $5 a day is little | Kral | said"]);
}
