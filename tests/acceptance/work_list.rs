//! The clerk's work list: what each case lacks and how pressing it is, in any order, and one action in many cases at once.

use acceptance::{Answer, Dispute, House, Step, cast};
use reqwest::Method;
use serde_json::{Value, json};

const WORK_LIST: &str = "/v1/work-list";
const BULK: &str = "/v1/bulk-actions";

/// People against the branch, each with a case of their own.
async fn filed(house: &House, people: usize) -> Vec<String> {
    let mut cases = Vec::new();
    for number in 1..=people {
        let party = house.accounts.party(&format!("bulk-{number}"));
        cases.push(house.post(&party, "/v1/cases", &cast::application_of(number)).await.ok().text("/id"));
    }
    cases
}

fn of<'a>(answer: &'a Answer, case: &str) -> &'a Value {
    answer.items().iter().find(|item| item["case"] == case).expect("the case is in the list")
}

fn cases_of(answer: &Answer) -> Vec<&str> {
    answer.items().iter().filter_map(|item| item["case"].as_str()).collect()
}

#[tokio::test]
async fn the_work_list_says_what_a_case_lacks_and_how_pressing_it_is() {
    let house = House::open().await;
    let clerk = house.clerk();
    let cases = filed(&house, 2).await;
    let list = house.get(&clerk, WORK_LIST).await.ok();
    assert_eq!(list.header("views-lag").split(',').count(), 2, "{}", list.header("views-lag"));
    let row = of(&list, &cases[0]);
    assert_eq!((&row["age_days"], &row["colour"], &row["track"]), (&0.into(), &"GREEN".into(), &Value::Null));
    assert!(row["amber_from"].as_str() < row["next_due"].as_str(), "{row}");
    assert_eq!((&row["missing_items"], &row["unserved_papers"]), (&json!([]), &json!([])));

    let waiting = Dispute::of(&house, &cases[0]).await;
    waiting.write(&clerk, "supplement-requests", json!({ "items": ["分期合同复印件"] })).await;
    let list = house.get(&clerk, WORK_LIST).await.ok();
    assert_eq!(of(&list, &cases[0])["missing_items"], json!([{ "item": "分期合同复印件" }]));

    let told = Dispute::of(&house, &cases[1]).await;
    told.accept_on("SIMPLE").await;
    let row = of(&house.get(&clerk, WORK_LIST).await.ok(), &cases[1]).clone();
    assert_eq!(row["unserved_papers"][0]["paper"], "RESPONDENT_NOTICE");
    assert_eq!(row["unserved_papers"][0]["party"], told.respondent);
    assert_eq!(row["unserved_papers"][0]["by"], row["next_due"]);
    told.write(&clerk, "respondent-notice", json!({ "method": "ELECTRONIC" })).await;
    assert_eq!(of(&house.get(&clerk, WORK_LIST).await.ok(), &cases[1])["unserved_papers"], json!([]));
    house.finish().await;
}

#[tokio::test]
async fn the_work_list_is_sorted_and_filtered_and_refuses_what_it_does_not_know() {
    let house = House::open().await;
    let clerk = house.clerk();
    let cases = filed(&house, 3).await;
    Dispute::of(&house, &cases[1]).await.accept_on("SIMPLE").await;
    let all = house.get(&clerk, &format!("{WORK_LIST}?sort=age")).await.ok();
    assert_eq!(cases_of(&all), cases, "the oldest first");
    for sort in ["due", "age", "amount"] {
        let whole = house.get(&clerk, &format!("{WORK_LIST}?sort={sort}")).await.ok();
        let (mut paged, mut path) = (Vec::new(), format!("{WORK_LIST}?sort={sort}&limit=1"));
        loop {
            let page = house.get(&clerk, &path).await.ok();
            paged.extend(cases_of(&page).into_iter().map(str::to_owned));
            let Some(next) = page.body["next"].as_str() else { break };
            path = format!("{WORK_LIST}?sort={sort}&limit=1&after={next}");
        }
        assert_eq!(paged, cases_of(&whole), "{sort}");
    }
    for (filter, found) in [
        ("track=SIMPLE", 1),
        ("track=COMPLEX", 0),
        ("colour=GREEN", 3),
        ("colour=RED", 0),
        ("business=RMB_SAVINGS", 0),
        ("cause=PRODUCT_RETURN", 0),
        ("mediator=0199f5a3-0000-7000-8000-00000000dead", 0),
    ] {
        let list = house.get(&clerk, &format!("{WORK_LIST}?{filter}")).await.ok();
        assert_eq!((list.items().len(), &list.body["total"]), (found, &json!(found)), "{filter}");
    }
    let business = all.items()[0]["business"].as_str().expect("a business");
    let list = house.get(&clerk, &format!("{WORK_LIST}?business={business}&sort=amount")).await.ok();
    assert_eq!(list.body["total"], 3);
    for wrong in ["colour=red", "track=FAST", "sort=newest", "business=X", "cause=X", "mediator=7"] {
        let refused = house.get(&clerk, &format!("{WORK_LIST}?{wrong}")).await;
        refused.refused(400, "query-parameter-invalid");
    }
    let elsewhere =
        house.get(&house.accounts.clerk(cast::OTHER_CENTRE), &format!("{WORK_LIST}?sort=age")).await;
    let elsewhere = elsewhere.ok();
    assert_eq!((elsewhere.items().len(), &elsewhere.body["total"]), (0, &json!(0)), "another centre's list");
    for nobody in [house.applicant(), house.agent(), house.mediator(), house.court()] {
        house.get(&nobody, WORK_LIST).await.refused(403, "forbidden");
    }
    house.finish().await;
}

