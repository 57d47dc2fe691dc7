//! `hejie restore`

use super::backup::IN_A_DATABASE;
use super::output::{self, bar};
use super::{Failure, Global};
use crate::backup::{Restored, Source, restore};
use crate::node::key_service;
use application::MasterKeys;
use clap::Args;
use std::path::{Path, PathBuf};

/// A data directory from a backup.
#[derive(Debug, Args)]
pub struct Restore {
    /// Backup of log and access journal, as `hejie backup --to` made it
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// Backup of the keys, as `hejie backup --keys-to` made it
    #[arg(long, value_name = "DIR")]
    keys_from: Option<PathBuf>,
    /// Restore although some subjects of the log have no key among these keys
    #[arg(long, requires = "keys_from")]
    accept_missing_keys: bool,
    /// Print JSON instead of lines
    #[arg(long)]
    json: bool,
}

impl Restore {
    /// Does it.
    ///
    /// # Errors
    /// When the directory is not vacant, the backup is not whole, or the keys do not fit.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        if settings.store.is_shared() {
            return Err(Failure::failed(IN_A_DATABASE));
        }
        let data = settings.data.as_path();
        let file = match settings.house.master_key_file.as_str() {
            "" => data.join("master.key"),
            named => PathBuf::from(named),
        };
        let given = settings.house.master_key.expose();
        let masters = if !given.is_empty() {
            Some(MasterKeys::parse(given))
        } else if file.exists() {
            Some(MasterKeys::read(&file))
        } else {
            None
        };
        let masters = masters.transpose().map_err(Failure::failed)?;
        let masters = match (masters, key_service(&settings).map_err(Failure::failed)?) {
            (Some(held), Some(service)) => Some(held.and_then(service)),
            (held, service) => service.or(held),
        };
        let source = Source {
            log: self.from,
            keys: self.keys_from,
            accept_missing_keys: self.accept_missing_keys,
            key_backup_days: settings.house.key_backup_days,
        };
        let bar = bar(self.json, "verified");
        let restored = restore(&source, data, masters, |position| bar.set_position(position.commit));
        bar.finish_and_clear();
        let restored = restored.map_err(Failure::failed)?;
        if self.json {
            output::json(&restored);
        } else {
            tell(&restored, data, &file);
        }
        Ok(())
    }
}

fn tell(restored: &Restored, data: &Path, master_key: &Path) {
    let Restored { events, made_at, incarnation, .. } = restored;
    output::line(format_args!(
        "{}: {events} events of {made_at}, each verified; the log lives on as {incarnation}",
        data.display()
    ));
    output::line(match restored.signed {
        0 => "proofs: the backup holds no checkpoint; the tree grows anew from the log".to_owned(),
        signed => format!(
            "proofs: the first {signed} events are those that were signed; tiles grow anew from the log"
        ),
    });
    match (restored.keys, restored.master_key_fits) {
        (false, _) => output::line("keys: none; personal data in this log cannot be read"),
        (true, Some(_)) => output::line("keys: the master key opens them"),
        (true, None) => output::line(format_args!(
            "keys: there; put the master key of then to {} before the first start",
            master_key.display()
        )),
    }
    if restored.subjects_without_key > 0 {
        output::line(format_args!("{} subjects have no key", restored.subjects_without_key));
    }
    output::line(
        "views: built anew at the first start. Erasures, and withdrawals of access, made since this backup must be made again.",
    );
}
