//! The papers by which a party proves who it is.
//!
//! Residents of Hong Kong, Macau and Taiwan and foreigners are ordinary parties in Guangdong, so their
//! papers stand beside the resident identity number. The forms of those papers are checked as far as
//! they are publicly known and no further: refusing a valid paper is worse than accepting a slip.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ResidentId, Uscc, compact_upper, masked};
use crate::invalid::Invalid;
use crate::text::ShortText;

/// Which kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentityKind {
    /// 居民身份证, the resident identity card of the mainland.
    ResidentId,
    /// 港澳台居民居住证, the residence permit for residents of Hong Kong, Macau and Taiwan.
    HkmtResidencePermit,
    /// 港澳居民来往内地通行证, the mainland travel permit for residents of Hong Kong and Macau.
    HkmTravelPermit,
    /// 台湾居民来往大陆通行证, the mainland travel permit for residents of Taiwan.
    TwTravelPermit,
    /// 外国人永久居留身份证, the permanent residence card of a foreigner.
    ForeignPermanentResidence,
    /// A passport of any country.
    Passport,
    /// 统一社会信用代码, the code of an organisation.
    Uscc,
    /// Any other paper; a person looked at it.
    Other,
}

impl IdentityKind {
    /// Every kind, in the order of the form.
    pub const ALL: &'static [IdentityKind] = &[
        IdentityKind::ResidentId,
        IdentityKind::HkmtResidencePermit,
        IdentityKind::HkmTravelPermit,
        IdentityKind::TwTravelPermit,
        IdentityKind::ForeignPermanentResidence,
        IdentityKind::Passport,
        IdentityKind::Uscc,
        IdentityKind::Other,
    ];

    /// The stable name of the kind on the wire and in history.
    pub const fn wire_name(self) -> &'static str {
        match self {
            IdentityKind::ResidentId => "RESIDENT_ID",
            IdentityKind::HkmtResidencePermit => "HKMT_RESIDENCE_PERMIT",
            IdentityKind::HkmTravelPermit => "HKM_TRAVEL_PERMIT",
            IdentityKind::TwTravelPermit => "TW_TRAVEL_PERMIT",
            IdentityKind::ForeignPermanentResidence => "FOREIGN_PERMANENT_RESIDENCE",
            IdentityKind::Passport => "PASSPORT",
            IdentityKind::Uscc => "USCC",
            IdentityKind::Other => "OTHER",
        }
    }

    /// The kind in English words.
    pub const fn name_en(self) -> &'static str {
        match self {
            IdentityKind::ResidentId => "resident identity card",
            IdentityKind::HkmtResidencePermit => "residence permit for Hong Kong, Macau and Taiwan residents",
            IdentityKind::HkmTravelPermit => "mainland travel permit for Hong Kong and Macau residents",
            IdentityKind::TwTravelPermit => "mainland travel permit for Taiwan residents",
            IdentityKind::ForeignPermanentResidence => "foreign permanent resident card",
            IdentityKind::Passport => "passport",
            IdentityKind::Uscc => "unified social credit code",
            IdentityKind::Other => "paper number of 1 to 50 characters",
        }
    }

    /// The kind as printed on Chinese papers.
    pub const fn name_zh(self) -> &'static str {
        match self {
            IdentityKind::ResidentId => "居民身份证",
            IdentityKind::HkmtResidencePermit => "港澳台居民居住证",
            IdentityKind::HkmTravelPermit => "港澳居民来往内地通行证",
            IdentityKind::TwTravelPermit => "台湾居民来往大陆通行证",
            IdentityKind::ForeignPermanentResidence => "外国人永久居留身份证",
            IdentityKind::Passport => "护照",
            IdentityKind::Uscc => "统一社会信用代码",
            IdentityKind::Other => "其他证件",
        }
    }
}

/// A number whose form was checked when it came in. Reading from JSON does not check again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentNumber(String);

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DocumentNumber(redacted)")
    }
}

/// A paper and its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "number", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentityDocument {
    /// A resident identity number after GB 11643.
    ResidentId(ResidentId),
    /// The same form and check, beginning with 810000, 820000 or 830000.
    HkmtResidencePermit(ResidentId),
    /// H or M and eight digits.
    HkmTravelPermit(DocumentNumber),
    /// Eight digits.
    TwTravelPermit(DocumentNumber),
    /// Three letters and twelve digits, or since 2023 eighteen characters beginning with 9.
    ForeignPermanentResidence(DocumentNumber),
    /// Five to twenty letters and digits.
    Passport(DocumentNumber),
    /// An organisation's code after GB 32100.
    Uscc(Uscc),
    /// One to fifty characters of any kind.
    Other(DocumentNumber),
}

