//! What was called for in vain, or refused outright; and the instalments to come.

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::DefaultGround;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-11-02 09:00")
}

fn refused_outright() -> DeclareDefault {
    DeclareDefault { ground: DefaultGround::Refused, ..declare_default() }
}

fn accelerate(seq: u32) -> DeclareDefault {
    DeclareDefault { seq, accelerate: true, ..declare_default() }
}

/// The second part of three is over its day and was called for.
fn second_part_urged(draft: DraftAgreement) -> Story {
    agreed_on(draft).and(clerk(), on("2026-11-30 09:00"), UrgePerformance { seq: 2, ..urge_performance() })
}

fn states(story: &Story, today: &str) -> Vec<ObligationState> {
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    let state = |it: &Obligation| settlement.standing(it.seq).state(it, day(today));
    settlement.obligations.iter().map(state).collect()
}

#[test]
fn what_is_called_for_in_vain_is_a_default() {
    let story = given(urged()).when(clerk(), now(), declare_default()).then(|events| {
        let [Event::ObligationDefaulted(defaulted)] = events else { panic!("{events:?}") };
        assert_eq!(defaulted.outstanding, Some(yuan(5_000)));
        assert_eq!(defaulted.acceleration, None);
    });
    assert_eq!(states(&story, "2026-11-02"), [ObligationState::Defaulted]);
}

#[test]
fn a_default_is_still_performed() {
    let story = defaulted().and(agent(), now(), report_performance());
    assert_eq!(states(&story, "2026-11-02"), [ObligationState::Performed]);
}

#[test]
fn who_refuses_outright_is_in_default_before_the_last_day() {
    given(effective()).when(clerk(), on("2026-10-22 09:00"), refused_outright()).then_stage(StageName::Effective);
}

#[test]
fn two_missed_instalments_make_the_rest_fall_due_at_once() {
    use ObligationState::{Defaulted, Due, Overdue, Superseded};
    let story = accelerated();
    let Some(Event::ObligationDefaulted(defaulted)) = story.history().last() else { panic!("no default") };
    let acceleration = defaulted.acceleration.as_ref().unwrap();
    assert_eq!(acceleration.supersedes, [3]);
    let Obligation { seq, obligor, due_on, creditor, .. } = acceleration.obligation;
    assert_eq!((seq, obligor, due_on, creditor), (4, BANK, day("2026-11-30"), Some(APPLICANT)));
    assert_eq!(acceleration.obligation.outstanding(), Some(yuan(1_000)));
    assert_eq!(states(&story, "2026-11-30"), [Overdue, Defaulted, Superseded, Due]);
}

refusals! {
    nothing_is_in_default_before_the_agreement_is_effective:
        given(signed()).when(clerk(), now(), declare_default())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    a_party_says_for_whom_it_speaks:
        given(urged()).when(applicant(), now(), declare_default()) => Rejection::NothingGiven;
    who_owes_declares_nothing:
        given(urged()).when(agent(), now(), DeclareDefault { asked_by: Some(BANK), ..declare_default() })
        => Rejection::NotCreditor { seq: 1 };
    the_obligation_has_a_number:
        given(urged()).when(clerk(), now(), DeclareDefault { seq: 2, ..declare_default() })
        => Rejection::ObligationUnknown { seq: 2 };
    its_last_day_is_over:
        given(effective().and(clerk(), on("2026-10-27 09:00"), urge_performance()))
            .when(clerk(), on("2026-10-27 10:00"), declare_default())
        => Rejection::ObligationNotDue { seq: 1, due: day("2026-10-27") };
    the_obligor_was_urged_before:
        given(effective()).when(clerk(), now(), declare_default()) => Rejection::NotUrged { seq: 1 };
    a_default_is_recorded_once:
        given(defaulted()).when(clerk(), now(), declare_default()) => Rejection::AlreadyDefaulted { seq: 1 };
    a_clause_without_acceleration_has_none:
        given(second_part_urged(in_parts(None))).when(clerk(), on("2026-11-30 10:00"), accelerate(2))
        => Rejection::AccelerationNotAgreed { seq: 2 };
    as_many_are_missed_as_the_clause_says:
        given(effective_in_parts().and(clerk(), on("2026-10-28 09:00"), urge_performance()))
            .when(clerk(), now(), accelerate(1))
        => Rejection::AccelerationNotReached { missed: 1, needed: 2 };
    something_is_to_come:
        given(second_part_urged(in_parts(Some(2)))).when(clerk(), on("2026-12-30 10:00"), accelerate(2))
        => Rejection::NothingToAccelerate { seq: 2 };
}
