//! Holding a client that works, and no other: one task builds, everybody else waits for it within a deadline of their own.

use crate::connection::OpenError;
use crate::failure::{Fault, classify};
use crate::identity;
use crate::names::Names;
use crate::options::{Backoff, Credentials, Deadlines};
use event_store::Incarnation;
use eventstore::{Client, ClientSettings};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout, timeout_at};

/// The connection as it stands.
#[derive(Clone)]
enum Link {
    /// A task is building a client; the reason the last attempt failed, or the last client went.
    Building(String),
    /// A client that has answered, and its number.
    Up(Box<Client>, u64),
    /// Behind the connection lies another log than the one this store was opened on.
    Foreign(String),
}

/// Gives out the client and takes back those that failed.
pub(crate) struct Supervisor {
    shared: Arc<Shared>,
}

struct Shared {
    link: watch::Sender<Link>,
    settings: ClientSettings,
    caller: Caller,
    deadlines: Deadlines,
    backoff: Backoff,
    names: Names,
    /// Set once the store is open; every later client must find the same.
    expected: OnceLock<Incarnation>,
}

/// As whom every call is made.
#[derive(Clone, Default)]
pub(crate) struct Caller(Option<eventstore::Credentials>);

impl Caller {
    pub(crate) fn new(credentials: Option<&Credentials>) -> Self {
        Self(credentials.map(|one| eventstore::Credentials::new(one.login.clone(), one.password.clone())))
    }

    /// The credentials for one call's options, where there are any.
    pub(crate) fn get(&self) -> Option<eventstore::Credentials> {
        self.0.clone()
    }
}

impl Supervisor {
    /// Starts to build the first client.
    pub(crate) fn start(
        settings: ClientSettings,
        caller: Caller,
        deadlines: Deadlines,
        backoff: Backoff,
        names: Names,
    ) -> Self {
        let shared = Arc::new(Shared {
            link: watch::Sender::new(Link::Building("no connection yet".to_owned())),
            settings,
            caller,
            deadlines,
            backoff,
            names,
            expected: OnceLock::new(),
        });
        tokio::spawn(build(Arc::downgrade(&shared), 0));
        Self { shared }
    }

    /// From now on a client that finds another incarnation is not used.
    pub(crate) fn expect(&self, incarnation: Incarnation) -> Result<(), OpenError> {
        self.shared.expected.set(incarnation).map_err(|_| OpenError::Damaged("opened twice".to_owned()))
    }

    /// Runs `operation` on a client that works; once more, exactly the same, when the leader has moved meanwhile.
    ///
    /// Whatever happens inside the client (a panic, an endless wait) happens in a task of its own; an operation whose caller went
    /// away is still carried out.
    pub(crate) async fn run<T, F, O>(&self, deadline: Duration, operation: O) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Future<Output = eventstore::Result<T>> + Send + 'static,
        O: Fn(Client) -> F,
    {
        let until = Instant::now() + deadline;
        match self.attempt(until, deadline, &operation).await {
            Err((Fault::NotLeader, _)) => {}
            settled => return settled.map_err(|(fault, _)| fault),
        }
        metrics::counter!("event_store_leader_moved_total").increment(1);
        self.attempt(until, deadline, &operation).await.map_err(|(fault, number)| {
            if fault == Fault::NotLeader {
                self.shared.discard(number, "no node is the leader");
            }
            fault
        })
    }

    async fn attempt<T, F, O>(
        &self,
        until: Instant,
        deadline: Duration,
        operation: &O,
    ) -> Result<T, (Fault, u64)>
    where
        T: Send + 'static,
        F: Future<Output = eventstore::Result<T>> + Send + 'static,
        O: Fn(Client) -> F,
    {
        let (client, number) = self.client(until).await.map_err(|fault| (fault, 0))?;
        let mut task = tokio::spawn(operation(client));
        let (fault, gone) = match timeout_at(until, &mut task).await {
            Ok(Ok(Ok(answer))) => return Ok(answer),
            Ok(Ok(Err(error))) => classify(error),
            Ok(Err(_panic)) => (Fault::Lost("the client broke off".to_owned()), true),
            Err(_elapsed) => {
                task.abort();
                (Fault::silence(deadline), true)
            }
        };
        if gone {
            self.shared.discard(number, &format!("{fault:?}"));
        }
        Err((fault, number))
    }

