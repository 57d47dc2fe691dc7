//! How entries are asked for: the newest first, those the index does not know yet by walking, the others by the narrowest list it keeps.

use super::file::{COLUMNS, entry, number, unreadable, whole};
use super::index::View;
use super::{JournalError, JournalFilter, Looked};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// What is asked, and of which entries.
pub(super) struct Question<'a> {
    pub(super) filter: &'a JournalFilter,
    /// Only numbers below this one.
    pub(super) before: Option<u64>,
    pub(super) limit: u32,
}

/// One statement in the making.
struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Question<'_> {
    /// The answer.
    pub(super) fn ask(&self, reader: &Connection, index: &View) -> Result<Vec<Looked>, JournalError> {
        // Asked first: whatever the index learns meanwhile is walked, and not looked up.
        let done = index.done(reader).map_err(unreadable)?;
        let mut looked = self.read(reader, self.walk(done), self.limit)?;
        let left = self.limit.saturating_sub(u32::try_from(looked.len()).unwrap_or(u32::MAX));
        if left > 0 && done > 0 {
            looked.extend(self.look_up(reader, done, left)?);
        }
        Ok(looked)
    }

    /// Those after `done`.
    fn walk(&self, done: i64) -> Sql {
        let mut sql = Sql::new(format!("SELECT {COLUMNS} FROM reads WHERE id > ?1"));
        sql.values.push(Value::Integer(done));
        self.conditions(&mut sql, Lead::None);
        sql.text.push_str(" ORDER BY id DESC");
        sql
    }

    /// Those up to `done`, by the lists that lead to them.
    fn look_up(&self, reader: &Connection, done: i64, limit: u32) -> Result<Vec<Looked>, JournalError> {
        let (mut first, mut last) =
            (1, self.before.map_or(done, |before| done.min(whole(before).saturating_sub(1))));
        let filter = self.filter;
        if filter.from_us.is_some() || filter.until_us.is_some() {
            let between = View::between(reader, filter.from_us, filter.until_us).map_err(unreadable)?;
            let Some((earliest, latest)) = between else { return Ok(Vec::new()) };
            (first, last) = (earliest, latest.min(last));
        }
        let mut looked = Vec::new();
        for lead in self.leads() {
            let mut sql = Sql::new(format!("SELECT {COLUMNS} FROM "));
            sql.lead(&lead);
            // By the number of whatever is walked, which is in order then.
            let walked = if matches!(lead, Lead::None) { "id" } else { "list.read_id" };
            sql.holds(&format!("{walked} >= ?"), Value::Integer(first));
            sql.holds(&format!("{walked} <= ?"), Value::Integer(last));
            self.conditions(&mut sql, lead);
            sql.text.push_str(&format!(" ORDER BY {walked} DESC"));
            looked.extend(self.read(reader, sql, limit)?);
        }
        looked.sort_by_key(|looked| std::cmp::Reverse(looked.number));
        looked.truncate(limit as usize);
        Ok(looked)
    }

    /// The narrowest there is.
    fn leads(&self) -> Vec<Lead> {
        let filter = self.filter;
        match (&filter.case, &filter.account) {
            (Some(case), _) => vec![Lead::Case(case.0.as_bytes().to_vec())],
            (None, Some(account)) => vec![Lead::Account(account.as_str().to_owned())],
            (None, None) if filter.actions.is_empty() => vec![Lead::None],
            (None, None) => {
                let mut actions = filter.actions.clone();
                actions.sort_unstable();
                actions.dedup();
                actions.into_iter().map(Lead::Action).collect()
            }
        }
    }

    /// What else must hold of an entry; a case is compared when it is read.
    fn conditions(&self, sql: &mut Sql, lead: Lead) {
        let filter = self.filter;
        if let Some(before) = self.before {
            sql.holds("id < ?", Value::Integer(whole(before)));
        }
        if let Some(account) = &filter.account {
            sql.holds("json_extract(actor, '$.user') = ?", Value::Text(account.as_str().to_owned()));
        }
        if let Some(from) = filter.from_us {
            sql.holds("at_us >= ?", Value::Integer(from));
        }
        if let Some(until) = filter.until_us {
            sql.holds("at_us < ?", Value::Integer(until));
        }
        if let Lead::Action(action) = lead {
            // The list may say what the entry does not.
            sql.holds("reads.action = ?", Value::Text(action));
        } else if !filter.actions.is_empty() {
            let mut places = Vec::new();
            for action in &filter.actions {
                sql.values.push(Value::Text(action.clone()));
                places.push(format!("?{}", sql.values.len()));
            }
            sql.text.push_str(&format!(" AND reads.action IN ({})", places.join(", ")));
        }
    }

    fn read(&self, reader: &Connection, sql: Sql, limit: u32) -> Result<Vec<Looked>, JournalError> {
        let mut statement = reader.prepare_cached(&sql.text).map_err(unreadable)?;
        let mut rows = statement.query(params_from_iter(sql.values)).map_err(unreadable)?;
        let mut looked = Vec::new();
        while looked.len() < limit as usize
            && let Some(row) = rows.next().map_err(unreadable)?
        {
            let (id, kept, _) = entry(row).map_err(unreadable)?;
            if self.filter.case.is_none_or(|case| kept.cases.contains(&case)) {
                looked.push(kept.looked(number(id))?);
            }
        }
        Ok(looked)
    }
}

/// The list by which entries are found.
enum Lead {
    /// None: they are walked.
    None,
    Case(Vec<u8>),
    Account(String),
    Action(String),
}

impl Sql {
    const fn new(text: String) -> Self {
        Self { text, values: Vec::new() }
    }

    fn holds(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.text.push_str(" AND ");
        self.text.push_str(&condition.replace('?', &format!("?{}", self.values.len())));
    }

    /// The list is gone through in its order, and each entry fetched by its number.
    fn lead(&mut self, lead: &Lead) {
        let (table, column, value) = match lead {
            Lead::None => return self.text.push_str("reads WHERE true"),
            Lead::Case(case) => ("cases", "case_id", Value::Blob(case.clone())),
            Lead::Account(account) => ("accounts", "account", Value::Text(account.clone())),
            Lead::Action(action) => ("actions", "action", Value::Text(action.clone())),
        };
        let join =
            format!("found.{table} AS list CROSS JOIN reads ON id = list.read_id WHERE list.{column} = ?1");
        self.text.push_str(&join);
        self.values.push(value);
    }
}
