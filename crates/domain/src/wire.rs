//! Between events and the log: explicit wire names with a version, JSON payloads, one place.

use crate::centre::RulesOfCentre;
use crate::ids::CommandId;
use crate::occasion::Actor;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a stored event could not be read. Loud, reported with stream and revision by the caller, never a panic.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No version of this house ever wrote such a type; a newer one may have.
    #[error("unknown event type {0}; a newer version of hejie may have written it")]
    UnknownType(String),
    /// The payload is not what its type promises.
    #[error("event of type {event_type} cannot be read: {reason}")]
    Malformed {
        /// The wire name.
        event_type: String,
        /// What serde says; never quotes values.
        reason: String,
    },
}

impl DecodeError {
    /// A payload that does not fit its type. Serde's message may quote the data, so only the place is kept.
    #[must_use]
    pub fn malformed(event_type: &str, error: &serde_json::Error) -> Self {
        let reason =
            format!("{:?} error at line {} column {}", error.classify(), error.line(), error.column());
        Self::Malformed { event_type: event_type.to_owned(), reason }
    }
}

/// Why an event could not be written: a slot with personal data was still clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError(pub String);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "event cannot be written: {}", self.0)
    }
}

impl std::error::Error for EncodeError {}

/// What stands beside every payload: who, when, by which command. Opaque ids only, no personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Who acted.
    pub actor: Actor,
    /// When, UTC, by the shell's clock; the legal date of the event follows from it.
    pub occurred_at: DateTime<Utc>,
    /// The command that caused it; all events of one command share it.
    pub command: CommandId,
    /// Keyed digest of the request, 64 hexadecimal digits: tells a repeat from another request under the same key.
    pub digest: String,
    /// The request, for tracing one action through logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation: Option<String>,
    /// By which centre's terms it was judged; absent: by rule set 1 of the house alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<RulesOfCentre>,
}

impl Metadata {
    /// Reads what stands beside a stored event.
    ///
    /// # Errors
    /// [`DecodeError::Malformed`] when it is not what this house writes.
    pub fn decode(event_type: &str, bytes: &[u8]) -> Result<Self, DecodeError> {
        serde_json::from_slice(bytes).map_err(|error| DecodeError::malformed(event_type, &error))
    }
}

/// Declares the events of a stream: one variant per payload type, its wire name, and both directions.
macro_rules! events {
    (
        $(#[$enum_doc:meta])*
        pub enum $name:ident { $($(#[$doc:meta])* $variant:ident => $wire:literal,)+ }
    ) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each payload type carries the documentation")]
        pub enum $name { $($(#[$doc])* $variant($variant),)+ }

        impl $name {
            /// Every wire name this version writes.
            pub const WIRE_NAMES: &'static [&'static str] = &[$($wire),+];

            /// The stable wire name with its version.
            #[must_use]
            pub const fn wire_name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $wire,)+ }
            }

            /// The payload as JSON.
            ///
            /// # Errors
            /// When personal data in it is not sealed yet.
            pub fn encode(&self) -> Result<Vec<u8>, $crate::wire::EncodeError> {
                match self { $(Self::$variant(payload) => serde_json::to_vec(payload),)+ }
                    .map_err(|error| $crate::wire::EncodeError(error.to_string()))
            }

            /// Reads an event of any version ever written.
            ///
            /// # Errors
            /// See [`DecodeError`](crate::wire::DecodeError).
            pub fn decode(wire_name: &str, payload: &[u8]) -> Result<Self, $crate::wire::DecodeError> {
                match wire_name {
                    $($wire => serde_json::from_slice(payload).map(Self::$variant)
                        .map_err(|error| $crate::wire::DecodeError::malformed(wire_name, &error)),)+
                    _ => Err($crate::wire::DecodeError::UnknownType(wire_name.to_owned())),
                }
            }
        }

        impl $crate::personal::HoldsPersonal for $name {
            fn each_personal(&mut self, path: &str, visit: &mut $crate::personal::Visit<'_>) {
                match self { $(Self::$variant(payload) => payload.each_personal(path, visit),)+ }
            }
        }
    };
}
pub(crate) use events;
