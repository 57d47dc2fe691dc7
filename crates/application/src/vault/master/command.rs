//! An external key service (KMS, HSM) behind a command: one JSON line to its standard input, one from its standard output. The master keys
//! never enter this process. docs/operations.md has the protocol.
//!
//! The command is started once and asked again and again, one question at a time. One that is slow, ends or answers something else is
//! killed, and a new one started for the next question; after a failure nothing is asked for a while, so that a service that hangs does
//! not hold every thread of the house.

mod child;

use super::super::VaultError;
use super::super::wrapping::Key;
use super::{MasterId, MasterPort};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use child::{Child, Ended};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use zeroize::{Zeroize, Zeroizing};

/// For how long nothing is asked after the first failure; twice as long after each further one.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest of these pauses.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// Most keys a service may name.
const MOST: usize = 64;
/// Longest id of a key.
const LONGEST_ID: usize = 200;
/// Longest wrapped key a service may give, bytes.
const LONGEST_WRAPPED: usize = 8 * 1024;
/// Bytes in front of a wrapped key by which a wrong answer is told from the right one.
const CHECK: usize = 8;

/// How a key service is reached.
pub struct KeyCommand {
    words: Vec<String>,
    patience: Duration,
    line: Mutex<Line>,
    /// What it said last about its keys.
    known: RwLock<Option<Keys>>,
}

struct Line {
    child: Option<Child>,
    asked: u64,
    failures: u32,
    silent_until: Option<Instant>,
}

#[derive(Clone, Deserialize)]
struct Keys {
    /// The one to wrap under, among the others.
    current: String,
    /// Every one that can unwrap, oldest first.
    keys: Vec<String>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: u64,
    op: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plaintext: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wrapped: Option<&'a str>,
}

#[derive(Deserialize)]
struct Answer {
    id: u64,
    error: Option<String>,
    current: Option<String>,
    keys: Option<Vec<String>>,
    wrapped: Option<String>,
    plaintext: Option<String>,
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.plaintext.zeroize();
    }
}

