//! Judging what the federation asks of a centre.

use crate::centre::{
    Centre, CentreAmended, CentreEstablished, CentreEvent, CentreRejection, CentreRules, CentreTerms,
    CentreVersion, NumberTemplates,
};
use crate::classification::LegalForm;
use crate::ids::CentreId;
use crate::occasion::Occasion;
use crate::text::ShortText;
use chrono::NaiveDate;

/// 设立: a new centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstablishCentre {
    /// Division code of its city.
    pub centre: CentreId,
    /// Short name of the city.
    pub city: ShortText,
    /// Prefix shared by the courts of the city.
    pub court_prefix: String,
    /// From when it is open.
    pub effective_from: NaiveDate,
    /// Name, form, numbers, rules.
    pub terms: CentreTerms,
}

/// 变更: other terms from a day on. What is absent stays as the last version has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendCentre {
    /// From when.
    pub effective_from: NaiveDate,
    /// Another name.
    pub name: Option<ShortText>,
    /// Another form.
    pub legal_form: Option<LegalForm>,
    /// Other templates.
    pub numbers: Option<NumberTemplates>,
    /// Other choices, all of them: those not among them are as the house has it.
    pub rules: Option<CentreRules>,
    /// Why.
    pub reason: ShortText,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CentreCommand {
    /// A new centre.
    Establish(EstablishCentre),
    /// Other terms.
    Amend(AmendCentre),
}

/// What happens when `command` is asked of a centre, of which the house may have known before anybody recorded it; nothing when the last
/// terms say the same.
///
/// # Errors
/// The [`CentreRejection`] that forbids it.
pub fn decide(
    occasion: &Occasion<'_>,
    centre: &Centre,
    built_in: Option<&CentreVersion>,
    command: CentreCommand,
) -> Result<Vec<CentreEvent>, CentreRejection> {
    let last = centre.versions(built_in).pop();
    match command {
        CentreCommand::Establish(command) => {
            if last.is_some() {
                return Err(CentreRejection::AlreadyEstablished);
            }
            fit(occasion, &command.terms, command.effective_from)?;
            Ok(vec![CentreEvent::CentreEstablished(CentreEstablished {
                centre: command.centre,
                city: command.city,
                court_prefix: command.court_prefix,
                version: 1,
                effective_from: command.effective_from,
                terms: command.terms,
            })])
        }
        CentreCommand::Amend(command) => {
            let last = last.ok_or(CentreRejection::Unknown)?;
            let terms = CentreTerms {
                name: command.name.unwrap_or_else(|| last.terms.name.clone()),
                legal_form: command.legal_form.unwrap_or(last.terms.legal_form),
                numbers: command.numbers.unwrap_or_else(|| last.terms.numbers.clone()),
                rules: command.rules.unwrap_or_else(|| last.terms.rules.clone()),
            };
            if terms == last.terms {
                return Ok(vec![]);
            }
            fit(occasion, &terms, command.effective_from)?;
            if command.effective_from < last.effective_from {
                return Err(CentreRejection::EffectiveBeforeLast { last: last.effective_from });
            }
            Ok(vec![CentreEvent::CentreAmended(CentreAmended {
                centre: last.facts.id,
                version: last.version.saturating_add(1),
                effective_from: command.effective_from,
                terms,
                reason: command.reason,
            })])
        }
    }
}

fn fit(occasion: &Occasion<'_>, terms: &CentreTerms, from: NaiveDate) -> Result<(), CentreRejection> {
    let today = occasion.today();
    if from < today {
        return Err(CentreRejection::EffectiveDatePast { today });
    }
    if terms.numbers.are_alike() {
        return Err(CentreRejection::NumberTemplatesAlike);
    }
    terms.rules.check(occasion.rules)
}
