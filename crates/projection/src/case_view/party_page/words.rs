//! The sentences of the page, in both languages, beside their stable codes. They say what is, never whose doing it was.

use domain::classification::AuthorityScope;

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $zh:literal, $en:literal;)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $en] $variant,)+ }

        impl $name {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The sentence in Chinese.
            #[must_use]
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// The sentence in English.
            #[must_use]
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }
        }
    )+};
}

sentences! {
    /// Where a case stands, for its parties.
    StandCode {
        NotFiled = "NOT_FILED", "尚未收到申请。", "No application has been received.";
        Submitted = "SUBMITTED", "已收到申请，本中心正在审查是否受理。",
            "The application has been received; the centre is looking at whether it can take it.";
        Supplementing = "SUPPLEMENTING", "申请材料尚待补充，补充后继续审查。",
            "The application is being completed; the centre goes on once everything is there.";
        NotAccepted = "NOT_ACCEPTED", "本中心未受理该申请，其他解决途径不受影响。",
            "The centre has not taken the application; every other way remains open.";
        ConsentPending = "CONSENT_PENDING", "申请已经受理，正在征求各方是否愿意参加调解。",
            "The application has been taken; the parties are being asked whether they wish to mediate.";
        MediatorSelection = "MEDIATOR_SELECTION", "各方均愿意参加调解，正在确定调解员。",
            "Everybody wishes to mediate; a mediator is being chosen.";
        MediatorOffered = "MEDIATOR_OFFERED", "已经邀请调解员，正在等待其答复。",
            "A mediator has been asked and is about to answer.";
        InMediation = "IN_MEDIATION", "调解正在进行。", "The mediation is under way.";
        Suspended = "SUSPENDED", "调解暂时中止，恢复后继续进行。", "The mediation stands still for the time being and will go on.";
        Signing = "SIGNING", "调解协议文本已经拟定，正在由各方核对、签署。",
            "The text of the agreement is ready and is being read and signed.";
        Effective = "EFFECTIVE", "调解协议已经生效，正在按约定履行。",
            "The agreement has taken effect and is being carried out.";
        Terminated = "TERMINATED", "调解已经结束，未达成调解协议，各方可以通过其他途径解决。",
            "The mediation has ended without an agreement; every other way remains open to everybody.";
        Closed = "CLOSED", "案件已经办结。", "The case is closed.";
    }

    /// What happens when nothing is done by the last day.
    IfNothing {
        Withdrawn = "APPLICATION_WITHDRAWN", "期限内未补充的，申请视为撤回，之后可以重新申请。",
            "If nothing comes by then, the application counts as withdrawn; a new one can be made.";
        NoConsent = "NO_CONSENT", "未答复不视为同意参加调解，期限届满后由本中心说明后续安排。",
            "Silence is no consent; after that day the centre says how things go on.";
        CentreAppoints = "CENTRE_APPOINTS", "期限内各方未选定同一调解员的，由本中心指定。",
            "If the parties have not named the same mediator by then, the centre appoints one.";
        OtherAnswers = "OTHER_ANSWERS", "未答复的，视为对名单上的人选均无异议，本中心按照收到的答复确定调解员。",
            "Silence counts as no objection to anybody on the list; the centre goes by the answers it has.";
        AnotherMediator = "ANOTHER_MEDIATOR", "未答复不视为同意，本中心将另行安排调解员。",
            "Silence is no agreement; the centre then finds another mediator.";
        NotAccepted = "NOT_ACCEPTED", "未答复视为不接受，其他解决途径不受影响。",
            "Silence counts as not accepting; every other way remains open.";
        Lapses = "PROPOSAL_LAPSES", "未答复不视为接受，该方案期满后不能再接受，调解继续进行。",
            "Silence is no acceptance; the proposal can then no longer be accepted, and the mediation goes on.";
        BecomesAgreement = "BECOMES_AGREEMENT",
            "各方在期限内均未提出书面异议的，该方案即成为对各方有约束力的调解协议；有人提出异议的，调解结束。",
            "If nobody objects in writing in time, the proposal becomes an agreement that binds everybody; if somebody objects, the mediation ends.";
        RoundEnds = "ROUND_ENDS", "期限内未提交的，本轮密封报价结束，调解继续进行。",
            "Without it the round of sealed bids ends, and the mediation goes on.";
        PresentAuthority = "PRESENT_AUTHORITY", "未答复的，经办人员按照现有授权继续参加调解。",
            "Without an answer your people go on within the authority they have.";
        NotAgreed = "NOT_AGREED", "未答复不视为同意，协议在各方签署后才生效。",
            "Silence is no consent; the agreement takes effect only once everybody has signed.";
        NotSigned = "NOT_SIGNED", "协议在各方签署后才生效，期限届满后由本中心与各方商定后续安排。",
            "The agreement takes effect only once everybody has signed; after that day the centre settles with the parties how to go on.";
        NoStatement = "NO_STATEMENT", "期限届满后，以已经提交的书面意见为准继续调解。",
            "After that day the mediation goes on from the statements that were made.";
        NotUsed = "NOT_USED", "各方均签署后，该记载才可以使用。", "The record is used only once everybody has signed it.";
        GoesOn = "GOES_ON", "未答复的，调解照常进行。", "Without an answer the mediation goes on as before.";
        NoConfirmation = "NO_CONFIRMATION", "期限届满后不能再申请司法确认，调解协议继续有效。",
            "After that day confirmation can no longer be applied for; the agreement stays in force.";
        CourtWithdrawn = "COURT_WITHDRAWN", "期限内未补充的，视为撤回司法确认申请，调解协议继续有效。",
            "If nothing comes by then, the application for confirmation counts as withdrawn; the agreement stays in force.";
        TellUs = "TELL_THE_CENTRE", "需要更多时间的，请尽早与本中心联系。",
            "If more time is needed, please speak to the centre early.";
    }

    /// Where something that is to be performed stands.
    PerformanceCode {
        ToCome = "TO_COME", "尚未到约定日期。", "Its day is yet to come.";
        Today = "TODAY", "约定日期是今天。", "Its day is today.";
        InPart = "IN_PART", "已经履行一部分。", "Part of it has been performed.";
        Performed = "PERFORMED", "已经履行。", "It has been performed.";
        Open = "OPEN", "约定日期已过，尚待履行。", "Its day has passed, and it has still to come.";
        NoLonger = "NO_LONGER", "不再需要履行。", "Nothing more is expected of it.";
    }

    /// What somebody else does next.
    AwaitedCode {
        DecideAcceptance = "DECIDE_ACCEPTANCE", "本中心决定是否受理。", "The centre decides whether to take the application.";
        Supplement = "SUPPLEMENT", "其他当事人补充申请材料。", "Another party completes the application.";
        NotifyRespondent = "NOTIFY_RESPONDENT", "本中心通知被申请人。", "The centre tells the respondent.";
        Consents = "CONSENTS", "其他当事人答复是否参加调解。", "Another party answers whether it takes part.";
        Choice = "CHOICE", "其他当事人选择调解员。", "Another party chooses a mediator.";
        AppointMediator = "APPOINT_MEDIATOR", "本中心确定并邀请调解员。", "The centre finds and asks a mediator.";
        MediatorAnswers = "MEDIATOR_ANSWERS", "调解员答复是否接受本案。", "The mediator answers whether to take the case.";
        SettlePanel = "SETTLE_PANEL", "本中心确定由谁继续调解。", "The centre settles who goes on with the mediation.";
        Resume = "RESUME", "中止的原因消除后，由调解员恢复调解。", "The mediator resumes once the reason for standing still is gone.";
        TellRights = "TELL_RIGHTS", "调解员告知各方权利和义务。", "The mediator tells everybody their rights and duties.";
        ServeProposal = "SERVE_PROPOSAL", "调解方案正在向各方送达。", "The proposal is being served on everybody.";
        Objections = "OBJECTIONS", "各方阅读调解方案的期限正在计算。", "The time to read the proposal is running.";
        PlanSession = "PLAN_SESSION", "调解员安排调解会议。", "The mediator plans a session.";
        HoldSession = "HOLD_SESSION", "调解会议将按照安排举行。", "The session will be held as planned.";
        SessionGoesOn = "SESSION_GOES_ON", "调解会议正在进行。", "The session is going on.";
        Opinion = "OPINION", "其他当事人答复调解员的意见书。", "Another party answers the mediator's opinion.";
        DraftAgreement = "DRAFT_AGREEMENT", "调解员拟定调解协议文本。", "The mediator writes the text of the agreement.";
        Signatures = "SIGNATURES", "其他签署人核对并签署调解协议。", "The others read and sign the agreement.";
        Seal = "SEAL", "本中心在调解协议上盖章。", "The centre seals the agreement.";
        ConfirmationSignatures = "CONFIRMATION_SIGNATURES", "其他当事人签署司法确认申请书。",
            "Another party signs the application for confirmation.";
        FileConfirmation = "FILE_CONFIRMATION", "本中心将司法确认申请提交法院。", "The centre files the application with the court.";
        CourtTakes = "COURT_TAKES", "法院决定是否受理司法确认申请。", "The court decides whether to take the application.";
        CourtPapers = "COURT_PAPERS", "向法院补充其要求的材料。", "What the court asked for is handed in.";
        Ruling = "RULING", "法院审查并作出裁定。", "The court looks at the agreement and rules.";
        FollowPerformance = "FOLLOW_PERFORMANCE", "本中心关注调解协议的履行。", "The centre follows how the agreement is carried out.";
        CloseCase = "CLOSE_CASE", "本中心办理结案手续。", "The centre closes the case.";
        ReferralReceipt = "REFERRAL_RECEIPT", "本中心签收法院移送的材料。", "The centre signs for the court's papers.";
        ReportReferral = "REPORT_REFERRAL", "本中心向移送的法院报告结果。", "The centre tells the court how it ended.";
    }

    /// What the reader does next.
    TaskCode {
        SupplySupplement = "SUPPLY_SUPPLEMENT", "请补充本中心列明的申请材料。",
            "Please hand in what the centre has listed as still missing from the application.";
        AnswerInvitation = "ANSWER_INVITATION", "请答复是否愿意参加调解。", "Please say whether you wish to take part in the mediation.";
        ChooseMediator = "CHOOSE_MEDIATOR", "请选择调解员，或者交由本中心指定。",
            "Please name the mediator you would like, or leave the choice to the centre.";
        AnswerMediatorList = "ANSWER_MEDIATOR_LIST", "请在调解员名单上划除和排序。",
            "Please strike and rank names on the list of mediators.";
        ConsiderRelation = "CONSIDER_RELATION", "调解员与一方存在某种关系，请答复是否同意其继续调解。",
            "The mediator has a relation to one of the parties; please say whether you agree that he or she goes on.";
        AnswerProposal = "ANSWER_PROPOSAL", "请答复调解方案，也可以另提方案。",
            "Please answer the proposal; you may also make one of your own.";
        ConsiderNoObjection = "CONSIDER_NO_OBJECTION", "请阅读调解方案，有异议的请在期限内书面提出。",
            "Please read the proposal; if you object, say so in writing in time.";
        CommitBid = "COMMIT_BID", "请提交密封报价。", "Please hand in your sealed bid.";
        RevealBid = "REVEAL_BID", "请揭示密封报价。", "Please reveal your sealed bid.";
        AnswerOpinion = "ANSWER_OPINION", "请答复调解员的意见书，是否接受由您自愿决定。",
            "Please answer the mediator's opinion; whether to accept it is your own free choice.";
        AnswerAuthority = "ANSWER_AUTHORITY", "请答复本机构经办人员的授权申请。",
            "Please answer what your own people asked authority for.";
        AnswerAgreement = "ANSWER_AGREEMENT", "请阅读调解协议文本并答复，需要修改的请说明。",
            "Please read the text of the agreement and answer; say so if something should be otherwise.";
        SignAgreement = "SIGN_AGREEMENT", "请核对并签署调解协议。", "Please check and sign the agreement.";
        SignMinutes = "SIGN_MINUTES", "请核对调解笔录并签名，需要补正的请说明。",
            "Please read the minutes and sign them; say so if something should be put right.";
        PostStatement = "POST_STATEMENT", "您可以在期限内提交书面意见。", "You may hand in statements in writing until the last day.";
        NextStep = "NEXT_STEP", "请完成上次调解会议商定的事项。", "Please do what was agreed at the end of the last session.";
        SignUndisputedFacts = "SIGN_UNDISPUTED_FACTS", "请核对各方均认可的事实记载，并答复是否签署。",
            "Please read the record of facts all parties accept, and say whether you sign it.";
        AnswerEvaluation = "ANSWER_EVALUATION", "请答复中立评估意见，该意见供参考，对各方没有约束力。",
            "Please answer the neutral evaluation; it advises and binds nobody.";
        ApplyForConfirmation = "APPLY_FOR_CONFIRMATION", "您可以与对方共同向法院申请司法确认。",
            "You may apply to the court for confirmation, together with the other side.";
        SignConfirmation = "SIGN_CONFIRMATION", "请答复是否签署司法确认申请书。",
            "Please say whether you sign the application for confirmation.";
        SupplyCourtPapers = "SUPPLY_COURT_PAPERS", "请补充法院要求的材料。", "Please hand in what the court asked for.";
        Perform = "PERFORM", "请按照调解协议履行，并报告履行情况。", "Please carry out what the agreement says, and report it.";
        ConfirmReceipt = "CONFIRM_RECEIPT", "请答复是否收到已经报告的履行。", "Please say whether you received what was reported.";
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwaitedFrom {
    /// The centre.
    Centre,
    /// The mediator.
    Mediator,
    /// Another party.
    OtherParty,
    /// A court.
    Court,
}

impl AwaitedFrom {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Centre => "CENTRE",
            Self::Mediator => "MEDIATOR",
            Self::OtherParty => "OTHER_PARTY",
            Self::Court => "COURT",
        }
    }
}

