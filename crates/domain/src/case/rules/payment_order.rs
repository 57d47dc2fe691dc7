//! 支付令 (CPL 225-228; CPLI 436), as far as the agreement goes: asked for, answered, served, objected to or in force.

use crate::case::command::PaymentOrderStep;
use crate::case::event::{Event, PaymentOrderEvent, PaymentOrderStepRecorded};
use crate::case::guard::{not_before, not_in_future};
use crate::case::other_route::PaymentOrder;
use crate::case::rejection::Rejection;
use crate::case::rules::record_other_route::{has_happened, owes_money};
use crate::case::settlement::Settlement;
use crate::case::stage::Dossier;
use crate::court::CourtLevel;
use crate::deadline::Timer;
use crate::occasion::Occasion;

pub(super) fn decide(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    settlement: &Settlement,
    step: PaymentOrderStep,
) -> Result<Event, Rejection> {
    let standing = settlement.other_routes.payment_order.as_ref();
    let out_of_order = || Rejection::PaymentOrderStep { standing: name(standing).to_owned() };
    let step = match (standing, step) {
        (None | Some(PaymentOrder::Ended), PaymentOrderStep::Apply { court, debtor, on, conditions_met }) => {
            let owed = owes_money(dossier, settlement, debtor)?;
            has_happened(occasion, settlement, on)?;
            // Only what is due can be ordered (CPL 225).
            let due = owed.iter().map(|obligation| obligation.due_on).min();
            if let Some(due) = due.filter(|due| *due >= on) {
                return Err(Rejection::NotYetDue { due });
            }
            if !conditions_met {
                return Err(Rejection::PaymentOrderConditions);
            }
            if CourtLevel::of(&court) != Some(CourtLevel::Basic) {
                return Err(Rejection::CourtNotCompetent { court, competent: vec![] });
            }
            if settlement.is_enforceable() {
                return Err(Rejection::AlreadyEnforceable);
            }
            let answer_by = occasion.deadline_from(Timer::T15, on);
            PaymentOrderEvent::Applied { court, debtor, on, answer_by }
        }
        (Some(PaymentOrder::Applied { court, on: applied_on }), PaymentOrderStep::Accept { number, on }) => {
            if number.court() != court {
                return Err(Rejection::NumberOfAnotherCourt { court: court.clone() });
            }
            not_before(on, *applied_on)?;
            not_in_future(occasion, on)?;
            let issue_by = occasion.deadline_from(Timer::T15a, on);
            PaymentOrderEvent::Accepted { number, on, issue_by }
        }
        (
            Some(PaymentOrder::Applied { on: since, .. } | PaymentOrder::Accepted { on: since }),
            PaymentOrderStep::Refuse { ground, on },
        ) => {
            not_before(on, *since)?;
            not_in_future(occasion, on)?;
            PaymentOrderEvent::Refused { ground, on }
        }
        (Some(PaymentOrder::Accepted { on: since }), PaymentOrderStep::Issue { served_on }) => {
            not_before(served_on, *since)?;
            not_in_future(occasion, served_on)?;
            let pay_or_object_by = occasion.deadline_from(Timer::T15b, served_on);
            PaymentOrderEvent::Issued { served_on, pay_or_object_by }
        }
        (
            Some(PaymentOrder::Issued { pay_or_object_by }),
            PaymentOrderStep::Object { substantive, on, applicant_objects_to_suit },
        ) => {
            not_before(on, pay_or_object_by.legal_start_date)?;
            not_in_future(occasion, on)?;
            if pay_or_object_by.is_over(on) {
                return Err(Rejection::PaymentOrderObjectionLate { due: pay_or_object_by.due_date });
            }
            let becomes_suit = substantive && !applicant_objects_to_suit;
            PaymentOrderEvent::Objected { substantive, on, becomes_suit }
        }
        (Some(PaymentOrder::Issued { pay_or_object_by }), PaymentOrderStep::TakeEffect { on }) => {
            not_in_future(occasion, on)?;
            if !pay_or_object_by.is_over(on) {
                return Err(Rejection::PeriodRunning { timer: Timer::T15b, due: pay_or_object_by.due_date });
            }
            PaymentOrderEvent::Effective { on }
        }
        (
            _,
            PaymentOrderStep::Apply { .. }
            | PaymentOrderStep::Accept { .. }
            | PaymentOrderStep::Refuse { .. }
            | PaymentOrderStep::Issue { .. }
            | PaymentOrderStep::Object { .. }
            | PaymentOrderStep::TakeEffect { .. },
        ) => return Err(out_of_order()),
    };
    Ok(Event::PaymentOrderStepRecorded(PaymentOrderStepRecorded { step }))
}

const fn name(standing: Option<&PaymentOrder>) -> &'static str {
    match standing {
        None => "NOT_ASKED",
        Some(PaymentOrder::Applied { .. }) => "APPLIED",
        Some(PaymentOrder::Accepted { .. }) => "ACCEPTED",
        Some(PaymentOrder::Issued { .. }) => "ISSUED",
        Some(PaymentOrder::Effective) => "EFFECTIVE",
        Some(PaymentOrder::Ended) => "ENDED",
    }
}
