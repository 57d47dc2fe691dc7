//! A mediation case (案件) from filing to closing: `decide` judges, `evolve` records.
//!
//! State is an enum of stages; an order of steps the procedure does not know cannot be written down. Every deadline is
//! computed in `decide` and carried by the event; `evolve` computes nothing.

mod agreement;
mod assignment_record;
mod authority;
mod bidding;
mod clocks;
mod command;
mod complaint;
mod confirmation;
mod conflict;
mod deadlines;
mod decide;
mod evaluation;
mod event;
mod evolve;
mod fast_track;
mod follow_up;
mod guard;
mod inquiry;
mod matching;
mod no_objection;
mod opinion;
mod other_route;
mod panel;
mod pause;
mod performance;
mod proposal;
mod ranking;
mod referral;
mod rejection;
mod representation;
mod reservation;
mod rules;
mod seating;
mod selection;
mod session;
mod settlement;
mod stage;
mod step;
mod talks;
mod term;
mod timers;
mod title;
mod transfer;
mod undisputed;

pub use agreement::{Agreement, AgreementBytes, AgreementForm, Signature, Signer};
pub use assignment_record::{AskedPlace, AssignmentRecord, DecidedBy};
pub use authority::AuthorityRequest;
pub use bidding::{BidOutcome, BidRound, BidStatus, Commitment, FirstReveal, Opening, public_half};
pub use clocks::{Facts, Firing, MEDIATION_PERIOD, run as run_clocks};
pub use command::*;
pub use complaint::Complaint;
pub use confirmation::{
    Confirmation, ConfirmationStatus, CourtStepKind, EarlierApplication, KeptMessage, KeptReason,
    ObjectionOutcome,
};
pub use conflict::{CaseFacts, ConflictFinding, Effect, InstitutionTie, Past, Tie, TieOf, Trigger, scan};
pub use decide::decide;
pub use evaluation::{Evaluation, EvaluationStatus, Evaluator};
pub use event::*;
pub use evolve::{evolve, replay};
pub use fast_track::{BoundBy, FastTrack};
pub use follow_up::{FollowUpStep, next_step_day, steps_owed};
pub use inquiry::CourtInquiry;
pub use matching::{Agreed, Mark, MatchFacts, SimilarCase, compare, normalised, normalised_phone, shortlist};
pub use no_objection::NoObjection;
pub use opinion::Opinion;
pub use other_route::{OtherRoutes, PaymentOrder};
pub use panel::{Panel, PendingRecusal, Seat, Suspension, Waiver};
pub use pause::{Pause, Suspended};
pub use performance::{Discharge, FollowUpDates, ObligationState, Standing};
pub use proposal::{Proposal, ProposalStatus, Proposer};
pub use ranking::{Candidate, Excluded, Matter, NotProposed, Ranked, Ranking, ScoreParts, rank};
pub use referral::Referral;
pub use rejection::{Rejection, TermProblem, UnclearClause};
pub use representation::Representative;
pub use reservation::{BookingFate, Reservation, fate_of_booking, resources_of};
pub use selection::{MediatorList, Selection, placed};
pub use session::{Minutes, Session, SessionStatus};
pub use settlement::{Obligation, Performance, Settlement};
pub use stage::{
    Accepted, Assignment, Case, Dossier, Filed, Party, PartyKind, Side, Similar, Stage, StageName,
};
pub use talks::Talks;
pub use term::{Instalment, Term, TermBody, settled_claims};
pub use timers::{Due, OnExpiry, Owed, ladder, next_day, on_expiry, owed};
pub use transfer::{Transfer, TransferStep};
pub use undisputed::{FactsStanding, UndisputedFacts};
