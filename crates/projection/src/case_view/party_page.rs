//! A party's own page of its case: where it stands, what this reader does next and by when, what the others do, in words that blame nobody.
//!
//! A function of the case's document, the records of its sessions, who reads and the day: the same for every reader in the same place,
//! and total over every stage. It names nobody and shows nothing the reader does not find in the case itself (K6 of the other side is
//! neither told nor hinted at).

mod awaited;
mod tasks;
mod words;

pub(crate) use tasks::waits_for;
pub use words::{AwaitedCode, AwaitedFrom, IfNothing, Operation, PerformanceCode, StandCode, TaskCode};

use super::{AgreementView, CameAbout, CaseView, SessionState, SessionView};
use crate::views::session_records::SessionRecordView;
use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{Authority, ObligationState, Performance, Side, Signer, StageName};
use domain::classification::{AuthorityScope, LegalCapacity, RecusalGround, RepresentativeKind};
use domain::deadline::Deadline;
use domain::ids::{MediatorId, PartyId, SessionId};
use domain::money::Fen;
use domain::occasion::Actor;
use domain::personal::Personal;
use domain::text::ShortText;

/// Who reads, and on which legal date.
#[derive(Debug, Clone, Copy)]
pub struct PageReader<'a> {
    /// The account.
    pub actor: &'a Actor,
    /// The parties it speaks for, see [`CaseView::parties_of`].
    pub own: &'a [PartyId],
    /// The legal date.
    pub today: NaiveDate,
}

/// The last day for something, and who set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LastDay {
    /// A period of the procedure.
    Period(Deadline),
    /// A day the court named, legal date.
    OfCourt(NaiveDate),
    /// A day the agreement names, legal date.
    OfAgreement(NaiveDate),
}

impl LastDay {
    /// The last day itself, legal date.
    #[must_use]
    pub const fn date(&self) -> NaiveDate {
        match self {
            Self::Period(deadline) => deadline.due_date,
            Self::OfCourt(day) | Self::OfAgreement(day) => *day,
        }
    }

    /// Who set it, as a stable code.
    #[must_use]
    pub const fn set_by(&self) -> &'static str {
        match self {
            Self::Period(_) => "RULES",
            Self::OfCourt(_) => "COURT",
            Self::OfAgreement(_) => "AGREEMENT",
        }
    }
}

/// What of the case a task is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskSubject {
    /// A proposal, round, evaluation, request, version or obligation, by its number.
    Number(u32),
    /// A session.
    Session(SessionId),
    /// A relation of a mediator.
    Relation {
        /// Whose.
        mediator: MediatorId,
        /// On which ground.
        ground: RecusalGround,
        /// To which party.
        about: Option<PartyId>,
    },
}

/// Something this reader does next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyTask {
    /// What.
    pub code: TaskCode,
    /// For which party.
    pub party: PartyId,
    /// What of the case.
    pub about: Option<TaskSubject>,
    /// Until when, where a day is set.
    pub last_day: Option<LastDay>,
    /// Whether the reader may do it: as the party itself, or under an authority that reaches so far. Sums are not judged here.
    pub within_authority: bool,
    /// What exactly, where somebody wrote it down; sealed.
    pub details: Vec<Personal<ShortText>>,
}

/// What somebody else does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    /// What.
    pub code: AwaitedCode,
    /// Until when, legal date, where a day is set.
    pub last_day: Option<NaiveDate>,
}

/// A version of what is agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedVersion {
    /// 1, 2, 3 ….
    pub version: u32,
    /// Its number.
    pub agreement_no: ShortText,
    /// How it came about.
    pub came_about: CameAbout,
    /// SHA-256 of the text, hexadecimal.
    pub hash: String,
    /// What is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// When the reader's parties signed, UTC.
    pub signed_at: Vec<(PartyId, DateTime<Utc>)>,
    /// Signing window.
    pub sign_by: Option<Deadline>,
    /// Binding since, legal date.
    pub effective_on: Option<NaiveDate>,
}

