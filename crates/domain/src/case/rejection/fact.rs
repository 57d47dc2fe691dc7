//! What a refusal is explained with, as text.

use super::{ConflictFinding, TermProblem, UnclearClause};
use crate::case::stage::{Side, StageName};
use crate::classification::*;
use crate::deadline::Timer;
use crate::ids::{CaseId, PartyId, RepresentativeId};
use crate::money::Fen;
use chrono::{DateTime, NaiveDate, Utc};

/// A fact as text for a sentence.
pub(super) trait Fact {
    /// The text.
    fn text(&self) -> String;
}

macro_rules! facts {
    ($($type:ty => |$value:ident| $text:expr;)+) => {$(
        impl Fact for $type {
            fn text(&self) -> String {
                let $value = self;
                $text
            }
        }
    )+};
}

facts! {
    u32 => |it| it.to_string();
    bool => |it| it.to_string();
    String => |it| it.clone();
    PartyId => |it| it.to_string();
    CaseId => |it| it.to_string();
    RepresentativeId => |it| it.to_string();
    AuthorityScope => |it| it.code().to_owned();
    NaiveDate => |it| it.to_string();
    DateTime<Utc> => |it| crate::calendar::in_shanghai(*it);
    Fen => |it| it.to_yuan();
    Timer => |it| it.id().to_owned();
    StageName => |it| it.code().to_owned();
    Side => |it| match it { Side::Applicant => "APPLICANT".to_owned(), Side::Respondent => "RESPONDENT".to_owned() };
    RespondentDuty => |it| it.code().to_owned();
    ConsentMatter => |it| it.code().to_owned();
    Track => |it| it.code().to_owned();
    Exclusion => |it| it.code().to_owned();
    SuspensionReason => |it| it.code().to_owned();
    Termination => |it| it.code().to_owned();
    AcceptanceCheck => |it| it.code().to_owned();
    RecusalGround => |it| format!("{} {}", it.code(), it.zh());
    ConfirmationPaper => |it| it.code().to_owned();
    NonAcceptanceGround => |it| it.code().to_owned();
    EnforcementTitle => |it| format!("{} {}", it.code(), it.zh());
    ConflictFinding => |it| it.ground.text();
    TermProblem => |it| match it {
        TermProblem::PartyUnknown => "PARTY_UNKNOWN".to_owned(),
        TermProblem::SameParty => "SAME_PARTY".to_owned(),
        TermProblem::DateInPast(date) => format!("DATE_IN_PAST {date}"),
        TermProblem::ScheduleTooShort => "SCHEDULE_TOO_SHORT".to_owned(),
        TermProblem::ScheduleNotAscending => "SCHEDULE_NOT_ASCENDING".to_owned(),
        TermProblem::ScheduleSum(sum) => format!("SCHEDULE_SUM {}", sum.map_or_else(String::new, Fen::to_yuan)),
        TermProblem::WordingMissing => "WORDING_MISSING".to_owned(),
        TermProblem::WordsMismatch(expected) => format!("WORDS_MISMATCH {expected}"),
        TermProblem::WordsWithoutAmount => "WORDS_WITHOUT_AMOUNT".to_owned(),
        TermProblem::ScopeUnclear => "SCOPE_UNCLEAR".to_owned(),
        TermProblem::AccelerationPointless => "ACCELERATION_POINTLESS".to_owned(),
        TermProblem::PenaltyUnclear => "PENALTY_UNCLEAR".to_owned(),
        TermProblem::NotInstitution => "NOT_INSTITUTION".to_owned(),
        TermProblem::NothingToEnforce => "NOTHING_TO_ENFORCE".to_owned(),
        TermProblem::Forbidden(content, words) => format!("FORBIDDEN {} {words}", content.code()),
    };
    UnclearClause => |it| format!("{}: {}", it.clause, it.problem.text());
}

impl<T: Fact> Fact for Vec<T> {
    fn text(&self) -> String {
        self.iter().map(Fact::text).collect::<Vec<_>>().join(", ")
    }
}

impl<T: Fact> Fact for Option<T> {
    fn text(&self) -> String {
        self.as_ref().map_or_else(|| "-".to_owned(), Fact::text)
    }
}
