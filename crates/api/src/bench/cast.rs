//! Who sends: made-up accounts with real tokens. No code here can belong to anybody: the division 990000 does not exist.

use super::connection::{Call, Connection};
use super::{BenchError, Options};
use crate::auth::{HejieClaims, Issuer, claims_for};
use application::{Clock, random_text};
use domain::centre::CentreFacts;
use domain::occasion::Role;
use hyper::header::HeaderValue;
use serde_json::json;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// How long the tokens are valid.
const TOKEN_SECONDS: u64 = 8 * 3600;
/// The respondent of every case.
pub(super) const BANK: &str = "91990000MA00DEM14N";
/// A court of the first centre's city.
const COURT: &str = "粤0104";

/// A centre and its clerk.
pub(super) struct Office {
    pub(super) centre: String,
    pub(super) clerk: HeaderValue,
}

/// Everybody, with a token each.
pub(super) struct Cast {
    pub(super) offices: Vec<Office>,
    pub(super) agent: HeaderValue,
    pub(super) mediator: HeaderValue,
    /// The mediator's entry in the roster.
    pub(super) mediator_id: String,
    pub(super) court: HeaderValue,
    run: String,
    next_key: AtomicU64,
}

impl Cast {
    /// Signs the tokens with the key in `data` and enters bank and mediator into the registers.
    pub(super) async fn assemble(
        options: &Options,
        data: &Path,
        connection: &mut Connection,
    ) -> Result<Self, BenchError> {
        let issuer = Issuer::open(data)?;
        let sign = |account: &str, claims: HejieClaims| token(options, &issuer, account, claims);
        let text = |text: &str| Some(text.to_owned());
        let federation = sign("bench-federation", HejieClaims::role(Role::Federation))?;
        let entry = json!({ "uscc": BANK, "name": "岭南示例银行", "sector": "BANK" }).to_string();
        connection.done(Call::post("/v1/institutions", &federation, "bench-bank".to_owned(), entry)).await?;
        let entry = json!({ "centre": "440100", "name": "陈示例", "kind": "FULL_TIME", "profile": { "load_cap": u16::MAX } }).to_string();
        let entered = Call::post("/v1/mediators", &federation, "bench-mediator".to_owned(), entry);
        let entered = connection.done(entered).await?.json();
        let mediator_id = entered.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned();
        let offices = CentreFacts::guangdong().into_iter().map(|centre| {
            let centre = centre.id.to_string();
            let claims = HejieClaims { centre: text(&centre), ..HejieClaims::role(Role::Clerk) };
            Ok(Office { clerk: sign(&format!("bench-clerk-{centre}"), claims)?, centre })
        });
        let mediator = HejieClaims { mediator: text(&mediator_id), ..HejieClaims::role(Role::Mediator) };
        let agent = HejieClaims { institution: text(BANK), ..HejieClaims::role(Role::InstitutionAgent) };
        let court = HejieClaims { court: text(COURT), ..HejieClaims::role(Role::Court) };
        Ok(Self {
            offices: offices.collect::<Result<_, BenchError>>()?,
            agent: sign("bench-agent", agent)?,
            mediator: sign("bench-mediator", mediator)?,
            court: sign("bench-court", court)?,
            mediator_id,
            run: random_text()?,
            next_key: AtomicU64::new(0),
        })
    }

    /// Counts on from a number that no run before on the same log has come to: whoever files twice under one number waits for a clerk.
    pub(super) fn count_from(&self, number: u64) {
        self.next_key.store(number, Ordering::Relaxed);
    }

    /// A new idempotency key.
    pub(super) fn key(&self) -> String {
        format!("bench-{}-{}", self.run, self.next_key.fetch_add(1, Ordering::Relaxed))
    }
}

pub(super) fn token(
    options: &Options,
    issuer: &Issuer,
    account: &str,
    claims: HejieClaims,
) -> Result<HeaderValue, BenchError> {
    let now_s = u64::try_from(Clock::System.now().timestamp()).unwrap_or(0);
    let claims = claims_for(&options.settings.auth, account, claims, now_s, TOKEN_SECONDS);
    let token = issuer.sign(&claims)?;
    Ok(HeaderValue::from_str(&format!("Bearer {token}")).map_err(hyper::http::Error::from)?)
}
