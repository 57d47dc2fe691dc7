//! `hejie keys`: the master key that wraps the key of every person.

use super::output::{self, bar};
use super::{Failure, Global};
use crate::node::vault;
use crate::settings::Settings;
use application::{MasterState, MasterUse, Vault};
use clap::{Args, Subcommand};
use serde_json::json;

const NOTES: &str = "Events are not touched and the server goes on meanwhile. With a file of master keys (house.master_key_file, or \
master.key in the data directory) `rotate` adds a new key to it, and a running server reads it again by itself. Keys in the environment, \
or nodes that share their keys: give the new one (`add` makes it) to every node first, behind the one before; then rotate.";

/// The master key.
#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub struct Keys {
    #[command(subcommand)]
    verb: Verb,
    /// Print JSON instead of lines
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show the master keys the vault knows, by id, and how many keys are wrapped under each
    Status,
    /// Add a new master key to the file, for a rotation to come
    Add,
    /// Wrap every key anew under a new master key; killed anywhere, the same command goes on
    Rotate,
    /// Give up a master key under which nothing is wrapped any more, and take it out of the file
    Retire {
        /// Its id, as `status` prints it
        id: String,
    },
}

impl Keys {
    /// Does it.
    ///
    /// # Errors
    /// When there is no vault, a master key is missing, or one that is to be retired is in use.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        if !settings.store.shares_keys() && !settings.data.join("vault.db").exists() {
            return Err(Failure::failed(format_args!("{}: no vault is here", settings.data.display())));
        }
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(self.act(&settings))
    }

    async fn act(self, settings: &Settings) -> Result<(), Failure> {
        let vault = vault(settings).await.map_err(Failure::failed)?;
        match &self.verb {
            Verb::Status => {}
            Verb::Add => add(&vault, self.json)?,
            // Other nodes would not have a key that is made here and now.
            Verb::Rotate => rotate(&vault, !settings.store.shares_keys(), self.json).await?,
            Verb::Retire { id } => vault.retire_master(id).await.map_err(Failure::failed)?,
        }
        let masters = vault.masters().await.map_err(Failure::failed)?;
        if self.json {
            output::json(&json!({ "masters": masters.iter().map(shown).collect::<Vec<_>>() }));
        } else {
            for MasterUse { id, state, keys } in &masters {
                output::line(format_args!("{id}  {:8}  {keys} keys", state.code()));
            }
            advise(&masters);
        }
        Ok(())
    }
}

fn add(vault: &Vault, json: bool) -> Result<(), Failure> {
    let added = vault.add_master().map_err(Failure::failed)?;
    if !json {
        output::line(format_args!(
            "{added} is in the file; nothing is wrapped under it before `hejie keys rotate`"
        ));
    }
    Ok(())
}

async fn rotate(vault: &Vault, may_make: bool, json: bool) -> Result<(), Failure> {
    let bar = bar(json, "wrapped anew");
    let rotation = vault.rotate(may_make, |done| bar.set_position(done)).await;
    bar.finish_and_clear();
    let rotation = rotation.map_err(Failure::failed)?;
    if !json {
        let again = if rotation.resumed { "; a rotation begun before is over now" } else { "" };
        let (rewrapped, current) = (rotation.rewrapped, rotation.current);
        output::line(format_args!("{rewrapped} keys wrapped anew under {current}{again}"));
    }
    Ok(())
}

fn shown(master: &MasterUse) -> serde_json::Value {
    json!({ "id": master.id, "state": master.state.code(), "keys": master.keys })
}

fn advise(masters: &[MasterUse]) {
    let idle = |master: &&MasterUse| master.state == MasterState::Former && master.keys == 0;
    for master in masters.iter().filter(idle) {
        output::line(format_args!(
            "nothing is wrapped under {id}: keep it as long as backups of the keys from before, then `hejie keys retire {id}`",
            id = master.id
        ));
    }
    if masters.iter().any(|master| master.state == MasterState::Former && master.keys > 0) {
        output::line("a rotation is not over: `hejie keys rotate` goes on with it");
    }
}
