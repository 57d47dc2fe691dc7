//! What a filed row says.

use super::desk::{Desk, HEADER, file, row};
use api::import::{Format, synthetic_code};
use application::Opened;
use domain::case::{ApplicationFiled, Event, PartyIdentity};
use domain::classification::{Business, Cause, ClaimKind, IntakeChannel, Sector};
use domain::ids::CaseId;
use event_store::Revision;

async fn filed(desk: &Desk, case: CaseId) -> ApplicationFiled {
    let stream = desk.house.case_stream(case);
    let recorded = desk.house.store().read_stream(&stream, Revision(0), 10).await.unwrap();
    assert_eq!(recorded.len(), 1, "one event a row");
    let payload = String::from_utf8_lossy(&recorded[0].payload).into_owned();
    assert!(!payload.contains("They took") && !payload.contains("CFPB consumer"), "sealed: {payload}");
    let event = Event::decode(&recorded[0].event_type, &recorded[0].payload).unwrap();
    let Event::ApplicationFiled(filed) = event else { panic!("{event:?}") };
    filed
}

#[tokio::test]
async fn columns_become_an_application_by_a_clerk_of_the_centre() {
    let desk = Desk::open();
    let narrative = "They took\r\nmy \"\"house\"\".";
    let (_, outcomes) = desk.import(Format::Cfpb, file(&[row("2020/3/18", narrative, "3571115")])).await;
    let case = outcomes[0].case.unwrap();
    let filed = filed(&desk, case).await;
    assert_eq!(filed.centre.as_str(), "440100");
    assert_eq!(filed.channel, IntakeChannel::Online);
    assert_eq!((filed.business, filed.cause), (Business::Loan, Cause::ContractTerms));
    assert_eq!(filed.claims[0].kind, ClaimKind::Reduction);
    assert_eq!(filed.claims[0].amount, None);
    assert_eq!(filed.outside_ticket.unwrap().as_str(), "CFPB 3571115");
    assert_eq!(filed.product.unwrap().as_str(), "Mortgage: FHA mortgage");
    assert_eq!(filed.incident_on.unwrap().to_string(), "2020-03-18");
    assert_eq!(filed.received_at, desk.house.clock().now(), "received now, not when the bureau received it");
    assert_eq!(filed.privacy_notice.as_str(), "import");
    let stream = desk.house.case_stream(case);
    let facts = desk.house.vault().reveal(stream.as_str(), &filed.facts).unwrap();
    assert!(matches!(facts, Opened::Value(facts) if facts.as_str() == "They took\nmy \"house\"."));
    let PartyIdentity::Person { name, document: None, .. } = &filed.parties[0].identity else { panic!() };
    let name = desk.house.vault().reveal(stream.as_str(), name).unwrap();
    assert!(matches!(name, Opened::Value(name) if name.as_str() == "CFPB consumer 3571115"));
    let PartyIdentity::Institution { name, uscc, sector, .. } = &filed.parties[1].identity else { panic!() };
    assert_eq!((name.as_str(), *sector), ("ACME BANK", Sector::Bank));
    assert_eq!(*uscc, synthetic_code("Acme Bank").unwrap());
    assert_eq!(desk.house.institution(uscc).await.unwrap().name.as_str(), "ACME BANK");
}

#[tokio::test]
async fn a_complaint_without_narrative_says_what_the_columns_say() {
    let desk = Desk::open();
    let (_, outcomes) = desk.import(Format::Cfpb, file(&[row("2020/3/18", "", "1")])).await;
    let case = outcomes[0].case.unwrap();
    let facts = filed(&desk, case).await.facts;
    let stream = desk.house.case_stream(case);
    let facts = desk.house.vault().reveal(stream.as_str(), &facts).unwrap().value().unwrap();
    assert_eq!(
        facts.as_str(),
        "The consumer complains about Mortgage (FHA mortgage); the issue is: Struggling to pay mortgage. \
The narrative is not published."
    );
}

#[tokio::test]
async fn one_firm_is_one_institution_entered_once_as_the_first_row_has_it() {
    let desk = Desk::open();
    let rows: Vec<String> = (1..=100)
        .map(|id| {
            let row = row("2020/3/18", "x", &id.to_string());
            if id == 1 { row } else { row.replace("Mortgage,FHA mortgage", "Debt collection,") }
        })
        .collect();
    let (summary, outcomes) = desk.import(Format::Cfpb, file(&rows)).await;
    assert_eq!(summary.filed, 100);
    for outcome in &outcomes {
        let filed = filed(&desk, outcome.case.unwrap()).await;
        let PartyIdentity::Institution { sector, .. } = filed.parties[1].identity else { panic!() };
        assert_eq!(sector, Sector::Bank, "the register's word, not the row's");
    }
    let before = desk.head().await;
    let other = row("2020/3/18", "x", "101").replace("ACME BANK", "Acme  Bank");
    desk.import(Format::Cfpb, format!("{HEADER}\n{other}\n")).await;
    let after = desk.head().await;
    assert_eq!(after.commit - before.commit, 1, "a filing and no second entry");
}

#[tokio::test]
async fn chinese_texts_are_filed_with_their_words() {
    let desk = Desk::open();
    let text = "{\"id\":\"cail:1\",\"case_cause\":\"保证保险合同纠纷\",\"text\":\"原告请求被告偿还贷款。\",\"masked_spans\":0}\n";
    let (_, outcomes) = desk.import(Format::CourtFacts, text).await;
    let filed = filed(&desk, outcomes[0].case.unwrap()).await;
    assert_eq!((filed.business, filed.claims[0].kind), (Business::Insurance, ClaimKind::Payment));
    assert_eq!(filed.outside_ticket.unwrap().as_str(), "cail:1");
    assert_eq!(filed.product.unwrap().as_str(), "保证保险合同纠纷");
    assert_eq!(filed.incident_on, None);
}