impl AwaitedCode {
    /// Who does it.
    #[must_use]
    pub const fn from(self) -> AwaitedFrom {
        match self {
            Self::DecideAcceptance
            | Self::NotifyRespondent
            | Self::AppointMediator
            | Self::SettlePanel
            | Self::Seal
            | Self::FileConfirmation
            | Self::CourtPapers
            | Self::FollowPerformance
            | Self::CloseCase
            | Self::ReferralReceipt
            | Self::ReportReferral => AwaitedFrom::Centre,
            Self::MediatorAnswers
            | Self::Resume
            | Self::TellRights
            | Self::ServeProposal
            | Self::PlanSession
            | Self::HoldSession
            | Self::SessionGoesOn
            | Self::DraftAgreement => AwaitedFrom::Mediator,
            Self::Supplement
            | Self::Consents
            | Self::Choice
            | Self::Objections
            | Self::Opinion
            | Self::Signatures
            | Self::ConfirmationSignatures => AwaitedFrom::OtherParty,
            Self::CourtTakes | Self::Ruling => AwaitedFrom::Court,
        }
    }
}

/// An operation of the interface, and below which address of the case it is asked; `{about}` stands for the subject of the task.
pub type Operation = (&'static str, &'static str);

impl TaskCode {
    /// The operation that does it; none where the mediator sees to it in a session.
    #[must_use]
    pub const fn operation(self) -> Option<Operation> {
        Some(match self {
            Self::SupplySupplement => ("submit_supplement", "supplements"),
            Self::AnswerInvitation => ("record_consent", "consents"),
            Self::ChooseMediator => ("choose_mediator", "mediator-choices"),
            Self::AnswerMediatorList => ("answer_mediator_list", "mediator-list-answers"),
            Self::ConsiderRelation => ("waive_conflict", "conflict-waivers"),
            Self::AnswerProposal => ("answer_proposal", "proposals/{about}/answers"),
            Self::ConsiderNoObjection => ("object_to_proposal", "no-objection-proposals/{about}/objection"),
            Self::CommitBid => ("commit_bid", "bid-rounds/{about}/bids"),
            Self::RevealBid => ("reveal_bid", "bid-rounds/{about}/reveals"),
            Self::AnswerOpinion => ("accept_opinion", "opinion/acceptance"),
            Self::AnswerAuthority => ("answer_authority", "authority-requests/{about}/answer"),
            Self::AnswerAgreement => ("answer_agreement", "agreements/{about}/answers"),
            Self::SignAgreement => ("sign_agreement", "agreements/{about}/signatures"),
            Self::SignMinutes => ("sign_minutes", "sessions/{about}/minutes/signatures"),
            Self::PostStatement => ("post_statement", "sessions/{about}/statements"),
            Self::NextStep => return None,
            Self::SignUndisputedFacts => ("sign_undisputed_facts", "undisputed-facts/{about}/signatures"),
            Self::AnswerEvaluation => ("answer_evaluation", "evaluations/{about}/answers"),
            Self::ApplyForConfirmation => ("prepare_confirmation", "confirmation"),
            Self::SignConfirmation => ("sign_confirmation", "confirmation/signatures"),
            Self::SupplyCourtPapers => ("supply_confirmation_documents", "confirmation/documents"),
            Self::Perform => ("report_performance", "performance-reports"),
            Self::ConfirmReceipt => ("confirm_receipt", "receipt-confirmations"),
        })
    }

