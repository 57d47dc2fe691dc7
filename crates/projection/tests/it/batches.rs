//! However the log is cut into batches, the views are the same.

use crate::eyes::Eyes;
use crate::story::{
    FOSHAN, GUANGZHOU, MEDIATOR, centre, filed, filed_with, in_the_end, institution, mediator_entry,
    metadata, not_taken, offered_to, other_bank, receipt, referred, sued, taken_over_by, third_party_revoked,
    told_twice,
};
use crate::story::{complained, filed_by_a_firm, noted, refuse, supplement, withdraw};
use crate::support::{House, case_stream, new_event, value};
use domain::centre::{CentreEstablished, CentreFacts, CentreVersion};
use domain::ids::{CentreId, SubjectId};
use domain::rule_set::RuleSet;
use event_store::EventStore;
use projection::{Reader, ViewError};
use uuid::Uuid;

fn shenzhen() -> CentreEstablished {
    let built_in = CentreFacts::guangdong().remove(0);
    let terms = CentreVersion::built_in(&built_in, &RuleSet::builtin()).expect("terms").terms;
    CentreEstablished {
        centre: CentreId::parse("440300").expect("a code"),
        city: terms.name.clone(),
        court_prefix: "粤03".to_owned(),
        version: 1,
        effective_from: "2026-10-01".parse().expect("a day"),
        terms,
    }
}

/// A log with everything in it: cases at every stage, interleaved, a poisoned stream, the registers.
pub(crate) async fn busy_house() -> House {
    let house = House::new();
    let stories = [
        filed(1).whole(),
        filed(2).at_court(),
        complained(noted(filed_with(3, FOSHAN, "2026-09-01 10:00").in_mediation())),
        refuse(filed(4)),
        withdraw(supplement(filed(5)).accepted()),
        filed(6),
        receipt(referred(7)),
        offered_to(filed(8), FOSHAN),
        taken_over_by(offered_to(filed(9), FOSHAN), FOSHAN),
        third_party_revoked(filed(10).whole()),
        told_twice(not_taken(filed(11).at_court())),
        sued(filed(12).settled()),
        in_the_end(filed(13)),
    ];
    let longest = stories.iter().map(|story| story.deeds().len()).max().unwrap_or(0);
    let mut revisions = vec![0; stories.len()];
    for deed in 0..longest {
        for (index, story) in stories.iter().enumerate() {
            let Some(deed) = story.deeds().get(deed) else { continue };
            let events = crate::support::sealed_case(deed);
            house.append_raw(&case_stream(story), revisions[index], events).await;
            revisions[index] += deed.events.len() as u64;
        }
        if deed == 3 {
            let beside = metadata(&stories[0].clerk(), stories[0].now(), 77);
            house.append_mediator(mediator_entry(MEDIATOR, "440100"), &beside).await;
            house.append_institution(institution(other_bank(), "另一银行"), &beside).await;
            house.append_centre(shenzhen(), &beside).await;
            crate::calendar::book_a_room(&house, &stories[0]).await;
            house.append_draft(stories[0].centre(), &beside).await;
            house.append_batch(&stories[0], &stories[1], &beside).await;
            crate::dockings::agree(&house, true).await;
            let broken = new_event(Uuid::from_u128(0xBAD), "case.accepted.v1", b"{".to_vec(), &beside);
            house.append_raw(&case_stream(&stories[5]), revisions[5], vec![broken]).await;
            let late = new_event(Uuid::from_u128(0xBAD2), "case.closed.v1", b"{}".to_vec(), &beside);
            house.append_raw(&case_stream(&stories[5]), revisions[5] + 1, vec![late]).await;
        }
    }
    forget(&house, &stories[0]).await;
    shred(
        &house,
        &stories[0],
        Uuid::from_u128(0xAB5),
        SubjectId(Uuid::from_u128(1)),
        Uuid::from_u128(0xDA7A),
    )
    .await;
    house
}

