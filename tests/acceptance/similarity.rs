//! The same dispute is not taken twice: what is like an earlier filing is put before the clerk, who decides.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

/// The checks of acceptance.
fn acceptance() -> Value {
    json!({ "track": "SIMPLE", "checks": cast::checks() })
}

fn about(other: &str, relation: &str) -> Value {
    json!({ "cases": [other], "relation": relation, "reason": cast::TOLD_APART })
}

async fn twice(house: &House) -> (Dispute<'_>, Dispute<'_>) {
    (Dispute::at(house, Step::Filed).await, Dispute::at(house, Step::Filed).await)
}

/// Asks for acceptance, which waits until the filing was compared.
async fn held_up(house: &House, dispute: &Dispute<'_>) {
    let asked = dispute.try_write(&house.clerk(), "acceptance", acceptance()).await;
    let _problem = asked.refused(409, "similarity-undecided");
}

#[tokio::test]
async fn a_second_filing_of_one_dispute_is_explained_and_held_up_until_a_clerk_decides() {
    let house = House::open().await;
    let (first, second) = twice(&house).await;
    held_up(&house, &second).await;
    first.write(&house.clerk(), "acceptance", acceptance()).await;

    let read = second.read(&house.clerk(), "").await;
    assert_eq!(read.text("/next_action"), "DECIDE_SIMILARITY");
    let found = &read.body["similar"][0];
    assert_eq!(found["case"], json!(first.case));
    assert_eq!(found["must_decide"], json!(true));
    let agreed = found["agreed"].as_array().expect("what agrees");
    let points: u64 = agreed.iter().filter_map(|it| it["points"].as_u64()).sum();
    assert_eq!(found["score"].as_u64(), Some(points));
    for feature in ["DOCUMENT", "PHONE", "NAME", "INSTITUTION", "BUSINESS", "CAUSE", "PERIOD"] {
        assert!(agreed.iter().any(|it| it["feature"] == feature), "{feature}: {agreed:?}");
    }

    let bare = json!({ "cases": [first.case], "relation": "RELATED" });
    let refused = second.try_write(&house.clerk(), "similarity-decisions", bare).await;
    let _problem = refused.refused(422, "similarity-reason-missing");
    second.write(&house.clerk(), "similarity-decisions", about(&first.case, "RELATED")).await;
    second.write(&house.clerk(), "acceptance", acceptance()).await;
    let read = second.read(&house.clerk(), "").await;
    assert_eq!(read.text("/similar/0/relation"), "RELATED");
    assert_eq!(read.text("/similar/0/reason"), cast::TOLD_APART);
    house.finish().await;
}

#[tokio::test]
async fn the_same_dispute_is_joined_or_refused_with_a_pointer() {
    let house = House::open().await;
    let (first, joined) = twice(&house).await;
    held_up(&house, &joined).await;
    joined.write(&house.clerk(), "similarity-decisions", about(&first.case, "JOINED")).await;
    let read = joined.read(&house.applicant(), "").await;
    assert_eq!((read.text("/stage"), read.text("/joined_into")), ("NOT_ACCEPTED".into(), first.case.clone()));

    let refused = Dispute::at(&house, Step::Filed).await;
    held_up(&house, &refused).await;
    refused.tell_apart().await;
    refused.write(&house.clerk(), "similarity-decisions", about(&first.case, "SAME")).await;
    let taken = refused.try_write(&house.clerk(), "acceptance", acceptance()).await;
    let _problem = taken.refused(409, "same-dispute");
    let refusal = json!({ "grounds": ["X05"], "reason": cast::REASON });
    refused.write(&house.director(), "refusal", refusal).await;
    let read = refused.read(&house.clerk(), "").await;
    assert_eq!(read.text("/refusal/same_as"), first.case);
    assert!(!read.body["refusal"]["remedies"].as_array().expect("the other ways").is_empty());
    house.finish().await;
}

#[tokio::test]
async fn of_two_filings_at_once_one_at_least_is_held_up() {
    let house = House::open().await;
    let application = cast::application();
    let applicant = house.applicant();
    let (one, other) = tokio::join!(
        house.post(&applicant, "/v1/cases", &application),
        house.post(&applicant, "/v1/cases", &application),
    );
    let one = Dispute::of(&house, &one.ok().text("/id")).await;
    let other = Dispute::of(&house, &other.ok().text("/id")).await;
    let clerk = house.clerk();
    let (first, second) = tokio::join!(
        one.try_write(&clerk, "acceptance", acceptance()),
        other.try_write(&clerk, "acceptance", acceptance()),
    );
    let taken = [first.status, second.status].into_iter().filter(|status| *status == 200).count();
    assert_eq!(taken, 1, "{first:?} {second:?}");
    house.finish().await;
}

#[tokio::test]
async fn nobody_but_the_centre_learns_of_similar_cases() {
    let house = House::open().await;
    let (_first, second) = twice(&house).await;
    held_up(&house, &second).await;
    for who in [house.applicant(), house.agent()] {
        for below in ["", "timeline"] {
            let read = second.read(&who, below).await.body.to_string();
            assert!(!read.to_lowercase().contains("similar"), "{below}: {read}");
        }
        let list = house.get(&who, "/v1/my-cases").await.ok().body.to_string();
        assert!(!list.to_lowercase().contains("similar"), "{list}");
    }
    let decision =
        second.try_write(&house.applicant(), "similarity-decisions", about(&second.case, "SAME")).await;
    let _problem = decision.refused(403, "forbidden");
    assert!(
        second.read(&house.director(), "timeline").await.body.to_string().contains("similar-cases-found")
    );
    house.finish().await;
}

#[tokio::test]
async fn another_person_or_another_bank_holds_nothing_up() {
    let house = House::open().await;
    let first = Dispute::at(&house, Step::Filed).await;
    let mut neighbour = cast::application();
    neighbour["applicants"][0] = json!({ "kind": "PERSON", "name": cast::APPLICANT, "phone": "10011112222" });
    let neighbour = house.post(&house.applicant(), "/v1/cases", &neighbour).await.ok();
    let neighbour = Dispute::of(&house, &neighbour.text("/id")).await;
    neighbour.write(&house.clerk(), "acceptance", acceptance()).await;

    let mut elsewhere = cast::application();
    elsewhere["respondents"] = json!([{ "kind": "INSTITUTION", "uscc": cast::OTHER_BANK }]);
    elsewhere["business"] = json!("LOAN");
    elsewhere["cause"] = json!("SERVICE");
    elsewhere["incident_on"] = json!("2025-01-02");
    let elsewhere = house.post(&house.applicant(), "/v1/cases", &elsewhere).await.ok();
    let path = format!("/v1/cases/{}/acceptance", elsewhere.text("/id"));
    let _taken = house.post(&house.clerk(), &path, &acceptance()).await.ok();
    let read = house.get(&house.clerk(), &format!("/v1/cases/{}", elsewhere.text("/id"))).await.ok();
    assert_eq!(read.text("/similar/0/case"), first.case, "shown, and no more");
    house.finish().await;
}
