//! Roads to a mediator, and away from one.

use acceptance::cast;
use acceptance::dispute::today;
use acceptance::{Dispute, People, Step, Who};
use chrono::Days;
use serde_json::{Value, json};

/// Both consented; the choice is theirs.
pub(crate) async fn open(dispute: &mut Dispute<'_>) {
    dispute.go_on_to(Step::RespondentNotified).await;
    dispute.consent_and_choose().await;
}

/// Both name the same mediator.
pub(crate) async fn jointly(dispute: &mut Dispute<'_>) {
    open(dispute).await;
    for (who, party) in sides(dispute) {
        let choice = json!({ "party": party, "mediators": [dispute.people.mediator_id] });
        dispute.write(&who, "mediator-choices", choice).await;
    }
    dispute.go_on(Step::MediatorOffered, Step::Sealed).await;
}

fn sides(dispute: &Dispute<'_>) -> [(Who, String); 2] {
    let people = &dispute.people;
    [
        (people.applicant.clone(), dispute.applicant.clone()),
        (people.agent.clone(), dispute.respondent.clone()),
    ]
}

/// Own mediator, the other one, and the house's.
async fn send_list(dispute: &Dispute<'_>, other: &People) -> [String; 3] {
    let house = dispute.house;
    let names = [dispute.people.mediator_id.clone(), other.mediator_id.clone(), house.mediator_id()];
    dispute.write(&house.clerk(), "mediator-lists", json!({ "mediators": names })).await;
    names
}

/// Each side strikes somebody; the one left settles it.
pub(crate) async fn from_a_list(dispute: &mut Dispute<'_>, other: &People) {
    open(dispute).await;
    let [own, other, houses] = send_list(dispute, other).await;
    for ((who, party), struck) in sides(dispute).into_iter().zip([other, houses]) {
        let answer = json!({ "party": party, "struck": [struck], "ranked": [own] });
        dispute.write(&who, "mediator-list-answers", answer).await;
    }
    dispute.go_on(Step::MediatorOffered, Step::Sealed).await;
}

/// The respondent says nothing to the list.
pub(crate) async fn answered_by_one(dispute: &mut Dispute<'_>, other: &People) {
    open(dispute).await;
    let [own, second, _] = send_list(dispute, other).await;
    let answer = json!({ "party": dispute.applicant, "struck": [own], "ranked": [second] });
    dispute.write(&dispute.people.applicant, "mediator-list-answers", answer).await;
}

/// Silence was no objection: whom the applicant ranked first is asked.
pub(crate) async fn close_the_list(dispute: &Dispute<'_>, other: &People) {
    let closed = dispute.write(&dispute.house.clerk(), "mediator-list-closing", json!({})).await;
    assert_eq!(closed.events(), ["case.mediator-list-closed.v1", "case.mediator-offered.v1"]);
    let seen = dispute.read(&dispute.house.clerk(), "").await;
    assert_eq!(seen.text("/mediator"), other.mediator_id);
}

/// The parties' time is over.
pub(crate) async fn appoint(dispute: &Dispute<'_>) {
    let late = json!({ "party": dispute.applicant, "mediators": [dispute.people.mediator_id] });
    let late = dispute.try_write(&dispute.people.applicant, "mediator-choices", late).await;
    late.refused(409, "deadline-passed");
    let offer = json!({ "mediator": dispute.people.mediator_id });
    dispute.write(&dispute.house.clerk(), "mediator-offers", offer).await;
    let why = dispute.read(&dispute.house.clerk(), "assignments").await;
    assert_eq!(why.items()[0]["basis"], "PERIOD_OVER");
}

/// Three mediate where one would, as both agree.
pub(crate) async fn three(dispute: &mut Dispute<'_>, other: &People) {
    dispute.go_on_to(Step::Consented).await;
    let both = json!([dispute.applicant, dispute.respondent]);
    before(dispute, other, both).await;
}

/// Three mediate because the track asks for it.
pub(crate) async fn complex(dispute: &mut Dispute<'_>, other: &People) {
    dispute.accept_on("COMPLEX").await;
    dispute.go_on(Step::Accepted, Step::Consented).await;
    before(dispute, other, json!([])).await;
}

/// Three are asked and settle it.
async fn before(dispute: &mut Dispute<'_>, other: &People, number_agreed_by: Value) {
    let house = dispute.house;
    // Nobody sits in two sessions at once, so each panel has a third of its own.
    let third = house.enter_mediator("试验合议调解员", json!({})).await;
    let offer = json!({
        "mediator": dispute.people.mediator_id,
        "co_mediators": [other.mediator_id, third],
        "number_agreed_by": number_agreed_by,
    });
    dispute.write(&house.clerk(), "mediator-offers", offer).await;
    for who in [&other.mediator, &house.accounts.mediator(&third)] {
        dispute.write(who, "assignment-acceptance", json!({ "disclosed": [] })).await;
    }
    dispute.go_on(Step::MediatorOffered, Step::Sealed).await;
}

/// The consumer's first request is granted as it stands; the other mediator goes on.
pub(crate) async fn recused(dispute: &mut Dispute<'_>, other: &People) {
    dispute.go_on_to(Step::RightsNotified).await;
    let request = json!({ "mediator": dispute.people.mediator_id, "by": dispute.applicant, "ground": "R3" });
    dispute.write(&dispute.people.applicant, "recusal-requests", request).await;
    dispute.try_read(&dispute.people.mediator, "").await.refused(404, "not-found");
    dispute.people.mediator = other.mediator.clone();
    dispute.people.mediator_id = other.mediator_id.clone();
    dispute.go_on(Step::Consented, Step::Sealed).await;
}

fn agent_account(number: usize) -> String {
    format!("docket-agent-{number}")
}

/// An agent of the applicant for ten days.
pub(crate) async fn with_an_agent(dispute: &mut Dispute<'_>, number: usize) {
    dispute.go_on_to(Step::RightsNotified).await;
    let mut appointment = cast::lawyer(&dispute.applicant);
    appointment["account"] = json!(agent_account(number));
    appointment["authority"]["valid_to"] = json!(today().checked_add_days(Days::new(10)));
    dispute.write(&dispute.people.applicant, "representatives", appointment).await;
    dispute.read(&dispute.house.accounts.party(&agent_account(number)), "").await;
}

/// Ten days are over, and nobody did anything.
pub(crate) async fn shut_out(dispute: &Dispute<'_>, number: usize) {
    let agent = dispute.house.accounts.party(&agent_account(number));
    dispute.try_read(&agent, "").await.refused(404, "not-found");
    assert!(dispute.house.get(&agent, "/v1/my-cases").await.ok().items().is_empty());
    dispute.read(&dispute.people.applicant, "").await;
}
