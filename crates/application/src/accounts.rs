//! Accounts of people who sign in at the house itself (本机账户): passwords, second factors, sessions. One machine, one file: `accounts.db`.
//!
//! A password is kept as argon2id; the secret of a second factor is sealed with a key that the vault's master key protects; of a session's
//! secret only a digest is kept. Whoever is unknown, guesses, or has to wait is told the same after the same work. Passwords are checked
//! by a few at a time, and who would have to wait behind too many is sent away: signing in never keeps anybody from working.

mod file;
mod password;
mod proof;
mod seal;
mod session;
#[cfg(test)]
mod tests;
mod totp;

pub use file::ListedAccount;
pub use password::PasswordUnfit;
pub use proof::SignInProof;
pub use totp::{FactorSecret, code_at};

use crate::clock::Clock;
use domain::ids::UserId;
use domain::occasion::{Actor, Role};
use file::{AccountRow, File};
use password::Hashed;
use seal::SealKey;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Passwords checked at a time; each takes 19 MiB.
const AT_A_TIME: usize = 2;
/// Who may wait behind them.
const WAITING: usize = 16;

/// How long sessions last, seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionTerms {
    /// Without a refresh.
    pub idle_s: u64,
    /// Altogether.
    pub longest_s: u64,
    /// The access tokens that are given out in one.
    pub token_s: u64,
}

/// Why somebody is not signed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Nobody of that name, or password or code is wrong. Which of them, nobody learns.
    #[error("name, password or code is wrong")]
    Wrong,
    /// Too many wrong ones in a row, of this name: so many seconds are to be waited.
    #[error("wait {0} seconds")]
    Locked(u64),
    /// The password was given by somebody else and has to be changed first.
    #[error("the password has to be changed first")]
    PasswordInitial,
    /// This role does not work without a second factor.
    #[error("a second factor is needed first")]
    FactorNeeded,
    /// No second factor waits for its first code, or it waited too long.
    #[error("no second factor waits for its first code")]
    FactorUnasked,
    /// The new password is not fit.
    #[error("the password is not fit: {0:?}")]
    Unfit(PasswordUnfit),
    /// The session has ended, or there never was one.
    #[error("the session has ended")]
    SessionEnded,
    /// Too many are waiting.
    #[error("too many sign in at once")]
    Busy,
    /// The file, or the machine's randomness.
    #[error("accounts: {0}")]
    Failed(String),
}

/// Somebody who proved who he is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What he is to the house.
    pub actor: Actor,
}

/// A session, open.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Its name, which its tokens carry.
    pub id: Uuid,
    /// What it is refreshed with, once.
    pub secret: String,
    /// Whose.
    pub actor: Actor,
    /// Since when, seconds since 1970.
    pub begun_s: u64,
    /// When it ends without another refresh, seconds since 1970.
    pub idle_until_s: u64,
}

/// Whether people of this role work with a second factor only: whoever reads or decides for others.
#[must_use]
pub const fn needs_second_factor(role: Role) -> bool {
    match role {
        Role::Clerk
        | Role::Director
        | Role::Mediator
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => true,
        Role::Party | Role::InstitutionAgent | Role::Court => false,
    }
}

/// The accounts of one machine.
pub struct Accounts {
    inner: Arc<Inner>,
    desk: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Sessions that ended while tokens of theirs may be valid, and when, microseconds since 1970.
    ended: RwLock<HashMap<Uuid, i64>>,
}

/// What works on a thread of its own.
struct Inner {
    file: File,
    clock: Clock,
    terms: SessionTerms,
    /// None for who works at the machine: factors are neither made nor checked there.
    seal: Option<SealKey>,
    /// What the password of nobody is compared with.
    nobody: Hashed,
}

impl Inner {
    fn now_us(&self) -> i64 {
        self.clock.now().timestamp_micros()
    }

    fn seal(&self) -> Result<&SealKey, SignInError> {
        self.seal.as_ref().ok_or_else(|| SignInError::Failed("no key for second factors".to_owned()))
    }
}

impl Accounts {
    /// Opens or makes the file in `directory`. `seal` is the key second factors are sealed with.
    ///
    /// # Errors
    /// [`SignInError::Failed`].
    pub fn open(
        directory: &Path,
        clock: Clock,
        terms: SessionTerms,
        seal: Option<[u8; 32]>,
    ) -> Result<Self, SignInError> {
        let file = File::open(directory)?;
        let inner = Inner { file, clock, terms, seal: seal.map(SealKey::new), nobody: Hashed::of_nobody()? };
        let since = inner.now_us().saturating_sub(micros(terms.token_s));
        let ended = RwLock::new(inner.file.ended_since(since)?.into_iter().collect());
        Ok(Self {
            inner: Arc::new(inner),
            desk: Arc::new(Semaphore::new(AT_A_TIME)),
            waiting: AtomicUsize::new(0),
            ended,
        })
    }

