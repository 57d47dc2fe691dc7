//! When the time is over, silence is no objection.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;

fn later() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-19 09:00")
}

#[test]
fn who_says_nothing_objects_to_nobody() {
    let story =
        listed().and(applicant(), on("2026-10-15 09:00"), answer_list(APPLICANT, &[MEDIATOR], &[FREE[1]]));
    let story = given(story).when(clerk(), later(), close_mediator_list()).then(|events| {
        let [Event::MediatorListClosed(closed), Event::MediatorOffered(offered)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((closed.silent.as_slice(), closed.chosen.as_slice()), (&[BANK][..], &[FREE[1]][..]));
        assert_eq!(offered.mediator, FREE[1]);
    });
    assert_eq!(story.case().stage_name(), StageName::MediatorOffered);
}

refusals! {
    a_list_is_closed_while_a_mediator_is_chosen:
        given(offered()).when(clerk(), later(), close_mediator_list())
        => Rejection::WrongStage { stage: StageName::MediatorOffered, allowed: vec![StageName::MediatorSelection] };
    there_is_no_list_to_close:
        given(choosing()).when(clerk(), later(), close_mediator_list()) => Rejection::ListNotOpen;
    the_parties_have_their_time:
        given(listed()).when(clerk(), on("2026-10-16 18:00"), close_mediator_list())
        => Rejection::ListStillOpen { due: day("2026-10-16") };
}
