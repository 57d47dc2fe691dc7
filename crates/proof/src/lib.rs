//! Proof for people who do not trust the house: that an event stood in the log, that the log only ever grew, and that a
//! settlement is what a court was told it is.
//!
//! An event becomes a [`leaf`], leaves become a [`tree`] with tiles, the tree's root is signed in a [`checkpoint`], and a
//! [`bundle`] carries one settlement with everything needed to check it offline, [`erasure`] a certificate of erasure. [`log`] checks a whole log.
//! Formats: `docs/proof-format.md`.
//!
//! Absent on purpose: the rules of the case (a verifier must not trust the code it verifies), databases, network, async, clocks.

pub mod bundle;
pub mod certificate;
pub mod checkpoint;
pub mod erasure;
mod hash;
pub mod key;
pub mod leaf;
pub mod log;
pub mod note;
pub mod tree;

pub use hash::TreeHash;
