//! What the people of an institution ask of their desk.

use super::{APPROVAL, OBLIGATION, SESSION};
use crate::case_view::CaseBrief;
use crate::cursor;
use crate::error::QueryError;
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::stored::Stored;
use crate::views::count_of;
use crate::views::institutions::InstitutionEntry;
use chrono::{Days, NaiveDate};
use domain::identity::Uscc;
use domain::ids::PartyId;
use domain::money::Fen;
use domain::statistics::twice_the_median;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// How far back answers count, calendar days.
const ANSWERS_OF_DAYS: u64 = 365;
/// How far ahead sessions count, calendar days, today among them.
const SESSIONS_OF_DAYS: u64 = 14;

/// Open cases and those that wait, by branch.
const CASES: &str = "SELECT branch, count(*), sum(waits) FROM institution_cases_v1 WHERE code = ?1 AND open = 1 GROUP BY branch";
/// How often a first answer took how many days, by branch.
const ANSWERS: &str = "SELECT branch, answer_days, count(*) FROM institution_cases_v1
               WHERE code = ?1 AND answered_on IS NOT NULL AND answered_on > ?2 GROUP BY branch, answer_days";
/// What is to be approved, performed and attended, by branch, apart what is past.
const ITEMS: &str =
    "SELECT branch, kind, day < ?2, count(*), coalesce(sum(fen), 0), min(day) FROM institution_items_v1
               WHERE code = ?1 AND (kind <> ?3 OR (day >= ?2 AND day < ?4)) GROUP BY branch, kind, day < ?2";

/// One branch, or all together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BranchDesk {
    /// Cases that are not closed.
    pub open_cases: u64,
    /// Of these, how many wait for an answer of the institution.
    pub awaiting_answer: u64,
    /// First answers to a notice in the last 365 days.
    pub answered: u64,
    /// Twice the median of the calendar days from the notice to the first answer.
    pub twice_median_days: Option<u64>,
    /// Calendar days within which nine of ten first answers came.
    pub p90_days: Option<u32>,
    /// Answers of the head office that are still to come.
    pub approvals_pending: u64,
    /// Of these, how many whose last day is over.
    pub approvals_past: u64,
    /// The first of their last days, legal date.
    pub next_approval_by: Option<NaiveDate>,
    /// Obligations whose last day is today or later.
    pub obligations_due: u64,
    /// What they come to, fen; conduct counts nothing.
    pub due_fen: i64,
    /// The first of their last days, legal date.
    pub next_obligation_on: Option<NaiveDate>,
    /// Obligations whose last day is over.
    pub obligations_past: u64,
    /// What they come to, fen.
    pub past_fen: i64,
    /// Sessions planned within fourteen days.
    pub sessions: u64,
}

/// The desk of an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InstitutionDesk {
    /// Every branch that has or had a case, in the order of the codes; with its entry in the register, if there is one.
    pub branches: Vec<(Uscc, Option<InstitutionEntry>, BranchDesk)>,
    /// All together; a case in which two branches are parties counts for each.
    pub total: BranchDesk,
}

/// A request to the head office without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingApproval {
    /// The case.
    pub brief: Stored<CaseBrief>,
    /// The branch whose people asked.
    pub branch: String,
    /// For which party.
    pub party: PartyId,
    /// 1, 2, 3 … within the case.
    pub request: u32,
    /// Up to how much they would settle, fen.
    pub ceiling: Fen,
    /// Last day to answer, legal date.
    pub answer_by: NaiveDate,
}

/// Something the institution has to perform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueObligation {
    /// The case.
    pub brief: Stored<CaseBrief>,
    /// The branch that owes it.
    pub branch: String,
    /// Which party that is.
    pub party: PartyId,
    /// 1, 2, 3 … within the case.
    pub seq: u32,
    /// Last day, legal date.
    pub due_on: NaiveDate,
    /// What is still to be paid, fen; none for conduct.
    pub outstanding: Option<Fen>,
}

type Branches = BTreeMap<String, BranchDesk>;

