//! Sessions: opened by a proof, kept open by a secret that is used once, ended by time, by whoever has it, or by a secret that comes twice.

use super::file::{Refreshed, SessionRow};
use super::{Accounts, Inner, OpenSession, SignInError, SignedIn, micros, seconds};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Bytes of the name, and of the secret behind it.
const NAME_BYTES: usize = 16;
const SECRET_BYTES: usize = 32;

/// Name and secret of a session, as whoever has it holds them.
struct Ticket {
    id: Uuid,
    secret: [u8; SECRET_BYTES],
}

impl Ticket {
    fn new(id: Option<Uuid>) -> Result<Self, SignInError> {
        let failed = |error: getrandom::Error| SignInError::Failed(error.to_string());
        let (mut name, mut secret) = ([0; NAME_BYTES], [0; SECRET_BYTES]);
        getrandom::fill(&mut name).map_err(failed)?;
        getrandom::fill(&mut secret).map_err(failed)?;
        Ok(Self { id: id.unwrap_or(Uuid::from_bytes(name)), secret })
    }

    fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (name, secret) = bytes.split_first_chunk::<NAME_BYTES>()?;
        Some(Self { id: Uuid::from_bytes(*name), secret: secret.try_into().ok()? })
    }

    fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.id.as_bytes().as_slice(), &self.secret].concat())
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.secret).into()
    }
}

impl Accounts {
    /// Opens a session.
    ///
    /// # Errors
    /// [`SignInError::Failed`].
    pub async fn open_session(&self, proved: SignedIn) -> Result<OpenSession, SignInError> {
        self.aside(move |inner| {
            let (ticket, now) = (Ticket::new(None)?, inner.now_us());
            let row =
                SessionRow { id: ticket.id, name: proved.actor.user.as_str().to_owned(), begun_us: now };
            inner.file.open_session(&row, &ticket.digest(), inner.forgotten_us(now))?;
            Ok(inner.opened(&ticket, proved.actor, now, now))
        })
        .await
    }

    /// Goes on with a session: the secret of before is worth nothing from now on, and the session ends if it comes again.
    ///
    /// # Errors
    /// [`SignInError::SessionEnded`], [`SignInError::Failed`].
    pub async fn refresh(&self, secret: &str) -> Result<OpenSession, SignInError> {
        let ticket = Ticket::read(secret).ok_or(SignInError::SessionEnded)?;
        let id = ticket.id;
        let done = self
            .aside(move |inner| {
                let (next, now) = (Ticket::new(Some(ticket.id))?, inner.now_us());
                let ends = (micros(inner.terms.idle_s), micros(inner.terms.longest_s));
                let refreshed = inner.file.refresh(ticket.id, &ticket.digest(), &next.digest(), now, ends)?;
                match refreshed {
                    Refreshed::Anew(row) => {
                        let account = inner.file.account(&row.name)?.ok_or(SignInError::SessionEnded)?;
                        Ok(Ok(inner.opened(&next, account.actor, row.begun_us, now)))
                    }
                    Refreshed::Ended => Ok(Err(None)),
                    Refreshed::Twice => {
                        tracing::warn!(session = %ticket.id, "a secret was used twice: the session ends");
                        Ok(Err(Some(now)))
                    }
                }
            })
            .await?;
        done.map_err(|ended| {
            ended.into_iter().for_each(|now| self.note_ended(id, now));
            SignInError::SessionEnded
        })
    }

    /// Ends a session by its secret. One that has ended is ended again.
    ///
    /// # Errors
    /// [`SignInError::SessionEnded`] when it is no session's, [`SignInError::Failed`].
    pub async fn end_session(&self, secret: &str) -> Result<(), SignInError> {
        let ticket = Ticket::read(secret).ok_or(SignInError::SessionEnded)?;
        let id = ticket.id;
        let (ended, now) = self
            .aside(move |inner| {
                let now = inner.now_us();
                Ok((inner.file.end_session(ticket.id, &ticket.digest(), now)?, now))
            })
            .await?;
        if !ended {
            return Err(SignInError::SessionEnded);
        }
        self.note_ended(id, now);
        Ok(())
    }
}

impl Inner {
    fn opened(&self, ticket: &Ticket, actor: domain::occasion::Actor, begun: i64, now: i64) -> OpenSession {
        let ends = now.saturating_add(micros(self.terms.idle_s));
        let last = begun.saturating_add(micros(self.terms.longest_s));
        OpenSession {
            id: ticket.id,
            secret: ticket.text(),
            actor,
            begun_s: seconds(begun),
            idle_until_s: seconds(ends.min(last)),
        }
    }

    /// Sessions begun before that are of no interest any more.
    fn forgotten_us(&self, now: i64) -> i64 {
        now.saturating_sub(micros(self.terms.longest_s.saturating_add(self.terms.token_s).saturating_mul(2)))
    }
}
