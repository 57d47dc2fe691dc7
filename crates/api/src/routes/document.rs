//! A document on its way from the views to a reader: its fields by name and in their order, texts borrowed from where they lie.
//!
//! A list shows fifty documents. Putting each into a map of owned texts costs more than finding it, deciphering it and sending it.

use domain::ids::SubjectId;
use domain::personal::Sealed;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::fmt;

/// A value in a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// An object.
    Fields(Fields<'a>),
    /// What was made for the answer.
    Made(Value),
}

/// The fields of an object; a name stands once, as whoever wrote the document wrote it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Node<'a> {
    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Made(value) => value.as_str(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) | Self::Fields(_) => None,
        }
    }
}

impl<'a> Fields<'a> {
    /// How many.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node<'a>> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The text under a name, if it is one.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Node::text)
    }

    /// Puts a value under a name: in the place of the one before, or at the end.
    pub fn insert(&mut self, name: &'static str, value: impl Into<Node<'a>>) {
        match self.0.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((Cow::Borrowed(name), value.into())),
        }
    }

    /// Takes the value under a name out.
    pub fn remove(&mut self, name: &str) -> Option<Node<'a>> {
        let place = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.remove(place).1)
    }

    /// Adds the fields of another object behind these.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Every field, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node<'a>)> {
        self.0.iter_mut().map(|(name, value)| (&**name, value))
    }

    /// The box this object is; `None` when it is none.
    #[must_use]
    pub fn sealed(&self) -> Option<Sealed> {
        if self.len() != 4 {
            return None;
        }
        Some(Sealed {
            content: self.text("box")?.to_owned(),
            subject: SubjectId(self.text("subject")?.parse().ok()?),
            event: self.text("event")?.parse().ok()?,
            field: self.text("field")?.to_owned(),
        })
    }
}

impl From<Value> for Node<'_> {
    fn from(value: Value) -> Self {
        Self::Made(value)
    }
}

impl From<Node<'_>> for Value {
    fn from(node: Node<'_>) -> Self {
        match node {
            Node::Null => Self::Null,
            Node::Bool(value) => Self::Bool(value),
            Node::Number(number) => Self::Number(number),
            Node::Text(text) => Self::String(text.into_owned()),
            Node::List(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Node::Fields(fields) => fields.into(),
            Node::Made(value) => value,
        }
    }
}

impl From<Fields<'_>> for Value {
    fn from(fields: Fields<'_>) -> Self {
        let fields = fields.0.into_iter().map(|(name, value)| (name.into_owned(), Self::from(value)));
        Self::Object(fields.collect::<Map<_, _>>())
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Fields(fields) => fields.serialize(serializer),
            Self::Made(value) => value.serialize(serializer),
        }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Node<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

/// Takes in whatever comes.
struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::with_capacity(FIELDS);
        while let Some(Name(name)) = entries.next_key()? {
            fields.push((name, entries.next_value()?));
        }
        Ok(Node::Fields(Fields(fields)))
    }
}

/// Room for the fields of most objects.
const FIELDS: usize = 8;

/// The name of a field.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Naming;
        impl<'de> Visitor<'de> for Naming {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Naming)
    }
}

#[cfg(test)]
mod tests {
    use super::Node;
    use serde_json::{Value, json};

    #[test]
    fn a_document_comes_out_as_it_went_in() {
        let text = r#"{"b":1,"a":[null,true,-5,2.5,18446744073709551615,"\u0000 \"张·三\" \\"],"":{},"名":{"x":[]}}"#;
        let node: Node<'_> = serde_json::from_str(text).expect("a document");
        let value: Value = serde_json::from_str(text).expect("a document");
        assert_eq!(serde_json::to_string(&node).ok(), serde_json::to_string(&value).ok());
        assert_eq!(Value::from(node), value);
    }

    #[test]
    fn a_field_is_put_in_the_place_of_the_one_before() {
        let Ok(Node::Fields(mut fields)) = serde_json::from_str(r#"{"a":1,"b":2}"#) else { panic!("fields") };
        fields.insert("a", json!("new"));
        fields.insert("c", json!(3));
        assert_eq!(fields.remove("b").map(Value::from), Some(json!(2)));
        assert_eq!(serde_json::to_string(&fields).ok().as_deref(), Some(r#"{"a":"new","c":3}"#));
    }

    #[test]
    fn only_an_object_of_four_known_fields_is_a_box() {
        let id = "0191f3a1-0000-7000-8000-000000000001";
        let whole = json!({ "subject": id, "event": id, "field": "name", "box": "AA==" });
        let sealed = |value: &Value| {
            let text = value.to_string();
            let Ok(Node::Fields(fields)) = serde_json::from_str(&text) else { panic!("fields") };
            fields.sealed().map(|sealed| serde_json::to_value(sealed).expect("a box"))
        };
        assert_eq!(sealed(&whole), Some(whole.clone()));
        let mut more = whole.clone();
        more["more"] = json!(1);
        let mut other = whole;
        other["subject"] = json!("nobody");
        assert_eq!((sealed(&more), sealed(&other), sealed(&json!({}))), (None, None, None));
    }
}
