//! What is said in a session held in writing, until its last day.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::Timer;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-15 09:00")
}

fn as_bank() -> PostStatement {
    post_statement(Some(BANK))
}

fn talkative() -> Story {
    (0..500).fold(exchanging(), |story, _| story.and(agent(), now(), as_bank()))
}

#[test]
fn statements_are_numbered_whoever_makes_them() {
    given(exchanging()).and(agent(), now(), as_bank()).when(mediator(), now(), post_statement(None)).then(
        |events| {
            let [Event::StatementPosted(posted)] = events else { panic!("{events:?}") };
            assert_eq!((posted.statement, posted.by), (2, Proposer::Mediator(MEDIATOR)));
        },
    );
}

refusals! {
    nothing_is_said_after_the_mediation:
        given(effective()).when(agent(), on("2026-10-22 09:00"), as_bank())
        => Rejection::WrongStage { stage: StageName::Effective, allowed: vec![StageName::InMediation] };
    nothing_is_said_in_an_unknown_session:
        given(exchanging()).when(agent(), now(), PostStatement { session: OTHER_SESSION, ..as_bank() })
        => Rejection::SessionUnknown;
    nothing_is_said_in_a_session_that_is_only_planned:
        given(scheduled()).when(agent(), now(), as_bank()) => Rejection::SessionNotOpen;
    in_a_session_with_an_hour_one_speaks:
        given(open()).when(agent(), on("2026-10-19 14:30"), as_bank()) => Rejection::NotAnExchange;
    nothing_is_said_after_the_last_day:
        given(exchanging()).when(agent(), on("2026-10-22 09:00"), as_bank())
        => Rejection::DeadlinePassed { timer: Timer::Exchange, due: day("2026-10-21") };
    a_clerk_says_for_whom:
        given(exchanging()).when(clerk(), now(), post_statement(None)) => Rejection::NothingGiven;
    nobody_speaks_for_the_other_side:
        given(exchanging()).when(applicant(), now(), as_bank()) => Rejection::NotActingFor { party: BANK };
    five_hundred_statements_are_enough:
        given(talkative()).when(agent(), now(), as_bank()) => Rejection::TooMany { limit: 500 };
}
