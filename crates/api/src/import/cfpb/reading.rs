//! From the fields of one row to a complaint.

use super::columns::{Column, Columns, Schema};
use super::{dates, issues, mapping};
use crate::import::record::Record;
use crate::import::row::{Canonical, Complaint, Flaw};
use domain::invalid::Invalid;
use domain::text::{LongText, PersonName, ShortText};

/// Reads a row. `id` is set as soon as it is known, so that a row with another mistake can be told by it; `identify` gives an identity to
/// content without an id.
pub(super) fn read(
    columns: &Columns,
    record: &Record,
    identify: impl FnOnce(&[u8]) -> String,
    id: &mut String,
    unknown: &mut Vec<String>,
) -> Result<Box<Complaint>, Flaw> {
    let text = |column| columns.text(record, column);
    if columns.schema() == Schema::With18Columns {
        *id = complaint_id(text(Column::ComplaintId)?)?;
    }
    let canonical = canonical(columns, record, id)?;
    if columns.schema() == Schema::With14Columns {
        *id = identify(&canonical);
    }
    let (product, sub_product) = (text(Column::Product)?, text(Column::SubProduct)?);
    let (issue, sub_issue) = (text(Column::Issue)?, text(Column::SubIssue)?);
    let (business, sector) = mapping::product(product, sub_product).unwrap_or_else(|| {
        unknown.push(format!("product: {product}"));
        mapping::UNKNOWN_PRODUCT
    });
    let (cause, claim) = issues::issue(issue).unwrap_or_else(|| {
        unknown.push(format!("issue: {issue}"));
        issues::UNKNOWN_ISSUE
    });
    let short = |column: Column, value: &str| ShortText::parse(value).map_err(|e| invalid(column, &e));
    let named = if sub_product.is_empty() { product.to_owned() } else { format!("{product}: {sub_product}") };
    let narrative = text(Column::Narrative)?;
    let (column, facts) = if narrative.is_empty() {
        (Column::Issue, without_narrative(product, sub_product, issue, sub_issue))
    } else {
        (Column::Narrative, narrative.to_owned())
    };
    let received = text(Column::DateReceived)?;
    Ok(Box::new(Complaint {
        canonical,
        ticket: short(Column::ComplaintId, &format!("CFPB {id}"))?,
        applicant: PersonName::parse(&format!("CFPB consumer {id}"))
            .map_err(|error| invalid(Column::ComplaintId, &error))?,
        respondent: short(Column::Company, text(Column::Company)?)?,
        sector,
        channel: mapping::channel(text(Column::SubmittedVia)?).ok_or_else(|| {
            Flaw::of(
                Column::SubmittedVia.name(),
                "channel-unknown",
                "The way of submission is none the CFPB has.",
            )
        })?,
        business,
        cause,
        product: Some(short(Column::Product, &named)?),
        facts: LongText::parse(&facts).map_err(|error| invalid(column, &error))?,
        claim,
        incident_on: Some(dates::parse(received).map_err(|error| invalid(Column::DateReceived, &error))?),
    }))
}

fn invalid(column: Column, error: &Invalid) -> Flaw {
    let reason = if *error == Invalid::DateInvalid {
        "The date must be a day that exists, written as 2020-03-18, 2020/3/18, 3/18/2020 or 3/18/20."
            .to_owned()
    } else {
        error.to_string()
    };
    Flaw::of(column.name(), error.code(), reason)
}

/// The number the bureau gave it: 1 to 12 digits.
fn complaint_id(text: &str) -> Result<String, Flaw> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=12).contains(&text.len());
    let number = text.parse::<u64>().ok().filter(|number| digits && *number > 0);
    number.map(|number| number.to_string()).ok_or_else(|| {
        Flaw::of(
            Column::ComplaintId.name(),
            "complaint-id",
            "A complaint id has 1 to 12 digits and is not zero.",
        )
    })
}

/// Every column as it means the same in every export: dates as ISO, line breaks as LF, `N/A` as nothing, the zeros a spreadsheet took from
/// ZIP codes put back. Columns of ours (`source_row`, `anomalies`) do not count.
fn canonical(columns: &Columns, record: &Record, id: &str) -> Result<Vec<u8>, Flaw> {
    let mut canonical = Canonical::default();
    for column in Column::ALL {
        let value = columns.text(record, *column)?;
        let value = if value == "N/A" { "" } else { value };
        match column {
            Column::ComplaintId => canonical.push(id),
            Column::DateReceived | Column::DateSent if !value.is_empty() => {
                let date = dates::parse(value).map_err(|error| invalid(*column, &error))?;
                canonical.push(&date.to_string());
            }
            Column::Zip if !value.is_empty() => canonical.push(&format!("{value:0>5}")),
            Column::Narrative => canonical.push(&value.replace("\r\n", "\n").replace('\r', "\n")),
            Column::DateReceived
            | Column::DateSent
            | Column::Zip
            | Column::Product
            | Column::SubProduct
            | Column::Issue
            | Column::SubIssue
            | Column::PublicResponse
            | Column::Company
            | Column::State
            | Column::Tags
            | Column::Consent
            | Column::SubmittedVia
            | Column::Response
            | Column::Timely
            | Column::Disputed => canonical.push(value),
        }
    }
    Ok(canonical.into_bytes())
}

/// What the columns say, where the consumer did not publish the narrative.
fn without_narrative(product: &str, sub_product: &str, issue: &str, sub_issue: &str) -> String {
    let with = |text: &str, more: &str| {
        if more.is_empty() { text.to_owned() } else { format!("{text} ({more})") }
    };
    format!(
        "The consumer complains about {}; the issue is: {}. The narrative is not published.",
        with(product, sub_product),
        with(issue, sub_issue)
    )
}
