//! Detours on the way: another mediator, a supplement, a cancelled session, a second draft, a longer period.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, House, Step};
use chrono::Days;
use serde_json::json;

#[tokio::test]
async fn a_mediator_of_the_respondents_own_bank_is_barred_and_another_takes_the_case() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Consented).await;
    let barred = json!({ "mediator": house.barred_id(), "chosen_by_parties": true });
    let problem = dispute
        .try_write(&house.clerk(), "mediator-offers", barred)
        .await
        .refused(409, "conflict-of-interest");
    assert!(problem["facts"]["findings"].as_str().is_some_and(|found| !found.is_empty()), "{problem}");
    assert_eq!(dispute.stage().await, "MEDIATOR_SELECTION");

    dispute.take(Step::MediatorOffered).await;
    let disclosing = json!({ "disclosed": ["R2"] });
    dispute
        .try_write(&house.mediator(), "assignment-acceptance", disclosing)
        .await
        .refused(409, "disclosure-bars");
    dispute.write(&house.mediator(), "assignment-decline", json!({ "reason": "WORKLOAD" })).await;
    let again = json!({ "mediator": house.mediator_id(), "chosen_by_parties": false });
    dispute.try_write(&house.clerk(), "mediator-offers", again).await.refused(409, "mediator-declined");
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn the_time_to_supply_is_lengthened_once_and_nothing_lapses_before_its_end() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    dispute.write(&house.clerk(), "supplement-requests", json!({ "items": ["分期合同复印件"] })).await;
    let more = json!({ "reason": "材料在外地" });
    let longer = dispute.write(&house.clerk(), "supplement-extensions", more.clone()).await;
    let due = longer.text("/events/0/deadlines/0/due_date");
    let again = dispute.try_write(&house.director(), "supplement-extensions", more).await;
    again.refused(409, "supplement-extension-spent");
    let early = dispute.try_write(&house.clerk(), "lapse", json!({})).await;
    assert_eq!(early.refused(409, "period-running")["facts"]["due"], json!(due));
    let read = dispute.read(&house.applicant(), "").await;
    assert_eq!(read.text("/supplements/0/supply_by/due_date"), due);
    assert_eq!(read.text("/supplements/0/extended"), "材料在外地");
    house.finish().await;
}

#[tokio::test]
async fn what_a_hotline_hands_over_is_taken_down_by_the_centre_with_its_ticket() {
    let house = House::open().await;
    let mut application = cast::application();
    application["channel"] = json!("HOTLINE");
    let by_party = house.post(&house.applicant(), "/v1/cases", &application).await;
    by_party.refused(422, "channel-of-staff");
    let unnamed = house.post(&house.clerk(), "/v1/cases", &application).await;
    unnamed.refused(422, "ticket-missing");
    application["outside_ticket"] = json!("12363-2026-0001");
    let by_no_line = house.post(&house.clerk(), "/v1/cases", &application).await;
    by_no_line.refused(422, "line-missing");
    application["handed_over"] = json!({ "line": "12363", "institution": cast::BANK });
    house.post(&house.clerk(), "/v1/cases", &application).await.refused(422, "line-mismatch");
    application["handed_over"] = json!({ "line": "INSTITUTION_LINE", "institution": cast::UNREGISTERED });
    let nobodys = house.post(&house.clerk(), "/v1/cases", &application).await;
    assert_eq!(nobodys.body["errors"][0]["pointer"], "/handed_over/institution", "{}", nobodys.body);
    application["handed_over"] = json!({ "line": "12363" });
    let filed = house.post(&house.clerk(), "/v1/cases", &application).await.ok();
    let read = house.get(&house.clerk(), &format!("/v1/cases/{}", filed.text("/id"))).await.ok();
    assert_eq!(read.text("/outside_ticket"), "12363-2026-0001");
    assert_eq!(read.text("/handed_over/line"), "12363");
    assert_eq!(read.text("/origin"), "12363");
    let mut other = cast::application_of(1);
    other["channel"] = json!("INSTITUTION");
    other["outside_ticket"] = json!("95-2026-7");
    other["handed_over"] = json!({ "line": "INSTITUTION_LINE", "institution": cast::BANK });
    let filed = house.post(&house.clerk(), "/v1/cases", &other).await.ok();
    let read = house.get(&house.clerk(), &format!("/v1/cases/{}", filed.text("/id"))).await.ok();
    assert_eq!(read.text("/handed_over/institution/name"), "试验银行");
    assert_eq!(read.text("/origin"), "INSTITUTION");
    house.finish().await;
}

