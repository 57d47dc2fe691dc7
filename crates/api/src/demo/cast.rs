//! Who plays: made-up people and banks. No code or number here can belong to anybody: the division 990000 does not exist, and no
//! telephone number begins with 100.

use crate::auth::{HejieClaims, Issuer, IssuerError, claims_for};
use crate::settings::AuthSettings;
use application::Clock;
use domain::occasion::Role;
use serde::Serialize;
use serde_json::{Value, json};

use super::ReadyToken;

/// How long the tokens of the demo are valid.
const TOKEN_SECONDS: u64 = 8 * 3600;

/// The centre of the story: Guangzhou.
pub(super) const CENTRE: &str = "440100";
/// The court of the story: the people's court of Yuexiu, Guangzhou.
pub(super) const COURT: &str = "粤0104";
/// The number the court gives.
pub(super) const COURT_CASE_NO: &str = "（2026）粤0104民特123号";

/// The respondent's legal person.
pub(super) const BANK: &str = "91990000MA00DEM14N";
/// The respondent: a branch of [`BANK`].
pub(super) const BRANCH: &str = "91990000MA00DEM22H";
/// The bank that seconds the mediator who takes the case.
pub(super) const OTHER_BANK: &str = "91990000MA00DEM30C";
pub(super) const BANK_NAME: &str = "岭南示例银行";
pub(super) const BRANCH_NAME: &str = "岭南示例银行天河支行";
pub(super) const OTHER_BANK_NAME: &str = "珠江示例银行";

const DEPOSITOR_NAME: &str = "林示例";
const RESIDENT_ID: &str = "990000196803120126";
const PHONE: &str = "10012801280";
const ADDRESS: &str = "示例市示例区虚构路128号";
pub(super) const BARRED_NAME: &str = "周示例";
pub(super) const MEDIATOR_NAME: &str = "陈示例";
pub(super) const FACTS: &str = "2023年8月21日存入三年期定期存款20万元，约定年利率2.75%，到期应得利息16,500.00元。\
     2026年8月21日到期支取，仅收到利息15,220.00元，少付1,280.00元。柜台称系统按提前支取计息，但存单从未提前支取。";
pub(super) const CLAIM: &str = "补付三年期定期存款利息差额1,280.00元";
pub(super) const MINUTES: &str =
    "支行核对系统记录，承认到期日识别错误；双方同意由支行补付利息1,280.00元，申请人不再就此主张其他权利。";
pub(super) const RELEASE: &str = "支行按期付款后，双方就该笔定期存款的利息再无其他争议，互不追究。";
pub(super) const PROOF: &str = "补息回单DEMO-0924-7781";

/// Every text of the story that is somebody's own: none of them may be found in clear in a file or a log line.
pub const PRIVATE: [&str; 15] = [
    DEPOSITOR_NAME,
    RESIDENT_ID,
    PHONE,
    ADDRESS,
    BARRED_NAME,
    MEDIATOR_NAME,
    FACTS,
    "约定年利率2.75%",
    "从未提前支取",
    CLAIM,
    MINUTES,
    "承认到期日识别错误",
    RELEASE,
    "再无其他争议",
    PROOF,
];

/// Texts of the story that are nobody's secret, and must be found where the private ones are looked for.
pub const PUBLIC: [&str; 2] = [BRANCH_NAME, COURT_CASE_NO];

/// Somebody who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The federation 联合会, keeper of the register of institutions.
    Federation,
    /// The centre's director 主任.
    Director,
    /// A clerk of the centre 工作人员.
    Clerk,
    /// The applicant 储户.
    Depositor,
    /// The respondent's agent 银行代理人.
    BankAgent,
    /// The mediator 调解员 from the other bank.
    Mediator,
    /// A user of the court 法院.
    Court,
}

