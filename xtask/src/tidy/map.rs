//! ARCHITECTURE.md and the disk must tell of the same crates, and each crate must obey the workspace's lints.

use super::Source;
use std::collections::BTreeSet;

/// Findings about crates that are not on the map, map entries without a crate, and crates outside the lints.
pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let on_disk = crates_on_disk(sources);
    let map = sources.iter().find(|(path, _)| path == "ARCHITECTURE.md").map_or("", |(_, text)| text);
    let on_map = crates_on_map(map);
    let missing = on_disk.difference(&on_map).map(|folder| {
        format!("ARCHITECTURE.md lacks a heading \"### `{folder}`\" with its paragraph and its absences")
    });
    let gone = on_map.difference(&on_disk).map(|folder| {
        format!("ARCHITECTURE.md tells of `{folder}`, which has no Cargo.toml: remove or correct it")
    });
    let lax = sources
        .iter()
        .filter(|(path, text)| folder_of(path).is_some() && !inherits_lints(text))
        .map(|(path, _)| format!("{path}: add `[lints]` with `workspace = true`"));
    missing.chain(gone).chain(lax).collect()
}

/// The folder of a crate's manifest; `None` for other files and for the workspace's own manifest.
fn folder_of(path: &str) -> Option<&str> {
    path.strip_suffix("/Cargo.toml")
}

fn crates_on_disk(sources: &[Source]) -> BTreeSet<&str> {
    sources.iter().filter_map(|(path, _)| folder_of(path)).collect()
}

/// Folders in headings of the form: ### `crates/domain` — what it is.
fn crates_on_map(map: &str) -> BTreeSet<&str> {
    map.lines()
        .filter_map(|line| line.strip_prefix("### `"))
        .filter_map(|rest| rest.split_once('`'))
        .map(|(folder, _)| folder)
        .collect()
}

fn inherits_lints(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim).skip_while(|line| *line != "[lints]").skip(1);
    lines.find(|line| !line.is_empty()) == Some("workspace = true")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        (path.to_owned(), text.to_owned())
    }

    const GOOD: &str = "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n";

    #[test]
    fn map_and_disk_must_agree() {
        let map = source("ARCHITECTURE.md", "### `crates/a` — first\n\n### `crates/gone`\n");
        let disk = [
            map,
            source("Cargo.toml", ""),
            source("crates/a/Cargo.toml", GOOD),
            source("xtask/Cargo.toml", GOOD),
        ];
        let findings = findings(&disk);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("xtask") && findings[1].contains("crates/gone"));
    }

    #[test]
    fn a_crate_outside_the_lints_is_found() {
        assert!(inherits_lints(GOOD));
        assert!(!inherits_lints("[package]\nname = \"a\"\n"));
        assert!(!inherits_lints("[lints]\nworkspace = false\n"));
    }
}
