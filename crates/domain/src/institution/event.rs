//! What can have happened to an entry of the register of institutions.

use crate::classification::{Business, Sector};
use crate::identity::Uscc;
use crate::money::Fen;
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 机构登记. What the house knows of an institution or branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionRegistered {
    /// Its own code.
    pub uscc: Uscc,
    /// Registered name.
    pub name: ShortText,
    /// Code of the legal person it belongs to; its own when it is one.
    pub legal_person: Uscc,
    /// Code of the unit directly above it, of the same legal person; absent: the legal person itself is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uscc>,
    /// The group, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortText>,
    /// What it is.
    pub sector: Sector,
}

/// 签署小额纠纷快速解决备忘录. Up to the ceiling the institution and the units below it take part, and are bound by an opinion the consumer
/// accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemorandumSigned {
    /// Whose.
    pub uscc: Uscc,
    /// 1, 2, 3 … of the institution.
    pub memorandum: u32,
    /// What the signed paper is called.
    pub reference: ShortText,
    /// The most that may be claimed, and awarded, fen.
    pub ceiling: Fen,
    /// What it is about; empty: everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub businesses: Vec<Business>,
    /// When it was signed, legal date.
    pub signed_on: NaiveDate,
    /// Its first day, legal date.
    pub valid_from: NaiveDate,
    /// Its last day, legal date; absent: until it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// 终止备忘录. Cases taken under it stay under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemorandumEnded {
    /// Whose.
    pub uscc: Uscc,
    /// Which.
    pub memorandum: u32,
    /// Its last day, legal date.
    pub ended_on: NaiveDate,
    /// Why.
    pub reason: ShortText,
}

personal_fields! {
    InstitutionRegistered {}
    MemorandumSigned {}
    MemorandumEnded {}
}

events! {
    /// Everything that can have happened to an entry of the register of institutions.
    pub enum InstitutionEvent {
        InstitutionRegistered => "institution.registered.v1",
        MemorandumSigned => "institution.memorandum-signed.v1",
        MemorandumEnded => "institution.memorandum-ended.v1",
    }
}
