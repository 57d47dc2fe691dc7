//! House and views, as a route asks for them.

use crate::auth::{Action, OfCase, Permit, Policies, Standing, classes};
use crate::error::{ApiError, table};
use crate::extract::RequestId;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use application::{Classes, EmergencyAccess, ExecuteError, House, Journal, Moved, Purpose, Read, Trace};
use chrono::NaiveDate;
use domain::calendar::legal_date;
use domain::case::Case;
use domain::ids::{CaseId, CentreId, PartyId};
use domain::occasion::{Actor, Role};
use event_store::Position;
use projection::{Reader, Views};
use std::future::{Ready, ready};
use std::sync::OnceLock;
use uuid::Uuid;

/// What a query works in.
pub struct Rooms {
    /// Opens what is sealed, tells the time.
    pub house: web::Data<House>,
    /// Answers.
    pub views: web::Data<Views>,
    /// Writes reads down.
    pub journal: web::Data<Journal>,
    policies: web::Data<Policies>,
    request: Option<String>,
    /// For whom somebody reads; known once he is admitted.
    on_behalf: OnceLock<Vec<PartyId>>,
    /// The emergency under which somebody was admitted.
    emergency: OnceLock<EmergencyAccess>,
}

/// What an entry of the journal says beyond who and which cases.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Classes of confidentiality the answer shows.
    pub classes: Classes,
    /// What of it.
    pub about: Option<String>,
    /// What for.
    pub purpose: Option<Purpose>,
}

impl Shown {
    /// What the answer to a question shows whoever asks it.
    #[must_use]
    pub fn by<A: Action>() -> Self {
        Self { classes: classes::of_action(A::ROW.name), ..Self::default() }
    }
}

impl Rooms {
    /// Lets somebody see a case, if the policies say so of the part he has in it today.
    ///
    /// Nobody reads beyond the last day of his or her authority, however far the views are: a mediator who is suspended, replaced, was
    /// never asked, has left the roster or is past the term there; an agent who was revoked or whose authority has run out.
    ///
    /// # Errors
    /// `not-found`, as for any stranger.
    pub async fn admit<A: OfCase>(&self, permit: &Permit<A>, case: CaseId) -> Result<(), ApiError> {
        if !self.policies.is_asked() {
            return Ok(());
        }
        let actor = permit.actor();
        let reader = crate::routes::reading::reader(actor)?;
        // The view first: for a stranger it costs the same whether or not there is such a case, and folding one does not.
        let ties = self.views.ties(&reader, case)?.value;
        let mut standing = Standing::found(actor, &ties);
        if !ties.is_empty() {
            self.today(actor, case, &mut standing).await?;
        }
        if self.policies.admit::<A>(actor, case, &standing) {
            Ok(())
        } else {
            Err(ApiError::new(&table::NOT_FOUND))
        }
    }

    /// The parties somebody who was admitted acts for today without being them.
    #[must_use]
    pub fn acts_for(&self) -> &[PartyId] {
        self.on_behalf.get().map_or(&[], Vec::as_slice)
    }

    /// As [`Rooms::admit`], or under an emergency access that is open now: as staff of the case's centre then, and the trace says so.
    ///
    /// # Errors
    /// `not-found`, as for any stranger.
    pub async fn admit_or_emergency<A: OfCase>(
        &self,
        permit: &Permit<A>,
        case: CaseId,
    ) -> Result<Reader, ApiError> {
        let actor = permit.actor();
        let own = crate::routes::reading::reader(actor)?;
        let refused = match self.admit(permit, case).await {
            Ok(()) => return Ok(own),
            Err(refused) => refused,
        };
        if actor.role != Role::Director {
            return Err(refused);
        }
        let now = self.house.clock().now().timestamp_micros();
        let open = self.journal.open_emergency(actor, case, now).await;
        let Some(open) = open.map_err(|error| ApiError::internal(&error))? else { return Err(refused) };
        let Case::Filed(filed) = &self.house.case_state(case).await?.state else { return Err(refused) };
        let standing =
            Standing { centre: Some(filed.dossier.centre.clone()), emergency: true, ..Standing::default() };
        if !self.policies.admit::<A>(actor, case, &standing) {
            return Err(refused);
        }
        let _first = self.emergency.set(open);
        Ok(Reader::Staff(filed.dossier.centre.clone()))
    }

