//! The same complaint is filed once: whoever brings it, however it is written, however often.

use super::desk::{Desk, HEADER, file, row, run, told};
use api::import::{Format, OutcomeKind, Source, open_rows};
use std::io::Cursor;

use OutcomeKind::{AlreadyThere, Bad, Different, Filed};

fn three(date: &str) -> Vec<u8> {
    file(&["1", "2", "3"].map(|id| row(date, "They took my house.", id)))
}

#[tokio::test]
async fn importing_twice_changes_nothing_and_says_so() {
    let desk = Desk::open();
    let (first, opened) = desk.import(Format::Cfpb, three("2020/3/18")).await;
    assert_eq!(first.filed, 3);
    let head = desk.head().await;
    let (second, found) = desk.import(Format::Cfpb, three("2020/3/18")).await;
    assert_eq!((second.filed, second.already_there), (0, 3));
    assert_eq!(desk.head().await, head);
    let cases =
        |outcomes: &[api::import::Outcome]| outcomes.iter().map(|o| o.case.unwrap()).collect::<Vec<_>>();
    assert_eq!(cases(&opened), cases(&found), "the same rows lead to the same cases");
}

#[tokio::test]
async fn another_export_of_the_same_complaints_changes_nothing() {
    let desk = Desk::open();
    desk.import(Format::Cfpb, three("2020/3/18")).await;
    let head = desk.head().await;
    let reordered = {
        let text = String::from_utf8(three("3/18/20")).unwrap();
        let moved = |line: &str| line.rsplit_once(',').map(|(rest, id)| format!("x,{id},{rest}")).unwrap();
        let lines: Vec<String> = text.lines().map(moved).collect();
        format!("\u{feff}{}\n", lines.join("\n").replacen("x,", "anomalies,", 1))
    };
    let spreadsheet =
        String::from_utf8(three("03/18/2020")).unwrap().replace(",00501,", ",501,").replace(",N/A,", ",,");
    for export in
        [three("3/18/20"), three("3/18/2020"), three("2020-03-18"), reordered.into(), spreadsheet.into()]
    {
        let text = String::from_utf8_lossy(&export).into_owned();
        let (summary, outcomes) = desk.import(Format::Cfpb, export).await;
        assert_eq!(summary.already_there, 3, "{:?}\n{text}", told(&outcomes));
    }
    assert_eq!(desk.head().await, head);
}

#[tokio::test]
async fn other_content_under_the_same_id_is_told_and_changes_nothing() {
    let desk = Desk::open();
    let rows = [
        row("2020/3/18", "They took my house.", "1"),
        row("2020-03-18", "They took my house.", "0001"),
        row("2020/3/18", "They took my car.", "1"),
    ];
    let (summary, outcomes) = desk.import(Format::Cfpb, file(&rows)).await;
    // The three are under way at the same time; which of the contents is first is not for a test to say.
    assert_eq!((summary.filed, summary.rows), (1, 3), "{:?}", told(&outcomes));
    let head = desk.head().await;
    let (_, outcomes) = desk.import(Format::Cfpb, file(&[row("2020/3/18", "They took my dog.", "1")])).await;
    assert_eq!(told(&outcomes), [(2, Different, "", "content-differs")]);
    assert_eq!(desk.head().await, head);
}

