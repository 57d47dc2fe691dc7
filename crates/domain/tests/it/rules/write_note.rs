//! A mediator's own notes.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 15:00")
}

fn many() -> Story {
    (0..1_000).fold(open(), |story, _| story.and(mediator(), now(), write_note()))
}

#[test]
fn notes_are_numbered_and_name_their_author() {
    given(open()).and(mediator(), now(), write_note()).when(mediator(), now(), write_note()).then(|events| {
        let [Event::NoteWritten(note)] = events else { panic!("{events:?}") };
        assert_eq!((note.note, note.author), (2, MEDIATOR));
        assert!(events[0].encode().is_err(), "the clear text would be written");
    });
}

refusals! {
    nothing_is_noted_before_a_mediator_works:
        given(consented()).when(clerk(), on("2026-10-14 09:00"), write_note())
        => Rejection::WrongStage {
            stage: StageName::MediatorSelection, allowed: vec![StageName::InMediation, StageName::Signing] };
    nobody_else_writes_a_mediators_notes:
        given(open()).when(director(), now(), write_note()) => Rejection::NotInvolved;
    a_thousand_notes_are_enough:
        given(many()).when(mediator(), now(), write_note()) => Rejection::TooMany { limit: 1_000 };
}
