//! Numbers of persons, papers and organisations.

use chrono::NaiveDate;
use domain::identity::{IdentityDocument, IdentityKind, ResidentId, Uscc};
use domain::invalid::Invalid;

use super::{day, development_data};

fn today() -> NaiveDate {
    day("2026-11-20")
}

#[test]
fn the_published_credit_codes_are_accepted() {
    for code in ["91350100M000100Y43", "11320000MB151840XJ", "911000001000013428"] {
        assert_eq!(Uscc::parse(code).unwrap().as_str(), code);
    }
}

#[test]
fn a_credit_code_forgives_case_and_spaces() {
    let code = Uscc::parse(" 91 350100 m000100y43\n").unwrap();
    assert_eq!(code.as_str(), "91350100M000100Y43");
    assert_eq!(code.to_string(), "91350100M000100Y43");
}

#[test]
fn each_fault_of_a_credit_code_is_named() {
    assert_eq!(Uscc::parse("91350100M000100Y4"), Err(Invalid::UsccLength { actual: 17 }));
    assert_eq!(Uscc::parse(""), Err(Invalid::UsccLength { actual: 0 }));
    assert_eq!(Uscc::parse("91350100M000100Y4Z"), Err(Invalid::UsccCharacter { position: 18 }));
    assert_eq!(Uscc::parse("9135O100M000100Y43"), Err(Invalid::UsccCharacter { position: 5 }));
    assert_eq!(Uscc::parse("91A50100M000100Y43"), Err(Invalid::UsccCharacter { position: 3 }));
    assert_eq!(Uscc::parse("９1350100M000100Y43"), Err(Invalid::UsccCharacter { position: 1 }));
    assert_eq!(Uscc::parse("91350100M000100Y44"), Err(Invalid::UsccChecksum));
}

#[test]
fn every_other_last_character_breaks_a_credit_code() {
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().filter(|c| *c != '3') {
        assert_eq!(Uscc::parse(&format!("91350100M000100Y4{last}")), Err(Invalid::UsccChecksum));
    }
}