impl Who {
    /// Chinese and English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Federation => ("联合会", "Federation"),
            Self::Director => ("中心主任", "Director"),
            Self::Clerk => ("工作人员", "Clerk"),
            Self::Depositor => ("储户", "Depositor"),
            Self::BankAgent => ("银行代理人", "Bank's agent"),
            Self::Mediator => ("调解员", "Mediator"),
            Self::Court => ("法院", "Court"),
        }
    }

    /// In which capacity.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Federation => Role::Federation,
            Self::Director => Role::Director,
            Self::Clerk => Role::Clerk,
            Self::Depositor => Role::Party,
            Self::BankAgent => Role::InstitutionAgent,
            Self::Mediator => Role::Mediator,
            Self::Court => Role::Court,
        }
    }

    const fn account(self) -> &'static str {
        match self {
            Self::Federation => "demo-federation",
            Self::Director => "demo-director",
            Self::Clerk => "demo-clerk",
            Self::Depositor => "demo-depositor",
            Self::BankAgent => "demo-bank-agent",
            Self::Mediator => "demo-mediator",
            Self::Court => "demo-court",
        }
    }

    fn claims(self, mediator: Option<&str>) -> HejieClaims {
        let text = |text: &str| Some(text.to_owned());
        let role = HejieClaims::role(self.role());
        match self {
            Self::Federation | Self::Depositor => role,
            Self::Director | Self::Clerk => HejieClaims { centre: text(CENTRE), ..role },
            Self::BankAgent => HejieClaims { institution: text(BRANCH), ..role },
            Self::Mediator => HejieClaims { mediator: mediator.map(str::to_owned), ..role },
            Self::Court => HejieClaims { court: text(COURT), ..role },
        }
    }
}

/// Everybody, with a token each. Tokens live by the machine's clock, whatever the house's clock says.
pub(super) struct Cast<'a> {
    issuer: &'a Issuer,
    auth: &'a AuthSettings,
    now_s: u64,
    /// The roster entry of [`Who::Mediator`], once there is one.
    pub(super) mediator: Option<String>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(issuer: &'a Issuer, auth: &'a AuthSettings) -> Self {
        let now_s = u64::try_from(Clock::System.now().timestamp()).unwrap_or(0);
        Self { issuer, auth, now_s, mediator: None }
    }

    pub(super) fn token(&self, who: Who) -> Result<String, IssuerError> {
        let claims = who.claims(self.mediator.as_deref());
        self.issuer.sign(&claims_for(self.auth, who.account(), claims, self.now_s, TOKEN_SECONDS))
    }

    pub(super) const fn expires_at_s(&self) -> u64 {
        self.now_s.saturating_add(TOKEN_SECONDS)
    }

    /// Tokens for going on by hand, each with an address about the case that it opens.
    pub(super) fn ready(&self, base: &str, case: &str) -> Result<Vec<ReadyToken>, IssuerError> {
        let own_case = format!("/v1/cases/{case}");
        let timeline = format!("{own_case}/timeline");
        let all = [
            (Who::Clerk, "CLERK", timeline.as_str()),
            (Who::Director, "DIRECTOR", own_case.as_str()),
            (Who::Mediator, "MEDIATOR", own_case.as_str()),
            (Who::Depositor, "DEPOSITOR", own_case.as_str()),
            (Who::BankAgent, "BANK_AGENT", timeline.as_str()),
            (Who::Court, "COURT", own_case.as_str()),
        ];
        let one = |(who, variable, path): (Who, &'static str, &str)| {
            Ok(ReadyToken { who, variable, token: self.token(who)?, url: format!("{base}{path}") })
        };
        all.into_iter().map(one).collect()
    }
}

/// The depositor as an applicant.
pub(super) fn depositor() -> Value {
    json!({
        "kind": "PERSON",
        "name": DEPOSITOR_NAME,
        "document": { "kind": "RESIDENT_ID", "number": RESIDENT_ID },
        "phone": PHONE,
        "address": ADDRESS,
    })
}