    /// The operation by which the reader says something else instead.
    #[must_use]
    pub const fn instead(self) -> Option<Operation> {
        match self {
            Self::AnswerInvitation => Some(("refuse_mediation", "mediation-refusals")),
            Self::AnswerProposal => Some(("make_proposal", "proposals")),
            Self::AnswerOpinion => Some(("decline_opinion", "opinion/refusal")),
            Self::SignAgreement => Some(("answer_agreement", "agreements/{about}/answers")),
            Self::SignMinutes => Some(("request_correction", "sessions/{about}/minutes/correction-requests")),
            Self::SignUndisputedFacts => {
                Some(("refuse_undisputed_facts", "undisputed-facts/{about}/refusal"))
            }
            Self::SignConfirmation => Some(("abandon_confirmation", "confirmation/abandonment")),
            Self::SupplySupplement
            | Self::ChooseMediator
            | Self::AnswerMediatorList
            | Self::ConsiderRelation
            | Self::ConsiderNoObjection
            | Self::CommitBid
            | Self::RevealBid
            | Self::AnswerAuthority
            | Self::AnswerAgreement
            | Self::PostStatement
            | Self::NextStep
            | Self::AnswerEvaluation
            | Self::ApplyForConfirmation
            | Self::SupplyCourtPapers
            | Self::Perform
            | Self::ConfirmReceipt => None,
        }
    }

