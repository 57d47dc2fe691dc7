//! Whose access was withdrawn, on any node.

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::{FRESH, NumberedRevocation, Revocation, RevocationAct, RevocationDesk, RevocationError};
use async_trait::async_trait;
use domain::ids::UserId;
use domain::occasion::Actor;
use event_store_postgres::{PgOptions, Session};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error, Row};
use uuid::Uuid;

/// The list in the schema `hejie_access` of the access journal's database.
pub struct SharedRevocations(Desk<Asking>);

impl SharedRevocations {
    /// Connects, and makes the table where it is missing.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub async fn connect(options: &PgOptions) -> Result<Self, DeskError> {
        let failed = |source| DeskError::Database { what: "withdrawn accesses", source };
        let sql = include_str!("../sql/revocation.sql");
        drop(prepared(options, "hejie_access", "revocations", sql).await.map_err(failed)?);
        // An answer that comes later is worth nothing, and the next question is waiting.
        let options = PgOptions { statement_timeout: FRESH, ..options.clone() };
        let session = Session::open(&options).await.map_err(failed)?;
        Ok(Self(Desk::start(options, session)))
    }
}

#[async_trait]
impl RevocationDesk for SharedRevocations {
    async fn enter(&self, entry: Revocation) -> Result<(), RevocationError> {
        let actor = entry.by.as_ref().map(serde_json::to_string).transpose();
        let actor = actor.map_err(|error| RevocationError::Unwritten(error.to_string()))?;
        let job = Job::Enter(Box::new(entry), actor);
        self.0.ask(job).await.map(|_| ()).map_err(RevocationError::Unwritten)
    }

    async fn from(&self, number: u64, limit: u32) -> Result<Vec<NumberedRevocation>, RevocationError> {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        let rows = self.0.ask(Job::From(number, limit)).await.map_err(RevocationError::Unreadable)?;
        rows.into_iter().map(Kept::numbered).collect()
    }
}

struct Asking;

enum Job {
    Enter(Box<Revocation>, Option<String>),
    From(i64, u32),
}

/// A row as it is kept.
struct Kept {
    number: i64,
    id: Uuid,
    account: String,
    act: String,
    lifts: Option<Uuid>,
    reason: String,
    actor: Option<String>,
    at_us: i64,
}

#[async_trait]
impl Work for Asking {
    type Job = Job;
    type Done = Vec<Kept>;

    async fn commit(client: &Client, jobs: &[Job]) -> Result<Vec<Vec<Kept>>, Error> {
        let enter = "SELECT hejie_access.enter($1, $2, $3, $4, $5, $6, $7)";
        let from =
            "SELECT number, id, account, act, lifts, reason, actor, at_us FROM hejie_access.revocations
                    WHERE number >= $1 ORDER BY number LIMIT $2";
        let mut done = Vec::with_capacity(jobs.len());
        for job in jobs {
            done.push(match job {
                Job::Enter(entry, actor) => {
                    let (account, act) = (entry.account.as_str(), entry.act.code());
                    let lifts = entry.act.lifts();
                    let values: [&(dyn ToSql + Sync); 7] =
                        [&entry.id, &account, &act, &lifts, &entry.reason, actor, &entry.at_us];
                    client.execute(enter, &values).await?;
                    Vec::new()
                }
                Job::From(number, limit) => {
                    let rows = client.query(from, &[number, &i64::from(*limit)]).await?;
                    rows.iter().map(kept).collect::<Result<_, _>>()?
                }
            });
        }
        Ok(done)
    }
}

fn kept(row: &Row) -> Result<Kept, Error> {
    Ok(Kept {
        number: row.try_get(0)?,
        id: row.try_get(1)?,
        account: row.try_get(2)?,
        act: row.try_get(3)?,
        lifts: row.try_get(4)?,
        reason: row.try_get(5)?,
        actor: row.try_get(6)?,
        at_us: row.try_get(7)?,
    })
}

impl Kept {
    fn numbered(self) -> Result<NumberedRevocation, RevocationError> {
        let number = self.number;
        let malformed = || RevocationError::Unreadable(format!("entry {number} is not well-formed"));
        let by: Option<Actor> =
            self.actor.map(|json| serde_json::from_str(&json)).transpose().map_err(|_| malformed())?;
        let entry = Revocation {
            id: self.id,
            account: UserId::parse(&self.account).map_err(|_| malformed())?,
            act: RevocationAct::of(&self.act, self.lifts).ok_or_else(malformed)?,
            reason: self.reason,
            by,
            at_us: self.at_us,
        };
        Ok(NumberedRevocation { number: u64::try_from(number).unwrap_or(0), entry })
    }
}
