//! One way through the house: load → decide → seal → append → receipt.

mod refusal;

pub use refusal::Refusal;

use crate::aggregate::Aggregate;
use crate::folded::{Digest, Folded};
use crate::house::House;
use crate::matching::NotCompared;
use crate::protection;
use crate::receipt::{Receipt, ReceiptEvent};
use crate::vault::VaultError;
use domain::ids::{CentreId, CommandId};
use domain::occasion::{Actor, Occasion};
use domain::wire::{DecodeError, Metadata};
use event_store::{
    AppendError, Appended, Expected, Incarnation, NewEvent, Position, ReadError, RecordedEvent, Revision,
    StreamName,
};
use proof::TreeHash;
use proof::leaf::Content;
use std::sync::Arc;

/// Times a command is decided anew when somebody else appended first and the caller named no revision. Whoever lost once queues for
/// the stream, so that only newcomers can be faster; so many of them at once is more than a person would wait for.
const ATTEMPTS: u32 = 64;
/// Times exactly the same append is repeated while nobody knows whether it was written.
const REPEATS: u32 = 3;
/// Events read at once when a stream is folded.
const PAGE: usize = 500;
/// Most events named when a caller's revision is out of date.
const SINCE: usize = 20;

/// Who calls, under which command, about which state.
#[derive(Debug, Clone)]
pub struct Call {
    /// Who acts.
    pub actor: Actor,
    /// The same for every retry of one intention.
    pub command: CommandId,
    /// Keyed digest of the request, see [`House::digest`].
    pub digest: Digest,
    /// The revision the caller saw, if it named one.
    pub expected: Option<Revision>,
    /// The request, for tracing.
    pub correlation: Option<String>,
}

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExecuteError {
    /// The rules forbid it. Nothing changed.
    #[error("refused")]
    Refused(Box<Refusal>),
    /// The stream has moved since the caller looked. Nothing changed.
    #[error("the stream stands at {actual:?}")]
    RevisionMismatch {
        /// Where it stands; `None`: it does not exist.
        actual: Option<Revision>,
        /// Wire names of what happened since, oldest first, at most twenty.
        since: Vec<String>,
    },
    /// The key was used for another request. Nothing changed.
    #[error("the idempotency key belongs to another request")]
    KeyReused,
    /// Too many others wrote to the same stream at once. Nothing changed; try again.
    #[error("too much contention")]
    Contended,
    /// Nobody knows whether it was written; repeat the same request with the same key.
    #[error("the outcome is unknown")]
    Unknown,
    /// The log or the vault is busy or away. Nothing changed; try again later.
    #[error("busy: {0}")]
    Busy(String),
    /// The filing was not compared with those before it yet: nothing may be accepted unseen. Nothing changed; try again later.
    #[error(transparent)]
    NotCompared(NotCompared),
    /// More than the log takes at once.
    #[error("too large: {0}")]
    TooLarge(String),
    /// What is stored cannot be read. Loud; for the operator.
    #[error("stream {stream} cannot be read: {reason}")]
    Unreadable {
        /// Which stream.
        stream: String,
        /// Why; never quotes data.
        reason: String,
    },
}

impl<R: Into<Refusal>> From<R> for ExecuteError {
    fn from(refusal: R) -> Self {
        Self::Refused(Box::new(refusal.into()))
    }
}

impl From<NotCompared> for ExecuteError {
    fn from(reason: NotCompared) -> Self {
        Self::NotCompared(reason)
    }
}

impl ExecuteError {
    fn unreadable(stream: &StreamName, error: &DecodeError) -> Self {
        Self::Unreadable { stream: stream.to_string(), reason: error.to_string() }
    }

    pub(crate) fn from_read(stream: &StreamName, error: ReadError) -> Self {
        match error {
            ReadError::Unavailable { reason } => Self::Busy(reason),
            ReadError::Damaged { reason } => Self::Unreadable { stream: stream.to_string(), reason },
        }
    }

    pub(crate) fn from_vault(stream: &StreamName, error: VaultError) -> Self {
        match error {
            VaultError::Busy(reason) => Self::Busy(reason),
            error @ VaultError::KeyService(_) => Self::Busy(error.to_string()),
            error @ (VaultError::Unreadable(_)
            | VaultError::WrongMasterKey { .. }
            | VaultError::MasterKeyMalformed
            | VaultError::Erased(_)
            | VaultError::MasterKeysGiven
            | VaultError::MasterKeyInUse(_)
            | VaultError::MasterKeyUnknown(_)
            | VaultError::Tampered(_)
            | VaultError::Randomness(_)) => {
                Self::Unreadable { stream: stream.to_string(), reason: error.to_string() }
            }
        }
    }
}

