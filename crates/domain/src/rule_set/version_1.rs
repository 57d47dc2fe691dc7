//! Version 1: the law as in force since the Civil Procedure Law of 2023, and our choices where it is silent.

use chrono::NaiveDate;

use super::{
    AssignmentWeights, CourtLevels, FollowUp, MatchingRules, PriorComplaintMode, RuleSet,
    SeparateAppointment, TimerRule,
};
use crate::calendar::{HolidayTable, Period};
use crate::deadline::{Basis, Timer};
use crate::money::Fen;
use crate::retention::RetentionRules;
use std::sync::{Arc, LazyLock};

/// The day on which the Civil Procedure Law of 2023, with today's article numbers, came into force.
const EFFECTIVE_FROM: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

pub(super) fn rule_set() -> RuleSet {
    RuleSet {
        version: 1,
        centre: None,
        effective_from: EFFECTIVE_FROM,
        supplement_max_count: 1,
        supplement_max_extensions: 1,
        cooling_off_years: 2,
        session_notice_waivable: true,
        entrusted_extension_needs_court: true,
        no_shows_count_as_refusal: Some(2),
        max_mediators: 3,
        mediators_of_complex: 3,
        // Shanghai's pilot: 5,000 yuan.
        small_ceiling: Fen::of_yuan(5_000),
        simple_ceiling: Fen::of_yuan(50_000),
        max_mediator_list: 9,
        max_bid_rounds: 3,
        // MDR2016; for a consumer only after an express consent of his own.
        no_objection: true,
        legality_review: false,
        prior_complaint_mode: PriorComplaintMode::Encouraged,
        separate_appointment: SeparateAppointment::OwnInstitution,
        archive_release_hours: 72,
        recusal_on_request_is_binding: true,
        binding_recusals_per_party: 1,
        other_relation_needs_waiver: true,
        max_dispute_age: None,
        // CPL 61.
        max_agents_per_party: 2,
        // CC 17.
        full_capacity_age: 18,
        // CC 19-20.
        limited_capacity_age: 8,
        // LVL2021: 500 million yuan, or 100 million.
        court_levels: CourtLevels {
            intermediate_from: Fen::of_yuan(500_000_000),
            intermediate_from_with_outsider: Fen::of_yuan(100_000_000),
        },
        escalation_days: 3,
        follow_up: FollowUp { remind_days_before: 3, overdue_days_after: 1, callback_days_after: &[7, 30] },
        assignment: AssignmentWeights {
            load: 40,
            expertise: 30,
            language: 20,
            per_day_waited: 2,
            default_load_cap: 20,
        },
        // The same person against the same institution reaches the threshold by itself; so does the same person about the same product,
        // business and cause. A shared phone needs more than the institution beside it.
        matching: MatchingRules {
            document: 50,
            organisation_code: 50,
            phone: 25,
            name: 10,
            institution: 25,
            product: 10,
            business: 5,
            cause: 5,
            period: 10,
            complaint_number: 40,
            outside_ticket: 40,
            show_at: 40,
            decide_at: 70,
            window_days: 1095,
            period_days: 90,
            listed: 20,
        },
        retention: RetentionRules {
            confirmed_years: 30,
            agreement_years: 10,
            terminated_years: 5,
            refused_years: 3,
            recordings_years: 3,
        },
        holidays: built_in_holidays(),
        timers: Timer::ALL.map(timer_rule),
    }
}

/// One table for all who ask; a copy for each would be a copy for each command.
fn built_in_holidays() -> Arc<HolidayTable> {
    static TABLE: LazyLock<Arc<HolidayTable>> = LazyLock::new(|| Arc::new(HolidayTable::builtin().clone()));
    Arc::clone(&TABLE)
}

fn timer_rule(timer: Timer) -> TimerRule {
    match timer {
        Timer::Draft => days(30, Basis::Practice),
        Timer::T01 => working_days(5, Basis::Practice),
        Timer::T01r => working_days(3, Basis::Om12),
        Timer::T02 => working_days(5, Basis::Practice),
        Timer::T03 => working_days(5, Basis::Practice),
        Timer::T03c => working_days(2, Basis::Practice),
        Timer::T03r => working_days(3, Basis::Om15),
        Timer::T04 => working_days(2, Basis::Om10),
        Timer::T04a => working_days(3, Basis::Om10),
        // The regulation says "as a rule within a month"; the centres take 30 days.
        Timer::T05a => days(30, Basis::Moj33).warn(&[7, 3]),
        Timer::T05b => days(30, Basis::Sm27).warn(&[7, 3]),
        Timer::T05c => days(15, Basis::Sm27).warn(&[7, 3]),
        Timer::T05d => days(7, Basis::Sm27).warn(&[3]),
        Timer::T07 => days(7, Basis::Mdr),
        Timer::T08 => working_days(2, Basis::Practice),
        Timer::Complaint => working_days(15, Basis::Practice).warn(&[3]),
        Timer::T09 => working_days(3, Basis::Practice),
        Timer::Offer => working_days(5, Basis::Practice),
        Timer::Authority => working_days(3, Basis::Practice),
        Timer::Opinion => working_days(5, Basis::Practice),
        Timer::Bid => working_days(3, Basis::Practice),
        Timer::BidReveal => working_days(2, Basis::Practice),
        Timer::NextStep => working_days(5, Basis::Practice),
        Timer::Exchange => working_days(5, Basis::Practice),
        Timer::Signing => working_days(5, Basis::Practice),
        Timer::T10 => days(30, Basis::Cpl205).warn(&[15, 7, 2]),
        Timer::T11 => days(3, Basis::Jc4),
        Timer::T12 => days(30, Basis::Cpl187),
        Timer::T12a => days(15, Basis::Jc5),
        Timer::T12b => days(25, Basis::Jc5),
        Timer::T13 => days(15, Basis::Cpli372),
        Timer::T13a => months(6, Basis::Cpli372),
        Timer::T14 => years(2, Basis::Cpl250).warn(&[180, 30]),
        Timer::T15 => days(5, Basis::Cpl226),
        Timer::T15a => days(15, Basis::Cpl227),
        Timer::T15b => days(15, Basis::Cpl227),
        Timer::T16 => days(15, Basis::Cbirc3),
        Timer::T16a => days(30, Basis::Cbirc3),
        Timer::T16b => days(60, Basis::Cbirc3),
        Timer::T17 => days(30, Basis::Cbirc3),
        Timer::T17a => days(30, Basis::Cbirc3),
        Timer::T18 => working_days(10, Basis::Practice),
        Timer::T19 => working_days(3, Basis::Practice),
        Timer::T21 => working_days(10, Basis::Practice),
        Timer::T22 => days(30, Basis::Practice),
        Timer::T24 => working_days(15, Basis::Practice).warn(&[7, 3]),
        Timer::T23 => years(3, Basis::Cc188),
    }
}

fn days(n: u16, basis: Basis) -> TimerRule {
    rule(Period::CalendarDays(n), basis)
}

fn working_days(n: u16, basis: Basis) -> TimerRule {
    rule(Period::WorkingDays(n), basis)
}

fn months(n: u16, basis: Basis) -> TimerRule {
    rule(Period::Months(n), basis)
}

fn years(n: u16, basis: Basis) -> TimerRule {
    rule(Period::Years(n), basis)
}

fn rule(period: Period, basis: Basis) -> TimerRule {
    TimerRule { period, basis, warn_days_before: &[] }
}

impl TimerRule {
    /// The same rule with warnings so many days before its end.
    fn warn(self, days_before: &'static [u16]) -> TimerRule {
        TimerRule { warn_days_before: days_before, ..self }
    }
}
