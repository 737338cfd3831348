//! The value that an editor writes as the title of a link: `28`, `>=28`, `<20`, `~200`, `190..220`, `52%`.

use crate::interval::Interval;

/// Marks and spaces that may stand between groups of digits.
const SEPARATORS: [char; 7] = [',', '\'', '’', '_', ' ', '\u{a0}', '\u{202f}'];

/// Reads the value of a link's title. Thousands separators and a percent sign change nothing.
///
/// # Errors
///
/// A sentence that says what is wrong and what may be written instead.
pub fn parse_value(title: &str) -> Result<Interval, String> {
    let written = title.trim();
    if let Some((low, high)) = written.split_once("..").or_else(|| written.split_once('–')) {
        return range(number(low)?, number(high)?);
    }
    let (mark, rest) = written.split_at(written.len() - written.trim_start_matches(is_sign).len());
    let value = number(rest)?;
    match mark.trim() {
        "" | "=" => Ok(Interval::exactly(value)),
        ">=" | "≥" | ">" => Ok(Interval::at_least(value)),
        "<=" | "≤" | "<" => Ok(Interval::at_most(value)),
        "~" | "≈" => Ok(Interval::about(value)),
        other => Err(format!("`{other}` is not a sign for a value; {EXAMPLES}")),
    }
}

const EXAMPLES: &str = "write `28`, `>=28`, `<20`, `~200` or `190..220`";

fn is_sign(character: char) -> bool {
    matches!(character, '>' | '<' | '=' | '~' | '≥' | '≤' | '≈' | ' ')
}

fn range(low: f64, high: f64) -> Result<Interval, String> {
    if low > high {
        return Err(format!("the range {low}..{high} ends before it starts; write `{high}..{low}`"));
    }
    Ok(Interval::between(low, high))
}

/// Reads digits with an optional decimal point.
fn number(written: &str) -> Result<f64, String> {
    let bare = written.trim().trim_end_matches('%').trim_end();
    let digits: String = bare.chars().filter(|character| !SEPARATORS.contains(character)).collect();
    let is_number = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|character| character.is_ascii_digit() || character == '.');
    let value = digits.parse().ok().filter(|value: &f64| is_number && value.is_finite());
    value.ok_or_else(|| format!("`{}` is not a number; {EXAMPLES}", written.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_has_its_interval() {
        let table = [
            ("28", Interval::exactly(28.0)),
            (" 1,250 ", Interval::exactly(1250.0)),
            ("1 250", Interval::exactly(1250.0)),
            ("52%", Interval::exactly(52.0)),
            ("67.8 %", Interval::exactly(67.8)),
            (">=28", Interval::at_least(28.0)),
            ("≥ 28", Interval::at_least(28.0)),
            ("<20", Interval::at_most(20.0)),
            ("<= 20", Interval::at_most(20.0)),
            ("~200", Interval::about(200.0)),
            ("190..220", Interval::between(190.0, 220.0)),
            ("5%..10%", Interval::between(5.0, 10.0)),
            ("190–220", Interval::between(190.0, 220.0)),
        ];
        for (title, expected) in table {
            assert_eq!(parse_value(title), Ok(expected), "{title}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |title: &str| parse_value(title).err().unwrap_or_default();
        insta::assert_snapshot!(wrong("many"), @"");
        insta::assert_snapshot!(wrong(""), @"");
        insta::assert_snapshot!(wrong("=>28"), @"");
        insta::assert_snapshot!(wrong("220..190"), @"");
        insta::assert_snapshot!(wrong("1..2..3"), @"");
        insta::assert_snapshot!(wrong(&"9".repeat(400)).len(), @"");
    }
}
