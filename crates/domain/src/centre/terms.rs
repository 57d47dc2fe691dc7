//! What a centre is from one day to the next, and which version counts on a day.

use crate::centre::{
    CentreEvent, CentreFacts, CentreRules, NumberTemplates, NumberedDocument, RulesOfCentre,
};
use crate::classification::LegalForm;
use crate::rule_set::RuleSet;
use crate::text::ShortText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A centre as one version of its terms has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreTerms {
    /// Its name.
    pub name: ShortText,
    /// What decides when an agreement takes effect; a case keeps the form the centre had at acceptance.
    pub legal_form: LegalForm,
    /// How its numbers read.
    pub numbers: NumberTemplates,
    /// Its own choices among the rules.
    pub rules: CentreRules,
}

/// Terms, and from when they count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreVersion {
    /// Where the centre sits, and its form.
    pub facts: CentreFacts,
    /// 1, 2, 3 …; 0 for the built-in table.
    pub version: u32,
    /// The first legal date on which they count.
    pub effective_from: NaiveDate,
    /// What they say.
    pub terms: CentreTerms,
}

impl CentreVersion {
    /// A centre of the built-in table, before anybody amended it.
    #[must_use]
    pub fn built_in(facts: &CentreFacts, house: &RuleSet) -> Option<Self> {
        let name = ShortText::parse(&format!("{}金融消费纠纷调解中心", facts.city)).ok()?;
        let terms = CentreTerms {
            name,
            legal_form: facts.legal_form,
            numbers: NumberTemplates::default(),
            rules: CentreRules::default(),
        };
        Some(Self { facts: facts.clone(), version: 0, effective_from: house.effective_from, terms })
    }

    /// The rules of the house with this centre's choices over them.
    #[must_use]
    pub fn rules(&self, house: &RuleSet) -> RuleSet {
        let source =
            RulesOfCentre { rule_set: house.version, centre: self.facts.id.clone(), version: self.version };
        house.of_centre(&self.terms.rules, (self.version > 0).then_some(source))
    }

    /// A number of one of its registers.
    #[must_use]
    pub fn number(&self, document: NumberedDocument, year: i32, seq: u32) -> String {
        self.terms.numbers.number(document, &self.facts.city, year, seq)
    }
}

/// A centre: the versions of its terms, oldest first, the built-in one first of all where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Centre {
    versions: Vec<CentreVersion>,
    /// Amendments of a centre of the built-in table, whose facts stand outside the log.
    amendments: Vec<(u32, NaiveDate, CentreTerms)>,
}

impl Centre {
    /// Every version, with `built_in` as the one before all that was recorded.
    #[must_use]
    pub fn versions(&self, built_in: Option<&CentreVersion>) -> Vec<CentreVersion> {
        let mut all: Vec<CentreVersion> = match self.versions.first() {
            Some(_) => self.versions.clone(),
            None => built_in.cloned().into_iter().collect(),
        };
        for (version, effective_from, terms) in &self.amendments {
            if let Some(first) = all.first() {
                let facts = CentreFacts { legal_form: terms.legal_form, ..first.facts.clone() };
                let (version, effective_from) = (*version, *effective_from);
                all.push(CentreVersion { facts, version, effective_from, terms: terms.clone() });
            }
        }
        all
    }

    /// The version that counts on a legal date.
    #[must_use]
    pub fn on(&self, built_in: Option<&CentreVersion>, today: NaiveDate) -> Option<CentreVersion> {
        self.versions(built_in).into_iter().rfind(|version| version.effective_from <= today)
    }
}

/// Records an event.
#[must_use]
pub fn evolve(mut centre: Centre, event: &CentreEvent) -> Centre {
    match event {
        CentreEvent::CentreEstablished(event) => {
            let facts = CentreFacts {
                id: event.centre.clone(),
                city: event.city.as_str().to_owned(),
                court_prefix: event.court_prefix.clone(),
                legal_form: event.terms.legal_form,
            };
            centre.versions.push(CentreVersion {
                facts,
                version: event.version,
                effective_from: event.effective_from,
                terms: event.terms.clone(),
            });
        }
        CentreEvent::CentreAmended(event) => {
            centre.amendments.push((event.version, event.effective_from, event.terms.clone()));
        }
    }
    centre
}
