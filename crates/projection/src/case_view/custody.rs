//! How a case's file is kept, in its document (why somebody set a hold stays in the custody stream, sealed there); and taking an erased person's sealed text out of it.

use super::{CaseView, Moment};
use crate::error::ViewError;
use chrono::{DateTime, NaiveDate, Utc};
use domain::case::StageName;
use domain::classification::{HoldGround, RestrictionGround, RetentionClassCode};
use domain::custody::CustodyEvent;
use domain::ids::{HoldId, SubjectId};
use domain::text::ShortText;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The custody of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustodyView {
    /// Holds in force, oldest first.
    pub holds: Vec<HoldView>,
    /// Why everything but storing has stopped, while it has.
    pub restricted: Option<RestrictionGround>,
    /// Subjects whose keys were destroyed.
    pub erased: Vec<SubjectId>,
    /// Its place in the archive.
    pub archived: Option<ArchiveView>,
    /// Revision of the last custody event folded in.
    pub seen: Option<u64>,
}

/// A hold in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldView {
    /// Names it.
    pub hold: HoldId,
    /// Why.
    pub ground: HoldGround,
    /// Number of the paper that orders it.
    pub reference: Option<ShortText>,
    /// When, UTC.
    pub set_at: DateTime<Utc>,
}

/// The place of a file in the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveView {
    /// Number of the dossier.
    pub dossier_no: ShortText,
    /// Class of retention.
    pub retention_class: RetentionClassCode,
    /// To be kept until this legal date.
    pub keep_until: NaiveDate,
    /// SHA-256 of the archive file.
    pub sha256: String,
}

/// Folds a custody event into the document; false when it was seen before.
pub(crate) fn keep(
    view: &mut CaseView,
    event: &CustodyEvent,
    moment: &Moment<'_>,
) -> Result<bool, ViewError> {
    if view.custody.seen.is_some_and(|seen| seen >= moment.revision) {
        return Ok(false);
    }
    match event {
        CustodyEvent::LegalHoldSet(event) => view.custody.holds.push(HoldView {
            hold: event.hold,
            ground: event.ground,
            reference: event.reference.clone(),
            set_at: moment.at(),
        }),
        CustodyEvent::LegalHoldLifted(event) => view.custody.holds.retain(|held| held.hold != event.hold),
        CustodyEvent::ProcessingRestricted(event) => view.custody.restricted = Some(event.ground),
        CustodyEvent::RestrictionLifted(_) => view.custody.restricted = None,
        CustodyEvent::SubjectShredded(event) => {
            *view = purge(view, event.subject)?;
            view.custody.erased.push(event.subject);
        }
        // Who may fetch the file is judged by the custody itself.
        CustodyEvent::ArchiveReleased(_) => {}
        CustodyEvent::CaseArchived(event) => {
            view.custody.archived = Some(ArchiveView {
                dossier_no: event.dossier_no.clone(),
                retention_class: event.retention_class,
                keep_until: event.keep_until,
                sha256: event.sha256.clone(),
            });
        }
    }
    view.custody.seen = Some(moment.revision);
    view.position = moment.position;
    Ok(true)
}

/// The same value with every sealed field of a subject emptied: what its key no longer opens is not kept either.
pub(crate) fn purge<T: Serialize + DeserializeOwned>(value: &T, subject: SubjectId) -> Result<T, ViewError> {
    let mut document = serde_json::to_value(value)?;
    empty(&mut document, &subject.to_string());
    Ok(serde_json::from_value(document)?)
}

fn empty(value: &mut Value, subject: &str) {
    match value {
        Value::Object(fields) => {
            let theirs = fields.get("subject").and_then(Value::as_str) == Some(subject);
            if let Some(content) = fields.get_mut("box").filter(|_| theirs) {
                *content = Value::String(String::new());
            }
            fields.values_mut().for_each(|field| empty(field, subject));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| empty(item, subject)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The class of a closed case's file, as `domain::case` gives it.
pub(crate) fn retention_class(view: &CaseView) -> Option<RetentionClassCode> {
    if view.stage != StageName::Closed {
        return None;
    }
    let effective = view.agreement.as_ref().is_some_and(|agreement| agreement.effective_at.is_some());
    let confirmed = view.confirmation_status().was_confirmed();
    Some(if confirmed || (effective && view.obligations.len() > 1) {
        RetentionClassCode::Confirmed
    } else if effective {
        RetentionClassCode::Agreement
    } else if view.refusal.is_some() {
        RetentionClassCode::Refused
    } else {
        RetentionClassCode::Terminated
    })
}
