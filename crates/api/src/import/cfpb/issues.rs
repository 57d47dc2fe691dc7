//! What the issues of the CFPB are in our lists: cause of the dispute, and what such a consumer asks for. The database states no amounts.

use domain::classification::Cause::{self, *};
use domain::classification::ClaimKind::{self, *};

/// What an unknown issue is filed as.
pub(super) const UNKNOWN_ISSUE: (Cause, ClaimKind) = (Cause::Other, Conduct);

/// Issues, old names and new.
const ISSUES: &[(Cause, ClaimKind, &[&str])] = &[
    (
        DataSafety,
        CreditRecord,
        &[
            "Incorrect information on your report",
            "Incorrect information on credit report",
            "Problem with a credit reporting company's investigation into an existing problem",
            "Problem with a company's investigation into an existing problem",
            "Problem with a company's investigation into an existing issue",
            "Credit reporting company's investigation",
            "Credit reporting",
        ],
    ),
    (
        DataSafety,
        Conduct,
        &[
            "Improper use of your report",
            "Improper use of my credit report",
            "Problem with fraud alerts or security freezes",
            "Identity theft protection or other monitoring services",
            "Credit monitoring or identity theft protection services",
            "Credit monitoring or identity protection",
            "Privacy",
        ],
    ),
    (
        Cause::Service,
        Conduct,
        &[
            "Unable to get your credit report or credit score",
            "Unable to get credit report/credit score",
            "Dealing with your lender or servicer",
            "Dealing with my lender or servicer",
            "Can't contact lender",
            "Can't contact lender or servicer",
            "Customer service / Customer relations",
            "Customer service/Customer relations",
            "Problem with customer service",
            "Managing an account",
            "Other service issues",
            "Other service problem",
            "Other features, terms, or problems",
            "Managing the loan or lease",
            "Loan servicing, payments, escrow account",
            "Credit card company isn't resolving a dispute about a purchase on your statement",
            "Delinquent account",
        ],
    ),
    (
        CollectionConduct,
        Conduct,
        &[
            "Attempts to collect debt not owed",
            "Cont'd attempts collect debt not owed",
            "Written notification about debt",
            "Disclosure verification of debt",
            "Communication tactics",
            "Electronic communications",
            "Took or threatened to take negative or legal action",
            "Taking/threatening an illegal action",
            "Threatened to contact someone or share information improperly",
            "Improper contact or sharing of info",
            "False statements or representation",
        ],
    ),
    (
        Procedures,
        Conduct,
        &[
            "Closing an account",
            "Closing your account",
            "Closing/Cancelling account",
            "Opening an account",
            "Account opening, closing, or management",
            "Managing, opening, or closing account",
            "Managing, opening, or closing your mobile wallet account",
            "Getting a credit card",
            "Problem getting a card or closing an account",
            "Getting a loan",
            "Getting a loan or lease",
            "Getting a line of credit",
            "Getting the loan",
            "Taking out the loan or lease",
            "Shopping for a loan or lease",
            "Shopping for a line of credit",
            "Applying for a mortgage",
            "Applying for a mortgage or refinancing an existing mortgage",
            "Application, originator, mortgage broker",
            "Application processing delay",
            "Applied for loan/did not receive money",
            "Was approved for a loan, but didn't receive money",
            "Was approved for a loan, but didn't receive the money",
            "Closing on a mortgage",
            "Settlement process and costs",
            "Credit decision / Underwriting",
            "Credit determination",
            "Credit line increase/decrease",
            "Credit limit changed",
            "Payoff process",
            "Problem with the payoff process at the end of the loan",
            "Problems at the end of the loan or lease",
            "Arbitration",
            "Bankruptcy",
            "Sale of account",
            "Cash advance",
            "Forbearance / Workout plans",
            "Lost or stolen check",
            "Lost or stolen money order",
            "Problem with cash advance",
            "Wrong amount charged or received",
            "Incorrect exchange rate",
        ],
    ),
    (
        Pricing,
        Refund,
        &[
            "Fees or interest",
            "Unexpected or other fees",
            "Charged fees or interest you didn't expect",
            "Charged fees or interest I didn't expect",
            "Excessive fees",
            "Fees",
            "Late fee",
            "Other fee",
            "Unexpected/Other fees",
            "Cash advance fee",
            "Balance transfer fee",
            "Balance transfer",
            "Overlimit fee",
            "APR or interest rate",
            "Problem caused by your funds being low",
            "Problems caused by my funds being low",
            "Overdraft, savings or rewards features",
            "Charged bank acct wrong day or amt",
            "Charged upfront or unexpected fees",
            "Problem with overdraft",
        ],
    ),
    (
        FundSafety,
        Payment,
        &[
            "Fraud or scam",
            "Identity theft / Fraud / Embezzlement",
            "Unauthorized transactions or other transaction problem",
            "Unauthorized transactions/trans. issues",
            "Unauthorized withdrawals or charges",
            "Money was not available when promised",
            "Money was taken from your bank account on the wrong day or for the wrong amount",
            "Problem with a lender or other company charging your account",
            "Can't stop withdrawals from your bank account",
            "Can't stop charges to bank account",
            "Deposits and withdrawals",
            "Using a debit or ATM card",
            "Received a loan you didn't apply for",
            "Received a loan I didn't apply for",
            "Unsolicited issuance of credit card",
            "Problem with a purchase or transfer",
        ],
    ),
    (
        FundSafety,
        Refund,
        &[
            "Problem with a purchase shown on your statement",
            "Billing disputes",
            "Billing statement",
            "Transaction issue",
            "Other transaction issues",
            "Other transaction problem",
        ],
    ),
    (
        Facilities,
        Conduct,
        &[
            "Trouble using your card",
            "Trouble using the card",
            "Problem adding money",
            "Adding money",
            "Trouble during payment process",
            "Problem when making payments",
            "Making/receiving payments, sending money",
            "Payment to acct not credited",
            "Loan payment wasn't credited to your account",
            "Trouble accessing funds in your mobile or digital wallet",
        ],
    ),
    (
        ContractTerms,
        Reduction,
        &[
            "Struggling to pay mortgage",
            "Struggling to pay your loan",
            "Struggling to pay your bill",
            "Struggling to repay your loan",
            "Can't repay my loan",
            "Problems when you are unable to pay",
            "Loan modification,collection,foreclosure",
            "Repaying your loan",
        ],
    ),
    (
        ContractTerms,
        ContractChange,
        &[
            "Account terms and changes",
            "Problem with additional add-on products or services",
            "Credit card protection / Debt protection",
            "Convenience checks",
            "Vehicle was repossessed or sold the vehicle",
            "Vehicle was damaged or destroyed the vehicle",
            "Property was sold",
            "Property was damaged or destroyed property",
        ],
    ),
    (
        Marketing,
        Conduct,
        &[
            "Advertising",
            "Advertising and marketing",
            "Advertising and marketing, including promotional offers",
            "Advertising, marketing or disclosures",
            "Confusing or misleading advertising or marketing",
            "Problem with rewards from credit card",
            "Rewards",
        ],
    ),
    (
        Disclosure,
        Conduct,
        &["Confusing or missing disclosures", "Disclosures", "Didn't receive terms before borrowing"],
    ),
    (Cause::Other, Conduct, &["Other"]),
];

/// Cause and claim of an issue; `None` when the name is new.
pub(super) fn issue(issue: &str) -> Option<(Cause, ClaimKind)> {
    let (cause, claim, _) = ISSUES.iter().find(|(_, _, names)| names.contains(&issue))?;
    Some((*cause, *claim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_has_its_cause_and_claim() {
        assert_eq!(issue("Incorrect information on your report"), Some((DataSafety, CreditRecord)));
        assert_eq!(issue("Late fee"), Some((Pricing, Refund)));
        assert_eq!(issue("Struggling to pay mortgage"), Some((ContractTerms, Reduction)));
        assert_eq!(issue("The weather"), None);
    }

    #[test]
    fn every_issue_is_named_once() {
        let names: Vec<&str> = ISSUES.iter().flat_map(|(_, _, names)| *names).copied().collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{name}");
        }
    }
}
