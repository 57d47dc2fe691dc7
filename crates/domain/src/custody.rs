//! Custody (保管) of a case's file: legal hold, restriction, erasure of a person, archive. A stream of its own beside the case's, because
//! it runs through every stage and lives on long after the case has closed.
//!
//! What a case is (its centre, its subjects, its class of retention) comes in as a looked-up fact; nothing here changes it.

mod event;
mod rejection;
mod rules;

pub use event::*;
pub use rejection::CustodyRejection;
pub use rules::decide;

use crate::classification::{ErasureGround, HoldGround, RestrictionGround};
use crate::ids::{DataRequestId, HoldId, SubjectId, UserId};
use crate::personal::Personal;
use crate::text::ShortText;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustodyCommand {
    /// 依法封存.
    SetHold {
        /// Names it.
        hold: HoldId,
        /// Why.
        ground: HoldGround,
        /// Number of the paper that orders it.
        reference: Option<ShortText>,
        /// In words.
        reason: Personal<ShortText>,
    },
    /// 解除封存.
    LiftHold {
        /// Which.
        hold: HoldId,
        /// In words.
        reason: Personal<ShortText>,
    },
    /// 限制处理.
    Restrict {
        /// Why.
        ground: RestrictionGround,
        /// The request it follows.
        request: Option<DataRequestId>,
    },
    /// 解除限制.
    LiftRestriction,
    /// 销毁主体密钥.
    Shred {
        /// Whose key.
        subject: SubjectId,
        /// The request it follows.
        request: DataRequestId,
        /// Why.
        ground: ErasureGround,
        /// Who proposed it; never who approves.
        proposed_by: UserId,
        /// How many fields of the case are sealed under it.
        sealed_fields: u32,
    },
    /// 档案导出放行.
    ReleaseArchive {
        /// To whom; never to oneself.
        to: UserId,
        /// In words.
        reason: Personal<ShortText>,
    },
    /// 归档.
    Archive {
        /// Number of the dossier.
        dossier_no: ShortText,
        /// SHA-256 of the exported archive file, 64 lower-case hexadecimal digits.
        sha256: String,
    },
}

/// What is known of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Custody {
    /// Holds in force, as they were set.
    pub holds: BTreeMap<HoldId, LegalHoldSet>,
    /// Why nothing but storing goes on, while that is so.
    pub restricted: Option<RestrictionGround>,
    /// Whose keys were destroyed.
    pub shredded: BTreeSet<SubjectId>,
    /// Its number in the archive.
    pub archived: Option<ShortText>,
    /// SHA-256 of its archive file, hexadecimal.
    pub archive_sha256: Option<String>,
    /// To whom the archive file was released last, and until when, UTC.
    pub released: BTreeMap<UserId, DateTime<Utc>>,
}

impl Custody {
    /// Whether the archive file is handed to an account: another person has released it to that account, and not too long ago.
    #[must_use]
    pub fn hands_archive_to(&self, account: &UserId, at: DateTime<Utc>) -> bool {
        self.released.get(account).is_some_and(|until| at < *until)
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mut custody: Custody, event: &CustodyEvent) -> Custody {
    match event {
        CustodyEvent::LegalHoldSet(event) => {
            custody.holds.insert(event.hold, event.clone());
        }
        CustodyEvent::LegalHoldLifted(event) => {
            custody.holds.remove(&event.hold);
        }
        CustodyEvent::ProcessingRestricted(event) => custody.restricted = Some(event.ground),
        CustodyEvent::RestrictionLifted(_) => custody.restricted = None,
        CustodyEvent::SubjectShredded(event) => {
            custody.shredded.insert(event.subject);
        }
        CustodyEvent::CaseArchived(event) => {
            custody.archived = Some(event.dossier_no.clone());
            custody.archive_sha256 = Some(event.sha256.clone());
        }
        CustodyEvent::ArchiveReleased(event) => {
            custody.released.insert(event.to.clone(), event.until);
        }
    }
    custody
}
