//! Accounts, cases and the house as the policies know them.

use super::text::PolicyError;
use cedar_policy::{Context, Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression};
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, MediatorId, PartyId, UserId};
use domain::occasion::{Actor, Role};
use projection::Tie;
use std::collections::{HashMap, HashSet};
use std::str::FromStr as _;

/// How somebody stands to a case: what of it was found under the claims of the token, and what the law says of his part in it today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Its centre.
    pub centre: Option<CentreId>,
    /// In ordinary use: not under restriction.
    pub in_use: bool,
    /// Under restriction or hold.
    pub in_custody: bool,
    /// The courts it was referred by or filed with.
    pub courts: Vec<String>,
    /// The institutions that are its parties.
    pub institutions: Vec<Uscc>,
    /// Asked or at work, none suspended.
    pub mediators: Vec<MediatorId>,
    /// Accounts of parties and agents.
    pub accounts: Vec<UserId>,
    /// Its parties.
    pub parties: Vec<PartyId>,
    /// A mediator in good standing who serves in it today.
    pub serves: bool,
    /// A party, or an agent whose authority holds today.
    pub acts: bool,
    /// An emergency access is open.
    pub emergency: bool,
}

impl Standing {
    /// What was found under the claims of `actor`; nothing for a stranger, as for a case that does not exist.
    #[must_use]
    pub fn found(actor: &Actor, ties: &[Tie]) -> Self {
        let mut found = Self::default();
        for tie in ties {
            match tie {
                Tie::Centre => {
                    found.centre.clone_from(&actor.centre);
                    found.in_use = true;
                }
                Tie::Custody => {
                    found.centre.clone_from(&actor.centre);
                    found.in_custody = true;
                }
                Tie::Mediator => found.mediators.extend(actor.mediator),
                Tie::Account => found.accounts.push(actor.user.clone()),
                Tie::Party => found.parties.extend(actor.party),
                Tie::Institution => found.institutions.extend(actor.institution.clone()),
                Tie::Court => found.courts.extend(actor.court.clone()),
            }
        }
        found
    }
}

/// Somebody with a role and no claim, to ask what depends on the role alone.
pub(super) fn nobody(role: Role, user: UserId) -> Actor {
    Actor { user, role, centre: None, institution: None, court: None, mediator: None, party: None }
}

/// The names of the schema, read once.
pub(super) struct Names {
    account: EntityTypeName,
    role: EntityTypeName,
    centre: EntityTypeName,
    court: EntityTypeName,
    institution: EntityTypeName,
    mediator: EntityTypeName,
    party: EntityTypeName,
    case: EntityTypeName,
    action: EntityTypeName,
    house: EntityUid,
}

impl Names {
    pub(super) fn new() -> Result<Self, PolicyError> {
        let name = |text: &str| {
            EntityTypeName::from_str(text).map_err(|error| PolicyError::Schema(format!("{text}: {error}")))
        };
        Ok(Self {
            account: name("Account")?,
            role: name("Role")?,
            centre: name("Centre")?,
            court: name("Court")?,
            institution: name("Institution")?,
            mediator: name("Mediator")?,
            party: name("Party")?,
            case: name("Case")?,
            action: name("Action")?,
            house: uid(&name("House")?, "hejie"),
        })
    }

    pub(super) fn action(&self, name: &str) -> EntityUid {
        uid(&self.action, name)
    }

    pub(super) fn house(&self) -> EntityUid {
        self.house.clone()
    }

    /// Who asks.
    pub(super) fn account(&self, actor: &Actor) -> Result<Entity, PolicyError> {
        let mut claims = HashMap::with_capacity(2);
        let mut claim = |name: &str, kind: &EntityTypeName, id: &str| {
            claims.insert(name.to_owned(), RestrictedExpression::new_entity_uid(uid(kind, id)));
        };
        claim("role", &self.role, actor.role.wire_name());
        if let Some(centre) = &actor.centre {
            claim("centre", &self.centre, centre.as_str());
        }
        if let Some(institution) = &actor.institution {
            claim("institution", &self.institution, institution.as_str());
        }
        if let Some(court) = &actor.court {
            claim("court", &self.court, court);
        }
        if let Some(mediator) = actor.mediator {
            claim("mediator", &self.mediator, &mediator.to_string());
        }
        if let Some(party) = actor.party {
            claim("party", &self.party, &party.to_string());
        }
        Entity::new(uid(&self.account, actor.user.as_str()), claims, HashSet::new())
            .map_err(|error| asking(&error))
    }

    /// The case, as far as it is known to who asks.
    pub(super) fn case(&self, case: CaseId, standing: &Standing) -> Result<Entity, PolicyError> {
        let flag = RestrictedExpression::new_bool;
        let mediators = standing.mediators.iter().map(|it| uid(&self.mediator, &it.to_string()));
        let accounts = standing.accounts.iter().map(|it| uid(&self.account, it.as_str()));
        let parties = standing.parties.iter().map(|it| uid(&self.party, &it.to_string()));
        let attributes = HashMap::from([
            ("in_use".to_owned(), flag(standing.in_use)),
            ("in_custody".to_owned(), flag(standing.in_custody)),
            ("mediators".to_owned(), set(mediators)),
            ("accounts".to_owned(), set(accounts)),
            ("parties".to_owned(), set(parties)),
        ]);
        let centre = standing.centre.iter().map(|it| uid(&self.centre, it.as_str()));
        let courts = standing.courts.iter().map(|it| uid(&self.court, it));
        let institutions = standing.institutions.iter().map(|it| uid(&self.institution, it.as_str()));
        let within = centre.chain(courts).chain(institutions).collect();
        Entity::new(uid(&self.case, &case.to_string()), attributes, within).map_err(|error| asking(&error))
    }
}

/// What the law says of the asker's part today.
pub(super) fn today(standing: &Standing) -> Result<Context, PolicyError> {
    let flag = RestrictedExpression::new_bool;
    let today = RestrictedExpression::new_record([
        ("serves".to_owned(), flag(standing.serves)),
        ("acts".to_owned(), flag(standing.acts)),
        ("emergency".to_owned(), flag(standing.emergency)),
    ]);
    let today = today.map_err(|error| asking(&error))?;
    Context::from_pairs([("today".to_owned(), today)]).map_err(|error| asking(&error))
}

fn asking(error: &dyn std::fmt::Display) -> PolicyError {
    PolicyError::Asking(error.to_string())
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}

fn set(members: impl Iterator<Item = EntityUid>) -> RestrictedExpression {
    RestrictedExpression::new_set(members.map(RestrictedExpression::new_entity_uid))
}
