//! Signatures with certificates: authorities, signers and everything that can be wrong between them.

use crate::settlement::agreement_bytes;
use chrono::{DateTime, Utc};
use proof::certificate::{CertificateError, Certified, SignatureAlgorithm, chain_sha256, check, from_pem};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, SerialNumber, SigningKey, date_time_ymd,
};
use std::sync::LazyLock;

pub(crate) type Authority = CertifiedIssuer<'static, KeyPair>;

pub(crate) const CA: &str = "示例电子认证有限公司";

fn of_an_authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

pub(crate) fn root(name: &str) -> Authority {
    CertifiedIssuer::self_signed(of_an_authority(name), KeyPair::generate().unwrap()).unwrap()
}

/// The authority of these tests, and the one below it that issues to persons.
pub(crate) fn authorities() -> &'static (Authority, Authority) {
    static BOTH: LazyLock<(Authority, Authority)> = LazyLock::new(|| {
        let root = root("示例根认证中心");
        let below =
            CertifiedIssuer::signed_by(of_an_authority(CA), KeyPair::generate().unwrap(), &root).unwrap();
        (root, below)
    });
    &BOTH
}

/// A person's certificate, valid through 2026 and 2027.
pub(crate) fn of_a_person() -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, "林示例");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection];
    params.serial_number = Some(SerialNumber::from(vec![0x07, 0x78, 0x1a]));
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 12, 31);
    params
}

/// The same with something else in it.
pub(crate) fn of_a_person_but(change: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
    let mut params = of_a_person();
    change(&mut params);
    params
}

/// Somebody with a key and a chain.
pub(crate) struct Person {
    pub(crate) key: KeyPair,
    pub(crate) chain: Vec<Vec<u8>>,
}

impl Person {
    pub(crate) fn with(params: &CertificateParams, key: KeyPair, issuer: &Authority) -> Self {
        let own = params.signed_by(&key, issuer).unwrap();
        Self { chain: vec![own.der().to_vec(), issuer.der().to_vec()], key }
    }

    pub(crate) fn new(params: &CertificateParams) -> Self {
        Self::with(params, KeyPair::generate().unwrap(), &authorities().1)
    }

    pub(crate) fn sign(&self, document: &[u8]) -> Vec<u8> {
        self.key.sign(document).unwrap()
    }

    fn judged(&self, document: &[u8], signature: &[u8], at: &str) -> Result<(), CertificateError> {
        let anchors = [authorities().0.der().to_vec()];
        let algorithm = SignatureAlgorithm::EcdsaP256Sha256;
        let certified = Certified { chain: &self.chain, algorithm, signature };
        check(&certified, Some(&anchors), document, time(at)).map(|_| ())
    }
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const THEN: &str = "2026-10-20T02:00:00Z";

#[test]
fn a_signature_of_the_trusted_authority_says_who_vouched_for_it() {
    let (person, document) = (Person::new(&of_a_person()), agreement_bytes());
    let signature = person.sign(&document);
    let certified = Certified {
        chain: &person.chain,
        algorithm: SignatureAlgorithm::EcdsaP256Sha256,
        signature: &signature,
    };
    for anchors in [Some([authorities().0.der().to_vec()]), None] {
        let anchors = anchors.as_ref().map(<[_; 1]>::as_slice);
        let facts = check(&certified, anchors, &document, time(THEN)).unwrap();
        assert_eq!((facts.ca.as_str(), facts.serial.as_str()), (CA, "7781a"));
        assert_eq!(facts.not_after, time("2027-12-31T00:00:00Z"));
    }
}

#[test]
fn rsa_signs_as_well() {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let person = Person::with(&of_a_person(), key, &authorities().1);
    let signature = person.sign(b"document");
    let anchors = [authorities().0.der().to_vec()];
    let check = |algorithm| {
        let certified = Certified { chain: &person.chain, algorithm, signature: &signature };
        check(&certified, Some(&anchors), b"document", time(THEN)).map(|_| ())
    };
    assert_eq!(check(SignatureAlgorithm::RsaPkcs1Sha256), Ok(()));
    assert_eq!(check(SignatureAlgorithm::EcdsaP256Sha256), Err(CertificateError::Algorithm));
}

#[test]
fn another_document_another_key_or_a_changed_signature_is_refused() {
    let (person, stranger) = (Person::new(&of_a_person()), Person::new(&of_a_person()));
    let mut signature = person.sign(b"document");
    assert_eq!(person.judged(b"document", &signature, THEN), Ok(()));
    assert_eq!(person.judged(b"another", &signature, THEN), Err(CertificateError::Signature));
    assert_eq!(stranger.judged(b"document", &signature, THEN), Err(CertificateError::Signature));
    let last = signature.len() - 1;
    signature[last] ^= 1;
    assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Signature));
    assert_eq!(person.judged(b"document", b"", THEN), Err(CertificateError::Signature));
}

