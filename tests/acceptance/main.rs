//! Stories of the whole product over real HTTP, against the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops with a message")]

mod backup;
mod bad_input;
mod confirmation;
mod conflicts;
mod detours;
mod endings;
mod endpoint_coverage;
mod lists;
mod nodes;
mod parties;
mod privacy;
mod proposals;
mod protocol;
mod random_requests;
mod scheduling;
mod talks;
mod tokens;
mod whole_path;
