//! What the crate promises, from outside: trees, checkpoints, keys, bundles, whole logs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod archive;
mod bundle;
mod certificate;
mod checkpoint;
mod hostile;
mod leaf;
mod log;
mod second_verifier;
mod settlement;
mod tampering;
mod tree;
mod vectors;
