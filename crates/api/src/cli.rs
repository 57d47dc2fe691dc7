//! The command line: one file per command.

mod account;
mod archive;
mod backup;
mod bench;
mod check_store;
mod config;
mod demo;
mod drill;
mod erase;
mod health;
mod import;
mod keys;
mod output;
mod projection;
mod proof_key;
mod restore;
mod revoke;
mod serve;
mod store;
mod token;
mod verify;

use crate::settings::{Loaded, Settings};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What every command tells about its end.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 configuration refused.";

/// The command line of `hejie`.
#[derive(Debug, Parser)]
#[command(
    name = "hejie",
    version,
    about = "和解 Hejie: mediation of disputes between consumers and financial institutions."
)]
#[command(after_help = EXIT_CODES, propagate_version = true)]
pub struct Cli {
    /// What all commands share.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Directory of log, views and keys [default: ./hejie-data]
    #[arg(long, global = true, value_name = "DIR", env = "HEJIE_DATA", hide_env_values = true)]
    pub data: Option<PathBuf>,
    /// TOML file with settings; environment and flags win over it
    #[arg(long, global = true, value_name = "FILE", env = "HEJIE_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API until SIGTERM or SIGINT
    #[command(after_help = EXIT_CODES)]
    Serve(serve::Serve),
    /// Play a whole case through the REST API on an embedded store, then keep serving
    #[command(after_help = EXIT_CODES)]
    Demo(demo::DemoArgs),
    /// File complaints from a file of another system; what is there already stays as it is
    #[command(after_help = EXIT_CODES)]
    Import(import::Import),
    /// Print an access token signed by the local issuer of the data directory
    #[command(after_help = EXIT_CODES)]
    Token(token::Token),
    /// Accounts of people who sign in at the local issuer: add, list, reset, disable
    #[command(after_help = EXIT_CODES)]
    Account(account::Account),
    /// Withdraw the access of an account, for the next request to a running server; lift it again; tell whose was withdrawn
    #[command(after_help = EXIT_CODES)]
    Revoke(revoke::Revoke),
    /// Look at the views: how far they are, whether they are what the log says; build them anew
    #[command(after_help = EXIT_CODES)]
    Projection(projection::Projection),
    /// Copy log, journal and keys while the server runs
    #[command(after_help = EXIT_CODES)]
    Backup(backup::Backup),
    /// Bring a backup back into a vacant data directory, as a new life of the log
    #[command(after_help = EXIT_CODES)]
    Restore(restore::Restore),
    /// Archive a closed case of a running server and fetch the file, verified
    #[command(after_help = EXIT_CODES)]
    Archive(archive::Archive),
    /// Hold a store to every promise of the event log, in a place of its own that is removed after, and measure it
    #[command(after_help = EXIT_CODES)]
    CheckStore(check_store::CheckStore),
    /// Tell which log this is; begin a new life of one that was restored outside
    #[command(after_help = EXIT_CODES)]
    Store(store::Store),
    /// Check that everything kept is what was written: file, log, chain, tree, views; or one settlement bundle, offline
    #[command(after_help = EXIT_CODES)]
    Verify(verify::Verify),
    /// Try out a restore: build everything from the log or a backup alone and tell what would be lost
    #[command(after_help = EXIT_CODES)]
    Drill(drill::Drill),
    /// Finish erasures that were approved and cut off; or look whether a text that should be gone still stands in a file
    #[command(after_help = EXIT_CODES)]
    Erase(erase::Erase),
    /// Look at the key checkpoints are signed with, or change it
    #[command(after_help = EXIT_CODES)]
    ProofKey(proof_key::ProofKey),
    /// Look at the master key that wraps everybody's keys, or change it while the server runs
    #[command(after_help = EXIT_CODES)]
    Keys(keys::Keys),
    /// Ask a running server whether it is ready
    #[command(after_help = EXIT_CODES)]
    Health(health::Health),
    /// Measure this machine with made-up cases: commands, queries, start, import, memory
    #[command(after_help = EXIT_CODES)]
    Bench(bench::Bench),
    /// Look at the configuration
    #[command(after_help = EXIT_CODES)]
    Config(config::Config),
}

/// Why a command ends without having done its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration is refused: exit code 3.
    #[error("configuration: {0}")]
    Configuration(String),
    /// Anything else: exit code 1.
    #[error("{0}")]
    Failed(String),
}

impl Failure {
    /// Wraps what a command stumbled over.
    pub fn failed(cause: impl std::fmt::Display) -> Self {
        Self::Failed(cause.to_string())
    }

    fn exit_code(&self) -> ExitCode {
        match self {
            Self::Failed(_) => ExitCode::from(1),
            Self::Configuration(_) => ExitCode::from(3),
        }
    }
}

impl Global {
    /// The settings in force, with the flags of a command laid over file and environment.
    ///
    /// # Errors
    /// [`Failure::Configuration`].
    pub fn settings(&self, flags: &[(&str, String)]) -> Result<Loaded, Failure> {
        let mut all = flags.to_vec();
        if let Some(data) = &self.data {
            all.push(("data", data.display().to_string()));
        }
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Settings::load(self.config.as_deref(), variables, &all)
            .map_err(|error| Failure::Configuration(error.to_string()))
    }
}

/// Reads the command line and does what it says.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { global, command } = Cli::parse();
    let done = match command {
        Command::Serve(serve) => serve.run(&global),
        Command::Demo(demo) => demo.run(&global),
        Command::Import(import) => import.run(&global),
        Command::Token(token) => token.run(&global),
        Command::Account(account) => account.run(&global),
        Command::Revoke(revoke) => revoke.run(&global),
        Command::Projection(projection) => projection.run(&global),
        Command::Backup(backup) => backup.run(&global),
        Command::Restore(restore) => restore.run(&global),
        Command::Archive(archive) => archive.run(&global),
        Command::CheckStore(check) => check.run(&global),
        Command::Store(store) => store.run(&global),
        Command::Verify(verify) => verify.run(&global),
        Command::Drill(drill) => drill.run(&global),
        Command::Erase(erase) => erase.run(&global),
        Command::ProofKey(key) => key.run(&global),
        Command::Keys(keys) => keys.run(&global),
        Command::Health(health) => health.run(&global),
        Command::Bench(bench) => bench.run(&global),
        Command::Config(config) => config.run(&global),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            failure.exit_code()
        }
    }
}
