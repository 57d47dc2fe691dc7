//! The KurrentDB engine from outside, on a cluster of our own that speaks the server's protocol.
#![allow(clippy::expect_used, reason = "a test fails by a panic with a sentence")]

mod appending;
mod cluster;
mod contract;
mod identity;
mod probes;
mod reading;
mod support;
mod wait;
