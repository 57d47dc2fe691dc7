//! The image and the compositions, as far as they can be held to their promises without a container engine.
//!
//! `docker compose config` checks the form of every profile where Docker is (`.ci/run`); everywhere, Debian's older compose reads each
//! profile here, without the two forms it does not know yet.

use acceptance::{House, process};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

fn text(file: &str) -> String {
    std::fs::read_to_string(process::root().join(file)).expect("it is there")
}

/// The blocks one level below a key at the margin: name and lines.
fn blocks<'a>(text: &'a str, under: &str) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut blocks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = None;
    let head = format!("{under}:");
    let lines = text.lines().skip_while(|line| *line != head).skip(1);
    for line in lines.take_while(|line| line.is_empty() || line.starts_with([' ', '#'])) {
        let key = line.strip_prefix("  ").filter(|rest| !rest.starts_with([' ', '#', '-']));
        if let Some(key) = key.and_then(|key| key.split(':').next()) {
            name = Some(key);
            blocks.entry(key).or_default();
        } else if let Some(name) = name {
            blocks.entry(name).or_default().push(line.trim());
        }
    }
    blocks
}

/// The lines of what is merged into others under an anchor.
fn anchor<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let head = format!(": &{name}");
    let lines = text.lines().skip_while(|line| !line.ends_with(&head)).skip(1);
    lines.take_while(|line| line.starts_with(' ')).map(str::trim).collect()
}

/// A service with everything that is merged into it.
fn whole<'a>(text: &'a str, lines: &[&'a str]) -> Vec<&'a str> {
    let mut all = lines.to_vec();
    for line in lines.iter().filter(|line| line.starts_with("<<:")) {
        let names = line.split('*').skip(1).map(|name| name.trim_end_matches([',', ' ', ']']));
        names.for_each(|name| all.extend(anchor(text, name)));
    }
    all
}

/// The words of a list written in one line, e.g. `secrets: [a, b]`.
fn listed<'a>(lines: &[&'a str], key: &str) -> Vec<&'a str> {
    let lists = lines.iter().filter_map(|line| line.strip_prefix(key)?.trim().strip_prefix('['));
    lists
        .flat_map(|list| list.trim_end_matches(']').split(','))
        .map(|word| word.trim().trim_matches('"'))
        .collect()
}

/// The compositions with a file in place of texts written in line and of secrets out of the environment, which version 1 does not know.
fn for_version_1(compose: &str) -> String {
    let mut out = String::new();
    let mut within = None;
    for line in compose.lines() {
        let indent = line.len() - line.trim_start().len();
        if within.is_some_and(|of| line.trim().is_empty() || indent > of) {
            continue;
        }
        within = None;
        let is_secret = line.trim_start().starts_with("environment: HEJIE_");
        if line.trim_start().starts_with("content: |") || is_secret {
            within = Some(indent);
            out.push_str(&format!("{}file: ./README.md\n", " ".repeat(indent)));
        } else {
            out.push_str(&format!("{line}\n"));
        }
    }
    out
}

/// The services of a profile as Debian's compose resolves them.
fn resolved(compose: &str, profile: &str) -> Result<BTreeSet<String>, String> {
    let mut reader = Command::new("docker-compose")
        .args(["--project-directory", ".", "--profile", profile, "-f", "-", "config", "--services"])
        .current_dir(process::root())
        .env("HEJIE_CLUSTER_PASSWORD", "checked")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("docker-compose is installed: see the table of packages in xtask/src/packages.rs");
    let mut stdin = reader.stdin.take().expect("its input is ours");
    stdin.write_all(compose.as_bytes()).expect("it reads");
    drop(stdin);
    let output = reader.wait_with_output().expect("it ends");
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(said(&output.stdout).lines().map(str::to_owned).collect())
    } else {
        Err(said(&output.stderr))
    }
}

