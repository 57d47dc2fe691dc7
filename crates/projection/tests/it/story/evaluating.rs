//! A neutral evaluation everybody agreed to, and what the parties make of it.

use super::Story;
use super::commands::{agent, secret_long, secret_short};
use domain::case::*;
use domain::classification::{ConsentMatter, DeclarationForm};
use domain::ids::PartyId;

/// Asked for and delivered; `report`: or given up.
pub(crate) fn evaluated(story: Story, report: bool) -> Story {
    let consent = |party: PartyId| RecordConsent {
        party,
        representative: None,
        matters: vec![ConsentMatter::NeutralEvaluation],
        form: DeclarationForm::Electronic,
        centre_appoints: false,
    };
    let (applicant, bank) = (story.applicant_party(), story.bank_party());
    let story = story.clone().step(story.applicant(), consent(applicant)).step(agent(), consent(bank));
    let asked = CommissionEvaluation {
        evaluator: ProposedEvaluator::Outside(secret_short(&story, "某大学金融法研究中心")),
        question: secret_long(&story, "提前支取应如何计息？"),
    };
    let story = story.clone().step(story.mediator(), asked);
    let report = report.then(|| EvaluationReport {
        facts: secret_long(&story, "双方对存入日期和金额没有争议。"),
        opinion: secret_long(&story, "银行未就提前支取的计息方式作出提示。"),
        expected_result: secret_long(&story, "法院很可能支持按存单利率计息。"),
        independence_declared: true,
        document: DocumentRef {
            title: secret_short(&story, "中立评估意见书"), sha256: "b".repeat(64)
        },
    });
    story.clone().step(story.mediator(), DeliverEvaluation { evaluation: 1, report })
}

/// Both parties say what they make of it.
pub(crate) fn evaluation_answered(story: Story, applicant: bool, bank: bool) -> Story {
    let story = evaluated(story, true);
    let answer = |party, accept| AnswerEvaluation { evaluation: 1, party, accept, reason: None };
    let (first, second) = (story.applicant_party(), story.bank_party());
    story.clone().step(story.applicant(), answer(first, applicant)).step(agent(), answer(second, bank))
}
