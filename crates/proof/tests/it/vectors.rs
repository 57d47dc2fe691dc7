//! Proofs published by others (RFC 6962 test data), valid ones and broken ones.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proof::TreeHash;
use proof::tree::{Head, verify_consistency, verify_inclusion};
use serde::Deserialize;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Vector {
    kind: String,
    source_path: Option<String>,
    desc: String,
    want_err: bool,
    #[serde(default)]
    proof: Option<Vec<String>>,
    #[serde(default)]
    size1: u64,
    #[serde(default)]
    size2: u64,
    #[serde(default)]
    root1: Option<String>,
    #[serde(default)]
    root2: Option<String>,
    #[serde(default)]
    leaf_idx: u64,
    #[serde(default)]
    tree_size: u64,
    #[serde(default)]
    leaf_hash: Option<String>,
    #[serde(default)]
    root: Option<String>,
}

/// `None` for what is no hash: our types cannot even hold it. Some vectors put words ("don't care") where any two equal
/// hashes would do; a hash of the words stands in.
fn hash(text: Option<&String>) -> Option<TreeHash> {
    let bytes = STANDARD.decode(text?).ok()?;
    if bytes.starts_with(b"don't care") {
        return Some(TreeHash::of(&bytes));
    }
    bytes.try_into().ok().map(TreeHash)
}

fn verifies(vector: &Vector) -> Option<bool> {
    let proof = vector.proof.iter().flatten();
    let proof: Vec<TreeHash> = proof.map(|text| hash(Some(text))).collect::<Option<_>>()?;
    Some(match vector.kind.as_str() {
        "inclusion" => {
            let head = Head { size: vector.tree_size, root: hash(vector.root.as_ref())? };
            verify_inclusion(&head, vector.leaf_idx, &hash(vector.leaf_hash.as_ref())?, &proof).is_ok()
        }
        _ => {
            let earlier = Head { size: vector.size1, root: hash(vector.root1.as_ref())? };
            let later = Head { size: vector.size2, root: hash(vector.root2.as_ref())? };
            verify_consistency(&earlier, &later, &proof).is_ok()
        }
    })
}

#[test]
fn published_proofs_verify_or_fail_as_stated() {
    let folder =
        std::env::var_os("HEJIE_DATA_DIR").map_or_else(|| "../../../shared/data".into(), PathBuf::from);
    let Ok(text) = std::fs::read_to_string(folder.join("vectors/merkle_rfc6962_proofs_dev.jsonl")) else {
        println!("skipped: no development data");
        return;
    };
    let mut counts = [0, 0];
    for line in text.lines() {
        let vector: Vector =
            serde_json::from_str(line.replace("source_path", "sourcePath").as_str()).unwrap();
        let is_good = verifies(&vector).unwrap_or(false);
        assert_eq!(is_good, !vector.want_err, "{:?} {}", vector.source_path, vector.desc);
        counts[usize::from(is_good)] += 1;
    }
    assert!(counts[0] > 100 && counts[1] >= 9, "{counts:?}");
}
