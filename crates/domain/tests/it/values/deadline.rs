//! Deadlines out of the rule set, and the sentences they say.

use std::collections::BTreeSet;

use domain::calendar::{HolidayTable, Period};
use domain::deadline::{Basis, Deadline, Timer};
use domain::rule_set::RuleSet;

use super::day;

fn deadline(timer: Timer, start: &str) -> Deadline {
    RuleSet::builtin().deadline(timer, day(start), HolidayTable::builtin())
}

#[test]
fn the_time_for_judicial_confirmation_is_thirty_days_and_rolls() {
    let expected = Deadline {
        timer: Timer::T10,
        period: Period::CalendarDays(30),
        legal_start_date: day("2026-10-15"),
        due_date: day("2026-11-16"),
        rolled_from: Some(day("2026-11-14")),
        basis: Basis::Cpl205,
        rule_set_version: 1,
        holiday_table: "cn-2018-2026".to_owned(),
        provisional: false,
        centre_version: None,
    };
    assert_eq!(deadline(Timer::T10, "2026-10-15"), expected);
}

#[test]
fn the_last_day_itself_is_in_time() {
    let deadline = deadline(Timer::T10, "2026-10-15");
    assert!(!deadline.is_over(day("2026-11-16")));
    assert!(deadline.is_over(day("2026-11-17")));
    assert_eq!(deadline.days_left(day("2026-11-14")), 2);
    assert_eq!(deadline.days_left(day("2026-11-17")), -1);
}

#[test]
fn a_deadline_in_an_event_is_readable_and_comes_back_whole() {
    let rolled = deadline(Timer::T10, "2026-10-15");
    let json = concat!(
        r#"{"timer":"T10","period":{"unit":"CALENDAR_DAYS","n":30},"legal_start_date":"2026-10-15","#,
        r#""due_date":"2026-11-16","rolled_from":"2026-11-14","basis":"CPL-205","rule_set_version":1,"#,
        r#""holiday_table":"cn-2018-2026","provisional":false}"#
    );
    assert_eq!(serde_json::to_string(&rolled).unwrap(), json);
    assert_eq!(serde_json::from_str::<Deadline>(json).unwrap(), rolled);
    for timer in Timer::ALL {
        let kept = deadline(timer, "2026-10-15");
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Deadline>(&json).unwrap(), kept);
    }
}

#[test]
fn parties_may_agree_on_another_length() {
    let agreed = RuleSet::builtin().agreed_deadline(
        Timer::T05a,
        Period::CalendarDays(60),
        day("2026-09-01"),
        HolidayTable::builtin(),
    );
    assert_eq!((agreed.due_date, agreed.rolled_from), (day("2026-11-02"), Some(day("2026-10-31"))));
    assert_eq!(agreed.basis, Basis::Moj33);
}

#[test]
fn a_rolled_deadline_explains_itself() {
    let deadline = deadline(Timer::T10, "2026-10-15");
    assert_eq!(
        deadline.explain_zh(),
        "共同申请司法确认的期限为30日，自2026年10月15日（调解协议生效之日）起算，开始的当日不计入，自2026年10月16日起计算，\
         期间的最后一日为2026年11月14日（星期六）。该日为法定休假日，以法定休假日结束后的第一日即2026年11月16日（星期一）为期间的最后一日。\
         期间于最后一日二十四时届满；受件方有业务时间的，于其停止业务活动时届满。\
         依据：《中华人民共和国民事诉讼法》第二百零五条、《中华人民共和国人民调解法》第三十三条；\
         期间计算依据：《中华人民共和国民事诉讼法》第八十五条。"
    );
    assert_eq!(
        deadline.explain_en(),
        "The time for the joint application for judicial confirmation is 30 days from Thursday 15 October 2026, \
         the day on which the settlement agreement took effect. That day is not counted; counting begins on \
         Friday 16 October 2026. The last day is Saturday 14 November 2026. That day is a statutory rest day, \
         so the time ends on the first day after the rest days: Monday 16 November 2026. It ends at 24:00, or \
         at the close of business where the addressee keeps business hours. Basis: Civil Procedure Law, \
         article 205; People's Mediation Law, article 33. Counted after: Civil Procedure Law, article 85."
    );
}

#[test]
fn a_deadline_in_working_days_says_which_days_count() {
    let deadline = deadline(Timer::T01r, "2026-11-20");
    assert_eq!(
        deadline.explain_zh(),
        "决定是否接受法院移送的纠纷的期限为3个工作日，自2026年11月20日（收到法院移送材料之日）起算，开始的当日不计入，\
         自2026年11月21日起计算，法定休假日不计入，调休的工作日计入，期间的最后一日为2026年11月25日（星期三）。\
         期间于最后一日二十四时届满；受件方有业务时间的，于其停止业务活动时届满。\
         依据：《人民法院在线调解规则》第十二条；期间计算依据：《中华人民共和国民法典》第二百零一条、国务院办公厅关于部分节假日安排的通知。"
    );
    let english = deadline.explain_en();
    assert!(english.contains("leaving out rest days and including make-up working days"), "{english}");
    assert!(english.contains("The last day is Wednesday 25 November 2026."), "{english}");
}

#[test]
fn a_month_too_short_and_an_unpublished_year_are_said() {
    let deadline = deadline(Timer::T13a, "2026-08-31");
    assert_eq!(deadline.due_date, day("2027-03-01"));
    let (chinese, english) = (deadline.explain_zh(), deadline.explain_en());
    assert!(
        chinese
            .contains("到期月没有对应日，以月末日为期间的最后一日，期间的最后一日为2027年2月28日（星期日）"),
        "{chinese}"
    );
    assert!(chinese.contains("尚未公布，上述日期为暂定"), "{chinese}");
    assert!(chinese.contains("第八十五条、《中华人民共和国民法典》第二百零二条"), "{chinese}");
    assert!(english.contains("its last day stands in"), "{english}");
    assert!(english.contains("the date is provisional"), "{english}");
}

