//! The settlement register (调解协议、司法确认登记簿): one row an agreement in force, and what the court made of it.

use crate::case_view::{
    AgreementView, CameAbout, CaseView, ConfirmationEntry, ObligationView, PartyBrief, status_of,
};
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::packed::{pack, unpack};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::stored::Stored;
use crate::views::inquiry;
use chrono::{DateTime, NaiveDate, Utc};
use domain::case::{BoundBy, ConfirmationStatus, RegimeDate};
use domain::court_number::CourtCaseNumber;
use domain::deadline::Deadline;
use domain::ids::{CaseId, CentreId};
use domain::money::Fen;
use domain::text::ShortText;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

/// `court` and `filed_on` are empty until the confirmation is filed: a court finds what was filed with it and nothing else.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS register_v1 (
    agreement_no  TEXT    NOT NULL,
    case_id       TEXT    NOT NULL,
    centre        TEXT    NOT NULL,
    effective_on  TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    court         TEXT,
    filed_on      TEXT,
    court_case_no TEXT,
    hash          TEXT    NOT NULL,
    doc           BLOB    NOT NULL,
    revision      INTEGER NOT NULL,
    PRIMARY KEY (agreement_no, case_id)
) STRICT;
CREATE INDEX IF NOT EXISTS register_v1_court ON register_v1 (court, filed_on, agreement_no);
CREATE INDEX IF NOT EXISTS register_v1_court_status ON register_v1 (court, status, filed_on, agreement_no);
CREATE INDEX IF NOT EXISTS register_v1_court_no ON register_v1 (court, court_case_no, filed_on, agreement_no);
CREATE INDEX IF NOT EXISTS register_v1_court_agreement ON register_v1 (court, agreement_no, filed_on);
CREATE INDEX IF NOT EXISTS register_v1_centre ON register_v1 (centre, effective_on, agreement_no);
CREATE INDEX IF NOT EXISTS register_v1_case ON register_v1 (case_id);
CREATE INDEX IF NOT EXISTS register_v1_hash ON register_v1 (hash);
";

/// How far the obligations are performed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PerformanceState {
    /// Something is left to do; whether it is overdue follows from the reader's today.
    Open,
    /// Something is left to do that was recorded as defaulted.
    Defaulted,
    /// All done in time.
    Performed,
    /// All done, some of it after its last day.
    Late,
}

/// An agreement in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementRow {
    /// Its number.
    pub agreement_no: ShortText,
    /// How it came about.
    #[serde(default)]
    pub came_about: CameAbout,
    /// The memoranda that bind the institutions, where it is an opinion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bound: Vec<BoundBy>,
    /// Partial: the claims of the case it settles, by their places; empty: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<u32>,
    /// 1, 2, 3 …
    pub version: u32,
    /// SHA-256 of its canonical bytes, hexadecimal.
    pub hash: String,
    /// The case.
    pub case: CaseId,
    /// The case's stream; sealed names are bound to it.
    pub stream: String,
    /// The case's number.
    pub case_no: Option<ShortText>,
    /// The centre.
    pub centre: CentreId,
    /// Both sides.
    pub parties: Vec<PartyBrief>,
    /// How it came about: every rule of effect that applies, and its moment; `NO_OBJECTION` where nobody objected to a proposal.
    pub regimes: Vec<RegimeDate>,
    /// Binding since, legal date.
    pub effective_on: NaiveDate,
    /// T10.
    pub confirm_by: Deadline,
    /// Sum of what is to be paid or refunded, fen.
    pub settled_fen: Fen,
    /// What has to be performed.
    pub obligations: Vec<ObligationView>,
    /// How far that is done.
    pub performance: PerformanceState,
    /// How far the confirmation got.
    pub status: ConfirmationStatus,
    /// The court it was filed with.
    pub court: Option<String>,
    /// Legal date of the filing.
    pub filed_on: Option<NaiveDate>,
    /// Through the green channel 绿色通道.
    pub green_channel: bool,
    /// The court's number.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Number of the ruling.
    pub ruling_no: Option<CourtCaseNumber>,
    /// Legal date of the ruling.
    pub ruled_on: Option<NaiveDate>,
    /// Legal date of service.
    pub served_on: Option<NaiveDate>,
    /// What became of the confirmation, step by step: filed, ruled, objected to, upheld, revoked or changed.
    pub history: Vec<ConfirmationEntry>,
    /// Revision of the case this row was made from.
    pub revision: u64,
    /// When the last event of the case happened, UTC.
    pub updated_at: DateTime<Utc>,
}

