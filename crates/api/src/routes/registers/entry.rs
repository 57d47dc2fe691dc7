//! What an entry of the roster says, as a body gives it and as the registers complete it.

use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::code::{LanguageCode, plain};
use application::House;
use domain::identity::Uscc;
use domain::ids::UserId;
use domain::mediator::{Employment, Home, MediatorKind, Profile, RosterTerm};
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;

/// What kind of mediator.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MediatorKindBody {
    /// 专职.
    FullTime,
    /// 派驻、公益.
    Seconded,
    /// 律师.
    Lawyer,
    /// 专家.
    Expert,
}

impl From<MediatorKindBody> for MediatorKind {
    fn from(kind: MediatorKindBody) -> Self {
        match kind {
            MediatorKindBody::FullTime => Self::FullTime,
            MediatorKindBody::Seconded => Self::Seconded,
            MediatorKindBody::Lawyer => Self::Lawyer,
            MediatorKindBody::Expert => Self::Expert,
        }
    }
}

/// An employer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmploymentBody {
    /// Code of the institution, from the register.
    #[schema(min_length = 18, max_length = 18)]
    institution: String,
    /// When it began, when known.
    since: Option<DateField>,
    /// When it ended; absent while it lasts.
    left_on: Option<DateField>,
}

/// What a mediator is chosen by, beside the expertise.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileBody {
    /// Languages he or she mediates in.
    #[serde(default)]
    #[schema(max_items = 6)]
    languages: Vec<LanguageCode>,
    /// Court codes of the registers of invited mediators (特邀名册) he or she stands in.
    #[serde(default)]
    #[schema(max_items = 20)]
    court_registers: Vec<String>,
    /// The first day of the term.
    term_from: Option<DateField>,
    /// The last day of the term.
    term_to: Option<DateField>,
    /// Most open cases at once; absent: the rule set's default.
    #[schema(minimum = 1, maximum = 65535)]
    load_cap: Option<u16>,
}

/// The parts of a body the registers complete.
pub(super) struct Said {
    pub(super) home_institution: Option<String>,
    pub(super) employment: Vec<EmploymentBody>,
    pub(super) account: Option<String>,
    pub(super) profile: ProfileBody,
}

/// The same, complete.
pub(super) struct Known {
    pub(super) home: Option<Home>,
    pub(super) employment: Vec<Employment>,
    pub(super) account: Option<UserId>,
    pub(super) profile: Profile,
}

impl Said {
    /// Parses, and looks institutions up; `None` when a field is wrong, which `fields` then says.
    pub(super) async fn look_up(
        self,
        fields: &mut FieldErrors,
        house: &House,
    ) -> Result<Option<Known>, ApiError> {
        let home = self.home_institution.as_deref().map(Uscc::parse);
        let home = fields.check_some("/home_institution", home);
        let account = self.account.as_deref().map(UserId::parse);
        let account = fields.check_some("/account", account);
        let mut jobs = Vec::new();
        for (index, job) in self.employment.iter().enumerate() {
            let at = format!("/employment/{index}/institution");
            let code = fields.check(at, Uscc::parse(&job.institution));
            jobs.extend(code.map(|code| (code, job)));
        }
        let profile = self.profile.parsed(fields);
        let (Some(home), Some(account), Some(profile), []) = (home, account, profile, fields.all()) else {
            return Ok(None);
        };
        let home = match home {
            Some(code) => {
                let entry = house.institution(&code).await?;
                Some(Home { uscc: entry.uscc, legal_person: entry.legal_person, group: entry.group })
            }
            None => None,
        };
        let mut employment = Vec::with_capacity(jobs.len());
        for (code, job) in jobs {
            let legal_person = house.institution(&code).await?.legal_person;
            let (since, left_on) = (job.since.map(|date| date.0), job.left_on.map(|date| date.0));
            employment.push(Employment { legal_person, since, left_on });
        }
        Ok(Some(Known { home, employment, account, profile }))
    }
}

impl ProfileBody {
    fn parsed(&self, fields: &mut FieldErrors) -> Option<Profile> {
        let registers = self.court_registers.iter().enumerate().map(|(index, code)| {
            fields.check(format!("/profile/court_registers/{index}"), ShortText::parse(code))
        });
        let court_registers = registers.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
        Some(Profile {
            languages: plain(self.languages.clone()),
            court_registers,
            term: RosterTerm { from: self.term_from.map(|date| date.0), to: self.term_to.map(|date| date.0) },
            load_cap: self.load_cap,
        })
    }
}
