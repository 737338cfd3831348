//! What many pages show alike: an actor's link, an outlet's, a report's card. Each is made once, and so is the value that
//! templates see of it, when the first page asks for it; a page takes a handle.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

/// A part of contexts that many pages have; cheap to clone.
#[derive(Debug)]
pub struct Shared<T>(Arc<Part<T>>);

#[derive(Debug)]
struct Part<T> {
    plain: T,
    /// As templates see it; none where it cannot be handed to them, which the page that shows it tells.
    seen: OnceLock<Option<Value>>,
}

impl<T> Shared<T> {
    /// A part that pages can share.
    pub fn new(plain: T) -> Self {
        Self(Arc::new(Part { plain, seen: OnceLock::new() }))
    }
}

impl<T: Clone> Shared<T> {
    /// The part by itself, for a page that has it in another form.
    pub(super) fn unshared(&self) -> T {
        self.0.plain.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.plain
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.seen.get_or_init(|| Value::try_from_serializable(&self.0.plain).ok()) {
            // A serialiser of Tera's takes a value as it is, and copies nothing.
            Some(seen) => seen.serialize(serializer),
            None => self.0.plain.serialize(serializer),
        }
    }
}
