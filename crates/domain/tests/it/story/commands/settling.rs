//! The commands from the agreement to the end.

use super::*;

pub(crate) fn clause(body: TermBody) -> ProposedTerm {
    ProposedTerm { term: Term { body, wording: None }, amount_in_words: None }
}
pub(crate) fn payment(yuan_amount: i64, due_on: &str) -> TermBody {
    TermBody::Payment { payer: BANK, payee: APPLICANT, amount: yuan(yuan_amount), due_on: day(due_on) }
}
/// The bank pays 5,000 yuan within seven days.
pub(crate) fn draft_agreement() -> DraftAgreement {
    let pay = ProposedTerm {
        amount_in_words: Some("伍仟元整".to_owned()),
        ..clause(payment(5_000, "2026-10-27"))
    };
    DraftAgreement {
        terms: vec![pay, clause(TermBody::JointConfirmation {})],
        salt: secret_short("b8f1c2d3"),
    }
}

/// Two claims: the interest, and an apology.
pub(crate) fn two_claims() -> FileApplication {
    let mut filing = file_application();
    filing.claims.push(Claim {
        kind: ClaimKind::Apology,
        amount: None,
        wording: Some(secret_short("书面道歉")),
    });
    filing
}
/// The interest alone is settled.
pub(crate) fn draft_for_one() -> DraftAgreement {
    let mut draft = draft_agreement();
    draft.terms.push(clause(TermBody::Partial { claims: vec![1] }));
    draft
}

