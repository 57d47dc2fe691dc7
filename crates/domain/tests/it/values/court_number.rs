//! Court case numbers.

use domain::court_number::CourtCaseNumber;
use domain::invalid::Invalid;

#[test]
fn numbers_in_use_are_accepted_and_taken_apart() {
    let vectors = [
        ("（2023）粤0104民特123号", "粤0104", "民特"),
        ("(2024)粤0604诉前调确1716号", "粤0604", "诉前调确"),
        ("（2021）川0104民诉前调801号", "川0104", "民诉前调"),
        ("(2019)最高法知民终1号", "最高法", "民终"),
        ("(2022)沪0115民初13290号之一", "沪0115", "民初"),
        ("（2025）粤民申3号", "粤", "民申"),
        ("（2024）粤01执恢12345678号之十二", "粤01", "执恢"),
    ];
    for (text, court, case_type) in vectors {
        let number = CourtCaseNumber::parse(text).unwrap();
        assert_eq!((number.court(), number.case_type()), (court, case_type), "{text}");
        assert!(number.known_type(), "{text}");
    }
}

#[test]
fn brackets_become_full_width() {
    let number = CourtCaseNumber::parse(" (2024)粤0604诉前调确1716号\n").unwrap();
    assert_eq!(number.as_str(), "（2024）粤0604诉前调确1716号");
    assert_eq!(number.to_string(), number.as_str());
    assert_eq!(CourtCaseNumber::parse("（2024)粤0604诉前调确1716号"), Ok(number));
}

#[test]
fn an_unknown_type_is_accepted_but_marked() {
    let number = CourtCaseNumber::parse("（2026）粤0104金调7号").unwrap();
    assert_eq!(number.case_type(), "金调");
    assert!(!number.known_type());
}

#[test]
fn what_is_no_number_is_refused() {
    let wrong = [
        "",
        "(2023)粤0104特",
        "(2023)粤0104特123",
        "2023粤0104民特123号",
        "(23)粤0104民特123号",
        "(20233)粤0104民特123号",
        "(２０２３)粤0104民特123号",
        "(2023)美0104民特123号",
        "(2023)粤010民特123号",
        "(2023)粤01040民特123号",
        "(2023)粤0104123号",
        "(2023)粤0104民特号",
        "(2023)粤0104民特123456789号",
        "(2023)粤0104民特abc123号",
        "(2023)粤0104一二三四五六七123号",
        "(2023)粤0104民特123号之",
        "(2023)粤0104民特123号之1",
        "(2023)粤0104民特123号 副本",
        "(2023)最高民终1号",
        "(2023粤0104民特123号",
    ];
    for text in wrong {
        assert_eq!(CourtCaseNumber::parse(text), Err(Invalid::CaseNumberFormat), "{text:?}");
    }
}

#[test]
fn history_is_not_judged() {
    let kept: CourtCaseNumber = serde_json::from_str("\"旧案号\"").unwrap();
    assert_eq!((kept.as_str(), kept.court(), kept.known_type()), ("旧案号", "", false));
}
