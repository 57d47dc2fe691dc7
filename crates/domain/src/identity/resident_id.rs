//! The citizen identity number (公民身份号码) of GB 11643-1999.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{compact_upper, masked};
use crate::invalid::Invalid;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const LENGTH: usize = 18;
/// No living person is older; a birth date further back is a slip of the pen.
const OLDEST_YEARS: i32 = 150;

/// A citizen identity number with a possible birth date and a matching check character.
///
/// The first six digits name the division of first registration. Many of those divisions no longer exist,
/// so they are not compared with any list. Reading from JSON does not check: only history is read that way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ResidentId(String);

impl ResidentId {
    /// Checks a number as of the legal date `today`; a lower-case x and spaces are forgiven.
    ///
    /// # Errors
    /// `resident-id-length` (the 15-digit form included), `resident-id-character`, `resident-id-date`,
    /// `resident-id-checksum`.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, Invalid> {
        let number = compact_upper(text);
        let actual = number.chars().count();
        if actual != LENGTH {
            return Err(Invalid::ResidentIdLength { actual });
        }
        let mut sum = 0;
        for (index, c) in number.chars().enumerate() {
            let value = match WEIGHTS.get(index) {
                Some(weight) => c.to_digit(10).map(|digit| digit * weight),
                // The check character stands for itself in a sum that must be 1 modulo 11; X is ten.
                None => c.to_digit(10).or((c == 'X').then_some(10)),
            };
            sum += value.ok_or(Invalid::ResidentIdCharacter { position: index + 1 })?;
        }
        let born = birth_date_of(&number).ok_or(Invalid::ResidentIdDate)?;
        if born > today || today.year().saturating_sub(born.year()) > OLDEST_YEARS {
            return Err(Invalid::ResidentIdDate);
        }
        if sum % 11 == 1 { Ok(Self(number)) } else { Err(Invalid::ResidentIdChecksum) }
    }

    /// All 18 characters. Personal: keep it out of logs and addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The birth date inside the number; `None` only for a number that history kept unchecked.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        birth_date_of(&self.0)
    }

    /// The number for a screen or paper on which it need only be recognised: `440524********0014`.
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

fn birth_date_of(number: &str) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| number.get(range).filter(|text| is_digits(text));
    let year = part(6..10)?.parse().ok()?;
    let month = part(10..12)?.parse().ok()?;
    let day = part(12..14)?.parse().ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResidentId(redacted)")
    }
}
