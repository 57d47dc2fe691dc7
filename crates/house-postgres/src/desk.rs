//! One task on one connection: it takes what waits, does it in one statement, and answers.

use async_trait::async_trait;
use event_store_postgres::{OpenError, PgOptions, Session};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{Client, Error};

/// Jobs that may wait; more are told to come back.
const QUEUE: usize = 4_096;
/// Jobs in one statement.
const BATCH: usize = 512;

/// What is done with a batch.
#[async_trait]
pub(crate) trait Work: Send + Sync + 'static {
    /// What is asked for.
    type Job: Send + Sync + 'static;
    /// What is answered.
    type Done: Send + 'static;

    /// Does all of them, one answer a job, in order. Must change nothing when it was done before.
    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<Self::Done>, Error>;
}

type Waiting<W> = (<W as Work>::Job, oneshot::Sender<Result<<W as Work>::Done, String>>);

/// Handle to the task; it ends with the last handle.
pub(crate) struct Desk<W: Work>(mpsc::Sender<Waiting<W>>);

impl<W: Work> Desk<W> {
    /// Opens it on the runtime this is called on, with a connection that is made already.
    pub(crate) fn start(options: PgOptions, session: Session) -> Self {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(work::<W>(options, Some(session), waiting));
        Self(jobs)
    }

    /// Opens it on a thread and a runtime of its own; it connects when it is first asked.
    ///
    /// For those who wait by holding their thread: what a thread of a runtime wakes it will run itself, and while it is held nobody else
    /// does. A desk on the same runtime would be waited for in vain.
    pub(crate) fn start_apart(name: &str, options: PgOptions) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new().name(name.to_owned());
        thread.spawn(move || runtime.block_on(work::<W>(options, None, waiting)))?;
        Ok(Self(jobs))
    }

    /// Does one job.
    pub(crate) async fn ask(&self, job: W::Job) -> Result<W::Done, String> {
        self.post(job)?.await.unwrap_or_else(|_| Err("the task has ended".to_owned()))
    }

    /// Hands a job in; the answer comes by itself.
    pub(crate) fn post(&self, job: W::Job) -> Result<oneshot::Receiver<Result<W::Done, String>>, String> {
        let (answer, answered) = oneshot::channel();
        self.0.try_send((job, answer)).map_err(|_| "too much is waiting".to_owned())?;
        Ok(answered)
    }
}

async fn work<W: Work>(
    options: PgOptions,
    mut session: Option<Session>,
    mut waiting: mpsc::Receiver<Waiting<W>>,
) {
    while let Some(first) = waiting.recv().await {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = waiting.try_recv()
        {
            batch.push(next);
        }
        let (jobs, answers): (Vec<W::Job>, Vec<_>) = batch.into_iter().unzip();
        // Whoever asked may have gone.
        match attempt::<W>(&options, &mut session, &jobs).await {
            Ok(done) => answers.into_iter().zip(done).for_each(|(to, done)| drop(to.send(Ok(done)))),
            Err(reason) => answers.into_iter().for_each(|to| drop(to.send(Err(reason.clone())))),
        }
    }
}

/// Twice at most: a connection that died while nobody used it is found out by the first statement.
async fn attempt<W: Work>(
    options: &PgOptions,
    session: &mut Option<Session>,
    jobs: &[W::Job],
) -> Result<Vec<W::Done>, String> {
    let mut reason = String::new();
    for _ in 0..2 {
        let open = match session.take() {
            Some(open) => open,
            None => Session::open(options).await.map_err(|error| error.to_string())?,
        };
        let patience = options.statement_timeout + Duration::from_secs(1);
        match tokio::time::timeout(patience, W::commit(open.client(), jobs)).await {
            Ok(Ok(done)) => {
                *session = Some(open);
                return Ok(done);
            }
            Ok(Err(error)) => reason = words(&error),
            Err(_) => reason = "no answer in time".to_owned(),
        }
    }
    tracing::warn!(reason, "the database did not do what was asked");
    Err(reason)
}

/// What the server said, without the detail, which may quote values.
fn words(error: &Error) -> String {
    error
        .as_db_error()
        .map_or_else(|| error.to_string(), |db| format!("{} ({})", db.message(), db.code().code()))
}

/// A connection whose tables are there.
pub(crate) async fn prepared(
    options: &PgOptions,
    schema: &str,
    table: &str,
    sql: &str,
) -> Result<Session, OpenError> {
    let session = Session::open(options).await?;
    session.create_once(schema, table, sql).await?;
    Ok(session)
}
