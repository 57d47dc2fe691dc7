//! Every step of an account at the local issuer.

use acceptance::{House, cast};
use application::{FactorSecret, code_at};
use serde_json::{Value, json};

/// Somebody gets an account, signs in and out, and gets it anew.
pub(super) async fn come_in(house: &House) {
    let (user, own) = ("party-who-signs-in", "a sentence of my own");
    let security = house.accounts.security_administrator();
    let account = json!({ "user": user, "role": "party" });
    let initial = house.post(&security, "/v1/accounts", &account).await.ok().text("/initial_password");
    let says = async |path: &str, body: &Value| {
        house.call(reqwest::Method::POST, &format!("/v1/{path}")).json(body).send().await.ok()
    };
    let change = json!({ "user": user, "password": initial, "new_password": own });
    let _changed = says("password", &change).await;
    let proof = json!({ "user": user, "password": own });
    let refresh = says("sign-in", &proof).await.text("/refresh");
    let refresh = says("sign-in/refresh", &json!({ "refresh": refresh })).await.text("/refresh");
    let _out = says("sign-out", &json!({ "refresh": refresh })).await;
    let secret = FactorSecret::read(&says("second-factor", &proof).await.text("/uri")).expect("a secret");
    let code = code_at(&secret, acceptance::who::now_s());
    let first = json!({ "user": user, "password": own, "code": code });
    let _confirmed = says("second-factor/confirmation", &first).await;
    let reset = json!({ "reason": cast::REASON });
    let _reset = house.post(&security, &format!("/v1/accounts/{user}/reset"), &reset).await.ok();
    let _list = house.get(&security, "/v1/accounts").await.ok();
}
