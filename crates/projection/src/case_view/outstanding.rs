//! What a case lacks on its way: pieces that were asked for and not handed in, papers that are to be served and are not.

use super::CaseView;
use chrono::NaiveDate;
use domain::case::{ConfirmationStatus, MissingItem, Side, StageName};
use domain::deadline::Timer;
use domain::ids::PartyId;
use serde::{Deserialize, Serialize};

/// A paper the centre has to serve or send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Paper {
    /// 参加调解通知书: the notice to the respondent (T03).
    RespondentNotice,
    /// 权利义务告知书: rights and duties, before the first session.
    RightsNotice,
    /// 无异议调解方案: the proposal that becomes an agreement when nobody objects (T07).
    NoObjectionProposal,
    /// 委派、委托调解回执: the receipt a court waits for (T01r).
    ReferralReceipt,
    /// 调解结果报告: how the referred dispute ended.
    ReferralReport,
    /// 核实函回复: the answer to a court's inquiry (T19).
    InquiryAnswer,
}

impl Paper {
    /// Every paper.
    pub const ALL: [Self; 6] = [
        Self::RespondentNotice,
        Self::RightsNotice,
        Self::NoObjectionProposal,
        Self::ReferralReceipt,
        Self::ReferralReport,
        Self::InquiryAnswer,
    ];
}

/// A paper that is to be served and is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnservedPaper {
    /// Which.
    pub paper: Paper,
    /// On which party; none for a court.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party: Option<PartyId>,
    /// On which court; none for a party.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub court: Option<String>,
    /// The last day for it, legal date, where a period runs.
    pub by: Option<NaiveDate>,
}

/// What a case lacks. Nobody is named in it; the words of missing pieces are sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outstanding {
    /// Pieces asked for and not handed in: of the applicant (T02), or for the court.
    pub missing_items: Vec<MissingItem>,
    /// Papers to be served that are not.
    pub unserved_papers: Vec<UnservedPaper>,
}

impl Outstanding {
    /// What a case lacks as it stands.
    pub(crate) fn of(view: &CaseView) -> Self {
        Self { missing_items: missing_items(view), unserved_papers: unserved_papers(view) }
    }
}

fn missing_items(view: &CaseView) -> Vec<MissingItem> {
    if view.stage == StageName::Supplementing {
        let open = view.supplements.last().filter(|asked| asked.submitted_at.is_none());
        return open.map(|asked| asked.items.clone()).unwrap_or_default();
    }
    let asked = view.confirmation_status() == ConfirmationStatus::SupplementRequested;
    let court = view.confirmation.as_ref().filter(|_| asked);
    court.map(|confirmation| confirmation.missing.clone()).unwrap_or_default()
}

fn unserved_papers(view: &CaseView) -> Vec<UnservedPaper> {
    let ends = |timers: &[Timer]| {
        view.deadlines.iter().find(|it| timers.contains(&it.timer)).map(|deadline| deadline.due_date)
    };
    let on = |paper, party, by| UnservedPaper { paper, party: Some(party), court: None, by };
    let mut papers = Vec::new();
    // The respondent's time to answer runs from the notice on: while it does not, nobody was told.
    if view.stage == StageName::ConsentPending && ends(&[Timer::T03]).is_none() {
        let by = ends(&[Timer::T03c, Timer::T03r]);
        let respondents = view.parties.iter().filter(|it| it.side == Side::Respondent);
        papers.extend(respondents.map(|it| on(Paper::RespondentNotice, it.party, by)));
    }
    if view.stage == StageName::InMediation {
        let untold = view.party_ids().filter(|_| view.rights_notified.is_none());
        papers.extend(untold.map(|party| on(Paper::RightsNotice, party, None)));
        if let Some(open) = view.no_objection.as_ref().filter(|it| it.is_open()) {
            let unserved = view.party_ids().filter(|party| open.served.iter().all(|it| it.party != *party));
            papers.extend(unserved.map(|party| on(Paper::NoObjectionProposal, party, None)));
        }
    }
    to_courts(view, &mut papers);
    papers
}

fn to_courts(view: &CaseView, papers: &mut Vec<UnservedPaper>) {
    let to = |paper, court: &str, by| UnservedPaper { paper, party: None, court: Some(court.to_owned()), by };
    if let Some(referral) = &view.referral {
        let over =
            matches!(view.stage, StageName::NotAccepted | StageName::Effective | StageName::Terminated);
        if referral.report.is_none() && over {
            papers.push(to(Paper::ReferralReport, &referral.court, None));
        } else if referral.receipt_no.is_none() && view.stage == StageName::Submitted {
            let by = view.deadlines.iter().find(|it| it.timer == Timer::T01r).map(|it| it.due_date);
            papers.push(to(Paper::ReferralReceipt, &referral.court, by));
        }
    }
    let unanswered = view.court_inquiries.iter().filter(|inquiry| inquiry.answer.is_none());
    papers.extend(unanswered.map(|it| to(Paper::InquiryAnswer, &it.court, Some(it.answer_by.due_date))));
}
