//! Money in whole fen (分), the hundredth of a yuan. No floating point, no rounding.

use serde::{Deserialize, Serialize};

use crate::invalid::Invalid;

/// A sum of Chinese yuan in fen.
///
/// Reading from JSON does not check the range: only history is read that way. Input goes through
/// [`Fen::positive`] or [`Fen::non_negative`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);
    /// The largest sum accepted: 10^15 fen, ten thousand billion yuan. A thousand of them still add up in an `i64`.
    pub const MAX: Fen = Fen(1_000_000_000_000_000);

    /// A sum of at least one fen.
    ///
    /// # Errors
    /// `amount-not-positive`, `amount-too-large`.
    pub fn positive(fen: i64) -> Result<Self, Invalid> {
        if fen <= 0 { Err(Invalid::AmountNotPositive) } else { Self::non_negative(fen) }
    }

    /// A sum that may be nothing.
    ///
    /// # Errors
    /// `amount-negative`, `amount-too-large`.
    pub fn non_negative(fen: i64) -> Result<Self, Invalid> {
        if fen < 0 {
            Err(Invalid::AmountNegative)
        } else if fen > Self::MAX.0 {
            Err(Invalid::AmountTooLarge)
        } else {
            Ok(Self(fen))
        }
    }

    /// So many whole yuan.
    pub const fn of_yuan(yuan: u32) -> Self {
        // A u32 times a hundred is far from the end of an i64, and below the largest sum.
        Self(yuan as i64 * 100)
    }

    /// The number of fen.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The two sums together, or `None` when that is more than [`Fen::MAX`].
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen).filter(|sum| *sum <= Self::MAX)
    }

    /// What is left after taking `other` away, or `None` when it was not all there.
    pub fn checked_sub(self, other: Fen) -> Option<Fen> {
        self.0.checked_sub(other.0).map(Fen).filter(|rest| *rest >= Self::ZERO)
    }

    /// All sums together, or `None` when that is more than [`Fen::MAX`].
    pub fn sum(sums: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        sums.into_iter().try_fold(Self::ZERO, Fen::checked_add)
    }

    /// The sum in yuan with two decimals and no grouping: `12345.67`.
    pub fn to_yuan(self) -> String {
        let (sign, fen) = self.sign_and_size("-");
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// The sum in the capital characters that Chinese papers demand: `壹万贰仟叁佰肆拾伍元陆角柒分`.
    ///
    /// After the rules for bills and settlement vouchers (支付结算办法, annex 1): 整 closes a sum that ends in
    /// yuan or jiao, one 零 stands for any run of zeros between two digits, and ten is 壹拾.
    pub fn capital_form(self) -> String {
        let (sign, fen) = self.sign_and_size("负");
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut words = String::from(sign);
        if yuan > 0 || (jiao == 0 && fen == 0) {
            push_number(&mut words, yuan);
            words.push('元');
        }
        if jiao > 0 {
            words.push(digit(jiao));
            words.push('角');
        } else if yuan > 0 && fen > 0 {
            words.push('零');
        }
        if fen > 0 {
            words.push(digit(fen));
            words.push('分');
        } else {
            words.push('整');
        }
        words
    }

    fn sign_and_size(self, minus: &'static str) -> (&'static str, u64) {
        (if self.0 < 0 { minus } else { "" }, self.0.unsigned_abs())
    }
}

/// Writes a whole number. Chinese numbers nest by 万 (10^4) and 亿 (10^8), so the halves are numbers again.
fn push_number(words: &mut String, number: u64) {
    const SCALES: [(u64, char); 5] =
        [(100_000_000, '亿'), (10_000, '万'), (1_000, '仟'), (100, '佰'), (10, '拾')];
    let Some((scale, unit)) = SCALES.into_iter().find(|(scale, _)| number >= *scale) else {
        words.push(digit(number));
        return;
    };
    push_number(words, number / scale);
    words.push(unit);
    let rest = number % scale;
    if rest == 0 {
        return;
    }
    if rest < scale / 10 {
        words.push('零');
    }
    push_number(words, rest);
}

fn digit(value: u64) -> char {
    match value % 10 {
        1 => '壹',
        2 => '贰',
        3 => '叁',
        4 => '肆',
        5 => '伍',
        6 => '陆',
        7 => '柒',
        8 => '捌',
        9 => '玖',
        _ => '零',
    }
}
