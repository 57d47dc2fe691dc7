//! What each party does next, read off the document exactly as the rules would take it: what would be refused today is no task.

use super::words::TaskCode;
use super::{LastDay, PartyTask, TaskSubject};
use crate::case_view::{
    BidRoundView, CaseView, FactsState, NoObjectionState, OpinionState, ProposalState, SessionState,
};
use crate::views::session_records::SessionRecordView;
use chrono::NaiveDate;
use domain::case::{
    ConfirmationStatus, FiledParty, MissingItem, NextActor, SessionRecord, Side, Signer, StageName,
};
use domain::classification::{
    AgreementAnswer, ConsentMatter, NonAcceptanceGround, ReferralKind, ReviewOutcome,
};
use domain::deadline::{Deadline, Timer};
use domain::ids::PartyId;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::ShortText;

/// Tasks of every party on the legal date `today`; those of a head office are `actor`'s alone.
pub(super) fn of(
    view: &CaseView,
    records: &[SessionRecordView],
    actor: Option<&Actor>,
    today: NaiveDate,
) -> Vec<PartyTask> {
    let desk = Desk { view, records, actor, today };
    let mut tasks = Vec::new();
    for party in &view.parties {
        desk.of_stage(party, &mut tasks);
    }
    tasks
}

/// Whether an answer of the party is awaited, as the document stands and on whichever day: not that it performs, and nothing it may leave.
pub(crate) fn waits_for(view: &CaseView, party: &FiledParty) -> bool {
    let desk = Desk { view, records: &[], actor: None, today: NaiveDate::MIN };
    let mut tasks = Vec::new();
    desk.of_stage(party, &mut tasks);
    let performs = |code| matches!(code, TaskCode::Perform | TaskCode::ConfirmReceipt);
    tasks.iter().any(|it| !it.code.is_optional() && !performs(it.code))
}

/// What is looked at.
struct Desk<'a> {
    view: &'a CaseView,
    records: &'a [SessionRecordView],
    actor: Option<&'a Actor>,
    today: NaiveDate,
}

fn task(code: TaskCode, party: PartyId) -> PartyTask {
    PartyTask { code, party, about: None, last_day: None, within_authority: true, details: Vec::new() }
}

impl PartyTask {
    fn about(self, subject: TaskSubject) -> Self {
        Self { about: Some(subject), ..self }
    }

    fn number(self, number: u32) -> Self {
        self.about(TaskSubject::Number(number))
    }

    fn by(self, deadline: &Deadline) -> Self {
        Self { last_day: Some(LastDay::Period(deadline.clone())), ..self }
    }

    fn missing(self, items: &[MissingItem]) -> Self {
        let details: Vec<Personal<ShortText>> = items.iter().map(|missing| missing.item.clone()).collect();
        Self { details, ..self }
    }
}

