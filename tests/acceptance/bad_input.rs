//! Everything a caller can get wrong, on real routes: each mistake has its own code, and nothing changes.

use acceptance::cast;
use acceptance::{Answer, Dispute, House, Step};
use domain::text::LongText;
use reqwest::Method;
use serde_json::{Value, json};

/// Files an application that was changed at one place.
async fn filed_with(house: &House, change: impl FnOnce(&mut Value)) -> Answer {
    let mut body = cast::application();
    change(&mut body);
    house.post(&house.applicant(), "/v1/cases", &body).await
}

/// Files these very bytes.
async fn filed_raw(house: &House, body: impl Into<Vec<u8>>) -> Answer {
    let key = house.fresh_key();
    house.call(Method::POST, "/v1/cases").by(&house.applicant()).key(&key).raw(body).send().await
}

#[tokio::test]
async fn a_body_that_is_no_application_is_refused_for_what_it_is() {
    let house = House::open().await;
    let head = house.head().await;
    let whole = cast::application().to_string();
    let nested = |levels: usize| format!("{{\"facts\":{}1{}}}", "[".repeat(levels), "]".repeat(levels));
    let in_facts = |text: &str| whole.replace(cast::FACTS, text);
    let with_bare_nul = in_facts("\u{0}");
    let mut not_utf8 = whole.clone().into_bytes();
    not_utf8[2] = 0xff;
    for (body, status, code) in [
        (Vec::new(), 400, "json-malformed"),
        (b"{".to_vec(), 400, "json-malformed"),
        (whole[..whole.len() - 1].into(), 400, "json-malformed"),
        (format!("{whole}{whole}").into(), 400, "json-malformed"),
        (b"null".to_vec(), 400, "field-type"),
        (b"[]".to_vec(), 400, "field-type"),
        (b"{}".to_vec(), 400, "field-missing"),
        (not_utf8, 400, "json-not-utf8"),
        (nested(1_000).into(), 400, "json-too-deep"),
        (nested(100_000).into(), 400, "json-too-deep"),
        ("[".repeat(100_000).into(), 400, "json-too-deep"),
        ("{\"a\":".repeat(100_000).into(), 400, "json-too-deep"),
        (in_facts("\\ud83d").into(), 400, "json-unpaired-surrogate"),
        (in_facts("\\udc00\\ud83d").into(), 400, "json-unpaired-surrogate"),
        (in_facts("\\u0000").into(), 422, "text-control-character"),
        (with_bare_nul.into(), 400, "json-control-character"),
        (whole.replacen('{', "{\"centre\":\"440100\",", 1).into(), 400, "field-duplicate"),
        (vec![b' '; 10 * 1024 * 1024], 413, "body-too-large"),
    ] {
        filed_raw(&house, body).await.refused(status, code);
    }
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn a_wrong_value_is_refused_at_its_place() {
    let house = House::open().await;
    let head = house.head().await;
    let amount = |amount: Value| json!([{ "kind": "REFUND", "amount_fen": amount }]);
    let claims = vec![json!({ "kind": "APOLOGY" }); 51];
    let number = "/applicants/0/document/number";
    for (pointer, value, status, code) in [
        ("/centre", json!(440_100), 400, "field-type"),
        ("/centre", json!("440300"), 422, "centre-unknown"),
        ("/centre", json!(""), 422, "id-malformed"),
        ("/channel", json!("FAX"), 422, "field-value"),
        ("/facts", json!(""), 422, "text-empty"),
        ("/facts", json!("长".repeat(LongText::MAX_CHARS + 1)), 422, "text-too-long"),
        ("/facts", json!("a\u{7}b"), 422, "text-control-character"),
        ("/applicants/0/name", json!("   "), 422, "text-empty"),
        ("/applicants/0/phone", json!("12-"), 422, "phone-format"),
        (number, json!("990000197903140371"), 422, "resident-id-checksum"),
        (number, json!("990000197902300372"), 422, "resident-id-date"),
        (number, json!("99000019790314037"), 422, "resident-id-length"),
        (number, json!("99000019790314O372"), 422, "resident-id-character"),
        ("/respondents/0/uscc", json!("91990000MA00TEA20J"), 422, "uscc-checksum"),
        ("/respondents/0/uscc", json!("91990000MA00TEA2"), 422, "uscc-length"),
        ("/respondents/0/uscc", json!("91990000MA00TEI20H"), 422, "uscc-character"),
        ("/respondents/0/uscc", json!(cast::UNREGISTERED), 422, "institution-unknown"),
        ("/respondents/0", json!({ "kind": "GHOST" }), 422, "field-value"),
        ("/applicants", json!([]), 422, "side-missing"),
        ("/claims", json!([]), 422, "claim-missing"),
        ("/claims", json!(claims), 422, "too-many"),
        ("/claims", amount(json!(0)), 422, "amount-not-positive"),
        ("/claims", amount(json!(-1)), 422, "amount-not-positive"),
        ("/claims", amount(json!(1.5)), 422, "amount-not-integer"),
        ("/claims", amount(json!("100")), 400, "field-type"),
        ("/claims", amount(json!(i64::MAX)), 422, "amount-too-large"),
        ("/claims", amount(json!(u64::MAX)), 422, "amount-too-large"),
        ("/dispute_fen", json!(-1), 422, "amount-negative"),
        ("/incident_on", json!("2026-02-30"), 422, "date-invalid"),
        ("/incident_on", json!("2026-13-01"), 422, "date-invalid"),
        ("/incident_on", json!("02/03/2026"), 422, "date-invalid"),
        ("/incident_on", json!("0001-01-01"), 422, "date-out-of-range"),
        ("/incident_on", json!("2199-12-31"), 422, "date-in-future"),
        ("/privacy_notice", Value::Null, 422, "privacy-notice-not-shown"),
    ] {
        let answer = filed_with(&house, |body| {
            if let Some(place) = body.pointer_mut(pointer) {
                *place = value.clone();
            } else {
                body[&pointer[1..]] = value.clone();
            }
        });
        let problem = answer.await.refused(status, code);
        assert!(
            !problem["detail"].as_str().unwrap_or_default().contains('{'),
            "an unfilled sentence: {problem}"
        );
    }
    filed_with(&house, |body| body["surprise"] = json!(1)).await.refused(400, "field-unknown");
    let ten_thousand = vec![json!({ "kind": "APOLOGY" }); 10_000];
    filed_with(&house, |body| body["claims"] = json!(ten_thousand)).await.refused(422, "too-many");
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn claims_that_add_up_to_more_than_can_be_counted_are_refused() {
    let house = House::open().await;
    let largest = json!({ "kind": "PAYMENT", "amount_fen": 1_000_000_000_000_000_i64 });
    let head = house.head().await;
    let many = vec![largest; 50];
    filed_with(&house, |body| body["claims"] = json!(many)).await.refused(422, "claim-too-large");
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn a_wrong_head_of_a_request_is_refused_before_its_body() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let path = dispute.path("closing");
    let close = || house.call(Method::POST, &path).by(&house.clerk()).raw("{}");
    let head = house.head().await;
    close().send().await.refused(400, "idempotency-key-missing");
    close().key("").send().await.refused(400, "idempotency-key-malformed");
    close().key(&"k".repeat(129)).send().await.refused(400, "idempotency-key-malformed");
    close().key("钥匙").send().await.refused(400, "idempotency-key-malformed");
    close().key("k").header("if-match", "7").send().await.refused(400, "if-match-malformed");
    close()
        .key("k")
        .header("if-match", "\"99999999999999999999\"")
        .send()
        .await
        .refused(400, "if-match-malformed");
    close().key("k").header("if-match", "\"7\"").send().await.refused(412, "revision-mismatch");
    close()
        .key("k")
        .header("content-type", "text/plain")
        .send()
        .await
        .refused(415, "content-type-unsupported");
    close().key("k").header("content-encoding", "gzip").send().await.refused(415, "content-type-unsupported");

    // More of a head than is read: the server says so or hangs up, and goes on serving.
    let huge = close().key("k").header("x-ballast", &"x".repeat(1_000_000)).try_send().await;
    assert!(huge.is_err() || huge.is_ok_and(|answer| (400..500).contains(&answer.status)));
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn an_address_that_is_no_address_of_ours_is_refused() {
    let house = House::open().await;
    let clerk = house.clerk();
    let get = |path: &str| house.call(Method::GET, path).by(&clerk).send();
    for (path, status, code) in [
        ("/v1/cases/not-an-id", 400, "path-parameter-invalid"),
        ("/v1/cases/%00", 400, "path-parameter-invalid"),
        ("/v1/cases/%FF%FE", 400, "path-parameter-invalid"),
        ("/v1/cases/%zz", 400, "path-parameter-invalid"),
        ("/v1/cases/..%2f..%2fetc%2fpasswd", 400, "path-parameter-invalid"),
        ("/v1/cases/0199f5a3-0000-7000-8000-00000000dead", 404, "not-found"),
        ("/v1/institutions/91990000MA00TEA20J", 404, "not-found"),
        ("/v1/settlements/%E7%B2%A4", 404, "not-found"),
        ("/v1/settlements/%FF", 404, "not-found"),
        ("/v1/centres/nowhere%20at%20all/counts", 400, "path-parameter-invalid"),
        ("/v1/work-list?limit=many", 400, "query-parameter-invalid"),
        ("/v1/work-list?limit=-1", 400, "query-parameter-invalid"),
        ("/v1/work-list?limit=1&limit=2", 400, "query-parameter-invalid"),
        ("/v1/work-list?stage=%FF%00", 400, "query-parameter-invalid"),
        ("/v1/work-list?stage=SLEEPING", 400, "query-parameter-invalid"),
        ("/v1/work-list?%zz=%", 400, "query-parameter-unknown"),
        ("/v1/work-list?surprise=1", 400, "query-parameter-unknown"),
        ("/v1/work-list?after=%00", 400, "cursor-malformed"),
        ("/v1/settlements?from=2026-02-30", 422, "date-invalid"),
        ("/v1/nothing", 404, "not-found"),
        ("/", 404, "not-found"),
    ] {
        let answer = get(path).await;
        answer.refused(status, code);
    }
    let wrong_method = house.call(Method::DELETE, "/v1/cases").by(&clerk).send().await;
    assert_eq!(wrong_method.header("allow"), "POST");
    wrong_method.refused(405, "method-not-allowed");

    let head = house.head().await;
    for path in
        ["/v1/cases/%00/closing", "/v1/cases/7/sessions/x/cancellation", "/v1/cases/x/agreements/-1/seal"]
    {
        let write = house.call(Method::POST, path).by(&clerk).key("k").raw("{}").send().await;
        assert!(matches!(write.status, 400 | 404 | 422), "{path}: {} {}", write.status, write.body);
    }
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}
