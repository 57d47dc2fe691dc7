//! The chain over the entries: each carries a hash over its own content and the hash of the one before.
//!
//! ```text
//! body = SHA-256("hejie.journal/v1\n" ‖ i64(at_us) ‖ text(action) ‖ text(actor) ‖ maybe(on_behalf) ‖ maybe(classes) ‖ maybe(about)
//!                ‖ maybe(purpose) ‖ maybe(request) ‖ u32(number of cases) ‖ 16 bytes a case)
//! hash = SHA-256(hash of the one before, 32 zero bytes for the first ‖ u64(number) ‖ body)
//! ```
//! Numbers are big-endian; `text` is its length in bytes as u32 and the bytes; `maybe` is 0 for nothing, or 1 and the text.

use super::{JournalError, Looked, Read};
use domain::ids::{CaseId, PartyId};
use sha2::{Digest, Sha256};
use std::fmt;

/// Where the chain stands: how many entries, and the hash of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JournalHead {
    /// Entries.
    pub size: u64,
    /// Hash of the last of them; zero when there is none.
    pub hash: [u8; 32],
}

impl JournalHead {
    /// The link after this one.
    #[must_use]
    pub fn then(&self, body: &[u8; 32]) -> Self {
        let size = self.size.saturating_add(1);
        let hash = Sha256::new().chain_update(self.hash).chain_update(size.to_be_bytes()).chain_update(body);
        Self { size, hash: hash.finalize().into() }
    }
}

/// The columns of an entry as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRead {
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Which question.
    pub action: String,
    /// Who, as JSON.
    pub actor: String,
    /// For which parties, ids with blanks between.
    pub on_behalf: Option<String>,
    /// Which classes, with blanks between.
    pub classes: Option<String>,
    /// What of it.
    pub about: Option<String>,
    /// What for, as JSON.
    pub purpose: Option<String>,
    /// The request.
    pub request: Option<String>,
    /// The cases.
    pub cases: Vec<CaseId>,
}

impl KeptRead {
    /// What is kept of a read.
    ///
    /// # Errors
    /// [`JournalError::Unwritten`].
    pub fn of(read: &Read) -> Result<Self, JournalError> {
        let failed = |error: serde_json::Error| JournalError::Unwritten(error.to_string());
        let parties: Vec<String> = read.on_behalf.iter().map(ToString::to_string).collect();
        let mut cases = Vec::with_capacity(read.cases.len());
        for case in &read.cases {
            if !cases.contains(case) {
                cases.push(*case);
            }
        }
        Ok(Self {
            at_us: read.at_us,
            action: read.action.to_owned(),
            actor: serde_json::to_string(&read.actor).map_err(failed)?,
            on_behalf: (!parties.is_empty()).then(|| parties.join(" ")),
            classes: Some(read.classes.to_string()),
            about: read.about.clone(),
            purpose: read.purpose.as_ref().map(serde_json::to_string).transpose().map_err(failed)?,
            request: read.request.clone(),
            cases,
        })
    }

    /// The entry it stands for.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`] when a column is not what its name promises.
    pub fn looked(self, number: u64) -> Result<Looked, JournalError> {
        let failed =
            |what: &str| JournalError::Unreadable(format!("{what} of entry {number} cannot be understood"));
        let parties = self.on_behalf.as_deref().unwrap_or_default().split_ascii_whitespace();
        Ok(Looked {
            number,
            at_us: self.at_us,
            actor: serde_json::from_str(&self.actor).map_err(|_| failed("the actor"))?,
            on_behalf: parties
                .map(|id| PartyId::parse(id).map_err(|_| failed("the party")))
                .collect::<Result<_, _>>()?,
            purpose: self
                .purpose
                .as_deref()
                .map(serde_json::from_str)
                .transpose()
                .map_err(|_| failed("the purpose"))?,
            action: self.action,
            classes: self.classes,
            about: self.about,
            request: self.request,
            cases: self.cases,
        })
    }

    /// The hash over the content.
    #[must_use]
    pub fn body(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(b"hejie.journal/v1\n");
        hash.update(self.at_us.to_be_bytes());
        text(&mut hash, &self.action);
        text(&mut hash, &self.actor);
        for field in [&self.on_behalf, &self.classes, &self.about, &self.purpose, &self.request] {
            match field {
                None => hash.update([0]),
                Some(field) => {
                    hash.update([1]);
                    text(&mut hash, field);
                }
            }
        }
        hash.update((self.cases.len() as u32).to_be_bytes());
        self.cases.iter().for_each(|case| hash.update(case.0.as_bytes()));
        hash.finalize().into()
    }
}

fn text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u32).to_be_bytes());
    hash.update(text);
}

