//! How a running total grew: a later report of more is an update of an earlier one and no contradiction.

use crate::content::measure::MeasureKind;
use crate::dossier::Claim;

/// The steps by which the highest number told so far rose, by index into `claims`, the earlier first; none for a measure of
/// another kind. `conflicts` are the pairs that contradict each other, sorted.
pub(super) fn steps(kind: MeasureKind, claims: &[Claim], conflicts: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut steps = Vec::new();
    let mut highest: Option<usize> = None;
    let of_whole = (0..claims.len()).filter(|&claim| claims[claim].part.is_none());
    for claim in of_whole.filter(|_| kind == MeasureKind::RunningTotal) {
        let floor = |claim: usize| claims[claim].interval.reach().0;
        let Some(before) = highest else {
            highest = Some(claim);
            continue;
        };
        let is_more = floor(claim) > floor(before);
        let differs = !claims[before].interval.agrees_with(claims[claim].interval);
        if is_more && differs && conflicts.binary_search(&(before, claim)).is_err() {
            steps.push((before, claim));
        }
        if is_more {
            highest = Some(claim);
        }
    }
    steps
}
