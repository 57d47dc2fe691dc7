//! What documents say of the repository must be so: the crates on the map and the paths people are sent to.
//! And each crate must obey the workspace's lints.

use super::Source;
use std::collections::BTreeSet;
use std::path::Path;

/// Folders a path in a document may begin with to be taken for a promise that it exists.
const FOLDERS: &[&str] = &["crates/", "tests/", "xtask/", "docs/", ".ci/"];

/// Files and paths that documents name and nobody finds. Decision records and the changelog tell of their own day.
pub(super) fn dead_paths(root: &Path, sources: &[Source]) -> Vec<String> {
    let of_today = |path: &str| !path.starts_with("docs/adr/") && path != "CHANGELOG.md";
    let documents = sources.iter().filter(|(path, _)| path.ends_with(".md") && of_today(path));
    documents
        .flat_map(|(path, text)| promised_paths(text).into_iter().map(move |promised| (path, promised)))
        .filter(|(_, promised)| !root.join(promised).exists())
        .map(|(path, promised)| {
            format!("{path} names `{promised}`, which does not exist: correct the one or the other")
        })
        .collect()
}

/// Codes of the code lists (X01, E07, R5 …) that the glossary lacks or tells with another Chinese term.
pub(super) fn unexplained_codes(sources: &[Source]) -> Vec<String> {
    let text = |wanted: &str| sources.iter().find(|(path, _)| path == wanted).map_or("", |(_, text)| text);
    let glossary = text("docs/glossary.md");
    numbered_codes(text("crates/domain/src/classification.rs"))
        .into_iter()
        .map(|(code, term)| format!("| {code} | {term} |"))
        .filter(|row| !glossary.contains(row))
        .map(|row| format!("docs/glossary.md lacks a row that begins `{row}`, as in the domain's code lists"))
        .collect()
}

/// `Variant = "X01", "中文";` gives the pair, when the code is a letter and a number.
fn numbered_codes(lists: &str) -> Vec<(&str, &str)> {
    let entries = lists.lines().filter_map(|line| {
        let mut quoted = line.split('"').skip(1).step_by(2);
        Some((quoted.next()?, quoted.next()?))
    });
    let numbered = |code: &str| code.get(1..).is_some_and(|rest| rest.parse::<u8>().is_ok());
    entries.filter(|(code, _)| numbered(code)).collect()
}

/// Paths set in backticks; those with a placeholder (`<verb>`, `*`, `…`) promise nothing.
fn promised_paths(text: &str) -> Vec<&str> {
    let quoted: BTreeSet<&str> = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    quoted
        .into_iter()
        .filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder)))
        .filter(|path| !path.contains(['<', '*', '…', ' ', '{']))
        .collect()
}

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
    fn a_document_may_name_only_what_exists() {
        let text = "see `crates/a/src/lib.rs`, `crates/a/src/rules/<verb>.rs`, `cargo xtask tidy` and `docs/gone.md`\n";
        assert_eq!(promised_paths(text), ["crates/a/src/lib.rs", "docs/gone.md"]);
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources =
            [source("README.md", "`xtask/nowhere.rs`\n"), source("docs/adr/0001.md", "`xtask/nowhere.rs`\n")];
        assert_eq!(dead_paths(here, &sources).len(), 1, "records of decisions are never edited");
    }

    #[test]
    fn every_numbered_code_is_in_the_glossary() {
        let lists = "NotFinancial = \"X01\", \"非金融纠纷\";\nCounter = \"COUNTER\", \"现场\";\nInterest = \"R2\", \"利害关系\";\n";
        assert_eq!(numbered_codes(lists), [("X01", "非金融纠纷"), ("R2", "利害关系")]);
        let sources = [
            source("crates/domain/src/classification.rs", lists),
            source(
                "docs/glossary.md",
                "| X01 | 非金融纠纷 | not a dispute of ours |\n| R2 | 利益 | interest |\n",
            ),
        ];
        let findings = unexplained_codes(&sources);
        assert!(findings.len() == 1 && findings[0].contains("R2"), "{findings:?}");
    }

    #[test]
    fn a_crate_outside_the_lints_is_found() {
        assert!(inherits_lints(GOOD));
        assert!(!inherits_lints("[package]\nname = \"a\"\n"));
        assert!(!inherits_lints("[lints]\nworkspace = false\n"));
    }
}
