//! Talking to cargo: a clean command line, and what `cargo metadata` knows of the workspace.

use crate::Failure;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The workspace root: the folder above xtask, wherever the checkout lies.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    here.and_then(|xtask| xtask.parent().map(Path::to_path_buf)).unwrap_or_else(|| PathBuf::from("."))
}

/// A cargo command at the root, without the variables `cargo run` gave to this process:
/// build scripts that watch them would think the world has changed and compile their C code again.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "OUT_DIR"
        }) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs cargo, lets it speak on standard error, and returns what it wrote on standard output.
pub(crate) fn output(arguments: &[&str]) -> Result<String, Failure> {
    let said = cargo(arguments)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::Missing(format!("cannot run cargo: {error}")))?;
    if said.status.success() {
        Ok(String::from_utf8_lossy(&said.stdout).into_owned())
    } else {
        Err(Failure::Found(format!("`cargo {}` failed, see above", arguments.join(" "))))
    }
}

/// One package of the dependency graph.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The licence expression its author wrote.
    pub(crate) licence: Option<String>,
    /// Where it was fetched from; `None` for a path on this disk.
    pub(crate) source: Option<String>,
    pub(crate) is_member: bool,
    pub(crate) folder: PathBuf,
    /// Names of what its manifest asks for, except for its own tests.
    pub(crate) names: Vec<String>,
    /// Targets that cargo would compile as a test executable: (kind, name).
    pub(crate) tested: Vec<(String, String)>,
}

/// Every package of the lock file, members first to last as cargo lists them.
pub(crate) fn packages() -> Result<Vec<Package>, Failure> {
    let text = output(&["metadata", "--format-version", "1", "--locked"])?;
    parse_metadata(&text)
        .ok_or_else(|| Failure::Found("`cargo metadata` answered something unreadable".into()))
}

fn parse_metadata(text: &str) -> Option<Vec<Package>> {
    let metadata: Value = serde_json::from_str(text).ok()?;
    let members = metadata["workspace_members"].as_array()?;
    metadata["packages"].as_array()?.iter().map(|package| parse_package(package, members)).collect()
}

fn parse_package(package: &Value, members: &[Value]) -> Option<Package> {
    let text = |field: &str| package[field].as_str().map(str::to_owned);
    let for_itself = |dependency: &&Value| dependency["kind"] != "dev";
    let names = package["dependencies"].as_array()?.iter().filter(for_itself);
    let targets = package["targets"].as_array()?.iter().filter(|target| target["test"] == true);
    Some(Package {
        name: text("name")?,
        version: text("version")?,
        licence: text("license"),
        source: text("source"),
        is_member: members.contains(&package["id"]),
        folder: Path::new(package["manifest_path"].as_str()?).parent()?.to_path_buf(),
        names: names.filter_map(|dependency| dependency["name"].as_str().map(str::to_owned)).collect(),
        tested: targets.filter_map(test_target).collect(),
    })
}

/// Libraries, binaries and integration tests; examples and benches are not run as tests.
pub(crate) fn test_target(target: &Value) -> Option<(String, String)> {
    let kind = target["kind"][0].as_str()?;
    let name = target["name"].as_str()?;
    matches!(kind, "lib" | "rlib" | "bin" | "test" | "proc-macro").then(|| (kind.to_owned(), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{
        "workspace_members": ["path+file:///r/crates/domain#0.1.0"],
        "packages": [
            {"id": "path+file:///r/crates/domain#0.1.0", "name": "domain", "version": "0.1.0", "license": "Apache-2.0",
             "source": null, "manifest_path": "/r/crates/domain/Cargo.toml",
             "dependencies": [{"name": "serde", "kind": null}, {"name": "proptest", "kind": "dev"}],
             "targets": [{"kind": ["lib"], "name": "domain", "test": true},
                         {"kind": ["test"], "name": "it", "test": true},
                         {"kind": ["bench"], "name": "fold", "test": true},
                         {"kind": ["bin"], "name": "silent", "test": false}]}]}"#;

    #[test]
    fn metadata_tells_members_their_names_and_their_test_targets() {
        let packages = parse_metadata(METADATA).unwrap();
        let [domain] = packages.as_slice() else { panic!("one package") };
        assert!(domain.is_member && domain.source.is_none());
        assert_eq!(domain.folder, Path::new("/r/crates/domain"));
        assert_eq!(domain.names, ["serde"], "what only tests use is not named by the crate");
        let tested: Vec<_> = domain.tested.iter().map(|(kind, name)| format!("{kind} {name}")).collect();
        assert_eq!(tested, ["lib domain", "test it"]);
    }

    #[test]
    fn something_else_than_metadata_is_refused() {
        assert!(parse_metadata("error: no such file").is_none());
        assert!(parse_metadata("{}").is_none());
    }
}
