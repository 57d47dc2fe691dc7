//! `cargo xtask tidy`: the law of the repository as code. Each finding names the place and the cure.

mod map;
mod text;

use crate::Failure;
use crate::cargo::root;
use std::path::Path;

/// Files allowed to be longer than [`LINES_MAX`], with the reason. The list may only shrink:
/// an entry that is no longer needed is a finding itself.
const LONG_FILES: &[(&str, &str)] = &[];

/// Test code allowed to wait by the clock, with the reason. The list may only shrink, too.
const SLEEPERS: &[(&str, &str)] = &[
    (
        "tests/src/wait.rs",
        "waits, with an end, for a line in the log of another process, which no channel tells of",
    ),
    (
        "crates/event-store-kurrent/tests/it/wait.rs",
        "waits, with an end, for a port the operating system is letting go of and for counters of a server",
    ),
];

/// More lines than this fail.
const LINES_MAX: usize = 600;

/// More lines than this are listed, so that a file is split before it must be.
const LINES_COMFORTABLE: usize = 300;

/// Lines a README may have: it is read by people who do not know yet whether they want to.
const README_LINES_MAX: usize = 150;

/// Folders that hold nothing written by hand.
const NOT_OURS: &[&str] = &["target", ".git", "hejie-data", "node_modules"];

/// A text file: its path from the root, and what it says.
type Source = (String, String);

/// Checks everything and prints all findings.
pub(crate) fn run() -> Result<(), Failure> {
    let sources = sources_under(".")?;
    let mut findings: Vec<String> = sources.iter().flat_map(|(path, text)| of_one_file(path, text)).collect();
    findings
        .extend(exceptions("LONG_FILES", LONG_FILES, &sources, |_, text| text.lines().count() > LINES_MAX));
    findings.extend(exceptions("SLEEPERS", SLEEPERS, &sources, |path, text| {
        !text::sleeps(path, text).is_empty()
    }));
    findings.extend(map::findings(&sources));
    findings.extend(map::dead_paths(&root(), &sources));
    findings.extend(map::unexplained_codes(&sources));
    for (path, text) in sources.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let lines = text.lines().count();
        if (LINES_COMFORTABLE + 1..=LINES_MAX).contains(&lines) {
            println!("long    {path} has {lines} lines; split it before it reaches {LINES_MAX}");
        }
    }
    for finding in &findings {
        println!("FINDING {finding}");
    }
    if findings.is_empty() {
        println!("tidy: {} files are in order", sources.len());
        return Ok(());
    }
    Err(Failure::Found(format!("tidy: {} findings", findings.len())))
}

fn of_one_file(path: &str, text: &str) -> Vec<String> {
    let mut findings = text::of_any_file(path, text);
    if path.ends_with(".rs") {
        findings.extend(text::of_rust(path, text));
        if !SLEEPERS.iter().any(|(sleeper, _)| *sleeper == path) {
            findings.extend(text::sleeps(path, text));
        }
        let lines = text.lines().count();
        if lines > LINES_MAX && !LONG_FILES.iter().any(|(long, _)| *long == path) {
            findings.push(format!("{path} has {lines} lines, more than {LINES_MAX}: split it by verb"));
        }
    }
    let lines = text.lines().count();
    if path.starts_with("README") && lines > README_LINES_MAX {
        findings
            .push(format!("{path} has {lines} lines, more than {README_LINES_MAX}: move the rest to docs/"));
    }
    findings
}

/// Entries of an exception list that are no longer needed: each must go.
fn exceptions(
    list: &str,
    entries: &[(&str, &str)],
    sources: &[Source],
    needed: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let stale = entries
        .iter()
        .filter(|(entry, _)| !sources.iter().any(|(path, text)| path == entry && needed(path, text)));
    stale
        .map(|(entry, _)| {
            format!("{entry} no longer needs its entry in {list} of xtask/src/tidy.rs: remove it")
        })
        .collect()
}

/// Reads one file, named from the root.
pub(crate) fn read(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(root().join(path)).map_err(|error| Failure::Found(format!("{path}: {error}")))
}

/// Every text file written by hand under a folder (`.` is the whole repository), sorted by path.
pub(crate) fn sources_under(folder: &str) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    let start = if folder == "." { root() } else { root().join(folder) };
    collect(&start, &mut sources).map_err(|error| Failure::Found(format!("{}: {error}", start.display())))?;
    sources.sort();
    Ok(sources)
}

fn collect(folder: &Path, sources: &mut Vec<Source>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_symlink() || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            collect(&path, sources)?;
        } else if text::is_checked(&path) {
            let from_root = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
            sources.push((from_root, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_long_is_found_and_a_shorter_one_is_not() {
        let lines = |count: usize| format!("//! A file.\n{}", "fn a() {}\n".repeat(count - 1));
        assert!(of_one_file("crates/a/src/lib.rs", &lines(LINES_MAX)).is_empty());
        assert_eq!(of_one_file("crates/a/src/lib.rs", &lines(LINES_MAX + 1)).len(), 1);
        assert_eq!(of_one_file("README.zh-CN.md", &"line\n".repeat(README_LINES_MAX + 1)).len(), 1);
    }

    #[test]
    fn an_exception_that_is_not_needed_any_more_is_found() {
        let sources = [("a.rs".to_owned(), "//! Short.\n".to_owned())];
        let needed = |_: &str, text: &str| text.lines().count() > LINES_MAX;
        let stale =
            exceptions("LONG_FILES", &[("a.rs", "a table"), ("gone.rs", "a table")], &sources, needed);
        assert_eq!(stale.len(), 2);
    }
}
