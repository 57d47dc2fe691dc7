//! `hejie verify journal`: whether the access journal is what was written, entry by entry, and continues what was signed.

use super::{Failure, Finding, Global, tell};
use crate::node;
use crate::settings::Settings;
use application::{Journal, JournalError, JournalHead, NotaryFiles, open_journal_head};
use clap::Args;
use std::path::PathBuf;

const PART: &str = "journal";

/// The access journal of a data directory, walked from its first entry.
#[derive(Debug, Args)]
pub(super) struct VerifyJournal {
    /// A signed head kept elsewhere (a copy of `proof/journal-head`), which the journal must continue; may be repeated
    #[arg(long = "head", value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

impl VerifyJournal {
    pub(super) fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        let finding = runtime.block_on(verify(&settings, &self.heads));
        let whole = finding.ok;
        tell(&[finding], self.json);
        if whole { Ok(()) } else { Err(Failure::failed("journal is not what was written")) }
    }
}

/// Walks the journal; heads are read before it, for a server may go on meanwhile.
pub(super) async fn verify(settings: &Settings, elsewhere: &[PathBuf]) -> Finding {
    match walked(settings, elsewhere).await {
        Ok(words) => Finding::good(PART, words),
        Err(words) => Finding::bad(PART, words),
    }
}

async fn walked(settings: &Settings, elsewhere: &[PathBuf]) -> Result<String, String> {
    let signed = heads(&NotaryFiles::new(&settings.data.join("proof")), elsewhere)?;
    let journal = if settings.store.shares_keys() {
        Some(node::journal(settings).await.map_err(|error| error.to_string())?)
    } else {
        match Journal::look(&settings.data) {
            Err(JournalError::NotChained) if signed.is_empty() => {
                return Ok("written before there was a chain; the next start chains what it holds".to_owned());
            }
            looked => looked.map_err(|error| error.to_string())?,
        }
    };
    let newest = signed.iter().map(|head| head.size).max().unwrap_or_default();
    let Some(journal) = journal else {
        return match newest {
            0 => Ok("nothing was looked at yet".to_owned()),
            signed => Err(format!("the journal is missing, though {signed} entries were signed")),
        };
    };
    let head = journal.walk(&signed).await.map_err(|fault| fault.to_string())?;
    Ok(format!("{} entries, each chained to the one before; {newest} signed", head.size))
}

fn heads(files: &NotaryFiles, elsewhere: &[PathBuf]) -> Result<Vec<JournalHead>, String> {
    let keys = files.keys().map_err(|error| error.to_string())?;
    let mut signed = Vec::new();
    if let Some(bytes) = files.journal_head().map_err(|error| error.to_string())? {
        signed.push(open_journal_head(&bytes, &keys).map_err(|error| format!("journal-head: {error}"))?);
    }
    for path in elsewhere {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let bytes = std::fs::read(path).map_err(|error| named(&error))?;
        signed.push(open_journal_head(&bytes, &keys).map_err(|error| named(&error))?);
    }
    Ok(signed)
}
