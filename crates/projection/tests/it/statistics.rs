//! Figures by month, centre, business and one further dimension.

use crate::story::{
    FOSHAN, GUANGZHOU, MEDIATOR, branch, centre, evaluated, evaluation_answered, filed, filed_with,
    offered_to, receipt, referred, refuse, taken_over_by, withdraw,
};
use crate::support::{House, value};
use domain::classification::Business;
use domain::statistics::Dimension;
use projection::{
    Durations, Figures, Grouping, ProcessLogFilter, Scope, StatisticsQuestion, Views, rebuild_to,
};
use std::time::Instant;

async fn house() -> House {
    let house = House::new();
    house.append(&filed_with(1, GUANGZHOU, "2026-10-20 09:00").whole()).await;
    house.append(&filed_with(2, GUANGZHOU, "2026-10-21 09:00").settled()).await;
    house.append(&withdraw(filed_with(3, GUANGZHOU, "2026-10-22 09:00").accepted())).await;
    house.append(&refuse(filed_with(4, GUANGZHOU, "2026-10-23 09:00"))).await;
    // Already November in Shanghai, still October in UTC.
    house.append(&filed_with(6, FOSHAN, "2026-11-01 07:00")).await;
    house.append(&receipt(referred(7))).await;
    house
}

fn by(names: &[&str]) -> Grouping {
    Grouping {
        month: names.contains(&"month"),
        centre: names.contains(&"centre"),
        business: names.contains(&"business"),
        dimension: names.iter().find_map(|name| Dimension::parse(name)),
    }
}

fn ask(views: &Views, scope: Scope, names: &[&str]) -> Figures {
    value(views.statistics(&StatisticsQuestion { by: by(names), ..StatisticsQuestion::of(scope) }))
}

fn received(figures: &Figures) -> Vec<(String, i64)> {
    let of = |row: &projection::FiguresRow| {
        let places = [&row.month, &row.centre, &row.business, &row.value];
        places.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
    };
    let rows = figures.rows.iter().filter(|row| row.counts.received != 0);
    rows.map(|row| (of(row), row.counts.received)).collect()
}

#[tokio::test]
async fn a_neutral_evaluation_counts_when_it_comes_and_when_everybody_would_settle_along_it() {
    let house = House::new();
    house.append(&evaluation_answered(filed(1).in_mediation(), true, true)).await;
    house.append(&evaluation_answered(filed(2).in_mediation(), true, false)).await;
    house.append(&evaluation_answered(filed(3).in_mediation(), false, true)).await;
    house.append(&evaluated(filed(4).in_mediation(), true)).await;
    house.append(&evaluated(filed(5).in_mediation(), false)).await;
    let counts = ask(&house.views().await, Scope::All, &[]).total.counts;
    assert_eq!((counts.evaluations, counts.evaluations_accepted), (4, 1), "one was given up");
}

#[tokio::test]
async fn figures_say_what_happened_and_when() {
    let house = house().await;
    let views = house.views().await;
    let all = ask(&views, Scope::All, &[]);
    let it = &all.total.counts;
    assert_eq!((it.received, it.referred, it.accepted, it.refused), (6, 1, 3, 1));
    assert_eq!((it.settled, it.terminated, it.ended(), it.confirmed), (2, 1, 3, 1));
    assert_eq!((it.settled_fen, it.claim_fen), (2 * 500_000, 6 * 860_000));
    // Both obligations are due, one was performed in time.
    assert_eq!((it.due, it.performed_on_time, it.performed_late), (2, 1, 0));
    // The sessions were held by video; the withdrawn case had none.
    assert_eq!((it.online, it.online_settled), (2, 2));
    assert_eq!((it.assigned, it.consented, it.answers_timed), (2, 2, 2));
    let rate = all.total.settled_among_ended();
    assert_eq!(
        (rate.numerator, rate.denominator, rate.among, rate.per_10_000()),
        (2, 3, "ended", Some(6_667))
    );
    let months = ask(&views, Scope::All, &["month", "centre"]);
    let expected = [("2026-10 440100", 5), ("2026-11 440600", 1)].map(|(place, n)| (place.to_owned(), n));
    assert_eq!(received(&months), expected);
}

