//! From text to words by which it is found. What a text is searched by and what is searched for go the same way.
//!
//! Chinese has no spaces: of every run of characters each pair is a word, so that a term of two characters finds, and a longer one finds
//! where all its pairs stand. Latin words and numbers are words whole. Compatibility forms (full and half width) are folded, capitals
//! lowered, and traditional characters read as the simplified ones (`TSCharacters` of `OpenCC`: one character for one, so that the rarer
//! readings of a few of them are not told apart). A date is a word beside its digits, however it is written.

use hanconv::RawDictionary;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A word, and which characters of the text it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

/// A character as it is searched, and the place of what it was.
#[derive(Clone, Copy)]
struct Folded {
    is: char,
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Han,
    Letter,
    Break,
}

/// Every word of a text, its dates as well (day and month), in the order they stand in.
pub(super) fn words(text: &str) -> Vec<Word> {
    let folded = folded(text);
    let mut words = Vec::new();
    let mut from = 0;
    while from < folded.len() {
        let kind = kind(folded[from].is);
        let run = folded[from..].iter().take_while(|it| self::kind(it.is) == kind).count();
        let run = &folded[from..from + run];
        from += run.len();
        match kind {
            Kind::Break => {}
            Kind::Letter => words.extend(word(run)),
            Kind::Han if run.len() == 1 => words.extend(word(run)),
            Kind::Han => words.extend(run.windows(2).filter_map(word)),
        }
    }
    words.extend(dates(&folded).into_iter().flat_map(|(date, at)| {
        let month = date.get(..7).map(str::to_owned);
        let month = month.filter(|month| *month != date).map(|text| Word { text, at: at.clone() });
        std::iter::once(Word { text: date, at }).chain(month)
    }));
    words
}

/// A name or number as a whole: letters and digits alone, so that brackets, dots and spaces do not matter, nor a 号 at its end.
pub(super) fn whole(text: &str) -> String {
    let letters: String = folded(text).iter().map(|it| it.is).filter(|it| kind(*it) != Kind::Break).collect();
    letters.trim_end_matches('号').to_owned()
}

/// What a day is found by.
pub(super) fn day_words(day: chrono::NaiveDate) -> [String; 2] {
    [day.format("@%Y%m%d").to_string(), day.format("@%Y%m").to_string()]
}

/// What is asked for: for each thing the words any of which will do. A date is one thing, not its digits.
pub(super) fn asked(text: &str) -> Vec<Vec<String>> {
    let folded = folded(text);
    let dates = dates(&folded);
    let in_date =
        |word: &Word| dates.iter().any(|(_, at)| at.start <= word.at.start && word.at.end <= at.end);
    let mut asked: Vec<Vec<String>> = words(text)
        .into_iter()
        .filter(|word| !word.text.starts_with('@') && !in_date(word))
        .map(|word| vec![word.text])
        .collect();
    for (date, at) in &dates {
        // Eight digits in a row may be a number as well.
        let digits = folded.iter().filter(|it| at.contains(&it.at)).all(|it| it.is.is_ascii_digit());
        let mut any = vec![date.clone()];
        any.extend(digits.then(|| date.trim_start_matches('@').to_owned()));
        asked.push(any);
    }
    asked.sort_unstable();
    asked.dedup();
    asked
}

fn word(run: &[Folded]) -> Option<Word> {
    let (first, last) = (run.first()?, run.last()?);
    Some(Word { text: run.iter().map(|it| it.is).collect(), at: first.at..last.at + 1 })
}

fn folded(text: &str) -> Vec<Folded> {
    let each = text.chars().enumerate().flat_map(|(at, c)| {
        std::iter::once(c)
            .nfkc()
            .flat_map(char::to_lowercase)
            .map(move |is| Folded { is: simplified(is), at })
    });
    each.collect()
}

fn kind(c: char) -> Kind {
    match c {
        '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            Kind::Han
        }
        c if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Break,
    }
}

fn simplified(c: char) -> char {
    static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let single = |text: &str| text.chars().next();
        let pairs = RawDictionary::TSCharacters.iter();
        pairs.filter_map(|(from, to)| Some((single(from)?, single(to)?))).collect()
    });
    if c.is_ascii() { c } else { SIMPLE.get(&c).copied().unwrap_or(c) }
}

