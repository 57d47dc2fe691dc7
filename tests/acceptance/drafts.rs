//! Drafts: kept by their author alone, judged only when they are submitted, and filed once.

use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::who::now_s;
use acceptance::{House, Who, cast};
use api::auth::HejieClaims;
use serde_json::json;
use std::time::{Duration, Instant};

async fn draft(house: &House) -> String {
    let body = json!({ "centre": cast::CENTRE, "application": { "facts": cast::FACTS } });
    house.post(&house.applicant(), "/v1/drafts", &body).await.ok().text("/id")
}

#[tokio::test]
async fn a_draft_is_kept_amended_and_filed_once() {
    let house = House::open().await;
    let applicant = house.applicant();
    let draft = draft(&house).await;
    let path = |what: &str| format!("/v1/drafts/{draft}{what}");
    let read = house.get(&applicant, &path("")).await.ok();
    assert_eq!(read.text("/application/facts"), cast::FACTS);
    house.post(&applicant, &path("/submission"), &json!({})).await.refused(400, "field-missing");
    let whole = json!({ "application": cast::application() });
    let _amended = house.post(&applicant, &path("/amendments"), &whole).await.ok();
    let first = house.post(&applicant, &path("/submission"), &json!({})).await.ok();
    let again = house.post(&applicant, &path("/submission"), &json!({})).await.ok();
    assert_eq!(first.text("/id"), again.text("/id"), "one case, however often it is submitted");
    let case = house.get(&applicant, &format!("/v1/cases/{}", first.text("/id"))).await.ok();
    assert_eq!(case.text("/stage"), "SUBMITTED");
    house.post(&applicant, &path("/amendments"), &whole).await.refused(409, "draft-ended");
    let ended = house.get(&applicant, &path("")).await.ok();
    assert_eq!(ended.text("/state"), "SUBMITTED");
    assert_eq!(ended.text("/case"), first.text("/id"));
    assert!(ended.body["application"].is_null(), "{}", ended.body);
    assert!(house.get(&applicant, "/v1/drafts").await.ok().items().is_empty());
    house.finish().await;
}

#[tokio::test]
async fn a_draft_whose_time_is_over_ends_by_itself() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let claims = HejieClaims::role(domain::occasion::Role::Party);
    let mut token = house.accounts.claims("party-long", claims);
    token.exp = now_s() + 120 * 86_400;
    let applicant = Who { token: house.accounts.sign(&token), ..house.applicant() };
    let body = json!({ "centre": cast::CENTRE, "application": { "facts": cast::FACTS } });
    let draft = house.post(&applicant, "/v1/drafts", &body).await.ok().text("/id");
    let path = |what: &str| format!("/v1/drafts/{draft}{what}");
    let last: chrono::NaiveDate =
        house.get(&applicant, &path("")).await.ok().text("/submit_by").parse().expect("a day");
    dial.turn(((last - today()).num_days() + 1) * 86_400);
    let (begun, mut looks) = (Instant::now(), tokio::time::interval(Duration::from_millis(200)));
    while !house.get(&applicant, "/v1/drafts").await.ok().items().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody ended the draft");
        looks.tick().await;
    }
    let ended = house.get(&applicant, &path("")).await.ok();
    assert_eq!((ended.text("/state"), &ended.body["application"]), ("EXPIRED".to_owned(), &json!(null)));
    let whole = json!({ "application": cast::application() });
    house.post(&applicant, &path("/amendments"), &whole).await.refused(410, "draft-expired");
    house.post(&applicant, &path("/submission"), &json!({})).await.refused(410, "draft-expired");
    house.finish().await;
}

#[tokio::test]
async fn a_draft_is_nobodys_but_its_authors() {
    let house = House::open().await;
    let draft = draft(&house).await;
    let path = format!("/v1/drafts/{draft}");
    for who in [house.clerk(), house.agent(), house.accounts.party("party-2")] {
        house.get(&who, &path).await.refused(404, "not-found");
        house.post(&who, &format!("{path}/submission"), &json!({})).await.refused(404, "not-found");
        house.post(&who, &format!("{path}/discarding"), &json!({})).await.refused(404, "not-found");
        assert!(house.get(&who, "/v1/drafts").await.ok().items().is_empty());
    }
    house.get(&house.director(), &path).await.refused(403, "forbidden");
    assert_eq!(house.get(&house.applicant(), "/v1/drafts").await.ok().text("/items/0/draft"), draft);
    let _discarded = house.post(&house.applicant(), &format!("{path}/discarding"), &json!({})).await.ok();
    house
        .post(&house.applicant(), &format!("{path}/submission"), &json!({}))
        .await
        .refused(409, "draft-ended");
    assert!(house.get(&house.applicant(), &path).await.ok().body["application"].is_null());
    house.finish().await;
}

#[tokio::test]
async fn a_clerks_draft_belongs_to_the_counter_of_the_centre() {
    let house = House::open().await;
    let body = json!({ "centre": cast::CENTRE, "application": { "channel": "COUNTER" } });
    let draft = house.post(&house.clerk(), "/v1/drafts", &body).await.ok().text("/id");
    let path = format!("/v1/drafts/{draft}");
    let claims = api::auth::HejieClaims {
        centre: Some(cast::CENTRE.to_owned()),
        ..api::auth::HejieClaims::role(domain::occasion::Role::Clerk)
    };
    let colleague = house.accounts.account("clerk-2", claims);
    assert_eq!(house.get(&colleague, &path).await.ok().text("/application/channel"), "COUNTER");
    let stranger = house.accounts.clerk(cast::OTHER_CENTRE);
    house.get(&stranger, &path).await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn an_agent_keeps_a_draft_and_files_it_for_the_client() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let mut agent = cast::lawyer("");
    agent.as_object_mut().expect("an object").remove("party");
    agent["applicant"] = json!(0);
    agent["files"] = json!(true);
    let mut application = cast::application_of(1);
    application["agents"] = json!([agent]);
    let body = json!({ "centre": cast::CENTRE, "application": application });
    let draft = house.post(&lawyer, "/v1/drafts", &body).await.ok().text("/id");
    let path = format!("/v1/drafts/{draft}/submission");
    let filed = house.post(&lawyer, &path, &json!({})).await.ok();
    let again = house.post(&lawyer, &path, &json!({})).await.ok();
    assert_eq!(filed.text("/id"), again.text("/id"));
    let read = house.get(&lawyer, &format!("/v1/cases/{}", filed.text("/id"))).await.ok();
    assert_eq!(read.text("/representatives/0/account"), cast::LAWYER);
    house.finish().await;
}
