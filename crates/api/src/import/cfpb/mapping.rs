//! What products and ways of submission of the CFPB are in our lists. American products stand in for their nearest Chinese relatives.

use domain::classification::{Business, IntakeChannel, Sector};

/// What an unknown product is filed as.
pub(super) const UNKNOWN_PRODUCT: (Business, Sector) = (Business::Other, Sector::Other);

/// Products, all names the database has used since 2011. Who answers for a product follows from it, because the database does not say.
const PRODUCTS: &[(&str, Business, Sector)] = &[
    ("Bank account or service", Business::RmbSavings, Sector::Bank),
    ("Checking or savings account", Business::RmbSavings, Sector::Bank),
    ("Consumer Loan", Business::ConsumerFinance, Sector::ConsumerFinance),
    ("Credit card", Business::CreditCard, Sector::Bank),
    ("Credit card or prepaid card", Business::CreditCard, Sector::Bank),
    ("Credit reporting", Business::CreditReporting, Sector::Other),
    ("Credit reporting or other personal consumer reports", Business::CreditReporting, Sector::Other),
    (
        "Credit reporting, credit repair services, or other personal consumer reports",
        Business::CreditReporting,
        Sector::Other,
    ),
    ("Debt collection", Business::DebtCollection, Sector::Other),
    ("Debt or credit management", Business::OtherIntermediary, Sector::Other),
    ("Money transfer, virtual currency, or money service", Business::PaymentSettlement, Sector::Payment),
    ("Money transfers", Business::PaymentSettlement, Sector::Payment),
    ("Mortgage", Business::Loan, Sector::Bank),
    ("Other financial service", Business::OtherIntermediary, Sector::Other),
    ("Payday loan", Business::ConsumerFinance, Sector::ConsumerFinance),
    ("Payday loan, title loan, or personal loan", Business::ConsumerFinance, Sector::ConsumerFinance),
    (
        "Payday loan, title loan, personal loan, or advance loan",
        Business::ConsumerFinance,
        Sector::ConsumerFinance,
    ),
    ("Prepaid card", Business::PaymentSettlement, Sector::Payment),
    ("Student loan", Business::Loan, Sector::ConsumerFinance),
    ("Vehicle loan or lease", Business::ConsumerFinance, Sector::ConsumerFinance),
    ("Virtual currency", Business::PaymentSettlement, Sector::Payment),
];

/// Sub-products that belong elsewhere than their product.
const SUB_PRODUCTS: &[(&str, Business)] = &[
    ("Foreign currency exchange", Business::ForeignExchange),
    ("General-purpose prepaid card", Business::PaymentSettlement),
    ("Gift card", Business::PaymentSettlement),
    ("Government benefit card", Business::PaymentSettlement),
    ("Payroll card", Business::PaymentSettlement),
    ("Student prepaid card", Business::PaymentSettlement),
];

/// Business class and sector of a product; `None` when the name is new.
pub(super) fn product(product: &str, sub_product: &str) -> Option<(Business, Sector)> {
    let (_, business, sector) = PRODUCTS.iter().find(|(name, ..)| *name == product)?;
    let special = SUB_PRODUCTS.iter().find(|(name, _)| *name == sub_product);
    Some((special.map_or(*business, |(_, business)| *business), *sector))
}

/// How it came in; a referral comes from another authority, like what a hotline hands over. `None` for a way the CFPB does not have.
pub(super) fn channel(submitted_via: &str) -> Option<IntakeChannel> {
    match submitted_via {
        "Web" | "Email" => Some(IntakeChannel::Online),
        "Phone" => Some(IntakeChannel::Phone),
        "Postal mail" | "Fax" => Some(IntakeChannel::Post),
        "Referral" | "Web Referral" => Some(IntakeChannel::Hotline),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_has_its_business_class_and_some_sub_products_another() {
        assert_eq!(product("Mortgage", "FHA mortgage"), Some((Business::Loan, Sector::Bank)));
        let card = "Credit card or prepaid card";
        assert_eq!(product(card, "Store credit card"), Some((Business::CreditCard, Sector::Bank)));
        assert_eq!(product(card, "Gift card"), Some((Business::PaymentSettlement, Sector::Bank)));
        assert_eq!(product("Timeshare", ""), None);
    }

    #[test]
    fn every_product_is_named_once() {
        for (index, (name, ..)) in PRODUCTS.iter().enumerate() {
            assert!(PRODUCTS[..index].iter().all(|(other, ..)| other != name), "{name}");
        }
    }

    #[test]
    fn a_way_of_submission_the_bureau_does_not_have_is_unknown() {
        assert_eq!(channel("Fax"), Some(IntakeChannel::Post));
        assert_eq!(channel("Referral"), Some(IntakeChannel::Hotline));
        assert_eq!(channel("Telepathy"), None);
        assert_eq!(channel(""), None);
    }
}
