//! What is asked in each situation, valid wherever it can be.

use super::Situation;
use crate::story::{actors::*, cases::*, commands::*, day, referrals::*};
use chrono::TimeDelta;
use domain::calendar::legal_date;
use domain::case::*;
use domain::classification::*;
use domain::deadline::Timer;
use domain::ids::PartyId;
use domain::occasion::Actor;

/// Who asks what in a situation.
type Asking = dyn Fn(&Situation) -> (Actor, Command);

/// One row: the verb, which of its kinds, and who asks what in a situation.
pub(super) struct Ask {
    pub(super) verb: &'static str,
    kind: &'static str,
    pub(super) by: Box<Asking>,
}

impl Ask {
    pub(super) fn label(&self) -> String {
        if self.kind.is_empty() { self.verb.to_owned() } else { format!("{} ({})", self.verb, self.kind) }
    }
}

fn by<C: Into<Command> + Clone + 'static>(actor: Actor, kind: &'static str, command: C) -> Ask {
    let verb = command.clone().into().name();
    Ask { verb, kind, by: Box::new(move |_| (actor.clone(), command.clone().into())) }
}

fn then<C: Into<Command> + 'static>(
    verb: &'static str,
    kind: &'static str,
    ask: impl Fn(&Situation) -> (Actor, C) + 'static,
) -> Ask {
    let by = Box::new(move |situation: &Situation| {
        let (actor, command) = ask(situation);
        (actor, command.into())
    });
    Ask { verb, kind, by }
}

/// The mediator where there is one, else a clerk, whom the stage answers and not the relation.
fn mediator_or_clerk(situation: &Situation) -> Actor {
    let story = situation.story.clone();
    let outcome = story.when(mediator(), situation.at, notify_rights());
    if outcome.answer() == Err(&Rejection::NotInvolved) { clerk() } else { mediator() }
}

/// The version on the table and its hash; the default draft's where there is none.
fn on_the_table(situation: &Situation) -> (u32, String) {
    match situation.story.case() {
        Case::Filed(filed) => {
            if let Stage::Signing { agreement, .. } = &filed.stage {
                (agreement.version, agreement.hash.clone())
            } else {
                (1, hash())
            }
        }
        Case::NotFiled => (1, hash()),
    }
}

fn signs(situation: &Situation, signature: SignAgreement) -> SignAgreement {
    let (version, hash) = on_the_table(situation);
    SignAgreement { version, hash, ..signature }
}

fn answers(situation: &Situation, answer: AgreementAnswer) -> AnswerAgreement {
    let (version, hash) = on_the_table(situation);
    AnswerAgreement { version, hash, ..answer_agreement(APPLICANT, answer) }
}

fn reviews(situation: &Situation, review: ReviewAgreement) -> ReviewAgreement {
    let (version, hash) = on_the_table(situation);
    ReviewAgreement { version, hash, ..review }
}

/// In the order of a case.
pub(super) fn asks() -> Vec<Ask> {
    [before_mediation(), mediation(), talks(), agreement(), confirmation(), endings()]
        .into_iter()
        .flatten()
        .collect()
}

fn before_mediation() -> Vec<Ask> {
    let consents = |party: PartyId| consent_of(party, FOR_VIDEO);
    vec![
        by(clerk(), "", file_application()),
        by(the_house(), "", flag_similar()),
        by(clerk(), "another dispute", decide_similarity()),
        by(clerk(), "joined to the other case", decided(SimilarRelation::Joined)),
        by(clerk(), "", request_supplement()),
        by(applicant(), "", submit_supplement()),
        by(clerk(), "", extend_supplement()),
        by(clerk(), "", LapseApplication),
        by(clerk(), "", accept_case()),
        by(clerk(), "complex", change_track()),
        by(director(), "", refuse_acceptance()),
        by(clerk(), "", appoint_representative()),
        by(clerk(), "", change_authority()),
        by(clerk(), "", revoke_representative()),
        by(clerk(), "", record_capacity()),
        by(clerk(), "", join_party()),
        by(director(), "", correct_party_data()),
        by(clerk(), "", record_special_needs()),
        by(clerk(), "", screen_risk()),
        by(clerk(), "", report_risk()),
        by(clerk(), "", notify_respondent()),
        by(applicant(), "applicant", consents(APPLICANT)),
        by(agent(), "respondent", consents(BANK)),
        by(applicant(), "online", revoke(APPLICANT, ConsentMatter::Online)),
        by(applicant(), "mediate", revoke(APPLICANT, ConsentMatter::Mediate)),
        by(agent(), "", refuse_mediation()),
        by(applicant(), "names somebody", choose_mediator(APPLICANT)),
        by(agent(), "leaves it to the centre", leave_to_centre(BANK)),
        by(clerk(), "", send_mediator_list()),
        by(agent(), "respondent", answer_list(BANK, &[MEDIATOR], &[])),
        by(clerk(), "", close_mediator_list()),
        by(clerk(), "free of conflict", offer_mediator()),
        by(
            clerk(),
            "seconded by the respondent",
            OfferMediator { mediator: seconded_by(bank(), branch()), ..offer_mediator() },
        ),
    ]
}

