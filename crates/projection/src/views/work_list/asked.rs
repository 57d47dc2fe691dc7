//! What a centre asks its work list: filters, orders, pages and totals.

use super::NO_DAY;
use crate::case_view::{CaseBrief, Colour, EARLIEST_AMBER, NextAction, Outstanding};
use crate::error::QueryError;
use crate::query::{Answer, ListQuery, Page, Paging, Views, text};
use crate::views::count_of;
use crate::{Stored, cursor};
use chrono::{Days, NaiveDate};
use domain::case::StageName;
use domain::classification::{Business, Cause, Track};
use domain::identity::Uscc;
use domain::ids::{BatchId, CentreId, MediatorId};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// In which order cases are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorkOrder {
    /// The last day of the next action, the most urgent first; cases without such a day come last.
    #[default]
    Due,
    /// When the centre received them, the oldest first.
    Age,
    /// The sum of the claims, the largest first.
    Amount,
}

impl WorkOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Due, Self::Age, Self::Amount];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Age => "age",
            Self::Amount => "amount",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }

    /// A cursor of one order leads nowhere in another.
    const fn list(self) -> &'static str {
        match self {
            Self::Due => "work",
            Self::Age => "work-age",
            Self::Amount => "work-amount",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Due => "w.due",
            Self::Age => "w.received_us",
            Self::Amount => "w.claim_fen",
        }
    }

    fn bound(self, key: String) -> Result<Value, cursor::CursorError> {
        match self {
            Self::Due => Ok(Value::Text(key)),
            Self::Age | Self::Amount => {
                key.parse().map(Value::Integer).map_err(|_| cursor::CursorError::Malformed)
            }
        }
    }
}

/// Which open cases of a centre are wanted, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// Only cases in this stage.
    pub stage: Option<StageName>,
    /// Only cases with this next action.
    pub next_action: Option<NextAction>,
    /// Only cases whose next action was due before this legal date: the caller's today.
    pub overdue_on: Option<NaiveDate>,
    /// Only cases of this colour on this legal date: the caller's today.
    pub colour_on: Option<(Colour, NaiveDate)>,
    /// Only cases on this track.
    pub track: Option<Track>,
    /// Only cases this mediator was asked for or is at work in, as the presider of the panel.
    pub mediator: Option<MediatorId>,
    /// Only cases of this business.
    pub business: Option<Business>,
    /// Only cases with this cause.
    pub cause: Option<Cause>,
    /// Only cases that are linked in this batch.
    pub batch: Option<BatchId>,
    /// Only cases in which this institution, or a unit below it, is a party.
    pub institution: Option<Uscc>,
    /// In which order.
    pub order: WorkOrder,
}

/// An open case, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCase {
    /// The case.
    pub brief: Stored<CaseBrief>,
    /// Pieces and papers it lacks; words are sealed.
    pub outstanding: Stored<Outstanding>,
    /// The legal date from which its next action is pressing; none without a last day.
    pub amber_from: Option<NaiveDate>,
}

/// A page of the work list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkList {
    /// How many cases the filter leaves, on all pages together.
    pub total: u64,
    /// The cases, in the order that was asked for.
    pub page: Page<WorkCase>,
}

impl Views {
    /// Open cases of a centre in the order that is asked for, then by id.
    ///
    /// # Errors
    /// [`QueryError::Limit`], [`QueryError::Cursor`], or when the file cannot be read.
    pub fn work_list(
        &self,
        centre: &CentreId,
        filter: &WorkFilter,
        paging: &Paging,
    ) -> Result<Answer<WorkList>, QueryError> {
        let order = filter.order;
        let (key, list) = (order.key(), order.list());
        let path = path(filter);
        let select = format!("SELECT {key}, w.case_id, w.amber, w.outstanding FROM work_list_v1 w {path}");
        let mut query = ListQuery::new(&select, paging.limit)?;
        query.push("WHERE w.centre = ?", [text(centre)]);
        for (sql, value) in conditions(filter) {
            query.push(sql, [value]);
        }
        let (beyond, direction) = if order == WorkOrder::Amount { ("<", " DESC") } else { (">", "") };
        if let Some(after) = &paging.after {
            let [last, case] = cursor::decode(list, after)?;
            query.push(&format!("AND ({key}, w.case_id) {beyond} (?, ?)"), [order.bound(last)?, text(case)]);
        }
        query.push(&format!("ORDER BY {key}{direction}, w.case_id{direction}"), []);
        self.ask(|connection| {
            let page = query.page(connection, list, |row| {
                let key = match order {
                    WorkOrder::Due => row.get(0)?,
                    WorkOrder::Age | WorkOrder::Amount => row.get::<_, i64>(0)?.to_string(),
                };
                let (case, amber): (String, String) = (row.get(1)?, row.get(2)?);
                // Looked up a row at a time, so that sorting never moves documents about.
                let mut select =
                    connection.prepare_cached("SELECT brief FROM cases_v1 WHERE case_id = ?1")?;
                let open = WorkCase {
                    brief: Stored::new(select.query_row([&case], |brief| brief.get(0))?),
                    outstanding: Stored::plain(row.get(3)?),
                    amber_from: (amber != NO_DAY).then(|| amber.parse().ok()).flatten(),
                };
                Ok((open, [key, case]))
            })?;
            Ok(WorkList { total: total(connection, centre, filter)?, page })
        })
    }
}

