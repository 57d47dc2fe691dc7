//! Who speaks for a party (代理、监护): the party itself, an agent within a written authority, a guardian, the centre's staff on its behalf.

use crate::case::event::{Authority, RepresentativeAppointed};
use crate::case::rejection::Rejection;
use crate::case::settlement::{Obligation, Performance};
use crate::case::stage::{Dossier, Party, PartyKind};
use crate::classification::{AuthorityScope, LegalCapacity, RepresentativeKind};
use crate::ids::{PartyId, RepresentativeId, UserId};
use crate::money::Fen;
use crate::occasion::{Actor, Occasion, Role};
use chrono::NaiveDate;

/// Somebody who acts for a party; what rules know of him, never his name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    /// Who.
    pub id: RepresentativeId,
    /// For whom.
    pub party: PartyId,
    /// What the representative is.
    pub kind: RepresentativeKind,
    /// The account the representative acts by.
    pub account: Option<UserId>,
    /// Whether a licence or another paper that shows the capacity is on record.
    pub licensed: bool,
    /// How far it reaches.
    pub authority: Authority,
}

impl Representative {
    pub(super) fn of(appointed: &RepresentativeAppointed) -> Self {
        Self {
            id: appointed.representative,
            party: appointed.party,
            kind: appointed.kind,
            account: appointed.account.clone(),
            licensed: appointed.licence.is_some(),
            authority: appointed.authority.clone(),
        }
    }

    /// Whether the law gives the authority.
    #[must_use]
    pub fn is_guardian(&self) -> bool {
        self.kind == RepresentativeKind::Guardian
    }

    /// Whether it is shown that somebody of this kind may act for others: lawyers and legal workers by their licence, whoever was
    /// recommended by the recommendation (CPL 61).
    #[must_use]
    pub const fn shows_capacity(&self) -> bool {
        match self.kind {
            RepresentativeKind::Lawyer
            | RepresentativeKind::LegalWorker
            | RepresentativeKind::Recommended => self.licensed,
            RepresentativeKind::Relative | RepresentativeKind::Employee | RepresentativeKind::Guardian => {
                true
            }
        }
    }

    /// Whether the authority holds on the legal date `today`.
    #[must_use]
    pub fn in_force(&self, today: NaiveDate) -> bool {
        self.authority.valid_from <= today && self.authority.valid_to.is_none_or(|last| today <= last)
    }

    /// Whether `by` is this representative.
    pub(super) fn is(&self, by: &Actor) -> bool {
        match by.role {
            Role::Party | Role::InstitutionAgent => self.account.as_ref() == Some(&by.user),
            Role::Clerk
            | Role::Director
            | Role::Mediator
            | Role::Court
            | Role::DataProtection
            | Role::Federation
            | Role::Administrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => false,
        }
    }
}

impl Dossier {
    /// Those who act for a party.
    pub fn representatives_of(&self, party: PartyId) -> impl Iterator<Item = &Representative> {
        self.representatives.iter().filter(move |representative| representative.party == party)
    }

    /// A representative by id.
    #[must_use]
    pub fn representative(&self, id: RepresentativeId) -> Option<&Representative> {
        self.representatives.iter().find(|representative| representative.id == id)
    }

    /// Persons who cannot act by themselves and have no guardian on record (CC 19-23).
    #[must_use]
    pub fn without_guardian(&self) -> Vec<PartyId> {
        let guarded = |party: &Party| self.representatives_of(party.id).any(Representative::is_guardian);
        let unguarded = self.parties.iter().filter(|party| needs_guardian(party) && !guarded(party));
        unguarded.map(|party| party.id).collect()
    }
}

/// Whether a person cannot act by himself in a settlement: it is beyond what CC 19 and 22 leave to limited capacity.
pub(super) fn needs_guardian(party: &Party) -> bool {
    party.capacity != LegalCapacity::Full
}

/// Whether an account speaks for a party without anybody's help.
pub(super) fn speaks_for(by: &Actor, party: &Party) -> bool {
    match by.role {
        Role::Party => by.party == Some(party.id) || party.account.as_ref() == Some(&by.user),
        Role::InstitutionAgent => by
            .institution
            .as_ref()
            .is_some_and(|own| party.uscc.iter().chain(&party.above).any(|code| code == own)),
        Role::Clerk
        | Role::Director
        | Role::Mediator
        | Role::Court
        | Role::DataProtection
        | Role::Federation
        | Role::Administrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator => false,
    }
}

