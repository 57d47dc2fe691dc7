//! What can be asked of the roster, and why it refuses.

use super::{
    Entry, Interest, InterestDeclared, InterestEnded, InterestTarget, Mediator, MediatorAmended,
    MediatorEvent, MediatorRegistered, MediatorStanding,
};
use crate::classification::RecusalGround;
use crate::occasion::{Occasion, Role};
use crate::personal::Personal;
use crate::text::LongText;
use chrono::NaiveDate;

/// Most declarations of one entry: more is a mistake of a program.
const MOST_DECLARATIONS: u32 = 1000;

/// What can be asked of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediatorCommand {
    /// Enter somebody.
    Register(MediatorRegistered),
    /// Suspend or reinstate.
    SetActive(bool),
    /// Restate the entry.
    Amend(MediatorAmended),
    /// Declare an interest or relation.
    DeclareInterest {
        /// Which ground it would be.
        ground: RecusalGround,
        /// In what.
        target: InterestTarget,
        /// The first day, legal date.
        since: Option<NaiveDate>,
        /// The last day, legal date.
        until: Option<NaiveDate>,
        /// In words.
        wording: Option<Personal<LongText>>,
    },
    /// Say that an interest has ended.
    EndInterest {
        /// Which declaration.
        seq: u32,
        /// Its last day, legal date; not in the future.
        until: NaiveDate,
    },
}

/// Why the roster refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterRejection {
    /// The id has an entry already.
    AlreadyRegistered,
    /// There is no entry.
    NotRegistered,
    /// The entry has no such declaration.
    InterestUnknown,
    /// The dates of an interest, an employment or a term run backwards, or lie where they cannot.
    DatesOutOfOrder,
    /// The entry holds as many declarations as it may.
    TooManyDeclarations,
}

impl RosterRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "mediator-already-registered",
        "mediator-not-registered",
        "interest-unknown",
        "dates-out-of-order",
        "too-many-declarations",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadyRegistered => "mediator-already-registered",
            Self::NotRegistered => "mediator-not-registered",
            Self::InterestUnknown => "interest-unknown",
            Self::DatesOutOfOrder => "dates-out-of-order",
            Self::TooManyDeclarations => "too-many-declarations",
        }
    }
}

/// Judges a command against an entry; nothing (an empty list) when it is already so.
///
/// # Errors
/// See [`RosterRejection`].
pub fn decide(
    occasion: &Occasion<'_>,
    mediator: &Mediator,
    command: MediatorCommand,
) -> Result<Vec<MediatorEvent>, RosterRejection> {
    match (mediator, command) {
        (Mediator::NotRegistered, MediatorCommand::Register(entry)) => {
            in_order(&entry.employment, entry.profile.term)?;
            Ok(vec![MediatorEvent::MediatorRegistered(entry)])
        }
        (Mediator::Registered(_), MediatorCommand::Register(_)) => Err(RosterRejection::AlreadyRegistered),
        (Mediator::NotRegistered, _) => Err(RosterRejection::NotRegistered),
        (Mediator::Registered(entry), _) if !keeps(occasion, entry) => Err(RosterRejection::NotRegistered),
        (Mediator::Registered(entry), command) => change(occasion, entry, command),
    }
}

/// Whose entry it is: the centre's, the mediator's own, and the federation's like every other. To anybody else it does not exist.
fn keeps(occasion: &Occasion<'_>, entry: &Entry) -> bool {
    let by = occasion.by;
    match by.role {
        Role::Federation => true,
        Role::Clerk | Role::Director => by.centre.as_ref() == Some(&entry.centre),
        Role::Mediator => by.mediator == Some(entry.facts.id),
        Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    }
}

fn change(
    occasion: &Occasion<'_>,
    entry: &Entry,
    command: MediatorCommand,
) -> Result<Vec<MediatorEvent>, RosterRejection> {
    let facts = &entry.facts;
    let mediator = facts.id;
    match command {
        MediatorCommand::Register(_) => Err(RosterRejection::AlreadyRegistered),
        MediatorCommand::SetActive(active) if facts.active == active => Ok(vec![]),
        MediatorCommand::SetActive(active) => {
            Ok(vec![MediatorEvent::MediatorStanding(MediatorStanding { mediator, active })])
        }
        MediatorCommand::Amend(amended) => {
            in_order(&amended.employment, amended.profile.term)?;
            Ok(vec![MediatorEvent::MediatorAmended(amended)])
        }
        MediatorCommand::DeclareInterest { ground, target, since, until, wording } => {
            if since.zip(until).is_some_and(|(since, until)| until < since) {
                return Err(RosterRejection::DatesOutOfOrder);
            }
            if entry.declarations >= MOST_DECLARATIONS {
                return Err(RosterRejection::TooManyDeclarations);
            }
            let seq = entry.declarations + 1;
            let interest = Interest { seq, ground, target, since, until };
            Ok(vec![MediatorEvent::InterestDeclared(InterestDeclared { mediator, interest, wording })])
        }
        MediatorCommand::EndInterest { seq, until } => {
            let known = facts.interests.iter().find(|interest| interest.seq == seq);
            let known = known.ok_or(RosterRejection::InterestUnknown)?;
            if known.until == Some(until) {
                return Ok(vec![]);
            }
            if until > occasion.today() || known.since.is_some_and(|since| until < since) {
                return Err(RosterRejection::DatesOutOfOrder);
            }
            Ok(vec![MediatorEvent::InterestEnded(InterestEnded { mediator, seq, until })])
        }
    }
}

fn in_order(employment: &[super::Employment], term: super::RosterTerm) -> Result<(), RosterRejection> {
    let backwards =
        |from: Option<NaiveDate>, to: Option<NaiveDate>| from.zip(to).is_some_and(|(from, to)| to < from);
    let wrong =
        backwards(term.from, term.to) || employment.iter().any(|job| backwards(job.since, job.left_on));
    if wrong { Err(RosterRejection::DatesOutOfOrder) } else { Ok(()) }
}
