//! What a scan needs to know of a case: who stands in it, and what happened to the matter before.

use super::InstitutionTie;
use crate::case::representation::Representative;
use crate::case::stage::Dossier;
use crate::identity::Uscc;
use crate::ids::{CaseId, MediatorId, PartyId, UserId};
use crate::text::ShortText;

/// In which capacity somebody is tied to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieOf {
    /// As a party.
    Party,
    /// As the representative of a party.
    Representative,
}

/// One party or representative, as far as conflicts go: never a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The party, or the party represented.
    pub party: PartyId,
    /// In which capacity.
    pub of: TieOf,
    /// The account that acts.
    pub account: Option<UserId>,
    /// Its legal person; of a representative, the firm or institution he or she comes from.
    pub legal_person: Option<Uscc>,
    /// The group of that legal person, when known.
    pub group: Option<ShortText>,
}

/// What happened to the matter before this mediation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The institution's number of the complaint made before.
    pub complaint_no: Option<ShortText>,
    /// Earlier cases about the same matter.
    pub cases: Vec<CaseId>,
    /// Who evaluated this case as a neutral.
    pub evaluators: Vec<MediatorId>,
}

/// What is known of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The case.
    pub case: CaseId,
    /// Everybody in it.
    pub ties: Vec<Tie>,
    /// What happened before.
    pub past: Past,
}

impl CaseFacts {
    /// The facts of a dossier as it stands.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        let ties = dossier.parties.iter().map(|party| {
            let own = |tie: &&InstitutionTie| tie.party == party.id && tie.through.is_none();
            let institution = dossier.ties.iter().find(own);
            Tie {
                party: party.id,
                of: TieOf::Party,
                account: party.account.clone(),
                legal_person: institution.map(|tie| tie.legal_person.clone()),
                group: institution.and_then(|tie| tie.group.clone()),
            }
        });
        let ties = ties.chain(dossier.representatives.iter().flat_map(|it| of_representative(dossier, it)));
        Self { case: dossier.case, ties: ties.collect(), past: dossier.past.clone() }
    }
}

/// A representative's own account, and every house he or she comes from.
fn of_representative<'a>(dossier: &'a Dossier, it: &'a Representative) -> impl Iterator<Item = Tie> + 'a {
    let tie = |legal_person, group| Tie {
        party: it.party,
        of: TieOf::Representative,
        account: it.account.clone(),
        legal_person,
        group,
    };
    let houses = dossier.ties.iter().filter(|known| known.through == Some(it.id));
    let mut ties: Vec<Tie> =
        houses.map(|known| tie(Some(known.legal_person.clone()), known.group.clone())).collect();
    if ties.is_empty() {
        ties.push(tie(None, None));
    }
    ties.into_iter()
}
