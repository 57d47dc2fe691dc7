//! Passwords: which are fit, and what of them is kept.
//!
//! Length instead of composition (NIST SP 800-63B, ASVS 6.2): 12 to 128 characters, none of the commonest, not the account's own name.

use super::SignInError;
use argon2::{Algorithm, Argon2, Params, Version};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Characters of a password.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// Fewer different characters are no password.
const LEAST_DIFFERENT: usize = 5;
/// What is tried first.
const COMMONEST: &str = include_str!("commonest.txt");

/// Memory (KiB) and passes of argon2id with one lane: the first choice of OWASP.
const COST: (u32, u32) = (19_456, 2);
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordUnfit {
    /// Shorter than 12 or longer than 128 characters.
    Length,
    /// Tried first by whoever guesses, or of very few characters.
    Common,
    /// It holds the name of the account.
    Name,
    /// It is the one of before.
    Same,
}

/// Whether a password is fit for this account.
///
/// # Errors
/// Why not.
pub(super) fn fit(password: &str, name: &str) -> Result<(), PasswordUnfit> {
    let plain: String = password.nfkc().collect();
    if !LENGTH.contains(&plain.chars().count()) {
        return Err(PasswordUnfit::Length);
    }
    let small = plain.to_lowercase();
    if small.contains(&name.to_lowercase()) {
        return Err(PasswordUnfit::Name);
    }
    let different: BTreeSet<char> = small.chars().collect();
    if different.len() < LEAST_DIFFERENT || COMMONEST.lines().any(|common| common == small) {
        return Err(PasswordUnfit::Common);
    }
    Ok(())
}

/// What is kept of a password.
#[derive(Clone)]
pub(super) struct Hashed {
    pub(super) salt: Vec<u8>,
    pub(super) hash: Vec<u8>,
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
}

impl Hashed {
    pub(super) fn of(password: &str) -> Result<Self, SignInError> {
        let (memory_kib, passes) = COST;
        let mut salt = vec![0; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(failed)?;
        let hash = derive(password, &salt, COST)?;
        Ok(Self { salt, hash: hash.to_vec(), memory_kib, passes })
    }

    /// No password is this one's; finding that out costs what it always costs.
    pub(super) fn of_nobody() -> Result<Self, SignInError> {
        let (memory_kib, passes) = COST;
        let (mut salt, mut hash) = (vec![0; SALT_BYTES], vec![0; HASH_BYTES]);
        getrandom::fill(&mut salt).map_err(failed)?;
        getrandom::fill(&mut hash).map_err(failed)?;
        Ok(Self { salt, hash, memory_kib, passes })
    }

    pub(super) fn is(&self, password: &str) -> Result<bool, SignInError> {
        let derived = derive(password, &self.salt, (self.memory_kib, self.passes))?;
        Ok(same(&derived, &self.hash))
    }
}

fn derive(password: &str, salt: &[u8], cost: (u32, u32)) -> Result<[u8; HASH_BYTES], SignInError> {
    let params = Params::new(cost.0, cost.1, 1, Some(HASH_BYTES)).map_err(failed)?;
    let plain: String = password.nfkc().collect();
    let mut hash = [0; HASH_BYTES];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(plain.as_bytes(), salt, &mut hash).map_err(failed)?;
    Ok(hash)
}

/// Every byte is looked at, whatever those before are.
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[allow(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn failed(error: impl std::fmt::Display) -> SignInError {
    SignInError::Failed(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Hashed, PasswordUnfit, fit};

    #[test]
    fn a_password_is_long_and_neither_common_nor_the_name() {
        for (password, verdict) in [
            ("correct horse battery", Ok(())),
            ("红豆生南国春来发几枝愿君", Ok(())),
            ("elevenchars", Err(PasswordUnfit::Length)),
            ("春来发几枝", Err(PasswordUnfit::Length)),
            ("my clerk-7 and I", Err(PasswordUnfit::Name)),
            ("Password1234", Err(PasswordUnfit::Common)),
            ("aaaaaaaaaaaaaaaa", Err(PasswordUnfit::Common)),
            ("121212121212", Err(PasswordUnfit::Common)),
        ] {
            assert_eq!(fit(password, "Clerk-7"), verdict, "{password}");
        }
        assert_eq!(fit(&"ab cd ef".repeat(17), "x"), Err(PasswordUnfit::Length));
    }

    #[test]
    fn what_is_kept_knows_its_password_in_every_spelling_and_no_other() {
        let kept = Hashed::of("ﬁne words, twelve").unwrap();
        assert!(kept.is("ﬁne words, twelve").unwrap() && kept.is("fine words, twelve").unwrap());
        assert!(!kept.is("fine words, twelvE").unwrap());
        assert_ne!(kept.hash, Hashed::of("fine words, twelve").unwrap().hash, "each has a salt of its own");
        assert!(!Hashed::of_nobody().unwrap().is("").unwrap());
    }
}
