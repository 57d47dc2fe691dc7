//! Numbers that identify persons and organisations, each checked by its own standard.

mod document;
mod resident_id;
mod uscc;

pub use document::{DocumentNumber, IdentityDocument, IdentityKind};
pub use resident_id::ResidentId;
pub use uscc::Uscc;

/// Copies of numbers often come with spaces between groups; they carry no meaning.
fn compact_upper(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// Shows the first six and the last four characters, or nothing of a short number.
fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = |index: usize| length > 10 && (index < 6 || index + 4 >= length);
    number.chars().enumerate().map(|(index, c)| if shown(index) { c } else { '*' }).collect()
}