fn mediation() -> Vec<Ask> {
    vec![
        then("accept_assignment", "", |it| (mediator_or_clerk(it), accept_assignment())),
        then("decline_assignment", "", |it| (mediator_or_clerk(it), decline_assignment())),
        then("disclose_conflict", "another relation", |it| (mediator_or_clerk(it), disclose_conflict())),
        by(applicant(), "", waive_conflict(APPLICANT)),
        by(clerk(), "now employed by the respondent", scan_conflicts()),
        by(applicant(), "by the consumer", request_recusal(Some(APPLICANT))),
        by(agent(), "by the institution", request_recusal(Some(BANK))),
        by(director(), "granted", decide_recusal(true)),
        by(director(), "", replace_mediator()),
        then("notify_rights", "", |it| (mediator_or_clerk(it), notify_rights())),
        then("schedule_session", "video, notice waived", |it| {
            let command = ScheduleSession {
                session: OTHER_SESSION,
                starts_at: it.at + TimeDelta::days(1),
                notice_waived_by: vec![APPLICANT, BANK],
                ..schedule_session()
            };
            (mediator_or_clerk(it), command)
        }),
        by(clerk(), "", cancel_session()),
        then("reschedule_session", "notice waived", |it| {
            let command = RescheduleSession {
                starts_at: it.at + TimeDelta::days(1),
                notice_waived_by: vec![APPLICANT, BANK],
                ..reschedule_session()
            };
            (mediator_or_clerk(it), command)
        }),
        then("open_session", "", |it| (mediator_or_clerk(it), open_session())),
        then("adjourn_session", "", |it| (mediator_or_clerk(it), adjourn_session())),
        then("record_no_show", "the respondent", |it| (mediator_or_clerk(it), record_no_show())),
        by(applicant(), "", sign_minutes(Signer::Party(APPLICANT))),
        by(applicant(), "", request_correction()),
        then("record_correction", "unasked", |it| {
            (mediator_or_clerk(it), RecordCorrection { answers: None, ..record_correction() })
        }),
        then("open_exchange", "", |it| {
            (mediator_or_clerk(it), OpenExchange { session: OTHER_SESSION, days: Some(1) })
        }),
        by(agent(), "", post_statement(Some(BANK))),
        by(agent(), "handed in", RecordCaucus { session: None, ..record_caucus() }),
        then("write_note", "", |it| (mediator_or_clerk(it), write_note())),
        by(applicant(), "", file_complaint(APPLICANT)),
        by(director(), "a warning", decide_complaint(ComplaintMeasure::Warning)),
        by(director(), "replacement", decide_complaint(ComplaintMeasure::Replacement)),
        by(the_house(), "", drop_booking()),
        then("close_session", "", |it| (mediator_or_clerk(it), close_session())),
        by(clerk(), "by all", ExtendPeriod { until: day("2026-12-31"), ..extend_period() }),
        then("suspend_mediation", "by all", |it| (mediator_or_clerk(it), suspend_mediation())),
        then("resume_mediation", "", |it| (mediator_or_clerk(it), resume_mediation())),
        then("commission_appraisal", "", |it| (mediator_or_clerk(it), commission_appraisal())),
        by(clerk(), "", receive_appraisal()),
        then("commission_evaluation", "", |it| (mediator_or_clerk(it), commission_evaluation())),
        by(clerk(), "", deliver_evaluation()),
        by(applicant(), "", answer_evaluation(APPLICANT)),
    ]
}

