//! Rights and duties are told once, before the first session.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

#[test]
fn everybody_is_told() {
    given(assigned()).when(mediator(), on("2026-10-14 11:00"), notify_rights()).then_events([
        Event::RightsNotified(RightsNotified { notice: short("2026-01"), parties: vec![APPLICANT, BANK] }),
    ]);
}

#[test]
fn telling_twice_changes_nothing() {
    given(rights_told()).when(mediator(), on("2026-10-14 12:00"), notify_rights()).then_nothing();
}

refusals! {
    nobody_tells_rights_before_somebody_mediates:
        given(offered()).when(clerk(), on("2026-10-14 10:00"), notify_rights())
        => Rejection::WrongStage {
            stage: StageName::MediatorOffered,
            allowed: vec![StageName::InMediation],
        };
}
