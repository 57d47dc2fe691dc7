//! The numbers of the procedure: legal ones, which legislators move, and chosen ones, which centres choose.
//!
//! No rule holds a number of its own. A deadline names the version it was computed from, so a new version
//! changes the future only.

mod version_1;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::calendar::{HolidayTable, Period, count};
use crate::centre::RulesOfCentre;
use crate::classification::{MatchFeature, Track};
use crate::deadline::{Basis, Deadline, Timer};
use crate::money::Fen;
use crate::retention::RetentionRules;

/// How a centre treats a dispute that was never brought to the institution itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriorComplaintMode {
    /// The clerk may accept, giving a reason.
    Encouraged,
    /// No complaint, no acceptance.
    Required,
    /// Nobody asks.
    Off,
}

/// In which cases whoever accepted may not appoint the mediator as well (业务岗位分离).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SeparateAppointment {
    /// In cases of an institution of the legal person that whoever accepted comes from.
    OwnInstitution,
    /// In every case; for centres with staff enough.
    Always,
}

/// The length of one period, its source, and when to warn of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimerRule {
    /// How long it runs.
    pub period: Period,
    /// Where the length comes from; [`Basis::Practice`] marks a length the centre chose.
    pub basis: Basis,
    /// Calendar days before the last day on which those concerned are warned.
    pub warn_days_before: &'static [u16],
}

/// When performance is followed up, in calendar days around an obligation's due date. Nothing here rolls
/// over rest days: these are dates for the centre's own work, not periods of law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUp {
    /// The obligor is reminded this many days before the due date.
    pub remind_days_before: u16,
    /// An obligation not reported performed is overdue this many days after the due date.
    pub overdue_days_after: u16,
    /// The parties are called this many days after the due date.
    pub callback_days_after: &'static [u16],
}

/// From which sum on a dispute belongs to the intermediate court (LVL2021).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourtLevels {
    /// Parties all inside, or all outside the province, fen.
    pub intermediate_from: Fen,
    /// One party outside the province, fen.
    pub intermediate_from_with_outsider: Fen,
}

/// How mediators are ranked when the centre chooses. Points; a centre's choice, no law sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignmentWeights {
    /// For somebody without any open case; less by the share of the load cap that is taken.
    pub load: u16,
    /// For experience in the business class of the case.
    pub expertise: u16,
    /// For the language the parties want.
    pub language: u16,
    /// For each calendar day since the mediator was last asked, without bound. Zero would let an idle mediator starve.
    pub per_day_waited: u16,
    /// Most open cases at once of a mediator whose entry sets no cap.
    pub default_load_cap: u16,
}

/// How like two filings are held to be. Points; a centre's choice, no law sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatchingRules {
    /// One person showed the same document.
    pub document: u16,
    /// One organisation, by its code.
    pub organisation_code: u16,
    /// One phone.
    pub phone: u16,
    /// One name.
    pub name: u16,
    /// One institution, by its legal person.
    pub institution: u16,
    /// One product, as named.
    pub product: u16,
    /// One business class.
    pub business: u16,
    /// One cause.
    pub cause: u16,
    /// The incidents lie close together.
    pub period: u16,
    /// One number of the complaint to the institution.
    pub complaint_number: u16,
    /// One ticket of a hotline.
    pub outside_ticket: u16,
    /// Cases with fewer points together are not shown.
    pub show_at: u16,
    /// From so many points on, nothing is accepted before a clerk has decided.
    pub decide_at: u16,
    /// Filings further apart are not compared, calendar days.
    pub window_days: u16,
    /// Incidents so close together count as one period, calendar days.
    pub period_days: u16,
    /// Most cases that are listed.
    pub listed: u8,
}

impl MatchingRules {
    /// What agreement in a feature counts.
    #[must_use]
    pub const fn points(&self, feature: MatchFeature) -> u16 {
        match feature {
            MatchFeature::Document => self.document,
            MatchFeature::OrganisationCode => self.organisation_code,
            MatchFeature::Phone => self.phone,
            MatchFeature::Name => self.name,
            MatchFeature::Institution => self.institution,
            MatchFeature::Product => self.product,
            MatchFeature::Business => self.business,
            MatchFeature::Cause => self.cause,
            MatchFeature::Period => self.period,
            MatchFeature::ComplaintNumber => self.complaint_number,
            MatchFeature::OutsideTicket => self.outside_ticket,
        }
    }
}

