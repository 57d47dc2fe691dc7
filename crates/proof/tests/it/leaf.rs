//! The layout of a leaf never changes: known answers, computed once by other means.

use event_store::{Position, RecordedEvent, Revision, StreamName};
use proof::TreeHash;
use proof::leaf::{CHAIN_START, Content, Leaf, leaf_hash};
use uuid::Uuid;

pub(crate) fn event(stream: &str, revision: u64, position: u64) -> RecordedEvent {
    RecordedEvent {
        position: Position::counter(position),
        stream: StreamName::parse(stream).unwrap(),
        revision: Revision(revision),
        event_id: Uuid::from_u128(u128::from(position) << 64 | u128::from(revision)),
        event_type: "case.accepted.v1".into(),
        recorded_at_us: 1_760_000_000_000_000 + position.cast_signed(),
        metadata: br#"{"occurred_at":"2026-10-20T02:00:00Z"}"#.to_vec(),
        payload: format!(r#"{{"n":{position}}}"#).into_bytes(),
        previous: None,
    }
}

#[test]
fn the_entry_of_an_event_is_laid_out_as_documented() {
    let event = event("case-gz~1", 2, 9);
    let entry = Leaf::of(&event).entry();
    let expected = [
        &b"hejie/leaf/v1\n"[..],
        &[0, 0, 0, 0, 0, 0, 0, 9],
        b"case-gz~1",
        &[0, 0, 0, 0, 0, 0, 0, 2],
        &[0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 2],
        &[0, 0, 0, 0, 0, 0, 0, 16],
        b"case.accepted.v1",
        &1_760_000_000_000_009_i64.to_be_bytes(),
        &TreeHash::of(&event.metadata).0,
        &TreeHash::of(&event.payload).0,
    ];
    assert_eq!(entry, expected.concat());
}

#[test]
fn known_answers_hold_for_ever() {
    let leaf = leaf_hash(&event("case-gz~1", 2, 9));
    assert_eq!(leaf.to_hex(), "f495a49ec4fec2b9cb718b4afe3d9c1f1198726f2143301e21caf3bf1c577ae6");
    let mut chained = event("case-gz~1", 2, 9);
    let link = Content::of(&chained).link(&CHAIN_START);
    assert_eq!(link.to_hex(), "a12b238414ae2472d1dfe3ab08161b03c1c192e432e108b849df56fbdf58f4f4");
    chained.previous = Some(link.0);
    assert_eq!(
        leaf_hash(&chained).to_hex(),
        "ecde145c0e1287dfa1d01f65b2189b367e22ea1d09470380237aad475b3db97a"
    );
    assert_eq!(Leaf::of(&chained).hash_and_link(&CHAIN_START), (leaf_hash(&chained), link));
}

#[test]
fn every_field_but_the_position_changes_the_leaf() {
    let good = event("case-gz~1", 2, 9);
    let leaf = leaf_hash(&good);
    let changes: &[fn(&mut RecordedEvent)] = &[
        |event| event.stream = StreamName::parse("case-gz~2").unwrap(),
        |event| event.revision = Revision(3),
        |event| event.event_id = Uuid::nil(),
        |event| event.event_type = "case.accepted.v2".into(),
        |event| event.recorded_at_us += 1,
        |event| event.metadata.push(b' '),
        |event| event.payload.push(b' '),
        |event| event.previous = Some([0; 32]),
    ];
    for change in changes {
        let mut event = good.clone();
        change(&mut event);
        assert_ne!(leaf_hash(&event), leaf);
    }
    let mut moved = good;
    moved.position = Position::counter(10);
    assert_eq!(leaf_hash(&moved), leaf);
}

#[test]
fn no_bytes_can_wander_from_one_field_to_the_next() {
    let id = [0; 16];
    let leaf = |stream, event_type| {
        let content = Content { stream, revision: 0, event_id: &id, event_type, metadata: b"", payload: b"" };
        Leaf { content, recorded_at_us: 0, previous: None }.hash()
    };
    assert_ne!(leaf("case-ab", "c"), leaf("case-a", "bc"));
}
