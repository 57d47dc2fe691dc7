//! The vault: sealed once, opened only in place, gone for ever when erased.

use crate::house::master;
use application::{MasterKey, Opened, Vault, VaultError};
use domain::ids::{CommandId, SubjectId};
use domain::personal::{Personal, Sealed};
use domain::text::ShortText;
use uuid::Uuid;

const STREAM: &str = "case-gd~1";

fn subject() -> SubjectId {
    SubjectId(Uuid::from_u128(7))
}

async fn sealed(vault: &Vault, text: &str) -> Personal<ShortText> {
    let mut events = [Personal::clear(subject(), ShortText::parse(text).unwrap())];
    vault.seal_events(STREAM, CommandId(Uuid::from_u128(1)), &mut events).await.unwrap();
    let [personal] = events;
    personal
}

fn moved(personal: &Personal<ShortText>, change: impl FnOnce(&mut Sealed)) -> Personal<ShortText> {
    let mut sealed = personal.as_sealed().unwrap().clone();
    change(&mut sealed);
    Personal::sealed(sealed)
}

#[tokio::test]
async fn a_sealed_value_opens_in_its_place_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let personal = sealed(&Vault::open(directory.path(), &master()).unwrap(), "13800138000").await;
    let vault = Vault::open(directory.path(), &master()).unwrap();
    let opened = vault.reveal(STREAM, &personal).unwrap();
    assert_eq!(opened, Opened::Value(ShortText::parse("13800138000").unwrap()));
}

#[tokio::test]
async fn a_sealed_value_opens_nowhere_else() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), &master()).unwrap();
    let personal = sealed(&vault, "广州市天河区").await;
    let tampered = Err(VaultError::Tampered(subject()));
    assert_eq!(vault.reveal("case-gd~2", &personal), tampered);
    assert_eq!(vault.reveal(STREAM, &moved(&personal, |sealed| sealed.field = "facts".to_owned())), tampered);
    assert_eq!(vault.reveal(STREAM, &moved(&personal, |sealed| sealed.event = Uuid::from_u128(9))), tampered);
    assert_eq!(vault.reveal(STREAM, &moved(&personal, |sealed| sealed.content.insert(5, 'A'))), tampered);
    assert_eq!(vault.reveal(STREAM, &moved(&personal, |sealed| sealed.content.clear())), tampered);
}

#[tokio::test]
async fn the_same_text_sealed_twice_gives_two_boxes() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), &master()).unwrap();
    assert_ne!(sealed(&vault, "甲").await, sealed(&vault, "甲").await);
}

#[tokio::test]
async fn an_erased_subject_stays_unreadable_and_cannot_be_sealed_for_again() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), &master()).unwrap();
    let personal = sealed(&vault, "李某").await;
    vault.erase(subject()).await.unwrap();
    vault.erase(subject()).await.unwrap();
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
    drop(vault);
    let vault = Vault::open(directory.path(), &master()).unwrap();
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
    let mut again = [Personal::clear(subject(), ShortText::parse("李某").unwrap())];
    let refused = vault.seal_events(STREAM, CommandId(Uuid::from_u128(2)), &mut again).await;
    assert_eq!(refused, Err(VaultError::Erased(subject())));
}

#[tokio::test]
async fn another_master_key_does_not_open_the_vault() {
    let directory = tempfile::tempdir().unwrap();
    sealed(&Vault::open(directory.path(), &master()).unwrap(), "甲").await;
    let other = MasterKey::parse(&"08".repeat(32)).unwrap();
    assert_eq!(Vault::open(directory.path(), &other).err(), Some(VaultError::WrongMasterKey));
}

#[test]
fn a_master_key_is_made_once_and_only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    MasterKey::read_or_make(&path).unwrap();
    let made = std::fs::read(&path).unwrap();
    MasterKey::read_or_make(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), made);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::write(&path, "not a key").unwrap();
    assert_eq!(MasterKey::read_or_make(&path).err(), Some(VaultError::MasterKeyMalformed));
}

#[test]
fn the_digest_tells_parts_from_their_concatenation() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), &master()).unwrap();
    assert_ne!(vault.digest(&[b"ab", b"c"]), vault.digest(&[b"a", b"bc"]));
    let reopened = vault.digest(&[b"ab"]);
    drop(vault);
    assert_eq!(Vault::open(directory.path(), &master()).unwrap().digest(&[b"ab"]), reopened);
}
