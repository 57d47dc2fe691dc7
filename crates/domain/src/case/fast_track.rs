//! The fast track of small disputes (小额纠纷快速解决): which memoranda bind the respondents of a case, and by when it should be over.

use crate::case::guard::of_side;
use crate::case::stage::{Dossier, PartyKind, Side};
use crate::classification::Track;
use crate::deadline::{Deadline, Timer};
use crate::identity::Uscc;
use crate::ids::PartyId;
use crate::money::Fen;
use crate::occasion::Occasion;
use crate::text::ShortText;
use serde::{Deserialize, Serialize};

/// The memorandum that binds a respondent, as it stood when the case came onto the fast track; ending it later changes nothing here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundBy {
    /// The respondent.
    pub party: PartyId,
    /// Who signed it: the respondent, or a unit above it.
    pub institution: Uscc,
    /// Its number there.
    pub memorandum: u32,
    /// What the signed paper is called.
    pub reference: ShortText,
    /// The most that may be claimed, and awarded, fen.
    pub ceiling: Fen,
}

/// A case on the fast track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FastTrack {
    /// One for each respondent.
    pub bound: Vec<BoundBy>,
    /// T21: the whole of it.
    pub finish_by: Deadline,
}

impl FastTrack {
    /// What binds a respondent.
    #[must_use]
    pub fn binds(&self, party: PartyId) -> Option<&BoundBy> {
        self.bound.iter().find(|it| it.party == party)
    }

    /// The most that may be awarded, fen: what the lowest memorandum says.
    #[must_use]
    pub fn ceiling(&self) -> Fen {
        self.bound.iter().map(|it| it.ceiling).min().unwrap_or(Fen::ZERO)
    }
}

/// The fast track for a case, if it belongs there: a customer against institutions each of which is bound for so much. What is difficult
/// enough for several mediators is not decided by one opinion.
pub(super) fn admitted(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    track: Track,
    memoranda: &[BoundBy],
) -> Option<FastTrack> {
    let customers = of_side(dossier, Side::Applicant).all(|party| party.kind != PartyKind::Institution);
    let bound: Option<Vec<BoundBy>> = of_side(dossier, Side::Respondent)
        .map(|party| memoranda.iter().find(|it| it.party == party.id && dossier.claim <= it.ceiling).cloned())
        .collect();
    let bound = bound.filter(|bound| !bound.is_empty() && customers && track != Track::Complex)?;
    Some(FastTrack { bound, finish_by: occasion.deadline(Timer::T21) })
}
