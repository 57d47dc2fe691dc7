//! Withdrawn access: refused with the next request, on every node, whatever token is held.

use acceptance::who::{Accounts, now_s};
use acceptance::{Dispute, House, Process, Shared, Step, Who, cast, process, wait};
use api::auth::HejieClaims;
use domain::occasion::Role;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const LIST: &str = "/v1/access-revocations";

fn withdrawal(account: &str, withdraws: &str) -> Value {
    json!({ "account": account, "withdraws": withdraws, "reason": "离职" })
}

/// A clerk's token that says to be issued so many seconds from now.
fn clerk_of(accounts: &Accounts, account: &str, from_now: u64) -> Who {
    let role = HejieClaims::role(Role::Clerk);
    let mut claims = accounts.claims(account, HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..role });
    claims.iat = now_s() + from_now;
    Who { role: Role::Clerk, token: accounts.sign(&claims) }
}

fn path(feed: &str) -> String {
    let start = feed.find("/feeds/").expect("an address of a feed");
    feed[start..].to_owned()
}

#[tokio::test]
async fn a_member_of_staff_who_left_is_refused_with_the_next_request_and_whoever_audits_sees_why() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let (clerk, security) = (house.clerk(), house.accounts.security_administrator());
    for _remembered in 0..2 {
        let _read = house.get(&clerk, &dispute.path("")).await.ok();
    }
    let place = json!({ "kind": "ROOM", "name": "三室" });
    let place = house.post(&clerk, "/v1/places", &place).await.ok().text("/id");
    let opened = house.post(&clerk, &format!("/v1/calendars/place.{place}/feed"), &json!({})).await.ok();
    let feed = path(&opened.text("/address"));
    assert_eq!(house.call(Method::GET, &feed).send().await.status, 200);

    let body = withdrawal("clerk-1", "ACCOUNT");
    let revoke = || house.call(Method::POST, LIST).by(&security).key("the-clerk-left").json(&body).send();
    let revoked = revoke().await.ok();
    house.get(&clerk, &dispute.path("")).await.refused(401, "token-revoked");
    house.post(&clerk, "/v1/cases", &cast::application()).await.refused(401, "token-revoked");
    assert_eq!(house.call(Method::GET, &feed).send().await.status, 404, "nor by the address of a feed");
    let new = clerk_of(&house.accounts, "clerk-1", 5);
    house.get(&new, "/v1/work-list").await.refused(401, "token-revoked");
    let other = clerk_of(&house.accounts, "clerk-2", 0);
    let _read = house.get(&other, &dispute.path("")).await.ok();

    assert_eq!(revoke().await.ok().body, revoked.body, "the same again is answered again");
    let other_reason = json!({ "account": "clerk-1", "withdraws": "ACCOUNT", "reason": "调离" });
    let reused = house.call(Method::POST, LIST).by(&security).key("the-clerk-left").json(&other_reason);
    reused.send().await.refused(422, "idempotency-key-reused");

    let auditor = house.accounts.audit_administrator();
    let listed = house.get(&auditor, &format!("{LIST}?account=clerk-1")).await.ok();
    assert_eq!(listed.items().len(), 1);
    assert_eq!(listed.items()[0]["by"]["user"], "security-1");
    assert_eq!(listed.items()[0]["reason"], "离职");
    let journal = house.get(&auditor, "/v1/access-journal?action=revoke_access").await.ok();
    assert_eq!(journal.items().len(), 1, "{}", journal.body);
    assert_eq!(journal.items()[0]["about"], "account clerk-1");
    assert_eq!(journal.items()[0]["purpose"]["note"], "离职");

    house.stop();
    house.restart("debug");
    house.get(&new, "/v1/work-list").await.refused(401, "token-revoked");
    let lifting = format!("{LIST}/{}/lifting", revoked.text("/id"));
    let lifted = house.post(&security, &lifting, &json!({ "reason": "返聘" })).await.ok();
    assert_eq!(lifted.text("/lifting/reason"), "返聘");
    house.post(&security, &lifting, &json!({ "reason": "返聘" })).await.refused(409, "revocation-lifted");
    house.get(&clerk, "/v1/work-list").await.refused(401, "token-revoked");
    let back = clerk_of(&house.accounts, "clerk-1", 5);
    let _list = house.get(&back, "/v1/work-list").await.ok();
    house.finish().await;
}

#[tokio::test]
async fn tokens_of_before_are_withdrawn_and_a_new_one_is_taken() {
    let house = House::open().await;
    let security = house.accounts.security_administrator();
    let _list = house.get(&house.clerk(), "/v1/work-list").await.ok();
    let revoked = house.post(&security, LIST, &withdrawal("clerk-1", "TOKENS")).await.ok();
    house.get(&house.clerk(), "/v1/work-list").await.refused(401, "token-revoked");
    let _list = house.get(&clerk_of(&house.accounts, "clerk-1", 5), "/v1/work-list").await.ok();
    let lifting = format!("{LIST}/{}/lifting", revoked.text("/id"));
    let nothing = house.post(&security, &lifting, &json!({ "reason": "误" })).await;
    nothing.refused(409, "revocation-not-lasting");
    let nowhere = format!("{LIST}/0199f5a3-0000-7000-8000-00000000dead/lifting");
    house.post(&security, &nowhere, &json!({ "reason": "误" })).await.refused(404, "not-found");
    for wrong in [
        json!({ "withdraws": "TOKENS", "reason": "x" }),
        json!({ "account": "a", "subject": "b", "withdraws": "TOKENS", "reason": "x" }),
        json!({ "issuer": "nobody", "subject": "b", "withdraws": "TOKENS", "reason": "x" }),
    ] {
        house.post(&security, LIST, &wrong).await.refused(422, "field-value");
    }
    let personal = json!({ "account": "clerk-1", "withdraws": "TOKENS", "reason": "电话13800138000" });
    house.post(&security, LIST, &personal).await.refused(422, "reference-personal");
    let own = json!({ "issuer": "hejie-local", "subject": "clerk-3", "withdraws": "TOKENS", "reason": "x" });
    assert_eq!(house.post(&security, LIST, &own).await.ok().text("/account"), "clerk-3");
    let page = house.get(&security, &format!("{LIST}?limit=1")).await.ok();
    assert_eq!(page.items()[0]["account"], "clerk-3");
    let next = format!("{LIST}?limit=1&after={}", page.text("/next"));
    assert_eq!(house.get(&security, &next).await.ok().items()[0]["account"], "clerk-1");
    house.finish().await;
}

