//! Asking for figures.

use super::counts::Counts;
use crate::error::QueryError;
use crate::query::{Answer, Views, text};
use crate::views::count_of;
use chrono::NaiveDate;
use domain::classification::Business;
use domain::identity::Uscc;
use domain::ids::{CentreId, MediatorId};
use domain::statistics::{Dimension, Mean, Rate, twice_the_median};
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

/// How long cases took (M7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Durations {
    /// Twice the median of the calendar days.
    pub twice_median_gross: Option<u64>,
    /// Twice the median without the days in which the period stood still.
    pub twice_median_net: Option<u64>,
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
    /// Medians; none where they are not kept: by a dimension, or for one institution, mediator or court.
    pub durations: Option<Durations>,
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

/// Month, centre and business of a row.
type Place = [Option<String>; 3];

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

    /// The columns that make a row; an empty text stands for what is taken together.
    fn columns(&self, value: bool) -> String {
        let column =
            |wanted: bool, name: &str| if wanted { name.to_owned() } else { format!("'' AS {name}") };
        [
            column(self.by.month, "month"),
            column(self.by.centre, "centre"),
            column(self.by.business, "business"),
            column(value && self.by.dimension.is_some(), "value"),
        ]
        .join(", ")
    }

    fn rows(&self, connection: &Connection) -> Result<Vec<FiguresRow>, QueryError> {
        let (dimension, value) = self.place();
        let scoped = value.as_ref().is_some_and(|value| !value.is_empty());
        let Condition { sql: condition, values } = self.condition();
        let sums = Counts::COLUMNS.iter().map(|name| format!("sum({name})")).collect::<Vec<_>>().join(", ");
        let one = if value.is_some() { " AND value = ?" } else { "" };
        let grouped = if scoped { self.columns(false) } else { self.columns(true) };
        let sql = format!(
            "SELECT {grouped}, {sums} FROM statistics_v1 {condition} AND dimension = ?{one} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        );
        let mut values = values;
        values.push(text(dimension));
        values.extend(value.map(text));
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let [month, centre, business, value] = key(row)?;
            let counts = Counts::read(row, 4)?;
            found.push(FiguresRow { month, centre, business, value, counts, durations: None });
        }
        Ok(found)
    }

    /// How long cases took, at each place and over all: in one pass over the days, in the order in which they lie.
    fn medians(
        &self,
        connection: &Connection,
    ) -> Result<(BTreeMap<Place, Durations>, Durations), QueryError> {
        let Condition { sql: condition, values } = self.condition();
        let sql = format!(
            "SELECT month, centre, business, net, days, cases FROM statistics_days_v1 {condition}
             ORDER BY centre, month, business, net, days"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let (mut spreads, mut all) = (BTreeMap::<Place, Spread>::new(), Spread::default());
        let mut here: Option<(Place, Spread)> = None;
        while let Some(row) = rows.next()? {
            let (net, days, cases) = (row.get(3)?, row.get(4)?, count_of(row.get(5)?));
            all.add(net, days, cases);
            let same = here.as_ref().map_or(Ok(false), |(place, _)| is_at(row, place))?;
            if !same && let Some((place, spread)) = here.replace((self.place_at(row)?, Spread::default())) {
                spreads.entry(place).or_default().merge(&spread);
            }
            if let Some((_, spread)) = &mut here {
                spread.add(net, days, cases);
            }
        }
        if let Some((place, spread)) = here {
            spreads.entry(place).or_default().merge(&spread);
        }
        let medians = spreads.into_iter().map(|(place, spread)| (place, spread.durations())).collect();
        Ok((medians, all.durations()))
    }

    /// Where a row of days belongs in the answer.
    fn place_at(&self, row: &rusqlite::Row<'_>) -> rusqlite::Result<Place> {
        let part = |wanted: bool, at: usize| wanted.then(|| row.get(at)).transpose();
        Ok([part(self.by.month, 0)?, part(self.by.centre, 1)?, part(self.by.business, 2)?])
    }

    /// The rows, and how long cases took over all of them, where that is kept.
    fn answer(&self, connection: &Connection) -> Result<(Vec<FiguresRow>, Option<Durations>), QueryError> {
        let mut rows = self.rows(connection)?;
        let kept = matches!(self.scope, Scope::All | Scope::Centre(_)) && self.by.dimension.is_none();
        if !kept {
            return Ok((rows, None));
        }
        let (medians, all) = self.medians(connection)?;
        for row in &mut rows {
            let place = [row.month.clone(), row.centre.clone(), row.business.clone()];
            row.durations = Some(medians.get(&place).copied().unwrap_or_default());
        }
        Ok((rows, Some(all)))
    }
}

/// Whether a row of days belongs to a place; looks without taking a copy.
fn is_at(row: &rusqlite::Row<'_>, place: &Place) -> rusqlite::Result<bool> {
    for (at, part) in place.iter().enumerate() {
        if let Some(part) = part
            && row.get_ref(at)?.as_str()? != part
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many cases took how many days: gross, and net of the days in which the period stood still.
#[derive(Default)]
struct Spread {
    gross: BTreeMap<u32, u64>,
    net: BTreeMap<u32, u64>,
}

impl Spread {
    fn add(&mut self, net: bool, days: u32, cases: u64) {
        let of = if net { &mut self.net } else { &mut self.gross };
        let known = of.entry(days).or_default();
        *known = known.saturating_add(cases);
    }

    fn merge(&mut self, other: &Self) {
        other.gross.iter().for_each(|(days, cases)| self.add(false, *days, *cases));
        other.net.iter().for_each(|(days, cases)| self.add(true, *days, *cases));
    }

    fn durations(self) -> Durations {
        let twice = |of: BTreeMap<u32, u64>| twice_the_median(&of.into_iter().collect::<Vec<_>>());
        Durations { twice_median_gross: twice(self.gross), twice_median_net: twice(self.net) }
    }
}

fn key(row: &rusqlite::Row<'_>) -> rusqlite::Result<[Option<String>; 4]> {
    let part = |at: usize| row.get::<_, String>(at).map(|text| Some(text).filter(|text| !text.is_empty()));
    Ok([part(0)?, part(1)?, part(2)?, part(3)?])
}

impl Views {
    /// Figures of what the asker may see, from as many rows as the answer has places, however many cases stand behind them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn statistics(&self, question: &StatisticsQuestion) -> Result<Answer<Figures>, QueryError> {
        self.ask(|connection| {
            let (rows, durations) = question.answer(connection)?;
            if question.by.dimension.is_some() {
                let whole = StatisticsQuestion { by: Grouping::default(), ..question.clone() };
                let (total, _) = whole.answer(connection)?;
                return Ok(Figures { rows, total: total.into_iter().next().unwrap_or_default() });
            }
            // Without a dimension every event is in one row only, and the rows add up.
            let mut total = FiguresRow { durations, ..FiguresRow::default() };
            rows.iter().for_each(|row| total.counts.add(&row.counts));
            Ok(Figures { rows, total })
        })
    }
}
