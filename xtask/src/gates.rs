//! `cargo xtask gates`: the absences ARCHITECTURE.md promises, each proved. The tables are meant to be read.

use crate::cargo::{self, Package};
use crate::licences::Policy;
use crate::{Failure, tidy};
use std::collections::BTreeSet;

/// A crate that must not reach others, whatever lies between.
struct Absence {
    sentence: &'static str,
    of: &'static str,
    lacks: &'static [&'static str],
    /// Something it does reach: if this is not seen, the question was asked wrongly.
    reaches: &'static str,
}

const ABSENCES: &[Absence] = &[
    Absence {
        sentence: "The rules know no runtime, no network, no database, no randomness and no async.",
        of: "domain",
        lacks: &["tokio", "actix-web", "rusqlite", "reqwest", "hyper", "getrandom", "async-trait"],
        reaches: "serde",
    },
    Absence {
        sentence: "The rules know no other crate of the house.",
        of: "domain",
        lacks: &["event-store", "event-store-sqlite", "application", "projection", "api"],
        reaches: "serde",
    },
    Absence {
        sentence: "The port knows no rule, no engine and no SQL: an event is a name and bytes to it.",
        of: "event-store",
        lacks: &["domain", "rusqlite", "event-store-sqlite", "application", "projection", "actix-web"],
        reaches: "serde",
    },
    Absence {
        sentence: "An engine knows no rule: it would have to change with the law.",
        of: "event-store-sqlite",
        lacks: &["domain", "application", "projection", "actix-web"],
        reaches: "rusqlite",
    },
    Absence {
        sentence: "The PostgreSQL engine knows no rule either, and not the other engine.",
        of: "event-store-postgres",
        lacks: &["domain", "application", "projection", "actix-web", "event-store-sqlite"],
        reaches: "tokio-postgres",
    },
    Absence {
        sentence: "Nor does the KurrentDB engine, which brings no database of its own either.",
        of: "event-store-kurrent",
        lacks: &["domain", "application", "projection", "actix-web", "rusqlite", "tokio-postgres"],
        reaches: "eventstore",
    },
    Absence {
        sentence: "What nodes share beside the log is rows: no view, no HTTP, no file.",
        of: "house-postgres",
        lacks: &["actix-web", "hyper", "event-store-sqlite", "projection", "api"],
        reaches: "tokio-postgres",
    },
    Absence {
        sentence: "The shell knows no HTTP, no engine of the log and no view.",
        of: "application",
        lacks: &["actix-web", "reqwest", "hyper", "event-store-sqlite", "projection", "api"],
        reaches: "domain",
    },
    Absence {
        sentence: "The read side decides nothing: it knows neither the shell nor HTTP nor an engine.",
        of: "projection",
        lacks: &["application", "actix-web", "reqwest", "hyper", "event-store-sqlite", "api"],
        reaches: "domain",
    },
    Absence {
        sentence: "A verifier does not trust the code it verifies: it knows no rule, no engine, no SQL and no HTTP.",
        of: "proof",
        lacks: &[
            "domain",
            "rusqlite",
            "actix-web",
            "reqwest",
            "hyper",
            "event-store-sqlite",
            "application",
            "projection",
            "api",
        ],
        reaches: "ed25519-dalek",
    },
];

/// A dependency only some crates may write into their manifest.
struct Named {
    sentence: &'static str,
    what: &'static str,
    by: &'static [&'static str],
}

const NAMED: &[Named] = &[
    Named { sentence: "HTTP is spoken in one crate.", what: "actix-web", by: &["api"] },
    Named {
        sentence: "SQL is written in three crates: the engine, the vault of the shell, the views; the acceptance ring reads their files as an auditor would.",
        what: "rusqlite",
        by: &["event-store-sqlite", "application", "projection", "acceptance"],
    },
    Named {
        sentence: "Engines are chosen in one crate.",
        what: "event-store-sqlite",
        by: &["api", "acceptance"],
    },
    Named {
        sentence: "PostgreSQL is spoken to in two crates: the engine, and what nodes share beside the log.",
        what: "tokio-postgres",
        by: &["event-store-postgres", "house-postgres"],
    },
    Named {
        sentence: "KurrentDB is spoken to in one crate.",
        what: "eventstore",
        by: &["event-store-kurrent"],
    },
    Named { sentence: "Checkpoints are signed in one crate.", what: "ed25519-dalek", by: &["proof"] },
    Named { sentence: "Personal data is enciphered in one crate.", what: "aes-gcm", by: &["application"] },
];

/// Words that must not stand in the code (comments apart) under a folder.
struct Unsaid {
    sentence: &'static str,
    under: &'static str,
    words: &'static [&'static str],
    /// What to do instead.
    instead: &'static str,
    /// Files and folders that may say them.
    but: &'static [&'static str],
}

