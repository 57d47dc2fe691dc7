//! The shell around the domain: execute a command, keep personal data sealed. Knows no HTTP.
//!
//! A command goes one way: load the stream (folded, from a bounded cache) → `decide` → seal → append with the expected revision →
//! receipt. Absent on purpose: HTTP, views, rules. The clock is read here, once per command, and nowhere further in.

mod accounts;
mod aggregate;
mod archive;
mod batches;
mod calendars;
mod case;
mod case_follower;
mod centres;
mod clock;
mod complaints;
mod conflict_watch;
mod copies;
mod custody;
mod data_request;
mod dockings;
mod drafts;
mod emergency;
mod execute;
mod folded;
mod follower_file;
mod follower_readers;
mod group_writer;
mod house;
mod journal;
mod lease;
mod matching;
mod memoranda;
mod moved;
mod notary;
mod own_thread;
mod protection;
mod publications;
mod receipt;
mod referral;
mod registers;
mod reservations;
mod revocation;
mod scheduling;
mod search;
mod settlement_bundle;
mod signing;
mod statutes;
mod timers;
mod vault;

pub use accounts::{
    Accounts, FactorSecret, ListedAccount, OpenSession, PasswordUnfit, SessionTerms, SignInError,
    SignInProof, SignedIn, code_at, needs_second_factor,
};
pub use aggregate::Aggregate;
pub use archive::{ArchiveError, Shelf};
pub use case_follower::FollowerStatus;
pub use centres::NumberLine;
pub use clock::Clock;
pub use conflict_watch::{ConflictWatch, WatchError};
pub use copies::{CopyError, copy_beside_log, destroy_keys, subjects_of_vault};
pub use data_request::{Found, certificate};
pub use emergency::{EmergencyAccess, EmergencyReview};
pub use execute::{Call, ExecuteError, Refusal};
pub use folded::{Folded, RecordError, Remembered};
pub use follower_file::FollowerFileError;
pub use house::{House, HouseOptions, random_text};
pub use journal::chain::{Indexed, JournalFault, JournalHead, KeptRead, Linked};
pub use journal::seal::{JournalSeal, SealError, open as open_journal_head};
pub use journal::{
    Class, Classes, Journal, JournalError, JournalFilter, Looked, Purpose, Read, ReadDesk, Trace,
};
pub use lease::{Acting, Epoch, LeaseDesk, LeaseError, SoleHolder, Stewardship};
pub use matching::{MatchIndex, Matching, NotCompared};
pub use moved::Moved;
pub use notary::{
    CosignError, Fault, FaultKind, Notary, NotaryError, NotaryFiles, NotaryOptions, NotaryState, ProveError,
    Proved, Published, ScrubPace, retiring_key,
};
#[cfg(feature = "bench-bare")]
pub use protection::{leave_journal_out, leave_protection_out};
pub use receipt::{Receipt, ReceiptEvent};
pub use reservations::Reservations;
pub use revocation::{
    AccessStanding, FRESH, ListedRevocation, NumberedRevocation, OtherReaders, Revocation, RevocationAct,
    RevocationDesk, RevocationError, Revocations,
};
pub use scheduling::Attendance;
pub use search::{Excerpt, FoundBy, Hit, Scope, Search, Sought};
pub use settlement_bundle::SettlementError;
pub use signing::{OfferedCertificate, SigningPolicy, SigningRefusal};
pub use timers::{DueItem, DueItems, Timers};
pub use vault::{
    Holder, Kept, KeyCommand, KeyRows, MasterId, MasterKeys, MasterRows, MasterState, MasterUse, Offer,
    Opened, PersonKeys, Rotation, Vault, VaultError, Wrapped,
};
