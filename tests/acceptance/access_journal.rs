//! Who looked at what, for those who may ask; and what is shown only for a reason that stays written down.

use acceptance::process::{run, run_with};
use acceptance::{Dispute, House, Shared, Step, cast};
use reqwest::Method;
use rusqlite::Connection;
use serde_json::{Value, json};
use std::sync::Arc;

/// A centre that has nothing to do with the case.
const FAR_CENTRE: &str = "441900";
const INQUIRIES: &str = "/v1/settlement-inquiries";
/// The code of a customer.
const ORGANISATION: &str = "91350100M000100Y43";
/// A matter of the court that is not the one the settlement was filed with.
const OWN_MATTER: &str = "（2026）粤0106执123号";

fn actions(journal: &[Value]) -> Vec<&str> {
    journal.iter().map(|entry| entry["action"].as_str().unwrap_or_default()).collect()
}

#[tokio::test]
async fn the_audit_administrator_finds_every_look_and_reads_no_case() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let auditor = house.accounts.audit_administrator();
    let lawyer = cast::lawyer(&dispute.applicant);
    dispute.write(&house.applicant(), "representatives", lawyer).await;
    dispute.read(&house.accounts.party(cast::LAWYER), "").await;
    dispute.read(&house.agent(), "timeline").await;

    let by_case = format!("/v1/access-journal?case={}", dispute.case);
    let found = house.get(&auditor, &by_case).await.ok();
    let [own, timeline, case, ..] = found.items() else { panic!("{}", found.body) };
    assert_eq!(actions(found.items())[..3], ["search_access_journal", "read_timeline", "read_case"]);
    assert_eq!(own["actor"]["role"], "audit-administrator", "asking leaves an entry too");
    assert_eq!(case["actor"]["user"], cast::LAWYER);
    assert_eq!(case["on_behalf"], json!([dispute.applicant]));
    assert_eq!(case["classes"], json!(["K1", "K2"]));
    assert_eq!(timeline["on_behalf"], json!([dispute.respondent]));
    assert!(case["request"].is_string(), "{case}");

    let by_account = format!("/v1/access-journal?account={}&action=read_case&limit=1", cast::LAWYER);
    let page = house.get(&auditor, &by_account).await.ok();
    assert_eq!(page.items()[0]["cases"], json!([dispute.case]));
    let rest = house.get(&auditor, &format!("{by_account}&after={}", page.text("/next"))).await.ok();
    assert!(rest.items().is_empty(), "{}", rest.body);
    let before = format!("{by_case}&until=2020-01-01T00:00:00Z");
    assert!(house.get(&auditor, &before).await.ok().items().is_empty());
    for wrong in ["case=1", "from=yesterday", "limit=0", "account=%20", "action=%00"] {
        let refused = house.get(&auditor, &format!("/v1/access-journal?{wrong}")).await;
        assert!(matches!(refused.status, 400 | 422), "{wrong}: {}", refused.body);
    }

    for below in ["", "timeline", "access-journal"] {
        dispute.try_read(&auditor, below).await.refused(403, "forbidden");
    }
    for who in [house.director(), house.applicant(), house.accounts.administrator()] {
        house.get(&who, "/v1/access-journal").await.refused(403, "forbidden");
    }
    let own = dispute.read(&house.applicant(), "access-journal?limit=2").await;
    assert!(own.items()[0].get("cases").is_none(), "other cases are nobody's affair");
    assert!(own.body["next"].is_string(), "{}", own.body);
    house.finish().await;
}

