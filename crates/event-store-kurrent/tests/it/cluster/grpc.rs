//! The three services a client calls, by their paths, without generated code.
#![allow(clippy::result_large_err, reason = "a status is what the transport wants")]

use super::log::{Offered, SharedLog, Stored, Trouble, Verdict};
use super::wire::{
    AllFrom, AppendContent, AppendReq, AppendResp, AppendResult, ClusterInfo, Count, Empty, EndPoint,
    Expects, Member, NotFound, Place, Proposed, ReadContent, ReadEvent, ReadReq, ReadResp, Recorded, Source,
    StreamFrom, StreamIdentifier, Structured, Success, SupportedMethods, UuidValue, Wrong,
};
use std::collections::HashMap;
use std::sync::Arc;
use tonic::codegen::BoxFuture;
use tonic::codegen::tokio_stream::{Iter, iter};
use tonic::metadata::MetadataMap;
use tonic::{Code, Request, Response, Status, Streaming};
use uuid::Uuid;

/// The largest append a server takes unless its operator says otherwise: bytes of data.
const MAX_APPEND: usize = 1 << 20;

/// One node's side of the calls.
#[derive(Clone)]
pub(crate) struct Calls {
    pub(crate) index: usize,
    pub(crate) log: Arc<SharedLog>,
}

type Answers = Iter<std::vec::IntoIter<Result<ReadResp, Status>>>;

impl Calls {
    /// What a follower says when the leader is asked for.
    fn leads(&self, metadata: &MetadataMap) -> Result<(), Status> {
        let (leader, port) = self.log.leader();
        let asked = metadata.get("requires-leader").is_some_and(|value| value == "true");
        if leader == self.index || !asked {
            return Ok(());
        }
        self.log.count_refusal();
        let mut trailers = MetadataMap::new();
        trailers.insert("exception", "not-leader".parse().expect("ASCII"));
        trailers.insert("leader-endpoint-host", "127.0.0.1".parse().expect("ASCII"));
        trailers.insert("leader-endpoint-port", port.to_string().parse().expect("ASCII"));
        Err(Status::with_metadata(Code::NotFound, "Leader info available", trailers))
    }

    pub(crate) async fn append(
        self,
        request: Request<Streaming<AppendReq>>,
    ) -> Result<Response<AppendResp>, Status> {
        let leads = self.leads(request.metadata());
        let mut messages = request.into_inner();
        let (mut options, mut offered, mut bytes) = (None, Vec::new(), 0);
        while let Some(message) = messages.message().await? {
            match message.content {
                Some(AppendContent::Options(found)) => options = Some(found),
                Some(AppendContent::Event(event)) => {
                    bytes += event.data.len();
                    offered.push(taken(event)?);
                }
                None => return Err(Status::invalid_argument("an empty message")),
            }
        }
        leads?;
        if bytes > MAX_APPEND {
            let text = format!("Maximum Append Size of {MAX_APPEND} Exceeded.");
            return Err(Status::invalid_argument(text));
        }
        let options = options.ok_or_else(|| Status::invalid_argument("no options"))?;
        let stream = name(options.stream);
        let expects = options.expects.ok_or_else(|| Status::invalid_argument("no expectation"))?;
        let among = [
            Trouble::WrittenButAnswerLost,
            Trouble::WrittenInSilence,
            Trouble::NotWrittenInSilence,
            Trouble::Busy,
            Trouble::CommitTimeout,
            Trouble::WrittenByAnother,
        ];
        match self.log.take_trouble(&among) {
            Some(Trouble::WrittenButAnswerLost) => {
                self.log.append(&stream, expects, offered);
                Err(Status::unavailable("connection reset by peer"))
            }
            Some(Trouble::WrittenInSilence) => {
                self.log.append(&stream, expects, offered);
                std::future::pending().await
            }
            Some(Trouble::NotWrittenInSilence) => std::future::pending().await,
            Some(Trouble::Busy) => Err(Status::unavailable("Server Is Too Busy")),
            Some(Trouble::CommitTimeout) => {
                Err(Status::aborted("Operation timed out: Commit phase timeout."))
            }
            Some(Trouble::WrittenByAnother) => {
                let others =
                    offered.iter().map(|event| Offered { data: b"{\"by\":2}".to_vec(), ..event.clone() });
                self.log.append(&stream, expects, others.collect());
                Ok(answer(self.log.append(&stream, expects, offered), expects))
            }
            Some(_) | None => Ok(answer(self.log.append(&stream, expects, offered), expects)),
        }
    }

