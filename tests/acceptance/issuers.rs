//! Outside issuers: real providers sign people and service clients in, and the house reads what they say by its settings.

use acceptance::{Answer, House, Provider, cast, process, wait};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Secret of the service clients.
const SECRET: &str = "a secret between two machines of the test";

fn people() -> Value {
    json!({
        "li": { "realm_access": { "roles": ["offline_access", "desk"] }, "centre": cast::CENTRE },
        "both": { "realm_access": { "roles": ["desk", "head"] }, "centre": cast::CENTRE },
        "nobody": {},
        "boss": { "realm_access": { "roles": ["boss"] } },
    })
}

fn provider(algorithm: &str) -> Provider {
    Provider::start(algorithm, &people(), &[("docket", SECRET), ("unknown", SECRET)])
}

/// What the house is told about a provider.
fn entry(name: &str, provider: &Provider, more: &str) -> String {
    format!(
        r#"{{ name = "{name}", issuer = "{}", roles = ["clerk", "director", "court"], {more}
        claims.role = {{ claim = "realm_access.roles", values = {{ desk = "clerk", head = "director", boss = "administrator" }} }},
        claims.centre = {{ claim = "centre" }},
        clients.docket = {{ role = "court", court = "{}" }} }}"#,
        provider.issuer,
        cast::COURT,
    )
}

fn house_of(entries: &[String]) -> House {
    let issuers = format!("[{}]", entries.join(",")).replace('\n', " ");
    House::with("debug", vec![("HEJIE_AUTH_ISSUERS".to_owned(), issuers), Provider::allowed()])
}

async fn work_list(house: &House, token: &str) -> Answer {
    house.call(Method::GET, "/v1/work-list").bearer(token).send().await
}

#[tokio::test]
async fn people_sign_in_at_their_own_issuers_whichever_signature_those_make() {
    let providers = ["EdDSA", "ES256", "RS256"].map(provider);
    let entries: Vec<_> =
        providers.iter().enumerate().map(|(at, provider)| entry(&format!("id-{at}"), provider, "")).collect();
    let house = house_of(&entries);
    for (at, provider) in providers.iter().enumerate() {
        let tokens = provider.sign_in("li").await;
        let list = work_list(&house, &tokens.access).await;
        assert_eq!(list.status, 200, "{}", list.body);
        let known = format!("\"user\":\"id-{at}.li\"");
        wait::until("the account is named after its issuer", || house.log().contains(&known).then_some(()));
        work_list(&house, &tokens.id).await.refused(401, "token-foreign");
    }
    house.finish().await;
}

#[tokio::test]
async fn whoever_has_no_one_role_by_the_settings_may_do_nothing() {
    let provider = provider("ES256");
    let house = house_of(&[entry("id", &provider, "")]);
    for account in ["both", "nobody", "boss"] {
        let token = provider.sign_in(account).await.access;
        let problem = work_list(&house, &token).await.refused(403, "claims-unmapped");
        assert_eq!(problem["facts"]["claim"], "role", "{account}");
    }
    house.finish().await;
}

#[tokio::test]
async fn a_courts_machine_comes_with_client_credentials_and_is_the_court_the_settings_name() {
    let provider = provider("RS256");
    let house = house_of(&[entry("id", &provider, "")]);
    let court = provider.service("docket", SECRET).await;
    let settlements = house.call(Method::GET, "/v1/settlements").bearer(&court).send().await;
    assert_eq!(settlements.status, 200, "{}", settlements.body);
    work_list(&house, &court).await.refused(403, "forbidden");
    let unknown = provider.service("unknown", SECRET).await;
    work_list(&house, &unknown).await.refused(403, "claims-unmapped");
    house.finish().await;
}

#[tokio::test]
async fn with_an_outside_issuer_the_local_one_is_asked_for_or_off() {
    let provider = provider("EdDSA");
    let house = house_of(&[entry("id", &provider, "")]);
    work_list(&house, &house.clerk().token).await.refused(401, "token-foreign");
    house.finish().await;
    let issuers = format!("[{}]", entry("id", &provider, "")).replace('\n', " ");
    let both = vec![
        ("HEJIE_AUTH_ISSUERS".to_owned(), issuers),
        ("HEJIE_AUTH_LOCAL_ISSUER".to_owned(), "on".to_owned()),
        Provider::allowed(),
    ];
    let house = House::with("debug", both);
    assert_eq!(work_list(&house, &house.clerk().token).await.status, 200);
    assert_eq!(work_list(&house, &provider.sign_in("li").await.access).await.status, 200);
    // An account of the other issuer is not the local one's to give, whoever asks it to sign.
    let role = api::auth::HejieClaims::role(domain::occasion::Role::Clerk);
    let claims = api::auth::HejieClaims { centre: Some(cast::CENTRE.to_owned()), ..role };
    let imitated = house.accounts.account("id.li", claims);
    work_list(&house, &imitated.token).await.refused(401, "token-foreign");
    house.finish().await;
}