#[tokio::test]
async fn a_journal_somebody_changed_is_found_by_the_entry_and_one_that_was_cut_by_what_was_signed() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    for _ in 0..4 {
        dispute.read(&house.clerk(), "").await;
    }
    let live = run(&house.data(), &["verify", "journal"]);
    assert!(live.status.success(), "a server may be at work: {}", String::from_utf8_lossy(&live.stdout));
    house.stop();
    let data = house.data();
    let kept = data.join("proof/journal-head");
    assert!(kept.exists(), "the head is signed when the server ends");
    let file = || Connection::open(data.join("journal.db")).expect("the journal");
    let said = |arguments: &[&str]| {
        let output = run_with(&data, arguments, &[]);
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let whole = data.with_file_name("whole.db");
    file().execute("VACUUM INTO ?1", [whole.to_string_lossy().as_ref()]).expect("a copy");
    let (fine, words) = said(&["verify"]);
    assert!(fine && words.contains("each chained to the one before"), "{words}");

    let off = "DROP TRIGGER reads_stand; DROP TRIGGER reads_are_kept;";
    for (tampering, named) in [
        (
            "UPDATE reads SET actor = replace(actor, 'clerk-1', 'clerk-2') WHERE id = 2",
            "entry 2 is not what was written",
        ),
        ("DELETE FROM reads WHERE id = 2", "entry 2 is missing"),
        (
            "UPDATE reads SET id = 99 WHERE id = 2; UPDATE reads SET id = 2 WHERE id = 3; UPDATE reads SET id = 3 WHERE id = 99",
            "entry 2 is not what was written",
        ),
        ("DELETE FROM reads WHERE id = (SELECT max(id) FROM reads)", "entries were signed"),
    ] {
        for suffix in ["", "-wal", "-shm"] {
            let _absent = std::fs::remove_file(data.join(format!("journal.db{suffix}")));
        }
        std::fs::copy(&whole, data.join("journal.db")).expect("the journal as it was");
        assert!(said(&["verify", "journal"]).0);
        file()
            .execute_batch(&format!("PRAGMA foreign_keys = OFF; {off} {tampering}"))
            .expect("the owner may");
        let (fine, words) = said(&["verify", "journal"]);
        assert!(!fine && words.contains(named), "{tampering}: {words}");
        assert!(!said(&["verify"]).0, "{tampering}");
    }
    // What finds the entries knows one more than there are.
    let elsewhere = data.with_file_name("head");
    std::fs::rename(&kept, &elsewhere).expect("the head");
    let (fine, words) = said(&["verify", "journal"]);
    assert!(!fine && words.contains("the index knows entry"), "{words}");
    for suffix in ["", "-wal", "-shm"] {
        let _absent = std::fs::remove_file(data.join(format!("journal-index.db{suffix}")));
    }
    // A head that was carried away in time tells what a head beside the file no longer does.
    assert!(said(&["verify", "journal"]).0, "cut, and nothing beside it says so");
    let (fine, words) = said(&["verify", "journal", "--head", &elsewhere.to_string_lossy()]);
    assert!(!fine && words.contains("is missing"), "{words}");
}

#[tokio::test]
async fn a_look_that_cannot_be_written_down_is_not_answered() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::Accepted).await;
    let file = Connection::open(house.data().join("journal.db")).expect("the journal");
    file.execute_batch("CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'full'); END")
        .expect("the owner may");
    let phone = format!("parties/{}/numbers/phone?reason=CONTACT", dispute.applicant);
    for below in ["", "timeline", &phone] {
        let refused = dispute.try_read(&house.clerk(), below).await;
        assert!(!refused.body.to_string().contains(cast::PHONE));
        refused.refused(503, "store-busy");
    }
}

#[tokio::test]
async fn a_court_asks_outside_its_matters_for_a_purpose_and_learns_existence_and_status() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let number = dispute.read(&house.clerk(), "").await.text("/agreement/agreement_no");
    let other = house.accounts.court(cast::OTHER_COURT);
    house.get(&other, &format!("/v1/settlements/{number}")).await.refused(404, "not-found");

    let asked = format!("{INQUIRIES}?agreement_no={number}&purpose=ENFORCEMENT&reference={OWN_MATTER}");
    let found = house.get(&other, &asked).await.ok();
    let [settlement] = found.items() else { panic!("{}", found.body) };
    let mut fields: Vec<&String> = settlement.as_object().expect("an object").keys().collect();
    fields.sort();
    assert_eq!(fields, ["agreement_no", "centre", "confirmation", "effective_on"]);
    assert_eq!(settlement["confirmation"], "FILED", "{settlement}");
    let none = format!("{INQUIRIES}?agreement_no=no-such&purpose=SHAM_LITIGATION&reference={OWN_MATTER}");
    assert!(house.get(&other, &none).await.ok().items().is_empty());

    for (wrong, code) in [
        (format!("{INQUIRIES}?agreement_no={number}&purpose=CURIOSITY&reference={OWN_MATTER}"), 400),
        (format!("{INQUIRIES}?agreement_no={number}&reference={OWN_MATTER}"), 400),
        (format!("{INQUIRIES}?purpose=ENFORCEMENT&reference={OWN_MATTER}"), 400),
        (
            format!(
                "{INQUIRIES}?agreement_no={number}&purpose=ENFORCEMENT&reference={}",
                cast::COURT_CASE_NO
            ),
            422,
        ),
    ] {
        let refused = house.get(&other, &wrong).await;
        assert_eq!(refused.status, code, "{wrong}: {}", refused.body);
    }
    house.get(&house.clerk(), &asked).await.refused(403, "forbidden");

    let auditor = house.accounts.audit_administrator();
    let journal = house.get(&auditor, "/v1/access-journal?action=inquire_settlements").await.ok();
    let [nothing, looked] = journal.items() else { panic!("{}", journal.body) };
    assert_eq!(looked["purpose"], json!({ "code": "ENFORCEMENT", "reference": OWN_MATTER }));
    assert_eq!((&looked["cases"], &nothing["cases"]), (&json!([dispute.case]), &json!([])));
    assert_eq!(nothing["about"], "agreement_no no-such");
    let own = dispute.read(&house.applicant(), "access-journal").await;
    assert!(actions(own.items()).contains(&"inquire_settlements"), "{}", own.body);
    house.finish().await;
}

