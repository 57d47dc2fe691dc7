//! Ten minutes of fuzzing beside the rings: the executables that were built, in the background and politely, so that the whole run takes
//! hardly longer.

use crate::tally::{Tally, run_counted};
use std::path::PathBuf;
use std::process::Command;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What fuzzes: package and test target; the tests in it are those of its module `fuzz`.
pub(crate) const TARGETS: &[(&str, &str)] = &[("api", "it"), ("acceptance", "acceptance")];

/// How long.
const SECONDS: &str = "600";

/// What runs in the background.
pub(crate) struct Fuzzing {
    running: Vec<JoinHandle<Tally>>,
    began: Instant,
}

/// An executable with the folder of its package.
pub(crate) struct Target {
    pub(crate) package: String,
    pub(crate) executable: PathBuf,
    pub(crate) folder: PathBuf,
}

/// Begins.
pub(crate) fn begin(targets: Vec<Target>) -> Fuzzing {
    let began = Instant::now();
    let running = targets.into_iter().map(|target| std::thread::spawn(move || run(&target))).collect();
    Fuzzing { running, began }
}

fn run(target: &Target) -> Tally {
    // Whoever else wants the processor gets it: tests that measure time run beside.
    let mut command = Command::new("nice");
    command
        .args(["-n", "15"])
        .arg(&target.executable)
        .args(["fuzz::", "--nocapture"])
        .current_dir(&target.folder)
        .env("CARGO_MANIFEST_DIR", &target.folder)
        .env("HEJIE_FUZZ_SECONDS", SECONDS);
    run_counted(&format!("{} for {SECONDS} s", target.package), command)
}

impl Fuzzing {
    /// Waits for the end; what came of it, and how long it took since it began.
    pub(crate) fn end(self) -> (Tally, Duration) {
        let mut sum = Tally::default();
        let begun = self.running.len();
        for running in self.running {
            sum.add(running.join().unwrap_or_else(|_| Tally::broken("fuzzing was lost")));
        }
        if begun != TARGETS.len() || sum == Tally::default() {
            sum.add(Tally::broken("not everything that fuzzes was there: correct xtask/src/fuzzing.rs"));
        }
        (sum, self.began.elapsed())
    }
}
