//! One keep-alive HTTP/1.1 connection that sends a request and reads the answer whole. Does as little as it can: the load shares the
//! machine with the server.

use super::BenchError;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::net::TcpStream;

/// A request, ready but for the connection.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) token: Option<HeaderValue>,
    /// `Idempotency-Key` of a write.
    pub(super) key: Option<String>,
    /// `Consistency-Token` of a read.
    pub(super) seen: Option<String>,
    /// JSON of a write.
    pub(super) body: Option<String>,
}

impl Call {
    pub(super) fn get(path: impl Into<String>, token: &HeaderValue) -> Self {
        let token = Some(token.clone());
        Self { method: Method::GET, path: path.into(), token, key: None, seen: None, body: None }
    }

    pub(super) fn post(path: impl Into<String>, token: &HeaderValue, key: String, body: String) -> Self {
        Self { method: Method::POST, key: Some(key), body: Some(body), ..Self::get(path, token) }
    }

    /// Method and path, for messages.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Done before, under the same key.
    pub(super) replayed: bool,
    pub(super) consistency_token: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) const fn is_good(&self) -> bool {
        matches!(self.status, 200 | 201) && !self.replayed
    }

    /// The body as JSON; `null` when it is none.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// A connection to the server.
pub(super) struct Connection {
    sender: SendRequest<Text>,
    host: HeaderValue,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> Result<Self, BenchError> {
        let stream = TcpStream::connect(address).await.map_err(BenchError::io(address))?;
        stream.set_nodelay(true).map_err(BenchError::io(address))?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends with the connection; what went wrong is told to whoever sends.
        drop(tokio::spawn(connection));
        let host = HeaderValue::from_str(&address.to_string()).map_err(hyper::http::Error::from)?;
        Ok(Self { sender, host })
    }

    /// Sends and reads the whole answer, refusals included.
    pub(super) async fn send(&mut self, call: Call) -> Result<Answer, BenchError> {
        let mut request = Request::builder().method(call.method).uri(call.path).header(HOST, &self.host);
        if let Some(token) = call.token {
            request = request.header(AUTHORIZATION, token);
        }
        if let Some(key) = call.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(seen) = call.seen {
            request = request.header("consistency-token", seen);
        }
        if call.body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let request = request.body(Text(call.body.map(Bytes::from)))?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let (head, body) = response.into_parts();
        let token = head.headers.get("consistency-token").and_then(|value| value.to_str().ok());
        Ok(Answer {
            status: head.status.as_u16(),
            replayed: head.headers.contains_key("idempotency-replayed"),
            consistency_token: token.map(str::to_owned),
            body: read(body).await?,
        })
    }

    /// Sends what prepares a measurement and must succeed.
    pub(super) async fn done(&mut self, call: Call) -> Result<Answer, BenchError> {
        let name = call.name();
        let answer = self.send(call).await?;
        if matches!(answer.status, 200 | 201) {
            return Ok(answer);
        }
        let body = String::from_utf8_lossy(&answer.body).into_owned();
        Err(BenchError::Refused { call: name, status: answer.status, body })
    }
}

async fn read(mut body: Incoming) -> Result<Vec<u8>, BenchError> {
    let mut bytes = Vec::new();
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Some(data) = frame?.data_ref() {
            bytes.extend_from_slice(data);
        }
    }
    Ok(bytes)
}

/// A body that is one text, or none.
struct Text(Option<Bytes>);

impl Body for Text {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
