//! What can happen to a batch.

use crate::classification::{BatchReason, UnlinkReason};
use crate::identity::Uscc;
use crate::ids::{BatchId, CaseId, CentreId, UserId};
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use serde::{Deserialize, Serialize};

/// 立批.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchOpened {
    /// The batch.
    pub batch: BatchId,
    /// The centre that handles it.
    pub centre: CentreId,
    /// Against whom all of them are: a legal person or a unit of it.
    pub institution: Uscc,
    /// Why they belong together.
    pub reason: BatchReason,
    /// What they are about; names no person.
    pub title: ShortText,
    /// The cases, at least two.
    pub cases: Vec<CaseId>,
    /// Who linked them.
    pub opened_by: UserId,
}

/// 并入案件.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesLinked {
    /// The batch.
    pub batch: BatchId,
    /// The cases.
    pub cases: Vec<CaseId>,
    /// Who linked them.
    pub linked_by: UserId,
}

/// 移出案件.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseUnlinked {
    /// The batch.
    pub batch: BatchId,
    /// Which.
    pub case: CaseId,
    /// Why.
    pub reason: UnlinkReason,
}

/// 结批. The cases go on each by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchClosed {
    /// The batch.
    pub batch: BatchId,
}

personal_fields! {
    BatchOpened {}
    CasesLinked {}
    CaseUnlinked {}
    BatchClosed {}
}

events! {
    /// Everything that can have happened to a batch.
    pub enum BatchEvent {
        BatchOpened => "batch.opened.v1",
        CasesLinked => "batch.cases-linked.v1",
        CaseUnlinked => "batch.case-unlinked.v1",
        BatchClosed => "batch.closed.v1",
    }
}
