//! What people need and what they may have to fear.

use crate::story::actors::*;
use crate::story::commands::*;
use crate::story::day;
use domain::case::*;
use domain::classification::*;

pub(crate) fn record_special_needs() -> RecordSpecialNeeds {
    RecordSpecialNeeds {
        party: APPLICANT,
        needs: secret(vec![SpecialNeed::Hearing, SpecialNeed::Elderly]),
        remark: Some(secret_short("请当面说慢一点")),
    }
}

pub(crate) fn screen_risk() -> ScreenRisk {
    ScreenRisk {
        party: APPLICANT,
        finding: secret(ScreeningFinding::Imbalance),
        indicators: secret(vec![RiskIndicator::Understanding]),
        measures: Some(secret_short("先单独沟通")),
    }
}

pub(crate) fn report_risk() -> ReportRisk {
    ReportRisk {
        to: RiskRecipient::Police,
        reported_on: day("2026-10-12"),
        facts: secret_long("电话中扬言到网点闹事。"),
    }
}
