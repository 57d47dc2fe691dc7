//! Code lists of the way to the court.

use serde::{Deserialize, Serialize};

codes! {
    /// Papers of the application for judicial confirmation (CPLI 354).
    ConfirmationPaper {
        Application = "APPLICATION", "司法确认申请书";
        Agreement = "AGREEMENT", "调解协议书";
        MediationCertificate = "MEDIATION_CERTIFICATE", "调解组织主持调解的证明";
        IdentityProofs = "IDENTITY_PROOFS", "身份、住所、联系方式证明";
        PropertyProofs = "PROPERTY_PROOFS", "与协议有关的财产权利证明";
        Authorisation = "AUTHORISATION", "授权委托书";
    }

    /// Why a court is competent (CPL 205).
    CourtBasis {
        OrganisationSeat = "ORGANISATION_SEAT", "调解组织所在地";
        PartyDomicile = "PARTY_DOMICILE", "当事人住所地";
        SubjectMatter = "SUBJECT_MATTER", "标的物所在地";
    }

    /// Why a court does not take an application (CPLI 355).
    NonAcceptanceGround {
        OutsideMatter = "OUTSIDE_MATTER", "不属于人民法院受理范围";
        WrongCourt = "WRONG_COURT", "不属于收到申请的法院管辖";
        StatusRelation = "STATUS_RELATION", "身份关系";
        OtherProcedure = "OTHER_PROCEDURE", "适用其他特别程序、公示催告或破产程序";
        Title = "TITLE", "物权、知识产权确权";
    }

    /// Why a court dismisses an application (CPLI 358).
    DismissalGround {
        MandatoryLaw = "MANDATORY_LAW", "违反法律强制性规定";
        PublicHarm = "PUBLIC_HARM", "损害国家、社会公共利益或他人合法权益";
        PublicOrder = "PUBLIC_ORDER", "违背公序良俗";
        NotVoluntary = "NOT_VOLUNTARY", "违反自愿原则";
        Unclear = "UNCLEAR", "内容不明确";
        Other = "OTHER", "其他不能进行司法确认的情形";
    }

    /// What an arbitral body makes of an agreement.
    ArbitralPaperKind {
        Award = "AWARD", "仲裁裁决书";
        MediationPaper = "MEDIATION_PAPER", "仲裁调解书";
    }

    /// Why a court gives no payment order (CPLI 429-430).
    PaymentOrderRefusal {
        Conditions = "CONDITIONS", "不符合申请条件";
        Jurisdiction = "JURISDICTION", "不属于受诉法院管辖";
        Preserved = "PRESERVED", "已申请诉前保全";
        Unfounded = "UNFOUNDED", "债权债务关系不明确、不合法";
    }
}
