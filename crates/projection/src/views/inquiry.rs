//! What a court may ask the register outside its own matters: by one exact number, or by who is party to it; existence and status, nothing else.

use crate::error::{QueryError, ViewError};
use crate::query::{Answer, Views};
use crate::views::register::SettlementRow;
use domain::case::PartyKind;
use domain::court_number::CourtCaseNumber;
use domain::identity::Uscc;
use domain::ids::CaseId;
use rusqlite::Connection;

/// Which organisations have settled as customers. An institution is party to so many that its code tells nothing of a matter, and a
/// person's number is in no view.
pub(crate) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS register_codes_v1 (
    uscc    TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (uscc, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS register_codes_v1_case ON register_codes_v1 (case_id);
";

/// What a court looks for outside its own matters: one exact number, or who is party to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry {
    /// The agreement's.
    Agreement(String),
    /// That of the court that confirms it.
    Court(CourtCaseNumber),
    /// Those of a case.
    Case(CaseId),
    /// Those in which this organisation is a customer, by its code.
    Organisation(Uscc),
}

/// A settlement as such a court sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiredSettlement {
    /// The case, for the access journal.
    pub case: CaseId,
    /// The agreement's number.
    pub agreement_no: String,
    /// The centre.
    pub centre: String,
    /// Binding since, legal date, ISO 8601.
    pub effective_on: String,
    /// Code of the confirmation's status.
    pub status: String,
}

/// Keeps the codes of a row's customers.
pub(crate) fn write(connection: &Connection, row: &SettlementRow) -> Result<(), ViewError> {
    let sql = "INSERT OR IGNORE INTO register_codes_v1 (uscc, case_id) VALUES (?1, ?2)";
    for party in row.parties.iter().filter(|party| party.kind == PartyKind::Organisation) {
        if let Some(code) = &party.uscc {
            connection.prepare_cached(sql)?.execute((code.as_str(), row.case.to_string()))?;
        }
    }
    Ok(())
}

/// Takes the codes of a case out.
pub(crate) fn forget(connection: &Connection, case: CaseId) -> Result<(), ViewError> {
    let sql = "DELETE FROM register_codes_v1 WHERE case_id = ?1";
    connection.prepare_cached(sql)?.execute([case.to_string()])?;
    Ok(())
}

impl Views {
    /// Settlements with an exact number, whosever they are: that they exist and how they stand.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn inquire(&self, wanted: &Inquiry) -> Result<Answer<Vec<InquiredSettlement>>, QueryError> {
        // A court's number names the court, and the index begins with it.
        let (condition, court, number) = match wanted {
            Inquiry::Agreement(number) => ("?1 IS NULL AND agreement_no = ?2", None, number.clone()),
            Inquiry::Case(case) => ("?1 IS NULL AND case_id = ?2", None, case.to_string()),
            Inquiry::Organisation(code) => (
                "?1 IS NULL AND case_id IN (SELECT case_id FROM register_codes_v1 WHERE uscc = ?2)",
                None,
                code.as_str().to_owned(),
            ),
            Inquiry::Court(number) => {
                ("court = ?1 AND court_case_no = ?2", Some(number.court()), number.as_str().to_owned())
            }
        };
        let sql = format!(
            "SELECT case_id, agreement_no, centre, effective_on, status FROM register_v1 WHERE {condition}
             ORDER BY effective_on LIMIT 20"
        );
        self.ask(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query((court, number))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let id: String = row.get(0)?;
                let Ok(case) = CaseId::parse(&id) else { continue };
                found.push(InquiredSettlement {
                    case,
                    agreement_no: row.get(1)?,
                    centre: row.get(2)?,
                    effective_on: row.get(3)?,
                    status: row.get(4)?,
                });
            }
            Ok(found)
        })
    }
}
