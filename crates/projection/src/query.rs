//! Asking the views: handles, answers, pages. The questions themselves stand in the file of the view they ask.

use crate::compare::{self, Difference};
use crate::cursor;
use crate::digest;
use crate::error::QueryError;
use crate::parked::{self, Parked};
use crate::store::Readers;
use event_store::{Incarnation, Position};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use std::sync::Arc;

/// The views, to be asked from any thread. Every call reads inline, in microseconds, from one consistent moment.
#[derive(Clone)]
pub struct Views {
    readers: Arc<Readers>,
    incarnation: Incarnation,
}

/// An answer, and how much of the log it takes into account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// Everything up to here is in it.
    pub position: Position,
    /// What was found.
    pub value: T,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub items: Vec<T>,
    /// Asks for the rows after these; none when these are the last.
    pub next: Option<String>,
    /// How many rows the filter leaves on all pages together, where the list counts them.
    pub total: Option<u64>,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// [`Page::next`] of the page before; none for the first page.
    pub after: Option<String>,
    /// Rows wanted, 1 to [`Paging::MOST`].
    pub limit: u32,
}

impl Paging {
    /// How many rows are wanted.
    pub(crate) fn checked(&self) -> Result<usize, QueryError> {
        within(self.limit)
    }

    /// The most rows of a page.
    pub const MOST: u32 = 200;

    /// The first rows of a list.
    #[must_use]
    pub const fn first(limit: u32) -> Self {
        Self { after: None, limit }
    }
}

impl Views {
    pub(crate) fn new(readers: Readers, incarnation: Incarnation) -> Self {
        Self { readers: Arc::new(readers), incarnation }
    }

    /// The life of the log these views follow.
    #[must_use]
    pub const fn incarnation(&self) -> Incarnation {
        self.incarnation
    }

    /// How far the views have come.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn position(&self) -> Result<Position, QueryError> {
        Ok(self.ask(|_| Ok(()))?.position)
    }

    /// Streams set aside because an event of theirs cannot be read, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn parked(&self) -> Result<Answer<Vec<Parked>>, QueryError> {
        self.ask(|connection| Ok(parked::list(connection)?))
    }

    /// SHA-256 over every row of every view, 64 hexadecimal digits: equal for equal views, whatever way they were built. Reads
    /// everything.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn digest(&self) -> Result<Answer<String>, QueryError> {
        self.ask(|connection| Ok(digest::of_views(connection)?))
    }

    /// Compares these views with others row by row, each as it stands at one moment; empty when all rows are equal. Reads everything.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn compare(&self, others: &Self) -> Result<Vec<Difference>, QueryError> {
        let compared = self.ask(|these| {
            let compared = others.ask(|those| Ok(compare::of_views(these, those, || true)?))?;
            Ok(compared.value.unwrap_or_default())
        })?;
        Ok(compared.value)
    }

    /// From now on these and all their clones answer from the file of `others`.
    pub(crate) fn switch_to(&self, others: &Self) {
        self.readers.switch_to(&others.readers);
    }

    pub(crate) fn ask<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, QueryError>,
    ) -> Result<Answer<T>, QueryError> {
        self.readers.ask(work)
    }
}

/// A query over one list, put together from fixed pieces of SQL and bound values.
pub(crate) struct ListQuery {
    sql: String,
    values: Vec<Value>,
    limit: usize,
}

impl ListQuery {
    /// Starts with `SELECT … FROM … WHERE condition = ?`.
    ///
    /// # Errors
    /// [`QueryError::Limit`].
    pub(crate) fn new(select: &str, limit: u32) -> Result<Self, QueryError> {
        Ok(Self { sql: select.to_owned(), values: Vec::new(), limit: within(limit)? })
    }

    /// Adds a piece of SQL and the values of its placeholders, in order.
    pub(crate) fn push<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.sql.push(' ');
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// Adds the piece when there is a value for it.
    pub(crate) fn push_if(&mut self, sql: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.push(sql, [value.into()]);
        }
    }

    /// How many rows the query leaves as it stands now: to be asked before the cursor of a page is added.
    pub(crate) fn counted(&self) -> CountQuery {
        CountQuery { sql: format!("SELECT count(*) FROM ({})", self.sql), values: self.values.clone() }
    }

    /// One page: `read` makes the row and the key its cursor is made of.
    pub(crate) fn page<T, const K: usize>(
        mut self,
        connection: &Connection,
        list: &str,
        mut read: impl FnMut(&Row<'_>) -> Result<(T, [String; K]), QueryError>,
    ) -> Result<Page<T>, QueryError> {
        // One row beyond the limit tells whether there is more.
        let more = i64::try_from(self.limit).unwrap_or(i64::MAX).saturating_add(1);
        self.push("LIMIT ?", [Value::from(more)]);
        let mut statement = connection.prepare_cached(&self.sql)?;
        let mut rows = statement.query(params_from_iter(self.values))?;
        let mut items = Vec::new();
        let mut last: Option<[String; K]> = None;
        while let Some(row) = rows.next()? {
            if items.len() == self.limit {
                let key = last.as_ref().map(|key| key.each_ref().map(String::as_str));
                let next = key.map(|key| cursor::encode(list, &key));
                return Ok(Page { items, next, total: None });
            }
            let (item, key) = read(row)?;
            items.push(item);
            last = Some(key);
        }
        Ok(Page { items, next: None, total: None })
    }
}

/// How many rows a list has. Counts entries of an index, so that it is for lists somebody could read through.
pub(crate) struct CountQuery {
    sql: String,
    values: Vec<Value>,
}

impl CountQuery {
    /// The number.
    pub(crate) fn of(self, connection: &Connection) -> rusqlite::Result<u64> {
        let mut statement = connection.prepare_cached(&self.sql)?;
        statement.query_row(params_from_iter(self.values), |row| row.get(0).map(crate::views::count_of))
    }
}

/// How many rows are wanted, when that is allowed.
fn within(limit: u32) -> Result<usize, QueryError> {
    if (1..=Paging::MOST).contains(&limit) {
        Ok(limit as usize)
    } else {
        Err(QueryError::Limit { asked: limit, max: Paging::MOST })
    }
}

/// A text to bind.
pub(crate) fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}
