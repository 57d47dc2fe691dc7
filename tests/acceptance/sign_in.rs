//! People sign in at the house itself: first password, second factor, sessions, lock-out.

use acceptance::who::now_s;
use acceptance::{Answer, House, Process, cast, process, wait};
use application::{FactorSecret, code_at};
use reqwest::Method;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

const OWN: &str = "a sentence of my own";
const NEW: &str = "another sentence of mine";

fn ran(data: &Path, arguments: &[&str]) -> Value {
    let ended = process::run(data, arguments);
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    serde_json::from_slice(&ended.stdout).expect("JSON")
}

async fn says(house: &House, path: &str, body: &Value) -> Answer {
    house.call(Method::POST, path).json(body).send().await
}

fn proof(user: &str, password: &str) -> Value {
    json!({ "user": user, "password": password })
}

fn with_code(user: &str, password: &str, secret: &FactorSecret, at_s: u64) -> Value {
    json!({ "user": user, "password": password, "code": code_at(secret, at_s) })
}

async fn works(house: &House, signed_in: &Answer) -> Answer {
    house.call(Method::GET, "/v1/my-cases").bearer(&signed_in.text("/access_token")).send().await
}

async fn refreshed(house: &House, signed_in: &Answer) -> Answer {
    says(house, "/v1/sign-in/refresh", &json!({ "refresh": signed_in.text("/refresh") })).await
}

/// A party's account with a password of its own, opened by the security administrator.
async fn party(house: &House, user: &str) {
    let security = house.accounts.security_administrator();
    let opened = house.post(&security, "/v1/accounts", &json!({ "user": user, "role": "party" })).await.ok();
    let mut change = proof(user, &opened.text("/initial_password"));
    change["new_password"] = OWN.into();
    let _changed = says(house, "/v1/password", &change).await.ok();
}