impl Desk<'_> {
    /// Every stage says what it asks of a party; a new stage does not compile before it does.
    fn of_stage(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        match self.view.stage {
            StageName::NotFiled | StageName::Submitted => {}
            StageName::Supplementing => self.supplement(party, tasks),
            StageName::ConsentPending => {
                self.invitation(party, tasks);
                self.authority(party, tasks);
            }
            StageName::MediatorSelection => {
                self.choice(party, tasks);
                self.relations(party.party, tasks);
                self.authority(party, tasks);
            }
            StageName::MediatorOffered => {
                self.relations(party.party, tasks);
                self.authority(party, tasks);
            }
            StageName::InMediation => {
                self.relations(party.party, tasks);
                self.authority(party, tasks);
                self.at_work(party.party, tasks);
                self.talks(party.party, tasks);
                self.silence(party, tasks);
            }
            StageName::Signing => {
                self.relations(party.party, tasks);
                self.authority(party, tasks);
                self.at_work(party.party, tasks);
                self.text(party.party, tasks);
            }
            StageName::Effective => {
                self.facts(party.party, tasks);
                self.court(party.party, tasks);
                self.performance(party.party, tasks);
            }
            StageName::Terminated => self.facts(party.party, tasks),
            StageName::NotAccepted | StageName::Closed => {}
        }
    }

    fn open(&self, deadline: &Deadline) -> bool {
        !deadline.is_over(self.today)
    }

    fn running(&self, timer: Timer) -> Option<&Deadline> {
        self.view.deadlines.iter().find(|it| it.timer == timer && self.open(it))
    }

    fn supplement(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        let asked = self.view.supplements.last().filter(|it| it.submitted_at.is_none());
        let Some(asked) = asked.filter(|it| party.side == Side::Applicant && self.open(&it.supply_by)) else {
            return;
        };
        let wanted = task(TaskCode::SupplySupplement, party.party).by(&asked.supply_by);
        tasks.push(wanted.missing(&asked.items));
    }

    /// A respondent is asked once it was notified.
    fn invitation(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        let mut consents = self.view.consents.iter();
        let consents = consents.any(|it| (it.party, it.matter) == (party.party, ConsentMatter::Mediate));
        let told = party.side == Side::Applicant || self.view.respondent_notified_on.is_some();
        if consents || !told {
            return;
        }
        let wanted = task(TaskCode::AnswerInvitation, party.party);
        let answer = self.view.deadlines.iter().find(|it| it.timer == Timer::T03);
        tasks.push(match answer.filter(|_| party.side == Side::Respondent) {
            Some(answer) => wanted.by(answer),
            None => wanted,
        });
    }

    fn choice(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        let selection = &self.view.selection;
        if let Some(list) = &selection.list {
            let answered = list.answers.iter().any(|it| it.party == party.party);
            if list.result.is_none() && !answered && self.open(&list.answer_by) {
                tasks.push(task(TaskCode::AnswerMediatorList, party.party).by(&list.answer_by));
            }
            return;
        }
        let chosen = selection.choices.iter().any(|it| it.party == party.party);
        if let Some(choose_by) = self.running(Timer::T04).filter(|_| !chosen) {
            tasks.push(task(TaskCode::ChooseMediator, party.party).by(choose_by));
        }
    }

    /// Relations that bar a mediator until every party has said otherwise.
    fn relations(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        for seat in &self.view.panel {
            let findings = seat.suspended.iter().flat_map(|it| &it.findings).filter(|it| it.waivable());
            for finding in findings {
                let waived = self.view.waivers.iter().any(|it| {
                    (it.by, it.mediator, it.ground, it.about)
                        == (party, seat.mediator, finding.ground, finding.party)
                });
                if !waived {
                    let (mediator, ground, about) = (seat.mediator, finding.ground, finding.party);
                    let subject = TaskSubject::Relation { mediator, ground, about };
                    tasks.push(task(TaskCode::ConsiderRelation, party).about(subject));
                }
            }
        }
    }

    /// What an institution's people asked its head office for, told to the head office: a unit above, or the institution itself where
    /// nothing is above it.
    fn authority(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        let codes: Vec<_> = party.identity.codes().collect();
        let above = if codes.len() > 1 { &codes[1..] } else { &codes[..] };
        let agent = self.actor.filter(|it| it.role == Role::InstitutionAgent);
        let own = agent.and_then(|it| it.institution.as_ref());
        if !own.is_some_and(|own| above.contains(&own)) {
            return;
        }
        let open = self.view.authority_requests.iter();
        for request in open.filter(|it| it.party == party.party && it.answer.is_none()) {
            let wanted = task(TaskCode::AnswerAuthority, party.party).number(request.request);
            tasks.push(wanted.by(&request.answer_by));
        }
    }

    /// Work that needs the panel waits while somebody on it is barred.
    fn panel_is_free(&self) -> bool {
        self.view.panel.iter().all(|seat| seat.suspended.is_none())
    }

    fn at_work(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        if !self.panel_is_free() {
            return;
        }
        for record in self.records.iter().filter(|it| has_minutes(it)) {
            let signed = record
                .signatures
                .iter()
                .any(|it| it.version == record.version && it.signer == Signer::Party(party));
            if !signed && self.was_there(record, party) {
                let session = TaskSubject::Session(record.session);
                tasks.push(task(TaskCode::SignMinutes, party).about(session));
            }
        }
        for evaluation in self.view.evaluations.iter().filter(|it| it.report.is_some()) {
            if !evaluation.answers.iter().any(|it| it.party == party) {
                tasks.push(task(TaskCode::AnswerEvaluation, party).number(evaluation.evaluation));
            }
        }
        let steps = self.view.sessions.iter().filter_map(|it| Some((it.session, it.next_step.as_ref()?)));
        for (session, step) in steps {
            let runs = self.view.deadlines.iter().any(|it| it == &step.by);
            if step.who == NextActor::Party(party) && runs && self.open(&step.by) {
                let wanted = task(TaskCode::NextStep, party).about(TaskSubject::Session(session));
                tasks.push(PartyTask { details: vec![step.what.clone()], ..wanted.by(&step.by) });
            }
        }
    }

    fn was_there(&self, record: &SessionRecordView, party: PartyId) -> bool {
        let session = self.view.sessions.iter().find(|it| it.session == record.session);
        session.is_some_and(|it| {
            it.participants.is_empty() || it.participants.iter().any(|was| was.party == party)
        })
    }

    /// What is said back and forth; it rests while the mediation stands still or an opinion waits for its answer.
    fn talks(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        let paused = self.view.suspensions.last().is_some_and(|last| last.resumed_on.is_none());
        let opinion = self.view.opinion.as_ref().is_some_and(|it| it.state == OpinionState::Open);
        if paused || opinion || !self.panel_is_free() {
            return;
        }
        for proposal in self.view.proposals.iter().filter(|it| it.state == ProposalState::Open) {
            let answered = proposal.answers.iter().any(|it| it.party == party);
            if proposal.to.contains(&party) && !answered && self.open(&proposal.answer_by) {
                let wanted = task(TaskCode::AnswerProposal, party).number(proposal.proposal);
                tasks.push(wanted.by(&proposal.answer_by));
            }
        }
        tasks.extend(self.view.bid_rounds.iter().filter_map(|round| self.bid(round, party)));
        let written = self.view.sessions.iter().filter(|it| it.state == SessionState::Open);
        for (session, by) in written.filter_map(|it| Some((it.session, it.exchange_by.as_ref()?))) {
            if self.open(by) {
                let session = TaskSubject::Session(session);
                tasks.push(task(TaskCode::PostStatement, party).about(session).by(by));
            }
        }
    }

    fn bid(&self, round: &BidRoundView, party: PartyId) -> Option<PartyTask> {
        let bids = [round.payer, round.payee].contains(&party) && round.outcome.is_none();
        let (code, by) = match &round.reveal_by {
            None if !round.bids.iter().any(|it| it.party == party) => (TaskCode::CommitBid, &round.commit_by),
            Some(reveal_by) if !round.revealed.contains(&party) => (TaskCode::RevealBid, reveal_by),
            Some(_) | None => return None,
        };
        (bids && self.open(by)).then(|| task(code, party).number(round.round).by(by))
    }

    /// What is answered, or objected to, whether or not the mediation stands still: nobody loses time by that.
    fn silence(&self, party: &FiledParty, tasks: &mut Vec<PartyTask>) {
        let (id, view) = (party.party, self.view);
        let open = view.no_objection.as_ref().filter(|it| it.state == NoObjectionState::Open);
        let served = open.and_then(|it| Some((it.version, it.served.iter().find(|own| own.party == id)?)));
        if let Some((version, own)) = served.filter(|(_, own)| self.open(&own.object_by)) {
            let wanted = task(TaskCode::ConsiderNoObjection, id).number(version);
            tasks.push(wanted.by(&own.object_by));
        }
        let opinion = view.opinion.as_ref().filter(|it| it.state == OpinionState::Open);
        let asked = |accepted: &[PartyId]| party.side == Side::Applicant && !accepted.contains(&id);
        if let Some(it) = opinion.filter(|it| asked(&it.accepted_by) && self.open(&it.accept_by)) {
            tasks.push(task(TaskCode::AnswerOpinion, id).number(it.version).by(&it.accept_by));
        }
    }

    fn text(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        let Some(agreement) = self.view.agreement.as_ref().filter(|_| self.panel_is_free()) else { return };
        let signed = agreement.signatures.iter().any(|it| it.signer == Signer::Party(party));
        let said = agreement.answers.iter().rfind(|it| it.party == party).map(|it| it.answer);
        let returned = agreement.reviews.last().is_some_and(|it| it.outcome == ReviewOutcome::Returned);
        let Some(sign_by) = agreement.sign_by.as_ref().filter(|_| !signed && !returned) else { return };
        if said.is_none() {
            let wanted = task(TaskCode::AnswerAgreement, party).number(agreement.version);
            tasks.push(wanted.by(sign_by));
        }
        let ready = matches!(said, None | Some(AgreementAnswer::Accepted));
        if ready && self.open(sign_by) {
            tasks.push(task(TaskCode::SignAgreement, party).number(agreement.version).by(sign_by));
        }
    }

    fn facts(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        let open = self.view.undisputed_facts.as_ref().filter(|it| it.state == FactsState::Open);
        if let Some(record) = open.filter(|it| !it.signatures.iter().any(|own| own.party == party)) {
            tasks.push(task(TaskCode::SignUndisputedFacts, party).number(record.version));
        }
    }

    fn court(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        let confirm_by = self.view.agreement.as_ref().and_then(|it| it.confirm_by.as_ref());
        let in_time = confirm_by.filter(|it| self.open(it));
        let confirmation = self.view.confirmation.as_ref();
        if let Some(by) = in_time.filter(|_| self.may_apply()) {
            tasks.push(task(TaskCode::ApplyForConfirmation, party).by(by));
        }
        let Some(application) = confirmation else { return };
        let signed = application.signed_by.contains(&party);
        if let Some(by) = in_time.filter(|_| application.status == ConfirmationStatus::Preparing && !signed) {
            tasks.push(task(TaskCode::SignConfirmation, party).by(by));
        }
        if application.status == ConfirmationStatus::SupplementRequested {
            let wanted = task(TaskCode::SupplyCourtPapers, party).missing(&application.missing);
            let last_day = application.supply_by.map(LastDay::OfCourt);
            tasks.push(PartyTask { last_day, ..wanted });
        }
    }

    /// A confirmation can be asked for: never asked, given up, taken back or handed to the wrong court; on paper, and of no entrusted
    /// suit.
    fn may_apply(&self) -> bool {
        let view = self.view;
        let written = view.agreement.as_ref().is_some_and(|it| {
            it.came_about != crate::case_view::CameAbout::Oral || it.written_down.is_some()
        });
        let entrusted = view.referral.as_ref().is_some_and(|it| it.kind == ReferralKind::Entrusted);
        let status = view.confirmation_status();
        let wrong_court = view.confirmation.as_ref().and_then(|it| it.not_accepted)
            == Some(NonAcceptanceGround::WrongCourt);
        let never =
            [ConfirmationStatus::NotRequested, ConfirmationStatus::Abandoned, ConfirmationStatus::Withdrawn];
        let again = status == ConfirmationStatus::NotAccepted && wrong_court;
        written && !entrusted && (never.contains(&status) || again)
    }

    fn performance(&self, party: PartyId, tasks: &mut Vec<PartyTask>) {
        for it in &self.view.obligations {
            if it.is_open() && it.obligor == party {
                let last_day = Some(LastDay::OfAgreement(it.due_on));
                tasks.push(PartyTask { last_day, ..task(TaskCode::Perform, party).number(it.seq) });
            }
            let reported = it.paid != domain::money::Fen::ZERO || it.complete;
            if it.is_owed_to(party) && reported && !it.standing.receipt_confirmed {
                tasks.push(task(TaskCode::ConfirmReceipt, party).number(it.seq));
            }
        }
    }
}

/// A session that is over and has a text.
fn has_minutes(record: &SessionRecordView) -> bool {
    record.closed_at.is_some() && matches!(record.record, Some(SessionRecord::Minutes { .. }))
}
