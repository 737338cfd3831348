//! Words that tell a count of all from a count of some: `counts.yaml`. The ledgers are kept with them, so that "28 dead,
//! including two officers" gives one number of the dead and not two.

use serde::Deserialize;

/// How a language says that a count is a part of another. Each phrase is one or more words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    /// Nouns that single nobody out: `people`.
    pub everybody: Vec<String>,
    /// Right before the number of a part: `including`.
    pub before_part: Vec<String>,
    /// Right after the number of a part, or its noun: `of them`.
    pub after_part: Vec<String>,
    /// In the clause of a number that counts one place only: `alone`.
    pub part_of_place: Vec<String>,
    /// Right before or after the number of some that come on top of others: `another`, `more`.
    pub more: Vec<String>,
    /// Right after a number that takes some out of a group: `of its`.
    pub some_of: Vec<String>,
}
