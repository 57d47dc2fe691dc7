//! Courts: who they are and at which level they sit. Which of them is competent for a dispute is the case's rule.

mod guangdong;

use crate::court_number::is_court_code;
use guangdong::COURTS;
use serde::{Deserialize, Serialize};

/// Where a court stands; its code tells (CN2015 annex: none, two or four digits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CourtLevel {
    /// 基层人民法院.
    Basic,
    /// 中级人民法院.
    Intermediate,
    /// 高级人民法院.
    High,
}

impl CourtLevel {
    /// The level of the court with this code; `None`: no court's code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        if !is_court_code(code) {
            return None;
        }
        match code.chars().count() {
            1 => Some(Self::High),
            3 => Some(Self::Intermediate),
            _ => Some(Self::Basic),
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Basic => "BASIC",
            Self::Intermediate => "INTERMEDIATE",
            Self::High => "HIGH",
        }
    }
}

/// A court of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListedCourt {
    /// Its code, such as `粤0104`.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub level: CourtLevel,
}

/// Railway, maritime and intellectual-property courts, whose matters no financial mediation is.
const SPECIAL: [&str; 3] = ["粤71", "粤72", "粤73"];

/// The courts that come with the program, in the order of their codes.
pub fn listed() -> impl Iterator<Item = ListedCourt> {
    COURTS.iter().filter_map(|(code, name)| Some(ListedCourt { code, name, level: CourtLevel::of(code)? }))
}

/// A court of the list by its code.
#[must_use]
pub fn by_code(code: &str) -> Option<ListedCourt> {
    let place = COURTS.binary_search_by(|(listed, _)| (*listed).cmp(code)).ok()?;
    let (code, name) = COURTS.get(place)?;
    Some(ListedCourt { code, name, level: CourtLevel::of(code)? })
}

/// Courts of general matters under a prefix, at one level: those of a city, or all of the province.
pub fn under(prefix: &str, level: CourtLevel) -> impl Iterator<Item = ListedCourt> + use<'_> {
    let special = |code: &str| SPECIAL.iter().any(|special| code.starts_with(special));
    listed()
        .filter(move |court| court.level == level && court.code.starts_with(prefix) && !special(court.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_holds_no_court_twice() {
        assert!(COURTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(listed().count() == COURTS.len(), "each code is a court's");
    }

    #[test]
    fn a_city_has_one_intermediate_court_and_its_basic_ones() {
        assert_eq!(
            under("粤01", CourtLevel::Intermediate).map(|court| court.code).collect::<Vec<_>>(),
            ["粤01"]
        );
        let basic: Vec<_> = under("粤19", CourtLevel::Basic).map(|court| court.code).collect();
        assert_eq!(basic, ["粤1971", "粤1972", "粤1973"]);
        assert_eq!(by_code("粤0104").map(|court| court.name), Some("广州市越秀区人民法院"));
    }

    #[test]
    fn every_centre_has_courts() {
        for centre in crate::centre::CentreFacts::guangdong() {
            assert!(under(&centre.court_prefix, CourtLevel::Basic).next().is_some(), "{}", centre.city);
        }
    }
}
