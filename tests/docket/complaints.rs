//! What the disputes of the docket are about: real complaints where the development data lies, texts of our own otherwise.

use api::import::{Format, Source, open_rows, synthetic_code};
use std::path::PathBuf;

/// One complaint, ready to be filed.
#[derive(Debug, Clone)]
pub(crate) struct Complaint {
    /// Who is complained about.
    pub(crate) respondent: String,
    /// The made-up code of that firm.
    pub(crate) uscc: String,
    /// What that firm is.
    pub(crate) sector: String,
    /// Business class.
    pub(crate) business: String,
    /// Cause.
    pub(crate) cause: String,
    /// Product as the source names it.
    pub(crate) product: Option<String>,
    /// What happened.
    pub(crate) facts: String,
    /// What is asked for.
    pub(crate) claim: String,
}

/// Files of the development data, and how many rows of each are enough.
const SOURCES: [(Format, &str, usize); 3] = [
    (Format::Cfpb, "cfpb/complaints_18col_dev.csv.gz", 900),
    (Format::Consultations, "zh/consumer_consultations_dev.jsonl.gz", 143),
    (Format::CourtFacts, "zh/court_facts_finance_dev.jsonl.gz", 106),
];

/// At least `wanted` complaints, taken in turn from every source; says what stood in for the data where it is absent.
pub(crate) fn complaints(wanted: usize) -> Vec<Complaint> {
    let mut found: Vec<Complaint> =
        SOURCES.into_iter().flat_map(|(format, path, most)| of_file(format, path, most)).collect();
    if found.is_empty() {
        found = our_own();
    }
    let real = found.len();
    let complaints: Vec<Complaint> = found.into_iter().cycle().take(wanted.max(real)).collect();
    println!("{} disputes out of {real} different complaints", complaints.len());
    complaints
}

fn of_file(format: Format, path: &str, most: usize) -> Vec<Complaint> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let path = std::env::var_os("HEJIE_DATA_DIR").map_or_else(beside, PathBuf::from).join(path);
    if !path.exists() {
        println!("absent: {}; texts of our own stand in for it", path.display());
        return Vec::new();
    }
    let source = Source::open(&path).expect("the file can be read");
    let rows = open_rows(format, source).expect("the file has the columns of its format");
    let complaints = rows.flatten().filter_map(|row| row.content.ok());
    complaints.take(most).map(|complaint| of_row(&complaint)).collect()
}

fn of_row(row: &api::import::Complaint) -> Complaint {
    Complaint {
        respondent: row.respondent.as_str().to_owned(),
        uscc: code(row.respondent.as_str()),
        sector: row.sector.code().to_owned(),
        business: row.business.code().to_owned(),
        cause: row.cause.code().to_owned(),
        product: row.product.as_ref().map(|product| product.as_str().to_owned()),
        facts: row.facts.as_str().to_owned(),
        claim: row.claim.code().to_owned(),
    }
}

fn code(respondent: &str) -> String {
    synthetic_code(respondent).expect("one check character matches").as_str().to_owned()
}

/// Every product against every grievance, each told in the applicant's way.
fn our_own() -> Vec<Complaint> {
    let firms = ["假想商业银行", "虚构农村信用社", "试验财产保险", "样例消费金融", "示例支付"];
    let sectors = ["BANK", "BANK", "INSURER", "CONSUMER_FINANCE", "PAYMENT"];
    let products = ["三年期存款", "信用卡分期", "车险理赔", "现金贷款", "二维码收款"];
    let businesses = ["RMB_SAVINGS", "CREDIT_CARD", "INSURANCE", "CONSUMER_FINANCE", "PAYMENT_SETTLEMENT"];
    let grievances = [
        ("到期少付利息，柜面答复前后不一", "PRODUCT_RETURN", "PAYMENT"),
        ("提前还款后仍按原期数收费", "PRICING", "REFUND"),
        ("投保时未说明免责条款", "DISCLOSURE", "PAYMENT"),
        ("一天内接到十七个催收电话", "COLLECTION_CONDUCT", "CONDUCT"),
    ];
    let mut all = Vec::new();
    for (index, product) in products.into_iter().enumerate() {
        for (told, cause, claim) in grievances {
            all.push(Complaint {
                respondent: firms[index].to_owned(),
                uscc: code(firms[index]),
                sector: sectors[index].to_owned(),
                business: businesses[index].to_owned(),
                cause: cause.to_owned(),
                product: Some(product.to_owned()),
                facts: format!("{product}：{told}。"),
                claim: claim.to_owned(),
            });
        }
    }
    all
}