    /// Whether a case that stands in a list of the reader's own may be shown there today.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn admits<A: OfCase>(&self, permit: &Permit<A>, case: CaseId) -> Result<bool, ApiError> {
        if !self.policies.is_asked() {
            return Ok(true);
        }
        let actor = permit.actor();
        let reader = crate::routes::reading::reader(actor)?;
        let mut standing = Standing::found(actor, &reader.ties());
        self.today(actor, case, &mut standing).await?;
        Ok(self.policies.admit::<A>(actor, case, &standing))
    }

    /// Which of `cases`, that stand in the list of the reader's own at `position`, may be shown there today.
    ///
    /// The list has left out what the relation itself lets nobody read today. So the log is asked, case by case, only of what has moved
    /// since or was set aside by the views.
    ///
    /// # Errors
    /// When the log or the views cannot be read.
    pub async fn admitted<A: OfCase>(
        &self,
        permit: &Permit<A>,
        position: Position,
        cases: &[CaseId],
    ) -> Result<Vec<bool>, ApiError> {
        let by_relation = self.by_relation(permit).await?;
        let moved = match by_relation {
            // The journal says of one case for whom an agent read it, and that the log knows.
            Some(_) if cases.len() > 1 => self.house.moved_since(position, cases).await?,
            _ => Moved::Any,
        };
        let parked = self.views.parked()?.value;
        let mut admitted = Vec::with_capacity(cases.len());
        for case in cases {
            let stream = self.house.case_stream(*case);
            let unsure = moved.may_have(*case) || parked.iter().any(|it| it.stream == stream.as_str());
            admitted.push(match by_relation.filter(|_| !unsure) {
                Some(admitted) => admitted,
                None => self.admits(permit, *case).await?,
            });
        }
        Ok(admitted)
    }

    /// Whether the reader's relation to a case, where it holds today, is enough to see it, the same for all of them; `None` where each case
    /// has to be asked for itself: a party's, and where a policy names a case.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn by_relation<A: OfCase>(&self, permit: &Permit<A>) -> Result<Option<bool>, ApiError> {
        let actor = permit.actor();
        let knows_days = matches!(actor.role, Role::Mediator | Role::InstitutionAgent);
        if !self.policies.is_asked() {
            return Ok(Some(true));
        }
        if !knows_days || self.policies.name_a_case() {
            return Ok(None);
        }
        let reader = crate::routes::reading::reader(actor)?;
        let mut standing = Standing::found(actor, &reader.ties());
        standing.serves = self.serves(actor, legal_date(self.house.clock().now())).await?;
        standing.acts = actor.role == Role::InstitutionAgent;
        // No policy names a case: it is the same for every one.
        Ok(Some(self.policies.admit::<A>(actor, CaseId(Uuid::nil()), &standing)))
    }

    /// Whether somebody is a mediator whom the roster lets serve today.
    async fn serves(&self, actor: &Actor, today: NaiveDate) -> Result<bool, ApiError> {
        let Some(mediator) = actor.mediator.filter(|_| actor.role == Role::Mediator) else {
            return Ok(false);
        };
        match self.house.mediator(mediator).await {
            Ok(facts) => Ok(facts.may_serve(today)),
            Err(ExecuteError::Refused(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds what the law says today of the part a mediator, a party or an agent has in a case.
    async fn today(&self, actor: &Actor, case: CaseId, standing: &mut Standing) -> Result<(), ApiError> {
        match actor.role {
            Role::Mediator | Role::Party | Role::InstitutionAgent => {}
            Role::Clerk
            | Role::Director
            | Role::Court
            | Role::DataProtection
            | Role::Federation
            | Role::Administrator
            | Role::SecurityAdministrator
            | Role::AuditAdministrator => return Ok(()),
        }
        let today = legal_date(self.house.clock().now());
        if actor.role == Role::Mediator && actor.mediator.is_some() && !self.serves(actor, today).await? {
            return Ok(());
        }
        let folded = self.house.case_state(case).await?;
        let _first = self.on_behalf.set(folded.state.acts_for(actor, today));
        let lets_read = folded.state.lets_read(actor, today);
        standing.serves = lets_read && actor.role == Role::Mediator;
        standing.acts = lets_read && actor.role != Role::Mediator;
        Ok(())
    }

    /// Writes down that somebody is about to see these cases; the answer needs the trace.
    ///
    /// # Errors
    /// `store-busy` when it cannot be written down: no data then.
    pub async fn trace<A: Action>(&self, permit: &Permit<A>, cases: Vec<CaseId>) -> Result<Trace, ApiError> {
        self.trace_showing(permit, cases, Shown::by::<A>()).await
    }

    /// The same, saying more of what is shown and what for.
    ///
    /// # Errors
    /// `store-busy` when it cannot be written down: no data then.
    pub async fn trace_showing<A: Action>(
        &self,
        permit: &Permit<A>,
        cases: Vec<CaseId>,
        shown: Shown,
    ) -> Result<Trace, ApiError> {
        self.write_down::<A>(permit.actor(), cases, shown).await
    }

    /// The same for somebody whose right was looked at elsewhere.
    ///
    /// # Errors
    /// `store-busy` when it cannot be written down: no data then.
    pub async fn write_down<A: Action>(
        &self,
        actor: &Actor,
        cases: Vec<CaseId>,
        shown: Shown,
    ) -> Result<Trace, ApiError> {
        let emergency = self.emergency.get();
        let read = Read {
            at_us: self.house.clock().now().timestamp_micros(),
            action: A::ROW.name,
            actor: actor.clone(),
            // Of one case somebody is admitted to; a list is read for nobody in particular.
            on_behalf: self.on_behalf.get().filter(|_| cases.len() == 1).cloned().unwrap_or_default(),
            classes: shown.classes,
            about: shown.about.or_else(|| emergency.map(|access| format!("emergency access {}", access.id))),
            purpose: shown.purpose.or_else(|| emergency.and_then(|access| access.reason.clone())),
            cases,
            request: self.request.clone(),
        };
        self.journal.record(read).await.map_err(|error| {
            tracing::error!(%error, "a read was not answered");
            ApiError::new(&table::STORE_BUSY)
        })
    }
}

impl FromRequest for Rooms {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let house = request.app_data::<web::Data<House>>().cloned();
        let views = request.app_data::<web::Data<Views>>().cloned();
        let journal = request.app_data::<web::Data<Journal>>().cloned();
        let policies = request.app_data::<web::Data<Policies>>().cloned();
        let id = request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned());
        let (Some(house), Some(views), Some(journal), Some(policies)) = (house, views, journal, policies)
        else {
            return ready(Err(ApiError::internal(&"no house is configured")));
        };
        ready(Ok(Self {
            house,
            views,
            journal,
            policies,
            request: id,
            on_behalf: OnceLock::new(),
            emergency: OnceLock::new(),
        }))
    }
}

/// Whose part of the settlement register somebody reads.
pub enum OwnRegister<'a> {
    /// Matters filed with this court.
    Court(&'a str),
    /// Matters of this centre.
    Centre(&'a CentreId),
}

impl<'a> OwnRegister<'a> {
    /// The part that belongs to `actor`.
    ///
    /// # Errors
    /// `not-found` for somebody with neither court nor centre.
    pub fn of(actor: &'a Actor) -> Result<Self, ApiError> {
        match (&actor.court, &actor.centre) {
            (Some(court), _) => Ok(Self::Court(court)),
            (None, Some(centre)) => Ok(Self::Centre(centre)),
            (None, None) => Err(ApiError::new(&table::NOT_FOUND)),
        }
    }
}
