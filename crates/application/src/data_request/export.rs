//! What the house holds of one person, opened for that person: every sealed field under the person's own key and nothing else, so that no
//! other side's words and no mediator's notes can be in it (PIPL 45).

use super::each_box;
use crate::execute::ExecuteError;
use crate::house::House;
use crate::vault::Opened;
use domain::calendar::in_shanghai;
use domain::data_request::{DataRequest, DataRequestRejection, Done, Outcome};
use domain::ids::DataRequestId;
use domain::wire::Metadata;
use serde_json::{Value, json};

/// Events whose words belong to somebody beside the person: what one side told in confidence (K4), a mediator's own notes (K5), what an
/// institution asked its head office (K6).
const CONFIDENTIAL: [&str; 5] = ["caucus", "note", "risk", "authority-requested", "authority-answered"];

impl House {
    /// The person's data, case by case, oldest first: event, time, field, value.
    ///
    /// # Errors
    /// [`DataRequestRejection::WrongState`] before the request is fulfilled; see [`ExecuteError`].
    pub async fn export_person(&self, request: DataRequestId) -> Result<Value, ExecuteError> {
        let state = self.data_request_state(request).await?;
        let DataRequest::Fulfilled(_, fulfilment) = &state else {
            let (state, allowed) = (state.code(), "FULFILLED");
            return Err(DataRequestRejection::WrongState { state, allowed }.into());
        };
        let mut cases = Vec::new();
        // What is only stored is not read out either; a request for something else provides nothing.
        for outcome in fulfilment.outcomes.iter().filter(|outcome| outcome.done == Done::Provided) {
            cases.push(json!({ "case": outcome.case, "entries": self.entries(outcome).await? }));
        }
        Ok(json!({ "format": "hejie-personal-data/1", "request": request, "cases": cases }))
    }

    async fn entries(&self, outcome: &Outcome) -> Result<Vec<Value>, ExecuteError> {
        let stream = self.case_stream(outcome.case);
        let (mut entries, mut failed) = (Vec::new(), None);
        self.each_event(&stream, |event| {
            if CONFIDENTIAL.iter().any(|kind| event.event_type.contains(kind)) {
                return;
            }
            let Ok(payload) = serde_json::from_slice::<Value>(&event.payload) else { return };
            let at = Metadata::decode(&event.event_type, &event.metadata).ok();
            let at = at.map(|metadata| in_shanghai(metadata.occurred_at));
            each_box(&payload, &mut |sealed| {
                if sealed.subject != outcome.subject {
                    return;
                }
                match self.vault().open_sealed(stream.as_str(), sealed) {
                    Ok(Opened::Value(plain)) => {
                        let value = serde_json::from_str(&plain).unwrap_or(Value::String(plain));
                        entries.push(json!({
                            "event": event.event_type.to_string(), "at": at, "field": sealed.field, "value": value,
                        }));
                    }
                    Ok(Opened::Erased) => {}
                    Err(error) => failed = Some(error),
                }
            });
        })
        .await?;
        failed.map_or(Ok(entries), |error| Err(ExecuteError::from_vault(&stream, error)))
    }
}
