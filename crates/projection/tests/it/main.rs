//! The read side from outside: histories told through the rules, appended to a real log, asked back from the views.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by a panic with a sentence"
)]

mod story;
mod support;

mod access;
mod as_of;
mod batches;
mod calendar;
mod case;
mod centre_desk;
mod counts;
mod courts;
mod delivery;
mod dockings;
mod due;
mod eyes;
mod institution_desk;
mod lists;
mod moving;
mod opening;
mod opinions;
mod parking;
mod party_page;
mod performance;
mod registers;
mod retrying;
mod speed;
mod stalled;
mod statistics;
mod succession;
mod timeline;
mod work_list;
