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
}
