//! Places in long lists of a dossier, each list with a type of its own, so that they cannot be mixed. A large dossier holds
//! millions of them, so each takes four bytes, as does none.

/// A type of places in one kind of list.
macro_rules! index {
    ($(#[$attribute:meta])* $visibility:vis $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name {
            /// Counted from one, so that no place is 0, which stands for none.
            number: std::num::NonZeroU32,
        }

        impl $name {
            /// The place that so many are before. No list is as long as the last place that can be told.
            #[must_use]
            $visibility fn new(before: usize) -> Self {
                let before = u32::try_from(before).unwrap_or(u32::MAX);
                Self { number: std::num::NonZeroU32::MIN.saturating_add(before) }
            }

            /// How many are before it: what lists are indexed with.
            #[must_use]
            $visibility fn at(self) -> usize {
                self.number.get() as usize - 1
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.at())
            }
        }
    };
}

pub(crate) use index;

#[cfg(test)]
mod tests {
    index!(
        /// A place in a list of this test.
        pub(super) Place
    );

    #[test]
    fn a_place_takes_four_bytes_and_so_does_none() {
        assert_eq!((size_of::<Place>(), size_of::<Option<Place>>()), (4, 4));
    }

    #[test]
    fn a_place_tells_how_many_are_before_it() {
        assert_eq!([0, 1, 7].map(|before| Place::new(before).at()), [0, 1, 7]);
        assert_eq!(format!("{:?}", Place::new(2)), "Place(2)");
        assert!(Place::new(1) < Place::new(2));
    }
}
