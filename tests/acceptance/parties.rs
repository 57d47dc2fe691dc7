//! Agents, guardians and parties that come in later, as they meet the house over HTTP.

use acceptance::{Dispute, House, Step, cast};
use serde_json::{Value, json};

#[tokio::test]
async fn an_agent_reads_and_acts_from_the_appointment_to_the_revocation() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let dispute = Dispute::at(&house, Step::Filed).await;
    dispute.try_read(&lawyer, "").await.refused(404, "not-found");

    let appointed =
        dispute.write(&house.applicant(), "representatives", cast::lawyer(&dispute.applicant)).await;
    let id = appointed.text("/id");
    let read = dispute.read(&lawyer, "").await;
    assert_eq!(read.text("/representatives/0/name"), cast::LAWYER_NAME);
    let page = house.get(&lawyer, "/v1/my-cases").await.ok();
    assert_eq!(page.items().len(), 1);
    let another = cast::lawyer(&dispute.applicant);
    dispute.try_write(&lawyer, "representatives", another).await.refused(403, "not-acting-for-party");

    dispute
        .write(&lawyer, &format!("representatives/{id}/revocation"), json!({ "reason": "改由本人参加" }))
        .await;
    dispute.try_read(&lawyer, "").await.refused(404, "not-found");
    house.finish().await;
}

#[tokio::test]
async fn a_lawyer_who_changed_sides_reads_nothing_more_of_the_first() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let appointed =
        dispute.write(&house.applicant(), "representatives", cast::lawyer(&dispute.applicant)).await;
    let term = json!({ "type": "WAIVER", "creditor": dispute.respondent, "amount_fen": 100 });
    let proposal = json!({ "terms": [{ "term": term }], "to": [dispute.applicant] });
    dispute.write(&house.mediator(), "proposals", proposal).await;
    let proposals = |read: &Value| read["proposals"].as_array().map_or(0, Vec::len);
    let before = dispute.read(&lawyer, "").await;
    assert_eq!(proposals(&before.body), 1);
    let then = before.headers["consistency-token"].to_str().expect("a token").to_owned();

    let taken_back = format!("representatives/{}/revocation", appointed.text("/id"));
    dispute.write(&house.applicant(), &taken_back, json!({ "reason": "不再委托" })).await;
    dispute.write(&house.clerk(), "representatives", cast::lawyer(&dispute.respondent)).await;
    let other_side = dispute.read(&lawyer, "").await;
    assert_eq!(proposals(&other_side.body), 0, "{}", other_side.body);
    let as_it_was = house.get(&lawyer, &format!("/v1/cases/{}?as_of={then}", dispute.case)).await.ok();
    assert_eq!(proposals(&as_it_was.body), 0, "{}", as_it_was.body);
    assert!(other_side.body["representatives"][0].get("authority").is_none(), "nor how far he might go");
    house.finish().await;
}

#[tokio::test]
async fn how_far_an_agent_may_go_is_hidden_from_the_other_side() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    dispute.write(&house.applicant(), "representatives", cast::lawyer(&dispute.applicant)).await;
    let own = dispute.read(&house.applicant(), "").await;
    assert_eq!(own.body["representatives"][0]["authority"]["ceiling"], 500_000);
    let others = dispute.read(&house.agent(), "").await;
    let seen = others.body["representatives"][0].as_object().expect("the agent is named").clone();
    assert!(!seen.contains_key("authority") && !seen.contains_key("licence"), "{seen:?}");
    house.finish().await;
}

#[tokio::test]
async fn an_agent_signs_within_the_ceiling_and_is_named_in_the_record() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Drafted).await;
    let mut employee = cast::lawyer(&dispute.respondent);
    employee["kind"] = json!("EMPLOYEE");
    employee["account"] = json!("agent-of-the-bank");
    employee["authority"]["ceiling_fen"] = json!(cast::AMOUNT_FEN - 1);
    let id = dispute.write(&house.clerk(), "representatives", employee.clone()).await.text("/id");
    let mut signature = dispute.signature(Some(&dispute.respondent));
    signature["method"] = json!("SEAL");
    signature["scan_sha256"] = json!("5c".repeat(32));
    let path = format!("agreements/{}/signatures", dispute.version);
    let unnamed = dispute.try_write(&house.clerk(), &path, signature.clone()).await;
    unnamed.refused(422, "representative-not-named");
    signature["representative"] = json!(id);
    let beyond = dispute.try_write(&house.clerk(), &path, signature.clone()).await;
    let problem = beyond.refused(409, "authority-ceiling-exceeded");
    assert!(problem["facts"]["ceiling"].as_str().is_some_and(|yuan| !yuan.is_empty()), "{problem}");

    employee["authority"]["ceiling_fen"] = json!(cast::AMOUNT_FEN);
    let authority = employee["authority"].clone();
    dispute.write(&house.agent(), &format!("representatives/{id}/authority"), authority).await;
    dispute.write(&house.clerk(), &path, signature).await;
    let read = dispute.read(&house.clerk(), "").await;
    assert_eq!(read.text("/agreement/signatures/0/representative"), id);
    house.finish().await;
}

