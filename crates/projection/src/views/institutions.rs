//! The register of institutions (金融机构).

use crate::case_view::Moment;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::{DateTime, NaiveDate, Utc};
use domain::classification::Sector;
use domain::identity::Uscc;
use domain::institution::{InstitutionEvent, MemorandumSigned};
use domain::text::ShortText;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS institutions_v1 (
    uscc         TEXT    PRIMARY KEY,
    legal_person TEXT    NOT NULL,
    sector       TEXT    NOT NULL,
    doc          TEXT    NOT NULL,
    revision     INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS institutions_v1_legal_person ON institutions_v1 (legal_person, uscc);
";

const LIST: &str = "institutions";

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionEntry {
    /// Its own code.
    pub uscc: Uscc,
    /// Registered name.
    pub name: ShortText,
    /// Code of the legal person it belongs to; its own when it is one.
    pub legal_person: Uscc,
    /// Code of the unit directly above it, when that is not the legal person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uscc>,
    /// The group, when known.
    pub group: Option<ShortText>,
    /// What it is.
    pub sector: Sector,
    /// Standing memoranda, in the order they were recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub memoranda: Vec<MemorandumView>,
    /// Revision of the last event folded in.
    pub revision: u64,
    /// When the last event happened, UTC.
    pub updated_at: DateTime<Utc>,
}

/// A standing memorandum (小额纠纷快速解决备忘录) of an institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemorandumView {
    /// As it was signed.
    #[serde(flatten)]
    pub signed: MemorandumSigned,
    /// Its last day, legal date, where it was ended before its time.
    #[serde(default)]
    pub ended_on: Option<NaiveDate>,
    /// Why it was ended.
    #[serde(default)]
    pub reason: Option<ShortText>,
}

/// Folds an event of the register; one that was seen before changes nothing.
pub(crate) fn apply(
    connection: &Connection,
    event: &InstitutionEvent,
    moment: &Moment<'_>,
) -> Result<(), ViewError> {
    let known = kept(connection, whose(event))?;
    if known.as_ref().is_some_and(|entry| entry.revision >= moment.revision) {
        return Ok(());
    }
    let Some(mut entry) = after(known, event) else { return Ok(()) };
    entry.revision = moment.revision;
    entry.updated_at = moment.at();
    write(connection, &entry)
}

const fn whose(event: &InstitutionEvent) -> &Uscc {
    match event {
        InstitutionEvent::InstitutionRegistered(event) => &event.uscc,
        InstitutionEvent::MemorandumSigned(event) => &event.uscc,
        InstitutionEvent::MemorandumEnded(event) => &event.uscc,
    }
}

fn kept(connection: &Connection, uscc: &Uscc) -> Result<Option<InstitutionEntry>, ViewError> {
    let mut statement = connection.prepare_cached("SELECT doc FROM institutions_v1 WHERE uscc = ?1")?;
    let doc: Option<String> = statement.query_row([uscc.as_str()], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

/// The entry with the event in it; none for a memorandum of nobody, which no version of this house wrote.
fn after(known: Option<InstitutionEntry>, event: &InstitutionEvent) -> Option<InstitutionEntry> {
    match event {
        InstitutionEvent::InstitutionRegistered(event) => Some(InstitutionEntry {
            uscc: event.uscc.clone(),
            name: event.name.clone(),
            legal_person: event.legal_person.clone(),
            parent: event.parent.clone(),
            group: event.group.clone(),
            sector: event.sector,
            memoranda: known.map(|entry| entry.memoranda).unwrap_or_default(),
            revision: 0,
            updated_at: DateTime::UNIX_EPOCH,
        }),
        InstitutionEvent::MemorandumSigned(event) => known.map(|mut entry| {
            entry.memoranda.push(MemorandumView { signed: event.clone(), ended_on: None, reason: None });
            entry
        }),
        InstitutionEvent::MemorandumEnded(event) => known.map(|mut entry| {
            let mut memoranda = entry.memoranda.iter_mut();
            if let Some(it) = memoranda.find(|it| it.signed.memorandum == event.memorandum) {
                it.ended_on = Some(event.ended_on);
                it.reason = Some(event.reason.clone());
            }
            entry
        }),
    }
}

fn write(connection: &Connection, entry: &InstitutionEntry) -> Result<(), ViewError> {
    let sql =
        "INSERT INTO institutions_v1 (uscc, legal_person, sector, doc, revision) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (uscc) DO UPDATE
               SET legal_person = excluded.legal_person, sector = excluded.sector, doc = excluded.doc,
                   revision = excluded.revision";
    let values = (
        entry.uscc.as_str(),
        entry.legal_person.as_str(),
        entry.sector.code(),
        serde_json::to_string(entry)?,
        entry.revision.cast_signed(),
    );
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Which institutions are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstitutionFilter {
    /// Only those of this legal person, itself included.
    pub legal_person: Option<Uscc>,
    /// Only those of this sector.
    pub sector: Option<Sector>,
}

impl Views {
    /// An institution by its own code.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn institution(&self, uscc: &Uscc) -> Result<Answer<Option<InstitutionEntry>>, QueryError> {
        self.ask(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT doc FROM institutions_v1 WHERE uscc = ?1")?;
            let doc: Option<String> = statement.query_row([uscc.as_str()], |row| row.get(0)).optional()?;
            Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
        })
    }

    /// Institutions in the order of their codes.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn institutions(
        &self,
        filter: &InstitutionFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<InstitutionEntry>>, QueryError> {
        let mut query = ListQuery::new("SELECT uscc, doc FROM institutions_v1 WHERE true", paging.limit)?;
        query.push_if("AND legal_person = ?", filter.legal_person.as_ref().map(text));
        query.push_if("AND sector = ?", filter.sector.map(|sector| text(sector.code())));
        if let Some(after) = &paging.after {
            let [uscc] = cursor::decode(LIST, after)?;
            query.push("AND uscc > ?", [text(uscc)]);
        }
        query.push("ORDER BY uscc", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(1)?)?, [row.get(0)?]))
            })
        })
    }
}
