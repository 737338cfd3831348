//! Diurna: from a folder of annotated Markdown to a published news dossier.
//!
//! Data goes one way, through five stages, each a module with one entry function:
//!
//! ```text
//! files ──content──▶ documents ──reading──▶ marks ──dossier──▶ one model ──render──▶ pages ──output──▶ disk
//! ```
//!
//! A later stage never calls an earlier one.

pub mod config;
pub mod content;
pub mod diagnostic;
pub mod dossier;
pub mod edtf;
pub mod fold;
pub mod id;
pub mod interval;
pub mod output;
pub mod reading;
pub mod render;
pub mod span;
