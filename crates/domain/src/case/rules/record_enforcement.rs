//! 登记强制执行: what a ruling, a court's paper, an award, a notary or a payment order made enforceable is enforced (CPL 206, 235, 249).

use crate::case::command::RecordEnforcement;
use crate::case::event::{EnforcementRecorded, Event};
use crate::case::guard::{acting_for, involved, not_before, not_in_future, some_and_at_most};
use crate::case::rejection::Rejection;
use crate::case::rules::prepare_confirmation::effective;
use crate::case::rules::urge_performance::expected;
use crate::case::settlement::Settlement;
use crate::case::stage::Case;
use crate::classification::{AuthorityScope, EnforcementTitle};
use crate::occasion::Occasion;

pub(in crate::case) fn decide(
    occasion: &Occasion<'_>,
    case: &Case,
    command: RecordEnforcement,
) -> Result<Vec<Event>, Rejection> {
    let filed = involved(occasion, case)?;
    let settlement = effective(&filed.stage)?;
    acting_for(occasion, &filed.dossier, command.party, AuthorityScope::Attend)?;
    let mut titles = titles(settlement, command.title)?;
    some_and_at_most(&command.seqs, 100)?;
    not_before(command.applied_on, settlement.effective_on)?;
    not_in_future(occasion, command.applied_on)?;
    for seq in &command.seqs {
        let obligation = expected(settlement, *seq)?;
        if !obligation.is_owed_to(command.party) {
            return Err(Rejection::NotCreditor { seq: *seq });
        }
        let defaulted = settlement.standing(*seq).defaulted_on.is_some();
        if !defaulted && command.applied_on <= obligation.due_on {
            return Err(Rejection::ObligationNotDue { seq: *seq, due: obligation.due_on });
        }
        titles.retain(|title| settlement.covers(*title, obligation));
        if titles.is_empty() {
            return Err(Rejection::TitleDoesNotCover { seq: *seq });
        }
    }
    let title = *titles.first().ok_or(Rejection::NothingGiven)?;
    Ok(vec![Event::EnforcementRecorded(EnforcementRecorded {
        party: command.party,
        court_case_no: command.court_case_no,
        applied_on: command.applied_on,
        seqs: command.seqs,
        title,
    })])
}

/// The papers it may rest on: the one that is named, or all on record.
fn titles(
    settlement: &Settlement,
    named: Option<EnforcementTitle>,
) -> Result<Vec<EnforcementTitle>, Rejection> {
    let on_record = settlement.titles();
    if on_record.is_empty() {
        let status = settlement.confirmation.status.code().to_owned();
        return Err(Rejection::EnforcementNeedsTitle { status });
    }
    match named {
        None => Ok(on_record),
        Some(title) if on_record.contains(&title) => Ok(vec![title]),
        Some(title) => Err(Rejection::TitleNotOnRecord { title }),
    }
}