/// The dates of a text: `@` with year and month, and the day where it is said.
fn dates(folded: &[Folded]) -> Vec<(String, Range<usize>)> {
    let (mut dates, mut from) = (Vec::new(), 0);
    while from < folded.len() {
        let fresh = from == 0 || !folded[from - 1].is.is_ascii_digit();
        match date(&folded[from..]).filter(|_| fresh) {
            Some((date, length)) => {
                let run = &folded[from..from + length];
                dates.extend(word(run).map(|word| (date, word.at)));
                from += length;
            }
            None => from += 1,
        }
    }
    dates
}

/// The date a text begins with, and how long it is.
fn date(text: &[Folded]) -> Option<(String, usize)> {
    let digits = |from: usize, most: usize| {
        text.get(from..)?.iter().take(most).map_while(|it| it.is.to_digit(10)).fold(None, |sum, digit| {
            let (value, length) = sum.unwrap_or((0, 0));
            Some((value * 10 + digit, length + 1))
        })
    };
    let at = |place: usize| text.get(place).map(|it| it.is);
    let (year, 4) = digits(0, 4)? else { return None };
    let (month, day, length) = if at(4).is_some_and(|c| c.is_ascii_digit()) {
        let (rest, 4) = digits(4, 5)? else { return None };
        (rest / 100, Some(rest % 100), 8)
    } else {
        let (first, second) = match at(4)? {
            '年' => ('年', '月'),
            c @ ('-' | '/' | '.') => (c, c),
            _ => return None,
        };
        let (month, month_length) = digits(5, 2)?;
        let after = 5 + month_length;
        let more = (at(after) == Some(second)).then(|| digits(after + 1, 2)).flatten();
        match more {
            Some((day, day_length)) => {
                let end = after + 1 + day_length;
                (month, Some(day), end + usize::from(at(end) == Some('日')))
            }
            None if first == '年' && at(after) == Some('月') => (month, None, after + 1),
            None => return None,
        }
    };
    let follows = at(length).is_some_and(|c| c.is_ascii_digit());
    let sound = (1900..2200).contains(&year)
        && (1..=12).contains(&month)
        && day.is_none_or(|day| (1..=31).contains(&day));
    (sound && !follows).then(|| match day {
        Some(day) => (format!("@{year:04}{month:02}{day:02}"), length),
        None => (format!("@{year:04}{month:02}"), length),
    })
}

#[cfg(test)]
mod tests {
    use super::{asked, whole, words};

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn every_two_characters_that_stand_together_are_a_word() {
        assert_eq!(texts("信用卡，盗刷"), ["信用", "用卡", "盗刷"]);
        assert_eq!(texts("ATM取款2000元"), ["atm", "取款", "2000", "元"]);
    }

    #[test]
    fn one_name_is_found_however_it_is_written() {
        for other in ["阿依古丽·买买提", "阿依古丽 买买提", "阿依古麗・買買提"] {
            assert_eq!(whole(other), "阿依古丽买买提");
        }
        assert_eq!(texts("張偉"), texts("张伟"));
        assert_eq!(whole("Ｌｉ　Ｍｉｎｇ"), whole("li ming"));
    }

    #[test]
    fn a_case_number_is_found_in_any_bracket_style() {
        let official = whole("（2026）粤0304诉前调确12号");
        for other in ["(2026)粤0304诉前调确12号", "〔2026〕粤0304诉前调确12号", "[2026] 粤0304 诉前调确 12"]
        {
            assert_eq!(whole(other), official);
        }
    }

    #[test]
    fn a_date_is_found_however_it_is_written() {
        for date in ["2026年3月5日", "2026-03-05", "2026/3/5", "2026.3.5", "２０２６年３月５日"] {
            assert_eq!(asked(date), [["@20260305"]], "{date}");
        }
        assert_eq!(asked("20260305"), [["@20260305", "20260305"]]);
        assert_eq!(asked("2026年3月"), [["@202603"]]);
        assert!(texts("于2026年3月5日转账").contains(&"@202603".to_owned()));
        assert_eq!(asked("2026年13月"), [["13"], ["2026"], ["年"], ["月"]]);
    }
}
