//! Tokens: one of the house's own, in time, whole; every other kind is refused with its own code.

use acceptance::who::{Accounts, now_s};
use acceptance::{House, Step, cast, process};
use api::auth::HejieClaims;
use domain::occasion::Role;
use reqwest::Method;
use serde_json::Value;

#[tokio::test]
async fn the_command_line_gives_a_token_that_opens_what_its_role_may_see() {
    let house = House::open().await;
    let arguments = ["token", "--role", "clerk", "--centre", cast::CENTRE, "--sub", "clerk-7", "--ttl", "5m"];
    let printed = process::run(&house.data(), &arguments);
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let token = String::from_utf8(printed.stdout).expect("text");
    let _list = house.call(Method::GET, "/v1/work-list").bearer(token.trim()).send().await.ok();

    let json = process::run(&house.data(), &[&arguments[..], &["--json"]].concat());
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert!(json["expires_at_s"].as_u64().is_some_and(|at| at > now_s()), "{json}");
    let wrong =
        process::run(&house.data(), &["token", "--role", "clerk", "--sub", "x", "--centre", "not a centre!"]);
    assert_eq!(wrong.status.code(), Some(1));
    house.finish().await;
}

#[tokio::test]
async fn a_token_that_is_not_ours_or_not_in_time_opens_nothing() {
    let house = House::open().await;
    let dispute = acceptance::Dispute::at(&house, Step::Filed).await;
    let clerk = || {
        let role = HejieClaims::role(Role::Clerk);
        house.accounts.claims("clerk-1", HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..role })
    };
    let good = house.accounts.sign(&clerk());
    let elsewhere = tempfile::tempdir().expect("a directory");
    let (mut expired, mut early, mut issuer, mut audience) = (clerk(), clerk(), clerk(), clerk());
    (expired.nbf, expired.exp) = (now_s() - 7200, now_s() - 3600);
    early.nbf = now_s() + 600;
    issuer.iss = "somebody-else".to_owned();
    audience.aud = "another-house".to_owned();
    let payload = good.split('.').nth(1).expect("a payload");
    // {"alg":"none","typ":"JWT"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{payload}.");
    // Head and payload of one token under the signature of another.
    let of_another = house.accounts.sign(&expired);
    let (_, of_another) = of_another.rsplit_once('.').expect("a signature");
    let (head, _) = good.rsplit_once('.').expect("a signature");

    let head_before = house.head().await;
    for (token, code) in [
        (house.accounts.sign(&expired), "token-expired"),
        (house.accounts.sign(&early), "token-not-yet-valid"),
        (house.accounts.sign(&issuer), "token-foreign"),
        (house.accounts.sign(&audience), "token-foreign"),
        (Accounts::of(elsewhere.path()).sign(&clerk()), "token-foreign"),
        (format!("{head}.{of_another}"), "token-foreign"),
        (unsigned, "token-malformed"),
        ("garbage".to_owned(), "token-malformed"),
        ("a.b.c".to_owned(), "token-malformed"),
        ("x".repeat(20_000), "token-malformed"),
    ] {
        let read = house.call(Method::GET, &dispute.path("")).bearer(&token).send().await;
        assert_eq!(read.header("www-authenticate"), r#"Bearer realm="hejie""#);
        read.refused(401, code);
        let write = house.call(Method::POST, "/v1/cases").bearer(&token).key("k").json(&cast::application());
        write.send().await.refused(401, code);
    }
    for scheme in ["Basic YTpi", "Bearer", "Bearer ", ""] {
        let read = house.call(Method::GET, &dispute.path("")).header("authorization", scheme).send().await;
        assert_eq!(read.status, 401, "{scheme}: {}", read.body);
    }
    house.call(Method::GET, &dispute.path("")).send().await.refused(401, "token-missing");
    assert_eq!(house.head().await, head_before, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn a_role_without_its_claim_may_do_nothing() {
    let house = House::open().await;
    for (role, claim) in [
        (Role::Clerk, "centre"),
        (Role::Director, "centre"),
        (Role::Mediator, "mediator"),
        (Role::InstitutionAgent, "institution"),
        (Role::Court, "court"),
    ] {
        let who = house.accounts.account("somebody", HejieClaims::role(role));
        let path = "/v1/cases/0199f5a3-0000-7000-8000-00000000dead";
        let problem = house.get(&who, path).await.refused(403, "claims-incomplete");
        assert_eq!(problem["facts"]["claim"], claim);
    }
    house.finish().await;
}
