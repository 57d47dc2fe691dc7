//! The standing memorandum of an institution (小额纠纷快速解决备忘录): up to a sum it takes part, and is bound by a mediator's opinion the
//! consumer accepts (FIN2025 item 16; the pilots of Shanghai and Ningde).

use super::event::{InstitutionEvent, MemorandumEnded, MemorandumSigned};
use super::{Institution, InstitutionFile};
use crate::classification::Business;
use crate::money::Fen;
use crate::text::ShortText;
use chrono::NaiveDate;

/// Most memoranda of one institution: more is a mistake of a program.
const MOST: u32 = 100;

/// A memorandum as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memorandum {
    /// As it was signed.
    pub signed: MemorandumSigned,
    /// Its last day, legal date, where it was ended before its time.
    pub ended_on: Option<NaiveDate>,
}

impl Memorandum {
    /// The last legal date on which it is in force, if it has one.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        match (self.ended_on, self.signed.valid_to) {
            (Some(ended), Some(last)) => Some(ended.min(last)),
            (ended, last) => ended.or(last),
        }
    }

    /// Whether it binds the institution in a dispute about this business that is taken on this legal date.
    #[must_use]
    pub fn binds(&self, business: Business, on: NaiveDate) -> bool {
        let about = self.signed.businesses.is_empty() || self.signed.businesses.contains(&business);
        about && self.signed.valid_from <= on && self.last_day().is_none_or(|last| on <= last)
    }

    /// Whether both would bind in one dispute.
    fn overlaps(&self, other: &SignMemorandum) -> bool {
        let starts_in_time = |last: Option<NaiveDate>, start| last.is_none_or(|last| start <= last);
        let same_days = starts_in_time(self.last_day(), other.valid_from)
            && starts_in_time(other.valid_to, self.signed.valid_from);
        let (own, others) = (&self.signed.businesses, &other.businesses);
        let all = own.is_empty() || others.is_empty();
        same_days && (all || own.iter().any(|business| others.contains(business)))
    }
}

/// 签署备忘录.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignMemorandum {
    /// What the signed paper is called.
    pub reference: ShortText,
    /// The most that may be claimed, and awarded, fen.
    pub ceiling: Fen,
    /// What it is about; empty: everything.
    pub businesses: Vec<Business>,
    /// When it was signed, legal date.
    pub signed_on: NaiveDate,
    /// Its first day, legal date.
    pub valid_from: NaiveDate,
    /// Its last day, legal date; none: until it is ended.
    pub valid_to: Option<NaiveDate>,
}

/// 终止备忘录.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndMemorandum {
    /// Which.
    pub memorandum: u32,
    /// Its last day, legal date.
    pub ended_on: NaiveDate,
    /// Why.
    pub reason: ShortText,
}

/// Why a memorandum is not recorded, or not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemorandumRejection {
    /// The institution is not in the register.
    InstitutionUnknown,
    /// It was not signed yet, or ends before it begins.
    DatesOutOfOrder,
    /// Nothing can be claimed under it.
    CeilingMissing,
    /// Another one is in force for the same business in that time.
    Overlaps {
        /// Its number.
        memorandum: u32,
    },
    /// The institution has as many as it may.
    TooMany {
        /// The most.
        limit: u32,
    },
    /// The institution signed none with this number.
    Unknown {
        /// The number.
        memorandum: u32,
    },
    /// It is over already.
    Over {
        /// Its last day.
        last: NaiveDate,
    },
}

