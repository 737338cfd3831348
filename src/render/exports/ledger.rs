//! The ledger as JSON lines: one line for each claim, measure by measure, the oldest report first.

use std::io::{self, Write};

use super::{figures, write_lines};
use crate::render::publication::Publication;

/// Writes every claim; its fields are those of [`figures::FigureRecord`].
pub(super) fn write(publication: &Publication<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_lines(publication.dossier.ledgers.iter().flat_map(|ledger| figures::of_ledger(publication, ledger)), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::exports::fixture;

    #[test]
    fn each_claim_is_a_line_and_unpublished_words_are_null() {
        insta::assert_snapshot!(fixture::written(|publication, out| write(publication, out)), @r#"
        {"measure":"deaths","title":"Deaths in the flood","words":"at least 28 people","low":28,"high":null,"approximate":false,"unit":"people","noun":"people","source":"gazette","article":"2024-05-06-dam","mark":"f1","published":"2024-05-06","origin":"the river office","part":null,"start":48,"end":66,"url":"https://a.org/flood/articles/2024-05-06-dam/#f1"}
        {"measure":"deaths","title":"Deaths in the flood","words":"40 lives","low":40,"high":40,"approximate":false,"unit":"people","noun":"lives","source":"gazette","article":"2024-05-07-toll","mark":"f1","published":"2024-05-07","origin":null,"part":null,"start":15,"end":23,"url":"https://a.org/flood/articles/2024-05-07-toll/#f1"}
        {"measure":"deaths","title":"Deaths in the flood","words":null,"low":19,"high":19,"approximate":false,"unit":"people","noun":"people","source":"gazette","article":"2024-05-09-warning","mark":"f1","published":"2024-05-09","origin":"Ana Ruiz","part":null,"start":46,"end":61,"url":"https://a.org/flood/articles/2024-05-09-warning/"}
        "#);
    }
}
