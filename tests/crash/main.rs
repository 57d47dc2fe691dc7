//! SIGKILL under load, round after round: what was acknowledged is there exactly once, the log has no holes, the views are what the
//! log says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops with a message and tells what it did"
)]

mod checks;
mod contested;
mod load;
mod storm;
mod wrong_clock;
