//! Real texts of courts, consultations and pleadings are found by pieces of themselves. Read from `HEJIE_DATA_DIR`; without it nothing is
//! asked, and said so.

use super::{centre, file, hits, searched, shown};
use crate::house::open;
use application::Sought;
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILES: [&str; 5] = [
    "court_facts_finance_dev",
    "mediation_and_settlement_mentions_dev",
    "bank_insurer_judgment_passages_dev",
    "dispute_focus_dev",
    "consumer_consultations_dev",
];
/// Characters of a piece that is asked for.
const PIECE: usize = 6;

fn texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for name in FILES {
        let Ok(file) = File::open(folder.join(format!("{name}.jsonl.gz"))) else { continue };
        for line in BufReader::new(GzDecoder::new(file)).lines() {
            let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            let longest = row
                .as_object()
                .unwrap()
                .values()
                .filter_map(serde_json::Value::as_str)
                .max_by_key(|it| it.len());
            // As an applicant would send it: no line breaks at the ends, and not longer than a form takes.
            texts.extend(longest.map(|text| text.trim().chars().take(2_000).collect::<String>()));
        }
    }
    texts
}

/// Characters of the middle of a text that stand together in one run.
fn piece(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let from = characters.len() / 2;
    let mut runs = characters.get(from..)?.windows(PIECE);
    runs.find(|run| run.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c))).map(|run| run.iter().collect())
}

#[tokio::test]
async fn real_texts_are_found_by_a_piece_of_themselves() {
    let Some(folder) = std::env::var_os("HEJIE_DATA_DIR") else {
        eprintln!("skipped: HEJIE_DATA_DIR names no folder with texts");
        return;
    };
    let texts = texts(&PathBuf::from(folder).join("zh"));
    if texts.is_empty() {
        eprintln!("skipped: there are no texts in HEJIE_DATA_DIR");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let house = Arc::new(open(directory.path()));
    let _search = searched(&house, directory.path());
    let mut filed = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        filed.push((file(&house, &format!("text-{number}"), text).await, text));
    }
    let mut asked = 0;
    for (case, text) in filed {
        let Some(piece) = piece(text) else { continue };
        asked += 1;
        let hits = hits(&house, &piece, centre()).await;
        assert!(hits.iter().any(|hit| hit.case == case), "text {case} is not found by a piece of itself");
        let sought = Sought::parse(&piece).unwrap();
        let excerpt = sought.excerpt(text).unwrap();
        assert!(!shown(&excerpt).is_empty());
    }
    assert!(asked > texts.len() / 2, "{asked} of {}", texts.len());
}