const UNSAID: &[Unsaid] = &[
    Unsaid {
        sentence: "Time, chance, files and environment come to a rule inside the call.",
        under: "crates/domain/src",
        words: &[
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant",
            "thread_rng",
            "Uuid::new_v4",
            "Uuid::now_v",
            "std::fs",
            "std::env",
        ],
        instead: "take it as an argument",
        but: &[],
    },
    Unsaid {
        sentence: "What the house asks others for goes through the guard; what speaks to the house itself is named here.",
        under: "crates/api/src",
        words: &[
            "reqwest::Client",
            "Client::builder",
            "Client::new",
            "ClientBuilder",
            "reqwest::get",
            "client::conn",
            "client::legacy",
            "TcpStream::connect",
        ],
        instead: "ask through crates/api/src/outbound.rs",
        but: &[
            "crates/api/src/outbound",
            // The demo, the bench and the commands an operator points at a server.
            "crates/api/src/client.rs",
            "crates/api/src/demo",
            "crates/api/src/bench/",
            "crates/api/src/cli/archive.rs",
            "crates/api/src/cli/health.rs",
        ],
    },
];

/// Proves every gate and prints each sentence with its verdict.
pub(crate) fn run() -> Result<(), Failure> {
    let packages = cargo::packages()?;
    let mut broken = 0;
    for Absence { sentence, of, lacks, reaches } in ABSENCES {
        broken += verdict(sentence, absence_breaches(&packages, of, lacks, reaches)?);
    }
    for Named { sentence, what, by } in NAMED {
        broken += verdict(sentence, naming_breaches(&packages, what, by));
    }
    for unsaid in UNSAID {
        broken += verdict(unsaid.sentence, unsaid_breaches(unsaid)?);
    }
    let alone = cargo::output(&["check", "--quiet", "--locked", "-p", "domain"]);
    let alone = alone.err().map(|_| {
        "`cargo check -p domain` fails, see above. It has chrono without `clock` and uuid without `v4`: \
         pass the time and the id in instead of making them"
    });
    broken += verdict("The rules compile alone, where no clock and no fresh id exist.", alone);
    broken += verdict(
        "A build that is handed out cannot leave links, tree and ciphers out; only the bench build can.",
        bench_build_breaches()?,
    );
    let policy = Policy::parse(&tidy::read("deny.toml")?);
    broken += verdict("Licences are permissive, sources are crates.io.", policy.breaches(&packages));
    broken += cargo_deny();
    if broken == 0 { Ok(()) } else { Err(Failure::Found(format!("{broken} gates are broken"))) }
}

/// The cargo feature of the bench build.
const BENCH_BUILD: &str = "bench-bare";

/// Who has the feature of the bench build although he hands something out.
fn bench_build_breaches() -> Result<Vec<String>, Failure> {
    let mut breaches = Vec::new();
    let features = cargo::output(&[
        "tree",
        "--locked",
        "-p",
        "api",
        "-e",
        "normal,features",
        "--features",
        "api/kurrent,api/postgres",
        "--prefix",
        "none",
    ])?;
    if features.contains(BENCH_BUILD) {
        breaches.push(format!("the binary with every engine has the feature {BENCH_BUILD}"));
    }
    for path in ["Dockerfile", "docker-compose.yml", "Cargo.toml"] {
        if tidy::read(path)?.contains(BENCH_BUILD) {
            breaches.push(format!("{path} names the feature {BENCH_BUILD}"));
        }
    }
    if !tidy::read("crates/api/Cargo.toml")?.contains(BENCH_BUILD) {
        breaches.push(format!("crates/api has no feature {BENCH_BUILD}: correct xtask/src/gates.rs"));
    }
    Ok(breaches)
}

/// Prints a gate; returns 1 when it is broken.
fn verdict(sentence: &str, breaches: impl IntoIterator<Item = impl std::fmt::Display>) -> usize {
    let breaches: Vec<_> = breaches.into_iter().collect();
    println!("{} {sentence}", if breaches.is_empty() { "ok    " } else { "BROKEN" });
    for breach in &breaches {
        println!("       {breach}");
    }
    usize::from(!breaches.is_empty())
}

fn absence_breaches(
    packages: &[Package],
    of: &str,
    lacks: &[&str],
    reaches: &str,
) -> Result<Vec<String>, Failure> {
    let tree = cargo::output(&[
        "tree",
        "--locked",
        "-p",
        of,
        "-e",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ])?;
    let reached = reached(&tree);
    let mut breaches = Vec::new();
    if !reached.contains(reaches) {
        breaches
            .push(format!("{of} does not even reach {reaches}: correct xtask/src/gates.rs, it asks wrongly"));
    }
    for lacked in lacks {
        if !packages.iter().any(|package| package.name == *lacked) {
            breaches.push(format!(
                "nothing in Cargo.lock is called {lacked}: correct the name in xtask/src/gates.rs"
            ));
        }
        if reached.contains(lacked) {
            breaches.push(format!(
                "{of} reaches {lacked}: `cargo tree -p {of} -e normal,build -i {lacked}` shows the way"
            ));
        }
    }
    Ok(breaches)
}

