//! A session that goes on is interrupted.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

#[test]
fn the_time_it_went_on_is_kept() {
    given(open()).when(mediator(), on("2026-10-19 15:00"), adjourn_session()).then(|events| {
        let [Event::SessionAdjourned(adjourned)] = events else { panic!("{events:?}") };
        assert_eq!(adjourned.held_s, 3_600);
    });
}

#[test]
fn an_adjourned_session_can_be_cancelled() {
    given(open())
        .and(mediator(), on("2026-10-19 15:00"), adjourn_session())
        .when(clerk(), on("2026-10-20 09:00"), cancel_session())
        .then_stage(StageName::InMediation);
}

refusals! {
    only_a_case_in_mediation_is_adjourned:
        given(effective()).when(clerk(), on("2026-10-22 09:00"), adjourn_session())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    an_unknown_session_is_not_adjourned:
        given(open())
            .when(mediator(), on("2026-10-19 15:00"), AdjournSession { session: OTHER_SESSION, ..adjourn_session() })
        => Rejection::SessionUnknown;
    a_session_is_opened_before_it_is_adjourned:
        given(scheduled()).when(mediator(), on("2026-10-19 15:00"), adjourn_session())
        => Rejection::SessionNotOpen;
    a_session_in_writing_is_not_interrupted:
        given(exchanging()).when(mediator(), on("2026-10-15 09:00"), adjourn_session())
        => Rejection::ExchangeHasNoHour;
}
