//! The fast track of small disputes: what a bank signed beforehand binds it when the customer accepts the mediator's opinion.

use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::{Dispute, House, Step, cast};
use chrono::Days;
use serde_json::{Value, json};

/// Why the bank should pay, in the mediator's words.
const GROUND: &str = "支行未就手续费条款履行提示义务，条款不成为合同内容。";

/// What the bank signs, for one kind of business.
pub(crate) fn memorandum(business: &str) -> Value {
    json!({
        "reference": "粤金消备〔2026〕3号", "ceiling_fen": 100_000, "businesses": [business],
        "signed_on": today(), "valid_from": today(), "valid_to": today().checked_add_days(Days::new(365)),
    })
}

fn memoranda() -> String {
    format!("/v1/institutions/{}/memoranda", cast::BANK)
}

/// A case on the fast track whose parties sat together in vain.
pub(crate) async fn talked_in_vain<'a>(house: &'a House, number: usize, business: &str) -> Dispute<'a> {
    let _signed = house.post(&house.clerk(), &memoranda(), &memorandum(business)).await.ok();
    let mut application = cast::application_of(number);
    application["business"] = json!(business);
    let filed = house.post(&house.applicant(), "/v1/cases", &application).await.ok();
    let mut dispute = Dispute::of(house, &filed.text("/id")).await;
    dispute.go_on_to(Step::SessionOpened).await;
    let closing = json!({ "minutes": cast::MINUTES, "result": "FAILED" });
    dispute.write(&house.mediator(), &format!("sessions/{}/closing", dispute.session), closing).await;
    dispute
}

/// The bank should refund so much within a month.
pub(crate) fn opinion(dispute: &Dispute<'_>, amount_fen: i64) -> Value {
    let refund = json!({
        "type": "REFUND", "payer": dispute.respondent, "payee": dispute.applicant, "amount_fen": amount_fen,
        "due_on": today().checked_add_days(Days::new(30)),
    });
    json!({ "terms": [{ "term": refund }], "ground": GROUND })
}

/// The customer's answer.
pub(crate) fn answer(dispute: &Dispute<'_>) -> Value {
    json!({ "version": 1, "party": dispute.applicant })
}

#[tokio::test]
async fn a_bank_that_signed_may_not_refuse_and_is_bound_when_the_customer_accepts() {
    let house = House::open().await;
    let _signed = house.post(&house.clerk(), &memoranda(), &memorandum("CREDIT_CARD")).await.ok();
    let dispute = Dispute::at(&house, Step::RespondentNotified).await;
    let told = dispute.read(&house.agent(), "").await.body;
    assert_eq!(told["fast_track"]["bound"][0]["reference"], "粤金消备〔2026〕3号");
    assert_eq!(told["fast_track"]["finish_by"]["timer"], "T21");
    assert_eq!(told["consents"][0]["party"], dispute.respondent.as_str(), "by its memorandum");
    let refusal = json!({ "party": dispute.respondent, "reason": "UNFOUNDED", "wording": cast::REASON });
    dispute.try_write(&house.agent(), "mediation-refusals", refusal).await.refused(409, "memorandum-binds");

    let dispute = talked_in_vain(&house, 31, "CREDIT_CARD").await;
    let end = json!({ "code": "E05" });
    dispute.try_write(&house.director(), "termination", end.clone()).await.refused(409, "opinion-owed");
    let mediator = house.mediator();
    let too_much = opinion(&dispute, 100_001);
    dispute.try_write(&mediator, "opinion", too_much).await.refused(422, "opinion-above-ceiling");
    dispute.try_write(&house.agent(), "opinion", opinion(&dispute, 80_000)).await.refused(403, "forbidden");
    dispute.write(&mediator, "opinion", opinion(&dispute, 80_000)).await;
    for reader in [house.applicant(), house.agent(), house.clerk()] {
        let read = dispute.read(&reader, "").await.body;
        assert_eq!((&read["opinion"]["ground"], &read["opinion"]["state"]), (&json!(GROUND), &json!("OPEN")));
        assert_eq!(read["opinion"]["silence"], "NOT_ACCEPTED");
        assert_eq!(
            (&read["opinion"]["accept_by"]["timer"], &read["next_action"]),
            (&json!("OPINION"), &json!("AWAIT_OPINION"))
        );
    }
    dispute.try_write(&house.clerk(), "termination", end).await.refused(409, "opinion-pending");
    let of_bank = json!({ "version": 1, "party": dispute.respondent });
    dispute
        .try_write(&house.agent(), "opinion/acceptance", of_bank)
        .await
        .refused(409, "opinion-not-addressed");

    dispute.write(&house.applicant(), "opinion/acceptance", answer(&dispute)).await;
    let read = dispute.read(&house.agent(), "").await.body;
    assert_eq!((&read["stage"], &read["opinion"]["state"]), (&json!("EFFECTIVE"), &json!("ACCEPTED")));
    assert_eq!(read["agreement"]["regimes"][0]["regime"], "SMALL_OPINION");
    let number = read["agreement"]["agreement_no"].as_str().expect("a number");
    let row = house.get(&house.clerk(), &format!("/v1/settlements/{number}")).await.ok().body;
    assert_eq!((&row["came_about"], &row["settled_fen"]), (&json!("OPINION"), &json!(80_000)));
    assert_eq!(row["bound"][0]["institution"], cast::BANK);
    dispute.try_read(&house.clerk(), "bundle").await.refused(409, "settlement-of-opinion");
    let paid = json!({ "seq": 1, "amount_fen": 80_000, "performed_on": today(), "proof": cast::PROOF });
    dispute.write(&house.agent(), "performance-reports", paid).await;
    house.finish().await;
}

