//! Wrapping every key anew under another master key, while the house goes on working.
//!
//! First the vault says which master key wraps from now on; from that moment nothing can be wrapped under the one before. Then keys are
//! taken a few at a time, opened, wrapped and put back, each only where it still is what was taken: a key destroyed meanwhile stays
//! destroyed. Killed anywhere, the same command goes on with what is left. Events are not touched: they are sealed under the subjects'
//! keys, which stay what they are.

use super::master::{MasterId, MasterKeys};
use super::wrapping::{Key, random_key};
use super::{Vault, VaultError};
use async_trait::async_trait;
use domain::ids::SubjectId;

/// Keys wrapped anew in one transaction.
const BATCH: usize = 256;

/// A key as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// Id of the master key it is wrapped under.
    pub master: String,
    /// Nonce, key and tag.
    pub bytes: Vec<u8>,
}

/// Whose key it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A person in a case or request.
    Subject(SubjectId),
    /// The house itself, under this name.
    House(String),
}

impl Holder {
    /// What binds a wrapped key to its place.
    fn name(&self) -> &[u8] {
        match self {
            Self::Subject(subject) => subject.0.as_bytes(),
            Self::House(name) => name.as_bytes(),
        }
    }
}

/// What has become of a master key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MasterState {
    /// New keys are wrapped under it.
    Current,
    /// Another one came after it; keys may still be wrapped under it.
    Former,
    /// Nothing is wrapped under it, and nothing ever will be.
    Retired,
}

impl MasterState {
    /// As it is stored and printed.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
            Self::Retired => "retired",
        }
    }

    /// Reads what [`MasterState::code`] wrote; what else stands there counts as in use.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        match code {
            "current" => Self::Current,
            "retired" => Self::Retired,
            _ => Self::Former,
        }
    }
}

/// A master key the vault knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterUse {
    /// Its id.
    pub id: String,
    /// What has become of it.
    pub state: MasterState,
    /// How many keys are wrapped under it.
    pub keys: u64,
}

/// What a rotation needs of the place where wrapped keys are kept. Errors are reasons in words, without keys.
#[async_trait]
pub trait MasterRows: Send + Sync {
    /// The master keys the vault knows, each with its state; keys are counted only when asked for.
    async fn masters(&self, count: bool) -> Result<Vec<MasterUse>, String>;

    /// Writes down the first master key of a vault; nothing when it has one. Keys kept before ids were written down are its own.
    async fn begin_with(&self, id: &str) -> Result<(), String>;

    /// Has new keys wrapped under `id` from now on: durable, and nothing is wrapped under another one any more when this returns.
    async fn make_current(&self, id: &str) -> Result<(), String>;

    /// A key of the house itself; its master is empty when it was kept before ids were written down.
    async fn house_key(&self, name: &str) -> Result<Option<Wrapped>, String>;

    /// Keeps a key of the house itself, or gives the one that is kept.
    async fn keep_house_key(&self, name: &str, offered: Wrapped) -> Result<Wrapped, String>;

    /// Some keys that are not wrapped under `current`, in the order of their subjects: those of the house when `after` is nobody, then
    /// at most `limit` of subjects after it.
    async fn strays(
        &self,
        current: &str,
        after: Option<SubjectId>,
        limit: usize,
    ) -> Result<Vec<(Holder, Wrapped)>, String>;

    /// Puts keys back wrapped anew under `master`, each only where what was taken still is: (whose, taken, anew).
    async fn put_back(&self, master: &str, keys: Vec<(Holder, Vec<u8>, Vec<u8>)>) -> Result<(), String>;

    /// Gives up a master key for good; `false` when it is the current one or a key is wrapped under it.
    async fn retire(&self, id: &str) -> Result<bool, String>;
}

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotation {
    /// The master key everything is wrapped under now.
    pub current: MasterId,
    /// How many keys this run wrapped anew.
    pub rewrapped: u64,
    /// Whether it went on with a rotation somebody else had begun.
    pub resumed: bool,
}

