//! Another master key: nothing is lost, whenever the work is cut off, and the one before is given up only when nothing needs it.

use application::{MasterKeys, MasterState, Opened, Vault, VaultError};
use domain::ids::{CommandId, SubjectId};
use domain::personal::Personal;
use domain::text::ShortText;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use uuid::Uuid;

const STREAM: &str = "case-gd~1";
const PEOPLE: u128 = 600;

fn subject(number: u128) -> SubjectId {
    SubjectId(Uuid::from_u128(number))
}

async fn seal(vault: &Vault, numbers: impl Iterator<Item = u128>) -> Vec<Personal<ShortText>> {
    let mut events: Vec<_> = numbers
        .map(|number| Personal::clear(subject(number), ShortText::parse(&format!("第{number}人")).unwrap()))
        .collect();
    vault.seal_events(STREAM, CommandId(Uuid::from_u128(1)), &mut events).await.unwrap();
    events
}

/// A vault with people in it, whose master key lies in a file.
struct Kept {
    directory: TempDir,
    boxes: Vec<Personal<ShortText>>,
}

impl Kept {
    async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let masters = MasterKeys::read_or_make(&directory.path().join("master.key")).unwrap();
        let vault = Vault::open(directory.path(), masters).unwrap();
        let boxes = seal(&vault, 1..=PEOPLE).await;
        Self { directory, boxes }
    }

    fn file(&self) -> PathBuf {
        self.directory.path().join("master.key")
    }

    fn open(&self) -> Vault {
        Vault::open(self.directory.path(), MasterKeys::read(&self.file()).unwrap()).unwrap()
    }

    fn all_opens(&self, vault: &Vault) {
        for sealed in &self.boxes {
            assert!(matches!(vault.reveal(STREAM, sealed), Ok(Opened::Value(_))));
        }
    }

    async fn keys(&self, state: MasterState) -> u64 {
        let masters = self.open().masters().await.unwrap();
        masters.iter().filter(|master| master.state == state).map(|master| master.keys).sum()
    }
}

fn wrapped(directory: &Path) -> Vec<Vec<u8>> {
    let vault = Connection::open(directory.join("vault.db")).unwrap();
    let mut select = vault.prepare("SELECT wrapped FROM subject_keys WHERE wrapped IS NOT NULL").unwrap();
    select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[tokio::test]
async fn every_key_is_wrapped_anew_and_what_was_sealed_still_opens() {
    let kept = Kept::new().await;
    let before = wrapped(kept.directory.path());
    let vault = kept.open();
    let first = vault.masters().await.unwrap()[0].id.clone();
    let refused = vault.retire_master(&first).await;
    assert_eq!(refused, Err(VaultError::MasterKeyInUse(first.clone())));
    let digest = vault.digest(&[b"ab"]);
    let rotation = vault.rotate(true, |_| {}).await.unwrap();
    assert_eq!((rotation.rewrapped, rotation.resumed), (u64::try_from(PEOPLE).unwrap() + 1, false));
    let after = wrapped(kept.directory.path());
    assert_eq!(after.len(), before.len());
    assert!(before.iter().all(|key| !after.contains(key)));

    vault.retire_master(&first).await.unwrap();
    assert_eq!(std::fs::read_to_string(kept.file()).unwrap().lines().count(), 1, "the one before is gone");
    for file in std::fs::read_dir(kept.directory.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(before[0].len()).any(|window| window == before[0]));
    }
    let reopened = kept.open();
    kept.all_opens(&reopened);
    assert_eq!(reopened.digest(&[b"ab"]), digest, "digests are what they were");
    assert_eq!(kept.keys(MasterState::Former).await + kept.keys(MasterState::Retired).await, 0);
}

#[tokio::test]
async fn a_rotation_that_is_cut_off_goes_on_and_no_other_begins() {
    let kept = Kept::new().await;
    let vault = kept.open();
    let cut = tokio::spawn(async move { vault.rotate(true, |done| assert!(done < 300, "cut off")).await });
    assert!(cut.await.unwrap_err().is_panic());
    assert!(kept.keys(MasterState::Former).await > 0 && kept.keys(MasterState::Current).await > 0);
    let vault = kept.open();
    kept.all_opens(&vault);
    let rotation = vault.rotate(true, |_| {}).await.unwrap();
    assert!(rotation.resumed);
    assert_eq!(kept.keys(MasterState::Former).await, 0);
    assert_eq!(vault.masters().await.unwrap().len(), 2, "no third key was made");
    kept.all_opens(&vault);
}

/// Cut off between the new line of the file and the first word in the vault.
#[tokio::test]
async fn a_key_that_was_only_added_is_the_one_the_next_rotation_takes() {
    let kept = Kept::new().await;
    let added = kept.open().add_master().unwrap();
    let rotation = kept.open().rotate(true, |_| {}).await.unwrap();
    assert_eq!(rotation.current, added);
    assert_eq!(std::fs::read_to_string(kept.file()).unwrap().lines().count(), 2);
}

