//! The harness of the acceptance ring: the real binary as a process of its own, spoken to over HTTP like any outsider would.
//!
//! In reading order: the process ([`process`]), who speaks ([`who`]), what is said and answered ([`call`]), the house under test
//! ([`house`]), and a dispute that is taken step by step through it ([`dispute`]).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a harness stops its test with a message"
)]

pub mod bids;
pub mod call;
pub mod cast;
pub mod certificates;
pub mod contest;
pub mod dispute;
pub mod document;
pub mod house;
pub mod odd;
pub mod oidc;
pub mod postgres;
pub mod process;
pub mod schemathesis;
pub mod venv;
pub mod wait;
pub mod who;
pub mod wire;

pub use call::{Answer, Call};
pub use contest::Contest;
pub use dispute::{Dispute, People, Step};
pub use house::{House, Succeeded};
pub use oidc::Provider;
pub use postgres::Shared;
pub use process::Process;
pub use who::Who;