#[test]
fn a_compose_of_somebody_else_reads_every_profile_and_refuses_what_is_wrong() {
    let compose = for_version_1(&text("docker-compose.yml"));
    for (profile, must) in [("single", "hejie"), ("nodes", "node-3"), ("cluster", "kurrent-3")] {
        let services = resolved(&compose, profile).unwrap_or_else(|error| panic!("{profile}: {error}"));
        assert!(services.contains(must), "{profile}: {services:?}");
    }
    let wrong = compose.replace("condition: service_healthy", "condition: service_wealthy");
    let error = resolved(&wrong, "nodes").expect_err("it looks at what it reads");
    assert!(error.contains("service_wealthy") || error.contains("depends_on"), "{error}");
}

#[test]
fn the_image_leaves_the_compiler_behind_and_runs_every_engine_as_nobody() {
    let image = text("Dockerfile");
    let lines: Vec<&str> = image.lines().filter(|line| !line.starts_with('#')).collect();
    let stages = lines.iter().filter(|line| line.starts_with("FROM ")).count();
    assert_eq!(stages, 2, "{image}");
    assert!(image.contains("--locked") && image.contains("--features kurrent,postgres"), "{image}");
    let at = |start: &str| lines.iter().rposition(|line| line.starts_with(start));
    assert!(at("COPY --from=build") < at("USER hejie") && at("USER hejie") < at("ENTRYPOINT"), "{image}");
    assert!(at("FROM ") < at("USER hejie"), "the last stage runs as nobody");
}

#[test]
fn every_profile_has_nodes_that_are_watched_confined_and_behind_a_proxy() {
    let compose = text("docker-compose.yml");
    let services = blocks(&compose, "services");
    let mut by_profile: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, lines) in &services {
        let all = whole(&compose, lines);
        let profiles = listed(&all, "profiles:");
        assert!(!profiles.is_empty(), "{name} runs in every profile");
        for profile in profiles {
            by_profile.entry(profile).or_default().insert(name);
        }
        let says = |word: &str| all.iter().any(|line| line.contains(word));
        assert!(says("no-new-privileges:true") || ["postgres", "cluster-certs"].contains(name), "{name}");
        if all.contains(&"build: .") {
            for promise in
                ["read_only: true", "cap_drop: [ALL]", "healthcheck:", "stop_grace_period:", ":/data"]
            {
                assert!(says(promise), "{name} lacks {promise}");
            }
        }
        if name.ends_with("proxy") {
            assert!(says("read_only: true") && says("cap_drop: [ALL]"), "{name}");
        }
    }
    let profiles: Vec<&str> = by_profile.keys().copied().collect();
    assert_eq!(profiles, ["cluster", "nodes", "single"]);
    let three = |prefix: &str| (1..4).map(|number| format!("{prefix}-{number}")).collect::<Vec<_>>();
    for (profile, prefixes, others) in [
        ("nodes", &["node"][..], ["postgres", "proxy"]),
        ("cluster", &["cluster-node", "kurrent"], ["postgres", "cluster-proxy"]),
    ] {
        let there = &by_profile[profile];
        for name in prefixes.iter().flat_map(|prefix| three(prefix)).chain(others.map(str::to_owned)) {
            assert!(there.contains(name.as_str()), "{profile} lacks {name}");
        }
    }
    // Whatever a service names is there.
    for (kind, declared) in
        [("secrets", blocks(&compose, "secrets")), ("volumes", blocks(&compose, "volumes"))]
    {
        for (name, lines) in &services {
            for used in listed(&whole(&compose, lines), &format!("{kind}:")) {
                let used = used.split(':').next().unwrap_or_default();
                assert!(declared.contains_key(used), "{name} names {used}, which is not among the {kind}");
            }
        }
    }
    let ci = text(".ci/run");
    assert!(ci.contains("for profile in single nodes cluster"), "every profile is checked where Docker is");
}

#[tokio::test]
async fn the_memory_of_a_server_is_dumped_into_no_file() {
    let house = House::open().await;
    let limits = house.told_by_the_system("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    house.finish().await;
}