#[tokio::test]
async fn a_minor_is_known_by_the_document_and_needs_a_guardian() {
    let house = House::open().await;
    let mut application = cast::application();
    let document = json!({ "kind": "RESIDENT_ID", "number": cast::MINORS_ID });
    application["applicants"] = json!([{ "kind": "PERSON", "name": "陈小明", "document": document }]);
    let filed = house.post(&house.clerk(), "/v1/cases", &application).await.ok();
    assert_eq!(filed.events(), ["case.application-filed.v1", "case.capacity-recorded.v1"]);
    let dispute = Dispute::of(&house, &filed.text("/id")).await;
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    dispute
        .try_write(&house.clerk(), "acceptance", acceptance.clone())
        .await
        .refused(409, "guardian-missing");
    let mut mother = cast::lawyer(&dispute.applicant);
    mother["kind"] = json!("GUARDIAN");
    dispute.write(&house.clerk(), "representatives", mother).await;
    dispute.write(&house.clerk(), "acceptance", acceptance).await;
    house.finish().await;
}

#[tokio::test]
async fn a_party_that_joins_is_asked_and_the_others_are() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let mut heir =
        json!({ "side": "APPLICANT", "party": { "kind": "PERSON", "name": "陈小红" }, "reason": "共有人" });
    dispute.try_write(&house.clerk(), "parties", heir.clone()).await.refused(409, "joinder-not-unanimous");
    heir["agreed_by"] = json!([dispute.applicant, dispute.respondent]);
    dispute.try_write(&house.clerk(), "parties", heir.clone()).await.refused(409, "joinder-consent-missing");
    heir["consent"] = json!("WRITTEN");
    let joined = dispute.write(&house.clerk(), "parties", heir).await.text("/id");
    let read = dispute.read(&house.mediator(), "").await;
    assert_eq!(read.text("/parties/2/party"), joined);
    assert_eq!(read.text("/next_action"), "NOTIFY_RIGHTS");
    house.finish().await;
}

#[tokio::test]
async fn a_head_office_sees_the_cases_of_its_branches_and_a_branch_not_those_of_its_head_office() {
    const OUTLET: &str = "91990000MA00TEA40K";
    let house = House::open().await;
    let entry = |uscc: &str, parent: &str| json!({ "uscc": uscc, "name": "试验银行假想支行营业室", "legal_person": cast::BANK, "parent": parent, "sector": "BANK" });
    let outlet = house.post(&house.director(), "/v1/institutions", &entry(OUTLET, cast::BRANCH)).await.ok();
    assert_eq!(outlet.status, 201);
    // Nothing lies below itself, nor below what lies below it, nor below another legal person.
    for (uscc, parent) in
        [(cast::BRANCH, OUTLET), (cast::BRANCH, cast::BRANCH), (cast::BRANCH, cast::OTHER_BANK)]
    {
        let refused = house.post(&house.director(), "/v1/institutions", &entry(uscc, parent)).await;
        assert_eq!(refused.status, 422, "{uscc} below {parent}: {}", refused.body);
        assert!(refused.body.to_string().contains("institution-parent"), "{}", refused.body);
    }

    let mut against_the_outlet = cast::application_of(1);
    against_the_outlet["respondents"] = json!([{ "kind": "INSTITUTION", "uscc": OUTLET }]);
    let low = house.post(&house.applicant(), "/v1/cases", &against_the_outlet).await.ok().text("/id");
    let high = house.post(&house.applicant(), "/v1/cases", &cast::application_of(2)).await.ok().text("/id");
    for (institution, sees) in [
        (OUTLET, vec![&low]),
        (cast::BRANCH, vec![&low, &high]),
        (cast::BANK, vec![&low, &high]),
        (cast::OTHER_BANK, vec![]),
    ] {
        let agent = house.accounts.agent(institution);
        let list = house.get(&agent, "/v1/my-cases").await.ok();
        assert_eq!(list.items().len(), sees.len(), "{institution}: {}", list.body);
        for case in [&low, &high] {
            let status = house.get(&agent, &format!("/v1/cases/{case}")).await.status;
            assert_eq!(status, if sees.contains(&case) { 200 } else { 404 }, "{institution}");
        }
    }
    house.finish().await;
}

/// The application of somebody whom the lawyer of the stories represents and files for.
fn by_the_lawyer(number: usize) -> Value {
    let mut agent = cast::lawyer("");
    agent.as_object_mut().expect("an object").remove("party");
    agent["applicant"] = json!(0);
    agent["files"] = json!(true);
    let mut application = cast::application_of(number);
    application["agents"] = json!([agent]);
    application
}

