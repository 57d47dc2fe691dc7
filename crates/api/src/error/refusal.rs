//! From the shell's refusals to problems: one place, nothing lost, nothing said twice.

use super::{ApiError, table};
use application::{ExecuteError, NotCompared, Refusal, VaultError};
use domain::case::Rejection;

/// When an acceptance is worth asking for again whose filing cannot be compared, seconds.
const PARKED_RETRY_S: u32 = 30;

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Case(Rejection::NotInvolved) => Self::new(&table::NOT_FOUND),
            Refusal::Case(rejection) => {
                Self::from_code(rejection.code()).with_facts(rejection.facts()).with_basis(rejection.basis())
            }
            Refusal::Roster(rejection) => Self::from_code(rejection.code()),
            Refusal::Custody(rejection) => {
                Self::from_code(rejection.code()).with_facts(rejection.facts()).with_basis(rejection.basis())
            }
            Refusal::DataRequest(rejection) => {
                Self::from_code(rejection.code()).with_facts(rejection.facts()).with_basis(rejection.basis())
            }
            Refusal::Calendar(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Draft(rejection) => Self::from_code(rejection.code()),
            Refusal::Batch(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Publication(rejection) => {
                Self::from_code(rejection.code()).with_facts(rejection.facts())
            }
            Refusal::Docking(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Memorandum(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Centre(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Holidays(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::RuleBook(rejection) => Self::from_code(rejection.code()).with_facts(rejection.facts()),
            Refusal::Number(rejection) => Self::from_code(rejection.code()),
            Refusal::Signing(refusal) => Self::from_code(refusal.code()).with_basis(refusal.basis()),
            Refusal::InstitutionUnknown => Self::new(&table::INSTITUTION_UNKNOWN),
            Refusal::CentreUnknown => Self::new(&table::CENTRE_UNKNOWN),
        }
    }
}

impl From<ExecuteError> for ApiError {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::Refused(refusal) => (*refusal).into(),
            ExecuteError::RevisionMismatch { actual, since } => Self::new(&table::REVISION_MISMATCH)
                .with("actual", actual.map_or_else(|| "-".to_owned(), |revision| revision.to_string()))
                .with("since", if since.is_empty() { "-".to_owned() } else { since.join(", ") }),
            ExecuteError::KeyReused => Self::new(&table::IDEMPOTENCY_KEY_REUSED),
            ExecuteError::Contended => Self::new(&table::CONFLICT_CONTENDED),
            ExecuteError::Unknown => Self::new(&table::OUTCOME_UNKNOWN),
            ExecuteError::Busy(reason) => {
                tracing::warn!(reason, "busy");
                Self::new(&table::STORE_BUSY)
            }
            ExecuteError::NotCompared(NotCompared::Behind) => Self::new(&table::COMPARISON_BEHIND),
            ExecuteError::NotCompared(NotCompared::Parked(case)) => Self::new(&table::COMPARISON_PARKED)
                .with("case", case.to_string())
                .retry_after(PARKED_RETRY_S),
            ExecuteError::TooLarge(reason) => {
                tracing::warn!(reason, "an append was too large");
                Self::new(&table::COMMAND_TOO_LARGE)
            }
            ExecuteError::Unreadable { stream, reason } => {
                tracing::error!(stream, reason, "history cannot be read");
                Self::new(&table::HISTORY_UNREADABLE)
            }
        }
    }
}

impl From<VaultError> for ApiError {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Busy(reason) => {
                tracing::warn!(reason, "the vault is busy");
                Self::new(&table::STORE_BUSY)
            }
            VaultError::KeyService(reason) => {
                tracing::warn!(reason, "the key service cannot be used");
                Self::new(&table::STORE_BUSY)
            }
            error @ (VaultError::Unreadable(_)
            | VaultError::WrongMasterKey { .. }
            | VaultError::MasterKeyMalformed
            | VaultError::Erased(_)
            | VaultError::MasterKeysGiven
            | VaultError::MasterKeyInUse(_)
            | VaultError::MasterKeyUnknown(_)
            | VaultError::Tampered(_)
            | VaultError::Randomness(_)) => Self::internal(&error),
        }
    }
}
