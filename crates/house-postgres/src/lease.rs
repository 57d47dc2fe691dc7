//! Which node runs the processes of the house.

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::{Epoch, LeaseDesk, LeaseError};
use async_trait::async_trait;
use event_store::EventStore;
use event_store_postgres::{Fence, PgEventStore, PgOptions};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::{Client, Error};

/// Where the leases are.
const TABLE: &str = "hejie_lease.leases";

/// A lease in the schema `hejie_lease` of the access journal's database. Time is the database's.
pub struct SharedLease {
    name: &'static str,
    desk: Desk<Asking>,
    log: Log,
}

/// What its holder writes to.
pub enum Log {
    /// In the same database: a holder whose lease has passed on is refused.
    Beside(Arc<PgEventStore>),
    /// Elsewhere, where nothing can be refused by the lease: what a holder writes there must be recognised as a repeat by its ids.
    Elsewhere(Arc<dyn EventStore>),
}

impl SharedLease {
    /// Connects, and makes the table where it is missing.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub async fn connect(options: &PgOptions, name: &'static str, log: Log) -> Result<Self, DeskError> {
        let sql = include_str!("../sql/lease.sql");
        let session = prepared(options, "hejie_lease", "leases", sql)
            .await
            .map_err(|source| DeskError::Database { what: "lease", source })?;
        Ok(Self { name, desk: Desk::start(options.clone(), session), log })
    }
}

#[async_trait]
impl LeaseDesk for SharedLease {
    async fn take(&self, holder: &str, term: Duration) -> Result<Option<Epoch>, LeaseError> {
        let micros = i64::try_from(term.as_micros()).unwrap_or(i64::MAX);
        let job = Job { name: self.name, holder: holder.to_owned(), wish: Wish::Take { micros } };
        let epoch = self.desk.ask(job).await.map_err(LeaseError)?;
        Ok(epoch.map(|epoch| Epoch(epoch.unsigned_abs())))
    }

    async fn give_back(&self, holder: &str, epoch: Epoch) -> Result<(), LeaseError> {
        let wish = Wish::GiveBack { epoch: sql(epoch) };
        let job = Job { name: self.name, holder: holder.to_owned(), wish };
        self.desk.ask(job).await.map(|_| ()).map_err(LeaseError)
    }

    fn fenced(&self, epoch: Epoch) -> Arc<dyn EventStore> {
        match &self.log {
            Log::Beside(log) => {
                log.fenced(Fence { table: TABLE, name: self.name.to_owned(), epoch: sql(epoch) })
            }
            Log::Elsewhere(log) => Arc::clone(log),
        }
    }
}

fn sql(epoch: Epoch) -> i64 {
    i64::try_from(epoch.0).unwrap_or(i64::MAX)
}

struct Asking;

struct Job {
    name: &'static str,
    holder: String,
    wish: Wish,
}

enum Wish {
    Take { micros: i64 },
    GiveBack { epoch: i64 },
}

#[async_trait]
impl Work for Asking {
    type Job = Job;
    type Done = Option<i64>;

    async fn commit(client: &Client, jobs: &[Self::Job]) -> Result<Vec<Self::Done>, Error> {
        // A lease that ran out is a new one, also for who had it: somebody else may have looked meanwhile.
        let take = "INSERT INTO hejie_lease.leases AS l (name, holder, epoch, until)
                    VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 microsecond')
                    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
                        epoch = l.epoch + CASE WHEN l.holder = excluded.holder AND l.until > clock_timestamp() THEN 0 ELSE 1 END
                    WHERE l.holder = excluded.holder OR l.until <= clock_timestamp()
                    RETURNING epoch";
        let give_back =
            "UPDATE hejie_lease.leases SET until = '-infinity' WHERE name = $1 AND holder = $2 AND epoch = $3
                         RETURNING epoch";
        let mut done = Vec::with_capacity(jobs.len());
        for Job { name, holder, wish } in jobs {
            let row = match wish {
                Wish::Take { micros } => client.query_opt(take, &[name, holder, &(*micros as f64)]).await?,
                Wish::GiveBack { epoch } => client.query_opt(give_back, &[name, holder, epoch]).await?,
            };
            done.push(row.map(|row| row.try_get(0)).transpose()?);
        }
        Ok(done)
    }
}