#[test]
fn every_timer_explains_itself_in_both_languages() {
    for timer in Timer::ALL {
        let deadline = deadline(timer, "2026-03-02");
        let (chinese, english) = (deadline.explain_zh(), deadline.explain_en());
        assert!(
            chinese.contains(timer.name_zh()) && chinese.contains(deadline.basis.citation_zh()),
            "{chinese}"
        );
        assert!(
            english.contains(timer.name_en()) && english.contains(deadline.basis.citation_en()),
            "{english}"
        );
    }
}

#[test]
fn stored_names_of_timers_and_bases_are_their_ids() {
    let timers: BTreeSet<&str> = Timer::ALL.into_iter().map(Timer::id).collect();
    assert_eq!(timers.len(), Timer::COUNT);
    for timer in Timer::ALL {
        assert_eq!(serde_json::to_value(timer).unwrap(), timer.id());
    }
    let bases: BTreeSet<&str> = Basis::ALL.iter().map(|basis| basis.code()).collect();
    assert_eq!(bases.len(), Basis::ALL.len());
    for basis in Basis::ALL {
        assert_eq!(serde_json::to_value(basis).unwrap(), basis.code());
    }
}

#[test]
fn every_timer_has_the_length_the_field_knows() {
    let days = Period::CalendarDays;
    let working = Period::WorkingDays;
    let expected = [
        (Timer::Draft, days(30), "PRACTICE"),
        (Timer::T01, working(5), "PRACTICE"),
        (Timer::T01r, working(3), "OM2021-12"),
        (Timer::T02, working(5), "PRACTICE"),
        (Timer::T03, working(5), "PRACTICE"),
        (Timer::T03c, working(2), "PRACTICE"),
        (Timer::T03r, working(3), "OM2021-15"),
        (Timer::T04, working(2), "OM2021-10"),
        (Timer::T04a, working(3), "OM2021-10"),
        (Timer::T05a, days(30), "MOJ75-33"),
        (Timer::T05b, days(30), "SM2016-27"),
        (Timer::T05c, days(15), "SM2016-27"),
        (Timer::T05d, days(7), "SM2016-27"),
        (Timer::T07, days(7), "MDR2016"),
        (Timer::T08, working(2), "PRACTICE"),
        (Timer::Complaint, working(15), "PRACTICE"),
        (Timer::T09, working(3), "PRACTICE"),
        (Timer::Offer, working(5), "PRACTICE"),
        (Timer::Authority, working(3), "PRACTICE"),
        (Timer::Opinion, working(5), "PRACTICE"),
        (Timer::Bid, working(3), "PRACTICE"),
        (Timer::BidReveal, working(2), "PRACTICE"),
        (Timer::NextStep, working(5), "PRACTICE"),
        (Timer::Exchange, working(5), "PRACTICE"),
        (Timer::Signing, working(5), "PRACTICE"),
        (Timer::T10, days(30), "CPL-205"),
        (Timer::T11, days(3), "JC2011-4"),
        (Timer::T12, days(30), "CPL-187"),
        (Timer::T12a, days(15), "JC2011-5"),
        (Timer::T12b, days(25), "JC2011-5"),
        (Timer::T13, days(15), "CPLI-372"),
        (Timer::T13a, Period::Months(6), "CPLI-372"),
        (Timer::T14, Period::Years(2), "CPL-250"),
        (Timer::T15, days(5), "CPL-226"),
        (Timer::T15a, days(15), "CPL-227"),
        (Timer::T15b, days(15), "CPL-227"),
        (Timer::T16, days(15), "CBIRC3"),
        (Timer::T16a, days(30), "CBIRC3"),
        (Timer::T16b, days(60), "CBIRC3"),
        (Timer::T17, days(30), "CBIRC3"),
        (Timer::T17a, days(30), "CBIRC3"),
        (Timer::T18, working(10), "PRACTICE"),
        (Timer::T19, working(3), "PRACTICE"),
        (Timer::T21, working(10), "PRACTICE"),
        (Timer::T22, days(30), "PRACTICE"),
        (Timer::T24, working(15), "PRACTICE"),
        (Timer::T23, Period::Years(3), "CC-188"),
    ];
    let actual: Vec<_> =
        RuleSet::builtin().rules().map(|(timer, rule)| (timer, rule.period, rule.basis.code())).collect();
    assert_eq!(actual, expected);
}

#[test]
fn version_1_holds_the_chosen_parameters() {
    use domain::rule_set::PriorComplaintMode;
    let rules = RuleSet::builtin();
    assert_eq!((rules.version, rules.effective_from), (1, day("2024-01-01")));
    assert_eq!((rules.supplement_max_count, rules.supplement_max_extensions), (1, 1));
    assert_eq!((rules.cooling_off_years, rules.max_mediators), (2, 3));
    assert!(rules.session_notice_waivable && rules.recusal_on_request_is_binding);
    assert_eq!(rules.prior_complaint_mode, PriorComplaintMode::Encouraged);
    assert_eq!(rules.max_dispute_age, None);
    let follow_up = rules.follow_up;
    assert_eq!((follow_up.remind_days_before, follow_up.overdue_days_after), (3, 1));
    assert_eq!(follow_up.callback_days_after, [7, 30]);
    assert_eq!(rules.rule(Timer::T10).warn_days_before, [15, 7, 2]);
}
