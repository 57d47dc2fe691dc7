//! Stories of the whole product over real HTTP, against the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops with a message"
)]

mod whole_path;