impl SettlementRow {
    /// The row of a case; none until its agreement is in force.
    #[must_use]
    pub fn of(view: &CaseView) -> Option<Self> {
        let agreement = view.agreement.as_ref()?;
        let confirmation = view.confirmation.as_ref();
        Some(Self {
            agreement_no: agreement.agreement_no.clone(),
            came_about: agreement.came_about,
            bound: bound(view, agreement),
            settles: agreement.settles.clone(),
            version: agreement.version,
            hash: agreement.hash.clone(),
            case: view.case,
            stream: view.stream.clone(),
            case_no: view.case_no.clone(),
            centre: view.centre.clone(),
            parties: view.parties.iter().map(PartyBrief::of).collect(),
            regimes: agreement.regimes.clone(),
            effective_on: agreement.effective_on?,
            confirm_by: agreement.confirm_by.clone()?,
            settled_fen: agreement.settled_fen,
            obligations: view.obligations.clone(),
            performance: performance(view),
            status: view.confirmation_status(),
            court: view.court().map(str::to_owned),
            filed_on: confirmation.and_then(|confirmation| confirmation.filed_on),
            green_channel: confirmation.is_some_and(|confirmation| confirmation.green_channel),
            court_case_no: confirmation.and_then(|confirmation| confirmation.court_case_no.clone()),
            ruling_no: confirmation.and_then(|confirmation| confirmation.ruling_no.clone()),
            ruled_on: confirmation.and_then(|confirmation| confirmation.ruled_on),
            served_on: confirmation.and_then(|confirmation| confirmation.served_on),
            history: confirmation.map_or_else(Vec::new, |confirmation| confirmation.history.clone()),
            revision: view.revision,
            updated_at: view.updated_at,
        })
    }
}

/// What binds the institutions to an opinion that was accepted; a text that was signed binds by itself.
fn bound(view: &CaseView, agreement: &AgreementView) -> Vec<BoundBy> {
    let opinion = view.opinion.as_ref().filter(|_| agreement.came_about == CameAbout::Opinion);
    opinion.map_or_else(Vec::new, |opinion| opinion.bound.clone())
}

fn performance(view: &CaseView) -> PerformanceState {
    let defaulted = |it: &ObligationView| it.is_open() && it.standing.defaulted_on.is_some();
    if view.obligations.iter().any(defaulted) {
        PerformanceState::Defaulted
    } else if !view.performed() {
        PerformanceState::Open
    } else if view.obligations.iter().any(|obligation| obligation.late) {
        PerformanceState::Late
    } else {
        PerformanceState::Performed
    }
}

/// Takes a case out of the register: it has no agreement in force, or nothing but storing goes on with it.
pub(crate) fn remove(connection: &Connection, case: CaseId) -> Result<(), ViewError> {
    let sql = "DELETE FROM register_v1 WHERE case_id = ?1";
    connection.prepare_cached(sql)?.execute([case.to_string()])?;
    inquiry::forget(connection, case)
}

/// A settlement as its hash alone shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvedSettlement {
    /// Code of the confirmation's status.
    pub status: String,
    /// Binding since, legal date, ISO 8601.
    pub effective_on: String,
}

/// Writes the row; one that is older than what stands there changes nothing.
pub(crate) fn write(connection: &Connection, row: &SettlementRow) -> Result<(), ViewError> {
    let sql = "INSERT INTO register_v1
                   (agreement_no, case_id, centre, effective_on, status, court, filed_on, court_case_no, hash, doc, revision)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
               ON CONFLICT (agreement_no, case_id) DO UPDATE
               SET status = excluded.status, court = excluded.court, filed_on = excluded.filed_on,
                   court_case_no = excluded.court_case_no, hash = excluded.hash, doc = excluded.doc, revision = excluded.revision
               WHERE excluded.revision >= register_v1.revision";
    let values = (
        row.agreement_no.as_str(),
        row.case.to_string(),
        row.centre.as_str(),
        row.effective_on.to_string(),
        row.status.code(),
        row.court.as_deref(),
        row.filed_on.map(|on| on.to_string()),
        row.court_case_no.as_ref().map(CourtCaseNumber::as_str),
        &row.hash,
        pack(row)?,
        row.revision.cast_signed(),
    );
    connection.prepare_cached(sql)?.execute(values)?;
    inquiry::write(connection, row)
}

/// Which settlements are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettlementFilter {
    /// Only with this status of confirmation.
    pub status: Option<ConfirmationStatus>,
    /// Only with this number of the court, in its official spelling.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Only this agreement.
    pub agreement_no: Option<String>,
    /// First legal date: of filing in a court's list, of effect in a centre's.
    pub from: Option<NaiveDate>,
    /// Last legal date, the day itself included.
    pub to: Option<NaiveDate>,
}