#[tokio::test]
async fn an_opinion_the_customer_does_not_accept_was_advice() {
    let house = House::open().await;
    let dispute = talked_in_vain(&house, 32, "CREDIT_CARD").await;
    dispute
        .try_write(&house.applicant(), "opinion/refusal", answer(&dispute))
        .await
        .refused(409, "no-opinion");
    dispute.write(&house.mediator(), "opinion", opinion(&dispute, 80_000)).await;
    let mut another = answer(&dispute);
    another["version"] = json!(2);
    dispute
        .try_write(&house.applicant(), "opinion/acceptance", another)
        .await
        .refused(409, "version-not-current");
    let mut refusal = answer(&dispute);
    refusal["reason"] = json!(cast::REASON);
    dispute.write(&house.applicant(), "opinion/refusal", refusal).await;
    let read = dispute.read(&house.applicant(), "").await.body;
    assert_eq!((&read["stage"], &read["termination"]["code"]), (&json!("TERMINATED"), &json!("E05")));
    assert_eq!((&read["opinion"]["state"], &read["agreement"]), (&json!("DECLINED"), &Value::Null));
    house.finish().await;
}

#[tokio::test]
async fn silence_is_no_acceptance() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let clerk = crate::timers::clerk(&house);
    let dispute = talked_in_vain(&house, 33, "CREDIT_CARD").await;
    dispute.write(&house.mediator(), "opinion", opinion(&dispute, 80_000)).await;
    let waits = dispute.read(&clerk, "").await;
    let due = waits.text("/opinion/accept_by/due_date").parse().expect("a day");
    crate::timers::pass(&dial, due);
    crate::timers::comes_to(&dispute, &clerk, "TERMINATED").await;
    let read = dispute.read(&clerk, "").await;
    assert_eq!(
        (read.text("/opinion/state"), read.text("/termination/code")),
        ("LAPSED".to_owned(), "E05".to_owned())
    );
    house.finish().await;
}

#[tokio::test]
async fn a_memorandum_is_entered_once_and_ended_and_cases_under_it_stay_under_it() {
    let house = House::open().await;
    let clerk = house.clerk();
    let unknown = format!("/v1/institutions/{}/memoranda", cast::UNREGISTERED);
    house.post(&clerk, &unknown, &memorandum("CREDIT_CARD")).await.refused(422, "institution-unknown");
    house.post(&house.agent(), &memoranda(), &memorandum("CREDIT_CARD")).await.refused(403, "forbidden");
    let _signed = house.post(&clerk, &memoranda(), &memorandum("CREDIT_CARD")).await.ok();
    let mut another = memorandum("CREDIT_CARD");
    another["reference"] = json!("粤金消备〔2026〕9号");
    house.post(&clerk, &memoranda(), &another).await.refused(409, "memorandum-overlaps");

    let taken = Dispute::at(&house, Step::Accepted).await;
    let ending = format!("{}/1/ending", memoranda());
    let body = json!({ "ended_on": today(), "reason": "机构调整政策" });
    let _ended = house.post(&house.accounts.federation(), &ending, &body).await.ok();
    let entry = house.get(&clerk, &format!("/v1/institutions/{}", cast::BANK)).await.ok().body;
    assert_eq!(entry["memoranda"][0]["ended_on"], json!(today()));
    assert_eq!(taken.read(&clerk, "").await.text("/fast_track/bound/0/institution"), cast::BANK);
    house.post(&clerk, &format!("{}/7/ending", memoranda()), &body).await.refused(404, "memorandum-unknown");

    // Without one, the same bank is as free as its sector is.
    let mut loan = cast::application_of(34);
    loan["business"] = json!("LOAN");
    let filed = house.post(&house.applicant(), "/v1/cases", &loan).await.ok();
    let mut free = Dispute::of(&house, &filed.text("/id")).await;
    free.go_on_to(Step::SessionClosed).await;
    free.try_write(&house.mediator(), "opinion", opinion(&free, 1)).await.refused(409, "not-on-fast-track");
    house.finish().await;
}
