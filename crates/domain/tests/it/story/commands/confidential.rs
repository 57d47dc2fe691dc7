//! What nobody else is to read.

use super::*;

pub(crate) fn record_caucus() -> RecordCaucus {
    RecordCaucus { party: BANK, session: Some(SESSION), text: secret_long("底线为支付六千元。") }
}
pub(crate) fn write_note() -> WriteNote {
    WriteNote { text: secret_long("双方差距约两千元，可再谈。") }
}
