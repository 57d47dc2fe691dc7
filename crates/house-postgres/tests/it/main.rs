//! What nodes share in PostgreSQL, on a real server the tests start themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../../../event-store-postgres/tests/it/cluster.rs"]
mod cluster;
mod lease;
mod vault;
