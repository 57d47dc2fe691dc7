//! The customer does not accept the opinion: it was advice, and the mediation ends.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::{Remedy, Termination};

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-21 09:00")
}

#[test]
fn the_mediation_ends_as_the_parties_are_too_far_apart_and_other_ways_are_told() {
    given(opined()).when(applicant(), now(), decline_opinion()).then(|events| {
        let [Event::OpinionDeclined(declined), Event::MediationTerminated(ended)] = events else {
            panic!("{events:?}")
        };
        assert_eq!((declined.party, declined.version), (APPLICANT, 1));
        assert_eq!((ended.code, ended.remedies.as_slice()), (Termination::TooFarApart, Remedy::ALL));
    });
}

#[test]
fn nobody_is_bound_by_an_opinion_that_was_not_accepted() {
    let story = given(opined()).when(applicant(), now(), decline_opinion()).accepted();
    assert_eq!((story.case().stage_name(), story.filed().settlement()), (StageName::Terminated, None));
}

refusals! {
    the_bank_cannot_decline_what_it_promised:
        given(opined()).when(agent(), now(), DeclineOpinion { party: BANK, ..decline_opinion() })
        => Rejection::OpinionNotAddressed { party: BANK };
    no_opinion_is_there:
        given(talks_failed()).when(applicant(), now(), decline_opinion()) => Rejection::NoOpinion;
}