/// An entry with its place in the chain, as it lies in the file.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Its number.
    pub number: u64,
    /// Its hash, if it has a whole one.
    pub hash: Option<[u8; 32]>,
    /// Its content.
    pub kept: KeptRead,
    /// Whether it is found by each of its cases.
    pub found: bool,
}

/// What an index beside the entries holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexed {
    /// The last entry it knows; those after it are found without it.
    pub until: u64,
    /// Pairs of case and entry.
    pub pairs: u64,
}

/// The first thing that is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalFault {
    /// Entries were taken out.
    #[error("entry {number} is missing: after entry {before} comes entry {next}")]
    Missing {
        /// The first that is missing.
        number: u64,
        /// The last before it.
        before: u64,
        /// The next that is there.
        next: u64,
    },
    /// An entry is not the one that was written there.
    #[error(
        "entry {number} is not what was written at its place: `{action}` at {at_us} µs; it was changed, moved, or what stood before it was"
    )]
    Changed {
        /// Which.
        number: u64,
        /// What it says of the question.
        action: String,
        /// What it says of the time.
        at_us: i64,
    },
    /// An entry was hidden from whoever asks for its case.
    #[error("entry {number} is not found by each of its cases: the index over the cases was changed")]
    Hidden {
        /// Which.
        number: u64,
    },
    /// The index names cases for entries that do not show them.
    #[error("the index over the cases holds {found} pairs, the entries show {shown}")]
    Index {
        /// In the index.
        found: u64,
        /// In the entries.
        shown: u64,
    },
    /// The index knows entries that the journal does not hold.
    #[error("the index knows entry {until}, and the journal ends with entry {found}: entry {} is missing", found + 1)]
    Ahead {
        /// The last entry the index knows.
        until: u64,
        /// The last entry there is.
        found: u64,
    },
    /// The end was cut off.
    #[error(
        "the journal ends with entry {found}, though {signed} entries were signed: entry {} is missing",
        found + 1
    )]
    Short {
        /// The last entry.
        found: u64,
        /// What was signed.
        signed: u64,
    },
    /// The whole chain was made anew.
    #[error("entry {number} is whole, but another one was signed: the journal was written anew up to it")]
    Rewritten {
        /// The entry that was signed.
        number: u64,
    },
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] JournalError),
}

/// A walk over the entries, one after another.
pub(super) struct Walk {
    head: JournalHead,
    shown: u64,
    signed: Vec<JournalHead>,
    indexed: Option<Indexed>,
}

impl Walk {
    /// Begins; `indexed` is what the index held before the first entry was read.
    pub(super) fn new(signed: &[JournalHead], indexed: Option<Indexed>) -> Result<Self, JournalFault> {
        let empty = JournalHead::default();
        let mut signed = signed.to_vec();
        if signed.iter().any(|head| head.size == 0 && *head != empty) {
            return Err(JournalFault::Rewritten { number: 0 });
        }
        signed.retain(|head| head.size > 0);
        Ok(Self { head: empty, shown: 0, signed, indexed })
    }

    pub(super) const fn head(&self) -> JournalHead {
        self.head
    }

    pub(super) fn take(&mut self, linked: &Linked) -> Result<(), JournalFault> {
        let number = self.head.size.saturating_add(1);
        if linked.number != number {
            let (before, next) = (self.head.size, linked.number);
            return Err(JournalFault::Missing { number, before, next });
        }
        let head = self.head.then(&linked.kept.body());
        if linked.hash != Some(head.hash) {
            let (action, at_us) = (linked.kept.action.clone(), linked.kept.at_us);
            return Err(JournalFault::Changed { number, action, at_us });
        }
        if !linked.found {
            return Err(JournalFault::Hidden { number });
        }
        if self.signed.iter().any(|signed| signed.size == number && *signed != head) {
            return Err(JournalFault::Rewritten { number });
        }
        if self.indexed.is_some_and(|indexed| number <= indexed.until) {
            self.shown = self.shown.saturating_add(linked.kept.cases.len() as u64);
        }
        self.head = head;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<JournalHead, JournalFault> {
        let found = self.head.size;
        let longest = self.signed.iter().map(|signed| signed.size).max();
        if let Some(signed) = longest.filter(|signed| *signed > found) {
            return Err(JournalFault::Short { found, signed });
        }
        match self.indexed {
            Some(Indexed { until, .. }) if until > found => Err(JournalFault::Ahead { until, found }),
            Some(Indexed { pairs, .. }) if pairs != self.shown => {
                Err(JournalFault::Index { found: pairs, shown: self.shown })
            }
            Some(_) | None => Ok(self.head),
        }
    }
}

impl fmt::Display for JournalHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entries, head {}", self.size, hex::encode(self.hash))
    }
}
