//! The tables, the refusals, the function that appends, and how several nodes starting together create them once.

use crate::OpenError;
use crate::link::Link;
use event_store::Incarnation;
use tokio_postgres::Client;
use uuid::Uuid;

/// Rises with every change of the tables below.
pub(crate) const VERSION: i32 = 3;

/// `{schema}` stands for the schema's name.
const TABLES: &str = include_str!("../sql/schema.sql");

/// What each later version changed, in order. A new database goes the same way.
const UPGRADES: [(i32, &str); 2] =
    [(2, include_str!("../sql/version-2.sql")), (3, include_str!("../sql/version-3.sql"))];

/// What every node must find to trust the tables.
pub(crate) struct Found {
    pub(crate) incarnation: Incarnation,
    /// Position of the last event, 0 in an empty log.
    pub(crate) last: u64,
}

/// Creates the tables unless they are there, and brings older ones up to this version. Nodes starting together wait for each other; one creates, the others find.
pub(crate) async fn migrate(link: &Link, schema: &str) -> Result<(), OpenError> {
    if is_current(&link.client, schema).await? {
        return Ok(());
    }
    let alone = format!(
        "SELECT pg_advisory_xact_lock(hashtextextended('event-store-postgres {schema}', 0)); {}",
        "SET LOCAL client_min_messages = error"
    );
    link.client.batch_execute("BEGIN").await.map_err(|error| failed(schema, &error))?;
    let outcome = async {
        link.client.batch_execute(&alone).await.map_err(|error| failed(schema, &error))?;
        // Somebody else may have been first while we waited for the lock.
        if !exists(&link.client, schema).await? {
            let tables = TABLES.replace("{schema}", schema);
            link.client.batch_execute(&tables).await.map_err(|error| failed(schema, &error))?;
            tracing::info!(schema, "tables of the event store created");
        }
        let found = version(&link.client, schema).await?;
        for (to, change) in UPGRADES.into_iter().filter(|(to, _)| *to > found) {
            let change = change.replace("{schema}", schema);
            link.client.batch_execute(&change).await.map_err(|error| failed(schema, &error))?;
            tracing::info!(schema, version = to, "tables of the event store brought to another version");
        }
        link.client.batch_execute("COMMIT").await.map_err(|error| failed(schema, &error))
    }
    .await;
    if outcome.is_err() {
        // The connection is given up with its transaction in any case.
        let _rolled_back = link.client.batch_execute("ROLLBACK").await;
    }
    outcome
}

/// Tables of a newer version are for [`look`] to refuse.
async fn is_current(client: &Client, schema: &str) -> Result<bool, OpenError> {
    Ok(exists(client, schema).await? && version(client, schema).await? >= VERSION)
}

/// The tables' version; tables that do not say it are for [`look`] to refuse.
async fn version(client: &Client, schema: &str) -> Result<i32, OpenError> {
    let sql = format!("SELECT version FROM {schema}.store");
    let row = client.query_opt(&sql, &[]).await.map_err(|error| failed(schema, &error))?;
    row.map_or(Ok(VERSION), |row| row.try_get(0).map_err(|error| failed(schema, &error)))
}

async fn exists(client: &Client, schema: &str) -> Result<bool, OpenError> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'store')";
    let row = client.query_one(sql, &[&schema]).await.map_err(|error| failed(schema, &error))?;
    row.try_get(0).map_err(|error| failed(schema, &error))
}

/// Reads who the log is, and refuses tables of another version or without their refusals.
pub(crate) async fn look(client: &Client, schema: &str) -> Result<Found, OpenError> {
    let sql = format!(
        "SELECT s.version, s.incarnation, (SELECT coalesce(max(position), 0) FROM {schema}.events),
                (SELECT count(*) FROM pg_catalog.pg_trigger t
                 WHERE t.tgenabled = 'A' AND (t.tgrelid, t.tgname) IN (
                     ('{schema}.events'::regclass, 'events_are_final'),
                     ('{schema}.head'::regclass, 'head_is_final'),
                     ('{schema}.store'::regclass, 'store_is_final'))),
                (SELECT count(*) FROM {schema}.head)
         FROM {schema}.store s"
    );
    let row = client.query_opt(&sql, &[]).await.map_err(|error| failed(schema, &error))?;
    let damaged = |reason: &str| OpenError::Damaged { schema: schema.to_owned(), reason: reason.to_owned() };
    let row = row.ok_or_else(|| damaged("the table store is empty"))?;
    let read = || -> Result<(i32, Uuid, i64, i64, i64), tokio_postgres::Error> {
        Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?))
    };
    let (version, incarnation, last, triggers, heads) = read().map_err(|error| failed(schema, &error))?;
    if version > VERSION {
        return Err(OpenError::Newer { schema: schema.to_owned(), found: version, known: VERSION });
    }
    if triggers != 3 {
        return Err(damaged("a trigger that refuses to change or delete events is missing or disabled"));
    }
    if heads != 1 {
        return Err(damaged("the table head must have one row"));
    }
    Ok(Found { incarnation: Incarnation(incarnation), last: crate::row::from_sql(last) })
}

fn failed(schema: &str, error: &tokio_postgres::Error) -> OpenError {
    OpenError::Schema { schema: schema.to_owned(), reason: crate::link::words(error) }
}