/// The hash on the table of the default draft.
pub(crate) fn hash() -> String {
    static HASH: LazyLock<String> = LazyLock::new(|| {
        let draft = draft_agreement();
        let terms: Vec<Term> = draft.terms.into_iter().map(|proposed| proposed.term).collect();
        let number = short("粤广州金调字〔2026〕1号-协1");
        AgreementBytes::new(CASE, &number, 1, &terms, &draft.salt).unwrap().hash()
    });
    HASH.clone()
}
pub(crate) fn sign(signer: Signer, method: SignatureMethod) -> SignAgreement {
    SignAgreement {
        version: 1,
        signer,
        representative: None,
        method,
        special_authorisation: signer == Signer::Party(BANK),
        evidence: secret_short("CA-7781"),
        scan_sha256: (method != SignatureMethod::Electronic).then(sha),
        hash: hash(),
        certificate: None,
    }
}
pub(crate) fn answer_agreement(party: PartyId, answer: AgreementAnswer) -> AnswerAgreement {
    let reason = (answer != AgreementAnswer::Accepted).then(|| secret_long("第一条的日期太早"));
    AnswerAgreement { version: 1, party, answer, reason, hash: hash() }
}
pub(crate) fn review_passed() -> ReviewAgreement {
    let (outcome, findings) = (ReviewOutcome::Passed, vec![]);
    ReviewAgreement { version: 1, outcome, findings, note: None, hash: hash() }
}
pub(crate) fn review_returned() -> ReviewAgreement {
    let findings = vec![ReviewFinding::Unclear];
    let note = Some(secret_long("第二条没有履行期限"));
    ReviewAgreement { outcome: ReviewOutcome::Returned, findings, note, ..review_passed() }
}
pub(crate) fn record_oral_agreement() -> RecordOralAgreement {
    let DraftAgreement { terms, salt } = draft_agreement();
    let agreed_by = vec![APPLICANT, BANK];
    RecordOralAgreement { terms, agreed_by, evidence: secret_short("口头协议登记表 1"), salt }
}
pub(crate) fn write_down_agreement() -> WriteDownAgreement {
    WriteDownAgreement {
        version: 1,
        signed_by: vec![Signer::Party(APPLICANT), Signer::Party(BANK), Signer::Mediator(MEDIATOR)],
        seal: short("SEAL-440100-01"),
        evidence: secret_short("scan-2026-1.pdf"),
        scan_sha256: sha(),
        hash: hash(),
    }
}
/// A certificate as the shell has verified it.
pub(crate) fn certificate() -> CertifiedSignature {
    CertifiedSignature {
        chain: Personal::clear(secret_short("CA-7781").subject(), vec!["MIIB".to_owned()]),
        chain_sha256: "5a".repeat(32),
        signature: "MEUC".to_owned(),
        algorithm: SignatureAlgorithm::EcdsaP256Sha256,
        ca: "示例电子认证有限公司".to_owned(),
        serial: "7781".to_owned(),
        not_after: on("2028-10-20 10:00"),
    }
}
pub(crate) fn sign_as_applicant() -> SignAgreement {
    sign(Signer::Party(APPLICANT), SignatureMethod::Electronic)
}
pub(crate) fn sign_as_bank() -> SignAgreement {
    sign(Signer::Party(BANK), SignatureMethod::Electronic)
}
pub(crate) fn sign_as_mediator() -> SignAgreement {
    sign(Signer::Mediator(MEDIATOR), SignatureMethod::Handwritten)
}
pub(crate) fn seal_agreement() -> SealAgreement {
    SealAgreement { version: 1, seal: short("SEAL-440100-01"), hash: hash() }
}
pub(crate) fn prepare_confirmation() -> PrepareConfirmation {
    PrepareConfirmation {
        party: APPLICANT,
        court: COURT.to_owned(),
        basis: CourtBasis::OrganisationSeat,
        centre: centre(),
        outside_province: false,
        cross_border: false,
    }
}
pub(crate) fn sign_confirmation(party: domain::ids::PartyId) -> SignConfirmation {
    SignConfirmation { party, representative: None }
}
pub(crate) fn papers() -> Vec<ConfirmationPaper> {
    vec![
        ConfirmationPaper::Application,
        ConfirmationPaper::Agreement,
        ConfirmationPaper::MediationCertificate,
        ConfirmationPaper::IdentityProofs,
        ConfirmationPaper::Authorisation,
    ]
}
pub(crate) fn file_confirmation() -> FileConfirmation {
    FileConfirmation { party: None, papers: papers(), green_channel: true }
}
pub(crate) fn supply_confirmation_documents() -> SupplyConfirmationDocuments {
    SupplyConfirmationDocuments { party: None, documents: vec![document()] }
}
pub(crate) fn step(step: CourtStep) -> RecordCourtStep {
    RecordCourtStep { step }
}
pub(crate) fn court_accepts() -> RecordCourtStep {
    let court_case_no = court_number("（2026）粤0104诉前调确1716号");
    step(CourtStep::Accept { court_case_no, on: day("2026-10-26") })
}
pub(crate) fn court_does_not_accept() -> RecordCourtStep {
    step(CourtStep::NotAccept { ground: NonAcceptanceGround::WrongCourt, on: day("2026-10-26") })
}
pub(crate) fn court_asks_for_more() -> RecordCourtStep {
    let items = vec![MissingItem { item: secret_short("营业执照副本") }];
    step(CourtStep::AskSupplement { items, supply_by: day("2026-11-30") })
}
pub(crate) fn court_confirms() -> RecordCourtStep {
    step(CourtStep::Confirm {
        ruling_no: court_number("（2026）粤0104诉前调确1716号"),
        ruled_on: day("2026-11-03"),
        served_on: day("2026-11-04"),
    })
}
/// The application is about no matter any court confirms.
pub(crate) fn court_does_not_accept_for(ground: NonAcceptanceGround) -> RecordCourtStep {
    step(CourtStep::NotAccept { ground, on: day("2026-10-26") })
}
pub(crate) fn court_begins_review() -> RecordCourtStep {
    step(CourtStep::BeginReview { on: day("2026-10-28"), attend_on: Some(day("2026-11-03")) })
}
pub(crate) fn court_extends_review() -> RecordCourtStep {
    step(CourtStep::ExtendReview { on: day("2026-11-02") })
}
pub(crate) fn party_objects(lodged_on: &str) -> RecordCourtStep {
    objection(Objector::Party { party: APPLICANT }, lodged_on)
}
pub(crate) fn third_party_objects(knew_on: &str, lodged_on: &str) -> RecordCourtStep {
    objection(Objector::ThirdParty { knew_on: day(knew_on) }, lodged_on)
}
pub(crate) fn objection(objector: Objector, lodged_on: &str) -> RecordCourtStep {
    step(CourtStep::TakeObjection { objector, lodged_on: day(lodged_on), by_leave: false })
}
/// The court took it after its time.
pub(crate) fn by_leave(objection: RecordCourtStep) -> RecordCourtStep {
    let CourtStep::TakeObjection { objector, lodged_on, .. } = objection.step else { panic!("no objection") };
    step(CourtStep::TakeObjection { objector, lodged_on, by_leave: true })
}
/// What should not have been taken is dismissed once that is found.
pub(crate) fn court_dismisses_for(ground: NonAcceptanceGround) -> RecordCourtStep {
    step(CourtStep::Dismiss {
        ruling_no: court_number("（2026）粤0104诉前调确1716号"),
        grounds: vec![],
        ruled_on: day("2026-11-03"),
        not_acceptable: Some(ground),
    })
}
pub(crate) fn court_decides(outcome: ObjectionOutcome, ruled_on: &str) -> RecordCourtStep {
    let change = (outcome == ObjectionOutcome::Changed).then(|| secret_long("第二期款项除外。"));
    let ruling_no = court_number("（2026）粤0104民特监3号");
    step(CourtStep::DecideObjection { outcome, ruling_no, ruled_on: day(ruled_on), change })
}
pub(crate) fn abandon_confirmation() -> AbandonConfirmation {
    AbandonConfirmation { party: BANK, reason: Some(secret_long("总行不同意申请。")) }
}
pub(crate) fn court_dismisses() -> RecordCourtStep {
    step(CourtStep::Dismiss {
        ruling_no: court_number("（2026）粤0104诉前调确1716号"),
        grounds: vec![DismissalGround::Unclear],
        ruled_on: day("2026-11-03"),
        not_acceptable: None,
    })
}
pub(crate) fn court_lets_withdraw() -> RecordCourtStep {
    step(CourtStep::Withdraw { deemed: false, on: day("2026-11-03") })
}
pub(crate) fn court_treats_as_withdrawn() -> RecordCourtStep {
    step(CourtStep::Withdraw { deemed: true, on: day("2026-11-03") })
}
pub(crate) fn withdraw_application() -> WithdrawApplication {
    WithdrawApplication {
        party: APPLICANT,
        self_settled: true,
        reason: Some(secret_long("双方已自行和解。")),
    }
}
pub(crate) fn terminate(code: Termination) -> TerminateMediation {
    TerminateMediation { code, reason: Some(secret_long("双方分歧过大。")) }
}
pub(crate) fn terminate_mediation() -> TerminateMediation {
    terminate(Termination::TooFarApart)
}