fn notice(cases: &[&str]) -> Value {
    json!({ "cases": cases, "action": { "action": "NOTIFY_RESPONDENT", "method": "ELECTRONIC" } })
}

#[tokio::test]
async fn one_action_is_done_in_many_cases_and_a_repeat_answers_alike() {
    let house = House::open().await;
    let clerk = house.clerk();
    let cases = filed(&house, 3).await;
    for case in &cases[..2] {
        Dispute::of(&house, case).await.accept_on("SIMPLE").await;
    }
    let mut elsewhere = cast::application();
    elsewhere["centre"] = cast::OTHER_CENTRE.into();
    let elsewhere = house.post(&house.applicant(), "/v1/cases", &elsewhere).await.ok().text("/id");
    let nowhere = "0199f5a3-0000-7000-8000-00000000dead";
    let wanted = notice(&[&cases[0], &cases[2], &elsewhere, nowhere, &cases[1], &cases[0]]);
    let key = house.fresh_key();
    let ask = || house.call(Method::POST, BULK).by(&clerk).key(&key).json(&wanted);
    let first = ask().send().await.ok();
    assert_eq!((&first.body["done"], &first.body["refused"]), (&json!(2), &json!(3)), "{}", first.body);
    let told: Vec<_> =
        first.items().iter().map(|item| (&item["outcome"], &item["problem"]["code"])).collect();
    let (done, refused) = (json!("DONE"), json!("REFUSED"));
    let (stage, hidden) = (json!("wrong-stage"), json!("not-found"));
    assert_eq!(
        told,
        [
            (&done, &Value::Null),
            (&refused, &stage),
            (&refused, &hidden),
            (&refused, &hidden),
            (&done, &Value::Null)
        ]
    );
    for (place, case) in [(0, &cases[0]), (4, &cases[1])] {
        let item = &first.items()[place];
        assert_eq!(item["events"][0], "case.respondent-notified.v1", "{item}");
        let read = house.call(Method::GET, &format!("/v1/cases/{case}")).by(&clerk);
        let token = item["consistency_token"].as_str().expect("a token");
        let read = read.header("consistency-token", token).send().await.ok();
        assert_eq!(
            (&read.body["revision"], &read.body["next_action"]),
            (&item["revision"], &json!("AWAIT_CONSENTS"))
        );
    }
    let again = ask().send().await.ok();
    let (mut again, mut before) = (again.body, first.body);
    for body in [&mut again, &mut before] {
        let items = body["items"].as_array_mut().expect("items");
        // Each request has an id of its own.
        items.iter_mut().filter_map(|item| item["problem"].as_object_mut()).for_each(|problem| {
            problem.remove("instance");
        });
    }
    assert_eq!(again, before);
    let other = house.call(Method::POST, BULK).by(&clerk).key(&key).json(&notice(&[&cases[0]]));
    let other = other.send().await.ok();
    assert_eq!(other.items()[0]["problem"]["code"], "idempotency-key-reused");
    house.finish().await;
}

#[tokio::test]
async fn many_cases_are_closed_at_once_and_bad_bulk_actions_are_refused_whole() {
    let house = House::open().await;
    let clerk = house.clerk();
    let dispute = Dispute::at(&house, Step::Performed).await;
    let close = json!({ "cases": [dispute.case], "action": { "action": "CLOSE_CASE" } });
    let closed = house.post(&clerk, BULK, &close).await.ok();
    assert_eq!(closed.items()[0]["outcome"], "DONE", "{}", closed.body);
    assert_eq!(dispute.stage().await, "CLOSED");

    let none = json!({ "cases": [], "action": { "action": "CLOSE_CASE" } });
    assert_eq!(house.post(&clerk, BULK, &none).await.status, 422);
    let many: Vec<String> = (0..101).map(|n| format!("0199f5a3-0000-7000-8000-{n:012}")).collect();
    let many = json!({ "cases": many, "action": { "action": "LAPSE_APPLICATION" } });
    assert_eq!(house.post(&clerk, BULK, &many).await.status, 422);
    let unknown = json!({ "cases": [dispute.case], "action": { "action": "FORGET" } });
    assert!(matches!(house.post(&clerk, BULK, &unknown).await.status, 400 | 422));
    for nobody in [house.applicant(), house.agent(), house.mediator(), house.court()] {
        house.post(&nobody, BULK, &close).await.refused(403, "forbidden");
    }
    house.finish().await;
}
