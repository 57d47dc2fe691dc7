//! What may stand in a file: words, blanks, names. The forbidden words are spelt in two halves,
//! so that this file may be checked like every other.

use std::path::Path;

/// Unfinished or switched-off work, and what to do instead.
const UNFINISHED: &[(&str, &str)] = &[
    (concat!("to", "do!"), "write it, or leave it out"),
    (concat!("unimple", "mented!"), "write it, or leave it out"),
    (concat!("FIX", "ME"), "repair it now, or say in a sentence why it is as it is"),
    (concat!("#[ign", "ore"), "a test that no job runs proves nothing: make it run or delete it"),
    (concat!("db", "g!"), "use tracing, with ids only"),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "manager", "common", "misc"];

/// Extensions of files that are read line by line by people.
const CHECKED: &[&str] = &["rs", "md", "toml", "sql", "sh", "yml", "yaml"];

/// True for a file the text rules apply to; `.ci/run` has no extension but is one of them.
pub(super) fn is_checked(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| CHECKED.contains(&extension)) || path.ends_with(".ci/run")
}

/// Rules for every text file: no trailing blanks, no path of one machine.
pub(super) fn of_any_file(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    // Not `lines()`: that would hide a carriage return.
    for (index, line) in text.split('\n').enumerate() {
        if line.ends_with([' ', '\t', '\r']) {
            findings.push(format!("{path}:{}: blanks at the end of the line: remove them", index + 1));
        }
        if names_a_private_folder(line) {
            findings.push(format!(
                "{path}:{}: a path of one machine: use a path inside the repository",
                index + 1
            ));
        }
    }
    findings
}

/// Rules for Rust: a first line that says what the module is, no tabs, no unfinished work, no empty names.
pub(super) fn of_rust(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    if !text.starts_with("//!") {
        findings
            .push(format!("{path}:1: begin with `//! ` and a sentence that says what this module is for"));
    }
    let own_name = Path::new(path).components().filter_map(|part| part.as_os_str().to_str());
    if own_name.map(|part| part.trim_end_matches(".rs")).any(|part| EMPTY_NAMES.contains(&part)) {
        findings.push(format!("{path}: the name says nothing: name the module after what it does"));
    }
    if path.ends_with("/mod.rs") {
        findings.push(format!("{path}: use `name.rs` beside `name/` instead of `mod.rs`"));
    }
    for (index, line) in text.lines().enumerate() {
        let place = format!("{path}:{}", index + 1);
        if line.contains('\t') {
            findings.push(format!("{place}: a tab: indent with spaces, write \\t in a string"));
        }
        for (word, cure) in UNFINISHED.iter().filter(|(word, _)| line.contains(word)) {
            findings.push(format!("{place}: `{word}`: {cure}"));
        }
        if declared_module(line).is_some_and(|name| EMPTY_NAMES.contains(&name)) {
            findings.push(format!("{place}: the name says nothing: name the module after what it does"));
        }
    }
    findings
}

/// Places where test code waits by the clock.
pub(super) fn sleeps(path: &str, text: &str) -> Vec<String> {
    let all_of_it = path.starts_with("tests/") || path.contains("/tests/");
    let mut in_tests = all_of_it;
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        in_tests |= line.trim_start().starts_with("#[cfg(test)]");
        let code = line.split("//").next().unwrap_or_default();
        if in_tests && code.contains(concat!("sle", "ep(")) {
            findings.push(format!(
                "{path}:{}: a test must not sleep: pass the time in, or wait on a condition; \
                 where only polling is possible, SLEEPERS in xtask/src/tidy.rs takes the file and a reason",
                index + 1
            ));
        }
    }
    findings
}

/// `pub(crate) mod name;` or `mod name {` gives `name`.
fn declared_module(line: &str) -> Option<&str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "mod")?;
    let plain = at == 0 || (at == 1 && words[0].starts_with("pub"));
    plain.then(|| words.get(at + 1).map(|name| name.trim_end_matches([';', '{'])))?
}

/// A path such as developers' machines have, that no clone has.
fn names_a_private_folder(line: &str) -> bool {
    [concat!("/wo", "rk"), concat!("/ho", "me"), concat!("/ro", "ot")].iter().any(|folder| {
        line.match_indices(folder).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + folder.len()..].chars().next();
            let starts_a_path = before.is_none_or(|c| !c.is_alphanumeric() && !"./-_{}~".contains(c));
            starts_a_path && after == Some('/')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_without_its_sentence_is_found() {
        assert_eq!(of_rust("crates/a/src/lib.rs", "fn main() {}\n").len(), 1);
        assert_eq!(of_rust("crates/a/src/lib.rs", "").len(), 1);
        assert!(of_rust("crates/a/src/lib.rs", "//! A module.\nfn main() {}\n").is_empty());
    }

    #[test]
    fn unfinished_work_tabs_and_blanks_are_found() {
        for (word, _) in UNFINISHED {
            assert_eq!(of_rust("a.rs", &format!("//! A module.\n{word}\n")).len(), 1, "{word}");
        }
        assert_eq!(of_rust("a.rs", "//! A module.\n\tlet a = 1;\n").len(), 1);
        assert_eq!(of_any_file("a.md", "# Title \n\nText\r\n").len(), 2, "a blank and a carriage return");
    }

    #[test]
    fn names_that_say_nothing_are_found() {
        assert_eq!(of_rust("crates/a/src/utils.rs", "//! A module.\n").len(), 1);
        assert_eq!(of_rust("crates/a/src/common/x.rs", "//! A module.\n").len(), 1);
        assert_eq!(of_rust("crates/a/src/lib.rs", "//! A module.\npub(crate) mod helpers;\n").len(), 1);
        assert!(of_rust("crates/a/src/lib.rs", "//! A module.\nmod money;\nlet common = 1;\n").is_empty());
    }

    #[test]
    fn sleeping_is_found_in_tests_only() {
        let nap = concat!("tokio::time::sle", "ep(a).await;\n");
        assert_eq!(sleeps("crates/a/tests/it/main.rs", nap).len(), 1);
        assert_eq!(sleeps("tests/acceptance/main.rs", nap).len(), 1);
        assert!(sleeps("crates/a/src/lib.rs", nap).is_empty());
        assert_eq!(
            sleeps("crates/a/src/lib.rs", &format!("{nap}#[cfg(test)]\nmod tests {{\n{nap}")).len(),
            1
        );
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_an_address_is_not() {
        let folder = concat!("/wo", "rk");
        assert!(names_a_private_folder(&format!("see {folder}/main")));
        assert!(names_a_private_folder(&format!("\"{folder}/x\"")));
        assert!(!names_a_private_folder(&format!("https://example.org{folder}/x")));
        assert!(!names_a_private_folder(&format!("crates{folder}/x and {folder}list")));
    }
}
