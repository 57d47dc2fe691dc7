//! What can happen to a file in custody.

use crate::classification::{ErasureGround, HoldGround, RestrictionGround, RetentionClassCode};
use crate::ids::{CaseId, DataRequestId, HoldId, SubjectId, UserId};
use crate::personal::{Personal, personal_fields};
use crate::text::ShortText;
use crate::wire::events;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// 依法封存. Nothing of the file may be destroyed until it is lifted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalHoldSet {
    /// The case.
    pub case: CaseId,
    /// Names the hold.
    pub hold: HoldId,
    /// Why.
    pub ground: HoldGround,
    /// Number of the paper that orders it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ShortText>,
    /// In words.
    pub reason: Personal<ShortText>,
}

/// 解除封存.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalHoldLifted {
    /// The case.
    pub case: CaseId,
    /// Which hold.
    pub hold: HoldId,
    /// In words.
    pub reason: Personal<ShortText>,
}

/// 限制处理. From now on the file is stored and protected and nothing else (PIPL 47(2)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessingRestricted {
    /// The case.
    pub case: CaseId,
    /// Why.
    pub ground: RestrictionGround,
    /// The request it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<DataRequestId>,
}

/// 解除限制.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictionLifted {
    /// The case.
    pub case: CaseId,
}

/// 主体密钥销毁. The decision is final: the key of this subject is destroyed and what it sealed means nothing from now on (PIPL 47(1)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectShredded {
    /// The case.
    pub case: CaseId,
    /// Whose key.
    pub subject: SubjectId,
    /// The request it follows.
    pub request: DataRequestId,
    /// Why.
    pub ground: ErasureGround,
    /// The account that proposed it.
    pub proposed_by: UserId,
    /// The account that approved it: another one.
    pub approved_by: UserId,
    /// Legal date.
    pub on: NaiveDate,
}

/// 归档.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseArchived {
    /// The case.
    pub case: CaseId,
    /// Number of the dossier.
    pub dossier_no: ShortText,
    /// Its class of retention.
    pub retention_class: RetentionClassCode,
    /// To be kept until this legal date, by the rules of the day it was archived.
    pub keep_until: NaiveDate,
    /// SHA-256 of the exported archive file, 64 hexadecimal digits.
    pub sha256: String,
}

/// 档案导出放行. One person asks for the file and another hands it out (two persons for an export, GB/T 22239-2019 8.1.4.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveReleased {
    /// The case.
    pub case: CaseId,
    /// The account that may fetch the file.
    pub to: UserId,
    /// The account that released it: another one.
    pub released_by: UserId,
    /// In words.
    pub reason: Personal<ShortText>,
    /// The file is handed out before this instant, UTC.
    pub until: DateTime<Utc>,
}

personal_fields! {
    LegalHoldSet { reason }
    LegalHoldLifted { reason }
    ProcessingRestricted {}
    RestrictionLifted {}
    SubjectShredded {}
    CaseArchived {}
    ArchiveReleased { reason }
}

events! {
    /// Everything that can have happened to a file in custody.
    pub enum CustodyEvent {
        LegalHoldSet => "custody.legal-hold-set.v1",
        LegalHoldLifted => "custody.legal-hold-lifted.v1",
        ProcessingRestricted => "custody.processing-restricted.v1",
        RestrictionLifted => "custody.restriction-lifted.v1",
        SubjectShredded => "custody.subject-shredded.v1",
        CaseArchived => "custody.case-archived.v1",
        ArchiveReleased => "custody.archive-released.v1",
    }
}
