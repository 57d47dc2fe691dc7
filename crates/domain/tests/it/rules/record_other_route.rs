//! Other ways to enforce an agreement: each with its conditions, none of them a confirmation.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::TrialProcedure;
use domain::deadline::{Basis, Timer};

/// The payment was due on 2026-10-27.
fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-10 09:00")
}

fn status(story: &Story) -> ConfirmationStatus {
    story.filed().settlement().expect("it is in force").confirmation.status
}

/// Everything recorded of other ways, on a settlement nobody asked to be confirmed.
fn after(steps: &[RecordOtherRoute]) -> Story {
    steps.iter().fold(effective(), |story, step| story.and(clerk(), now(), step.clone()))
}

fn served() -> Vec<RecordOtherRoute> {
    vec![order_applied(), order_accepted(), order_issued("2026-11-06")]
}

fn standing(at: &str) -> Rejection {
    Rejection::PaymentOrderStep { standing: at.to_owned() }
}

#[test]
fn none_of_them_touches_the_confirmation() {
    let ways = [notarised(), order_applied(), arbitral_paper(), suit()];
    for way in ways {
        let story = given(effective()).when(clerk(), now(), way).then_stage(StageName::Effective);
        assert_eq!(status(&story), ConfirmationStatus::NotRequested);
    }
}

#[test]
fn a_court_answers_issues_and_waits_for_the_debtor_each_in_its_time() {
    let steps = [
        (order_applied(), Timer::T15, "2026-11-09", Basis::Cpl226),
        (order_accepted(), Timer::T15a, "2026-11-19", Basis::Cpl227),
        (order_issued("2026-11-06"), Timer::T15b, "2026-11-23", Basis::Cpl227),
    ];
    let mut story = effective();
    for (step, timer, due, basis) in steps {
        story = given(story).when(clerk(), now(), step).then(|events| {
            let [Event::PaymentOrderStepRecorded(recorded)] = events else { panic!("{events:?}") };
            let deadline = recorded.step.deadline().expect("it sets a time");
            assert_eq!((deadline.timer, deadline.due_date, deadline.basis), (timer, day(due), basis));
        });
    }
    let takes_effect = order(PaymentOrderStep::TakeEffect { on: day("2026-11-24") });
    let story = given(story).when(clerk(), on("2026-11-24 09:00"), takes_effect).then_stage(StageName::Effective);
    assert!(story.filed().settlement().expect("it is in force").is_enforceable());
}

#[test]
fn a_substantive_objection_ends_the_order_and_begins_a_suit_unless_the_applicant_minds() {
    for (minds, suit) in [(false, true), (true, false)] {
        given(after(&served())).when(clerk(), now(), order_objected(true, minds)).then(|events| {
            let [Event::PaymentOrderStepRecorded(recorded)] = events else { panic!("{events:?}") };
            assert!(matches!(recorded.step, PaymentOrderEvent::Objected { becomes_suit, .. } if becomes_suit == suit));
        });
    }
    let ended = after(&served()).and(clerk(), now(), order_objected(true, false));
    given(ended).when(clerk(), now(), order_applied()).then_stage(StageName::Effective);
}

#[test]
fn pleading_inability_does_not_defeat_the_order() {
    let story = after(&served()).and(clerk(), now(), order_objected(false, false));
    let takes_effect = order(PaymentOrderStep::TakeEffect { on: day("2026-11-24") });
    given(story).when(clerk(), on("2026-11-24 09:00"), takes_effect).then_stage(StageName::Effective);
}

#[test]
fn a_court_that_gives_no_order_leaves_the_other_ways() {
    let refused = [order_applied(), order_refused()];
    given(after(&refused)).when(applicant(), now(), suit()).then_stage(StageName::Effective);
}

#[test]
fn the_court_that_sent_the_dispute_issues_its_own_paper() {
    for referral in [assignment(), entrustment(TrialProcedure::Ordinary)] {
        let story = given(settled_for_court(referral)).when(court(), now(), court_paper());
        assert_eq!(status(&story.then_stage(StageName::Effective)), ConfirmationStatus::NotRequested);
    }
}