#[tokio::test]
async fn a_dimension_breaks_the_same_total_down() {
    let house = house().await;
    let views = house.views().await;
    for (dimension, expected) in [
        ("channel", vec![("ONLINE", 6)]),
        ("origin", vec![("COURT", 1), ("SELF", 5)]),
        ("sector", vec![("BANK", 6)]),
        ("party_type", vec![("PERSON", 6)]),
        ("amount", vec![("UNDER_500000", 6)]),
    ] {
        let figures = ask(&views, Scope::All, &[dimension]);
        let expected: Vec<_> = expected.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
        assert_eq!(received(&figures), expected, "{dimension}");
        assert_eq!(figures.total.counts.received, 6);
    }
    // A unit's cases are those of the legal person too.
    let institutions = ask(&views, Scope::All, &["institution"]);
    assert!(institutions.rows.len() >= 2 && institutions.rows.iter().all(|row| row.counts.received == 6));
}

#[tokio::test]
async fn nobody_counts_what_is_not_of_the_own_cases() {
    let house = house().await;
    let views = house.views().await;
    let total = |scope| ask(&views, scope, &[]).total.counts;
    assert_eq!(total(Scope::Centre(centre(FOSHAN))).received, 1);
    assert_eq!(total(Scope::Centre(centre(GUANGZHOU))).received, 5);
    assert_eq!(total(Scope::Institution(branch())).received, 6);
    assert_eq!(total(Scope::Mediator(MEDIATOR)).settled, 2);
    assert_eq!(total(Scope::Court("粤0104".to_owned())).confirmed, 1);
    assert_eq!(total(Scope::Court("粤0199".to_owned())), projection::Counts::default());
    // Asking for another centre does not widen what may be seen.
    let question = StatisticsQuestion {
        centre: Some(centre(GUANGZHOU)),
        ..StatisticsQuestion::of(Scope::Centre(centre(FOSHAN)))
    };
    assert_eq!(value(views.statistics(&question)).total.counts.received, 0);
    let question =
        StatisticsQuestion { business: Some(Business::Insurance), ..StatisticsQuestion::of(Scope::All) };
    assert_eq!(value(views.statistics(&question)).total.counts.received, 0);
}

#[tokio::test]
async fn a_case_that_moved_ends_where_it_went() {
    let house = House::new();
    let moved = taken_over_by(offered_to(filed_with(9, GUANGZHOU, "2026-10-20 09:00"), FOSHAN), FOSHAN);
    house.append(&moved).await;
    let views = house.views().await;
    let rows = ask(&views, Scope::All, &["centre"]);
    assert_eq!(rows.total.counts.received, 1);
    assert_eq!(rows.total.counts.ended(), 0);
}

#[tokio::test]
async fn the_same_position_gives_the_same_figures_again() {
    let house = house().await;
    let question =
        StatisticsQuestion { by: by(&["month", "centre", "business"]), ..StatisticsQuestion::of(Scope::All) };
    let published = house.views().await.statistics(&question).expect("an answer");
    house.append(&filed_with(20, FOSHAN, "2026-11-02 09:00").settled()).await;
    let rebuilt = rebuild_to(&*house.log, &house.path("then.db"), Some(published.position), |_| {}).await;
    let then = rebuilt.expect("the views are rebuilt").views.statistics(&question).expect("an answer");
    assert_eq!(then, published);
    let now = house.rebuilt("now.db").await.views.statistics(&question).expect("an answer");
    assert_ne!(now, published);
}

