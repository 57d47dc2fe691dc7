//! A party asks for confirmation, inside the window, at a competent court.

use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::case::*;
use domain::classification::{CourtBasis, NonAcceptanceGround};
use domain::court::{CourtLevel, under};
use domain::rule_set::CourtLevels;

fn now() -> chrono::DateTime<chrono::Utc> {
    on("2026-10-22 09:00")
}

fn at(court: &str, basis: CourtBasis) -> PrepareConfirmation {
    PrepareConfirmation { court: court.to_owned(), basis, ..prepare_confirmation() }
}

/// The eleven basic courts of Guangzhou's districts, and the internet court.
fn elsewhere(court: &str) -> Rejection {
    let competent = under("粤01", CourtLevel::Basic).map(|court| court.code.to_owned()).collect();
    Rejection::CourtNotCompetent { court: court.to_owned(), competent }
}

/// The dispute is about so much.
fn about(sum: i64) -> Story {
    effective().under(|rules| {
        rules.court_levels = CourtLevels {
            intermediate_from: yuan(sum),
            intermediate_from_with_outsider: yuan(sum / 5),
        };
    })
}

fn of_other_level(court: &str, competent: &[&str]) -> Rejection {
    let competent = competent.iter().map(|court| (*court).to_owned()).collect();
    Rejection::CourtOfOtherLevel { court: court.to_owned(), claim: claim(), competent }
}

fn claim() -> domain::money::Fen {
    effective().filed().dossier.claim
}

#[test]
fn one_party_asks() {
    given(effective()).when(applicant(), now(), prepare_confirmation()).then_events([
        Event::ConfirmationPrepared(ConfirmationPrepared {
            court: COURT.to_owned(),
            basis: CourtBasis::OrganisationSeat,
            asked_by: APPLICANT,
            outside_province: false,
            cross_border: false,
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
fn the_intermediate_court_takes_what_belongs_there_and_whatever_is_foreign_goes_by_its_own_list() {
    given(about(1_000)).when(applicant(), now(), at("粤01", CourtBasis::OrganisationSeat)).accepted();
    let foreign = PrepareConfirmation { cross_border: true, ..at("粤0104", CourtBasis::OrganisationSeat) };
    given(about(1_000)).when(applicant(), now(), foreign).accepted();
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

#[test]
fn an_application_taken_back_may_be_made_again_while_the_window_is_open() {
    let story = given(filed_at_court())
        .and(court(), on("2026-11-04 09:00"), court_lets_withdraw())
        .and(applicant(), on("2026-11-05 09:00"), prepare_confirmation());
    let settlement = story.filed().settlement().expect("it is in force");
    assert_eq!(settlement.confirmation.earlier.len(), 1);
}

refusals! {
    what_was_only_said_is_not_confirmed:
        given(closed_session().and(mediator(), on("2026-10-20 09:00"), record_oral_agreement()))
            .when(applicant(), on("2026-10-22 10:00"), prepare_confirmation())
        => Rejection::OralNotConfirmed;
    a_lapsed_application_is_not_prepared_anew:
        given(effective().and(the_house(), on("2026-11-20 00:00"), LapseConfirmation))
            .when(applicant(), on("2026-11-20 09:00"), prepare_confirmation())
        => Rejection::ConfirmationStep { status: "LAPSED".to_owned() };
    what_no_court_takes_is_not_asked_again:
        given(filed_at_court().and(court(), on("2026-10-26 09:00"), court_does_not_accept_for(NonAcceptanceGround::Title)))
            .when(applicant(), on("2026-10-27 09:00"), prepare_confirmation())
        => Rejection::NotRefilable { ground: NonAcceptanceGround::Title };
    what_the_court_treats_as_withdrawn_is_not_asked_again:
        given(filed_at_court().and(court(), on("2026-11-04 09:00"), court_treats_as_withdrawn()))
            .when(applicant(), on("2026-11-05 09:00"), prepare_confirmation())
        => Rejection::ConfirmationStep { status: "DEEMED_WITHDRAWN".to_owned() };
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
        => Rejection::CourtNotCompetent { court: "粤0106".to_owned(), competent: vec![COURT.to_owned()] };
    a_court_of_this_province_is_on_the_list:
        given(effective()).when(applicant(), now(), at("粤0199", CourtBasis::OrganisationSeat)) => elsewhere("粤0199");
    no_high_court_confirms:
        given(effective()).when(applicant(), now(), at("粤", CourtBasis::PartyDomicile)) => elsewhere("粤");
    a_large_sum_belongs_to_the_intermediate_court:
        given(about(1_000)).when(applicant(), now(), at("粤0104", CourtBasis::OrganisationSeat))
        => of_other_level("粤0104", &["粤01"]);
    a_smaller_one_does_with_a_party_from_outside:
        given(about(claim().get() / 100 * 2)).when(applicant(), now(), PrepareConfirmation {
            outside_province: true,
            ..at("粤0104", CourtBasis::OrganisationSeat)
        }) => of_other_level("粤0104", &["粤01"]);
}
