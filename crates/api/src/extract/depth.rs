//! One pass over a JSON text before it is parsed: depth, bare control characters, unpaired surrogate escapes.
//!
//! The parser would refuse the last two as well, but without telling them apart; depth it would only refuse at 128.

use crate::error::{ApiError, table};

/// Deepest nesting of arrays and objects.
pub(super) const MAX_DEPTH: usize = 32;

/// Walks the text once.
///
/// # Errors
/// `json-too-deep`, `json-control-character`, `json-unpaired-surrogate`.
pub(super) fn check(text: &str) -> Result<(), ApiError> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(text, at + 1)?,
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ApiError::new(&table::JSON_TOO_DEEP).with("max", MAX_DEPTH));
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// Index of the quote that closes the string starting at `at`, or the end of the text: the parser reports that better.
fn string_end(text: &str, mut at: usize) -> Result<usize, ApiError> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at = escape_end(text, at)?,
            0..=0x1f => return Err(located(&table::JSON_CONTROL_CHARACTER, text, at)),
            _ => at += 1,
        }
    }
    Ok(at)
}

/// Index after the escape that starts at `at`. A high surrogate must be followed by a low one, a low one must not come alone.
fn escape_end(text: &str, at: usize) -> Result<usize, ApiError> {
    match unit(text, at) {
        None => Ok(at + 2),
        Some(0xD800..=0xDBFF) => match unit(text, at + 6) {
            Some(0xDC00..=0xDFFF) => Ok(at + 12),
            Some(_) | None => Err(located(&table::JSON_UNPAIRED_SURROGATE, text, at)),
        },
        Some(0xDC00..=0xDFFF) => Err(located(&table::JSON_UNPAIRED_SURROGATE, text, at)),
        Some(_) => Ok(at + 6),
    }
}

/// The UTF-16 unit of the `\uXXXX` at `at`, if there is one.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Line and column as people count them.
fn located(row: &'static crate::error::Row, text: &str, at: usize) -> ApiError {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ApiError::new(row).with("line", line).with("column", column)
}

#[cfg(test)]
mod tests {
    use super::check;

    fn code(text: &str) -> Option<&'static str> {
        check(text).err().map(|error| error.code())
    }

    #[test]
    fn nesting_beyond_the_limit_is_refused_and_brackets_in_strings_do_not_count() {
        assert_eq!(code(&format!("{}{}", "[".repeat(32), "]".repeat(32))), None);
        assert_eq!(code(&"[".repeat(33)), Some("json-too-deep"));
        assert_eq!(code(&"{\"a\":".repeat(100_000)), Some("json-too-deep"));
        assert_eq!(code(&format!("\"{}\"", "[".repeat(99))), None);
        assert_eq!(code(r#"["\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["]"#), None);
    }

    #[test]
    fn surrogate_escapes_must_come_in_pairs() {
        assert_eq!(code(r#""\ud83d\ude00""#), None);
        for alone in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83dx""#,
            r#""\ud83d\n""#,
            r#""\ud83d\ud83d""#,
            r#""\ud83d\"#,
        ] {
            assert_eq!(code(alone), Some("json-unpaired-surrogate"), "{alone}");
        }
    }

    #[test]
    fn a_bare_control_character_is_found_with_its_place() {
        let error = check("{\n \"a\": \"é\u{0}\"}").unwrap_err();
        assert_eq!(error.code(), "json-control-character");
        assert_eq!(error.facts(), [("line", "2".to_owned()), ("column", "9".to_owned())]);
    }

    #[test]
    fn any_text_can_be_walked() {
        for text in ["", "\"", "\\", "\"\\", "\"\\u", "\"\\u00", "\"\\u字字字字\"", "]]]]", "\"字\\"] {
            let _ = check(text);
        }
    }
}
