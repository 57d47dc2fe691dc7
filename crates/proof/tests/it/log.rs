//! A whole log is checked, and the first event that is wrong is named.

use crate::leaf::event;
use event_store::{Position, RecordedEvent, Revision, StreamName};
use proof::TreeHash;
use proof::leaf::{CHAIN_START, leaf_hash};
use proof::log::{LogCheck, LogFault, verify_log};
use proof::tree::{Head, MemoryTiles, TileStore, Tree};
use proptest::prelude::*;
use std::collections::HashMap;

/// A log of 600 events in 7 streams, its positions with gaps, and what was signed for it.
fn log() -> (Vec<RecordedEvent>, Head, MemoryTiles) {
    let events: Vec<RecordedEvent> =
        (0..600).map(|n| event(&format!("case-gz~{}", n % 7), n / 7, 3 * n + 1)).collect();
    let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
    events.iter().for_each(|event| {
        tree.append(leaf_hash(event));
    });
    tree.save(&mut tiles).unwrap();
    (events, tree.head(), tiles)
}

fn fault(events: &[RecordedEvent], head: Head, tiles: Option<&dyn TileStore>) -> LogFault {
    verify_log(events, head, tiles).unwrap_err()
}

#[test]
fn a_good_log_is_counted_and_events_behind_the_checkpoint_are_welcome() {
    let (mut events, head, tiles) = log();
    let verified = verify_log(&events, head, Some(&tiles)).unwrap();
    assert_eq!((verified.events, verified.streams, verified.head), (600, 7, head));
    events.push(event("case-gz~9", 0, 5000));
    assert_eq!(verify_log(&events, head, Some(&tiles)).unwrap().events, 601);
    assert_eq!(verify_log(&[], Head::empty(), None).unwrap().events, 0);
}

#[test]
fn a_changed_event_is_named_in_words() {
    let (mut events, head, tiles) = log();
    events[400].payload[5] ^= 1;
    let error = fault(&events, head, Some(&tiles));
    assert_eq!(
        error.to_string(),
        "event 400 of the log (case-gz~1 revision 57, position 1201): it is not the event that entered the tree, some byte of it was changed"
    );
    assert!(matches!(fault(&events, head, None), LogFault::Root { size: 600, .. }));
}

#[test]
fn removed_moved_and_repeated_events_are_named() {
    let (events, head, tiles) = log();
    let mut removed = events.clone();
    removed.remove(300);
    let LogFault::Revision { index: 306, place, expected: 42 } = fault(&removed, head, None) else {
        panic!("a gap")
    };
    assert_eq!((place.stream.as_str(), place.revision), ("case-gz~6", 43));
    assert!(matches!(fault(&removed, head, Some(&tiles)), LogFault::Changed { index: 300, .. }));
    let mut swapped = events.clone();
    swapped.swap(10, 11);
    assert!(matches!(fault(&swapped, head, Some(&tiles)), LogFault::Changed { index: 10, .. }));
    let mut repeated = events.clone();
    repeated.insert(20, events[19].clone());
    assert!(matches!(fault(&repeated, head, Some(&tiles)), LogFault::Order { index: 20, .. }));
    assert!(matches!(fault(&events[..599], head, Some(&tiles)), LogFault::Short { found: 599, signed: 600 }));
}

#[test]
fn log_and_tiles_changed_together_do_not_fit_the_checkpoint() {
    let (mut events, head, _) = log();
    events[5].payload.push(b' ');
    let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
    events.iter().for_each(|event| {
        tree.append(leaf_hash(event));
    });
    tree.save(&mut tiles).unwrap();
    assert!(matches!(fault(&events, head, Some(&tiles)), LogFault::Root { .. }));
}

#[test]
fn an_event_written_after_another_one_is_named() {
    let (mut events, _, _) = log();
    let mut check = LogCheck::new(Head::empty(), None);
    let mut links = HashMap::new();
    for event in &mut events {
        event.previous = Some(links.get(&event.stream).copied().unwrap_or(CHAIN_START).0);
        links.insert(event.stream.clone(), check.event(event).unwrap());
    }
    assert_eq!(verify_log(&events, Head::empty(), None).unwrap().not_chained_through, None);
    let mut cut = events.clone();
    cut[50].payload.push(b' ');
    // Event 57 is the next of the same stream.
    let wrong = fault(&cut, Head::empty(), None);
    assert!(matches!(wrong, LogFault::Chain { index: 57, .. }), "{wrong}");
    assert!(wrong.to_string().contains("the link to the event before it in its stream is broken"), "{wrong}");
}

#[test]
fn a_log_older_than_its_chain_says_up_to_where_it_has_none() {
    let (mut events, head, _) = log();
    let last = verify_log(&events, head, None).unwrap().not_chained_through;
    assert_eq!(last, Some(events[599].position));
    let mut check = LogCheck::new(Head::empty(), None);
    let mut links = HashMap::new();
    for (n, event) in events.iter_mut().enumerate() {
        event.previous = links.get(&event.stream).map(|link: &TreeHash| link.0).filter(|_| n >= 300);
        links.insert(event.stream.clone(), check.event(event).unwrap());
    }
    let verified = verify_log(&events, Head::empty(), None).unwrap();
    assert_eq!(verified.not_chained_through, Some(events[299].position));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_change_anywhere_is_found_at_its_event(index in 0..600_usize, kind in 0..7, byte in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let (mut events, head, tiles) = log();
        let event = &mut events[index];
        let flip = |bytes: &mut Vec<u8>| { let at = byte.index(bytes.len()); bytes[at] ^= 1_u8 << bit };
        match kind {
            0 => flip(&mut event.payload),
            1 => flip(&mut event.metadata),
            2 => event.revision = Revision(event.revision.0 ^ 1 << bit),
            3 => event.recorded_at_us ^= 1 << bit,
            4 => event.event_type = "case.closed.v1".into(),
            5 => event.stream = StreamName::parse("case-gz~other").unwrap(),
            _ => event.event_id = uuid::Uuid::from_u128(event.event_id.as_u128() ^ 1 << bit),
        }
        event.position = Position::counter(event.position.commit);
        let found = match fault(&events, head, Some(&tiles)) {
            LogFault::Changed { index, .. } | LogFault::Revision { index, .. } => index,
            other @ (LogFault::Order { .. }
            | LogFault::Chain { .. }
            | LogFault::Short { .. }
            | LogFault::Root { .. }
            | LogFault::Tiles(_)) => return Err(TestCaseError::fail(other.to_string())),
        };
        prop_assert_eq!(found, index as u64);
    }
}
