//! Published statistics (统计公布): the table of a year as it was given to the public, and every restatement of it.
//!
//! What was published stays published: a later correction of a case changes the figures of the house and nothing the public was given.
//! It is put right by a restatement, a further edition with its reason; every edition names the place in the log and the version of the
//! definitions it was computed from, so that anybody with the log gets the same numbers (domain reference §7). One stream a year.

mod event;
mod rejection;

pub use event::*;
pub use rejection::PublicationRejection;

use crate::occasion::{Occasion, Role};
use crate::text::ShortText;
use chrono::Datelike;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationCommand {
    /// 公布年度统计.
    Publish(PublishedTable),
    /// 重述年度统计.
    Restate {
        /// The table as it is now.
        table: PublishedTable,
        /// Why the one before was wrong or is outdated.
        reason: ShortText,
    },
}

/// An edition of a year's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// 1 for the publication, then 2, 3 …
    pub edition: u32,
    /// The table.
    pub table: PublishedTable,
    /// Why it took the place of the one before; none for the first.
    pub reason: Option<ShortText>,
}

/// What was published of one year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    editions: Vec<Edition>,
}

impl Publication {
    /// Every edition, oldest first; the last one counts.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition that counts.
    #[must_use]
    pub fn current(&self) -> Option<&Edition> {
        self.editions.last()
    }
}

/// What happens when `command` is asked about `year`.
///
/// # Errors
/// The [`PublicationRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    year: i32,
    publication: &Publication,
    command: PublicationCommand,
) -> Result<Vec<PublicationEvent>, PublicationRejection> {
    // The federation speaks to the public for all centres (domain reference §6.5).
    if occasion.by.role != Role::Federation {
        return Err(PublicationRejection::NotFound);
    }
    // Within a running year every new case could be told from the difference of two tables.
    if year >= occasion.today().year() {
        return Err(PublicationRejection::YearNotOver { year });
    }
    let on = occasion.today();
    match (command, publication.current()) {
        (PublicationCommand::Publish(_), Some(current)) => {
            Err(PublicationRejection::Published { edition: current.edition })
        }
        (PublicationCommand::Publish(table), None) => {
            Ok(vec![PublicationEvent::StatisticsPublished(StatisticsPublished { year, table, on })])
        }
        (PublicationCommand::Restate { .. }, None) => Err(PublicationRejection::NotPublished { year }),
        (PublicationCommand::Restate { table, .. }, Some(current)) if current.table.says_what(&table) => {
            Err(PublicationRejection::NothingChanged { edition: current.edition })
        }
        (PublicationCommand::Restate { table, reason }, Some(current)) => {
            let edition = current.edition.saturating_add(1);
            let restated = StatisticsRestated { year, edition, table, reason, on };
            Ok(vec![PublicationEvent::StatisticsRestated(restated)])
        }
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mut publication: Publication, event: &PublicationEvent) -> Publication {
    let edition = match event {
        PublicationEvent::StatisticsPublished(event) => {
            Edition { edition: 1, table: event.table.clone(), reason: None }
        }
        PublicationEvent::StatisticsRestated(event) => {
            Edition { edition: event.edition, table: event.table.clone(), reason: Some(event.reason.clone()) }
        }
    };
    publication.editions.push(edition);
    publication
}
