//! The vault: sealed once, opened only in place, gone for ever when erased.

use crate::house::master;
use application::{MasterKeys, Opened, PersonKeys, Vault, VaultError, destroy_keys};
use domain::ids::{CommandId, SubjectId};
use domain::personal::{HoldsPersonal, Personal, PersonalValue, Sealed, Visit};
use domain::text::{PersonName, Phone, ShortText};
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
    let personal = sealed(&Vault::open(directory.path(), master()).unwrap(), "13800138000").await;
    let vault = Vault::open(directory.path(), master()).unwrap();
    let opened = vault.reveal(STREAM, &personal).unwrap();
    assert_eq!(opened, Opened::Value(ShortText::parse("13800138000").unwrap()));
}

#[tokio::test]
async fn a_sealed_value_opens_nowhere_else() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
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
    let vault = Vault::open(directory.path(), master()).unwrap();
    assert_ne!(sealed(&vault, "甲").await, sealed(&vault, "甲").await);
}

#[tokio::test]
async fn an_erased_subject_stays_unreadable_and_cannot_be_sealed_for_again() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    let personal = sealed(&vault, "李某").await;
    vault.erase(subject()).await.unwrap();
    vault.erase(subject()).await.unwrap();
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
    drop(vault);
    let vault = Vault::open(directory.path(), master()).unwrap();
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
    let mut again = [Personal::clear(subject(), ShortText::parse("李某").unwrap())];
    let refused = vault.seal_events(STREAM, CommandId(Uuid::from_u128(2)), &mut again).await;
    assert_eq!(refused, Err(VaultError::Erased(subject())));
}

#[tokio::test]
async fn an_erasure_is_not_reported_done_while_a_reader_keeps_the_destroyed_key_in_the_write_ahead_log() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    let personal = sealed(&vault, "李某").await;
    let file = directory.path().join("vault.db");
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM subject_keys;").unwrap();
    let refused = vault.erase(subject()).await;
    let Err(VaultError::Busy(reason)) = refused else { panic!("{refused:?}") };
    assert!(reason.contains("may still hold what was destroyed"), "{reason}");
    reader.execute_batch("COMMIT").unwrap();
    vault.erase(subject()).await.unwrap();
    assert_eq!(std::fs::metadata(directory.path().join("vault.db-wal")).unwrap().len(), 0);
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
}

#[tokio::test]
async fn another_master_key_does_not_open_the_vault() {
    let directory = tempfile::tempdir().unwrap();
    sealed(&Vault::open(directory.path(), master()).unwrap(), "甲").await;
    let other = MasterKeys::parse(&"08".repeat(32)).unwrap();
    let (needed, held) = (master().ids().unwrap()[0].to_string(), other.ids().unwrap()[0].to_string());
    let refused = Vault::open(directory.path(), other).err().unwrap();
    let said = refused.to_string();
    assert!(said.contains(&needed) && said.contains(&held), "{said}");
    assert_eq!(refused, VaultError::WrongMasterKey { needed, held });
}

#[test]
fn a_master_key_is_made_once_and_only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("master.key");
    MasterKeys::read_or_make(&path).unwrap();
    let made = std::fs::read(&path).unwrap();
    MasterKeys::read_or_make(&path).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), made);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::write(&path, "not a key").unwrap();
    assert_eq!(MasterKeys::read_or_make(&path).err(), Some(VaultError::MasterKeyMalformed));
}

#[test]
fn the_digest_tells_parts_from_their_concatenation() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    assert_ne!(vault.digest(&[b"ab", b"c"]), vault.digest(&[b"a", b"bc"]));
    let reopened = vault.digest(&[b"ab"]);
    drop(vault);
    assert_eq!(Vault::open(directory.path(), master()).unwrap().digest(&[b"ab"]), reopened);
}

/// Somebody with a name and a phone, as events hold people.
struct Filed {
    name: Personal<PersonName>,
    phone: Personal<Phone>,
}

impl HoldsPersonal for Filed {
    fn each_personal(&mut self, _: &str, visit: &mut Visit<'_>) {
        self.name.each_personal("parties.0.identity.name", visit);
        self.phone.each_personal("parties.0.identity.phone", visit);
    }
}

fn clear<T: PersonalValue>(value: T) -> Personal<T> {
    Personal::clear(subject(), value)
}

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

fn phone() -> Phone {
    Phone::parse("10012345678").unwrap()
}