/// Something to be performed by or to the reader's parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageObligation {
    /// 1, 2, 3 ….
    pub seq: u32,
    /// It is the reader's to perform; otherwise the reader receives it.
    pub own: bool,
    /// Last day, legal date.
    pub due_on: NaiveDate,
    /// The whole sum, fen; none for conduct.
    pub amount: Option<Fen>,
    /// What is still to come, fen; none for conduct.
    pub outstanding: Option<Fen>,
    /// Where it stands, in neutral words.
    pub state: PerformanceCode,
}

/// How far the reader may go for a party, where it acts by an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAuthority {
    /// For which party.
    pub party: PartyId,
    /// How far.
    pub authority: Authority,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyPage {
    /// Where the case stands.
    pub stands: StandCode,
    /// The reader's parties and their sides.
    pub own: Vec<(PartyId, Side)>,
    /// What the reader does next, the first last day first.
    pub tasks: Vec<PartyTask>,
    /// What the others do next.
    pub awaited: Vec<Awaited>,
    /// Sessions to come or going on, the earliest first.
    pub sessions: Vec<SessionView>,
    /// Versions of what is agreed, oldest first.
    pub agreed: Vec<AgreedVersion>,
    /// What is to be performed by or to the reader.
    pub obligations: Vec<PageObligation>,
    /// Authorities under which the reader acts today.
    pub authorities: Vec<PageAuthority>,
}

impl PartyPage {
    /// The page of `view` for a reader; `records` are those of its sessions.
    #[must_use]
    pub fn of(view: &CaseView, records: &[SessionRecordView], reader: &PageReader<'_>) -> Self {
        let all = tasks::of(view, records, Some(reader.actor), reader.today);
        let (mut tasks, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|task| reader.own.contains(&task.party));
        for task in &mut tasks {
            task.within_authority = reaches(view, reader, task);
        }
        tasks.sort_by_key(|task| task.last_day.as_ref().map_or(NaiveDate::MAX, LastDay::date));
        Self {
            stands: stands(view),
            own: own_sides(view, reader.own),
            awaited: awaited::of(view, &others),
            tasks,
            sessions: coming(view),
            agreed: agreed(view, reader.own),
            obligations: obligations(view, reader),
            authorities: authorities(view, reader),
        }
    }
}

impl CaseView {
    /// The parties an account speaks for: its own, those of its institution, and `acts_for`, those it represents today.
    #[must_use]
    pub fn parties_of(&self, actor: &Actor, acts_for: &[PartyId]) -> Vec<PartyId> {
        let own = |it: &&domain::case::FiledParty| {
            let institution = actor.institution.as_ref();
            it.account.as_ref() == Some(&actor.user)
                || actor.party == Some(it.party)
                || institution.is_some_and(|own| it.identity.codes().any(|code| code == own))
                || acts_for.contains(&it.party)
        };
        self.parties.iter().filter(own).map(|it| it.party).collect()
    }
}

/// Where the case stands; every stage has a word of its own.
const fn stage_stands(stage: StageName) -> StandCode {
    match stage {
        StageName::NotFiled => StandCode::NotFiled,
        StageName::Submitted => StandCode::Submitted,
        StageName::Supplementing => StandCode::Supplementing,
        StageName::NotAccepted => StandCode::NotAccepted,
        StageName::ConsentPending => StandCode::ConsentPending,
        StageName::MediatorSelection => StandCode::MediatorSelection,
        StageName::MediatorOffered => StandCode::MediatorOffered,
        StageName::InMediation => StandCode::InMediation,
        StageName::Signing => StandCode::Signing,
        StageName::Effective => StandCode::Effective,
        StageName::Terminated => StandCode::Terminated,
        StageName::Closed => StandCode::Closed,
    }
}

fn stands(view: &CaseView) -> StandCode {
    let paused = view.suspensions.last().is_some_and(|last| last.resumed_on.is_none());
    if paused && view.stage == StageName::InMediation {
        return StandCode::Suspended;
    }
    stage_stands(view.stage)
}

fn own_sides(view: &CaseView, own: &[PartyId]) -> Vec<(PartyId, Side)> {
    view.parties.iter().filter(|it| own.contains(&it.party)).map(|it| (it.party, it.side)).collect()
}

