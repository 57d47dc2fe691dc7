//! The ways in which a value from outside can be wrong.

/// Why a text, number or date from outside was not accepted as a value of the domain.
///
/// The sentences never repeat the refused value: it may be a name, a number of an identity paper, or an
/// attempt to write into a log. Programs use [`Invalid::code`]; people read the sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing visible is left after trimming.
    #[error("The text is empty.")]
    TextEmpty,
    /// More characters (Unicode scalar values, not bytes) than the field holds.
    #[error("The text has {actual} characters; at most {max} are allowed.")]
    TextTooLong {
        /// The most characters the field holds.
        max: usize,
        /// How many characters came.
        actual: usize,
    },
    /// A control, a noncharacter, or a character that reverses the reading direction.
    #[error("Character {position} of the text is not a printable character.")]
    TextControlCharacter {
        /// Which character, counted from 1 in the trimmed text.
        position: usize,
    },
    /// A unified social credit code has exactly 18 characters.
    #[error("A unified social credit code has 18 characters; this one has {actual}.")]
    UsccLength {
        /// How many characters came.
        actual: usize,
    },
    /// A character outside the alphabet of GB 32100, or a letter where a digit must stand.
    #[error("Character {position} cannot stand there in a unified social credit code.")]
    UsccCharacter {
        /// Which character, counted from 1.
        position: usize,
    },
    /// The 18th character does not follow from the first seventeen.
    #[error("The check character of the unified social credit code does not match.")]
    UsccChecksum,
    /// A resident identity number has exactly 18 characters; the 15-digit form ended in 2013.
    #[error("A resident identity number has 18 characters; this one has {actual}.")]
    ResidentIdLength {
        /// How many characters came.
        actual: usize,
    },
    /// Seventeen digits, then a digit or X.
    #[error("Character {position} cannot stand there in a resident identity number.")]
    ResidentIdCharacter {
        /// Which character, counted from 1.
        position: usize,
    },
    /// Digits 7 to 14 name a day that never was, lies ahead, or lies beyond a human life.
    #[error("The birth date inside the identity number is not possible.")]
    ResidentIdDate,
    /// The 18th character does not follow from the first seventeen.
    #[error("The check character of the identity number does not match.")]
    ResidentIdChecksum,
    /// The number does not have the form of its kind of paper.
    #[error("The number does not have the form of a {expected}.")]
    IdentityDocumentFormat {
        /// The kind of paper in English words.
        expected: &'static str,
    },
    /// The sum must be more than nothing.
    #[error("The amount must be more than zero.")]
    AmountNotPositive,
    /// The sum must not be below nothing.
    #[error("The amount must not be negative.")]
    AmountNegative,
    /// More than [`crate::money::Fen::MAX`].
    #[error("The amount is larger than 10,000,000,000,000 yuan.")]
    AmountTooLarge,
    /// Amounts are whole fen; a fraction or an exponent is a mistake somewhere.
    #[error("The amount must be a whole number of fen.")]
    AmountNotInteger,
    /// Not a day of the calendar written as `YYYY-MM-DD`.
    #[error("The date must be a day that exists, written as YYYY-MM-DD.")]
    DateInvalid,
    /// A day that exists but that no case can concern.
    #[error("The date must lie between 1900-01-01 and 2199-12-31.")]
    DateOutOfRange,
    /// Not an instant written after RFC 3339 with its offset.
    #[error("The time must be written after RFC 3339 with an offset, like 2026-10-15T09:00:00+08:00.")]
    TimeInvalid,
    /// Not a court case number such as `（2023）粤0104民特123号`.
    #[error("The text does not have the form of a court case number.")]
    CaseNumberFormat,
    /// A template for numbers holds `{city}`, `{year}` and `{seq}` once each, and no other brace or space.
    #[error("A template for numbers holds {{city}}, {{year}} and {{seq}} once each.")]
    NumberTemplateFormat,
    /// Not a telephone number.
    #[error("A telephone number has 5 to 20 digits, with an optional leading + and single hyphens.")]
    PhoneFormat,
}

/// Every code [`Invalid::code`] can give, for documents and tests.
pub const ALL_CODES: &[&str] = &[
    "text-empty",
    "text-too-long",
    "text-control-character",
    "uscc-length",
    "uscc-character",
    "uscc-checksum",
    "resident-id-length",
    "resident-id-character",
    "resident-id-date",
    "resident-id-checksum",
    "identity-document-format",
    "amount-not-positive",
    "amount-negative",
    "amount-too-large",
    "amount-not-integer",
    "date-invalid",
    "date-out-of-range",
    "time-invalid",
    "case-number-format",
    "number-template-format",
    "phone-format",
];

impl Invalid {
    /// The stable name of the mistake: programs may branch on it, it never changes its meaning.
    pub const fn code(&self) -> &'static str {
        match self {
            Invalid::TextEmpty => "text-empty",
            Invalid::TextTooLong { .. } => "text-too-long",
            Invalid::TextControlCharacter { .. } => "text-control-character",
            Invalid::UsccLength { .. } => "uscc-length",
            Invalid::UsccCharacter { .. } => "uscc-character",
            Invalid::UsccChecksum => "uscc-checksum",
            Invalid::ResidentIdLength { .. } => "resident-id-length",
            Invalid::ResidentIdCharacter { .. } => "resident-id-character",
            Invalid::ResidentIdDate => "resident-id-date",
            Invalid::ResidentIdChecksum => "resident-id-checksum",
            Invalid::IdentityDocumentFormat { .. } => "identity-document-format",
            Invalid::AmountNotPositive => "amount-not-positive",
            Invalid::AmountNegative => "amount-negative",
            Invalid::AmountTooLarge => "amount-too-large",
            Invalid::AmountNotInteger => "amount-not-integer",
            Invalid::DateInvalid => "date-invalid",
            Invalid::DateOutOfRange => "date-out-of-range",
            Invalid::TimeInvalid => "time-invalid",
            Invalid::CaseNumberFormat => "case-number-format",
            Invalid::NumberTemplateFormat => "number-template-format",
            Invalid::PhoneFormat => "phone-format",
        }
    }
}