impl Views {
    /// The desk of those who act for `code` on the legal date `today`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn institution_desk(
        &self,
        code: &Uscc,
        today: NaiveDate,
    ) -> Result<Answer<InstitutionDesk>, QueryError> {
        self.ask(|connection| {
            let (mut branches, mut total) = (Branches::new(), BranchDesk::default());
            cases(connection, code, &mut branches, &mut total)?;
            answers(connection, code, today, &mut branches, &mut total)?;
            items(connection, code, today, &mut branches, &mut total)?;
            let mut desk = InstitutionDesk { branches: Vec::new(), total };
            for (branch, figures) in branches {
                if let Ok(branch) = Uscc::parse(&branch) {
                    let entry = entry(connection, &branch)?;
                    desk.branches.push((branch, entry, figures));
                }
            }
            Ok(desk)
        })
    }

    /// What the people of `code`, or of a unit below it, asked their head office for and have no answer to, the first last day first.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn pending_approvals(
        &self,
        code: &Uscc,
        paging: &Paging,
    ) -> Result<Answer<Page<PendingApproval>>, QueryError> {
        self.items(code, APPROVAL, None, paging, |row| {
            let Some((party, request, answer_by)) = place(row)? else { return Ok(None) };
            let ceiling = row
                .get::<_, Option<i64>>(6)?
                .and_then(|fen| Fen::non_negative(fen).ok())
                .unwrap_or(Fen::ZERO);
            let (branch, brief) = (row.get(4)?, Stored::new(row.get(5)?));
            Ok(Some(PendingApproval { brief, branch, party, request, ceiling, answer_by }))
        })
    }

    /// What `code`, or a unit below it, has to perform, the first last day first; with a day, only what is due on it or before.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn due_obligations(
        &self,
        code: &Uscc,
        due_by: Option<NaiveDate>,
        paging: &Paging,
    ) -> Result<Answer<Page<DueObligation>>, QueryError> {
        self.items(code, OBLIGATION, due_by, paging, |row| {
            let Some((party, seq, due_on)) = place(row)? else { return Ok(None) };
            let outstanding = row.get::<_, Option<i64>>(6)?.and_then(|fen| Fen::non_negative(fen).ok());
            let (branch, brief) = (row.get(4)?, Stored::new(row.get(5)?));
            Ok(Some(DueObligation { brief, branch, party, seq, due_on, outstanding }))
        })
    }

    fn items<T>(
        &self,
        code: &Uscc,
        kind: &'static str,
        due_by: Option<NaiveDate>,
        paging: &Paging,
        read: impl Fn(&Row<'_>) -> Result<Option<T>, QueryError>,
    ) -> Result<Answer<Page<T>>, QueryError> {
        let select = "SELECT i.day, i.case_id, i.party, i.item, i.branch, c.brief, i.fen
                      FROM institution_items_v1 i JOIN cases_v1 c USING (case_id)";
        let mut query = ListQuery::new(select, paging.limit)?;
        query.push("WHERE i.code = ? AND i.kind = ?", [text(code), text(kind)]);
        // The relation is looked up like everywhere.
        query.push(
            "AND EXISTS (SELECT 1 FROM case_access_v1 a
             WHERE a.kind = 'institution' AND a.key = i.code AND a.case_id = i.case_id)",
            [],
        );
        query.push_if("AND i.day <= ?", due_by.map(text));
        if let Some(after) = &paging.after {
            let [day, case, party, item] = cursor::decode(kind, after)?;
            query.push(
                "AND (i.day, i.case_id, i.party, i.item) > (?, ?, ?, ?)",
                [text(day), text(case), text(party), text(item)],
            );
        }
        query.push("ORDER BY i.day, i.case_id, i.party, i.item", []);
        self.ask(|connection| {
            let page = query.page(connection, kind, |row| {
                let key: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
                Ok((read(row)?, key))
            })?;
            Ok(Page { items: page.items.into_iter().flatten().collect(), next: page.next, total: None })
        })
    }
}

/// Party, number and day of an item.
fn place(row: &Row<'_>) -> Result<Option<(PartyId, u32, NaiveDate)>, QueryError> {
    let [day, party, item]: [String; 3] = [row.get(0)?, row.get(2)?, row.get(3)?];
    let (Ok(day), Ok(party), Ok(item)) = (day.parse(), PartyId::parse(&party), item.parse()) else {
        return Ok(None);
    };
    Ok(Some((party, item, day)))
}

fn entry(connection: &Connection, branch: &Uscc) -> Result<Option<InstitutionEntry>, QueryError> {
    let mut statement = connection.prepare_cached("SELECT doc FROM institutions_v1 WHERE uscc = ?1")?;
    let doc: Option<String> = statement.query_row([branch.as_str()], |row| row.get(0)).optional()?;
    Ok(doc.map(|doc| serde_json::from_str(&doc)).transpose()?)
}

