//! Structured settlement terms (domain §2.4): a court must find every clause clear (CPLI 358(5)).

use crate::case::settlement::{Obligation, Performance};
use crate::classification::{ContractChange, CreditRecordAction, WaivedItem};
use crate::ids::PartyId;
use crate::money::Fen;
use crate::personal::{Personal, personal_fields};
use crate::text::LongText;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One clause, with free wording allowed only beside the structured part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The structured part.
    pub body: TermBody,
    /// Wording beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Personal<LongText>>,
}

/// The structured part of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermBody {
    /// 一次性给付.
    Payment {
        /// Who pays.
        payer: PartyId,
        /// Who receives.
        payee: PartyId,
        /// Fen.
        amount: Fen,
        /// Legal date, last day.
        due_on: NaiveDate,
    },
    /// 退费、退保.
    Refund {
        /// Who pays back.
        payer: PartyId,
        /// Who receives.
        payee: PartyId,
        /// Fen.
        amount: Fen,
        /// Legal date, last day.
        due_on: NaiveDate,
    },
    /// 分期给付.
    Instalments {
        /// Who pays.
        payer: PartyId,
        /// Who receives.
        payee: PartyId,
        /// Fen; equals the sum of the schedule.
        total: Fen,
        /// In order of date, at least two.
        schedule: Vec<Instalment>,
        /// 加速到期: so many missed instalments make the rest fall due.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accelerates_after: Option<u8>,
    },
    /// 减免.
    Waiver {
        /// Who waives.
        creditor: PartyId,
        /// Fen.
        amount: Fen,
        /// What is given up; unknown in agreements of before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<WaivedItem>,
    },
    /// 履行特定行为.
    Conduct {
        /// Who acts.
        obligor: PartyId,
        /// Legal date, last day.
        due_on: NaiveDate,
    },
    /// 赔礼道歉.
    Apology {
        /// Who apologises.
        obligor: PartyId,
        /// Legal date, last day.
        due_on: NaiveDate,
    },
    /// 互不追究.
    Release {},
    /// 保密.
    Confidentiality {},
    /// 共同申请司法确认的承诺.
    JointConfirmation {},
    /// 部分和解: only these claims are settled, and about the others the mediation ends (SZR 26).
    Partial {
        /// By their places among the claims of the case, 1, 2, 3 …, ascending; not all of them.
        claims: Vec<u32>,
    },
    /// 费用负担.
    Costs {
        /// Who bears them.
        bearer: PartyId,
    },
    /// 合同变更、解除、复效: which contract and which clause, old and new, the wording says.
    ContractChange {
        /// What becomes of the contract.
        change: ContractChange,
        /// Legal date, the first day.
        effective_on: NaiveDate,
    },
    /// 征信异议处理. A record that is right stays; nobody can promise to have it deleted.
    CreditRecord {
        /// Who reports the record: an institution.
        obligor: PartyId,
        /// What it does.
        action: CreditRecordAction,
        /// Legal date, last day.
        due_on: NaiveDate,
    },
    /// 担保. Whoever guarantees is a party of the case, having joined it if need be, and so signs (CPLI 150).
    Security {
        /// Who answers for the debtor.
        guarantor: PartyId,
        /// For whom.
        debtor: PartyId,
        /// Up to so much, fen.
        up_to: Fen,
    },
    /// 违约责任: a sum or a rate, not both and not neither.
    Penalty {
        /// Who owes it on default.
        obligor: PartyId,
        /// Fen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sum: Option<Fen>,
        /// Of what is overdue, a day, in millionths: 500 is 万分之五.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        daily_ppm: Option<u32>,
    },
    /// 接受强制执行的承诺, which a notary needs (NE2018 3-5; CPL 249).
    EnforcementConsent {
        /// Who owes money under this agreement and agrees.
        debtor: PartyId,
    },
}

/// One part of an instalment schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Legal date, last day.
    pub due_on: NaiveDate,
    /// Fen.
    pub amount: Fen,
}

personal_fields! { Term { wording } }

impl TermBody {
    /// Whether the clause is only clear with wording beside it: what is to be done, said, kept secret or released.
    #[must_use]
    pub const fn needs_wording(&self) -> bool {
        match self {
            Self::Conduct { .. }
            | Self::Apology { .. }
            | Self::Release {}
            | Self::Costs { .. }
            | Self::ContractChange { .. }
            | Self::CreditRecord { .. } => true,
            Self::Payment { .. }
            | Self::Refund { .. }
            | Self::Instalments { .. }
            | Self::Waiver { .. }
            | Self::Confidentiality {}
            | Self::Partial { .. }
            | Self::Security { .. }
            | Self::Penalty { .. }
            | Self::EnforcementConsent { .. }
            | Self::JointConfirmation {} => false,
        }
    }

    /// Parties named by the clause.
    #[must_use]
    pub fn parties(&self) -> Vec<PartyId> {
        match self {
            Self::Payment { payer, payee, .. }
            | Self::Refund { payer, payee, .. }
            | Self::Instalments { payer, payee, .. } => vec![*payer, *payee],
            Self::Waiver { creditor, .. } => vec![*creditor],
            Self::Conduct { obligor, .. }
            | Self::Apology { obligor, .. }
            | Self::CreditRecord { obligor, .. }
            | Self::Penalty { obligor, .. } => vec![*obligor],
            Self::Costs { bearer } => vec![*bearer],
            Self::Security { guarantor, debtor, .. } => vec![*guarantor, *debtor],
            Self::EnforcementConsent { debtor } => vec![*debtor],
            Self::Release {}
            | Self::Confidentiality {}
            | Self::JointConfirmation {}
            | Self::ContractChange { .. }
            | Self::Partial { .. } => vec![],
        }
    }

