//! Cursors: the sort key of the last row of a page as opaque text, checked when it comes back.
//!
//! The text is base64url of a JSON array: the list's name and the parts of the key. It is opaque to clients, not secret: keys are
//! ids and dates, and what a reader may see is decided by the query, never by the cursor.

/// Why a text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CursorError {
    /// Not what this program hands out.
    #[error("not a cursor")]
    Malformed,
    /// Handed out by another list.
    #[error("the cursor belongs to another list")]
    OtherList,
}

/// Longest cursor that is looked at, bytes.
const LONGEST: usize = 1024;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The cursor after a row with this key.
pub(crate) fn encode(list: &str, key: &[&str]) -> String {
    let parts: Vec<serde_json::Value> =
        std::iter::once(&list).chain(key).map(|part| (*part).into()).collect();
    to_base64url(serde_json::Value::from(parts).to_string().as_bytes())
}

/// The key a cursor of `list` holds.
///
/// # Errors
/// See [`CursorError`].
pub(crate) fn decode<const N: usize>(list: &str, text: &str) -> Result<[String; N], CursorError> {
    if text.len() > LONGEST {
        return Err(CursorError::Malformed);
    }
    let bytes = from_base64url(text).ok_or(CursorError::Malformed)?;
    let mut parts: Vec<String> = serde_json::from_slice(&bytes).map_err(|_| CursorError::Malformed)?;
    if parts.is_empty() {
        return Err(CursorError::Malformed);
    }
    if parts.remove(0) != list {
        return Err(CursorError::OtherList);
    }
    parts.try_into().map_err(|_| CursorError::Malformed)
}

fn to_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| chunk.get(index).copied().map_or(0, u32::from);
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..=chunk.len() as u32 {
            let sextet = (group >> (18 - 6 * index)) & 63;
            text.push(char::from(ALPHABET[sextet as usize]));
        }
    }
    text
}

/// `None` for another character, a length that cannot be, or stray bits: each key has one spelling.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0_u32;
        for letter in chunk {
            let value = ALPHABET.iter().position(|known| known == letter)?;
            group = group << 6 | u32::try_from(value).ok()?;
        }
        group <<= 6 * (4 - chunk.len() as u32);
        let whole = match chunk.len() {
            4 => 3,
            3 => 2,
            2 => 1,
            _ => return None,
        };
        let [_, first, second, third] = group.to_be_bytes();
        let decoded = [first, second, third];
        if decoded[whole..].iter().any(|stray| *stray != 0) {
            return None;
        }
        bytes.extend(&decoded[..whole]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_any_length_comes_back() {
        for key in ["", "a", "ab", "abc", "粤0104", "2026-01-01"] {
            let cursor = encode("work", &[key, "end"]);
            assert!(cursor.bytes().all(|b| ALPHABET.contains(&b)), "{cursor}");
            assert_eq!(decode::<2>("work", &cursor), Ok([key.to_owned(), "end".to_owned()]));
        }
    }

    #[test]
    fn a_cursor_of_another_list_or_shape_is_told_apart() {
        let cursor = encode("work", &["a", "b"]);
        assert_eq!(decode::<2>("cases", &cursor), Err(CursorError::OtherList));
        assert_eq!(decode::<1>("work", &cursor), Err(CursorError::Malformed));
    }

    #[test]
    fn what_nobody_handed_out_is_refused() {
        let cursor = encode("work", &["a", "b"]);
        for text in ["", "=", "A", "AA AA", "字", &cursor[1..], &format!("{cursor}A"), &"A".repeat(2000)] {
            assert_eq!(decode::<2>("work", text), Err(CursorError::Malformed), "{text}");
        }
    }
}
