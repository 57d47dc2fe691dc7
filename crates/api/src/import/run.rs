//! The import itself: read ahead, file many rows at once, tell the outcomes in the order of the file.

use super::filing::{Desk, Halt};
use super::format::Format;
use super::outcome::{Outcome, Summary};
use super::respondent::Respondent;
use super::row::{Complaint, Flaw, Row, Rows};
use super::source::SourceError;
use application::{ExecuteError, House, Refusal};
use domain::ids::{CentreId, UserId};
use domain::invalid::Invalid;
use domain::occasion::{Actor, Role};
use domain::text::ShortText;
use quick_cache::unsync::Cache;
use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinHandle};

/// Rows read ahead of the filing.
const READ_AHEAD: usize = 16;
/// Most firms remembered between rows; the register remembers the others.
const FIRMS: usize = 10_000;
/// The account that files when none is named, and to which all idempotency keys of imports belong.
const ACCOUNT: &str = "import";

type Flying = JoinHandle<Result<Outcome, Halt>>;

/// Files the rows of one file.
pub struct Importer {
    desk: Arc<Desk>,
    concurrency: usize,
}

impl Importer {
    /// Gets ready to file at `centre` as a clerk of it, at most `concurrency` rows at once. `account` is the clerk's; `import` when none is
    /// named. Who files makes no difference to what counts as filed before.
    ///
    /// # Errors
    /// [`Refusal::CentreUnknown`], or when the centre cannot be read.
    pub async fn new(
        house: Arc<House>,
        format: Format,
        centre: &CentreId,
        account: Option<UserId>,
        concurrency: usize,
    ) -> Result<Self, ExecuteError> {
        let centre = house.centre(centre).await?.id;
        let keeper = UserId::parse(ACCOUNT).map_err(|_| ExecuteError::from(Refusal::CentreUnknown))?;
        let clerk = |user| Actor {
            user,
            role: Role::Clerk,
            centre: Some(centre.clone()),
            institution: None,
            court: None,
            mediator: None,
            party: None,
        };
        let actor = clerk(account.unwrap_or_else(|| keeper.clone()));
        let keeper = clerk(keeper);
        let desk = Arc::new(Desk { house, centre, format, actor, keeper });
        Ok(Self { desk, concurrency: concurrency.max(1) })
    }

    /// Files all rows and tells each outcome, in the order of the file. Ends early, and says why in the summary, when the file breaks off,
    /// the house fails, `tell` fails, or `stop` comes first; rows under way are finished and told in each case.
    pub async fn run(
        &self,
        rows: Rows,
        mut tell: impl FnMut(&Outcome) -> io::Result<()>,
        stop: impl Future<Output = ()>,
    ) -> Summary {
        let started = Instant::now();
        let mut summary = Summary::default();
        let mut flying: VecDeque<Flying> = VecDeque::with_capacity(self.concurrency);
        let mut firms = Cache::new(FIRMS);
        let mut coming = read_ahead(rows);
        let mut stop = std::pin::pin!(stop);
        let mut reading = true;
        loop {
            tokio::select! {
                biased;
                () = &mut stop, if reading => {
                    summary.stopped = Some("it was asked to stop".to_owned());
                    reading = false;
                }
                landed = first(&mut flying), if !flying.is_empty() => {
                    flying.pop_front();
                    if let Err(reason) = settle(landed, &mut summary, &mut tell) {
                        summary.stopped.get_or_insert(reason);
                        reading = false;
                    }
                }
                row = coming.recv(), if reading && flying.len() < self.concurrency => match row {
                    Some(Ok(row)) => {
                        row.unknown.iter().for_each(|name| summary.count_unknown(name));
                        flying.push_back(self.send_off(row, &mut firms));
                    }
                    Some(Err(error)) => {
                        summary.stopped = Some(error.to_string());
                        reading = false;
                    }
                    None => reading = false,
                },
                else => break,
            }
        }
        summary.finish(started.elapsed());
        summary
    }

    fn send_off(&self, mut row: Row, firms: &mut Firms) -> Flying {
        let desk = Arc::clone(&self.desk);
        let respondent = match row.content.as_deref().map(|complaint| firm(firms, complaint)) {
            Ok(Ok(respondent)) => Some(respondent),
            Ok(Err(invalid)) => {
                row.content = Err(Flaw::of_row(invalid.code(), invalid.to_string()));
                None
            }
            Err(_) => None,
        };
        tokio::spawn(async move { desk.file(row, respondent).await })
    }
}

/// Firms by name.
type Firms = Cache<ShortText, Arc<Respondent>>;

/// The firm a complaint is against, the same for all rows that name it.
fn firm(firms: &mut Firms, complaint: &Complaint) -> Result<Arc<Respondent>, Invalid> {
    if let Some(known) = firms.get(&complaint.respondent) {
        return Ok(Arc::clone(known));
    }
    let new = Arc::new(Respondent::new(&complaint.respondent, complaint.sector)?);
    firms.insert(complaint.respondent.clone(), Arc::clone(&new));
    Ok(new)
}

/// Reads and checks rows on a thread of its own; it ends with the file, or when nobody wants more.
fn read_ahead(rows: Rows) -> mpsc::Receiver<Result<Row, SourceError>> {
    let (sender, receiver) = mpsc::channel(READ_AHEAD);
    tokio::task::spawn_blocking(move || {
        for row in rows {
            if sender.blocking_send(row).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Waits for the row sent off first.
async fn first(flying: &mut VecDeque<Flying>) -> Option<Result<Result<Outcome, Halt>, JoinError>> {
    match flying.front_mut() {
        Some(flight) => Some(flight.await),
        None => None,
    }
}

/// Counts and tells an outcome; an error is the reason not to go on.
fn settle(
    landed: Option<Result<Result<Outcome, Halt>, JoinError>>,
    summary: &mut Summary,
    tell: &mut impl FnMut(&Outcome) -> io::Result<()>,
) -> Result<(), String> {
    match landed {
        None => Ok(()),
        Some(Err(error)) => Err(format!("a row could not be worked on: {error}")),
        Some(Ok(Err(Halt { line, reason }))) => Err(format!("line {line}: {reason}")),
        Some(Ok(Ok(outcome))) => {
            summary.count(outcome.kind);
            tell(&outcome).map_err(|error| format!("outcomes cannot be written: {error}"))
        }
    }
}
