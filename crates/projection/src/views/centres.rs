//! The centres somebody established or amended. What their terms say is read from their streams; here stands only which there are.

use crate::case_view::Moment;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use domain::centre::CentreEvent;
use domain::ids::CentreId;
use rusqlite::Connection;

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS centres_v1 (
    centre   TEXT    PRIMARY KEY,
    version  INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
";

/// Folds an event of a centre; one that was seen before changes nothing.
pub(crate) fn apply(
    connection: &Connection,
    event: &CentreEvent,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let (centre, version) = match event {
        CentreEvent::CentreEstablished(event) => (&event.centre, event.version),
        CentreEvent::CentreAmended(event) => (&event.centre, event.version),
    };
    let sql = "INSERT INTO centres_v1 (centre, version, revision) VALUES (?1, ?2, ?3)
               ON CONFLICT (centre) DO UPDATE SET version = excluded.version, revision = excluded.revision
               WHERE excluded.revision > centres_v1.revision";
    let values = (centre.as_str(), i64::from(version), moment.revision.cast_signed());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// Centres somebody established or amended, in the order of their codes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn centres(&self) -> Result<Answer<Vec<CentreId>>, QueryError> {
        self.ask(|connection| {
            let mut statement = connection.prepare_cached("SELECT centre FROM centres_v1 ORDER BY centre")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut centres = Vec::new();
            for row in rows {
                centres.extend(CentreId::parse(&row?).ok());
            }
            Ok(centres)
        })
    }
}
