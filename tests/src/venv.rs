//! Python with packages of its own: installed once below `target`, anew when other versions are pinned.

use crate::process::root;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The environment for the packages pinned in `tests/<name>/requirements.txt`, made when it is missing or another version is wanted.
///
/// # Panics
/// When Python or a package cannot be had.
pub fn installed(name: &str) -> PathBuf {
    let wanted = root().join("tests").join(name).join("requirements.txt");
    let exe = std::env::current_exe().expect("a test has an executable");
    let folder = exe.ancestors().nth(3).expect("target/<profile>/deps/<test>").join(name);
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

/// What a script of `tests/python` says when run in such an environment.
///
/// # Panics
/// When it fails; with what it said.
pub fn python(name: &str, script: &str, arguments: &[&str]) -> String {
    let mut run = Command::new(installed(name).join("bin/python"));
    run.arg(root().join("tests/python").join(script)).args(arguments);
    let ended = run.stdin(Stdio::null()).output().expect("it was installed");
    let (said, complained) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{script}: {said}{complained}");
    said.into_owned()
}

fn ran(command: &mut Command) {
    let ended = command.stdin(Stdio::null()).output().expect("python3-venv: see xtask/src/packages.rs");
    let program = Path::new(command.get_program()).display().to_string();
    assert!(ended.status.success(), "{program}: {}", String::from_utf8_lossy(&ended.stderr));
}