#[tokio::test]
async fn a_court_asks_about_a_person_and_nobody_reads_the_number_anywhere_afterwards() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::ConfirmationFiled).await;
    let number = dispute.read(&house.clerk(), "").await.text("/agreement/agreement_no");
    let other = house.accounts.court(cast::OTHER_COURT);
    let about = |document: &str, reference: &str| {
        let document = json!({ "kind": "RESIDENT_ID", "number": document });
        json!({ "document": document, "purpose": "SHAM_LITIGATION", "reference": reference })
    };
    let found = house.post(&other, INQUIRIES, &about(cast::RESIDENT_ID, OWN_MATTER)).await.ok();
    let [settlement] = found.items() else { panic!("{}", found.body) };
    let mut fields: Vec<&String> = settlement.as_object().expect("an object").keys().collect();
    fields.sort();
    assert_eq!(fields, ["agreement_no", "centre", "confirmation", "effective_on"]);
    assert_eq!(settlement["agreement_no"], number);
    let nobody = house.post(&other, INQUIRIES, &about("440104199001011233", OWN_MATTER)).await;
    assert!(nobody.status == 422 || nobody.ok().items().is_empty());
    let foreign = about(cast::RESIDENT_ID, cast::COURT_CASE_NO);
    assert_eq!(house.post(&other, INQUIRIES, &foreign).await.status, 422, "not the own court's matter");
    let clerk = house.post(&house.clerk(), INQUIRIES, &about(cast::RESIDENT_ID, OWN_MATTER)).await;
    clerk.refused(403, "forbidden");

    let auditor = house.accounts.audit_administrator();
    let asked = "/v1/access-journal?action=inquire_settlements_of_person";
    let journal = house.get(&auditor, asked).await.ok();
    let looked = journal.items().iter().find(|entry| entry["cases"] == json!([dispute.case]));
    let looked = looked.unwrap_or_else(|| panic!("{}", journal.body));
    assert_eq!(looked["purpose"], json!({ "code": "SHAM_LITIGATION", "reference": OWN_MATTER }));
    assert!(!journal.body.to_string().contains(cast::RESIDENT_ID), "the journal holds nobody's number");
    house.finish().await;
}

#[tokio::test]
async fn a_personal_number_is_shown_whole_for_a_reason_to_those_who_work_the_case() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::AssignmentAccepted).await;
    let below = |field: &str| format!("parties/{}/numbers/{field}", dispute.applicant);
    let phone = dispute.read(&house.mediator(), &format!("{}?reason=CONTACT", below("phone"))).await;
    assert_eq!(phone.body["value"], cast::PHONE);
    let document = format!("{}?reason=SERVICE&reference=送达回证3号", below("document"));
    let document = dispute.read(&house.clerk(), &document).await;
    assert!(document.body["value"].to_string().contains(cast::RESIDENT_ID), "{}", document.body);

    let asked = format!("{}?reason=CONTACT", below("phone"));
    for who in [house.accounts.clerk(FAR_CENTRE), house.accounts.director(FAR_CENTRE)] {
        dispute.try_read(&who, &asked).await.refused(404, "not-found");
    }
    for who in [house.agent(), house.applicant(), house.accounts.audit_administrator()] {
        dispute.try_read(&who, &asked).await.refused(403, "forbidden");
    }
    for (wrong, status) in [
        (below("phone"), 400),
        (format!("{}?reason=CURIOSITY", below("phone")), 400),
        (format!("{}?reason=CONTACT&reference={}", below("phone"), cast::PHONE), 422),
        (format!("{}?reason=CONTACT", below("name")), 404),
        (format!("parties/{}/numbers/phone?reason=CONTACT", dispute.case), 404),
    ] {
        let refused = dispute.try_read(&house.clerk(), &wrong).await;
        assert_eq!(refused.status, status, "{wrong}: {}", refused.body);
    }
    let journal = dispute.read(&house.applicant(), "access-journal").await;
    let shown: Vec<&Value> =
        journal.items().iter().filter(|entry| entry["action"] == "read_personal_number").collect();
    assert_eq!(shown.len(), 2, "{}", journal.body);
    assert_eq!(shown[0]["purpose"], json!({ "code": "SERVICE", "reference": "送达回证3号" }));
    assert_eq!(shown[1]["about"], format!("party {} phone", dispute.applicant));
    assert!(!journal.body.to_string().contains(cast::PHONE));
    let counted = house.call(Method::GET, "/metrics").send().await;
    let counted = String::from_utf8_lossy(&counted.raw).into_owned();
    assert!(counted.contains("hejie_unmaskings_total{field=\"phone\",role=\"mediator\"} 1"), "{counted}");
    assert!(house.log().contains("a personal number was shown whole"));
    house.finish().await;
}

