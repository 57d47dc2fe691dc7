//! Refusals of published statistics: one row for each code.

super::table! {
    PUBLICATION_YEAR_NOT_OVER "publication-year-not-over" 409 never,
        "{year} 年尚未结束，不能公布。", "The year {year} is not over; nothing of it is published.",
        "请在次年公布。", "Publish it next year.";
    PUBLICATION_EXISTS "publication-exists" 409 never,
        "该年度统计已公布（第 {edition} 版）。", "The year is published (edition {edition}).",
        "数据有更正时请重述并说明原因。", "Where figures were corrected, restate it and say why.";
    PUBLICATION_MISSING "publication-missing" 409 never,
        "{year} 年统计尚未公布。", "Nothing of {year} was published.",
        "请先公布。", "Publish it first.";
    PUBLICATION_UNCHANGED "publication-unchanged" 409 never,
        "现在的数据与第 {edition} 版相同，无需重述。", "The figures are what edition {edition} says.",
        "无需再办。", "Nothing remains to be done.";
}
