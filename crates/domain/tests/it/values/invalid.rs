//! Mistakes have stable codes and speak without repeating what was wrong.

use std::collections::BTreeSet;

use domain::identity::ResidentId;
use domain::invalid::{ALL_CODES, Invalid};

fn one_of_each() -> Vec<Invalid> {
    vec![
        Invalid::TextEmpty,
        Invalid::TextTooLong { max: 200, actual: 201 },
        Invalid::TextControlCharacter { position: 3 },
        Invalid::UsccLength { actual: 17 },
        Invalid::UsccCharacter { position: 18 },
        Invalid::UsccChecksum,
        Invalid::ResidentIdLength { actual: 15 },
        Invalid::ResidentIdCharacter { position: 1 },
        Invalid::ResidentIdDate,
        Invalid::ResidentIdChecksum,
        Invalid::IdentityDocumentFormat { expected: "passport" },
        Invalid::AmountNotPositive,
        Invalid::AmountNegative,
        Invalid::AmountTooLarge,
        Invalid::AmountNotInteger,
        Invalid::DateInvalid,
        Invalid::DateOutOfRange,
        Invalid::TimeInvalid,
        Invalid::CaseNumberFormat,
        Invalid::NumberTemplateFormat,
        Invalid::PhoneFormat,
    ]
}

#[test]
fn every_mistake_has_its_own_listed_code() {
    let codes: Vec<&str> = one_of_each().iter().map(Invalid::code).collect();
    assert_eq!(codes, ALL_CODES);
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}

#[test]
fn codes_are_kebab_case_and_messages_are_sentences() {
    for mistake in one_of_each() {
        assert!(mistake.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", mistake.code());
        let sentence = mistake.to_string();
        assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
    }
}

#[test]
fn a_refused_identity_number_is_not_repeated_in_the_refusal() {
    let refusal = ResidentId::parse("110105194912310021", super::day("2026-11-20")).unwrap_err();
    assert!(!format!("{refusal} {refusal:?}").contains("1949"));
}
