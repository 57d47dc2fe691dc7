//! What was paid or done, never more than is owed.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-28 09:00")
}

fn paid(amount: i64, performed_on: &str) -> ReportPerformance {
    ReportPerformance { amount: Some(yuan(amount)), performed_on: day(performed_on), ..report_performance() }
}

/// The bank promised to apologise.
fn promised_conduct() -> Story {
    let body = TermBody::Apology { obligor: BANK, due_on: day("2026-10-27") };
    let term = Term { body, wording: Some(secret_long("书面致歉。")) };
    let terms = vec![ProposedTerm { term, amount_in_words: None }];
    agreed_on(DraftAgreement { terms, ..draft_agreement() })
}

fn outcome(story: Story, report: ReportPerformance) -> (bool, bool) {
    let mut seen = None;
    story.when(agent(), now(), report).then(|events| {
        let [Event::ObligationPerformed(performed)] = events else { panic!("{events:?}") };
        seen = Some((performed.complete, performed.late));
    });
    seen.unwrap()
}

#[test]
fn a_payment_on_the_last_day_is_complete_and_in_time() {
    assert_eq!(outcome(effective(), paid(5_000, "2026-10-27")), (true, false));
}

#[test]
fn a_payment_on_the_day_after_is_late() {
    assert_eq!(outcome(effective(), paid(5_000, "2026-10-28")), (true, true));
}

#[test]
fn parts_add_up_to_the_whole() {
    let part = effective().and(agent(), on("2026-10-22 09:00"), paid(2_000, "2026-10-22"));
    assert_eq!(outcome(part.clone(), paid(2_999, "2026-10-27")), (false, false));
    assert_eq!(outcome(part, paid(3_000, "2026-10-27")), (true, false));
}

#[test]
fn paying_a_part_interrupts_the_limitation_of_the_rest() {
    for (amount, interrupted) in [(2_000, Some(day("2026-10-27"))), (5_000, None)] {
        given(effective()).when(agent(), now(), paid(amount, "2026-10-27")).then(|events| {
            let [Event::ObligationPerformed(performed)] = events else { panic!("{events:?}") };
            assert_eq!(performed.limitation_interrupted_on, interrupted);
        });
    }
}

#[test]
fn what_is_paid_when_everybody_signs_is_performed_at_once() {
    for (on_day, immediate) in [("2026-10-21", true), ("2026-10-22", false)] {
        given(effective()).when(agent(), now(), paid(5_000, on_day)).then(|events| {
            let [Event::ObligationPerformed(performed)] = events else { panic!("{events:?}") };
            assert_eq!(performed.immediate, immediate);
        });
    }
}

#[test]
fn either_side_and_the_centre_report() {
    for by in [applicant(), agent(), clerk(), director()] {
        given(effective()).when(by, now(), report_performance()).then_stage(StageName::Effective);
    }
}

#[test]
fn conduct_is_performed_without_an_amount() {
    assert_eq!(outcome(promised_conduct(), ReportPerformance { amount: None, ..report_performance() }), (true, false));
}

refusals! {
    nothing_is_performed_before_the_agreement_is_effective:
        given(signed()).when(agent(), on("2026-10-20 13:00"), report_performance())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    the_mediator_does_not_report:
        given(effective()).when(mediator(), now(), report_performance()) => Rejection::NotInvolved;
    an_obligation_has_a_number:
        given(effective()).when(agent(), now(), ReportPerformance { seq: 2, ..report_performance() })
        => Rejection::ObligationUnknown { seq: 2 };
    what_was_given_up_is_not_performed:
        given(effective().and(applicant(), on("2026-10-28 08:00"), waive_obligation()))
            .when(agent(), now(), report_performance())
        => Rejection::ObligationDischarged { seq: 1 };
    what_is_performed_is_not_performed_again:
        given(performed()).when(agent(), on("2026-11-05 10:00"), report_performance())
        => Rejection::ObligationComplete { seq: 1 };
    nothing_is_performed_tomorrow:
        given(effective()).when(agent(), now(), paid(5_000, "2026-10-29"))
        => Rejection::DateInFuture { date: day("2026-10-29") };
    a_payment_has_an_amount:
        given(effective()).when(agent(), now(), ReportPerformance { amount: None, ..report_performance() })
        => Rejection::AmountMismatch { seq: 1 };
    paying_nothing_is_no_payment:
        given(effective()).when(agent(), now(), ReportPerformance {
            amount: Some(domain::money::Fen::ZERO),
            ..report_performance()
        }) => Rejection::AmountMismatch { seq: 1 };
    conduct_has_no_amount:
        given(promised_conduct()).when(agent(), now(), report_performance())
        => Rejection::AmountMismatch { seq: 1 };
    nobody_pays_more_than_is_owed:
        given(effective().and(agent(), on("2026-10-22 09:00"), paid(2_000, "2026-10-22")))
            .when(agent(), now(), paid(3_001, "2026-10-27"))
        => Rejection::AmountExceeds { outstanding: yuan(3_000) };
}
