//! The archive of a closed case: its whole stream as stored, each event proved against a checkpoint. Personal data in it is
//! ciphertext, so it can lie anywhere for as long as the law wants it, and an erasure reaches into it.

use super::error::BundleError;
use super::format::{EventPart, strictly};
use super::verify::{Stored, check_events, check_signers, hash_of};
use super::{EVENTS_MAX, ProvedEvent};
use crate::checkpoint::{Checkpoint, Trust, open};
use crate::leaf::{CHAIN_START, Content};
use crate::note::{Note, NoteSignature};
use serde::{Deserialize, Serialize};

/// The format of archives.
pub const ARCHIVE_FORMAT: &str = "hejie-archive/v1";

const CLOSED: &str = "case.closed.v1";

/// An archive as it stands in the file; nothing in it is checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Always [`ARCHIVE_FORMAT`].
    pub format: String,
    /// The case, hyphenated lower-case UUID.
    pub case: String,
    /// Its stream.
    pub stream: String,
    /// The whole stream, from revision 0 on.
    pub events: Vec<EventPart>,
    /// Last link of the chain along the stream, hexadecimal.
    pub chain_head: String,
    /// The signed checkpoint, as text.
    pub checkpoint: String,
    /// Keys that signed it, as in a settlement bundle.
    pub signers: Vec<String>,
}

/// What a good archive proves: nothing of the case was left out, changed or put in before the checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveVerdict {
    /// The case.
    pub case: String,
    /// Its events, all of them.
    pub events: usize,
    /// The log's statement they were checked against.
    pub checkpoint: Checkpoint,
    /// Keys of the log that signed it.
    pub signed_by: Vec<String>,
    /// Witnesses that cosigned it, and when, seconds since 1970 UTC.
    pub witnessed_by: Vec<(String, u64)>,
}

impl Archive {
    /// Puts an archive together. Does not check proofs and signatures; that is [`verify_archive`].
    ///
    /// # Errors
    /// When there are no events, or the case was not closed.
    pub fn assemble(case: &str, stream: &[ProvedEvent], checkpoint: &Note) -> Result<Self, BundleError> {
        let first = stream.first().ok_or(BundleError::NoEvents)?;
        if !stream.iter().any(|proved| &*proved.event.event_type == CLOSED) {
            return Err(BundleError::NotClosed);
        }
        let link = |link, proved: &ProvedEvent| Content::of(&proved.event).link(&link);
        Ok(Self {
            format: ARCHIVE_FORMAT.to_owned(),
            case: case.to_owned(),
            stream: first.event.stream.to_string(),
            events: stream.iter().map(EventPart::of).collect(),
            chain_head: stream.iter().fold(CHAIN_START, link).to_hex(),
            checkpoint: checkpoint.to_string(),
            signers: checkpoint.signatures.iter().map(NoteSignature::key_name).collect(),
        })
    }

    /// The file's bytes: compact JSON, a newline at the end.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, BundleError> {
        let mut bytes =
            serde_json::to_vec(self).map_err(|error| BundleError::Malformed(error.to_string()))?;
        bytes.push(b'\n');
        if bytes.len() > super::BUNDLE_BYTES_MAX { Err(BundleError::TooLarge) } else { Ok(bytes) }
    }
}

/// Checks an archive with nothing but the keys the reader trusts.
///
/// # Errors
/// [`BundleError`]: the first thing that is wrong; codes as for settlement bundles, and `not-closed`.
pub fn verify_archive(bytes: &[u8], trust: &Trust) -> Result<ArchiveVerdict, BundleError> {
    let archive: Archive = strictly(bytes, &[ARCHIVE_FORMAT])?;
    if archive.events.len() > EVENTS_MAX {
        return Err(BundleError::Malformed(format!("more than {EVENTS_MAX} events")));
    }
    let events = archive.events.iter().map(Stored::read).collect::<Result<Vec<_>, _>>()?;
    let chain_head = hash_of(&archive.chain_head)?;
    let opened = open(archive.checkpoint.as_bytes(), trust)?;
    check_signers(&archive.checkpoint, &archive.signers)?;
    check_events(&archive.stream, &events, &opened.checkpoint.head, &chain_head)?;
    let named = archive.stream.strip_prefix("case-").and_then(|name| name.rsplit_once('~'));
    if named.is_none_or(|(_, case)| case != archive.case) {
        return Err(BundleError::OtherCase);
    }
    if !archive.events.iter().any(|event| event.event_type == CLOSED) {
        return Err(BundleError::NotClosed);
    }
    Ok(ArchiveVerdict {
        case: archive.case,
        events: events.len(),
        checkpoint: opened.checkpoint,
        signed_by: opened.signed_by,
        witnessed_by: opened.witnessed_by,
    })
}
