//! `hejie projection`: how the views stand, whether they are what the log says, and building them anew. The server must be stopped:
//! the log belongs to one process at a time.

mod parked;
mod replace;

use super::{Failure, Global, output};
use crate::node::{Log, views_file};
use application::Clock;
use clap::{Args, Subcommand};
use domain::calendar::legal_date;
use event_store::{EventStore, Position};
use indicatif::{ProgressBar, ProgressStyle};
use projection::{
    Rebuilt, Runner, RunnerOptions, StalledReason, Status, ViewFiles, ViewLook, ViewStore, Views, look,
    rebuild,
};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long the views may take for one stretch of catching up before progress is looked at again.
const STRETCH: Duration = Duration::from_secs(1);

/// The views of a data directory.
#[derive(Debug, Args)]
pub struct Projection {
    /// What to do
    #[command(subcommand)]
    verb: Verb,
    /// Print JSON instead of lines
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Clone, Subcommand)]
enum Verb {
    /// Tell how far the views have come, and which streams are set aside
    Status,
    /// Tell which live cases nothing and nobody will move, and why; exit code 1 when there are any
    Stalled,
    /// Build the views from the first event beside the old ones and compare both, row by row; exit code 1 when they differ
    Verify,
    /// Build the views from the first event beside the old ones, compare both row by row, and put them in their place; goes on with what was
    /// broken off. The server must be stopped; a running one does it by `POST /v1/view-rebuilds`
    Rebuild,
    /// Put the views that were in use before the last rebuild in place again; the next start brings them up to date
    RollBack,
    /// Streams that were set aside because an event of theirs cannot be read
    Parked {
        /// What to do with them; without it they are listed
        #[command(subcommand)]
        verb: Option<parked::Verb>,
    },
    /// Take over the views another node of this log has built, where this node has none; their node may go on meanwhile
    Seed {
        /// The file of the other node's views
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// What the views must come to, as the other node's operator knows it
        #[arg(long, value_name = "DIGEST")]
        digest: Option<String>,
    },
}

#[derive(Serialize)]
struct Standing {
    head: String,
    position: Option<String>,
    behind: u64,
    parked: Vec<String>,
    discarded: Vec<String>,
}

#[derive(Serialize)]
struct Stalled {
    today: String,
    cases: Vec<StalledLine>,
}

#[derive(Serialize)]
struct StalledLine {
    case: String,
    centre: String,
    reasons: Vec<&'static str>,
}

#[derive(Serialize)]
struct Compared {
    equal: bool,
    head: String,
    events: u64,
    live: String,
    rebuilt: String,
}

#[derive(Serialize)]
struct Seeded {
    head: String,
    position: String,
    behind: u64,
    digest: String,
}

impl Projection {
    /// Does it.
    ///
    /// # Errors
    /// When log or views cannot be opened, and, for `verify`, when the views differ.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let settings = global.settings(&[])?.settings;
        let data = settings.data.as_path();
        let file = data.join("log.db");
        if !settings.store.is_shared() && !file.exists() {
            return Err(Failure::failed(format_args!("{}: there is no log", file.display())));
        }
        let runtime = tokio::runtime::Runtime::new().map_err(Failure::failed)?;
        runtime.block_on(async {
            let log = Log::open(&settings).await.map_err(Failure::failed)?;
            let work = Work { log: log.store(), data: data.to_owned(), json: self.json };
            let done = match &self.verb {
                Verb::Status => work.status().await,
                Verb::Stalled => work.stalled().await,
                Verb::Verify => work.verify().await,
                Verb::Rebuild => work.rebuild().await,
                Verb::RollBack => work.roll_back().await,
                Verb::Parked { verb } => work.parked(verb.as_ref().unwrap_or(&parked::Verb::List)).await,
                Verb::Seed { from, digest } => work.seed(from, digest.as_deref()).await,
            };
            log.close();
            done
        })
    }
}

/// A log and the views built from it.
struct Work {
    log: Arc<dyn EventStore>,
    data: PathBuf,
    json: bool,
}

