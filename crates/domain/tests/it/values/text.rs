//! Text from people.

use domain::invalid::Invalid;
use domain::text::{LongText, PersonName, Phone, ShortText};

#[test]
fn surrounding_white_space_is_dropped_and_letters_are_composed() {
    assert_eq!(ShortText::parse("\u{3000} cafe\u{301}\n").unwrap().as_str(), "café");
}

#[test]
fn nothing_visible_is_empty() {
    for text in ["", "   ", "\u{3000}", "\u{200B}\u{FEFF}"] {
        assert_eq!(ShortText::parse(text), Err(Invalid::TextEmpty), "{text:?}");
        assert_eq!(LongText::parse(text), Err(Invalid::TextEmpty), "{text:?}");
        assert_eq!(PersonName::parse(text), Err(Invalid::TextEmpty), "{text:?}");
    }
}

#[test]
fn length_is_counted_in_characters_not_bytes() {
    assert!(ShortText::parse(&"调".repeat(200)).is_ok());
    assert_eq!(ShortText::parse(&"调".repeat(201)), Err(Invalid::TextTooLong { max: 200, actual: 201 }));
    assert!(PersonName::parse(&"𠮷".repeat(100)).is_ok());
    assert_eq!(PersonName::parse(&"𠮷".repeat(101)).unwrap_err().code(), "text-too-long");
    assert!(LongText::parse(&"解".repeat(50_000)).is_ok());
    assert_eq!(LongText::parse(&"解".repeat(50_001)).unwrap_err().code(), "text-too-long");
}

#[test]
fn characters_that_hide_break_or_reverse_text_are_refused() {
    let deceptive = [
        '\0',
        '\u{7}',
        '\u{1B}',
        '\u{7F}',
        '\u{85}',
        '\u{9F}',
        '\u{2028}',
        '\u{2029}',
        '\u{202A}',
        '\u{202E}',
        '\u{2066}',
        '\u{2069}',
        '\u{FDD0}',
        '\u{FDEF}',
        '\u{FFFE}',
        '\u{FFFF}',
        '\u{1FFFE}',
        '\u{10FFFF}',
    ];
    for c in deceptive {
        let text = format!("甲{c}乙");
        let refusal = Invalid::TextControlCharacter { position: 2 };
        assert_eq!(ShortText::parse(&text), Err(refusal.clone()), "{c:?}");
        assert_eq!(LongText::parse(&text), Err(refusal.clone()), "{c:?}");
        assert_eq!(PersonName::parse(&text), Err(refusal), "{c:?}");
    }
}

#[test]
fn only_long_text_has_lines() {
    assert_eq!(LongText::parse("一\r\n二\r三\n\t四").unwrap().as_str(), "一\n二\n三\n\t四");
    assert_eq!(ShortText::parse("一\n二").unwrap_err().code(), "text-control-character");
    assert_eq!(ShortText::parse("一\t二").unwrap_err().code(), "text-control-character");
}

#[test]
fn names_keep_middle_dots_and_rare_ideographs() {
    for name in ["阿卜杜热合曼·买买提", "䶮", "𬱖", "𱁬", "O’Neill", "欧阳 娜娜"] {
        assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
    }
}

#[test]
fn telephone_numbers_lose_their_spaces_only() {
    assert_eq!(Phone::parse(" 138 0013 8000 ").unwrap().as_str(), "13800138000");
    assert_eq!(Phone::parse("+86 20-8888 1234").unwrap().as_str(), "+8620-88881234");
    assert_eq!(Phone::parse("12363").unwrap().as_str(), "12363");
    assert_eq!(Phone::parse("0755-12345678-801").unwrap().as_str(), "0755-12345678-801");
}

#[test]
fn what_cannot_be_dialled_is_no_telephone_number() {
    let wrong = [
        "",
        "1234",
        "+",
        "-12345",
        "12345-",
        "12--345",
        "138x0013",
        "86+138001",
        "123456789012345678901",
        "１２３４５",
    ];
    for text in wrong {
        assert_eq!(Phone::parse(text), Err(Invalid::PhoneFormat), "{text:?}");
    }
}

#[test]
fn history_loads_although_the_rule_has_become_stricter() {
    let kept: ShortText = serde_json::from_str("\"a\\u0007b\"").unwrap();
    assert_eq!(kept.as_str(), "a\u{7}b");
    assert_eq!(serde_json::to_string(&kept).unwrap(), "\"a\\u0007b\"");
}

#[test]
fn debugging_shows_no_text() {
    assert_eq!(format!("{:?}", PersonName::parse("张三").unwrap()), "PersonName(redacted)");
    assert_eq!(format!("{:?}", Phone::parse("13800138000").unwrap()), "Phone(redacted)");
    assert_eq!(format!("{:?}", LongText::parse("存款").unwrap()), "LongText(redacted)");
    assert_eq!(format!("{:?}", ShortText::parse("存款").unwrap()), "ShortText(redacted)");
}
