//! `hejie backup`

use super::output::{self, bar};
use super::{Failure, Global};
use crate::backup::{Manifest, apart, back_up_keys, back_up_log, no_expired_keys};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Copies of a data directory, made while the server runs.
#[derive(Debug, Args)]
#[command(after_long_help = NOTES)]
pub struct Backup {
    /// New or empty directory for log and access journal
    #[arg(long, value_name = "DIR", required_unless_present = "keys_to")]
    to: Option<PathBuf>,
    /// New or empty directory for the keys, elsewhere
    #[arg(long, value_name = "DIR")]
    keys_to: Option<PathBuf>,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

/// What an operator of a shared log is told.
pub(super) const IN_A_DATABASE: &str = "log and keys are in PostgreSQL: use its own tools, one backup a database, and renew the \
incarnation after a restore; docs/operations.md says how";

const NOTES: &str = "Log and keys go to different places on purpose: who holds both, and the master key, reads what was sealed. \
A key destroyed by an erasure lives on in older copies of the keys: after house.key_backup_days such a copy is refused, and named here as \
long as it lies beside the new one. \
The master key itself is never copied. Run this as the user the server runs as.";

#[derive(Serialize)]
struct Made {
    log: Option<Manifest>,
    keys: Option<Manifest>,
}

impl Backup {
    /// Does it.
    ///
    /// # Errors
    /// When a place is not empty, or a copy cannot be made or is not whole.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        if settings.store.is_shared() {
            return Err(Failure::failed(IN_A_DATABASE));
        }
        let (data, tenant) = (settings.data.as_path(), settings.house.tenant.as_str());
        if let (Some(log), Some(keys)) = (&self.to, &self.keys_to) {
            apart(log, keys).map_err(Failure::failed)?;
        }
        let log = match &self.to {
            None => None,
            Some(to) => {
                let bar = bar(self.json, "verified");
                let made = back_up_log(data, tenant, to, |position| bar.set_position(position.commit));
                bar.finish_and_clear();
                Some(made.map_err(Failure::failed)?)
            }
        };
        // After the log: every event of that copy finds its key here.
        let days = settings.house.key_backup_days;
        let keys = match &self.keys_to {
            None => None,
            Some(to) => Some(back_up_keys(data, tenant, to, days).map_err(Failure::failed)?),
        };
        self.tell(Made { log, keys });
        // Last: what lies about too long keeps nobody from making the next backup.
        self.keys_to.as_ref().map_or(Ok(()), |to| no_expired_keys(to, days).map_err(Failure::failed))
    }

    fn tell(&self, made: Made) {
        if self.json {
            output::json(&made);
            return;
        }
        if let (Some(manifest), Some(to)) = (&made.log, &self.to) {
            let events = manifest.log.as_ref().map_or(0, |log| log.events);
            let bytes: u64 = manifest.artefacts.iter().map(|artefact| artefact.bytes).sum();
            output::line(format_args!(
                "log: {events} events, each verified, {bytes} bytes in {}",
                to.display()
            ));
        }
        match &self.keys_to {
            Some(to) => output::line(format_args!(
                "keys: in {} until {}; useless without the master key, which is not copied",
                to.display(),
                made.keys.as_ref().and_then(|keys| keys.expires_at.as_deref()).unwrap_or("-")
            )),
            None => {
                output::line("keys: not copied (--keys-to); without them nobody can read names in this copy")
            }
        }
    }
}
