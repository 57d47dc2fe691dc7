//! Who wants to read cases, as far as the views can tell: the relation, not the right.

use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId, PartyId, UserId};
use domain::occasion::{Actor, Role};

/// Somebody who may stand in a relation to cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// A clerk: the cases of one centre, but those under restriction.
    Staff(CentreId),
    /// A director: the cases of one centre, those under restriction or hold included.
    Director(CentreId),
    /// The data-protection officer: cases of one centre under restriction or hold, and no others.
    DataProtection(CentreId),
    /// A mediator: cases asked or at work in, none declined.
    Mediator(MediatorId),
    /// A party's account: cases it filed or was opened for.
    Party {
        /// The account.
        account: UserId,
        /// The party the account was opened for, when the centre opened it.
        party: Option<PartyId>,
    },
    /// An agent: cases in which this very institution or organisation is a party.
    Institution(Uscc),
    /// A court: cases whose confirmation was filed with it.
    Court(String),
}

impl Reader {
    /// What somebody is to cases; `None` for roles that read no case, and for a role whose token lacks its claim.
    #[must_use]
    pub fn of(actor: &Actor) -> Option<Self> {
        match actor.role {
            Role::Clerk => actor.centre.clone().map(Self::Staff),
            Role::Director => actor.centre.clone().map(Self::Director),
            Role::DataProtection => actor.centre.clone().map(Self::DataProtection),
            Role::Mediator => actor.mediator.map(Self::Mediator),
            Role::Party => Some(Self::Party { account: actor.user.clone(), party: actor.party }),
            Role::InstitutionAgent => actor.institution.clone().map(Self::Institution),
            Role::Court => actor.court.clone().map(Self::Court),
            Role::Federation
            | Role::Administrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => None,
        }
    }
}
