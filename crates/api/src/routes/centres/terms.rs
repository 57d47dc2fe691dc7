//! The terms of a centre in bodies and answers.

use crate::error::{FieldErrors, table};
use crate::extract::FenField;
use domain::calendar::Period;
use domain::centre::{CentreRules, CentreVersion, NumberTemplate, NumberTemplates};
use domain::deadline::{Basis, Timer};
use domain::money::Fen;
use domain::rule_set::{PriorComplaintMode, RuleSet, SeparateAppointment};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// How the numbers read; `{city}`, `{year}` and `{seq}` once each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberTemplatesBody {
    /// Of a case.
    #[schema(min_length = 17, max_length = 60, example = "粤{city}金调字〔{year}〕{seq}号")]
    case: String,
    /// Of a receipt for a court's papers.
    #[schema(min_length = 17, max_length = 60, example = "粤{city}金调收字〔{year}〕{seq}号")]
    receipt: String,
}

/// In what a period is counted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PeriodUnit {
    /// 日.
    CalendarDays,
    /// 工作日.
    WorkingDays,
    /// 月.
    Months,
}

/// In what a period set by law is counted.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LawPeriodUnit {
    /// 日.
    CalendarDays,
    /// 工作日.
    WorkingDays,
    /// 月.
    Months,
    /// 年.
    Years,
}

impl LawPeriodUnit {
    /// So many of them.
    pub(crate) const fn of(self, n: u16) -> Period {
        match self {
            Self::CalendarDays => Period::CalendarDays(n),
            Self::WorkingDays => Period::WorkingDays(n),
            Self::Months => Period::Months(n),
            Self::Years => Period::Years(n),
        }
    }
}

/// What is asked about an earlier complaint to the institution.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriorComplaintModeBody {
    /// The clerk may accept, giving a reason.
    Encouraged,
    /// No complaint, no acceptance.
    Required,
    /// Nobody asks.
    Off,
}

impl From<PriorComplaintModeBody> for PriorComplaintMode {
    fn from(mode: PriorComplaintModeBody) -> Self {
        match mode {
            PriorComplaintModeBody::Encouraged => Self::Encouraged,
            PriorComplaintModeBody::Required => Self::Required,
            PriorComplaintModeBody::Off => Self::Off,
        }
    }
}

/// In which cases whoever accepted may not appoint the mediator.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SeparateAppointmentBody {
    /// In cases of an institution whoever accepted comes from.
    OwnInstitution,
    /// In every case.
    Always,
}

impl From<SeparateAppointmentBody> for SeparateAppointment {
    fn from(mode: SeparateAppointmentBody) -> Self {
        match mode {
            SeparateAppointmentBody::OwnInstitution => Self::OwnInstitution,
            SeparateAppointmentBody::Always => Self::Always,
        }
    }
}

/// The length of one period.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodBody {
    /// Which period.
    #[schema(min_length = 1, max_length = 20, example = "T09")]
    timer: String,
    /// In what it is counted.
    unit: PeriodUnit,
    /// How many.
    #[schema(minimum = 1, maximum = 366)]
    n: u16,
}

/// The centre's own choices; what is absent is as the house has it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CentreRulesBody {
    /// Periods no law sets.
    #[serde(default)]
    #[schema(max_items = 100)]
    periods: Vec<PeriodBody>,
    /// How often a supplement may be asked for.
    #[schema(minimum = 1, maximum = 5)]
    supplement_max_count: Option<u8>,
    /// How often the time for one may be lengthened.
    #[schema(minimum = 0, maximum = 5)]
    supplement_max_extensions: Option<u8>,
    /// Whether both parties may waive the notice before a session.
    session_notice_waivable: Option<bool>,
    /// Whether silence may make an agreement of a proposal, among parties who all agreed to that before.
    no_objection: Option<bool>,
    /// Whether every agreement is reviewed before it is sealed (合法性审查).
    legality_review: Option<bool>,
    /// The how-manieth unexcused absence counts as a refusal; 0: none.
    #[schema(minimum = 0, maximum = 10)]
    no_shows_count_as_refusal: Option<u8>,
    /// How many mediators a complex case has.
    #[schema(minimum = 1, maximum = 3)]
    mediators_of_complex: Option<u8>,
    /// The most that may be claimed in the small track, fen.
    small_ceiling: Option<FenField>,
    /// The most that may be claimed in the simple track, fen.
    simple_ceiling: Option<FenField>,
    /// The most names on a list of mediators.
    #[schema(minimum = 3, maximum = 30)]
    max_mediator_list: Option<u8>,
    /// The most rounds of sealed bids.
    #[schema(minimum = 1, maximum = 10)]
    max_bid_rounds: Option<u8>,
    /// What is asked about an earlier complaint.
    prior_complaint_mode: Option<PriorComplaintModeBody>,
    /// In which cases whoever accepted may not appoint the mediator.
    separate_appointment: Option<SeparateAppointmentBody>,
    /// Whether another relation that is disclosed needs a waiver.
    other_relation_needs_waiver: Option<bool>,
    /// Most open cases of a mediator whose entry sets no cap.
    #[schema(minimum = 1, maximum = 500)]
    default_load_cap: Option<u16>,
}