impl MemorandumRejection {
    /// Every code.
    pub const ALL_CODES: &'static [&'static str] = &[
        "institution-unknown",
        "memorandum-dates",
        "memorandum-without-ceiling",
        "memorandum-overlaps",
        "too-many-memoranda",
        "memorandum-unknown",
        "memorandum-over",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InstitutionUnknown => "institution-unknown",
            Self::DatesOutOfOrder => "memorandum-dates",
            Self::CeilingMissing => "memorandum-without-ceiling",
            Self::Overlaps { .. } => "memorandum-overlaps",
            Self::TooMany { .. } => "too-many-memoranda",
            Self::Unknown { .. } => "memorandum-unknown",
            Self::Over { .. } => "memorandum-over",
        }
    }

    /// The facts by name, as text.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::InstitutionUnknown | Self::DatesOutOfOrder | Self::CeilingMissing => vec![],
            Self::Overlaps { memorandum } | Self::Unknown { memorandum } => {
                vec![("memorandum", memorandum.to_string())]
            }
            Self::TooMany { limit } => vec![("limit", limit.to_string())],
            Self::Over { last } => vec![("last", last.to_string())],
        }
    }
}

/// Records a memorandum on the legal date `today`; the same once more changes nothing.
///
/// # Errors
/// See [`MemorandumRejection`].
pub fn sign(
    institution: &Institution,
    today: NaiveDate,
    command: SignMemorandum,
) -> Result<Vec<InstitutionEvent>, MemorandumRejection> {
    let InstitutionFile { entry, memoranda } = file_of(institution)?;
    if command.signed_on > today
        || command.valid_from < command.signed_on
        || command.valid_to.is_some_and(|last| last < command.valid_from)
    {
        return Err(MemorandumRejection::DatesOutOfOrder);
    }
    if command.ceiling == Fen::ZERO {
        return Err(MemorandumRejection::CeilingMissing);
    }
    let number = u32::try_from(memoranda.len()).unwrap_or(u32::MAX).saturating_add(1);
    if number > MOST {
        return Err(MemorandumRejection::TooMany { limit: MOST });
    }
    let signed = MemorandumSigned {
        uscc: entry.uscc.clone(),
        memorandum: number,
        reference: command.reference.clone(),
        ceiling: command.ceiling,
        businesses: command.businesses.clone(),
        signed_on: command.signed_on,
        valid_from: command.valid_from,
        valid_to: command.valid_to,
    };
    let same = |it: &&Memorandum| {
        it.ended_on.is_none()
            && it.signed == MemorandumSigned { memorandum: it.signed.memorandum, ..signed.clone() }
    };
    if memoranda.iter().any(|it| same(&it)) {
        return Ok(vec![]);
    }
    if let Some(other) = memoranda.iter().find(|it| it.overlaps(&command)) {
        return Err(MemorandumRejection::Overlaps { memorandum: other.signed.memorandum });
    }
    Ok(vec![InstitutionEvent::MemorandumSigned(signed)])
}

/// Ends a memorandum on the legal date `today` or later. Cases taken under it stay under it.
///
/// # Errors
/// See [`MemorandumRejection`].
pub fn end(
    institution: &Institution,
    today: NaiveDate,
    command: EndMemorandum,
) -> Result<Vec<InstitutionEvent>, MemorandumRejection> {
    let InstitutionFile { entry, memoranda } = file_of(institution)?;
    let known = memoranda.iter().find(|it| it.signed.memorandum == command.memorandum);
    let known = known.ok_or(MemorandumRejection::Unknown { memorandum: command.memorandum })?;
    if known.ended_on == Some(command.ended_on) {
        return Ok(vec![]);
    }
    if let Some(last) = known.last_day().filter(|last| *last <= today || *last <= command.ended_on) {
        return Err(MemorandumRejection::Over { last });
    }
    // What was done under it until yesterday stays done.
    if command.ended_on < today {
        return Err(MemorandumRejection::DatesOutOfOrder);
    }
    let EndMemorandum { memorandum, ended_on, reason } = command;
    let uscc = entry.uscc.clone();
    Ok(vec![InstitutionEvent::MemorandumEnded(MemorandumEnded { uscc, memorandum, ended_on, reason })])
}

fn file_of(institution: &Institution) -> Result<&InstitutionFile, MemorandumRejection> {
    match institution {
        Institution::NotRegistered => Err(MemorandumRejection::InstitutionUnknown),
        Institution::Registered(file) => Ok(file),
    }
}
