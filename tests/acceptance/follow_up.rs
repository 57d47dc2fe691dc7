//! The house looks after what was promised: it reminds, notes what is overdue, has the parties called, each once; the work list says what
//! a clerk does about it.

use crate::performance::in_parts;
use crate::timers::clerk;
use acceptance::dispute::today;
use acceptance::process::Dial;
use acceptance::{Dispute, House, Who};
use chrono::Days;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What the clock did about performance, in order: number, step, day.
async fn steps(dispute: &Dispute<'_>, clerk: &Who) -> Vec<Value> {
    let timeline = dispute.read(clerk, "timeline?limit=200").await;
    let ours = timeline.items().iter().filter(|it| it["type"] == "case.follow-up-fell-due.v1");
    ours.map(|it| json!([it["facts"]["seq"], it["facts"]["step"], it["facts"]["on_day"]])).collect()
}

fn day(days: u64) -> String {
    today().checked_add_days(Days::new(days)).expect("a day").to_string()
}

/// Turns the clock to so many days from now, and waits until the case has this next action.
async fn on_day(dial: &Dial, days: i64, dispute: &Dispute<'_>, clerk: &Who, action: &str) {
    dial.turn(days * 86_400);
    let (begun, mut looks) = (Instant::now(), tokio::time::interval(Duration::from_millis(200)));
    let of_action = format!("/v1/work-list?next_action={action}");
    loop {
        let list = dispute.house.get(clerk, &of_action).await.ok();
        if list.items().iter().any(|it| it["case"] == dispute.case.as_str()) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody is to {action}");
        looks.tick().await;
    }
}

#[tokio::test]
async fn what_is_promised_is_reminded_noted_overdue_and_called_about_once() {
    let dial = Dial::right();
    let house = House::with("info", dial.environment());
    house.fill_registers().await;
    let clerk = clerk(&house);
    let dispute = in_parts(&house).await;
    on_day(&dial, 0, &dispute, &clerk, "CHECK_PERFORMANCE").await;

    on_day(&dial, 2, &dispute, &clerk, "URGE_PERFORMANCE").await;
    assert_eq!(steps(&dispute, &clerk).await, [json!([1, "OVERDUE", day(1)])]);
    dispute.write(&clerk, "performance-urgings", json!({ "seq": 1 })).await;
    on_day(&dial, 2, &dispute, &clerk, "CHECK_PERFORMANCE").await;

    // Eight days later the call is a day late, and says so.
    on_day(&dial, 8, &dispute, &clerk, "CALL_BACK").await;
    let called = json!({ "party": dispute.applicant, "called_on": day(8) });
    dispute.write(&clerk, "follow-ups", called).await;
    on_day(&dial, 8, &dispute, &clerk, "CHECK_PERFORMANCE").await;

    // The second part is paid in time after its reminder; the first is called about a last time.
    on_day(&dial, 30, &dispute, &clerk, "CALL_BACK").await;
    let told = steps(&dispute, &clerk).await;
    let mut expected = vec![
        json!([1, "OVERDUE", day(1)]),
        json!([1, "CALLBACK", day(7)]),
        json!([2, "REMINDER", day(27)]),
        json!([1, "CALLBACK", day(30)]),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    assert!(expected.iter().all(|step| told.contains(step)), "{told:?}");
    let paid = |seq| json!({ "seq": seq, "amount_fen": 100_000, "performed_on": day(30), "proof": "FT-2" });
    dispute.write(&clerk, "performance-reports", paid(2)).await;
    dispute.write(&clerk, "performance-reports", paid(1)).await;

    // A house that was off for the reminder and the last day of the third part tells what still makes sense.
    house.stop();
    dial.turn(62 * 86_400);
    house.restart("info");
    on_day(&dial, 62, &dispute, &clerk, "URGE_PERFORMANCE").await;
    expected.push(json!([3, "OVERDUE", day(61)]));
    let told = steps(&dispute, &clerk).await;
    assert_eq!(told.len(), expected.len(), "{told:?}");
    assert!(expected.iter().all(|step| told.contains(step)), "{told:?}");
    house.finish().await;
}
