//! Who acts, when, under which rules: all a rule may know of the world.

use crate::calendar::{HolidayTable, legal_date};
use crate::deadline::{Deadline, Timer};
use crate::identity::Uscc;
use crate::ids::{CentreId, MediatorId, PartyId, UserId};
use crate::rule_set::RuleSet;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What somebody is to the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 调处中心工作人员: files, checks, schedules, serves, within one centre.
    Clerk,
    /// 中心主任: decides exceptions, within one centre.
    Director,
    /// 调解员: own cases only.
    Mediator,
    /// 当事人: a consumer or another customer, own case only.
    Party,
    /// 机构代理人: speaks for one institution.
    InstitutionAgent,
    /// 法院: matters of its own.
    Court,
    /// 个人信息保护负责人: requests of persons about their data, holds, restriction, erasure, within one centre; reads only cases under
    /// restriction or hold.
    DataProtection,
    /// 联合会: rosters, registers and figures; no personal data.
    Federation,
    /// 系统管理员: runs the house and reads no case. The first of three administrators, none of whom does another's work.
    Administrator,
    /// 安全管理员: accounts, rights and their withdrawal; reads no case.
    SecurityAdministrator,
    /// 审计管理员: reads the access journal and reviews emergency access; reads no case.
    AuditAdministrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::Clerk,
        Self::Director,
        Self::Mediator,
        Self::Party,
        Self::InstitutionAgent,
        Self::Court,
        Self::DataProtection,
        Self::Federation,
        Self::Administrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
    ];

    /// The name used in tokens, documents and events.
    #[must_use]
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Director => "director",
            Self::Mediator => "mediator",
            Self::Party => "party",
            Self::InstitutionAgent => "institution-agent",
            Self::Court => "court",
            Self::DataProtection => "data-protection",
            Self::Federation => "federation",
            Self::Administrator => "administrator",
            Self::SecurityAdministrator => "security-administrator",
            Self::AuditAdministrator => "audit-administrator",
        }
    }
}

/// Somebody who acts, as the token says. Opaque ids only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub user: UserId,
    /// In which capacity.
    pub role: Role,
    /// The centre of a clerk or director.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<CentreId>,
    /// The institution an agent speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<Uscc>,
    /// The court code of a court's user, e.g. `粤0104`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
    /// The roster entry of a mediator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediator: Option<MediatorId>,
    /// The party this account was opened for, when the centre opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

/// The account under which the house finishes what was left half done. No token is ever issued to it.
const HOUSE: &str = "hejie.house";

impl Actor {
    /// The house itself, finishing what somebody began.
    ///
    /// # Errors
    /// Never: the account's name is well formed.
    pub fn house() -> Result<Self, crate::ids::Malformed> {
        Ok(Self {
            user: UserId::parse(HOUSE)?,
            role: Role::Administrator,
            centre: None,
            institution: None,
            court: None,
            mediator: None,
            party: None,
        })
    }

    /// Whether this is the house itself.
    #[must_use]
    pub fn is_the_house(&self) -> bool {
        self.user.as_str() == HOUSE && self.role == Role::Administrator
    }
}

/// The moment of a decision: who, when, and the rules then in force.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Who acts.
    pub by: &'a Actor,
    /// When, UTC; read once per command by the shell.
    pub at: DateTime<Utc>,
    /// The rule set in force.
    pub rules: &'a RuleSet,
    /// The holiday table in force.
    pub holidays: &'a HolidayTable,
}

impl Occasion<'_> {
    /// Today in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        legal_date(self.at)
    }

    /// The deadline that `timer` sets when it starts today.
    #[must_use]
    pub fn deadline(&self, timer: Timer) -> Deadline {
        self.deadline_from(timer, self.today())
    }

    /// The deadline that `timer` sets when it starts on `start`.
    #[must_use]
    pub fn deadline_from(&self, timer: Timer, start: NaiveDate) -> Deadline {
        self.rules.deadline(timer, start, self.holidays)
    }
}
