//! `POST /v1/rule-sets`: 发布规则版本 The federation publishes a version of the rules of the house.

use crate::auth;
use crate::error::{ApiError, FieldErrors, table};
use crate::extract::DateField;
use crate::routes::answer::{self, ReceiptBody};
use crate::routes::centres::terms::{CentreRulesBody, LawPeriodUnit};
use crate::routes::write::HouseWrite;
use actix_web::{HttpResponse, post};
use domain::deadline::{Basis, Timer};
use domain::rule_book::{PublishRuleSet, PublishedPeriod};
use domain::text::ShortText;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The length of one period, and where it comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulePeriodBody {
    /// Which period.
    #[schema(min_length = 1, max_length = 20, example = "T10")]
    timer: String,
    /// In what it is counted.
    unit: LawPeriodUnit,
    /// How many.
    #[schema(minimum = 1, maximum = 1100)]
    n: u16,
    /// Code of the article it comes from.
    #[schema(min_length = 1, max_length = 40, example = "CPL-205")]
    basis: String,
}

/// What the version changes; whatever is absent is as the version before has it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSetBody {
    /// The legal date from which it counts.
    effective_from: DateField,
    /// Periods.
    #[serde(default)]
    #[schema(max_items = 100)]
    periods: Vec<RulePeriodBody>,
    /// Other parameters; periods belong into `periods`.
    rules: Option<CentreRulesBody>,
    /// Days after which a director is asked when a clerk did not act.
    #[schema(minimum = 1, maximum = 60)]
    escalation_days: Option<u16>,
    /// Why, with the instrument that demands it.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// 发布规则版本 The federation publishes a version of the rules of the house.
#[utoipa::path(
    tag = "registers",
    request_body = RuleSetBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/rule-sets")]
pub(crate) async fn publish_rule_set(
    write: HouseWrite<auth::PublishRuleSet, RuleSetBody>,
) -> Result<HttpResponse, ApiError> {
    let body = &write.body;
    let mut fields = FieldErrors::default();
    let mut periods = Some(BTreeMap::new());
    for (index, period) in body.periods.iter().enumerate() {
        let timer = Timer::ALL.into_iter().find(|timer| timer.id() == period.timer);
        let basis = Basis::ALL.iter().copied().find(|basis| basis.code() == period.basis);
        let timer = fields.check(format!("/periods/{index}/timer"), timer.ok_or(&table::FIELD_VALUE));
        let basis = fields.check(format!("/periods/{index}/basis"), basis.ok_or(&table::FIELD_VALUE));
        match (timer, basis, &mut periods) {
            (Some(timer), Some(basis), Some(periods)) => {
                periods.insert(timer, PublishedPeriod { period: period.unit.of(period.n), basis });
            }
            _ => periods = None,
        }
    }
    let rules = match &body.rules {
        None => Some(Default::default()),
        Some(rules) => rules.parsed(&mut fields),
    };
    let reason = fields.check("/reason", ShortText::parse(&body.reason));
    let (Some(periods), Some(choices), Some(reason)) = (periods, rules, reason) else {
        return Err(fields.into());
    };
    let command = PublishRuleSet {
        effective_from: body.effective_from.0,
        periods,
        choices,
        escalation_days: body.escalation_days,
        reason,
    };
    let receipt = write.house.publish_rule_set(&write.call, command).await?;
    Ok(answer::done(&receipt, "rule-sets".to_owned()))
}
