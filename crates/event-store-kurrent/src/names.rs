//! Which streams of the cluster are ours, and what they are called there.

use event_store::StreamName;

/// Between the prefix and the name. No stream name may hold it, so that no prefix can be taken for the beginning of another.
const SEPARATOR: char = ':';

/// Names under one prefix.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    start: String,
}

impl Names {
    /// Names under `prefix`, if it is one.
    pub(crate) fn under(prefix: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_');
        let fits = (1..=40).contains(&prefix.len()) && prefix.bytes().all(allowed);
        fits.then(|| Self { start: format!("{prefix}{SEPARATOR}") })
    }

    /// What the cluster calls `stream`.
    pub(crate) fn full(&self, stream: &StreamName) -> String {
        format!("{}{stream}", self.start)
    }

    /// Which of our streams `full` is. The identity, links and system streams are none.
    pub(crate) fn own(&self, full: &str) -> Option<StreamName> {
        full.strip_prefix(&self.start).and_then(|name| StreamName::parse(name).ok())
    }

    /// The stream that says which life of the log this is: without a dash, so that it is no stream name.
    pub(crate) fn identity(&self) -> String {
        format!("{}identity", self.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_from_under_its_prefix_and_from_no_other() {
        let names = Names::under("hejie").expect("a prefix");
        let stream = StreamName::parse("case-a~1").expect("a stream name");
        let full = names.full(&stream);
        assert_eq!(full, "hejie:case-a~1");
        assert_eq!(names.own(&full), Some(stream));
        for other in ["hejie.b:case-a~1", "hej:case-a", "case-a", "$ce-hejie:case", "hejie:", "hejie:$x-1"] {
            assert_eq!(names.own(other), None, "{other}");
        }
        assert_eq!(names.own(&names.identity()), None, "the identity is no stream of events");
    }

    #[test]
    fn what_is_no_prefix_is_refused() {
        let too_long = "a".repeat(41);
        for bad in ["", "a-b", "a:b", "$a", "a b", "和", too_long.as_str()] {
            assert!(Names::under(bad).is_none(), "{bad:?}");
        }
    }
}
