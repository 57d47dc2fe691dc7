//! One made-up case: how it is filed and taken, and the twenty commands after that, each of which records exactly one event.

use super::BenchError;
use super::cast::{BANK, Cast};
use super::connection::{Call, Connection};
use domain::classification::{AcceptanceCheck, ConsentMatter};
use hyper::header::HeaderValue;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

const FACTS: &str = "2023年8月21日存入三年期定期存款20万元，约定年利率2.75%，到期应得利息16,500.00元。\
     2026年8月21日到期支取，仅收到利息15,220.00元，少付1,280.00元。柜台称系统按提前支取计息，但存单从未提前支取。";

/// What a clerk files: a person with document, phone and address against the bank, seven sealed fields.
pub(super) fn filing(cast: &Cast, office: usize) -> Option<Call> {
    let office = cast.offices.get(office % cast.offices.len().max(1))?;
    // Nobody files twice: a filing like an earlier one waits for a clerk.
    let key = cast.key();
    let number = key.rsplit('-').next().unwrap_or_default();
    let body = json!({
        "centre": office.centre,
        "channel": "COUNTER",
        "applicants": [{
            "kind": "PERSON",
            "name": "林示例",
            "document": { "kind": "PASSPORT", "number": format!("E{number:0>8}") },
            "phone": format!("100{number:0>8}"),
            "address": "示例市示例区虚构路128号",
        }],
        "respondents": [{ "kind": "INSTITUTION", "uscc": BANK }],
        "business": "RMB_SAVINGS",
        "cause": "PRODUCT_RETURN",
        "product": "三年期定期存款",
        "facts": FACTS,
        "claims": [{ "kind": "PAYMENT", "amount_fen": 128_000, "wording": "补付利息差额1,280.00元" }],
        "dispute_fen": 20_000_000,
        "incident_on": "2025-08-21",
        "prior_complaint": { "number": format!("TS-{number}"), "lodged_on": "2025-09-01", "outcome": "REJECTED" },
        "privacy_notice": "2026-01",
    });
    Some(Call::post("/v1/cases", &office.clerk, key, body.to_string()))
}

/// A case that was taken and waits for the consents.
pub(super) struct TakenCase {
    id: String,
    clerk: HeaderValue,
    applicant: String,
    respondent: String,
}

/// Acceptances of one centre queue for its next number; taking turns here spares them the conflict.
pub(super) type Turns = Arc<Vec<Mutex<()>>>;

/// Files a case and takes it.
pub(super) async fn take(
    cast: &Cast,
    connection: &mut Connection,
    turns: &Turns,
    office: usize,
) -> Result<TakenCase, BenchError> {
    let office = office % cast.offices.len().max(1);
    let (Some(file), Some(clerk)) =
        (filing(cast, office), cast.offices.get(office).map(|office| &office.clerk))
    else {
        return Err(BenchError::Server("there is no centre".to_owned()));
    };
    let filed = connection.done(file).await?;
    let id = filed.json().get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let checks = AcceptanceCheck::ALL.iter().map(|check| json!({ "check": check.code(), "met": true }));
    let accept = json!({ "track": "SIMPLE", "checks": checks.collect::<Vec<_>>() }).to_string();
    let accept = Call::post(format!("/v1/cases/{id}/acceptance"), clerk, cast.key(), accept);
    {
        let _turn = match turns.get(office) {
            Some(turn) => Some(turn.lock().await),
            None => None,
        };
        connection.done(accept).await?;
    }
    let view = read(connection, &id, clerk, filed.consistency_token).await?;
    let party = |side: &str| {
        let parties = view.get("parties").and_then(Value::as_array).into_iter().flatten();
        let party = parties.into_iter().find(|party| party.get("side").is_some_and(|found| found == side));
        party.and_then(|party| party.get("party")).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    Ok(TakenCase { applicant: party("APPLICANT"), respondent: party("RESPONDENT"), clerk: clerk.clone(), id })
}

/// Reads a case, however long the views need to see it.
async fn read(
    connection: &mut Connection,
    id: &str,
    clerk: &HeaderValue,
    seen: Option<String>,
) -> Result<Value, BenchError> {
    let call = Call { seen, ..Call::get(format!("/v1/cases/{id}"), clerk) };
    for _ in 0..100 {
        let answer = connection.send(call.clone()).await?;
        if answer.status != 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(connection.done(call).await?.json())
}

/// How many commands [`TakenCase::step`] knows.
pub(super) const STEPS: usize = 20;

impl TakenCase {
    pub(super) const fn id(&self) -> &String {
        &self.id
    }

    /// The clerk of its centre.
    pub(super) const fn clerk(&self) -> &HeaderValue {
        &self.clerk
    }

    /// The n-th command, counted from 0; `None` after the last. 0: the respondent is told; 1–16: each side agrees to each of the eight
    /// matters; 17–19: a mediator is asked, accepts, tells the rights.
    pub(super) fn step(&self, cast: &Cast, n: usize) -> Option<Call> {
        let (verb, who, body) = match n {
            0 => ("respondent-notice", &self.clerk, json!({ "method": "POST" })),
            1..=16 => {
                let matter = ConsentMatter::ALL.get((n - 1) / 2)?.code();
                let (who, party, form) = if n % 2 == 1 {
                    (&self.clerk, &self.applicant, "WRITTEN")
                } else {
                    (&cast.agent, &self.respondent, "ELECTRONIC")
                };
                (
                    "consents",
                    who,
                    json!({ "party": party, "matters": [matter], "form": form, "centre_appoints": true }),
                )
            }
            17 => {
                let body = json!({ "mediator": cast.mediator_id, "chosen_by_parties": false });
                ("mediator-offers", &self.clerk, body)
            }
            18 => ("assignment-acceptance", &cast.mediator, json!({ "disclosed": [] })),
            19 => ("rights-notice", &cast.mediator, json!({ "notice": "2026-01" })),
            _ => return None,
        };
        let path = format!("/v1/cases/{}/{verb}", self.id);
        Some(Call::post(path, who, cast.key(), body.to_string()))
    }

    /// All consents of one side in one command: eight events at once, to fill a log quickly.
    pub(super) fn all_consents(&self, cast: &Cast) -> [Call; 2] {
        let matters: Vec<_> = ConsentMatter::ALL.iter().map(|matter| matter.code()).collect();
        [(&self.clerk, &self.applicant), (&cast.agent, &self.respondent)].map(|(who, party)| {
            let body =
                json!({ "party": party, "matters": matters, "form": "WRITTEN", "centre_appoints": true });
            Call::post(format!("/v1/cases/{}/consents", self.id), who, cast.key(), body.to_string())
        })
    }
}