#[test]
fn the_development_credit_codes_are_judged_as_labelled() {
    let Some(file) = development_data("vectors/uscc_dev.csv") else { return };
    for line in file.lines().skip(1) {
        let mut columns = line.split(',');
        let (code, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let verdict = Uscc::parse(code).map_or_else(|refusal| refusal.code(), |_| "valid");
        let wanted = match (expected, code) {
            ("valid" | "valid_after_removing_spaces", _) => "valid",
            ("invalid_length", _) => "uscc-length",
            // The standard's alphabet holds for the first character too; only the sum is wrong here.
            ("invalid_checksum", _) | ("invalid_format", "A1110000600037341L") => "uscc-checksum",
            ("invalid_format", _) => "uscc-character",
            other => panic!("unknown label {other:?}"),
        };
        assert_eq!(verdict, wanted, "{line}");
    }
}

#[test]
fn credit_codes_found_in_the_wild_are_judged_as_labelled() {
    let Some(file) = development_data("vectors/uscc_with_names_dirty.csv") else { return };
    for line in file.lines().skip(1) {
        let columns: Vec<&str> = line.split(',').collect();
        let (code, expected) = (columns[columns.len() - 3], columns[columns.len() - 2]);
        let verdict = Uscc::parse(code).map_or_else(|refusal| refusal.code(), |_| "valid");
        let wanted = match expected {
            "valid_checksum" => "valid",
            "InvalidLength" => "uscc-length",
            "InvalidFormat" => "uscc-character",
            "InvalidChecksum" => "uscc-checksum",
            other => panic!("unknown label {other}"),
        };
        assert_eq!(verdict, wanted, "{line}");
    }
}

#[test]
fn resident_numbers_carry_birth_date_and_check() {
    for (number, born) in [("11010519491231002X", "1949-12-31"), ("440524188001010014", "1880-01-01")] {
        let parsed = ResidentId::parse(number, day("1950-01-01")).unwrap();
        assert_eq!(parsed.as_str(), number);
        assert_eq!(parsed.birth_date(), Some(day(born)));
    }
}

#[test]
fn a_small_x_becomes_large() {
    let number = ResidentId::parse("11010519491231002x", today()).unwrap();
    assert_eq!(number.as_str(), "11010519491231002X");
}

#[test]
fn each_fault_of_a_resident_number_is_named() {
    let parse = |text: &str| ResidentId::parse(text, today()).unwrap_err();
    assert_eq!(parse("110105491231002"), Invalid::ResidentIdLength { actual: 15 });
    assert_eq!(parse("T1010519491231002X"), Invalid::ResidentIdCharacter { position: 1 });
    assert_eq!(parse("1101051949123100X2"), Invalid::ResidentIdCharacter { position: 17 });
    assert_eq!(parse("11010519491231002Y"), Invalid::ResidentIdCharacter { position: 18 });
    assert_eq!(parse("110105194913310026"), Invalid::ResidentIdDate);
    assert_eq!(parse("110105194902300020"), Invalid::ResidentIdDate);
    assert_eq!(parse("110105194912310021"), Invalid::ResidentIdChecksum);
}

#[test]
fn nobody_is_born_tomorrow_or_two_centuries_ago() {
    let born = day("1949-12-31");
    assert!(ResidentId::parse("11010519491231002X", born).is_ok());
    let eve = born.pred_opt().unwrap();
    assert_eq!(ResidentId::parse("11010519491231002X", eve), Err(Invalid::ResidentIdDate));
    assert_eq!(ResidentId::parse("440524188001010014", day("2031-01-01")), Err(Invalid::ResidentIdDate));
}

#[test]
fn the_development_resident_numbers_are_judged_as_labelled() {
    let Some(file) = development_data("vectors/resident_id_dev.csv") else { return };
    for line in file.lines().skip(1) {
        let mut columns = line.split(',');
        let (number, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let verdict = ResidentId::parse(number, today()).map_or_else(|refusal| refusal.code(), |_| "valid");
        let wanted = match expected {
            // Divisions are not judged: an old number keeps the code of its time.
            "valid" | "valid_lowercase_x" | "invalid_region" => "valid",
            "invalid_format" => "resident-id-character",
            "invalid_date" => "resident-id-date",
            "invalid_checksum" => "resident-id-checksum",
            other => panic!("unknown label {other}"),
        };
        assert_eq!(verdict, wanted, "{line}");
    }
}

#[test]
fn numbers_are_masked_in_the_middle_and_absent_from_debugging() {
    let number = ResidentId::parse("440524188001010014", day("1950-01-01")).unwrap();
    assert_eq!(number.masked(), "440524********0014");
    assert_eq!(format!("{number:?}"), "ResidentId(redacted)");
    let passport = IdentityDocument::parse(IdentityKind::Passport, "E12345678", today()).unwrap();
    assert_eq!(passport.masked(), "*********");
    assert_eq!(format!("{passport:?}"), "Passport(DocumentNumber(redacted))");
}

#[test]
fn every_kind_of_paper_accepts_its_form() {
    let accepted = [
        (IdentityKind::ResidentId, "11010519491231002X"),
        (IdentityKind::HkmtResidencePermit, "810000199408230021"),
        (IdentityKind::HkmTravelPermit, "H12345678"),
        (IdentityKind::HkmTravelPermit, "M12345678"),
        (IdentityKind::TwTravelPermit, "12345678"),
        (IdentityKind::ForeignPermanentResidence, "USA110180010112"),
        (IdentityKind::ForeignPermanentResidence, "911124198108030024"),
        (IdentityKind::Passport, "E12345678"),
        (IdentityKind::Uscc, "91350100M000100Y43"),
        (IdentityKind::Other, "军字第0001号"),
    ];
    for (kind, number) in accepted {
        let paper = IdentityDocument::parse(kind, number, today()).unwrap();
        assert_eq!((paper.kind(), paper.number()), (kind, number));
    }
    for kind in IdentityKind::ALL {
        assert!(accepted.iter().any(|(accepted, _)| accepted == kind), "{kind:?} is not tried");
    }
}

#[test]
fn every_kind_of_paper_refuses_another_form() {
    let refused = [
        (IdentityKind::ResidentId, "110105491231002", "resident-id-length"),
        (IdentityKind::HkmtResidencePermit, "11010519491231002X", "identity-document-format"),
        (IdentityKind::HkmtResidencePermit, "810000199408230020", "resident-id-checksum"),
        (IdentityKind::HkmTravelPermit, "T12345678", "identity-document-format"),
        (IdentityKind::HkmTravelPermit, "H1234567", "identity-document-format"),
        (IdentityKind::TwTravelPermit, "1234567X", "identity-document-format"),
        (IdentityKind::ForeignPermanentResidence, "811124198108030024", "identity-document-format"),
        (IdentityKind::ForeignPermanentResidence, "US1110180010112", "identity-document-format"),
        (IdentityKind::Passport, "E123", "identity-document-format"),
        (IdentityKind::Passport, "护照12345", "identity-document-format"),
        (IdentityKind::Uscc, "91350100M000100Y44", "uscc-checksum"),
        (IdentityKind::Other, "", "text-empty"),
        (IdentityKind::Other, &"9".repeat(51), "identity-document-format"),
    ];
    for (kind, number, code) in refused {
        let refusal = IdentityDocument::parse(kind, number, today()).unwrap_err();
        assert_eq!(refusal.code(), code, "{kind:?} {number}");
    }
}

#[test]
fn papers_travel_as_kind_and_number_and_history_is_not_judged() {
    let paper = IdentityDocument::parse(IdentityKind::TwTravelPermit, "12345678", today()).unwrap();
    let json = r#"{"kind":"TW_TRAVEL_PERMIT","number":"12345678"}"#;
    assert_eq!(serde_json::to_string(&paper).unwrap(), json);
    assert_eq!(serde_json::from_str::<IdentityDocument>(json).unwrap(), paper);
    let old = r#"{"kind":"RESIDENT_ID","number":"110105491231002"}"#;
    assert_eq!(serde_json::from_str::<IdentityDocument>(old).unwrap().number(), "110105491231002");
    for kind in IdentityKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.wire_name());
    }
}
