//! Who sees what: strangers learn nothing, readers learn what is theirs.

use acceptance::cast;
use acceptance::{Dispute, House, Step, Who};
use serde_json::{Value, json};

/// Everybody who has nothing to do with the case, and reads cases at all.
fn strangers(house: &House) -> Vec<(&'static str, Who)> {
    let accounts = &house.accounts;
    vec![
        ("a clerk of another centre", accounts.clerk(cast::OTHER_CENTRE)),
        ("a director of another centre", accounts.director(cast::OTHER_CENTRE)),
        ("a mediator nobody asked", accounts.mediator(&house.barred_id())),
        ("another party", accounts.party("party-2")),
        (
            "the account of a party of another case",
            accounts.party_of("party-3", "0199f5a3-0000-7000-8000-00000000dead"),
        ),
        ("the agent of another institution", accounts.agent(cast::OTHER_BANK)),
        ("the agent of another unit of the bank", accounts.agent("91990000MA00TEA40K")),
        ("another court", accounts.court(cast::OTHER_COURT)),
    ]
}

#[tokio::test]
async fn a_stranger_gets_not_found_for_everything_about_a_case() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let nobodys = "0199f5a3-0000-7000-8000-00000000dead";
    for (name, who) in strangers(&house) {
        for below in ["", "timeline", "session-records"] {
            let there = dispute.try_read(&who, below).await;
            let nowhere = house.get(&who, format!("/v1/cases/{nobodys}/{below}").trim_end_matches('/')).await;
            // A case that is not theirs looks exactly like one that does not exist.
            let told = |answer: &acceptance::Answer| {
                let mut body = answer.body.clone();
                body["instance"] = Value::Null;
                (answer.status, body)
            };
            assert_eq!(told(&there), told(&nowhere), "{name} {below}");
            assert!(matches!(there.status, 403 | 404), "{name} reads {below}: {}", there.body);
        }
        let list = house.get(&who, "/v1/my-cases").await;
        assert!(list.status == 403 || list.items().is_empty(), "{name}: {}", list.body);
        let register = house.get(&who, "/v1/settlements").await;
        assert!(register.status == 403 || register.items().is_empty(), "{name}: {}", register.body);
    }
    for who in [house.accounts.federation(), house.accounts.administrator()] {
        dispute.try_read(&who, "").await.refused(403, "forbidden");
    }
    house.finish().await;
}

#[tokio::test]
async fn a_stranger_gets_not_found_for_every_step_of_a_case() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    let accounts = &house.accounts;
    let party = json!({ "party": dispute.applicant, "matters": ["RECORDING"], "form": "ORAL" });
    let head = house.head().await;
    for who in
        [accounts.clerk(cast::OTHER_CENTRE), accounts.party("party-2"), accounts.agent(cast::OTHER_BANK)]
    {
        dispute.try_write(&who, "consents", party.clone()).await.refused(404, "not-found");
    }
    let termination = json!({ "code": "E05" });
    for who in [accounts.director(cast::OTHER_CENTRE), accounts.mediator(&house.barred_id())] {
        dispute.try_write(&who, "termination", termination.clone()).await.refused(404, "not-found");
    }
    let step = json!({ "step": "NOT_ACCEPT", "ground": "WRONG_COURT", "on": "2026-01-01" });
    dispute.try_write(&house.court(), "confirmation/court-steps", step).await.refused(404, "not-found");
    assert_eq!(house.head().await, head, "nothing was written");
    house.finish().await;
}

#[tokio::test]
async fn numbers_by_which_a_person_is_traced_are_shown_in_part() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::AssignmentAccepted).await;
    for who in [house.clerk(), house.director(), house.mediator(), house.applicant()] {
        let read = dispute.read(&who, "").await;
        let text = read.body.to_string();
        assert!(!text.contains(cast::RESIDENT_ID) && !text.contains(cast::PHONE), "{:?}: {text}", who.role);
        let identity = &read.body["parties"][0]["identity"];
        assert_eq!(identity["name"], cast::APPLICANT);
        assert_eq!(identity["phone"], "100****1864");
        let number = identity["document"]["number"].as_str().expect("a masked number");
        assert!(number.contains('*') && !number.contains("19790314"), "{number}");
    }
    let other_side = dispute.read(&house.agent(), "").await;
    let identity = &other_side.body["parties"][0]["identity"];
    assert_eq!(identity["name"], cast::APPLICANT);
    assert!(identity.get("phone").is_none() && identity.get("document").is_none(), "{identity}");
    house.finish().await;
}

