//! The way back: checked before anything is written, verified after.

use super::manifest::{Kept, Manifest};
use super::{ACCESS, ACCOUNTS, BackupFailure, JOURNAL, LOG, VAULT, archives, proofs};
use application::{MasterKeys, Vault, copy_beside_log, destroy_keys, subjects_of_vault};
use domain::custody::CustodyEvent;
use domain::data_request::DataRequestEvent;
use domain::ids::SubjectId;
use event_store::{Incarnation, Position, RecordedEvent};
use event_store_sqlite::{restore as restore_log, verify_copy};
use proof::log::LogCheck;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What to restore from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The backup of log and journal.
    pub log: PathBuf,
    /// The backup of the keys; without it every name in the log is unreadable.
    pub keys: Option<PathBuf>,
    /// Go on although some keys are missing.
    pub accept_missing_keys: bool,
    /// How many days a backup of keys may be used.
    pub key_backup_days: u16,
}

/// What was restored.
#[derive(Debug, Clone, Serialize)]
pub struct Restored {
    /// The new life of the log.
    pub incarnation: Incarnation,
    /// Position of the last event.
    pub head: String,
    /// How many events, each verified.
    pub events: u64,
    /// When the backup was made.
    pub made_at: String,
    /// Events of it that had been signed for: they lead to the root that was signed.
    pub signed: u64,
    /// Whether the access journal came along.
    pub journal: bool,
    /// Whether the keys came along.
    pub keys: bool,
    /// Subjects of the log whose key is missing.
    pub subjects_without_key: usize,
    /// Whether the master key at hand opened the vault; `None`: there was none to try.
    pub master_key_fits: Option<bool>,
}

/// Restores into the data directory `data`, which must hold neither a log nor anything that belongs to one. The log begins a new
/// life: views, checkpoints and consistency tokens of before are refused by it. `progress` hears the position verified.
///
/// # Errors
/// See [`BackupFailure`]; what was begun is removed.
pub fn restore(
    source: &Source,
    data: &Path,
    masters: Option<MasterKeys>,
    mut progress: impl FnMut(Position),
) -> Result<Restored, BackupFailure> {
    vacant(data)?;
    let manifest = Manifest::check(&source.log, Kept::Log)?;
    let mut of_keys = None;
    if let Some(keys) = &source.keys {
        let of_keys = of_keys.insert(Manifest::check(keys, Kept::Keys)?);
        if let Some(since) = of_keys.expired(source.key_backup_days) {
            return Err(BackupFailure::KeysExpired { path: keys.clone(), since });
        }
        if of_keys.tenant != manifest.tenant {
            let reason = format!("keys of {}, but a log of {}", of_keys.tenant, manifest.tenant);
            return Err(BackupFailure::NotABackup { path: keys.clone(), reason });
        }
    }
    let subjects_without_key = missing_keys(source)?;
    let mut begun = Begun { data, proofs: Vec::new() };
    let mut made = bring_back(source, &manifest, data, masters, &mut progress);
    if made.is_ok() {
        let put_back = proofs_back(source, &manifest, of_keys.as_ref(), data, &mut begun.proofs)
            .and_then(|()| archives::bring_back(&source.log, &manifest, data, &mut begun.proofs));
        made = put_back.and(made);
    }
    if made.is_err() {
        begun.remove();
    }
    made.map(|restored| Restored { subjects_without_key, ..restored })
}

fn proofs_back(
    source: &Source,
    manifest: &Manifest,
    of_keys: Option<&Manifest>,
    data: &Path,
    begun: &mut Vec<PathBuf>,
) -> Result<(), BackupFailure> {
    // The key first: with a checkpoint in its place nothing more would be put there.
    if let (Some(keys), Some(of_keys)) = (&source.keys, of_keys) {
        proofs::bring_back(keys, of_keys, data, begun)?;
    }
    proofs::bring_back(&source.log, manifest, data, begun)
}

fn bring_back(
    source: &Source,
    manifest: &Manifest,
    data: &Path,
    masters: Option<MasterKeys>,
    progress: &mut dyn FnMut(Position),
) -> Result<Restored, BackupFailure> {
    fs::create_dir_all(data).map_err(|source| BackupFailure::Io { path: data.to_owned(), source })?;
    let journal = manifest.holds(JOURNAL);
    for name in [JOURNAL, ACCESS, ACCOUNTS].into_iter().filter(|name| manifest.holds(name)) {
        copy_beside_log(&source.log.join(name), &data.join(name))?;
    }
    let mut master_key_fits = None;
    if let Some(keys) = &source.keys {
        copy_beside_log(&keys.join(VAULT), &data.join(VAULT))?;
        if let Some(masters) = masters {
            drop(Vault::open(data, masters)?);
            master_key_fits = Some(true);
        }
    }
    // The log last: a directory without one is not taken for a node by anybody.
    let incarnation = restore_log(&source.log.join(LOG), &data.join(LOG))?;
    let mut forgotten = Forgotten::default();
    let signed = proofs::signed(&source.log, manifest)?;
    let (mut check, mut fault) = (LogCheck::new(signed, None), None);
    let verified = verify_copy(&data.join(LOG), |events| {
        for event in events {
            if fault.is_none() {
                fault = check.event(event).err();
            }
        }
        events.iter().for_each(|event| forgotten.learn(event));
        if let Some(last) = events.last() {
            progress(last.position);
        }
    })?;
    if let Some(fault) = fault.or_else(|| check.finish().err()) {
        return Err(BackupFailure::NotABackup { path: source.log.clone(), reason: fault.to_string() });
    }
    let same = manifest.log.as_ref().is_some_and(|log| log.events == verified.events);
    if !same || verified.incarnation != incarnation {
        let reason = format!("{} events arrived, the backup says {:?}", verified.events, manifest.log);
        return Err(BackupFailure::NotABackup { path: source.log.clone(), reason });
    }
    if source.keys.is_some() {
        destroy_keys(&data.join(VAULT), &forgotten.subjects)?;
    }
    Ok(Restored {
        incarnation,
        head: verified.head.to_string(),
        events: verified.events,
        signed: signed.size,
        made_at: manifest.made_at.clone(),
        journal,
        keys: source.keys.is_some(),
        subjects_without_key: 0,
        master_key_fits,
    })
}

