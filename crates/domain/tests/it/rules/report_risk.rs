//! A danger is reported by the house, on a day between the application and today.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn a_mediator_reports_a_danger() {
    given(open()).when(mediator(), on("2026-10-19 14:30"), report_risk()).then(|events| {
        let [Event::RiskReported(reported)] = events else { panic!("{events:?}") };
        assert_eq!(reported.reported_on, day("2026-10-12"));
    });
}

refusals! {
    a_case_that_ended_has_no_dangers:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), report_risk())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    a_party_reports_elsewhere:
        given(filed()).when(applicant(), now(), report_risk()) => Rejection::NotInvolved;
    nothing_was_reported_tomorrow:
        given(filed()).when(clerk(), now(), ReportRisk { reported_on: day("2026-10-13"), ..report_risk() })
        => Rejection::DateInFuture { date: day("2026-10-13") };
    nothing_was_reported_before_the_case:
        given(filed()).when(clerk(), now(), ReportRisk { reported_on: day("2026-10-11"), ..report_risk() })
        => Rejection::DateTooEarly { date: day("2026-10-11"), earliest: day("2026-10-12") };
}
