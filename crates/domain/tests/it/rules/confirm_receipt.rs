//! The creditor says that it has received what was reported.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-29 09:00")
}

fn paid(amount: i64) -> Story {
    let part = ReportPerformance { amount: Some(yuan(amount)), ..report_performance() };
    effective().and(agent(), on("2026-10-28 09:00"), part)
}

fn standing(story: &Story) -> Standing {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    settlement.standing(1)
}

#[test]
fn the_creditor_confirms_what_it_has_received_in_all() {
    let story = given(paid(2_000)).when(applicant(), now(), confirm_receipt()).then(|events| {
        let [Event::ReceiptConfirmed(confirmed)] = events else { panic!("{events:?}") };
        assert_eq!(confirmed.received, Some(yuan(2_000)));
    });
    assert!(standing(&story).receipt_confirmed);
}

#[test]
fn a_further_part_is_to_be_confirmed_again() {
    let rest = ReportPerformance { amount: Some(yuan(3_000)), ..report_performance() };
    let story = paid(2_000).and(applicant(), now(), confirm_receipt()).and(agent(), now(), rest);
    assert!(!standing(&story).receipt_confirmed);
}

#[test]
fn what_was_confirmed_is_so_already() {
    let story = paid(5_000).and(applicant(), now(), confirm_receipt());
    given(story).when(applicant(), now(), confirm_receipt()).then_events([]);
}

#[test]
fn conduct_is_confirmed_without_a_sum() {
    let body = TermBody::Apology { obligor: BANK, due_on: day("2026-10-27") };
    let term = Term { body, wording: Some(secret_long("书面致歉。")) };
    let terms = vec![ProposedTerm { term, amount_in_words: None }];
    let done = ReportPerformance { amount: None, ..report_performance() };
    let story = agreed_on(DraftAgreement { terms, ..draft_agreement() }).and(agent(), on("2026-10-28 09:00"), done);
    given(story).when(applicant(), now(), confirm_receipt()).then(|events| {
        let [Event::ReceiptConfirmed(confirmed)] = events else { panic!("{events:?}") };
        assert_eq!(confirmed.received, None);
    });
}

refusals! {
    nothing_is_confirmed_before_the_agreement_is_effective:
        given(signed()).when(applicant(), now(), confirm_receipt())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    nobody_confirms_for_another:
        given(paid(5_000)).when(agent(), now(), confirm_receipt())
        => Rejection::NotActingFor { party: APPLICANT };
    the_obligation_has_a_number:
        given(paid(5_000)).when(applicant(), now(), ConfirmReceipt { seq: 2, ..confirm_receipt() })
        => Rejection::ObligationUnknown { seq: 2 };
    who_pays_does_not_confirm:
        given(paid(5_000)).when(agent(), now(), ConfirmReceipt { party: BANK, ..confirm_receipt() })
        => Rejection::NotCreditor { seq: 1 };
    there_is_something_to_confirm:
        given(effective()).when(applicant(), now(), confirm_receipt())
        => Rejection::NothingReported { seq: 1 };
}
