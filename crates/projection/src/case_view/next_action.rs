//! What the centre does or waits for next, and until when: a function of the document, never of today.

use super::{BidRoundView, CaseView, ObligationView, ProposalState, SessionState};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::{BidOutcome, ConfirmationStatus, MEDIATION_PERIOD, MediatorChoice, Signer, StageName};
use domain::classification::{ReviewOutcome, SessionResult};
use domain::deadline::{Deadline, Timer};
use serde::{Deserialize, Serialize};

macro_rules! next_actions {
    ($($(#[$doc:meta])* $action:ident = $code:literal;)+) => {
        /// The next step of a case, as a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum NextAction { $($(#[$doc])* #[serde(rename = $code)] $action,)+ }

        impl NextAction {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$action),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$action => $code,)+ }
            }

            /// Reads a code.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$action),)+ _ => None }
            }
        }
    };
}

next_actions! {
    /// Decide on acceptance (T01).
    DecideAcceptance = "DECIDE_ACCEPTANCE";
    /// Decide about cases like this one before acceptance (T01).
    DecideSimilarity = "DECIDE_SIMILARITY";
    /// Wait for the supplement (T02).
    AwaitSupplement = "AWAIT_SUPPLEMENT";
    /// Tell the respondent (T03, first half).
    NotifyRespondent = "NOTIFY_RESPONDENT";
    /// Wait for the consents (T03, second half).
    AwaitConsents = "AWAIT_CONSENTS";
    /// Wait for the parties to choose a mediator (T04); afterwards the centre appoints one.
    AwaitChoice = "AWAIT_CHOICE";
    /// Ask a mediator (T04).
    OfferMediator = "OFFER_MEDIATOR";
    /// Wait for the mediator's answer.
    AwaitMediator = "AWAIT_MEDIATOR";
    /// Decide on a recusal (T08).
    DecideRecusal = "DECIDE_RECUSAL";
    /// Somebody of the panel is barred: get the waivers, or replace him or her.
    ResolveSuspension = "RESOLVE_SUSPENSION";
    /// Resume the mediation that stands still.
    ResumeMediation = "RESUME_MEDIATION";
    /// Tell the parties their rights before the first session.
    NotifyRights = "NOTIFY_RIGHTS";
    /// Serve a proposal that becomes an agreement when nobody objects on each party.
    ServeProposal = "SERVE_PROPOSAL";
    /// Wait for objections to it (T07).
    AwaitObjections = "AWAIT_OBJECTIONS";
    /// Plan a session.
    ScheduleSession = "SCHEDULE_SESSION";
    /// Hold the planned session.
    HoldSession = "HOLD_SESSION";
    /// Close the session that is open.
    CloseSession = "CLOSE_SESSION";
    /// Wait for the customer's answer to the mediator's opinion.
    AwaitOpinion = "AWAIT_OPINION";
    /// Write down what was agreed.
    DraftAgreement = "DRAFT_AGREEMENT";
    /// Collect signatures.
    CollectSignatures = "COLLECT_SIGNATURES";
    /// Affix the seal.
    SealAgreement = "SEAL_AGREEMENT";
    /// Collect signatures on the application for confirmation (T10).
    SignConfirmation = "SIGN_CONFIRMATION";
    /// File the application for confirmation (T10).
    FileConfirmation = "FILE_CONFIRMATION";
    /// Wait for the court to take it (T11).
    AwaitCourt = "AWAIT_COURT";
    /// Supply what the court wants.
    SupplyCourt = "SUPPLY_COURT";
    /// Wait for the ruling (T12).
    AwaitRuling = "AWAIT_RULING";
    /// Urge whoever owes what is overdue (T20).
    UrgePerformance = "URGE_PERFORMANCE";
    /// Call the parties about what is still not performed (T20).
    CallBack = "CALL_BACK";
    /// See that the obligations are performed.
    CheckPerformance = "CHECK_PERFORMANCE";
    /// Close the case.
    CloseCase = "CLOSE_CASE";
    /// Sign for the court's papers (T01r).
    SignReferralReceipt = "SIGN_REFERRAL_RECEIPT";
    /// Tell the court how its referral ended, and return its papers.
    ReportReferral = "REPORT_REFERRAL";
}

