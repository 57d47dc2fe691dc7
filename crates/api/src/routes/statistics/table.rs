//! Figures as a flat table, and that as CSV and as a workbook.

use crate::error::ApiError;
use chrono::{DateTime, Utc};
use domain::calendar::legal_date;
use domain::statistics::{MEASURES, VERSION};
use projection::{Figures, FiguresRow};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words and codes.
    Text(String),
    /// A number; none where there is nothing to count.
    Number(Option<i64>),
}

/// A heading and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What it shows.
    pub(super) title: &'static str,
    /// Names of the columns; a rate's says its denominator.
    pub(super) head: Vec<&'static str>,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Columns that say where a row belongs.
const PLACES: [&str; 4] = ["month", "centre", "business", "value"];

impl Sheet {
    /// Every counter and the rates of M5, M8, M9 and M10; the last row is the total.
    pub(super) fn of(title: &'static str, figures: &Figures) -> Self {
        let mut head: Vec<&'static str> = PLACES.to_vec();
        head.extend(columns(&figures.total).into_iter().map(|(name, _)| name));
        let mut rows: Vec<Vec<Cell>> = figures.rows.iter().map(|row| cells(row, "")).collect();
        rows.push(cells(&figures.total, "TOTAL"));
        Self { title, head, rows }
    }
}

fn cells(row: &FiguresRow, otherwise: &str) -> Vec<Cell> {
    let places = [&row.month, &row.centre, &row.business, &row.value];
    let places =
        places.into_iter().map(|place| Cell::Text(place.clone().unwrap_or_else(|| otherwise.to_owned())));
    places.chain(columns(row).into_iter().map(|(_, number)| Cell::Number(number))).collect()
}

fn columns(row: &FiguresRow) -> Vec<(&'static str, Option<i64>)> {
    let it = &row.counts;
    let signed = |number: Option<u64>| number.and_then(|number| i64::try_from(number).ok());
    let rate = |numerator: i64, denominator: i64| {
        let count = super::figures::number;
        let rate = domain::statistics::Rate {
            numerator: count(numerator),
            denominator: count(denominator),
            of: "",
            among: "",
        };
        signed(rate.per_10_000())
    };
    let [gross, net] = row.mean_days();
    let medians = row.durations;
    vec![
        ("received", Some(it.received)),
        ("referred", Some(it.referred)),
        ("accepted", Some(it.accepted)),
        ("refused", Some(it.refused)),
        ("ended", Some(it.ended())),
        ("ended_unaccepted", Some(it.ended_unaccepted)),
        ("settled", Some(it.settled)),
        ("self_settled", Some(it.self_settled)),
        ("settled_per_10000_ended", signed(row.settled_among_ended().per_10_000())),
        ("settled_per_10000_accepted", signed(row.settled_among_accepted().per_10_000())),
        ("claim_fen", Some(it.claim_fen)),
        ("dispute_fen", Some(it.dispute_fen)),
        ("settled_fen", Some(it.settled_fen)),
        ("mean_days_hundredths_gross", signed(gross.hundredths())),
        ("mean_days_hundredths_net", signed(net.hundredths())),
        ("median_days_halves_gross", signed(medians.twice_median_gross)),
        ("median_days_halves_net", signed(medians.twice_median_net)),
        ("online", Some(it.online)),
        ("online_per_10000_ended", rate(it.online, it.ended())),
        ("online_settled_per_10000_online", rate(it.online_settled, it.online)),
        ("confirmed", Some(it.confirmed)),
        ("confirmed_per_10000_settled", rate(it.confirmed, it.settled)),
        ("obligations_due", Some(it.due)),
        ("performed_on_time", Some(it.performed_on_time)),
        ("performed_late", Some(it.performed_late)),
        ("defaulted", Some(it.defaulted)),
        ("on_time_per_10000_due", rate(it.performed_on_time, it.due)),
        ("referrals_reported", Some(it.referrals_reported)),
        ("referrals_returned", Some(it.referrals_returned)),
        ("institutions_consented", Some(it.consented)),
        ("institutions_refused", Some(it.refused_to_take_part)),
        ("assigned", Some(it.assigned)),
        ("recused", Some(it.recused)),
        ("fast_track", Some(it.fast_track)),
        ("no_objection", Some(it.no_objection)),
        ("no_objection_agreed", Some(it.no_objection_agreed)),
        ("no_objection_objected", Some(it.no_objection_objected)),
        ("opinions", Some(it.opinions)),
        ("opinions_accepted", Some(it.opinions_accepted)),
        ("evaluations", Some(it.evaluations)),
        ("evaluations_accepted", Some(it.evaluations_accepted)),
    ]
}

