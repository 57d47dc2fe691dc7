//! A bad row is reported with line, column and reason, changes nothing, and stops nobody else.

use super::desk::{Desk, HEADER, file, refused, row, told};
use api::import::{Format, OutcomeKind};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

use OutcomeKind::{AlreadyThere, Bad, Filed};

#[test]
fn a_file_without_a_needed_column_is_refused_by_its_name() {
    let without_id = HEADER.replace(",Complaint ID", "");
    let reason = refused(Format::Cfpb, without_id.as_bytes());
    assert!(reason.contains("missing: Complaint ID"), "{reason}");
    assert!(reason.contains("cfpb-14"), "{reason}");
    let reason =
        refused(Format::Cfpb, HEADER.replace("Product,Sub-product", "Produkt,Sub-product").as_bytes());
    assert!(reason.contains("missing: Product") && !reason.contains("cfpb-14"), "{reason}");
    let reason = refused(Format::Cfpb, format!("{HEADER},Product").as_bytes());
    assert!(reason.contains("more than once: Product"), "{reason}");
    assert!(refused(Format::Cfpb, b"").contains("empty"));
    assert!(refused(Format::Cfpb, b"\xff\xfeD\0a\0t\0e\0").contains("missing"));
}

#[tokio::test]
async fn a_bad_value_is_named_with_line_and_column_and_the_others_are_filed() {
    let desk = Desk::open();
    let fine = |id| row("2020/3/18", "They took my house.", id);
    let rows = [
        row("2020/3/18", "Two\nlines, a comma and a \"\"quote\"\".", "1"),
        row("2020/2/30", "x", "2"),
        fine("3"),
        fine("abc"),
        fine("5").replace("ACME BANK", ""),
        fine("6").replace(",Web,", ",Telepathy,"),
        row("2020/3/18", "A\0B", "7"),
        row("2020/3/18", &"x".repeat(50_001), "8"),
        fine("9").replace("FHA mortgage,", ""),
        fine("10").replace("ACME BANK", "ACME \"BANK\""),
        fine("11").replace("\"They took my house.\"", "\"They\" took my house."),
        row("2027/1/1", "From the future.", "12"),
    ];
    let (summary, outcomes) = desk.import(Format::Cfpb, file(&rows)).await;
    assert_eq!(
        told(&outcomes),
        [
            (2, Filed, "", ""),
            (4, Bad, "Date received", "date-invalid"),
            (5, Filed, "", ""),
            (6, Bad, "Complaint ID", "complaint-id"),
            (7, Bad, "Company", "text-empty"),
            (8, Bad, "Submitted via", "channel-unknown"),
            (9, Bad, "Consumer complaint narrative", "text-control-character"),
            (10, Bad, "Consumer complaint narrative", "text-too-long"),
            (11, Bad, "", "field-count"),
            (12, Filed, "", ""),
            (13, Bad, "", "quote-misplaced"),
            (14, Bad, "", "date-in-future"),
        ]
    );
    assert_eq!((summary.rows, summary.filed, summary.bad), (12, 3, 9));
    let reasons: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.flaw.as_ref()).collect();
    assert!(reasons[0].reason.contains("2020/3/18"), "it tells how to write dates: {}", reasons[0].reason);
    assert!(reasons[5].reason.contains("50001 characters"), "{}", reasons[5].reason);
    assert!(reasons.iter().all(|flaw| !flaw.reason.is_empty()));
}

#[tokio::test]
async fn bytes_that_are_no_text_make_one_bad_row() {
    let desk = Desk::open();
    let mut bytes = file(&[row("2020/3/18", "@", "1"), row("2020/3/18", "fine", "2")]);
    let at = bytes.iter().position(|byte| *byte == b'@').unwrap();
    bytes[at] = 0xff;
    let (_, outcomes) = desk.import(Format::Cfpb, bytes).await;
    assert_eq!(told(&outcomes), [(2, Bad, "Consumer complaint narrative", "not-utf-8"), (3, Filed, "", "")]);
    assert_eq!(outcomes[0].record_id, "1");
}

