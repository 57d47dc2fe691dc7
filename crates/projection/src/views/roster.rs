//! The roster of mediators (调解员名册).

use crate::case_view::Moment;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::{DateTime, Utc};
use domain::classification::Business;
use domain::ids::{CentreId, MediatorId, UserId};
use domain::mediator::{
    Employment, Home, Interest, InterestDeclared, MediatorAmended, MediatorEvent, MediatorKind,
    MediatorRegistered, Profile,
};
use domain::personal::Personal;
use domain::text::{LongText, PersonName};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS mediators_v1 (
    mediator_id TEXT    PRIMARY KEY,
    centre      TEXT    NOT NULL,
    active      INTEGER NOT NULL,
    doc         TEXT    NOT NULL,
    revision    INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS mediators_v1_centre ON mediators_v1 (centre, mediator_id);
";

const LIST: &str = "mediators";

/// A declared interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterestView {
    /// What, without names.
    #[serde(flatten)]
    pub interest: Interest,
    /// In words, sealed.
    pub wording: Option<Personal<LongText>>,
}

/// An entry of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEntry {
    /// Who.
    pub mediator: MediatorId,
    /// The entry's stream; the sealed name is bound to it.
    pub stream: String,
    /// The centre that keeps the entry.
    pub centre: CentreId,
    /// Name, sealed.
    pub name: Personal<PersonName>,
    /// What kind.
    pub kind: MediatorKind,
    /// Who seconds him or her: its code and its legal person.
    pub home: Option<Home>,
    /// Employers, present and past.
    pub employment: Vec<Employment>,
    /// Fields of experience.
    pub expertise: Vec<Business>,
    /// The account he or she acts under.
    #[serde(default)]
    pub account: Option<UserId>,
    /// Languages, court registers, term, load cap.
    #[serde(default)]
    pub profile: Profile,
    /// Interests and relations declared, ended ones included.
    #[serde(default)]
    pub interests: Vec<InterestView>,
    /// May be asked.
    pub active: bool,
    /// When entered, UTC.
    pub registered_at: DateTime<Utc>,
    /// Revision of the last event folded in.
    pub revision: u64,
    /// When the last event happened, UTC.
    pub updated_at: DateTime<Utc>,
}

/// Folds an event of the roster; one that was seen before changes nothing.
///
/// Answers why the event cannot be applied, if it cannot.
pub(crate) fn apply(
    connection: &Connection,
    event: &MediatorEvent,
    moment: &Moment<'_>,
) -> Result<Result<(), String>, ViewError> {
    let entry = match event {
        MediatorEvent::MediatorRegistered(event) => entered(event, moment),
        MediatorEvent::MediatorStanding(event) => {
            let Some(entry) = known(connection, event.mediator)? else { return Ok(Err(UNKNOWN.to_owned())) };
            RosterEntry { active: event.active, ..entry }
        }
        MediatorEvent::MediatorAmended(event) => {
            let Some(entry) = known(connection, event.mediator)? else { return Ok(Err(UNKNOWN.to_owned())) };
            amended(entry, event)
        }
        MediatorEvent::InterestDeclared(event) => {
            let Some(mut entry) = known(connection, event.mediator)? else {
                return Ok(Err(UNKNOWN.to_owned()));
            };
            let InterestDeclared { interest, wording, mediator: _ } = event.clone();
            entry.interests.push(InterestView { interest, wording });
            entry
        }
        MediatorEvent::InterestEnded(event) => {
            let Some(mut entry) = known(connection, event.mediator)? else {
                return Ok(Err(UNKNOWN.to_owned()));
            };
            let mut interests = entry.interests.iter_mut();
            if let Some(view) = interests.find(|view| view.interest.seq == event.seq) {
                view.interest.until = Some(event.until);
            }
            entry
        }
    };
    let entry = RosterEntry { revision: moment.revision, updated_at: moment.at(), ..entry };
    save(connection, &entry)?;
    Ok(Ok(()))
}

/// Why an event cannot be applied: it has nothing to apply to.
const UNKNOWN: &str = "the mediator has no entry in the roster";

fn entered(event: &MediatorRegistered, moment: &Moment<'_>) -> RosterEntry {
    RosterEntry {
        mediator: event.mediator,
        stream: moment.stream.to_owned(),
        centre: event.centre.clone(),
        name: event.name.clone(),
        kind: event.kind,
        home: event.home.clone(),
        employment: event.employment.clone(),
        expertise: event.expertise.clone(),
        account: event.account.clone(),
        profile: event.profile.clone(),
        interests: Vec::new(),
        active: true,
        registered_at: moment.at(),
        revision: moment.revision,
        updated_at: moment.at(),
    }
}

fn amended(entry: RosterEntry, event: &MediatorAmended) -> RosterEntry {
    RosterEntry {
        kind: event.kind,
        home: event.home.clone(),
        employment: event.employment.clone(),
        expertise: event.expertise.clone(),
        account: event.account.clone(),
        profile: event.profile.clone(),
        ..entry
    }
}

fn known(connection: &Connection, mediator: MediatorId) -> Result<Option<RosterEntry>, ViewError> {
    Ok(document(connection, mediator)?.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

fn document(connection: &Connection, mediator: MediatorId) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT doc FROM mediators_v1 WHERE mediator_id = ?1")?;
    statement.query_row([mediator.to_string()], |row| row.get(0)).optional()
}

fn save(connection: &Connection, entry: &RosterEntry) -> Result<(), ViewError> {
    let sql = "INSERT INTO mediators_v1 (mediator_id, centre, active, doc, revision) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (mediator_id) DO UPDATE
               SET centre = excluded.centre, active = excluded.active, doc = excluded.doc, revision = excluded.revision
               WHERE excluded.revision > mediators_v1.revision";
    let doc = serde_json::to_string(entry)?;
    let values =
        (entry.mediator.to_string(), entry.centre.as_str(), entry.active, doc, entry.revision.cast_signed());
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Which mediators are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterFilter {
    /// Only entries kept by this centre.
    pub centre: Option<CentreId>,
    /// Only those who may, or may not, be asked.
    pub active: Option<bool>,
}

impl Views {
    /// A mediator.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn mediator(&self, mediator: MediatorId) -> Result<Answer<Option<RosterEntry>>, QueryError> {
        self.ask(|connection| {
            let doc = document(connection, mediator)?;
            Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
        })
    }

    /// Mediators in the order of their ids.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn mediators(
        &self,
        filter: &RosterFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<RosterEntry>>, QueryError> {
        let mut query = ListQuery::new("SELECT mediator_id, doc FROM mediators_v1 WHERE true", paging.limit)?;
        query.push_if("AND centre = ?", filter.centre.as_ref().map(text));
        query.push_if("AND active = ?", filter.active.map(i64::from));
        if let Some(after) = &paging.after {
            let [mediator] = cursor::decode(LIST, after)?;
            query.push("AND mediator_id > ?", [text(mediator)]);
        }
        query.push("ORDER BY mediator_id", []);
        self.ask(|connection| {
            query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(1)?)?, [row.get(0)?]))
            })
        })
    }
}