/// By which index the list is walked. Without being told, SQLite walks all of it in the order that is asked for and looks for what is rare.
/// What few cases have is looked up and sorted where the order is another one than that of the last day; what many have is passed over
/// in the order that is asked for.
fn path(filter: &WorkFilter) -> &'static str {
    let by_day = filter.order == WorkOrder::Due;
    // Few days are a range of the key the table is kept by.
    let few_days =
        matches!(filter.colour_on, Some((Colour::Red | Colour::Amber, _))) || filter.overdue_on.is_some();
    match filter.order {
        _ if filter.mediator.is_some() => "INDEXED BY work_list_v1_mediator",
        _ if filter.cause.is_some() => "INDEXED BY work_list_v1_cause",
        _ if filter.business.is_some() => "INDEXED BY work_list_v1_business",
        _ if filter.next_action.is_some() => "INDEXED BY work_list_v1_action",
        _ if by_day && filter.stage.is_some() => "INDEXED BY work_list_v1_stage",
        _ if by_day && filter.track.is_some() => "INDEXED BY work_list_v1_track",
        _ if by_day || few_days => "",
        WorkOrder::Due | WorkOrder::Age => "INDEXED BY work_list_v1_age",
        WorkOrder::Amount => "INDEXED BY work_list_v1_amount",
    }
}

/// The conditions the counts know, and those they do not.
fn conditions(filter: &WorkFilter) -> impl Iterator<Item = (&'static str, Value)> {
    let stage = filter.stage.map(|stage| ("AND w.stage = ?", text(stage.code())));
    let action = filter.next_action.map(|action| ("AND w.next_action = ?", text(action.code())));
    let overdue = filter.overdue_on.map(|today| ("AND w.due < ?", text(today)));
    let track = filter.track.map(|track| ("AND w.track = ?", text(track.code())));
    let counted = [stage, action, overdue, track].into_iter().flatten().chain(coloured(filter));
    counted.chain(uncounted(filter))
}

/// What the numbers kept know nothing of.
fn uncounted(filter: &WorkFilter) -> impl Iterator<Item = (&'static str, Value)> + use<> {
    let mediator = filter.mediator.map(|mediator| ("AND w.mediator = ?", text(mediator)));
    let business = filter.business.map(|business| ("AND w.business = ?", text(business.code())));
    let cause = filter.cause.map(|cause| ("AND w.cause = ?", text(cause.code())));
    let linked = filter.batch.map(|batch| (IN_BATCH, text(batch)));
    let against = filter.institution.as_ref().map(|institution| (OF_INSTITUTION, text(institution)));
    [mediator, business, cause, linked, against].into_iter().flatten()
}

/// As [`Colour::on`], said in the days of a row; each is a range of last days, which is how the list is kept.
fn coloured(filter: &WorkFilter) -> Vec<(&'static str, Value)> {
    let Some((colour, today)) = filter.colour_on else { return Vec::new() };
    let last_amber = today.checked_add_days(Days::new(u64::from(EARLIEST_AMBER))).unwrap_or(NaiveDate::MAX);
    match colour {
        Colour::None => vec![("AND w.due = ?", text(NO_DAY))],
        Colour::Red => vec![("AND w.due < ?", text(today))],
        Colour::Amber => vec![
            ("AND w.due >= ?", text(today)),
            ("AND w.due <= ?", text(last_amber)),
            ("AND w.amber <= ?", text(today)),
        ],
        Colour::Green => {
            vec![
                ("AND w.due >= ?", text(today)),
                ("AND w.due < ?", text(NO_DAY)),
                ("AND w.amber > ?", text(today)),
            ]
        }
    }
}

const IN_BATCH: &str =
    "AND EXISTS (SELECT 1 FROM batch_members_v1 b WHERE b.batch = ? AND b.case_id = w.case_id)";
const OF_INSTITUTION: &str = "AND EXISTS (SELECT 1 FROM case_access_v1 a
    WHERE a.kind = 'institution' AND a.key = ? AND a.case_id = w.case_id)";

fn total(connection: &Connection, centre: &CentreId, filter: &WorkFilter) -> rusqlite::Result<u64> {
    let mut sql = if uncounted(filter).next().is_some() {
        "SELECT count(*) FROM work_list_v1 w WHERE w.centre = ?".to_owned()
    } else {
        "SELECT coalesce(sum(w.cases), 0) FROM work_counts_v1 w WHERE w.centre = ?".to_owned()
    };
    let mut values = vec![text(centre)];
    for (condition, value) in conditions(filter) {
        sql.push(' ');
        sql.push_str(condition);
        values.push(value);
    }
    connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0).map(count_of))
}
