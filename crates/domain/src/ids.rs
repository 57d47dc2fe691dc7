//! Names of things: newtypes, so that a party is never passed where a mediator is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! uuid_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $name {
            /// Reads the hyphenated or simple hexadecimal form.
            ///
            /// # Errors
            /// [`Malformed`] when the text is neither.
            pub fn parse(text: &str) -> Result<Self, Malformed> {
                Uuid::try_parse(text).map(Self).map_err(|_| Malformed(stringify!($name)))
            }
        }
    )+};
}

uuid_ids! {
    /// A mediation case, from filing to archive.
    CaseId;
    /// One side's person or organisation in one case.
    PartyId;
    /// A mediator on the roster.
    MediatorId;
    /// Somebody who acts for a party of a case: an agent or a guardian.
    RepresentativeId;
    /// One meeting of a case.
    SessionId;
    /// One placing of a session in the calendars of its resources; a session that moves gets a new one.
    BookingId;
    /// A room or a video link of a centre.
    PlaceId;
    /// Someone whose personal data is sealed under a key of its own; one per person **and case**, so that erasing one case leaves the others readable.
    SubjectId;
    /// One request of a person about his or her own data.
    DataRequestId;
    /// A draft of an application.
    DraftId;
    /// A docking agreement of a centre with a court.
    DockingId;
    /// Cases that are linked and handled together.
    BatchId;
    /// One legal hold on one case.
    HoldId;
    /// One intention of one caller; the same for every retry.
    CommandId;
}

impl CommandId {
    /// A name that is a pure function of this command: a repeated command names the same things again.
    #[must_use]
    pub fn derive(self, what: &str, index: usize) -> Uuid {
        Uuid::new_v5(&self.0, format!("{what}.{index}").as_bytes())
    }
}

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {0}")]
pub struct Malformed(pub &'static str);

macro_rules! slug_ids {
    ($($(#[$doc:meta])* $name:ident, $longest:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Reads 1 or more characters of `a-z A-Z 0-9 . _ -`.
            ///
            /// # Errors
            /// [`Malformed`] when it is empty, too long or holds another character.
            pub fn parse(text: &str) -> Result<Self, Malformed> {
                let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
                if !text.is_empty() && text.len() <= $longest && text.bytes().all(allowed) {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Malformed(stringify!($name)))
                }
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

slug_ids! {
    /// The province-wide federation a log belongs to; part of every stream name.
    Tenant, 16;
    /// A mediation centre, named by the six-digit division code of its city, e.g. `440100` for Guangzhou.
    CentreId, 16;
    /// An account at the identity provider: its `sub`. Opaque; never a name or a phone number.
    UserId, 96;
}
