//! The court learns how its referral ended; without an agreement its papers go back whole.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 09:00")
}

fn outcome(story: Story) -> ReferralOutcome {
    let story = given(story).when(clerk(), now(), report()).accepted();
    let Some(Event::ReferralReported(reported)) = story.history().last() else { panic!("not reported") };
    reported.outcome
}

#[test]
fn a_failure_returns_the_papers_and_then_the_case_closes() {
    assert_eq!(outcome(failed_for_court()), ReferralOutcome::Returned);
    given(reported_to_court()).when(clerk(), now(), CloseCase).then_stage(StageName::Closed);
}

#[test]
fn an_agreement_is_filed_for_record_or_handed_over_by_the_kind_of_referral() {
    assert_eq!(outcome(settled_for_court(assignment())), ReferralOutcome::FiledForRecord);
    assert_eq!(outcome(settled_for_court(entrustment(TrialProcedure::Ordinary))), ReferralOutcome::HandedOver);
}

#[test]
fn a_respondent_who_refuses_sends_the_dispute_back() {
    let told = signed_for(assignment())
        .and(clerk(), on("2026-10-12 11:00"), accept_case())
        .and(clerk(), on("2026-10-12 14:00"), notify_respondent())
        .and(agent(), on("2026-10-13 09:00"), refuse_mediation());
    assert_eq!(outcome(told), ReferralOutcome::Returned);
}

#[test]
fn a_dispute_that_is_not_accepted_goes_back() {
    let refused = referred(assignment()).and(director(), on("2026-10-12 11:00"), refuse_acceptance());
    assert_eq!(outcome(refused), ReferralOutcome::Returned);
}

refusals! {
    nothing_is_reported_of_what_no_court_sent:
        given(withdrawn()).when(clerk(), now(), report()) => Rejection::NoReferral;
    nothing_is_reported_before_the_end:
        given(mediated_for_court(assignment())).when(clerk(), now(), report()) => Rejection::WrongStage {
            stage: StageName::InMediation,
            allowed: vec![StageName::NotAccepted, StageName::Effective, StageName::Terminated],
        };
    one_report_is_made:
        given(reported_to_court()).when(clerk(), now(), report()) => Rejection::ReferralAlreadyReported;
    every_paper_goes_back:
        given(failed_for_court()).when(clerk(), now(), ReportReferral { materials_returned: 1, ..report() })
        => Rejection::MaterialsNotReturned { expected: 2, returned: 1 };
    no_more_goes_back_than_came:
        given(settled_for_court(assignment()))
            .when(clerk(), now(), ReportReferral { materials_returned: 3, ..report() })
        => Rejection::MaterialsNotReturned { expected: 2, returned: 3 };
    a_fact_is_told_when_everybody_agreed:
        given(failed_for_court())
            .when(clerk(), now(), ReportReferral { facts_agreed_by: vec![APPLICANT], ..report() })
        => Rejection::FactsNotAgreed { missing: vec![BANK] };
    a_report_has_an_end:
        given(failed_for_court())
            .when(clerk(), now(), ReportReferral { undisputed: vec![report().undisputed.remove(0); 101], ..report() })
        => Rejection::TooMany { limit: 100 };
}