/// Somebody asks to be forgotten, and the applicant of a case is.
async fn forget(house: &House, story: &crate::story::Story) {
    let beside = metadata(&story.clerk(), story.now(), 78);
    let received = include_bytes!("../../../domain/tests/golden/data-request.received.v1.json");
    let request: serde_json::Value = serde_json::from_slice(received).expect("a golden file");
    let stream = format!("data_request-gd~{}", request["request"].as_str().expect("an id"));
    let received = new_event(Uuid::from_u128(0xDA7A), "data-request.received.v1", received.to_vec(), &beside);
    house.append_raw(&stream, 0, vec![received]).await;
    let subject = story.events().find_map(|event| {
        if let domain::case::Event::ApplicationFiled(filed) = event {
            Some(filed.facts.subject())
        } else {
            None
        }
    });
    let subject = subject.expect("a case is filed by somebody");
    shred(
        house,
        story,
        Uuid::parse_str(&story.id().to_string()).expect("an id"),
        subject,
        &request["request"],
    )
    .await;
}

async fn shred(
    house: &House,
    story: &crate::story::Story,
    case: Uuid,
    subject: SubjectId,
    request: impl serde::Serialize,
) {
    let shredded = serde_json::json!({
        "case": case, "subject": subject, "request": request, "ground": "RETENTION_OVER",
        "proposed_by": "u-officer", "approved_by": "u-director", "on": "2056-11-07",
    });
    let payload = shredded.to_string().into_bytes();
    let beside = metadata(&story.clerk(), story.now(), 78);
    let shredded = new_event(case, "custody.subject-shredded.v1", payload, &beside);
    house.append_raw(&format!("custody-gd~{case}"), 0, vec![shredded]).await;
}

