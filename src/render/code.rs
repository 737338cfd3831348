//! Code with colours: syntect finds what each word is, and of its hundreds of scopes a handful of short classes are kept,
//! for which a theme has a light and a dark colour: `c` comment, `s` string, `n` number or constant, `k` keyword,
//! `f` function, `t` type or tag, `a` attribute or variable.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::annotated_html::escape;

/// Longer lines are shown plain, and the block from there on: they are minified or hostile, and a grammar's regular
/// expressions may take quadratic time for them.
const MAX_LINE: usize = 1_000;

/// Longer blocks are shown plain: nobody reads them for their colours.
const MAX_CODE: usize = 64 * 1024;

/// What each class stands for: scopes that begin so. The innermost scope that has a class decides; of two rules, the first.
const CLASSES: &[(&str, &[&str])] = &[
    ("c", &["comment"]),
    ("s", &["string", "constant.character", "markup.raw"]),
    ("n", &["constant"]),
    ("f", &["entity.name.function", "support.function", "variable.function"]),
    ("t", &["entity.name", "support.type", "support.class", "storage.type.numeric", "markup.heading"]),
    ("a", &["entity.other.attribute-name", "variable.parameter", "variable.language"]),
    ("k", &["keyword.control", "keyword.declaration", "keyword.other", "storage"]),
];

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

static SCOPES: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
    let rules = CLASSES.iter().flat_map(|(class, scopes)| scopes.iter().map(|scope| (*scope, *class)));
    rules.filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class))).collect()
});

/// `code` as HTML: escaped, with spans that bear a class. Of an unknown language, or where it is too long, escaped only.
#[must_use]
pub fn highlight(language: &str, code: &str) -> String {
    let syntax = if language.is_empty() { None } else { SYNTAXES.find_syntax_by_token(language) };
    match syntax.filter(|_| code.len() <= MAX_CODE) {
        Some(syntax) => Highlighter::new(syntax).write(code),
        None => escape(code),
    }
}

struct Highlighter {
    state: ParseState,
    scopes: ScopeStack,
    out: String,
    /// The class of the span that is open.
    class: Option<&'static str>,
}

impl Highlighter {
    fn new(syntax: &SyntaxReference) -> Self {
        Self { state: ParseState::new(syntax), scopes: ScopeStack::new(), out: String::new(), class: None }
    }

    fn write(mut self, code: &str) -> String {
        let mut rest = code;
        for line in LinesWithEndings::from(code) {
            if line.len() > MAX_LINE || self.line(line).is_none() {
                break;
            }
            rest = &rest[line.len()..];
        }
        self.piece(rest, None);
        self.piece("", None);
        self.out
    }

    /// Writes a line; nothing is written where the grammar fails on it.
    fn line(&mut self, line: &str) -> Option<()> {
        let changes = self.state.parse_line(line, &SYNTAXES).ok()?;
        let mut pieces = Vec::with_capacity(changes.len() + 1);
        let mut written = 0;
        for (at, change) in changes {
            pieces.push((line.get(written..at)?, class(&self.scopes)));
            written = at;
            self.scopes.apply(&change).ok()?;
        }
        pieces.push((line.get(written..)?, class(&self.scopes)));
        for (piece, class) in pieces {
            if !piece.is_empty() {
                self.piece(piece, class);
            }
        }
        Some(())
    }

    fn piece(&mut self, code: &str, class: Option<&'static str>) {
        if class != self.class {
            if self.class.is_some() {
                self.out.push_str("</span>");
            }
            if let Some(class) = class {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
            }
            self.class = class;
        }
        self.out.push_str(&escape(code));
    }
}

/// The class of the innermost scope that has one.
fn class(scopes: &ScopeStack) -> Option<&'static str> {
    let of_scope =
        |scope: &Scope| SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    scopes.as_slice().iter().rev().find_map(of_scope)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    #[test]
    fn known_languages_get_a_handful_of_classes() {
        assert_snapshot!(highlight("rust", "// two\nfn two() -> u8 { \"a<b\".len(); 2 }\n"), @r#"
    <span class="c">// two
    </span><span class="k">fn</span> <span class="f">two</span>() -&gt; <span class="k">u8</span> { <span class="s">&quot;a&lt;b&quot;</span>.<span class="f">len</span>(); <span class="n">2</span> }
    "#);
        assert_snapshot!(highlight("yaml", "title: \"Toll\" # why\ncount: 2\n"), @r#"
    <span class="t">title</span>: <span class="s">&quot;Toll&quot;</span> <span class="c"># why
    </span><span class="t">count</span>: <span class="n">2</span>
    "#);
        assert_snapshot!(highlight("html", "<p class=\"x\">a</p>\n"), @r#"&lt;<span class="t">p</span> <span class="a">class</span>=<span class="s">&quot;x&quot;</span>&gt;a&lt;/<span class="t">p</span>&gt;"#);
    }

    #[test]
    fn other_languages_stay_plain() {
        assert_eq!(highlight("klingon", "a < \"b\""), "a &lt; &quot;b&quot;");
        assert_eq!(highlight("", "fn main() {}"), "fn main() {}");
    }

    #[test]
    fn hostile_code_is_written_to_its_end() {
        for line in ["(".repeat(100_000), "a = \"".repeat(10_000), format!("{}\n", "{[(<\\\"'".repeat(100)).repeat(60)]
        {
            for language in ["rust", "js", "html", "md", "python", "yaml"] {
                let text = highlight(language, &line).replace("</span>", "");
                assert!(text.len() >= line.len());
            }
        }
    }
}
