//! `POST /v1/cases/{case}/agreements`: 起草调解协议 Drafts a version of the agreement.

use super::CaseWrite;
use crate::auth;
use crate::error::{ApiError, FieldErrors};
use crate::extract::{DateField, FenField};
use crate::routes::answer::ReceiptBody;
use crate::routes::code::{ContractChangeCode, CreditRecordActionCode, WaivedItemCode};
use actix_web::{HttpResponse, post};
use application::random_text;
use domain::case::{DraftAgreement, Instalment, ProposedTerm, Term, TermBody};
use domain::ids::{PartyId, SubjectId};
use domain::invalid::Invalid;
use domain::money::Fen;
use domain::personal::Personal;
use domain::text::{LongText, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A version of the agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementBody {
    /// Its clauses.
    #[schema(min_items = 1, max_items = 100)]
    pub(super) terms: Vec<ClauseBody>,
}

/// One clause: a structured part, wording beside it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseBody {
    /// The structured part.
    term: ClauseTerm,
    /// Wording beside it.
    #[schema(min_length = 1, max_length = 50_000)]
    wording: Option<String>,
    /// 大写金额 as written on the paper; must match the figures.
    #[schema(min_length = 1, max_length = 100, example = "人民币壹仟贰佰捌拾元整")]
    amount_in_words: Option<String>,
}

/// The structured part of a clause. Amounts in fen, dates as legal dates, last day included.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of the domain's terms")]
pub enum ClauseTerm {
    /// 一次性给付.
    Payment { payer: Uuid, payee: Uuid, amount_fen: FenField, due_on: DateField },
    /// 退费、退保.
    Refund { payer: Uuid, payee: Uuid, amount_fen: FenField, due_on: DateField },
    /// 分期给付.
    Instalments {
        payer: Uuid,
        payee: Uuid,
        total_fen: FenField,
        schedule: Vec<InstalmentBody>,
        /// 加速到期: so many missed instalments make the rest fall due.
        accelerates_after: Option<u8>,
    },
    /// 减免.
    Waiver { creditor: Uuid, amount_fen: FenField, item: Option<WaivedItemCode> },
    /// 履行特定行为.
    Conduct { obligor: Uuid, due_on: DateField },
    /// 赔礼道歉.
    Apology { obligor: Uuid, due_on: DateField },
    /// 互不追究.
    Release {},
    /// 保密.
    Confidentiality {},
    /// 共同申请司法确认的承诺.
    JointConfirmation {},
    /// 部分和解: only these claims of the case are settled, by their places 1, 2, 3 … in order; about the others the mediation ends when
    /// the agreement takes effect.
    Partial { claims: Vec<u32> },
    /// 费用负担.
    Costs { bearer: Uuid },
    /// 合同变更、解除、复效: which contract and which clause, old and new, the wording says.
    ContractChange { change: ContractChangeCode, effective_on: DateField },
    /// 征信异议处理, by an institution; which record, the wording says.
    CreditRecord { obligor: Uuid, action: CreditRecordActionCode, due_on: DateField },
    /// 担保, by a party of the case.
    Security { guarantor: Uuid, debtor: Uuid, up_to_fen: FenField },
    /// 违约责任: a sum, or a rate of what is overdue, a day, in millionths (500 is 万分之五).
    Penalty { obligor: Uuid, sum_fen: Option<FenField>, daily_ppm: Option<u32> },
    /// 接受强制执行的承诺, which a notary needs.
    EnforcementConsent { debtor: Uuid },
}

/// One part of an instalment schedule.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstalmentBody {
    /// Last day.
    due_on: DateField,
    /// Fen.
    amount_fen: FenField,
}

/// 起草调解协议 Drafts a version of the agreement; earlier signatures are void.
#[utoipa::path(
    tag = "agreement",
    params(("case" = Uuid, Path, description = "Which case.")),
    request_body = AgreementBody,
    responses((status = 200, description = "Done.", body = ReceiptBody))
)]
#[post("/cases/{case}/agreements")]
pub(crate) async fn draft_agreement(
    write: CaseWrite<auth::DraftAgreement, AgreementBody>,
) -> Result<HttpResponse, ApiError> {
    let subject = write.subject().await?;
    let mut fields = FieldErrors::default();
    let terms = clauses(&mut fields, subject, &write.body.terms);
    if !fields.all().is_empty() {
        return Err(fields.into());
    }
    let salt = Personal::clear(subject, ShortText::parse(&random_text()?)?);
    write.execute(DraftAgreement { terms, salt }).await
}