/// Names of the packages in a tree printed without prefixes, one `name vX.Y.Z …` a line.
fn reached(tree: &str) -> BTreeSet<&str> {
    tree.lines().filter_map(|line| line.split_once(" v")).map(|(name, _)| name).collect()
}

fn naming_breaches(packages: &[Package], what: &str, by: &[&str]) -> Vec<String> {
    let names_it = |package: &&Package| package.is_member && package.names.iter().any(|name| name == what);
    let naming: BTreeSet<&str> =
        packages.iter().filter(names_it).map(|package| package.name.as_str()).collect();
    let mut breaches: Vec<String> = naming
        .iter()
        .filter(|name| !by.contains(name))
        .map(|name| format!("{name} names {what}: go through {} instead", by.join(" or ")))
        .collect();
    if naming.is_empty() {
        breaches.push(format!("nobody names {what} any more: take the gate out of xtask/src/gates.rs"));
    }
    breaches
}

fn unsaid_breaches(unsaid: &Unsaid) -> Result<Vec<String>, Failure> {
    let Unsaid { under, words, instead, but, .. } = unsaid;
    let sources = tidy::sources_under(under)?;
    if sources.is_empty() {
        return Ok(vec![format!("{under} holds no source: correct xtask/src/gates.rs")]);
    }
    let mut breaches: Vec<String> = but
        .iter()
        .filter(|free| {
            !sources
                .iter()
                .any(|(path, text)| path.starts_with(**free) && !said(path, text, words, "").is_empty())
        })
        .map(|free| format!("{free} says none of it any more: take it out of xtask/src/gates.rs"))
        .collect();
    let bound = sources.iter().filter(|(path, _)| !but.iter().any(|free| path.starts_with(free)));
    breaches.extend(bound.flat_map(|(path, text)| said(path, text, words, instead)));
    Ok(breaches)
}

fn said(path: &str, text: &str, words: &[&str], instead: &str) -> Vec<String> {
    let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.flat_map(|(index, line)| {
        let found = words.iter().filter(|word| holds_word(line, word));
        found.map(move |word| format!("{path}:{}: `{word}`: {instead}", index + 1))
    })
    .collect()
}

/// True when the word stands in the line and is not the tail or head of a longer name (`Instantiated` is no `Instant`).
fn holds_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part_of_name);
        // A word given up to an underscore or a colon is a prefix on purpose: `Uuid::now_v` means v1, v6 and v7.
        let after =
            line[at + word.len()..].chars().next().is_some_and(|c| part_of_name(c) && !word.contains("::"));
        !before && !after
    })
}

/// cargo-deny looks at the same file more thoroughly; a machine without it has the check above.
fn cargo_deny() -> usize {
    let version = cargo::cargo(&["deny", "--version"]).output();
    if !version.is_ok_and(|output| output.status.success()) {
        println!(
            "skip   cargo-deny is not installed here; the line above covers licences, bans and sources."
        );
        return 0;
    }
    let status = cargo::cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"]).status();
    let breach =
        (!status.is_ok_and(|status| status.success())).then_some("`cargo deny check` fails, see above");
    verdict("cargo-deny agrees.", breach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_gives_the_names_it_reaches() {
        let tree = "domain v0.1.0 (/r/crates/domain)\nserde v1.0.0\nserde_derive v1.0.0 (proc-macro)\nserde v1.0.0 (*)\n";
        let reached = reached(tree);
        assert!(reached.contains("serde") && reached.contains("serde_derive") && !reached.contains("tokio"));
        assert_eq!(reached.len(), 3);
    }

    #[test]
    fn a_word_is_found_in_code_and_not_in_comments_or_longer_names() {
        let text = "//! No SystemTime here.\nlet a = Utc::now();\n// Utc::now\nlet b = Instantiated;\nlet c = Uuid::now_v7();\n";
        let found = said("a.rs", text, &["Utc::now", "Instant", "Uuid::now_v", "SystemTime"], "do not");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("a.rs:2:") && found[1].starts_with("a.rs:5:"));
    }

    #[test]
    fn naming_is_allowed_to_some_and_must_happen_at_all() {
        let member = |name: &str, names: &[&str]| Package {
            name: name.into(),
            version: "0.1.0".into(),
            licence: None,
            source: None,
            is_member: true,
            folder: "/r".into(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            tested: Vec::new(),
        };
        let packages = [member("api", &["actix-web"]), member("projection", &["actix-web"])];
        let breaches = naming_breaches(&packages, "actix-web", &["api"]);
        assert_eq!(breaches, ["projection names actix-web: go through api instead"]);
        assert_eq!(naming_breaches(&packages, "rocket", &["api"]).len(), 1);
    }
}