#[tokio::test]
async fn an_unclosed_quotation_mark_is_told_by_the_line_that_opens_it() {
    let desk = Desk::open();
    let open = row("2020/3/18", "never closed", "2").replace("closed\"", "closed");
    let rows = [row("2020/3/18", "fine", "1"), open, row("2020/3/18", "lost", "3").replace('"', "")];
    let (summary, outcomes) = desk.import(Format::Cfpb, file(&rows)).await;
    assert_eq!(told(&outcomes), [(2, Filed, "", ""), (3, Bad, "", "quote-unclosed")]);
    assert!(outcomes[1].flaw.as_ref().unwrap().reason.contains("line 3"));
    assert!(!summary.is_complete());
}

#[tokio::test]
async fn a_truncated_file_gives_its_rows_and_then_says_that_it_was_cut_off() {
    let desk = Desk::open();
    // Text a compressor cannot foresee, so that half of the file is about half of the rows.
    let noise = |id: u64| {
        let mut state = id;
        let mut step = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:016x}", state)
        };
        (0..20).map(|_| step()).collect::<String>()
    };
    let rows: Vec<String> = (1..=200).map(|id| row("2020/3/18", &noise(id), &id.to_string())).collect();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&file(&rows)).unwrap();
    let packed = packed.finish().unwrap();
    let (summary, outcomes) = desk.import(Format::Cfpb, &packed[..packed.len() / 2]).await;
    let reason = summary.stopped.clone().unwrap();
    assert!(reason.contains("cut off"), "{reason}");
    assert!((10..200).contains(&summary.filed) && summary.filed == summary.rows, "{summary:?}");
    let next = outcomes.last().unwrap().line + 1;
    assert!(reason.contains(&format!("line {next}:")), "{reason}");
    let (summary, _) = desk.import(Format::Cfpb, packed).await;
    assert_eq!((summary.rows, summary.filed + summary.already_there), (200, 200));
    assert!(summary.already_there > 0 && summary.is_complete());
}

#[tokio::test]
async fn a_company_or_product_nobody_knows_is_filed_and_listed() {
    let desk = Desk::open();
    let odd = row("2020/3/18", "x", "1").replace("Mortgage,FHA mortgage", "Timeshare,");
    let odder = row("2020/3/18", "x", "2").replace("Struggling to pay mortgage", "The weather");
    let (summary, _) = desk.import(Format::Cfpb, file(&[odd, odder])).await;
    assert_eq!(summary.filed, 2);
    let unknown: Vec<_> = summary.unknown.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(unknown, [("issue: The weather", 1), ("product: Timeshare", 1)]);
}

#[tokio::test]
async fn lines_that_are_no_json_are_bad_and_the_next_one_is_read() {
    let desk = Desk::open();
    let text = "{\"id\":\"q1\",\"question\":\"信用卡被盗刷怎么办\",\"category\":null}\n\n{\"id\":\"q2\"\n\
        {\"id\":\"q3\",\"question\":5}\n{\"id\":\"\",\"question\":\"x\"}\n[]\n\
        {\"id\":\"q1\",\"question\":\" 信用卡被盗刷怎么办 \",\"other\":1}";
    let (_, outcomes) = desk.import(Format::Consultations, text).await;
    let told = told(&outcomes);
    // Rows of one content that are filed at the same moment: one of them is first, whichever it is.
    let (first, last) = (told[0], told[told.len() - 1]);
    assert_eq!((first.0, last.0), (1, 7));
    assert!(matches!((first.1, last.1), (Filed, AlreadyThere) | (AlreadyThere, Filed)), "{told:?}");
    assert_eq!(
        told[1..told.len() - 1],
        [(3, Bad, "", "json"), (4, Bad, "", "json"), (5, Bad, "id", "text-empty"), (6, Bad, "", "json")]
    );
}
