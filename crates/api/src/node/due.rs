//! What is due, as the views of this node know it.

use application::{DueItem, DueItems};
use chrono::NaiveDate;
use domain::ids::DraftId;
use projection::{DueRow, Views};

/// The view of periods that run, asked by the clock of the house.
pub(super) struct DueInViews(pub(super) Views);

impl DueItems for DueInViews {
    fn due(&self, today: NaiveDate, after: Option<&DueItem>, limit: u32) -> Result<Vec<DueItem>, String> {
        let found = self.0.due(today, after.map(row).as_ref(), limit);
        found.map(items).map_err(|error| error.to_string())
    }

    fn computed_by_other_tables(
        &self,
        table: &str,
        today: NaiveDate,
        after: Option<&DueItem>,
        limit: u32,
    ) -> Result<Vec<DueItem>, String> {
        let found = self.0.computed_by_other_tables(table, today, after.map(row).as_ref(), limit);
        found.map(items).map_err(|error| error.to_string())
    }

    fn drafts_over(
        &self,
        today: NaiveDate,
        after: Option<(NaiveDate, DraftId)>,
        limit: u32,
    ) -> Result<Vec<(NaiveDate, DraftId)>, String> {
        let found = self.0.drafts_over(today, after, limit);
        found.map(|found| found.value).map_err(|error| error.to_string())
    }
}

fn row(item: &DueItem) -> DueRow {
    DueRow { on_day: item.on_day, due_date: item.due_date, case: item.case, of: item.of }
}

fn items(found: projection::Answer<Vec<DueRow>>) -> Vec<DueItem> {
    let item = |it: DueRow| DueItem { on_day: it.on_day, due_date: it.due_date, case: it.case, of: it.of };
    found.value.into_iter().map(item).collect()
}