/// Clauses as the rules take them, wording sealed for `subject`; what cannot be read is noted in `fields`.
pub(super) fn clauses(
    fields: &mut FieldErrors,
    subject: SubjectId,
    bodies: &[ClauseBody],
) -> Vec<ProposedTerm> {
    let mut terms = Vec::with_capacity(bodies.len());
    for (index, clause) in bodies.iter().enumerate() {
        let pointer = format!("/terms/{index}");
        let body = clause.term.read(&format!("{pointer}/term"), fields);
        let wording = clause.wording.as_deref().map(LongText::parse);
        let wording = fields.check_some(format!("{pointer}/wording"), wording).flatten();
        if let Some(body) = body {
            let wording = wording.map(|wording| Personal::clear(subject, wording));
            let amount_in_words = clause.amount_in_words.clone();
            terms.push(ProposedTerm { term: Term { body, wording }, amount_in_words });
        }
    }
    terms
}

impl ClauseTerm {
    fn read(&self, pointer: &str, fields: &mut FieldErrors) -> Option<TermBody> {
        let mut money = |name: &str, fen: FenField| -> Option<Fen> {
            fields.check(format!("{pointer}/{name}"), Fen::positive(fen.0))
        };
        let party = |id: &Uuid| PartyId(*id);
        Some(match self {
            Self::Payment { payer, payee, amount_fen, due_on } => TermBody::Payment {
                payer: party(payer),
                payee: party(payee),
                amount: money("amount_fen", *amount_fen)?,
                due_on: due_on.0,
            },
            Self::Refund { payer, payee, amount_fen, due_on } => TermBody::Refund {
                payer: party(payer),
                payee: party(payee),
                amount: money("amount_fen", *amount_fen)?,
                due_on: due_on.0,
            },
            Self::Instalments { payer, payee, total_fen, schedule, accelerates_after } => {
                TermBody::Instalments {
                    payer: party(payer),
                    payee: party(payee),
                    total: money("total_fen", *total_fen)?,
                    schedule: parts(schedule, pointer, fields)?,
                    accelerates_after: *accelerates_after,
                }
            }
            Self::Waiver { creditor, amount_fen, item } => TermBody::Waiver {
                creditor: party(creditor),
                amount: money("amount_fen", *amount_fen)?,
                item: item.as_ref().map(|item| item.0),
            },
            Self::Conduct { obligor, due_on } => {
                TermBody::Conduct { obligor: party(obligor), due_on: due_on.0 }
            }
            Self::Apology { obligor, due_on } => {
                TermBody::Apology { obligor: party(obligor), due_on: due_on.0 }
            }
            Self::Release {} => TermBody::Release {},
            Self::Confidentiality {} => TermBody::Confidentiality {},
            Self::JointConfirmation {} => TermBody::JointConfirmation {},
            Self::Partial { claims } => TermBody::Partial { claims: claims.clone() },
            Self::Costs { bearer } => TermBody::Costs { bearer: party(bearer) },
            Self::ContractChange { change, effective_on } => {
                TermBody::ContractChange { change: change.0, effective_on: effective_on.0 }
            }
            Self::CreditRecord { obligor, action, due_on } => {
                TermBody::CreditRecord { obligor: party(obligor), action: action.0, due_on: due_on.0 }
            }
            Self::Security { guarantor, debtor, up_to_fen } => TermBody::Security {
                guarantor: party(guarantor),
                debtor: party(debtor),
                up_to: money("up_to_fen", *up_to_fen)?,
            },
            Self::Penalty { obligor, sum_fen, daily_ppm } => TermBody::Penalty {
                obligor: party(obligor),
                sum: match sum_fen {
                    Some(sum) => Some(money("sum_fen", *sum)?),
                    None => None,
                },
                daily_ppm: *daily_ppm,
            },
            Self::EnforcementConsent { debtor } => TermBody::EnforcementConsent { debtor: party(debtor) },
        })
    }
}

fn parts(schedule: &[InstalmentBody], pointer: &str, fields: &mut FieldErrors) -> Option<Vec<Instalment>> {
    let read = |(index, part): (usize, &InstalmentBody)| {
        let amount: Result<Fen, Invalid> = Fen::positive(part.amount_fen.0);
        let amount = fields.check(format!("{pointer}/schedule/{index}/amount_fen"), amount)?;
        Some(Instalment { due_on: part.due_on.0, amount })
    };
    schedule.iter().enumerate().map(read).collect::<Vec<_>>().into_iter().collect()
}
