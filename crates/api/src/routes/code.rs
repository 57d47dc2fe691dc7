//! Fields of a body that take one code of a list of the domain, shown as such in the interface document.

use domain::classification as lists;
use domain::identity::IdentityKind;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A field that takes one code.
pub trait CodeField {
    /// The list.
    type List;

    /// The code.
    fn code(self) -> Self::List;
}

macro_rules! code_fields {
    ($($field:ident($list:ty) by $name:ident;)+) => {$(
        #[doc = concat!("One code of [`", stringify!($list), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $field(pub $list);

        impl CodeField for $field {
            type List = $list;

            fn code(self) -> $list {
                self.0
            }
        }

        impl<'de> Deserialize<'de> for $field {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$list>::deserialize(deserializer).map(Self)
            }
        }

        impl PartialSchema for $field {
            fn schema() -> RefOr<Schema> {
                let codes: Vec<&'static str> = <$list>::ALL.iter().map(|code| code.$name()).collect();
                let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes)).build();
                RefOr::T(Schema::Object(object))
            }
        }

        impl ToSchema for $field {}
    )+};
}

code_fields! {
    AcceptanceCheckCode(lists::AcceptanceCheck) by code;
    AgreementAnswerCode(lists::AgreementAnswer) by code;
    ContractChangeCode(lists::ContractChange) by code;
    CreditRecordActionCode(lists::CreditRecordAction) by code;
    ReviewFindingCode(lists::ReviewFinding) by code;
    ReviewOutcomeCode(lists::ReviewOutcome) by code;
    WaivedItemCode(lists::WaivedItem) by code;
    ArbitralPaperKindCode(lists::ArbitralPaperKind) by code;
    AuthorityScopeCode(lists::AuthorityScope) by code;
    BatchReasonCode(lists::BatchReason) by code;
    BusinessCode(lists::Business) by code;
    CancelReasonCode(lists::CancelReason) by code;
    CapacityBasisCode(lists::CapacityBasis) by code;
    CauseCode(lists::Cause) by code;
    ClaimKindCode(lists::ClaimKind) by code;
    ComplaintOutcomeCode(lists::ComplaintOutcome) by code;
    ConfirmationPaperCode(lists::ConfirmationPaper) by code;
    ConsentMatterCode(lists::ConsentMatter) by code;
    CourtBasisCode(lists::CourtBasis) by code;
    DataIdentityProofCode(lists::DataIdentityProof) by code;
    DataRefusalGroundCode(lists::DataRefusalGround) by code;
    DataRequesterCode(lists::DataRequester) by code;
    DataRightCode(lists::DataRight) by code;
    DeclarationFormCode(lists::DeclarationForm) by code;
    DeclineReasonCode(lists::DeclineReason) by code;
    DismissalGroundCode(lists::DismissalGround) by code;
    EmergencyReasonCode(lists::EmergencyReason) by code;
    EmergencyVerdictCode(lists::EmergencyVerdict) by code;
    ErasureGroundCode(lists::ErasureGround) by code;
    ExclusionCode(lists::Exclusion) by code;
    HoldGroundCode(lists::HoldGround) by code;
    InquiryPurposeCode(lists::InquiryPurpose) by code;
    IdentityCheckCode(lists::IdentityCheck) by code;
    LegalFormCode(lists::LegalForm) by code;
    NumberVoidReasonCode(lists::NumberVoidReason) by code;
    ReadBackCode(lists::ReadBack) by code;
    SuspensionReasonCode(lists::SuspensionReason) by code;
    HandOverLineCode(lists::HandOverLine) by code;
    IntakeChannelCode(lists::IntakeChannel) by code;
    LegalCapacityCode(lists::LegalCapacity) by code;
    NonAcceptanceGroundCode(lists::NonAcceptanceGround) by code;
    ObjectionOutcomeCode(domain::case::ObjectionOutcome) by code;
    PaymentOrderRefusalCode(lists::PaymentOrderRefusal) by code;
    RecusalGroundCode(lists::RecusalGround) by code;
    LanguageCode(lists::Language) by code;
    ReferralKindCode(lists::ReferralKind) by code;
    RefusalReasonCode(lists::RefusalReason) by code;
    RepresentativeKindCode(lists::RepresentativeKind) by code;
    ReplaceReasonCode(lists::ReplaceReason) by code;
    RiskIndicatorCode(lists::RiskIndicator) by code;
    RiskRecipientCode(lists::RiskRecipient) by code;
    ScreeningFindingCode(lists::ScreeningFinding) by code;
    SimilarRelationCode(lists::SimilarRelation) by code;
    SpecialNeedCode(lists::SpecialNeed) by code;
    SectorCode(lists::Sector) by code;
    ServiceMethodCode(lists::ServiceMethod) by code;
    SessionModeCode(lists::SessionMode) by code;
    SessionResultCode(lists::SessionResult) by code;
    SignatureAlgorithmCode(lists::SignatureAlgorithm) by code;
    SignatureMethodCode(lists::SignatureMethod) by code;
    TerminationCode(lists::Termination) by code;
    TrackCode(lists::Track) by code;
    TransferReasonCode(lists::TransferReason) by code;
    TrialProcedureCode(lists::TrialProcedure) by code;
    DefaultGroundCode(lists::DefaultGround) by code;
    EnforcementTitleCode(lists::EnforcementTitle) by code;
    ComplaintMeasureCode(lists::ComplaintMeasure) by code;
    ComplaintGroundCode(lists::ComplaintGround) by code;
    IdentityKindCode(IdentityKind) by wire_name;
    UnlinkReasonCode(lists::UnlinkReason) by code;
}

/// The codes inside.
pub fn plain<F: CodeField>(fields: Vec<F>) -> Vec<F::List> {
    fields.into_iter().map(CodeField::code).collect()
}
