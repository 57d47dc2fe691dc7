//! One request and its answer.

use crate::house::House;
use crate::who::Who;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

/// A request in the making.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    house: &'a House,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl<'a> Call<'a> {
    pub(crate) fn new(house: &'a House, method: Method, path: &str) -> Self {
        Self { house, method, path: path.to_owned(), headers: HeaderMap::new(), body: None }
    }

    /// Somebody's token.
    #[must_use]
    pub fn by(self, who: &Who) -> Self {
        self.bearer(&who.token)
    }

    /// Any token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Sets a header.
    ///
    /// # Panics
    /// When it cannot stand in a header at all.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header value");
        self.headers.insert(HeaderName::from_static(name), value);
        self
    }

    /// The intention of a write.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// A JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.raw(body.to_string())
    }

    /// Any bytes, called JSON unless a header says otherwise.
    #[must_use]
    pub fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        if self.headers.contains_key("content-type") {
            return self;
        }
        self.header("content-type", "application/json")
    }

    /// Sends it.
    ///
    /// # Panics
    /// When no answer comes.
    pub async fn send(self) -> Answer {
        let told = format!("{} {}", self.method, self.path);
        match self.try_send().await {
            Ok(answer) => answer,
            Err(error) => panic!("{told}: no answer: {error:?}"),
        }
    }

    /// Sends it to a server that may be gone.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn try_send(self) -> Result<Answer, reqwest::Error> {
        let url = format!("{}{}", self.house.base(), self.path);
        let mut request = self.house.http().request(self.method.clone(), url).headers(self.headers);
        if let Some(body) = &self.body {
            request = request.body(body.clone());
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let raw = response.bytes().await?.to_vec();
        let body = serde_json::from_slice(&raw).unwrap_or(Value::Null);
        let answer = Answer { call: format!("{} {}", self.method, self.path), status, headers, body, raw };
        self.house.watch(&self.method, &self.path, &answer);
        if answer.status < 300 {
            self.house.keep(&self.method, &self.path, self.body);
        }
        Ok(answer)
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    call: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; `null` when it is no JSON.
    pub body: Value,
    /// The body as it came.
    pub raw: Vec<u8>,
}

impl Answer {
    /// The answer, if it is a success.
    ///
    /// # Panics
    /// When it is not, with the problem document.
    #[must_use]
    pub fn ok(self) -> Self {
        assert!(matches!(self.status, 200 | 201), "{}: {} {}", self.call, self.status, self.body);
        self
    }

    /// The problem document of a refusal with this status and code.
    ///
    /// # Panics
    /// When it was answered otherwise.
    pub fn refused(self, status: u16, code: &str) -> Value {
        let said = (self.status, self.body["code"].as_str());
        assert_eq!(said, (status, Some(code)), "{}: {}", self.call, self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.call);
        self.body
    }

    /// A header; empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A text of the body by JSON Pointer.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn text(&self, pointer: &str) -> String {
        let text = self.body.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_else(|| panic!("{}: no text at {pointer}: {}", self.call, self.body)).to_owned()
    }

    /// The types of the events a write recorded.
    #[must_use]
    pub fn events(&self) -> Vec<&str> {
        let events = self.body["events"].as_array().map(Vec::as_slice).unwrap_or_default();
        events.iter().filter_map(|event| event["type"].as_str()).collect()
    }

    /// The rows of a list.
    ///
    /// # Panics
    /// When it is no list.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        self.body["items"].as_array().unwrap_or_else(|| panic!("{}: no list: {}", self.call, self.body))
    }
}
