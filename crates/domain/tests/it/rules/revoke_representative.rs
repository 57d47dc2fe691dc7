//! An agent is let go by the party at any time, or lays the authority down.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-12 10:00")
}

#[test]
fn a_party_lets_its_agent_go() {
    let story = represented().and(applicant(), now(), revoke_representative());
    assert!(story.filed().dossier.representatives.is_empty());
}

#[test]
fn an_agent_lays_the_authority_down() {
    given(represented()).when(lawyer(), now(), revoke_representative()).then_events([
        Event::RepresentativeRevoked(RepresentativeRevoked {
            representative: LAWYER,
            party: APPLICANT,
            reason: revoke_representative().reason,
        }),
    ]);
}

refusals! {
    a_case_that_ended_keeps_its_agents:
        given(withdrawn()).when(clerk(), on("2026-10-14 09:00"), revoke_representative())
        => Rejection::WrongStage {
            stage: StageName::Terminated,
            allowed: vec![
                StageName::Submitted, StageName::Supplementing, StageName::ConsentPending,
                StageName::MediatorSelection, StageName::MediatorOffered, StageName::InMediation,
                StageName::Signing, StageName::Effective,
            ],
        };
    nobody_is_let_go_twice:
        given(represented().and(applicant(), now(), revoke_representative()))
            .when(applicant(), now(), revoke_representative())
        => Rejection::RepresentativeUnknown { representative: LAWYER };
    the_other_side_does_not_let_an_agent_go:
        given(represented()).when(agent(), now(), revoke_representative())
        => Rejection::NotActingFor { party: APPLICANT };
}
