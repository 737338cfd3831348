//! What a figure counts, taken apart so that measures can be matched with it: whom (the head of its noun) and what happened to
//! them. A noun reads `people jailed released`: of several participles the last is what the sentence tells, and those before it
//! only describe the counted. So "released 13 people jailed last year" counts the released, and not the jailed.

use std::collections::BTreeSet;

use crate::dossier::words::{keys, words};
use crate::reading::lexicon::Lexicon;
use crate::reading::mark::{Figure, Unit};

/// The form in which the nouns of measures and of figures are compared: "arrests" and "arrested" are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// A word that says what happened to somebody, as the participle that stands for all its forms.
    Happened(String),
    /// Any other word, by its key.
    Word(String),
}

impl Form {
    fn happens(&self) -> bool {
        matches!(self, Self::Happened(_))
    }
}

/// What figures that count the same thing have in common, beside their unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Gist {
    /// Whom: the last word of the head; none where it singles nobody out.
    whom: Option<Form>,
    /// What happened to them.
    happened: Option<Form>,
}

/// The words of one language by which counts are told apart.
#[derive(Default)]
pub(super) struct Vocabulary {
    lexicon: Option<&'static Lexicon>,
    everybody: BTreeSet<Form>,
    pub(super) before_part: Vec<Vec<String>>,
    pub(super) after_part: Vec<Vec<String>>,
    pub(super) part_of_place: Vec<Vec<String>>,
    pub(super) more: Vec<Vec<String>>,
    pub(super) some_of: Vec<Vec<String>>,
}

impl Vocabulary {
    /// The words of a language; none where Diurna does not know it.
    pub(super) fn of(language: &str) -> Self {
        let lexicon = Lexicon::for_language(language);
        if !lexicon.is_for(language) {
            return Self::default();
        }
        let phrases = |list: &[String]| list.iter().map(|phrase| keys(phrase)).collect();
        let counts = &lexicon.counts;
        let mut vocabulary = Self {
            lexicon: Some(lexicon),
            everybody: BTreeSet::new(),
            before_part: phrases(&counts.before_part),
            after_part: phrases(&counts.after_part),
            part_of_place: phrases(&counts.part_of_place),
            more: phrases(&counts.more),
            some_of: phrases(&counts.some_of),
        };
        vocabulary.everybody = counts.everybody.iter().flat_map(|noun| vocabulary.forms(noun)).collect();
        vocabulary
    }

    /// The words of `text` in the form in which nouns are compared.
    pub(super) fn forms(&self, text: &str) -> Vec<Form> {
        let form = |written: &str, key: String| self.happened(written).map_or(Form::Word(key), Form::Happened);
        words(text).map(|word| form(word.span.of_text(text), word.key)).collect()
    }

    /// A noun by which a measure knows what a figure's `noun` counts: `freed` for `people jailed freed`, `officers killed`, `votes`.
    pub(super) fn measure_noun(&self, noun: &str) -> Option<String> {
        let written: Vec<&str> = words(noun).map(|word| word.span.of_text(noun)).collect();
        let head = written.iter().rposition(|word| self.happened(word).is_none());
        let happened = written.last().filter(|last| self.happened(last).is_some());
        let head = head
            .map(|at| written[at])
            .filter(|head| happened.is_none() || self.forms(head).iter().all(|form| !self.everybody.contains(form)));
        match (head, happened) {
            (Some(head), Some(happened)) => Some(format!("{head} {happened}")),
            (Some(only), None) | (None, Some(&only)) => Some(only.to_owned()),
            (None, None) => None,
        }
    }

    /// The participle that stands for a word, where it says what happened to somebody.
    fn happened(&self, written: &str) -> Option<String> {
        let lexicon = self.lexicon?;
        lexicon.figures.happened(lexicon.figure_word(&written.to_lowercase())).map(str::to_owned)
    }
}

