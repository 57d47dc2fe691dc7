//! Withdrawn access (吊销访问): whose tokens are refused although they have not expired, for the next request on every node.
//!
//! A numbered list that only grows, durable before anybody is answered. Each node holds all of it in memory and reads what is new ten
//! times a second; one that could not for longer than [`FRESH`] refuses everybody, so whoever withdraws an access is answered once every
//! node has read it or refuses. A withdrawal of tokens refuses those issued until then; that of an account refuses every token until it
//! is lifted, and those issued before the lifting for good.

mod file;
mod list;

pub use list::ListedRevocation;

use crate::clock::Clock;
use async_trait::async_trait;
use domain::ids::UserId;
use domain::occasion::Actor;
use list::List;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

/// For how long a node believes what it has read.
pub const FRESH: Duration = Duration::from_secs(1);
/// How often a node reads.
const EVERY: Duration = Duration::from_millis(100);
/// What clocks that measure a second may differ by.
const MARGIN: Duration = Duration::from_millis(50);
/// Entries read at once.
const PAGE: u32 = 1_000;

/// What somebody did to an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevocationAct {
    /// Every token issued until now is refused.
    Tokens,
    /// Every token is refused until the withdrawal is lifted.
    Account,
    /// A withdrawal of an account is lifted.
    Lifting(Uuid),
}

impl RevocationAct {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tokens => "TOKENS",
            Self::Account => "ACCOUNT",
            Self::Lifting(_) => "LIFTING",
        }
    }

    /// What is lifted.
    #[must_use]
    pub const fn lifts(self) -> Option<Uuid> {
        match self {
            Self::Tokens | Self::Account => None,
            Self::Lifting(of) => Some(of),
        }
    }

    /// The act of a code.
    #[must_use]
    pub fn of(code: &str, lifts: Option<Uuid>) -> Option<Self> {
        match (code, lifts) {
            ("TOKENS", None) => Some(Self::Tokens),
            ("ACCOUNT", None) => Some(Self::Account),
            ("LIFTING", Some(of)) => Some(Self::Lifting(of)),
            _ => None,
        }
    }
}

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Its name; the same again is entered once.
    pub id: Uuid,
    /// Whose access.
    pub account: UserId,
    /// What was done to it.
    pub act: RevocationAct,
    /// Why, in words that name nobody.
    pub reason: String,
    /// Who did it; none for who works at the machine itself.
    pub by: Option<Actor>,
    /// When, microseconds since 1970-01-01 UTC by the machine's clock, by which tokens are judged too.
    pub at_us: i64,
}

/// An entry and its place in the list, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedRevocation {
    /// Its place.
    pub number: u64,
    /// The entry.
    pub entry: Revocation,
}

/// Why the list could not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevocationError {
    /// The entry was not stored.
    #[error("the list of withdrawn accesses cannot be written: {0}")]
    Unwritten(String),
    /// It cannot be read.
    #[error("the list of withdrawn accesses cannot be read: {0}")]
    Unreadable(String),
}

/// Where the list is kept.
#[async_trait]
pub trait RevocationDesk: Send + Sync + 'static {
    /// Adds an entry, durable when this returns; one of the same name changes nothing.
    ///
    /// # Errors
    /// [`RevocationError::Unwritten`].
    async fn enter(&self, entry: Revocation) -> Result<(), RevocationError>;

    /// Entries numbered `number` and above, in order, at most `limit`. What is committed before the call is among them.
    ///
    /// # Errors
    /// [`RevocationError::Unreadable`].
    async fn from(&self, number: u64, limit: u32) -> Result<Vec<NumberedRevocation>, RevocationError>;
}

/// Who reads the list beside this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherReaders {
    /// Nobody: what this process has read is in force.
    None,
    /// Other nodes, or a server while this is a command.
    Maybe,
}

/// What is held of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessStanding {
    /// Nothing against it.
    Stands,
    /// It was withdrawn.
    Withdrawn,
    /// Nobody knows: the list could not be read lately.
    Unknown,
}

/// The list as this process knows it.
pub struct Revocations {
    desk: Arc<dyn RevocationDesk>,
    others: OtherReaders,
    list: RwLock<List>,
    started: Instant,
    /// When the last reading that succeeded began, microseconds after the start.
    heard_us: AtomicU64,
    news: Notify,
    reading: Mutex<()>,
}

impl Revocations {
    /// The list in a file of `directory`, made where it is missing.
    ///
    /// # Errors
    /// See [`RevocationError`].
    pub async fn open(directory: &Path, others: OtherReaders) -> Result<Self, RevocationError> {
        Self::over(Arc::new(file::File::open(directory)?), others).await
    }

    /// The list kept elsewhere, read whole.
    ///
    /// # Errors
    /// See [`RevocationError`].
    pub async fn over(desk: Arc<dyn RevocationDesk>, others: OtherReaders) -> Result<Self, RevocationError> {
        let revocations = Self {
            desk,
            others,
            list: RwLock::default(),
            started: Instant::now(),
            heard_us: AtomicU64::new(0),
            news: Notify::new(),
            reading: Mutex::new(()),
        };
        revocations.hear().await?;
        Ok(revocations)
    }

