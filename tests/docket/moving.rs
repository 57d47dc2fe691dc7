//! Roads from a court, to another centre, and through sealed bids.

use crate::roads::{Road, amount};
use acceptance::bids::Bidder;
use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, Step};
use serde_json::{Value, json};

/// Whether a court sends the dispute.
pub(crate) fn by_a_court(road: Road) -> bool {
    matches!(road, Road::AssignedByCourt | Road::EntrustedByCourt)
}

/// The court's letter, where a court sends the dispute.
pub(crate) fn letter(road: Road, number: usize, application: &Value) -> Option<Value> {
    if !by_a_court(road) {
        return None;
    }
    let (kind, court_case_no, procedure) = if road == Road::AssignedByCourt {
        ("ASSIGNED", format!("（2026）粤0104民诉前调{}号", number + 1), Value::Null)
    } else {
        ("ENTRUSTED", format!("（2026）粤0104民初{}号", number + 1), json!("ORDINARY"))
    };
    Some(json!({
        "application": application,
        "court": cast::COURT,
        "referral_no": format!("（2026）粤0104移送{}号", number + 1),
        "court_case_no": court_case_no,
        "kind": kind,
        "procedure": procedure,
        "cause_of_action": "金融借款合同纠纷",
        "sent_on": today(),
        "received_on": today(),
        "amount_fen": amount(number),
        "materials": ["起诉状副本", "对账单"],
        "judge": cast::REASON,
    }))
}

async fn report(dispute: &Dispute<'_>, materials_returned: u32) {
    let report = json!({ "report": cast::REASON, "materials_returned": materials_returned });
    dispute.write(&dispute.house.clerk(), "referral/report", report).await;
}

/// 委派: settled, filed for record.
pub(crate) async fn assigned(dispute: &mut Dispute<'_>) {
    dispute.write(&dispute.house.clerk(), "referral/receipt", json!({})).await;
    dispute.go_on(Step::Filed, Step::Sealed).await;
    report(dispute, 0).await;
}

/// 委托: failed, the papers go back.
pub(crate) async fn entrusted(dispute: &mut Dispute<'_>) {
    dispute.write(&dispute.house.clerk(), "referral/receipt", json!({})).await;
    dispute.go_on(Step::Filed, Step::SessionClosed).await;
    let ending = json!({ "code": "E05", "reason": cast::REASON });
    dispute.write(&dispute.house.director(), "termination", ending).await;
    report(dispute, 2).await;
}

fn offer(to: &str) -> Value {
    json!({ "to": to, "reason": "WRONG_CITY", "wording": cast::REASON })
}

/// The centres differ; the federation leaves the case where it is.
pub(crate) async fn disputed(dispute: &mut Dispute<'_>) {
    let house = dispute.house;
    dispute.go_on_to(Step::RespondentNotified).await;
    dispute.write(&house.clerk(), "transfer-proposals", offer(cast::OTHER_CENTRE)).await;
    let words = json!({ "wording": cast::REASON });
    dispute.write(&house.accounts.director(cast::OTHER_CENTRE), "transfer-decline", words.clone()).await;
    dispute.write(&house.director(), "transfer-dispute", words).await;
    let decision = json!({ "moves": false, "notice": "ELECTRONIC", "wording": cast::REASON });
    dispute.write(&house.accounts.federation(), "transfer-decision", decision).await;
    dispute.go_on(Step::RespondentNotified, Step::Sealed).await;
}

/// To another centre, which finds that it belongs where it came from.
pub(crate) async fn there_and_back(dispute: &mut Dispute<'_>) {
    let house = dispute.house;
    dispute.go_on_to(Step::RespondentNotified).await;
    let accept = json!({ "notice": "ELECTRONIC" });
    let there = house.accounts.director(cast::OTHER_CENTRE);
    dispute.write(&house.clerk(), "transfer-proposals", offer(cast::OTHER_CENTRE)).await;
    dispute.write(&there, "transfer-acceptance", accept.clone()).await;
    dispute.try_read(&house.clerk(), "").await.refused(404, "not-found");
    dispute.write(&house.accounts.clerk(cast::OTHER_CENTRE), "transfer-proposals", offer(cast::CENTRE)).await;
    dispute.write(&house.director(), "transfer-acceptance", accept).await;
    dispute.go_on(Step::RespondentNotified, Step::Sealed).await;
}

/// One round in which the bids overlap.
pub(crate) async fn bids(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::RightsNotified).await;
    dispute.consent(&["SEALED_BIDS"]).await;
    let sides = json!({ "payer": dispute.respondent, "payee": dispute.applicant, "split_percent": 50 });
    let people = dispute.people.clone();
    dispute.write(&people.mediator, "bid-rounds", sides).await;
    let payer = Bidder::new(&dispute.respondent, 7, people.amount_fen + 100);
    let payee = Bidder::new(&dispute.applicant, 9, people.amount_fen);
    dispute.write(&people.agent, "bid-rounds/1/bids", payer.bid(&dispute.case, 1)).await;
    dispute.write(&people.applicant, "bid-rounds/1/bids", payee.bid(&dispute.case, 1)).await;
    dispute.write(&people.agent, "bid-rounds/1/reveals", payer.reveal(&payee)).await;
    dispute.write(&people.applicant, "bid-rounds/1/reveals", payee.reveal(&payer)).await;
    dispute.write(&people.mediator, "bid-rounds/1/closing", json!({})).await;
    dispute.go_on(Step::RightsNotified, Step::Sealed).await;
}