    /// What happens when nothing is done.
    #[must_use]
    pub const fn if_nothing(self) -> Option<IfNothing> {
        Some(match self {
            Self::SupplySupplement => IfNothing::Withdrawn,
            Self::AnswerInvitation => IfNothing::NoConsent,
            Self::ChooseMediator => IfNothing::CentreAppoints,
            Self::AnswerMediatorList => IfNothing::OtherAnswers,
            Self::ConsiderRelation => IfNothing::AnotherMediator,
            Self::AnswerProposal => IfNothing::Lapses,
            Self::ConsiderNoObjection => IfNothing::BecomesAgreement,
            Self::CommitBid | Self::RevealBid => IfNothing::RoundEnds,
            Self::AnswerOpinion => IfNothing::NotAccepted,
            Self::AnswerAuthority => IfNothing::PresentAuthority,
            Self::AnswerAgreement => IfNothing::NotAgreed,
            Self::SignAgreement => IfNothing::NotSigned,
            Self::PostStatement => IfNothing::NoStatement,
            Self::SignUndisputedFacts => IfNothing::NotUsed,
            Self::AnswerEvaluation => IfNothing::GoesOn,
            Self::ApplyForConfirmation | Self::SignConfirmation => IfNothing::NoConfirmation,
            Self::SupplyCourtPapers => IfNothing::CourtWithdrawn,
            Self::Perform | Self::NextStep => IfNothing::TellUs,
            Self::SignMinutes | Self::ConfirmReceipt => return None,
        })
    }

