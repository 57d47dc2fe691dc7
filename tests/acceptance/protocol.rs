//! What every write and read promises: revisions, keys, tokens of consistency, languages.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn an_etag_is_the_revision_and_a_stale_one_is_told_what_happened_since() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.header("etag"), "\"0\"");
    dispute.take(Step::Accepted).await;

    let notice = json!({ "method": "ELECTRONIC" });
    let path = dispute.path("respondent-notice");
    let stale = house.call(Method::POST, &path).by(&house.clerk()).key("stale").header("if-match", "\"0\"");
    let problem = stale.json(&notice).send().await.refused(412, "revision-mismatch");
    assert_eq!(problem["facts"], json!({ "actual": "1", "since": "case.accepted.v1" }));

    // The refusal wrote nothing, so the same key may carry the same intention about the right revision.
    let fresh = house.call(Method::POST, &path).by(&house.clerk()).key("stale").header("if-match", "\"1\"");
    let done = fresh.json(&notice).send().await.ok();
    assert_eq!((done.header("etag"), &done.body["revision"]), ("\"2\"", &json!(2)));
    house.finish().await;
}

#[tokio::test]
async fn a_repeated_write_gets_the_first_answer_again() {
    let house = House::open().await;
    let clerk = house.clerk();
    let file = || house.call(Method::POST, "/v1/cases").by(&clerk).key("filing-1").json(&cast::application());
    let first = file().send().await.ok();
    assert_eq!((first.status, first.header("idempotency-replayed")), (201, ""));
    let again = file().send().await.ok();
    assert_eq!((again.status, again.header("idempotency-replayed")), (201, "true"));
    assert_eq!(again.body, first.body);
    for header in ["etag", "location", "consistency-token"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }

    let dispute = Dispute::of(&house, &first.text("/id")).await;
    let accept = || {
        let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
        house.call(Method::POST, &dispute.path("acceptance")).by(&clerk).key("acceptance-1").json(&acceptance)
    };
    let first = accept().send().await.ok();
    let head = house.head().await;
    // The case has moved on; the answer is still the one that was given.
    dispute.write(&clerk, "respondent-notice", json!({ "method": "POST" })).await;
    let again = accept().send().await.ok();
    assert_eq!((again.header("idempotency-replayed"), &again.body), ("true", &first.body));
    assert_ne!(house.head().await, head, "the notice was written");
    house.finish().await;
}

#[tokio::test]
async fn a_key_carries_one_intention_only() {
    let house = House::open().await;
    let clerk = house.clerk();
    let one = Dispute::at(&house, Step::Accepted).await;
    let other = Dispute::at(&house, Step::Accepted).await;
    let notify = |case: &Dispute<'_>, method: &str| {
        let call = house.call(Method::POST, &case.path("respondent-notice")).by(&clerk).key("notice-1");
        call.json(&json!({ "method": method }))
    };
    let _first = notify(&one, "POST").send().await.ok();
    let head = house.head().await;
    notify(&one, "DIRECT").send().await.refused(422, "idempotency-key-reused");
    notify(&other, "POST").send().await.refused(422, "idempotency-key-reused");
    let elsewhere = house.call(Method::POST, &one.path("consents")).by(&clerk).key("notice-1");
    let consent = json!({ "party": one.applicant, "matters": ["MEDIATE"], "form": "ORAL" });
    elsewhere.json(&consent).send().await.refused(422, "idempotency-key-reused");
    assert_eq!(house.head().await, head, "nothing was written");

    // Keys belong to accounts: somebody else's are none of ours.
    let own =
        house.call(Method::POST, &other.path("respondent-notice")).by(&house.director()).key("notice-1");
    let _done = own.json(&json!({ "method": "POST" })).send().await.ok();
    house.finish().await;
}