/// Whose register is asked.
struct Side {
    list: &'static str,
    whose: &'static str,
    date: &'static str,
}

const COURT: Side = Side { list: "court-settlements", whose: "court", date: "filed_on" };
const CENTRE: Side = Side { list: "centre-settlements", whose: "centre", date: "effective_on" };

impl Views {
    /// Settlements whose confirmation was filed with a court, the newest filing first. Other courts' matters are never found.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn settlements_of_court(
        &self,
        court: &str,
        filter: &SettlementFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<Stored<SettlementRow>>>, QueryError> {
        self.settlements(&COURT, court, filter, paging)
    }

    /// Settlements of a centre, the newest first.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn settlements_of_centre(
        &self,
        centre: &CentreId,
        filter: &SettlementFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<Stored<SettlementRow>>>, QueryError> {
        self.settlements(&CENTRE, centre.as_str(), filter, paging)
    }

    /// One settlement, for the court its confirmation was filed with.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn settlement_of_court(
        &self,
        court: &str,
        agreement_no: &str,
    ) -> Result<Answer<Option<SettlementRow>>, QueryError> {
        self.settlement(&COURT, court, agreement_no)
    }

    /// One settlement, for its centre.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn settlement_of_centre(
        &self,
        centre: &CentreId,
        agreement_no: &str,
    ) -> Result<Answer<Option<SettlementRow>>, QueryError> {
        self.settlement(&CENTRE, centre.as_str(), agreement_no)
    }

    /// What anybody who holds the hash of an agreement may know: that it is in effect since when, and how far its confirmation got.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn settlement_by_hash(&self, hash: &str) -> Result<Answer<Option<ProvedSettlement>>, QueryError> {
        let sql = "SELECT status, effective_on FROM register_v1 WHERE hash = ?1";
        self.ask(|connection| {
            let row = |row: &rusqlite::Row<'_>| {
                Ok(ProvedSettlement { status: row.get(0)?, effective_on: row.get(1)? })
            };
            Ok(connection.prepare_cached(sql)?.query_row((hash,), row).optional()?)
        })
    }

    fn settlement(
        &self,
        side: &Side,
        whose: &str,
        agreement_no: &str,
    ) -> Result<Answer<Option<SettlementRow>>, QueryError> {
        let sql = format!("SELECT doc FROM register_v1 WHERE agreement_no = ?1 AND {} = ?2", side.whose);
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let packed: Option<Vec<u8>> =
                statement.query_row((agreement_no, whose), |row| row.get(0)).optional()?;
            Ok(packed.map(|packed| unpack(&packed)).transpose()?)
        })
    }

    fn settlements(
        &self,
        side: &Side,
        whose: &str,
        filter: &SettlementFilter,
        paging: &Paging,
    ) -> Result<Answer<Page<Stored<SettlementRow>>>, QueryError> {
        let Side { list, whose: owner, date } = side;
        let select = format!("SELECT {date}, agreement_no, doc FROM register_v1 WHERE {owner} = ?");
        let mut query = ListQuery::new(&select, paging.limit)?;
        query.push("", [text(whose)]);
        query.push_if("AND status = ?", filter.status.map(|status| text(status.code())));
        query.push_if("AND court_case_no = ?", filter.court_case_no.as_ref().map(|no| text(no.as_str())));
        query.push_if("AND agreement_no = ?", filter.agreement_no.as_ref().map(text));
        query.push_if(&format!("AND {date} >= ?"), filter.from.map(text));
        query.push_if(&format!("AND {date} <= ?"), filter.to.map(text));
        let counted = query.counted();
        if let Some(after) = &paging.after {
            let [on, agreement_no] = cursor::decode(list, after)?;
            query.push(&format!("AND ({date}, agreement_no) < (?, ?)"), [text(on), text(agreement_no)]);
        }
        query.push(&format!("ORDER BY {date} DESC, agreement_no DESC"), []);
        self.ask(|connection| {
            let mut page = query.page(connection, list, |row| {
                let key = [row.get(0)?, row.get(1)?];
                Ok((Stored::new(row.get(2)?), key))
            })?;
            page.total = Some(counted.of(connection)?);
            Ok(page)
        })
    }
}

/// Reads the stable code of a status of confirmation, as filters carry it.
#[must_use]
pub fn confirmation_status(code: &str) -> Option<ConfirmationStatus> {
    status_of(code)
}
