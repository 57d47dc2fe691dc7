//! `hejie verify`: whether everything that is kept is what was written, and whether a bundle proves what it says.

mod archive;
pub(super) mod bundle;
mod certificate;
mod journal;
pub(super) mod shortcut;
pub(super) mod store;

use super::{Failure, Global, output};
use clap::{Args, Subcommand};
use serde::Serialize;

/// Log, chain, tree, checkpoint, access journal and views of a data directory, walked from the first byte on; or one bundle, offline.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Verify {
    #[command(subcommand)]
    what: Option<What>,
    /// Leave the views out: they can be built again at any time
    #[arg(long)]
    without_views: bool,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check a settlement bundle with nothing but the file and keys you trust; needs no data directory and no network
    Bundle(bundle::VerifyBundle),
    /// Check the archive file of a closed case, likewise
    Archive(archive::VerifyArchive),
    /// Check a certificate of erasure with nothing but the file and keys you trust; needs no data directory and no network
    Certificate(certificate::VerifyCertificate),
    /// Walk the access journal alone; a server may be at work on it meanwhile
    Journal(journal::VerifyJournal),
}

/// What was looked at, and how it is.
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    /// `file`, `log`, `state`, `tiles`, `checkpoint`, `witness`, `journal`, `views`.
    pub(super) part: &'static str,
    pub(super) ok: bool,
    /// In words; the first thing that is wrong, when something is.
    pub(super) words: String,
}

impl Finding {
    pub(super) fn good(part: &'static str, words: impl Into<String>) -> Self {
        Self { part, ok: true, words: words.into() }
    }

    pub(super) fn bad(part: &'static str, words: impl std::fmt::Display) -> Self {
        Self { part, ok: false, words: words.to_string() }
    }
}

impl Verify {
    /// Does it.
    ///
    /// # Errors
    /// When something is wrong, or cannot be looked at.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        match self.what {
            Some(What::Bundle(bundle)) => return bundle.run(),
            Some(What::Archive(archive)) => return archive.run(),
            Some(What::Certificate(certificate)) => return certificate.run(),
            Some(What::Journal(journal)) => return journal.run(global),
            None => {}
        }
        let settings = global.settings(&[])?.settings;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        let findings = runtime.block_on(store::verify(&settings, !self.without_views));
        tell(&findings, self.json);
        match findings.iter().find(|finding| !finding.ok) {
            None => Ok(()),
            Some(wrong) => Err(Failure::failed(format_args!("{} is not what was written", wrong.part))),
        }
    }
}

pub(super) fn tell(findings: &[Finding], json: bool) {
    if json {
        return output::json(&findings);
    }
    for Finding { part, ok, words } in findings {
        let verdict = if *ok { "ok" } else { "WRONG" };
        output::line(format_args!("{verdict:<6}{part:<11}{words}"));
    }
}
