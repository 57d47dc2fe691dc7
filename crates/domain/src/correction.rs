//! Personal data as it should read: what a person asks to have corrected or completed (更正、补充, PIPL 46).

use crate::identity::IdentityDocument;
use crate::ids::{CaseId, PartyId, SubjectId};
use crate::personal::{HoldsPersonal, Personal, Visit, personal_fields};
use crate::text::{PersonName, Phone, ShortText};
use serde::{Deserialize, Serialize};

/// One field of a party, with the value it should have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectedValue {
    /// Name as in the document.
    Name(Personal<PersonName>),
    /// The identity document.
    Document(Personal<IdentityDocument>),
    /// Where to reach the person.
    Phone(Personal<Phone>),
    /// Where papers go.
    Address(Personal<ShortText>),
}

impl CorrectedValue {
    /// Which field, as it is named in a party.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Document(_) => "document",
            Self::Phone(_) => "phone",
            Self::Address(_) => "address",
        }
    }

    /// Whose key seals it.
    #[must_use]
    pub const fn subject(&self) -> SubjectId {
        match self {
            Self::Name(value) => value.subject(),
            Self::Document(value) => value.subject(),
            Self::Phone(value) => value.subject(),
            Self::Address(value) => value.subject(),
        }
    }
}

impl HoldsPersonal for CorrectedValue {
    fn each_personal(&mut self, path: &str, visit: &mut Visit<'_>) {
        let below = format!("{path}.{}", self.field());
        match self {
            Self::Name(value) => value.each_personal(&below, visit),
            Self::Document(value) => value.each_personal(&below, visit),
            Self::Phone(value) => value.each_personal(&below, visit),
            Self::Address(value) => value.each_personal(&below, visit),
        }
    }
}

/// What a person asks to have corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The case it stands wrong in.
    pub case: CaseId,
    /// The party whose data it is.
    pub party: PartyId,
    /// What it should read, sealed under the request's own subject until it takes effect.
    pub value: CorrectedValue,
}

personal_fields! {
    Correction { value }
}
