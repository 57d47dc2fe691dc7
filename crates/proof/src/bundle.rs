//! The settlement bundle: one file with which a court checks a settlement, offline and without trusting the centre.
//!
//! It carries the whole stream of the case, so nothing between two events can be left out, and states in clear what follows
//! from it. [`verify_bundle`] derives the same statements again and compares. Format: `docs/proof-format.md`.

mod archive;
mod assemble;
mod certificates;
mod error;
mod facts;
mod format;
mod verify;

pub use archive::{ARCHIVE_FORMAT, Archive, ArchiveVerdict, verify_archive};
pub use assemble::{Chains, ProvedEvent};
pub use error::BundleError;
pub use format::{
    AgreementPart, Bundle, CertificatePart, ConfirmationPart, EffectPart, EventPart, RegimePart, SealPart,
    SignaturePart, SignerPart,
};
pub(crate) use verify::Stored;
pub use verify::{Reader, Verdict, verify_bundle};

/// The format this version writes.
pub const FORMAT: &str = "hejie-settlement-bundle/v2";

/// The format before, without certificates; it is read as ever.
pub const FORMAT_WITHOUT_CERTIFICATES: &str = "hejie-settlement-bundle/v1";

/// Longest bundle in bytes.
pub const BUNDLE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Most events of a bundle; a case has some dozens.
pub const EVENTS_MAX: usize = 10_000;
