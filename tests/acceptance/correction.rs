//! A person has corrected what stands wrong about him or her (PIPL 46): asked, checked, proposed by one, approved by another.

use crate::erasure::identity;
use acceptance::cast;
use acceptance::{Answer, Dispute, House, Step, Who};
use serde_json::{Value, json};

/// The applicant's name as it should read.
const RIGHT_NAME: &str = "何实验";
/// Another phone of the applicant.
const RIGHT_PHONE: &str = "10097531865";
/// The applicant's number as the document really shows it.
const RIGHT_ID: &str = "990000197903140559";

fn body(dispute: &Dispute<'_>, party: &str, field: &str, value: Value) -> Value {
    let mut correction = json!({ "case": dispute.case, "party": party });
    correction[field] = value;
    json!({
        "centre": cast::CENTRE, "right": "CORRECT", "requester": "SUBJECT", "name": cast::APPLICANT,
        "wording": cast::REASON, "correction": correction,
    })
}

/// Somebody asks for a correction of the applicant's data; the address of the request.
async fn ask(house: &House, who: &Who, dispute: &Dispute<'_>, field: &str, value: Value) -> String {
    let asked =
        house.post(who, "/v1/data-requests", &body(dispute, &dispute.applicant, field, value)).await.ok();
    assert_eq!(asked.body["events"][0]["deadlines"][0]["timer"], "T24");
    format!("/v1/data-requests/{}", asked.text("/id"))
}

/// Verified, checked and proposed by the officer; whatever the director is answered.
async fn decided(house: &House, request: &str, proof: &Value) -> Answer {
    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), proof).await.ok();
    let checked = json!({ "reason": cast::REASON });
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &checked).await.ok();
    house.post(&house.director(), &format!("{request}/approval"), &json!({})).await
}

/// In how many cases somebody with these papers is found.
async fn found(house: &House, proof: &Value) -> usize {
    let asked = json!({
        "centre": cast::CENTRE, "right": "ACCESS", "requester": "SUBJECT", "name": cast::APPLICANT,
        "wording": cast::REASON,
    });
    let asked = house.post(&house.clerk(), "/v1/data-requests", &asked).await.ok();
    let request = format!("/v1/data-requests/{}", asked.text("/id"));
    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), proof).await.ok();
    let found = house.get(&house.officer(), &request).await.ok();
    found.body["scope"].as_array().unwrap().len()
}

fn by_document(number: &str) -> Value {
    json!({ "proof": "DOCUMENT_SHOWN", "document": { "kind": "RESIDENT_ID", "number": number } })
}