    pub(crate) async fn read(self, request: Request<ReadReq>) -> Result<Response<Answers>, Status> {
        self.leads(request.metadata())?;
        let options = request.into_inner().options.ok_or_else(|| Status::invalid_argument("no options"))?;
        let back = options.backwards == 1;
        let count = match options.count {
            Some(Count::Events(count)) => count,
            Some(Count::Subscription(_)) | None => {
                // A subscription that the server ends with OK: what the client cannot survive.
                self.log.count_subscription();
                return Ok(Response::new(iter(Vec::new())));
            }
        };
        let mut answers = match options.source {
            Some(Source::Stream(source)) => {
                let stream = name(source.stream);
                let from = match source.from {
                    Some(StreamFrom::Revision(revision)) => Some(revision),
                    Some(StreamFrom::Start(_) | StreamFrom::End(_)) | None => None,
                };
                self.stream(&stream, from, back, count)
            }
            Some(Source::All(source)) => {
                let from = match source.from {
                    Some(AllFrom::Position(place)) => Some(place),
                    Some(AllFrom::Start(_) | AllFrom::End(_)) | None => None,
                };
                self.log.all(from, back, count).into_iter().map(event).collect()
            }
            None => return Err(Status::invalid_argument("nothing to read")),
        };
        if answers.len() > 2 && self.log.take_trouble(&[Trouble::ReadCutShort]).is_some() {
            answers.truncate(1);
        }
        if !answers.is_empty() && self.log.take_trouble(&[Trouble::ReadEmptied]).is_some() {
            answers.clear();
        }
        Ok(Response::new(iter(answers.into_iter().map(Ok).collect::<Vec<_>>())))
    }

    fn stream(&self, stream: &str, from: Option<u64>, back: bool, count: u64) -> Vec<ReadResp> {
        let Some((mut stored, last)) = self.log.stream(stream, from, back, count) else {
            let stream = Some(StreamIdentifier { name: stream.as_bytes().to_vec() });
            return vec![ReadResp { content: Some(ReadContent::NotFound(NotFound { stream })) }];
        };
        if stored.len() > 2 && self.log.take_trouble(&[Trouble::ReadWithGap]).is_some() {
            stored.remove(1);
        }
        let complete = (stored.len() as u64) < count;
        let unplaced = !stored.is_empty() && self.log.take_trouble(&[Trouble::NoPositions]).is_some();
        let mut answers: Vec<ReadResp> = stored.into_iter().map(event).collect();
        if unplaced {
            answers.iter_mut().for_each(without_position);
        }
        if complete && !back {
            answers.push(ReadResp { content: Some(ReadContent::LastRevision(last)) });
        }
        answers
    }

    pub(crate) async fn gossip(self, _request: Request<Empty>) -> Result<Response<ClusterInfo>, Status> {
        let member = |(port, leads, alive): (u16, bool, bool)| Member {
            id: Some(super::wire::Uuid {
                value: Some(UuidValue::Text(Uuid::from_u128(port.into()).to_string())),
            }),
            time: 0,
            state: if leads { 8 } else { 6 },
            alive,
            end_point: Some(EndPoint { address: "127.0.0.1".to_owned(), port: port.into() }),
        };
        Ok(Response::new(ClusterInfo { members: self.log.members().into_iter().map(member).collect() }))
    }

    pub(crate) async fn features(
        self,
        _request: Request<Empty>,
    ) -> Result<Response<SupportedMethods>, Status> {
        Ok(Response::new(SupportedMethods { version: "24.10.0".to_owned() }))
    }
}

/// A service made of a closure, for tonic's own handling of frames and status.
pub(crate) struct Call<F>(pub(crate) F);

