//! Views being built: the applier of the runner, and large pages.

use crate::applier::{Applier, cleared};
use crate::error::ViewError;
use crate::store::ViewStore;
use crate::sweep::up_to;
use crate::workers::Workers;
use event_store::{EventStore, Position};
use rusqlite::Connection;

/// Events read at once: a case that moves several times within them is written once. As many documents may be in memory meanwhile.
pub(crate) const PAGE: usize = 10_000;

/// Views on their way.
pub(crate) struct Build {
    applier: Applier,
    page: usize,
}

impl Build {
    pub(crate) fn new(store: ViewStore, page: usize, workers: Workers) -> Result<Self, ViewError> {
        let mut applier = Applier::new(store, workers)?;
        applier.spread_out(workers)?;
        Ok(Self { applier, page: page.max(1) })
    }

    /// How far they have come, in the order of the log or case by case.
    pub(crate) fn position(&self) -> Position {
        self.applier.sweeping.reached().unwrap_or(self.applier.position())
    }

    /// Streams somebody has to look at.
    pub(crate) const fn parked(&self) -> usize {
        self.applier.parked().alarming
    }

    pub(crate) const fn connection(&self) -> &Connection {
        self.applier.connection()
    }

    /// Applies the next piece of the log, but nothing beyond `last`; tells how many events went in. What was in the log when they were
    /// begun goes in case by case, the rest in its order.
    pub(crate) async fn advance(&mut self, log: &dyn EventStore, last: Position) -> Result<u64, ViewError> {
        if let Some(events) = self.applier.sweep(log, last, self.page).await? {
            return Ok(events);
        }
        let page = up_to(log.read_log(self.applier.position(), self.page).await?, last);
        let applied = self.applier.apply(&page.events, page.safe_through)?;
        applied.stopped.map_or(Ok(applied.events), Err)
    }

    /// The applier, for whoever goes on one batch after the other.
    pub(crate) fn into_applier(mut self) -> Result<Applier, ViewError> {
        self.applier.draw_in()?;
        let _now_or_later = cleared(self.applier.connection())?;
        Ok(self.applier)
    }
}
