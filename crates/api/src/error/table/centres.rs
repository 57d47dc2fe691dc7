//! Refusals of centres and of their number registers.

use super::table;

table! {
    CENTRE_EXISTS "centre-exists" 409 never,
        "该调解中心已经设立。", "This centre is established already.",
        "如需变更，请办理变更。", "Amend its terms instead.";
    EFFECTIVE_DATE_PAST "effective-date-past" 422 never,
        "生效日期不能早于今天（{today}）。", "Terms count from today ({today}) at the earliest.",
        "请改为今天或以后的日期。", "Name today or a later day.";
    EFFECTIVE_BEFORE_LAST "effective-before-last" 409 never,
        "已登记自 {last} 起生效的版本，新版本不能早于该日。", "Terms that count from {last} are recorded; later ones cannot count earlier.",
        "请改为该日或以后的日期。", "Name that day or a later one.";
    PERIOD_SET_BY_LAW "period-set-by-law" 422 never,
        "期限 {timer} 由法律或规定确定，中心不得自定。", "The length of {timer} is set by law or regulation, not by a centre.",
        "请只设定由中心自定的期限。", "Set only periods that are a centre's to choose.";
    RULE_OUT_OF_RANGE "rule-out-of-range" 422 never,
        "参数 {rule} 应在 {least} 至 {most} 之间。", "{rule} must lie between {least} and {most}.",
        "请改正该参数。", "Correct it.";
    CEILINGS_OUT_OF_ORDER "ceilings-out-of-order" 422 never,
        "小额程序的上限不能高于简易程序的上限。", "The ceiling of the small track cannot be above that of the simple one.",
        "请改正其中一个上限。", "Correct one of the two.";
    NUMBER_TEMPLATES_ALIKE "number-templates-alike" 422 never,
        "两类文书的编号格式相同，编号会重复。", "Two kinds of paper would get the same numbers.",
        "请使各类文书的编号格式不同。", "Give each kind of paper a template of its own.";
    NUMBER_USED "number-used" 409 never,
        "该编号已用于案件文书，不能作废。", "The number stands on a paper of its case and cannot be voided.",
        "无需再办。", "Nothing remains to be done.";
    NUMBER_AWAITED "number-awaited" 409 never,
        "该编号所属案件仍可使用此编号。", "The case it was given to may still take the number.",
        "请待案件受理或者终结后再办。", "Wait until the case is accepted or has ended.";
}
