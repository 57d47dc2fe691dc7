//! How fast the views are built; a number to look at, not a bar to pass.

use crate::story::filed;
use crate::support::House;
use event_store::EventStore;
use std::time::Instant;

#[tokio::test]
async fn the_views_of_many_cases_are_built_and_the_rate_is_told() {
    let house = House::new();
    for number in 1..=40 {
        house.append(&filed(number).whole()).await;
    }
    let head = house.log.head().await.expect("a head").commit;
    for batch in [1, 100, 1000] {
        let began = Instant::now();
        let runner = house.follow(&format!("views-{batch}.db"), batch).await;
        house.catch_up(&runner).await;
        let rate = head as f64 / began.elapsed().as_secs_f64();
        println!("{head} events in batches of {batch}: {rate:.0} events/s");
        assert_eq!(runner.position().commit, head);
    }
}