impl House {
    /// Executes a command against one stream, by the rules of the centre the stream belongs to. `decide` may be called again when somebody
    /// else was faster.
    pub(crate) async fn execute<A, R>(
        &self,
        stream: &StreamName,
        call: &Call,
        decide: impl FnMut(&Occasion<'_>, &A) -> Result<Vec<A::Event>, R>,
    ) -> Result<Receipt, ExecuteError>
    where
        A: Aggregate,
        R: Into<Refusal>,
    {
        self.execute_at(None, stream, call, decide).await
    }

    /// Executes a command that may open the stream, at `centre`.
    pub(crate) async fn execute_at<A, R>(
        &self,
        centre: Option<&CentreId>,
        stream: &StreamName,
        call: &Call,
        mut decide: impl FnMut(&Occasion<'_>, &A) -> Result<Vec<A::Event>, R>,
    ) -> Result<Receipt, ExecuteError>
    where
        A: Aggregate,
        R: Into<Refusal>,
    {
        let mut turn = None;
        for _ in 0..ATTEMPTS {
            let folded = self.load::<A>(stream).await?;
            if let Some(remembered) = folded.remembers(call.command) {
                if remembered.digest != call.digest {
                    return Err(ExecuteError::KeyReused);
                }
                return self.replay::<A>(stream, remembered.first, remembered.last).await;
            }
            if call.expected.is_some() && call.expected != folded.revision {
                if self.has_moved(stream, &folded).await? {
                    continue;
                }
                // A stranger learns neither the revision nor what happened since, but the same as of a thing that does not exist.
                let rules = self.rules_of(folded.state.centre().or(centre)).await?;
                if let Err(refusal) = decide(&self.occasion(&call.actor, &rules), &folded.state) {
                    let refusal: Refusal = refusal.into();
                    if refusal.hides() {
                        return Err(ExecuteError::Refused(Box::new(refusal)));
                    }
                }
                return self.mismatch(stream, call.expected, folded.revision).await;
            }
            let rules = self.rules_of(folded.state.centre().or(centre)).await?;
            let occasion = self.occasion(&call.actor, &rules);
            let events = match decide(&occasion, &folded.state) {
                Ok(events) if !events.is_empty() => events,
                // Nothing is appended, so nothing else would tell that the state was old: another node may have gone on.
                Ok(_) | Err(_) if self.has_moved(stream, &folded).await? => continue,
                Ok(_) => return self.already_so(stream, folded.revision).await,
                Err(refusal) => return Err(ExecuteError::Refused(Box::new(refusal.into()))),
            };
            let (events, written, link) =
                self.write::<A>(stream, call, &occasion, events, Follows::of(&folded)).await?;
            let expected = folded.revision.map_or(Expected::NoStream, Expected::Exact);
            match self.append(stream, expected, written).await {
                Ok(appended) => {
                    let receipt = self.receipt(stream, appended, events.iter().map(describe::<A>));
                    self.keep(stream, folded, &events, call, appended, link);
                    return Ok(receipt);
                }
                Err(AppendError::Conflict { actual }) => {
                    self.forget(stream);
                    metrics::counter!("hejie_append_conflicts_total").increment(1);
                    if call.expected.is_some() {
                        return self.mismatch(stream, call.expected, actual).await;
                    }
                    if turn.is_none() {
                        turn = Some(self.turn(stream).lock().await);
                    }
                }
                Err(error) => return Err(refused_append(error)),
            }
        }
        Err(ExecuteError::Contended)
    }

    /// Whether the log holds more of the stream than this state; then the state is forgotten. Asked before anything is refused: a
    /// state in memory may be older than what another node wrote, and an append, which would tell, is not made.
    async fn has_moved<A: Aggregate>(
        &self,
        stream: &StreamName,
        folded: &Folded<A>,
    ) -> Result<bool, ExecuteError> {
        let next = folded.revision.map_or(Revision(0), Revision::next);
        let more = self.store().read_stream(stream, next, 1).await;
        let moved = !more.map_err(|error| ExecuteError::from_read(stream, error))?.is_empty();
        if moved {
            self.forget(stream);
        }
        Ok(moved)
    }

    /// The stream, folded: from the cache, or read and folded. Where other nodes write it may be old: only for who appends to it with
    /// its revision, or asks [`House::has_moved`].
    async fn load<A: Aggregate>(&self, stream: &StreamName) -> Result<Arc<Folded<A>>, ExecuteError> {
        match self.cached::<A>(stream) {
            Some(folded) => Ok(folded),
            None => self.fold_on(stream, Arc::new(Folded::empty())).await,
        }
    }

    /// The stream as the log holds it now, folded: what may be judged by, and shown, without an append.
    pub(crate) async fn current<A: Aggregate>(
        &self,
        stream: &StreamName,
    ) -> Result<Arc<Folded<A>>, ExecuteError> {
        match self.cached::<A>(stream) {
            Some(folded) if self.store().is_sole_writer() => Ok(folded),
            cached => self.fold_on(stream, cached.unwrap_or_else(|| Arc::new(Folded::empty()))).await,
        }
    }

    /// Takes in what the log holds beyond this state.
    pub(crate) async fn fold_on<A: Aggregate>(
        &self,
        stream: &StreamName,
        mut folded: Arc<Folded<A>>,
    ) -> Result<Arc<Folded<A>>, ExecuteError> {
        let begin = folded.revision;
        loop {
            let from = folded.revision.map_or(Revision(0), Revision::next);
            let page = self
                .store()
                .read_stream(stream, from, PAGE)
                .await
                .map_err(|error| ExecuteError::from_read(stream, error))?;
            if !page.is_empty() {
                let mut next = Arc::unwrap_or_clone(folded);
                for recorded in &page {
                    next = next.record(recorded).map_err(|error| ExecuteError::Unreadable {
                        stream: stream.to_string(),
                        reason: error.to_string(),
                    })?;
                }
                folded = Arc::new(next);
            }
            if page.len() < PAGE {
                break;
            }
        }
        if folded.revision != begin {
            self.cache::<A>(stream, Arc::clone(&folded));
        }
        Ok(folded)
    }

    /// Seals and encodes: the last place where personal data is clear. Each event names the link of the one before it; the
    /// revision the append expects vouches that no other came between. Returns the link after the last one too.
    async fn write<A: Aggregate>(
        &self,
        stream: &StreamName,
        call: &Call,
        occasion: &Occasion<'_>,
        mut events: Vec<A::Event>,
        mut follows: Follows,
    ) -> Result<(Vec<A::Event>, Vec<NewEvent>, TreeHash), ExecuteError> {
        self.vault()
            .seal_events(stream.as_str(), call.command, &mut events)
            .await
            .map_err(|error| ExecuteError::from_vault(stream, error))?;
        let metadata = Metadata {
            actor: call.actor.clone(),
            occurred_at: occasion.at,
            command: call.command,
            digest: hex::encode(call.digest),
            correlation: call.correlation.clone(),
            rules: occasion.rules.centre.clone(),
        };
        let unwritable = |reason: String| ExecuteError::Unreadable { stream: stream.to_string(), reason };
        let metadata = serde_json::to_vec(&metadata).map_err(|error| unwritable(error.to_string()))?;
        let mut written = Vec::with_capacity(events.len());
        for (index, event) in events.iter().enumerate() {
            let new = NewEvent {
                event_id: call.command.derive("event", index),
                event_type: A::wire_name(event).into(),
                metadata: metadata.clone(),
                payload: A::encode(event).map_err(|error| unwritable(error.to_string()))?,
                previous: (!protection::is_off()).then_some(follows.link.0),
            };
            follows = follows.then(stream, &new);
            written.push(new);
        }
        Ok((events, written, follows.link))
    }

    /// Appends; exactly the same call again while nobody knows whether it was written.
    async fn append(
        &self,
        stream: &StreamName,
        expected: Expected,
        events: Vec<NewEvent>,
    ) -> Result<Appended, AppendError> {
        for _ in 1..REPEATS {
            match self.store().append(stream, expected, events.clone()).await {
                Err(AppendError::Unknown) => {}
                settled => return settled,
            }
        }
        self.store().append(stream, expected, events).await
    }

    /// The first answer again, from what was recorded.
    async fn replay<A: Aggregate>(
        &self,
        stream: &StreamName,
        first: Revision,
        last: Revision,
    ) -> Result<Receipt, ExecuteError> {
        let count = usize::try_from(last.0.saturating_sub(first.0)).unwrap_or(0) + 1;
        let recorded = self
            .store()
            .read_stream(stream, first, count)
            .await
            .map_err(|error| ExecuteError::from_read(stream, error))?;
        let position = recorded.last().map_or(Position::START, |event| event.position);
        let mut events = Vec::with_capacity(recorded.len());
        for event in &recorded {
            let decoded = A::decode(&event.event_type, &event.payload);
            let decoded = decoded.map_err(|error| ExecuteError::unreadable(stream, &error))?;
            events.push(ReceiptEvent { revision: event.revision, ..describe::<A>(&decoded) });
        }
        let incarnation = self.store().incarnation();
        Ok(Receipt { stream: stream.clone(), revision: last, position, incarnation, events, replayed: true })
    }

    async fn mismatch(
        &self,
        stream: &StreamName,
        expected: Option<Revision>,
        actual: Option<Revision>,
    ) -> Result<Receipt, ExecuteError> {
        let from = expected.map_or(Revision(0), Revision::next);
        let recorded = self
            .store()
            .read_stream(stream, from, SINCE)
            .await
            .map_err(|error| ExecuteError::from_read(stream, error))?;
        let since = recorded.iter().map(|event: &RecordedEvent| event.event_type.to_string()).collect();
        Err(ExecuteError::RevisionMismatch { actual, since })
    }

    /// What was asked is so already. The answer names the end of the log, so that who reads after it reads what was judged here.
    async fn already_so(
        &self,
        stream: &StreamName,
        revision: Option<Revision>,
    ) -> Result<Receipt, ExecuteError> {
        let head = self.store().head().await;
        Ok(Receipt {
            stream: stream.clone(),
            revision: revision.unwrap_or(Revision(0)),
            position: head.map_err(|error| ExecuteError::from_read(stream, error))?,
            incarnation: self.incarnation(),
            events: vec![],
            replayed: false,
        })
    }

    fn receipt(
        &self,
        stream: &StreamName,
        appended: Appended,
        events: impl Iterator<Item = ReceiptEvent>,
    ) -> Receipt {
        let revisions = (appended.first_revision.0..).map(Revision);
        Receipt {
            stream: stream.clone(),
            revision: appended.revision,
            position: appended.position,
            incarnation: self.incarnation(),
            events: events
                .zip(revisions)
                .map(|(event, revision)| ReceiptEvent { revision, ..event })
                .collect(),
            replayed: !appended.fresh,
        }
    }

    fn incarnation(&self) -> Incarnation {
        self.store().incarnation()
    }
}

/// Where the next event of a stream goes: its revision, and the link of the event before it.
struct Follows {
    revision: Revision,
    link: TreeHash,
}

impl Follows {
    fn of<A: Aggregate>(folded: &Folded<A>) -> Self {
        Self { revision: folded.revision.map_or(Revision(0), Revision::next), link: folded.link }
    }

    fn then(self, stream: &StreamName, new: &NewEvent) -> Self {
        if protection::is_off() {
            return Self { revision: self.revision.next(), link: self.link };
        }
        let content = Content {
            stream: stream.as_str(),
            revision: self.revision.0,
            event_id: new.event_id.as_bytes(),
            event_type: &new.event_type,
            metadata: &new.metadata,
            payload: &new.payload,
        };
        Self { revision: self.revision.next(), link: content.link(&self.link) }
    }
}

fn describe<A: Aggregate>(event: &A::Event) -> ReceiptEvent {
    ReceiptEvent {
        event_type: A::wire_name(event).to_owned(),
        revision: Revision(0),
        deadlines: A::deadlines(event),
    }
}

fn refused_append(error: AppendError) -> ExecuteError {
    match error {
        AppendError::Conflict { .. } => ExecuteError::Contended,
        AppendError::EventIdTaken => ExecuteError::KeyReused,
        AppendError::Unknown => ExecuteError::Unknown,
        AppendError::Unavailable { reason } => ExecuteError::Busy(reason),
        AppendError::TooLarge { reason } => ExecuteError::TooLarge(reason),
    }
}
