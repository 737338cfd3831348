//! Which claims of one measure can all be true at once: their intervals share a value. A sweep over the ends of the intervals finds
//! the groups to which no further claim could be added; a claim may be in several ("at least 2,000" agrees with some 2,400
//! and with some 2,000, which do not agree with each other).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::dossier::{Agreement, ArticleIndex, Claim};

/// How many groups a ledger tells; those with the most claims come first.
const MOST_TOLD: usize = 12;

/// The groups of claims of at least two reports, the largest first.
pub(super) fn find(claims: &[Claim]) -> Vec<Agreement> {
    let mut groups: Vec<Agreement> = groups(claims).into_iter().filter(|group| has_reports(claims, group)).collect();
    groups.sort_by_key(|group| (Reverse(group.claims.len()), group.claims.clone()));
    groups.truncate(MOST_TOLD);
    groups
}

fn has_reports(claims: &[Claim], group: &Agreement) -> bool {
    let reports: BTreeSet<ArticleIndex> = group.claims.iter().map(|&claim| claims[claim].figure.article).collect();
    reports.len() > 1
}

/// Each greatest group of claims of the whole that share a value. A group is complete where, after an interval opened, the next
/// closes.
fn groups(claims: &[Claim]) -> Vec<Agreement> {
    let wholes: Vec<usize> = (0..claims.len()).filter(|&claim| claims[claim].part.is_none()).collect();
    let low = |claim: usize| claims[claim].interval.reach().0;
    let high = |claim: usize| claims[claim].interval.reach().1.unwrap_or(f64::INFINITY);
    let opening = wholes.iter().map(|&claim| (low(claim), false, claim));
    let mut ends: Vec<(f64, bool, usize)> =
        opening.chain(wholes.iter().map(|&claim| (high(claim), true, claim))).collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut open: BTreeSet<usize> = BTreeSet::new();
    let (mut groups, mut has_opened) = (Vec::new(), false);
    for (_, closes, claim) in ends {
        if closes && has_opened && groups.len() < MOST_SWEPT {
            groups.push(Agreement { claims: open.iter().copied().collect() });
        }
        has_opened = !closes;
        if closes {
            open.remove(&claim)
        } else {
            open.insert(claim)
        };
    }
    groups
}

/// How many groups are looked at: each holds up to every claim, and a ledger of thousands has no use for more.
const MOST_SWEPT: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::MarkIndex;
    use crate::interval::Interval;

    fn claims(intervals: &[Interval]) -> Vec<Claim> {
        let claim = |(article, &interval): (usize, &Interval)| Claim {
            figure: MarkIndex::new(ArticleIndex::new(article), 0),
            interval,
            origin: None,
            part: None,
            because: "",
        };
        intervals.iter().enumerate().map(claim).collect()
    }

    fn found(intervals: &[Interval]) -> Vec<Vec<usize>> {
        find(&claims(intervals)).into_iter().map(|group| group.claims).collect()
    }

    #[test]
    fn a_claim_may_agree_with_two_that_do_not_agree_with_each_other() {
        let detained = [Interval::about(2400.0), Interval::about(2000.0), Interval::at_least(2000.0)];
        assert_eq!(found(&detained), [vec![0, 2], vec![1, 2]]);
    }

    #[test]
    fn ends_that_touch_agree_and_one_report_agrees_with_nobody() {
        assert_eq!(found(&[Interval::at_least(28.0), Interval::exactly(28.0), Interval::exactly(27.0)]), [vec![0, 1]]);
        assert!(found(&[Interval::exactly(27.0)]).is_empty());
    }
}
