//! A small JSON client of the house's own API, as any outsider would write it; the demo speaks through it.

use crate::extract::Language;
use reqwest::Method;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap};
use serde_json::Value;
use std::time::Duration;

/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Speaks to one house.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
}

/// One request.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// GET or POST.
    pub method: Method,
    /// Path and query, from `/`.
    pub path: &'a str,
    /// Whose token.
    pub token: &'a str,
    /// The body of a write.
    pub body: Option<&'a Value>,
    /// `Idempotency-Key` of a write.
    pub key: Option<&'a str>,
    /// `Consistency-Token` of a read.
    pub seen: Option<&'a str>,
    /// The language of refusals.
    pub language: Language,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    headers: HeaderMap,
    /// The body; `null` when it is not JSON.
    pub body: Value,
}

impl Client {
    /// A client for `base`, e.g. `http://127.0.0.1:8080`. Proxies of the environment are not for talking to oneself.
    ///
    /// # Errors
    /// When the system gives no connections at all.
    pub fn new(base: String) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build()?;
        Ok(Self { http, base })
    }

    /// Where it speaks to.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Sends a request and reads the whole answer, refusals included.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn send(&self, request: &Request<'_>) -> Result<Answer, reqwest::Error> {
        let url = format!("{}{}", self.base, request.path);
        let mut http = self.http.request(request.method.clone(), url).bearer_auth(request.token);
        http = http.header(ACCEPT_LANGUAGE, request.language.tag());
        if let Some(key) = request.key {
            http = http.header("idempotency-key", key);
        }
        if let Some(seen) = request.seen {
            http = http.header("consistency-token", seen);
        }
        if let Some(body) = request.body {
            http = http.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        let response = http.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = serde_json::from_slice(&response.bytes().await?).unwrap_or(Value::Null);
        Ok(Answer { status, headers, body })
    }
}

impl Answer {
    /// A header, when it is there and readable.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A text of the body by JSON Pointer.
    #[must_use]
    pub fn text(&self, pointer: &str) -> Option<&str> {
        self.body.pointer(pointer)?.as_str()
    }
}
