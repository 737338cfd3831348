//! Tests of what looks like a name and what does not.

use proptest::prelude::*;

use super::*;
use crate::reading::sentences;

/// The names in a text, each with its hint where it has one, and `^` where it opens a sentence.
fn names(text: &str) -> Vec<String> {
    names_in("en", text)
}

fn names_in(language: &str, text: &str) -> Vec<String> {
    let lexicon = Lexicon::for_language(language);
    let found =
        recognise(TextId::new(0), &Numbered::new(&Tokens::new(text), lexicon), &sentences::split(text, &lexicon.text));
    let show = |name: Name| {
        let opens = if name.opens_sentence { "^" } else { "" };
        let hint = match name.hint {
            NameHint::None => "",
            NameHint::Person => " person",
            NameHint::Organization => " organization",
            NameHint::Place => " place",
        };
        format!("{opens}{}{hint}", name.span.of_text(text))
    };
    found.into_iter().map(show).collect()
}

#[test]
fn names_are_cut_free() {
    let table: [(&str, &[&str]); 27] = [
        ("they told Human Lakes chief Ann Lee", &["Human Lakes organization", "Ann Lee person"]),
        ("“It rained,” Kral said. LAKES heard it.", &["Kral person", "LAKES organization"]),
        ("It rained | Kral left", &["^Kral"]),
        ("the Commissioner of Police left", &[]),
        ("they heard BBC Alba and JK Rowe", &["BBC Alba organization", "JK Rowe"]),
        ("it rained over Baghdad", &["Baghdad place"]),
        ("Then Mr. Okafor left.", &["Okafor person"]),
        ("They met Peruvian Foreign Minister Inés Vega’s aide.", &["Inés Vega person"]),
        ("Secretary of State Ann Lee spoke", &["Ann Lee person"]),
        ("opposition leader Ivo Kral and others", &["Ivo Kral person"]),
        ("the Organization of River States met", &["Organization of River States organization"]),
        ("the Committee for the Return of Lost Boats met", &["Committee for the Return of Lost Boats organization"]),
        ("the group Foro Libre met", &["Foro Libre organization"]),
        ("they told Ra’ad al-Amin and Jean-Luc Roy", &["Ra’ad al-Amin", "Jean-Luc Roy"]),
        ("they saw J. R. Ewing-Smith", &["J. R. Ewing-Smith"]),
        ("a U.N. envoy met the CNE", &["U.N. organization", "CNE organization"]),
        ("it rained in Ordavia, they told Olaf", &["Ordavia place", "Olaf"]),
        ("on Friday, May 20, Americans voted", &[]),
        ("she met Theresa May there", &["Theresa May"]),
        ("The Times wrote of Kral on Monday", &["Times organization", "Kral"]),
        ("But Kral said so", &["Kral person"]),
        ("Farmers sang", &["^Farmers"]),
        ("the Maduro-led and anti-Kral camps", &["Maduro"]),
        ("they met Ludwig van der Berg and María de los Ríos", &["Ludwig van der Berg", "María de los Ríos"]),
        ("the French Senate met French farmers", &["French Senate organization"]),
        ("in a post on X he wrote", &[]),
        ("In Kenya, Kenyan Kamau won", &["Kenya place", "Kamau"]),
    ];
    for (text, expected) in table {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn names_of_bodies_and_places_are_whole() {
    let table: [(&str, &[&str]); 16] = [
        ("they asked the Food and Water Organization", &["Food and Water Organization organization"]),
        ("they asked Kral and the Water Council", &["Kral", "Water Council organization"]),
        ("the House of People's Delegates met", &["House of People's Delegates organization"]),
        ("the Workers’ Party met", &["Workers’ Party organization"]),
        ("a ship in the Indian Ocean sank", &["Indian Ocean place"]),
        ("they came to Qala-e-Nor by road", &["Qala-e-Nor"]),
        ("the GDP fell, the BDC said", &["BDC organization"]),
        (
            "they heard of a plan by Orr & Lamb Ltd and by AT&T. But both left the other firms alone",
            &["Orr & Lamb Ltd organization", "AT&T organization"],
        ),
        ("they heard of the R & D and the R&D of Kral & others, and of a Q&A", &["Kral"]),
        (
            "AT&T said that it sells what Texas A&M and Lord & Taylor want to have",
            &["AT&T organization", "Texas A&M organization", "Lord & Taylor organization"],
        ),
        ("they met Ann Lee & Ivo Kral there, who had been named President & CEO just then", &["Ann Lee", "Ivo Kral"]),
        ("they met Minister No Kwang and others", &["No Kwang person"]),
        ("they met Abu Ahmed al-Iraqi there", &["Abu Ahmed al-Iraqi"]),
        ("Analysts said that Mr. Reports knew", &["^Analysts", "Reports person"]),
        ("the Sino-U.S. and Sino-French talks (But) of the pro-U.N. camp", &[]),
        ("the U.S. No. 3 maker", &["U.S. place"]),
    ];
    for (text, expected) in table {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn spanish_names_are_cut_free() {
    let table: [(&str, &[&str]); 6] = [
        ("ayer habló la ministra Inés de la Vega", &["Inés de la Vega person"]),
        ("el presidente Ivo Kral y otros", &["Ivo Kral person"]),
        (
            "lo pidió el Consejo Nacional de Aguas (CNA)",
            &["Consejo Nacional de Aguas organization", "CNA organization"],
        ),
        ("llovió en Ordavia el lunes", &["Ordavia place"]),
        ("Además, Kral dijo que no", &["Kral person"]),
        ("el Gobierno y la Comisión de Ríos", &["Comisión de Ríos organization"]),
    ];
    for (text, expected) in table {
        assert_eq!(names_in("es", text), expected, "{text}");
    }
}

#[test]
fn headlines_name_nobody() {
    assert_eq!(names("Angry Farmers March Through the Old Capital City"), Vec::<String>::new());
    assert_eq!(names("PHOTO ANN LEE, NATIONAL PRESIDENCY, SOME AGENCY."), Vec::<String>::new());
    assert_eq!(names("Ann Lee"), ["^Ann Lee"]);
}

#[test]
fn a_short_line_in_capitals_names_somebody_unless_it_has_small_words() {
    assert_eq!(names("RETURN TO WORK"), Vec::<String>::new());
    assert_eq!(names("US TO ACT"), Vec::<String>::new());
    assert_eq!(names("JOHN A. SMITH"), ["JOHN A. SMITH"]);
    assert_eq!(names("NATO, WHO").len(), 2);
    assert_eq!(names("KRAL, US, NATO").len(), 3);
    assert_eq!(names("LAKES ARMY"), ["LAKES ARMY organization"]);
}

#[test]
fn scripts_without_capitals_are_no_trouble() {
    assert_eq!(names("會見習近平主席。 قال محمود عباس"), Vec::<String>::new());
}

proptest! {
    #[test]
    fn names_fit_any_text(text in "(\\PC|of|the|Bank|Mr|May|[A-C]|[. ’'-]){0,60}") {
        let lexicon = Lexicon::for_language("en");
        let found = recognise(TextId::new(0), &Numbered::new(&Tokens::new(&text), lexicon), &sentences::split(&text, &lexicon.text));
        let mut end = 0;
        for name in found {
            prop_assert!(text.get(name.span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(name.span.start() >= end);
            end = name.span.end();
        }
    }
}