/// One version of all parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// The number under which deadlines remember the version.
    pub version: u32,
    /// Whose choices lie over the rules of the house, when a centre has terms of its own.
    pub centre: Option<RulesOfCentre>,
    /// The first legal date on which the version may be used.
    pub effective_from: NaiveDate,
    /// How often a clerk may ask the applicant to supplement the application.
    pub supplement_max_count: u8,
    /// How often the time for one supplement may be lengthened.
    pub supplement_max_extensions: u8,
    /// Years for which a mediator who left an institution may not mediate its disputes.
    pub cooling_off_years: u16,
    /// Whether both parties together may waive the notice before a session.
    pub session_notice_waivable: bool,
    /// Whether the court of an entrusted suit must have agreed to a longer mediation.
    pub entrusted_extension_needs_court: bool,
    /// The how-manieth unexcused absence of a party counts as its refusal to go on; `None`: none ever does.
    pub no_shows_count_as_refusal: Option<u8>,
    /// The most mediators a case may have; when there are several, one presides.
    pub max_mediators: u8,
    /// How many mediators a complex case (疑难复杂) has, one of whom presides.
    pub mediators_of_complex: u8,
    /// The most that may be claimed in the small and fast track (小额快速); a memorandum with an institution may set less.
    pub small_ceiling: Fen,
    /// The most that may be claimed in the simple track (简易).
    pub simple_ceiling: Fen,
    /// The most names on a list that is sent to the parties to strike and rank.
    pub max_mediator_list: u8,
    /// The most rounds of sealed bids a case may have; told to the parties before the first.
    pub max_bid_rounds: u8,
    /// Whether silence may make an agreement of a proposal, among parties who all agreed to that before (无异议调解方案认可).
    pub no_objection: bool,
    /// Whether the centre reviews every agreement before it is sealed (合法性审查).
    pub legality_review: bool,
    /// What is asked about an earlier complaint to the institution.
    pub prior_complaint_mode: PriorComplaintMode,
    /// Where whoever accepted may not appoint the mediator.
    pub separate_appointment: SeparateAppointment,
    /// For how many hours somebody else's release hands an archive file out.
    pub archive_release_hours: u16,
    /// Whether a consumer's request for recusal must be granted without judging its grounds.
    pub recusal_on_request_is_binding: bool,
    /// How often a party's request for recusal is granted without judging its grounds, where it is binding.
    pub binding_recusals_per_party: u8,
    /// Whether another relation (R3) that is disclosed needs a waiver by every party, or only to be told.
    pub other_relation_needs_waiver: bool,
    /// The age beyond which a dispute is not accepted. No statute sets one.
    pub max_dispute_age: Option<Period>,
    /// The most agents one party may have at a time, guardians not counted.
    pub max_agents_per_party: u8,
    /// The age in full years from which a person has full capacity.
    pub full_capacity_age: u8,
    /// The age in full years from which a person has limited capacity.
    pub limited_capacity_age: u8,
    /// From which sum on the intermediate court confirms.
    pub court_levels: CourtLevels,
    /// So many calendar days after a period was over and a clerk was asked, the director is asked.
    pub escalation_days: u16,
    /// When performance is followed up.
    pub follow_up: FollowUp,
    /// How mediators are ranked when the centre chooses.
    pub assignment: AssignmentWeights,
    /// When two filings may be one dispute.
    pub matching: MatchingRules,
    /// How long each class of files is kept.
    pub retention: RetentionRules,
    /// The rest days the house counts with.
    pub holidays: Arc<HolidayTable>,
    /// One rule for each timer, in the order of [`Timer::ALL`].
    timers: [TimerRule; Timer::COUNT],
}

impl RuleSet {
    /// The rules that come with the program, version 1.
    pub fn builtin() -> RuleSet {
        version_1::rule_set()
    }

    /// How many mediators a case of a track has (SM2016 13; OM2021 11).
    pub const fn mediators_of(&self, track: Track) -> u8 {
        match track {
            Track::Small | Track::Simple | Track::Ordinary => 1,
            Track::Complex => self.mediators_of_complex,
        }
    }

    /// The most that may be claimed in a track; the others take any sum.
    pub const fn ceiling_of(&self, track: Track) -> Option<Fen> {
        match track {
            Track::Small => Some(self.small_ceiling),
            Track::Simple => Some(self.simple_ceiling),
            Track::Ordinary | Track::Complex => None,
        }
    }

    /// Length, source and warnings of one period.
    pub const fn rule(&self, timer: Timer) -> TimerRule {
        // Both follow the order in which the timers are declared.
        self.timers[timer as usize]
    }

    /// Another length for one period; source and warnings stay.
    pub(crate) fn set_period(&mut self, timer: Timer, period: Period) {
        self.timers[timer as usize].period = period;
    }

    /// Another length and source for one period; warnings stay.
    pub(crate) fn set_rule(&mut self, timer: Timer, period: Period, basis: Basis) {
        let rule = &mut self.timers[timer as usize];
        (rule.period, rule.basis) = (period, basis);
    }

    /// All periods in the order of the procedure.
    pub fn rules(&self) -> impl Iterator<Item = (Timer, TimerRule)> {
        Timer::ALL.into_iter().zip(self.timers)
    }

    /// The deadline of a period that starts on the legal date `start`.
    pub fn deadline(&self, timer: Timer, start: NaiveDate, table: &HolidayTable) -> Deadline {
        self.agreed_deadline(timer, self.rule(timer).period, start, table)
    }

    /// The deadline of a period whose length the parties, or someone entitled, fixed in this case.
    pub fn agreed_deadline(
        &self,
        timer: Timer,
        period: Period,
        start: NaiveDate,
        table: &HolidayTable,
    ) -> Deadline {
        let counted = count(period, start, table);
        Deadline {
            timer,
            period,
            legal_start_date: start,
            due_date: counted.due_date,
            rolled_from: counted.rolled_from,
            basis: self.rule(timer).basis,
            rule_set_version: self.version,
            holiday_table: table.version().to_owned(),
            provisional: counted.provisional,
            centre_version: self.centre.as_ref().map(|own| own.version),
        }
    }
}
