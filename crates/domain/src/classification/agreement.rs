//! Code lists of the settlement agreement (调解协议): what its clauses are about, what parties and reviewers say of a version.

use serde::{Deserialize, Serialize};

codes! {
    /// What a creditor gives up (减免项目).
    WaivedItem {
        Principal = "PRINCIPAL", "本金";
        Interest = "INTEREST", "利息";
        Penalty = "PENALTY", "罚息、违约金";
        Fee = "FEE", "费用";
    }

    /// What becomes of a contract.
    ContractChange {
        Changed = "CHANGED", "变更";
        Terminated = "TERMINATED", "解除";
        Reinstated = "REINSTATED", "复效";
    }

    /// What is done about a credit record. Deleting one that is right is not among them.
    CreditRecordAction {
        Correct = "CORRECT", "更正错误记录";
        Annotate = "ANNOTATE", "添加异议标注或说明";
        Verify = "VERIFY", "核查并书面答复";
    }

    /// What a party says to a version of the agreement.
    AgreementAnswer {
        Accepted = "ACCEPTED", "同意";
        ChangesWanted = "CHANGES_WANTED", "要求修改";
        RefusedToSign = "REFUSED_TO_SIGN", "拒绝签署";
    }

    /// What the centre's review of a version came to (合法性审查).
    ReviewOutcome {
        Passed = "PASSED", "通过";
        Returned = "RETURNED", "退回修改";
    }

    /// Why a version goes back: what a court would dismiss the application for (CPLI 358), or not take (CPLI 355).
    ReviewFinding {
        MandatoryLaw = "MANDATORY_LAW", "违反法律强制性规定";
        OthersInterests = "OTHERS_INTERESTS", "损害国家利益、社会公共利益、他人合法权益";
        PublicOrder = "PUBLIC_ORDER", "违背公序良俗";
        NotVoluntary = "NOT_VOLUNTARY", "违反自愿原则";
        Unclear = "UNCLEAR", "内容不明确";
        IdentityMatter = "IDENTITY_MATTER", "涉及身份关系";
        TitleMatter = "TITLE_MATTER", "涉及物权、知识产权确权";
        Collusion = "COLLUSION", "虚假调解、恶意串通";
    }

    /// What no agreement of this house may say, because no court would confirm it.
    ForbiddenContent {
        Identity = "IDENTITY", "身份关系";
        Title = "TITLE", "物权、知识产权确权";
        CreditDeletion = "CREDIT_DELETION", "删除真实征信记录";
        CriminalLiability = "CRIMINAL_LIABILITY", "处分刑事责任";
    }
}
