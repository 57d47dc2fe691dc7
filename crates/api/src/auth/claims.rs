//! What a token says.

use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId, PartyId, UserId};
use domain::occasion::{Actor, Role};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The claims of an access token. Times are seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// For whom: this house.
    pub aud: String,
    /// The account; opaque.
    pub sub: String,
    /// Issued at.
    pub iat: u64,
    /// Not before.
    pub nbf: u64,
    /// Expires at.
    pub exp: u64,
    /// The session it was given out in, when somebody signed in at the house itself; it ends with the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// What the account is to the house.
    pub hejie: HejieClaims,
    /// What whoever presents it has to prove.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cnf: Option<Confirmation>,
}

/// The claim `cnf` (RFC 7800): whoever presents the token holds this key too.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Confirmation {
    /// SHA-256 of the client certificate (RFC 8705), base64url. A confirmation that names no certificate asks for what this house cannot
    /// check, and is never given.
    #[serde(rename = "x5t#S256", default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// The claim `hejie`: role and what the role is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HejieClaims {
    /// In which capacity.
    pub role: Role,
    /// The centre of a clerk or director, e.g. `440100`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
    /// The unified social credit code of the institution an agent speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// The court code of a court's user, e.g. `粤0104`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<String>,
    /// The roster entry of a mediator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediator: Option<String>,
    /// The party an account was opened for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
}

impl HejieClaims {
    /// A role bound to nothing yet.
    #[must_use]
    pub const fn role(role: Role) -> Self {
        Self { role, centre: None, institution: None, court: None, mediator: None, party: None }
    }

    /// What somebody is.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        Self {
            role: actor.role,
            centre: actor.centre.as_ref().map(ToString::to_string),
            institution: actor.institution.as_ref().map(|uscc| uscc.as_str().to_owned()),
            court: actor.court.clone(),
            mediator: actor.mediator.map(|id| id.to_string()),
            party: actor.party.map(|id| id.to_string()),
        }
    }

    /// The actor they make under an account; `None` when one is not well-formed, or the role lacks what it is bound to.
    #[must_use]
    pub fn whole(&self, account: &str) -> Option<Actor> {
        self.actor(account).filter(|actor| missing(actor).is_none())
    }
}

impl Claims {
    /// The actor they stand for; `None` when a claim is not what its name promises.
    #[must_use]
    pub fn actor(&self) -> Option<Actor> {
        self.hejie.actor(&self.sub)
    }
}

impl HejieClaims {
    /// The actor they stand for under an account; `None` when a claim is not what its name promises.
    pub(super) fn actor(&self, account: &str) -> Option<Actor> {
        let claims = self;
        Some(Actor {
            user: UserId::parse(account).ok()?,
            role: claims.role,
            centre: read(claims.centre.as_deref(), |text| CentreId::parse(text).ok())?,
            institution: read(claims.institution.as_deref(), |text| Uscc::parse(text).ok())?,
            court: read(claims.court.as_deref(), court)?,
            mediator: read(claims.mediator.as_deref(), |text| MediatorId::parse(text).ok())?,
            party: read(claims.party.as_deref(), |text| PartyId::parse(text).ok())?,
        })
    }
}

fn read<T>(claim: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    claim.map_or(Some(None), |text| parse(text).map(Some))
}

/// One character for the high court and up to four digits, or `最高法`.
fn court(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii());
    let prefix = text.chars().count() - digits.len();
    let fits = (1..=3).contains(&prefix) && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.to_owned())
}

/// The claim a role cannot act without, if the actor lacks it.
pub(super) fn missing(actor: &Actor) -> Option<&'static str> {
    match actor.role {
        Role::Clerk | Role::Director | Role::DataProtection if actor.centre.is_none() => Some("centre"),
        Role::InstitutionAgent if actor.institution.is_none() => Some("institution"),
        Role::Court if actor.court.is_none() => Some("court"),
        Role::Mediator if actor.mediator.is_none() => Some("mediator"),
        Role::Clerk
        | Role::Director
        | Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => None,
    }
}
