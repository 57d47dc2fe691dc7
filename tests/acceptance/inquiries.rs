//! A court asks the centre what lies behind an agreement, and is told.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

const MATTER: &str = "（2026）粤0104民特35号";
const QUESTION: &str = "请说明申请人是否本人到场签字。";

fn question() -> Value {
    json!({ "reference": MATTER, "purpose": "SHAM_LITIGATION", "question": QUESTION })
}

#[tokio::test]
async fn a_court_asks_and_reads_the_answer_and_the_parties_learn_nothing_of_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let court = house.court();
    dispute.write(&court, "court-inquiries", question()).await;
    let asked = dispute.read(&house.clerk(), "").await;
    let inquiry = &asked.body["court_inquiries"][0];
    assert_eq!((&inquiry["question"], &inquiry["court"]), (&json!(QUESTION), &json!("粤0104")));
    assert_eq!(inquiry["answer_by"]["timer"], "T19");
    let runs = |case: &Value| {
        let deadlines = case["deadlines"].as_array().cloned().unwrap_or_default();
        deadlines.iter().any(|deadline| deadline["timer"] == "T19")
    };
    assert!(runs(&asked.body), "{}", asked.body["deadlines"]);

    for party in [house.applicant(), house.agent()] {
        let seen = dispute.read(&party, "").await.body;
        assert!(seen["court_inquiries"].is_null() && !runs(&seen), "{seen}");
        let timeline = dispute.read(&party, "timeline").await.body.to_string();
        assert!(!timeline.contains("court-inquiry"), "{timeline}");
        let periods = dispute.read(&party, "deadlines").await;
        assert!(periods.items().iter().all(|it| it["timer"] != "T19"), "{}", periods.body);
    }
    let other = house.accounts.court(cast::OTHER_COURT);
    dispute.try_read(&other, "").await.refused(404, "not-found");
    dispute.try_write(&other, "court-inquiries", question()).await.refused(404, "not-found");

    let answer = json!({ "answer": "申请人本人到场，身份经当面核验。" });
    dispute.write(&house.clerk(), "court-inquiries/1/answer", answer.clone()).await;
    let told = dispute.read(&court, "").await.body;
    let inquiry = &told["court_inquiries"][0];
    assert_eq!((&inquiry["answer"]["text"], &inquiry["answer"]["late"]), (&answer["answer"], &json!(false)));
    assert!(!runs(&told), "it was answered");
    dispute
        .try_write(&house.clerk(), "court-inquiries/1/answer", answer)
        .await
        .refused(409, "inquiry-not-pending");
    house.finish().await;
}

#[tokio::test]
async fn what_another_court_asks_on_paper_is_entered_by_the_centre_and_read_by_no_court() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let matter = MATTER.replace("0104民特", "0604执");
    let mut paper = question();
    paper["reference"] = json!(matter);
    dispute
        .try_write(&house.court(), "court-inquiries", paper.clone())
        .await
        .refused(422, "number-of-another-court");
    dispute.write(&house.clerk(), "court-inquiries", paper).await;
    let seen = dispute.read(&house.court(), "").await.body;
    assert_eq!(seen["court_inquiries"].as_array().map_or(0, Vec::len), 0, "{seen}");
    let seen = dispute.read(&house.director(), "").await.body;
    assert_eq!(seen["court_inquiries"][0]["court"], "粤0604");
    house.finish().await;
}
