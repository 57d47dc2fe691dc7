//! The unified social credit code (统一社会信用代码) of GB 32100-2015.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::compact_upper;
use crate::invalid::Invalid;

/// Digits and letters without I, O, S, V and Z; the value of a character is its place in this list.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// The code under which an organisation is registered, upper-case and with a matching check character.
///
/// Reading from JSON does not check: only history is read that way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Uscc(String);

impl Uscc {
    /// Checks a code; lower-case letters and spaces are forgiven.
    ///
    /// # Errors
    /// `uscc-length`, `uscc-character` (alphabet, or letters in the division code), `uscc-checksum`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let code = compact_upper(text);
        let actual = code.chars().count();
        if actual != LENGTH {
            return Err(Invalid::UsccLength { actual });
        }
        let mut sum = 0;
        let mut weight = 1;
        let mut check = 0;
        for (index, c) in code.chars().enumerate() {
            let value = value_of(c).filter(|value| !is_division(index) || *value < 10);
            let value = value.ok_or(Invalid::UsccCharacter { position: index + 1 })?;
            if index + 1 == LENGTH {
                check = value;
            } else {
                sum += value * weight;
                weight = weight * 3 % 31;
            }
        }
        if (sum + check) % 31 == 0 { Ok(Self(code)) } else { Err(Invalid::UsccChecksum) }
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters 3 to 8 are the administrative division of the registering office: digits only.
fn is_division(index: usize) -> bool {
    (2..8).contains(&index)
}

fn value_of(c: char) -> Option<usize> {
    ALPHABET.iter().position(|letter| char::from(*letter) == c)
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Organisations are registered publicly, so the code may be seen in logs.
impl fmt::Debug for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Uscc({})", self.0)
    }
}