refusals! {
    nothing_is_enforced_that_is_not_effective:
        given(signed()).when(clerk(), on("2026-10-21 09:00"), suit())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    what_a_court_has_before_it_is_decided_first:
        given(filed_at_court()).when(clerk(), now(), suit()) => Rejection::ConfirmationPending;
    what_is_confirmed_is_not_sued_on:
        given(confirmed()).when(applicant(), now(), suit()) => Rejection::AlreadyEnforceable;
    what_a_notary_made_enforceable_needs_no_order:
        given(after(&[notarised()])).when(clerk(), now(), order_applied()) => Rejection::AlreadyEnforceable;
    a_notary_needs_the_debtors_consent:
        given(effective()).when(clerk(), now(), without_consent())
        => Rejection::EnforcementConsentMissing { party: BANK };
    a_notary_needs_a_payment:
        given(effective()).when(clerk(), now(), notarised_for(APPLICANT))
        => Rejection::NoPaymentOwed { party: APPLICANT };
    a_debtor_is_a_party:
        given(effective()).when(clerk(), now(), notarised_for(domain::ids::PartyId(uuid::Uuid::from_u128(0xEE))))
        => Rejection::PartyUnknown { party: domain::ids::PartyId(uuid::Uuid::from_u128(0xEE)) };
    one_instrument_is_recorded_once:
        given(after(&[notarised()])).when(clerk(), now(), notarised()) => Rejection::RouteRecorded;
    a_hash_is_a_hash:
        given(effective()).when(clerk(), now(), notarised_with("x")) => Rejection::HashMalformed;
    a_paper_is_younger_than_the_agreement:
        given(effective()).when(clerk(), now(), suit_of("2026-10-20"))
        => Rejection::DateTooEarly { date: day("2026-10-20"), earliest: day("2026-10-21") };
    no_paper_is_from_tomorrow:
        given(effective()).when(clerk(), now(), suit_of("2026-11-11"))
        => Rejection::DateInFuture { date: day("2026-11-11") };
    an_arbitral_body_needs_an_agreement_to_arbitrate:
        given(effective()).when(clerk(), now(), arbitral_paper_without_agreement())
        => Rejection::ArbitrationNotAgreed;
    a_court_paper_needs_a_court_that_sent_the_dispute:
        given(effective()).when(clerk(), now(), court_paper()) => Rejection::NoReferral;
    a_court_paper_is_of_the_court_that_sent_the_dispute:
        given(settled_for_court(assignment())).when(clerk(), now(), court_paper_of("（2026）粤0106诉前调书9号"))
        => Rejection::NumberOfAnotherCourt { court: COURT.to_owned() };
    an_order_goes_step_by_step:
        given(effective()).when(clerk(), now(), order_accepted()) => standing("NOT_ASKED");
    only_what_is_due_is_ordered:
        given(effective()).when(clerk(), on("2026-10-27 09:00"), order_applied_on("2026-10-27"))
        => Rejection::NotYetDue { due: day("2026-10-27") };
    an_order_needs_a_debtor_who_can_be_served_and_owed_nothing_else:
        given(effective()).when(clerk(), now(), order(PaymentOrderStep::Apply {
            court: COURT.to_owned(),
            debtor: BANK,
            on: day("2026-11-04"),
            conditions_met: false,
        })) => Rejection::PaymentOrderConditions;
    a_basic_court_gives_orders:
        given(effective()).when(clerk(), now(), order(PaymentOrderStep::Apply {
            court: "粤01".to_owned(),
            debtor: BANK,
            on: day("2026-11-04"),
            conditions_met: true,
        })) => Rejection::CourtNotCompetent { court: "粤01".to_owned(), competent: vec![] };
    a_debtor_objects_in_time:
        given(after(&served())).when(clerk(), on("2026-11-25 09:00"), order(PaymentOrderStep::Object {
            substantive: true,
            on: day("2026-11-24"),
            applicant_objects_to_suit: false,
        })) => Rejection::PaymentOrderObjectionLate { due: day("2026-11-23") };
    an_order_takes_effect_after_the_debtors_time:
        given(after(&served())).when(clerk(), on("2026-11-23 09:00"), order(PaymentOrderStep::TakeEffect {
            on: day("2026-11-23"),
        })) => Rejection::PeriodRunning { timer: Timer::T15b, due: day("2026-11-23") };
}

#[test]
fn a_payment_order_goes_step_by_step() {
    given(effective()).when(clerk(), now(), order_accepted()).then_rejected(standing("NOT_ASKED"));
    given(after(&[order_applied()])).when(clerk(), now(), order_applied()).then_rejected(standing("APPLIED"));
    let accepted = after(&[order_applied(), order_accepted()]);
    given(accepted).when(clerk(), now(), order_objected(true, false)).then_rejected(standing("ACCEPTED"));
    given(after(&served())).when(clerk(), now(), order_accepted()).then_rejected(standing("ISSUED"));
    let ended = after(&[order_applied(), order_refused()]);
    given(ended).when(clerk(), now(), order_accepted()).then_rejected(standing("ENDED"));
}