/// The representative of `party` that calls, with an authority that holds today.
pub(super) fn calling<'a>(
    occasion: &Occasion<'_>,
    dossier: &'a Dossier,
    party: PartyId,
) -> Option<&'a Representative> {
    let today = occasion.today();
    dossier.representatives_of(party).find(|it| it.is(occasion.by) && it.in_force(today))
}

/// Who binds `party` in a matter that an agent needs authority for: `None` is the party itself, or staff taking down what it declares.
///
/// # Errors
/// When whoever calls or is named does not speak for the party, or not so far.
pub(super) fn binding<'a>(
    occasion: &Occasion<'_>,
    dossier: &'a Dossier,
    party: PartyId,
    named: Option<RepresentativeId>,
    matter: AuthorityScope,
) -> Result<Option<&'a Representative>, Rejection> {
    let of = dossier.party(party).ok_or(Rejection::PartyUnknown { party })?;
    let staff = matches!(occasion.by.role, Role::Clerk | Role::Director);
    let representative = match named {
        Some(id) => {
            let unknown = Rejection::RepresentativeUnknown { representative: id };
            let it = dossier.representatives_of(party).find(|it| it.id == id).ok_or(unknown)?;
            // An institution's people hand in what their agent without an account of his own declares.
            let hands_in =
                it.account.is_none() && of.kind != PartyKind::Person && speaks_for(occasion.by, of);
            if !(staff || hands_in || it.is(occasion.by)) {
                return Err(Rejection::NotActingFor { party });
            }
            Some(it)
        }
        None => dossier.representatives_of(party).find(|it| it.is(occasion.by)),
    };
    if let Some(it) = representative {
        within(it, occasion.today(), matter)?;
        return Ok(Some(it));
    }
    if !(staff || speaks_for(occasion.by, of)) {
        return Err(Rejection::NotActingFor { party });
    }
    if needs_guardian(of) {
        return Err(Rejection::GuardianActs { party });
    }
    let settles = matches!(matter, AuthorityScope::Settle | AuthorityScope::Confirm);
    if settles && of.kind != PartyKind::Person && dossier.representatives_of(party).next().is_some() {
        return Err(Rejection::RepresentativeNotNamed { party });
    }
    Ok(None)
}

/// Where representatives of `party` call, one of their authorities that hold today covers the matter.
///
/// # Errors
/// What the first of them lacks.
pub(super) fn caller_may(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    party: PartyId,
    matter: AuthorityScope,
) -> Result<(), Rejection> {
    let today = occasion.today();
    let calling = |it: &&Representative| it.is(occasion.by) && it.in_force(today);
    let mut first = Ok(());
    for it in dossier.representatives_of(party).filter(calling) {
        match within(it, today, matter) {
            Ok(()) => return Ok(()),
            lacking => first = first.and(lacking),
        }
    }
    first
}

/// The authority holds today and covers the matter; settling and the court need it said specially (CPL 62; CPLI 351).
pub(super) fn within(it: &Representative, today: NaiveDate, matter: AuthorityScope) -> Result<(), Rejection> {
    let Authority { scope, special, ceiling: _, valid_from, valid_to, document: _ } = &it.authority;
    if !it.in_force(today) {
        return Err(Rejection::AuthorityNotInForce { valid_from: *valid_from, valid_to: *valid_to });
    }
    if it.is_guardian() {
        return Ok(());
    }
    if !scope.contains(&matter) {
        return Err(Rejection::AuthorityTooNarrow { needed: matter });
    }
    match matter {
        AuthorityScope::Settle | AuthorityScope::Confirm if !special => {
            Err(Rejection::SpecialAuthorisationMissing)
        }
        AuthorityScope::Settle
        | AuthorityScope::Confirm
        | AuthorityScope::Attend
        | AuthorityScope::Consent
        | AuthorityScope::Receive => Ok(()),
    }
}

/// What the party is to pay under `obligations` stays within the agent's ceiling.
///
/// # Errors
/// [`Rejection::CeilingExceeded`].
pub(super) fn within_ceiling(it: &Representative, obligations: &[Obligation]) -> Result<(), Rejection> {
    let Some(ceiling) = it.authority.ceiling.filter(|_| !it.is_guardian()) else { return Ok(()) };
    let owed = obligations.iter().filter(|obligation| obligation.obligor == it.party);
    let sums = owed.filter_map(|obligation| match obligation.performance {
        Performance::Money(amount) => Some(amount),
        Performance::Conduct => None,
    });
    let amount = Fen::sum(sums).unwrap_or(Fen::MAX);
    if amount > ceiling { Err(Rejection::CeilingExceeded { ceiling, amount }) } else { Ok(()) }
}
