//! The applicant supplies what was missing, in time; the time to accept starts anew.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::deadline::{Basis, Timer};

#[test]
fn a_supplement_starts_the_time_to_accept_anew() {
    given(supplementing()).when(applicant(), on("2026-10-15 09:00"), submit_supplement()).then(|events| {
        let [Event::SupplementSubmitted(supplied)] = events else { panic!("{events:?}") };
        assert_eq!(supplied.party, APPLICANT);
        ends(&supplied.accept_by, "2026-10-22", Basis::Practice);
    });
}

#[test]
fn a_clerk_takes_a_supplement_at_the_counter_on_the_last_day() {
    given(supplementing())
        .when(clerk(), on("2026-10-19 23:59"), submit_supplement())
        .then_stage(StageName::Submitted);
}

refusals! {
    nothing_is_supplied_unasked:
        given(filed()).when(applicant(), on("2026-10-13 09:00"), submit_supplement())
        => Rejection::WrongStage { stage: StageName::Submitted, allowed: vec![StageName::Supplementing] };
    the_bank_does_not_supply_for_the_applicant:
        given(supplementing()).when(agent(), on("2026-10-13 09:00"), submit_supplement())
        => Rejection::NotActingFor { party: APPLICANT };
    the_respondent_supplies_nothing:
        given(supplementing())
            .when(clerk(), on("2026-10-13 09:00"), SubmitSupplement { party: BANK, ..submit_supplement() })
        => Rejection::NotActingFor { party: BANK };
    a_supplement_is_late_on_the_day_after:
        given(supplementing()).when(applicant(), on("2026-10-20 00:00"), submit_supplement())
        => Rejection::DeadlinePassed { timer: Timer::T02, due: day("2026-10-19") };
    a_supplement_is_not_empty:
        given(supplementing())
            .when(applicant(), on("2026-10-13 09:00"), SubmitSupplement { documents: vec![], ..submit_supplement() })
        => Rejection::NothingGiven;
    a_document_is_named_by_its_hash:
        given(supplementing()).when(applicant(), on("2026-10-13 09:00"), SubmitSupplement {
            documents: vec![DocumentRef { sha256: sha().to_uppercase(), ..document() }],
            ..submit_supplement()
        }) => Rejection::HashMalformed;
}