#[tokio::test]
async fn durations_have_a_mean_and_a_median_and_stand_still_with_the_period() {
    let house = house().await;
    let views = house.views().await;
    let total = ask(&views, Scope::All, &[]).total;
    let [gross, net] = total.mean_days();
    assert_eq!(gross.count, 3);
    // Two took six days, one was withdrawn on the day it was accepted.
    assert_eq!((gross.sum, net.sum), (12, 12));
    let six = Durations { twice_median_gross: Some(12), twice_median_net: Some(12) };
    assert_eq!(total.durations, six);
    assert_eq!(ask(&views, Scope::Institution(branch()), &[]).total.durations, six);
    let mut told = Vec::new();
    for dimension in Dimension::ALL {
        let by = by(&[dimension.name()]);
        let figures =
            value(views.statistics(&StatisticsQuestion { by, ..StatisticsQuestion::of(Scope::All) }));
        assert_eq!(figures.total.durations, six, "{}", dimension.name());
        for row in figures.rows {
            let kept = row.durations != Durations::default();
            assert_eq!(kept, row.counts.measured > 0, "{} {:?}", dimension.name(), row.value);
            told.extend(kept.then_some(dimension));
        }
    }
    for dimension in [Dimension::Institution, Dimension::Mediator, Dimension::Track, Dimension::Mode] {
        assert!(told.contains(&dimension), "{}", dimension.name());
    }
}

/// Three years of the province: a million cases, seventy a month, centre and business.
#[tokio::test]
async fn the_figures_of_a_million_cases_are_read_and_not_counted() {
    let house = House::new();
    drop(house.store("views.db"));
    let file = rusqlite::Connection::open(house.path("views.db")).expect("the file opens");
    let columns: Vec<String> = file
        .prepare("SELECT name FROM pragma_table_info('statistics_v1')")
        .and_then(|mut names| names.query_map((), |row| row.get(0))?.collect())
        .expect("columns");
    let numbers = vec!["70"; columns.len() - 7].join(", ");
    // Seventy cases on thirty-five days.
    let days: Vec<u8> =
        (1_u32..=35).flat_map(|days| [days.to_le_bytes(), 2_u32.to_le_bytes()]).flatten().collect();
    let sql = format!("INSERT INTO statistics_v1 VALUES ('', '', ?1, ?2, ?3, {numbers}, ?4, ?4)");
    file.execute_batch("BEGIN").expect("a transaction");
    for month in 0..36 {
        for centre in 0..21 {
            for business in Business::ALL {
                let month = format!("{}-{:02}", 2024 + month / 12, month % 12 + 1);
                let row = (format!("44{centre:02}00"), month, business.code(), &days);
                file.prepare_cached(&sql).expect("a statement").execute(row).expect("a row");
            }
        }
    }
    file.execute_batch("COMMIT").expect("committed");
    let views = house.store("views.db").views();
    let began = Instant::now();
    let figures = ask(&views, Scope::All, &["month", "centre", "business"]);
    let took = began.elapsed();
    println!("{} rows of {} cases in {took:?}", figures.rows.len(), figures.total.counts.received);
    assert_eq!(figures.rows.len(), 36 * 21 * Business::ALL.len());
    assert!(figures.total.counts.received > 1_000_000);
    assert_eq!(figures.total.durations.twice_median_gross, Some(36));
}

#[tokio::test]
async fn a_process_log_is_read_in_pieces_and_by_whom_it_concerns() {
    let house = house().await;
    let views = house.views().await;
    let all = ProcessLogFilter { scope: Scope::All, from: None, to: None };
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = value(views.process_log(&all, after, 2));
        let Some(last) = page.last() else { break };
        after = Some(last.case);
        seen.extend(page);
    }
    assert_eq!(seen.len(), 6);
    assert!(seen.iter().all(|case| {
        case.events.first().is_some_and(|event| event.event_type == "case.application-filed.v1")
    }));
    let untold = |event: &projection::LoggedEvent| projection::UNTOLD.contains(&event.event_type.as_str());
    assert!(!seen.iter().flat_map(|case| &case.events).any(untold));
    let november = "2026-11-01".parse().ok();
    let only =
        |scope, from| value(views.process_log(&ProcessLogFilter { scope, from, to: None }, None, 100)).len();
    assert_eq!(only(Scope::All, november), 1);
    assert_eq!(only(Scope::Centre(centre(FOSHAN)), None), 1);
    assert_eq!(only(Scope::Institution(branch()), None), 0);
}
