//! Clients that append, repeat and read on a few contested streams and write down what they were answered.

use super::{
    Answered, Asked, Bench, Dice, History, event, ids, is_exactly_once, is_linearisable, read_all, stream,
};
use crate::{AppendError, Appended, EventStore, Expected, NewEvent, Revision};
use std::sync::Arc;

const CLIENTS: u64 = 6;
const CALLS: u64 = 60;

/// Streams the clients meet on.
const STREAMS: u64 = 4;

/// Breaks of the connections in one history, at most.
const CUTS: usize = 12;

/// Six clients on four streams, while connections break or answers are lost wherever the engine has any: what they were answered could
/// have come from a store that does one thing at a time, every unknown outcome is settled by the same call again, and the log holds
/// each acknowledged append once, where its answer said.
pub async fn a_concurrent_history_is_linearisable(bench: &dyn Bench) {
    let store = bench.open().await;
    let history = History::default();
    let mut clients = tokio::task::JoinSet::new();
    for number in 0..CLIENTS {
        let client = Client::new(Arc::clone(&store), history.clone(), &format!("c{number}"), number);
        clients.spawn(client.work(CALLS));
    }
    let mut cuts = 0;
    loop {
        let done = if cuts < CUTS && bench.probe().cut().await {
            cuts += 1;
            // The next break comes when the clients have got on a little.
            let before = store.head().await.unwrap_or(crate::Position::START);
            tokio::select! {
                done = clients.join_next() => done,
                () = store.changed(before) => continue,
            }
        } else {
            clients.join_next().await
        };
        match done {
            Some(done) => done.expect("a client does not fail"),
            None => break,
        }
    }
    insist_on(&history, &*store).await;
}

/// Panics with a sentence unless the history is linearisable and the log holds it exactly once.
pub async fn insist_on(history: &History, store: &dyn EventStore) {
    let calls = history.calls();
    if let Err(reason) = is_linearisable(&calls).and(is_exactly_once(&calls, &read_all(store).await)) {
        panic!("{reason}");
    }
}

/// One client.
pub struct Client {
    store: Arc<dyn EventStore>,
    history: History,
    name: String,
    dice: Dice,
    calls: u64,
}

impl Client {
    /// A client of this store; its name must be its own in the whole history.
    #[must_use]
    pub fn new(store: Arc<dyn EventStore>, history: History, name: &str, seed: u64) -> Self {
        Self { store, history, name: name.to_owned(), dice: Dice(seed * 0x9e37_79b9 + 0x5eed), calls: 0 }
    }

    /// Makes so many calls and notes each; whatever ends in doubt is repeated, call by call, until it is settled.
    pub async fn work(mut self, calls: u64) {
        for _ in 0..calls {
            self.call().await;
        }
    }

    async fn call(&mut self) {
        self.calls += 1;
        let to = stream(&format!("shared{}", self.dice.below(STREAMS)));
        let Some(end) = self.read(&to).await else { return };
        // Mostly as the stream stands; sometimes as it stood, or will.
        let length = match self.dice.below(8) {
            0 => end.saturating_sub(1),
            1 => end + 1,
            _ => end,
        };
        let expected =
            length.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
        let new: Vec<NewEvent> = (0..1 + self.dice.below(2))
            .map(|index| event(&format!("{} {} {index}", self.name, self.calls)))
            .collect();
        let mut answer = self.append(&to, expected, &new).await;
        while matches!(answer, Err(AppendError::Unknown | AppendError::Unavailable { .. })) {
            // Asking for the head takes as long as a connection needs to fail: a pace without a clock, and others get their turn.
            let _away = self.store.head().await;
            tokio::task::yield_now().await;
            answer = self.append(&to, expected, &new).await;
        }
        if answer.is_ok() && self.dice.below(4) == 0 {
            let again = self.append(&to, expected, &new).await;
            assert!(again.is_err() || again.is_ok_and(|again| !again.fresh), "a repeat was written");
        }
    }

    /// How many events the stream holds, if it could be read.
    async fn read(&self, from: &crate::StreamName) -> Option<u64> {
        let call = self.history.made(from, Asked::Read);
        let answer = self.store.read_stream(from, Revision(0), usize::MAX).await;
        let length = answer.as_ref().ok().map(|events| events.len() as u64);
        self.history.answered(call, answer.map_or(Answered::NotRead, |events| Answered::Read(ids(&events))));
        length
    }

    async fn append(
        &self,
        to: &crate::StreamName,
        expected: Expected,
        new: &[NewEvent],
    ) -> Result<Appended, AppendError> {
        let ids = new.iter().map(|event| event.event_id).collect();
        let call = self.history.made(to, Asked::Append { expected, ids });
        let answer = self.store.append(to, expected, new.to_vec()).await;
        self.history.answered(call, Answered::Append(answer.clone()));
        answer
    }
}