impl KeyCommand {
    /// A command line: an executable and its arguments, spaces between; no shell reads it. `patience` is the longest wait for one answer.
    ///
    /// # Errors
    /// [`VaultError::KeyService`] when it names nothing.
    pub fn new(line: &str, patience: Duration) -> Result<Self, VaultError> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Err(unable("no command is named"));
        }
        let line = Line { child: None, asked: 0, failures: 0, silent_until: None };
        Ok(Self { words, patience, line: Mutex::new(line), known: RwLock::new(None) })
    }

    fn ask(&self, question: Question<'_>) -> Result<Answer, VaultError> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = line.silent_until.filter(|until| Instant::now() < *until) {
            let ms = until.saturating_duration_since(Instant::now()).as_millis();
            return Err(unable(&format!("it failed a moment ago and is asked again in {ms} ms")));
        }
        match self.exchange(&mut line, question) {
            Ok(answer) => {
                (line.failures, line.silent_until) = (0, None);
                // What the service itself refuses is an answer, not a failure of the line.
                match &answer.error {
                    Some(said) => Err(unable(&format!("it refuses: {}", plain_words(said)))),
                    None => Ok(answer),
                }
            }
            Err(ended) => {
                line.child = None;
                let pause = PAUSE.saturating_mul(1 << line.failures.min(10)).min(LONGEST_PAUSE);
                line.failures = line.failures.saturating_add(1);
                line.silent_until = Some(Instant::now() + pause);
                let reason = self.reason(&ended);
                tracing::warn!(reason, "the key service failed");
                Err(unable(&reason))
            }
        }
    }

    /// Asks once; once more of a new process when the one of before had ended meanwhile. Wrapping twice harms nobody.
    fn exchange(&self, line: &mut Line, mut question: Question<'_>) -> Result<Answer, Ended> {
        let had_one = line.child.is_some();
        match self.once(line, &mut question) {
            Err(Ended::Gone) if had_one => {
                line.child = None;
                self.once(line, &mut question)
            }
            other => other,
        }
    }

    fn once(&self, line: &mut Line, question: &mut Question<'_>) -> Result<Answer, Ended> {
        let child = match &mut line.child {
            Some(child) => child,
            vacant => vacant.insert(Child::start(&self.words)?),
        };
        line.asked = line.asked.wrapping_add(1);
        question.id = line.asked;
        let mut text = Zeroizing::new(serde_json::to_vec(question).map_err(|_| Ended::Garbage)?);
        text.push(b'\n');
        let said = child.ask(&text, self.patience)?;
        let answer: Answer = serde_json::from_slice(&said).map_err(|_| Ended::Garbage)?;
        if answer.id == question.id { Ok(answer) } else { Err(Ended::Garbage) }
    }

    fn reason(&self, ended: &Ended) -> String {
        match ended {
            Ended::NotStarted(error) => format!("it does not start: {error}"),
            Ended::Gone => "it ended without an answer".to_owned(),
            Ended::Slow => format!("no answer within {} ms", self.patience.as_millis()),
            Ended::Garbage => "its answer is not of the protocol".to_owned(),
        }
    }

    fn ask_for_keys(&self) -> Result<Keys, VaultError> {
        let question =
            Question { id: 0, op: "keys", key: None, context: None, plaintext: None, wrapped: None };
        let mut answer = self.ask(question)?;
        let (Some(current), Some(keys)) = (answer.current.take(), answer.keys.take()) else {
            return Err(unable("it does not say which keys it has"));
        };
        let fine = |id: &String| {
            (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if keys.len() > MOST || !keys.iter().all(fine) || !keys.contains(&current) {
            return Err(unable(
                "it must name its current key among at most 64, each of 1 to 200 visible ASCII characters",
            ));
        }
        let keys = Keys { current, keys };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(keys.clone());
        Ok(keys)
    }
}

impl MasterPort for KeyCommand {
    /// The current one last: a rotation takes the last one it does not know.
    fn ids(&self) -> Result<Vec<MasterId>, VaultError> {
        let Keys { current, keys } = self.ask_for_keys()?;
        let others = keys.into_iter().filter(|id| *id != current);
        let ids: Vec<_> = others.map(MasterId::from).collect();
        Ok(ids.into_iter().chain([MasterId::from(current)]).collect())
    }

    fn first_choice(&self) -> Result<Option<MasterId>, VaultError> {
        Ok(Some(MasterId::from(self.ask_for_keys()?.current)))
    }

    /// From memory, and asked again only about one it did not have.
    fn has(&self, id: &MasterId) -> Result<bool, VaultError> {
        let holds = |keys: &Keys| keys.keys.iter().any(|key| key == id.as_str());
        if self.known.read().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(holds) {
            return Ok(true);
        }
        Ok(holds(&self.ask_for_keys()?))
    }

    fn wrap(&self, id: &MasterId, name: &[u8], key: &Key) -> Result<Vec<u8>, VaultError> {
        let plaintext = Zeroizing::new(STANDARD.encode(key.as_ref()));
        let context = hex::encode(name);
        let answer = self.ask(Question {
            id: 0,
            op: "wrap",
            key: Some(id.as_str()),
            context: Some(&context),
            plaintext: Some(&plaintext),
            wrapped: None,
        })?;
        let wrapped = answer.wrapped.as_ref().and_then(|wrapped| STANDARD.decode(wrapped).ok());
        let wrapped = wrapped.filter(|wrapped| (1..=LONGEST_WRAPPED).contains(&wrapped.len()));
        let wrapped = wrapped.ok_or_else(|| unable("it gives no wrapped key"))?;
        // A service that hands back what it was given would put every key in clear into the vault.
        if holds(&wrapped, key.as_ref()) {
            return Err(unable("it gives the key back as it was, not wrapped"));
        }
        Ok([check(name, key).as_slice(), &wrapped].concat())
    }

    fn unwrap(&self, id: &MasterId, name: &[u8], wrapped: &[u8]) -> Result<Key, VaultError> {
        let (expected, wrapped) =
            wrapped.split_at_checked(CHECK).ok_or_else(|| unable("a wrapped key is damaged"))?;
        let (context, wrapped) = (hex::encode(name), STANDARD.encode(wrapped));
        let answer = self.ask(Question {
            id: 0,
            op: "unwrap",
            key: Some(id.as_str()),
            context: Some(&context),
            plaintext: None,
            wrapped: Some(&wrapped),
        })?;
        let bytes = answer.plaintext.as_ref().and_then(|plain| STANDARD.decode(plain).ok());
        let bytes = Zeroizing::new(bytes.unwrap_or_default());
        let key = bytes.as_slice().try_into().map(Key::new).ok();
        let right = |key: &Key| check(name, key) == expected;
        key.filter(right).ok_or_else(|| unable("it unwraps to another key than was wrapped"))
    }

    fn add(&self) -> Result<MasterId, VaultError> {
        Err(VaultError::MasterKeysGiven)
    }

    fn remove(&self, _gone: &MasterId) -> Result<(), VaultError> {
        Err(VaultError::MasterKeysGiven)
    }

    fn in_file(&self) -> bool {
        false
    }
}

/// Of 256 random bits, 64 bits of a hash tell nothing one could use, and a wrong key is found out at once.
fn check(name: &[u8], key: &Key) -> [u8; CHECK] {
    let hash = Sha256::new()
        .chain_update(b"hejie wrapped key\0")
        .chain_update((name.len() as u64).to_be_bytes())
        .chain_update(name)
        .chain_update(key.as_ref())
        .finalize();
    let mut check = [0; CHECK];
    check.iter_mut().zip(hash).for_each(|(check, byte)| *check = byte);
    check
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// What a service says is shown to operators: one short line, whatever it sent.
fn plain_words(said: &str) -> String {
    said.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn unable(reason: &str) -> VaultError {
    VaultError::KeyService(reason.to_owned())
}
