//! Centres as tenants: their terms count from a day on, cases are judged by them, and no number of a register is lost.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast};
use chrono::{Datelike, Days};
use serde_json::{Value, json};

fn amendment(rules: Value) -> Value {
    json!({ "effective_from": today(), "rules": rules, "reason": "本中心规则修订" })
}

fn own() -> String {
    format!("/v1/centres/{}", cast::CENTRE)
}

#[tokio::test]
async fn a_case_is_judged_by_the_rules_its_centre_has_that_day() {
    let house = House::open().await;
    let federation = house.accounts.federation();
    let before = Dispute::at(&house, Step::Filed).await;
    let rules = json!({
        "periods": [{ "timer": "T03c", "unit": "WORKING_DAYS", "n": 9 }], "simple_ceiling": 50_000, "small_ceiling": 10_000,
    });
    let body = amendment(rules);
    house.post(&house.director(), &format!("{}/amendments", own()), &body).await.refused(403, "forbidden");
    let _amended = house.post(&federation, &format!("{}/amendments", own()), &body).await.ok();

    let simple = json!({ "track": "SIMPLE", "checks": cast::checks() });
    before
        .try_write(&house.clerk(), "acceptance", simple.clone())
        .await
        .refused(422, "track-ceiling-exceeded");
    let ordinary = json!({ "track": "ORDINARY", "checks": cast::checks() });
    let accepted = before.write(&house.clerk(), "acceptance", ordinary).await;
    let explained = accepted.text("/events/0/deadlines/0/explain/zh-CN");
    assert!(explained.contains("9个工作日"), "{explained}");

    let mut elsewhere = cast::application_of(2);
    elsewhere["centre"] = json!(cast::OTHER_CENTRE);
    let elsewhere = house.post(&house.applicant(), "/v1/cases", &elsewhere).await.ok().text("/id");
    let clerk = house.accounts.clerk(cast::OTHER_CENTRE);
    let accepted = house.post(&clerk, &format!("/v1/cases/{elsewhere}/acceptance"), &simple).await.ok();
    let explained = accepted.text("/events/0/deadlines/0/explain/zh-CN");
    assert!(explained.contains("2个工作日"), "another centre keeps the rules of the house: {explained}");

    let read = house.get(&house.applicant(), &own()).await.ok();
    assert_eq!(read.body["in_force"]["version"], 1);
    assert_eq!(read.body["parameters"]["simple_ceiling"], 50_000);
    assert_eq!(read.body["versions"].as_array().expect("versions").len(), 2, "{}", read.body);
    house.finish().await;
}

#[tokio::test]
async fn terms_of_tomorrow_do_not_count_today() {
    let house = House::open().await;
    let mut body = amendment(json!({ "default_load_cap": 3 }));
    body["effective_from"] = json!(today().checked_add_days(Days::new(1)));
    let _amended =
        house.post(&house.accounts.federation(), &format!("{}/amendments", own()), &body).await.ok();
    let read = house.get(&house.clerk(), &own()).await.ok();
    assert_eq!(read.body["in_force"]["version"], 0);
    assert_eq!(read.body["versions"][1]["rules"]["default_load_cap"], 3);
    let by_law = json!({ "periods": [{ "timer": "T10", "unit": "CALENDAR_DAYS", "n": 60 }] });
    let by_law = house
        .post(&house.accounts.federation(), &format!("{}/amendments", own()), &amendment(by_law))
        .await
        .refused(422, "period-set-by-law");
    assert_eq!(by_law["facts"]["timer"], "T10");
    house.finish().await;
}

#[tokio::test]
async fn a_new_centre_takes_cases_and_numbers_them_by_its_own_template() {
    let house = House::open().await;
    let federation = house.accounts.federation();
    let mut shenzhen = cast::application();
    shenzhen["centre"] = json!("440300");
    house.post(&house.applicant(), "/v1/cases", &shenzhen).await.refused(422, "centre-unknown");
    let numbers =
        json!({ "case": "深{city}融调〔{year}〕{seq}号", "receipt": "深{city}融收〔{year}〕{seq}号" });
    let mut body = json!({
        "centre": "440300", "city": "深圳", "court_prefix": "粤03", "name": "深圳金融消费纠纷调解中心",
        "legal_form": "PMC", "effective_from": today(), "numbers": numbers,
    });
    let _established = house.post(&federation, "/v1/centres", &body).await.ok();
    house.post(&federation, "/v1/centres", &body).await.refused(409, "centre-exists");
    body["centre"] = json!("44030X");
    house.post(&federation, "/v1/centres", &body).await.refused(422, "field-value");
    body["numbers"]["case"] = json!("没有占位符的编号格式没有占位符的编号");
    body["centre"] = json!("440301");
    house.post(&federation, "/v1/centres", &body).await.refused(422, "number-template-format");

    let case = house.post(&house.applicant(), "/v1/cases", &shenzhen).await.ok().text("/id");
    let clerk = house.accounts.clerk("440300");
    let accept = json!({ "track": "SIMPLE", "checks": cast::checks() });
    let _accepted = house.post(&clerk, &format!("/v1/cases/{case}/acceptance"), &accept).await.ok();
    let number = house.get(&clerk, &format!("/v1/cases/{case}")).await.ok().text("/case_no");
    assert_eq!(number, format!("深深圳融调〔{}〕1号", today().year()));
    let all = house.get(&clerk, "/v1/centres").await.ok();
    assert_eq!(all.items().len(), 21);
    assert!(all.items().iter().any(|item| item["centre"] == "440300" && item["city"] == "深圳"));
    house.finish().await;
}

#[tokio::test]
async fn a_register_tells_of_every_number_what_became_of_it() {
    let house = House::open().await;
    let accepted = Dispute::at(&house, Step::Accepted).await;
    let register = format!("{}/numbers?document=CASE&year={}", own(), today().year());
    let read = house.get(&house.clerk(), &register).await.ok();
    assert_eq!(read.items().len(), 1);
    assert_eq!(read.text("/items/0/state"), "USED");
    assert_eq!(read.text("/items/0/case"), accepted.case);
    let stranger = house.accounts.clerk(cast::OTHER_CENTRE);
    house.get(&stranger, &register).await.refused(404, "not-found");

    let voiding = |seq: u32| format!("{}/numbers/CASE/{}/{seq}/voiding", own(), today().year());
    let reason = json!({ "reason": "MISTAKEN" });
    house.post(&house.director(), &voiding(1), &reason).await.refused(409, "number-used");
    house.post(&house.director(), &voiding(2), &reason).await.refused(404, "not-found");
    house.post(&house.clerk(), &voiding(1), &reason).await.refused(403, "forbidden");
    house.finish().await;
}
