//! Linked cases (批量化解): similar disputes against one institution, handled together, each keeping its own stream.
//!
//! A batch says which cases are linked, why and by whom; it decides nothing in them. What is done to its members is a command to each.

mod event;
mod rejection;

pub use event::*;
pub use rejection::BatchRejection;

use crate::classification::{BatchReason, UnlinkReason};
use crate::identity::Uscc;
use crate::ids::{BatchId, CaseId, CentreId};
use crate::occasion::{Actor, Occasion, Role};
use crate::text::ShortText;
use std::collections::BTreeSet;

/// Most cases of one batch: as many as a clerk can still look through.
pub const MEMBERS: usize = 200;

/// What a batch must know of a case to link it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linkable {
    /// Which.
    pub case: CaseId,
    /// The centre that owns it.
    pub centre: CentreId,
    /// Codes of its responding institutions and of the units above them.
    pub against: Vec<Uscc>,
    /// Whether its mediation has ended, with an agreement or without.
    pub ended: bool,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchCommand {
    /// 立批.
    Open {
        /// The batch.
        batch: BatchId,
        /// The centre that handles it.
        centre: CentreId,
        /// Against whom all of them are: a legal person or a unit of it.
        institution: Uscc,
        /// Why they belong together.
        reason: BatchReason,
        /// What they are about; names no person.
        title: ShortText,
        /// The cases.
        cases: Vec<Linkable>,
    },
    /// 并入案件.
    Link {
        /// The cases.
        cases: Vec<Linkable>,
    },
    /// 移出案件.
    Unlink {
        /// Which.
        case: CaseId,
        /// Why.
        reason: UnlinkReason,
    },
    /// 结批.
    Close,
}

/// A batch as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The batch.
    pub batch: BatchId,
    /// The centre that handles it.
    pub centre: CentreId,
    /// Against whom all of them are.
    pub institution: Uscc,
    /// The cases linked now.
    pub cases: BTreeSet<CaseId>,
}

/// How far a batch has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseBatch {
    /// Nobody opened it.
    NotOpened,
    /// Cases are linked and handled together.
    Open(Box<Linked>),
    /// Handled no longer; which cases were linked stays known.
    Closed(Box<Linked>),
}

impl CaseBatch {
    /// What is linked, for the staff of its centre.
    ///
    /// # Errors
    /// [`BatchRejection::NotFound`] for everybody else, as for a batch that is not there.
    pub fn seen_by(&self, by: &Actor) -> Result<&Linked, BatchRejection> {
        let linked = self.linked().ok_or(BatchRejection::NotFound)?;
        if of_centre(by, &linked.centre) { Ok(linked) } else { Err(BatchRejection::NotFound) }
    }

    /// What is linked, open or closed.
    #[must_use]
    pub const fn linked(&self) -> Option<&Linked> {
        match self {
            Self::NotOpened => None,
            Self::Open(linked) | Self::Closed(linked) => Some(linked),
        }
    }

    /// The cases something can be done to now.
    ///
    /// # Errors
    /// [`BatchRejection`] of somebody else, or of a batch that is closed.
    pub fn members(&self, by: &Actor) -> Result<&BTreeSet<CaseId>, BatchRejection> {
        self.seen_by(by)?;
        match self {
            Self::Open(linked) => Ok(&linked.cases),
            Self::NotOpened | Self::Closed(_) => Err(BatchRejection::Closed),
        }
    }
}

fn of_centre(by: &Actor, centre: &CentreId) -> bool {
    match by.role {
        Role::Clerk | Role::Director => by.centre.as_ref() == Some(centre),
        Role::Mediator
        | Role::Party
        | Role::InstitutionAgent
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    }
}

