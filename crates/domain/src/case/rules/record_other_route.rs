//! 记录其他执行途径: a notary, a payment order, the court's own paper, an arbitral one, or a suit on the agreement (domain §3.3).

use crate::case::command::{OtherRoute, RecordOtherRoute};
use crate::case::event::{
    ArbitralPaperRecorded, CourtMediationPaperRecorded, Event, NotarialInstrumentRecorded, SuitRecorded,
};
use crate::case::guard::{involved, not_before, not_in_future, sha256_hex};
use crate::case::rejection::Rejection;
use crate::case::rules::payment_order;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::settlement::{Obligation, Performance, Settlement};
use crate::case::stage::{Case, Dossier};
use crate::classification::ReferralKind;
use crate::ids::PartyId;
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordOtherRoute,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    // What a court has before it, it decides first.
    if settlement.confirmation.status.is_pending() {
        return Err(Rejection::ConfirmationPending);
    }
    let dossier = &filed.dossier;
    let event = match command.route {
        OtherRoute::NotarialInstrument { notary, number, issued_on, debtor, consent } => {
            owes_money(dossier, settlement, debtor)?;
            let consent = consent.ok_or(Rejection::EnforcementConsentMissing { party: debtor })?;
            sha256_hex(&consent.sha256)?;
            once(settlement.other_routes.notarial.is_some())?;
            has_happened(occasion, settlement, issued_on)?;
            Event::NotarialInstrumentRecorded(NotarialInstrumentRecorded {
                notary,
                number,
                issued_on,
                debtor,
                consent,
            })
        }
        OtherRoute::PaymentOrder(step) => payment_order::decide(occasion, dossier, settlement, step)?,
        OtherRoute::CourtMediationPaper { number, issued_on, served_on } => {
            let referral = dossier.referral.as_ref().ok_or(Rejection::NoReferral)?;
            if referral.court != number.court() {
                return Err(Rejection::NumberOfAnotherCourt { court: referral.court.clone() });
            }
            // What was confirmed needs no second title; a suit that was entrusted never is.
            if referral.kind == ReferralKind::Assigned && settlement.confirmation.status.was_confirmed() {
                return Err(Rejection::AlreadyEnforceable);
            }
            once(settlement.other_routes.court_paper)?;
            has_happened(occasion, settlement, issued_on)?;
            not_before(served_on, issued_on)?;
            not_in_future(occasion, served_on)?;
            Event::CourtMediationPaperRecorded(CourtMediationPaperRecorded { number, issued_on, served_on })
        }
        OtherRoute::ArbitralPaper { kind, commission, number, issued_on, arbitration_agreement } => {
            let arbitration_agreement = arbitration_agreement.ok_or(Rejection::ArbitrationNotAgreed)?;
            sha256_hex(&arbitration_agreement.sha256)?;
            once(settlement.other_routes.arbitral)?;
            has_happened(occasion, settlement, issued_on)?;
            Event::ArbitralPaperRecorded(ArbitralPaperRecorded {
                kind,
                commission,
                number,
                issued_on,
                arbitration_agreement,
            })
        }
        OtherRoute::Suit { claimant, number, docketed_on } => {
            dossier.party(claimant).ok_or(Rejection::PartyUnknown { party: claimant })?;
            if settlement.is_enforceable() {
                return Err(Rejection::AlreadyEnforceable);
            }
            once(settlement.other_routes.suits.contains(&number))?;
            has_happened(occasion, settlement, docketed_on)?;
            Event::SuitRecorded(SuitRecorded { claimant, number, docketed_on })
        }
    };
    Ok(vec![event])
}

/// The party owes money that is still open: what a notary or a payment order can be about.
pub(super) fn owes_money<'a>(
    dossier: &Dossier,
    settlement: &'a Settlement,
    debtor: PartyId,
) -> Result<Vec<&'a Obligation>, Rejection> {
    dossier.party(debtor).ok_or(Rejection::PartyUnknown { party: debtor })?;
    let money = |it: &&Obligation| it.obligor == debtor && matches!(it.performance, Performance::Money(_));
    let owed: Vec<_> = settlement.open().filter(money).collect();
    if owed.is_empty() { Err(Rejection::NoPaymentOwed { party: debtor }) } else { Ok(owed) }
}

fn once(recorded: bool) -> Result<(), Rejection> {
    if recorded { Err(Rejection::RouteRecorded) } else { Ok(()) }
}

/// A paper about the agreement is younger than the agreement, and exists.
pub(super) fn has_happened(
    occasion: &Occasion<'_>,
    settlement: &Settlement,
    on: chrono::NaiveDate,
) -> Result<(), Rejection> {
    not_before(on, settlement.effective_on)?;
    not_in_future(occasion, on)
}
