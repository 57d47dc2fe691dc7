//! Schemathesis: an independent reader of the interface document that asks a running server everything the document allows, and much it
//! does not.

use crate::process::root;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
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
    let mut run = Command::new(installed().join("bin/schemathesis"));
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

/// The environment it is installed in, made when it is missing or another version is wanted.
fn installed() -> PathBuf {
    let wanted = root().join("tests/schemathesis/requirements.txt");
    let exe = std::env::current_exe().expect("a test has an executable");
    let folder = exe.ancestors().nth(3).expect("target/<profile>/deps/<test>").join("schemathesis");
    fs::create_dir_all(&folder).expect("a folder");
    let lock = File::create(folder.join("install.lock")).expect("a lock");
    lock.lock().expect("the lock");
    let (environment, there) = (folder.join("venv"), folder.join("requirements.txt"));
    if fs::read(&wanted).ok() != fs::read(&there).ok() {
        let _earlier = fs::remove_dir_all(&environment);
        ran(Command::new("python3").args(["-m", "venv"]).arg(&environment));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"];
        ran(Command::new(environment.join("bin/python")).args(pip).arg(&wanted));
        // Last, so that an install that was cut off is begun again.
        fs::copy(&wanted, &there).expect("a copy");
    }
    environment
}

fn ran(command: &mut Command) {
    let ended = command.stdin(Stdio::null()).output().expect("python3-venv: see xtask/src/packages.rs");
    let program = Path::new(command.get_program()).display().to_string();
    assert!(ended.status.success(), "{program}: {}", String::from_utf8_lossy(&ended.stderr));
}