fn cases(
    connection: &Connection,
    code: &Uscc,
    branches: &mut Branches,
    total: &mut BranchDesk,
) -> Result<(), QueryError> {
    let mut statement = connection.prepare_cached(CASES)?;
    let mut rows = statement.query([code.as_str()])?;
    while let Some(row) = rows.next()? {
        let (open, waits) = (count_of(row.get(1)?), count_of(row.get(2)?));
        for desk in [branches.entry(row.get(0)?).or_default(), &mut *total] {
            desk.open_cases += open;
            desk.awaiting_answer += waits;
        }
    }
    Ok(())
}

fn answers(
    connection: &Connection,
    code: &Uscc,
    today: NaiveDate,
    branches: &mut Branches,
    total: &mut BranchDesk,
) -> Result<(), QueryError> {
    let since = today.checked_sub_days(Days::new(ANSWERS_OF_DAYS)).unwrap_or(NaiveDate::MIN).to_string();
    let mut statement = connection.prepare_cached(ANSWERS)?;
    let mut rows = statement.query((code.as_str(), since))?;
    let mut spread: BTreeMap<String, BTreeMap<u32, u64>> = BTreeMap::new();
    let mut whole: BTreeMap<u32, u64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (days, answers) = (row.get(1)?, count_of(row.get(2)?));
        *spread.entry(row.get(0)?).or_default().entry(days).or_default() += answers;
        *whole.entry(days).or_default() += answers;
    }
    for (branch, distribution) in spread {
        spread_of(branches.entry(branch).or_default(), &distribution);
    }
    spread_of(total, &whole);
    Ok(())
}

/// How long it took, from how often it took how many days.
fn spread_of(desk: &mut BranchDesk, distribution: &BTreeMap<u32, u64>) {
    let pairs: Vec<(u32, u64)> = distribution.iter().map(|(days, answers)| (*days, *answers)).collect();
    desk.answered = distribution.values().sum();
    desk.twice_median_days = twice_the_median(&pairs);
    // The nearest rank: the smallest number of days within which at least nine of ten came.
    let rank = desk.answered.saturating_mul(9).div_ceil(10);
    let mut seen = 0;
    desk.p90_days = pairs.iter().find_map(|(days, answers)| {
        seen += answers;
        (seen >= rank && rank > 0).then_some(*days)
    });
}

fn items(
    connection: &Connection,
    code: &Uscc,
    today: NaiveDate,
    branches: &mut Branches,
    total: &mut BranchDesk,
) -> Result<(), QueryError> {
    let ahead = today.checked_add_days(Days::new(SESSIONS_OF_DAYS)).unwrap_or(NaiveDate::MAX);
    let mut statement = connection.prepare_cached(ITEMS)?;
    let mut rows = statement.query((code.as_str(), today.to_string(), SESSION, ahead.to_string()))?;
    while let Some(row) = rows.next()? {
        let (kind, past): (String, bool) = (row.get(1)?, row.get(2)?);
        let (number, fen) = (count_of(row.get(3)?), row.get::<_, i64>(4)?);
        let first = row.get::<_, String>(5)?.parse().ok();
        for desk in [branches.entry(row.get(0)?).or_default(), &mut *total] {
            add(desk, (&kind, past), number, fen, first);
        }
    }
    Ok(())
}

fn add(desk: &mut BranchDesk, (kind, past): (&str, bool), number: u64, fen: i64, first: Option<NaiveDate>) {
    let earlier = |known: Option<NaiveDate>| known.into_iter().chain(first).min();
    if kind == APPROVAL {
        desk.approvals_pending += number;
        desk.approvals_past += if past { number } else { 0 };
        desk.next_approval_by = earlier(desk.next_approval_by);
    } else if kind == OBLIGATION && past {
        desk.obligations_past += number;
        desk.past_fen = desk.past_fen.saturating_add(fen);
    } else if kind == OBLIGATION {
        desk.obligations_due += number;
        desk.due_fen = desk.due_fen.saturating_add(fen);
        desk.next_obligation_on = earlier(desk.next_obligation_on);
    } else {
        desk.sessions += number;
    }
}

#[cfg(test)]
mod tests {
    use super::{ANSWERS, CASES, ITEMS};
    use rusqlite::Connection;

    #[test]
    fn the_figures_of_a_desk_come_from_an_index_alone() {
        let connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch(crate::views::institution_desk::TABLES).expect("tables");
        for sql in [CASES, ANSWERS, ITEMS] {
            let mut statement =
                connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement");
            let nothing = vec![""; statement.parameter_count()];
            let rows =
                statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get(3)).expect("a plan");
            let plan: Vec<String> = rows.collect::<rusqlite::Result<_>>().expect("lines");
            assert!(plan[0].starts_with("SEARCH") && plan[0].contains("COVERING INDEX"), "{plan:?}");
        }
    }
}
