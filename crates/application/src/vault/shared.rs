//! Keys kept elsewhere, for several nodes: wrapped here before they leave, unwrapped here when they come.

use super::master::{MasterId, MasterKeys};
use super::rotation::{self, MasterRows, Wrapped};
use super::table::{Keys, Trace};
use super::wrapping::{Key, random_key};
use super::{KeyKeeper, VaultError};
use async_trait::async_trait;
use domain::ids::SubjectId;
use std::sync::{Arc, PoisonError, RwLock};

/// How often keys are offered again when another master key has become the current one meanwhile.
const OFFERS: usize = 3;

/// Keys offered for subjects that may have none, and the digests by which subjects are found again.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// The master key all of them are wrapped under.
    pub master: String,
    /// Whose, and the wrapped key.
    pub keys: Vec<(SubjectId, Vec<u8>)>,
    /// Digest, subject, stream of the subject's data.
    pub traces: Vec<([u8; 32], SubjectId, String)>,
}

/// What is kept for a subject after an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// This key, whoever was first.
    Key(Wrapped),
    /// The subject was erased.
    Destroyed,
}

/// Where wrapped keys are kept. Errors are reasons in words, without keys.
#[async_trait]
pub trait KeyRows: MasterRows + 'static {
    /// Keeps what is offered for subjects without a key, and the traces of subjects that are not destroyed; durable when this returns.
    /// Gives what is kept for each, or `None`, and nothing was kept, when another master key is the current one.
    async fn keep(&self, offer: Offer) -> Result<Option<Vec<Kept>>, String>;

    /// Takes one digest away from a subject.
    async fn forget(&self, digest: [u8; 32], subject: SubjectId) -> Result<(), String>;

    /// Destroys a key and every trace of its subject for good.
    async fn destroy(&self, subject: SubjectId) -> Result<(), String>;

    /// What is kept for a subject; `None` when destroyed or never made. Holds the calling thread until the answer comes.
    fn look(&self, subject: SubjectId) -> Result<Option<Wrapped>, String>;

    /// Subjects with this digest, each with its stream.
    async fn find(&self, digest: [u8; 32]) -> Result<Vec<(SubjectId, String)>, String>;

    /// Subjects destroyed on any node after the mark `seen` (0: ever), and the new mark.
    async fn destroyed_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), String>;
}

/// The keys behind [`KeyRows`].
pub(super) struct SharedKeys {
    rows: Arc<dyn KeyRows>,
    masters: Arc<MasterKeys>,
    /// As far as this node knows; the rows know better.
    current: RwLock<MasterId>,
}

impl SharedKeys {
    pub(super) fn new(rows: Arc<dyn KeyRows>, masters: Arc<MasterKeys>, current: MasterId) -> Self {
        Self { rows, masters, current: RwLock::new(current) }
    }

    fn offer(&self, subjects: &[SubjectId], traces: &[Trace]) -> Result<Offer, VaultError> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner).clone();
        let wrapped = |subject: &SubjectId| {
            let wrapped = self.masters.wrap(&current, subject.0.as_bytes(), &random_key()?);
            wrapped.map(|wrapped| (*subject, wrapped))
        };
        Ok(Offer {
            master: current.as_str().to_owned(),
            keys: subjects.iter().map(wrapped).collect::<Result<_, _>>()?,
            traces: traces.iter().map(|trace| (trace.digest, trace.subject, trace.stream.clone())).collect(),
        })
    }

    fn open(&self, subject: SubjectId, wrapped: Wrapped) -> Result<Key, VaultError> {
        self.masters.unwrap(&MasterId::from(wrapped.master), subject.0.as_bytes(), &wrapped.bytes)
    }
}

#[async_trait]
impl KeyKeeper for SharedKeys {
    async fn ensure(&self, subjects: Vec<SubjectId>, traces: Vec<Trace>) -> Result<Keys, VaultError> {
        for _ in 0..OFFERS {
            let kept = match self.offer(&subjects, &traces) {
                Ok(offer) => self.rows.keep(offer).await.map_err(VaultError::Busy)?,
                // The one this node took for the current one was given up meanwhile.
                Err(VaultError::WrongMasterKey { .. }) => None,
                Err(error) => return Err(error),
            };
            if let Some(kept) = kept {
                let open = |(subject, kept): (SubjectId, Kept)| match kept {
                    Kept::Key(wrapped) => Ok((subject, Some(self.open(subject, wrapped)?))),
                    Kept::Destroyed => Ok((subject, None)),
                };
                return subjects.into_iter().zip(kept).map(open).collect();
            }
            let current = rotation::current(self.rows.as_ref(), &self.masters).await?;
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
        }
        Err(VaultError::Busy("the master key is changed again and again".to_owned()))
    }

    async fn find(&self, digest: &[u8; 32]) -> Result<Vec<(SubjectId, String)>, VaultError> {
        self.rows.find(*digest).await.map_err(VaultError::Busy)
    }

    async fn forget(&self, digest: [u8; 32], subject: SubjectId) -> Result<(), VaultError> {
        self.rows.forget(digest, subject).await.map_err(VaultError::Busy)
    }

    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        self.rows.destroy(subject).await.map_err(VaultError::Busy)
    }

    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError> {
        // The rows fail only when nobody answers: what is there is not in doubt.
        let wrapped = self.rows.look(subject).map_err(VaultError::Busy)?;
        wrapped.map(|wrapped| self.open(subject, wrapped)).transpose()
    }

    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError> {
        self.rows.destroyed_after(seen).await.map_err(VaultError::Busy)
    }

    fn rows(&self) -> &dyn MasterRows {
        self.rows.as_ref()
    }
}