#[test]
fn an_issuer_at_no_public_address_is_refused_at_start_until_the_settings_name_it() {
    let place = tempfile::tempdir().expect("a directory");
    let start = |issuer: &str, allow: &str| {
        let entry = format!(r#"[{{ name = "id", issuer = "{issuer}", roles = ["clerk"] }}]"#);
        let environment = [("HEJIE_AUTH_ISSUERS", entry), ("HEJIE_OUTBOUND_ALLOW", allow.to_owned())];
        let environment = environment.map(|(name, value)| (name.to_owned(), value));
        let arguments = ["serve", "--listen", "127.0.0.1:0"];
        process::run_with(&place.path().join("data"), &arguments, &environment)
    };
    for (issuer, words) in [
        ("http://127.0.0.1:9/x", "127.0.0.1, a loopback address: name it in outbound.allow"),
        ("https://localhost/x", "127.0.0.1, a loopback address"),
        ("https://10.1.2.3/x", "10.1.2.3, a private address"),
        ("https://169.254.169.254/x", "169.254.169.254, a link-local address"),
        ("https://[::ffff:192.168.0.1]/x", "a private address"),
        ("https://id.example.cn:22/x", "which is none of outbound.ports"),
    ] {
        let ended = start(issuer, "192.0.2.1");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && said.contains(words), "{issuer}: {said}");
    }
    let ended = start("https://id.example.cn/x", "what is this?");
    assert!(String::from_utf8_lossy(&ended.stderr).contains("outbound.allow"), "{ended:?}");
}

