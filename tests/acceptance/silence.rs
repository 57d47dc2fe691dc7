//! A proposal that silence makes an agreement: only among parties who agreed to that before, and never against anybody's word.

use crate::timers::{TOKEN_DAYS, clerk, comes_to, pass, told};
use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::who::now_s;
use acceptance::{Answer, Dispute, House, Step, Who, cast};
use api::auth::HejieClaims;
use chrono::{Days, NaiveDate};
use domain::occasion::Role;
use serde_json::{Value, json};

/// What the mediator proposes: the respondent refunds within two months.
fn proposal(dispute: &Dispute<'_>) -> Value {
    let refund = json!({
        "type": "REFUND", "payer": dispute.respondent, "payee": dispute.applicant,
        "amount_fen": dispute.people.amount_fen, "due_on": today().checked_add_days(Days::new(60)),
    });
    json!({ "terms": [{ "term": refund }, { "term": { "type": "RELEASE" }, "wording": cast::RELEASE }] })
}

/// A mediation in which both parties agreed, each by itself, that silence may bind them.
pub(crate) async fn agreed_to(house: &House) -> Dispute<'_> {
    let dispute = Dispute::at(house, Step::SessionClosed).await;
    dispute.consent(&["NO_OBJECTION"]).await;
    dispute
}

/// The mediator proposes.
pub(crate) async fn propose(dispute: &Dispute<'_>) {
    dispute.write(&dispute.people.mediator, "no-objection-proposals", proposal(dispute)).await;
}

/// A party is served today.
pub(crate) async fn serve(dispute: &Dispute<'_>, version: u32, party: &str) -> Answer {
    let served = json!({ "party": party, "method": "DIRECT", "evidence": "receipt-1" });
    let path = format!("no-objection-proposals/{version}/services");
    dispute.write(&dispute.people.mediator, &path, served).await
}

/// The last day to object of a service.
fn until(served: &Answer) -> NaiveDate {
    assert_eq!(served.text("/events/0/deadlines/0/timer"), "T07");
    served.text("/events/0/deadlines/0/due_date").parse().expect("a day")
}

async fn try_object(dispute: &Dispute<'_>, who: &Who, party: &str) -> Answer {
    let objection = json!({ "party": party, "reason": cast::REASON });
    dispute.try_write(who, "no-objection-proposals/1/objection", objection).await
}

#[tokio::test]
async fn what_nobody_objects_to_is_an_agreement_from_the_day_after_the_last_partys_time() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let clerk = clerk(&house);
    let mut token = house.accounts.claims(cast::APPLICANT_ACCOUNT, HejieClaims::role(Role::Party));
    token.exp = now_s() + TOKEN_DAYS * 86_400;
    let applicant = Who { token: house.accounts.sign(&token), ..house.applicant() };

    let dispute = agreed_to(&house).await;
    propose(&dispute).await;
    let first = until(&serve(&dispute, 1, &dispute.applicant).await);
    assert!(first >= today() + Days::new(7), "{first}");
    assert_eq!(dispute.read(&clerk, "").await.body["next_action"], "SERVE_PROPOSAL");

    // The applicant's time is over; the bank is served only now.
    pass(&dial, first);
    try_object(&dispute, &applicant, &dispute.applicant).await.refused(409, "deadline-passed");
    let served = json!({ "party": dispute.respondent, "method": "POST" });
    let last = until(&dispute.write(&clerk, "no-objection-proposals/1/services", served).await);
    assert!(last > first, "{last}");
    let waiting = dispute.read(&clerk, "").await;
    assert_eq!(waiting.text("/stage"), "IN_MEDIATION");
    assert_eq!(waiting.body["next_due"], last.to_string());

    pass(&dial, last);
    comes_to(&dispute, &clerk, "EFFECTIVE").await;
    let in_force = dispute.read(&applicant, "").await;
    assert_eq!(in_force.text("/agreement/regimes/0/regime"), "NO_OBJECTION");
    assert_eq!(in_force.text("/agreement/effective_on"), (last + Days::new(1)).to_string());
    assert_eq!(in_force.body["agreement"]["signatures"], json!([]));
    assert_eq!(in_force.text("/no_objection/state"), "AGREED");
    let types = told(&dispute, &clerk).await;
    let end: Vec<&str> = types.iter().rev().take(2).map(String::as_str).collect();
    assert_eq!(end, ["case.agreement-became-effective.v1", "case.deadline-expired.v1"]);
    let effects = types.iter().filter(|it| *it == "case.agreement-became-effective.v1").count();
    assert_eq!(effects, 1, "{types:?}");

    let counted = house.get(&clerk, "/v1/statistics").await.ok();
    let fourteen = &counted.body["total"]["M14"];
    assert_eq!(
        (&fourteen["no_objection"], &fourteen["no_objection_agreed"]["numerator"]),
        (&json!(1), &json!(1))
    );
    let number = in_force.text("/agreement/agreement_no");
    let row = house.get(&clerk, &format!("/v1/settlements/{number}")).await.ok();
    assert_eq!(row.text("/regimes/0/regime"), "NO_OBJECTION");
    try_object(&dispute, &applicant, &dispute.applicant).await.refused(409, "wrong-stage");
    dispute.try_read(&clerk, "bundle").await.refused(409, "settlement-by-silence");
    house.finish().await;
}

