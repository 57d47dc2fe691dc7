//! `hejie proof-key`: the key checkpoints are signed with.

use super::{Failure, Global, output};
use application::{NotaryFiles, retiring_key};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// The signing key of the log.
#[derive(Debug, Args)]
pub struct ProofKey {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Verb {
    /// Print every public key the log ever signed with, oldest first
    Show,
    /// Make a new key at the next start; the one before signs beside it until `retire`. The server must be stopped
    Rotate,
    /// Destroy the private half of the key before; its public half stays published. The server must be stopped
    Retire,
}

impl ProofKey {
    /// Does it.
    ///
    /// # Errors
    /// When there is no key, or a file cannot be changed.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let files = NotaryFiles::new(&settings.data.join("proof"));
        let key = match settings.proof.key_file.as_str() {
            "" => files.default_key(),
            file => PathBuf::from(file),
        };
        match self.verb {
            Verb::Show => files.keys().map_err(Failure::failed)?.iter().for_each(output::line),
            Verb::Rotate => rotate(&key)?,
            Verb::Retire => retire(&key)?,
        }
        Ok(())
    }
}

fn rotate(key: &Path) -> Result<(), Failure> {
    let retiring = retiring_key(key);
    if retiring.exists() {
        return Err(Failure::failed(format_args!(
            "{}: the last rotation is not over; `hejie proof-key retire` ends it",
            retiring.display()
        )));
    }
    std::fs::rename(key, &retiring)
        .map_err(|error| Failure::failed(format_args!("{}: {error}", key.display())))?;
    output::line("a new key is made at the next start; until `hejie proof-key retire` both sign");
    Ok(())
}

fn retire(key: &Path) -> Result<(), Failure> {
    let retiring = retiring_key(key);
    std::fs::remove_file(&retiring)
        .map_err(|error| Failure::failed(format_args!("{}: {error}", retiring.display())))?;
    output::line("only the new key signs from the next start on; the old public key stays published");
    Ok(())
}