    /// Last days named by the clause.
    #[must_use]
    pub fn due_dates(&self) -> Vec<NaiveDate> {
        match self {
            Self::Payment { due_on, .. }
            | Self::Refund { due_on, .. }
            | Self::Conduct { due_on, .. }
            | Self::Apology { due_on, .. }
            | Self::ContractChange { effective_on: due_on, .. }
            | Self::CreditRecord { due_on, .. } => vec![*due_on],
            Self::Instalments { schedule, .. } => schedule.iter().map(|part| part.due_on).collect(),
            Self::Waiver { .. }
            | Self::Release {}
            | Self::Confidentiality {}
            | Self::JointConfirmation {}
            | Self::Partial { .. }
            | Self::Security { .. }
            | Self::Penalty { .. }
            | Self::EnforcementConsent { .. }
            | Self::Costs { .. } => vec![],
        }
    }

    /// What moves from one party to the other, fen: the part of the clause that counts as settled amount (达成金额).
    #[must_use]
    pub const fn moved(&self) -> Option<Fen> {
        match self {
            Self::Payment { amount, .. } | Self::Refund { amount, .. } => Some(*amount),
            Self::Instalments { total, .. } => Some(*total),
            Self::Waiver { .. }
            | Self::Conduct { .. }
            | Self::Apology { .. }
            | Self::Release {}
            | Self::Confidentiality {}
            | Self::JointConfirmation {}
            | Self::Partial { .. }
            | Self::ContractChange { .. }
            | Self::CreditRecord { .. }
            | Self::Security { .. }
            | Self::Penalty { .. }
            | Self::EnforcementConsent { .. }
            | Self::Costs { .. } => None,
        }
    }

    /// What the clause is worth to whoever it favours, fen: what moves, or is given up.
    #[must_use]
    pub const fn worth(&self) -> Option<Fen> {
        match self {
            Self::Waiver { amount, .. } => Some(*amount),
            Self::Payment { .. }
            | Self::Refund { .. }
            | Self::Instalments { .. }
            | Self::Conduct { .. }
            | Self::Apology { .. }
            | Self::Release {}
            | Self::Confidentiality {}
            | Self::JointConfirmation {}
            | Self::Partial { .. }
            | Self::ContractChange { .. }
            | Self::CreditRecord { .. }
            | Self::Security { .. }
            | Self::Penalty { .. }
            | Self::EnforcementConsent { .. }
            | Self::Costs { .. } => self.moved(),
        }
    }

    /// What has to be performed under the clause, numbered from `first`.
    #[must_use]
    pub fn obligations(&self, first: u32) -> Vec<Obligation> {
        let money = |seq, obligor, creditor: &PartyId, due_on, amount| Obligation {
            creditor: Some(*creditor),
            ..Obligation::new(seq, obligor, due_on, Performance::Money(amount))
        };
        match self {
            Self::Payment { payer, payee, amount, due_on }
            | Self::Refund { payer, payee, amount, due_on } => {
                vec![money(first, *payer, payee, *due_on, *amount)]
            }
            Self::Instalments { payer, payee, schedule, accelerates_after, total: _ } => (first..)
                .zip(schedule)
                .map(|(seq, part)| Obligation {
                    accelerates_after: *accelerates_after,
                    ..money(seq, *payer, payee, part.due_on, part.amount)
                })
                .collect(),
            Self::Conduct { obligor, due_on }
            | Self::Apology { obligor, due_on }
            | Self::CreditRecord { obligor, due_on, .. } => {
                vec![Obligation::new(first, *obligor, *due_on, Performance::Conduct)]
            }
            Self::Waiver { .. }
            | Self::Release {}
            | Self::Confidentiality {}
            | Self::JointConfirmation {}
            | Self::Partial { .. }
            | Self::ContractChange { .. }
            | Self::Security { .. }
            | Self::Penalty { .. }
            | Self::EnforcementConsent { .. }
            | Self::Costs { .. } => vec![],
        }
    }
}

/// Everything that has to be performed under an agreement, numbered 1, 2, 3 ….
#[must_use]
pub(super) fn obligations(terms: &[Term]) -> Vec<Obligation> {
    let mut all: Vec<Obligation> = Vec::new();
    for (clause, term) in (1..).zip(terms) {
        let first = all.last().map_or(1, |last| last.seq + 1);
        let own = term.body.obligations(first).into_iter();
        all.extend(own.map(|obligation| Obligation { clause: Some(clause), ..obligation }));
    }
    all
}

/// The claims an agreement settles, by their places; empty: all of them.
#[must_use]
pub fn settled_claims(terms: &[Term]) -> Vec<u32> {
    let scope = terms.iter().find_map(|term| match &term.body {
        TermBody::Partial { claims } => Some(claims.clone()),
        TermBody::Payment { .. }
        | TermBody::Refund { .. }
        | TermBody::Instalments { .. }
        | TermBody::Waiver { .. }
        | TermBody::Conduct { .. }
        | TermBody::Apology { .. }
        | TermBody::Release {}
        | TermBody::Confidentiality {}
        | TermBody::JointConfirmation {}
        | TermBody::ContractChange { .. }
        | TermBody::CreditRecord { .. }
        | TermBody::Security { .. }
        | TermBody::Penalty { .. }
        | TermBody::EnforcementConsent { .. }
        | TermBody::Costs { .. } => None,
    });
    scope.unwrap_or_default()
}
