//! Cases in which proposals are made and sealed bids handed in.

use super::*;
use domain::case::{FileApplication, FiledParty, PartyIdentity, Side};
use domain::ids::PartyId;

const SEALED: &[ConsentMatter] = &[ConsentMatter::SealedBids];

/// Both agreed to sealed bids.
pub(crate) fn willing_to_bid() -> Story {
    rights_told().and(applicant(), on("2026-10-14 12:00"), consent_of(APPLICANT, SEALED)).and(
        agent(),
        on("2026-10-14 12:00"),
        consent_of(BANK, SEALED),
    )
}
pub(crate) fn bidding() -> Story {
    willing_to_bid().and(mediator(), on("2026-10-14 15:00"), open_bidding())
}
/// The bank would pay 5,000 yuan, the applicant take 4,000.
pub(crate) fn both_bid() -> Story {
    bidding().and(agent(), on("2026-10-15 09:00"), bid(BANK, 1, 500_000)).and(
        applicant(),
        on("2026-10-15 10:00"),
        bid(APPLICANT, 1, 400_000),
    )
}
/// The first round ended without an overlap.
pub(crate) fn bids_apart() -> Story {
    bidding()
        .and(agent(), on("2026-10-14 15:10"), bid(BANK, 1, 300_000))
        .and(applicant(), on("2026-10-14 15:20"), bid(APPLICANT, 1, 400_000))
        .and(applicant(), on("2026-10-14 15:30"), reveal(APPLICANT, 1, 400_000))
        .and(agent(), on("2026-10-14 15:40"), reveal(BANK, 1, 300_000))
}

/// Bank and applicant bid; a second applicant, a firm, looks on.
pub(crate) fn bidding_among_three(firm: PartyId) -> Story {
    let identity = PartyIdentity::Organisation {
        name: short("某商贸有限公司"),
        uscc: super::super::actors::firm(),
        phone: None,
    };
    let third = FiledParty { party: firm, side: Side::Applicant, account: None, identity };
    let application =
        FileApplication { parties: vec![depositor(), third, bank_branch()], ..file_application() };
    let all = [FOR_VIDEO, SEALED].concat();
    super::super::nothing()
        .and(clerk(), on("2026-10-12 09:00"), application)
        .and(clerk(), on("2026-10-12 10:00"), accept_case())
        .and(clerk(), on("2026-10-12 11:00"), notify_respondent())
        .and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, &all))
        .and(clerk(), on("2026-10-13 09:00"), consent_of(firm, &all))
        .and(agent(), on("2026-10-13 10:00"), consent_of(BANK, &all))
        .and(clerk(), on("2026-10-14 09:00"), offer_mediator())
        .and(mediator(), on("2026-10-14 10:00"), accept_assignment())
        .and(mediator(), on("2026-10-14 15:00"), open_bidding())
}

/// The firm's agent.
pub(crate) fn agent_of_firm() -> domain::occasion::Actor {
    domain::occasion::Actor { institution: Some(super::super::actors::firm()), ..agent() }
}
