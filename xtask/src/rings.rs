//! `cargo xtask test`: one build of the workspace, then every ring of tests in order, then the sum.
//!
//! The test executables are built together and run one after another from here. Asking cargo for each crate alone
//! would compile the same dependencies again, because a crate alone asks for fewer of their features.

use crate::cargo::{self, Package};
use crate::fuzzing;
use crate::tally::{Tally, run_counted};
use crate::{Failure, packages};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The rings in order: what is cheap and pure first, what needs sockets and kills processes last.
const RINGS: &[(&str, &[&str])] = &[
    ("rules: the domain as stories", &["domain"]),
    (
        "contract: the event store, its port and its engines",
        &["event-store", "event-store-sqlite", "event-store-postgres", "event-store-kurrent"],
    ),
    ("proof: tree, checkpoint, bundle, a second verifier", &["proof"]),
    ("application: execute and the vault", &["application", "house-postgres"]),
    ("projection: views, runner, rebuild", &["projection"]),
    ("api: routes, errors, commands of the binary", &["api"]),
    ("chores: the tools of this repository", &["xtask"]),
    ("acceptance: the whole of it over HTTP, crashes included", &["acceptance"]),
];

/// One line of the closing table.
struct Row {
    ring: String,
    tally: Tally,
    took: Duration,
}

/// (package, kind of target, name of target): which executable is meant.
type TargetKey = (String, String, String);

/// Installs what is missing, builds once, runs every ring, prints the table and the sum.
pub(crate) fn run() -> Result<(), Failure> {
    packages::ensure()?;
    let members: Vec<Package> = cargo::packages()?.into_iter().filter(|package| package.is_member).collect();
    let built = Instant::now();
    heading("build: every test and the binary, once");
    let (executables, complete) = build()?;
    let build_tally = if complete { Tally::default() } else { Tally::broken("something does not compile") };
    let mut rows = vec![Row { ring: "build".into(), tally: build_tally, took: built.elapsed() }];
    let fuzzing = fuzzing::begin(fuzzed(&members, &executables));
    for (ring, names) in with_forgotten(&members) {
        rows.push(timed(&ring, || run_ring(&members, &names, &executables)));
    }
    rows.push(timed("examples in the documentation", doc_tests));
    heading("fuzzing, begun beside the others: waiting for its end");
    let (tally, took) = fuzzing.end();
    rows.push(Row { ring: "fuzzing: ten minutes beside the others".into(), tally, took });
    report(&rows)
}

/// The table, and after it a ring for each member the table forgot: no test may go unrun.
fn with_forgotten(members: &[Package]) -> Vec<(String, Vec<String>)> {
    let mut rings: Vec<(String, Vec<String>)> = RINGS
        .iter()
        .map(|(ring, names)| ((*ring).to_owned(), names.iter().map(|&name| name.to_owned()).collect()))
        .collect();
    let known: Vec<String> = rings.iter().flat_map(|(_, names)| names.clone()).collect();
    let forgotten = members.iter().filter(|member| !known.contains(&member.name));
    rings.extend(forgotten.map(|member| (member.name.clone(), vec![member.name.clone()])));
    rings
}

/// Builds all test executables and all binaries; returns where they are and whether everything compiled.
fn build() -> Result<(HashMap<TargetKey, PathBuf>, bool), Failure> {
    let arguments = [
        "build",
        "--workspace",
        "--lib",
        "--bins",
        "--tests",
        "--keep-going",
        "--locked",
        "--message-format",
    ];
    let mut child = cargo::cargo(&arguments)
        .arg("json-render-diagnostics")
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::Missing(format!("cannot run cargo: {error}")))?;
    let mut executables = HashMap::new();
    if let Some(stdout) = child.stdout.take() {
        let artifacts = BufReader::new(stdout).lines().map_while(Result::ok);
        executables.extend(artifacts.filter_map(|line| test_executable(&line)));
    }
    let complete = child.wait().is_ok_and(|status| status.success());
    Ok((executables, complete))
}

/// Reads one of cargo's JSON lines; `None` unless it announces a test executable.
fn test_executable(line: &str) -> Option<(TargetKey, PathBuf)> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message["profile"]["test"] != true {
        return None;
    }
    let executable = message["executable"].as_str()?;
    let (kind, name) = cargo::test_target(&message["target"])?;
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
    Some(((folder.to_string_lossy().into_owned(), kind, name), executable.into()))
}

