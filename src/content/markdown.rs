//! A stand-in until the Markdown reader is merged.

use std::sync::Arc;

use super::body::Body;
use super::links::Resolve;
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::span::ByteSpan;

/// Reads nothing.
pub fn parse(_: &Arc<SourceFile>, _: ByteSpan, _: &dyn Resolve, _: &mut Vec<Diagnostic>) -> Body {
    Body::default()
}
