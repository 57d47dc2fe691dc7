//! Schemathesis: an independent reader of the interface document that asks a running server everything the document allows, and much it
//! does not.

use crate::process::root;
use crate::venv::installed;
use std::process::{Command, Stdio};

/// What must hold of every answer: no failure of ours, and no status the document does not name.
const CHECKS: &str = "not_a_server_error,status_code_conformance";

/// Asks the server everything with one token. What went wrong, in its own words.
///
/// # Errors
/// What Schemathesis printed.
///
/// # Panics
/// When Python or the package cannot be had.
pub fn ask_everything(base: &str, token: &str, examples: u32) -> Result<(), String> {
    let place = tempfile::tempdir().expect("a directory");
    let mut run = Command::new(installed("schemathesis").join("bin/schemathesis"));
    run.arg("run").arg(root().join("docs/openapi.json")).args(["--url", base]);
    run.args(["--header", &format!("Authorization: Bearer {token}"), "--checks", CHECKS]);
    run.args(["--phases", "examples,coverage,fuzzing", "--max-examples", &examples.to_string()]);
    // The same questions each time: what it finds once it finds again.
    run.args(["--seed", "20260901", "--generation-database", "none"]);
    run.args(["--warnings", "off", "--no-color", "--request-timeout", "60"]);
    let ended = run.current_dir(place.path()).stdin(Stdio::null()).output().expect("it was installed");
    let said = String::from_utf8_lossy(&ended.stdout);
    if ended.status.success() {
        Ok(())
    } else {
        Err(format!("{said}{}", String::from_utf8_lossy(&ended.stderr)))
    }
}
