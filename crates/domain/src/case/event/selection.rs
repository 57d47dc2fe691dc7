//! How a mediator is chosen: by the parties jointly, from a list they strike and rank, or by the centre.

use crate::case::ranking::NotProposed;
use crate::deadline::Deadline;
use crate::ids::{MediatorId, PartyId, RepresentativeId};
use crate::personal::personal_fields;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What one party says about who should mediate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MediatorChoice {
    /// These, the presider first.
    Named {
        /// Who.
        mediators: Vec<MediatorId>,
    },
    /// 由调解组织指定: whoever the centre appoints.
    LeftToCentre {},
}

/// 选定调解员 (OM2021 10), by one party; its last word counts. The same persons named by all are asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorChosen {
    /// Which party.
    pub party: PartyId,
    /// Who declared it for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// Whom, or that it is left to the centre.
    pub choice: MediatorChoice,
}

/// Somebody on a list, with what decides between equals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Who.
    pub mediator: MediatorId,
    /// Legal date the wait for a case began.
    pub waiting_since: NaiveDate,
    /// Open cases when the list was sent.
    pub load: u32,
}

/// 送交候选名单: the parties may strike and rank until T04 ends anew. Nobody the conflict rule bars can stand on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorListSent {
    /// Who stands on it, in the centre's order.
    pub mediators: Vec<Listed>,
    /// How many of them are to mediate.
    pub needed: u8,
    /// How many each party may strike, so that enough are left whatever the parties do.
    pub strikes: u32,
    /// T04.
    pub answer_by: Deadline,
}

/// 划除与排序, by one party, once. The other parties do not see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorListAnswered {
    /// Which party.
    pub party: PartyId,
    /// Who declared it for the party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeId>,
    /// Whom it does not want.
    pub struck: Vec<MediatorId>,
    /// Whom it would rather have, the most wanted first; whoever is in neither list comes after all of these.
    pub ranked: Vec<MediatorId>,
}

/// How one of the list came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Who.
    pub mediator: MediatorId,
    /// Sum of the places the parties gave; the fewest win. A party that said nothing gives nobody a place.
    pub points: u32,
    /// The worst place any party gave: of two with the same points, the better one wins.
    pub worst: u32,
    /// How many parties struck the name; one is enough.
    pub struck: u32,
    /// Why nobody can have him or her any more, whatever the parties say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unavailable: Vec<NotProposed>,
}

/// 名单结果: everybody answered, or the time is over; silence is no objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediatorListClosed {
    /// Everybody who stood on it: those left in their order, then the others in the order of the list.
    pub order: Vec<Placed>,
    /// Who is asked, the presider first; nobody when too few are left, and the centre appoints.
    pub chosen: Vec<MediatorId>,
    /// Parties that said nothing.
    pub silent: Vec<PartyId>,
}

personal_fields! {
    MediatorChosen {}
    MediatorListSent {}
    MediatorListAnswered {}
    MediatorListClosed {}
}
