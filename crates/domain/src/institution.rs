//! The register of institutions (金融机构): code, legal person, group, sector.

use crate::classification::Sector;
use crate::identity::Uscc;
use crate::personal::personal_fields;
use crate::text::ShortText;
use crate::wire::events;
use serde::{Deserialize, Serialize};

/// 机构登记. What the house knows of an institution or branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionRegistered {
    /// Its own code.
    pub uscc: Uscc,
    /// Registered name.
    pub name: ShortText,
    /// Code of the legal person it belongs to; its own when it is one.
    pub legal_person: Uscc,
    /// Code of the unit directly above it, of the same legal person; absent: the legal person itself is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uscc>,
    /// The group, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ShortText>,
    /// What it is.
    pub sector: Sector,
}

personal_fields! { InstitutionRegistered {} }

events! {
    /// Everything that can have happened to an entry of the register of institutions.
    pub enum InstitutionEvent {
        InstitutionRegistered => "institution.registered.v1",
    }
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Institution {
    /// Nothing is entered under this code.
    NotRegistered,
    /// Entered, as last stated.
    Registered(InstitutionRegistered),
}

/// Enters an institution or restates its entry; the same statement twice changes nothing.
#[must_use]
pub fn register(institution: &Institution, entry: InstitutionRegistered) -> Vec<InstitutionEvent> {
    match institution {
        Institution::Registered(known) if *known == entry => vec![],
        Institution::NotRegistered | Institution::Registered(_) => {
            vec![InstitutionEvent::InstitutionRegistered(entry)]
        }
    }
}

/// Records an event.
#[must_use]
pub fn evolve(_institution: Institution, event: &InstitutionEvent) -> Institution {
    match event {
        InstitutionEvent::InstitutionRegistered(entry) => Institution::Registered(entry.clone()),
    }
}
