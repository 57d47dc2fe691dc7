//! An agent or guardian named with an application.

use crate::error::{ApiError, FieldErrors, table};
use crate::routes::cases::appoint_representative::{AuthorityBody, ties};
use crate::routes::cases::short;
use crate::routes::code::RepresentativeKindCode;
use application::{Call, House};
use domain::case::AppointRepresentative;
use domain::ids::{PartyId, RepresentativeId, SubjectId, UserId};
use domain::occasion::Role;
use domain::personal::Personal;
use domain::text::{PersonName, Phone};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who acts for an applicant from the application on, and how far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AgentBody {
    /// For which applicant, by its place in `applicants`, counted from 0.
    #[schema(maximum = 48)]
    applicant: u32,
    /// Whether it is this agent or guardian who files; a clerk says so of whoever came to the counter.
    #[serde(default)]
    files: bool,
    /// What the agent is.
    kind: RepresentativeKindCode,
    /// Name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Number of the practising certificate, or of another paper that shows the capacity.
    #[schema(min_length = 1, max_length = 200)]
    licence: Option<String>,
    /// Where to reach the agent.
    #[schema(min_length = 5, max_length = 20)]
    phone: Option<String>,
    /// The account the agent acts by; of whoever files by an account of his own, that one.
    #[schema(min_length = 1, max_length = 96)]
    account: Option<String>,
    /// Social credit codes of law firm, employer, former institution: conflicts of interest are judged by them.
    #[serde(default)]
    #[schema(max_items = 20)]
    ties: Vec<String>,
    /// How far it reaches; of an agent with the paper it stands on.
    authority: AuthorityBody,
}

/// Whether one of them files.
pub(super) fn some_files(agents: &[AgentBody]) -> bool {
    agents.iter().any(|agent| agent.files)
}

/// The agent who files, by the id of the first appointment that says so.
pub(super) fn filing(bodies: &[AgentBody], agents: &[AppointRepresentative]) -> Option<RepresentativeId> {
    let files = bodies.iter().zip(agents).find(|(body, _)| body.files);
    files.map(|(_, agent)| agent.representative)
}

/// The appointments, each wrong field noted.
///
/// # Errors
/// When the register cannot be read.
pub(super) async fn read(
    house: &House,
    call: &Call,
    bodies: &[AgentBody],
    applicants: usize,
    fields: &mut FieldErrors,
) -> Result<Vec<AppointRepresentative>, ApiError> {
    let mut agents = Vec::with_capacity(bodies.len());
    for (index, body) in bodies.iter().enumerate() {
        if let Some(agent) = body.read(house, call, index, applicants, fields).await? {
            agents.push(agent);
        }
    }
    Ok(agents)
}

impl AgentBody {
    async fn read(
        &self,
        house: &House,
        call: &Call,
        index: usize,
        applicants: usize,
        fields: &mut FieldErrors,
    ) -> Result<Option<AppointRepresentative>, ApiError> {
        let at = format!("/agents/{index}");
        let command = call.command;
        // As for one who is appointed later: erasing an agent's data leaves the others' readable.
        let subject = SubjectId(command.derive("agent-subject", index));
        let of_case = SubjectId(command.derive("subject", 0));
        let place = usize::try_from(self.applicant).ok().filter(|place| *place < applicants);
        let place = fields.check(format!("{at}/applicant"), place.ok_or(&table::APPLICANT_UNKNOWN));
        let name = fields.check(format!("{at}/name"), PersonName::parse(&self.name));
        let licence = short(fields, &format!("{at}/licence"), subject, self.licence.as_deref());
        let phone = fields.check_some(format!("{at}/phone"), self.phone.as_deref().map(Phone::parse));
        let account = self.account.as_deref().map(UserId::parse);
        let account = fields.check_some(format!("{at}/account"), account);
        let ties = ties(house, &at, &self.ties, fields).await?;
        let authority = self.authority.read(&format!("{at}/authority"), of_case, fields);
        let (Some(place), Some(name), Some(licence), Some(phone), Some(account), Some(authority)) =
            (place, name, licence, phone, account, authority)
        else {
            return Ok(None);
        };
        let by_himself = self.files && call.actor.role == Role::Party;
        Ok(Some(AppointRepresentative {
            representative: RepresentativeId(command.derive("representative", index)),
            party: PartyId(command.derive("party", place)),
            kind: self.kind.0,
            name: Personal::clear(subject, name),
            licence,
            phone: phone.map(|phone| Personal::clear(subject, phone)),
            account: if by_himself { Some(call.actor.user.clone()) } else { account },
            ties,
            authority,
        }))
    }
}
