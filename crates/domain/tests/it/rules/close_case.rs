//! A case closes when nothing is left to perform and nothing is pending at court.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-06 09:00")
}

#[test]
fn a_closed_case_is_archived_within_thirty_days() {
    let story = given(performed()).when(clerk(), now(), CloseCase).then(|events| {
        let [Event::CaseClosed(closed)] = events else { panic!("{events:?}") };
        rolls(&closed.archive_by, "2026-12-06", "2026-12-07", Basis::Practice);
    });
    assert_eq!(story.filed().stage, Stage::Closed);
}

#[test]
fn a_settlement_performed_without_a_court_closes() {
    given(effective().and(agent(), on("2026-10-28 09:00"), report_performance()))
        .when(clerk(), now(), CloseCase)
        .then_stage(StageName::Closed);
}

#[test]
fn a_refused_a_withdrawn_and_a_failed_case_close() {
    let failed = closed_session().and(mediator(), on("2026-10-20 09:00"), terminate_mediation());
    for story in [refused(), withdrawn(), failed] {
        given(story).when(clerk(), now(), CloseCase).then_stage(StageName::Closed);
    }
}

/// The account of the mediator, with the rights of a clerk.
fn mediator_at_the_desk() -> domain::occasion::Actor {
    domain::occasion::Actor { user: mediator().user, ..clerk() }
}

refusals! {
    who_mediated_does_not_close_the_case_as_well:
        given(performed()).when(mediator_at_the_desk(), now(), CloseCase) => Rejection::MediatorCloses;
    a_case_in_mediation_does_not_close:
        given(assigned()).when(clerk(), now(), CloseCase)
        => Rejection::WrongStage {
            stage: StageName::InMediation,
            allowed: vec![StageName::NotAccepted, StageName::Effective, StageName::Terminated],
        };
    a_case_closes_once:
        given(case_closed()).when(clerk(), now(), CloseCase)
        => Rejection::WrongStage {
            stage: StageName::Closed,
            allowed: vec![StageName::NotAccepted, StageName::Effective, StageName::Terminated],
        };
    a_case_with_open_obligations_does_not_close:
        given(confirmed()).when(clerk(), now(), CloseCase) => Rejection::ObligationsOpen { seqs: vec![1] };
    a_case_before_the_court_does_not_close:
        given(under_review().and(agent(), on("2026-10-28 09:00"), report_performance()))
            .when(clerk(), now(), CloseCase)
        => Rejection::ConfirmationPending;
    a_case_in_which_the_court_waits_for_papers_does_not_close:
        given(asked_for_more().and(agent(), on("2026-10-28 09:00"), report_performance()))
            .when(clerk(), now(), CloseCase)
        => Rejection::ConfirmationPending;
    the_court_is_told_before_the_case_closes:
        given(failed_for_court()).when(clerk(), now(), CloseCase) => Rejection::ReferralNotReported;
}