#[tokio::test]
async fn keys_rotate_under_load_without_one_good_token_refused() {
    let provider = Arc::new(provider("ES256"));
    let house = Arc::new(house_of(&[entry("id", &provider, "keys_floor_ms = 300,")]));
    let (stop, served) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let fresh = Arc::new(tokio::sync::RwLock::new(provider.sign_in("li").await.access));
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let (house, stop, served, fresh) =
                (Arc::clone(&house), Arc::clone(&stop), Arc::clone(&served), Arc::clone(&fresh));
            tokio::spawn(async move {
                while !stop.load(Ordering::Relaxed) {
                    let token = fresh.read().await.clone();
                    let list = work_list(&house, &token).await;
                    assert_eq!(list.status, 200, "{}", list.body);
                    served.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for _ in 0..5 {
        let before = served.load(Ordering::Relaxed);
        // Publish and sign at once: the least friendly way to rotate. Nobody holds a token of the key that is gone.
        let mut fresh = fresh.write().await;
        provider.rotate();
        *fresh = provider.sign_in("li").await.access;
        drop(fresh);
        while served.load(Ordering::Relaxed) < before + 50 {
            tokio::task::yield_now().await;
        }
    }
    stop.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.expect("no good token was refused");
    }
    assert!(provider.fetches() <= 12, "{} fetches for five rotations", provider.fetches());
    Arc::into_inner(house).expect("nobody reads any more").finish().await;
}

#[tokio::test]
async fn an_issuer_that_is_down_is_trusted_as_it_was_known_and_nothing_new_is_believed_or_refused() {
    let provider = provider("RS256");
    let house = house_of(&[entry("id", &provider, "keys_floor_ms = 50,")]);
    let (first, second) = (provider.sign_in("li").await.access, provider.sign_in("li").await.access);
    assert_eq!(work_list(&house, &first).await.status, 200);
    provider.rotate();
    let of_new_key = provider.sign_in("li").await.access;
    provider.down();
    assert_eq!(work_list(&house, &second).await.status, 200, "checked with the key that is known");
    let problem = work_list(&house, &of_new_key).await.refused(503, "keys-not-at-hand");
    assert_eq!(problem["retryable"], true);
    provider.up();
    assert_eq!(work_list(&house, &of_new_key).await.status, 200);
    // The fetch has told that the first key is gone: what was signed with it counts no longer, remembered or not.
    work_list(&house, &first).await.refused(401, "token-foreign");
    house.finish().await;
}

#[tokio::test]
async fn made_up_keys_cannot_make_the_house_ask_its_issuer_without_end() {
    let provider = provider("EdDSA");
    let house = Arc::new(house_of(&[entry("id", &provider, "keys_floor_ms = 200,")]));
    let good = provider.sign_in("li").await.access;
    assert_eq!(work_list(&house, &good).await.status, 200);
    let (before, began) = (provider.fetches(), std::time::Instant::now());
    let payload = good.split('.').nth(1).expect("a payload").to_owned();
    let storms: Vec<_> = (0..60)
        .map(|at| {
            let (house, payload) = (Arc::clone(&house), payload.clone());
            tokio::spawn(async move {
                use base64::Engine as _;
                let header = json!({ "alg": "EdDSA", "typ": "at+jwt", "kid": format!("made-up-{at}") });
                let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(header.to_string());
                work_list(&house, &format!("{header}.{payload}.AAAA")).await.refused(401, "token-foreign");
            })
        })
        .collect();
    assert_eq!(work_list(&house, &good).await.status, 200, "nobody known waits for them");
    for storm in storms {
        storm.await.expect("refused");
    }
    let asked = provider.fetches() - before;
    let most = began.elapsed().as_millis() / 200 + 2;
    assert!(u128::from(asked) <= most, "{asked} fetches, {most} at most");
    Arc::into_inner(house).expect("nobody calls any more").finish().await;
}

#[tokio::test]
async fn the_algorithm_is_the_published_keys_and_never_the_tokens() {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use jsonwebtoken::{Algorithm, EncodingKey, Header};
    let provider = provider("RS256");
    let house = house_of(&[entry("id", &provider, "keys_floor_ms = 20,")]);
    let good = provider.sign_in("li").await.access;
    let (header, rest) = good.split_once('.').expect("a header");
    let (payload, signature) = rest.split_once('.').expect("a payload");
    let decoded = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64")).expect("JSON")
    };
    let kid = decoded(header)["kid"].as_str().expect("a key").to_owned();
    // The public key as a shared secret: the classic confusion.
    let published: Value = serde_json::from_slice(
        &reqwest::get(format!("{}/jwks", provider.issuer)).await.expect("keys").bytes().await.expect("keys"),
    )
    .expect("JSON");
    let secret = published["keys"][0]["n"].as_str().expect("a modulus").as_bytes().to_vec();
    let hs256 = Header { kid: Some(kid.clone()), ..Header::new(Algorithm::HS256) };
    let confused =
        jsonwebtoken::encode(&hs256, &decoded(payload), &EncodingKey::from_secret(&secret)).expect("a token");
    work_list(&house, &confused).await.refused(401, "token-foreign");
    let with = |header: Value, signature: &str| {
        format!("{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode(header.to_string()))
    };
    let headed = |alg: &str, typ: &str| json!({ "alg": alg, "typ": typ, "kid": kid.clone() });
    work_list(&house, &with(headed("none", "JWT"), "")).await.refused(401, "token-malformed");
    work_list(&house, &with(headed("ES256", "at+jwt"), signature)).await.refused(401, "token-foreign");
    work_list(&house, &with(headed("RS384", "at+jwt"), signature)).await.refused(401, "token-foreign");
    work_list(&house, &with(headed("RS256", "logout+jwt"), signature)).await.refused(401, "token-foreign");
    let mut critical = headed("RS256", "at+jwt");
    critical["crit"] = json!(["exp"]);
    work_list(&house, &with(critical, signature)).await.refused(401, "token-foreign");
    let mut promoted = decoded(payload);
    promoted["centre"] = json!("440600");
    let promoted = format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(promoted.to_string()));
    work_list(&house, &promoted).await.refused(401, "token-foreign");
    assert_eq!(work_list(&house, &good).await.status, 200);
    house.finish().await;
}

#[tokio::test]
async fn an_account_of_an_outside_issuer_is_withdrawn_by_issuer_and_subject() {
    let provider = provider("ES256");
    let issuers = format!("[{}]", entry("id", &provider, "")).replace('\n', " ");
    let settings = [("HEJIE_AUTH_ISSUERS", issuers), ("HEJIE_AUTH_LOCAL_ISSUER", "on".to_owned())];
    let mut settings = settings.map(|(name, value)| (name.to_owned(), value)).to_vec();
    settings.push(Provider::allowed());
    let house = House::with("debug", settings);
    let li = provider.sign_in("li").await.access;
    for _remembered in 0..2 {
        let _list = work_list(&house, &li).await.ok();
    }
    let security = house.accounts.security_administrator();
    let body =
        json!({ "issuer": provider.issuer, "subject": "li", "withdraws": "ACCOUNT", "reason": "离职" });
    let revoked = house.post(&security, "/v1/access-revocations", &body).await.ok();
    assert_eq!(revoked.text("/account"), "id.li");
    work_list(&house, &li).await.refused(401, "token-revoked");
    let again = provider.sign_in("li").await.access;
    work_list(&house, &again).await.refused(401, "token-revoked");
    house.finish().await;
}
