//! Other views take the place of those the runner feeds, between two batches.

use super::following::Following;
use crate::error::ViewError;
use crate::query::Views;
use crate::succession::Build;
use std::path::PathBuf;

/// What is to take the place.
pub(crate) struct Handover {
    /// The views, as far as they have come.
    pub(crate) build: Build,
    /// The same, to be asked.
    pub(crate) views: Views,
    /// The file of those they replace.
    pub(crate) blue: PathBuf,
    /// Makes it last: the next start finds them.
    pub(crate) keep: Box<dyn FnOnce() -> Result<(), ViewError> + Send>,
}

impl Following {
    /// Brings the new views to the very position of the old ones, and goes on with them. Nobody sees a position go back: readers have the
    /// old views until the new ones answer for the same position. Whatever fails leaves the old ones in use.
    pub(super) async fn take_over(&mut self, handover: Handover) -> Result<(), ViewError> {
        let Handover { mut build, views, blue, keep } = handover;
        let here = self.applier.position();
        while build.position() < here {
            build.advance(&*self.log, here).await?;
        }
        let mut applier = build.into_applier()?;
        applier.carry_discards(&blue)?;
        keep()?;
        self.applier = applier;
        self.views.switch_to(&views);
        tracing::info!(position = %here, "other views are in use");
        Ok(())
    }
}