    /// How far the authority of somebody who acts for the party has to reach, at the least; none for what no authority is asked for.
    #[must_use]
    pub const fn needs(self) -> Option<AuthorityScope> {
        Some(match self {
            Self::SupplySupplement
            | Self::AnswerProposal
            | Self::ConsiderNoObjection
            | Self::AnswerAgreement
            | Self::SignMinutes
            | Self::PostStatement
            | Self::AnswerEvaluation
            | Self::Perform => AuthorityScope::Attend,
            Self::AnswerInvitation
            | Self::ChooseMediator
            | Self::AnswerMediatorList
            | Self::ConsiderRelation => AuthorityScope::Consent,
            Self::CommitBid
            | Self::RevealBid
            | Self::AnswerOpinion
            | Self::SignAgreement
            | Self::SignUndisputedFacts
            | Self::ConfirmReceipt => AuthorityScope::Settle,
            Self::ApplyForConfirmation | Self::SignConfirmation | Self::SupplyCourtPapers => {
                AuthorityScope::Confirm
            }
            Self::AnswerAuthority | Self::NextStep => return None,
        })
    }

    /// Whether it is a possibility rather than something that is waited for.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        match self {
            Self::ApplyForConfirmation | Self::ConsiderNoObjection | Self::PostStatement => true,
            Self::SupplySupplement
            | Self::AnswerInvitation
            | Self::ChooseMediator
            | Self::AnswerMediatorList
            | Self::ConsiderRelation
            | Self::AnswerProposal
            | Self::CommitBid
            | Self::RevealBid
            | Self::AnswerOpinion
            | Self::AnswerAuthority
            | Self::AnswerAgreement
            | Self::SignAgreement
            | Self::SignMinutes
            | Self::NextStep
            | Self::SignUndisputedFacts
            | Self::AnswerEvaluation
            | Self::SignConfirmation
            | Self::SupplyCourtPapers
            | Self::Perform
            | Self::ConfirmReceipt => false,
        }
    }
}
