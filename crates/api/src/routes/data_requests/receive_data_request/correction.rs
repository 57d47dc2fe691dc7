//! What a person asks to have corrected.

use crate::error::{FieldErrors, table};
use crate::routes::cases::file_application::DocumentNumberBody;
use chrono::NaiveDate;
use domain::correction::{CorrectedValue, Correction};
use domain::identity::IdentityDocument;
use domain::ids::{CaseId, PartyId, SubjectId};
use domain::personal::Personal;
use domain::text::{PersonName, Phone, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Party, field and new value: exactly one of the four values.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrectionBody {
    /// The case it stands wrong in.
    case: Uuid,
    /// The party whose data it is.
    party: Uuid,
    /// The name as it should read.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// The document as it should read.
    document: Option<DocumentNumberBody>,
    /// The phone as it should read.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// The address as it should read.
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
}

impl CorrectionBody {
    /// The correction, or `None` with its mistakes noted.
    pub(super) fn read(
        &self,
        subject: SubjectId,
        today: NaiveDate,
        fields: &mut FieldErrors,
    ) -> Option<Correction> {
        let value = match (&self.name, &self.document, &self.phone, &self.address) {
            (Some(name), None, None, None) => {
                let name = fields.check("/correction/name", PersonName::parse(name));
                CorrectedValue::Name(Personal::clear(subject, name?))
            }
            (None, Some(shown), None, None) => {
                let document = IdentityDocument::parse(shown.kind.0, &shown.number, today);
                let document = fields.check("/correction/document/number", document);
                CorrectedValue::Document(Personal::clear(subject, document?))
            }
            (None, None, Some(phone), None) => {
                let phone = fields.check("/correction/phone", Phone::parse(phone));
                CorrectedValue::Phone(Personal::clear(subject, phone?))
            }
            (None, None, None, Some(address)) => {
                let address = fields.check("/correction/address", ShortText::parse(address));
                CorrectedValue::Address(Personal::clear(subject, address?))
            }
            _ => return fields.check("/correction", Err(&table::CORRECTION_VALUE)),
        };
        Some(Correction { case: CaseId(self.case), party: PartyId(self.party), value })
    }
}
