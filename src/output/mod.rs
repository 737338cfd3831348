//! Stage 5: pages → disk.

pub mod search;
