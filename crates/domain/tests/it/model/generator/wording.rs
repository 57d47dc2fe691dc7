//! What is said to a text, what the centre finds, and what is agreed by word of mouth.

use super::super::chance::Chance;
use super::arguments::{draft, mostly};
use crate::story::actors::*;
use crate::story::commands::*;
use chrono::{DateTime, Utc};
use domain::case::*;
use domain::classification::{AgreementAnswer, ReviewOutcome};

/// Something about the version on the table.
pub(super) fn about_the_text(chance: &mut Chance, agreement: &Agreement) -> Command {
    let (version, hash) = (agreement.version, mostly(chance, agreement.hash.clone(), &[sha()]));
    if chance.percent(70) {
        let said = answer_agreement(chance.one_of(&[APPLICANT, BANK]), chance.one_of(AgreementAnswer::ALL));
        return AnswerAgreement { version, hash, ..said }.into();
    }
    let outcome = if chance.percent(25) { ReviewOutcome::Returned } else { ReviewOutcome::Passed };
    let review = match outcome {
        ReviewOutcome::Returned => review_returned(),
        ReviewOutcome::Passed => review_passed(),
    };
    ReviewAgreement { version, hash, ..review }.into()
}

/// Agreed by word of mouth, mostly by everybody.
pub(super) fn spoken(chance: &mut Chance, at: DateTime<Utc>) -> Command {
    let terms = draft(chance, at).terms;
    let agreed_by = mostly(chance, vec![APPLICANT, BANK], &[vec![BANK]]);
    RecordOralAgreement { terms, agreed_by, ..record_oral_agreement() }.into()
}

/// What was said is put on paper, mostly with every signature.
pub(super) fn written_down(
    chance: &mut Chance,
    mediator: domain::ids::MediatorId,
    agreement: &Agreement,
) -> Command {
    let everybody = vec![Signer::Party(APPLICANT), Signer::Party(BANK), Signer::Mediator(mediator)];
    let signed_by = mostly(chance, everybody, &[vec![Signer::Party(BANK)]]);
    let (version, hash) = (agreement.version, agreement.hash.clone());
    WriteDownAgreement { version, hash, signed_by, ..write_down_agreement() }.into()
}
