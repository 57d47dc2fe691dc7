//! 执行依据: by which papers a court enforces an agreement, and how much of it each of them covers (domain §3.1, §3.3).

use crate::case::confirmation::ConfirmationStatus;
use crate::case::other_route::PaymentOrder;
use crate::case::settlement::{Obligation, Performance, Settlement};
use crate::classification::EnforcementTitle;
use crate::ids::PartyId;

impl ConfirmationStatus {
    /// A ruling stands that the agreement is valid. An objection takes nothing from it before the court has decided (CPLI 372).
    #[must_use]
    pub fn stands(self) -> bool {
        self.was_confirmed() && self != Self::Revoked
    }
}

impl Settlement {
    /// The papers on record by which a court enforces it, those that cover all of it first.
    #[must_use]
    pub fn titles(&self) -> Vec<EnforcementTitle> {
        EnforcementTitle::ALL.iter().copied().filter(|title| self.has(*title)).collect()
    }

    /// Whether it can be enforced as it is: nobody sues or asks for an order on what a court, a notary or an arbitral body already made
    /// enforceable.
    #[must_use]
    pub fn is_enforceable(&self) -> bool {
        EnforcementTitle::ALL.iter().any(|title| self.has(*title))
    }

    /// Whether a title on record is about an obligation. A ruling, a mediation paper and an award hold the whole agreement; a notary and a
    /// payment order only the money of the debtor they name (NE2018 3; CPL 225).
    #[must_use]
    pub fn covers(&self, title: EnforcementTitle, obligation: &Obligation) -> bool {
        let money_of = |debtor: Option<PartyId>| {
            debtor == Some(obligation.obligor) && matches!(obligation.performance, Performance::Money(_))
        };
        match title {
            EnforcementTitle::ConfirmationRuling
            | EnforcementTitle::CourtMediationPaper
            | EnforcementTitle::ArbitralPaper => true,
            EnforcementTitle::NotarialInstrument => money_of(self.other_routes.notarial),
            EnforcementTitle::PaymentOrder => money_of(self.other_routes.order_debtor),
        }
    }

    fn has(&self, title: EnforcementTitle) -> bool {
        let routes = &self.other_routes;
        match title {
            EnforcementTitle::ConfirmationRuling => self.confirmation.status.stands(),
            EnforcementTitle::CourtMediationPaper => routes.court_paper,
            EnforcementTitle::ArbitralPaper => routes.arbitral,
            EnforcementTitle::NotarialInstrument => routes.notarial.is_some(),
            EnforcementTitle::PaymentOrder => routes.payment_order == Some(PaymentOrder::Effective),
        }
    }
}
