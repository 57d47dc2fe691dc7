//! The port from outside: its small parts, and the contract suite tried on an engine that can be broken on purpose.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic with a sentence")]

mod contract;
mod follow;
mod history;
mod levers;
mod memory;
mod names;
