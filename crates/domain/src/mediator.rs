//! The roster (调解员名册): who may mediate, and where they come from.

use crate::classification::Business;
use crate::identity::Uscc;
use crate::ids::{CentreId, MediatorId};
use crate::occasion::Occasion;
use crate::personal::{Personal, personal_fields};
use crate::text::{PersonName, ShortText};
use crate::wire::events;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of mediator somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MediatorKind {
    /// 专职.
    FullTime,
    /// 派驻、公益: seconded by a member institution.
    Seconded,
    /// 律师.
    Lawyer,
    /// 专家.
    Expert,
}

/// The institution a mediator is seconded by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Its own code.
    pub uscc: Uscc,
    /// Code of the legal person it belongs to; conflicts are judged by this one.
    pub legal_person: Uscc,
    /// The group, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortText>,
}

/// An earlier or present employer among the institutions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employment {
    /// Code of the legal person.
    pub legal_person: Uscc,
    /// Legal date; absent while employed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_on: Option<NaiveDate>,
}

/// What the rules of a case need to know of a mediator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediatorFacts {
    /// Who.
    pub id: MediatorId,
    /// On the register and not suspended.
    pub active: bool,
    /// The institution that seconds him or her.
    pub home: Option<Home>,
    /// Employers, present and past.
    pub employment: Vec<Employment>,
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
}

/// 暂停或恢复.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorStanding {
    /// Who.
    pub mediator: MediatorId,
    /// May be asked from now on.
    pub active: bool,
}

personal_fields! {
    MediatorRegistered { name }
    MediatorStanding {}
}

events! {
    /// Everything that can have happened to an entry of the roster.
    #[expect(clippy::large_enum_variant, reason = "the roster is small and one entry is handled at a time")]
    pub enum MediatorEvent {
        MediatorRegistered => "mediator.registered.v1",
        MediatorStanding => "mediator.standing-changed.v1",
    }
}

/// What can be asked of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "one command is handled at a time")]
pub enum MediatorCommand {
    /// Enter somebody.
    Register(MediatorRegistered),
    /// Suspend or reinstate.
    SetActive(bool),
}

/// An entry of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mediator {
    /// Nobody is entered under this id.
    NotRegistered,
    /// Entered.
    Registered(MediatorFacts),
}

/// Why the roster refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterRejection {
    /// The id has an entry already.
    AlreadyRegistered,
    /// There is no entry.
    NotRegistered,
}

impl RosterRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] =
        &["mediator-already-registered", "mediator-not-registered"];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "mediator-already-registered",
            Self::NotRegistered => "mediator-not-registered",
        }
    }
}

/// Judges a command against an entry.
///
/// # Errors
/// See [`RosterRejection`].
pub fn decide(
    _occasion: &Occasion<'_>,
    mediator: &Mediator,
    command: MediatorCommand,
) -> Result<Vec<MediatorEvent>, RosterRejection> {
    match (mediator, command) {
        (Mediator::NotRegistered, MediatorCommand::Register(entry)) => {
            Ok(vec![MediatorEvent::MediatorRegistered(entry)])
        }
        (Mediator::Registered(_), MediatorCommand::Register(_)) => Err(RosterRejection::AlreadyRegistered),
        (Mediator::NotRegistered, MediatorCommand::SetActive(_)) => Err(RosterRejection::NotRegistered),
        (Mediator::Registered(facts), MediatorCommand::SetActive(active)) if facts.active == active => {
            Ok(vec![])
        }
        (Mediator::Registered(facts), MediatorCommand::SetActive(active)) => {
            Ok(vec![MediatorEvent::MediatorStanding(MediatorStanding { mediator: facts.id, active })])
        }
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mediator: Mediator, event: &MediatorEvent) -> Mediator {
    match event {
        MediatorEvent::MediatorRegistered(entry) => Mediator::Registered(MediatorFacts {
            id: entry.mediator,
            active: true,
            home: entry.home.clone(),
            employment: entry.employment.clone(),
        }),
        MediatorEvent::MediatorStanding(standing) => match mediator {
            Mediator::NotRegistered => Mediator::NotRegistered,
            Mediator::Registered(facts) => {
                Mediator::Registered(MediatorFacts { active: standing.active, ..facts })
            }
        },
    }
}
