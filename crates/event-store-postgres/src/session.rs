//! A connection for what else a house keeps in PostgreSQL beside its log.

use crate::link::Link;
use crate::{OpenError, PgOptions, link};
use tokio_postgres::Client;

/// A connection made, set up and checked like those of the log. Dropping it closes the socket at once.
pub struct Session(Link);

impl Session {
    /// Connects; a server that would not keep what it acknowledges is refused.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(options: &PgOptions) -> Result<Self, OpenError> {
        options.check()?;
        Ok(Self(Link::connect(options).await?))
    }

    /// What statements are sent through.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// Runs `sql` unless `schema` has the table `table`, in one transaction. Nodes starting together wait for each other: one creates,
    /// the others find.
    ///
    /// # Errors
    /// [`OpenError::Schema`].
    pub async fn create_once(&self, schema: &str, table: &str, sql: &str) -> Result<(), OpenError> {
        let failed = |error: tokio_postgres::Error| OpenError::Schema {
            schema: schema.to_owned(),
            reason: link::words(&error),
        };
        let client = &self.0.client;
        if exists(client, schema, table).await.map_err(failed)? {
            return Ok(());
        }
        let alone = format!(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('create {schema}.{table}', 0)); {}",
            "SET LOCAL client_min_messages = error"
        );
        // On an error the connection is given up, and its transaction with it.
        client.batch_execute(&alone).await.map_err(failed)?;
        // Somebody else may have been first while we waited for the lock.
        if !exists(client, schema, table).await.map_err(failed)? {
            client.batch_execute(sql).await.map_err(failed)?;
            tracing::info!(schema, "tables created");
        }
        client.batch_execute("COMMIT").await.map_err(failed)
    }
}

async fn exists(client: &Client, schema: &str, table: &str) -> Result<bool, tokio_postgres::Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = $2)
               OR EXISTS (SELECT 1 FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                          WHERE n.nspname = $1 AND p.proname = $2)";
    client.query_one(sql, &[&schema, &table]).await?.try_get(0)
}
