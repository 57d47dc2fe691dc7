//! 实时: what changed, as server-sent events (`text/event-stream`), while somebody listens.
//!
//! An event says which case changed and where the views stand (its `id`), and nothing of the case: what it says now is read as always, with all that
//! is looked at and written down there. After a break a client sends the last `id` it saw (`Last-Event-ID`) and is told whether it must read again.
//! Nothing is queued for one listener: all listen to one ring of the last batches, and whoever falls behind it is told to read again.

pub mod watch_case;
pub mod watch_work_list;

use crate::auth::Verifier;
use crate::error::{ApiError, table};
use crate::extract::ConsistencyToken;
use crate::read_side::ReadSide;
use crate::tls::Thumbprint;
use actix_web::http::header::{ACCEPT, AUTHORIZATION, HeaderMap};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::occasion::Actor;
use event_store::{Incarnation, Position};
use futures_util::Stream;
use projection::{Changes, Reader, Views};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// How often a silent stream says that it is there; also how soon an idle one ends after its access was withdrawn.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The header a client resumes with, as browsers send it.
const LAST_EVENT_ID: &str = "last-event-id";

/// The media type of a stream.
const STREAM: &str = "text/event-stream";

/// Becomes true when the server is about to stop: whoever listens is let go then, and goes on elsewhere from the last `id`. A stream has no end
/// of its own, and would hold a stopping server for as long as it waits for requests to finish.
#[derive(Debug, Clone)]
pub struct Stopping(pub watch::Receiver<bool>);

/// Somebody who listens.
pub(super) struct Listener {
    changes: Receiver<Arc<Changes>>,
    stopping: watch::Receiver<bool>,
    reader: Reader,
    /// Only this case.
    case: Option<domain::ids::CaseId>,
    incarnation: Incarnation,
    door: Door,
    views: web::Data<Views>,
    /// Told first.
    first: Option<String>,
    /// A caller that does not ask for a stream is told where things stand, and no more.
    once: bool,
    over: bool,
}

/// What lets a listener stay: the token it came with, looked at again before everything that is told.
struct Door {
    verifier: web::Data<Verifier>,
    token: String,
    shown: Option<Thumbprint>,
    actor: Arc<Actor>,
}

impl Door {
    fn of(request: &HttpRequest, actor: &Arc<Actor>) -> Result<Self, ApiError> {
        let verifier = request.app_data::<web::Data<Verifier>>().cloned();
        let verifier = verifier.ok_or_else(|| ApiError::internal(&"no verifier is configured"))?;
        let token = bearer(request.headers()).ok_or(ApiError::new(&table::TOKEN_MISSING))?;
        let shown = request.conn_data::<Thumbprint>().copied();
        Ok(Self { verifier, token, shown, actor: Arc::clone(actor) })
    }

    /// Whether who came may still be there: the token has not expired, nothing was withdrawn, and it says the same of its bearer.
    async fn stands(&self) -> bool {
        let actor = self.verifier.actor(&self.token, self.shown.as_ref()).await;
        actor.is_ok_and(|actor| actor == self.actor)
    }
}

fn bearer(headers: &HeaderMap) -> Option<String> {
    let (_, token) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    Some(token.trim().to_owned())
}

/// Where a client has been before; nowhere when it does not say, or says what this log never said.
fn resumed(request: &HttpRequest, incarnation: Incarnation) -> Option<Position> {
    let text = request.headers().get(LAST_EVENT_ID)?.to_str().ok()?;
    let token = ConsistencyToken::parse(text)?;
    (token.incarnation == incarnation).then_some(token.position)
}