/// RFC 4180: lines end in CRLF, cells with commas, quotes or breaks are quoted.
///
/// # Errors
/// `internal`.
pub(super) fn csv(sheet: &Sheet, byte_order_mark: bool) -> Result<Vec<u8>, ApiError> {
    let start = if byte_order_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start);
    let failed = |error: csv::Error| ApiError::internal(&error);
    writer.write_record(&sheet.head).map_err(failed)?;
    for row in &sheet.rows {
        let fields = row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::Number(number) => number.map_or_else(String::new, |number| number.to_string()),
        });
        writer.write_record(fields).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| ApiError::internal(&error.error()))
}

/// A text no spreadsheet takes for a formula, whatever somebody once wrote into a name: what begins like one gets an apostrophe before it.
pub(super) fn harmless(text: &str) -> String {
    let begins_like_a_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if begins_like_a_formula { format!("'{text}") } else { text.to_owned() }
}

/// A workbook: one sheet a table, and one with the definitions. Texts are written as texts, never as formulas.
///
/// # Errors
/// `internal`.
pub(super) fn workbook(sheets: &[Sheet], at: DateTime<Utc>) -> Result<Vec<u8>, ApiError> {
    put_together(sheets, at).map_err(|error| ApiError::internal(&error))
}

fn put_together(sheets: &[Sheet], at: DateTime<Utc>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&legal_date(at).to_string())?;
    book.set_properties(&DocProperties::new().set_title("统计 Statistics").set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    for sheet in sheets {
        let page = book.add_worksheet().set_name(sheet.title)?.set_freeze_panes(1, 0)?;
        for (column, name) in (0_u16..).zip(&sheet.head) {
            page.write_string_with_format(0, column, *name, &bold)?;
        }
        for (line, row) in (1_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) => page.write_string(line, column, text)?,
                    // Exact to 2^53: more fen than there are.
                    #[expect(clippy::cast_precision_loss, reason = "a workbook knows no other numbers")]
                    Cell::Number(Some(number)) => page.write_number(line, column, *number as f64)?,
                    Cell::Number(None) => continue,
                };
            }
        }
    }
    let page = book.add_worksheet().set_name("口径 Definitions")?;
    page.write_string_with_format(0, 0, format!("version {VERSION}"), &bold)?;
    for (line, measure) in (1_u32..).zip(MEASURES) {
        for (column, text) in
            (0_u16..).zip([measure.code, measure.zh, measure.en, measure.meaning_zh, measure.meaning_en])
        {
            page.write_string(line, column, text)?;
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_a_text() {
        for text in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("440100"), "440100");
    }

    #[test]
    fn a_comma_or_a_quote_stays_in_its_cell() {
        let rows =
            vec![vec![Cell::Text("a,\"b\"\r\nc".to_owned()), Cell::Number(None), Cell::Number(Some(-3))]];
        let sheet = Sheet { title: "t", head: vec!["x", "y", "z"], rows };
        let text = csv(&sheet, true)
            .map_err(|_| "a table")
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "UTF-8"));
        assert_eq!(text, Ok("\u{feff}x,y,z\r\n\"a,\"\"b\"\"\r\nc\",,-3\r\n".to_owned()));
    }
}
