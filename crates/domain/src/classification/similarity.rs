//! Code lists of filings that may be one dispute.

use serde::{Deserialize, Serialize};

codes! {
    /// What two filings can agree in (相似案件识别).
    MatchFeature {
        Document = "DOCUMENT", "身份证件号码相同";
        OrganisationCode = "ORGANISATION_CODE", "统一社会信用代码相同";
        Phone = "PHONE", "联系电话相同";
        Name = "NAME", "姓名相同";
        Institution = "INSTITUTION", "涉及同一金融机构";
        Product = "PRODUCT", "产品相同";
        Business = "BUSINESS", "业务类别相同";
        Cause = "CAUSE", "投诉原因相同";
        Period = "PERIOD", "事件发生时间相近";
        ComplaintNumber = "COMPLAINT_NUMBER", "向机构投诉的编号相同";
        OutsideTicket = "OUTSIDE_TICKET", "外部工单号相同";
    }

    /// What a case like this one is to it.
    SimilarRelation {
        Joined = "JOINED", "同一纠纷，并入该案";
        Same = "SAME", "同一纠纷，不予受理";
        Related = "RELATED", "关联纠纷";
        Different = "DIFFERENT", "不同纠纷";
    }
}

impl SimilarRelation {
    /// Whether both cases are about one dispute.
    #[must_use]
    pub const fn is_one_dispute(self) -> bool {
        match self {
            Self::Joined | Self::Same => true,
            Self::Related | Self::Different => false,
        }
    }
}
