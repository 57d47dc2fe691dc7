//! The frame of the API, without any case: what happens to a request before a rule is asked.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test that cannot go on has to say so"
)]

mod access;
mod bad_input;
mod consistency;
mod demo;
mod documents;
mod fuzz;
mod harness;
mod import;
mod observability;
mod party_page;
mod policies;
mod settings;
mod tokens;
mod year;
