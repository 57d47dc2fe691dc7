//! From options to a verified log.

use crate::link::Link;
use crate::options::PgOptions;
use crate::schema::{self, Found};
use event_store::Incarnation;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The options cannot be meant.
    #[error("the options of the event store: {reason}")]
    Options {
        /// Which, and what is wrong with it.
        reason: String,
    },
    /// No server that accepts writes answers there.
    #[error("no connection to the event store at {to}: {reason}")]
    Unreachable {
        /// Hosts and database.
        to: String,
        /// What was heard.
        reason: String,
    },
    /// The server would not keep what it acknowledges.
    #[error("the database server does not suit an event store: {reason}")]
    Unsuitable {
        /// The setting.
        reason: String,
    },
    /// The tables could not be created or read.
    #[error("the tables of the event store in schema {schema}: {reason}")]
    Schema {
        /// The schema.
        schema: String,
        /// What the server said.
        reason: String,
    },
    /// Written by a newer version of this program.
    #[error(
        "the event store in schema {schema} has format {found}, this program knows up to {known}: use a newer version"
    )]
    Newer {
        /// The schema.
        schema: String,
        /// The format found.
        found: i32,
        /// The newest one known.
        known: i32,
    },
    /// The tables are there, but not whole, or not those that were left.
    #[error("the event store in schema {schema} is damaged: {reason}")]
    Damaged {
        /// The schema.
        schema: String,
        /// What and where.
        reason: String,
    },
}

impl OpenError {
    /// Whether waiting will not help.
    pub(crate) fn needs_a_person(&self) -> bool {
        match self {
            Self::Options { .. } | Self::Unsuitable { .. } | Self::Newer { .. } | Self::Damaged { .. } => {
                true
            }
            Self::Unreachable { .. } | Self::Schema { .. } => false,
        }
    }
}

/// Connects for the first time: creates the tables where they are missing, and learns which log this is.
pub(crate) async fn first(options: &PgOptions) -> Result<(Link, Found), OpenError> {
    options.check()?;
    let link = Link::connect(options).await?;
    schema::migrate(&link, &options.schema).await?;
    let found = schema::look(&link.client, &options.schema).await?;
    Ok((link, found))
}

/// Gives the log a new name. To be done once by the owner of the tables after a restore from a backup, before the service starts:
/// checkpoints of readers from before then stop them instead of misleading them.
///
/// # Errors
/// See [`OpenError`].
pub async fn renew_incarnation(options: &PgOptions) -> Result<Incarnation, OpenError> {
    let (link, _) = first(options).await?;
    let sql =
        format!("UPDATE {}.store SET incarnation = gen_random_uuid() RETURNING incarnation", options.schema);
    let renewed = match link.client.query_one(&sql, &[]).await {
        Ok(row) => row.try_get(0),
        Err(error) => Err(error),
    };
    let failed = |error: tokio_postgres::Error| OpenError::Schema {
        schema: options.schema.clone(),
        reason: crate::link::words(&error),
    };
    renewed.map(Incarnation).map_err(failed)
}
