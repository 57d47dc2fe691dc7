//! A case in a list: what fits in one row.

use super::{CaseView, NextAction};
use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{FiledParty, PartyIdentity, PartyKind, Side, StageName};
use domain::classification::{Business, Cause, Track};
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, MediatorId, PartyId};
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{PersonName, ShortText};
use serde::{Deserialize, Serialize};

/// A party's name: sealed for a person, plain for whoever stands in a public register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyName {
    /// A natural person.
    Sealed(Personal<PersonName>),
    /// An organisation or institution.
    Plain(ShortText),
}

/// A party in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyBrief {
    /// Which.
    pub party: PartyId,
    /// On which side.
    pub side: Side,
    /// What it is.
    pub kind: PartyKind,
    /// Its name.
    pub name: PartyName,
    /// Its own code, for organisations and institutions.
    pub uscc: Option<Uscc>,
}

impl PartyBrief {
    /// The few facts of a filed party.
    #[must_use]
    pub fn of(filed: &FiledParty) -> Self {
        let (name, uscc) = match &filed.identity {
            PartyIdentity::Person { name, .. } => (PartyName::Sealed(name.clone()), None),
            PartyIdentity::Organisation { name, uscc, .. }
            | PartyIdentity::Institution { name, uscc, .. } => {
                (PartyName::Plain(name.clone()), Some(uscc.clone()))
            }
        };
        Self { party: filed.party, side: filed.side, kind: filed.identity.kind(), name, uscc }
    }
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseBrief {
    /// The case.
    pub case: CaseId,
    /// Its stream; sealed names are bound to it.
    pub stream: String,
    /// Its number, once accepted.
    pub case_no: Option<ShortText>,
    /// The centre that owns it.
    pub centre: CentreId,
    /// Where it stands.
    pub stage: StageName,
    /// What the centre does or waits for next; none once closed.
    pub next_action: Option<NextAction>,
    /// Last day for it, legal date. Overdue when the caller's today is later.
    pub next_due: Option<NaiveDate>,
    /// Procedure track.
    pub track: Option<Track>,
    /// Business class.
    pub business: Business,
    /// Cause of the complaint.
    pub cause: Cause,
    /// Sum of the claims with an amount, fen.
    pub claim_fen: Fen,
    /// When the centre received it, UTC; the age follows from the caller's today.
    pub received_at: DateTime<Utc>,
    /// Both sides.
    pub parties: Vec<PartyBrief>,
    /// The mediator asked or at work.
    pub mediator: Option<MediatorId>,
    /// Revision of the last event folded in.
    pub revision: u64,
    /// Last day of the first obligation under which something is expected; none without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance_due: Option<NaiveDate>,
    /// When the last event happened, UTC.
    pub updated_at: DateTime<Utc>,
}

impl CaseBrief {
    /// The few facts of a case.
    #[must_use]
    pub fn of(view: &CaseView) -> Self {
        Self {
            case: view.case,
            stream: view.stream.clone(),
            case_no: view.case_no.clone(),
            centre: view.centre.clone(),
            stage: view.stage,
            next_action: view.next_action,
            next_due: view.next_due,
            track: view.track,
            business: view.business,
            cause: view.cause,
            claim_fen: view.claim_fen,
            received_at: view.received_at,
            parties: view.parties.iter().map(PartyBrief::of).collect(),
            mediator: view.mediator,
            revision: view.revision,
            performance_due: view.obligations.iter().filter(|it| it.is_open()).map(|it| it.due_on).min(),
            updated_at: view.updated_at,
        }
    }
}
