//! The referral ledger (诉调对接台账): what a court sent, until when, how far it got, what it was told.

use crate::case_view::CaseView;
use crate::cursor;
use crate::error::{QueryError, ViewError};
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use chrono::NaiveDate;
use domain::case::StageName;
use domain::classification::{ReferralKind, ReferralOutcome};
use domain::court_number::CourtCaseNumber;
use domain::ids::{CaseId, CentreId};
use domain::money::Fen;
use domain::text::ShortText;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS referrals_v1 (
    case_id     TEXT    PRIMARY KEY,
    court       TEXT    NOT NULL,
    centre      TEXT    NOT NULL,
    received_on TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    doc         TEXT    NOT NULL,
    revision    INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS referrals_v1_court ON referrals_v1 (court, received_on, case_id);
CREATE INDEX IF NOT EXISTS referrals_v1_centre ON referrals_v1 (centre, received_on, case_id);
";

const LIST: &str = "referrals";

/// How far a referral got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReferralState {
    /// The receipt is not signed.
    Received,
    /// Signed for; the period runs.
    Active,
    /// Ended; the court waits for the report.
    Ended,
    /// The court knows of the agreement.
    Reported,
    /// The papers went back.
    Returned,
}

impl ReferralState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Received, Self::Active, Self::Ended, Self::Reported, Self::Returned];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "RECEIVED",
            Self::Active => "ACTIVE",
            Self::Ended => "ENDED",
            Self::Reported => "REPORTED",
            Self::Returned => "RETURNED",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A line of the ledger. Nobody is named in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralRow {
    /// The case.
    pub case: CaseId,
    /// Its number at the centre.
    pub case_no: Option<ShortText>,
    /// The centre that has it.
    pub centre: CentreId,
    /// The court.
    pub court: String,
    /// Number of the court's letter.
    pub referral_no: ShortText,
    /// Number of the court's case.
    pub court_case_no: Option<CourtCaseNumber>,
    /// Before or after docketing.
    pub kind: ReferralKind,
    /// Legal date on which it came.
    pub received_on: NaiveDate,
    /// Number of the receipt.
    pub receipt_no: Option<ShortText>,
    /// The last day of what is awaited next, legal date.
    pub due: Option<NaiveDate>,
    /// The amount in suit, fen.
    pub amount: Option<Fen>,
    /// Where the case stands.
    pub stage: StageName,
    /// How far the referral got.
    pub state: ReferralState,
    /// What the court was told.
    pub outcome: Option<ReferralOutcome>,
    /// Legal date of the report.
    pub reported_on: Option<NaiveDate>,
    /// Revision of the case.
    pub revision: u64,
}

impl ReferralRow {
    /// The line of a case; none for a case no court sent.
    pub(crate) fn of(view: &CaseView) -> Option<Self> {
        let referral = view.referral.as_ref()?;
        let report = referral.report.as_ref();
        Some(Self {
            case: view.case,
            case_no: view.case_no.clone(),
            centre: view.centre.clone(),
            court: referral.court.clone(),
            referral_no: referral.referral_no.clone(),
            court_case_no: referral.court_case_no.clone(),
            kind: referral.kind,
            received_on: referral.received_on,
            receipt_no: referral.receipt_no.clone(),
            due: view.next_due,
            amount: referral.amount,
            stage: view.stage,
            state: state(view),
            outcome: report.map(|report| report.outcome),
            reported_on: report.map(|report| report.reported_on),
            revision: view.revision,
        })
    }
}

fn state(view: &CaseView) -> ReferralState {
    let Some(referral) = &view.referral else { return ReferralState::Received };
    match (&referral.report, view.stage) {
        (Some(report), _) if report.outcome == ReferralOutcome::Returned => ReferralState::Returned,
        (Some(_), _) => ReferralState::Reported,
        (None, StageName::NotAccepted | StageName::Effective | StageName::Terminated | StageName::Closed) => {
            ReferralState::Ended
        }
        (None, _) if referral.receipt_no.is_none() => ReferralState::Received,
        (None, _) => ReferralState::Active,
    }
}

/// Writes the line of a case; one that is older than what stands there changes nothing.
pub(crate) fn write(connection: &Connection, row: &ReferralRow) -> Result<(), ViewError> {
    let sql = "INSERT INTO referrals_v1 (case_id, court, centre, received_on, state, doc, revision)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT (case_id) DO UPDATE
               SET centre = excluded.centre, state = excluded.state, doc = excluded.doc, revision = excluded.revision
               WHERE excluded.revision > referrals_v1.revision";
    let values = (
        row.case.to_string(),
        &row.court,
        row.centre.as_str(),
        row.received_on.to_string(),
        row.state.code(),
        serde_json::to_string(row)?,
        row.revision.cast_signed(),
    );
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

impl Views {
    /// What one court sent, the newest first.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn referrals_of_court(
        &self,
        court: &str,
        state: Option<ReferralState>,
        paging: &Paging,
    ) -> Result<Answer<Page<ReferralRow>>, QueryError> {
        self.referrals("court", court, state, paging)
    }

    /// What courts sent to one centre, the newest first.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn referrals_of_centre(
        &self,
        centre: &CentreId,
        state: Option<ReferralState>,
        paging: &Paging,
    ) -> Result<Answer<Page<ReferralRow>>, QueryError> {
        self.referrals("centre", centre.as_str(), state, paging)
    }

    fn referrals(
        &self,
        column: &str,
        key: &str,
        state: Option<ReferralState>,
        paging: &Paging,
    ) -> Result<Answer<Page<ReferralRow>>, QueryError> {
        let mut query =
            ListQuery::new("SELECT received_on, case_id, doc FROM referrals_v1 WHERE", paging.limit)?;
        query.push(&format!("{column} = ?"), [text(key)]);
        query.push_if("AND state = ?", state.map(|state| text(state.code())));
        let counted = query.counted();
        if let Some(after) = &paging.after {
            let [received, case] = cursor::decode(LIST, after)?;
            query.push("AND (received_on, case_id) < (?, ?)", [text(received), text(case)]);
        }
        query.push("ORDER BY received_on DESC, case_id DESC", []);
        self.ask(|connection| {
            let mut page = query.page(connection, LIST, |row| {
                Ok((serde_json::from_str(&row.get::<_, String>(2)?)?, [row.get(0)?, row.get(1)?]))
            })?;
            page.total = Some(counted.of(connection)?);
            Ok(page)
        })
    }
}