#[tokio::test]
async fn who_imports_makes_no_difference_but_another_centre_does() {
    let desk = Desk::open();
    desk.import(Format::Cfpb, three("2020/3/18")).await;
    let head = desk.head().await;
    let of = || Source::of(Cursor::new(three("2020/3/18")), 0).unwrap();
    let zhang = desk.importer_of(Format::Cfpb, "440100", Some("clerk-7")).await;
    assert_eq!(run(&zhang, Format::Cfpb, of()).await.0.already_there, 3);
    let foshan = desk.importer_of(Format::Cfpb, "440600", None).await;
    assert_eq!(run(&foshan, Format::Cfpb, of()).await.0.different, 3);
    assert_eq!(desk.head().await, head);
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    let desk = Desk::open();
    let all = || file(&(1..=400).map(|id| row("2020/3/18", "x", &id.to_string())).collect::<Vec<_>>());
    let rows = open_rows(Format::Cfpb, Source::of(Cursor::new(all()), 0).unwrap()).unwrap();
    let (enough, stop) = tokio::sync::oneshot::channel();
    let (mut enough, mut told) = (Some(enough), 0);
    let tell = |_: &api::import::Outcome| {
        told += 1;
        if told == 100 {
            let _ = enough.take().map(|enough| enough.send(()));
        }
        Ok(())
    };
    let stop = async {
        let _ = stop.await;
    };
    let summary = desk.importer(Format::Cfpb).await.run(rows, tell, stop).await;
    assert!(summary.stopped.is_some() && (100..=200).contains(&summary.filed), "{summary:?}");
    assert_eq!(told, summary.rows, "rows under way were finished and told");
    let (rest, _) = desk.import(Format::Cfpb, all()).await;
    assert_eq!((rest.already_there, rest.filed), (summary.filed, 400 - summary.filed));
}

#[tokio::test]
async fn an_import_that_was_dropped_in_the_middle_goes_on_where_it_was() {
    let desk = Desk::open();
    let all = || file(&(1..=200).map(|id| row("2020/3/18", "x", &id.to_string())).collect::<Vec<_>>());
    let rows = open_rows(Format::Cfpb, Source::of(Cursor::new(all()), 0).unwrap()).unwrap();
    let (enough, dropped) = tokio::sync::oneshot::channel::<()>();
    let (mut enough, mut told) = (Some(enough), 0_u64);
    let tell = |_: &api::import::Outcome| {
        told += 1;
        if told == 50 {
            drop(enough.take());
        }
        Ok(())
    };
    let importer = desk.importer(Format::Cfpb).await;
    tokio::select! {
        biased;
        _ = dropped => {}
        _ = importer.run(rows, tell, std::future::pending()) => {}
    }
    let (rest, _) = desk.import(Format::Cfpb, all()).await;
    assert!(rest.already_there >= 50, "{rest:?}");
    assert_eq!(rest.already_there + rest.filed, 200);
}

#[tokio::test]
async fn rows_without_an_id_are_told_apart_by_content_and_number() {
    let desk = Desk::open();
    let header = "source_row,".to_owned()
        + &HEADER
            .replace("Consumer complaint narrative,Company public response,", "")
            .replace("Tags,", "")
            .replace(",Complaint ID", "");
    let row = |number: u32, date: &str, state: &str| {
        format!(
            "{number},{date},Mortgage,FHA mortgage,Late fee,,ACME BANK,{state},501,N/A,Fax,{date},Closed,Yes,No"
        )
    };
    let text = |date: &str| {
        let rows = [row(2, date, "CA"), row(3, date, "CA"), row(4, date, "NY"), row(5, "0/0/2013", "NY")];
        format!("{header}\n{}\n", rows.join("\n"))
    };
    let (first, outcomes) = desk.import(Format::Cfpb14, text("7/29/2013")).await;
    assert_eq!((first.filed, first.bad), (3, 1));
    assert_eq!(told(&outcomes)[3], (5, Bad, "Date received", "date-invalid"));
    assert!(outcomes[0].record_id.ends_with("-1") && outcomes[1].record_id.ends_with("-2"));
    assert_eq!(outcomes[0].record_id[..64], outcomes[1].record_id[..64]);
    let head = desk.head().await;
    let (second, outcomes) = desk.import(Format::Cfpb14, text("2013-07-29")).await;
    assert_eq!(second.already_there, 3, "{:?}", told(&outcomes));
    assert!(outcomes.iter().all(|outcome| matches!(outcome.kind, AlreadyThere | Bad)));
    assert_eq!(desk.head().await, head);
    assert!(!outcomes.iter().any(|outcome| outcome.kind == Filed));
}
