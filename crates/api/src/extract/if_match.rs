//! `If-Match`: the revision the caller has seen.

use super::single_header;
use crate::error::{ApiError, table};
use actix_web::HttpRequest;
use event_store::Revision;

/// What the caller knows of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    /// No header, or `*`: whatever stands there now.
    Any,
    /// Exactly this revision.
    Exactly(Revision),
}

impl IfMatch {
    /// Reads the header. Only one strong tag is taken: a stream has one revision.
    ///
    /// # Errors
    /// `if-match-malformed`.
    pub fn of(request: &HttpRequest) -> Result<Self, ApiError> {
        match single_header(request, "if-match", &table::IF_MATCH_MALFORMED)? {
            None | Some("*") => Ok(Self::Any),
            Some(tag) => revision(tag).map(Self::Exactly).ok_or(ApiError::new(&table::IF_MATCH_MALFORMED)),
        }
    }

    /// The pinned revision, if any.
    #[must_use]
    pub const fn revision(self) -> Option<Revision> {
        match self {
            Self::Any => None,
            Self::Exactly(revision) => Some(revision),
        }
    }
}

fn revision(tag: &str) -> Option<Revision> {
    let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok().map(Revision) } else { None }
}

#[cfg(test)]
mod tests {
    use super::revision;
    use event_store::Revision;

    #[test]
    fn only_a_quoted_number_is_a_revision() {
        assert_eq!(revision("\"7\""), Some(Revision(7)));
        for other in
            ["7", "\"\"", "\"-1\"", "\"+1\"", "W/\"7\"", "\"7\",\"8\"", "\"99999999999999999999\"", "\""]
        {
            assert_eq!(revision(other), None, "{other}");
        }
    }
}
