//! The rules and values of the domain, tested from outside as other crates use them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test that cannot go on must say so.

mod batch;
mod centre;
mod custody;
mod data_request;
mod docking;
mod documents;
mod draft;
mod model;
mod publication;
mod registers;
mod resource_calendar;
mod rules;
mod statistics;
mod statutes;
mod story;
mod values;
mod wire_format;