#[tokio::test]
async fn a_supplement_is_asked_for_once() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Filed).await;
    let items = json!({ "items": ["分期合同复印件"] });
    let asked = dispute.write(&house.clerk(), "supplement-requests", items.clone()).await;
    assert_eq!(asked.body["events"][0]["deadlines"][0]["timer"], "T02");
    let supplement = |party: &str| json!({ "party": party, "documents": [{ "title": "分期合同复印件", "sha256": cast::some_sha256() }] });
    dispute
        .try_write(&house.agent(), "supplements", supplement(&dispute.respondent))
        .await
        .refused(403, "not-acting-for-party");
    dispute.write(&house.applicant(), "supplements", supplement(&dispute.applicant)).await;
    let spent = dispute
        .try_write(&house.clerk(), "supplement-requests", items)
        .await
        .refused(409, "supplement-spent");
    assert_eq!(spent["facts"]["limit"], "1");
    dispute.take(Step::Accepted).await;
    house.finish().await;
}

#[tokio::test]
async fn an_acceptance_looks_at_every_requirement() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Filed).await;
    let mut checks = cast::checks();
    checks[4]["met"] = json!(false);
    let problem = dispute
        .try_write(&house.clerk(), "acceptance", json!({ "track": "SMALL", "checks": checks }))
        .await
        .refused(422, "check-not-met");
    assert_eq!(problem["facts"]["checks"], "JURISDICTION");
    dispute
        .try_write(&house.clerk(), "acceptance", json!({ "track": "SMALL", "checks": [checks[0]] }))
        .await
        .refused(422, "check-missing");
    assert_eq!(dispute.stage().await, "SUBMITTED");
    house.finish().await;
}

#[tokio::test]
async fn a_cancelled_session_makes_room_for_another() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::SessionScheduled).await;
    let session = json!({
        "starts_at": "2099-01-01T09:00:00+08:00", "planned_minutes": 60, "mode": "ON_SITE", "venue": "room-1",
    });
    dispute.try_write(&house.clerk(), "sessions", session.clone()).await.refused(409, "session-still-live");
    let path = format!("sessions/{}/cancellation", dispute.session);
    dispute.write(&house.clerk(), &path, json!({ "reason": "TECHNICAL" })).await;
    dispute
        .try_write(&house.clerk(), &path, json!({ "reason": "NO_SHOW" }))
        .await
        .refused(409, "session-not-scheduled");
    let late =
        dispute.try_write(&house.clerk(), "sessions", session).await.refused(422, "after-mediation-period");
    assert!(late["facts"]["due"].is_string(), "{late}");
    dispute.go_on(Step::RightsNotified, Step::SessionClosed).await;
    house.finish().await;
}

#[tokio::test]
async fn a_session_needs_notice_unless_everybody_waives_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let tomorrow = today().checked_add_days(Days::new(1)).expect("a tomorrow");
    let session = json!({
        "starts_at": format!("{tomorrow}T09:00:00+08:00"),
        "planned_minutes": 60,
        "mode": "VIDEO",
        "venue": "room-1",
        "notice_waived_by": [dispute.applicant],
    });
    let problem =
        dispute.try_write(&house.mediator(), "sessions", session).await.refused(422, "notice-too-short");
    assert_eq!(problem["facts"]["not_waived_by"], json!(dispute.respondent));
    house.finish().await;
}