/// What a figure counts.
pub(super) struct Counted<'a> {
    vocabulary: &'a Vocabulary,
    /// Whom or what: `jailed american`; empty where the noun says only what happened: `dead`.
    head: Vec<Form>,
    /// What the sentence tells of them: `freed`.
    happened: Option<Form>,
    /// Whether human beings are counted, or things of which nothing else is known.
    takes_groups: bool,
}

impl<'a> Counted<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, figure: &Figure) -> Self {
        let mut head = vocabulary.forms(figure.noun.as_deref().unwrap_or_default());
        let happened = head.pop_if(|last| last.happens());
        if happened.is_some() {
            // What described them before: the `jailed` of `people jailed released`.
            head.pop_if(|last| last.happens());
        }
        Self { vocabulary, head, happened, takes_groups: matches!(figure.unit, Unit::People | Unit::Count) }
    }

    /// The head and what happened, as one phrase.
    pub(super) fn phrase(&self) -> Vec<Form> {
        self.head.iter().chain(&self.happened).cloned().collect()
    }

    /// What figures that count the same thing have in common.
    pub(super) fn gist(self) -> Gist {
        let Self { vocabulary, mut head, happened, .. } = self;
        let whom = head.pop().filter(|last| happened.is_none() || !vocabulary.everybody.contains(last));
        Gist { whom, happened }
    }

    /// Whether a measure's noun, found among the words, is what is counted: not a word that only describes it, as `jailed` does in
    /// "freed 10 jailed Americans".
    pub(super) fn is_counted(&self, noun: &[Form]) -> bool {
        match (noun, &self.happened) {
            ([only], Some(happened)) => only == happened || !only.happens(),
            _ => true,
        }
    }

    /// Whether the figure counts only a group of those whom the measure counts: "two officers killed" for one that knows the killed
    /// by `killed` alone. `nouns` are the measure's nouns that the figure holds.
    pub(super) fn is_narrower(&self, nouns: &BTreeSet<&[Form]>) -> bool {
        let everybody = &self.vocabulary.everybody;
        let names_group = |last: &Form| !everybody.is_empty() && !everybody.contains(last) && !last.happens();
        self.takes_groups
            && self.head.last().is_some_and(names_group)
            && nouns.iter().all(|noun| noun.iter().all(Form::happens))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::Interval;
    use crate::reading::mark::Attribution;
    use crate::span::ByteSpan;

    fn figure(noun: &str) -> Figure {
        Figure {
            interval: Interval::exactly(28.0),
            unit: Unit::People,
            noun: Some(noun.to_owned()),
            numeral: ByteSpan::default(),
            attribution: Attribution::None,
            measure: None,
        }
    }

    #[test]
    fn the_last_participle_is_what_is_told() {
        let vocabulary = Vocabulary::of("en");
        for (noun, phrase) in [
            ("dead", "dead"),
            ("deaths", "dead"),
            ("people jailed released", "people released"),
            ("jailed americans freed", "jailed american freed"),
            ("opposition activists", "opposition activist"),
        ] {
            let counted = Counted::new(&vocabulary, &figure(noun)).phrase();
            let words = counted.iter().map(|(Form::Happened(word) | Form::Word(word))| word.as_str());
            assert_eq!(words.collect::<Vec<_>>().join(" "), phrase);
        }
    }

    #[test]
    fn a_named_group_is_narrower_than_everybody() {
        let vocabulary = Vocabulary::of("en");
        let killed = vocabulary.forms("killed");
        let nouns = BTreeSet::from([killed.as_slice()]);
        for (noun, narrower) in [("people killed", false), ("killed", false), ("officers killed", true)] {
            assert_eq!(Counted::new(&vocabulary, &figure(noun)).is_narrower(&nouns), narrower, "{noun}");
        }
        let unknown = Vocabulary::of("xx");
        assert!(!Counted::new(&unknown, &figure("officers killed")).is_narrower(&nouns));
    }
}
