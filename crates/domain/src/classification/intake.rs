//! Code lists of the intake and of the registers of numbers.

use serde::{Deserialize, Serialize};

codes! {
    /// Why a number of a register is void.
    NumberVoidReason {
        YearEnded = "YEAR_ENDED", "年度终了，案件改用次年编号";
        NotAccepted = "NOT_ACCEPTED", "案件未予受理或者申请已撤回";
        NotTransferred = "NOT_TRANSFERRED", "案件未移交本中心";
        Mistaken = "MISTAKEN", "误取编号";
    }

    /// How an application reached the centre (办理渠道).
    IntakeChannel {
        Counter = "COUNTER", "现场";
        Post = "POST", "来信";
        Phone = "PHONE", "电话";
        Online = "ONLINE", "网上";
        Hotline = "HOTLINE", "热线转办";
        InstitutionTransfer = "INSTITUTION", "机构转办";
    }

    /// Who handed an application over, and by which line (转办来源).
    HandOverLine {
        Pbc = "12363", "12363金融消费权益保护热线（中国人民银行）";
        Nfra = "12378", "12378银行保险消费者投诉维权热线（金融监管总局）";
        Csrc = "12386", "12386证监会服务平台";
        City = "12345", "12345政务服务便民热线";
        Regulator = "REGULATOR", "监管部门其他转办";
        Institution = "INSTITUTION_LINE", "金融机构自有消费者热线";
    }

    /// Why cases are linked (关联事由).
    BatchReason {
        SameProduct = "SAME_PRODUCT", "同一产品";
        SamePractice = "SAME_PRACTICE", "同类业务行为";
        SameIncident = "SAME_INCIDENT", "同一事件";
        SameContract = "SAME_CONTRACT", "同一格式条款";
        Other = "OTHER", "其他";
    }

    /// Why a case is linked no longer (移出事由).
    UnlinkReason {
        Different = "DIFFERENT", "情况不同，宜单独处理";
        PartyAsked = "PARTY_ASKED", "当事人要求单独处理";
        Mistaken = "MISTAKEN", "误并";
    }

    /// Where a dispute came from, as statistics count it (案件来源).
    Origin {
        Own = "SELF", "当事人自行申请";
        Pbc = "12363", "12363热线转办";
        Nfra = "12378", "12378热线转办";
        Csrc = "12386", "12386热线转办";
        City = "12345", "12345热线转办";
        Regulator = "REGULATOR", "监管部门转办";
        Institution = "INSTITUTION", "金融机构转办";
        Hotline = "HOTLINE", "热线转办（来源未记录）";
        Court = "COURT", "法院委派、委托";
        OtherCentre = "OTHER_CENTRE", "其他中心移送";
    }

    /// One requirement of acceptance (domain §1.3), each checked and recorded.
    AcceptanceCheck {
        Standing = "STANDING", "申请人适格";
        RespondentIdentified = "RESPONDENT_IDENTIFIED", "被申请人明确且可联系";
        ClaimConcrete = "CLAIM_CONCRETE", "请求与事实具体";
        FinancialDispute = "FINANCIAL_DISPUTE", "因购买、使用金融产品或服务产生";
        Jurisdiction = "JURISDICTION", "属本中心管辖";
        NoExclusion = "NO_EXCLUSION", "无不予受理情形";
        ClerkImpartial = "CLERK_IMPARTIAL", "经办人无利害关系";
    }

    /// Another way to seek one's right, told to the parties when mediation is refused or fails (CRL 39; PML 26).
    Remedy {
        Negotiate = "NEGOTIATE", "与机构协商";
        Regulator = "REGULATOR", "向金融管理部门投诉";
        Arbitrate = "ARBITRATE", "依仲裁协议申请仲裁";
        Sue = "SUE", "向人民法院起诉";
    }

    /// What an institution answered to the earlier complaint.
    ComplaintOutcome {
        Pending = "PENDING", "处理中";
        Rejected = "REJECTED", "未支持";
        PartlyGranted = "PARTLY_GRANTED", "部分支持";
        NoAnswer = "NO_ANSWER", "逾期未答复";
    }

    /// What the applicant asks for.
    ClaimKind {
        Payment = "PAYMENT", "支付款项";
        Refund = "REFUND", "退还费用";
        Reduction = "REDUCTION", "减免息费";
        ContractChange = "CONTRACT_CHANGE", "变更或解除合同";
        CreditRecord = "CREDIT_RECORD", "征信异议处理";
        Conduct = "CONDUCT", "履行特定行为";
        Apology = "APOLOGY", "赔礼道歉";
    }
}