#[test]
fn a_certificate_counts_from_its_first_day_to_its_last() {
    let person = Person::new(&of_a_person());
    let signature = person.sign(b"document");
    for (at, verdict) in [
        ("2025-12-31T23:59:59Z", Err(CertificateError::Expired)),
        ("2026-01-01T00:00:00Z", Ok(())),
        ("2027-12-31T00:00:00Z", Ok(())),
        ("2027-12-31T00:00:01Z", Err(CertificateError::Expired)),
    ] {
        assert_eq!(person.judged(b"document", &signature, at), verdict, "{at}");
    }
}

#[test]
fn an_expired_authority_in_between_vouches_for_nobody() {
    let root = &authorities().0;
    let mut params = of_an_authority("过期");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2021, 1, 1);
    let below = CertifiedIssuer::signed_by(params, KeyPair::generate().unwrap(), root).unwrap();
    let person = Person::with(&of_a_person(), KeyPair::generate().unwrap(), &below);
    let signature = person.sign(b"document");
    assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Expired));
}

#[test]
fn a_stranger_authority_or_a_missing_link_is_not_trusted() {
    let stranger = root(CA);
    let foreign = Person::with(&of_a_person(), KeyPair::generate().unwrap(), &stranger);
    let signature = foreign.sign(b"document");
    assert_eq!(foreign.judged(b"document", &signature, THEN), Err(CertificateError::Untrusted));
    let mut person = Person::new(&of_a_person());
    let signature = person.sign(b"document");
    person.chain.truncate(1);
    assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Untrusted));
    // The name of the authority alone is worth nothing.
    person.chain.push(stranger.der().to_vec());
    assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Untrusted));
}

#[test]
fn a_certificate_for_something_else_signs_no_document() {
    let server =
        of_a_person_but(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]);
    let encrypting = of_a_person_but(|params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment]);
    let silent = of_a_person_but(|params| params.key_usages = vec![]);
    let authority = of_a_person_but(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    for params in [server, encrypting, silent, authority] {
        let person = Person::new(&params);
        let signature = person.sign(b"document");
        assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Usage));
    }
}

#[test]
fn what_is_no_certificate_is_said_to_be_none() {
    let mut person = Person::new(&of_a_person());
    let signature = person.sign(b"document");
    let good = person.chain.clone();
    let first = &good[0];
    let cut = first[..first.len() - 1].to_vec();
    let longer = [first.as_slice(), b"x"].concat();
    for chain in
        [vec![], vec![vec![]], vec![cut], vec![longer], vec![vec![0; 20_000]], vec![first.clone(); 7]]
    {
        person.chain = chain;
        assert_eq!(person.judged(b"document", &signature, THEN), Err(CertificateError::Malformed));
    }
}

#[test]
fn any_flipped_byte_of_a_certificate_is_refused() {
    let mut person = Person::new(&of_a_person());
    let signature = person.sign(b"document");
    for at in 0..person.chain[0].len() {
        person.chain[0][at] ^= 0x01;
        assert!(person.judged(b"document", &signature, THEN).is_err(), "byte {at}");
        person.chain[0][at] ^= 0x01;
    }
}

#[test]
fn the_name_of_a_chain_tells_its_certificates_apart() {
    let named = chain_sha256(&[b"ab".to_vec(), b"c".to_vec()]);
    assert_ne!(named, chain_sha256(&[b"a".to_vec(), b"bc".to_vec()]));
    assert_ne!(named, chain_sha256(&[b"abc".to_vec()]));
}

#[test]
fn authorities_are_read_from_pem_and_nothing_else() {
    let (root, below) = authorities();
    let both = format!("# two\n{}{}", root.pem(), below.pem());
    assert_eq!(from_pem(both.as_bytes()).unwrap(), [root.der().to_vec(), below.der().to_vec()]);
    let key = KeyPair::generate().unwrap().serialize_pem();
    for text in
        ["", "no certificate", key.as_str(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
    {
        assert_eq!(from_pem(text.as_bytes()), Err(CertificateError::Malformed), "{text}");
    }
}