/// Runs the executables of the named crates. A ring without a single test fails: it would prove nothing.
fn run_ring(members: &[Package], names: &[String], executables: &HashMap<TargetKey, PathBuf>) -> Tally {
    let mut sum = Tally::default();
    for member in members.iter().filter(|member| names.contains(&member.name)) {
        for (kind, target) in &member.tested {
            let key = (member.folder.to_string_lossy().into_owned(), kind.clone(), target.clone());
            println!("-- {} ({kind} {target})", member.name);
            sum.add(match executables.get(&key) {
                Some(executable) => run_executable(executable, member),
                None => Tally::broken(&format!(
                    "{} ({kind} {target}) did not compile, see the build",
                    member.name
                )),
            });
        }
    }
    if sum == Tally::default() {
        sum = Tally::broken(&format!("no test in {}: the ring proves nothing", names.join(", ")));
    }
    sum
}

/// The executables that fuzz, as far as they were built.
fn fuzzed(members: &[Package], executables: &HashMap<TargetKey, PathBuf>) -> Vec<fuzzing::Target> {
    let found = fuzzing::TARGETS.iter().filter_map(|(package, target)| {
        let member = members.iter().find(|member| member.name == *package)?;
        let (kind, _) = member.tested.iter().find(|(_, name)| name == target)?;
        let key = (member.folder.to_string_lossy().into_owned(), kind.clone(), (*target).to_owned());
        let executable = executables.get(&key)?.clone();
        Some(fuzzing::Target { package: (*package).to_owned(), executable, folder: member.folder.clone() })
    });
    found.collect()
}

fn run_executable(executable: &Path, member: &Package) -> Tally {
    let mut command = Command::new(executable);
    command
        .current_dir(&member.folder)
        .env("CARGO_MANIFEST_DIR", &member.folder)
        .env("CARGO_PKG_NAME", &member.name)
        .env("CARGO_PKG_VERSION", &member.version);
    run_counted(&member.name, command)
}

fn doc_tests() -> Tally {
    run_counted(
        "documentation",
        cargo::cargo(&["test", "--workspace", "--doc", "--locked", "--no-fail-fast"]),
    )
}

fn timed(ring: &str, work: impl FnOnce() -> Tally) -> Row {
    heading(ring);
    let start = Instant::now();
    let tally = work();
    Row { ring: ring.to_owned(), tally, took: start.elapsed() }
}

fn heading(text: &str) {
    println!("\n==== {text}");
}

fn report(rows: &[Row]) -> Result<(), Failure> {
    println!("\n{:<58}{:>8}{:>8}{:>10}", "ring", "passed", "failed", "seconds");
    let mut sum = Tally::default();
    for Row { ring, tally, took } in rows {
        println!("{ring:<58}{:>8}{:>8}{:>10.1}", tally.passed, tally.failed, took.as_secs_f64());
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }
    println!();
    for wrong in rows.iter().flat_map(|row| &row.tally.wrong) {
        println!("FAILED {wrong}");
    }
    let closing = format!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed > 0 {
        return Err(Failure::Found(closing));
    }
    println!("{closing}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_test_executables_are_taken_from_the_build() {
        let artifact = |test: bool| {
            format!(
                r#"{{"reason":"compiler-artifact","manifest_path":"/r/crates/domain/Cargo.toml",
                "target":{{"kind":["test"],"name":"it"}},"profile":{{"test":{test}}},"executable":"/t/it-1"}}"#
            )
        };
        let (key, path) = test_executable(&artifact(true)).unwrap();
        assert_eq!(key, ("/r/crates/domain".into(), "test".into(), "it".into()));
        assert_eq!(path, Path::new("/t/it-1"));
        assert!(test_executable(&artifact(false)).is_none());
        assert!(test_executable("   Compiling domain").is_none());
    }

    #[test]
    fn a_crate_the_table_forgot_gets_its_own_ring() {
        let newcomer = Package {
            name: "notices".into(),
            version: "0.1.0".into(),
            licence: None,
            source: None,
            is_member: true,
            folder: "/r".into(),
            names: Vec::new(),
            tested: Vec::new(),
        };
        let rings = with_forgotten(&[newcomer]);
        assert_eq!(rings.len(), RINGS.len() + 1);
        assert_eq!(rings.last().unwrap().1, ["notices"]);
    }
}
