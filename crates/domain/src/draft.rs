//! A draft of an application (申请草稿): kept by its author, amended, submitted once, discarded, or left until its time is over and the
//! house ends it.
//!
//! What the author has typed so far is one sealed text under a key of the draft's own; nothing of it is judged before it is submitted. When
//! the draft ends its key is destroyed: the case has its own.

mod event;
mod rejection;

pub use event::*;
pub use rejection::DraftRejection;

use crate::deadline::{Deadline, Timer};
use crate::ids::{CaseId, CentreId, DraftId, UserId};
use crate::occasion::{Actor, Occasion, Role};
use crate::personal::Personal;
use crate::text::LongText;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftCommand {
    /// 保存草稿.
    Open {
        /// The draft.
        draft: DraftId,
        /// The centre it is meant for.
        centre: CentreId,
        /// What was typed.
        application: Personal<LongText>,
    },
    /// 修改草稿.
    Amend {
        /// What was typed, whole.
        application: Personal<LongText>,
    },
    /// 提交.
    Submit {
        /// The case that was filed from it.
        case: CaseId,
    },
    /// 删除草稿.
    Discard,
    /// 草稿过期. Only the house itself asks it, when the time is over.
    Expire,
}

/// A draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// The draft.
    pub draft: DraftId,
    /// The centre it is meant for.
    pub centre: CentreId,
    /// Who keeps it.
    pub author: UserId,
    /// In which role.
    pub role: Role,
    /// What was typed.
    pub application: Personal<LongText>,
    /// The last day on which it can be submitted.
    pub submit_by: Deadline,
}

/// How far a draft has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// Nobody keeps one.
    NotOpened,
    /// Kept.
    Open(Box<KeptDraft>),
    /// A case was filed from it.
    Submitted(Box<KeptDraft>, CaseId),
    /// Its author no longer wants it.
    Discarded(Box<KeptDraft>),
    /// Its time was over.
    Expired(Box<KeptDraft>),
}

impl Draft {
    /// What is kept, whatever became of it.
    #[must_use]
    pub const fn kept(&self) -> Option<&KeptDraft> {
        match self {
            Self::NotOpened => None,
            Self::Open(kept) | Self::Submitted(kept, _) | Self::Discarded(kept) | Self::Expired(kept) => {
                Some(kept)
            }
        }
    }

    /// What is kept, for whoever may see it: its author, and the clerks of the centre for a clerk's.
    ///
    /// # Errors
    /// [`DraftRejection::NotFound`] for everybody else, as for a draft that is not there.
    pub fn seen_by(&self, by: &Actor) -> Result<&KeptDraft, DraftRejection> {
        let kept = self.kept().ok_or(DraftRejection::NotFound)?;
        let own = by.user == kept.author && by.role == kept.role;
        let colleague =
            kept.role == Role::Clerk && by.role == Role::Clerk && by.centre.as_ref() == Some(&kept.centre);
        let moved = kept.role == Role::Clerk && by.centre.as_ref() != Some(&kept.centre);
        if (own && !moved) || colleague { Ok(kept) } else { Err(DraftRejection::NotFound) }
    }

    /// The code of the interface, on a legal date.
    #[must_use]
    pub fn code(&self, today: chrono::NaiveDate) -> &'static str {
        match self {
            Self::NotOpened => "NOT_OPENED",
            Self::Open(kept) if kept.submit_by.is_over(today) => "EXPIRED",
            Self::Open(_) => "OPEN",
            Self::Submitted(..) => "SUBMITTED",
            Self::Discarded(_) => "DISCARDED",
            Self::Expired(_) => "EXPIRED",
        }
    }
}

