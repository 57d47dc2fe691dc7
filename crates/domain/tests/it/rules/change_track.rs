//! The track is changed by a decision with its reason, within the ceiling and for as many mediators as were found.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::Track;
use domain::deadline::Timer;
use domain::money::Fen;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-14 09:00")
}

fn to(track: Track) -> ChangeTrack {
    ChangeTrack { track, ..change_track() }
}

#[test]
fn the_decision_keeps_both_tracks_and_its_reason_sealed() {
    given(consented()).when(clerk(), now(), change_track()).then(|events| {
        let [Event::TrackChanged(changed)] = events else { panic!("{events:?}") };
        assert_eq!((changed.from, changed.to), (Track::Ordinary, Track::Complex));
        assert!(events[0].encode().is_err(), "a clear reason would be written");
    });
}

#[test]
fn a_complex_case_needs_three_mediators_from_then_on() {
    let changed = consented().and(clerk(), now(), change_track());
    given(changed)
        .when(clerk(), now(), offer_mediator())
        .then_rejected(Rejection::NumberOfMediators { needed: 3 });
}

#[test]
fn a_mediator_at_work_stays_where_the_number_is_the_same() {
    given(rights_told())
        .when(clerk(), on("2026-10-20 09:00"), to(Track::Simple))
        .then_stage(StageName::InMediation);
}

#[test]
fn a_claim_at_the_ceiling_is_small_enough() {
    given(consented())
        .under(|rules| rules.small_ceiling = Fen::of_yuan(8_600))
        .when(clerk(), now(), to(Track::Small))
        .then_stage(StageName::MediatorSelection);
}

#[test]
fn a_memorandum_signed_since_binds_from_now_on() {
    let simple = ChangeTrack { track: Track::Simple, memoranda: vec![memorandum()], ..change_track() };
    given(notified()).when(clerk(), on("2026-10-13 09:00"), simple).then(|events| {
        let [Event::TrackChanged(changed), Event::ConsentGiven(given)] = events else { panic!("{events:?}") };
        let finish_by = changed.fast_track.as_ref().map(|it| it.finish_by.due_date);
        assert_eq!((finish_by, given.party), (Some(day("2026-10-27")), BANK));
    });
}

#[test]
fn a_case_on_the_fast_track_keeps_its_clock_and_leaves_it_when_it_is_complex() {
    let simple = ChangeTrack { track: Track::Simple, ..change_track() };
    let t21 = |story: &Story| {
        let mut running = story.filed().dossier.running.iter();
        running.find(|it| it.timer == Timer::T21).map(|it| it.due_date)
    };
    let kept = small().and(clerk(), on("2026-10-13 09:00"), simple);
    assert_eq!(t21(&kept), Some(day("2026-10-26")));
    assert_eq!(t21(&kept.and(clerk(), on("2026-10-14 09:00"), change_track())), None);
}

refusals! {
    a_case_that_is_not_accepted_has_no_track:
        given(filed()).when(clerk(), on("2026-10-12 09:30"), change_track())
        => Rejection::WrongStage {
            stage: StageName::Submitted,
            allowed: vec![
                StageName::ConsentPending, StageName::MediatorSelection,
                StageName::MediatorOffered, StageName::InMediation,
            ],
        };
    the_same_track_is_no_change:
        given(consented()).when(clerk(), now(), to(Track::Ordinary))
        => Rejection::TrackUnchanged { track: Track::Ordinary };
    a_fen_above_the_ceiling_is_too_much:
        given(consented())
            .under(|rules| rules.simple_ceiling = Fen::positive(859_999).unwrap())
            .when(clerk(), now(), to(Track::Simple))
        => Rejection::TrackCeilingExceeded {
            track: Track::Simple, ceiling: Fen::positive(859_999).unwrap(), claim: Fen::of_yuan(8_600),
        };
    one_mediator_at_work_is_not_made_three:
        given(rights_told()).when(clerk(), on("2026-10-20 09:00"), change_track())
        => Rejection::PanelOfAnotherNumber { needed: 3 };
    a_list_that_is_out_was_sent_for_its_number:
        given(listed()).when(clerk(), on("2026-10-14 11:00"), change_track())
        => Rejection::PanelOfAnotherNumber { needed: 3 };
    nothing_changes_while_an_opinion_waits:
        given(opined()).when(clerk(), on("2026-10-21 09:00"), change_track())
        => Rejection::OpinionPending { due: day("2026-10-27") };
}
