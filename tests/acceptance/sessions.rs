//! Sessions from identification to signed minutes: nothing is overwritten, nobody is counted absent too early, and what is said in
//! writing stays among those who mediate.

use acceptance::dispute::today;
use acceptance::{Dispute, House, Step, cast};
use chrono::Days;
use serde_json::{Value, json};

async fn record(dispute: &Dispute<'_>, who: &acceptance::Who) -> Value {
    dispute.read(who, "session-records").await.items()[0].clone()
}

#[tokio::test]
async fn a_session_opens_only_with_everybody_identified_or_a_reason() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionScheduled).await;
    let path = format!("sessions/{}/opening", dispute.session);
    let there = |party: &str| json!({ "party": party });
    let opening = |first: Value| json!({ "participants": [first, { "party": dispute.respondent, "verified_by": "KNOWN_AGENT" }], "recorded": false });
    let unknown = dispute.try_write(&house.mediator(), &path, opening(there(&dispute.applicant))).await;
    let problem = unknown.refused(422, "identity-not-verified");
    assert_eq!(problem["facts"]["parties"], json!(dispute.applicant));
    let reason = "证件遗失，调解员当面认识";
    let mut known = there(&dispute.applicant);
    known["unverified"] = json!(reason);
    dispute.write(&house.mediator(), &path, opening(known)).await;
    let session = dispute.read(&house.clerk(), "").await.body["sessions"][0].clone();
    assert_eq!(session["participants"][0]["unverified"], reason);
    let checked_by = format!("mediator-{}", house.mediator_id());
    assert_eq!(session["participants"][1]["checked_by"], checked_by);
    house.finish().await;
}

#[tokio::test]
async fn corrected_minutes_keep_what_was_closed_and_are_signed_anew() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let below = |what: &str| format!("sessions/{}/minutes/{what}", dispute.session);
    let (applicant, mediator) = (house.applicant(), house.mediator());
    let sign = |party: &str, version: u32| json!({ "party": party, "version": version, "read_back": "READ_ALOUD", "method": "HANDWRITTEN" });
    dispute.write(&applicant, &below("signatures"), sign(&dispute.applicant, 1)).await;
    let asked = json!({ "party": dispute.respondent, "text": "应为两期支付" });
    dispute.write(&house.agent(), &below("correction-requests"), asked).await;
    let corrected = json!({ "answers": 1, "text": "更正：分两期支付", "reason": "笔误" });
    dispute.try_write(&applicant, &below("corrections"), corrected.clone()).await.refused(403, "forbidden");
    dispute.write(&mediator, &below("corrections"), corrected.clone()).await;
    dispute
        .try_write(&mediator, &below("corrections"), corrected)
        .await
        .refused(409, "correction-not-requested");
    dispute
        .try_write(&applicant, &below("signatures"), sign(&dispute.applicant, 1))
        .await
        .refused(409, "minutes-not-current");
    dispute.write(&applicant, &below("signatures"), sign(&dispute.applicant, 2)).await;
    let mut refusal = sign(&dispute.respondent, 2);
    refusal["refusal"] = json!("需经总行审阅");
    dispute
        .try_write(&house.agent(), &below("signatures"), refusal.clone())
        .await
        .refused(422, "signed-or-refused");
    refusal["method"] = Value::Null;
    dispute.write(&house.agent(), &below("signatures"), refusal).await;

    let kept = record(&dispute, &house.clerk()).await;
    assert_eq!(kept["record"]["text"], cast::MINUTES, "the minutes as closed stay");
    assert_eq!((&kept["version"], &kept["corrections"][0]["text"]), (&json!(2), &json!("更正：分两期支付")));
    let answers: Vec<_> =
        kept["signatures"].as_array().into_iter().flatten().map(|it| &it["answer"]["kind"]).collect();
    assert_eq!(answers, ["SIGNED", "SIGNED", "REFUSED"]);
    assert_eq!(kept["signatures"][2]["answer"]["reason"], "需经总行审阅");
    house.finish().await;
}

#[tokio::test]
async fn whoever_stays_away_is_on_record_from_the_hour_on() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionScheduled).await;
    let path = format!("sessions/{}/no-show", dispute.session);
    let missed = json!({ "absent": [dispute.respondent] });
    let early = dispute.try_write(&house.clerk(), &path, missed.clone()).await;
    early.refused(409, "session-hour-not-come");
    loop {
        let answer = dispute.try_write(&house.clerk(), &path, missed.clone()).await;
        if answer.body["code"] != "session-hour-not-come" {
            let _missed = answer.ok();
            break;
        }
    }
    let session = dispute.read(&house.applicant(), "").await.body["sessions"][0].clone();
    assert_eq!((&session["state"], &session["consequence"]), (&json!("MISSED"), &json!("REARRANGED")));
    assert_eq!(dispute.stage().await, "IN_MEDIATION");
    house.finish().await;
}

#[tokio::test]
async fn a_session_in_writing_goes_on_until_its_day_and_is_its_own_record() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let (agent, mediator) = (house.agent(), house.mediator());
    dispute.try_write(&mediator, "exchanges", json!({})).await.refused(409, "consent-missing");
    dispute.consent(&["ASYNCHRONOUS"]).await;
    let session = dispute.write(&mediator, "exchanges", json!({ "days": 7 })).await.text("/id");
    let below = |what: &str| format!("sessions/{session}/{what}");
    let said = "可于月底前退还手续费";
    dispute.write(&agent, &below("statements"), json!({ "party": dispute.respondent, "text": said })).await;
    dispute.write(&mediator, &below("statements"), json!({ "text": "请申请人回应" })).await;
    let for_the_other = json!({ "party": dispute.respondent, "text": "冒名" });
    dispute
        .try_write(&house.applicant(), &below("statements"), for_the_other)
        .await
        .refused(403, "not-acting-for-party");
    let next = json!({ "what": "提交分期方案", "party": dispute.respondent, "days": 5 });
    let closing = json!({ "exchange": true, "result": "CONTINUE", "next_step": next });
    dispute.write(&mediator, &below("closing"), closing).await;

    let kept = record(&dispute, &house.applicant()).await;
    assert_eq!(kept["statements"][0]["text"], said);
    assert_eq!(kept["statements"][1]["by"]["kind"], "MEDIATOR");
    let read = dispute.read(&agent, "").await;
    let step = &read.body["sessions"][0]["next_step"];
    assert_eq!((&step["what"], &step["who"]["id"]), (&json!("提交分期方案"), &json!(dispute.respondent)));
    assert!(
        step["by"]["due_date"].as_str()
            >= today().checked_add_days(Days::new(5)).map(|it| it.to_string()).as_deref()
    );
    assert!(!read.body.to_string().contains(said), "what was said is in the records alone");
    let late = json!({ "party": dispute.respondent, "text": said });
    dispute.try_write(&agent, &below("statements"), late).await.refused(409, "session-not-open");
    house.finish().await;
}
