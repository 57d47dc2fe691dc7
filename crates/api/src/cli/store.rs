//! `hejie store`: which log this is, and a new life for one that was restored.

use super::{Failure, Global, output};
use crate::node::{Log, begin_new_life};
use crate::settings::{Engine, Settings};
use application::random_text;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::time::Duration;

/// Longest a renewal may take before another node may think that nobody is at work.
const TERM: Duration = Duration::from_secs(60);

/// The log the settings name.
#[derive(Debug, Args)]
pub struct Store {
    /// What to do
    #[command(subcommand)]
    verb: Verb,
    /// Print JSON instead of lines
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Clone, Subcommand)]
enum Verb {
    /// Tell which log this is, and where it ends. The server must be stopped
    Show,
    /// Begin a new life of a log that its database or cluster restored from a backup. Every view, checkpoint and consistency token of
    /// before is refused afterwards. No node may run
    RenewIncarnation {
        /// The incarnation the log has now, as `hejie store show` tells it
        #[arg(long, value_name = "INCARNATION")]
        confirm: Option<String>,
    },
}

#[derive(Serialize)]
struct Shown {
    incarnation: String,
    head: String,
}

#[derive(Serialize)]
struct Renewed {
    before: String,
    incarnation: String,
}

impl Store {
    /// Does it.
    ///
    /// # Errors
    /// When the log cannot be opened, and when a renewal is not confirmed, or some node is at work.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(async {
            match self.verb {
                Verb::Show => {
                    let log = Log::open(&settings).await.map_err(Failure::failed)?;
                    let shown = show(&log).await?;
                    log.close();
                    self.say(&shown, &format!("log {}, ends at {}", shown.incarnation, shown.head));
                    Ok(())
                }
                Verb::RenewIncarnation { ref confirm } => {
                    let renewed = renew(&settings, confirm.as_deref()).await?;
                    let line = format!(
                        "log {} is log {} from now on; remove views.db and watch.db on every node",
                        renewed.before, renewed.incarnation
                    );
                    self.say(&renewed, &line);
                    Ok(())
                }
            }
        })
    }

    fn say(&self, value: &impl Serialize, line: &str) {
        if self.json {
            output::json(value);
        } else {
            output::line(line);
        }
    }
}

async fn show(log: &Log) -> Result<Shown, Failure> {
    let store = log.store();
    let head = store.head().await.map_err(Failure::failed)?;
    Ok(Shown { incarnation: store.incarnation().to_string(), head: head.to_string() })
}

async fn renew(settings: &Settings, confirm: Option<&str>) -> Result<Renewed, Failure> {
    if settings.store.engine() == Engine::Embedded {
        let reason =
            "the embedded log begins a new life when `hejie restore` restores it, and at no other time";
        return Err(Failure::failed(reason));
    }
    let log = Log::open(settings).await.map_err(Failure::failed)?;
    let Shown { incarnation: before, head } = show(&log).await?;
    if confirm != Some(before.as_str()) {
        return Err(Failure::failed(format_args!(
            "this is the log {before}, which ends at {head}. Every view, checkpoint and consistency token of before would be \
             refused. When it was restored from a backup and no node runs: --confirm {before}"
        )));
    }
    // Whoever runs holds the lease or stands by while another holds it.
    let lease = log.lease(settings).await.map_err(Failure::failed)?;
    drop(log);
    let holder = random_text().map_err(Failure::failed)?;
    let Some(epoch) = lease.take(&holder, TERM).await.map_err(Failure::failed)? else {
        return Err(Failure::failed("a node is at work on this log: stop all of them and try again"));
    };
    let renewed = begin_new_life(settings).await.map_err(Failure::failed);
    let given = lease.give_back(&holder, epoch).await;
    if let Err(error) = given {
        output::complain(&format!("nodes that start within a minute wait for it to pass: {error}"));
    }
    Ok(Renewed { before, incarnation: renewed?.to_string() })
}
