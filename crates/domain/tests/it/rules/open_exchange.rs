//! A session in writing: everybody speaks when he can, with everybody's consent, until a day that is told.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::ConsentMatter;
use domain::deadline::Basis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 15:00")
}

fn agreed(story: Story) -> Story {
    let matter = &[ConsentMatter::Asynchronous];
    story.and(applicant(), on("2026-10-14 14:00"), consent_of(APPLICANT, matter)).and(
        agent(),
        on("2026-10-14 14:10"),
        consent_of(BANK, matter),
    )
}

#[test]
fn statements_have_five_working_days_where_nothing_else_is_said() {
    given(agreed(rights_told())).when(mediator(), now(), open_exchange()).then(|events| {
        let [Event::ExchangeOpened(opened)] = events else { panic!("{events:?}") };
        ends(&opened.answer_by, "2026-10-21", Basis::Practice);
    });
}

refusals! {
    nothing_is_exchanged_after_the_mediation:
        given(effective()).when(mediator(), on("2026-10-22 09:00"), open_exchange())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    one_session_at_a_time:
        given(exchanging()).when(mediator(), now(), OpenExchange { session: OTHER_SESSION, ..open_exchange() })
        => Rejection::SessionStillLive;
    rights_are_told_first:
        given(agreed(assigned())).when(mediator(), now(), open_exchange()) => Rejection::RightsNotNotified;
    everybody_agrees_to_meet_online:
        given(agreed(rights_told()).and(agent(), now(), revoke(BANK, ConsentMatter::Online)))
            .when(mediator(), now(), open_exchange())
        => Rejection::ConsentMissing { matter: ConsentMatter::Online, parties: vec![BANK] };
    everybody_agrees_to_speak_at_different_times:
        given(rights_told()).when(mediator(), now(), open_exchange())
        => Rejection::ConsentMissing { matter: ConsentMatter::Asynchronous, parties: vec![APPLICANT, BANK] };
    statements_have_a_day_at_least:
        given(agreed(rights_told())).when(mediator(), now(), OpenExchange { days: Some(0), ..open_exchange() })
        => Rejection::DaysOutOfRange { longest: 90 };
    statements_end_within_the_period:
        given(agreed(rights_told())).when(mediator(), now(), OpenExchange { days: Some(60), ..open_exchange() })
        => Rejection::AfterMediationPeriod { due: day("2026-11-11") };
}
