//! What the parties agree on is settled first; about the rest the mediation ends.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast};
use chrono::Days;
use serde_json::{Value, json};

/// Two things are asked for: the money, and an apology.
fn application(number: usize) -> Value {
    let mut application = cast::application_of(number);
    let claims = application["claims"].as_array_mut().expect("claims");
    claims.push(json!({ "kind": "APOLOGY", "wording": "书面道歉" }));
    application
}

fn of_a_part(dispute: &Dispute<'_>, claims: &[u32]) -> Value {
    let refund = json!({
        "type": "REFUND", "payer": dispute.respondent, "payee": dispute.applicant,
        "amount_fen": cast::AMOUNT_FEN, "due_on": today().checked_add_days(Days::new(7)),
    });
    json!({ "terms": [{ "term": refund }, { "term": { "type": "PARTIAL", "claims": claims } }] })
}

#[tokio::test]
async fn a_part_is_signed_registered_and_confirmed_and_the_rest_ends() {
    let house = House::open().await;
    let filed = house.post(&house.applicant(), "/v1/cases", &application(41)).await.ok();
    let mut dispute = Dispute::of(&house, &filed.text("/id")).await;
    dispute.go_on_to(Step::SessionClosed).await;
    let mediator = house.mediator();
    for wrong in [&[1, 2][..], &[][..], &[3][..]] {
        let draft = of_a_part(&dispute, wrong);
        let refused = dispute.try_write(&mediator, "agreements", draft).await;
        assert_eq!(refused.body["facts"]["clauses"], "2: SCOPE_UNCLEAR", "{}", refused.body);
        refused.refused(422, "term-unclear");
    }
    let draft = of_a_part(&dispute, &[1]);
    dispute.draft_terms(draft).await;
    dispute.sign().await;
    dispute.take(Step::Sealed).await;

    let read = dispute.read(&house.applicant(), "").await.body;
    assert_eq!(read["stage"], "EFFECTIVE");
    assert_eq!((&read["agreement"]["settles"], &read["agreement"]["rest_ended"]), (&json!([1]), &json!([2])));
    let number = read["agreement"]["agreement_no"].as_str().expect("a number");
    let row = house.get(&house.clerk(), &format!("/v1/settlements/{number}")).await.ok().body;
    assert_eq!((&row["settles"], &row["came_about"]), (&json!([1]), &json!("AGREEMENT")));
    let timeline = dispute.read(&house.agent(), "timeline?limit=200").await;
    let rest = timeline.items().iter().find(|it| it["type"] == "case.rest-ended.v1").cloned();
    assert_eq!(rest.expect("the rest is told")["facts"]["claims"], json!([2]));

    // What was left out was signed as well.
    dispute.read(&house.clerk(), "bundle").await;
    dispute.go_on(Step::Sealed, Step::Confirmed).await;
    let row = house.get(&house.court(), &format!("/v1/settlements/{number}")).await.ok().body;
    assert_eq!((&row["status"], &row["settles"]), (&json!("CONFIRMED"), &json!([1])));
    house.finish().await;
}