#[tokio::test]
async fn a_read_sees_the_write_whose_token_it_carries() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RespondentNotified).await;
    let matters = ["MEDIATE", "ONLINE", "RECORDING", "RECORDING_AS_MINUTES", "E_SERVICE", "E_SIGNATURE"];
    for matter in matters {
        let consent = json!({ "party": dispute.applicant, "matters": [matter], "form": "ELECTRONIC" });
        let written = dispute.write(&house.applicant(), "consents", consent).await;
        let read = house.call(Method::GET, &dispute.path("")).by(&house.clerk());
        let read = read.header("consistency-token", written.header("consistency-token")).send().await.ok();
        assert_eq!(read.header("etag"), written.header("etag"));
        let consents = read.body["consents"].as_array().expect("consents");
        assert!(consents.iter().any(|consent| consent["matter"] == matter), "{matter}: {consents:?}");
    }

    let read = |token: &str| {
        house
            .call(Method::GET, &dispute.path(""))
            .by(&house.clerk())
            .header("consistency-token", token)
            .send()
    };
    read("yesterday").await.refused(400, "consistency-token-malformed");
    let foreign = "0123456789abcdef0123456789abcdef.1";
    read(foreign).await.refused(409, "consistency-token-foreign");
    let own = dispute.read(&house.clerk(), "").await.header("consistency-token").to_owned();
    let (incarnation, _) = own.split_once('.').expect("incarnation and position");
    let waited = read(&format!("{incarnation}.999999999")).await;
    assert_eq!(waited.header("retry-after"), "1");
    waited.refused(503, "not-yet");
    house.finish().await;
}

#[tokio::test]
async fn refusals_are_told_in_the_language_of_the_caller_and_explained_at_an_address() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let refusal = |language: &'static str| {
        let call = house.call(Method::POST, &dispute.path("closing")).by(&house.clerk()).key("closing-1");
        call.header("accept-language", language).json(&json!({})).send()
    };
    let english = refusal("en-GB, zh;q=0.5").await;
    assert_eq!(english.header("content-language"), "en");
    let english = english.refused(409, "wrong-stage");
    assert_eq!(
        english["detail"],
        "The case stands in SUBMITTED; this step belongs to NOT_ACCEPTED, EFFECTIVE, TERMINATED."
    );
    for language in ["zh-CN", "zh", "fr", "*"] {
        let chinese = refusal(language).await;
        assert_eq!(chinese.header("content-language"), "zh-CN", "{language}");
        let chinese = chinese.refused(409, "wrong-stage");
        assert!(chinese["detail"].as_str().is_some_and(|detail| detail.starts_with("案件处于")), "{chinese}");
        assert_eq!(chinese["type"], "/problems/wrong-stage");
    }
    let page = house.call(Method::GET, "/problems/wrong-stage").send().await.ok();
    assert!(page.text("/detail/zh-CN").contains("{stage}"));
    house.finish().await;
}

#[tokio::test]
async fn every_request_has_an_id_that_the_answer_and_the_log_share() {
    let house = House::open().await;
    let own =
        house.call(Method::GET, "/v1/work-list").by(&house.clerk()).header("x-request-id", "trace.me-1");
    assert_eq!(own.send().await.ok().header("x-request-id"), "trace.me-1");
    let refused = house.call(Method::GET, "/v1/nothing").by(&house.clerk()).send().await;
    let given = refused.header("x-request-id").to_owned();
    let problem = refused.refused(404, "not-found");
    assert_eq!(problem["instance"], format!("urn:hejie:request:{given}"));
    let log = house.log();
    for id in ["trace.me-1", given.as_str()] {
        let line = log.lines().find(|line| line.contains(id)).expect("the request is in the log");
        let line: Value = serde_json::from_str(line).expect("a line of the log is JSON");
        assert_eq!(line["role"].as_str().unwrap_or_default(), if id == given { "" } else { "clerk" });
    }
    house.finish().await;
}

#[tokio::test]
async fn events_and_deadlines_of_an_answer_explain_themselves() {
    let house = House::open().await;
    let filed = house.post(&house.applicant(), "/v1/cases", &cast::application()).await.ok();
    assert_eq!(filed.header("location"), format!("/v1/cases/{}", filed.text("/id")));
    assert_eq!(filed.events(), ["case.application-filed.v1"]);
    let deadline = &filed.body["events"][0]["deadlines"][0];
    assert_eq!(deadline["timer"], "T01");
    for language in ["zh-CN", "en"] {
        assert!(deadline["explain"][language].as_str().is_some_and(|text| text.len() > 10), "{deadline}");
    }
    let received =
        Dispute::of(&house, &filed.text("/id")).await.read(&house.clerk(), "").await.text("/received_at");
    assert!(received.ends_with("+08:00"), "{received}");
    house.finish().await;
}
