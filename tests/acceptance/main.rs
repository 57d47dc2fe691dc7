//! Stories of the whole product over real HTTP, against the real binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops with a message")]

mod archive;
mod backup;
mod bad_input;
mod bench;
mod calendars;
mod centres;
mod certificate;
mod complaints;
mod confidential;
mod confirmation;
mod conflicts;
mod correction;
mod deployment;
mod detours;
mod drafts;
mod endings;
mod endpoint_coverage;
mod erasure;
mod keys;
mod last_day;
mod leases;
mod lists;
mod nodes;
mod numbers;
mod parties;
mod pauses;
mod privacy;
mod proof;
mod proposals;
mod protocol;
mod random_requests;
mod referral;
mod safety;
mod scheduling;
mod selection;
mod sessions;
mod signing;
mod similarity;
mod talks;
mod tampering;
mod tokens;
mod tracks;
mod transfer;
mod whole_path;
