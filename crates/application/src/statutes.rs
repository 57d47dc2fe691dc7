//! The rules and the holiday table of the house: published by the federation, read by every node, kept in memory.
//!
//! A holiday table counts from its publication, a rule set from the legal date it names. A node that alone writes the log uses them from
//! that moment; one of several reads the two streams again after [`FRESH`], so that it uses them no later than that. What it computed
//! by the table before in between is counted again by the clock of the house (`timers.rs`), which looks once more when that is over.

use crate::execute::{Call, ExecuteError};
use crate::folded::Folded;
use crate::house::House;
use crate::receipt::Receipt;
use chrono::NaiveDate;
use domain::calendar::{HolidayTable, legal_date};
use domain::holiday_register::{self, HolidayRegister, PublishHolidays};
use domain::rule_book::{self, PublishRuleSet, RuleBook};
use domain::rule_set::RuleSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a node of several judges by what it has read.
const FRESH: Duration = Duration::from_secs(20);

/// What was read last.
struct Known {
    read: Option<(Instant, NaiveDate)>,
    rules: Arc<RuleSet>,
}

/// The rules of the house with its holiday table.
pub(crate) struct Statutes(RwLock<Known>);

impl Default for Statutes {
    fn default() -> Self {
        Self(RwLock::new(Known { read: None, rules: Arc::new(RuleSet::builtin()) }))
    }
}

impl Statutes {
    /// As they were last read.
    pub(crate) fn rules(&self) -> Arc<RuleSet> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).rules)
    }

    fn on(&self, day: NaiveDate, for_ever: bool) -> Option<Arc<RuleSet>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let fresh = |(at, of): (Instant, NaiveDate)| of == day && (for_ever || at.elapsed() < FRESH);
        known.read.is_some_and(fresh).then(|| Arc::clone(&known.rules))
    }

    /// Keeps what was read; the same rules stay the same in memory.
    fn keep(&self, at: Instant, day: NaiveDate, rules: RuleSet) -> Arc<RuleSet> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if *known.rules != rules {
            known.rules = Arc::new(rules);
        }
        known.read = Some((at, day));
        Arc::clone(&known.rules)
    }

    fn forget(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).read = None;
    }
}

impl House {
    /// The rules of the house that count today, with the holiday table in force.
    ///
    /// # Errors
    /// When a stream cannot be read.
    pub async fn rules_today(&self) -> Result<Arc<RuleSet>, ExecuteError> {
        let day = legal_date(self.clock().now());
        if let Some(known) = self.statutes().on(day, self.store().is_sole_writer()) {
            return Ok(known);
        }
        let read_at = Instant::now();
        let register = self.holiday_register().await?;
        let book = self.rule_book().await?;
        let mut rules = book.state.on(&RuleSet::builtin(), day);
        if !register.state.published().is_empty() {
            rules.holidays = Arc::new(register.state.table(HolidayTable::builtin()));
        }
        Ok(self.statutes().keep(read_at, day, rules))
    }

    /// The holiday notices that were published.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn holiday_register(&self) -> Result<Arc<Folded<HolidayRegister>>, ExecuteError> {
        self.current(&self.holiday_stream()).await
    }

    /// The versions of the rules of the house that were published.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn rule_book(&self) -> Result<Arc<Folded<RuleBook>>, ExecuteError> {
        self.current(&self.rule_book_stream()).await
    }

    /// Publishes a holiday notice.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn publish_holidays(
        &self,
        call: &Call,
        command: PublishHolidays,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.holiday_stream();
        let receipt = self
            .execute(&stream, call, |occasion, register: &HolidayRegister| {
                holiday_register::decide(occasion.today(), register, HolidayTable::builtin(), command.clone())
            })
            .await;
        self.statutes().forget();
        receipt
    }

    /// Publishes a version of the rules of the house.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn publish_rule_set(
        &self,
        call: &Call,
        command: PublishRuleSet,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.rule_book_stream();
        let receipt = self
            .execute(&stream, call, |occasion, book: &RuleBook| {
                rule_book::decide(occasion.today(), book, &RuleSet::builtin(), command.clone())
            })
            .await;
        self.statutes().forget();
        receipt
    }
}
