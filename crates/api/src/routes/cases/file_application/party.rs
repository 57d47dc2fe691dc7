//! A party of an application.

use crate::error::{ApiError, FieldErrors, table};
use crate::routes::code::IdentityKindCode;
use application::{Call, ExecuteError, House, Refusal};
use domain::calendar::legal_date;
use domain::case::{FiledParty, PartyIdentity, Side};
use domain::identity::{IdentityDocument, Uscc};
use domain::ids::{PartyId, SubjectId};
use domain::institution::InstitutionRegistered;
use domain::personal::Personal;
use domain::text::{PersonName, Phone, ShortText};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who a party is: exactly one of the three.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub(in crate::routes::cases) enum PartyBody {
    /// A natural person.
    Person(PersonBody),
    /// An organisation that is a customer.
    Organisation(OrganisationBody),
    /// A financial institution of the register.
    Institution(InstitutionBody),
}

/// A natural person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::cases) struct PersonBody {
    /// Name as in the document.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// The document that was shown.
    document: Option<DocumentNumberBody>,
    /// Where to reach the person.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// Where papers go.
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
}

/// An identity document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentNumberBody {
    /// Which paper.
    pub(crate) kind: IdentityKindCode,
    /// Its number.
    #[schema(min_length = 1, max_length = 50)]
    pub(crate) number: String,
}

/// An organisation that is a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::cases) struct OrganisationBody {
    /// Registered name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Unified social credit code.
    #[schema(min_length = 18, max_length = 18)]
    uscc: String,
    /// Where to reach its contact person.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
}

/// A financial institution of the register.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::cases) struct InstitutionBody {
    /// Unified social credit code of the institution or branch.
    #[schema(min_length = 18, max_length = 18)]
    uscc: String,
}

impl PartyBody {
    /// The party, or `None` with its mistakes noted; no account acts for it yet.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub(in crate::routes::cases) async fn read(
        &self,
        house: &House,
        call: &Call,
        index: usize,
        side: Side,
        pointer: &str,
        fields: &mut FieldErrors,
    ) -> Result<Option<FiledParty>, ApiError> {
        let subject = SubjectId(call.command.derive("subject", index));
        let identity = match self {
            Self::Person(body) => body.read(subject, house, pointer, fields),
            Self::Organisation(body) => body.read(subject, pointer, fields),
            Self::Institution(body) => body.read(house, pointer, fields).await?,
        };
        let Some(identity) = identity else { return Ok(None) };
        Ok(Some(FiledParty {
            party: PartyId(call.command.derive("party", index)),
            side,
            account: None,
            identity,
        }))
    }
}

impl PersonBody {
    fn read(
        &self,
        subject: SubjectId,
        house: &House,
        pointer: &str,
        fields: &mut FieldErrors,
    ) -> Option<PartyIdentity> {
        let today = legal_date(house.clock().now());
        let name = fields.check(format!("{pointer}/name"), PersonName::parse(&self.name));
        let document = self.document.as_ref();
        let document = document.map(|body| IdentityDocument::parse(body.kind.0, &body.number, today));
        let document = fields.check_some(format!("{pointer}/document/number"), document);
        let phone = fields.check_some(format!("{pointer}/phone"), self.phone.as_deref().map(Phone::parse));
        let address =
            fields.check_some(format!("{pointer}/address"), self.address.as_deref().map(ShortText::parse));
        Some(PartyIdentity::Person {
            name: Personal::clear(subject, name?),
            document: document?.map(|document| Personal::clear(subject, document)),
            phone: phone?.map(|phone| Personal::clear(subject, phone)),
            address: address?.map(|address| Personal::clear(subject, address)),
        })
    }
}

impl OrganisationBody {
    fn read(&self, subject: SubjectId, pointer: &str, fields: &mut FieldErrors) -> Option<PartyIdentity> {
        let name = fields.check(format!("{pointer}/name"), ShortText::parse(&self.name));
        let uscc = fields.check(format!("{pointer}/uscc"), Uscc::parse(&self.uscc));
        let phone = fields.check_some(format!("{pointer}/phone"), self.phone.as_deref().map(Phone::parse));
        Some(PartyIdentity::Organisation {
            name: name?,
            uscc: uscc?,
            phone: phone?.map(|phone| Personal::clear(subject, phone)),
        })
    }
}

impl InstitutionBody {
    /// Name, legal person, group and sector come from the register, never from the caller.
    async fn read(
        &self,
        house: &House,
        pointer: &str,
        fields: &mut FieldErrors,
    ) -> Result<Option<PartyIdentity>, ApiError> {
        let Some(entry) = registered(house, &format!("{pointer}/uscc"), &self.uscc, fields).await? else {
            return Ok(None);
        };
        Ok(Some(PartyIdentity::Institution {
            above: house.units_above(&entry).await?,
            name: entry.name,
            uscc: entry.uscc,
            legal_person: entry.legal_person,
            group: entry.group,
            sector: entry.sector,
        }))
    }
}

/// An institution of the register, or `None` with the mistake noted.
///
/// # Errors
/// When the register cannot be read.
pub(super) async fn registered(
    house: &House,
    pointer: &str,
    code: &str,
    fields: &mut FieldErrors,
) -> Result<Option<InstitutionRegistered>, ApiError> {
    let Some(uscc) = fields.check(pointer, Uscc::parse(code)) else { return Ok(None) };
    match house.institution(&uscc).await {
        Ok(entry) => Ok(Some(entry)),
        Err(ExecuteError::Refused(refusal)) if *refusal == Refusal::InstitutionUnknown => {
            Ok(fields.check(pointer, Err(&table::INSTITUTION_UNKNOWN)))
        }
        Err(error) => Err(error.into()),
    }
}
