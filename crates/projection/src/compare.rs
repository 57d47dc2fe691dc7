//! Two files of views, compared row by row.

use crate::views;
use rusqlite::types::Value;
use rusqlite::{Connection, Rows};
use std::cmp::Ordering;

/// Rows of one table that are not the same in two files.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The table.
    pub table: String,
    /// Rows only the first file has.
    pub missing: u64,
    /// Rows only the second file has.
    pub added: u64,
    /// Rows both have, with other contents.
    pub changed: u64,
}

/// Compares every table the digest is made of; empty when all rows are equal, nothing when it was not to `go_on` to the end. Reads both
/// once, in the order of their keys, and keeps nothing in memory.
pub(crate) fn of_views(
    first: &Connection,
    second: &Connection,
    go_on: impl Fn() -> bool,
) -> rusqlite::Result<Option<Vec<Difference>>> {
    let mut found = Vec::new();
    for (table, order) in views::KEYS {
        let difference = of_table(first, second, table, order, &go_on)?;
        if !go_on() {
            return Ok(None);
        }
        if difference.missing + difference.added + difference.changed > 0 {
            found.push(difference);
        }
    }
    Ok(Some(found))
}

fn of_table(
    first: &Connection,
    second: &Connection,
    table: &str,
    order: &str,
    go_on: impl Fn() -> bool,
) -> rusqlite::Result<Difference> {
    // The key once more in front, so that it stands at known places.
    let sql = format!("SELECT {order}, * FROM {table} ORDER BY {order}");
    let keys = order.split(',').count();
    let (mut first, mut second) = (first.prepare(&sql)?, second.prepare(&sql)?);
    let (columns, others) = (first.column_count(), second.column_count());
    let (mut first, mut second) = (first.query(())?, second.query(())?);
    let mut difference = Difference { table: table.to_owned(), missing: 0, added: 0, changed: 0 };
    let (mut one, mut other) = (row(&mut first, columns)?, row(&mut second, others)?);
    while go_on() {
        let order = match (&one, &other) {
            (None, None) => return Ok(difference),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => by_key(one, other, keys),
        };
        match order {
            Ordering::Less => difference.missing += 1,
            Ordering::Greater => difference.added += 1,
            Ordering::Equal => difference.changed += u64::from(one != other),
        }
        if order.is_le() {
            one = row(&mut first, columns)?;
        }
        if order.is_ge() {
            other = row(&mut second, others)?;
        }
    }
    Ok(difference)
}

fn row(rows: &mut Rows<'_>, columns: usize) -> rusqlite::Result<Option<Vec<Value>>> {
    let Some(row) = rows.next()? else { return Ok(None) };
    (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>().map(Some)
}

fn by_key(one: &[Value], other: &[Value], keys: usize) -> Ordering {
    let pairs = one.iter().zip(other).take(keys);
    pairs.map(|(one, other)| in_order(one, other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The order in which SQLite sorts; keys of views are whole numbers and texts.
fn in_order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
        (Value::Blob(one), Value::Blob(other)) => one.cmp(other),
        (Value::Real(one), Value::Real(other)) => one.total_cmp(other),
        (one, other) => rank(one).cmp(&rank(other)),
    }
}

const fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    }
}
