//! Measures hashing, proving and full verification: `cargo run --release -p proof --example measure [leaves]`.
#![allow(clippy::print_stdout)]

use event_store::{Position, RecordedEvent, Revision, StreamName};
use proof::TreeHash;
use proof::leaf::{CHAIN_START, Leaf, leaf_hash};
use proof::log::LogCheck;
use proof::tree::{
    FolderTiles, Head, MemoryTiles, TileStore, Tree, check_tiles, consistency_proof, inclusion_proof,
};
use std::time::{Duration, Instant};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// An event as cases write them: some 600 bytes.
fn event(index: u64) -> Result<RecordedEvent, Box<dyn std::error::Error>> {
    Ok(RecordedEvent {
        position: Position::counter(index + 1),
        stream: StreamName::parse(&format!("case-gz~00000000-0000-0000-0000-{:012x}", index % 100_000))?,
        revision: Revision(index / 100_000),
        event_id: uuid::Uuid::from_u128(u128::from(index)),
        event_type: "case.agreement-signed.v1".into(),
        recorded_at_us: index.cast_signed(),
        metadata: vec![b'm'; 200],
        payload: vec![b'p'; 400],
        previous: Some([7; 32]),
    })
}

/// Each event names the link of the one before it in its stream, as the house writes them.
fn chain(events: &mut [RecordedEvent]) {
    let mut links = std::collections::HashMap::new();
    for event in events {
        let before = links.get(&event.stream).copied().unwrap_or(CHAIN_START);
        event.previous = Some(before.0);
        let (_, link) = Leaf::of(event).hash_and_link(&before);
        links.insert(event.stream.clone(), link);
    }
}

fn rate(what: &str, count: u64, took: Duration) {
    let per_second = count as f64 / took.as_secs_f64();
    println!("{what:<44}{per_second:>14.0} /s  ({count} in {took:.2?})");
}

fn main() -> Outcome {
    let leaves: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let events: Vec<RecordedEvent> = (0..200_000).map(event).collect::<Result<_, _>>()?;
    let mut events = events;
    chain(&mut events);
    let start = Instant::now();
    let mut link = CHAIN_START;
    for event in &events {
        (_, link) = Leaf::of(event).hash_and_link(&link);
    }
    rate("leaf and chain of 600-byte events", events.len() as u64, start.elapsed());
    let hashes: Vec<TreeHash> = (0..leaves).map(|index| TreeHash::of(&index.to_be_bytes())).collect();
    let (mut tree, mut memory) = (Tree::new(), MemoryTiles::default());
    let start = Instant::now();
    for hash in &hashes {
        tree.append(*hash);
    }
    rate("tree, appended leaf by leaf", leaves, start.elapsed());
    tree.save(&mut memory)?;
    let head = tree.head();
    let start = Instant::now();
    for _ in 0..1000 {
        std::hint::black_box(tree.root());
    }
    println!("root: {:.2?} each", start.elapsed() / 1000);
    let folder = std::env::temp_dir().join(format!("hejie-measure-{}", std::process::id()));
    let mut files = FolderTiles::new(&folder);
    let mut again = Tree::new();
    let start = Instant::now();
    for hash in &hashes {
        again.append(*hash);
    }
    again.save(&mut files)?;
    rate("tree and its tiles as files", leaves, start.elapsed());
    proofs("memory", &memory, &head)?;
    proofs("files", &files, &head)?;
    let start = Instant::now();
    check_tiles(&files, &head)?;
    rate("all tiles checked, from files", leaves, start.elapsed());
    std::fs::remove_dir_all(&folder)?;
    whole_log(&events)
}

fn proofs(kind: &str, tiles: &dyn TileStore, head: &Head) -> Outcome {
    const PROOFS: u64 = 1000;
    let mut times = Vec::new();
    for number in 0..PROOFS {
        let start = Instant::now();
        std::hint::black_box(inclusion_proof(tiles, head, number * 7919 % head.size)?);
        times.push(start.elapsed());
    }
    times.sort();
    println!("inclusion proof from {kind}: p50 {:.2?}, p99 {:.2?}", times[500], times[990]);
    let mut earlier = Tree::new();
    for index in 0..head.size / 3 {
        earlier.append(TreeHash::of(&index.to_be_bytes()));
    }
    let start = Instant::now();
    std::hint::black_box(consistency_proof(tiles, &earlier.head(), head)?);
    println!("consistency proof from {kind}: {:.2?}", start.elapsed());
    Ok(())
}

fn whole_log(events: &[RecordedEvent]) -> Outcome {
    let (mut tree, mut tiles) = (Tree::new(), MemoryTiles::default());
    for event in events {
        tree.append(leaf_hash(event));
    }
    tree.save(&mut tiles)?;
    let mut check = LogCheck::new(tree.head(), Some(&tiles));
    let start = Instant::now();
    for event in events {
        check.event(event)?;
    }
    check.finish()?;
    rate("whole log: leaf, chain, revisions, tiles", events.len() as u64, start.elapsed());
    Ok(())
}