#[tokio::test]
async fn a_director_of_another_centre_opens_a_case_in_an_emergency_and_is_asked_about_it() {
    let house = House::open().await;
    let dispute = Dispute::at(&house, Step::RightsNotified).await;
    let told = json!({ "party": dispute.respondent, "text": cast::REASON });
    dispute.write(&house.mediator(), "caucus-records", told).await;
    let (far, auditor) = (house.accounts.director(FAR_CENTRE), house.accounts.audit_administrator());
    let list = "/v1/emergency-accesses";
    dispute.try_read(&far, "").await.refused(404, "not-found");

    let body = json!({ "case": dispute.case, "reason": "DANGER", "note": "值班接报，须核对风险" });
    house.post(&house.director(), list, &body).await.refused(409, "emergency-not-needed");
    house.post(&house.clerk(), list, &body).await.refused(403, "forbidden");
    let unknown = json!({ "case": dispute.applicant, "reason": "DANGER", "note": "值班" });
    house.post(&far, list, &unknown).await.refused(404, "not-found");
    let personal = json!({ "case": dispute.case, "reason": "DANGER", "note": cast::RESIDENT_ID });
    house.post(&far, list, &personal).await.refused(422, "reference-personal");
    let key = house.fresh_key();
    let send = async || house.call(Method::POST, list).by(&far).key(&key).json(&body).send().await.ok();
    let opened = send().await;
    assert_eq!(send().await.text("/id"), opened.text("/id"), "the same call again opens nothing more");

    let case = dispute.read(&far, "").await;
    assert_eq!(case.body["case"], json!(dispute.case));
    assert!(!case.body.to_string().contains(cast::RESIDENT_ID));
    let timeline = dispute.read(&far, "timeline?limit=200").await;
    assert!(!timeline.body.to_string().contains(cast::REASON), "what was told in confidence stays so");
    dispute.try_read(&far, "caucus-records").await.refused(403, "forbidden");
    dispute.read(&house.mediator(), "caucus-records").await;
    let told = dispute.read(&house.applicant(), "access-journal").await;
    assert!(
        !actions(told.items()).contains(&"read_caucus_records"),
        "one side learns of the other's confidences"
    );
    dispute.try_read(&far, "access-journal").await.refused(404, "not-found");
    dispute
        .try_write(&far, "conflict-scans", json!({ "mediator": house.mediator_id() }))
        .await
        .refused(404, "not-found");
    dispute.try_read(&house.accounts.director(cast::OTHER_CENTRE), "").await.refused(404, "not-found");

    let entry = &house
        .get(
            &auditor,
            &format!("/v1/access-journal?case={}&action=read_case&account=director-1", dispute.case),
        )
        .await
        .ok();
    let entry = entry.items().iter().find(|entry| entry["actor"]["centre"] == FAR_CENTRE).expect("the read");
    assert_eq!(entry["purpose"]["code"], "DANGER");
    assert_eq!(entry["about"], format!("emergency access {}", opened.text("/id")));
    for who in [&auditor, &house.director(), &far] {
        let seen = house.get(who, &format!("{list}?unreviewed=true")).await.ok();
        assert_eq!(seen.items().len(), 1, "{:?}: {}", who.role, seen.body);
        assert_eq!(seen.items()[0]["review"], Value::Null);
    }
    let elsewhere = house.get(&house.accounts.director(cast::OTHER_CENTRE), list).await.ok();
    assert!(elsewhere.items().is_empty() && elsewhere.body.get("next").is_none(), "{}", elsewhere.body);
    assert_eq!(house.metric("hejie_emergency_accesses_total").await, Some(1.0));

    let review = format!("{list}/{}/review", opened.text("/id"));
    let verdict = json!({ "verdict": "NOT_JUSTIFIED", "note": "承办中心当时在岗" });
    house.post(&house.director(), &review, &verdict).await.refused(403, "forbidden");
    let reviewed = house.post(&auditor, &review, &verdict).await.ok();
    assert_eq!(reviewed.body["review"]["verdict"]["code"], "NOT_JUSTIFIED");
    let again = json!({ "verdict": "JUSTIFIED", "note": "另有说法" });
    house.post(&auditor, &review, &again).await.refused(409, "emergency-reviewed");
    let left = house.get(&auditor, &format!("{list}?unreviewed=true")).await.ok();
    assert!(left.items().is_empty(), "{}", left.body);
    let all = house.get(&house.director(), list).await.ok();
    assert_eq!(all.items()[0]["review"]["verdict"]["code"], "NOT_JUSTIFIED");
    house.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_make_one_chain_that_takes_in_what_was_written_before_and_tells_what_was_changed() {
    let shared = Arc::new(Shared::start());
    let _done = shared.psql("hejie", include_str!("../../crates/house-postgres/sql/journal.sql"));
    let _done = shared.psql(
        "hejie",
        "INSERT INTO hejie_journal.reads (at_us, action, actor, request, cases)
         SELECT n, 'read_case', '{\"user\":\"clerk-1\",\"role\":\"clerk\"}', NULL, ARRAY[gen_random_uuid()] FROM generate_series(1, 3) n",
    );
    let (one, other) = (House::node(&shared), House::node(&shared));
    one.fill_registers().await;
    other.know_mediators_of(&one);
    let dispute = Dispute::at(&one, Step::Accepted).await;
    let token = one.consistency_token().expect("something was written");
    for _ in 0..3 {
        let read = async |node: &House| {
            let call = node.call(Method::GET, &dispute.path("")).by(&one.clerk());
            call.header("consistency-token", &token).send().await
        };
        let (here, there) = tokio::join!(read(&one), read(&other));
        assert_eq!((here.status, there.status), (200, 200), "{}", there.body);
    }
    let said = || {
        let output = run_with(&one.data(), &["verify", "journal"], one.environment());
        let words = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&words).into_owned())
    };
    let (fine, words) = said();
    assert!(fine && words.contains("each chained to the one before"), "{words}");
    let auditor = one.accounts.audit_administrator();
    let found = one.get(&auditor, "/v1/access-journal?account=clerk-1&until=1970-01-02T00:00:00Z").await.ok();
    assert_eq!(found.items().len(), 3, "{}", found.body);
    let off = "ALTER TABLE hejie_journal.reads DISABLE TRIGGER reads_stand;";
    let _done =
        shared.psql("hejie", &format!("{off} UPDATE hejie_journal.reads SET at_us = 9 WHERE number = 2"));
    let (fine, words) = said();
    assert!(!fine && words.contains("entry 2 is not what was written"), "{words}");
    let _done =
        shared.psql("hejie", &format!("{off} UPDATE hejie_journal.reads SET at_us = 2 WHERE number = 2"));
    assert!(said().0);
    let _done = shared.psql("hejie", &format!("{off} DELETE FROM hejie_journal.reads WHERE number = 5"));
    let (fine, words) = said();
    assert!(!fine && words.contains("entry 5 is missing"), "{words}");
}

