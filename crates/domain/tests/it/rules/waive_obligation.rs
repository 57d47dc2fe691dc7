//! The creditor gives up what is left.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-28 10:00")
}

#[test]
fn the_creditor_gives_up_the_rest_and_the_case_closes() {
    let part = ReportPerformance { amount: Some(yuan(4_000)), ..report_performance() };
    let story = effective().and(agent(), on("2026-10-28 09:00"), part);
    let story = given(story).when(applicant(), now(), waive_obligation()).then(|events| {
        let [Event::ObligationWaived(waived)] = events else { panic!("{events:?}") };
        assert_eq!(waived.given_up, Some(yuan(1_000)));
    });
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    let state = settlement.standing(1).state(&settlement.obligations[0], day("2026-10-28"));
    assert_eq!(state, ObligationState::Waived);
    given(story).when(clerk(), on("2026-10-29 09:00"), CloseCase).then_stage(StageName::Closed);
}

refusals! {
    nothing_is_given_up_before_the_agreement_is_effective:
        given(signed()).when(applicant(), now(), waive_obligation())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    nobody_gives_up_what_is_owed_to_another:
        given(effective()).when(agent(), now(), waive_obligation())
        => Rejection::NotActingFor { party: APPLICANT };
    who_owes_gives_up_nothing:
        given(effective()).when(agent(), now(), WaiveObligation { party: BANK, ..waive_obligation() })
        => Rejection::NotCreditor { seq: 1 };
    what_is_paid_is_not_given_up:
        given(performed()).when(applicant(), on("2026-11-05 10:00"), waive_obligation())
        => Rejection::ObligationComplete { seq: 1 };
    it_is_given_up_once:
        given(effective().and(applicant(), now(), waive_obligation())).when(applicant(), now(), waive_obligation())
        => Rejection::ObligationDischarged { seq: 1 };
}
