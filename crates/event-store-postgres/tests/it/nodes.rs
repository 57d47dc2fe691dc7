//! Several nodes on one log, and transactions of others that are held open: order, completeness, no stall. What one held append does to
//! later ones is a promise of the contract.

use crate::support::{Database, begin, check, log, stream, write};
use event_store::contract::{event, events};
use event_store::{AppendError, EventStore, Expected, Follow, FollowItem, Position, Revision};
use event_store_postgres::PgEventStore;
use std::sync::Arc;
use tokio_postgres::Client;

/// An append past the engine, with the function the engine uses; the event is of no use, only its place matters.
async fn append_by_hand(person: &Client, id: &str) {
    let sql = "SELECT hejie.append(1::bigint, ARRAY[$1::text], ARRAY[0::bigint], ARRAY[gen_random_uuid()], ARRAY['t'],
                                   ARRAY[''::bytea], ARRAY[''::bytea], ARRAY[0::bigint], ARRAY[NULL::bytea])";
    person.execute(sql, &[&format!("case-{id}")]).await.expect("an append");
}

#[tokio::test]
async fn a_rolled_back_append_leaves_no_gap() {
    let database = Database::new().await;
    let store = database.store().await;
    let holder = database.person("hejie").await;
    holder.batch_execute("BEGIN").await.expect("a transaction");
    append_by_hand(&holder, "held").await;
    holder.batch_execute("ROLLBACK").await.expect("rolled back");
    assert_eq!(begin(&store, "a", 2).await.position, Position::counter(2));
    assert_eq!(log(&store).await.expect("whole").len(), 2);
}

/// A transaction with an early id, in this database and in another one, neither stalls nor hides nor reorders anything.
#[tokio::test]
async fn foreign_transactions_held_open_change_nothing() {
    let (database, elsewhere) = (Database::new().await, Database::new().await);
    let mut holders = Vec::new();
    for place in [&database, &elsewhere] {
        let holder = place.person("hejie").await;
        holder
            .batch_execute("CREATE TABLE inbox (id int); BEGIN; INSERT INTO inbox VALUES (1)")
            .await
            .expect("an open transaction with an id of its own");
        holders.push(holder);
    }
    let one = database.store().await;
    let other = database.store().await;
    begin(&one, "a", 2).await;
    let second =
        other.append(&stream("a"), Expected::Exact(Revision(1)), events("more", 2)).await.expect("taken");
    for store in [&one, &other] {
        assert_eq!(store.head().await, Ok(second.position));
        let log = log(store).await.expect("whole");
        assert_eq!(log.iter().map(|event| event.revision.0).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
    drop(holders);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_append_while_two_followers_miss_nothing_and_see_nothing_twice() {
    const WRITERS: u64 = 16;
    const APPENDS: u64 = 25;
    let database = Database::new().await;
    let nodes = [database.store().await, database.store().await];
    let followers: Vec<_> = nodes
        .iter()
        .map(|node| tokio::spawn(follow(Arc::clone(node), (2 * WRITERS * APPENDS) as usize)))
        .collect();
    let mut writers = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        for writer in 0..WRITERS {
            writers.push(tokio::spawn(write(Arc::clone(node), format!("n{number}w{writer}"), APPENDS)));
        }
    }
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.expect("no panic"));
    }
    let log = log(&nodes[0]).await.expect("whole");
    check(&log, &acknowledged);
    for follower in followers {
        assert_eq!(follower.await.expect("no panic"), log, "a follower saw another log");
    }
}

async fn follow(store: Arc<PgEventStore>, total: usize) -> Vec<event_store::RecordedEvent> {
    let mut follow = Follow::new(store, Position::START, 40);
    let mut seen = Vec::new();
    while seen.len() < total {
        if let FollowItem::Event(event) = follow.next().await.expect("a follower can read") {
            seen.push(*event);
        }
    }
    seen
}