#[tokio::test]
async fn a_running_vault_follows_and_nobody_erased_comes_back() {
    let kept = Kept::new().await;
    let (serving, rotating) = (kept.open(), kept.open());
    serving.erase(subject(PEOPLE)).await.unwrap();
    rotating.rotate(true, |_| {}).await.unwrap();
    assert_eq!(serving.reveal(STREAM, &kept.boxes[599]), Ok(Opened::Erased));
    assert!(matches!(serving.reveal(STREAM, &kept.boxes[0]), Ok(Opened::Value(_))));
    let late = seal(&serving, [PEOPLE + 1].into_iter()).await;
    assert_eq!(kept.keys(MasterState::Former).await, 0, "new keys are wrapped under the new one");
    assert!(matches!(rotating.reveal(STREAM, &late[0]), Ok(Opened::Value(_))));
}

#[tokio::test]
async fn without_one_of_its_master_keys_a_vault_does_not_open() {
    let kept = Kept::new().await;
    let before = std::fs::read_to_string(kept.file()).unwrap();
    let rotation = kept.open().rotate(true, |_| {}).await.unwrap();
    let opened = Vault::open(kept.directory.path(), MasterKeys::parse(&before).unwrap());
    let refused = opened.err().unwrap();
    assert!(refused.to_string().contains(rotation.current.as_str()), "{refused}");
    assert!(!refused.to_string().contains(before.trim()), "a key is never quoted");
}

#[tokio::test]
async fn keys_from_the_environment_rotate_to_the_last_one_and_a_retired_one_does_not_come_back() {
    use base64::Engine;
    let directory = tempfile::tempdir().unwrap();
    let old = "07".repeat(32);
    let new = base64::engine::general_purpose::STANDARD.encode([8; 32]);
    let vault = Vault::open(directory.path(), MasterKeys::parse(&old).unwrap()).unwrap();
    let boxes = seal(&vault, 1..=3).await;
    assert_eq!(vault.rotate(true, |_| {}).await, Err(VaultError::MasterKeysGiven));
    drop(vault);
    let vault = Vault::open(directory.path(), MasterKeys::parse(&format!("{old} {new}")).unwrap()).unwrap();
    vault.rotate(true, |_| {}).await.unwrap();
    let former = vault.masters().await.unwrap();
    let former = former.iter().find(|master| master.state == MasterState::Former).unwrap();
    vault.retire_master(&former.id).await.unwrap();
    assert_eq!(vault.rotate(true, |_| {}).await, Err(VaultError::MasterKeysGiven));
    let unknown = vault.retire_master("00").await;
    assert_eq!(unknown, Err(VaultError::MasterKeyUnknown("00".to_owned())));
    drop(vault);
    let vault = Vault::open(directory.path(), MasterKeys::parse(&new).unwrap()).unwrap();
    assert!(matches!(vault.reveal(STREAM, &boxes[0]), Ok(Opened::Value(_))));
}

#[test]
fn keys_of_another_form_are_refused_and_never_quoted() {
    let seventeen = "AAAAAAAAAAAAAAAAAAAAAAA=";
    for text in ["", "secret-secret", seventeen, &"07".repeat(31), &format!("{}x", "07".repeat(32))] {
        let refused = MasterKeys::parse(text).err().unwrap();
        assert_eq!(refused, VaultError::MasterKeyMalformed);
        assert!(text.is_empty() || !refused.to_string().contains(text));
    }
}

/// As a vault was kept before the ids of master keys were written down.
#[tokio::test]
async fn a_vault_without_ids_learns_them_from_the_key_that_opens_it() {
    let kept = Kept::new().await;
    let vault = Connection::open(kept.directory.path().join("vault.db")).unwrap();
    vault
        .execute_batch(
            "ALTER TABLE subject_keys DROP COLUMN master; ALTER TABLE vault_keys DROP COLUMN master; DROP TABLE masters;",
        )
        .unwrap();
    drop(vault);
    let own = std::fs::read_to_string(kept.file()).unwrap();
    let other = MasterKeys::parse(&"08".repeat(32)).unwrap();
    let refused = Vault::open(kept.directory.path(), other).err().unwrap();
    assert!(matches!(refused, VaultError::WrongMasterKey { .. }), "{refused}");
    let both = MasterKeys::parse(&format!("{} {own}", "08".repeat(32))).unwrap();
    let opened = Vault::open(kept.directory.path(), both).unwrap();
    kept.all_opens(&opened);
    drop(opened);
    assert_eq!(kept.keys(MasterState::Current).await, u64::try_from(PEOPLE).unwrap() + 1);
}
