//! How like two filings are: each feature counts what the rules say, and the sum decides.

use chrono::NaiveDate;
use domain::case::{Mark, MatchFacts, SimilarCase, compare, shortlist};
use domain::classification::{Business, Cause, MatchFeature};
use domain::ids::{CaseId, CentreId};
use domain::rule_set::{MatchingRules, RuleSet};
use std::collections::BTreeSet;
use uuid::Uuid;

fn rules() -> MatchingRules {
    RuleSet::builtin().matching
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn mark(text: &str) -> Mark {
    Mark(text.to_owned())
}

/// A person with document, phone and name against one bank.
fn filing(case: u128) -> MatchFacts {
    let identity = |feature, text: &str| (feature, mark(text));
    MatchFacts {
        case: CaseId(Uuid::from_u128(case)),
        centre: CentreId::parse("440100").unwrap(),
        filed_on: day("2026-10-12"),
        identities: BTreeSet::from([
            identity(MatchFeature::Document, "document"),
            identity(MatchFeature::Phone, "phone"),
            identity(MatchFeature::Name, "name"),
        ]),
        institutions: BTreeSet::from([mark("bank")]),
        product: Some(mark("product")),
        complaint: None,
        ticket: None,
        business: Business::CreditCard,
        cause: Cause::Pricing,
        incident_on: Some(day("2026-03-02")),
    }
}

/// Nothing in common with it.
fn stranger() -> MatchFacts {
    MatchFacts {
        identities: BTreeSet::new(),
        institutions: BTreeSet::from([mark("another bank")]),
        product: None,
        business: Business::Loan,
        cause: Cause::Service,
        incident_on: None,
        ..filing(2)
    }
}

fn only(features: &[MatchFeature]) -> BTreeSet<(MatchFeature, Mark)> {
    filing(1).identities.into_iter().filter(|(feature, _)| features.contains(feature)).collect()
}

fn score(other: &MatchFacts) -> Option<(u16, bool)> {
    compare(&rules(), &filing(1), other).map(|found| (found.score, found.must_decide))
}

#[test]
fn one_person_against_one_institution_needs_a_decision() {
    let other = MatchFacts {
        identities: only(&[MatchFeature::Document]),
        institutions: filing(1).institutions,
        ..stranger()
    };
    assert_eq!(score(&other), Some((75, true)));
}

#[test]
fn one_person_about_one_product_needs_a_decision_whoever_the_institution_is() {
    let other = MatchFacts {
        identities: only(&[MatchFeature::Document]),
        product: filing(1).product,
        business: Business::CreditCard,
        cause: Cause::Pricing,
        ..stranger()
    };
    assert_eq!(score(&other), Some((70, true)));
}

#[test]
fn one_person_alone_is_shown_and_no_more() {
    let other = MatchFacts { identities: only(&[MatchFeature::Document]), ..stranger() };
    assert_eq!(score(&other), Some((50, false)));
}

#[test]
fn one_person_with_another_dispute_is_shown_however_much_of_the_person_agrees() {
    let other = MatchFacts { identities: filing(1).identities, ..stranger() };
    assert_eq!(score(&other), Some((85, false)));
}

#[test]
fn a_shared_phone_at_the_same_bank_is_shown_and_with_name_and_product_decided() {
    let shared = MatchFacts {
        identities: only(&[MatchFeature::Phone]),
        institutions: filing(1).institutions,
        ..stranger()
    };
    assert_eq!(score(&shared), Some((50, false)));
    let family = MatchFacts {
        identities: only(&[MatchFeature::Phone, MatchFeature::Name]),
        product: filing(1).product,
        ..shared
    };
    assert_eq!(score(&family), Some((70, true)));
}

#[test]
fn a_common_name_or_a_common_phone_alone_is_nothing() {
    for feature in [MatchFeature::Name, MatchFeature::Phone] {
        assert_eq!(score(&MatchFacts { identities: only(&[feature]), ..stranger() }), None, "{feature:?}");
    }
}

#[test]
fn one_number_of_a_complaint_at_one_bank_is_shown() {
    let complaint = |facts| MatchFacts { complaint: Some(mark("C-1")), ..facts };
    let other =
        complaint(MatchFacts { institutions: filing(1).institutions, cause: Cause::Pricing, ..stranger() });
    let found = compare(&rules(), &complaint(filing(1)), &other).unwrap();
    assert_eq!((found.score, found.must_decide), (70, true));
    let absent = MatchFacts { complaint: None, ..stranger() };
    assert_eq!(compare(&rules(), &filing(1), &absent), None, "no number is no agreement");
}

#[test]
fn incidents_within_the_period_agree_and_the_day_after_they_do_not() {
    let at = |date: &str| MatchFacts { incident_on: Some(day(date)), ..filing(2) };
    let agrees = |facts: &MatchFacts| {
        let found = compare(&rules(), &filing(1), facts).unwrap();
        found.agreed.iter().any(|it| it.feature == MatchFeature::Period)
    };
    assert!(agrees(&at("2026-05-31")));
    assert!(!agrees(&at("2026-06-01")));
    assert!(!agrees(&MatchFacts { incident_on: None, ..filing(2) }));
}

#[test]
fn filings_further_apart_than_the_window_are_not_compared() {
    let on = |date: &str| MatchFacts { filed_on: day(date), ..filing(2) };
    assert!(score(&on("2023-10-13")).is_some());
    assert_eq!(score(&on("2023-10-12")), None);
}

#[test]
fn the_parts_of_a_score_are_its_explanation() {
    let found = compare(&rules(), &filing(1), &filing(2)).unwrap();
    assert_eq!(found.score, found.agreed.iter().map(|it| it.points).sum::<u16>());
    for it in &found.agreed {
        assert_eq!(it.points, rules().points(it.feature));
    }
    assert_eq!(compare(&rules(), &filing(1), &filing(1)), None, "nothing is like itself");
}

#[test]
fn comparing_is_the_same_both_ways() {
    let (one, other) = (filing(1), MatchFacts { product: None, ..filing(2) });
    let (there, back) = (compare(&rules(), &one, &other).unwrap(), compare(&rules(), &other, &one).unwrap());
    assert_eq!((there.score, there.agreed), (back.score, back.agreed));
}

#[test]
fn the_likest_and_newest_are_listed_first_and_the_rest_counted() {
    let found = |case: u128, score, filed_on: &str| SimilarCase {
        filed_on: day(filed_on),
        score,
        ..compare(&rules(), &filing(1), &filing(case)).unwrap()
    };
    let (listed, more) = shortlist(
        &MatchingRules { listed: 2, ..rules() },
        vec![
            found(2, 50, "2026-01-01"),
            found(3, 75, "2026-01-01"),
            found(4, 75, "2026-02-01"),
            found(3, 75, "2026-01-01"),
        ],
    );
    let cases: Vec<u128> = listed.iter().map(|it| it.case.0.as_u128()).collect();
    assert_eq!((cases, more), (vec![4, 3], 1));
}

#[test]
fn nobody_is_looked_up_by_name() {
    let keys: Vec<Mark> = filing(1).keys().cloned().collect();
    assert_eq!(keys, [mark("document"), mark("phone")]);
}
