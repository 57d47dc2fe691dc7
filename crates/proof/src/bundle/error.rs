//! Every way a bundle can be wrong: one variant, one code, one sentence.

use crate::TreeHash;
use crate::certificate::CertificateError;
use crate::checkpoint::CheckpointError;
use crate::tree::ProofError;

/// Why a bundle is not believed: the first thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Longer than [`BUNDLE_BYTES_MAX`](super::BUNDLE_BYTES_MAX).
    #[error("the file is larger than a bundle may be")]
    TooLarge,
    /// Not the JSON this format prescribes.
    #[error("the file is not a bundle of this format: {0}")]
    Malformed(String),
    /// Another format or version.
    #[error("the file is of the format {0:?}, which this version does not know")]
    UnknownFormat(String),
    /// The checkpoint is not to be believed.
    #[error("the checkpoint is not to be believed: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The list of signers is not that of the checkpoint.
    #[error("the listed signers are not those of the checkpoint")]
    SignersDiffer,
    /// A stream without events.
    #[error("the bundle has no events")]
    NoEvents,
    /// The events are not revisions 0, 1, 2 … of the stream.
    #[error("revision {expected} of the stream is missing: revision {found} stands in its place")]
    RevisionGap {
        /// What had to follow.
        expected: u64,
        /// What followed.
        found: u64,
    },
    /// One event id twice.
    #[error("revision {0} repeats the id of an earlier event")]
    EventTwice(u64),
    /// Later revisions stand earlier in the log.
    #[error("revision {0} does not stand behind the revision before it in the log")]
    LeafOrder(u64),
    /// Not covered by the checkpoint.
    #[error("revision {revision} is said to be leaf {index}, the checkpoint covers {size}")]
    LeafOutside {
        /// Which event.
        revision: u64,
        /// Its claimed place.
        index: u64,
        /// Leaves the checkpoint covers.
        size: u64,
    },
    /// The event is not the one in the signed log.
    #[error("revision {revision} is not in the signed log as it stands here: {reason}")]
    NotIncluded {
        /// Which event.
        revision: u64,
        /// What the proof says.
        reason: ProofError,
    },
    /// The stated end of the chain is another.
    #[error("the chain along the stream ends in {0}, not as stated")]
    ChainDiffers(TreeHash),
    /// An event's content is not what its type promises.
    #[error("revision {0} cannot be read")]
    EventUnreadable(u64),
    /// Events, agreement or stream speak of another case.
    #[error("not everything in the bundle is about the case it names")]
    OtherCase,
    /// The stream holds no agreement that took effect.
    #[error("no agreement of this case took effect")]
    NotEffective,
    /// A signature, seal or effect names a version that was not on the table.
    #[error("revision {0} is about a version of the agreement that was not on the table")]
    OtherVersion(u64),
    /// Something other than the drafted bytes was signed.
    #[error("revision {0} signs other bytes than were drafted")]
    SignedHash(u64),
    /// Something other than the drafted bytes was sealed.
    #[error("revision {0} seals other bytes than were drafted")]
    SealedHash(u64),
    /// Not everybody had signed.
    #[error("at revision {0} the agreement was sealed before every party and the mediator had signed")]
    SignatureMissing(u64),
    /// Took effect without a seal.
    #[error("at revision {0} the agreement took effect without a seal")]
    NotSealed(u64),
    /// The effect does not follow from signatures and seal.
    #[error("revision {0} states another effect than follows from signatures and seal")]
    EffectWrong(u64),
    /// Drafted, signed or sealed anew after it took effect.
    #[error("revision {0} changes the agreement after it took effect")]
    AfterEffect(u64),
    /// The agreement's bytes have another hash than stated.
    #[error("the agreement's bytes have the hash {0}, not the stated one")]
    AgreementBytes(String),
    /// The stated hash is not the one that was drafted, signed and sealed.
    #[error("the agreement is not the one that was signed: that has the hash {0}")]
    AgreementNotSigned(String),
    /// The agreement's number or version is stated otherwise than drafted.
    #[error("number or version of the agreement are not those that were drafted")]
    AgreementClaim,
    /// The agreement's bytes say something else than the drafted event.
    #[error("the agreement's bytes cannot be read, or say something else than the event that drafted it")]
    AgreementContent,
    /// The list of signatures is not that of the events.
    #[error("the listed signatures are not those of the log")]
    SignaturesClaim,
    /// The archive of a case that was not closed.
    #[error("the case was not closed when this was made")]
    NotClosed,
    /// A certificate, or a signature made with one, is not the one that was recorded.
    #[error("the certificate or the signature stated for revision {0} is not the one in the log")]
    CertificateClaim(u64),
    /// A signature made with a certificate does not stand.
    #[error("the signature of revision {revision}: {reason}")]
    Certificate {
        /// Which signature.
        revision: u64,
        /// What is wrong with it.
        reason: CertificateError,
    },
    /// The seal is stated otherwise than in the events.
    #[error("the seal is not stated as in the log")]
    SealClaim,
    /// The effect is stated otherwise than in the events.
    #[error("the effect is not stated as in the log")]
    EffectClaim,
    /// The confirmation history is not that of the events.
    #[error("the confirmation history is not that of the log")]
    ConfirmationClaim,
}

impl BundleError {
    /// A stable code, the same in every verifier of this format.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Malformed(_) => "malformed",
            Self::UnknownFormat(_) => "unknown-format",
            Self::Checkpoint(error) => match error {
                CheckpointError::Note(_) | CheckpointError::Text => "checkpoint-malformed",
                CheckpointError::OtherLog(_) => "checkpoint-other-log",
                CheckpointError::UnknownSigner(_) => "checkpoint-unknown-signer",
                CheckpointError::BadSignature(_) => "checkpoint-signature",
                CheckpointError::WitnessesMissing { .. } => "witnesses-missing",
            },
            Self::SignersDiffer => "signers-differ",
            Self::NoEvents => "no-events",
            Self::RevisionGap { .. } => "revision-gap",
            Self::EventTwice(_) => "event-twice",
            Self::LeafOrder(_) => "leaf-order",
            Self::LeafOutside { .. } => "leaf-outside",
            Self::NotIncluded { .. } => "not-included",
            Self::ChainDiffers(_) => "chain-differs",
            Self::EventUnreadable(_) => "event-unreadable",
            Self::OtherCase => "other-case",
            Self::NotEffective => "not-effective",
            Self::OtherVersion(_) => "other-version",
            Self::SignedHash(_) => "signed-hash",
            Self::SealedHash(_) => "sealed-hash",
            Self::SignatureMissing(_) => "signature-missing",
            Self::NotSealed(_) => "not-sealed",
            Self::EffectWrong(_) => "effect-wrong",
            Self::AfterEffect(_) => "after-effect",
            Self::AgreementBytes(_) => "agreement-bytes",
            Self::AgreementNotSigned(_) => "agreement-not-signed",
            Self::AgreementClaim => "agreement-claim",
            Self::AgreementContent => "agreement-content",
            Self::SignaturesClaim => "signatures-claim",
            Self::NotClosed => "not-closed",
            Self::CertificateClaim(_) => "certificate-claim",
            Self::Certificate { reason, .. } => reason.code(),
            Self::SealClaim => "seal-claim",
            Self::EffectClaim => "effect-claim",
            Self::ConfirmationClaim => "confirmation-claim",
        }
    }
}
