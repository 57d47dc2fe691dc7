//! Keys kept elsewhere, for several nodes: wrapped here before they leave, unwrapped here when they come.

use super::table::{Key, Keys, Trace, random_key, unwrap, wrap_key};
use super::{KeyKeeper, MasterKey, VaultError};
use aes_gcm::{Aes256Gcm, KeyInit};
use async_trait::async_trait;
use domain::ids::SubjectId;
use std::sync::Arc;

/// Where wrapped keys are kept. Errors are reasons in words, without keys.
#[async_trait]
pub trait KeyRows: Send + Sync + 'static {
    /// Keeps what is offered for subjects without a key, durable when this returns, and gives what is kept for each, whoever was
    /// first; `None` for a subject whose key was destroyed.
    async fn keep(&self, offered: Vec<(SubjectId, Vec<u8>)>) -> Result<Vec<Option<Vec<u8>>>, String>;

    /// Destroys a key for good.
    async fn destroy(&self, subject: SubjectId) -> Result<(), String>;

    /// What is kept for a subject; `None` when destroyed or never made. Holds the calling thread until the answer comes.
    fn look(&self, subject: SubjectId) -> Result<Option<Vec<u8>>, String>;

    /// Keeps a key of the house itself, or gives the one that is kept.
    async fn house_key(&self, name: &str, offered: Vec<u8>) -> Result<Vec<u8>, String>;

    /// Subjects destroyed on any node after the mark `seen` (0: ever), and the new mark.
    async fn destroyed_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), String>;
}

/// The keys behind [`KeyRows`].
pub(super) struct SharedKeys {
    rows: Arc<dyn KeyRows>,
    wrap: Aes256Gcm,
}

impl SharedKeys {
    /// Takes hold of them; hands out the digest key kept there.
    pub(super) async fn open(rows: Arc<dyn KeyRows>, master: &MasterKey) -> Result<(Self, Key), VaultError> {
        const NAME: &str = "request-digest";
        let wrap = Aes256Gcm::new(&(*master.0).into());
        let offered = wrap_key(&wrap, NAME.as_bytes(), &random_key()?)?;
        let kept = rows.house_key(NAME, offered).await.map_err(VaultError::Unreadable)?;
        let digest = unwrap(&wrap, NAME.as_bytes(), &kept).map_err(|_| VaultError::WrongMasterKey)?;
        Ok((Self { rows, wrap }, digest))
    }
}

#[async_trait]
impl KeyKeeper for SharedKeys {
    /// Traces are kept by a vault of one node only, until the shared rows have a place for them.
    async fn ensure(&self, subjects: Vec<SubjectId>, _: Vec<Trace>) -> Result<Keys, VaultError> {
        if subjects.is_empty() {
            return Ok(vec![]);
        }
        let offer =
            |subject: &SubjectId| Ok((*subject, wrap_key(&self.wrap, subject.0.as_bytes(), &random_key()?)?));
        let offered = subjects.iter().map(offer).collect::<Result<_, VaultError>>()?;
        let kept = self.rows.keep(offered).await.map_err(VaultError::Busy)?;
        let open = |(subject, wrapped): (SubjectId, Option<Vec<u8>>)| {
            let key =
                wrapped.map(|wrapped| unwrap(&self.wrap, subject.0.as_bytes(), &wrapped)).transpose()?;
            Ok((subject, key))
        };
        subjects.into_iter().zip(kept).map(open).collect()
    }

    fn find(&self, _: &[u8; 32]) -> Result<Option<Vec<(SubjectId, String)>>, VaultError> {
        Ok(None)
    }

    async fn erase(&self, subject: SubjectId) -> Result<(), VaultError> {
        self.rows.destroy(subject).await.map_err(VaultError::Busy)
    }

    fn get(&self, subject: SubjectId) -> Result<Option<Key>, VaultError> {
        let wrapped = self.rows.look(subject).map_err(VaultError::Unreadable)?;
        wrapped.map(|wrapped| unwrap(&self.wrap, subject.0.as_bytes(), &wrapped)).transpose()
    }

    async fn erased_after(&self, seen: i64) -> Result<(i64, Vec<SubjectId>), VaultError> {
        self.rows.destroyed_after(seen).await.map_err(VaultError::Unreadable)
    }
}
