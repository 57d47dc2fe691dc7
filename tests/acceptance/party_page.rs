//! A party's own page: the same case told to each side by what that side does next.

use acceptance::{Answer, Dispute, House, Step, cast};
use reqwest::Method;
use serde_json::{Value, json};

fn codes(page: &Answer) -> Vec<String> {
    let tasks = page.body["tasks"].as_array().cloned().unwrap_or_default();
    tasks.iter().filter_map(|task| task["code"].as_str().map(str::to_owned)).collect()
}

fn task<'a>(page: &'a Answer, code: &str) -> &'a Value {
    let mut tasks = page.body["tasks"].as_array().into_iter().flatten();
    tasks.find(|task| task["code"] == code).unwrap_or(&Value::Null)
}

#[tokio::test]
async fn each_side_is_told_what_it_does_next_and_does_it_by_the_address_it_is_told() {
    let house = House::open().await;
    let mut dispute = Dispute::at(&house, Step::RespondentNotified).await;
    let (customer, bank) = (house.applicant(), house.agent());
    let page = dispute.read(&bank, "my-page").await;
    assert_eq!(
        (page.text("/stands/code"), codes(&page)),
        ("CONSENT_PENDING".to_owned(), vec!["ANSWER_INVITATION".to_owned()])
    );
    assert_eq!(page.header("content-language"), "zh-CN");
    let invitation = task(&page, "ANSWER_INVITATION");
    assert_eq!(invitation["if_nothing"]["code"], "NO_CONSENT");
    assert_eq!(
        (&invitation["last_day"]["timer"], &invitation["last_day"]["set_by"]),
        (&json!("T03"), &json!("RULES"))
    );
    assert!(invitation["last_day"]["basis"]["sentence"].as_str().is_some_and(|basis| !basis.is_empty()));
    assert_eq!(invitation["instead"]["name"], "refuse_mediation");
    assert_eq!(page.text("/own/0/party"), dispute.respondent);
    let consent = json!({ "party": dispute.respondent, "matters": ["MEDIATE", "ONLINE", "E_SIGNATURE"],
        "form": "ELECTRONIC", "centre_appoints": true });
    let address = invitation["operation"]["address"].as_str().expect("an address").to_owned();
    let _consented = house.post(&bank, &address, &consent).await.ok();
    assert_eq!(codes(&dispute.read(&bank, "my-page").await), Vec::<String>::new());

    let english = house.call(Method::GET, &dispute.path("my-page")).by(&customer);
    let english = english.header("accept-language", "en").send().await.ok();
    assert_eq!(
        (english.header("content-language"), codes(&english)),
        ("en", vec!["ANSWER_INVITATION".to_owned()])
    );
    assert!(english.text("/tasks/0/sentence").starts_with("Please"), "{}", english.body);
    let consent = json!({ "party": dispute.applicant, "matters": ["MEDIATE", "ONLINE", "E_SIGNATURE"],
        "form": "ELECTRONIC", "centre_appoints": true });
    dispute.write(&customer, "consents", consent).await;

    dispute.go_on(Step::Consented, Step::SessionScheduled).await;
    let page = dispute.read(&customer, "my-page").await;
    assert_eq!(
        (page.text("/sessions/0/venue"), page.text("/awaited/0/from")),
        ("room-7".to_owned(), "MEDIATOR".to_owned())
    );
    assert!(page.text("/sessions/0/starts_at").ends_with("+08:00"));
    dispute.go_on(Step::SessionScheduled, Step::Drafted).await;
    let page = dispute.read(&customer, "my-page").await;
    assert_eq!(
        (page.text("/agreed/0/hash"), &page.body["agreed"][0]["own_signatures"]),
        (dispute.hash.clone(), &json!([]))
    );
    let address =
        task(&page, "SIGN_AGREEMENT")["operation"]["address"].as_str().expect("an address").to_owned();
    let _signed = house.post(&customer, &address, &dispute.signature(Some(&dispute.applicant))).await.ok();
    let page = dispute.read(&customer, "my-page").await;
    assert_eq!(task(&page, "SIGN_AGREEMENT"), &Value::Null);
    assert_eq!(page.text("/agreed/0/own_signatures/0/party"), dispute.applicant);
    for (who, party) in [(&bank, Some(dispute.respondent.as_str())), (&house.mediator(), None)] {
        dispute
            .write(who, &format!("agreements/{}/signatures", dispute.version), dispute.signature(party))
            .await;
    }
    dispute.take(Step::Sealed).await;
    let (own, other) = (dispute.read(&bank, "my-page").await, dispute.read(&customer, "my-page").await);
    assert_eq!(task(&own, "PERFORM")["last_day"]["set_by"], "AGREEMENT");
    assert_eq!(
        (task(&other, "PERFORM"), &other.body["obligations"][0]["own"]),
        (&Value::Null, &json!(false))
    );
    assert_eq!(other.body["obligations"][0]["outstanding_fen"], json!(cast::AMOUNT_FEN));
    for page in [&own, &other] {
        let text = page.body.to_string();
        assert!(!["违约", "过错", "逾期", "张"].iter().any(|word| text.contains(word)), "{text}");
    }
    let journal = dispute.read(&customer, "access-journal").await;
    assert!(
        journal.body.to_string().contains("read_party_page"),
        "the read left its trace: {}",
        journal.body
    );
    house.finish().await;
}

#[tokio::test]
async fn nobody_without_a_part_in_the_case_has_a_page_of_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    for stranger in [house.accounts.party("party-stranger"), house.accounts.agent(cast::OTHER_BANK)] {
        dispute.try_read(&stranger, "my-page").await.refused(404, "not-found");
    }
    for other in [house.clerk(), house.director(), house.mediator(), house.court(), house.officer()] {
        dispute.try_read(&other, "my-page").await.refused(403, "forbidden");
    }
    let nothing = "/v1/cases/0199f5a3-0000-7000-8000-00000000dead/my-page";
    house.get(&house.applicant(), nothing).await.refused(404, "not-found");
    let not_an_id = house.get(&house.applicant(), "/v1/cases/1/my-page").await;
    assert_eq!(not_an_id.status / 100, 4, "{}", not_an_id.body);
    house.finish().await;
}

#[tokio::test]
async fn what_the_head_office_is_asked_and_offered_is_on_no_page_of_the_other_side() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    dispute.write(&house.agent(), "authority-requests", crate::authority::request(&dispute)).await;
    let head_office = dispute.read(&house.accounts.agent(cast::BANK), "my-page").await;
    assert_eq!(codes(&head_office), ["ANSWER_AUTHORITY"]);
    for page in
        [dispute.read(&house.agent(), "my-page").await, dispute.read(&house.applicant(), "my-page").await]
    {
        assert!(!page.body.to_string().contains("AUTHORITY"), "{}", page.body);
    }
    house.finish().await;
}
