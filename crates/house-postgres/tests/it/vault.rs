//! The wrapped keys as those ask for them who hold a thread while they wait.

use crate::cluster::Cluster;
use application::{KeyRows, Offer};
use domain::ids::SubjectId;
use event_store_postgres::PgOptions;
use house_postgres::SharedVault;
use std::sync::Arc;
use uuid::Uuid;

/// As many tasks as the runtime has threads hold them all, and what they wait for must come all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_found_while_every_thread_of_the_runtime_waits_for_one() {
    let cluster = Cluster::start("");
    let options = format!("host={} user=hejie dbname=postgres", cluster.socket());
    let options = PgOptions::parse(&options).unwrap();
    let vault = Arc::new(SharedVault::connect(&options).await.unwrap());
    let subject = SubjectId(Uuid::from_u128(7));
    let _kept = vault
        .keep(Offer { master: String::new(), keys: vec![(subject, vec![1; 60])], traces: Vec::new() })
        .await
        .unwrap();
    for _ in 0..20 {
        let looks = [(); 4].map(|()| {
            let vault = Arc::clone(&vault);
            tokio::spawn(async move { vault.look(subject) })
        });
        for look in looks {
            assert!(look.await.unwrap().is_ok(), "nobody answered");
        }
    }
}
