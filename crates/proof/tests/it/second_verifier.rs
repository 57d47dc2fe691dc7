//! The verifier in Python, which shares no code with ours, gives the same verdicts.

use crate::checkpoint::{log_key, witness_key};
use crate::tampering::Tampering;
use crate::{settlement, tampering};
use std::path::Path;
use std::process::Command;

/// A Python that can check Ed25519: the user's own, or Debian's.
fn python() -> &'static str {
    let works = |python: &&str| {
        let tried = Command::new(python).args(["-c", "import cryptography"]).output();
        tried.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(works);
    found.expect(
        "python3 with `cryptography` is needed; `cargo xtask test` installs Debian's python3-cryptography",
    )
}

#[test]
fn a_verifier_in_another_language_agrees_on_every_bundle() {
    let mut cases = vec![("untouched", "ok", settlement::good().to_bytes().unwrap())];
    cases.extend(tampering::all());
    python_says(&cases);
}

/// Hands each file to the verifier in Python, which must give the verdict beside it.
pub(crate) fn python_says(cases: &[Tampering]) {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (number, (_, _, bytes)) in cases.iter().enumerate() {
        let file = folder.path().join(format!("{number:03}.json"));
        std::fs::write(&file, bytes).unwrap();
        files.push(file);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/verify_bundle.py");
    let output = Command::new(python())
        .arg(script)
        .args(["--log", &log_key().verifier().to_string()])
        .args(["--witness", &witness_key().verifier().to_string(), "--needed", "1"])
        .args(&files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let verdicts: Vec<&str> = said.lines().collect();
    assert_eq!(verdicts.len(), cases.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let wrong: Vec<String> = cases
        .iter()
        .zip(verdicts)
        .filter(|((_, expected, _), verdict)| expected != verdict)
        .map(|((what, expected, _), verdict)| format!("{what}: {verdict} instead of {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
