//! The names under which a request is found again: `X-Request-Id` and the W3C trace id.

use actix_web::http::header::HeaderMap;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Name of one request: the caller's own when it is sane, else one of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// 1 to 64 characters of `a-z A-Z 0-9 . _ -` are taken over; anything else is replaced, never refused.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let sane = |text: &&str| {
            (1..=64).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        };
        let given = headers.get("x-request-id").and_then(|value| value.to_str().ok()).filter(sane);
        given.map_or_else(Self::fresh, |text| Self(text.to_owned()))
    }

    /// Random per process, counted within it: unique without asking the system for randomness on every request.
    fn fresh() -> Self {
        static PROCESS: OnceLock<u64> = OnceLock::new();
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let process = PROCESS.get_or_init(|| getrandom::u64().unwrap_or_default());
        Self(format!("{process:016x}-{:x}", NEXT.fetch_add(1, Ordering::Relaxed)))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The trace a request belongs to, from `traceparent` (W3C Trace Context, version 00 or later).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceId(String);

impl TraceId {
    /// The trace id, when the header is well-formed; a broken one is ignored, as the standard asks.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let header = headers.get("traceparent")?.to_str().ok()?;
        let mut parts = header.split('-');
        let (version, trace, parent) = (parts.next()?, parts.next()?, parts.next()?);
        let hex = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        let zero = |text: &str| text.bytes().all(|b| b == b'0');
        let fits = hex(version, 2)
            && version != "ff"
            && hex(trace, 32)
            && !zero(trace)
            && hex(parent, 16)
            && !zero(parent);
        fits.then(|| Self(trace.to_owned()))
    }

    /// The 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{RequestId, TraceId};
    use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

    fn headers(name: &'static str, value: &[u8]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap());
        headers
    }

    #[test]
    fn a_sane_request_id_is_kept_and_any_other_is_replaced() {
        assert_eq!(RequestId::of(&headers("x-request-id", b"abc-1")).as_str(), "abc-1");
        let long = "x".repeat(65);
        for insane in ["", "a b", "a\"b", "{}", long.as_str()] {
            assert_ne!(RequestId::of(&headers("x-request-id", insane.as_bytes())).as_str(), insane);
        }
        assert_ne!(RequestId::of(&HeaderMap::new()), RequestId::of(&HeaderMap::new()));
    }

    #[test]
    fn a_broken_traceparent_is_ignored() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let trace = TraceId::of(&headers("traceparent", good.as_bytes())).unwrap();
        assert_eq!(trace.as_str(), "4bf92f3577b34da6a3ce929d0e0e4736");
        for broken in [
            "",
            "00",
            "00-xyz-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(TraceId::of(&headers("traceparent", broken.as_bytes())), None, "{broken}");
        }
    }
}
