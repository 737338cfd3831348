//! Numbers that a language writes as one word: "zweiundzwanzig", "driehonderdvijftig", "achttausend". Such a word is a row of
//! the language's number words, in which a joint ties a unit to the tens after it. There are too many to list.

use super::words::NumberWord;

/// The parts of which such numbers are made. Empty where a language writes none.
#[derive(Debug, Default)]
pub(super) struct Compounds {
    /// By first byte, the longest part first.
    by_first_byte: Vec<Vec<(Box<str>, Part)>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Number(NumberWord),
    Joint,
}

impl Compounds {
    /// Numbers made of `numbers` and `joints`; none where there are no joints.
    pub(super) fn new(joints: &[String], numbers: impl Iterator<Item = (String, NumberWord)>) -> Self {
        if joints.is_empty() {
            return Self::default();
        }
        let mut by_first_byte = vec![Vec::new(); usize::from(u8::MAX) + 1];
        let joints = joints.iter().map(|joint| (joint.clone(), Part::Joint));
        for (written, part) in numbers.map(|(written, number)| (written, Part::Number(number))).chain(joints) {
            if let Some(&first) = written.as_bytes().first() {
                by_first_byte[usize::from(first)].push((written.into_boxed_str(), part));
            }
        }
        for parts in &mut by_first_byte {
            parts.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
        }
        Self { by_first_byte }
    }

    /// Whether the language writes no number so.
    pub(super) fn is_empty(&self) -> bool {
        self.by_first_byte.is_empty()
    }

    /// The number that the whole of `lower` is.
    pub(super) fn read(&self, lower: &str) -> Option<NumberWord> {
        let mut group = Group::default();
        let mut rest = lower;
        while let Some(&first) = rest.as_bytes().first() {
            let parts = self.by_first_byte.get(usize::from(first))?;
            let (written, part) = parts.iter().find(|(written, _)| rest.starts_with(&**written))?;
            group.add(*part)?;
            rest = &rest[written.len()..];
        }
        group.value()
    }
}

/// A number as it grows.
#[derive(Default)]
struct Group {
    /// Of the groups that a magnitude closed.
    total: f64,
    /// Hundreds of the open group.
    hundreds: f64,
    /// What is below a hundred in the open group, where anything is.
    small: Option<f64>,
    /// Whether a joint came last, so that tens must follow, or, after hundreds, anything.
    is_joined: bool,
    /// Whether a magnitude closed a group.
    is_closed: bool,
}

impl Group {
    fn add(&mut self, part: Part) -> Option<()> {
        match part {
            Part::Joint => self.join(),
            Part::Number(NumberWord::Tens(value)) if self.is_joined && self.small.is_some() => {
                self.is_joined = false;
                self.small = self.small.filter(|unit| *unit < 10.0).map(|unit| unit + value);
                self.small.map(|_| ())
            }
            Part::Number(NumberWord::Unit(value) | NumberWord::Tens(value)) => self.put(value),
            Part::Number(NumberWord::Hundred(factor)) if self.hundreds == 0.0 && !self.is_joined => {
                self.hundreds = self.small.take().unwrap_or(1.0) * factor;
                Some(())
            }
            Part::Number(NumberWord::Magnitude(factor)) if !self.is_closed && !self.is_joined => {
                let open = self.hundreds + self.small.take().unwrap_or(0.0);
                self.total = if open > 0.0 { open * factor } else { factor };
                self.hundreds = 0.0;
                self.is_closed = true;
                Some(())
            }
            Part::Number(_) => None,
        }
    }

    fn join(&mut self) -> Option<()> {
        let has_any = self.small.is_some() || self.hundreds > 0.0 || self.is_closed;
        let fits = has_any && !self.is_joined;
        self.is_joined = true;
        fits.then_some(())
    }

    fn put(&mut self, value: f64) -> Option<()> {
        let fits = self.small.is_none();
        self.small = Some(value);
        self.is_joined = false;
        fits.then_some(())
    }

    /// The number, by what may follow it.
    fn value(&self) -> Option<NumberWord> {
        let value = self.total + self.hundreds + self.small.unwrap_or(0.0);
        if self.is_joined || value <= 0.0 {
            return None;
        }
        Some(match self.small {
            None if self.total == 0.0 => NumberWord::Hundreds(value),
            None if self.hundreds == 0.0 => NumberWord::Thousands(value),
            _ => NumberWord::Unit(value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compounds() -> Compounds {
        let numbers = [
            ("ein", NumberWord::Unit(1.0)),
            ("zwei", NumberWord::Unit(2.0)),
            ("drei", NumberWord::Unit(3.0)),
            ("dreizehn", NumberWord::Unit(13.0)),
            ("zwanzig", NumberWord::Tens(20.0)),
            ("fünfzig", NumberWord::Tens(50.0)),
            ("hundert", NumberWord::Hundred(100.0)),
            ("tausend", NumberWord::Magnitude(1000.0)),
        ];
        let numbers = numbers.into_iter().map(|(written, number)| (written.to_owned(), number));
        Compounds::new(&["und".to_owned()], numbers)
    }

    #[test]
    fn a_number_in_one_word_has_its_value() {
        let table = [
            ("zweiundzwanzig", NumberWord::Unit(22.0)),
            ("dreihundertfünfzig", NumberWord::Unit(350.0)),
            ("dreihunderteinundfünfzig", NumberWord::Unit(351.0)),
            ("hundertdreizehn", NumberWord::Unit(113.0)),
            ("hundertundzwei", NumberWord::Unit(102.0)),
            ("zweihundert", NumberWord::Hundreds(200.0)),
            ("zweitausend", NumberWord::Thousands(2000.0)),
            ("zweihunderttausend", NumberWord::Thousands(200_000.0)),
            ("dreitausendzweihundertdreizehn", NumberWord::Unit(3213.0)),
        ];
        for (word, value) in table {
            assert_eq!(compounds().read(word), Some(value), "{word}");
        }
    }

    #[test]
    fn other_words_are_no_numbers() {
        for word in [
            "",
            "und",
            "zweiund",
            "undzwei",
            "zweidrei",
            "einheit",
            "zwanzigund",
            "hunderthundert",
            "é",
            "fünfzigundzwei",
        ] {
            assert_eq!(compounds().read(word), None, "{word}");
        }
        assert_eq!(Compounds::default().read("zweiundzwanzig"), None);
    }
}