    /// Adds an account with a password that has to be changed; `false` when there is one of this name, which stays as it is.
    ///
    /// # Errors
    /// [`SignInError::Failed`], [`SignInError::Busy`].
    pub async fn add(&self, actor: Actor, initial: String) -> Result<bool, SignInError> {
        self.at_the_desk(move |inner| {
            let hashed = Hashed::of(&initial)?;
            inner.file.add(&actor, &hashed, inner.now_us())
        })
        .await
    }

    /// Gives an account a new password that has to be changed, takes its second factor away and ends its sessions; `false` when there is
    /// none of this name.
    ///
    /// # Errors
    /// [`SignInError::Failed`], [`SignInError::Busy`].
    pub async fn reset(&self, name: &UserId, initial: String) -> Result<bool, SignInError> {
        let account = name.clone();
        let there = self.at_the_desk(move |inner| inner.file.reset(&account, &Hashed::of(&initial)?)).await?;
        self.end_all(name).await?;
        Ok(there)
    }

    /// Every account, by name, behind `after`, at most `limit`.
    ///
    /// # Errors
    /// [`SignInError::Failed`].
    pub async fn page(&self, after: Option<String>, limit: u32) -> Result<Vec<ListedAccount>, SignInError> {
        self.aside(move |inner| inner.file.page(after.as_deref().unwrap_or(""), limit)).await
    }

    /// What there is under this name.
    ///
    /// # Errors
    /// [`SignInError::Failed`].
    pub async fn find(&self, name: &UserId) -> Result<Option<Actor>, SignInError> {
        let name = name.as_str().to_owned();
        self.aside(move |inner| Ok(inner.file.account(&name)?.map(|row| row.actor))).await
    }

    /// Whether the password somebody else gave an account is this one, still unchanged.
    ///
    /// # Errors
    /// [`SignInError::Failed`], [`SignInError::Busy`].
    pub async fn is_initial(&self, name: &UserId, initial: String) -> Result<bool, SignInError> {
        let name = name.as_str().to_owned();
        self.at_the_desk(move |inner| match inner.file.account(&name)? {
            Some(row) if row.initial => row.password.is(&initial),
            Some(_) | None => Ok(false),
        })
        .await
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// [`SignInError::Failed`].
    pub async fn end_all(&self, name: &UserId) -> Result<(), SignInError> {
        let name = name.as_str().to_owned();
        let (ended, now) = self
            .aside(move |inner| {
                let now = inner.now_us();
                Ok((inner.file.end_all(&name, now)?, now))
            })
            .await?;
        ended.into_iter().for_each(|id| self.note_ended(id, now));
        Ok(())
    }

    /// Whether a session has ended although tokens of it may still be in time.
    #[must_use]
    pub fn has_ended(&self, session: Uuid) -> bool {
        self.ended.read().unwrap_or_else(PoisonError::into_inner).contains_key(&session)
    }

    fn note_ended(&self, id: Uuid, now: i64) {
        let oldest = now.saturating_sub(micros(self.inner.terms.token_s).saturating_mul(2));
        let mut ended = self.ended.write().unwrap_or_else(PoisonError::into_inner);
        ended.retain(|_, at| *at > oldest);
        ended.insert(id, now);
    }

    /// Work that checks or makes a password: few at a time.
    async fn at_the_desk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, SignInError> + Send + 'static,
    ) -> Result<T, SignInError> {
        let _place = Place::take(&self.waiting).ok_or(SignInError::Busy)?;
        let turn = Arc::clone(&self.desk).acquire_owned().await;
        let turn = turn.map_err(|_| SignInError::Failed("no desk".to_owned()))?;
        self.aside(move |inner| {
            let _until_done = turn;
            work(inner)
        })
        .await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, SignInError> + Send + 'static,
    ) -> Result<T, SignInError> {
        let inner = Arc::clone(&self.inner);
        let done = tokio::task::spawn_blocking(move || work(&inner)).await;
        done.unwrap_or_else(|error| Err(SignInError::Failed(error.to_string())))
    }
}

/// A place in the queue, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Self> {
        let taken = waiting.fetch_update(Ordering::AcqRel, Ordering::Acquire, |now| {
            (now < AT_A_TIME + WAITING).then_some(now + 1)
        });
        // Made only when it was taken: dropping it gives a place back.
        taken.is_ok().then(|| Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

fn micros(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1_000_000)
}

fn seconds(micros: i64) -> u64 {
    u64::try_from(micros / 1_000_000).unwrap_or(0)
}
