//! The roster (调解员名册): who may mediate, and where they come from.

mod decide;
mod event;
mod facts;

pub use decide::{MediatorCommand, RosterRejection, decide};
pub use event::*;
pub use facts::{Interest, InterestTarget, MediatorFacts, RosterTerm};

use crate::identity::Uscc;
use crate::ids::CentreId;
use crate::text::ShortText;
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
    /// The first day, legal date, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The last day, legal date; absent while employed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_on: Option<NaiveDate>,
}

/// An entry of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mediator {
    /// Nobody is entered under this id.
    NotRegistered,
    /// Entered.
    Registered(Box<Entry>),
}

/// What is known of somebody entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The centre that keeps it.
    pub centre: CentreId,
    /// What the rules of a case ask.
    pub facts: MediatorFacts,
    /// What a mediator is chosen by.
    pub profile: Profile,
    /// Declarations made so far, ended ones included.
    pub declarations: u32,
}

/// Records an event.
#[must_use]
pub fn evolve(mediator: Mediator, event: &MediatorEvent) -> Mediator {
    if let MediatorEvent::MediatorRegistered(entered) = event {
        return Mediator::Registered(Box::new(enter(entered)));
    }
    match mediator {
        Mediator::NotRegistered => Mediator::NotRegistered,
        Mediator::Registered(mut entry) => {
            record(&mut entry, event);
            entry.facts.revision = entry.facts.revision.saturating_add(1);
            Mediator::Registered(entry)
        }
    }
}

fn enter(event: &MediatorRegistered) -> Entry {
    Entry {
        centre: event.centre.clone(),
        facts: MediatorFacts {
            home: event.home.clone(),
            employment: event.employment.clone(),
            account: event.account.clone(),
            term: event.profile.term,
            ..MediatorFacts::new(event.mediator)
        },
        profile: event.profile.clone(),
        declarations: 0,
    }
}

fn record(entry: &mut Entry, event: &MediatorEvent) {
    let facts = &mut entry.facts;
    match event {
        MediatorEvent::MediatorRegistered(_) => {}
        MediatorEvent::MediatorStanding(standing) => facts.active = standing.active,
        MediatorEvent::MediatorAmended(amended) => {
            facts.home = amended.home.clone();
            facts.employment = amended.employment.clone();
            facts.account = amended.account.clone();
            facts.term = amended.profile.term;
            entry.profile = amended.profile.clone();
        }
        MediatorEvent::InterestDeclared(declared) => {
            entry.declarations = entry.declarations.max(declared.interest.seq);
            facts.interests.push(declared.interest.clone());
        }
        MediatorEvent::InterestEnded(ended) => {
            let interest = facts.interests.iter_mut().find(|interest| interest.seq == ended.seq);
            if let Some(interest) = interest {
                interest.until = Some(ended.until);
            }
        }
    }
}
