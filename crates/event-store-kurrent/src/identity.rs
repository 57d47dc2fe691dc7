//! Which life of the log this is: the last event of a stream of its own.

use crate::connection::OpenError;
use crate::failure::Fault;
use crate::names::Names;
use crate::supervisor::{Caller, Supervisor};
use event_store::Incarnation;
use eventstore::{
    AppendToStreamOptions, Client, EventData, ExpectedRevision, ReadStreamOptions, StreamPosition,
};
use std::time::Duration;
use uuid::Uuid;

/// Type of the events that begin a life; the event's id is the incarnation.
const BEGAN: &str = "store.incarnation-began.v1";

/// The incarnation the cluster holds and the revision of its event; `None`: it has none yet. The inner error: the stream holds
/// something else.
pub(crate) async fn read(
    client: Client,
    stream: String,
    caller: Caller,
    deadline: Duration,
) -> eventstore::Result<Result<Option<Incarnation>, String>> {
    Ok(last(client, stream, caller, deadline).await?.map(|found| found.map(|(incarnation, _)| incarnation)))
}

async fn last(
    client: Client,
    stream: String,
    caller: Caller,
    deadline: Duration,
) -> eventstore::Result<Result<Option<(Incarnation, u64)>, String>> {
    let options = ReadStreamOptions::default().backwards().position(StreamPosition::End).max_count(1);
    let options = options.requires_leader(true).deadline(deadline);
    let options = match caller.get() {
        Some(credentials) => options.authenticated(credentials),
        None => options,
    };
    let first = match client.read_stream(stream, &options).await {
        Ok(mut events) => events.next().await,
        Err(error) => Err(error),
    };
    match first {
        Ok(event) => match event.and_then(|event| event.event) {
            // Only the server's word means that there is none; an empty answer is one cut short.
            None => Err(eventstore::Error::IllegalStateError("an empty answer".to_owned())),
            Some(event) if event.event_type == BEGAN => Ok(Ok(Some((Incarnation(event.id), event.revision)))),
            Some(event) => Ok(Err(format!("the identity of the log holds an event `{}`", event.event_type))),
        },
        Err(eventstore::Error::ResourceNotFound) => Ok(Ok(None)),
        Err(error) => Err(error),
    }
}

/// The incarnation of the log; begins the first one where there is none. Nodes that start together agree on one.
pub(crate) async fn establish(
    supervisor: &Supervisor,
    names: &Names,
    caller: &Caller,
    deadline: Duration,
) -> Result<Incarnation, OpenError> {
    // A second look is needed when another node was first.
    for _ in 0..3 {
        if let Some((incarnation, _)) = look(supervisor, names, caller, deadline).await? {
            return Ok(incarnation);
        }
        match begin(supervisor, names, caller, deadline, ExpectedRevision::NoStream).await {
            Ok(()) | Err(Fault::Conflict(_) | Fault::Lost(_)) => {}
            Err(fault) => return Err(OpenError::Away(format!("{fault:?}"))),
        }
    }
    Err(OpenError::Away("the identity of the log could not be written".to_owned()))
}

/// Begins a new life: after a restore, before any node is started.
pub(crate) async fn renew(
    supervisor: &Supervisor,
    names: &Names,
    caller: &Caller,
    deadline: Duration,
) -> Result<Incarnation, OpenError> {
    let before = look(supervisor, names, caller, deadline).await?;
    let expected =
        before.map_or(ExpectedRevision::NoStream, |(_, revision)| ExpectedRevision::Exact(revision));
    let begun = begin(supervisor, names, caller, deadline, expected).await;
    let after = look(supervisor, names, caller, deadline).await?;
    match after {
        Some((incarnation, _)) if before.is_none_or(|(old, _)| old != incarnation) => Ok(incarnation),
        Some(_) | None => Err(OpenError::Away(format!("no new incarnation was written: {begun:?}"))),
    }
}

async fn look(
    supervisor: &Supervisor,
    names: &Names,
    caller: &Caller,
    deadline: Duration,
) -> Result<Option<(Incarnation, u64)>, OpenError> {
    let stream = names.identity();
    let found =
        supervisor.run(deadline, |client| last(client, stream.clone(), caller.clone(), deadline)).await;
    match found {
        Ok(found) => found.map_err(OpenError::Damaged),
        Err(Fault::Damaged(reason) | Fault::Foreign(reason)) => Err(OpenError::Damaged(reason)),
        Err(fault) => Err(OpenError::Away(fault.of_read().to_string())),
    }
}

async fn begin(
    supervisor: &Supervisor,
    names: &Names,
    caller: &Caller,
    deadline: Duration,
    expected: ExpectedRevision,
) -> Result<(), Fault> {
    let mut chance = [0; 16];
    getrandom::fill(&mut chance).map_err(|error| Fault::NotDone(error.to_string()))?;
    let id = uuid::Builder::from_random_bytes(chance).into_uuid();
    let stream = names.identity();
    let options = AppendToStreamOptions::default().expected_revision(expected);
    let options = options.requires_leader(true).deadline(deadline);
    let options = match caller.get() {
        Some(credentials) => options.authenticated(credentials),
        None => options,
    };
    supervisor.run(deadline, |client| write(client, stream.clone(), options.clone(), id)).await
}

async fn write(
    client: Client,
    stream: String,
    options: AppendToStreamOptions,
    id: Uuid,
) -> eventstore::Result<()> {
    let event = EventData::binary(BEGAN, Vec::new().into()).id(id);
    client.append_to_stream(stream, &options, event).await.map(|_written| ())
}