macro_rules! call {
    ($kind:ident, $input:ty, $output:ty, $($extra:tt)*) => {
        impl<F, O> tonic::server::$kind<$input> for Call<F>
        where
            F: FnMut(Request<$($extra)*>) -> O,
            O: Future<Output = Result<Response<$output>, Status>> + Send + 'static,
        {
            call!(@body $kind, $output, $($extra)*);
        }
    };
    (@body ServerStreamingService, $output:ty, $($extra:tt)*) => {
        type Response = ReadResp;
        type ResponseStream = $output;
        type Future = BoxFuture<Response<$output>, Status>;

        fn call(&mut self, request: Request<$($extra)*>) -> Self::Future {
            Box::pin((self.0)(request))
        }
    };
    (@body $kind:ident, $output:ty, $($extra:tt)*) => {
        type Response = $output;
        type Future = BoxFuture<Response<$output>, Status>;

        fn call(&mut self, request: Request<$($extra)*>) -> Self::Future {
            Box::pin((self.0)(request))
        }
    };
}

call!(ClientStreamingService, AppendReq, AppendResp, Streaming<AppendReq>);
call!(ServerStreamingService, ReadReq, Answers, ReadReq);

/// A unary call without arguments.
pub(crate) struct Ask<F>(pub(crate) F);

impl<F, O, A> tonic::server::UnaryService<Empty> for Ask<F>
where
    F: FnMut(Request<Empty>) -> O,
    O: Future<Output = Result<Response<A>, Status>> + Send + 'static,
{
    type Response = A;
    type Future = BoxFuture<Response<A>, Status>;

    fn call(&mut self, request: Request<Empty>) -> Self::Future {
        Box::pin((self.0)(request))
    }
}

fn name(stream: Option<StreamIdentifier>) -> String {
    String::from_utf8(stream.unwrap_or_default().name).unwrap_or_default()
}

fn taken(event: Proposed) -> Result<Offered, Status> {
    let id = match event.id.and_then(|id| id.value) {
        Some(UuidValue::Structured(Structured { most, least })) => {
            Uuid::from_u64_pair(most.cast_unsigned(), least.cast_unsigned())
        }
        Some(UuidValue::Text(text)) => text.parse().map_err(|_| Status::invalid_argument("no event id"))?,
        None => return Err(Status::invalid_argument("no event id")),
    };
    let mut metadata = event.metadata;
    let missing =
        |what: &str| Status::invalid_argument(format!("Required Metadata Property '{what}' is missing"));
    let event_type = metadata.remove("type").ok_or_else(|| missing("type"))?;
    let content_type = metadata.remove("content-type").ok_or_else(|| missing("content-type"))?;
    Ok(Offered { id, event_type, content_type, custom: event.custom, data: event.data })
}

fn answer(verdict: Verdict, expects: Expects) -> Response<AppendResp> {
    let result = match verdict {
        Verdict::Written { revision, at } => AppendResult::Success(Success {
            revision: Some(revision),
            position: Some(Place { commit: at, prepare: at }),
        }),
        Verdict::Wrong { current } => AppendResult::Wrong(Wrong {
            current,
            no_stream: current.is_none().then_some(Empty {}),
            expected: if let Expects::Revision(revision) = expects { Some(revision) } else { None },
            expected_none: if let Expects::Revision(_) = expects { None } else { Some(Empty {}) },
        }),
    };
    Response::new(AppendResp { result: Some(result) })
}

fn event(stored: Stored) -> ReadResp {
    let metadata = HashMap::from([
        ("type".to_owned(), stored.event_type),
        ("content-type".to_owned(), stored.content_type),
        ("created".to_owned(), stored.ticks.to_string()),
    ]);
    let event = Recorded {
        id: Some(super::wire::Uuid { value: Some(UuidValue::Text(stored.id.to_string())) }),
        stream: Some(StreamIdentifier { name: stored.stream.into_bytes() }),
        revision: stored.revision,
        prepare: stored.at,
        commit: stored.at,
        metadata,
        custom: stored.custom,
        data: stored.data,
    };
    ReadResp { content: Some(ReadContent::Event(ReadEvent { commit: Some(stored.at), event: Some(event) })) }
}

fn without_position(answer: &mut ReadResp) {
    if let Some(ReadContent::Event(ReadEvent { event: Some(event), commit })) = &mut answer.content {
        (event.prepare, event.commit, *commit) = (u64::MAX, u64::MAX, None);
    }
}
