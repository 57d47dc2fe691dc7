//! What the bank's people ask their head office.

use super::*;

/// The branch's people would like to pay up to 6,000 yuan.
pub(crate) fn request_authority() -> RequestAuthority {
    let terms = secret_long("一次性补足利息差额，客户不再追究。");
    RequestAuthority { party: BANK, ceiling: yuan(6_000), terms }
}
/// The head office lets them go as far as 5,500.
pub(crate) fn answer_authority() -> AnswerAuthority {
    AnswerAuthority {
        request: 1, ceiling: Some(yuan(5_500)), reason: Some(secret_long("限本月内支付。"))
    }
}
