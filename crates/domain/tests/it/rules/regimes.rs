//! When an agreement takes effect: by the paper's rule, by the online rule, and by both (domain §2.3).

use crate::story::{actors::*, cases::*, commands::*, *};
use domain::case::*;
use domain::classification::SignatureMethod;
use domain::deadline::Basis;

#[track_caller]
fn effect(story: Story, sealed: &str) -> AgreementBecameEffective {
    let story = story.and(clerk(), on(sealed), seal_agreement());
    let Some(Event::AgreementBecameEffective(effect)) = story.history().last() else { panic!("no effect") };
    effect.clone()
}

fn dates(effect: &AgreementBecameEffective) -> Vec<(EffectRegime, chrono::DateTime<chrono::Utc>)> {
    effect.regimes.iter().map(|date| (date.regime, date.at)).collect()
}

#[test]
fn a_paper_signed_by_hand_takes_effect_with_the_seal() {
    let effect = effect(signed_by_hand(), "2026-10-22 09:00");
    assert_eq!(dates(&effect), [(EffectRegime::PeoplesMediation, on("2026-10-22 09:00"))]);
    assert_eq!((effect.effective_at, effect.effective_on), (on("2026-10-22 09:00"), day("2026-10-22")));
    rolls(&effect.confirm_by, "2026-11-21", "2026-11-23", Basis::Cpl205);
}

#[test]
fn when_all_parties_signed_electronically_it_binds_from_the_seal_and_the_court_counts_from_the_last_party() {
    let effect = effect(signed(), "2026-10-22 09:00");
    assert_eq!(
        dates(&effect),
        [
            (EffectRegime::PeoplesMediation, on("2026-10-22 09:00")),
            (EffectRegime::Online, on("2026-10-20 11:00")),
        ]
    );
    assert_eq!(effect.effective_on, day("2026-10-22"));
    assert_eq!(effect.confirm_by.legal_start_date, day("2026-10-20"));
    ends(&effect.confirm_by, "2026-11-19", Basis::Cpl205);
}

#[test]
fn one_signature_by_hand_leaves_the_papers_rule_alone() {
    let mixed = drafted()
        .and(
            applicant(),
            on("2026-10-20 10:00"),
            sign(Signer::Party(APPLICANT), SignatureMethod::Handwritten),
        )
        .and(agent(), on("2026-10-20 11:00"), sign_as_bank())
        .and(mediator(), on("2026-10-20 12:00"), sign_as_mediator());
    let effect = effect(mixed, "2026-10-21 09:00");
    assert_eq!(dates(&effect), [(EffectRegime::PeoplesMediation, on("2026-10-21 09:00"))]);
    ends(&effect.confirm_by, "2026-11-20", Basis::Cpl205);
}

/// A dispute a court handed over before filing, signed by hand or electronically on both sides.
fn assigned(method: SignatureMethod) -> Story {
    crate::story::referrals::signed_by(method)
}

#[test]
fn what_a_court_assigned_binds_from_the_seal_and_the_court_counts_from_the_last_party() {
    let effect = effect(assigned(SignatureMethod::Handwritten), "2026-10-22 09:00");
    assert_eq!(
        dates(&effect),
        [
            (EffectRegime::PeoplesMediation, on("2026-10-22 09:00")),
            (EffectRegime::Assigned, on("2026-10-20 11:00")),
        ]
    );
    assert_eq!(effect.effective_on, day("2026-10-22"));
    ends(&effect.confirm_by, "2026-11-19", Basis::Cpl205);
}

#[test]
fn all_three_rules_can_meet_in_one_agreement() {
    let effect = effect(assigned(SignatureMethod::Electronic), "2026-10-23 09:00");
    let regimes: Vec<_> = effect.regimes.iter().map(|date| date.regime).collect();
    assert_eq!(regimes, [EffectRegime::PeoplesMediation, EffectRegime::Assigned, EffectRegime::Online]);
    assert_eq!(
        (effect.effective_on, effect.confirm_by.legal_start_date),
        (day("2026-10-23"), day("2026-10-20"))
    );
}

#[test]
fn a_mediator_who_signs_last_does_not_move_the_online_date() {
    let late = drafted()
        .and(applicant(), on("2026-10-20 10:00"), sign_as_applicant())
        .and(agent(), on("2026-10-20 11:00"), sign_as_bank())
        .and(mediator(), on("2026-10-26 12:00"), sign_as_mediator());
    let effect = effect(late, "2026-10-26 13:00");
    assert_eq!(effect.confirm_by.legal_start_date, day("2026-10-20"));
    assert_eq!(effect.effective_on, day("2026-10-26"));
}

#[test]
fn the_legal_date_of_a_seal_after_midnight_in_shanghai_is_the_new_day() {
    let effect = effect(signed_by_hand(), "2026-10-21 00:30");
    assert_eq!(effect.effective_on, day("2026-10-21"));
    assert_eq!(effect.effective_at.date_naive(), day("2026-10-20"), "still the day before in Greenwich");
}

#[test]
fn an_agreement_sealed_too_long_after_the_signatures_is_binding_and_beyond_confirmation() {
    given(signed().and(clerk(), on("2026-11-20 09:00"), seal_agreement()))
        .when(applicant(), on("2026-11-20 10:00"), prepare_confirmation())
        .then_rejected(Rejection::ConfirmationTooLate { due: day("2026-11-19") });
}
