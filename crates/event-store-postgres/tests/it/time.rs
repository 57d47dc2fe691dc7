//! The time beside an event, where nodes with clocks of their own meet in one log.

use crate::support::{Database, begin, log, stream};
use event_store::contract::event;
use event_store::{Clock, EventStore, Expected, Position};
use event_store_postgres::{PgEventStore, PgOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio_postgres::types::ToSql;

const NOON_US: i64 = 1_800_000_000_000_000;

/// A node whose clock is as far off as said, in microseconds.
async fn node(database: &Database, off_us: i64) -> Arc<PgEventStore> {
    let ticks = AtomicI64::new(0);
    let clock = Clock::of(move || NOON_US + off_us + ticks.fetch_add(1, Ordering::SeqCst));
    PgEventStore::connect(PgOptions { clock, ..database.options() }).await.expect("the node opens")
}

/// One clock is right, one a day ahead, one an hour behind, one far before 1970: the log has one time, and every row verifies.
#[tokio::test]
async fn nodes_whose_clocks_disagree_write_one_time_that_never_runs_backwards() {
    let database = Database::new().await;
    let mut nodes = Vec::new();
    for off_us in [0, 86_400_000_000, -3_600_000_000, -2 * NOON_US] {
        nodes.push(node(&database, off_us).await);
    }
    for (first, node) in nodes.iter().enumerate() {
        begin(node, &format!("alone{first}"), 2).await;
    }
    for round in 0..20 {
        let all = nodes.iter().enumerate().map(|(number, node)| {
            let to = stream(&format!("n{number}r{round}"));
            async move { node.append(&to, Expected::NoStream, vec![event(to.as_str())]).await }
        });
        for appended in futures_util::future::join_all(all).await {
            appended.expect("it is taken");
        }
    }
    let log = log(&nodes[2]).await.expect("what the database carried over verifies");
    assert_eq!(log.len(), 4 * 2 + 20 * 4);
    assert!(log.windows(2).all(|pair| pair[0].recorded_at_us <= pair[1].recorded_at_us));
    assert_eq!(log[0].recorded_at_us / 1_000_000, NOON_US / 1_000_000, "the first clock was right");
    let ahead = NOON_US + 86_400_000_000;
    assert!(log[4..].iter().all(|event| event.recorded_at_us >= ahead), "nobody goes back behind it");
}

/// A row as version 2 wrote it: the time in the middle of what its checksum covers.
#[tokio::test]
async fn rows_from_before_the_time_moved_to_the_end_of_the_checksum_stay_readable() {
    let database = Database::new().await;
    let owner = database.person("hejie").await;
    for tables in [include_str!("../../sql/schema.sql"), include_str!("../../sql/version-2.sql")] {
        owner.batch_execute(&tables.replace("{schema}", "hejie")).await.expect("the tables of version 2");
    }
    let old = event("old");
    let mut crc = crc32fast::Hasher::new();
    crc.update(&0_u64.to_le_bytes());
    crc.update(&NOON_US.to_le_bytes());
    crc.update(old.event_id.as_bytes());
    for length in ["case-old".len(), old.event_type.len(), old.metadata.len(), old.payload.len()] {
        crc.update(&(length as u64).to_le_bytes());
    }
    for bytes in [&b"case-old"[..], old.event_type.as_bytes(), &old.metadata, &old.payload] {
        crc.update(bytes);
    }
    let sql = "SELECT hejie.append(ARRAY['case-old'], ARRAY[0::bigint], ARRAY[$1::uuid], ARRAY[$2::text], $3::bigint,
                                   ARRAY[$4::bytea], ARRAY[$5::bytea], ARRAY[$6::bigint], ARRAY[NULL::bytea])";
    let (metadata, payload) = (old.metadata.as_slice(), old.payload.as_slice());
    let sum = i64::from(crc.finalize());
    let event_type = &*old.event_type;
    let values: [&(dyn ToSql + Sync); 6] = [&old.event_id, &event_type, &NOON_US, &metadata, &payload, &sum];
    owner.execute(sql, &values).await.expect("an append of version 2");

    let store = node(&database, -5_000_000).await;
    begin(&store, "new", 1).await;
    let log = log(&store).await.expect("both verify");
    assert_eq!((log[0].event_id, log[0].recorded_at_us), (old.event_id, NOON_US));
    assert_eq!((log[1].position, log[1].recorded_at_us), (Position::counter(2), NOON_US));
    assert!(owner.execute(sql, &values).await.is_err(), "a node of version 2 cannot append any more");
}
