//! Every way a request can be unreadable has its own code.

use crate::harness::{House, expect};
use api::settings::ServerSettings;
use reqwest::header::HeaderValue;

#[tokio::test]
async fn a_well_formed_filing_passes() {
    let house = House::open().await;
    let answer = house.filing().header("if-match", "\"3\"").send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let said: serde_json::Value = answer.json().await.unwrap();
    assert_eq!((said["user"].as_str(), said["key"].as_str()), (Some("u1"), Some("k1")));
    assert_eq!(said["expected"], 3);
    assert!(said["intent"].as_str().unwrap().starts_with("POST /v1/cases\n{\"name\""));
}

#[tokio::test]
async fn a_body_that_is_no_json_of_the_right_shape_is_refused_with_its_own_code() {
    let house = House::open().await;
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    for (body, status, code) in [
        (&b""[..], 400, "json-malformed"),
        (b"{\"name\":", 400, "json-malformed"),
        (b"{\"name\":\"\xff\"}", 400, "json-not-utf8"),
        (deep.as_bytes(), 400, "json-too-deep"),
        (b"{\"name\":\"\\ud800\",\"claims\":[]}", 400, "json-unpaired-surrogate"),
        (b"{\"name\":\"a\x00b\",\"claims\":[]}", 400, "json-control-character"),
        (b"{\"name\":\"a\",\"claims\":[],\"x\":1}", 400, "field-unknown"),
        (b"{\"name\":\"a\"}", 400, "field-missing"),
        (b"{\"name\":\"a\",\"name\":\"a\",\"claims\":[]}", 400, "field-duplicate"),
        (b"{\"name\":1,\"claims\":[]}", 400, "field-type"),
        (b"[\"a\",[]]", 400, "field-type"),
        (b"{\"name\":\"a\",\"claims\":[[1]]}", 400, "field-type"),
        (b"{\"name\":\"a\",\"claims\":[{\"amount_fen\":99999999999999999999}]}", 422, "amount-too-large"),
        (b"{\"name\":\"a\",\"claims\":[{\"amount_fen\":0.5}]}", 422, "amount-not-integer"),
    ] {
        expect(house.filing_of(body.to_vec()), status, code).await;
    }
}

#[tokio::test]
async fn a_wrong_field_is_named_by_a_pointer() {
    let house = House::open().await;
    let body = r#"{"name":"a","claims":[{"amount_fen":1},{"amount_fen":"2"}]}"#;
    let problem = expect(house.filing_of(body), 400, "field-type").await;
    assert_eq!(problem["errors"][0]["pointer"], "/claims/1/amount_fen");
    assert_eq!(problem["errors"][0]["code"], "field-type");
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_whether_its_length_is_declared_or_not() {
    let house = House::open().await;
    let ten_megabytes = vec![b' '; 10 * 1024 * 1024];
    expect(house.filing_of(ten_megabytes.clone()), 413, "body-too-large").await;

    // Chunked, by hand: a client library would hide the early answer behind its own broken pipe.
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(house.base.trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST /v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nidempotency-key: k\r\n\
         content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        house.token(&house.clerk())
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
    for _ in 0..3 {
        if stream.write_all(&chunk).await.is_err() {
            break;
        }
    }
    let mut answer = vec![0; 4096];
    let read = stream.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn a_body_that_never_ends_is_not_waited_for() {
    let house = House::open_with(ServerSettings { request_timeout_s: 1, ..ServerSettings::default() }).await;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(house.base.trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST /v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nidempotency-key: k\r\n\
         content-type: application/json\r\ncontent-length: 100\r\n\r\n{{",
        house.token(&house.clerk())
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = stream.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]);
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("request-timeout"), "{answer}");
}

#[tokio::test]
async fn only_plain_json_is_read() {
    let house = House::open().await;
    for (header, value) in [
        ("content-type", "text/plain"),
        ("content-type", "application/json; charset=gbk"),
        ("content-encoding", "gzip"),
    ] {
        let mut request = house.filing().build().unwrap();
        request.headers_mut().insert(header, HeaderValue::from_static(value));
        let request = reqwest::RequestBuilder::from_parts(house.client.clone(), request);
        expect(request, 415, "content-type-unsupported").await;
    }
    let mut request = house.filing().build().unwrap();
    request.headers_mut().remove("content-type");
    let request = reqwest::RequestBuilder::from_parts(house.client.clone(), request);
    expect(request, 415, "content-type-unsupported").await;
}

#[tokio::test]
async fn a_write_names_its_intention() {
    let house = House::open().await;
    let mut request = house.filing().build().unwrap();
    request.headers_mut().remove("idempotency-key");
    let request = reqwest::RequestBuilder::from_parts(house.client.clone(), request);
    expect(request, 400, "idempotency-key-missing").await;

    let long = "k".repeat(129);
    for key in ["", "a b", &long, "\u{e9}"] {
        let mut request = house.filing().build().unwrap();
        request.headers_mut().insert("idempotency-key", HeaderValue::from_bytes(key.as_bytes()).unwrap());
        let request = reqwest::RequestBuilder::from_parts(house.client.clone(), request);
        expect(request, 400, "idempotency-key-malformed").await;
    }
    expect(house.filing().header("idempotency-key", "k2"), 400, "idempotency-key-malformed").await;
}

#[tokio::test]
async fn if_match_takes_one_strong_revision_or_a_star() {
    let house = House::open().await;
    for wrong in ["7", "W/\"7\"", "\"a\"", "\"1\", \"2\"", ""] {
        expect(house.filing().header("if-match", wrong), 400, "if-match-malformed").await;
    }
    assert_eq!(house.filing().header("if-match", "*").send().await.unwrap().status(), 201);
}

#[tokio::test]
async fn addresses_are_judged_before_anything_else() {
    let house = House::open().await;
    expect(house.get("/v1/nothing"), 404, "not-found").await;
    expect(
        house.get("/v1/cases/not-an-id").bearer_auth(house.token(&house.clerk())),
        400,
        "path-parameter-invalid",
    )
    .await;
    let response = house.client.delete(format!("{}/v1/cases", house.base)).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["allow"]),
        (405, &HeaderValue::from_static("POST"))
    );
}

#[tokio::test]
async fn query_parameters_are_as_strict_as_bodies() {
    let house = House::open().await;
    let problem = expect(house.reading_with("?limti=1"), 400, "query-parameter-unknown").await;
    assert_eq!(problem["errors"][0]["pointer"], "limti");
    for wrong in ["x", "-1", "70000"] {
        let problem =
            expect(house.reading_with(&format!("?limit={wrong}")), 400, "query-parameter-invalid").await;
        assert_eq!(problem["errors"][0]["pointer"], "limit");
    }
    assert_eq!(house.reading_with("?limit=5").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn sentences_come_in_the_callers_language() {
    let house = House::open().await;
    let chinese = expect(house.get("/v1/x"), 404, "not-found").await;
    assert_eq!(chinese["detail"], "没有找到，或您无权看到。");
    let english = expect(house.get("/v1/x").header("accept-language", "en-GB"), 404, "not-found").await;
    assert_eq!(english["detail"], "There is nothing here, or nothing you may see.");
}
