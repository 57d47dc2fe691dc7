//! Every way a token can be wrong has its own code.

use crate::harness::{House, expect, now_s};
use api::auth::{HejieClaims, Issuer};
use api::settings::ServerSettings;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::occasion::Role;
use jsonwebtoken::{Algorithm, EncodingKey, Header};

impl House {
    async fn expect_token(&self, token: &str, status: u16, code: &str) {
        expect(self.get(&format!("/v1/cases/{}", uuid::Uuid::nil())).bearer_auth(token), status, code).await;
    }
}

#[tokio::test]
async fn no_token_and_an_unclear_one_are_told_apart() {
    let house = House::open().await;
    let path = format!("/v1/cases/{}", uuid::Uuid::nil());
    expect(house.get(&path), 401, "token-missing").await;
    expect(house.get(&path).header("authorization", "Basic abc"), 401, "token-malformed").await;
    expect(house.reading().bearer_auth(house.token(&house.clerk())), 401, "token-malformed").await;
    let response = house.get(&path).send().await.unwrap();
    assert_eq!(response.headers()["www-authenticate"], "Bearer realm=\"hejie\"");
}

#[tokio::test]
async fn a_token_is_judged_by_form_time_and_origin() {
    let house = House::open().await;
    let good = house.clerk();
    house.expect_token("abc", 401, "token-malformed").await;
    house.expect_token(&"a".repeat(9000), 401, "token-malformed").await;

    let mut claims = good.clone();
    claims.exp = now_s() - 31;
    house.expect_token(&house.token(&claims), 401, "token-expired").await;
    claims.exp = now_s() - 5;
    let late = house.get(&format!("/v1/cases/{}", uuid::Uuid::nil())).bearer_auth(house.token(&claims));
    assert_eq!(late.send().await.unwrap().status(), 200, "clocks may differ a little");

    let mut claims = good.clone();
    claims.nbf = now_s() + 120;
    house.expect_token(&house.token(&claims), 401, "token-not-yet-valid").await;

    let mut claims = good.clone();
    claims.iss = "somebody".to_owned();
    house.expect_token(&house.token(&claims), 401, "token-foreign").await;

    let mut claims = good.clone();
    claims.aud = "elsewhere".to_owned();
    house.expect_token(&house.token(&claims), 401, "token-foreign").await;

    let mut claims = good.clone();
    claims.sub = "张三".to_owned();
    house.expect_token(&house.token(&claims), 401, "token-malformed").await;

    let mut claims = good;
    claims.hejie.institution = Some("91440101000000000X".to_owned());
    house.expect_token(&house.token(&claims), 401, "token-malformed").await;
}

#[tokio::test]
async fn a_token_of_another_key_is_foreign_whatever_it_calls_itself() {
    let house = House::open().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let stranger = Issuer::open(elsewhere.path()).unwrap();
    house.expect_token(&stranger.sign(&house.clerk()).unwrap(), 401, "token-foreign").await;

    // The stranger's signature under our key's name.
    let pem = std::fs::read(elsewhere.path().join("issuer-ed25519.pem")).unwrap();
    let header = Header { kid: Some(house.issuer.key_id().to_owned()), ..Header::new(Algorithm::EdDSA) };
    let forged =
        jsonwebtoken::encode(&header, &house.clerk(), &EncodingKey::from_ed_pem(&pem).unwrap()).unwrap();
    house.expect_token(&forged, 401, "token-foreign").await;
}

#[tokio::test]
async fn the_algorithm_is_ours_to_choose() {
    let house = House::open().await;
    let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&house.clerk()).unwrap());
    let none = format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#));
    house.expect_token(&none, 401, "token-malformed").await;

    // The public key as a shared secret: the classic confusion.
    let header = Header { kid: Some(house.issuer.key_id().to_owned()), ..Header::new(Algorithm::HS256) };
    let key = EncodingKey::from_secret(house.issuer.key_id().as_bytes());
    let confused = jsonwebtoken::encode(&header, &house.clerk(), &key).unwrap();
    house.expect_token(&confused, 401, "token-foreign").await;
}

#[tokio::test]
async fn a_changed_token_is_foreign_even_when_the_true_one_is_remembered() {
    let house = House::open().await;
    let token = house.token(&house.clerk());
    assert_eq!(house.reading().send().await.unwrap().status(), 200);
    let (head, signature) = token.rsplit_once('.').unwrap();
    let (header, _) = head.split_once('.').unwrap();
    let mut claims = house.clerk();
    claims.hejie.role = Role::Director;
    let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).unwrap());
    house.expect_token(&format!("{header}.{payload}.{signature}"), 401, "token-foreign").await;
}

#[tokio::test]
async fn a_role_needs_what_it_is_bound_to() {
    let house = House::open().await;
    for (role, claim) in [
        (Role::Clerk, "centre"),
        (Role::Director, "centre"),
        (Role::Mediator, "mediator"),
        (Role::InstitutionAgent, "institution"),
        (Role::Court, "court"),
    ] {
        let token = house.token(&house.claims(HejieClaims::role(role)));
        let request = house.get(&format!("/v1/cases/{}", uuid::Uuid::nil())).bearer_auth(token);
        let problem = expect(request, 403, "claims-incomplete").await;
        assert_eq!(problem["facts"]["claim"], claim);
    }
}

#[tokio::test]
async fn an_account_that_asks_too_often_is_told_to_wait() {
    let house =
        House::open_with(ServerSettings { requests_per_second: 1, ..ServerSettings::default() }).await;
    assert_eq!(house.reading().send().await.unwrap().status(), 200);
    let problem = expect(house.reading(), 429, "rate-limited").await;
    assert_eq!(problem["retryable"], true);
}

#[tokio::test]
async fn an_address_that_asks_too_often_is_told_to_wait_whoever_asks() {
    let settings = ServerSettings {
        address_requests_per_second: 1,
        trusted_proxies: "127.0.0.0/8".to_owned(),
        ..ServerSettings::default()
    };
    let house = House::open_with(settings).await;
    let path = format!("/v1/cases/{}", uuid::Uuid::nil());
    let from = |address: &'static str| house.get(&path).header("x-forwarded-for", address);
    expect(from("203.0.113.1"), 401, "token-missing").await;
    let refused = from("203.0.113.1").send().await.unwrap();
    assert_eq!((refused.status().as_u16(), refused.headers().contains_key("retry-after")), (429, true));
    expect(from("203.0.113.2"), 401, "token-missing").await;
    expect(from("198.51.100.9, 203.0.113.2"), 429, "rate-limited").await;
    for _ in 0..3 {
        assert_eq!(house.get("/health/live").send().await.unwrap().status(), 200);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_signing_key_is_the_owners_alone_and_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::open().await;
    let key = house.data.path().join("issuer-ed25519.pem");
    assert_eq!(std::fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
    let again = Issuer::open(house.data.path()).unwrap();
    assert_eq!(again.key_id(), house.issuer.key_id());
    assert_eq!(std::fs::read_dir(house.data.path()).unwrap().count(), 1, "no draft is left behind");
}