/// Verifies the log that is to be restored, and compares whom it speaks of with whom the keys are of.
fn missing_keys(source: &Source) -> Result<usize, BackupFailure> {
    let mut subjects = BTreeSet::new();
    verify_copy(&source.log.join(LOG), |events| {
        events.iter().for_each(|event| sealed_for(event, &mut subjects))
    })?;
    let known = match &source.keys {
        Some(keys) => subjects_of_vault(&keys.join(VAULT))?,
        None => BTreeSet::new(),
    };
    let missing = subjects.difference(&known).count();
    if missing > 0 && source.keys.is_some() && !source.accept_missing_keys {
        return Err(BackupFailure::MissingKeys { subjects: missing });
    }
    Ok(missing)
}

/// Whom the log says to be erased: an older copy of the keys must not bring them back.
#[derive(Default)]
struct Forgotten {
    subjects: BTreeSet<SubjectId>,
    /// Under which subject the words of each request are sealed.
    requests: BTreeMap<String, SubjectId>,
}

impl Forgotten {
    fn learn(&mut self, event: &RecordedEvent) {
        if let Ok(CustodyEvent::SubjectShredded(shredded)) =
            CustodyEvent::decode(&event.event_type, &event.payload)
        {
            self.subjects.insert(shredded.subject);
        }
        match DataRequestEvent::decode(&event.event_type, &event.payload) {
            Ok(DataRequestEvent::DataRequestReceived(received)) => {
                self.requests.insert(event.stream.to_string(), received.name.subject());
            }
            Ok(DataRequestEvent::DataRequestFulfilled(fulfilled)) if fulfilled.certificate.is_some() => {
                self.subjects.extend(self.requests.get(event.stream.as_str()));
            }
            Ok(_) | Err(_) => {}
        }
    }
}

/// Adds the subjects whose sealed fields stand in `event`, whatever its kind.
fn sealed_for(event: &RecordedEvent, subjects: &mut BTreeSet<SubjectId>) {
    if let Ok(payload) = serde_json::from_slice::<Value>(&event.payload) {
        gather(&payload, subjects);
    }
}

fn gather(value: &Value, subjects: &mut BTreeSet<SubjectId>) {
    match value {
        Value::Object(fields) => {
            let subject = fields.get("box").and_then(|_| fields.get("subject")).and_then(Value::as_str);
            subjects.extend(subject.and_then(|text| Uuid::parse_str(text).ok()).map(SubjectId));
            fields.values().for_each(|value| gather(value, subjects));
        }
        Value::Array(items) => items.iter().for_each(|value| gather(value, subjects)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Files of a node; the views would be refused by the new log in any case.
const OF_A_NODE: [&str; 13] = [
    LOG,
    "log.db-wal",
    JOURNAL,
    "journal.db-wal",
    "journal-index.db",
    ACCESS,
    "access.db-wal",
    ACCOUNTS,
    "accounts.db-wal",
    VAULT,
    "vault.db-wal",
    "views.db",
    "views.db-wal",
];

fn vacant(data: &Path) -> Result<(), BackupFailure> {
    match OF_A_NODE.iter().map(|name| data.join(name)).find(|path| path.exists()) {
        None => Ok(()),
        Some(path) => {
            let reason = "is there already; restore into a directory without log, vault, journal, withdrawn accesses and views";
            Err(BackupFailure::Place { path, reason: reason.to_owned() })
        }
    }
}

/// What a restore that failed had begun.
struct Begun<'a> {
    data: &'a Path,
    /// Files of proofs and archive, which may lie beside others that were there before.
    proofs: Vec<PathBuf>,
}

impl Begun<'_> {
    fn remove(&self) {
        // Nothing of this was there before: `vacant` has seen to it.
        for name in OF_A_NODE {
            let _absent = fs::remove_file(self.data.join(name));
        }
        for path in &self.proofs {
            let _absent = fs::remove_file(path);
        }
    }
}
