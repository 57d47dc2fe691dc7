//! `Consistency-Token`: a write hands it out, a query that brings it back waits until the views have seen that write.

use super::single_header;
use crate::error::{ApiError, table};
use crate::read_side::ReadSide;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use event_store::{Incarnation, Position};
use projection::Lag;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use uuid::Uuid;

/// A place in one life of the log: `<incarnation>.<commit>[.<prepare>]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsistencyToken {
    /// Which life.
    pub incarnation: Incarnation,
    /// Which place.
    pub position: Position,
}

impl ConsistencyToken {
    /// The header that carries it, both ways.
    pub const HEADER: &'static str = "consistency-token";

    /// Reads the text form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let incarnation = Incarnation(Uuid::try_parse(parts.next()?).ok()?);
        let commit = number(parts.next()?)?;
        let prepare = parts.next().map_or(Some(0), number)?;
        parts.next().is_none().then_some(Self { incarnation, position: Position { commit, prepare } })
    }
}

fn number(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for ConsistencyToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.incarnation, self.position.commit)?;
        if self.position.prepare == 0 { Ok(()) } else { write!(f, ".{}", self.position.prepare) }
    }
}

/// How long a query waits for the views; part of the application's data.
#[derive(Debug, Clone, Copy)]
pub struct ConsistencyWait(pub Duration);

/// How far the views stood behind the end of the log when a question was asked of them: `positions=0, seconds=0.000`, a dictionary of RFC
/// 9651. Every answer from the views bears it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewsLag(pub Lag);

impl ViewsLag {
    /// The header that carries it.
    pub const HEADER: &'static str = "views-lag";
}

impl fmt::Display for ViewsLag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "positions={}, seconds={:.3}", self.0.positions, self.0.seconds)
    }
}

/// The views have seen what the caller has seen; every query takes one, so that no query forgets to wait.
#[derive(Debug, Clone, Copy)]
pub struct CaughtUp {
    asked: Option<(Position, Duration)>,
}

impl CaughtUp {
    /// What the caller has seen, when it said so, and how long a query may wait for it: for a query that asks more than the views.
    #[must_use]
    pub const fn asked(&self) -> Option<(Position, Duration)> {
        self.asked
    }
}

impl FromRequest for CaughtUp {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = token(request);
        let views = request.app_data::<web::Data<dyn ReadSide>>().cloned();
        let wait = request.app_data::<ConsistencyWait>().copied();
        let request = request.clone();
        Box::pin(async move {
            let (Some(views), Some(ConsistencyWait(longest))) = (views, wait) else {
                return Err(ApiError::internal(&"no read side is configured"));
            };
            let token = token?;
            if token.as_ref().is_some_and(|token| token.incarnation != views.incarnation()) {
                return Err(ApiError::new(&table::CONSISTENCY_TOKEN_FOREIGN));
            }
            let not_yet = |_| ApiError::new(&table::NOT_YET);
            if !views.is_whole() {
                tokio::time::timeout(longest, views.whole()).await.map_err(not_yet)?;
            }
            let asked = token.map(|token| (token.position, longest));
            if let Some((position, longest)) = asked {
                tokio::time::timeout(longest, views.reached(position)).await.map_err(not_yet)?;
            }
            request.extensions_mut().insert(ViewsLag(views.lag()));
            Ok(Self { asked })
        })
    }
}

fn token(request: &HttpRequest) -> Result<Option<ConsistencyToken>, ApiError> {
    let malformed = &table::CONSISTENCY_TOKEN_MALFORMED;
    single_header(request, ConsistencyToken::HEADER, malformed)?
        .map(|text| ConsistencyToken::parse(text).ok_or(ApiError::new(malformed)))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::ConsistencyToken;
    use event_store::{Incarnation, Position};
    use uuid::Uuid;

    #[test]
    fn a_token_reads_back_as_it_was_written() {
        for position in
            [Position::counter(0), Position::counter(42), Position { commit: u64::MAX, prepare: 7 }]
        {
            let token = ConsistencyToken { incarnation: Incarnation(Uuid::from_u128(9)), position };
            assert_eq!(ConsistencyToken::parse(&token.to_string()), Some(token));
        }
    }

    #[test]
    fn anything_else_is_no_token() {
        let id = Uuid::from_u128(9).simple();
        for text in [
            "",
            "7",
            "x.7",
            &format!("{id}"),
            &format!("{id}."),
            &format!("{id}.-1"),
            &format!("{id}.1.2.3"),
            &format!("{id}.+1"),
        ] {
            assert_eq!(ConsistencyToken::parse(text), None, "{text}");
        }
    }
}
