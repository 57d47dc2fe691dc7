//! Text typed by people: trimmed, normalised, bounded, and free of characters that deceive.
//!
//! Lengths are counted in characters (Unicode scalar values), never in bytes: a rare ideograph of the
//! supplementary planes in somebody's name is one character like any other.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::invalid::Invalid;

/// Defines a newtype around checked text.
///
/// Reading from JSON does not check: only history is read that way, and history always loads, even when a
/// rule has become stricter since. Input from outside goes through `parse`.
/// Printing with `{:?}` tells the type alone, because any such text may be personal.
macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text as it was normalised.
            pub fn as_str(&self) -> &str {
                &self.0
            }

        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

text_value! {
    /// One line of 1 to 200 characters: a title, a product, a place, a reason in a few words.
    ShortText
}

text_value! {
    /// Up to 50,000 characters that may hold line breaks and tabs: a narrative, minutes, a reasoning.
    LongText
}

text_value! {
    /// The name of a person or organisation, 1 to 100 characters in one line.
    ///
    /// Middle dots (`·`) and ideographs of every plane are letters of real names.
    PersonName
}

text_value! {
    /// A telephone number: digits, an optional leading `+`, single hyphens before area or extension.
    Phone
}

impl ShortText {
    /// The most characters a short text holds.
    pub const MAX_CHARS: usize = 200;

    /// Checks and normalises one line of text.
    ///
    /// # Errors
    /// `text-empty`, `text-too-long`, `text-control-character`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        single_line(text, Self::MAX_CHARS).map(Self)
    }
}

impl LongText {
    /// The most characters a long text holds.
    pub const MAX_CHARS: usize = 50_000;

    /// Checks and normalises text of several lines; every line break becomes `\n`.
    ///
    /// # Errors
    /// `text-empty`, `text-too-long`, `text-control-character`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        refuse_deceptive(text, |c| matches!(c, '\n' | '\r' | '\t'))?;
        bounded(&text.replace("\r\n", "\n").replace('\r', "\n"), Self::MAX_CHARS).map(Self)
    }
}

impl PersonName {
    /// The most characters a name holds.
    pub const MAX_CHARS: usize = 100;

    /// Checks and normalises a name.
    ///
    /// # Errors
    /// `text-empty`, `text-too-long`, `text-control-character`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        single_line(text, Self::MAX_CHARS).map(Self)
    }
}

impl Phone {
    /// Checks a telephone number and removes its spaces. Hyphens stay: they may set off an extension.
    ///
    /// # Errors
    /// `phone-format` for everything that cannot be dialled.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let compact: String = text.trim().chars().filter(|c| *c != ' ').collect();
        let number = compact.strip_prefix('+').unwrap_or(&compact);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let groups_are_digits =
            number.split('-').all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()));
        if groups_are_digits && digits >= 5 && compact.len() <= 20 {
            Ok(Self(compact))
        } else {
            Err(Invalid::PhoneFormat)
        }
    }
}

fn single_line(text: &str, max: usize) -> Result<String, Invalid> {
    let text = text.trim();
    refuse_deceptive(text, |_| false)?;
    bounded(text, max)
}

fn refuse_deceptive(text: &str, allowed: impl Fn(char) -> bool) -> Result<(), Invalid> {
    match text.chars().position(|c| is_deceptive(c) && !allowed(c)) {
        Some(index) => Err(Invalid::TextControlCharacter { position: index + 1 }),
        None => Ok(()),
    }
}

/// Normalises to NFC, trims, and checks that something visible is left and that it fits.
fn bounded(text: &str, max: usize) -> Result<String, Invalid> {
    let normal: String = text.trim().nfc().collect();
    if normal.chars().all(is_blank) {
        return Err(Invalid::TextEmpty);
    }
    let actual = normal.chars().count();
    if actual > max {
        return Err(Invalid::TextTooLong { max, actual });
    }
    Ok(normal)
}

/// Characters that hide, break or reverse what is shown: C0 and C1 controls, line and paragraph
/// separators, bidirectional embeddings, overrides and isolates, and the noncharacters.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// White space, and the characters that have no width and so would make an empty field look filled.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{3164}' | '\u{FEFF}')
}
