//! A real server on a free port, with two stub routes below `/v1` under the real extractors.

use actix_web::{HttpResponse, get, post};
use api::auth::actions::{FileApplication, ReadCase};
use api::auth::{Claims, HejieClaims, Issuer, Permit, Policies, Verifier, claims_for};
use api::extract::{CaughtUp, FenField, PathId, StrictQuery, Write};
use api::read_side::{Check, ReadSide};
use api::server::{Parts, Server};
use api::settings::{AuthSettings, QuerySettings, ServerSettings};
use domain::ids::CaseId;
use domain::occasion::Role;
use event_store::{Incarnation, Position};
use projection::Lag;
use reqwest::{Client, RequestBuilder, Response};
use serde::Deserialize;
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use tokio::sync::{oneshot, watch};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

/// The life of the log the stub views were built from.
pub const INCARNATION: Incarnation = Incarnation(Uuid::from_u128(0xA11CE));

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
pub struct Filing {
    name: String,
    claims: Vec<Claim>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
pub struct Claim {
    amount_fen: FenField,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Page {
    limit: Option<u16>,
}

#[utoipa::path(request_body = Filing, responses((status = 201)))]
#[post("/cases")]
async fn file_application(write: Write<FileApplication, Filing>) -> HttpResponse {
    HttpResponse::Created().json(serde_json::json!({
        "user": write.actor().user.as_str(),
        "key": write.key.as_str(),
        "expected": write.expected,
        "intent": String::from_utf8_lossy(&write.intent),
    }))
}

#[utoipa::path(params(("case_id" = Uuid, Path)), responses((status = 200)))]
#[get("/cases/{case_id}")]
async fn read_case(
    permit: Permit<ReadCase>,
    _: CaughtUp,
    case: PathId<CaseId>,
    _: StrictQuery<Page>,
) -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "user": permit.actor().user.as_str(), "case": case.0 }))
}

fn stub_routes(routes: &mut ServiceConfig<'_>) {
    routes.service(file_application).service(read_case);
}

/// Views whose progress a test decides.
pub struct StubViews {
    pub position: watch::Sender<Position>,
    pub whole: watch::Sender<bool>,
    pub well: AtomicBool,
    pub lag: watch::Sender<Lag>,
}

impl ReadSide for StubViews {
    fn incarnation(&self) -> Incarnation {
        INCARNATION
    }

    fn reached(&self, position: Position) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut seen = self.position.subscribe();
        Box::pin(async move {
            let _ = seen.wait_for(|reached| *reached >= position).await;
        })
    }

    fn lag(&self) -> Lag {
        *self.lag.borrow()
    }

    fn is_whole(&self) -> bool {
        *self.whole.borrow()
    }

    fn whole(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut seen = self.whole.subscribe();
        Box::pin(async move {
            let _ = seen.wait_for(|whole| *whole).await;
        })
    }

    fn changes(&self) -> tokio::sync::broadcast::Receiver<std::sync::Arc<projection::Changes>> {
        tokio::sync::broadcast::Sender::new(1).subscribe()
    }

    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        let ok = self.well.load(Ordering::SeqCst);
        let reason = if ok { "caught up" } else { "behind" };
        Box::pin(std::future::ready(vec![Check {
            name: "views".to_owned(),
            ok,
            needed: true,
            reason: reason.to_owned(),
        }]))
    }
}

/// A running server and what is needed to talk to it.
pub struct House {
    pub issuer: Issuer,
    pub auth: AuthSettings,
    pub views: Arc<StubViews>,
    pub base: String,
    pub client: Client,
    pub stopped: tokio::task::JoinHandle<()>,
    pub stop: Option<oneshot::Sender<()>>,
    pub data: TempDir,
}

impl House {
    pub async fn open() -> Self {
        Self::open_with(ServerSettings { body_limit_bytes: 64 * 1024, ..ServerSettings::default() }).await
    }