fn sum_by_the_end_of_the_year() -> Vec<ProposedTerm> {
    vec![clause(payment(5_000, "2026-12-31"))]
}

fn talks() -> Vec<Ask> {
    vec![
        by(agent(), "by a party", MakeProposal { terms: sum_by_the_end_of_the_year(), ..offer_of_bank() }),
        by(applicant(), "accept", accept_proposal(APPLICANT)),
        by(applicant(), "object", object_to_proposal(APPLICANT)),
        by(agent(), "", WithdrawProposal { proposal: 1 }),
        then("propose_no_objection", "", |it| {
            let terms = vec![clause(payment(5_000, "2026-12-31"))];
            (mediator_or_clerk(it), ProposeNoObjection { terms, ..propose_no_objection() })
        }),
        by(clerk(), "", serve(BANK)),
        by(agent(), "", object(BANK)),
        then("withdraw_no_objection", "", |it| (mediator_or_clerk(it), WithdrawNoObjection { version: 1 })),
        then("open_bidding", "", |it| (mediator_or_clerk(it), open_bidding())),
        by(agent(), "", bid(BANK, 1, 500_000)),
        by(agent(), "", reveal(BANK, 1, 500_000)),
        then("close_bidding", "", |it| (mediator_or_clerk(it), CloseBidding { round: 1 })),
        by(agent(), "", request_authority()),
        by(head_office(), "granted", answer_authority()),
        then("issue_opinion", "", |it| {
            let terms = sum_by_the_end_of_the_year();
            (mediator_or_clerk(it), IssueOpinion { terms, ..issue_opinion() })
        }),
        by(applicant(), "", accept_opinion()),
        by(applicant(), "", decline_opinion()),
    ]
}

fn agreement() -> Vec<Ask> {
    vec![
        then("draft_agreement", "", |it| {
            let terms = vec![clause(payment(5_000, "2026-12-31"))];
            (mediator_or_clerk(it), DraftAgreement { terms, ..draft_agreement() })
        }),
        then("draft_agreement", "of a part", |it| {
            let part = clause(TermBody::Partial { claims: vec![1] });
            let terms = vec![clause(payment(5_000, "2026-12-31")), part];
            (mediator_or_clerk(it), DraftAgreement { terms, ..draft_agreement() })
        }),
        then("answer_agreement", "accept", |it| (applicant(), answers(it, AgreementAnswer::Accepted))),
        then("answer_agreement", "refuse", |it| (applicant(), answers(it, AgreementAnswer::RefusedToSign))),
        then("review_agreement", "passed", |it| (clerk(), reviews(it, review_passed()))),
        then("review_agreement", "sent back", |it| (clerk(), reviews(it, review_returned()))),
        then("record_oral_agreement", "", |it| {
            let terms = vec![clause(payment(5_000, "2026-12-31"))];
            (mediator_or_clerk(it), RecordOralAgreement { terms, ..record_oral_agreement() })
        }),
        by(clerk(), "", write_down_agreement()),
        then("sign_agreement", "party", |it| (applicant(), signs(it, sign_as_applicant()))),
        then("sign_agreement", "mediator", |it| (mediator_or_clerk(it), signs(it, sign_as_mediator()))),
        then("seal_agreement", "", |it| {
            let (version, hash) = on_the_table(it);
            (clerk(), SealAgreement { version, hash, ..seal_agreement() })
        }),
    ]
}

