//! Which language a text is written in.
//!
//! What an editor names is never outvoted for an article, nor for the only text of one. Inside an article, a paragraph, a headline or a quotation in another language is
//! read in its own where two witnesses agree: the letters (by `whatlang`) and the small words that both languages' lexicons hold
//! (`stops` in `text.yaml`). A short text is in the language of its article.

use whatlang::Lang;

use super::lexicon::small_words::{MOST_WORDS, Shares};
use super::lexicon::vocabulary::Numbered;
use super::lexicon::{Lexicon, TextWords};
use super::tokens::{TokenKind, Tokens};
use crate::content::Document;
use crate::content::article::Article;
use crate::content::body::Voice;

/// The fewest letters by which a language is told.
const FEWEST_LETTERS: usize = 40;
/// How many characters of a text are looked at for its letters: more say nothing new.
const MOST_LETTERS: usize = 600;
/// The share of small words from which on a text is surely in the language they are of.
const SURE: f64 = 0.4;
/// The least share of small words in a text of their language.
const LEAST: f64 = 0.2;
/// How many times as many small words another language must have as that of the article.
const CLEARLY_MORE: f64 = 1.5;
/// How much of an article is looked at, in characters; as much again may come with the last paragraph.
const SAMPLE: usize = 4000;

/// The language of a text, as a BCP 47 code, where its letters and its small words leave no doubt.
#[must_use]
pub fn detect(text: &str) -> Option<&'static str> {
    let guess = guess(text)?;
    let has_small_words = |lexicon: &Lexicon| small_words(&Tokens::new(text), &lexicon.text) >= LEAST;
    let lexicon = Lexicon::for_language(guess.code);
    let is_sure = if lexicon.is_for(guess.code) { has_small_words(lexicon) } else { guess.is_reliable };
    is_sure.then_some(guess.code)
}

/// What the letters of a text say.
struct Guess {
    code: &'static str,
    is_reliable: bool,
}

fn guess(text: &str) -> Option<Guess> {
    if !has_enough_letters(text) {
        return None;
    }
    let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(end, _)| end);
    let info = whatlang::detect(text.get(..end)?)?;
    let (_, code) = CODES.iter().find(|(language, _)| *language == info.lang())?;
    Some(Guess { code, is_reliable: info.is_reliable() })
}

fn has_enough_letters(text: &str) -> bool {
    text.chars().take(MOST_LETTERS).filter(|letter| letter.is_alphabetic()).nth(FEWEST_LETTERS - 1).is_some()
}

/// The language of an article, by its first paragraphs.
#[must_use]
pub fn detect_article(article: &Document<Article>) -> Option<&'static str> {
    let mut sample = String::new();
    for text in article.body.texts.iter().filter(|text| text.voice == Voice::Report) {
        if sample.chars().count() > SAMPLE {
            break;
        }
        sample.extend(text.plain.chars().take(SAMPLE));
        sample.push('\n');
    }
    detect(&sample)
}

/// The language of one text of an article written in `language`, given the numbers of its words in the lexicon that is used
/// for that language.
pub(super) fn of_text<'a>(text: &Numbered<'_>, language: &'a str) -> &'a str {
    let (own, letters) = (text.lexicon, text.tokens.text());
    // Of a language without a lexicon there is one witness only, and its neighbours look alike.
    if !own.is_for(language) || !has_enough_letters(letters) {
        return language;
    }
    let shares = Shares::of(text);
    let own_share = shares.of_language(&own.language);
    let is_clear = || shares.all().all(|share| share < own_share * CLEARLY_MORE);
    // To look at the letters takes longer than to read the text.
    if own_share >= SURE || own_share >= LEAST && is_clear() {
        return language;
    }
    let Some(guess) = guess(letters).filter(|guess| !own.is_for(guess.code)) else { return language };
    let lexicon = Lexicon::for_language(guess.code);
    let is_other = if lexicon.is_for(guess.code) {
        let share = shares.of_language(guess.code);
        share >= LEAST && share >= own_share * CLEARLY_MORE
    } else {
        guess.is_reliable && own_share < LEAST
    };
    if is_other { guess.code } else { language }
}

/// The share of small words in a text.
fn small_words(tokens: &Tokens<'_>, words_of: &TextWords) -> f64 {
    let words =
        (0..tokens.as_slice().len()).filter(|&at| tokens.as_slice()[at].kind == TokenKind::Word).take(MOST_WORDS);
    let (mut all, mut small) = (0_usize, 0_usize);
    for at in words {
        all += 1;
        small += usize::from(words_of.stops.contains(tokens.lower(at)));
    }
    if all == 0 { 0.0 } else { small as f64 / all as f64 }
}

/// The BCP 47 codes of the languages that can be told.
const CODES: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Ara, "ar"),
    (Lang::Bel, "be"),
    (Lang::Ben, "bn"),
    (Lang::Bul, "bg"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Hye, "hy"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kat, "ka"),
    (Lang::Kor, "ko"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Mkd, "mk"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Spa, "es"),
    (Lang::Srp, "sr"),
    (Lang::Swe, "sv"),
    (Lang::Tam, "ta"),
    (Lang::Tha, "th"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Urd, "ur"),
    (Lang::Vie, "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn in_article<'a>(text: &str, language: &'a str) -> &'a str {
        of_text(&Numbered::new(&Tokens::new(text), Lexicon::for_language(language)), language)
    }

    const TEXTS: [(&str, &str); 7] = [
        ("en", "The mayor of the village said that the bridge over the river would be closed until the spring."),
        ("es", "El alcalde del pueblo dijo que el puente sobre el río permanecerá cerrado hasta la primavera."),
        ("fr", "Le maire du village a déclaré que le pont sur la rivière resterait fermé jusqu’au printemps."),
        ("pt", "O prefeito da vila disse que a ponte sobre o rio não será aberta antes da próxima primavera."),
        ("nl", "De burgemeester van het dorp zei dat de brug over de rivier tot het voorjaar dicht zal blijven."),
        ("de", "Der Bürgermeister des Dorfes sagte, dass die Brücke über den Fluss bis zum Frühling gesperrt bleibt."),
        ("it", "Il sindaco del paese ha detto che il ponte sul fiume resterà chiuso fino alla prossima primavera."),
    ];

    #[test]
    fn a_sentence_has_its_language_whatever_that_of_the_article() {
        for (own, text) in TEXTS {
            assert_eq!(detect(text), Some(own));
            for article in ["en", "es", "fr", "pt", "nl", "de", "en-GB"] {
                let expected = if article.starts_with(own) { article } else { own };
                assert_eq!(in_article(text, article), expected, "{text} in {article}");
            }
        }
    }

    #[test]
    fn what_cannot_be_told_is_in_the_language_of_its_article() {
        assert_eq!(in_article(TEXTS[0].1, "ca"), "ca");
        for text in
            ["", "28", "El puente está cerrado.", "Guaidó, Ramírez y López", "1 234 567 890 11 12 13 14 15 16 17"]
        {
            assert_eq!(in_article(text, "en"), "en", "{text}");
        }
    }

    #[test]
    fn foreign_names_make_no_foreign_text() {
        let text = "Juan Carlos Rodríguez and María Fernanda López of the Partido Socialista met José Gregorio Hernández in Maracaibo.";
        assert_eq!(in_article(text, "en"), "en");
    }
}
