//! What can happen to an entry of the roster.

use super::{Employment, Home, Interest, MediatorKind, RosterTerm};
use crate::classification::{Business, Language};
use crate::ids::{CentreId, MediatorId, UserId};
use crate::personal::{Personal, personal_fields};
use crate::text::{LongText, PersonName, ShortText};
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a mediator is chosen by, beside the expertise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Languages he or she mediates in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    /// Court codes of the registers of invited mediators (特邀名册) he or she stands in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub court_registers: Vec<ShortText>,
    /// When the entry counts.
    #[serde(default)]
    pub term: RosterTerm,
    /// Most open cases at once; absent: the rule set's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load_cap: Option<u16>,
}

fn is_bare(profile: &Profile) -> bool {
    *profile == Profile::default()
}

/// 调解员入册.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorRegistered {
    /// Who.
    pub mediator: MediatorId,
    /// The centre that keeps the entry.
    pub centre: CentreId,
    /// Name.
    pub name: Personal<PersonName>,
    /// What kind.
    pub kind: MediatorKind,
    /// Who seconds him or her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// Employers, present and past.
    pub employment: Vec<Employment>,
    /// Fields of experience.
    pub expertise: Vec<Business>,
    /// The account he or she acts under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// What else he or she is chosen by.
    #[serde(default, skip_serializing_if = "is_bare")]
    pub profile: Profile,
}

/// 暂停或恢复.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorStanding {
    /// Who.
    pub mediator: MediatorId,
    /// May be asked from now on.
    pub active: bool,
}

/// 变更登记. The entry as it reads from now on, all but the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorAmended {
    /// Who.
    pub mediator: MediatorId,
    /// What kind.
    pub kind: MediatorKind,
    /// Who seconds him or her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// Employers, present and past.
    pub employment: Vec<Employment>,
    /// Fields of experience.
    pub expertise: Vec<Business>,
    /// The account he or she acts under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<UserId>,
    /// What else he or she is chosen by.
    pub profile: Profile,
}

/// 申报利害关系 (OM2021 13): open cases are scanned again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestDeclared {
    /// Who.
    pub mediator: MediatorId,
    /// What, without names.
    pub interest: Interest,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
}

/// 利害关系终止.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestEnded {
    /// Who.
    pub mediator: MediatorId,
    /// Which declaration.
    pub seq: u32,
    /// Its last day, legal date.
    pub until: NaiveDate,
}

personal_fields! {
    MediatorRegistered { name }
    MediatorStanding {}
    MediatorAmended {}
    InterestDeclared { wording }
    InterestEnded {}
}

events! {
    /// Everything that can have happened to an entry of the roster.
    pub enum MediatorEvent {
        MediatorRegistered => "mediator.registered.v1",
        MediatorStanding => "mediator.standing-changed.v1",
        MediatorAmended => "mediator.amended.v1",
        InterestDeclared => "mediator.interest-declared.v1",
        InterestEnded => "mediator.interest-ended.v1",
    }
}