fn coming(view: &CaseView) -> Vec<SessionView> {
    let mut coming: Vec<SessionView> = view
        .sessions
        .iter()
        .filter(|it| match it.state {
            SessionState::Scheduled | SessionState::Open | SessionState::Adjourned => true,
            SessionState::Closed | SessionState::Cancelled | SessionState::Missed => false,
        })
        .cloned()
        .collect();
    coming.sort_by_key(|it| (it.starts_at, it.session));
    coming
}

fn agreed(view: &CaseView, own: &[PartyId]) -> Vec<AgreedVersion> {
    let version = |it: &AgreementView| AgreedVersion {
        version: it.version,
        agreement_no: it.agreement_no.clone(),
        came_about: it.came_about,
        hash: it.hash.clone(),
        settled_fen: it.settled_fen,
        signed_at: own
            .iter()
            .filter_map(|party| {
                let mut signatures = it.signatures.iter();
                let signature = signatures.find(|signature| signature.signer == Signer::Party(*party))?;
                Some((*party, signature.signed_at))
            })
            .collect(),
        sign_by: it.sign_by.clone(),
        effective_on: it.effective_on,
    };
    view.earlier_agreements.iter().chain(&view.agreement).map(version).collect()
}

/// What concerns the reader: the obligations of others among themselves are not on the page.
fn obligations(view: &CaseView, reader: &PageReader<'_>) -> Vec<PageObligation> {
    let concerns = |it: &&super::ObligationView| {
        reader.own.contains(&it.obligor) || reader.own.iter().any(|party| it.is_owed_to(*party))
    };
    let shown = |it: &super::ObligationView| PageObligation {
        seq: it.seq,
        own: reader.own.contains(&it.obligor),
        due_on: it.due_on,
        amount: match it.performance {
            Performance::Money(amount) => Some(amount),
            Performance::Conduct => None,
        },
        outstanding: it.outstanding().filter(|_| it.is_open()),
        state: performance(it.state(reader.today)),
    };
    view.obligations.iter().filter(concerns).map(shown).collect()
}

/// That something did not come in time is told as what it is: it has still to come.
const fn performance(state: ObligationState) -> PerformanceCode {
    match state {
        ObligationState::Pending => PerformanceCode::ToCome,
        ObligationState::Due => PerformanceCode::Today,
        ObligationState::PartiallyPerformed => PerformanceCode::InPart,
        ObligationState::Performed => PerformanceCode::Performed,
        ObligationState::Overdue | ObligationState::Urged | ObligationState::Defaulted => {
            PerformanceCode::Open
        }
        ObligationState::Waived | ObligationState::Superseded => PerformanceCode::NoLonger,
    }
}

/// The representatives that are the reader, with an authority in force.
fn acting<'a>(
    view: &'a CaseView,
    reader: &PageReader<'_>,
) -> impl Iterator<Item = &'a super::RepresentativeView> {
    let (user, today) = (reader.actor.user.clone(), reader.today);
    view.representatives.iter().filter(move |it| {
        it.account.as_ref() == Some(&user)
            && it.revoked_at.is_none()
            && it.authority.valid_from <= today
            && it.authority.valid_to.is_none_or(|last| today <= last)
    })
}

/// Whoever acts by an authority acts as far as it reaches, settling and the court by special authorisation (CPL 62; CPLI 351); a person who
/// cannot act alone acts by a guardian (CC 19-23).
fn reaches(view: &CaseView, reader: &PageReader<'_>, task: &PartyTask) -> bool {
    let Some(needed) = task.code.needs() else { return true };
    let special = matches!(needed, AuthorityScope::Settle | AuthorityScope::Confirm);
    let covers = |it: &super::RepresentativeView| {
        it.kind == RepresentativeKind::Guardian
            || it.authority.scope.contains(&needed) && (it.authority.special || !special)
    };
    let mut held = acting(view, reader).filter(|it| it.party == task.party).peekable();
    if held.peek().is_some() {
        return held.any(covers);
    }
    let known = view.capacities.iter().rfind(|it| it.party == task.party);
    known.is_none_or(|it| it.capacity == LegalCapacity::Full)
}

fn authorities(view: &CaseView, reader: &PageReader<'_>) -> Vec<PageAuthority> {
    let shown =
        |it: &super::RepresentativeView| PageAuthority { party: it.party, authority: it.authority.clone() };
    acting(view, reader).map(shown).collect()
}
