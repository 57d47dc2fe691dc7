//! `hejie projection parked`: streams set aside, listed, tried again, discarded.

use super::{Failure, Work};
use crate::node::views_file;
use application::Clock;
use clap::{ArgGroup, Args, Subcommand};
use projection::{Discarded, Parked, ViewFiles, ViewStore, look, retry_parked};
use serde::Serialize;

#[derive(Debug, Clone, Subcommand)]
pub(super) enum Verb {
    /// Tell which they are, at which event, why, and what was decided; exit code 1 when somebody has to look at one
    List,
    /// Try one or all of them again, after an upgrade or a repair: what follows is what a rebuild would make. Exit code 1 when one is parked
    /// still. The server must be stopped
    Retry(Which),
    /// Let the views go on without one, for a reason: it is listed with it, and no alarm any more. The server must be stopped
    Discard {
        /// Its name, as `list` tells it
        stream: String,
        /// Why, in words that name nobody
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
}

#[derive(Debug, Clone, Args)]
#[command(group = ArgGroup::new("which").required(true))]
pub(super) struct Which {
    /// Its name, as `list` tells it
    #[arg(group = "which")]
    stream: Option<String>,
    /// All of them, also those that were discarded
    #[arg(long, group = "which")]
    all: bool,
}

#[derive(Serialize)]
struct Listed {
    parked: Vec<Parked>,
}

#[derive(Serialize)]
struct Tried {
    streams: Vec<projection::Retried>,
}

/// Longest reason, characters.
const REASON: usize = 200;

impl Work {
    pub(super) async fn parked(&self, verb: &Verb) -> Result<(), Failure> {
        match verb {
            Verb::List => self.list(),
            Verb::Retry(which) => self.retry(which.stream.as_deref()).await,
            Verb::Discard { stream, reason } => self.discard(stream, reason),
        }
    }

    fn list(&self) -> Result<(), Failure> {
        let views = views_file(&self.data);
        let parked = match views.exists() {
            true => look(&views, self.log.incarnation()).map_err(Failure::failed)?.parked,
            false => Vec::new(),
        };
        let listed = Listed { parked };
        self.say(&listed, || {
            let count = format!("{} streams parked", listed.parked.len());
            std::iter::once(count).chain(listed.parked.iter().map(line)).collect::<Vec<_>>().join("\n")
        });
        if listed.parked.iter().all(|parked| parked.discarded.is_some()) {
            return Ok(());
        }
        Err(Failure::failed("some streams are parked, and nobody has decided about them"))
    }

    async fn retry(&self, stream: Option<&str>) -> Result<(), Failure> {
        let (_files, store) = self.open()?;
        let streams = retry_parked(&*self.log, store, stream).await.map_err(Failure::failed)?;
        let tried = Tried { streams };
        self.say(&tried, || {
            let line = |it: &projection::Retried| match &it.still {
                None => format!("{}: in the views again", it.stream),
                Some(reason) => format!("{}: parked still: {reason}", it.stream),
            };
            let count = format!("{} streams tried", tried.streams.len());
            std::iter::once(count).chain(tried.streams.iter().map(line)).collect::<Vec<_>>().join("\n")
        });
        if tried.streams.iter().all(|it| it.still.is_none()) {
            return Ok(());
        }
        Err(Failure::failed("some streams are parked still"))
    }

    fn discard(&self, stream: &str, reason: &str) -> Result<(), Failure> {
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON {
            return Err(Failure::failed(format_args!("a reason has 1 to {REASON} characters")));
        }
        let (_files, store) = self.open()?;
        let discarded = Discarded { reason: reason.to_owned(), at: Clock::System.now() };
        if !store.discard(stream, &discarded).map_err(Failure::failed)? {
            return Err(Failure::failed(format_args!("{stream} is not parked")));
        }
        self.say(&discarded, || format!("{stream} is discarded: {reason}"));
        Ok(())
    }

    /// The views to be written; refused when opening them would build them anew.
    fn open(&self) -> Result<(ViewFiles, ViewStore), Failure> {
        let files = self.files()?;
        let live = files.live().map_err(Failure::failed)?;
        let found = live.exists().then(|| look(&live, self.log.incarnation())).transpose();
        if found.map_err(Failure::failed)?.and_then(|found| found.position).is_none() {
            let words =
                "there are no views of this version; the next start builds them, and tries every stream";
            return Err(Failure::failed(words));
        }
        let store = ViewStore::open(live, self.log.incarnation()).map_err(Failure::failed)?;
        Ok((files, store))
    }
}

fn line(parked: &Parked) -> String {
    let Parked { stream, revision, position, reason, skipped, discarded } = parked;
    let decided = discarded.as_ref().map_or_else(String::new, |discarded| {
        format!("; discarded at {}: {}", discarded.at.to_rfc3339(), discarded.reason)
    });
    format!("{stream} at revision {revision}, position {position}, {skipped} later events: {reason}{decided}")
}
