//! What a command answers. The receipt is a pure function of what was recorded, so that a
//! repeated request gets the very same body.

use crate::extract::ConsistencyToken;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, LOCATION};
use application::Receipt;
use chrono::NaiveDate;
use domain::deadline::Deadline;
use serde::Serialize;
use utoipa::ToSchema;

/// What a command recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptBody {
    /// What was written to, or what came into being.
    pub id: String,
    /// Where that stands now; also the ETag.
    pub revision: u64,
    /// Place of the last event in the log.
    pub position: String,
    /// What was recorded; empty when it was already so.
    pub events: Vec<ReceiptEventBody>,
}

/// One recorded event.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptEventBody {
    /// What happened.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Its place in the history.
    pub revision: u64,
    /// The deadlines it sets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<DeadlineBody>,
}

/// A deadline that explains itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeadlineBody {
    /// Which period runs.
    pub timer: String,
    /// Its last day, legal date in Asia/Shanghai.
    pub due_date: NaiveDate,
    /// The day after which it is counted.
    pub legal_start_date: NaiveDate,
    /// Whether a holiday notice not yet published may move it.
    pub provisional: bool,
    /// Where its length comes from.
    pub basis: String,
    /// The computation in words.
    pub explain: Explanation,
}

/// A sentence in both languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Explanation {
    /// Chinese, fit for a notice.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&Deadline> for DeadlineBody {
    fn from(deadline: &Deadline) -> Self {
        Self {
            timer: deadline.timer.id().to_owned(),
            due_date: deadline.due_date,
            legal_start_date: deadline.legal_start_date,
            provisional: deadline.provisional,
            basis: deadline.basis.code().to_owned(),
            explain: Explanation { zh: deadline.explain_zh(), en: deadline.explain_en() },
        }
    }
}

/// 200 with the receipt; `id` names what was written to.
#[must_use]
pub fn done(receipt: &Receipt, id: String) -> HttpResponse {
    answer(StatusCode::OK, receipt, id, None)
}

/// 201 with `Location` and the receipt; a repeat gets it again. `id` names what came into being.
#[must_use]
pub fn created(receipt: &Receipt, id: String, location: &str) -> HttpResponse {
    answer(StatusCode::CREATED, receipt, id, Some(location))
}

fn answer(status: StatusCode, receipt: &Receipt, id: String, location: Option<&str>) -> HttpResponse {
    let token = ConsistencyToken { incarnation: receipt.incarnation, position: receipt.position };
    let mut answer = HttpResponse::build(status);
    answer.insert_header((ETAG, format!("\"{}\"", receipt.revision)));
    answer.insert_header((ConsistencyToken::HEADER, token.to_string()));
    if let Some(location) = location {
        answer.insert_header((LOCATION, location));
    }
    if receipt.replayed {
        answer.insert_header(("idempotency-replayed", "true"));
    }
    let events = receipt.events.iter().map(|event| ReceiptEventBody {
        event_type: event.event_type.clone(),
        revision: event.revision.0,
        deadlines: event.deadlines.iter().map(DeadlineBody::from).collect(),
    });
    answer.json(ReceiptBody {
        id,
        revision: receipt.revision.0,
        position: receipt.position.to_string(),
        events: events.collect(),
    })
}