#[tokio::test]
async fn a_court_sees_the_settlement_and_not_what_was_said_on_the_way() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationSigned).await;
    dispute.try_read(&house.court(), "").await.refused(404, "not-found");
    dispute.file_confirmation().await;

    let read = dispute.read(&house.court(), "").await;
    for hidden in [
        "facts",
        "claims",
        "checks",
        "sessions",
        "consents",
        "mediator_history",
        "mediation_refusals",
        "supplements",
    ] {
        assert!(read.body.get(hidden).is_none(), "a court sees {hidden}");
    }
    let text = read.body.to_string();
    assert!(
        !text.contains(cast::FACTS) && !text.contains(cast::MINUTES) && !text.contains(cast::CLAIM),
        "{text}"
    );
    assert_eq!(read.body["agreement"]["terms"][1]["wording"], cast::RELEASE);
    let timeline = dispute.read(&house.court(), "timeline?limit=200").await.body.to_string();
    for private in cast::PRIVATE {
        assert!(!timeline.contains(private), "{private} in the timeline of a court");
    }
    dispute.try_read(&house.court(), "session-records").await.refused(403, "forbidden");
    house.finish().await;
}

#[tokio::test]
async fn whoever_looks_at_a_case_leaves_a_trace() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RespondentNotified).await;
    for below in ["", "timeline", "session-records"] {
        dispute.read(&house.agent(), below).await;
    }
    dispute.try_read(&house.accounts.party("party-2"), "").await.refused(404, "not-found");
    let journal = dispute.read(&house.applicant(), "access-journal").await;
    let by = |who: &str| {
        let items = journal.items().iter().filter(|item| item.to_string().contains(who));
        items.map(|item| item["action"].as_str().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(
        by(&format!("agent-{}", cast::BRANCH)),
        ["read_session_records", "read_timeline", "read_case"]
    );
    assert!(by("clerk-1").contains(&"read_case"));
    assert!(by("party-2").is_empty(), "who saw nothing looked at nothing");
    let text = journal.body.to_string();
    assert!(!text.contains(cast::APPLICANT) && !text.contains(cast::PHONE), "{text}");
    dispute.try_read(&house.agent(), "access-journal").await;
    house.finish().await;
}

#[tokio::test]
async fn minutes_are_read_by_those_who_were_there() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::SessionClosed).await;
    for who in [house.applicant(), house.agent(), house.mediator(), house.clerk()] {
        let records = dispute.read(&who, "session-records").await;
        assert_eq!(records.items()[0]["session"], json!(dispute.session));
        assert!(records.body.to_string().contains(cast::MINUTES), "{:?}: {}", who.role, records.body);
        let case = dispute.read(&who, "").await.body.to_string();
        assert!(!case.contains(cast::MINUTES), "minutes have an address of their own");
    }
    house.finish().await;
}

#[tokio::test]
async fn a_mediator_who_declined_or_whose_offer_lapsed_sees_the_case_no_more() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::MediatorOffered).await;
    assert_eq!(house.get(&house.mediator(), "/v1/my-cases").await.ok().items().len(), 1);
    dispute.read(&house.mediator(), "").await;
    dispute.write(&house.mediator(), "assignment-decline", json!({ "reason": "CONFLICT" })).await;
    dispute.try_read(&house.mediator(), "").await.refused(404, "not-found");
    assert!(house.get(&house.mediator(), "/v1/my-cases").await.ok().items().is_empty());
    house.finish().await;
}

#[tokio::test]
async fn a_party_acts_for_itself_only() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RespondentNotified).await;
    let for_the_other = json!({ "party": dispute.respondent, "matters": ["MEDIATE"], "form": "ELECTRONIC" });
    dispute
        .try_write(&house.applicant(), "consents", for_the_other)
        .await
        .refused(403, "not-acting-for-party");
    let opened_by_the_centre = house.accounts.party_of("party-9", &dispute.applicant);
    let own = json!({ "party": dispute.applicant, "matters": ["MEDIATE"], "form": "ELECTRONIC" });
    dispute.write(&opened_by_the_centre, "consents", own).await;
    let own_cases = house.get(&opened_by_the_centre, "/v1/my-cases").await.ok();
    assert_eq!(own_cases.items().len(), 1);
    house.finish().await;
}

#[tokio::test]
async fn staff_file_for_their_own_centre_and_agents_for_their_own_institution() {
    let house = House::open().await;
    house
        .post(&house.accounts.clerk(cast::OTHER_CENTRE), "/v1/cases", &cast::application())
        .await
        .refused(404, "not-found");
    house.post(&house.agent(), "/v1/cases", &cast::application()).await.refused(404, "not-found");
    let mut by_the_bank = cast::application();
    by_the_bank["applicants"] = json!([{ "kind": "INSTITUTION", "uscc": cast::BRANCH }]);
    by_the_bank["respondents"] = json!([{ "kind": "PERSON", "name": cast::APPLICANT, "phone": cast::PHONE }]);
    let filed = house.post(&house.agent(), "/v1/cases", &by_the_bank).await.ok();
    assert_eq!(filed.status, 201);
    house.finish().await;
}
