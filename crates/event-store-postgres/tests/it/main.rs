//! The PostgreSQL engine against real servers, which these tests start themselves.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by a panic with a sentence")]

mod cluster;
mod contract;
mod crash;
mod damage;
mod failover;
mod levers;
mod nodes;
mod refusals;
mod support;
mod time;
mod tls;
mod unknown;