#[tokio::test]
async fn a_corrected_value_is_what_everybody_reads_and_what_was_signed_stays() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Sealed).await;
    let mark = dispute.read(&house.applicant(), "agreement-mark").await.body;
    let before = dispute.read(&house.clerk(), "").await;

    let request = ask(&house, &house.applicant(), &dispute, "name", json!(RIGHT_NAME)).await;
    let shown = house.get(&house.applicant(), &request).await.ok();
    assert_eq!(shown.body["correction"]["value"]["name"], RIGHT_NAME);
    house.get(&house.accounts.party("party-2"), &request).await.refused(404, "not-found");
    let _done = decided(&house, &request, &identity()).await.ok();
    let done = house.get(&house.applicant(), &request).await.ok();
    assert_eq!(
        (done.text("/state"), done.text("/outcomes/0/done")),
        ("FULFILLED".into(), "CORRECTED".into())
    );
    assert_eq!(done.text("/outcomes/0/because"), "AGREEMENT_STANDS");
    assert!(done.body["certificate"].is_null(), "only an erasure is certified: {}", done.body);

    for who in [house.clerk(), house.mediator(), house.applicant(), house.agent()] {
        let read = dispute.read(&who, "").await;
        assert_eq!(read.body["parties"][0]["identity"]["name"], RIGHT_NAME, "{:?}", who.role);
        assert!(!read.body["parties"].to_string().contains(cast::APPLICANT), "{}", read.body);
    }
    let listed = house.get(&house.applicant(), "/v1/my-cases").await.ok();
    assert!(listed.body.to_string().contains(RIGHT_NAME), "{}", listed.body);
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.body["agreement"], before.body["agreement"], "no word that was signed is altered");
    assert_eq!(dispute.read(&house.applicant(), "agreement-mark").await.body, mark);
    let _bundle = dispute.read(&house.director(), "bundle").await;
    let timeline = dispute.read(&house.clerk(), "timeline?limit=200").await;
    let line =
        timeline.items().iter().find(|line| line.to_string().contains("party-data-corrected")).unwrap();
    assert_eq!(line["facts"]["agreement_stands"], true);
    assert!(!line.to_string().contains(RIGHT_NAME), "{line}");

    // History: what the person may read holds both, and a restart changes nothing.
    let copy = crate::erasure::ask(&house, &house.applicant(), "COPY").await;
    let _verified = house.post(&house.clerk(), &format!("{copy}/identity"), &identity()).await.ok();
    let _proposed = house.post(&house.officer(), &format!("{copy}/proposal"), &json!({})).await.ok();
    let _approved = house.post(&house.director(), &format!("{copy}/approval"), &json!({})).await.ok();
    let own = house.get(&house.applicant(), &format!("{copy}/personal-data")).await.ok().body.to_string();
    assert!(own.contains(cast::APPLICANT) && own.contains(RIGHT_NAME), "{own}");
    house.stop();
    let verified = acceptance::process::run(&house.data(), &["verify", "--json"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    house.restart("info");
    assert_eq!(dispute.read(&house.clerk(), "").await.body["parties"][0]["identity"]["name"], RIGHT_NAME);
    assert!(!house.log().contains(RIGHT_NAME), "a name in a log line");
    house.finish().await;
}

#[tokio::test]
async fn a_person_is_found_by_the_corrected_document_and_by_the_wrong_one_no_more() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    assert_eq!(found(&house, &by_document(cast::RESIDENT_ID)).await, 1);
    let document = json!({ "kind": "RESIDENT_ID", "number": RIGHT_ID });
    let request = ask(&house, &house.clerk(), &dispute, "document", document).await;
    // The document that is wrong finds nobody with the right one in hand: the clerk names the party.
    let proof = json!({
        "proof": "DOCUMENT_SHOWN", "document": { "kind": "RESIDENT_ID", "number": RIGHT_ID },
        "parties": [{ "case": dispute.case, "party": dispute.applicant }],
    });
    let _done = decided(&house, &request, &proof).await.ok();
    let read = dispute.read(&house.clerk(), "").await;
    let number = read.text("/parties/0/identity/document/number");
    assert!(number.ends_with("0559") && number.contains('*'), "{number}");
    assert_eq!(found(&house, &by_document(RIGHT_ID)).await, 1);
    assert_eq!(found(&house, &by_document(cast::RESIDENT_ID)).await, 0, "somebody else may bear that number");

    let request = ask(&house, &house.applicant(), &dispute, "phone", json!(RIGHT_PHONE)).await;
    // The account is the party's own: nothing has to be looked up.
    let _done = decided(&house, &request, &json!({ "proof": "ACCOUNT" })).await.ok();
    let reached = |phone: &str| json!({ "proof": "ACCOUNT", "name": cast::APPLICANT, "phone": phone });
    assert_eq!(found(&house, &reached(RIGHT_PHONE)).await, 1);
    assert_eq!(found(&house, &reached(cast::PHONE)).await, 0);
    house.finish().await;
}