/// Three nodes fight for the same streams: each round has one winner, and the losers' neighbours are unharmed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_racing_for_one_stream_have_one_winner_and_spare_the_neighbours() {
    let database = Database::new().await;
    let nodes = [database.store().await, database.store().await, database.store().await];
    for round in 0..30_u64 {
        let expected =
            round.checked_sub(1).map_or(Expected::NoStream, |last| Expected::Exact(Revision(last)));
        let mut calls = Vec::new();
        for (number, node) in nodes.iter().enumerate() {
            for racer in 0..3 {
                let (node, new) = (Arc::clone(node), event(&format!("{round} {number} {racer}")));
                calls.push(tokio::spawn(async move {
                    let contested = stream("race");
                    let alone = stream(&format!("alone{round}n{number}r{racer}"));
                    let neighbour = event(&format!("neighbour {round} {number} {racer}"));
                    let (raced, spared) = tokio::join!(
                        node.append(&contested, expected, vec![new]),
                        node.append(&alone, Expected::NoStream, vec![neighbour])
                    );
                    spared.expect("a neighbour of a lost race is written");
                    raced
                }));
            }
        }
        let mut winners = 0;
        for call in calls {
            match call.await.expect("no panic") {
                Ok(appended) => winners += u32::from(appended.fresh),
                Err(error) => assert_eq!(error, AppendError::Conflict { actual: Some(Revision(round)) }),
            }
        }
        assert_eq!(winners, 1);
    }
    assert_eq!(log(&nodes[2]).await.expect("whole").len(), 30 * 10);
}

#[tokio::test]
async fn the_same_call_through_another_node_gets_the_first_answer() {
    let database = Database::new().await;
    let (one, other) = (database.store().await, database.store().await);
    let first = begin(&one, "a", 3).await;
    let again = begin(&other, "a", 3).await;
    assert_eq!(again, event_store::Appended { fresh: false, ..first });
    let elsewhere = other.append(&stream("b"), Expected::NoStream, events("a", 3)).await;
    assert_eq!(elsewhere, Err(AppendError::EventIdTaken));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_starting_together_create_the_tables_once() {
    let database = Arc::new(Database::new().await);
    let starts: Vec<_> = (0..6)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { database.store().await })
        })
        .collect();
    let mut incarnations = Vec::new();
    for (number, start) in starts.into_iter().enumerate() {
        let store = start.await.expect("every node starts");
        incarnations.push(store.incarnation());
        begin(&store, &format!("n{number}"), 1).await;
    }
    incarnations.dedup();
    assert_eq!(incarnations.len(), 1, "all nodes are on one log");
}

#[tokio::test]
async fn an_append_of_another_node_wakes_a_follower() {
    let database = Database::new().await;
    let (one, other) = (database.store().await, database.store().await);
    let waiting = {
        let one = Arc::clone(&one);
        tokio::spawn(async move { one.changed(Position::START).await })
    };
    begin(&other, "a", 1).await;
    waiting.await.expect("woken");
    assert_eq!(log(&one).await.expect("whole").len(), 1);
}

/// What a database looks like that version 1 made.
#[tokio::test]
async fn tables_from_before_the_chain_are_brought_up_once_and_keep_their_events() {
    let database = Database::new().await;
    let owner = database.person("hejie").await;
    let old = include_str!("../../sql/schema.sql").replace("{schema}", "hejie");
    owner.batch_execute(&old).await.expect("the tables of version 1");
    let nodes = futures_util::future::join_all((0..4).map(|_| database.store())).await;
    begin(&nodes[0], "a", 2).await;
    let mut chained = event("chained");
    chained.previous = Some([5; 32]);
    nodes[3].append(&stream("b"), Expected::NoStream, vec![chained]).await.expect("it is taken");
    let links: Vec<_> = log(&nodes[1]).await.expect("whole").iter().map(|event| event.previous).collect();
    assert_eq!(links, [None, None, Some([5; 32])]);
}
