//! What was told in confidence (K4) and what a mediator notes for himself (K5): planted as unmistakable texts, then looked for wherever
//! anything of a case can come out.

use acceptance::document::operations;
use acceptance::{Dispute, House, Step, Who, cast, process};
use domain::occasion::Role;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Told by the applicant to the mediator, who wrote it down.
const TOLD: &str = "CANARY-K4-TOLD-底线四千";
/// Handed in by the bank for the mediators alone.
const HANDED_IN: &str = "CANARY-K4-FILED-底线六千";
/// Noted by the mediator.
const NOTED: &str = "CANARY-K5-NOTE-可再谈";
/// What the three have in common, and what no masking of characters could hide.
const MARK: &str = "CANARY-K";

/// A case with a record of each kind, settled, so that every reader there can be has something to read.
async fn planted(house: &House) -> Dispute<'_> {
    let mut dispute = Dispute::at(house, Step::SessionOpened).await;
    let told = json!({ "party": dispute.applicant, "session": dispute.session, "text": TOLD });
    dispute.write(&house.mediator(), "caucus-records", told).await;
    let handed_in = json!({ "party": dispute.respondent, "text": HANDED_IN });
    dispute.write(&house.agent(), "caucus-records", handed_in).await;
    dispute.write(&house.mediator(), "notes", json!({ "text": NOTED })).await;
    dispute.go_on(Step::SessionOpened, Step::ConfirmationFiled).await;
    dispute
}

/// Everybody but the mediator of the case.
fn others(house: &House) -> Vec<Who> {
    vec![
        house.clerk(),
        house.director(),
        house.officer(),
        house.applicant(),
        house.agent(),
        house.court(),
        house.accounts.federation(),
        house.accounts.administrator(),
    ]
}

/// Every address there is to read, filled for this case and this request about personal data.
pub(crate) fn addresses(dispute: &Dispute<'_>, request: &str) -> Vec<String> {
    let reading = operations().into_iter().filter(|operation| operation.method == Method::GET);
    let filled = reading.map(|operation| {
        let case = operation.pattern.replace("{case}", &dispute.case).replace("{session}", &dispute.session);
        let centre = case.replace("{centre}", cast::CENTRE).replace("{uscc}", cast::BRANCH);
        let talk = centre.replace("{mediator}", &dispute.people.mediator_id).replace("{version}", "1");
        talk.replace("{request}", request)
    });
    filled.filter(|path| !path.contains('{')).collect()
}

/// Every file below a directory.
pub(crate) fn files(below: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(below) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn nowhere_below(place: &Path, what: &str) -> usize {
    let found = files(place);
    for file in &found {
        let bytes = std::fs::read(file).unwrap_or_default();
        let marked = bytes.windows(MARK.len()).any(|window| window == MARK.as_bytes());
        assert!(!marked, "{what}: {} holds a confidential text", file.display());
    }
    found.len()
}

#[tokio::test]
async fn confidential_texts_reach_their_readers_and_nothing_else() {
    let house = House::open().await;
    let dispute = planted(&house).await;

    let all = dispute.read(&house.mediator(), "caucus-records").await;
    let texts: Vec<&Value> = all.items().iter().map(|item| &item["record"]["text"]).collect();
    assert_eq!(texts, [TOLD, HANDED_IN], "the mediator reads both");
    let notes = dispute.read(&house.mediator(), "notes").await;
    assert_eq!(notes.items()[0]["record"]["text"], NOTED);
    let own = dispute.read(&house.agent(), "caucus-records").await;
    let texts: Vec<&Value> = own.items().iter().map(|item| &item["record"]["text"]).collect();
    assert_eq!(texts, [HANDED_IN], "the bank reads what it handed in");
    assert!(dispute.read(&house.applicant(), "caucus-records").await.items().is_empty());

    let mut answered = 0;
    for who in others(&house) {
        for path in addresses(&dispute, &dispute.case) {
            let answer = house.get(&who, &path).await;
            let text = answer.body.to_string();
            let own = path.ends_with("/caucus-records") && text.contains(HANDED_IN);
            let of_the_bank = own && who.role == Role::InstitutionAgent;
            let rest = if of_the_bank { text.replace(HANDED_IN, "") } else { text };
            assert!(!rest.contains(MARK), "{:?} reads at {path}: {rest}", who.role);
            answered += usize::from(answer.status == 200);
        }
        dispute.try_read(&who, "notes").await.refused(403, "forbidden");
    }
    assert!(answered > 40, "only {answered} answers were looked at");
    let timeline = dispute.read(&house.director(), "timeline?limit=200").await.body.to_string();
    assert!(!timeline.contains("caucus") && !timeline.contains("note-written"), "{timeline}");
    house.finish().await;
}

#[tokio::test]
async fn confidential_texts_are_in_no_export_no_log_and_no_file() {
    let house = House::open().await;
    let _dispute = planted(&house).await;
    let request = crate::erasure::ask(&house, &house.applicant(), "COPY").await;
    let proof = json!({
        "proof": "DOCUMENT_SHOWN", "document": { "kind": "RESIDENT_ID", "number": cast::RESIDENT_ID },
    });
    let _verified = house.post(&house.clerk(), &format!("{request}/identity"), &proof).await.ok();
    let _proposed = house.post(&house.officer(), &format!("{request}/proposal"), &json!({})).await.ok();
    let _approved = house.post(&house.director(), &format!("{request}/approval"), &json!({})).await.ok();
    let export =
        house.get(&house.applicant(), &format!("{request}/personal-data")).await.ok().body.to_string();
    assert!(export.contains(cast::MINUTES) && !export.contains(MARK), "{export}");

    let log = std::fs::read_to_string(house.stderr()).unwrap_or_default();
    assert!(!log.is_empty() && !log.contains(MARK), "the log tells it");
    house.stop();
    assert!(nowhere_below(&house.data(), "the data directory") > 3);
    let place = tempfile::tempdir().expect("a directory");
    let (to, keys) = (place.path().join("log"), place.path().join("keys"));
    let words = ["backup", "--to", to.to_str().expect("a name"), "--keys-to", keys.to_str().expect("a name")];
    let made = process::run(&house.data(), &words);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(nowhere_below(place.path(), "the backup") > 1);
}