impl Vault {
    /// The master keys of the vault and what is wrapped under each.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub async fn masters(&self) -> Result<Vec<MasterUse>, VaultError> {
        self.table.rows().masters(true).await.map_err(VaultError::Unreadable)
    }

    /// Makes a new master key in the file they come from; a rotation will use it.
    ///
    /// # Errors
    /// When there is no file, or it cannot be written.
    pub fn add_master(&self) -> Result<MasterId, VaultError> {
        self.masters.add()
    }

    /// Wraps every key anew under a master key the vault does not know yet: the last one at hand, or one that is made in the file they
    /// come from if it `may_make` one. A rotation that was cut short is gone on with, and no other begun. `progress` hears how many keys
    /// are done.
    ///
    /// # Errors
    /// When no new master key is at hand and none may be made, or vault or file cannot be read or written.
    pub async fn rotate(
        &self,
        may_make: bool,
        mut progress: impl FnMut(u64),
    ) -> Result<Rotation, VaultError> {
        let rows = self.table.rows();
        let known = rows.masters(true).await.map_err(VaultError::Unreadable)?;
        let unfinished = known.iter().any(|master| master.state == MasterState::Former && master.keys > 0);
        let current = match known.iter().find(|master| master.state == MasterState::Current) {
            Some(current) if unfinished => MasterId::from(current.id.clone()),
            Some(_) | None => {
                let next = next(&self.masters, &known, may_make)?;
                rows.make_current(next.as_str()).await.map_err(VaultError::Busy)?;
                next
            }
        };
        let rewrapped = self.rewrap(&current, &mut progress).await?;
        Ok(Rotation { current, rewrapped, resumed: unfinished })
    }

    /// Gives up a master key under which nothing is wrapped any more, and takes it out of the file they come from.
    ///
    /// # Errors
    /// [`VaultError::MasterKeyInUse`] or [`VaultError::MasterKeyUnknown`].
    pub async fn retire_master(&self, id: &str) -> Result<(), VaultError> {
        let rows = self.table.rows();
        let known = rows.masters(false).await.map_err(VaultError::Unreadable)?;
        if known.iter().all(|master| master.id != id) {
            return Err(VaultError::MasterKeyUnknown(id.to_owned()));
        }
        match rows.retire(id).await.map_err(VaultError::Busy)? {
            // From the environment it is taken away by whoever put it there.
            true if self.masters.in_file() => self.masters.remove(&MasterId::from(id.to_owned())),
            true => Ok(()),
            false => Err(VaultError::MasterKeyInUse(id.to_owned())),
        }
    }

    async fn rewrap(&self, current: &MasterId, progress: &mut impl FnMut(u64)) -> Result<u64, VaultError> {
        let rows = self.table.rows();
        let (mut done, mut after) = (0, None);
        loop {
            let strays = rows.strays(current.as_str(), after, BATCH).await.map_err(VaultError::Unreadable)?;
            if strays.is_empty() {
                return Ok(done);
            }
            let mut anew = Vec::with_capacity(strays.len());
            for (holder, taken) in strays {
                if let Holder::Subject(subject) = holder {
                    after = Some(subject);
                }
                let under = MasterId::from(taken.master);
                let key = self.masters.unwrap(&under, holder.name(), &taken.bytes)?;
                let wrapped = self.masters.wrap(current, holder.name(), &key)?;
                anew.push((holder, taken.bytes, wrapped));
            }
            done += anew.len() as u64;
            rows.put_back(current.as_str(), anew).await.map_err(VaultError::Busy)?;
            progress(done);
        }
    }
}

/// A master key at hand that the vault has never known. A retired one does not come back.
fn next(masters: &MasterKeys, known: &[MasterUse], may_make: bool) -> Result<MasterId, VaultError> {
    let ids = masters.ids()?;
    let unknown = ids.into_iter().rev().find(|id| known.iter().all(|master| master.id != id.as_str()));
    match unknown {
        Some(unknown) => Ok(unknown),
        None if may_make => masters.add(),
        None => Err(VaultError::MasterKeysGiven),
    }
}

/// Under which name the key lies that requests are digested with.
const DIGEST: &str = "request-digest";

/// Refuses a vault some of whose master keys are not at hand, and begins a new one under the first. Hands out the current master key and
/// the key requests are digested with.
pub(super) async fn prepare(
    rows: &dyn MasterRows,
    masters: &MasterKeys,
) -> Result<(MasterId, Key), VaultError> {
    let current = current(rows, masters).await?;
    let kept = match rows.house_key(DIGEST).await.map_err(VaultError::Unreadable)? {
        Some(kept) => kept,
        None => {
            let bytes = masters.wrap(&current, DIGEST.as_bytes(), &random_key()?)?;
            let offered = Wrapped { master: current.as_str().to_owned(), bytes };
            rows.keep_house_key(DIGEST, offered).await.map_err(VaultError::Busy)?
        }
    };
    let key = masters.unwrap(&MasterId::from(kept.master), DIGEST.as_bytes(), &kept.bytes)?;
    Ok((current, key))
}

/// The master key new keys are wrapped under.
pub(super) async fn current(rows: &dyn MasterRows, masters: &MasterKeys) -> Result<MasterId, VaultError> {
    let mut known = rows.masters(false).await.map_err(VaultError::Unreadable)?;
    if known.is_empty() {
        let first = first(rows, masters).await?;
        rows.begin_with(first.as_str()).await.map_err(VaultError::Busy)?;
        known = rows.masters(false).await.map_err(VaultError::Unreadable)?;
    }
    for master in known.iter().filter(|master| master.state != MasterState::Retired) {
        masters.need(&MasterId::from(master.id.clone()))?;
    }
    let current = known.into_iter().find(|master| master.state == MasterState::Current);
    current
        .map(|current| MasterId::from(current.id))
        .ok_or_else(|| VaultError::Unreadable("no master key is current".to_owned()))
}

/// The first key at hand, or the one that opens a vault made before ids were written down.
async fn first(rows: &dyn MasterRows, masters: &MasterKeys) -> Result<MasterId, VaultError> {
    let kept = rows.house_key(DIGEST).await.map_err(VaultError::Unreadable)?;
    let Some(kept) = kept else {
        return masters.first_choice()?.ok_or_else(|| masters.lack("a first master key"));
    };
    for id in masters.ids()? {
        if masters.unwrap(&id, DIGEST.as_bytes(), &kept.bytes).is_ok() {
            return Ok(id);
        }
    }
    Err(masters.lack("a master key whose id was not written down"))
}
