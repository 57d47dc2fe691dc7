//! Codes of what follows an agreement.

use serde::{Deserialize, Serialize};

codes! {
    /// How a default shows.
    DefaultGround {
        Overdue = "OVERDUE", "逾期经督促仍未履行";
        Refused = "REFUSED", "明确表示不履行";
    }

    /// The paper by which a court enforces an agreement; those that cover all of it first (domain §3.1, §3.3).
    EnforcementTitle {
        ConfirmationRuling = "CONFIRMATION_RULING", "司法确认裁定书";
        CourtMediationPaper = "COURT_MEDIATION_PAPER", "法院调解书";
        ArbitralPaper = "ARBITRAL_PAPER", "仲裁裁决书、仲裁调解书";
        NotarialInstrument = "NOTARIAL_INSTRUMENT", "赋予强制执行效力的公证债权文书";
        PaymentOrder = "PAYMENT_ORDER", "支付令";
    }
}
