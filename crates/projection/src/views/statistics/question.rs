//! Asking for figures.

use super::counts::Counts;
use super::spread::{Durations, Spread};
use crate::error::QueryError;
use crate::query::{Answer, Views, text};
use crate::views::count_of;
use chrono::NaiveDate;
use domain::classification::Business;
use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId};
use domain::statistics::{Dimension, Mean, Rate};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

/// Whose figures somebody may see; part of every query (domain reference §6.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    All,
    /// Those of one centre.
    Centre(CentreId),
    /// Those of cases against one institution and what lies below it.
    Institution(Uscc),
    /// Those of one mediator's cases.
    Mediator(MediatorId),
    /// Those of cases one court referred or has the confirmation of.
    Court(String),
}

/// By what an answer is broken down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grouping {
    /// A row each month.
    pub month: bool,
    /// A row each centre.
    pub centre: bool,
    /// A row each business.
    pub business: bool,
    /// A row each value of this dimension.
    pub dimension: Option<Dimension>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatisticsQuestion {
    /// Whose figures the asker may see.
    pub scope: Scope,
    /// Any day of the first month.
    pub from: Option<NaiveDate>,
    /// Any day of the last month, the month itself included.
    pub to: Option<NaiveDate>,
    /// Only this centre.
    pub centre: Option<CentreId>,
    /// Only this business.
    pub business: Option<Business>,
    /// A row for what.
    pub by: Grouping,
}

/// The figures of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FiguresRow {
    /// `YYYY-MM`; none where months are taken together.
    pub month: Option<String>,
    /// The centre; none where centres are taken together.
    pub centre: Option<String>,
    /// Code of the business; none where businesses are taken together.
    pub business: Option<String>,
    /// Value of the dimension that was asked for.
    pub value: Option<String>,
    /// What was counted.
    pub counts: Counts,
    /// How long they took, in the middle.
    pub durations: Durations,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The rows, ordered by month, centre, business and value; where nothing happened there is none.
    pub rows: Vec<FiguresRow>,
    /// Everything together; of a dimension a case can have several values of, this is no sum of the rows.
    pub total: FiguresRow,
}

impl FiguresRow {
    /// Settled among ended (M5, M4/M3).
    #[must_use]
    pub fn settled_among_ended(&self) -> Rate {
        rate(self.counts.settled, self.counts.ended(), "settled", "ended")
    }

    /// Settled among accepted (M5, M4/M2).
    #[must_use]
    pub fn settled_among_accepted(&self) -> Rate {
        rate(self.counts.settled, self.counts.accepted, "settled", "accepted")
    }

    /// Days from acceptance to the end (M7), gross and net.
    #[must_use]
    pub fn mean_days(&self) -> [Mean; 2] {
        let count = count_of(self.counts.measured);
        [self.counts.gross_days, self.counts.net_days].map(|sum| Mean { sum: count_of(sum), count })
    }
}

/// A rate of two counters.
pub(crate) fn rate(numerator: i64, denominator: i64, of: &'static str, among: &'static str) -> Rate {
    Rate { numerator: count_of(numerator), denominator: count_of(denominator), of, among }
}

/// Month, centre, business and value of a row.
type Place = [Option<String>; 4];

/// Columns before the counters.
const PARTS: usize = 4;

/// `WHERE` of a question and its values.
struct Condition {
    sql: String,
    values: Vec<Value>,
}

impl StatisticsQuestion {
    /// Everything of a scope, in one row.
    #[must_use]
    pub fn of(scope: Scope) -> Self {
        Self { scope, from: None, to: None, centre: None, business: None, by: Grouping::default() }
    }

    /// Dimension and value that say whose figures are read. A scope that is a dimension itself leaves no other to break down by.
    fn place(&self) -> (&'static str, Option<String>) {
        match &self.scope {
            Scope::Institution(uscc) => (Dimension::Institution.name(), Some(uscc.to_string())),
            Scope::Mediator(mediator) => (Dimension::Mediator.name(), Some(mediator.to_string())),
            Scope::Court(court) => (Dimension::Court.name(), Some(court.clone())),
            Scope::All | Scope::Centre(_) => match self.by.dimension {
                Some(dimension) => (dimension.name(), None),
                None => ("", Some(String::new())),
            },
        }
    }

    fn condition(&self) -> Condition {
        let mut condition = Condition { sql: "WHERE true".to_owned(), values: Vec::new() };
        let own = if let Scope::Centre(centre) = &self.scope { Some(centre) } else { None };
        let month = |date: NaiveDate| text(date.format("%Y-%m"));
        let parts = [
            (" AND centre = ?", own.map(text)),
            (" AND centre = ?", self.centre.as_ref().map(text)),
            (" AND business = ?", self.business.map(|business| text(business.code()))),
            (" AND month >= ?", self.from.map(month)),
            (" AND month <= ?", self.to.map(month)),
        ];
        for (sql, value) in parts {
            if let Some(value) = value {
                condition.sql.push_str(sql);
                condition.values.push(value);
            }
        }
        condition
    }

    /// Everything the question is about, added up at each place of the answer.
    fn sums(&self, connection: &Connection) -> Result<BTreeMap<Place, (Counts, Spread)>, QueryError> {
        let (dimension, value) = self.place();
        let by_value = self.by.dimension.is_some() && value.is_none();
        let Condition { sql: condition, mut values } = self.condition();
        let one = if value.is_some() { " AND value = ?" } else { "" };
        let sql = format!(
            "SELECT month, centre, business, value, {}, gross, net FROM statistics_v1 {condition} AND dimension = ?{one}",
            Counts::COLUMNS.join(", ")
        );
        values.push(text(dimension));
        values.extend(value.map(text));
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut sums = BTreeMap::<Place, (Counts, Spread)>::new();
        let after = PARTS + Counts::COLUMNS.len();
        while let Some(row) = rows.next()? {
            let part = |wanted: bool, at: usize| wanted.then(|| row.get(at)).transpose();
            let place = [
                part(self.by.month, 0)?,
                part(self.by.centre, 1)?,
                part(self.by.business, 2)?,
                part(by_value, 3)?,
            ];
            let (counts, spread) = sums.entry(place).or_default();
            counts.add(&Counts::read(row, PARTS)?);
            let blob = |at: usize| row.get_ref(at)?.as_blob().map_err(rusqlite::Error::from);
            spread.add_stored(blob(after)?, blob(after + 1)?);
        }
        Ok(sums)
    }

    /// The rows, and all of them together.
    fn answer(&self, connection: &Connection) -> Result<Figures, QueryError> {
        let (mut counted, mut spreads) = (Counts::default(), Spread::default());
        let mut rows = Vec::new();
        for ([month, centre, business, value], (counts, spread)) in self.sums(connection)? {
            counted.add(&counts);
            spreads.add(&spread);
            rows.push(FiguresRow { month, centre, business, value, counts, durations: spread.durations() });
        }
        let total = FiguresRow { counts: counted, durations: spreads.durations(), ..FiguresRow::default() };
        Ok(Figures { rows, total })
    }
}

impl Views {
    /// Figures of what the asker may see, from as many rows as the answer has places, however many cases stand behind them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn statistics(&self, question: &StatisticsQuestion) -> Result<Answer<Figures>, QueryError> {
        self.ask(|connection| {
            let mut figures = question.answer(connection)?;
            if question.by.dimension.is_some() {
                // Without a dimension every event is in one row only, and the rows add up.
                let whole = StatisticsQuestion { by: Grouping::default(), ..question.clone() };
                figures.total = whole.answer(connection)?.total;
            }
            Ok(figures)
        })
    }
}
