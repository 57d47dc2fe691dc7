//! Emergency access (紧急访问): the director of another centre reads a case that is not his, for a reason, for a while, and is asked about it
//! afterwards. Opening and review are entries of the access journal, so that neither can be taken back.

use crate::journal::{Journal, JournalError, JournalFilter, Looked, Purpose};
use domain::ids::CaseId;
use domain::occasion::Actor;
use uuid::Uuid;

/// The entry that opens a case.
const OPENING: &str = "open_emergency_access";
/// The entry that says what is held of it.
const REVIEW: &str = "review_emergency_access";
/// How long a case stays open, microseconds: two hours.
const OPEN_US: i64 = 2 * 60 * 60 * 1_000_000;
/// Entries read at once.
const PAGE: u32 = 200;

/// A case that was opened in an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyAccess {
    /// Its name.
    pub id: Uuid,
    /// Its number in the journal.
    pub number: u64,
    /// The case.
    pub case: CaseId,
    /// Who opened it.
    pub by: Actor,
    /// When, microseconds since 1970-01-01 UTC.
    pub opened_us: i64,
    /// Why.
    pub reason: Option<Purpose>,
    /// What is held of it, once somebody has said so.
    pub review: Option<EmergencyReview>,
}

/// What the audit administrator holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyReview {
    /// Who.
    pub by: Actor,
    /// When, microseconds since 1970-01-01 UTC.
    pub at_us: i64,
    /// Verdict and note.
    pub verdict: Option<Purpose>,
}

impl EmergencyAccess {
    /// When it ends, microseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn ends_us(&self) -> i64 {
        self.opened_us.saturating_add(OPEN_US)
    }

    fn of(looked: &Looked) -> Option<Self> {
        Some(Self {
            id: Uuid::try_parse(looked.about.as_deref()?).ok()?,
            number: looked.number,
            case: *looked.cases.first()?,
            by: looked.actor.clone(),
            opened_us: looked.at_us,
            reason: looked.purpose.clone(),
            review: None,
        })
    }
}

impl Journal {
    /// The access of somebody to a case that is open at `now_us`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn open_emergency(
        &self,
        actor: &Actor,
        case: CaseId,
        now_us: i64,
    ) -> Result<Option<EmergencyAccess>, JournalError> {
        let filter = JournalFilter {
            case: Some(case),
            account: Some(actor.user.clone()),
            actions: vec![OPENING.to_owned()],
            from_us: Some(now_us.saturating_sub(OPEN_US)),
            ..JournalFilter::default()
        };
        let found = self.search(&filter, None, PAGE).await?;
        let mut open = found.iter().filter_map(EmergencyAccess::of);
        Ok(open.find(|access| access.by == *actor && now_us < access.ends_us()))
    }

    /// The access of this name.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn emergency(&self, id: Uuid) -> Result<Option<EmergencyAccess>, JournalError> {
        let mut before = None;
        loop {
            let page = self.emergencies(before, PAGE).await?;
            let Some(last) = page.last() else { return Ok(None) };
            before = Some(last.number);
            if let Some(found) = page.into_iter().find(|access| access.id == id) {
                return Ok(Some(found));
            }
        }
    }

    /// Accesses with their reviews, the newest first, numbered below `before`, at most `limit`.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`].
    pub async fn emergencies(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<EmergencyAccess>, JournalError> {
        let openings = JournalFilter { actions: vec![OPENING.to_owned()], ..JournalFilter::default() };
        let found = self.search(&openings, before, limit).await?;
        let mut accesses: Vec<EmergencyAccess> = found.iter().filter_map(EmergencyAccess::of).collect();
        // A review stands behind its opening, so nothing before the oldest of these is of interest.
        let oldest = accesses.last().map_or(u64::MAX, |access| access.number);
        let reviews = JournalFilter { actions: vec![REVIEW.to_owned()], ..JournalFilter::default() };
        let mut before = None;
        loop {
            let page = self.search(&reviews, before, PAGE).await?;
            for review in &page {
                let id = review.about.as_deref().and_then(|id| Uuid::try_parse(id).ok());
                if let Some(access) = accesses.iter_mut().find(|access| Some(access.id) == id) {
                    let (by, verdict) = (review.actor.clone(), review.purpose.clone());
                    // The first of them counts; pages come the newest first.
                    access.review = Some(EmergencyReview { by, at_us: review.at_us, verdict });
                }
            }
            match page.last() {
                Some(last) if last.number > oldest => before = Some(last.number),
                Some(_) | None => return Ok(accesses),
            }
        }
    }
}
