//! Made-up people and banks. No code or number here can belong to anybody: the division 990000 does not exist, and no telephone number
//! begins with 100.

use serde_json::{Value, json};

/// The centre of the stories: Guangzhou.
pub const CENTRE: &str = "440100";
/// Another centre: Foshan.
pub const OTHER_CENTRE: &str = "440600";
/// The people's court of Yuexiu, Guangzhou.
pub const COURT: &str = "粤0104";
/// Another court of Guangzhou: Tianhe.
pub const OTHER_COURT: &str = "粤0106";
/// A number of [`COURT`].
pub const COURT_CASE_NO: &str = "（2026）粤0104民特321号";

/// The respondent's legal person.
pub const BANK: &str = "91990000MA00TEA10G";
/// The respondent, a branch of [`BANK`].
pub const BRANCH: &str = "91990000MA00TEA20H";
/// The bank that seconds the mediator.
pub const OTHER_BANK: &str = "91990000MA00TEA30J";
/// A code with a right checksum that nobody registered.
pub const UNREGISTERED: &str = "91990000MA00TEA40K";

/// The account of the applicant.
pub const APPLICANT_ACCOUNT: &str = "party-1";
/// The applicant.
pub const APPLICANT: &str = "何试验";
/// The applicant's identity number.
pub const RESIDENT_ID: &str = "990000197903140372";
/// The applicant's phone.
pub const PHONE: &str = "10097531864";
/// Where the applicant lives.
pub const ADDRESS: &str = "虚构市假想区无名路97号";
/// The mediator who may take the case.
pub const MEDIATOR: &str = "钟试验";
/// The mediator seconded by the respondent's bank.
pub const BARRED: &str = "罗试验";
/// What happened, as the applicant tells it.
pub const FACTS: &str = "信用卡分期提前还款仍被收取剩余手续费，客服承诺退还后未退。";
/// What the applicant asks for.
pub const CLAIM: &str = "退还多收的分期手续费八百六十元";
/// What was said in the session.
pub const MINUTES: &str = "双方确认多收事实，支行同意七日内退还，申请人表示谅解。";
/// The wording of the last clause.
pub const RELEASE: &str = "退还到账后双方就该笔手续费再无争议。";
/// The proof of payment.
pub const PROOF: &str = "退款回单尾号三三七一";
/// A reason in somebody's own words.
pub const REASON: &str = "本人已与支行当面说清，不再继续。";

/// Every text of the stories that is somebody's own: none may stand in a log line.
pub const PRIVATE: [&str; 15] = [
    APPLICANT,
    RESIDENT_ID,
    PHONE,
    ADDRESS,
    MEDIATOR,
    BARRED,
    "仍被收取剩余手续费",
    CLAIM,
    "双方确认多收事实",
    RELEASE,
    PROOF,
    REASON,
    LAWYER_NAME,
    MEASURE,
    TOLD_APART,
];

/// The amount in dispute, in fen.
pub const AMOUNT_FEN: i64 = 86_000;

/// An application to [`CENTRE`] against [`BRANCH`], with an earlier complaint.
#[must_use]
pub fn application() -> Value {
    json!({
        "centre": CENTRE,
        "channel": "ONLINE",
        "applicants": [{
            "kind": "PERSON",
            "name": APPLICANT,
            "document": { "kind": "RESIDENT_ID", "number": RESIDENT_ID },
            "phone": PHONE,
            "address": ADDRESS,
        }],
        "respondents": [{ "kind": "INSTITUTION", "uscc": BRANCH }],
        "business": "CREDIT_CARD",
        "cause": "PRICING",
        "facts": FACTS,
        "claims": [{ "kind": "REFUND", "amount_fen": AMOUNT_FEN, "wording": CLAIM }],
        "incident_on": "2026-03-02",
        "prior_complaint": { "lodged_on": "2026-04-01", "outcome": "REJECTED" },
        "privacy_notice": "2026-1",
    })
}

/// The same by somebody else, told apart by a number: nobody who files once is like an earlier filing.
#[must_use]
pub fn application_of(number: usize) -> Value {
    let mut application = application();
    let phone = format!("100{number:08}");
    application["applicants"] = json!([{ "kind": "PERSON", "name": APPLICANT, "phone": phone }]);
    application
}

/// Every requirement of acceptance, met.
#[must_use]
pub fn checks() -> Value {
    let all = [
        "STANDING",
        "RESPONDENT_IDENTIFIED",
        "CLAIM_CONCRETE",
        "FINANCIAL_DISPUTE",
        "JURISDICTION",
        "NO_EXCLUSION",
        "CLERK_IMPARTIAL",
    ];
    all.iter().map(|check| json!({ "check": check, "met": true })).collect()
}

/// The hash of a document nobody looks into.
#[must_use]
pub fn some_sha256() -> String {
    "0123456789abcdef".repeat(4)
}

/// The appointment of a lawyer with special authorisation and a ceiling, who acts by the account [`LAWYER`].
#[must_use]
pub fn lawyer(party: &str) -> Value {
    json!({
        "party": party,
        "kind": "LAWYER",
        "name": LAWYER_NAME,
        "licence": "14401202010000000",
        "account": LAWYER,
        "authority": {
            "scope": ["ATTEND", "CONSENT", "SETTLE", "CONFIRM", "RECEIVE"],
            "special": true,
            "ceiling_fen": 500_000,
            "valid_from": "2026-01-01",
            "document": { "title": "授权委托书", "sha256": some_sha256() },
        },
    })
}

/// The account of the applicant's lawyer.
pub const LAWYER: &str = "u-lawyer";

/// The name of the applicant's lawyer, which nobody outside the case may find.
pub const LAWYER_NAME: &str = "林律师代理";

/// The resident identity number of somebody born in 2020.
pub const MINORS_ID: &str = "44010420200101100X";

/// Why two disputes of the same people are two.
pub const TOLD_APART: &str = "两次分期分别扣费，请求各不相同";

/// What is done about an imbalance, which nobody but staff and mediator may find.
pub const MEASURE: &str = "先单独沟通再安排见面";
