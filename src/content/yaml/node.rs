//! A YAML document as a tree that keeps what typed parsing would throw away: keys given twice, in their order.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Mapping, Number, Value};

/// A part of a YAML document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(Number),
    /// Any other scalar.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, as given.
    Map(Vec<(String, Node)>),
}

/// How much larger than its text a tree may grow: an escape such as `\L` makes three bytes of two, and every node counts one.
/// Only an alias can make more, and a few aliases can make a tree that fills the memory.
const GROWTH: usize = 4;

impl Node {
    /// Parses one YAML document.
    ///
    /// # Errors
    /// YAML that cannot be parsed, or that unfolds to much more than is written.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_yaml::Error> {
        let budget = Budget(Cell::new(text.len().saturating_mul(GROWTH) + GROWTH));
        Seed(&budget).deserialize(serde_yaml::Deserializer::from_str(text))
    }

    /// What the node is, for messages.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "keys and values",
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        match node {
            Node::Null => Self::Null,
            Node::Flag(flag) => Self::Bool(flag),
            Node::Number(number) => Self::Number(number),
            Node::Text(text) => Self::String(text),
            Node::List(items) => Self::Sequence(items.into_iter().map(Self::from).collect()),
            Node::Map(entries) => Self::Mapping(
                entries.into_iter().map(|(key, node)| (Self::String(key), Self::from(node))).collect::<Mapping>(),
            ),
        }
    }
}

/// What is left to be spent on a tree.
struct Budget(Cell<usize>);

impl Budget {
    fn spend<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        match self.0.get().checked_sub(bytes + 1) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(E::custom("its aliases repeat too much")),
        }
    }
}

#[derive(Clone, Copy)]
struct Seed<'a>(&'a Budget);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value without a tag")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.0.spend(0)?;
        Ok(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Node, E> {
        self.0.spend(0)?;
        Ok(Node::Flag(flag))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Node, E> {
        self.0.spend(0)?;
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Node, E> {
        self.0.spend(0)?;
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Node, E> {
        self.0.spend(0)?;
        Ok(Node::Number(number.into()))
    }

    fn visit_i128<E: de::Error>(self, number: i128) -> Result<Node, E> {
        self.visit_f64(number as f64)
    }

    fn visit_u128<E: de::Error>(self, number: u128) -> Result<Node, E> {
        self.visit_f64(number as f64)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.0.spend(text.len())?;
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        self.0.spend(0)?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        self.0.spend(0)?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(self)? {
            let key = match key {
                Node::Text(text) => text,
                Node::Number(number) => number.to_string(),
                Node::Flag(flag) => flag.to_string(),
                _ => return Err(de::Error::custom("a key must be a word")),
            };
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_given_twice_are_kept() {
        let node = Node::parse("a: 1\nb: [x, ~]\na: true\n").expect("it is YAML");
        let list = Node::List(vec![Node::Text("x".to_owned()), Node::Null]);
        let entries = [("a", Node::Number(1.into())), ("b", list), ("a", Node::Flag(true))];
        assert_eq!(node, Node::Map(entries.map(|(key, value)| (key.to_owned(), value)).into()));
    }

    #[test]
    fn hostile_documents_are_refused_quickly() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n";
        let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(10_000), "*a,".repeat(10_000));
        let deep = "[".repeat(20_000);
        let nested = format!("{}{}", "- ".repeat(5_000), "x");
        for text in [bomb, &long, &deep, &nested, "a: !tag x", "? [a]\n: b"] {
            assert!(Node::parse(text).is_err());
        }
    }
}
