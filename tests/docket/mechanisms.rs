//! Roads on other tracks, and through what helps a mediation on.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, People, Step};
use chrono::Days;
use serde_json::{Value, json};

/// Settled on a track of its own.
pub(crate) async fn on_track(dispute: &mut Dispute<'_>, track: &str) {
    dispute.accept_on(track).await;
    dispute.go_on(Step::Accepted, Step::Sealed).await;
}

/// Somebody neutral is asked; both find the opinion sound, and settle.
pub(crate) async fn evaluated(dispute: &mut Dispute<'_>, other: &People) {
    dispute.go_on_to(Step::RightsNotified).await;
    dispute.consent(&["NEUTRAL_EVALUATION"]).await;
    let evaluator = json!({ "kind": "MEDIATOR", "id": other.mediator_id });
    let asked = json!({ "evaluator": evaluator, "question": cast::REASON });
    dispute.write(&dispute.people.mediator, "evaluations", asked).await;
    let document = json!({ "title": "中立评估意见书", "sha256": cast::some_sha256() });
    let report = json!({ "report": {
        "facts": cast::REASON, "opinion": cast::REASON, "expected_result": cast::REASON,
        "independence_declared": true, "document": document,
    } });
    dispute.write(&dispute.house.clerk(), "evaluations/1/report", report).await;
    for (who, party) in
        [(&dispute.people.applicant, &dispute.applicant), (&dispute.people.agent, &dispute.respondent)]
    {
        dispute.write(who, "evaluations/1/answers", json!({ "party": party, "accept": true })).await;
    }
    dispute.go_on(Step::RightsNotified, Step::Sealed).await;
}

/// It stands still, goes on, waits for an appraisal, and is settled.
pub(crate) async fn stood_still(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::RightsNotified).await;
    let both = json!([dispute.applicant, dispute.respondent]);
    let mediator = &dispute.people.mediator;
    dispute.write(mediator, "suspension", json!({ "reason": "PARTIES_ASK", "agreed_by": both })).await;
    dispute.write(mediator, "resumption", json!({})).await;
    let appraisal = json!({ "appraiser": "某司法鉴定中心", "question": cast::REASON, "agreed_by": both });
    dispute.write(mediator, "appraisals", appraisal).await;
    let opinion = json!({ "document": { "title": "鉴定意见书", "sha256": cast::some_sha256() } });
    dispute.write(&dispute.house.clerk(), "appraisals/1/opinion", opinion).await;
    dispute.go_on(Step::RightsNotified, Step::Sealed).await;
}

/// The respondent gives back what the applicant wants.
fn refund(dispute: &Dispute<'_>) -> Value {
    json!({
        "type": "REFUND", "payer": dispute.respondent, "payee": dispute.applicant,
        "amount_fen": dispute.people.amount_fen, "due_on": today().checked_add_days(Days::new(60)),
    })
}

/// What nobody disputes is written down and signed by both.
pub(crate) async fn sign_facts(dispute: &Dispute<'_>) {
    let both = [&dispute.applicant, &dispute.respondent];
    let facts = json!({ "facts": [cast::REASON], "agreed_by": both });
    dispute.write(&dispute.people.mediator, "undisputed-facts", facts).await;
    for (who, party) in
        [(&dispute.people.applicant, &dispute.applicant), (&dispute.people.agent, &dispute.respondent)]
    {
        let signed = json!({ "party": party, "method": "E_SIGN", "evidence": "signature-record-7" });
        dispute.write(who, "undisputed-facts/1/signatures", signed).await;
    }
    let read = dispute.read(&dispute.house.clerk(), "").await;
    assert_eq!(read.text("/undisputed_facts/state"), "COMPLETE");
}

/// A proposal that silence makes an agreement, served on both.
pub(crate) async fn propose(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::SessionClosed).await;
    dispute.consent(&["NO_OBJECTION"]).await;
    let terms = json!({ "terms": [
        { "term": refund(dispute) },
        { "term": { "type": "RELEASE" }, "wording": cast::RELEASE },
    ] });
    dispute.write(&dispute.people.mediator, "no-objection-proposals", terms).await;
    for party in [&dispute.applicant, &dispute.respondent] {
        let served = json!({ "party": party, "method": "DIRECT", "evidence": "receipt-1" });
        dispute.write(&dispute.people.mediator, "no-objection-proposals/1/services", served).await;
    }
}

/// One of both objects in time.
pub(crate) async fn object(dispute: &mut Dispute<'_>) {
    propose(dispute).await;
    let objection = json!({ "party": dispute.applicant, "reason": cast::REASON });
    dispute.write(&dispute.people.applicant, "no-objection-proposals/1/objection", objection).await;
}

/// The talks failed; the mediator's opinion binds an institution that signed a memorandum, if the customer accepts it.
pub(crate) async fn opinion(dispute: &mut Dispute<'_>, accepted: bool) {
    dispute.accept_on("SMALL").await;
    dispute.go_on(Step::Accepted, Step::SessionOpened).await;
    let closing = json!({ "minutes": cast::MINUTES, "result": "FAILED" });
    let path = format!("sessions/{}/closing", dispute.session);
    dispute.write(&dispute.people.mediator, &path, closing).await;
    let opinion = json!({ "terms": [{ "term": refund(dispute) }], "ground": cast::REASON });
    dispute.write(&dispute.people.mediator, "opinion", opinion).await;
    let answer = json!({ "version": 1, "party": dispute.applicant });
    let path = if accepted { "opinion/acceptance" } else { "opinion/refusal" };
    dispute.write(&dispute.people.applicant, path, answer).await;
}

/// Its people ask the institution how far they may go; the answer is awaited, and the parties settle meanwhile.
pub(crate) async fn ask_head_office(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::RightsNotified).await;
    let request = json!({
        "party": dispute.respondent, "ceiling_fen": dispute.people.amount_fen, "terms": cast::REASON,
    });
    dispute.write(&dispute.people.agent, "authority-requests", request).await;
    dispute.go_on(Step::RightsNotified, Step::Sealed).await;
}

/// Of two things that were asked for one is settled.
pub(crate) async fn settle_a_part(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::SessionClosed).await;
    let terms = json!({ "terms": [
        { "term": refund(dispute) },
        { "term": { "type": "PARTIAL", "claims": [1] } },
    ] });
    dispute.draft_terms(terms).await;
    dispute.go_on(Step::Drafted, Step::Sealed).await;
    let read = dispute.read(&dispute.house.clerk(), "").await;
    assert_eq!(read.body["agreement"]["rest_ended"], json!([2]));
}

/// Agreed by word of mouth, and then put on paper.
pub(crate) async fn agree_orally(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::SessionClosed).await;
    let spoken = json!({
        "terms": [{ "term": refund(dispute) }],
        "agreed_by": [dispute.applicant, dispute.respondent],
        "evidence": "口头协议登记表",
    });
    dispute.write(&dispute.people.mediator, "oral-agreement", spoken).await;
    let read = dispute.read(&dispute.people.mediator, "").await;
    let paper = json!({
        "parties": [dispute.applicant, dispute.respondent],
        "mediator": read.body["mediator"],
        "seal": "SEAL-01",
        "evidence": "scan-1.pdf",
        "scan_sha256": cast::some_sha256(),
        "hash": read.text("/agreement/hash"),
    });
    dispute.write(&dispute.house.clerk(), "agreements/1/paper", paper).await;
}
