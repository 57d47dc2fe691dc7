//! The mediation centres as tenants: where they sit, which legal form they have, how they number, by which rules of their own they work.
//!
//! The federation establishes a centre and amends its terms, each with the day from which it counts. The twenty centres of the built-in
//! table need not be established: without events of their own they have the terms of the house.

mod decide;
mod event;
mod rejection;
mod rules;
mod template;
mod terms;

pub use decide::{AmendCentre, CentreCommand, EstablishCentre, decide};
pub use event::{CentreAmended, CentreEstablished, CentreEvent};
pub use rejection::CentreRejection;
pub use rules::{CentreRules, RulesOfCentre};
pub use template::{NumberTemplate, NumberTemplates, NumberedDocument};
pub use terms::{Centre, CentreTerms, CentreVersion, evolve};

use crate::classification::LegalForm;
use crate::ids::CentreId;
use serde::{Deserialize, Serialize};

/// What rules need to know of a centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreFacts {
    /// The centre: division code of its city.
    pub id: CentreId,
    /// Short name of the city, used in numbers.
    pub city: String,
    /// Prefix shared by the courts of the city, e.g. `粤01`.
    pub court_prefix: String,
    /// Decides when an agreement takes effect.
    pub legal_form: LegalForm,
}

/// Guangdong's prefecture-level cities with a centre (all but Shenzhen, which has a body of its own): division code, city, court prefix.
const GUANGDONG: [(&str, &str, &str); 20] = [
    ("440100", "广州", "粤01"),
    ("440200", "韶关", "粤02"),
    ("440400", "珠海", "粤04"),
    ("440500", "汕头", "粤05"),
    ("440600", "佛山", "粤06"),
    ("440700", "江门", "粤07"),
    ("440800", "湛江", "粤08"),
    ("440900", "茂名", "粤09"),
    ("441200", "肇庆", "粤12"),
    ("441300", "惠州", "粤13"),
    ("441400", "梅州", "粤14"),
    ("441500", "汕尾", "粤15"),
    ("441600", "河源", "粤16"),
    ("441700", "阳江", "粤17"),
    ("441800", "清远", "粤18"),
    ("441900", "东莞", "粤19"),
    ("442000", "中山", "粤20"),
    ("445100", "潮州", "粤51"),
    ("445200", "揭阳", "粤52"),
    ("445300", "云浮", "粤53"),
];

impl CentreFacts {
    /// The twenty centres of Guangdong, each as a people's mediation committee, the form that 17 of them were known to have in 2020;
    /// the federation amends the terms of a centre of another form.
    #[must_use]
    pub fn guangdong() -> Vec<Self> {
        let known = GUANGDONG.iter().filter_map(|(code, city, court_prefix)| {
            Some(Self {
                id: CentreId::parse(code).ok()?,
                city: (*city).to_owned(),
                court_prefix: (*court_prefix).to_owned(),
                legal_form: LegalForm::PeoplesMediationCommittee,
            })
        });
        known.collect()
    }

    /// The number a case of this centre gets by the template of the house.
    #[must_use]
    pub fn case_number(&self, year: i32, seq: u32) -> String {
        NumberTemplates::default().number(NumberedDocument::Case, &self.city, year, seq)
    }

    /// Whether this is the division code of a city: six digits.
    #[must_use]
    pub fn is_division(code: &str) -> bool {
        code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
    }

    /// Whether this can be the prefix of a city's courts: a province's character and two digits.
    #[must_use]
    pub fn is_court_prefix(prefix: &str) -> bool {
        let mut characters = prefix.chars();
        characters.next().is_some_and(|province| !province.is_ascii() && province.is_alphabetic())
            && characters.as_str().len() == 2
            && characters.all(|c| c.is_ascii_digit())
    }

    /// Whether a court with this code sits in the centre's city.
    #[must_use]
    pub fn has_court(&self, court: &str) -> bool {
        court
            .strip_prefix(self.court_prefix.as_str())
            .is_some_and(|rest| rest.len() <= 2 && rest.bytes().all(|b| b.is_ascii_digit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_cities_have_a_centre_and_shenzhen_is_not_one_of_them() {
        let centres = CentreFacts::guangdong();
        assert_eq!(centres.len(), 20);
        assert!(centres.iter().all(|centre| centre.id.as_str() != "440300"));
    }

    #[test]
    fn a_court_of_the_city_is_recognised_by_its_code() {
        let guangzhou = &CentreFacts::guangdong()[0];
        assert!(guangzhou.has_court("粤0104"));
        assert!(guangzhou.has_court("粤01"));
        assert!(!guangzhou.has_court("粤0604"));
        assert!(!guangzhou.has_court("粤010401"));
    }
}