impl IdentityDocument {
    /// Checks a number after the rules of its kind, as of the legal date `today`.
    ///
    /// # Errors
    /// The codes of [`ResidentId::parse`] and [`Uscc::parse`] for the kinds built like them, the codes of
    /// [`ShortText::parse`] for other papers, else `identity-document-format`.
    pub fn parse(kind: IdentityKind, text: &str, today: NaiveDate) -> Result<Self, Invalid> {
        let formed = |is_formed: fn(&str) -> bool| {
            let number = compact_upper(text);
            if is_formed(&number) { Ok(DocumentNumber(number)) } else { Err(misshapen(kind)) }
        };
        match kind {
            IdentityKind::ResidentId => ResidentId::parse(text, today).map(Self::ResidentId),
            IdentityKind::HkmtResidencePermit => {
                let number = ResidentId::parse(text, today)?;
                let issued = ["810000", "820000", "830000"];
                if issued.iter().any(|prefix| number.as_str().starts_with(prefix)) {
                    Ok(Self::HkmtResidencePermit(number))
                } else {
                    Err(misshapen(kind))
                }
            }
            IdentityKind::HkmTravelPermit => formed(is_hkm_travel_permit).map(Self::HkmTravelPermit),
            IdentityKind::TwTravelPermit => {
                formed(|number| number.len() == 8 && is_digits(number)).map(Self::TwTravelPermit)
            }
            IdentityKind::ForeignPermanentResidence => {
                formed(is_foreign_permanent_residence).map(Self::ForeignPermanentResidence)
            }
            IdentityKind::Passport => formed(is_passport).map(Self::Passport),
            IdentityKind::Uscc => Uscc::parse(text).map(Self::Uscc),
            IdentityKind::Other => {
                let number = ShortText::parse(text)?;
                if number.as_str().chars().count() > 50 {
                    return Err(misshapen(kind));
                }
                Ok(Self::Other(DocumentNumber(number.as_str().to_owned())))
            }
        }
    }

    /// The kind of paper.
    pub const fn kind(&self) -> IdentityKind {
        match self {
            Self::ResidentId(_) => IdentityKind::ResidentId,
            Self::HkmtResidencePermit(_) => IdentityKind::HkmtResidencePermit,
            Self::HkmTravelPermit(_) => IdentityKind::HkmTravelPermit,
            Self::TwTravelPermit(_) => IdentityKind::TwTravelPermit,
            Self::ForeignPermanentResidence(_) => IdentityKind::ForeignPermanentResidence,
            Self::Passport(_) => IdentityKind::Passport,
            Self::Uscc(_) => IdentityKind::Uscc,
            Self::Other(_) => IdentityKind::Other,
        }
    }

    /// The whole number. Personal unless it is an organisation's code: keep it out of logs and addresses.
    pub fn number(&self) -> &str {
        match self {
            Self::ResidentId(number) | Self::HkmtResidencePermit(number) => number.as_str(),
            Self::HkmTravelPermit(number)
            | Self::TwTravelPermit(number)
            | Self::ForeignPermanentResidence(number)
            | Self::Passport(number)
            | Self::Other(number) => &number.0,
            Self::Uscc(code) => code.as_str(),
        }
    }

    /// The number for a screen on which it need only be recognised; short numbers are hidden whole.
    pub fn masked(&self) -> String {
        masked(self.number())
    }
}

fn misshapen(kind: IdentityKind) -> Invalid {
    Invalid::IdentityDocumentFormat { expected: kind.name_en() }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hkm_travel_permit(number: &str) -> bool {
    number.strip_prefix(['H', 'M']).is_some_and(|digits| digits.len() == 8 && is_digits(digits))
}

fn is_foreign_permanent_residence(number: &str) -> bool {
    let old = number.len() == 15
        && number.bytes().take(3).all(|byte| byte.is_ascii_uppercase())
        && number.bytes().skip(3).all(|byte| byte.is_ascii_digit());
    let digits = number.strip_suffix('X').unwrap_or(number);
    let new = number.len() == 18 && number.starts_with('9') && is_digits(digits);
    old || new
}

fn is_passport(number: &str) -> bool {
    (5..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