#[tokio::test]
async fn a_clerk_is_added_at_the_machine_enrols_signs_in_works_and_leaves() {
    let house = House::open().await;
    let words =
        ["account", "add", "--user", "clerk-7", "--role", "clerk", "--centre", cast::CENTRE, "--json"];
    let initial = ran(&house.data(), &words)["initial_password"].as_str().expect("a password").to_owned();
    let twice = process::run(&house.data(), &words);
    assert!(String::from_utf8_lossy(&twice.stderr).contains("there is an account of this name"));

    says(&house, "/v1/sign-in", &proof("clerk-7", &initial)).await.refused(403, "password-change-needed");
    let mut change = proof("clerk-7", &initial);
    for (unfit, code) in [
        ("short", "password-length"),
        ("Password1234", "password-common"),
        ("I am clerk-7, am I", "password-name"),
    ] {
        change["new_password"] = unfit.into();
        let refused = says(&house, "/v1/password", &change).await.refused(422, code);
        assert!(!refused.to_string().contains(unfit), "{refused}");
    }
    change["new_password"] = OWN.into();
    let _changed = says(&house, "/v1/password", &change).await.ok();
    says(&house, "/v1/sign-in", &proof("clerk-7", OWN)).await.refused(403, "second-factor-needed");
    let uri = says(&house, "/v1/second-factor", &proof("clerk-7", OWN)).await.ok().text("/uri");
    let secret = FactorSecret::read(&uri).expect("a secret for an app");
    let now = now_s();
    let first = with_code("clerk-7", OWN, &secret, now);
    let _confirmed = says(&house, "/v1/second-factor/confirmation", &first).await.ok();
    says(&house, "/v1/sign-in", &first).await.refused(401, "sign-in-refused");
    says(&house, "/v1/sign-in", &proof("clerk-7", OWN)).await.refused(401, "sign-in-refused");

    let signed_in = says(&house, "/v1/sign-in", &with_code("clerk-7", OWN, &secret, now + 30)).await.ok();
    assert_eq!(signed_in.body["expires_in_s"], 600);
    let list =
        |answer: &Answer| house.call(Method::GET, "/v1/work-list").bearer(&answer.text("/access_token"));
    let _list = list(&signed_in).send().await.ok();
    let next = refreshed(&house, &signed_in).await.ok();
    assert_ne!(next.text("/refresh"), signed_in.text("/refresh"));
    let _list = list(&next).send().await.ok();
    let out = says(&house, "/v1/sign-out", &json!({ "refresh": next.text("/refresh") })).await.ok();
    assert_eq!(out.body["ended"], true);
    for token in [&signed_in, &next] {
        list(token).send().await.refused(401, "session-ended");
    }
    refreshed(&house, &next).await.refused(401, "session-ended");
    house.stop();
    house.restart("debug");
    list(&next).send().await.refused(401, "session-ended");

    let log = house.log();
    let secrets = [initial.as_str(), OWN, uri.as_str(), &signed_in.text("/refresh"), &next.text("/refresh")];
    for secret in secrets {
        assert!(!log.contains(secret), "a secret in the log");
    }
    assert!(log.contains("clerk-7"), "who signed in is written down");
    let file = std::fs::metadata(house.data().join("accounts.db")).expect("the accounts");
    let mode = std::os::unix::fs::PermissionsExt::mode(&file.permissions());
    assert_eq!(mode & 0o777, 0o600);
    house.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_password_a_copied_secret_a_reset_and_a_withdrawal_each_end_what_was_open() {
    let house = House::empty("debug");
    party(&house, "party-7").await;
    let sign_in = async |password: &str| says(&house, "/v1/sign-in", &proof("party-7", password)).await;
    let [one, other] = [sign_in(OWN).await.ok(), sign_in(OWN).await.ok()];
    let _cases = works(&house, &one).await.ok();
    let mut change = proof("party-7", OWN);
    change["new_password"] = NEW.into();
    let _changed = says(&house, "/v1/password", &change).await.ok();
    for session in [&one, &other] {
        works(&house, session).await.refused(401, "session-ended");
        refreshed(&house, session).await.refused(401, "session-ended");
    }

    let first = sign_in(NEW).await.ok();
    let second = refreshed(&house, &first).await.ok();
    refreshed(&house, &first).await.refused(401, "session-ended");
    works(&house, &second).await.refused(401, "session-ended");

    let open = sign_in(NEW).await.ok();
    let security = house.accounts.security_administrator();
    let reset = || {
        let call =
            house.call(Method::POST, "/v1/accounts/party-7/reset").by(&security).key("the-phone-is-lost");
        call.json(&json!({ "reason": "手机遗失" })).send()
    };
    let given = reset().await.ok();
    works(&house, &open).await.refused(401, "session-ended");
    assert_eq!(reset().await.ok().body, given.body, "a repeat tells the password again");
    sign_in(NEW).await.refused(401, "sign-in-refused");
    let mut change = proof("party-7", &given.text("/initial_password"));
    change["new_password"] = OWN.into();
    let _changed = says(&house, "/v1/password", &change).await.ok();

    let open = sign_in(OWN).await.ok();
    let data = house.data();
    let disabled = process::run(&data, &["account", "disable", "--user", "party-7", "--reason", "left"]);
    assert!(disabled.status.success(), "{}", String::from_utf8_lossy(&disabled.stderr));
    works(&house, &open).await.refused(401, "token-revoked");
    refreshed(&house, &open).await.refused(401, "session-ended");
    sign_in(OWN).await.refused(401, "sign-in-refused");
    house.finish().await;
}

#[tokio::test]
async fn the_security_administrator_opens_accounts_for_others_and_whoever_audits_sees_it() {
    let house = House::empty("debug");
    let security = house.accounts.security_administrator();
    let add = |body: Value, key: &'static str| {
        let call = house.call(Method::POST, "/v1/accounts").by(&security).key(key);
        call.json(&body).send()
    };
    let clerk = json!({ "user": "clerk-8", "role": "clerk", "centre": cast::CENTRE });
    let opened = add(clerk.clone(), "one").await.ok();
    assert_eq!(add(clerk.clone(), "one").await.ok().body, opened.body, "a repeat tells the password again");
    add(clerk, "two").await.refused(409, "account-taken");
    let own = json!({ "user": "security-1", "role": "federation" });
    add(own, "three").await.refused(403, "account-own");
    add(json!({ "user": "clerk-9", "role": "clerk" }), "four").await.refused(422, "claims-unfit");
    add(json!({ "user": "张三", "role": "party" }), "five").await.refused(422, "field-value");
    let nobody = house.post(&security, "/v1/accounts/nobody/reset", &json!({ "reason": "x" })).await;
    nobody.refused(404, "not-found");

    let auditor = house.accounts.audit_administrator();
    let listed = house.get(&auditor, "/v1/accounts").await.ok();
    assert_eq!(listed.items().len(), 1);
    assert_eq!(listed.items()[0]["account"]["user"], "clerk-8");
    assert!(!listed.body.to_string().contains(&opened.text("/initial_password")));
    let journal = house.get(&auditor, "/v1/access-journal?action=add_account").await.ok();
    assert_eq!(journal.items().len(), 1, "{}", journal.body);
    assert_eq!(journal.items()[0]["about"], "account clerk-8");
    house.finish().await;
}

