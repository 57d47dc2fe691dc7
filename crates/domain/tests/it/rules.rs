//! The rules of a case as stories: one file a verb, the happy path and every refusal.

mod authorities;
mod last_day;
mod regimes;
mod strangers;
mod whole_path;

pub(crate) use strangers::every_command;

use crate::story::Outcome;
use domain::case::{Command, Rejection};
use std::collections::BTreeSet;

/// A story that ends in a refusal.
pub(crate) struct Refusal {
    name: &'static str,
    story: fn() -> Outcome,
}

/// Stories that end in refusals: each is a test of its own, and all of them together are known to
/// `every_code_has_a_story`. Read `name: given … when … => the refusal`.
macro_rules! refusals {
    ($($name:ident: $story:expr => $rejection:expr;)+) => {
        $(
            #[test]
            fn $name() {
                $story.then_rejected($rejection);
            }
        )+

        /// Every refusal told in this file.
        pub(crate) fn refusals() -> Vec<crate::rules::Refusal> {
            vec![$(crate::rules::Refusal { name: stringify!($name), story: || $story }),+]
        }
    };
}

/// Declares the files of stories, one a verb.
macro_rules! verbs {
    ($($verb:ident)+) => {
        $(mod $verb;)+

        fn told() -> Vec<(&'static str, Vec<Refusal>)> {
            vec![$((stringify!($verb), $verb::refusals())),+]
        }
    };
}

verbs! {
    file_application flag_similar decide_similarity request_supplement submit_supplement extend_supplement lapse_application accept_case change_track refuse_acceptance appoint_representative
    change_authority revoke_representative record_capacity join_party correct_party_data record_special_needs
    screen_risk report_risk notify_respondent
    record_consent revoke_consent refuse_mediation choose_mediator send_mediator_list answer_mediator_list close_mediator_list offer_mediator accept_assignment decline_assignment
    disclose_conflict waive_conflict scan_conflicts request_recusal decide_recusal replace_mediator
    notify_rights schedule_session cancel_session open_session close_session reschedule_session
    adjourn_session record_no_show sign_minutes request_correction record_correction open_exchange post_statement record_caucus write_note file_complaint decide_complaint drop_booking extend_period suspend_mediation resume_mediation commission_appraisal receive_appraisal
    commission_evaluation deliver_evaluation answer_evaluation
    make_proposal answer_proposal withdraw_proposal propose_no_objection serve_no_objection object_to_proposal withdraw_no_objection
    open_bidding commit_bid reveal_bid close_bidding
    request_authority answer_authority issue_opinion accept_opinion decline_opinion draft_agreement answer_agreement review_agreement record_oral_agreement write_down_agreement
    sign_agreement seal_agreement prepare_confirmation sign_confirmation file_confirmation
    supply_confirmation_documents record_court_step receive_inquiry answer_inquiry abandon_confirmation lapse_confirmation record_other_route report_performance
    confirm_receipt urge_performance declare_default waive_obligation
    record_enforcement record_follow_up withdraw_application
    terminate_mediation record_undisputed_facts sign_undisputed_facts refuse_undisputed_facts close_case register_referral sign_referral_receipt report_referral propose_transfer
    accept_transfer decline_transfer withdraw_transfer dispute_transfer decide_transfer fire_timer follow_up_performance
    recompute_deadline
}

#[test]
fn every_verb_has_a_file_of_stories() {
    let verbs: Vec<&str> = told().into_iter().map(|(verb, _)| verb).collect();
    assert_eq!(verbs, Command::NAMES);
}

#[test]
fn every_code_has_a_story() {
    let mut codes = BTreeSet::new();
    for (verb, refusals) in told() {
        for Refusal { name, story } in refusals {
            let outcome = story();
            assert_eq!(outcome.verb(), verb, "{name} stands in the file of another verb");
            codes.insert(outcome.answer().expect_err(name).code());
        }
    }
    let missing: Vec<_> = Rejection::ALL_CODES.iter().filter(|code| !codes.contains(*code)).collect();
    assert!(missing.is_empty(), "no story ends in {missing:?}: add one to tests/it/rules/<verb>.rs");
}

#[test]
fn every_refusal_a_rule_names_is_told_in_the_file_of_its_verb() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/case/");
    let source = |path: String| std::fs::read_to_string(folder.to_owned() + &path).unwrap();
    let table = source("rejection.rs".to_owned());
    for (verb, refusals) in told() {
        let codes: BTreeSet<String> = refusals
            .into_iter()
            .filter_map(|refusal| (refusal.story)().answer().err().map(|refused| refused.code().to_owned()))
            .collect();
        for named in rejections_named(&source(format!("rules/{verb}.rs"))) {
            let code = code_of(&table, &named);
            assert!(codes.contains(&code), "rules/{verb}.rs can refuse with {code}, and no story of it does");
        }
    }
}

/// The variants a source text speaks of as `Rejection::Variant`.
fn rejections_named(source: &str) -> BTreeSet<String> {
    let pieces = source.split("Rejection::").skip(1);
    let names = pieces.map(|piece| piece.chars().take_while(char::is_ascii_alphanumeric).collect());
    names.collect()
}

/// The code that the table of rejections gives a variant.
fn code_of(table: &str, variant: &str) -> String {
    let row = table.find(&format!("\n    {variant} "));
    let rest = &table[row.unwrap_or_else(|| panic!("{variant} is in no row"))..];
    rest.split("=> \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn a_refusal_explains_itself_with_its_facts_by_name() {
    for (verb, refusals) in told() {
        for Refusal { name, story } in refusals {
            let outcome = story();
            let refused = outcome.answer().expect_err(name);
            let shown = format!("{refused:?}");
            for (fact, text) in refused.facts() {
                assert!(shown.contains(fact), "{verb}, {name}: {fact} is no fact of {shown}");
                assert!(!text.is_empty() || shown.contains("[]"), "{verb}, {name}: {fact} says nothing");
            }
            assert!(refused.basis().is_none_or(|basis| !basis.is_empty()));
        }
    }
}
