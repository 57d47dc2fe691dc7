//! Operations that take no token, because they give one out or take one back: each asks for a proof of its own.

/// Their names. Everything else below `/v1` is an action of the table.
pub const OPEN: [&str; 6] = [
    "sign_in",
    "refresh_session",
    "sign_out",
    "change_password",
    "enrol_second_factor",
    "confirm_second_factor",
];
