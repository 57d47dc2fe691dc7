//! Refusals of holiday notices and of versions of the rules.

use super::table;

table! {
    HOLIDAY_LINE_UNREADABLE "holiday-line-unreadable" 422 never,
        "节假日安排第 {line} 行无法识别。", "Line {line} of the holiday notice cannot be read.",
        "请改正该行。", "Correct that line.";
    HOLIDAY_DATE_INVALID "holiday-date-invalid" 422 never,
        "节假日安排第 {line} 行的起止日期有误：止日早于起日，或者超过一个月。", "Line {line} runs backwards, or over more than a month.",
        "请改正该行的起止日期。", "Correct its first and last day.";
    HOLIDAY_OUTSIDE_YEAR "holiday-outside-year" 422 never,
        "节假日安排第 {line} 行的日期不属于该年度（或者上一年十二月）。", "Line {line} has a day outside the notice's year and the December before it.",
        "请核对年度，或者改正该行。", "Check the year, or correct that line.";
    HOLIDAY_YEAR_GAP "holiday-year-gap" 409 never,
        "各年度的节假日安排应当连续，中间不能缺年。", "The years of the table must follow each other without a gap.",
        "请先发布缺少的年度。", "Publish the missing year first.";
    HOLIDAY_DAY_TWICE "holiday-day-twice" 422 never,
        "节假日安排第 {line} 行的某日已在前面的行中规定。", "Line {line} names a day that an earlier line already speaks of.",
        "请删去重复的日期。", "Leave the repeated day out.";
    HOLIDAY_WORK_ON_WEEKDAY "holiday-work-on-weekday" 422 never,
        "节假日安排第 {line} 行的调休上班日不是星期六或者星期日。", "Line {line} makes a weekday a make-up working day; only a Saturday or Sunday can be one.",
        "请改正该行的日期。", "Correct its day.";
    HOLIDAY_FIXED_MISSING "holiday-fixed-missing" 422 never,
        "节假日安排缺少每年都有的法定节日（元旦、劳动节、国庆节）。", "The notice lacks a holiday that every year has: New Year, Labour Day or National Day.",
        "请补全后再发布。", "Complete it and publish again.";
    HOLIDAY_NOTICE_NOT_YET "holiday-notice-not-yet" 422 never,
        "通知的日期晚于今天（{today}）。", "The notice bears a date after today ({today}).",
        "请核对通知的日期。", "Check the date of the notice.";
    BASIS_IS_PRACTICE "basis-is-practice" 422 never,
        "期限 {timer} 由法律或者规定确定，不能改为自定。", "The length of {timer} is set by law or regulation and cannot become a choice of our own.",
        "请写明新的法律依据。", "Name the article it comes from.";
    RULE_SET_CHANGES_NOTHING "rule-set-changes-nothing" 422 never,
        "该版本没有改变任何规则。", "The version changes no rule.",
        "请写明要改变的期限或者参数。", "Name what it changes.";
}
