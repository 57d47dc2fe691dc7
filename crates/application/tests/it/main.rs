//! The application ring: the vault and the one way through the house, on a real embedded log.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod conflict_watch;
mod drafts;
mod emergency;
mod execute;
mod house;
mod in_mediation;
mod journal;
mod lease;
mod matching;
mod moved;
mod rotation;
mod scheduling;
mod search;
mod vault;
