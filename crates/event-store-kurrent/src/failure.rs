//! What is known after a call that brought no answer of use, told from the client's errors.

use event_store::{AppendError, ReadError};
use eventstore::{CurrentRevision, Error};
use std::time::Duration;

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It never left this process, or the server said that it did nothing with it.
    NotDone(String),
    /// A node that is not the leader refused it.
    NotLeader,
    /// It was sent and not answered: it may have been carried out.
    Lost(String),
    /// The stream stands elsewhere; `None`: it does not exist.
    Conflict(Option<u64>),
    /// There is no such stream.
    NotFound,
    /// Somebody deleted the stream on the server.
    Deleted,
    /// The server takes less than we thought.
    TooLarge(String),
    /// What came back cannot be what was written.
    Damaged(String),
    /// Not sent: behind the connection lies another log.
    Foreign(String),
}

impl Fault {
    /// No answer for so long.
    pub(crate) fn silence(deadline: Duration) -> Self {
        Self::Lost(format!("no answer within {} ms", deadline.as_millis()))
    }

    /// The same for a call that only reads.
    pub(crate) fn of_read(self) -> ReadError {
        match self {
            Self::NotDone(reason) | Self::Lost(reason) | Self::TooLarge(reason) => {
                ReadError::Unavailable { reason }
            }
            Self::NotLeader => ReadError::Unavailable { reason: "the cluster has no leader".to_owned() },
            Self::Damaged(reason) | Self::Foreign(reason) => ReadError::Damaged { reason },
            Self::Deleted => ReadError::Damaged { reason: "the stream was deleted on the server".to_owned() },
            Self::Conflict(_) | Self::NotFound => {
                ReadError::Unavailable { reason: "an answer that no read can have".to_owned() }
            }
        }
    }

    /// The same for an append whose conflict was looked at already.
    pub(crate) fn of_append(self) -> AppendError {
        match self {
            Self::NotDone(reason) => AppendError::Unavailable { reason },
            Self::NotLeader => AppendError::Unavailable { reason: "the cluster has no leader".to_owned() },
            Self::Lost(_) => AppendError::Unknown,
            Self::Foreign(reason) => AppendError::Unavailable { reason },
            Self::Conflict(actual) => AppendError::Conflict { actual: actual.map(event_store::Revision) },
            Self::Damaged(reason) => AppendError::Unavailable { reason },
            Self::NotFound => {
                AppendError::Unavailable { reason: "the server did not make the stream".to_owned() }
            }
            Self::Deleted => {
                AppendError::Unavailable { reason: "the stream was deleted on the server".to_owned() }
            }
            Self::TooLarge(reason) => AppendError::TooLarge { reason },
        }
    }
}

/// Answers of a node that looked at the call and left it alone; they arrive with the same code as a broken connection.
const LEFT_ALONE: [&str; 3] = ["Server Is Not Ready", "Server Is Too Busy", "No leader info available"];

/// What an error of the client means, and whether the client that gave it must go.
///
/// Gone means: its connection task has ended, it may hold a dead address for ever, or it sits on a node that does not answer.
pub(crate) fn classify(error: Error) -> (Fault, bool) {
    match error {
        // Both arise before anything is sent: the client asks its connection task for a node first.
        Error::ConnectionClosed => (Fault::NotDone("the client's connection has ended".to_owned()), true),
        Error::GrpcConnectionError(error) => (Fault::NotDone(error.to_string()), true),
        Error::InitializationError(reason) => (Fault::NotDone(reason), true),
        Error::ServerError(reason) if LEFT_ALONE.iter().any(|text| reason.contains(text)) => {
            (Fault::NotDone(reason), true)
        }
        Error::ServerError(reason) => (Fault::Lost(reason), true),
        Error::DeadlineExceeded => (Fault::Lost("the server's deadline passed".to_owned()), true),
        Error::NotLeaderException(_) => (Fault::NotLeader, false),
        Error::WrongExpectedVersion { current, .. } => match current {
            CurrentRevision::Current(revision) => (Fault::Conflict(Some(revision)), false),
            CurrentRevision::NoStream => (Fault::Conflict(None), false),
        },
        Error::ResourceNotFound => (Fault::NotFound, false),
        Error::ResourceDeleted => (Fault::Deleted, false),
        Error::AccessDenied => (Fault::NotDone("the cluster denies access".to_owned()), false),
        Error::UnsupportedFeature => (Fault::NotDone("the server does not know the call".to_owned()), false),
        Error::Grpc { message, .. } if message.contains("Maximum Append") => {
            (Fault::TooLarge(message), false)
        }
        // `Aborted` is the leader's own time-out while it waits for a majority.
        Error::Grpc { code, message } => (Fault::Lost(format!("{code:?}: {message}")), true),
        Error::InternalParsingError(reason) | Error::IllegalStateError(reason) => (Fault::Lost(reason), true),
        Error::ResourceAlreadyExists | Error::InternalClientError => {
            (Fault::Lost("an answer the client does not understand".to_owned()), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_surely_did_not_happen_may_be_tried_anew_by_anyone() {
        let written_perhaps = [
            Error::ServerError("status: Unavailable, message: \"connection reset\"".to_owned()),
            Error::DeadlineExceeded,
            Error::InternalClientError,
        ];
        for error in written_perhaps {
            let (fault, gone) = classify(error.clone());
            assert_eq!((fault.of_append(), gone), (AppendError::Unknown, true), "{error}");
        }
        let not_written = [
            Error::ConnectionClosed,
            Error::ServerError("status: Unavailable, message: \"Server Is Too Busy\"".to_owned()),
        ];
        for error in not_written {
            let (fault, gone) = classify(error.clone());
            assert!(matches!(fault.of_append(), AppendError::Unavailable { .. }) && gone, "{error}");
        }
    }

    #[test]
    fn an_answer_is_no_reason_to_drop_the_client() {
        let conflict = Error::WrongExpectedVersion {
            expected: eventstore::ExpectedRevision::NoStream,
            current: CurrentRevision::Current(3),
        };
        assert_eq!(classify(conflict), (Fault::Conflict(Some(3)), false));
        assert_eq!(classify(Error::ResourceNotFound), (Fault::NotFound, false));
        assert!(!classify(Error::AccessDenied).1);
    }
}
