//! Numbers as exports write them: whole ones without a fraction (`28`, not `28.0`), as the report printed them.

use serde::{Serialize, Serializer};

/// The greatest whole number up to which `f64` tells every integer from its neighbours: 2⁵³.
const MAX_EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;

/// A bound of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= MAX_EXACT_INTEGER {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        for (value, json) in
            [(28.0, "28"), (67.8, "67.8"), (0.0, "0"), (-3.0, "-3"), (1e18, "1e+18"), (f64::INFINITY, "null")]
        {
            assert_eq!(serde_json::to_string(&Number(value)).expect("numbers serialise"), json);
        }
    }
}
