//! How a case begins: the application as it was filed.

use crate::case::conflict::{InstitutionTie, Past};
use crate::case::event::{ApplicationFiled, FiledParty, PartyIdentity};
use crate::case::stage::{Dossier, Filed, Party, Stage};
use crate::classification::LegalCapacity;
use crate::personal::Personal;
use crate::retention::Retention;

pub(super) fn file(event: &ApplicationFiled) -> Filed {
    let parties = event.parties.iter().map(party).collect();
    Filed {
        dossier: Dossier {
            case: event.case,
            centre: event.centre.clone(),
            parties,
            mediated_by: Default::default(),
            filed_by: event.filed_by,
            representatives: Vec::new(),
            ties: event.parties.iter().filter_map(InstitutionTie::of).collect(),
            subject: event.facts.subject(),
            received_at: event.received_at,
            prior_complaint: event.prior_complaint.is_some(),
            complaint_answer_by: event.complaint_answer_by.as_ref().map(|deadline| deadline.due_date),
            claims: u32::try_from(event.claims.len()).unwrap_or(u32::MAX),
            claim: event.claim_fen,
            business: event.business,
            past: past(event),
            similar: Vec::new(),
            supplements: 0,
            supplement_extensions: 0,
            confidential_records: 0,
            caucuses: 0,
            notes: 0,
            asked: Default::default(),
            complaints: Vec::new(),
            inquiries: Vec::new(),
            facts: None,
            authority_requests: Vec::new(),
            evaluations: Vec::new(),
            consents: Default::default(),
            referral: None,
            transfer: None,
            seats: Vec::new(),
            former_numbers: Vec::new(),
            numbers: Vec::new(),
            settled: None,
            retention: Retention::default(),
            dropped_bookings: Default::default(),
            no_shows: Default::default(),
            corrections: Default::default(),
            running: Vec::new(),
            firings: Vec::new(),
        },
        stage: Stage::Submitted { accept_by: event.accept_by.clone() },
    }
}

fn past(event: &ApplicationFiled) -> Past {
    let complaint_no = event.prior_complaint.as_ref().and_then(|complaint| complaint.number.clone());
    Past { complaint_no, ..Past::default() }
}

pub(super) fn party(filed: &FiledParty) -> Party {
    let (subject, uscc, sector) = match &filed.identity {
        PartyIdentity::Person { name, .. } => (Some(name.subject()), None, None),
        PartyIdentity::Organisation { uscc, phone, .. } => {
            (phone.as_ref().map(Personal::subject), Some(uscc.clone()), None)
        }
        PartyIdentity::Institution { uscc, sector, .. } => (None, Some(uscc.clone()), Some(*sector)),
    };
    Party {
        id: filed.party,
        subject,
        side: filed.side,
        kind: filed.identity.kind(),
        account: filed.account.clone(),
        uscc,
        above: filed.identity.codes().skip(1).cloned().collect(),
        sector,
        capacity: LegalCapacity::Full,
    }
}