#[tokio::test]
async fn a_person_is_found_by_name_and_phone_together_until_erased() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    let mut filed = [Filed { name: clear(name("李某")), phone: clear(phone()) }];
    vault.seal_events(STREAM, CommandId(Uuid::from_u128(1)), &mut filed).await.unwrap();
    let keys = |text: &str, phone| PersonKeys { name: Some(name(text)), phone, document: None };
    let found = vault.find_person(&keys("李某", Some(phone()))).await.unwrap();
    assert_eq!(found, [(subject(), STREAM.to_owned())].into());
    assert!(vault.find_person(&keys("李某", None)).await.unwrap().is_empty(), "names are shared");
    assert!(vault.find_person(&keys("王某", Some(phone()))).await.unwrap().is_empty());
    vault.erase(subject()).await.unwrap();
    assert!(vault.find_person(&keys("李某", Some(phone()))).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_older_copy_of_the_vault_loses_the_key_again() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    let personal = sealed(&vault, "李某").await;
    drop(vault);
    let destroyed = destroy_keys(&directory.path().join("vault.db"), &[subject()].into()).unwrap();
    assert_eq!(destroyed, 1);
    let under: Option<String> = rusqlite::Connection::open(directory.path().join("vault.db"))
        .unwrap()
        .query_row("SELECT master FROM subject_keys WHERE subject = ?1", [subject().0.as_bytes()], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(under, None, "not even under which master key it was wrapped stays behind");
    let vault = Vault::open(directory.path(), master()).unwrap();
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
}

#[tokio::test]
async fn who_was_erased_after_an_older_copy_gets_no_key_again() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(Vault::open(old.path(), master()).unwrap());
    let personal = sealed(&Vault::open(new.path(), master()).unwrap(), "李某").await;
    let destroyed = destroy_keys(&old.path().join("vault.db"), &[subject()].into()).unwrap();
    assert_eq!(destroyed, 0, "the copy never had it");
    let vault = Vault::open(old.path(), master()).unwrap();
    let mut again = [Filed { name: clear(name("李某")), phone: clear(phone()) }];
    let refused = vault.seal_events(STREAM, CommandId(Uuid::from_u128(2)), &mut again).await;
    assert_eq!(refused, Err(VaultError::Erased(subject())));
    assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased));
}

#[tokio::test]
async fn a_person_is_found_no_more_by_what_was_corrected() {
    let directory = tempfile::tempdir().unwrap();
    let vault = Vault::open(directory.path(), master()).unwrap();
    let mut filed = [Filed { name: clear(name("李某")), phone: clear(phone()) }];
    vault.seal_events(STREAM, CommandId(Uuid::from_u128(1)), &mut filed).await.unwrap();
    let keys = PersonKeys { name: Some(name("李某")), phone: Some(phone()), document: None };
    let other = SubjectId(Uuid::from_u128(0xBEEF));
    vault.forget_value("name", "\"李某\"", other).await.unwrap();
    assert_eq!(vault.find_person(&keys).await.unwrap().len(), 1, "somebody else's");
    vault.forget_value("address", "\"李某\"", subject()).await.unwrap();
    assert_eq!(vault.find_person(&keys).await.unwrap().len(), 1, "no address identifies");
    vault.forget_value("name", "\"李某\"", subject()).await.unwrap();
    assert!(vault.find_person(&keys).await.unwrap().is_empty());
}

/// Readers that open while the key goes may see it or not; once it is gone, none of them has put it back into memory.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_reader_brings_a_destroyed_key_back_into_memory() {
    let directory = tempfile::tempdir().unwrap();
    let vault = std::sync::Arc::new(Vault::open(directory.path(), master()).unwrap());
    for round in 0..200_u128 {
        let subject = SubjectId(Uuid::from_u128(1000 + round));
        let mut events = [Personal::clear(subject, ShortText::parse("李某").unwrap())];
        vault.seal_events(STREAM, CommandId(Uuid::from_u128(round)), &mut events).await.unwrap();
        let [personal] = events;
        let (reading, box_) = (std::sync::Arc::clone(&vault), personal.clone());
        let reader = tokio::task::spawn_blocking(move || {
            for _ in 0..20 {
                reading.reveal(STREAM, &box_).unwrap();
            }
        });
        vault.erase(subject).await.unwrap();
        reader.await.unwrap();
        assert_eq!(vault.reveal(STREAM, &personal), Ok(Opened::Erased), "round {round}");
    }
}
