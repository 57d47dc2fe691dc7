//! The register of institutions (金融机构): code, legal person, group, sector, and the memoranda they signed.

mod event;
mod memorandum;

pub use event::{InstitutionEvent, InstitutionRegistered, MemorandumEnded, MemorandumSigned};
pub use memorandum::{EndMemorandum, Memorandum, MemorandumRejection, SignMemorandum, end, sign};

/// What is entered under a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionFile {
    /// The entry, as last stated.
    pub entry: InstitutionRegistered,
    /// Its memoranda, in the order they were recorded.
    pub memoranda: Vec<Memorandum>,
}

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Institution {
    /// Nothing is entered under this code.
    NotRegistered,
    /// Entered.
    Registered(Box<InstitutionFile>),
}

/// Enters an institution or restates its entry; the same statement twice changes nothing.
#[must_use]
pub fn register(institution: &Institution, entry: InstitutionRegistered) -> Vec<InstitutionEvent> {
    match institution {
        Institution::Registered(known) if known.entry == entry => vec![],
        Institution::NotRegistered | Institution::Registered(_) => {
            vec![InstitutionEvent::InstitutionRegistered(entry)]
        }
    }
}

/// Records an event. A memorandum of nobody is a history no version of this house wrote; it changes nothing.
#[must_use]
pub fn evolve(institution: Institution, event: &InstitutionEvent) -> Institution {
    match (event, institution) {
        (InstitutionEvent::InstitutionRegistered(entry), Institution::NotRegistered) => {
            let memoranda = Vec::new();
            Institution::Registered(Box::new(InstitutionFile { entry: entry.clone(), memoranda }))
        }
        (InstitutionEvent::InstitutionRegistered(entry), Institution::Registered(mut file)) => {
            file.entry = entry.clone();
            Institution::Registered(file)
        }
        (InstitutionEvent::MemorandumSigned(signed), Institution::Registered(mut file)) => {
            file.memoranda.push(Memorandum { signed: signed.clone(), ended_on: None });
            Institution::Registered(file)
        }
        (InstitutionEvent::MemorandumEnded(ended), Institution::Registered(mut file)) => {
            let mut memoranda = file.memoranda.iter_mut();
            if let Some(it) = memoranda.find(|it| it.signed.memorandum == ended.memorandum) {
                it.ended_on = Some(ended.ended_on);
            }
            Institution::Registered(file)
        }
        (
            InstitutionEvent::MemorandumSigned(_) | InstitutionEvent::MemorandumEnded(_),
            Institution::NotRegistered,
        ) => Institution::NotRegistered,
    }
}