/// What happens when `command` is asked of a batch; nothing when it is already so.
///
/// # Errors
/// The [`BatchRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    state: &CaseBatch,
    command: BatchCommand,
) -> Result<Vec<BatchEvent>, BatchRejection> {
    let by = occasion.by;
    if let BatchCommand::Open { batch, centre, institution, reason, title, cases } = command {
        if *state != CaseBatch::NotOpened || !of_centre(by, &centre) {
            return Err(BatchRejection::NotFound);
        }
        let cases = linkable(&centre, &institution, &BTreeSet::new(), &cases)?;
        if cases.len() < 2 {
            return Err(BatchRejection::TooSmall);
        }
        return Ok(vec![BatchEvent::BatchOpened(BatchOpened {
            batch,
            centre,
            institution,
            reason,
            title,
            cases,
            opened_by: by.user.clone(),
        })]);
    }
    let linked = state.seen_by(by)?;
    match (state, command) {
        (CaseBatch::Closed(_), BatchCommand::Close) => Ok(vec![]),
        (CaseBatch::Open(_), BatchCommand::Close) => {
            Ok(vec![BatchEvent::BatchClosed(BatchClosed { batch: linked.batch })])
        }
        (CaseBatch::Open(_), BatchCommand::Link { cases }) => {
            let cases = linkable(&linked.centre, &linked.institution, &linked.cases, &cases)?;
            if cases.is_empty() {
                return Ok(vec![]);
            }
            let linked_by = by.user.clone();
            Ok(vec![BatchEvent::CasesLinked(CasesLinked { batch: linked.batch, cases, linked_by })])
        }
        (CaseBatch::Open(_), BatchCommand::Unlink { case, reason }) => {
            if !linked.cases.contains(&case) {
                return Err(BatchRejection::NotMember { case });
            }
            Ok(vec![BatchEvent::CaseUnlinked(CaseUnlinked { batch: linked.batch, case, reason })])
        }
        (
            CaseBatch::NotOpened | CaseBatch::Open(_) | CaseBatch::Closed(_),
            BatchCommand::Open { .. }
            | BatchCommand::Link { .. }
            | BatchCommand::Unlink { .. }
            | BatchCommand::Close,
        ) => Err(BatchRejection::Closed),
    }
}

/// Those of the cases that are not linked yet, each once: of the own centre, against the institution, not ended.
fn linkable(
    centre: &CentreId,
    institution: &Uscc,
    linked: &BTreeSet<CaseId>,
    cases: &[Linkable],
) -> Result<Vec<CaseId>, BatchRejection> {
    let mut fresh = BTreeSet::new();
    for it in cases.iter().filter(|it| !linked.contains(&it.case)) {
        let case = it.case;
        if it.centre != *centre {
            return Err(BatchRejection::CaseUnknown { case });
        }
        if !it.against.contains(institution) {
            return Err(BatchRejection::OtherInstitution { case });
        }
        if it.ended {
            return Err(BatchRejection::CaseEnded { case });
        }
        fresh.insert(case);
    }
    if linked.len().saturating_add(fresh.len()) > MEMBERS {
        return Err(BatchRejection::TooLarge { limit: MEMBERS });
    }
    Ok(fresh.into_iter().collect())
}

/// Records an event.
#[must_use]
pub fn evolve(state: CaseBatch, event: &BatchEvent) -> CaseBatch {
    match (event, state) {
        (BatchEvent::BatchOpened(event), CaseBatch::NotOpened) => CaseBatch::Open(Box::new(Linked {
            batch: event.batch,
            centre: event.centre.clone(),
            institution: event.institution.clone(),
            cases: event.cases.iter().copied().collect(),
        })),
        (BatchEvent::CasesLinked(event), CaseBatch::Open(mut linked)) => {
            linked.cases.extend(event.cases.iter().copied());
            CaseBatch::Open(linked)
        }
        (BatchEvent::CaseUnlinked(event), CaseBatch::Open(mut linked)) => {
            linked.cases.remove(&event.case);
            CaseBatch::Open(linked)
        }
        (BatchEvent::BatchClosed(_), CaseBatch::Open(linked)) => CaseBatch::Closed(linked),
        (
            BatchEvent::BatchOpened(_)
            | BatchEvent::CasesLinked(_)
            | BatchEvent::CaseUnlinked(_)
            | BatchEvent::BatchClosed(_),
            kept,
        ) => kept,
    }
}