impl Work {
    /// Only looks: views another version built, or that are in use, are left as they are.
    async fn status(&self) -> Result<(), Failure> {
        let head = self.head().await?;
        let views = views_file(&self.data);
        let found = match views.exists() {
            true => look(&views, self.log.incarnation()).map_err(Failure::failed)?,
            false => ViewLook { position: None, parked: Vec::new() },
        };
        let position = found.position;
        let behind = head.commit.saturating_sub(position.map_or(0, |position| position.commit));
        let (discarded, parked): (Vec<_>, Vec<_>) =
            found.parked.into_iter().partition(|parked| parked.discarded.is_some());
        let names = |parked: Vec<projection::Parked>| parked.into_iter().map(|it| it.stream).collect();
        let standing = Standing {
            head: head.to_string(),
            position: position.map(|position| position.to_string()),
            behind,
            parked: names(parked),
            discarded: names(discarded),
        };
        self.say(&standing, || {
            let position = standing.position.as_deref().unwrap_or("-");
            let (parked, discarded) = (standing.parked.len(), standing.discarded.len());
            let mut line = format!(
                "views at {position}, log at {head}, {} behind, {parked} streams parked",
                standing.behind
            );
            if discarded > 0 {
                line.push_str(&format!(", {discarded} discarded"));
            }
            line
        });
        Ok(())
    }

    /// Of every centre, by ids and reasons; the views are brought up to the head of the log first.
    async fn stalled(&self) -> Result<(), Failure> {
        let head = self.head().await?;
        let today = legal_date(Clock::System.now());
        let files = self.files()?;
        let runner = self.following(&files, head).await?;
        let found = runner.views().stalled_everywhere(today);
        runner.stop();
        let found = found.map_err(Failure::failed)?.value;
        let line = |it: projection::StalledLine| StalledLine {
            case: it.case,
            centre: it.centre,
            reasons: it.reasons.into_iter().map(StalledReason::code).collect(),
        };
        let stalled = Stalled { today: today.to_string(), cases: found.into_iter().map(line).collect() };
        self.say(&stalled, || {
            let lines =
                stalled.cases.iter().map(|it| format!("{} {} {}", it.centre, it.case, it.reasons.join(" ")));
            let count = format!("{} cases that nothing will move on {}", stalled.cases.len(), stalled.today);
            std::iter::once(count).chain(lines).collect::<Vec<_>>().join("\n")
        });
        if stalled.cases.is_empty() {
            return Ok(());
        }
        Err(Failure::failed("some live cases wait for nothing and nobody"))
    }

    /// Brings the views up to the head of the log first, as starting the server would: what was missing is no difference.
    async fn verify(&self) -> Result<(), Failure> {
        let head = self.head().await?;
        let live = self.caught_up(head).await?;
        let beside = self.beside("verify");
        let rebuilt = self.build(&beside, head).await;
        let fresh = rebuilt.and_then(|rebuilt| Ok((digest(&rebuilt.views)?, rebuilt.events)));
        remove(&beside)?;
        let (fresh, events) = fresh?;
        let equal = live == fresh;
        let compared = Compared { equal, head: head.to_string(), events, live, rebuilt: fresh };
        self.say(&compared, || {
            let verdict = if equal { "equal" } else { "DIFFERENT" };
            format!(
                "{verdict}: {events} events up to {head}; live {}, rebuilt {}",
                compared.live, compared.rebuilt
            )
        });
        if equal {
            return Ok(());
        }
        Err(Failure::failed("the views differ from the log; `hejie projection rebuild` builds them anew"))
    }

    /// A foreign log, views ahead of the log and another digest are refused, and leave nothing behind.
    async fn seed(&self, from: &Path, wanted: Option<&str>) -> Result<(), Failure> {
        let files = self.files()?;
        let live = files.live().map_err(Failure::failed)?;
        if live.exists() {
            return Err(Failure::failed(format_args!(
                "{}: there are views; `hejie projection rebuild` builds them anew",
                live.display()
            )));
        }
        let head = self.head().await?;
        files.abandon().map_err(Failure::failed)?;
        let next = files.begin().map_err(Failure::failed)?;
        let taken = self.take_over(from, &next, head, wanted);
        if taken.is_err() {
            files.abandon().map_err(Failure::failed)?;
        }
        let seeded = taken?;
        files.flip().map_err(Failure::failed)?;
        self.say(&seeded, || {
            format!(
                "views at {}, {} behind the log, digest {}; the next start brings them up to date",
                seeded.position, seeded.behind, seeded.digest
            )
        });
        Ok(())
    }

