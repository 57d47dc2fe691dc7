//! The SQLite engine from outside.
#![allow(clippy::expect_used, reason = "a test fails by a panic with a sentence")]

mod backup;
mod contract;
mod crash;
mod damage;
mod disk_full;
mod failing_disk;
mod files;
mod interleavings;
mod killed;
mod levers;
mod refusals;
mod support;
mod writing;
