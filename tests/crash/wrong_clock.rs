//! The clock of the machine jumps by a day, back and forth, while many write and while the server is killed.

use acceptance::process::{Dial, run};
use acceptance::who::let_clocks_be_wrong_by;
use acceptance::{Contest, House};
use std::sync::Arc;
use tokio::task::JoinSet;

const CLIENTS: usize = 6;
const WRITES: usize = 8;

/// Writes acknowledged between two turns of the dial.
const BETWEEN: usize = 12;

const DAY_S: i64 = 86_400;

/// Never before the day the cases were filed on: a report of that day would be one of tomorrow.
const JUMPS: [i64; 6] = [DAY_S, 0, 2 * DAY_S, DAY_S / 24, 2 * DAY_S, 0];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_clock_jumps_back_and_forth_loses_nothing_and_repeats_nothing() {
    let_clocks_be_wrong_by(3);
    let dial = Dial::right();
    let house = Arc::new(House::with("info", dial.environment()));
    house.fill_registers().await;
    let contest = Contest::at(&house).await;
    for (round, jump) in JUMPS.into_iter().enumerate() {
        let mut clients: JoinSet<()> = (0..CLIENTS)
            .map(|client| contest.clone().work(vec![Arc::clone(&house)], CLIENTS * round + client, WRITES))
            .collect();
        contest.progress(BETWEEN).await;
        dial.turn(jump);
        // Every other time the server starts in a time that lies before or behind what it wrote.
        if round % 2 == 1 {
            let house = Arc::clone(&house);
            let again = tokio::task::spawn_blocking(move || {
                house.kill();
                house.restart("info");
            });
            again.await.expect("it starts again");
        }
        while let Some(client) = clients.join_next().await {
            client.expect("no client was answered what no house may");
        }
    }
    contest.insist_on();
    house.stop();

    let log = rusqlite::Connection::open(house.data().join("log.db")).expect("the log");
    let mut asked = log.prepare("SELECT recorded_at_us FROM events ORDER BY position").expect("its events");
    let times: Vec<i64> =
        asked.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("times");
    let span = times.last().expect("events") - times[0];
    assert!(span >= DAY_S * 1_000_000, "the server saw the jumps: {span} microseconds");
    assert!(times.is_sorted(), "no event was recorded before the one in front of it");
    drop(asked);
    drop(log);
    let verified = run(&house.data(), &["verify", "--json"]);
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success(), "chain, tree and views are whole: {said}");
}