/// What happens when `command` is asked of a draft; nothing when it is already so.
///
/// # Errors
/// The [`DraftRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    state: &Draft,
    command: DraftCommand,
) -> Result<Vec<DraftEvent>, DraftRejection> {
    if let DraftCommand::Open { draft, centre, application } = command {
        return open(occasion, state, draft, centre, application);
    }
    if occasion.by.is_the_house() {
        return by_the_house(occasion, state, &command);
    }
    state.seen_by(occasion.by)?;
    if command == DraftCommand::Expire {
        return Err(DraftRejection::NotFound);
    }
    let over = state.code(occasion.today()) == "EXPIRED";
    match (state, command) {
        (Draft::Submitted(_, known), DraftCommand::Submit { case }) if *known == case => Ok(vec![]),
        (Draft::Discarded(_) | Draft::Expired(_), DraftCommand::Discard) => Ok(vec![]),
        (Draft::Open(kept), DraftCommand::Discard) => {
            Ok(vec![DraftEvent::DraftDiscarded(DraftDiscarded { draft: kept.draft })])
        }
        (Draft::Open(_) | Draft::Expired(_), _) if over => Err(DraftRejection::Expired),
        (Draft::Open(_), DraftCommand::Amend { application }) => {
            let submit_by = occasion.deadline(Timer::Draft);
            Ok(vec![DraftEvent::DraftAmended(DraftAmended { application, submit_by })])
        }
        (Draft::Open(_), DraftCommand::Submit { case }) => {
            Ok(vec![DraftEvent::DraftSubmitted(DraftSubmitted { case })])
        }
        (
            Draft::NotOpened
            | Draft::Open(_)
            | Draft::Submitted(..)
            | Draft::Discarded(_)
            | Draft::Expired(_),
            DraftCommand::Open { .. }
            | DraftCommand::Amend { .. }
            | DraftCommand::Submit { .. }
            | DraftCommand::Discard
            | DraftCommand::Expire,
        ) => Err(DraftRejection::Ended),
    }
}

fn open(
    occasion: &Occasion<'_>,
    state: &Draft,
    draft: DraftId,
    centre: CentreId,
    application: Personal<LongText>,
) -> Result<Vec<DraftEvent>, DraftRejection> {
    let by = occasion.by;
    let may = match by.role {
        Role::Party | Role::InstitutionAgent => true,
        Role::Clerk => by.centre.as_ref() == Some(&centre),
        Role::Director
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    };
    if !may || *state != Draft::NotOpened {
        return Err(DraftRejection::NotFound);
    }
    Ok(vec![DraftEvent::DraftOpened(DraftOpened {
        draft,
        centre,
        author: by.user.clone(),
        role: by.role,
        application,
        submit_by: occasion.deadline(Timer::Draft),
    })])
}

/// What the house does by itself with a draft whose time is over: ends it, or says what a submission that broke off no longer said. Asked
/// too early, twice, or of a draft that has ended, nothing happens.
fn by_the_house(
    occasion: &Occasion<'_>,
    state: &Draft,
    command: &DraftCommand,
) -> Result<Vec<DraftEvent>, DraftRejection> {
    let kept = match state {
        Draft::Open(kept) if kept.submit_by.is_over(occasion.today()) => kept,
        Draft::NotOpened
        | Draft::Open(_)
        | Draft::Submitted(..)
        | Draft::Discarded(_)
        | Draft::Expired(_) => return Ok(vec![]),
    };
    match command {
        DraftCommand::Expire => {
            let (draft, due) = (kept.draft, kept.submit_by.due_date);
            Ok(vec![DraftEvent::DraftExpired(DraftExpired { draft, due })])
        }
        DraftCommand::Submit { case } => Ok(vec![DraftEvent::DraftSubmitted(DraftSubmitted { case: *case })]),
        DraftCommand::Open { .. } | DraftCommand::Amend { .. } | DraftCommand::Discard => {
            Err(DraftRejection::NotFound)
        }
    }
}

/// Records an event.
#[must_use]
pub fn evolve(state: Draft, event: &DraftEvent) -> Draft {
    match (event, state) {
        (DraftEvent::DraftOpened(event), Draft::NotOpened) => Draft::Open(Box::new(KeptDraft {
            draft: event.draft,
            centre: event.centre.clone(),
            author: event.author.clone(),
            role: event.role,
            application: event.application.clone(),
            submit_by: event.submit_by.clone(),
        })),
        (DraftEvent::DraftAmended(event), Draft::Open(mut kept)) => {
            kept.application = event.application.clone();
            kept.submit_by = event.submit_by.clone();
            Draft::Open(kept)
        }
        (DraftEvent::DraftSubmitted(event), Draft::Open(kept)) => Draft::Submitted(kept, event.case),
        (DraftEvent::DraftDiscarded(_), Draft::Open(kept)) => Draft::Discarded(kept),
        (DraftEvent::DraftExpired(_), Draft::Open(kept)) => Draft::Expired(kept),
        (
            DraftEvent::DraftOpened(_)
            | DraftEvent::DraftAmended(_)
            | DraftEvent::DraftSubmitted(_)
            | DraftEvent::DraftDiscarded(_)
            | DraftEvent::DraftExpired(_),
            kept,
        ) => kept,
    }
}
