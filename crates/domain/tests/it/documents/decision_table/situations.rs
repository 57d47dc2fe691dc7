//! Situations a case can be in, in the order of its way.

use super::Situation;
use crate::story::{actors::*, cases::*, commands::*, referrals::*, *};
use domain::classification::{ConsentMatter, TrialProcedure};

use crate::story::cases::suspended as suspended_by_all;

pub(super) fn situations() -> Vec<Situation> {
    let supplemented = supplementing().and(applicant(), on("2026-10-13 09:00"), submit_supplement());
    let one_consented =
        notified().and(applicant(), on("2026-10-13 09:00"), consent_of(APPLICANT, &[ConsentMatter::Mediate]));
    let one_named = choosing().and(applicant(), on("2026-10-14 09:00"), choose_mediator(APPLICANT));
    let declined = offered().and(mediator(), on("2026-10-14 10:00"), decline_assignment());
    let suspended = open().and(clerk(), on("2026-10-19 14:10"), scan_conflicts());
    let challenged = open().and(agent(), on("2026-10-19 14:10"), request_recusal(Some(BANK)));
    let dismissed = under_review().and(court(), on("2026-11-04 10:00"), court_dismisses());
    let not_taken = filed_at_court().and(court(), on("2026-10-26 09:00"), court_does_not_accept());
    let offer_made = rights_told().and(agent(), on("2026-10-14 15:00"), offer_of_bank());
    let accepts = accept_proposal(APPLICANT);
    let offer_accepted = offer_made.clone().and(applicant(), on("2026-10-15 09:00"), accepts);
    let one_revealed = both_bid().and(applicant(), on("2026-10-15 12:00"), reveal(APPLICANT, 1, 400_000));
    let spoken = closed_session().and(mediator(), on("2026-10-20 09:00"), record_oral_agreement());
    let into_next_year = rights_told()
        .and(
            mediator(),
            on("2026-10-20 09:00"),
            domain::case::ExtendPeriod { until: day("2027-02-13"), ..extend_period() },
        )
        .after_the_next_notice();
    let situation = |name, at, story| Situation { name, at: on(at), story };
    vec![
        situation("nothing filed", "2026-10-12 09:00", nothing()),
        situation("filed", "2026-10-12 10:00", filed()),
        situation("like an earlier case", "2026-10-12 10:00", flagged()),
        situation("with a lawyer", "2026-10-12 10:00", represented()),
        situation("sent by a court", "2026-10-12 10:00", referred(assignment())),
        situation("signed for", "2026-10-12 11:00", signed_for(assignment())),
        situation("supplemented", "2026-10-13 10:00", supplemented),
        situation("supplement asked for", "2026-10-13 09:00", supplementing()),
        situation("supplement overdue", "2026-10-20 09:00", supplementing()),
        situation("refused", "2026-10-12 11:00", refused()),
        situation("accepted", "2026-10-12 11:00", accepted()),
        situation("respondent told", "2026-10-13 09:00", notified()),
        situation("applicant consented", "2026-10-13 10:00", one_consented),
        situation("answer overdue", "2026-10-20 09:00", notified()),
        situation("everybody consented", "2026-10-14 09:00", consented()),
        situation("choice open", "2026-10-14 09:00", choosing()),
        situation("applicant named somebody", "2026-10-14 10:00", one_named),
        situation("time to choose over", "2026-10-16 09:00", choosing()),
        situation("list sent", "2026-10-15 09:00", listed()),
        situation("time to answer the list over", "2026-10-19 09:00", listed()),
        situation("offered to another centre", "2026-10-14 10:00", offered_to_foshan(consented())),
        situation("offer declined", "2026-10-14 11:00", declined_by_foshan()),
        situation("offer disputed", "2026-10-15 09:00", disputed()),
        situation("a mediator declined", "2026-10-14 11:00", declined),
        situation("mediator asked", "2026-10-14 10:00", offered()),
        situation("assigned", "2026-10-14 11:00", assigned()),
        situation("rights told", "2026-10-14 15:00", rights_told()),
        situation("a year's notice came", "2026-11-26 09:00", into_next_year),
        situation("an offer made", "2026-10-15 09:00", offer_made.clone()),
        situation("an offer expired", "2026-10-22 09:00", offer_made.clone()),
        situation("an offer accepted", "2026-10-15 10:00", offer_accepted),
        situation("sealed bids agreed to", "2026-10-14 15:00", willing_to_bid()),
        situation("bidding", "2026-10-15 09:00", bidding()),
        situation("time to bid over", "2026-10-20 09:00", bidding()),
        situation("both bid", "2026-10-15 11:00", both_bid()),
        situation("one revealed", "2026-10-16 09:00", one_revealed),
        situation("bids apart", "2026-10-15 09:00", bids_apart()),
        situation("session planned", "2026-10-19 14:00", scheduled()),
        situation("suspended by all", "2026-10-26 09:00", suspended_by_all()),
        situation("an appraisal waited for", "2026-10-26 09:00", appraising()),
        situation("evaluation agreed to", "2026-10-14 15:00", evaluation_agreed()),
        situation("an evaluation waited for", "2026-10-15 09:00", evaluating()),
        situation("evaluated", "2026-10-17 09:00", evaluated()),
        situation("writing agreed to", "2026-10-14 15:00", writing()),
        situation("session in writing", "2026-10-15 09:00", exchanging()),
        situation("session open", "2026-10-19 16:30", open()),
        situation("mediator suspended", "2026-10-19 15:00", suspended),
        situation("recusal asked for", "2026-10-19 15:00", challenged),
        situation("a head office is asked", "2026-10-19 16:00", authority_awaited()),
        situation("session held", "2026-10-20 09:00", closed_session()),
        situation(
            "complained about",
            "2026-10-20 10:00",
            closed_session().and(applicant(), on("2026-10-20 09:00"), file_complaint(APPLICANT)),
        ),
        situation("on the fast track, talks failed", "2026-10-20 09:00", talks_failed()),
        situation("an opinion waits", "2026-10-21 09:00", opined()),
        situation("an opinion too late to accept", "2026-10-28 09:00", opined()),
        situation("an opinion accepted", "2026-10-22 09:00", opinion_accepted()),
        situation("period over", "2026-11-12 09:00", closed_session()),
        situation("agreed that silence may bind", "2026-10-20 08:30", silence_agreed_to()),
        situation("proposal to be served", "2026-10-20 09:30", silence_proposed()),
        situation("proposal waits for objections", "2026-10-22 09:00", silence_served()),
        situation("nobody objected in time", "2026-10-29 00:10", silence_served()),
        situation("agreed by silence", "2026-10-29 09:00", agreed_by_silence()),
        situation("drafted", "2026-10-20 10:00", drafted()),
        situation("all signed", "2026-10-21 09:00", signed()),
        situation("window to sign over", "2026-10-28 09:00", drafted()),
        situation("agreed by word of mouth", "2026-10-22 09:00", spoken),
        situation("in force", "2026-10-22 09:00", effective()),
        situation("two claims, session held", "2026-10-20 09:00", two_claims_closed()),
        situation("in force for a part", "2026-10-22 09:00", settled_in_part()),
        situation("T10 over", "2026-11-20 09:00", jointly_signed()),
        situation("application prepared", "2026-10-22 10:00", prepared()),
        situation("jointly signed", "2026-10-23 09:00", jointly_signed()),
        situation("filed at court", "2026-10-26 09:00", filed_at_court()),
        situation("court asks for more", "2026-10-27 09:00", asked_for_more()),
        situation("court did not take it", "2026-10-27 09:00", not_taken),
        situation("docketed", "2026-10-27 09:00", docketed()),
        situation("court inquires", "2026-10-28 09:00", inquired()),
        situation("under review", "2026-11-04 10:00", under_review()),
        situation("dismissed", "2026-11-05 09:00", dismissed),
        situation("confirmed", "2026-11-05 09:00", confirmed()),
        situation("objected to", "2026-11-21 09:00", objected()),
        situation("performed", "2026-11-06 09:00", performed()),
        situation(
            "entrusted, in force",
            "2026-10-22 09:00",
            settled_for_court(entrustment(TrialProcedure::Ordinary)),
        ),
        situation("undisputed facts to be signed", "2026-10-20 15:00", facts_half_signed()),
        situation("undisputed facts signed", "2026-10-20 15:00", facts_complete()),
        situation("failed for a court", "2026-10-21 09:00", failed_for_court()),
        situation("reported to the court", "2026-10-22 09:00", reported_to_court()),
        situation("withdrawn", "2026-10-13 10:00", withdrawn()),
        situation("closed", "2026-11-07 09:00", case_closed()),
    ]
}
