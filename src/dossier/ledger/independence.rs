//! How many independent origins the claims of a measure have. Several outlets that print one text, or pass on the number of
//! one office, are one.
//!
//! It is the number of different origins, and never more than that of outlets that say something of their own:
//!
//! - a claim in a passage copied from an earlier report of the same measure is left out;
//! - the origin of a claim is the actor who gives it; where the words name only "the government" or "official figures", the
//!   authorities, who are one; else the outlet.
//!
//! Two offices of one government count as two, and "witnesses" of two outlets as the outlets' own.

use std::collections::BTreeSet;

use crate::dossier::{ActorIndex, ArticleIndex, Claim, Dossier, PassageEnd, SourceIndex};
use crate::reading::lexicon::Lexicon;
use crate::reading::lexicon::figures::Role;
use crate::reading::mark::Attribution;

/// Tells independent claims.
pub(super) struct Independence<'a> {
    pub(super) dossier: &'a Dossier,
    pub(super) site_language: &'a str,
}

/// Who counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Actor(ActorIndex),
    Authorities,
    Outlet(SourceIndex),
}

impl Independence<'_> {
    /// How many independent origins `claims`, all of one measure, have.
    pub(super) fn count<'c>(&self, claims: impl Iterator<Item = &'c Claim>) -> usize {
        let claims: Vec<&Claim> = claims.collect();
        let reporting: BTreeSet<ArticleIndex> = claims.iter().map(|claim| claim.figure.article).collect();
        let own = || claims.iter().copied().filter(|claim| !self.is_copied(claim, &reporting));
        let origins: BTreeSet<Origin> = own().map(|claim| self.origin(claim)).collect();
        let outlets: BTreeSet<SourceIndex> = own().map(|claim| self.outlet(claim)).collect();
        origins.len().min(outlets.len())
    }

    fn is_copied(&self, claim: &Claim, reporting: &BTreeSet<ArticleIndex>) -> bool {
        let mark = &self.dossier.mark(claim.figure).mark;
        let holds = |copy: &PassageEnd| copy.text == mark.text && copy.span.overlaps(mark.span);
        let copied = self.dossier.copied_passages(claim.figure.article);
        copied.iter().any(|passage| holds(&passage.second) && reporting.contains(&passage.first.article))
    }

    /// The outlet of a claim; of one in a copy, that of the original.
    fn outlet(&self, claim: &Claim) -> SourceIndex {
        let article = claim.figure.article;
        let original = self.dossier.articles[article.at()].copy_of.unwrap_or(article);
        self.dossier.articles[original.at()].source
    }

    fn origin(&self, claim: &Claim) -> Origin {
        let front = &self.dossier.document(claim.figure.article).front;
        let language = front.language.as_deref().unwrap_or(self.site_language);
        let attribution = super::figure(self.dossier, claim.figure).map(|figure| &figure.attribution);
        match (claim.origin, attribution) {
            (Some(actor), _) => Origin::Actor(actor),
            (None, Some(Attribution::Source { name, .. }))
                if names_authorities(name, Lexicon::for_language(language)) =>
            {
                Origin::Authorities
            }
            _ => Origin::Outlet(self.outlet(claim)),
        }
    }
}

/// Whether words name the authorities as such and nobody in particular: "official figures", but not "health officials".
fn names_authorities(name: &str, lexicon: &Lexicon) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is = |word: &str, role| lexicon.figure_word(word).is(role);
    let is_among = |word| is(word, Role::Authority) || is(word, Role::Record) || is(word, Role::Definite);
    words.clone().any(|word| is(word, Role::Authority)) && words.all(is_among)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authorities_are_one_however_they_are_named() {
        let lexicon = Lexicon::for_language("en");
        for name in ["official figures", "Government sources", "the authorities", "the government’s data", "officials"]
        {
            assert!(names_authorities(name, lexicon), "{name}");
        }
        for name in ["health officials", "the Cuban government", "figures", "a rights group", "the opposition", ""] {
            assert!(!names_authorities(name, lexicon), "{name}");
        }
    }
}