impl Listener {
    /// Begins to listen. `stands_at`: where what the listener watches last changed, as far as that is known.
    ///
    /// # Errors
    /// `token-missing`, `internal`.
    pub(super) fn new(
        request: &HttpRequest,
        actor: &Arc<Actor>,
        reader: Reader,
        case: Option<domain::ids::CaseId>,
        stands_at: Position,
    ) -> Result<Self, ApiError> {
        let read_side = request.app_data::<web::Data<dyn ReadSide>>().cloned();
        let read_side = read_side.ok_or_else(|| ApiError::internal(&"no read side is configured"))?;
        // Listening begins before anything is said of where things stand: what happens in between is told, once more if need be.
        let changes = read_side.changes();
        let incarnation = read_side.incarnation();
        let door = Door::of(request, actor)?;
        let views = request.app_data::<web::Data<Views>>().cloned();
        let views = views.ok_or_else(|| ApiError::internal(&"no views are configured"))?;
        let accepted = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
        let once = !accepted.is_some_and(|accepted| accepted.contains(STREAM));
        let stopping = request.app_data::<Stopping>().cloned();
        let Stopping(stopping) =
            stopping.ok_or_else(|| ApiError::internal(&"nobody says when the server stops"))?;
        let known = resumed(request, incarnation);
        let came_back = request.headers().contains_key(LAST_EVENT_ID);
        let stale = came_back && known.is_none_or(|known| known < stands_at);
        let id = ConsistencyToken { incarnation, position: stands_at };
        let first = Some(event(if stale { "read-again" } else { "ready" }, id, &json!({})));
        Ok(Self { changes, stopping, reader, case, incarnation, door, views, first, once, over: false })
    }

    /// The next thing to say; nothing once it is over.
    async fn next(&mut self) -> Option<String> {
        if self.over {
            return None;
        }
        let told = match self.first.take() {
            Some(first) => first,
            None => self.wait().await?,
        };
        self.over = self.once;
        if self.door.stands().await && self.still_reads() {
            return Some(told);
        }
        self.over = true;
        Some("event: ended\ndata: {}\n\n".to_owned())
    }

    /// Whether the case somebody listens to is still one of the reader's.
    fn still_reads(&self) -> bool {
        let reads = |case| self.views.may_read(&self.reader, case).is_ok_and(|answer| answer.value);
        self.case.is_none_or(reads)
    }

    async fn wait(&mut self) -> Option<String> {
        loop {
            let heard = tokio::select! {
                // Said, or nobody is left to say it.
                _ = self.stopping.wait_for(|stops| *stops) => return None,
                heard = tokio::time::timeout(HEARTBEAT, self.changes.recv()) => heard,
            };
            match heard {
                // A comment: browsers pass over it.
                Err(_) => return Some(": here\n\n".to_owned()),
                Ok(Ok(changes)) => {
                    if let Some(told) = self.told(&changes) {
                        return Some(told);
                    }
                }
                Ok(Err(RecvError::Lagged(_))) => return Some("event: read-again\ndata: {}\n\n".to_owned()),
                Ok(Err(RecvError::Closed)) => return None,
            }
        }
    }

    fn told(&self, changes: &Changes) -> Option<String> {
        let own = changes.of(&self.reader).filter(|change| self.case.is_none_or(|case| change.case == case));
        let cases: Vec<Value> =
            own.map(|change| json!({ "case": change.case, "revision": change.revision })).collect();
        let id = ConsistencyToken { incarnation: self.incarnation, position: changes.position };
        (!cases.is_empty()).then(|| event("changed", id, &json!({ "cases": cases })))
    }

    /// The stream of what it says.
    fn speaks(self) -> impl Stream<Item = Result<web::Bytes, ApiError>> {
        futures_util::stream::unfold(self, |mut listener| async move {
            let told = listener.next().await?;
            Some((Ok(web::Bytes::from(told)), listener))
        })
    }

    /// The answer.
    pub(super) fn answer(self) -> HttpResponse {
        HttpResponse::Ok()
            .content_type(STREAM)
            .insert_header(("cache-control", "no-store"))
            // For proxies that would gather what should go out at once.
            .insert_header(("x-accel-buffering", "no"))
            .streaming(self.speaks())
    }
}

fn event(name: &str, id: ConsistencyToken, data: &Value) -> String {
    format!("id: {id}\nevent: {name}\ndata: {data}\n\n")
}