#[tokio::test]
async fn one_objection_in_time_ends_the_mediation() {
    let house = House::open().await;
    let dispute = agreed_to(&house).await;
    propose(&dispute).await;
    for party in [&dispute.applicant, &dispute.respondent] {
        serve(&dispute, 1, party).await;
    }
    try_object(&dispute, &house.applicant(), &dispute.respondent).await.refused(403, "not-acting-for-party");
    let objected = try_object(&dispute, &house.applicant(), &dispute.applicant).await.ok();
    assert_eq!(objected.events(), ["case.no-objection-objected.v1", "case.mediation-terminated.v1"]);
    let seen = dispute.read(&house.agent(), "").await;
    assert_eq!(seen.text("/termination/code"), "E11");
    assert_eq!(seen.text("/no_objection/objection/reason"), cast::REASON);
    house.finish().await;
}

#[tokio::test]
async fn nobody_is_bound_by_silence_who_did_not_agree_to_that_apart_from_everything_else() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let propose = async || {
        let body = proposal(&dispute);
        dispute.try_write(&house.mediator(), "no-objection-proposals", body).await
    };
    let problem = propose().await.refused(409, "consent-missing");
    assert_eq!(problem["facts"]["matter"], "NO_OBJECTION");
    let consent =
        |party: &str, matters: Value, form: &str| json!({ "party": party, "matters": matters, "form": form });
    let beside = consent(&dispute.applicant, json!(["NO_OBJECTION", "E_SERVICE"]), "ELECTRONIC");
    dispute.try_write(&house.applicant(), "consents", beside).await.refused(422, "consent-not-express");
    let spoken = consent(&dispute.applicant, json!(["NO_OBJECTION"]), "ORAL");
    dispute.try_write(&house.clerk(), "consents", spoken).await.refused(422, "consent-not-express");
    let bank = consent(&dispute.respondent, json!(["NO_OBJECTION", "E_SERVICE"]), "ELECTRONIC");
    dispute.write(&house.agent(), "consents", bank).await;
    propose().await.refused(409, "consent-missing");
    let express = consent(&dispute.applicant, json!(["NO_OBJECTION"]), "ELECTRONIC");
    dispute.write(&house.applicant(), "consents", express).await;
    let _proposed = propose().await.ok();

    // One text at a time, and nobody is served by a call or electronically against his will.
    propose().await.refused(409, "no-objection-open");
    let draft = json!({ "terms": [{ "term": { "type": "CONFIDENTIALITY" } }] });
    dispute.try_write(&house.mediator(), "agreements", draft).await.refused(409, "no-objection-open");
    let served = |method: &str| json!({ "party": dispute.applicant, "method": method });
    let services = "no-objection-proposals/1/services";
    dispute.try_write(&house.mediator(), services, served("PHONE")).await.refused(422, "service-not-written");
    dispute
        .try_write(&house.mediator(), services, served("ELECTRONIC"))
        .await
        .refused(409, "consent-missing");
    serve(&dispute, 1, &dispute.applicant).await;
    serve(&dispute, 1, &dispute.respondent).await;

    // Whoever takes the consent back before the end is bound by no silence; the mediation goes on.
    let revoked = json!({ "party": dispute.applicant, "matter": "NO_OBJECTION" });
    let revoked = dispute.write(&house.applicant(), "consent-revocations", revoked).await;
    assert_eq!(revoked.events(), ["case.consent-revoked.v1", "case.no-objection-ended.v1"]);
    let seen = dispute.read(&house.agent(), "").await;
    assert_eq!(seen.text("/no_objection/cause"), "CONSENT_REVOKED");
    assert_eq!(seen.text("/stage"), "IN_MEDIATION");
    let periods = dispute.read(&house.clerk(), "deadlines").await;
    assert!(periods.items().iter().all(|it| it["timer"] != "T07"), "{}", periods.body);
    propose().await.refused(409, "consent-missing");
    house.finish().await;
}

#[tokio::test]
async fn a_court_that_sent_the_dispute_learns_nothing_of_a_proposal() {
    let house = House::open().await;
    let mut dispute = crate::referral::registered(&house, "ASSIGNED").await;
    dispute.write(&house.clerk(), "referral/receipt", json!({})).await;
    dispute.go_on(Step::Filed, Step::SessionClosed).await;
    dispute.consent(&["NO_OBJECTION"]).await;
    propose(&dispute).await;
    serve(&dispute, 1, &dispute.applicant).await;
    let seen = dispute.read(&house.court(), "").await.body;
    let periods = seen["deadlines"].as_array().cloned().unwrap_or_default();
    assert!(seen["no_objection"].is_null() && periods.iter().all(|it| it["timer"] != "T07"), "{seen}");
    let timeline = dispute.read(&house.court(), "timeline").await.body.to_string();
    assert!(!timeline.contains("no-objection"), "{timeline}");
    let periods = dispute.read(&house.court(), "deadlines").await;
    assert!(periods.items().iter().all(|it| it["timer"] != "T07"), "{}", periods.body);
    house.finish().await;
}
