//! An authority is widened, narrowed, lengthened or shortened by the party; what was done under the old one stands.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn the_new_authority_holds_from_now_on() {
    let story = represented().and(applicant(), now(), change_authority());
    assert_eq!(story.filed().dossier.representatives[0].authority, change_authority().authority);
}

refusals! {
    a_closed_case_keeps_its_authorities:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), change_authority())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    nobody_has_no_authority:
        given(filed()).when(clerk(), now(), change_authority())
        => Rejection::RepresentativeUnknown { representative: LAWYER };
    an_agent_does_not_widen_his_own_authority:
        given(represented()).when(lawyer(), now(), change_authority())
        => Rejection::NotActingFor { party: APPLICANT };
    a_changed_authority_ends_after_it_begins:
        given(represented()).when(applicant(), now(), ChangeAuthority {
            authority: Authority { valid_to: Some(day("2026-09-01")), ..authority() }, ..change_authority()
        }) => Rejection::AuthorityPeriod { valid_from: day("2026-10-01"), valid_to: day("2026-09-01") };
}
