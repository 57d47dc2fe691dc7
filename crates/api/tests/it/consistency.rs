//! A query with a `Consistency-Token` shows what its bearer wrote, or says that it does not yet.

use crate::harness::{House, INCARNATION, expect};
use event_store::Position;
use projection::Lag;
use reqwest::header::HeaderValue;

#[tokio::test]
async fn a_query_waits_for_the_views_and_gives_up_in_time() {
    let house = House::open().await;
    let token = |commit: u64| format!("{INCARNATION}.{commit}");
    let seen = house.reading().header("consistency-token", token(10)).send().await.unwrap();
    assert_eq!(seen.status(), 200);

    let response = house.reading().header("consistency-token", token(11)).send().await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["retry-after"]),
        (503, &HeaderValue::from_static("1"))
    );
    expect(house.reading().header("consistency-token", token(11)), 503, "not-yet").await;

    house.views.position.send_replace(Position::counter(11));
    let caught_up = house.reading().header("consistency-token", token(11)).send().await.unwrap();
    assert_eq!(caught_up.status(), 200);
}

#[tokio::test]
async fn views_that_are_still_being_built_answer_nobody() {
    let house = House::open().await;
    house.views.whole.send_replace(false);
    expect(house.reading(), 503, "not-yet").await;
    let foreign = format!("{}.1", uuid::Uuid::from_u128(1).simple());
    expect(house.reading().header("consistency-token", foreign), 409, "consistency-token-foreign").await;

    house.views.whole.send_replace(true);
    assert_eq!(house.reading().send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_answer_from_the_views_says_how_far_behind_they_stand() {
    let house = House::open().await;
    let lag = |response: &reqwest::Response| {
        response.headers().get("views-lag").map(|value| value.to_str().unwrap().to_owned())
    };
    let at_the_end = house.reading().send().await.unwrap();
    assert_eq!(lag(&at_the_end).as_deref(), Some("positions=0, seconds=0.000"));

    house.views.lag.send_replace(Lag { positions: 12, seconds: 1.25 });
    let behind = house.reading().send().await.unwrap();
    assert_eq!(lag(&behind).as_deref(), Some("positions=12, seconds=1.250"));

    house.views.whole.send_replace(false);
    let refused = house.reading().send().await.unwrap();
    assert_eq!((refused.status().as_u16(), lag(&refused)), (503, None), "nobody was answered from the views");
}

#[tokio::test]
async fn a_token_of_another_life_or_of_no_form_is_refused() {
    let house = House::open().await;
    let foreign = format!("{}.1", uuid::Uuid::from_u128(1).simple());
    expect(house.reading().header("consistency-token", foreign), 409, "consistency-token-foreign").await;
    for wrong in ["", "x", "1.2.3", "a.b"] {
        expect(house.reading().header("consistency-token", wrong), 400, "consistency-token-malformed").await;
    }
}