    /// Reads what is new, ten times a second. Never returns.
    pub async fn follow(&self) {
        let mut well = true;
        loop {
            tokio::time::sleep(EVERY).await;
            match self.hear().await {
                Ok(()) => well = true,
                Err(error) if well => {
                    tracing::error!(%error, "nobody is served while nobody knows whose access was withdrawn");
                    well = false;
                }
                Err(_) => {}
            }
        }
    }

    /// What is held of a token of this account, issued then (seconds since 1970); the clocks of issuer and house may differ by `slack_s`.
    #[must_use]
    pub fn standing(&self, account: &UserId, issued_s: u64, slack_s: u64) -> AccessStanding {
        if !self.is_fresh() {
            return AccessStanding::Unknown;
        }
        let list = self.list.read().unwrap_or_else(PoisonError::into_inner);
        if list.refuses(account, issued_s, slack_s) {
            AccessStanding::Withdrawn
        } else {
            AccessStanding::Stands
        }
    }

    /// Whether what this process knows is fresh; one that has just missed a turn is waited for.
    pub async fn becomes_fresh(&self) -> bool {
        let news = self.news.notified();
        if self.is_fresh() {
            return true;
        }
        // Away for longer: nobody queues up behind it.
        if self.age() > FRESH * 2 {
            return false;
        }
        let _in_time = tokio::time::timeout(FRESH, news).await;
        self.is_fresh()
    }

    /// Whether the list was read lately.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.age() <= FRESH
    }

    fn age(&self) -> Duration {
        self.started.elapsed().saturating_sub(Duration::from_micros(self.heard_us.load(Ordering::Acquire)))
    }

    /// Adds an entry. When this returns it is on the disk, and every node has read it or refuses everybody.
    ///
    /// # Errors
    /// [`RevocationError`]; it may have been stored then, and the same again does no harm.
    pub async fn enter(&self, entry: Revocation) -> Result<(), RevocationError> {
        self.desk.enter(entry).await?;
        self.settled().await
    }

    /// Waits until everything entered before this call is in force everywhere.
    ///
    /// # Errors
    /// [`RevocationError::Unreadable`].
    pub async fn settled(&self) -> Result<(), RevocationError> {
        let entered = Instant::now();
        self.hear().await?;
        if self.others == OtherReaders::Maybe {
            // Whoever has not begun to read since then believes itself no longer.
            tokio::time::sleep((FRESH + MARGIN).saturating_sub(entered.elapsed())).await;
        }
        Ok(())
    }

    /// A new entry, now.
    #[must_use]
    pub fn entry(
        id: Uuid,
        account: UserId,
        act: RevocationAct,
        reason: String,
        by: Option<Actor>,
    ) -> Revocation {
        Revocation { id, account, act, reason, by, at_us: Clock::System.now().timestamp_micros() }
    }

    /// The withdrawal of this name.
    #[must_use]
    pub fn find(&self, id: Uuid) -> Option<ListedRevocation> {
        self.list.read().unwrap_or_else(PoisonError::into_inner).find(id)
    }

    /// The entry of this name, whatever it is.
    #[must_use]
    pub fn entered(&self, id: Uuid) -> Option<Revocation> {
        self.list.read().unwrap_or_else(PoisonError::into_inner).entered(id)
    }

    /// Withdrawals, the newest first, numbered below `before`, at most `limit`, of one account or all.
    #[must_use]
    pub fn page(&self, account: Option<&UserId>, before: Option<u64>, limit: u32) -> Vec<ListedRevocation> {
        self.list.read().unwrap_or_else(PoisonError::into_inner).page(account, before, limit)
    }

    async fn hear(&self) -> Result<(), RevocationError> {
        let _one_at_a_time = self.reading.lock().await;
        loop {
            let begun = self.started.elapsed();
            let last = self.list.read().unwrap_or_else(PoisonError::into_inner).last();
            let mut page = self.desk.from(last.as_ref().map_or(1, |last| last.number), PAGE).await?;
            if let Some(last) = last {
                // Read again, so that a list which was put back to an older day is not taken for one without news.
                if page.first() != Some(&last) {
                    let reason = format!("entry {} is not what was read before", last.number);
                    return Err(RevocationError::Unreadable(reason));
                }
                page.remove(0);
            }
            let more = page.len() + 1 >= PAGE as usize;
            if !page.is_empty() {
                self.list.write().unwrap_or_else(PoisonError::into_inner).add(page)?;
            }
            if !more {
                let begun = u64::try_from(begun.as_micros()).unwrap_or(u64::MAX);
                self.heard_us.fetch_max(begun, Ordering::AcqRel);
                self.news.notify_waiters();
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests;