    /// A client that has answered; waits for one until then.
    async fn client(&self, until: Instant) -> Result<(Client, u64), Fault> {
        let mut watching = self.shared.link.subscribe();
        let settled = watching.wait_for(|link| !matches!(link, Link::Building(_)));
        let found = match timeout_at(until, settled).await {
            Ok(Ok(link)) => Some((*link).clone()),
            Ok(Err(_)) | Err(_) => None,
        };
        match found.unwrap_or_else(|| self.shared.link.borrow().clone()) {
            Link::Up(client, number) => Ok((*client, number)),
            Link::Building(reason) => Err(Fault::NotDone(format!("no connection: {reason}"))),
            Link::Foreign(reason) => Err(Fault::Foreign(reason)),
        }
    }
}

impl Shared {
    /// Takes the client out of use, unless somebody has done so, and has the next one built.
    fn discard(self: &Arc<Self>, number: u64, why: &str) {
        let taken = self.link.send_if_modified(|link| {
            let ours = matches!(link, Link::Up(_, current) if *current == number);
            if ours {
                *link = Link::Building(why.to_owned());
            }
            ours
        });
        if taken {
            tracing::warn!(client = number, why, "the connection to the cluster is built anew");
            metrics::counter!("event_store_reconnects_total").increment(1);
            tokio::spawn(build(Arc::downgrade(self), number));
        }
    }

    /// One attempt: a new client whose leader has answered, and the log behind it is the one we know.
    async fn attempt(&self) -> Result<Client, Attempt> {
        let settings = self.settings.clone();
        let runtime = tokio::runtime::Handle::current();
        // The client reads certificate files of the system when it is made.
        let made = tokio::task::spawn_blocking(move || Client::with_runtime_handle(runtime, settings)).await;
        let client = match made {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => return Err(Attempt::Failed(error.to_string())),
            Err(_panic) => return Err(Attempt::Failed("the client could not be made".to_owned())),
        };
        let stream = self.names.identity();
        let read =
            || identity::read(client.clone(), stream.clone(), self.caller.clone(), self.deadlines.read);
        let mut found = read().await;
        if matches!(found, Err(eventstore::Error::NotLeaderException(_))) {
            found = read().await;
        }
        let found = found.map_err(|error| Attempt::Failed(error.to_string()))?;
        match self.expected.get() {
            Some(expected) if found.as_ref().ok() != Some(&Some(*expected)) => {
                Err(Attempt::Foreign(format!("the log behind the connection is no longer {expected}")))
            }
            Some(_) | None => Ok(client),
        }
    }
}

enum Attempt {
    Failed(String),
    Foreign(String),
}

/// Builds clients until one works; ends with the store.
async fn build(weak: Weak<Shared>, last: u64) {
    let mut failures = 0;
    loop {
        let Some(shared) = weak.upgrade() else { return };
        let attempt = timeout(shared.deadlines.connect, shared.attempt()).await;
        let failed = match attempt {
            Ok(Ok(client)) => {
                tracing::info!(client = last + 1, "connected to the cluster");
                shared.link.send_replace(Link::Up(Box::new(client), last + 1));
                return;
            }
            Ok(Err(Attempt::Foreign(reason))) => {
                tracing::error!(reason, "the store stops; restart the process after looking at the cluster");
                shared.link.send_replace(Link::Foreign(reason));
                return;
            }
            Ok(Err(Attempt::Failed(reason))) => reason,
            Err(_elapsed) => format!("no answer within {} ms", shared.deadlines.connect.as_millis()),
        };
        tracing::warn!(failures, reason = failed, "the cluster cannot be reached");
        shared.link.send_replace(Link::Building(failed));
        let pause = pause(shared.backoff, failures);
        drop(shared);
        sleep(pause).await;
        failures += 1;
    }
}

/// Doubles up to the longest, less a part of up to a half by chance.
fn pause(backoff: Backoff, failures: u32) -> Duration {
    let full = backoff.first.saturating_mul(1 << failures.min(16)).min(backoff.longest);
    // A hasher with random keys is the standard library's own source of chance.
    let chance = RandomState::new().hash_one(failures) % 512;
    full.mul_f64(1.0 - chance as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_to_its_limit_and_differs_from_node_to_node() {
        let backoff = Backoff { first: Duration::from_millis(50), longest: Duration::from_secs(2) };
        for (failures, full) in [(0, 50), (1, 100), (3, 400), (6, 2000), (4_000_000_000, 2000)] {
            let pause = pause(backoff, failures).as_millis();
            assert!((full / 2..=full).contains(&pause), "{pause} ms after {failures} failures");
        }
        let pauses: std::collections::HashSet<_> = (0..20).map(|_| pause(backoff, 9)).collect();
        assert!(pauses.len() > 1, "every node would come back in the same moment");
    }
}
