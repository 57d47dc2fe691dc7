//! Licences, bans and sources, read from `deny.toml` so that this check and cargo-deny obey one list.

use crate::cargo::Package;

/// How cargo names the index of crates.io, whatever host serves it.
const INDEX: &str = "/rust-lang/crates.io-index";

/// Whether a package's source is a release on crates.io: a registry, never a git repository.
fn of_crates_io(source: &str) -> bool {
    source.starts_with("registry+") && source.ends_with(INDEX)
}

/// What `deny.toml` decides.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    allowed: Vec<String>,
    banned: Vec<String>,
}

impl Policy {
    /// Reads the two lists out of the file: `allow = [...]` of `[licenses]` and `deny = [...]` of `[bans]`.
    pub(crate) fn parse(deny_toml: &str) -> Self {
        Self {
            allowed: list(deny_toml, "[licenses]", "allow = ["),
            banned: list(deny_toml, "[bans]", "deny = ["),
        }
    }

    /// Every breach of the policy, each with its cure.
    pub(crate) fn breaches(&self, packages: &[Package]) -> Vec<String> {
        packages.iter().flat_map(|package| self.breaches_of(package)).collect()
    }

    fn breaches_of(&self, package: &Package) -> Vec<String> {
        let Package { name, version, .. } = package;
        let mut found = Vec::new();
        match &package.licence {
            None => found.push(format!("{name} {version} states no licence: choose another crate")),
            Some(licence) if !self.allows(licence) => found.push(format!(
                "{name} {version} is under `{licence}`: choose another crate, or add the licence to deny.toml with a reason"
            )),
            Some(_) => {}
        }
        if self.banned.contains(name) {
            found.push(format!("{name} {version} is banned by deny.toml: see the reason there"));
        }
        let known = package.source.as_deref().is_some_and(of_crates_io);
        if !known && !package.is_member {
            let source = package.source.as_deref().unwrap_or("a path outside the workspace");
            found.push(format!("{name} {version} comes from {source}: depend on a crates.io release"));
        }
        found
    }

    fn allows(&self, licence: &str) -> bool {
        let spaced = licence.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Expression { words: &words, at: 0, allowed: &self.allowed };
        reader.either() == Some(true) && reader.at == words.len()
    }
}

/// The quoted words of one list, looked up after its section's heading. Comments are cut off line by line.
fn list(text: &str, section: &str, opening: &str) -> Vec<String> {
    let bare: String =
        text.lines().map(|line| line.split('#').next().unwrap_or_default().to_owned() + "\n").collect();
    let inside = bare.split_once(section).and_then(|(_, rest)| rest.split_once(opening));
    let items = inside.and_then(|(_, rest)| rest.split_once(']')).map_or("", |(items, _)| items);
    items.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A reader of SPDX expressions: `OR` binds looser than `AND`, `WITH` belongs to the licence before it.
struct Expression<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a [String],
}

impl Expression<'_> {
    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }

    fn either(&mut self) -> Option<bool> {
        let mut allowed = self.both()?;
        while self.take("OR") {
            allowed |= self.both()?;
        }
        Some(allowed)
    }

    fn both(&mut self) -> Option<bool> {
        let mut allowed = self.one()?;
        while self.take("AND") {
            allowed &= self.one()?;
        }
        Some(allowed)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let allowed = self.either()?;
            return self.take(")").then_some(allowed);
        }
        let mut name = (*self.words.get(self.at)?).to_owned();
        self.at += 1;
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.words.get(self.at)?);
            self.at += 1;
        }
        Some(self.allowed.contains(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CRATES_IO: &str = "registry+https://example.org/rust-lang/crates.io-index";

    const DENY: &str = "# all licences\n[licenses]\nallow = [\n  \"MIT\", # the usual\n  \"ISC\",\n  \"Apache-2.0\",\n]\n\
                        [bans]\ndeny = [\"openssl\"]\n";

    fn package(licence: Option<&str>, name: &str, source: Option<&str>) -> Package {
        Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: licence.map(str::to_owned),
            source: source.map(str::to_owned),
            is_member: false,
            folder: "/r".into(),
            names: Vec::new(),
            tested: Vec::new(),
        }
    }

    #[test]
    fn the_lists_are_read_out_of_the_file() {
        let policy = Policy::parse(DENY);
        assert_eq!(policy.allowed, ["MIT", "ISC", "Apache-2.0"]);
        assert_eq!(policy.banned, ["openssl"]);
    }

    #[test]
    fn an_expression_is_allowed_when_some_choice_of_it_is() {
        let policy = Policy::parse(DENY);
        for good in
            ["MIT", "GPL-3.0 OR MIT", "MIT/Unlicense", "ISC AND (Apache-2.0 OR GPL-3.0)", "MIT AND ISC"]
        {
            assert!(policy.allows(good), "{good}");
        }
        for bad in
            ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH Some-exception", "", "MIT OR", "(MIT", "MIT )"]
        {
            assert!(!policy.allows(bad), "{bad}");
        }
    }

    #[test]
    fn a_git_source_a_missing_licence_and_a_banned_crate_are_breaches() {
        let policy = Policy::parse(DENY);
        let git = package(Some("MIT"), "forked", Some("git+https://example.org/forked"));
        let silent = package(None, "silent", Some(CRATES_IO));
        let banned = package(Some("MIT"), "openssl", Some(CRATES_IO));
        let fine = package(Some("MIT"), "fine", Some(CRATES_IO));
        let breaches = policy.breaches(&[git, silent, banned, fine]);
        assert_eq!(breaches.len(), 3, "{breaches:?}");
        assert!(
            breaches[0].contains("git+") && breaches[1].contains("silent") && breaches[2].contains("openssl")
        );
    }
}