#[tokio::test]
async fn a_second_draft_voids_the_signatures_of_the_first() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::Drafted).await;
    let first = dispute.signature(Some(&dispute.applicant));
    dispute.write(&house.applicant(), "agreements/1/signatures", first.clone()).await;
    dispute
        .try_write(&house.applicant(), "agreements/1/signatures", first.clone())
        .await
        .refused(409, "already-signed");

    dispute.draft(cast::AMOUNT_FEN - 1_000).await;
    assert_eq!(dispute.version, 2);
    let read = dispute.read(&house.applicant(), "").await;
    assert_eq!(read.body["agreement"]["signatures"], json!([]));
    let problem = dispute
        .try_write(&house.applicant(), "agreements/1/signatures", first.clone())
        .await
        .refused(409, "version-not-current");
    assert_eq!(problem["facts"]["current"], "2");
    dispute
        .try_write(&house.applicant(), "agreements/2/signatures", first)
        .await
        .refused(422, "agreement-hash-mismatch");
    let seal = json!({ "seal": "centre-seal-1", "hash": dispute.hash });
    dispute.try_write(&house.clerk(), "agreements/2/seal", seal).await.refused(409, "signatures-missing");
    dispute.go_on(Step::Drafted, Step::Sealed).await;
    assert_eq!(dispute.stage().await, "EFFECTIVE");
    house.finish().await;
}

#[tokio::test]
async fn unclear_terms_are_refused_with_the_clause_and_the_reason() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let payment = json!({
        "type": "PAYMENT",
        "payer": dispute.respondent,
        "payee": dispute.applicant,
        "amount_fen": 86_000,
        "due_on": today(),
    });
    let wrong_words = json!({ "terms": [
        { "term": { "type": "JOINT_CONFIRMATION" } },
        { "term": payment, "amount_in_words": "捌佰柒拾元整" },
    ] });
    let problem =
        dispute.try_write(&house.mediator(), "agreements", wrong_words).await.refused(422, "term-unclear");
    assert_eq!(problem["facts"]["clauses"], "2: WORDS_MISMATCH 捌佰陆拾元整");
    let past = json!({ "terms": [{ "term": { "type": "CONDUCT", "obligor": dispute.respondent, "due_on": "2020-01-01" }, "wording": "出具说明" }] });
    dispute.try_write(&house.mediator(), "agreements", past).await.refused(422, "term-unclear");
    house.finish().await;
}

#[tokio::test]
async fn the_period_is_extended_only_by_everybody() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let until = today().checked_add_days(Days::new(90));
    let alone = json!({ "until": until, "agreed_by": [dispute.applicant] });
    let problem = dispute
        .try_write(&house.mediator(), "extensions", alone)
        .await
        .refused(422, "extension-not-unanimous");
    assert_eq!(problem["facts"]["missing"], json!(dispute.respondent));
    let both = json!({ "until": until, "agreed_by": [dispute.applicant, dispute.respondent] });
    let extended = dispute.write(&house.mediator(), "extensions", both).await;
    assert_eq!(extended.body["events"][0]["deadlines"][0]["timer"], "T05a");
    house.finish().await;
}

#[tokio::test]
async fn a_consent_that_is_revoked_bars_what_it_allowed() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let revocation = |matter: &str| json!({ "party": dispute.applicant, "matter": matter });
    dispute
        .try_write(&house.applicant(), "consent-revocations", revocation("MEDIATE"))
        .await
        .refused(422, "mediate-is-not-revoked");
    dispute.write(&house.applicant(), "consent-revocations", revocation("ONLINE")).await;
    let session = json!({
        "starts_at": "2099-01-01T09:00:00+08:00", "planned_minutes": 60, "mode": "VIDEO", "venue": "room-1",
    });
    let problem =
        dispute.try_write(&house.mediator(), "sessions", session).await.refused(409, "consent-missing");
    assert_eq!(problem["facts"]["parties"], json!(dispute.applicant));
    house.finish().await;
}
