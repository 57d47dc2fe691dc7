//! Why a request about personal data is not taken a step further.

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataRequestRejection {
    /// There is no such request, or it is another centre's or another person's: the two look the same.
    NotFound,
    /// A request has this id already.
    AlreadyReceived,
    /// The step does not belong to the state the request is in.
    WrongState {
        /// Where it stands.
        state: &'static str,
        /// Where the step belongs.
        allowed: &'static str,
    },
    /// The proof does not fit whoever asks.
    ProofDoesNotFit,
    /// An erasure needs its ground, and nothing else has one.
    ErasureGround,
    /// A correction names party, field and new value, and nothing else does.
    CorrectionValue,
    /// A correction is proposed with how the new value was checked.
    CorrectionNotChecked,
    /// Nothing was found that could be erased or restricted; refuse it for that reason.
    NothingFound,
    /// Who proposed it may not approve it.
    SecondPersonRequired,
}

impl DataRequestRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "not-found",
        "data-request-exists",
        "data-request-state",
        "proof-does-not-fit",
        "erasure-ground",
        "correction-value",
        "correction-not-checked",
        "nothing-found",
        "second-person-required",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::AlreadyReceived => "data-request-exists",
            Self::WrongState { .. } => "data-request-state",
            Self::ProofDoesNotFit => "proof-does-not-fit",
            Self::ErasureGround => "erasure-ground",
            Self::CorrectionValue => "correction-value",
            Self::CorrectionNotChecked => "correction-not-checked",
            Self::NothingFound => "nothing-found",
            Self::SecondPersonRequired => "second-person-required",
        }
    }

    /// The rule it follows from.
    #[must_use]
    pub const fn basis(&self) -> Option<&'static str> {
        match self {
            Self::ProofDoesNotFit => Some("PIPL 31, 49"),
            Self::ErasureGround => Some("PIPL 47(1)"),
            Self::CorrectionValue => Some("PIPL 46(1)"),
            Self::CorrectionNotChecked => Some("PIPL 46(2)"),
            Self::NothingFound => Some("PIPL 50"),
            Self::SecondPersonRequired => Some("PIPL 51; GB/T 22239 8.1.4.2"),
            Self::NotFound | Self::AlreadyReceived | Self::WrongState { .. } => None,
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::WrongState { state, allowed } => {
                vec![("state", (*state).to_owned()), ("allowed", (*allowed).to_owned())]
            }
            Self::NotFound
            | Self::AlreadyReceived
            | Self::ProofDoesNotFit
            | Self::ErasureGround
            | Self::CorrectionValue
            | Self::CorrectionNotChecked
            | Self::NothingFound
            | Self::SecondPersonRequired => vec![],
        }
    }
}
