//! Which court is competent to confirm (CPL 205; CPLI 352): the one that sent the dispute, else the basic court of a party's domicile, of
//! the subject matter or of the organisation's seat, and the intermediate one where the dispute belongs there by its sum (LVL2021).
//!
//! Of two competent courts the first to docket prevails: there is one application at a time, so the second is asked only after the first
//! did not take it or let it go.

use crate::case::command::PrepareConfirmation;
use crate::case::referral::Referral;
use crate::case::rejection::Rejection;
use crate::case::stage::Dossier;
use crate::centre::CentreFacts;
use crate::classification::{CourtBasis, ReferralKind};
use crate::court::{CourtLevel, by_code, under};
use crate::occasion::Occasion;
use crate::rule_set::RuleSet;

/// The court that was asked is competent, or the refusal says which ones are.
pub(super) fn check(
    occasion: &Occasion<'_>,
    dossier: &Dossier,
    command: &PrepareConfirmation,
) -> Result<(), Rejection> {
    if let Some(referral) = &dossier.referral {
        return invited(referral, &command.court);
    }
    // Two organisations took part: the courts at both seats are competent (CPLI 352).
    let seats: Vec<&CentreFacts> = std::iter::once(&command.centre).chain(&dossier.seats).collect();
    let level = level(occasion.rules, dossier, command);
    let at_level = |found: CourtLevel| level.is_none_or(|needed| needed == found);
    let asked = CourtLevel::of(&command.court);
    let competent = || -> Vec<String> {
        let levels = level.map_or_else(|| vec![CourtLevel::Basic, CourtLevel::Intermediate], |one| vec![one]);
        let pairs = seats.iter().flat_map(|seat| levels.iter().map(move |level| (seat, level)));
        pairs
            .flat_map(|(seat, level)| under(&seat.court_prefix, *level))
            .map(|it| it.code.to_owned())
            .collect()
    };
    let Some(asked) = asked.filter(|level| *level != CourtLevel::High) else {
        return Err(Rejection::CourtNotCompetent { court: command.court.clone(), competent: competent() });
    };
    let fits = match command.basis {
        CourtBasis::OrganisationSeat => {
            known(&command.court) && seats.iter().any(|seat| seat.has_court(&command.court))
        }
        // Where a party lives or the subject matter lies is the court's to check; it must at least be a court.
        CourtBasis::PartyDomicile | CourtBasis::SubjectMatter => known(&command.court),
    };
    if !fits {
        return Err(Rejection::CourtNotCompetent { court: command.court.clone(), competent: competent() });
    }
    if at_level(asked) {
        return Ok(());
    }
    Err(Rejection::CourtOfOtherLevel {
        court: command.court.clone(),
        claim: dossier.claim,
        competent: competent(),
    })
}

/// An assigned dispute is confirmed by the court that assigned it (CPL 205); an entrusted one by no confirmation at all (JC2011 13).
fn invited(referral: &Referral, court: &str) -> Result<(), Rejection> {
    match referral.kind {
        ReferralKind::Entrusted => Err(Rejection::EntrustedNotConfirmed),
        ReferralKind::Assigned if referral.court == court => Ok(()),
        ReferralKind::Assigned => Err(Rejection::CourtNotCompetent {
            court: court.to_owned(),
            competent: vec![referral.court.clone()],
        }),
    }
}

/// A court of this province is on the list; those of others are known by the shape of their code alone.
fn known(court: &str) -> bool {
    !court.starts_with('粤') || by_code(court).is_some()
}

/// At which level the dispute belongs; `None`: foreign, Hong Kong, Macau and Taiwan disputes have lists of their own.
fn level(rules: &RuleSet, dossier: &Dossier, command: &PrepareConfirmation) -> Option<CourtLevel> {
    if command.cross_border {
        return None;
    }
    let from = if command.outside_province {
        rules.court_levels.intermediate_from_with_outsider
    } else {
        rules.court_levels.intermediate_from
    };
    Some(if dossier.claim >= from { CourtLevel::Intermediate } else { CourtLevel::Basic })
}
