//! Money in fen, in yuan, and in capital characters.

use domain::invalid::Invalid;
use domain::money::Fen;

fn fen(value: i64) -> Fen {
    Fen::non_negative(value).unwrap()
}

#[test]
fn sums_are_bounded_on_both_sides() {
    assert_eq!(Fen::positive(0), Err(Invalid::AmountNotPositive));
    assert_eq!(Fen::positive(-1), Err(Invalid::AmountNotPositive));
    assert_eq!(Fen::non_negative(-1), Err(Invalid::AmountNegative));
    assert_eq!(Fen::positive(1).unwrap().get(), 1);
    assert_eq!(Fen::positive(1_000_000_000_000_000), Ok(Fen::MAX));
    assert_eq!(Fen::positive(1_000_000_000_000_001), Err(Invalid::AmountTooLarge));
    assert_eq!(Fen::non_negative(i64::MAX), Err(Invalid::AmountTooLarge));
    assert_eq!(Fen::non_negative(i64::MIN), Err(Invalid::AmountNegative));
}

#[test]
fn arithmetic_never_leaves_the_bounds() {
    assert_eq!(fen(1).checked_add(fen(2)), Some(fen(3)));
    assert_eq!(Fen::MAX.checked_add(fen(1)), None);
    assert_eq!(fen(3).checked_sub(fen(3)), Some(Fen::ZERO));
    assert_eq!(fen(3).checked_sub(fen(4)), None);
    assert_eq!(Fen::sum([fen(1), fen(20), fen(300)]), Some(fen(321)));
    assert_eq!(Fen::sum([]), Some(Fen::ZERO));
    assert_eq!(Fen::sum([Fen::MAX, fen(1)]), None);
}

#[test]
fn json_is_the_bare_number_of_fen() {
    assert_eq!(serde_json::to_string(&fen(1234)).unwrap(), "1234");
    assert_eq!(serde_json::from_str::<Fen>("1234").unwrap(), fen(1234));
    assert!(serde_json::from_str::<Fen>("12.5").is_err());
}

#[test]
fn yuan_always_have_two_decimals() {
    for (value, yuan) in [(0, "0.00"), (5, "0.05"), (1_234_567, "12345.67"), (100, "1.00")] {
        assert_eq!(fen(value).to_yuan(), yuan);
    }
    assert_eq!(Fen::MAX.to_yuan(), "10000000000000.00");
}

#[test]
fn capital_characters_follow_the_rules_for_bills() {
    let vectors = [
        (0, "零元整"),
        (1, "壹分"),
        (5, "伍分"),
        (10, "壹角整"),
        (50, "伍角整"),
        (99, "玖角玖分"),
        (100, "壹元整"),
        (105, "壹元零伍分"),
        (150, "壹元伍角整"),
        (1_000, "壹拾元整"),
        (1_050, "壹拾元伍角整"),
        (1_005, "壹拾元零伍分"),
        (1_100, "壹拾壹元整"),
        (10_000, "壹佰元整"),
        (10_100, "壹佰零壹元整"),
        (11_000, "壹佰壹拾元整"),
        (100_100, "壹仟零壹元整"),
        (101_000, "壹仟零壹拾元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (600_714, "陆仟零柒元壹角肆分"),
        (1_000_000, "壹万元整"),
        (1_000_001, "壹万元零壹分"),
        (1_000_100, "壹万零壹元整"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (1_234_567, "壹万贰仟叁佰肆拾伍元陆角柒分"),
        (10_700_053, "壹拾万柒仟元伍角叁分"),
        (10_050_000, "壹拾万零伍佰元整"),
        (100_000_000, "壹佰万元整"),
        (1_000_000_000, "壹仟万元整"),
        (10_000_000_000, "壹亿元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (10_001_000_100, "壹亿零壹万零壹元整"),
        (10_010_000_000, "壹亿零壹拾万元整"),
        (12_345_678_912, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"),
        (11_000_000_000, "壹亿壹仟万元整"),
        (117_000_000_000, "壹拾壹亿柒仟万元整"),
        (100_000_000_000_000, "壹万亿元整"),
        (100_010_000_000_000, "壹万零壹亿元整"),
        (1_000_000_000_000_000, "壹拾万亿元整"),
        (999_999_999_999_999, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ];
    for (value, words) in vectors {
        assert_eq!(fen(value).capital_form(), words, "{value} fen");
    }
}

#[test]
fn different_sums_never_share_their_capital_characters() {
    let mut seen = std::collections::HashMap::new();
    for value in (0..200_000).chain((0..20_000).map(|n| n * 1_000_003)) {
        let words = fen(value).capital_form();
        if let Some(other) = seen.insert(words.clone(), value) {
            assert_eq!(other, value, "{words}");
        }
    }
}
