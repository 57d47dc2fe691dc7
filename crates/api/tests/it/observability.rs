//! Health, metrics, headers, the offline page, and going down well.

use crate::harness::{House, expect};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn readiness_follows_the_views_and_life_does_not() {
    let house = House::open().await;
    assert_eq!(house.get("/health/ready").send().await.unwrap().status(), 200);
    house.views.well.store(false, Ordering::SeqCst);
    let response = house.get("/health/ready").send().await.unwrap();
    assert_eq!(response.status(), 503);
    let health: serde_json::Value = response.json().await.unwrap();
    assert_eq!((&health["checks"][0]["name"], &health["checks"][0]["ok"]), (&"views".into(), &false.into()));
    assert_eq!(house.get("/health/live").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn metrics_count_by_route_pattern_and_never_by_address() {
    let house = House::open().await;
    house.reading().send().await.unwrap();
    house.get("/v1/secret-in-the-address").send().await.unwrap();
    let page = house.get("/metrics").send().await.unwrap().text().await.unwrap();
    assert!(
        page.contains(r#"hejie_http_requests_total{method="GET",route="/v1/cases/{case_id}",status="200"}"#),
        "{page}"
    );
    assert!(!page.contains("secret-in-the-address"), "{page}");
}

#[tokio::test]
async fn every_answer_carries_its_id_and_the_security_headers() {
    let house = House::open().await;
    let response = house.reading().header("x-request-id", "mine-1").send().await.unwrap();
    assert_eq!(response.headers()["x-request-id"], "mine-1");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ] {
        assert_eq!(response.headers()[name], value);
    }
}

#[tokio::test]
async fn the_interactive_page_needs_nothing_from_outside() {
    let house = House::open().await;
    let page = house.get("/docs").send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.url().path()), (200, "/docs/"));
    let text = page.text().await.unwrap();
    assert!(text.contains("swagger-ui") && !text.contains("http://") && !text.contains("https://"), "{text}");
    assert!(!text.contains("<script>"), "the page's policy forbids inline scripts: {text}");
    let settings = house.get("/docs/swagger-initializer.js").send().await.unwrap().text().await.unwrap();
    assert!(settings.contains("/v1/openapi.json"), "{settings}");
}

#[tokio::test]
async fn each_code_explains_itself() {
    let house = House::open().await;
    let row: serde_json::Value = house.get("/problems/not-found").send().await.unwrap().json().await.unwrap();
    assert_eq!((&row["status"], &row["detail"]["zh-CN"]), (&404.into(), &"没有找到，或您无权看到。".into()));
    expect(house.get("/problems/no-such-code"), 404, "not-found").await;
    let all: Vec<serde_json::Value> = house.get("/problems").send().await.unwrap().json().await.unwrap();
    assert_eq!(all.len(), api::error::table::rows().count());
}

#[tokio::test]
async fn the_server_stops_when_told() {
    let mut house = House::open().await;
    assert_eq!(house.get("/health/live").send().await.unwrap().status(), 200);
    house.stop.take().unwrap().send(()).unwrap();
    (&mut house.stopped).await.unwrap();
    assert!(house.get("/health/live").send().await.is_err());
}
