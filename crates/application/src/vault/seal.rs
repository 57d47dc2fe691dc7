//! Sealing one field: AES-256-GCM, random nonce, bound to its place.

use super::VaultError;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::ids::SubjectId;
use domain::personal::Sealed;
use uuid::Uuid;

/// First byte of every box: which algorithm and layout. 1 = AES-256-GCM, 12-byte nonce, ciphertext, 16-byte tag.
const VERSION: u8 = 1;
const NONCE_BYTES: usize = 12;

/// Where a box belongs; all of it is associated data.
pub(super) struct Place<'a> {
    pub(super) stream: &'a str,
    pub(super) event: Uuid,
    pub(super) field: &'a str,
    pub(super) subject: SubjectId,
}

impl Place<'_> {
    /// Length-prefixed, so that no two places give the same bytes.
    fn bytes(&self) -> Vec<u8> {
        let parts: [&[u8]; 5] = [
            b"hejie.personal.v1",
            self.stream.as_bytes(),
            self.event.as_bytes(),
            self.field.as_bytes(),
            self.subject.0.as_bytes(),
        ];
        let mut bytes = Vec::with_capacity(160);
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        bytes
    }
}

pub(super) fn seal(cipher: &Aes256Gcm, place: &Place<'_>, plain: &str) -> Result<Sealed, VaultError> {
    let mut nonce = [0_u8; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|error| VaultError::Randomness(error.to_string()))?;
    let payload = Payload { msg: plain.as_bytes(), aad: &place.bytes() };
    let ciphertext =
        cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| VaultError::Tampered(place.subject))?;
    let mut content = Vec::with_capacity(1 + NONCE_BYTES + ciphertext.len());
    content.push(VERSION);
    content.extend_from_slice(&nonce);
    content.extend_from_slice(&ciphertext);
    Ok(Sealed {
        subject: place.subject,
        event: place.event,
        field: place.field.to_owned(),
        content: STANDARD_NO_PAD.encode(content),
    })
}

pub(super) fn open(cipher: &Aes256Gcm, place: &Place<'_>, content: &str) -> Result<String, VaultError> {
    let tampered = || VaultError::Tampered(place.subject);
    let bytes = STANDARD_NO_PAD.decode(content).map_err(|_| tampered())?;
    let Some((&VERSION, rest)) = bytes.split_first() else { return Err(tampered()) };
    let (nonce, ciphertext) = rest.split_at_checked(NONCE_BYTES).ok_or_else(tampered)?;
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| tampered())?;
    let payload = Payload { msg: ciphertext, aad: &place.bytes() };
    let plain = cipher.decrypt(&Nonce::from(nonce), payload).map_err(|_| tampered())?;
    String::from_utf8(plain).map_err(|_| tampered())
}

/// Puts the text itself where a box belongs; see [`protection`](crate::protection).
#[cfg(feature = "bench-bare")]
pub(super) fn put_plain<E: domain::personal::HoldsPersonal>(
    command: domain::ids::CommandId,
    events: &mut [E],
) {
    for (index, event) in events.iter_mut().enumerate() {
        let event_id = command.derive("event", index);
        event.each_personal("", &mut |field, slot| {
            let Some(plain) = slot.plain() else { return };
            let (subject, content) = (slot.subject(), STANDARD_NO_PAD.encode(plain.as_bytes()));
            slot.put(Sealed { subject, event: event_id, field: field.to_owned(), content });
        });
    }
}

/// The text that was put there.
#[cfg(feature = "bench-bare")]
pub(super) fn read_plain(sealed: &Sealed) -> Result<String, VaultError> {
    let bytes = STANDARD_NO_PAD.decode(&sealed.content).ok();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(VaultError::Tampered(sealed.subject))
}
