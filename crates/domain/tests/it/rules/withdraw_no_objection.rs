//! The mediator takes a proposal back as long as somebody may still object to it.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::*;
use domain::deadline::Timer;

fn withdraw() -> WithdrawNoObjection {
    WithdrawNoObjection { version: 1 }
}

#[test]
fn what_was_taken_back_binds_nobody_and_the_mediation_goes_on() {
    let story = given(silence_served()).when(mediator(), on("2026-10-28 23:00"), withdraw()).then(|events| {
        let [Event::NoObjectionEnded(ended)] = events else { panic!("{events:?}") };
        assert_eq!((ended.cause, ended.party), (NoObjectionEnding::Withdrawn, None));
    });
    assert!(story.filed().dossier.running.iter().all(|it| it.timer != Timer::T07));
    given(story).when(the_house(), on("2026-10-29 00:10"), fire_timer(Timer::T07, "2026-10-28")).then_nothing();
}

#[test]
fn a_new_mediator_finds_no_proposal_of_the_one_before() {
    let replaced = silence_served().and(director(), on("2026-10-22 09:00"), replace_mediator());
    assert!(replaced.filed().dossier.running.iter().all(|it| it.timer != Timer::T07));
    given(replaced).when(the_house(), on("2026-10-29 00:10"), fire_timer(Timer::T07, "2026-10-28")).then_nothing();
}

refusals! {
    what_silence_has_made_an_agreement_is_not_taken_back:
        given(silence_served()).when(mediator(), on("2026-10-29 00:00"), withdraw())
        => Rejection::DeadlinePassed { timer: Timer::T07, due: day("2026-10-28") };
    only_the_mediator_takes_it_back:
        given(silence_served()).when(clerk(), on("2026-10-22 09:00"), withdraw()) => Rejection::NotInvolved;
    there_is_something_to_take_back:
        given(silence_agreed_to()).when(mediator(), on("2026-10-20 10:00"), withdraw())
        => Rejection::NoObjectionNotOpen { version: 1 };
}
