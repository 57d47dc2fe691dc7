//! Waiting on a condition: the one place of this ring that lets time pass.

use std::time::{Duration, Instant};

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long to look away between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// Asks until there is an answer.
///
/// # Panics
/// After a minute, naming what never came.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "never came: {what}");
        std::thread::sleep(PAUSE);
    }
}

/// Leaves a server that is away, or overtaxed, a moment before it is asked again.
pub async fn a_moment() {
    tokio::time::sleep(PAUSE).await;
}
