//! What is due, as the views of this node know it.

use application::{DueItem, DueItems};
use chrono::NaiveDate;
use projection::{DuePeriod, Views};

/// The view of periods that run, asked by the clock of the house.
pub(super) struct DueInViews(pub(super) Views);

impl DueItems for DueInViews {
    fn due(&self, today: NaiveDate, after: Option<&DueItem>, limit: u32) -> Result<Vec<DueItem>, String> {
        let found = self.0.due(today, after.map(period).as_ref(), limit);
        found.map(items).map_err(|error| error.to_string())
    }

    fn computed_by_other_tables(
        &self,
        table: &str,
        today: NaiveDate,
        after: Option<&DueItem>,
        limit: u32,
    ) -> Result<Vec<DueItem>, String> {
        let found = self.0.computed_by_other_tables(table, today, after.map(period).as_ref(), limit);
        found.map(items).map_err(|error| error.to_string())
    }
}

fn period(item: &DueItem) -> DuePeriod {
    DuePeriod { on_day: item.on_day, due_date: item.due_date, case: item.case, timer: item.timer }
}

fn items(found: projection::Answer<Vec<DuePeriod>>) -> Vec<DueItem> {
    let item =
        |it: DuePeriod| DueItem { on_day: it.on_day, due_date: it.due_date, case: it.case, timer: it.timer };
    found.value.into_iter().map(item).collect()
}