#[tokio::test]
async fn a_court_asks_by_the_code_of_an_organisation_that_is_a_customer_and_of_no_institution() {
    let house = House::open().await;
    let mut application = cast::application_of(77);
    application["applicants"] = json!([{ "kind": "ORGANISATION", "name": "示例五金经营部", "uscc": ORGANISATION, "phone": "10000000077" }]);
    let filed = house.post(&house.applicant(), "/v1/cases", &application).await.ok();
    let mut dispute = Dispute::of(&house, &filed.text("/id")).await;
    dispute.go_on_to(Step::Sealed).await;
    let other = house.accounts.court(cast::OTHER_COURT);
    let asked =
        |code: &str| format!("{INQUIRIES}?organisation={code}&purpose=ENFORCEMENT&reference={OWN_MATTER}");
    let found = house.get(&other, &asked(ORGANISATION)).await.ok();
    let [settlement] = found.items() else { panic!("{}", found.body) };
    assert_eq!(settlement["confirmation"], "NOT_REQUESTED", "{settlement}");
    assert!(
        house.get(&other, &asked(cast::BRANCH)).await.ok().items().is_empty(),
        "an institution tells nothing"
    );
    assert_eq!(house.get(&other, &asked("91350100M000100Y4Z")).await.status, 400, "no code");
    let both = format!("{}&agreement_no=1", asked(ORGANISATION));
    assert_eq!(house.get(&other, &both).await.status, 400, "one thing is asked at a time");
    house.finish().await;
}
