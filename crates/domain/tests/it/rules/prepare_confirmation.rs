//! A party asks for confirmation, inside the window, at a competent court.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::CourtBasis;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 09:00")
}

fn at(court: &str, basis: CourtBasis) -> PrepareConfirmation {
    PrepareConfirmation { court: court.to_owned(), basis, ..prepare_confirmation() }
}

fn elsewhere(court: &str) -> Rejection {
    Rejection::CourtNotCompetent { court: court.to_owned() }
}

#[test]
fn one_party_asks() {
    given(effective()).when(applicant(), now(), prepare_confirmation()).then_events([
        Event::ConfirmationPrepared(ConfirmationPrepared {
            court: COURT.to_owned(),
            basis: CourtBasis::OrganisationSeat,
            asked_by: APPLICANT,
        }),
    ]);
}

#[test]
fn where_a_party_lives_or_the_matter_lies_any_court_may_be_competent() {
    for basis in [CourtBasis::PartyDomicile, CourtBasis::SubjectMatter] {
        given(effective()).when(agent(), now(), PrepareConfirmation { party: BANK, ..at("粤0604", basis) })
            .then_stage(StageName::Effective);
    }
}

#[test]
fn the_thirtieth_day_after_the_earlier_moment_is_in_time() {
    given(effective())
        .when(applicant(), on("2026-11-19 23:59"), prepare_confirmation())
        .then_stage(StageName::Effective);
}

#[test]
fn after_a_court_did_not_take_it_another_is_asked_by_everybody_anew() {
    let story = given(filed_at_court())
        .and(court(), on("2026-10-26 09:00"), court_does_not_accept())
        .and(applicant(), on("2026-10-27 09:00"), at("粤0104", CourtBasis::OrganisationSeat));
    let Stage::Effective { settlement, .. } = &story.filed().stage else { panic!("not effective") };
    assert_eq!(settlement.confirmation.status, ConfirmationStatus::Preparing);
    assert!(settlement.confirmation.signed_by.is_empty());
}

refusals! {
    nothing_is_confirmed_that_is_not_effective:
        given(signed()).when(applicant(), on("2026-10-20 13:00"), prepare_confirmation())
        => Rejection::WrongStage { stage: StageName::Signing, allowed: vec![StageName::Effective] };
    the_mediator_does_not_ask:
        given(effective()).when(mediator(), now(), prepare_confirmation())
        => Rejection::NotActingFor { party: APPLICANT };
    one_application_at_a_time:
        given(prepared()).when(agent(), now(), PrepareConfirmation { party: BANK, ..prepare_confirmation() })
        => Rejection::ConfirmationStep { status: "PREPARING".to_owned() };
    what_a_court_dismissed_is_not_asked_again:
        given(under_review().and(court(), on("2026-11-04 09:00"), court_dismisses()))
            .when(applicant(), on("2026-11-05 09:00"), prepare_confirmation())
        => Rejection::ConfirmationStep { status: "REJECTED".to_owned() };
    the_thirty_first_day_is_too_late:
        given(effective()).when(applicant(), on("2026-11-20 00:00"), prepare_confirmation())
        => Rejection::ConfirmationTooLate { due: day("2026-11-19") };
    a_court_of_another_city_is_not_at_the_seat:
        given(effective()).when(applicant(), now(), at("粤0604", CourtBasis::OrganisationSeat))
        => elsewhere("粤0604");
    a_code_of_three_digits_is_no_court:
        given(effective()).when(applicant(), now(), at("粤010", CourtBasis::OrganisationSeat))
        => elsewhere("粤010");
    a_domicile_has_a_court_with_a_code:
        given(effective()).when(applicant(), now(), at("somewhere", CourtBasis::PartyDomicile))
        => elsewhere("somewhere");
    an_entrusted_mediation_is_never_confirmed:
        given(settled_for_court(entrustment(domain::classification::TrialProcedure::Ordinary)))
            .when(applicant(), now(), prepare_confirmation())
        => Rejection::EntrustedNotConfirmed;
    an_assigned_dispute_is_confirmed_where_it_came_from:
        given(settled_for_court(assignment()))
            .when(applicant(), now(), at("粤0106", CourtBasis::OrganisationSeat))
        => elsewhere("粤0106");
}
