//! Words that tell what a Chinese text is about; the first that occurs decides, so the special ones stand before the general ones.

use domain::classification::{Business, Cause, ClaimKind};

/// What a text is filed as in which no word occurs.
pub(super) const OTHER: Business = Business::Other;

const BUSINESS: &[(Business, &[&str])] = &[
    (Business::CreditReporting, &["征信"]),
    (Business::Insurance, &["保险", "投保", "理赔", "保单"]),
    (Business::CreditCard, &["信用卡"]),
    (Business::DebitCard, &["银行卡", "借记卡", "储蓄卡"]),
    (Business::DebtCollection, &["催收", "追偿权"]),
    (Business::WealthManagement, &["理财"]),
    (Business::Securities, &["证券", "股票", "基金", "期货", "债券"]),
    (Business::ConsumerFinance, &["网贷", "小额贷款", "小额借款", "消费金融", "花呗", "借呗", "现金贷"]),
    (
        Business::Loan,
        &["贷款", "借款", "房贷", "车贷", "按揭", "抵押", "借贷", "担保", "保证合同", "融资租赁"],
    ),
    (Business::RmbSavings, &["存款", "储蓄", "存折"]),
    (Business::PaymentSettlement, &["转账", "汇款", "支付宝", "微信", "票据", "支票"]),
];

const CAUSE: &[(Cause, &[&str])] = &[
    (Cause::CollectionConduct, &["催收", "骚扰"]),
    (Cause::DataSafety, &["征信", "泄露", "冒用", "盗用"]),
    (Cause::FundSafety, &["盗刷", "诈骗", "被骗", "冒领"]),
    (Cause::Marketing, &["误导", "推销", "虚假陈述", "虚假宣传"]),
    (Cause::FreeChoice, &["强制", "捆绑", "搭售"]),
    (Cause::ProductReturn, &["收益", "亏损"]),
    (Cause::ContractTerms, &["合同", "协议", "理赔", "保险金"]),
    (Cause::Pricing, &["手续费", "利息", "利率", "收费", "违约金"]),
];

const CLAIM: &[(ClaimKind, &[&str])] = &[
    (ClaimKind::CreditRecord, &["征信"]),
    (ClaimKind::Refund, &["退保", "退还", "退款", "返还"]),
    (ClaimKind::Payment, &["支付", "赔偿", "理赔", "赔付", "偿还", "给付"]),
    (ClaimKind::Reduction, &["减免", "逾期"]),
    (ClaimKind::ContractChange, &["解除合同", "变更合同", "合同无效"]),
];

/// What it is about; `None` when no word occurs.
pub(super) fn business(text: &str) -> Option<Business> {
    first(BUSINESS, text)
}

/// What went wrong.
pub(super) fn cause(text: &str) -> Cause {
    first(CAUSE, text).unwrap_or(Cause::Other)
}

/// What is asked for.
pub(super) fn claim(text: &str) -> ClaimKind {
    first(CLAIM, text).unwrap_or(ClaimKind::Conduct)
}

fn first<T: Copy>(table: &[(T, &[&str])], text: &str) -> Option<T> {
    let (code, _) = table.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)))?;
    Some(*code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_special_word_wins_over_the_general_one() {
        assert_eq!(business("信用卡贷款逾期上了征信"), Some(Business::CreditReporting));
        assert_eq!(business("机动车商业保险的贷款"), Some(Business::Insurance));
        assert_eq!(business("隔壁的狗"), None);
        assert_eq!(cause("银行卡被盗刷，银行不赔"), Cause::FundSafety);
        assert_eq!(claim("要求银行返还手续费"), ClaimKind::Refund);
        assert_eq!(claim("怎么办"), ClaimKind::Conduct);
    }
}
