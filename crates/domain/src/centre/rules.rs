//! What a centre sets for itself: the choices no law makes, laid over the rule set of the house.

use crate::calendar::Period;
use crate::centre::rejection::CentreRejection;
use crate::deadline::{Basis, Timer};
use crate::ids::CentreId;
use crate::money::Fen;
use crate::rule_set::{PriorComplaintMode, RuleSet, SeparateAppointment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose rules a command was judged by, and which version of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesOfCentre {
    /// The rule set of the house they lie over.
    pub rule_set: u32,
    /// The centre.
    pub centre: CentreId,
    /// The version of its terms.
    pub version: u32,
}

/// A centre's own choices; whatever is absent is as the rule set of the house has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CentreRules {
    /// Periods whose length no law sets. Counted as the legal calendar counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub periods: BTreeMap<Timer, Period>,
    /// How often a clerk may ask the applicant to supplement the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_max_count: Option<u8>,
    /// How often the time for one supplement may be lengthened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_max_extensions: Option<u8>,
    /// Whether both parties together may waive the notice before a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_notice_waivable: Option<bool>,
    /// The how-manieth unexcused absence of a party counts as its refusal to go on; 0: none ever does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_shows_count_as_refusal: Option<u8>,
    /// How many mediators a complex case has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediators_of_complex: Option<u8>,
    /// The most that may be claimed in the small and fast track, fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub small_ceiling: Option<Fen>,
    /// The most that may be claimed in the simple track, fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simple_ceiling: Option<Fen>,
    /// The most names on a list that is sent to the parties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_mediator_list: Option<u8>,
    /// The most rounds of sealed bids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bid_rounds: Option<u8>,
    /// Whether silence may make an agreement of a proposal, among parties who all agreed to that before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_objection: Option<bool>,
    /// Whether every agreement is reviewed before it is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legality_review: Option<bool>,
    /// What is asked about an earlier complaint to the institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_complaint_mode: Option<PriorComplaintMode>,
    /// Where whoever accepted may not appoint the mediator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separate_appointment: Option<SeparateAppointment>,
    /// Whether another relation that is disclosed needs a waiver by every party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_relation_needs_waiver: Option<bool>,
    /// Most open cases at once of a mediator whose entry sets no cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_load_cap: Option<u16>,
}

/// The longest period a centre may set, in days of either kind.
const LONGEST: u16 = 366;

impl CentreRules {
    /// Whether the choices are a centre's to make.
    ///
    /// # Errors
    /// [`CentreRejection::PeriodSetByLaw`], [`CentreRejection::RuleOutOfRange`], [`CentreRejection::CeilingsOutOfOrder`].
    pub fn check(&self, house: &RuleSet) -> Result<(), CentreRejection> {
        for (timer, period) in &self.periods {
            if house.rule(*timer).basis != Basis::Practice {
                return Err(CentreRejection::PeriodSetByLaw { timer: *timer });
            }
            let length = match period {
                Period::CalendarDays(n) | Period::WorkingDays(n) => *n,
                Period::Months(n) => n.saturating_mul(31),
                Period::Years(n) => n.saturating_mul(LONGEST),
            };
            within(timer.id(), Some(length), 1, LONGEST)?;
        }
        within("supplement_max_count", self.supplement_max_count, 1, 5)?;
        within("supplement_max_extensions", self.supplement_max_extensions, 0, 5)?;
        within("no_shows_count_as_refusal", self.no_shows_count_as_refusal, 0, 10)?;
        within("mediators_of_complex", self.mediators_of_complex, 1, u16::from(house.max_mediators))?;
        within("max_mediator_list", self.max_mediator_list, 3, 30)?;
        within("max_bid_rounds", self.max_bid_rounds, 1, 10)?;
        within("default_load_cap", self.default_load_cap, 1, 500)?;
        let own = house.of_centre(self, None);
        if own.small_ceiling > own.simple_ceiling {
            return Err(CentreRejection::CeilingsOutOfOrder);
        }
        Ok(())
    }
}

fn within<N: Into<u16>>(
    rule: &'static str,
    value: Option<N>,
    least: u16,
    most: u16,
) -> Result<(), CentreRejection> {
    match value.map(Into::into) {
        Some(value) if !(least..=most).contains(&value) => {
            Err(CentreRejection::RuleOutOfRange { rule, least, most })
        }
        Some(_) | None => Ok(()),
    }
}

impl RuleSet {
    /// These rules with a centre's own choices laid over them; `source` says whose they are.
    #[must_use]
    pub fn of_centre(&self, own: &CentreRules, source: Option<RulesOfCentre>) -> RuleSet {
        let mut rules = self.clone();
        rules.centre = source;
        for (timer, period) in &own.periods {
            // A law that set this length after the centre chose one takes its place.
            if self.rule(*timer).basis == Basis::Practice {
                rules.set_period(*timer, *period);
            }
        }
        if let Some(most) = own.no_shows_count_as_refusal {
            rules.no_shows_count_as_refusal = (most > 0).then_some(most);
        }
        if let Some(cap) = own.default_load_cap {
            rules.assignment.default_load_cap = cap;
        }
        let take = |own: Option<u8>, house: u8| own.unwrap_or(house);
        rules.supplement_max_count = take(own.supplement_max_count, self.supplement_max_count);
        rules.supplement_max_extensions = take(own.supplement_max_extensions, self.supplement_max_extensions);
        rules.mediators_of_complex = take(own.mediators_of_complex, self.mediators_of_complex);
        rules.max_mediator_list = take(own.max_mediator_list, self.max_mediator_list);
        rules.max_bid_rounds = take(own.max_bid_rounds, self.max_bid_rounds);
        rules.session_notice_waivable = own.session_notice_waivable.unwrap_or(self.session_notice_waivable);
        rules.no_objection = own.no_objection.unwrap_or(self.no_objection);
        rules.legality_review = own.legality_review.unwrap_or(self.legality_review);
        rules.small_ceiling = own.small_ceiling.unwrap_or(self.small_ceiling);
        rules.simple_ceiling = own.simple_ceiling.unwrap_or(self.simple_ceiling);
        rules.separate_appointment = own.separate_appointment.unwrap_or(self.separate_appointment);
        rules.prior_complaint_mode = own.prior_complaint_mode.unwrap_or(self.prior_complaint_mode);
        rules.other_relation_needs_waiver =
            own.other_relation_needs_waiver.unwrap_or(self.other_relation_needs_waiver);
        rules
    }
}