/// Neither the document nor the records of sessions keep the sealed text of somebody who was erased, however the events were batched.
#[tokio::test]
async fn views_keep_no_sealed_text_of_an_erased_person() {
    let house = busy_house().await;
    let rebuilt = house.rebuilt("rebuilt.db").await;
    for batch in [1, 1000] {
        let name = format!("views-{batch}.db");
        let runner = house.follow(&name, batch).await;
        house.catch_up(&runner).await;
        assert_eq!(value(runner.views().digest()), value(rebuilt.views.digest()));
        let file = rusqlite::Connection::open(house.path(&name)).expect("the file opens");
        let erased = filed(1).id();
        let director = Reader::Director(centre(GUANGZHOU));
        let case = value(runner.views().case(&director, erased)).expect("the case is there");
        let sql = "SELECT doc FROM session_records_v1 WHERE case_id = ?1";
        let record: String = file.query_row(sql, [erased.to_string()], |row| row.get(0)).expect("a record");
        for doc in [serde_json::to_string(&case).expect("a document"), record] {
            assert!(doc.contains(r#""box":"""#), "nothing is purged");
            let kept = doc.matches(r#""box":""#).count();
            assert_eq!(kept, doc.matches(r#""box":"""#).count(), "sealed text is kept: {doc}");
        }
    }
}

#[tokio::test]
async fn the_views_do_not_depend_on_the_size_of_batches() {
    let house = busy_house().await;
    let rebuilt = house.rebuilt("rebuilt.db").await;
    let expected = value(rebuilt.views.digest());
    assert_eq!((rebuilt.position, rebuilt.parked), (house.log.head().await.expect("a head"), 2));
    for batch in [1, 2, 3, 7, 50, 1000] {
        let runner = house.follow(&format!("views-{batch}.db"), batch).await;
        house.catch_up(&runner).await;
        assert_eq!(value(runner.views().digest()), expected, "batches of {batch}");
        let runner = house.follow_from_the_first_event(&format!("first-{batch}.db"), batch).await;
        house.catch_up(&runner).await;
        assert_eq!(value(runner.views().digest()), expected, "one event after the other, batches of {batch}");
    }
}

#[tokio::test]
async fn a_rebuild_does_not_depend_on_its_pages_nor_its_workers_nor_on_where_it_was_broken_off() {
    let house = busy_house().await;
    let expected = value(house.rebuilt("rebuilt.db").await.views.digest());
    for (page, workers) in [(1, 1), (7, 2), (50, 3), (100, 8), (10_000, 1), (10_000, 2), (10_000, 5)] {
        let name = format!("views-{page}-{workers}.db");
        let path = house.path(&name);
        // As far as a runner that was there from the first event has come before.
        let begun = house.follow_from_the_first_event(&name, 3).await;
        begun
            .wait_for(event_store::Position::counter(page as u64 % 40), crate::support::LONG)
            .await
            .expect("some");
        begun.stop();
        let views =
            projection::resume_rebuild(&*house.log, &path, page, workers, |_| {}).await.expect("built").views;
        assert_eq!(value(views.digest()), expected, "pages of {page}, {workers} workers");
    }
}

/// Where a runtime has several threads, cases are read by several, and the next ones while rows are written.
#[tokio::test(flavor = "multi_thread")]
async fn a_rebuild_on_several_threads_gives_the_same_views() {
    let house = busy_house().await;
    for number in 200..300 {
        house.append(&filed(number).accepted()).await;
    }
    let runner = house.follow_from_the_first_event("views.db", 1000).await;
    house.catch_up(&runner).await;
    let expected = value(runner.views().digest());
    for page in [1, 10, 100, 10_000] {
        let path = house.path(&format!("views-{page}.db"));
        let built = projection::resume_rebuild(&*house.log, &path, page, 2, |_| {}).await.expect("built");
        assert_eq!(value(built.views.digest()), expected, "pages of {page}");
    }
}

#[tokio::test]
async fn a_rebuild_goes_on_where_the_log_went_away_and_a_runner_can_finish_it() {
    let house = busy_house().await;
    let expected = value(house.rebuilt("rebuilt.db").await.views.digest());
    for (pages, page, next) in [(0, 5, 7), (1, 1, 10_000), (3, 11, 2), (20, 2, 3), (9, 5, 5)] {
        let name = format!("views-{pages}-{page}.db");
        let (path, mut reached) = (house.path(&name), event_store::Position::START);
        let away = Eyes::for_pages(house.log(), pages);
        let broken = projection::resume_rebuild(&away, &path, page, 2, |position| reached = position).await;
        assert!(matches!(broken, Err(ViewError::Log(_))), "it was broken off");
        assert_eq!(reached.commit, (pages * page) as u64);
        let views = house.store(&name).views();
        let stands = views.position().expect("a position");
        assert_eq!(stands, event_store::Position::START, "nothing half built is answered from");
        let whole = std::fs::copy(&path, house.path(&format!("runner-{name}"))).expect("a copy");
        assert!(whole > 0);
        let mut told = Vec::new();
        let built =
            projection::resume_rebuild(&*house.log, &path, next, 3, |position| told.push(position)).await;
        assert_eq!(value(built.expect("built").views.digest()), expected, "{pages} of {page}, then {next}");
        assert!(told.is_sorted() && told.first() > Some(&reached), "{told:?}");
        let runner = house.follow(&format!("runner-{name}"), next).await;
        house.catch_up(&runner).await;
        assert_eq!(value(runner.views().digest()), expected, "a runner after {pages} of {page}");
    }
}

#[tokio::test]
async fn the_views_do_not_depend_on_where_the_runner_was_stopped() {
    let house = busy_house().await;
    let expected = value(house.rebuilt("rebuilt.db").await.views.digest());
    // Each runner stops after whatever it has come to; the next goes on from there.
    let mut rounds = 0;
    loop {
        let runner = house.follow("views.db", 3).await;
        let before = runner.position();
        let next = event_store::Position::counter(before.commit + 1);
        let caught_up = before == house.log.head().await.expect("a head");
        if !caught_up {
            runner.wait_for(next, crate::support::LONG).await.expect("it goes on");
        }
        runner.stop();
        rounds += 1;
        if caught_up {
            break;
        }
    }
    assert!(rounds > 1);
    assert_eq!(value(house.store("views.db").views().digest()), expected);
}

#[tokio::test]
async fn the_digest_tells_different_views_apart() {
    let (one, two) = (House::new(), House::new());
    one.append(&filed(1)).await;
    two.append(&filed(2)).await;
    let digests = [value(one.views().await.digest()), value(two.views().await.digest())];
    assert_ne!(digests[0], digests[1]);
}

/// A table missing from the digest would escape the comparison with a rebuild.
#[tokio::test]
async fn every_table_of_the_views_takes_part_in_the_digest() {
    let house = busy_house().await;
    house.append(&filed_by_a_firm(99).settled()).await;
    let views = house.views().await;
    let mut before = value(views.digest());
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    let mut tables = file
        // How far the views are, and what operators have decided about them, follows from no event.
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('checkpoint', 'parked_discards', 'sweep')
             ORDER BY name",
        )
        .expect("the tables");
    let tables: Vec<String> =
        tables.query_map((), |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("names");
    assert_eq!(tables.len(), 34, "{tables:?}");
    for table in tables {
        let rows = file.execute(&format!("DELETE FROM {table}"), ()).expect("the rows go");
        assert!(rows > 0, "{table} is empty in this log");
        let after = value(views.digest());
        assert_ne!(after, before, "{table} is not in the digest");
        before = after;
    }
}
