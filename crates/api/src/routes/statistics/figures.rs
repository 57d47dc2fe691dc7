//! From counters to measures.

use domain::statistics::{Mean, Rate, VERSION};
use projection::{Figures, FiguresRow};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// What every answer says of itself: the same definitions over the log up to the same position give the same figures again.
pub(super) fn basis(incarnation: &str, position: &str) -> Value {
    json!({
        "definitions": VERSION,
        "definitions_at": "/v1/statistics/definitions",
        "log": incarnation,
        "position": position,
        "dates": "Asia/Shanghai",
    })
}

/// All rows and the total.
#[derive(Serialize)]
pub(super) struct FiguresBody<'a> {
    rows: Vec<RowBody<'a>>,
    total: RowBody<'a>,
}

/// A row: where, and its measures. Written as it is read, because an answer may have thousands.
#[derive(Serialize)]
struct RowBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    business: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(flatten)]
    measures: Told,
}

/// What a measure is made of.
enum Told {
    Number(i64),
    Rate(Rate),
    Days(Mean, Option<u64>),
    List([Rate; 2]),
    Object(Vec<(&'static str, Told)>),
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Rate(rate) => RateBody::of(rate).serialize(serializer),
            Self::Days(mean, twice_the_median) => DaysBody {
                sum: mean.sum,
                among: mean.count,
                mean_hundredths: mean.hundredths(),
                median_halves: *twice_the_median,
            }
            .serialize(serializer),
            Self::List(rates) => serializer.collect_seq(rates.iter().map(RateBody::of)),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(name, told)| (name, told))),
        }
    }
}

#[derive(Serialize)]
struct RateBody {
    of: &'static str,
    among: &'static str,
    numerator: u64,
    denominator: u64,
    per_10_000: Option<u64>,
}

impl RateBody {
    fn of(rate: &Rate) -> Self {
        Self {
            of: rate.of,
            among: rate.among,
            numerator: rate.numerator,
            denominator: rate.denominator,
            per_10_000: rate.per_10_000(),
        }
    }
}

#[derive(Serialize)]
struct DaysBody {
    sum: u64,
    among: u64,
    mean_hundredths: Option<u64>,
    median_halves: Option<u64>,
}

/// All rows and the total.
pub(super) fn figures(figures: &Figures) -> FiguresBody<'_> {
    FiguresBody { rows: figures.rows.iter().map(row).collect(), total: row(&figures.total) }
}

fn row(row: &FiguresRow) -> RowBody<'_> {
    RowBody {
        month: row.month.as_deref(),
        centre: row.centre.as_deref(),
        business: row.business.as_deref(),
        value: row.value.as_deref(),
        measures: Told::Object(measures(row)),
    }
}

fn measures(row: &FiguresRow) -> Vec<(&'static str, Told)> {
    use Told::{Days, List, Number, Object};
    let it = &row.counts;
    let ratio = |numerator: i64, denominator: i64, of, among| Rate {
        numerator: number(numerator),
        denominator: number(denominator),
        of,
        among,
    };
    let of = |numerator, denominator, name, among| Told::Rate(ratio(numerator, denominator, name, among));
    let [gross, net] = row.mean_days();
    let medians = row.durations;
    let answers = Mean { sum: number(it.answer_days), count: number(it.answers_timed) };
    let taking_part = it.consented.saturating_add(it.refused_to_take_part);
    let not_performed = it.due.saturating_sub(it.performed_on_time).saturating_sub(it.performed_late);
    let agreed = of(it.no_objection_agreed, it.no_objection, "no_objection_agreed", "no_objection");
    let returned =
        of(it.referrals_returned, it.referrals_reported, "referrals_returned", "referrals_reported");
    vec![
        ("M1", Object(vec![("received", Number(it.received)), ("referred", Number(it.referred))])),
        ("M2", Object(vec![("accepted", Number(it.accepted)), ("refused", Number(it.refused))])),
        (
            "M3",
            Object(vec![("ended", Number(it.ended())), ("ended_unaccepted", Number(it.ended_unaccepted))]),
        ),
        ("M4", Object(vec![("settled", Number(it.settled)), ("self_settled", Number(it.self_settled))])),
        ("M5", List([row.settled_among_ended(), row.settled_among_accepted()])),
        (
            "M6",
            Object(vec![
                ("claim_fen", Number(it.claim_fen)),
                ("dispute_fen", Number(it.dispute_fen)),
                ("settled_fen", Number(it.settled_fen)),
            ]),
        ),
        (
            "M7",
            Object(vec![
                ("cases", Number(it.measured)),
                ("gross", Days(gross, medians.twice_median_gross)),
                ("net", Days(net, medians.twice_median_net)),
            ]),
        ),
        (
            "M8",
            List([
                ratio(it.online, it.ended(), "online", "ended"),
                ratio(it.online_settled, it.online, "online_settled", "online"),
            ]),
        ),
        (
            "M9",
            Object(vec![
                ("confirmed", Number(it.confirmed)),
                ("rate", of(it.confirmed, it.settled, "confirmed", "settled")),
            ]),
        ),
        (
            "M10",
            Object(vec![
                ("due", Number(it.due)),
                ("on_time", of(it.performed_on_time, it.due, "performed_on_time", "due")),
                ("late", Number(it.performed_late)),
                ("defaulted", Number(it.defaulted)),
                ("not_performed", Number(not_performed)),
            ]),
        ),
        ("M11", Object(vec![("referred", Number(it.referred)), ("returned", returned)])),
        (
            "M12",
            Object(vec![
                ("consented", of(it.consented, taking_part, "consented", "consented_or_refused")),
                ("refused", Number(it.refused_to_take_part)),
                ("answer_days", Days(answers, None)),
            ]),
        ),
        ("M13", Object(vec![("assigned", Number(it.assigned)), ("recused", Number(it.recused))])),
        (
            "M14",
            Object(vec![
                ("fast_track", Number(it.fast_track)),
                ("no_objection", Number(it.no_objection)),
                ("no_objection_objected", Number(it.no_objection_objected)),
                ("no_objection_agreed", agreed),
                ("opinions", Number(it.opinions)),
                ("opinions_accepted", Number(it.opinions_accepted)),
                ("evaluations", Number(it.evaluations)),
                ("evaluations_accepted", Number(it.evaluations_accepted)),
            ]),
        ),
    ]
}

/// Numerator and denominator by name, so that two published rates are never compared that are not of the same thing.
pub(super) fn rate(rate: Rate) -> Value {
    json!(RateBody::of(&rate))
}

pub(super) fn number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
