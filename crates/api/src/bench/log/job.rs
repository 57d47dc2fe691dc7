//! What other processes of this same binary do for a measurement: append beside others, or follow a log and tell their memory.
//!
//! A job comes as one line of JSON on standard input, so that no address stands among the arguments; the answer is one line on
//! standard output.

use super::place::Place;
use super::report::Followed;
use super::writers::{self, Run, Tally};
use crate::bench::server::{memory, own_binary};
use crate::bench::{BenchError, Options};
use crate::settings::Settings;
use domain::case::Event;
use domain::wire::Metadata;
use event_store::{Follow, FollowItem, Position};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Stdio};
use std::time::Instant;

/// Events a follower holds at most, as many as the views do.
const PAGE: usize = 500;

/// Work for another process.
#[derive(Debug, Serialize, Deserialize)]
pub enum Job {
    /// Says `ready`, waits for a line, appends.
    #[doc(hidden)]
    Append(AppendJob),
    /// Follows a log from its start to its end.
    #[doc(hidden)]
    Follow(FollowJob),
}

/// Where, and who writes.
#[derive(Debug, Serialize, Deserialize)]
pub struct AppendJob {
    place: Place,
    run: Run,
}

/// Where.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowJob {
    place: Place,
}

/// What a follower saw.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    events: u64,
    seconds: f64,
    resident_kib: u64,
    peak_kib: u64,
}

impl Job {
    /// Reads a job from standard input, does it, and answers on standard output.
    ///
    /// # Errors
    /// When there is no job, or it fails.
    pub async fn serve(settings: &Settings) -> Result<(), BenchError> {
        let mut lines = std::io::stdin().lines();
        let mut line = || lines.next().unwrap_or_else(|| Ok(String::new()));
        let text = line().map_err(BenchError::io("standard input"))?;
        match parse::<Self>(&text)? {
            Self::Append(AppendJob { place, run }) => {
                let store = place.open(settings).await?;
                answer("ready")?;
                line().map_err(BenchError::io("standard input"))?;
                answer(&writers::run(&store, &run).await?)
            }
            Self::Follow(FollowJob { place }) => answer(&read_through(&place, settings).await?),
        }
    }
}

/// Reads and decodes every event, as views do.
async fn read_through(place: &Place, settings: &Settings) -> Result<Seen, BenchError> {
    let store = place.open(settings).await?;
    let mut follow = Follow::new(store, Position::START, PAGE);
    let started = Instant::now();
    let mut events = 0;
    loop {
        match follow.next().await? {
            FollowItem::Event(recorded) => {
                let unreadable = |error: domain::wire::DecodeError| BenchError::Log(error.to_string());
                let event = Event::decode(&recorded.event_type, &recorded.payload).map_err(unreadable)?;
                let beside =
                    Metadata::decode(&recorded.event_type, &recorded.metadata).map_err(unreadable)?;
                std::hint::black_box((event, beside));
                events += 1;
            }
            FollowItem::Progress(_) => {}
            FollowItem::CaughtUp(_) => break,
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let memory = memory(std::process::id());
    Ok(Seen { events, seconds, resident_kib: memory.resident_kib, peak_kib: memory.peak_kib })
}

/// Lets another process follow the log there.
pub(super) fn follow(options: &Options, name: &'static str, place: &Place) -> Result<Followed, BenchError> {
    let mut helper = Helper::start(options, &Job::Follow(FollowJob { place: place.clone() }))?;
    let Seen { events, seconds, resident_kib, peak_kib } = helper.answer()?;
    helper.end()?;
    Ok(Followed {
        name,
        events,
        seconds,
        per_second: events as f64 / seconds.max(f64::EPSILON),
        resident_kib,
        peak_kib,
    })
}

/// Lets as many processes as there are runs append at the same time.
pub(super) fn append(
    options: &Options,
    place: &Place,
    runs: impl Iterator<Item = Run>,
) -> Result<Vec<Tally>, BenchError> {
    let jobs = runs.map(|run| Job::Append(AppendJob { place: place.clone(), run }));
    let mut helpers = jobs.map(|job| Helper::start(options, &job)).collect::<Result<Vec<_>, _>>()?;
    for helper in &mut helpers {
        helper.answer::<String>()?;
    }
    for helper in &mut helpers {
        helper.tell("go")?;
    }
    let mut tallies = Vec::new();
    for mut helper in helpers {
        tallies.push(helper.answer()?);
        helper.end()?;
    }
    Ok(tallies)
}

/// Another process at work; killed when dropped.
struct Helper {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Helper {
    fn start(options: &Options, job: &Job) -> Result<Self, BenchError> {
        let mut command = own_binary()?;
        command.args(["bench", "log", "--job"]);
        if let Some(config) = &options.config {
            command.arg("--config").arg(config);
        }
        command.env("HEJIE_LOG", "warn").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(BenchError::io("hejie bench"))?;
        let Some(answers) = child.stdout.take() else {
            return Err(BenchError::Log("a process without output".to_owned()));
        };
        let mut helper = Self { child, answers: BufReader::new(answers) };
        helper.tell(&text(job)?)?;
        Ok(helper)
    }

    fn tell(&mut self, line: &str) -> Result<(), BenchError> {
        match &mut self.child.stdin {
            Some(stdin) => writeln!(stdin, "{line}").map_err(BenchError::io("hejie bench")),
            None => Err(BenchError::Log("a process without input".to_owned())),
        }
    }

    fn answer<T: DeserializeOwned>(&mut self) -> Result<T, BenchError> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(BenchError::io("hejie bench"))?;
        parse(&line)
    }

    fn end(mut self) -> Result<(), BenchError> {
        let status = self.child.wait().map_err(BenchError::io("hejie bench"))?;
        if status.success() { Ok(()) } else { Err(BenchError::Log(format!("a process ended: {status}"))) }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // Ended already, in all but failed measurements.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(value: &(impl Serialize + ?Sized)) -> Result<(), BenchError> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", text(value)?).and_then(|()| out.flush()).map_err(BenchError::io("standard output"))
}

fn text(value: &(impl Serialize + ?Sized)) -> Result<String, BenchError> {
    serde_json::to_string(value).map_err(|error| BenchError::Log(error.to_string()))
}

fn parse<T: DeserializeOwned>(line: &str) -> Result<T, BenchError> {
    serde_json::from_str(line)
        .map_err(|error| BenchError::Log(format!("an unreadable answer or job: {error}")))
}
