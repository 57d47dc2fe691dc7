//! A deadline in sentences: what starts, how long, which day counts first, which day is the last, and why.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Deadline;
use crate::calendar::Period;

pub(super) fn in_chinese(deadline: &Deadline) -> String {
    let start = deadline.legal_start_date;
    let end = deadline.rolled_from.unwrap_or(deadline.due_date);
    let mut text = format!(
        "{}的期限为{}，自{}（{}之日）起算，开始的当日不计入，自{}起计算",
        deadline.timer.name_zh(),
        deadline.period.in_chinese(),
        date_zh(start),
        deadline.timer.start_zh(),
        date_zh(start.succ_opt().unwrap_or(start)),
    );
    if is_in_working_days(deadline.period) {
        text.push_str("，法定休假日不计入，调休的工作日计入");
    }
    if ends_on_shorter_month(deadline) {
        text.push_str("，到期月没有对应日，以月末日为期间的最后一日");
    }
    text.push_str(&format!("，期间的最后一日为{}（{}）。", date_zh(end), weekday_zh(end)));
    if deadline.rolled_from.is_some() {
        text.push_str(&format!(
            "该日为法定休假日，以法定休假日结束后的第一日即{}（{}）为期间的最后一日。",
            date_zh(deadline.due_date),
            weekday_zh(deadline.due_date)
        ));
    }
    text.push_str("期间于最后一日二十四时届满；受件方有业务时间的，于其停止业务活动时届满。");
    if deadline.provisional {
        text.push_str("所涉日期的国务院节假日安排尚未公布，上述日期为暂定，公布后重新计算。");
    }
    text.push_str(&format!(
        "依据：{}；期间计算依据：{}。",
        deadline.basis.citation_zh(),
        counting_zh(deadline)
    ));
    text
}

pub(super) fn in_english(deadline: &Deadline) -> String {
    let start = deadline.legal_start_date;
    let end = deadline.rolled_from.unwrap_or(deadline.due_date);
    let mut text = format!(
        "The time for {} is {} from {}, the day on which {}. That day is not counted; counting begins on {}",
        deadline.timer.name_en(),
        deadline.period.in_english(),
        date_en(start),
        deadline.timer.start_en(),
        date_en(start.succ_opt().unwrap_or(start)),
    );
    if is_in_working_days(deadline.period) {
        text.push_str(", leaving out rest days and including make-up working days");
    }
    if ends_on_shorter_month(deadline) {
        text.push_str("; the last month has no day of that number, so its last day stands in");
    }
    text.push_str(&format!(". The last day is {}.", date_en(end)));
    if deadline.rolled_from.is_some() {
        text.push_str(&format!(
            " That day is a statutory rest day, so the time ends on the first day after the rest days: {}.",
            date_en(deadline.due_date)
        ));
    }
    text.push_str(" It ends at 24:00, or at the close of business where the addressee keeps business hours.");
    if deadline.provisional {
        text.push_str(
            " The State Council's holiday notice for these days has not been published: the date is \
             provisional and will be computed again.",
        );
    }
    text.push_str(&format!(
        " Basis: {}. Counted after: {}.",
        deadline.basis.citation_en(),
        counting_en(deadline)
    ));
    text
}

/// A time in which a period did not run: it counts neither its first day nor any day before the one on which it went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stood {
    /// First day that does not count, legal date.
    pub since: NaiveDate,
    /// Legal date on which it went on; none while it stands.
    pub until: Option<NaiveDate>,
}

pub(super) fn pauses_zh(pauses: &[Stood]) -> String {
    let sentence = |it: &Stood| match it.until {
        Some(until) => {
            format!(
                "自{}至{}期间停止计算，不计入上述期限，期限已相应顺延。",
                date_zh(it.since),
                date_zh(until)
            )
        }
        None => format!("自{}起期限停止计算，恢复之日起继续，届时另行计算到期日。", date_zh(it.since)),
    };
    pauses.iter().map(sentence).collect()
}

pub(super) fn pauses_en(pauses: &[Stood]) -> String {
    let sentence = |it: &Stood| match it.until {
        Some(until) => format!(
            " The time stood still from {} until {}; those days do not count and the period is longer by them.",
            date_en(it.since),
            date_en(until)
        ),
        None => format!(
            " The time stands still since {}; when it goes on, the last day is computed anew.",
            date_en(it.since)
        ),
    };
    pauses.iter().map(sentence).collect()
}

fn is_in_working_days(period: Period) -> bool {
    matches!(period, Period::WorkingDays(_))
}

fn is_in_months(period: Period) -> bool {
    matches!(period, Period::Months(_) | Period::Years(_))
}

/// Whether the month of the end has no day with the number of the starting day.
fn ends_on_shorter_month(deadline: &Deadline) -> bool {
    let end = deadline.rolled_from.unwrap_or(deadline.due_date);
    is_in_months(deadline.period) && end.day() < deadline.legal_start_date.day()
}

fn counting_zh(deadline: &Deadline) -> &'static str {
    if is_in_working_days(deadline.period) {
        "《中华人民共和国民法典》第二百零一条、国务院办公厅关于部分节假日安排的通知"
    } else {
        match (deadline.basis.is_court_procedure(), is_in_months(deadline.period)) {
            (true, false) => "《中华人民共和国民事诉讼法》第八十五条",
            (true, true) => "《中华人民共和国民事诉讼法》第八十五条、《中华人民共和国民法典》第二百零二条",
            (false, false) => "《中华人民共和国民法典》第二百零一条、第二百零三条",
            (false, true) => "《中华人民共和国民法典》第二百零一条至第二百零三条",
        }
    }
}

fn counting_en(deadline: &Deadline) -> &'static str {
    if is_in_working_days(deadline.period) {
        "Civil Code, article 201, and the holiday notices of the State Council"
    } else {
        match (deadline.basis.is_court_procedure(), is_in_months(deadline.period)) {
            (true, false) => "Civil Procedure Law, article 85",
            (true, true) => "Civil Procedure Law, article 85, and Civil Code, article 202",
            (false, false) => "Civil Code, articles 201 and 203",
            (false, true) => "Civil Code, articles 201 to 203",
        }
    }
}

fn date_zh(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn weekday_zh(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}

fn date_en(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}
