//! On the fast track the mediator says an opinion when the talks have failed.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::money::Fen;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-20 09:00")
}
fn awarding(terms: Vec<ProposedTerm>) -> IssueOpinion {
    IssueOpinion { terms, ..issue_opinion() }
}
fn waiver(amount: Fen) -> ProposedTerm {
    clause(TermBody::Waiver { creditor: BANK, amount, item: None })
}
/// The bank would not sign what was written down.
fn drafted_in_vain() -> Story {
    talks_failed().and(mediator(), on("2026-10-19 17:00"), draft_agreement())
}
/// Another branch came in that has signed nothing.
fn joined_since() -> Story {
    let consent = Some(domain::classification::DeclarationForm::Written);
    talks_failed().and(clerk(), on("2026-10-19 17:00"), JoinParty { consent, ..join_branch() })
}

#[test]
fn the_customer_has_five_working_days_and_is_told_what_binds_the_bank() {
    given(talks_failed()).when(mediator(), now(), issue_opinion()).then(|events| {
        let [Event::OpinionIssued(opinion)] = events else { panic!("{events:?}") };
        assert_eq!(opinion.opinion_no, short("粤广州金调字〔2026〕1号-意1"));
        assert_eq!((opinion.version, opinion.settled_fen), (1, yuan(5_000)));
        assert_eq!(opinion.accept_by.due_date, day("2026-10-27"));
        assert_eq!(opinion.bound, [memorandum()]);
    });
}

#[test]
fn an_offer_the_other_side_declined_is_a_talk_that_failed() {
    let declined = small_mediated().and(agent(), on("2026-10-14 15:00"), offer_of_bank()).and(
        applicant(),
        on("2026-10-15 09:00"),
        object_to_proposal(APPLICANT),
    );
    given(declined).when(mediator(), now(), issue_opinion()).then_stage(StageName::InMediation);
}

#[test]
fn a_text_that_was_not_signed_is_void_when_an_opinion_is_issued() {
    let story = given(drafted_in_vain()).when(mediator(), now(), issue_opinion()).accepted();
    let Stage::InMediation { assignment, .. } = &story.filed().stage else { panic!("not in mediation") };
    assert_eq!(assignment.talks.opinion.as_ref().map(|opinion| opinion.version), Some(2));
}

#[test]
fn who_leaves_takes_the_opinion_along() {
    let story = opined().and(director(), on("2026-10-21 09:00"), replace_mediator());
    assert!(story.filed().dossier.running.iter().all(|it| it.timer != domain::deadline::Timer::Opinion));
    story
        .and(clerk(), on("2026-10-21 10:00"), OfferMediator { mediator: another(), ..offer_mediator() })
        .when(applicant(), on("2026-10-21 11:00"), accept_opinion())
        .then_rejected(Rejection::WrongStage {
            stage: StageName::MediatorOffered,
            allowed: vec![StageName::InMediation],
        });
}
fn another() -> domain::mediator::MediatorFacts {
    domain::mediator::MediatorFacts::new(FREE[0])
}

refusals! {
    without_a_memorandum_there_is_nothing_to_bind_the_bank:
        given(closed_session()).when(mediator(), now(), issue_opinion()) => Rejection::NotOnFastTrack;
    nobody_has_talked_yet:
        given(small_mediated()).when(mediator(), now(), issue_opinion()) => Rejection::NoSessionHeld;
    a_session_is_planned:
        given(small_mediated().and(mediator(), on("2026-10-14 15:00"), schedule_session()))
            .when(mediator(), on("2026-10-14 16:00"), issue_opinion())
        => Rejection::SessionStillLive;
    one_opinion_is_enough:
        given(opined()).when(mediator(), on("2026-10-21 09:00"), issue_opinion())
        => Rejection::OpinionPending { due: day("2026-10-27") };
    a_stranger_to_the_memorandum_came_in:
        given(joined_since()).when(mediator(), now(), issue_opinion())
        => Rejection::MemorandumMissing { parties: vec![NEWCOMER] };
    an_opinion_that_says_nothing:
        given(talks_failed()).when(mediator(), now(), awarding(vec![])) => Rejection::NothingGiven;
    a_clause_nobody_could_perform:
        given(talks_failed()).when(mediator(), now(), awarding(vec![clause(payment(1, "2026-10-01"))]))
        => Rejection::TermUnclear { clauses: vec![UnclearClause { clause: 1, problem: TermProblem::DateInPast(day("2026-10-01")) }] };
    more_than_the_bank_bound_itself_for:
        given(talks_failed()).when(mediator(), now(), awarding(vec![clause(payment(10_001, "2026-11-03"))]))
        => Rejection::OpinionAboveCeiling { ceiling: yuan(10_000), award: yuan(10_001) };
    what_the_bank_would_give_up_counts_as_well:
        given(talks_failed())
            .when(mediator(), now(), awarding(vec![clause(payment(9_000, "2026-11-03")), waiver(yuan(1_001))]))
        => Rejection::OpinionAboveCeiling { ceiling: yuan(10_000), award: yuan(10_001) };
    more_than_anybody_could_count:
        given(talks_failed()).when(mediator(), now(), awarding(vec![waiver(Fen::MAX), waiver(Fen::MAX)]))
        => Rejection::ClaimTooLarge;
    nothing_goes_on_while_the_mediation_stands:
        given(talks_failed().and(mediator(), on("2026-10-19 17:00"), suspend_mediation()))
            .when(mediator(), now(), issue_opinion())
        => Rejection::MediationStands { reason: suspend_mediation().reason };
}