    fn take_over(
        &self,
        from: &Path,
        into: &Path,
        head: Position,
        wanted: Option<&str>,
    ) -> Result<Seeded, Failure> {
        let failed =
            |error: projection::ViewError| Failure::failed(format_args!("{}: {error}", from.display()));
        let store = projection::seed(from, into, self.log.incarnation(), head).map_err(failed)?;
        let position = store.position();
        let digest = digest(&store.views())?;
        if wanted.is_some_and(|wanted| wanted != digest) {
            let words = format!("{}: these views come to {digest}, not to what was named", from.display());
            return Err(Failure::failed(words));
        }
        let behind = head.commit.saturating_sub(position.commit);
        Ok(Seeded { head: head.to_string(), position: position.to_string(), behind, digest })
    }

    /// The files of the views, held until this is dropped.
    fn files(&self) -> Result<ViewFiles, Failure> {
        ViewFiles::lock(&self.data).map_err(Failure::failed)
    }

    async fn head(&self) -> Result<Position, Failure> {
        self.log.head().await.map_err(Failure::failed)
    }

    /// Digest of the live views, once they have seen everything up to `head`.
    async fn caught_up(&self, head: Position) -> Result<String, Failure> {
        let files = self.files()?;
        let runner = self.following(&files, head).await?;
        let digest = digest(&runner.views());
        runner.stop();
        digest
    }

    /// The live views, once they have seen everything up to `head`.
    async fn following(&self, files: &ViewFiles, head: Position) -> Result<Runner, Failure> {
        let live = files.live().map_err(Failure::failed)?;
        let store = ViewStore::open(live, self.log.incarnation()).map_err(Failure::failed)?;
        let runner = Runner::start(self.log.clone(), store, RunnerOptions::default())
            .await
            .map_err(Failure::failed)?;
        let bar = self.bar(head);
        while let Err(not_yet) = runner.wait_for(head, STRETCH).await {
            bar.set_position(not_yet.applied.commit);
            if not_yet.stopped {
                return Err(Failure::failed(stopped(&runner.status().map_err(Failure::failed)?)));
            }
        }
        bar.finish_and_clear();
        Ok(runner)
    }

    /// Builds the views into a new file; what an interrupted run left there is removed first.
    async fn build(&self, into: &Path, head: Position) -> Result<Rebuilt, Failure> {
        remove(into)?;
        let bar = self.bar(head);
        let rebuilt = rebuild(&*self.log, into, |position| bar.set_position(position.commit)).await;
        bar.finish_and_clear();
        rebuilt.map_err(Failure::failed)
    }

    fn beside(&self, purpose: &str) -> PathBuf {
        self.data.join(format!("views.{purpose}.db"))
    }

    fn bar(&self, head: Position) -> ProgressBar {
        if self.json {
            return ProgressBar::hidden();
        }
        let template = "{bar:40} {pos} of {len} events, {per_sec}, {eta} left";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(head.commit).with_style(style)
    }

    fn say(&self, value: &impl Serialize, line: impl FnOnce() -> String) {
        if self.json {
            output::json(value);
        } else {
            output::line(line());
        }
    }
}

/// Compares the views of a data directory with a rebuild; the words tell how they are equal.
///
/// # Errors
/// When they differ, or cannot be built.
pub(super) async fn compare_views(log: Arc<dyn EventStore>, data: &Path) -> Result<String, Failure> {
    let work = Work { log, data: data.to_owned(), json: true };
    let head = work.head().await?;
    let live = work.caught_up(head).await?;
    let beside = work.beside("verify");
    let rebuilt = work.build(&beside, head).await;
    let fresh = rebuilt.and_then(|rebuilt| Ok((digest(&rebuilt.views)?, rebuilt.events)));
    remove(&beside)?;
    let (fresh, events) = fresh?;
    if live == fresh {
        return Ok(format!("equal to a rebuild from {events} events, digest {fresh}"));
    }
    Err(Failure::failed(format_args!(
        "they differ from the log: live {live}, rebuilt {fresh}; `hejie projection rebuild` builds them anew"
    )))
}

fn digest(views: &Views) -> Result<String, Failure> {
    Ok(views.digest().map_err(Failure::failed)?.value)
}

fn stopped(status: &Status) -> String {
    let reason = status.stopped.as_deref().unwrap_or("for no reason it told");
    format!("the views stopped at {}: {reason}", status.position)
}

fn remove(file: &Path) -> Result<(), Failure> {
    for path in [file.to_owned(), side_file(file, "-wal"), side_file(file, "-shm")] {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::failed(format_args!("{}: {error}", path.display())));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

fn side_file(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
