//! The director's desk: load, conflicts and refusals of the own centre, in numbers.

use acceptance::{Answer, Dispute, House, Step, cast};
use serde_json::{Value, json};

const DESK: &str = "/v1/centre-desk";

fn mediator<'a>(desk: &'a Answer, id: &str) -> &'a Value {
    let mut all = desk.body["mediators"].as_array().into_iter().flatten();
    all.find(|it| it["mediator"] == id).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn a_director_sees_load_conflicts_and_refusals_of_the_own_centre_alone() {
    let house = House::open().await;
    let director = house.director();
    let before = house.get(&director, DESK).await.ok();
    assert_eq!(mediator(&before, &house.mediator_id())["open_cases"], 0);
    assert_eq!(mediator(&before, &house.mediator_id())["name"], cast::MEDIATOR);

    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let request = json!({ "mediator": house.mediator_id(), "by": dispute.respondent, "ground": "R4", "wording": "曾同席用餐。" });
    dispute.write(&house.agent(), "recusal-requests", request).await;
    let refused = Dispute::at(&house, Step::RespondentNotified).await;
    let refusal = json!({ "party": refused.respondent, "reason": "UNFOUNDED", "wording": cast::REASON });
    refused.write(&house.agent(), "mediation-refusals", refusal).await;
    let desk = house.get(&director, DESK).await.ok();
    let load = mediator(&desk, &house.mediator_id());
    assert_eq!((&load["open_cases"], &load["active"]), (&json!(1), &json!(true)));
    assert!(load["asked_at"].as_str().is_some_and(|at| at.ends_with("+08:00")), "{load}");
    assert_eq!(desk.body["conflicts"]["recusals"]["open"], 1);
    assert_eq!(desk.text("/refusals/by_institutions/0/institution"), cast::BRANCH);
    let decision = json!({ "mediator": house.mediator_id(), "granted": false, "reason": cast::REASON });
    dispute.write(&director, "recusal-decisions", decision).await;

    let shares = json!({ "ground": "R2", "target": { "kind": "INSTITUTION", "uscc": cast::BRANCH }, "wording": "持有该行股票。" });
    let interests = format!("/v1/mediators/{}/interests", house.mediator_id());
    let _declared = house.post(&house.mediator(), &interests, &shares).await.ok();
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    dispute.read(&house.clerk(), "").await;
    let desk = house.get(&director, DESK).await.ok();
    assert_eq!(
        (&desk.body["conflicts"]["recusals"]["open"], &desk.body["conflicts"]["suspended"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(
        (
            &desk.body["conflicts"]["undisclosed"],
            mediator(&desk, &house.mediator_id())["suspended_in"].clone()
        ),
        (&json!(1), json!(1))
    );
    let stages = desk.body["stages"].as_array().expect("stages");
    assert!(stages.iter().any(|it| it["stage"] == "IN_MEDIATION" && it["open"] == 1), "{}", desk.body);

    let elsewhere = house.get(&house.accounts.director(cast::OTHER_CENTRE), DESK).await.ok();
    let nothing = &elsewhere.body;
    assert_eq!(
        (&nothing["mediators"], &nothing["stages"], &nothing["refusals"]["by_institutions"]),
        (&json!([]), &json!([]), &json!([]))
    );
    assert_eq!(nothing["conflicts"]["suspended"], 0);
    for nobody in
        [house.clerk(), house.applicant(), house.agent(), house.mediator(), house.court(), house.officer()]
    {
        house.get(&nobody, DESK).await.refused(403, "forbidden");
    }
    let text = desk.body.to_string();
    for private in [cast::APPLICANT, cast::PHONE, cast::RESIDENT_ID, cast::CLAIM, cast::REASON] {
        assert!(!text.contains(private), "{private}");
    }

    dispute.write(&house.officer(), "restriction", json!({})).await;
    let desk = house.get(&director, DESK).await.ok();
    assert_eq!(
        (&desk.body["conflicts"]["suspended"], &mediator(&desk, &house.mediator_id())["open_cases"]),
        (&json!(0), &json!(0))
    );
    house.finish().await;
}