#[tokio::test]
async fn five_wrong_ones_are_waited_for_and_an_unknown_name_is_told_the_same_in_the_same_time() {
    let house = House::empty("debug");
    party(&house, "party-7").await;
    party(&house, "party-8").await;
    let mut took: [Vec<u128>; 2] = Default::default();
    for pair in [["party-7", "party-nobody"], ["party-8", "clerk-nobody"]] {
        for (name, took) in pair.into_iter().zip(&mut took) {
            for _wrong in 0..5 {
                let begun = Instant::now();
                let answer = says(&house, "/v1/sign-in", &proof(name, "not the password")).await;
                took.push(begun.elapsed().as_micros());
                answer.refused(401, "sign-in-refused");
            }
            let locked = says(&house, "/v1/sign-in", &proof(name, OWN)).await;
            let wait_s: u64 = locked.header("retry-after").parse().expect("when to come back");
            assert!((50..=60).contains(&wait_s), "{wait_s}");
            locked.refused(429, "sign-in-locked");
            says(&house, "/v1/password", &{
                let mut change = proof(name, OWN);
                change["new_password"] = NEW.into();
                change
            })
            .await
            .refused(429, "sign-in-locked");
        }
    }
    let middle = took.map(|mut all| {
        all.sort_unstable();
        all[all.len() / 2]
    });
    // A password that is not looked at would take next to no time.
    assert!(middle[0].abs_diff(middle[1]) * 2 < middle[0].min(middle[1]), "the time tells: {middle:?} µs");
    house.finish().await;
}

#[tokio::test]
async fn a_session_nobody_refreshes_ends_and_so_does_its_token() {
    let short = [
        ("HEJIE_AUTH_SESSION_IDLE_S", "1"),
        ("HEJIE_AUTH_ACCESS_TOKEN_S", "1"),
        ("HEJIE_AUTH_LEEWAY_S", "0"),
    ];
    let short = short.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let house = House::with("debug", short);
    party(&house, "party-7").await;
    let signed_in = says(&house, "/v1/sign-in", &proof("party-7", OWN)).await.ok();
    let begun = Instant::now();
    let _cases = works(&house, &signed_in).await.ok();
    while begun.elapsed().as_millis() < 2_100 {
        wait::a_moment().await;
    }
    works(&house, &signed_in).await.refused(401, "token-expired");
    refreshed(&house, &signed_in).await.refused(401, "session-ended");
    house.finish().await;
}

#[tokio::test]
async fn accounts_come_along_in_a_backup_and_their_factors_open_with_the_keys() {
    let house = House::empty("debug");
    party(&house, "party-7").await;
    let uri = says(&house, "/v1/second-factor", &proof("party-7", OWN)).await.ok().text("/uri");
    let secret = FactorSecret::read(&uri).expect("a secret");
    let now = now_s();
    let first = with_code("party-7", OWN, &secret, now);
    let _confirmed = says(&house, "/v1/second-factor/confirmation", &first).await.ok();
    let place = tempfile::tempdir().expect("a directory");
    let [log, keys, data] = ["log", "keys", "data"].map(|name| place.path().join(name));
    let text = |path: &Path| path.to_str().expect("a name").to_owned();
    let made = ["backup", "--to", &text(&log), "--keys-to", &text(&keys), "--json"].map(str::to_owned);
    let _made = ran(&house.data(), &made.each_ref().map(String::as_str));
    std::fs::create_dir(&data).expect("a directory");
    for file in ["master.key", "issuer-ed25519.pem"] {
        std::fs::copy(house.data().join(file), data.join(file)).expect("a key");
    }
    let back = ["restore", "--from", &text(&log), "--keys-from", &text(&keys), "--json"].map(str::to_owned);
    let _back = ran(&data, &back.each_ref().map(String::as_str));
    let node = Process::serve(&data, &place.path().join("stderr.log"), "info");
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let again = with_code("party-7", OWN, &secret, now + 30);
    let answer = http.post(format!("{}/v1/sign-in", node.base)).json(&again).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    house.finish().await;
}

#[tokio::test]
async fn where_people_sign_in_elsewhere_nobody_signs_in_here() {
    let house = House::with("debug", vec![("HEJIE_AUTH_SIGN_IN".to_owned(), "false".to_owned())]);
    says(&house, "/v1/sign-in", &proof("party-7", OWN)).await.refused(409, "sign-in-off");
    let security = house.accounts.security_administrator();
    house.get(&security, "/v1/accounts").await.refused(409, "sign-in-off");
    house.finish().await;
}
