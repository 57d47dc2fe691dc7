//! The ways in which exports of the same complaints write dates.

use chrono::NaiveDate;
use domain::calendar::parse_date;
use domain::invalid::Invalid;

/// Reads `2020-03-18`, `2020/3/18`, `3/18/2020` and `3/18/20` (of this century: the database begins in 2011).
pub(super) fn parse(text: &str) -> Result<NaiveDate, Invalid> {
    let separator = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, second, third] = parts.as_slice() else { return Err(Invalid::DateInvalid) };
    let lengths = (first.len(), second.len(), third.len());
    let (year, month, day) = match (lengths, separator) {
        ((4, 1..=2, 1..=2), _) => (first.to_owned(), second, third),
        ((1..=2, 1..=2, 4), '/') => (third.to_owned(), first, second),
        ((1..=2, 1..=2, 2), '/') => (format!("20{third}"), first, second),
        _ => return Err(Invalid::DateInvalid),
    };
    parse_date(&format!("{year}-{month:0>2}-{day:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_day_is_read_from_every_export() {
        let day = NaiveDate::from_ymd_opt(2020, 3, 8);
        for text in ["2020-03-08", "2020/3/8", "2020/03/08", "3/8/2020", "03/08/2020", "3/8/20", "2020-3-8"] {
            assert_eq!(parse(text).ok(), day, "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused_and_so_is_another_spelling() {
        for text in [
            "",
            "2020/2/30",
            "13/1/20",
            "18.3.2020",
            "2020/3",
            "3-18-2020",
            "3-18-20",
            "20/3/18/1",
            "+1/1/20",
            "1/1/1 20",
            "一/1/20",
        ] {
            assert_eq!(parse(text), Err(Invalid::DateInvalid), "{text}");
        }
        assert_eq!(parse("1/1/0020"), Err(Invalid::DateOutOfRange));
    }
}
