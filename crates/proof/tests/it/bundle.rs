//! A good bundle is believed, everything else is refused with its own verdict.

use crate::certificate::{authorities, root};
use crate::checkpoint::{reader, witness_key};
use crate::settlement::{CASE, agreement_bytes, good, without_certificates};
use crate::tampering;
use proof::TreeHash;
use proof::bundle::{Bundle, BundleError, Chains, Reader, verify_bundle};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn a_good_bundle_says_what_a_court_wants_to_know() {
    let verdict = verify_bundle(&good().to_bytes().unwrap(), &reader(1)).unwrap();
    assert_eq!(verdict.case, CASE);
    assert_eq!(verdict.agreement_no, "粤广州金调字〔2026〕1号-协1");
    assert_eq!(verdict.agreement_sha256, TreeHash::of(&agreement_bytes()).to_hex());
    assert_eq!(verdict.effective_on, "2026-10-21");
    assert_eq!(verdict.confirmed_by.as_deref(), Some("（2026）粤0104诉前调确1716号"));
    assert_eq!((verdict.events, verdict.checkpoint.head.size), (14, 533));
    assert_eq!((verdict.certified, verdict.authorities_judged), (1, false));
    assert_eq!(verdict.witnessed_by.len(), 1);
    assert_eq!(verdict.witnessed_by[0].0.split_once('+').unwrap().0, witness_key().verifier().name());
}

#[test]
fn every_tampering_gets_the_verdict_it_deserves() {
    let all = tampering::all();
    for (what, expected, bytes) in &all {
        let verdict = verify_bundle(bytes, &reader(1)).expect_err(what);
        assert_eq!(verdict.code(), *expected, "{what}: {verdict}");
        assert!(verdict.to_string().len() > 20, "{what}: a sentence, not {verdict}");
    }
    let kinds: BTreeSet<&str> = all.iter().map(|(_, code, _)| *code).collect();
    assert!(all.len() > 100 && kinds.len() == 41, "{} tamperings of {} kinds", all.len(), kinds.len());
}

#[test]
fn a_reader_with_a_list_of_authorities_believes_no_other() {
    let bytes = good().to_bytes().unwrap();
    let ours = Reader { authorities: Some(vec![authorities().0.der().to_vec()]), ..reader(1) };
    let verdict = verify_bundle(&bytes, &ours).unwrap();
    assert_eq!((verdict.certified, verdict.authorities_judged), (1, true));
    let others = Reader { authorities: Some(vec![root("另一认证中心").der().to_vec()]), ..reader(1) };
    assert_eq!(verify_bundle(&bytes, &others).unwrap_err().code(), "certificate-untrusted");
}

#[test]
fn a_bundle_of_the_format_before_is_still_believed() {
    let verdict = verify_bundle(&without_certificates().to_bytes().unwrap(), &reader(1)).unwrap();
    assert_eq!(verdict.certified, 0);
}

#[test]
fn the_file_is_read_back_as_it_was_written() {
    let bundle = good();
    assert_eq!(Bundle::parse(&bundle.to_bytes().unwrap()).unwrap(), bundle);
}

#[test]
fn a_case_without_an_agreement_in_effect_makes_no_bundle() {
    let log = crate::settlement::Log::of(crate::settlement::recorded(&crate::settlement::story()[..9]));
    let note = log.note(&[]);
    let made = Bundle::assemble(&agreement_bytes(), &log.proved(), &Chains::new(), &note);
    assert_eq!(made.unwrap_err(), BundleError::NotEffective);
    assert_eq!(Bundle::assemble(&[], &[], &Chains::new(), &note).unwrap_err(), BundleError::NoEvents);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_get_a_verdict(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        prop_assert!(verify_bundle(&bytes, &reader(0)).is_err());
        prop_assert!(verify_bundle(text.as_bytes(), &reader(0)).is_err());
    }

    #[test]
    fn a_changed_byte_is_never_believed_unless_it_says_the_same(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let good = good();
        let mut bytes = good.to_bytes().unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if verify_bundle(&bytes, &reader(1)).is_ok() {
            prop_assert_eq!(Bundle::parse(&bytes).unwrap(), good);
        }
    }
}
