//! What the tests need from the machine, and how to get it from Debian.

use crate::Failure;
use std::path::Path;
use std::process::{Command, Stdio};

/// A need of the rings that cargo cannot fetch by itself.
struct Need {
    /// Debian's name of the package.
    package: &'static str,
    /// Who uses it and for what.
    why: &'static str,
    /// A command that ends with success exactly when the need is met.
    detect: &'static [&'static str],
}

/// The whole table. A ring that needs a server, a browser or a script language adds its row here.
const NEEDS: &[Need] = &[
    Need {
        package: "gcc",
        why: "compiles SQLite and the cipher library, which are built from their C sources",
        detect: &["cc", "--version"],
    },
    Need {
        package: "libc6-dev",
        why: "the C headers those sources include, and what every Rust program is linked with",
        detect: &["cc", "-E", "-o", "/dev/null", "-include", "stdio.h", "-x", "c", "/dev/null"],
    },
    Need {
        package: "postgresql",
        why: "the servers the PostgreSQL engine is tested against; the tests start and stop their own",
        detect: &["sh", "-c", "ls /usr/lib/postgresql/*/bin/initdb"],
    },
    Need {
        package: "libfaketime",
        why: "lets weeks pass for a running server, so that periods end without anybody waiting",
        detect: &["sh", "-c", "ls /usr/lib/*/faketime/libfaketimeMT.so.1"],
    },
    Need {
        package: "docker-compose",
        why: "reads docker-compose.yml as its users' tool does; needs no engine for that",
        detect: &["docker-compose", "version"],
    },
    Need {
        package: "strace",
        why: "lets single writes and syncs of a process fail, as those of a dying disk do",
        detect: &["strace", "--version"],
    },
    Need {
        package: "openssl",
        why: "knocks at the TLS of the house as an old client does",
        detect: &["openssl", "version"],
    },
    Need {
        package: "nodejs",
        why: "runs the OpenID provider that signs people and service clients in",
        detect: &["node", "--version"],
    },
    Need {
        package: "npm",
        why: "fetches that provider, in the versions tests/oidc/package-lock.json pins",
        detect: &["npm", "--version"],
    },
    Need {
        package: "python3-venv",
        why: "holds Schemathesis, pm4py and openpyxl, in the versions tests/*/requirements.txt pin",
        detect: &["sh", "-c", "python3 -c 'import ensurepip, venv'"],
    },
    Need {
        package: "python3-cryptography",
        why: "the second verifier of settlement bundles is written in Python and checks Ed25519 with it",
        // A Python of the user's own may stand first in the path and not see Debian's packages.
        detect: &[
            "sh",
            "-c",
            "python3 -c 'import cryptography' || /usr/bin/python3 -c 'import cryptography'",
        ],
    },
    Need {
        package: "python3-icalendar",
        why: "an independent parser of iCalendar reads the feeds of calendars",
        detect: &["sh", "-c", "python3 -c 'import icalendar' || /usr/bin/python3 -c 'import icalendar'"],
    },
];

/// How this machine can install packages.
#[derive(Debug, PartialEq, Eq)]
enum Installer {
    /// apt-get, as root.
    Root,
    /// apt-get behind sudo.
    Sudo,
    /// apt-get is here, the right to use it is not.
    NoRight,
    /// Another kind of system.
    NoApt,
}

/// Makes sure that everything of the table is here, installing what is not.
pub(crate) fn ensure() -> Result<(), Failure> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !works(need.detect)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in &missing {
        println!("  {:<12} {}", need.package, need.why);
    }
    let names: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let installer = installer(works(&["apt-get", "--version"]), is_root(), works(&["sudo", "-n", "true"]));
    let prefix: &[&str] = match installer {
        Installer::Root => &[],
        Installer::Sudo => &["sudo", "-n"],
        Installer::NoRight => {
            return Err(Failure::Missing(format!("Install it with: sudo {}", install_line(&names))));
        }
        Installer::NoApt => {
            let text = format!(
                "There is no apt-get here. Install what your system calls: {} (Debian's names), then run this again.",
                names.join(", ")
            );
            return Err(Failure::Missing(text));
        }
    };
    install(prefix, &names)?;
    match missing.iter().find(|need| !works(need.detect)) {
        None => Ok(()),
        Some(need) => Err(Failure::Missing(format!(
            "{} is installed, but `{}` still does not work: please look at it by hand.",
            need.package,
            need.detect.join(" ")
        ))),
    }
}

fn installer(has_apt: bool, is_root: bool, has_sudo: bool) -> Installer {
    match (has_apt, is_root, has_sudo) {
        (false, _, _) => Installer::NoApt,
        (true, true, _) => Installer::Root,
        (true, false, true) => Installer::Sudo,
        (true, false, false) => Installer::NoRight,
    }
}

fn install_line(names: &[&str]) -> String {
    format!("apt-get install -y --no-install-recommends {}", names.join(" "))
}

fn install(prefix: &[&str], names: &[&str]) -> Result<(), Failure> {
    // A fresh machine has no package lists yet; a failing update alone is no reason to give up.
    let lines = [("apt-get update -q".to_owned(), false), (install_line(names), true)];
    for (line, must_succeed) in lines {
        let words: Vec<&str> = prefix.iter().copied().chain(line.split(' ')).collect();
        println!("Running: {}", words.join(" "));
        let mut command = Command::new(words[0]);
        let status = command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive").status();
        if must_succeed && !status.is_ok_and(|status| status.success()) {
            return Err(Failure::Missing(format!(
                "`{}` failed; run it by hand and try again.",
                words.join(" ")
            )));
        }
    }
    Ok(())
}

fn works(command: &[&str]) -> bool {
    let mut child = Command::new(command[0]);
    child.args(&command[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    child.status().is_ok_and(|status| status.success())
}

/// True for user id 0: its own process folder belongs to whoever runs this.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self").metadata().is_ok_and(|folder| folder.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apt_is_used_only_where_it_exists_and_we_may() {
        assert_eq!(installer(true, true, false), Installer::Root);
        assert_eq!(installer(true, false, true), Installer::Sudo);
        assert_eq!(installer(true, false, false), Installer::NoRight);
        assert_eq!(installer(false, true, true), Installer::NoApt);
    }

    #[test]
    fn a_program_that_does_not_exist_does_not_work() {
        assert!(!works(&["no-such-program-of-hejie"]));
        assert!(works(&["cargo", "--version"]));
    }

    #[test]
    fn every_need_says_why_and_how_to_detect_it() {
        assert!(NEEDS.iter().all(|need| !need.why.is_empty() && !need.detect.is_empty()));
    }
}
