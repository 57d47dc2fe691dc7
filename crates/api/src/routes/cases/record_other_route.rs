//! `POST /v1/cases/{case}/other-routes`: 记录其他执行途径 Records another way to enforce the agreement.

use super::{CaseWrite, DocumentBody};
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::DateField;
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ArbitralPaperKindCode, PaymentOrderRefusalCode};
use actix_web::{HttpResponse, post};
use domain::case::{DocumentRef, OtherRoute, PaymentOrderStep, RecordOtherRoute};
use domain::court_number::CourtCaseNumber;
use domain::ids::{PartyId, SubjectId};
use domain::personal::Personal;
use domain::text::ShortText;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which way, and what happened on it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "route", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the domain's routes")]
pub enum OtherRouteBody {
    /// 赋强公证; `consent` is the debtor's written consent to enforcement.
    NotarialInstrument {
        notary: String,
        number: String,
        issued_on: DateField,
        debtor: Uuid,
        consent: Option<DocumentBody>,
    },
    /// 申请支付令; `conditions_met` says that the parties owe each other nothing else and the order can be served (CPL 225).
    PaymentOrderApplied { court: String, debtor: Uuid, on: DateField, conditions_met: bool },
    /// 受理支付令申请.
    PaymentOrderAccepted { number: String, on: DateField },
    /// 不予受理或者驳回.
    PaymentOrderRefused { ground: PaymentOrderRefusalCode, on: DateField },
    /// 发出并送达支付令.
    PaymentOrderIssued { served_on: DateField },
    /// 债务人异议; only one that disputes the debt ends the order (CPLI 436).
    PaymentOrderObjected {
        substantive: bool,
        on: DateField,
        #[serde(default)]
        applicant_objects_to_suit: bool,
    },
    /// 支付令生效.
    PaymentOrderEffective { on: DateField },
    /// 法院调解书 (诉前调书; in an entrusted suit the court's own).
    CourtMediationPaper { number: String, issued_on: DateField, served_on: DateField },
    /// 仲裁裁决书、调解书.
    ArbitralPaper {
        kind: ArbitralPaperKindCode,
        commission: String,
        number: String,
        issued_on: DateField,
        arbitration_agreement: Option<DocumentBody>,
    },
    /// 就调解协议起诉.
    Suit { claimant: Uuid, number: String, docketed_on: DateField },
}

/// 记录其他执行途径 Records another way to enforce the agreement than judicial confirmation: a notary's instrument, a payment order, the
/// court's own paper, an arbitral one, or a suit. It is kept apart and never counted as a confirmation.
#[utoipa::path(
    tag = "confirmation",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = OtherRouteBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/other-routes")]
pub(crate) async fn record_other_route(
    write: CaseWrite<auth::RecordOtherRoute, OtherRouteBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let Some(route) = write.body.read(subject, &mut fields) else { return Err(fields.into()) };
    write.execute(RecordOtherRoute { route }).await
}

impl OtherRouteBody {
    fn read(&self, subject: SubjectId, fields: &mut FieldErrors) -> Option<OtherRoute> {
        use PaymentOrderStep as Step;
        let order = |step| Some(OtherRoute::PaymentOrder(step));
        match self {
            Self::NotarialInstrument { notary, number, issued_on, debtor, consent } => {
                Some(OtherRoute::NotarialInstrument {
                    notary: named(fields, "/notary", notary)?,
                    number: named(fields, "/number", number)?,
                    issued_on: issued_on.0,
                    debtor: PartyId(*debtor),
                    consent: paper(fields, "/consent", subject, consent.as_ref())?,
                })
            }
            Self::PaymentOrderApplied { court, debtor, on, conditions_met } => order(Step::Apply {
                court: court.clone(),
                debtor: PartyId(*debtor),
                on: on.0,
                conditions_met: *conditions_met,
            }),
            Self::PaymentOrderAccepted { number, on } => {
                order(Step::Accept { number: court_no(fields, number)?, on: on.0 })
            }
            Self::PaymentOrderRefused { ground, on } => order(Step::Refuse { ground: ground.0, on: on.0 }),
            Self::PaymentOrderIssued { served_on } => order(Step::Issue { served_on: served_on.0 }),
            Self::PaymentOrderObjected { substantive, on, applicant_objects_to_suit } => {
                order(Step::Object {
                    substantive: *substantive,
                    on: on.0,
                    applicant_objects_to_suit: *applicant_objects_to_suit,
                })
            }
            Self::PaymentOrderEffective { on } => order(Step::TakeEffect { on: on.0 }),
            Self::CourtMediationPaper { number, issued_on, served_on } => {
                Some(OtherRoute::CourtMediationPaper {
                    number: court_no(fields, number)?,
                    issued_on: issued_on.0,
                    served_on: served_on.0,
                })
            }
            Self::ArbitralPaper { kind, commission, number, issued_on, arbitration_agreement } => {
                let pointer = "/arbitration_agreement";
                Some(OtherRoute::ArbitralPaper {
                    kind: kind.0,
                    commission: named(fields, "/commission", commission)?,
                    number: named(fields, "/number", number)?,
                    issued_on: issued_on.0,
                    arbitration_agreement: paper(fields, pointer, subject, arbitration_agreement.as_ref())?,
                })
            }
            Self::Suit { claimant, number, docketed_on } => Some(OtherRoute::Suit {
                claimant: PartyId(*claimant),
                number: court_no(fields, number)?,
                docketed_on: docketed_on.0,
            }),
        }
    }
}

fn court_no(fields: &mut FieldErrors, number: &str) -> Option<CourtCaseNumber> {
    fields.check("/number", CourtCaseNumber::parse(number))
}

fn named(fields: &mut FieldErrors, pointer: &str, text: &str) -> Option<ShortText> {
    fields.check(pointer, ShortText::parse(text))
}

/// A paper that may be missing here; the rule says what it is needed for.
fn paper(
    fields: &mut FieldErrors,
    pointer: &str,
    subject: SubjectId,
    body: Option<&DocumentBody>,
) -> Option<Option<DocumentRef>> {
    let Some(body) = body else { return Some(None) };
    let title = named(fields, &format!("{pointer}/title"), &body.title)?;
    Some(Some(DocumentRef { title: Personal::clear(subject, title), sha256: body.sha256.clone() }))
}
