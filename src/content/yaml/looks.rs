//! Colours and fonts, which go into style sheets as they are: nothing but a colour and names may get there.

use serde_yaml::Value;

use super::values::Problem;

/// How much lighter or darker than its ground text must be to be read (WCAG 2, level AA).
const LEAST_CONTRAST: f64 = 4.5;
/// The fonts that CSS names itself; all others are put between quotation marks.
const GENERIC: &[&str] = &[
    "serif",
    "sans-serif",
    "monospace",
    "cursive",
    "fantasy",
    "system-ui",
    "ui-serif",
    "ui-sans-serif",
    "ui-monospace",
    "ui-rounded",
    "-apple-system",
];

/// A colour as `#8a1c1c`, dark enough to be read on white.
pub(super) fn colour(written: &str) -> Result<Value, Problem> {
    let Some(colour) = parsed(written) else {
        return Err(Problem::value(
            format!("“{written}” is not a colour"),
            "write # and six hexadecimal digits between quotation marks, such as \"#8a1c1c\"",
        ));
    };
    if contrast_with_white(colour) < LEAST_CONTRAST {
        let [red, green, blue] = darkened(colour);
        return Err(Problem::value(
            format!("“{written}” is too light to be read on white"),
            format!("take a darker colour, such as \"#{red:02x}{green:02x}{blue:02x}\""),
        ));
    }
    Ok(written.to_ascii_lowercase().into())
}

fn parsed(written: &str) -> Option<[u8; 3]> {
    let digits = written.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hexadecimal.then_some([channel(0)?, channel(2)?, channel(4)?])
}

/// The contrast ratio of WCAG 2.
fn contrast_with_white(colour: [u8; 3]) -> f64 {
    // The numbers are those of the standard.
    const GLARE: f64 = 0.05;
    const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];
    let linear = |channel: u8| {
        let share = f64::from(channel) / f64::from(u8::MAX);
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let luminance: f64 = colour.iter().zip(WEIGHTS).map(|(&channel, weight)| linear(channel) * weight).sum();
    (1.0 + GLARE) / (luminance + GLARE)
}

/// The same hue, as light as can be read.
fn darkened(colour: [u8; 3]) -> [u8; 3] {
    let mut darker = colour;
    while contrast_with_white(darker) < LEAST_CONTRAST {
        darker = darker.map(|channel| channel.saturating_sub(channel / 16 + 1));
    }
    darker
}

/// Names of fonts between commas, in the form that CSS takes.
pub(super) fn fonts(written: &str) -> Result<Value, Problem> {
    let names = written.split(',').map(|name| name.trim().trim_matches(['"', '\'']).trim());
    let fonts: Option<Vec<String>> = names.map(font).collect();
    fonts.map(|fonts| fonts.join(", ").into()).ok_or_else(|| {
        Problem::value(
            format!("“{written}” are not names of fonts"),
            "write names between commas, such as Georgia, serif; their files go into the theme's custom.css",
        )
    })
}

fn font(name: &str) -> Option<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    Some(if GENERIC.contains(&name) { name.to_owned() } else { format!("\"{name}\"") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_in_one_way() {
        assert_eq!(colour("#8A1C1C").ok(), Some("#8a1c1c".into()));
        for bad in ["8a1c1c", "#8a1", "red", "#8a1c1g", "#8a1c1c;}", "#+a1c1c", "#ñandú", ""] {
            assert!(colour(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_colour_that_is_too_light_is_told_with_one_that_is_not() {
        let problem = colour("#ffcc00").expect_err("it is too light");
        assert_eq!(problem.message, "“#ffcc00” is too light to be read on white");
        let suggestion = problem.help.split('"').nth(1).expect("a colour");
        assert!(colour(suggestion).is_ok(), "{suggestion}");
        assert!(contrast_with_white([0; 3]) > 20.9, "black on white is the most there is");
    }

    #[test]
    fn fonts_are_names_and_nothing_else() {
        let in_css = r#""Source Serif 4", "Georgia", serif"#;
        assert_eq!(fonts("'Source Serif 4', Georgia,serif").ok(), Some(in_css.into()));
        for bad in ["", "Georgia,", "a; } body { color: red", "url(https://x.example/a.woff)", "</style>"] {
            assert!(fonts(bad).is_err(), "{bad}");
        }
    }
}
