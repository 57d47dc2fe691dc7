//! A settlement signed with certificates: what the house takes, what it refuses and why, and what the court can check of it.

use crate::proof::{bundle_file, log_keys, python};
use acceptance::process::run;
use acceptance::{Dispute, House, Step};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    date_time_ymd,
};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

fn of_a_person() -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.distinguished_name.push(DnType::CommonName, "林示例");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params
}

/// Signs a hash as a signing device does that never sees the document.
fn sign(key: &KeyPair, sha256: &str) -> String {
    let script = "import sys\nfrom cryptography.hazmat.primitives import hashes, serialization\n\
         from cryptography.hazmat.primitives.asymmetric import ec, utils\n\
         key = serialization.load_pem_private_key(sys.argv[1].encode(), None)\n\
         how = ec.ECDSA(utils.Prehashed(hashes.SHA256()))\n\
         sys.stdout.buffer.write(key.sign(bytes.fromhex(sys.argv[2]), how))";
    let output = Command::new(python()).args(["-c", script, &key.serialize_pem(), sha256]).output();
    let output = output.expect("python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    STANDARD.encode(&output.stdout)
}

/// A certificate of `authority`, and a signature over `sha256` by its key.
fn certificate(params: &CertificateParams, authority: &Authority, sha256: &str) -> Value {
    let key = KeyPair::generate().expect("a key");
    let own = params.signed_by(&key, authority).expect("a certificate");
    json!({
        "chain": [STANDARD.encode(own.der()), STANDARD.encode(authority.der())],
        "algorithm": "ECDSA_P256_SHA256",
        "signature": sign(&key, sha256),
    })
}

async fn house_trusting(authority: &Authority, folder: &Path) -> House {
    let file = folder.join("authorities.pem");
    std::fs::write(&file, authority.pem()).expect("a file");
    let variable = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let environment = vec![
        variable("HEJIE_SIGNING_AUTHORITIES_FILE", file.to_str().expect("a path")),
        variable("HEJIE_SIGNING_CERTIFICATE_REQUIRED", "true"),
    ];
    let house = House::with("debug", environment);
    house.fill_registers().await;
    house
}

#[tokio::test]
async fn a_settlement_signed_with_certificates_is_checked_by_a_court_down_to_the_authority() {
    let folder = tempfile::tempdir().expect("a directory");
    let (ours, strangers) = (authority("示例电子认证有限公司"), authority("另一认证公司"));
    let house = house_trusting(&ours, folder.path()).await;
    let mut dispute = Dispute::at(&house, Step::Drafted).await;
    let people = dispute.people.clone();
    let path = format!("agreements/{}/signatures", dispute.version);
    let parties = [
        (&people.applicant, Some(dispute.applicant.clone())),
        (&people.agent, Some(dispute.respondent.clone())),
        (&people.mediator, None),
    ];
    for (who, party) in parties {
        let mut signature = dispute.signature(party.as_deref());
        signature["certificate"] = certificate(&of_a_person(), &ours, &dispute.hash);
        dispute.write(who, &path, signature).await;
    }
    dispute.go_on(Step::Signed, Step::Confirmed).await;

    let file = bundle_file(&house, &dispute).await;
    let bundle: Value = serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
    assert_eq!(bundle["signatures"][0]["certificate"]["ca"], "示例电子认证有限公司");
    let keys: Vec<String> = log_keys(&house).await.iter().map(ToString::to_string).collect();
    let nowhere = tempfile::tempdir().expect("a directory");
    let stranger = folder.path().join("stranger.pem");
    std::fs::write(&stranger, strangers.pem()).expect("a file");
    let verify = |authorities: &Path| {
        let (file, ca) = (file.to_str().expect("a path"), authorities.to_str().expect("a path"));
        run(nowhere.path(), &["verify", "bundle", "--json", file, "--key", &keys[0], "--ca", ca])
    };
    let said = verify(&folder.path().join("authorities.pem")).stdout;
    let said: Value = serde_json::from_slice(&said).expect("JSON");
    assert_eq!((&said["ok"], &said["certified"]), (&json!(true), &json!(3)), "{said}");
    let said: Value = serde_json::from_slice(&verify(&stranger).stdout).expect("JSON");
    assert_eq!(said["code"], "certificate-untrusted", "{said}");
    house.finish().await;
}

#[tokio::test]
async fn every_signature_that_does_not_stand_is_refused_by_its_own_code() {
    let folder = tempfile::tempdir().expect("a directory");
    let ours = authority("示例电子认证有限公司");
    let house = house_trusting(&ours, folder.path()).await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let path = format!("agreements/{}/signatures", dispute.version);
    let applicant = dispute.applicant.clone();
    let with = |certificate: Value| {
        let mut signature = dispute.signature(Some(&applicant));
        signature["certificate"] = certificate;
        signature
    };
    let good = certificate(&of_a_person(), &ours, &dispute.hash);
    let mut expired = of_a_person();
    (expired.not_before, expired.not_after) = (date_time_ymd(2019, 1, 1), date_time_ymd(2021, 1, 1));
    let mut enciphering = of_a_person();
    enciphering.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
    let (mut garbled, mut other_kind) = (good.clone(), good.clone());
    garbled["chain"][0] = json!("AAAA");
    other_kind["algorithm"] = json!("RSA_PKCS1_SHA256");
    let mut by_hand = with(good.clone());
    by_hand["method"] = json!("HANDWRITTEN");
    by_hand["scan_sha256"] = json!("5c".repeat(32));
    let stranger = authority("示例电子认证有限公司");
    for (body, code) in [
        (dispute.signature(Some(&applicant)), "certificate-missing"),
        (by_hand, "certificate-not-electronic"),
        (with(garbled), "certificate-malformed"),
        (with(other_kind), "certificate-algorithm"),
        (with(certificate(&expired, &ours, &dispute.hash)), "certificate-expired"),
        (with(certificate(&enciphering, &ours, &dispute.hash)), "certificate-usage"),
        (with(certificate(&of_a_person(), &stranger, &dispute.hash)), "certificate-untrusted"),
        (with(certificate(&of_a_person(), &ours, &"0".repeat(64))), "certificate-signature"),
    ] {
        dispute.try_write(&dispute.people.applicant, &path, body).await.refused(422, code);
    }
    // Nothing of it was recorded, and the same person can still sign.
    dispute.write(&dispute.people.applicant, &path, with(good)).await;
    house.finish().await;
}

#[tokio::test]
async fn a_centre_that_trusts_no_authority_takes_no_certificate_and_needs_none() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let path = format!("agreements/{}/signatures", dispute.version);
    let mut signature = dispute.signature(Some(&dispute.applicant));
    signature["certificate"] = certificate(&of_a_person(), &authority("任一认证公司"), &dispute.hash);
    let applicant = &dispute.people.applicant;
    dispute.try_write(applicant, &path, signature).await.refused(409, "certificate-authorities-missing");
    dispute.write(applicant, &path, dispute.signature(Some(&dispute.applicant))).await;
    house.finish().await;
}
