//! Lists: a cursor leads through all of it, once.

use acceptance::cast;
use acceptance::{Dispute, House, Step};
use serde_json::Value;
use std::collections::BTreeSet;

/// More than two full pages of the default length.
const CASES: usize = 120;

#[tokio::test]
async fn a_cursor_leads_through_a_long_list_exactly_once_while_cases_come_in() {
    let house = House::open().await;
    let (clerk, applicant) = (house.clerk(), house.applicant());
    let mut filed = BTreeSet::new();
    for _ in 0..CASES {
        filed.insert(house.post(&applicant, "/v1/cases", &cast::application()).await.ok().text("/id"));
    }
    assert_eq!(filed.len(), CASES);

    for (who, list) in [(&clerk, "/v1/work-list"), (&applicant, "/v1/my-cases")] {
        for limit in [7, 50, 200] {
            let mut seen: Vec<String> = Vec::new();
            let mut path = format!("{list}?limit={limit}");
            loop {
                let page = house.get(who, &path).await.ok();
                assert!(page.items().len() <= limit);
                seen.extend(page.items().iter().filter_map(|item| item["case"].as_str().map(str::to_owned)));
                let Some(next) = page.body["next"].as_str() else { break };
                path = format!("{list}?limit={limit}&after={next}");
            }
            let once: BTreeSet<String> = seen.iter().cloned().collect();
            assert_eq!(once.len(), seen.len(), "{list} by {limit}: a case came twice");
            assert!(filed.is_subset(&once), "{list} by {limit}: a case is missing");
        }
        house.get(who, &format!("{list}?after=nonsense")).await.refused(400, "cursor-malformed");
        house.get(who, &format!("{list}?limit=0")).await.refused(400, "query-parameter-invalid");
        house.get(who, &format!("{list}?limit=201")).await.refused(400, "query-parameter-invalid");
    }
    for (who, list, cases) in [
        (&clerk, "/v1/work-list", CASES),
        (&applicant, "/v1/my-cases", CASES),
        (&house.accounts.party("stranger"), "/v1/my-cases", 0),
    ] {
        let total = house.get(who, &format!("{list}?limit=1")).await.ok();
        assert_eq!(total.body["total"], cases, "{list}");
    }
    house.finish().await;
}

#[tokio::test]
async fn the_work_list_says_what_is_to_be_done_next() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let next = |list: &Value| list["items"][0]["next_action"].as_str().unwrap_or_default().to_owned();
    let list = house.get(&house.clerk(), "/v1/work-list?stage=SUBMITTED").await.ok();
    assert_eq!(next(&list.body), "DECIDE_ACCEPTANCE");
    assert_eq!(list.body["items"][0]["overdue"], false);
    dispute.take(Step::Accepted).await;
    let list = house.get(&house.clerk(), "/v1/work-list?stage=SUBMITTED").await.ok();
    assert_eq!(list.items().len(), 0);
    let list = house.get(&house.clerk(), "/v1/work-list?next_action=NOTIFY_RESPONDENT").await.ok();
    assert_eq!(list.items().len(), 1);
    let overdue = house.get(&house.clerk(), "/v1/work-list?overdue=true").await.ok();
    assert_eq!((overdue.items().len(), &overdue.body["total"]), (0, &Value::from(0)));
    house.finish().await;
}

#[tokio::test]
async fn counts_name_their_denominators() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Sealed).await;
    Dispute::at(&house, Step::Accepted).await;
    let counts = house.get(&house.director(), "/v1/centres/440100/counts").await.ok();
    let total = &counts.body["total"];
    assert_eq!(
        (&total["received"], &total["accepted"], &total["settled"]),
        (&2.into(), &2.into(), &1.into())
    );
    assert_eq!(total["settled_fen"], cast::AMOUNT_FEN);
    for rate in total["rates"].as_array().expect("rates") {
        assert!(rate["among"].is_string() && rate["denominator"].is_u64(), "{rate}");
    }
    dispute.go_on(Step::Sealed, Step::Confirmed).await;
    let counts = house.get(&house.accounts.federation(), "/v1/centres/440100/counts").await.ok();
    assert_eq!(counts.body["total"]["confirmed"], 1);
    house
        .get(&house.accounts.director(cast::OTHER_CENTRE), "/v1/centres/440100/counts")
        .await
        .refused(404, "not-found");
    house.finish().await;
}
