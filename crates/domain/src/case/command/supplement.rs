//! Asked about the time to supply what is missing.

use crate::personal::Personal;
use crate::text::ShortText;

/// 延长补正期限.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtendSupplement {
    /// Why.
    pub reason: Personal<ShortText>,
}

/// 逾期未补正，视为撤回.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseApplication;