impl NumberTemplatesBody {
    pub(super) fn parsed(&self, fields: &mut FieldErrors) -> Option<NumberTemplates> {
        let case = fields.check("/numbers/case", NumberTemplate::parse(&self.case));
        let receipt = fields.check("/numbers/receipt", NumberTemplate::parse(&self.receipt));
        Some(NumberTemplates { case: case?, receipt: receipt? })
    }
}

impl CentreRulesBody {
    pub(crate) fn parsed(&self, fields: &mut FieldErrors) -> Option<CentreRules> {
        let periods = self.periods.iter().enumerate().map(|(index, body)| {
            let timer = Timer::ALL.into_iter().find(|timer| timer.id() == body.timer);
            let timer = timer.ok_or(&table::FIELD_VALUE);
            let timer = fields.check(format!("/rules/periods/{index}/timer"), timer)?;
            let period = match body.unit {
                PeriodUnit::CalendarDays => Period::CalendarDays(body.n),
                PeriodUnit::WorkingDays => Period::WorkingDays(body.n),
                PeriodUnit::Months => Period::Months(body.n),
            };
            Some((timer, period))
        });
        let periods: Vec<_> = periods.collect();
        let periods = periods.into_iter().collect::<Option<_>>();
        let mut fen = |pointer: &str, asked: Option<FenField>| {
            fields.check_some(pointer, asked.map(|fen| Fen::positive(fen.0)))
        };
        let small_ceiling = fen("/rules/small_ceiling", self.small_ceiling);
        let simple_ceiling = fen("/rules/simple_ceiling", self.simple_ceiling);
        Some(CentreRules {
            periods: periods?,
            supplement_max_count: self.supplement_max_count,
            supplement_max_extensions: self.supplement_max_extensions,
            session_notice_waivable: self.session_notice_waivable,
            no_objection: self.no_objection,
            legality_review: self.legality_review,
            no_shows_count_as_refusal: self.no_shows_count_as_refusal,
            mediators_of_complex: self.mediators_of_complex,
            small_ceiling: small_ceiling?,
            simple_ceiling: simple_ceiling?,
            max_mediator_list: self.max_mediator_list,
            max_bid_rounds: self.max_bid_rounds,
            prior_complaint_mode: self.prior_complaint_mode.map(Into::into),
            separate_appointment: self.separate_appointment.map(Into::into),
            other_relation_needs_waiver: self.other_relation_needs_waiver,
            default_load_cap: self.default_load_cap,
        })
    }
}

/// A version of a centre's terms, as it was recorded.
pub(super) fn version(version: &CentreVersion) -> Value {
    json!({
        "version": version.version,
        "effective_from": version.effective_from,
        "name": version.terms.name,
        "legal_form": version.terms.legal_form,
        "numbers": version.terms.numbers,
        "rules": version.terms.rules,
    })
}

/// Where the centre sits, and the terms that count today.
pub(super) fn in_force(current: &CentreVersion) -> Value {
    let mut value = version(current);
    if let Value::Object(fields) = &mut value {
        fields.insert("centre".to_owned(), json!(current.facts.id));
        fields.insert("city".to_owned(), json!(current.facts.city));
        fields.insert("court_prefix".to_owned(), json!(current.facts.court_prefix));
    }
    value
}

/// Every parameter a case of the centre is judged by today, its own choices and the house's.
pub(crate) fn parameters(rules: &RuleSet) -> Value {
    let periods = rules.rules().map(|(timer, rule)| {
        json!({
            "timer": timer, "period": rule.period, "basis": rule.basis,
            "set_by": if rule.basis == Basis::Practice { "CENTRE" } else { "LAW" },
        })
    });
    json!({
        "rule_set_version": rules.version,
        "periods": periods.collect::<Vec<_>>(),
        "supplement_max_count": rules.supplement_max_count,
        "supplement_max_extensions": rules.supplement_max_extensions,
        "session_notice_waivable": rules.session_notice_waivable,
        "no_objection": rules.no_objection,
        "legality_review": rules.legality_review,
        "no_shows_count_as_refusal": rules.no_shows_count_as_refusal,
        "mediators_of_complex": rules.mediators_of_complex,
        "small_ceiling": rules.small_ceiling,
        "simple_ceiling": rules.simple_ceiling,
        "max_mediator_list": rules.max_mediator_list,
        "max_bid_rounds": rules.max_bid_rounds,
        "prior_complaint_mode": rules.prior_complaint_mode,
        "separate_appointment": rules.separate_appointment,
        "other_relation_needs_waiver": rules.other_relation_needs_waiver,
        "default_load_cap": rules.assignment.default_load_cap,
    })
}
