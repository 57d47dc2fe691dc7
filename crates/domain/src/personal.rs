//! Personal data in events: clear only on its way in, sealed from then on.
//!
//! [`Personal`] is the only type through which a name, number, phone or narrative may enter an event. It is clear in a
//! command and in the events `decide` has just made; [`HoldsPersonal::each_personal`] lets the shell seal every slot before the
//! event is encoded. Serialising a clear value is an error, so a forgotten slot stops the append instead of leaking.

use crate::ids::SubjectId;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};
use std::fmt;

/// A value that can be sealed: its plain text is its JSON. Reading it back is trusted, like all history.
pub trait PersonalValue: Serialize + serde::de::DeserializeOwned {}

impl<T: Serialize + serde::de::DeserializeOwned> PersonalValue for T {}

/// Ciphertext and what it is bound to. Produced and opened by the shell's vault; opaque here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Whose key opens it.
    pub subject: SubjectId,
    /// The event it was sealed for: UUID in text. Part of the associated data, so that a box cannot be moved.
    pub event: uuid::Uuid,
    /// Dotted path of the field inside that event. Part of the associated data.
    pub field: String,
    /// Base64 of version byte, nonce and ciphertext with tag.
    #[serde(rename = "box")]
    pub content: String,
}

/// Personal data of one subject.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal<T> {
    subject: SubjectId,
    content: Content<T>,
}

#[derive(Clone, PartialEq, Eq)]
enum Content<T> {
    Clear(T),
    Sealed(Sealed),
}

impl<T> Personal<T> {
    /// Takes in a clear value.
    pub const fn clear(subject: SubjectId, value: T) -> Self {
        Self { subject, content: Content::Clear(value) }
    }

    /// A value that was sealed before.
    #[must_use]
    pub const fn sealed(sealed: Sealed) -> Self {
        Self { subject: sealed.subject, content: Content::Sealed(sealed) }
    }

    /// Whose data it is.
    pub const fn subject(&self) -> SubjectId {
        self.subject
    }

    /// The clear value, while there is one: only between a command and the append of its events.
    pub const fn as_clear(&self) -> Option<&T> {
        match &self.content {
            Content::Clear(value) => Some(value),
            Content::Sealed(_) => None,
        }
    }

    /// The ciphertext, once sealed.
    pub const fn as_sealed(&self) -> Option<&Sealed> {
        match &self.content {
            Content::Clear(_) => None,
            Content::Sealed(sealed) => Some(sealed),
        }
    }
}

/// Shows whose data it is and never what.
impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.content {
            Content::Clear(_) => "clear",
            Content::Sealed(_) => "sealed",
        };
        write!(f, "Personal({state}, subject {})", self.subject)
    }
}

impl<T> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.content {
            Content::Sealed(sealed) => sealed.serialize(serializer),
            Content::Clear(_) => Err(S::Error::custom("personal data must be sealed before it is written")),
        }
    }
}

impl<'de, T> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Sealed::deserialize(deserializer).map(Self::sealed)
    }
}

/// One place in an event that holds personal data, whatever its type.
pub trait Slot {
    /// Whose data it is.
    fn subject(&self) -> SubjectId;
    /// The clear value as JSON text, `None` once sealed.
    fn plain(&self) -> Option<String>;
    /// Replaces the clear value by its ciphertext.
    fn put(&mut self, sealed: Sealed);
    /// The ciphertext, once sealed.
    fn sealed(&self) -> Option<&Sealed>;
}

impl<T: PersonalValue> Slot for Personal<T> {
    fn subject(&self) -> SubjectId {
        self.subject
    }

    fn plain(&self) -> Option<String> {
        self.as_clear().and_then(|value| serde_json::to_string(value).ok())
    }

    fn put(&mut self, sealed: Sealed) {
        self.content = Content::Sealed(sealed);
    }

    fn sealed(&self) -> Option<&Sealed> {
        self.as_sealed()
    }
}

/// Called for each slot with its dotted path.
pub type Visit<'a> = dyn FnMut(&str, &mut dyn Slot) + 'a;

/// Everything an event may be made of. Every payload type has to say where its personal data is; there is no default.
pub trait HoldsPersonal {
    /// Calls `visit` once for each slot, `path` in front of the field's name.
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>);
}

impl<T: PersonalValue> HoldsPersonal for Personal<T> {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        visit(path, self);
    }
}

impl<T: HoldsPersonal> HoldsPersonal for Option<T> {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        if let Some(inner) = self {
            inner.each_personal(path, visit);
        }
    }
}

impl<T: HoldsPersonal> HoldsPersonal for Vec<T> {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        for (index, item) in self.iter_mut().enumerate() {
            item.each_personal(&format!("{path}.{index}"), visit);
        }
    }
}

/// Says where a payload holds personal data: `personal_fields!(Filed { applicants, facts })`, or nowhere: `personal_fields!(Closed {})`.
macro_rules! personal_fields {
    ($($type:ty { $($field:ident),* })+) => {$(
        impl $crate::personal::HoldsPersonal for $type {
            #[allow(unused_variables)]
            fn each_personal(&mut self, path: &str, visit: &mut $crate::personal::Visit<'_>) {
                $($crate::personal::HoldsPersonal::each_personal(
                    &mut self.$field,
                    &if path.is_empty() { stringify!($field).to_owned() } else { format!("{path}.{}", stringify!($field)) },
                    visit,
                );)*
            }
        }
    )+};
}
pub(crate) use personal_fields;
