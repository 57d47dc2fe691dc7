//! Second factors: codes of six digits that change every half minute (RFC 6238, HMAC-SHA-1 as every app on a phone knows it).

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// Seconds a code is for.
const STEP_S: u64 = 30;
/// How many codes before and after now are taken: clocks of phones differ.
const DRIFT: u64 = 1;
const DIGITS: usize = 6;
const SECRET_BYTES: usize = 20;

/// The secret of a second factor. Told once, to be put into an app.
#[derive(Clone, PartialEq, Eq)]
pub struct FactorSecret(Vec<u8>);

impl FactorSecret {
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut secret = vec![0; SECRET_BYTES];
        getrandom::fill(&mut secret)?;
        Ok(Self(secret))
    }

    pub(super) const fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What an app is told, as a text or in the picture of a QR code.
    #[must_use]
    pub fn uri(&self, account: &str) -> String {
        let secret = BASE32_NOPAD.encode(&self.0);
        format!(
            "otpauth://totp/Hejie:{account}?secret={secret}&issuer=Hejie&algorithm=SHA1&digits=6&period=30"
        )
    }

    /// Reads what [`FactorSecret::uri`] wrote.
    #[must_use]
    pub fn read(uri: &str) -> Option<Self> {
        let (_, rest) = uri.split_once("secret=")?;
        let secret = rest.split('&').next()?;
        BASE32_NOPAD.decode(secret.as_bytes()).ok().map(Self)
    }

    /// The step a code stands for, if it is one of now and later than `last`, the last one that was used.
    pub(super) fn step_of(&self, code: &str, now_s: u64, last: u64) -> Option<u64> {
        let now = now_s / STEP_S;
        let steps = now.saturating_sub(DRIFT)..=now.saturating_add(DRIFT);
        // All of them, so that the time tells nothing.
        let fits = steps.filter(|step| super::password::same(self.code(*step).as_bytes(), code.as_bytes()));
        fits.fold(None, |_, step| Some(step)).filter(|step| *step > last)
    }

    fn code(&self, step: u64) -> String {
        // A key of any length is one.
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return String::new() };
        mac.update(&step.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let offset = usize::from(digest.last().copied().unwrap_or(0) & 0x0f);
        let piece: [u8; 4] =
            digest.get(offset..offset + 4).and_then(|piece| piece.try_into().ok()).unwrap_or_default();
        let number = (u32::from_be_bytes(piece) & 0x7fff_ffff) % 10_u32.pow(6);
        format!("{number:0width$}", width = DIGITS)
    }
}

/// The code of a moment, seconds since 1970: what an app would show.
#[must_use]
pub fn code_at(secret: &FactorSecret, at_s: u64) -> String {
    secret.code(at_s / STEP_S)
}

#[cfg(test)]
mod tests {
    use super::{FactorSecret, code_at};

    #[test]
    fn the_vectors_of_rfc_6238_hold() {
        let secret = FactorSecret::of(b"12345678901234567890".to_vec());
        for (at_s, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(&secret, at_s), code, "{at_s}");
        }
    }

    #[test]
    fn a_code_is_taken_half_a_minute_early_or_late_and_once() {
        let secret = FactorSecret::new().unwrap();
        let at = |at_s: u64| code_at(&secret, at_s);
        let now = 1_800_000_000;
        for near in [now - 30, now, now + 30] {
            assert_eq!(secret.step_of(&at(near), now, 0), Some(near / 30));
        }
        assert_eq!(secret.step_of(&at(now - 90), now, 0), None);
        assert_eq!(secret.step_of(&at(now), now, now / 30), None, "used already");
        assert_eq!(secret.step_of(&at(now - 30), now, now / 30), None, "nor an older one");
        assert_eq!(secret.step_of("", now, 0), None);
    }

    #[test]
    fn what_an_app_is_told_is_what_is_kept() {
        let secret = FactorSecret::new().unwrap();
        let uri = secret.uri("clerk-7");
        assert!(uri.starts_with("otpauth://totp/Hejie:clerk-7?secret="), "{uri}");
        assert!(FactorSecret::read(&uri) == Some(secret));
    }
}