/// The next action and its last day.
pub(super) fn next(view: &CaseView) -> (Option<NextAction>, Option<NaiveDate>) {
    use NextAction as Action;
    let due = |timers: &[Timer]| running(view, timers).map(|deadline| deadline.due_date);
    let period = due(MEDIATION_PERIOD);
    if let Some(first) = panel(view, period) {
        return first;
    }
    let (action, due) = match view.stage {
        StageName::NotFiled | StageName::Closed => return (None, None),
        StageName::Submitted if view.referral.as_ref().is_some_and(|it| it.receipt_no.is_none()) => {
            (Action::SignReferralReceipt, due(&[Timer::T01, Timer::T01r]))
        }
        StageName::Submitted if view.similarity_undecided() => {
            (Action::DecideSimilarity, due(&[Timer::T01, Timer::T01r]))
        }
        StageName::Submitted => (Action::DecideAcceptance, due(&[Timer::T01, Timer::T01r])),
        StageName::Supplementing => (Action::AwaitSupplement, due(&[Timer::T02])),
        StageName::ConsentPending => match due(&[Timer::T03]) {
            Some(answer) => (Action::AwaitConsents, Some(answer)),
            None => (Action::NotifyRespondent, due(&[Timer::T03c, Timer::T03r])),
        },
        StageName::MediatorSelection if parties_choose(view) => (Action::AwaitChoice, due(&[Timer::T04])),
        StageName::MediatorSelection => (Action::OfferMediator, due(&[Timer::T04]).or(period)),
        StageName::MediatorOffered => (Action::AwaitMediator, period),
        StageName::InMediation => in_mediation(view, period),
        StageName::Signing => (signing(view), due(&[Timer::Signing])),
        StageName::Effective => effective(view),
        StageName::NotAccepted | StageName::Terminated => (closing(view), None),
    };
    (Some(action), due)
}

/// What comes before everything else while a mediation goes on: a recusal to decide, a mediator who is barred.
fn panel(view: &CaseView, period: Option<NaiveDate>) -> Option<(Option<NextAction>, Option<NaiveDate>)> {
    let mediating =
        matches!(view.stage, StageName::MediatorOffered | StageName::InMediation | StageName::Signing);
    if !mediating {
        return None;
    }
    if let Some(decide) = running(view, &[Timer::T08]) {
        return Some((Some(NextAction::DecideRecusal), Some(decide.due_date)));
    }
    let suspended = view.panel.iter().any(|seat| seat.suspended.is_some());
    suspended.then_some((Some(NextAction::ResolveSuspension), period))
}

/// The parties have a period of their own, and not all of them leave the choice to the centre.
fn parties_choose(view: &CaseView) -> bool {
    let left = |party| {
        let mut choices = view.selection.choices.iter();
        choices.any(|it| it.party == party && it.choice == MediatorChoice::LeftToCentre {})
    };
    let exhausted = view.selection.list.as_ref().is_some_and(|list| list.result.is_some());
    running(view, &[Timer::T04]).is_some() && !exhausted && !view.party_ids().all(left)
}

fn running<'a>(view: &'a CaseView, timers: &[Timer]) -> Option<&'a Deadline> {
    view.deadlines.iter().find(|deadline| timers.contains(&deadline.timer))
}

fn in_mediation(view: &CaseView, period: Option<NaiveDate>) -> (NextAction, Option<NaiveDate>) {
    if view.suspensions.last().is_some_and(|last| last.resumed_on.is_none()) {
        return (NextAction::ResumeMediation, period);
    }
    if let Some(answer) = running(view, &[Timer::Opinion]) {
        return (NextAction::AwaitOpinion, Some(answer.due_date));
    }
    if view.rights_notified.is_none() {
        return (NextAction::NotifyRights, period);
    }
    if view.sessions.iter().any(|session| session.state == SessionState::Open) {
        return (NextAction::CloseSession, period);
    }
    if let Some(open) = view.no_objection.as_ref().filter(|it| it.is_open()) {
        let own = |party| open.served.iter().find(|it| it.party == party);
        if !view.party_ids().all(|party| own(party).is_some()) {
            return (NextAction::ServeProposal, period);
        }
        let last = open.served.iter().map(|it| it.object_by.due_date).max();
        return (NextAction::AwaitObjections, last);
    }
    let planned = view.sessions.iter().filter(|session| session.state == SessionState::Scheduled);
    if let Some(first) = planned.map(|session| session.starts_at).min() {
        return (NextAction::HoldSession, Some(legal_date(first)));
    }
    let accepted = view.proposals.iter().any(|proposal| proposal.state == ProposalState::Accepted);
    let matched = |round: &BidRoundView| matches!(round.outcome, Some(BidOutcome::Matched { .. }));
    if accepted || view.bid_rounds.iter().any(matched) {
        return (NextAction::DraftAgreement, period);
    }
    let last = view.sessions.iter().rfind(|session| session.state == SessionState::Closed);
    if last.is_some_and(|session| session.result == Some(SessionResult::Agreed)) {
        (NextAction::DraftAgreement, period)
    } else {
        (NextAction::ScheduleSession, period)
    }
}

