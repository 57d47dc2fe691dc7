//! From counters to measures.

use domain::statistics::{Mean, Rate, VERSION};
use projection::{Figures, FiguresRow};
use serde_json::{Map, Value, json};

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
pub(super) fn figures(figures: &Figures) -> Value {
    json!({
        "rows": figures.rows.iter().map(row).collect::<Vec<_>>(),
        "total": row(&figures.total),
    })
}

fn row(row: &FiguresRow) -> Value {
    let mut body = Map::new();
    for (name, place) in
        [("month", &row.month), ("centre", &row.centre), ("business", &row.business), ("value", &row.value)]
    {
        if let Some(place) = place {
            body.insert(name.to_owned(), place.as_str().into());
        }
    }
    body.extend(measures(row));
    Value::Object(body)
}

fn measures(row: &FiguresRow) -> Map<String, Value> {
    let it = &row.counts;
    let of = |numerator: i64, denominator: i64, of, among| {
        let count = |number: i64| u64::try_from(number).unwrap_or(0);
        rate(Rate { numerator: count(numerator), denominator: count(denominator), of, among })
    };
    let [gross, net] = row.mean_days();
    let medians = row.durations.unwrap_or_default();
    let answers = Mean { sum: number(it.answer_days), count: number(it.answers_timed) };
    let taking_part = it.consented.saturating_add(it.refused_to_take_part);
    let measures = [
        ("M1", json!({ "received": it.received, "referred": it.referred })),
        ("M2", json!({ "accepted": it.accepted, "refused": it.refused })),
        ("M3", json!({ "ended": it.ended(), "ended_unaccepted": it.ended_unaccepted })),
        ("M4", json!({ "settled": it.settled, "self_settled": it.self_settled })),
        ("M5", json!([rate(row.settled_among_ended()), rate(row.settled_among_accepted())])),
        (
            "M6",
            json!({ "claim_fen": it.claim_fen, "dispute_fen": it.dispute_fen, "settled_fen": it.settled_fen }),
        ),
        (
            "M7",
            json!({
                "cases": it.measured,
                "gross": days(gross, medians.twice_median_gross),
                "net": days(net, medians.twice_median_net),
                "medians_kept": row.durations.is_some(),
            }),
        ),
        (
            "M8",
            json!([
                of(it.online, it.ended(), "online", "ended"),
                of(it.online_settled, it.online, "online_settled", "online")
            ]),
        ),
        (
            "M9",
            json!({ "confirmed": it.confirmed, "rate": of(it.confirmed, it.settled, "confirmed", "settled") }),
        ),
        (
            "M10",
            json!({
                "due": it.due,
                "on_time": of(it.performed_on_time, it.due, "performed_on_time", "due"),
                "late": it.performed_late,
                "defaulted": it.defaulted,
                "not_performed": it.due.saturating_sub(it.performed_on_time).saturating_sub(it.performed_late),
            }),
        ),
        (
            "M11",
            json!({
                "referred": it.referred,
                "returned": of(it.referrals_returned, it.referrals_reported, "referrals_returned", "referrals_reported"),
            }),
        ),
        (
            "M12",
            json!({
                "consented": of(it.consented, taking_part, "consented", "consented_or_refused"),
                "refused": it.refused_to_take_part,
                "answer_days": days(answers, None),
            }),
        ),
        ("M13", json!({ "assigned": it.assigned, "recused": it.recused })),
        (
            "M14",
            json!({
                "fast_track": it.fast_track,
                "no_objection": it.no_objection,
                "no_objection_objected": it.no_objection_objected,
                "no_objection_agreed":
                    of(it.no_objection_agreed, it.no_objection, "no_objection_agreed", "no_objection"),
                "opinions": it.opinions,
                "opinions_accepted": it.opinions_accepted,
                "evaluations": it.evaluations,
                "evaluations_accepted": it.evaluations_accepted,
            }),
        ),
    ];
    measures.into_iter().map(|(code, value)| (code.to_owned(), value)).collect()
}

/// Numerator and denominator by name, so that two published rates are never compared that are not of the same thing.
pub(super) fn rate(rate: Rate) -> Value {
    json!({
        "of": rate.of,
        "among": rate.among,
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "per_10_000": rate.per_10_000(),
    })
}

fn days(mean: Mean, twice_the_median: Option<u64>) -> Value {
    json!({
        "sum": mean.sum,
        "among": mean.count,
        "mean_hundredths": mean.hundredths(),
        "median_halves": twice_the_median,
    })
}

pub(super) fn number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
