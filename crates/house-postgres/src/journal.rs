//! The access journal of all nodes: one chain, made by a function of the database under one row lock, in one round trip.

use crate::DeskError;
use crate::desk::{Desk, Work, prepared};
use application::{
    Indexed, JournalError, JournalFilter, JournalHead, KeptRead, Linked, Looked, Read, ReadDesk,
};
use async_trait::async_trait;
use domain::ids::CaseId;
use event_store_postgres::{PgOptions, Session};
use tokio_postgres::{Client, Error, Row};
use uuid::Uuid;

const COLUMNS: &str =
    "number, hash, at_us, action, actor, on_behalf, classes, about, purpose, request, cases";

/// The journal in the schema `hejie_journal` of the log's database.
pub struct SharedJournal {
    writing: Desk<Writing>,
    asking: Desk<Asking>,
}

impl SharedJournal {
    /// Connects, makes the table where it is missing, and chains what was written before there was a chain.
    ///
    /// # Errors
    /// See [`DeskError`].
    pub async fn connect(options: &PgOptions) -> Result<Self, DeskError> {
        let failed = |source| DeskError::Database { what: "access journal", source };
        let sql = include_str!("../sql/journal.sql");
        let session = prepared(options, "hejie_journal", "reads", sql).await.map_err(failed)?;
        let chain = include_str!("../sql/journal-chain.sql");
        session.create_once("hejie_journal", "keep", chain).await.map_err(failed)?;
        let asking = Session::open(options).await.map_err(failed)?;
        Ok(Self {
            writing: Desk::start(options.clone(), session),
            asking: Desk::start(options.clone(), asking),
        })
    }

    async fn ask(&self, question: Question) -> Result<Vec<Linked>, JournalError> {
        self.asking.ask(question).await.map_err(JournalError::Unreadable)
    }
}

#[async_trait]
impl ReadDesk for SharedJournal {
    async fn keep(&self, read: Read) -> Result<(), JournalError> {
        self.writing.ask(KeptRead::of(&read)?).await.map_err(JournalError::Unwritten)
    }

    async fn search(
        &self,
        filter: &JournalFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Looked>, JournalError> {
        let found = self.ask(Question::Search(filter.clone(), before, limit)).await?;
        found.into_iter().map(|linked| linked.kept.looked(linked.number)).collect()
    }

    async fn head(&self) -> Result<JournalHead, JournalError> {
        let Some(last) = self.ask(Question::Last).await?.pop() else { return Ok(JournalHead::default()) };
        let reason = || JournalError::Unreadable("the last entry has no whole hash".to_owned());
        Ok(JournalHead { size: last.number, hash: last.hash.ok_or_else(reason)? })
    }

    async fn linked(&self, after: u64, limit: u32) -> Result<Vec<Linked>, JournalError> {
        self.ask(Question::Linked(after, limit)).await
    }

    /// The server keeps its index over the cases itself.
    async fn indexed(&self) -> Result<Option<Indexed>, JournalError> {
        Ok(None)
    }
}

struct Writing;

#[async_trait]
impl Work for Writing {
    type Job = KeptRead;
    type Done = ();

    async fn commit(client: &Client, jobs: &[KeptRead]) -> Result<Vec<()>, Error> {
        let texts = |of: fn(&KeptRead) -> &str| jobs.iter().map(of).collect::<Vec<&str>>();
        let maybe = |of: fn(&KeptRead) -> &Option<String>| {
            jobs.iter().map(|kept| of(kept).as_deref()).collect::<Vec<Option<&str>>>()
        };
        let at: Vec<i64> = jobs.iter().map(|kept| kept.at_us).collect();
        let (actions, actors) = (texts(|kept| &kept.action), texts(|kept| &kept.actor));
        let (behalves, classes) = (maybe(|kept| &kept.on_behalf), maybe(|kept| &kept.classes));
        let (abouts, purposes) = (maybe(|kept| &kept.about), maybe(|kept| &kept.purpose));
        let requests = maybe(|kept| &kept.request);
        // Lists of different lengths cannot stand in one array; as text they can.
        let list = |kept: &KeptRead| {
            let ids: Vec<String> = kept.cases.iter().map(ToString::to_string).collect();
            format!("{{{}}}", ids.join(","))
        };
        let cases: Vec<String> = jobs.iter().map(list).collect();
        let sql = "SELECT hejie_journal.keep($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        client
            .execute(
                sql,
                &[&at, &actions, &actors, &behalves, &classes, &abouts, &purposes, &requests, &cases],
            )
            .await?;
        Ok(vec![(); jobs.len()])
    }
}

struct Asking;

enum Question {
    Search(JournalFilter, Option<u64>, u32),
    Last,
    Linked(u64, u32),
}

#[async_trait]
impl Work for Asking {
    type Job = Question;
    type Done = Vec<Linked>;

    async fn commit(client: &Client, jobs: &[Question]) -> Result<Vec<Vec<Linked>>, Error> {
        let mut done = Vec::with_capacity(jobs.len());
        for question in jobs {
            let rows = match question {
                Question::Search(filter, before, limit) => search(client, filter, *before, *limit).await?,
                Question::Last => {
                    let sql =
                        format!("SELECT {COLUMNS} FROM hejie_journal.reads ORDER BY number DESC LIMIT 1");
                    client.query(&sql, &[]).await?
                }
                Question::Linked(after, limit) => {
                    let sql = format!(
                        "SELECT {COLUMNS} FROM hejie_journal.reads WHERE number > $1 ORDER BY number LIMIT $2"
                    );
                    client.query(&sql, &[&whole(*after), &i64::from(*limit)]).await?
                }
            };
            done.push(rows.iter().map(linked).collect::<Result<_, Error>>()?);
        }
        Ok(done)
    }
}

async fn search(
    client: &Client,
    filter: &JournalFilter,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Row>, Error> {
    let case: Option<Uuid> = filter.case.map(|case| case.0);
    let account = filter.account.as_ref().map(|account| account.as_str());
    let sql = format!(
        "SELECT {COLUMNS} FROM hejie_journal.reads
         WHERE ($1::uuid IS NULL OR cases @> ARRAY[$1::uuid])
           AND ($2::text IS NULL OR actor::json ->> 'user' = $2)
           AND (cardinality($3::text[]) = 0 OR action = ANY ($3::text[]))
           AND ($4::bigint IS NULL OR at_us >= $4) AND ($5::bigint IS NULL OR at_us < $5)
           AND ($6::bigint IS NULL OR number < $6)
         ORDER BY number DESC LIMIT $7"
    );
    let (from, until, before) = (filter.from_us, filter.until_us, before.map(whole));
    client.query(&sql, &[&case, &account, &filter.actions, &from, &until, &before, &i64::from(limit)]).await
}

fn linked(row: &Row) -> Result<Linked, Error> {
    let hash: Vec<u8> = row.try_get(1)?;
    let cases: Vec<Uuid> = row.try_get(10)?;
    let kept = KeptRead {
        at_us: row.try_get(2)?,
        action: row.try_get(3)?,
        actor: row.try_get(4)?,
        on_behalf: row.try_get(5)?,
        classes: row.try_get(6)?,
        about: row.try_get(7)?,
        purpose: row.try_get(8)?,
        request: row.try_get(9)?,
        cases: cases.into_iter().map(CaseId).collect(),
    };
    let number = u64::try_from(row.try_get::<_, i64>(0)?).unwrap_or(0);
    Ok(Linked { number, hash: hash.try_into().ok(), kept, found: true })
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