#[tokio::test]
async fn a_correction_is_refused_with_its_reason_and_nothing_changes() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let asked = |body: Value| {
        let house = &house;
        async move { house.post(&house.applicant(), "/v1/data-requests", &body).await }
    };
    let whole = body(&dispute, &dispute.applicant, "name", json!(RIGHT_NAME));
    let mut without = whole.clone();
    without.as_object_mut().unwrap().remove("correction");
    asked(without).await.refused(422, "correction-value");
    let mut other = whole.clone();
    other["right"] = json!("ACCESS");
    asked(other).await.refused(422, "correction-value");
    for wrong in [json!({ "phone": RIGHT_PHONE }), json!({ "name": null })] {
        let mut two = whole.clone();
        for (field, value) in wrong.as_object().unwrap() {
            two["correction"][field] = value.clone();
        }
        let answer = asked(two).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert!(answer.body.to_string().contains("correction-value"), "{}", answer.body);
    }

    // Somebody else's party, or a bank, is not found to be this person.
    let request = ask(&house, &house.accounts.party("party-2"), &dispute, "name", json!(RIGHT_NAME)).await;
    let _verified =
        house.post(&house.clerk(), &format!("{request}/identity"), &json!({ "proof": "ACCOUNT" })).await.ok();
    let proposal = json!({ "reason": cast::REASON });
    house
        .post(&house.officer(), &format!("{request}/proposal"), &proposal)
        .await
        .refused(409, "nothing-found");
    let of_the_bank = body(&dispute, &dispute.respondent, "phone", json!(RIGHT_PHONE));
    let bank = asked(of_the_bank).await.ok();
    let bank = format!("/v1/data-requests/{}", bank.text("/id"));
    let _verified = house.post(&house.clerk(), &format!("{bank}/identity"), &identity()).await.ok();
    house.post(&house.officer(), &format!("{bank}/proposal"), &proposal).await.refused(409, "nothing-found");

    let request = ask(&house, &house.applicant(), &dispute, "name", json!(RIGHT_NAME)).await;
    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), &identity()).await.ok();
    let path = format!("{request}/proposal");
    house.post(&house.officer(), &path, &json!({})).await.refused(422, "correction-not-checked");
    let ground = json!({ "ground": "UNLAWFUL", "reason": cast::REASON });
    house.post(&house.officer(), &path, &ground).await.refused(422, "erasure-ground");
    let _proposed = house.post(&house.officer(), &path, &proposal).await.ok();
    let approval = format!("{request}/approval");
    house.post(&house.officer(), &approval, &json!({})).await.refused(403, "forbidden");
    let mut claims = api::auth::HejieClaims::role(domain::occasion::Role::Director);
    claims.centre = Some(cast::CENTRE.to_owned());
    let both = house.accounts.account("officer-1", claims);
    house.post(&both, &approval, &json!({})).await.refused(403, "second-person-required");
    let back = json!({ "reason": cast::REASON });
    let _back = house.post(&house.director(), &format!("{request}/return"), &back).await.ok();
    let refusal = json!({ "ground": "NOT_PROVED", "article": "PIPL 46(2)", "reason": cast::REASON });
    let _refused = house.post(&house.officer(), &format!("{request}/refusal"), &refusal).await.ok();
    assert_eq!(
        dispute.read(&house.clerk(), "").await.body["parties"][0]["identity"]["name"],
        cast::APPLICANT
    );
    house.finish().await;
}

#[tokio::test]
async fn what_is_no_personal_data_is_refused_before_it_is_approved() {
    let house = House::open().await;
    let mut application = cast::application();
    application["applicants"] = json!([{
        "kind": "ORGANISATION", "name": "某商行", "uscc": cast::UNREGISTERED, "phone": cast::PHONE,
    }]);
    let filed = house.post(&house.clerk(), "/v1/cases", &application).await.ok();
    let dispute = Dispute::of(&house, &filed.text("/id")).await;
    let proof = json!({
        "proof": "DOCUMENT_SHOWN", "parties": [{ "case": dispute.case, "party": dispute.applicant }],
    });
    let request = ask(&house, &house.clerk(), &dispute, "name", json!(RIGHT_NAME)).await;
    decided(&house, &request, &proof).await.refused(422, "field-not-personal");
    assert_eq!(house.get(&house.officer(), &request).await.ok().text("/state"), "PROPOSED");
    let request = ask(&house, &house.clerk(), &dispute, "phone", json!(RIGHT_PHONE)).await;
    let _done = decided(&house, &request, &proof).await.ok();
    assert_eq!(dispute.read(&house.clerk(), "").await.text("/parties/0/identity/phone"), "100****1865");
    house.finish().await;
}
