//! A finding of danger or imbalance names what it rests on; that nothing was found is recorded as well.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ScreeningFinding;
use domain::ids::PartyId;
use uuid::Uuid;

const NOBODY: PartyId = PartyId(Uuid::from_u128(0xFF));

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn that_nothing_was_found_needs_no_indicator() {
    let clear = ScreenRisk {
        finding: secret(ScreeningFinding::Clear),
        indicators: secret(vec![]),
        ..screen_risk()
    };
    given(filed()).when(clerk(), now(), clear).then_stage(StageName::Submitted);
}

refusals! {
    a_case_that_ended_is_not_screened:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), screen_risk())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    a_party_screens_nobody:
        given(filed()).when(agent(), now(), screen_risk()) => Rejection::NotActingFor { party: APPLICANT };
    nobody_unknown_is_in_danger:
        given(filed()).when(clerk(), now(), ScreenRisk { party: NOBODY, ..screen_risk() })
        => Rejection::PartyUnknown { party: NOBODY };
    a_finding_rests_on_something:
        given(filed()).when(clerk(), now(), ScreenRisk { indicators: secret(vec![]), ..screen_risk() })
        => Rejection::NothingGiven;
}