    pub async fn open_with(settings: ServerSettings) -> Self {
        let data = tempfile::tempdir().unwrap();
        let auth = AuthSettings::default();
        let issuer = Issuer::open(data.path()).unwrap();
        let views = Arc::new(StubViews {
            whole: watch::Sender::new(true),
            position: watch::Sender::new(Position::counter(10)),
            well: AtomicBool::new(true),
            lag: watch::Sender::default(),
        });
        let parts = Parts {
            verifier: Arc::new(Verifier::local(&issuer, &auth).unwrap()),
            policies: Policies::built_in().unwrap(),
            read_side: Arc::clone(&views) as Arc<dyn ReadSide>,
            queries: QuerySettings { consistency_wait_ms: 50 },
            v1: &[stub_routes],
            public_per_second: 20,
            rooms: None,
        };
        let settings = ServerSettings { listen: "127.0.0.1:0".to_owned(), workers: 1, ..settings };
        let server = Server::build(&settings, parts).unwrap();
        let base = format!("http://127.0.0.1:{}", server.port());
        let (stop, stopping) = oneshot::channel::<()>();
        let shutdown = async move {
            let _ = stopping.await;
        };
        let stopped = tokio::spawn(async move { server.run(shutdown).await.unwrap() });
        Self { issuer, auth, views, base, client: Client::new(), stopped, stop: Some(stop), data }
    }

    /// Claims of a clerk that are fine in every respect, for tests that spoil one.
    pub fn clerk(&self) -> Claims {
        let centre = Some("440100".to_owned());
        self.claims(HejieClaims { centre, ..HejieClaims::role(Role::Clerk) })
    }

    pub fn claims(&self, hejie: HejieClaims) -> Claims {
        claims_for(&self.auth, "u1", hejie, now_s(), 3600)
    }

    pub fn token(&self, claims: &Claims) -> String {
        self.issuer.sign(claims).unwrap()
    }

    /// A filing that is fine in every respect, as a clerk.
    pub fn filing(&self) -> RequestBuilder {
        self.filing_of(r#"{"name":"a","claims":[{"amount_fen":1}]}"#)
    }

    pub fn filing_of(&self, body: impl Into<reqwest::Body>) -> RequestBuilder {
        self.client
            .post(format!("{}/v1/cases", self.base))
            .bearer_auth(self.token(&self.clerk()))
            .header("content-type", "application/json")
            .header("idempotency-key", "k1")
            .body(body)
    }

    /// A read that is fine in every respect, as a clerk.
    pub fn reading(&self) -> RequestBuilder {
        self.reading_with("")
    }

    pub fn reading_with(&self, query: &str) -> RequestBuilder {
        let case = Uuid::from_u128(7);
        self.get(&format!("/v1/cases/{case}{query}")).bearer_auth(self.token(&self.clerk()))
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.base))
    }
}

pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Status, problem code and the whole document; checks what every problem must have.
#[track_caller]
pub fn problem(status: u16, headers: &reqwest::header::HeaderMap, body: &[u8]) -> Value {
    let problem: Value = serde_json::from_slice(body).unwrap_or_else(|_| {
        panic!("status {status} without a problem document: {}", String::from_utf8_lossy(body))
    });
    assert_eq!(headers["content-type"], "application/problem+json", "{problem}");
    assert_eq!(problem["status"], status, "{problem}");
    assert_eq!(problem["type"], format!("/problems/{}", problem["code"].as_str().unwrap()), "{problem}");
    assert!(
        problem["instance"].as_str().unwrap().ends_with(headers["x-request-id"].to_str().unwrap()),
        "{problem}"
    );
    assert!(!problem["detail"].as_str().unwrap().contains(['{', '}', '—']), "{problem}");
    problem
}

/// Sends, expects a refusal, and gives its document.
pub async fn refused(request: RequestBuilder) -> Value {
    let response: Response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    problem(status, &headers, &response.bytes().await.unwrap())
}

/// Sends, expects a refusal with this status and code.
pub async fn expect(request: RequestBuilder, status: u16, code: &str) -> Value {
    let problem = refused(request).await;
    assert_eq!(
        (problem["status"].as_u64(), problem["code"].as_str()),
        (Some(status.into()), Some(code)),
        "{problem}"
    );
    problem
}
