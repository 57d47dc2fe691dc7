//! Other ways to enforce an agreement.

use super::*;

fn by(route: OtherRoute) -> RecordOtherRoute {
    RecordOtherRoute { route }
}
pub(crate) fn order(step: PaymentOrderStep) -> RecordOtherRoute {
    by(OtherRoute::PaymentOrder(step))
}
fn instrument(debtor: domain::ids::PartyId, consent: Option<DocumentRef>) -> RecordOtherRoute {
    by(OtherRoute::NotarialInstrument {
        notary: short("广州市示例公证处"),
        number: short("（2026）粤广示例第77号"),
        issued_on: day("2026-11-04"),
        debtor,
        consent,
    })
}
pub(crate) fn notarised() -> RecordOtherRoute {
    notarised_for(BANK)
}
pub(crate) fn notarised_for(debtor: domain::ids::PartyId) -> RecordOtherRoute {
    instrument(debtor, Some(document()))
}
pub(crate) fn notarised_with(sha256: &str) -> RecordOtherRoute {
    instrument(BANK, Some(DocumentRef { sha256: sha256.to_owned(), ..document() }))
}
pub(crate) fn without_consent() -> RecordOtherRoute {
    instrument(BANK, None)
}
pub(crate) fn order_applied() -> RecordOtherRoute {
    order_applied_on("2026-11-04")
}
pub(crate) fn order_applied_on(on: &str) -> RecordOtherRoute {
    order(PaymentOrderStep::Apply {
        court: COURT.to_owned(),
        debtor: BANK,
        on: day(on),
        conditions_met: true,
    })
}
pub(crate) fn order_accepted() -> RecordOtherRoute {
    order(PaymentOrderStep::Accept {
        number: court_number("（2026）粤0104民督12号"), on: day("2026-11-04")
    })
}
pub(crate) fn order_refused() -> RecordOtherRoute {
    order(PaymentOrderStep::Refuse { ground: PaymentOrderRefusal::Conditions, on: day("2026-11-05") })
}
pub(crate) fn order_issued(served_on: &str) -> RecordOtherRoute {
    order(PaymentOrderStep::Issue { served_on: day(served_on) })
}
pub(crate) fn order_objected(substantive: bool, applicant_objects_to_suit: bool) -> RecordOtherRoute {
    order(PaymentOrderStep::Object { substantive, on: day("2026-11-10"), applicant_objects_to_suit })
}
pub(crate) fn court_paper() -> RecordOtherRoute {
    court_paper_of("（2026）粤0104诉前调书88号")
}
pub(crate) fn court_paper_of(number: &str) -> RecordOtherRoute {
    by(OtherRoute::CourtMediationPaper {
        number: court_number(number),
        issued_on: day("2026-11-04"),
        served_on: day("2026-11-05"),
    })
}
fn arbitral(arbitration_agreement: Option<DocumentRef>) -> RecordOtherRoute {
    by(OtherRoute::ArbitralPaper {
        kind: ArbitralPaperKind::MediationPaper,
        commission: short("广州仲裁委员会"),
        number: short("（2026）穗仲调字第9号"),
        issued_on: day("2026-11-04"),
        arbitration_agreement,
    })
}
pub(crate) fn arbitral_paper() -> RecordOtherRoute {
    arbitral(Some(document()))
}
pub(crate) fn arbitral_paper_without_agreement() -> RecordOtherRoute {
    arbitral(None)
}
pub(crate) fn suit() -> RecordOtherRoute {
    suit_of("2026-11-04")
}
pub(crate) fn suit_of(docketed_on: &str) -> RecordOtherRoute {
    by(OtherRoute::Suit {
        claimant: APPLICANT,
        number: court_number("（2026）粤0104民初321号"),
        docketed_on: day(docketed_on),
    })
}