#[tokio::test]
async fn a_lawyer_files_for_a_client_and_is_a_stranger_once_the_authority_is_taken_back() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let filed = house.post(&lawyer, "/v1/cases", &by_the_lawyer(1)).await.ok();
    assert_eq!(filed.events(), ["case.application-filed.v1", "case.representative-appointed.v1"]);
    let dispute = Dispute::of(&house, &filed.text("/id")).await;
    let read = dispute.read(&lawyer, "").await;
    let agent = read.text("/representatives/0/representative");
    assert_eq!(read.text("/filed_by"), agent);
    assert_eq!(read.text("/representatives/0/name"), cast::LAWYER_NAME);
    assert!(read.body["parties"][0]["account"].is_null(), "the client has no account here: {}", read.body);
    assert_eq!(house.get(&lawyer, "/v1/my-cases").await.ok().items().len(), 1);
    let consent = json!({ "party": dispute.applicant, "matters": ["MEDIATE"], "form": "ELECTRONIC" });
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    dispute.write(&house.clerk(), "acceptance", acceptance).await;
    dispute.write(&house.clerk(), "respondent-notice", json!({ "method": "ELECTRONIC" })).await;
    dispute.write(&lawyer, "consents", consent).await;
    dispute.write(&house.clerk(), &format!("representatives/{agent}/revocation"), json!({})).await;
    dispute.try_read(&lawyer, "").await.refused(404, "not-found");
    let none = house.get(&lawyer, "/v1/my-cases").await.ok();
    assert_eq!((none.items().len(), &none.body["total"]), (0, &json!(0)), "nor is it counted");
    house.finish().await;
}

#[tokio::test]
async fn nobody_files_for_another_without_a_written_authority_that_holds() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let mut application = by_the_lawyer(1);
    application["agents"][0]["authority"]["document"] = Value::Null;
    house.post(&lawyer, "/v1/cases", &application).await.refused(422, "authority-unwritten");
    let mut application = by_the_lawyer(1);
    application["agents"][0]["authority"]["valid_to"] = json!("2026-01-31");
    house.post(&lawyer, "/v1/cases", &application).await.refused(409, "authority-not-in-force");
    let mut application = by_the_lawyer(1);
    application["agents"][0]["applicant"] = json!(1);
    let nowhere = house.post(&lawyer, "/v1/cases", &application).await;
    assert_eq!(nowhere.body["errors"][0]["code"], "applicant-unknown", "{}", nowhere.body);
    // An agent of one of two applicants does not file for the other, who may be the agent.
    let mut application = by_the_lawyer(1);
    application["applicants"] = json!([application["applicants"][0], { "kind": "PERSON", "name": "陈小红" }]);
    house.post(&lawyer, "/v1/cases", &application).await.refused(403, "filing-unauthorised");
    application["own_applicant"] = json!(1);
    let filed = house.post(&lawyer, "/v1/cases", &application).await.ok();
    let read = house.get(&lawyer, &format!("/v1/cases/{}", filed.text("/id"))).await.ok();
    assert_eq!(read.text("/parties/1/account"), cast::LAWYER);
    assert!(read.body["parties"][0]["account"].is_null());
    house.finish().await;
}

#[tokio::test]
async fn what_somebody_without_a_licence_filed_is_for_the_director() {
    let house = House::open().await;
    let lawyer = house.accounts.party(cast::LAWYER);
    let mut application = by_the_lawyer(1);
    application["agents"][0]["licence"] = Value::Null;
    let filed = house.post(&lawyer, "/v1/cases", &application).await.ok();
    let dispute = Dispute::of(&house, &filed.text("/id")).await;
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    let refused = dispute.try_write(&house.clerk(), "acceptance", acceptance).await;
    refused.refused(403, "agent-unlicensed");
    let refusal = json!({ "grounds": ["X08"], "reason": "涉嫌非法代理维权。" });
    dispute.write(&house.director(), "refusal", refusal).await;
    assert_eq!(dispute.stage().await, "NOT_ACCEPTED");
    house.finish().await;
}

#[tokio::test]
async fn a_mother_files_for_her_child() {
    let house = House::open().await;
    let mother = house.accounts.party("u-mother");
    let mut application = by_the_lawyer(1);
    let document = json!({ "kind": "RESIDENT_ID", "number": cast::MINORS_ID });
    application["applicants"] = json!([{ "kind": "PERSON", "name": "陈小明", "document": document }]);
    application["agents"][0]["kind"] = json!("GUARDIAN");
    let filed = house.post(&mother, "/v1/cases", &application).await.ok();
    let dispute = Dispute::of(&house, &filed.text("/id")).await;
    let acceptance = json!({ "track": "SIMPLE", "checks": cast::checks() });
    dispute.write(&house.clerk(), "acceptance", acceptance).await;
    house.finish().await;
}
