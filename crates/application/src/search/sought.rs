//! What somebody searches for, and where it stands in a text.

use super::words::{asked, whole, words};
use std::collections::HashSet;
use std::ops::Range;

/// Most characters of a question.
const LONGEST: usize = 100;
/// Most things asked for; a longer question is asked by its first.
const MOST: usize = 32;
/// Characters of an excerpt before the first find, and altogether.
const EXCERPT: (usize, usize) = (16, 80);

/// A question, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// As one name or number.
    pub(super) whole: String,
    /// Each thing asked for, as words any of which will do.
    pub(super) parts: Vec<Vec<String>>,
}

/// A piece of a text, with the finds in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece.
    pub text: String,
    /// Where the finds stand in it, in characters from its beginning; the end is behind the last one.
    pub finds: Vec<Range<usize>>,
}

impl Sought {
    /// The most characters of a question.
    pub const LONGEST: usize = LONGEST;

    /// Reads a question; nothing when it is too long or has neither letter nor digit.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().count() > LONGEST {
            return None;
        }
        let mut parts = asked(text);
        parts.truncate(MOST);
        (!parts.is_empty()).then(|| Self { whole: whole(text), parts })
    }

    /// How many things are asked for.
    #[must_use]
    pub const fn asked(&self) -> usize {
        self.parts.len()
    }

    /// The first place in a text where something asked for stands; nothing when none does.
    #[must_use]
    pub fn excerpt(&self, text: &str) -> Option<Excerpt> {
        let sought: HashSet<&str> = self.parts.iter().flatten().map(String::as_str).collect();
        let mut finds: Vec<Range<usize>> = words(text)
            .into_iter()
            .filter(|word| sought.contains(word.text.as_str()))
            .map(|word| word.at)
            .collect();
        finds.sort_unstable_by_key(|find| (find.start, find.end));
        let from = finds.first()?.start.saturating_sub(EXCERPT.0);
        let to = from + EXCERPT.1;
        let mut merged: Vec<Range<usize>> = Vec::new();
        for find in finds.into_iter().filter(|find| find.end <= to) {
            let find = find.start - from..find.end - from;
            match merged.last_mut() {
                Some(last) if find.start <= last.end => last.end = last.end.max(find.end),
                Some(_) | None => merged.push(find),
            }
        }
        let text = text.chars().skip(from).take(EXCERPT.1).collect();
        Some(Excerpt { text, finds: merged })
    }
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn an_excerpt_shows_what_was_found_as_it_stands_there() {
        let sought = Sought::parse("盗刷").unwrap();
        let text = format!("{}卡被盜刷，又遭盗刷。", "前".repeat(30));
        let excerpt = sought.excerpt(&text).unwrap();
        let found: Vec<String> = excerpt
            .finds
            .iter()
            .map(|find| excerpt.text.chars().skip(find.start).take(find.len()).collect())
            .collect();
        assert_eq!(found, ["盜刷", "盗刷"]);
        assert_eq!(sought.excerpt("信用卡"), None);
    }

    #[test]
    fn a_question_without_a_letter_is_none() {
        for text in ["", "  ", "！？", &"字".repeat(101)] {
            assert_eq!(Sought::parse(text), None);
        }
        assert!(Sought::parse("张").is_some());
    }
}