fn signing(view: &CaseView) -> NextAction {
    let review = view.agreement.as_ref().and_then(|agreement| agreement.reviews.last());
    if review.is_some_and(|review| review.outcome == ReviewOutcome::Returned) {
        return NextAction::DraftAgreement;
    }
    let signed = |signer: Signer| {
        view.agreement
            .as_ref()
            .is_some_and(|agreement| agreement.signatures.iter().any(|signature| signature.signer == signer))
    };
    let parties = view.party_ids().all(|party| signed(Signer::Party(party)));
    let mediator = view.mediator.is_some_and(|mediator| signed(Signer::Mediator(mediator)));
    if parties && mediator { NextAction::SealAgreement } else { NextAction::CollectSignatures }
}

/// Performance and confirmation run side by side: the one that is due first comes first. Confirmation is voluntary, so nothing is
/// to be done about it until a party asks.
fn effective(view: &CaseView) -> (NextAction, Option<NaiveDate>) {
    let due = |timer| running(view, &[timer]).map(|deadline| deadline.due_date);
    let court = match view.confirmation_status() {
        ConfirmationStatus::Preparing => Some((NextAction::SignConfirmation, due(Timer::T10))),
        ConfirmationStatus::JointlySigned => Some((NextAction::FileConfirmation, due(Timer::T10))),
        ConfirmationStatus::Filed => Some((NextAction::AwaitCourt, due(Timer::T11))),
        ConfirmationStatus::SupplementRequested => {
            let set = view.confirmation.as_ref().and_then(|confirmation| confirmation.supply_by);
            Some((NextAction::SupplyCourt, set))
        }
        ConfirmationStatus::Accepted | ConfirmationStatus::UnderReview => {
            Some((NextAction::AwaitRuling, due(Timer::T12)))
        }
        // No rule sets the court a time for an objection.
        ConfirmationStatus::Objected => Some((NextAction::AwaitRuling, None)),
        ConfirmationStatus::NotRequested
        | ConfirmationStatus::Abandoned
        | ConfirmationStatus::Lapsed
        | ConfirmationStatus::Confirmed
        | ConfirmationStatus::Upheld
        | ConfirmationStatus::Revoked
        | ConfirmationStatus::Changed
        | ConfirmationStatus::Dismissed
        | ConfirmationStatus::NotAccepted
        | ConfirmationStatus::Withdrawn
        | ConfirmationStatus::DeemedWithdrawn => None,
    };
    let first = court.into_iter().chain(view.looked_after().map(looking_after));
    first.min_by_key(|(_, due)| due.unwrap_or(NaiveDate::MAX)).unwrap_or((closing(view), None))
}

/// What the centre owes about an open obligation, and since or until when.
fn looking_after(obligation: &ObligationView) -> (NextAction, Option<NaiveDate>) {
    let standing = &obligation.standing;
    let overdue =
        obligation.follow_up.as_ref().filter(|_| standing.noted_overdue && standing.urged_on.is_none());
    match (overdue, standing.call_since) {
        (Some(dates), _) => (NextAction::UrgePerformance, Some(dates.overdue_on)),
        (None, Some(since)) => (NextAction::CallBack, Some(since)),
        (None, None) => (NextAction::CheckPerformance, Some(obligation.due_on)),
    }
}

/// A court that sent the dispute is told how it ended before the case closes.
fn closing(view: &CaseView) -> NextAction {
    if view.referral.as_ref().is_some_and(|referral| referral.report.is_none()) {
        NextAction::ReportReferral
    } else {
        NextAction::CloseCase
    }
}