fn ran(data: &Path, arguments: &[&str]) -> Value {
    let ended = process::run(data, arguments);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    serde_json::from_slice(&ended.stdout).expect("JSON")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_at_the_machine_withdraws_while_the_server_runs_and_a_backup_carries_it_along() {
    let house = House::open().await;
    let _list = house.get(&house.clerk(), "/v1/work-list").await.ok();
    let data = house.data();
    let done = ran(&data, &["revoke", "--user", "clerk-1", "--reason", "left", "--json"]);
    house.get(&house.clerk(), "/v1/work-list").await.refused(401, "token-revoked");
    let auditor = house.accounts.audit_administrator();
    let listed = house.get(&auditor, LIST).await.ok();
    assert_eq!(listed.items()[0]["by"], Value::Null, "whoever works at the machine has no account");
    assert_eq!(ran(&data, &["revoke", "--list", "--json"])["items"], done["items"]);

    let place = tempfile::tempdir().expect("a directory");
    let (log, elsewhere) = (place.path().join("log"), place.path().join("data"));
    let (to, from) = (log.to_str().expect("a name"), log.to_str().expect("a name"));
    let _made = ran(&data, &["backup", "--to", to, "--json"]);
    std::fs::create_dir(&elsewhere).expect("a directory");
    std::fs::copy(data.join("issuer-ed25519.pem"), elsewhere.join("issuer-ed25519.pem")).expect("a key");
    let _back = ran(&elsewhere, &["restore", "--from", from, "--json"]);
    let node = Process::serve(&elsewhere, &place.path().join("stderr.log"), "info");
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let asked = http.get(format!("{}/v1/work-list", node.base)).bearer_auth(house.clerk().token);
    let refused: Value = asked.send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(refused["code"], "token-revoked");

    let id = done["items"][0]["id"].as_str().expect("an id");
    let _lifted = ran(&data, &["revoke", "--lift", id, "--reason", "back", "--json"]);
    let _list = house.get(&clerk_of(&house.accounts, "clerk-1", 5), "/v1/work-list").await.ok();
    let again = process::run(&data, &["revoke", "--lift", id, "--reason", "back"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing to lift"));
    house.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawn_on_one_node_the_next_request_on_every_other_is_refused() {
    let shared = Arc::new(Shared::start());
    let nodes = [House::node(&shared), House::node(&shared)];
    nodes[0].fill_registers().await;
    let security = nodes[0].accounts.security_administrator();
    for account in ["clerk-11", "clerk-12", "clerk-13"] {
        let clerk = clerk_of(&nodes[0].accounts, account, 0);
        for node in &nodes {
            let _remembered = node.get(&clerk, "/v1/work-list").await.ok();
        }
        let _done = nodes[0].post(&security, LIST, &withdrawal(account, "ACCOUNT")).await.ok();
        for node in nodes.iter().rev() {
            node.get(&clerk, "/v1/work-list").await.refused(401, "token-revoked");
        }
    }
    let listed = nodes[1].get(&security, LIST).await.ok();
    assert_eq!(listed.items().len(), 3);
    for change in
        ["DELETE FROM hejie_access.revocations", "UPDATE hejie_access.revocations SET account = 'x'"]
    {
        let refused = shared.try_psql("hejie", change).expect_err("the list only grows");
        assert!(refused.contains("only grows"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_cannot_read_the_list_for_a_second_serves_nobody() {
    let shared = Arc::new(Shared::start());
    let node = House::node(&shared);
    node.fill_registers().await;
    let _list = node.get(&node.clerk(), "/v1/work-list").await.ok();
    // Everything else is there: only the list is away.
    let rename = |from: &str, to: &str| {
        shared.psql("hejie", &format!("ALTER TABLE hejie_access.{from} RENAME TO {to}"))
    };
    let _away = rename("revocations", "away");
    let begun = std::time::Instant::now();
    let mut answer = node.get(&node.clerk(), "/v1/work-list").await;
    while answer.status == 200 {
        assert!(begun.elapsed().as_secs() < 3, "it serves without knowing whose access was withdrawn");
        wait::a_moment().await;
        answer = node.get(&node.clerk(), "/v1/work-list").await;
    }
    let refused = answer.refused(503, "store-busy");
    assert_eq!(refused["retryable"], true);
    node.get(&node.clerk(), "/v1/work-list").await.refused(503, "store-busy");
    let ready = node.call(Method::GET, "/health/ready").send().await;
    assert_eq!(ready.status, 503, "a proxy sends nobody here: {}", ready.body);
    let _back = rename("away", "revocations");
    while node.get(&node.clerk(), "/v1/work-list").await.status == 503 {
        wait::a_moment().await;
    }
    let _list = node.get(&node.clerk(), "/v1/work-list").await.ok();
    node.finish().await;
}
