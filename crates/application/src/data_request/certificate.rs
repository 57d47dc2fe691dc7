//! The certificate of erasure (销毁证明): what was destroyed, when, by whose decision. It names no person, so that it outlives the erasure.

use crate::execute::ExecuteError;
use crate::house::House;
use crate::notary::Notary;
use crate::settlement_bundle::{CHECKPOINT_WAIT, SettlementError};
use chrono::{DateTime, Utc};
use domain::calendar::in_shanghai;
use domain::data_request::{Asked, Certificate, DataRequestEvent, Outcome, Proposal};
use domain::ids::{DataRequestId, UserId};
use proof::erasure::{CERTIFICATE_FORMAT, ErasureProof};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The certificate as a document and as the event keeps it; the hash is over the document's JSON text with its keys in order, without
/// spaces, before the hash itself is added.
#[must_use]
pub fn certificate(
    asked: &Asked,
    proposal: &Proposal,
    approved_by: &UserId,
    outcomes: &[Outcome],
    made_at: DateTime<Utc>,
) -> (Value, Certificate) {
    let number = asked.request.to_string();
    let mut document = json!({
        "format": CERTIFICATE_FORMAT,
        "number": number,
        "centre": asked.centre,
        "ground": proposal.ground,
        "proposed_by": proposal.by,
        "approved_by": approved_by,
        "made_at": in_shanghai(made_at),
        "outcomes": outcomes,
        "statement": {
            "zh-CN": "标记为 ERASED 的主体密钥已销毁，其封存的字段在日志、视图及二者的备份中均不可再读取；\
                      标记为 RESTRICTED 的，因所列原因依法仅作存储，期满后删除。",
            "en": "Keys of subjects marked ERASED are destroyed; what they sealed can no longer be read in log, views, or backups of either. \
                   What is marked RESTRICTED is only stored, for the reason given, and deleted when that ends.",
        },
    });
    document.sort_all_objects();
    let sha256 = hex::encode(Sha256::digest(document.to_string().as_bytes()));
    (document, Certificate { number, sha256, made_at })
}

impl House {
    /// The proof that the log carries the hash of a request's certificate: the event that fulfilled it, under a signed checkpoint.
    ///
    /// # Errors
    /// When the log cannot be read, or no checkpoint covers the event yet.
    pub async fn erasure_proof(
        &self,
        notary: &Notary,
        request: DataRequestId,
    ) -> Result<ErasureProof, SettlementError> {
        let stream = self.data_request_stream(request);
        let mut fulfilled = None;
        self.each_event(&stream, |event| {
            if matches!(
                DataRequestEvent::decode(&event.event_type, &event.payload),
                Ok(DataRequestEvent::DataRequestFulfilled(_))
            ) {
                fulfilled = Some(event.clone());
            }
        })
        .await?;
        let absent = || ExecuteError::Unreadable {
            stream: stream.to_string(),
            reason: "no event fulfils the request".to_owned(),
        };
        let event = fulfilled.ok_or_else(absent)?;
        // Whether it was reached is judged by the proof.
        let _in_time = tokio::time::timeout(CHECKPOINT_WAIT, notary.reached(event.position)).await;
        let proved = notary.prove(vec![event])?;
        let first = proved.events.first().ok_or_else(absent)?;
        Ok(ErasureProof::new(first, &proved.checkpoint))
    }
}
