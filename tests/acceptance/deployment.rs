//! The image and the compositions, as far as they can be held to their promises without a container engine.
//!
//! `docker compose config` checks the form of every profile where Docker is (`.ci/run`).

use acceptance::process;
use std::collections::{BTreeMap, BTreeSet};

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
