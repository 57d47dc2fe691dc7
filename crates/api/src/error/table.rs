//! The one table of refusals: code × status × retryable × what is said × what would make it right.
//!
//! Grouped by who refuses. Placeholders in braces are filled with the facts of the refusal; a sentence never repeats what the
//! caller sent. A code never changes its meaning; docs/errors.md is written from here.

mod access;
mod accounts;
mod agreement;
mod batches;
mod case;
mod centres;
mod dockings;
mod drafts;
mod fast_track;
mod parties;
mod privacy;
mod proof;
mod publications;
mod request;
mod scheduling;
mod selection;
mod similarity;
mod statutes;
mod store;
mod talks;
mod value;

pub use access::*;
pub use accounts::*;
pub use agreement::*;
pub use batches::*;
pub use case::*;
pub use centres::*;
pub use dockings::*;
pub use drafts::*;
pub use fast_track::*;
pub use parties::*;
pub use privacy::*;
pub use proof::*;
pub use publications::*;
pub use request::*;
pub use scheduling::*;
pub use selection::*;
pub use similarity::*;
pub use statutes::*;
pub use store::*;
pub use talks::*;
pub use value::*;

use actix_web::http::StatusCode;

/// One kind of refusal.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// Stable name.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Whether the very same request may succeed later; answers then carry `Retry-After`.
    pub retryable: bool,
    /// What happened, in Chinese.
    pub zh: &'static str,
    /// What happened, in English.
    pub en: &'static str,
    /// What would make it right, in Chinese.
    pub remedy_zh: &'static str,
    /// What would make it right, in English.
    pub remedy_en: &'static str,
}

impl Row {
    /// The status as actix knows it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The code in words.
    #[must_use]
    pub fn title(&self) -> String {
        self.code.replace('-', " ")
    }
}

/// Every row, in the order of the document.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [
        request::ROWS,
        access::ROWS,
        accounts::ROWS,
        agreement::ROWS,
        batches::ROWS,
        dockings::ROWS,
        store::ROWS,
        value::ROWS,
        case::ROWS,
        centres::ROWS,
        drafts::ROWS,
        fast_track::ROWS,
        parties::ROWS,
        privacy::ROWS,
        proof::ROWS,
        publications::ROWS,
        scheduling::ROWS,
        selection::ROWS,
        similarity::ROWS,
        statutes::ROWS,
        talks::ROWS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The row of a code.
#[must_use]
pub fn row(code: &str) -> Option<&'static Row> {
    rows().find(|row| row.code == code)
}

/// Declares rows as constants and the list of all of them: `NAME "code" status retry|never, zh, en, remedy zh, remedy en;`.
macro_rules! table {
    ($($name:ident $code:literal $status:literal $retry:ident, $zh:literal, $en:literal, $remedy_zh:literal, $remedy_en:literal;)+) => {
        $(
            #[doc = $en]
            pub static $name: $crate::error::Row = $crate::error::Row {
                code: $code,
                status: $status,
                retryable: super::table!(@ $retry),
                zh: $zh,
                en: $en,
                remedy_zh: $remedy_zh,
                remedy_en: $remedy_en,
            };
        )+
        /// The rows of this group.
        pub(super) static ROWS: &[&$crate::error::Row] = &[$(&$name),+];
    };
    (@ retry) => { true };
    (@ never) => { false };
}
use table;