fn confirmation() -> Vec<Ask> {
    let court = |kind: &'static str, step: fn(&Situation) -> CourtStep| {
        then("record_court_step", kind, move |it| (clerk(), RecordCourtStep { step: step(it) }))
    };
    vec![
        by(applicant(), "", prepare_confirmation()),
        by(agent(), "", sign_confirmation(BANK)),
        by(clerk(), "", file_confirmation()),
        by(clerk(), "", supply_confirmation_documents()),
        by(clerk(), "", receive_inquiry()),
        by(clerk(), "", answer_inquiry()),
        court("accept", |it| CourtStep::Accept { court_case_no: number(), on: legal_date(it.at) }),
        court("not accept", |it| CourtStep::NotAccept {
            ground: NonAcceptanceGround::WrongCourt,
            on: legal_date(it.at),
        }),
        court("ask for more", |it| CourtStep::AskSupplement {
            items: request_supplement().items,
            supply_by: legal_date(it.at),
        }),
        court("confirm", |it| CourtStep::Confirm {
            ruling_no: number(),
            ruled_on: legal_date(it.at),
            served_on: legal_date(it.at),
        }),
        court("dismiss", |it| CourtStep::Dismiss {
            ruling_no: number(),
            grounds: vec![DismissalGround::Unclear],
            ruled_on: legal_date(it.at),
            not_acceptable: None,
        }),
        court("begin review", |it| CourtStep::BeginReview { on: legal_date(it.at), attend_on: None }),
        court("extend review", |it| CourtStep::ExtendReview { on: legal_date(it.at) }),
        court("withdraw", |it| CourtStep::Withdraw { deemed: false, on: legal_date(it.at) }),
        court("treat as withdrawn", |it| CourtStep::Withdraw { deemed: true, on: legal_date(it.at) }),
        court("take a party's objection", |it| CourtStep::TakeObjection {
            objector: Objector::Party { party: APPLICANT },
            lodged_on: legal_date(it.at),
            by_leave: false,
        }),
        court("uphold", |it| CourtStep::DecideObjection {
            outcome: ObjectionOutcome::Upheld,
            ruling_no: number(),
            ruled_on: legal_date(it.at),
            change: None,
        }),
        by(agent(), "", AbandonConfirmation { reason: None, ..abandon_confirmation() }),
        by(clerk(), "", LapseConfirmation),
        by(clerk(), "a notary's instrument", notarised()),
        by(clerk(), "a payment order", order_applied()),
        by(clerk(), "the court's paper", court_paper()),
        by(clerk(), "an arbitral paper", arbitral_paper()),
        by(clerk(), "a suit", suit()),
    ]
}

fn number() -> domain::court_number::CourtCaseNumber {
    court_number("（2026）粤0104诉前调确1716号")
}

fn endings() -> Vec<Ask> {
    vec![
        then("report_performance", "in full", |it| {
            (clerk(), ReportPerformance { performed_on: legal_date(it.at), ..report_performance() })
        }),
        by(applicant(), "", confirm_receipt()),
        by(clerk(), "", urge_performance()),
        by(
            applicant(),
            "refused outright",
            DeclareDefault { ground: DefaultGround::Refused, asked_by: Some(APPLICANT), ..declare_default() },
        ),
        by(clerk(), "overdue", declare_default()),
        by(applicant(), "", waive_obligation()),
        then("record_enforcement", "", |it| {
            (applicant(), RecordEnforcement { applied_on: legal_date(it.at), ..record_enforcement() })
        }),
        then("record_follow_up", "", |it| {
            (clerk(), RecordFollowUp { called_on: legal_date(it.at), ..record_follow_up() })
        }),
        by(applicant(), "", withdraw_application()),
        by(director(), "E04 unreachable", terminate(Termination::Unreachable)),
        by(director(), "E05 too far apart", terminate(Termination::TooFarApart)),
        by(director(), "E06 period expired", terminate(Termination::PeriodExpired)),
        by(director(), "E07 refused to sign", terminate(Termination::RefusedToSign)),
        by(clerk(), "E08 bad faith, by a clerk", terminate(Termination::BadFaith)),
        by(mediator(), "", record_undisputed_facts()),
        by(agent(), "", sign_facts(BANK)),
        by(agent(), "", refuse_facts(BANK)),
        by(clerk(), "", CloseCase),
        by(clerk(), "", assignment()),
        by(clerk(), "", sign_receipt()),
        by(clerk(), "", report()),
        by(clerk(), "", propose_transfer()),
        by(director_of_foshan(), "", accept_transfer()),
        by(director_of_foshan(), "", decline_transfer()),
        by(clerk(), "", WithdrawTransfer),
        by(director(), "", dispute_transfer()),
        by(federation(), "the case moves", decide_transfer(true)),
        by(federation(), "the case stays", decide_transfer(false)),
        by(the_house(), "T02", fire_timer(Timer::T02, "2026-10-19")),
        by(the_house(), "T20", follow_up_performance("2026-10-27")),
        by(the_house(), "T07", fire_timer(Timer::T07, "2026-10-28")),
        by(the_house(), "", recompute_deadline(Timer::T05a, "2027-02-15")),
    ]
}
