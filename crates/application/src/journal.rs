//! The access journal (访问日志): every read of a case is written down, durably, before its answer leaves.
//!
//! Kept apart from business events, in a file of its own: who, in which capacity, for whom, what, which cases, which classes of
//! confidentiality, for what purpose, for which request. Opaque ids only. A reader whose entry cannot be stored gets no data. [`Trace`] is
//! the proof of an entry; answers about cases ask for one, so that a read cannot forget it. Each entry is chained to the one before
//! ([`chain`]), and the head of the chain is signed again and again ([`seal`]).

pub(crate) mod chain;
mod entry;
mod file;
mod index;
mod question;
pub(crate) mod seal;

pub use entry::{Class, Classes, Looked, Purpose, Read};

use crate::journal::chain::{Indexed, JournalFault, JournalHead, Linked, Walk};
use async_trait::async_trait;
use domain::ids::{CaseId, UserId};
use std::path::Path;
use std::sync::Arc;

/// Entries walked at once.
const PAGE: u32 = 2_000;

/// Why the journal could not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// The entry was not stored; the read must not be answered.
    #[error("the access journal cannot be written: {0}")]
    Unwritten(String),
    /// Its file cannot be opened or read.
    #[error("the access journal cannot be read: {0}")]
    Unreadable(String),
    /// It was written before there was a chain; the next start of a server chains what it holds.
    #[error("the access journal is older than its chain")]
    NotChained,
}

/// Which entries are wanted; what is not said matches all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// About this case.
    pub case: Option<CaseId>,
    /// By this account.
    pub account: Option<UserId>,
    /// These questions.
    pub actions: Vec<String>,
    /// Not before, microseconds since 1970-01-01 UTC.
    pub from_us: Option<i64>,
    /// Before, microseconds since 1970-01-01 UTC.
    pub until_us: Option<i64>,
}

/// Proof that a read was written down.
#[derive(Debug)]
pub struct Trace(());

/// Where reads are kept.
#[async_trait]
pub trait ReadDesk: Send + Sync + 'static {
    /// Keeps a read, chained to the one before, durable when this returns.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    async fn keep(&self, read: Read) -> Result<(), JournalError>;

    /// Entries, the newest first, at most `limit`, numbered below `before`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    async fn search(
        &self,
        filter: &JournalFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Looked>, JournalError>;

    /// The last link of the chain.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    async fn head(&self) -> Result<JournalHead, JournalError>;

    /// Entries as they are kept, the oldest first, numbered above `after`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    async fn linked(&self, after: u64, limit: u32) -> Result<Vec<Linked>, JournalError>;

    /// What the index holds, where there is one beside the entries.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    async fn indexed(&self) -> Result<Option<Indexed>, JournalError>;
}

/// The journal.
pub struct Journal(Arc<dyn ReadDesk>);

impl Journal {
    /// Opens or makes the journal in `directory`; what was written before there was a chain is chained now.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub fn open(directory: &Path) -> Result<Self, JournalError> {
        Ok(Self(Arc::new(file::File::open(directory)?)))
    }

    /// The journal in `directory`, to be looked at while a server may have it open; `None` when there is none.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub fn look(directory: &Path) -> Result<Option<Self>, JournalError> {
        Ok(file::File::look(directory)?.map(|file| Self(Arc::new(file))))
    }

    /// The journal kept elsewhere, by several nodes together.
    #[must_use]
    pub fn over(desk: Arc<dyn ReadDesk>) -> Self {
        Self(desk)
    }

    /// Writes a read down, durable when this returns.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`]: the read must not be answered.
    pub async fn record(&self, read: Read) -> Result<Trace, JournalError> {
        if crate::protection::leaves_no_trace() {
            return Ok(Trace(()));
        }
        self.0.keep(read).await.map(|()| Trace(()))
    }

    /// Entries, the newest first, at most `limit`, numbered below `before`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn search(
        &self,
        filter: &JournalFilter,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Looked>, JournalError> {
        self.0.search(filter, before, limit).await
    }

    /// The last link of the chain.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn head(&self) -> Result<JournalHead, JournalError> {
        self.0.head().await
    }

    /// The link with this number; none when there is no such entry.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn link_of(&self, number: u64) -> Result<Option<JournalHead>, JournalError> {
        let Some(before) = number.checked_sub(1) else { return Ok(Some(JournalHead::default())) };
        let found = self.0.linked(before, 1).await?.pop().filter(|linked| linked.number == number);
        Ok(found.and_then(|linked| Some(JournalHead { size: number, hash: linked.hash? })))
    }

    /// Walks every entry from the first; `signed` are heads that were signed at some time, which the chain must pass through.
    ///
    /// # Errors
    /// The first entry that is wrong, in words, or that the journal cannot be read.
    pub async fn walk(&self, signed: &[JournalHead]) -> Result<JournalHead, JournalFault> {
        let mut walk = Walk::new(signed, self.0.indexed().await?)?;
        loop {
            let page = self.0.linked(walk.head().size, PAGE).await?;
            if page.is_empty() {
                return walk.finish();
            }
            for linked in &page {
                walk.take(linked)?;
            }
        }
    }
}
