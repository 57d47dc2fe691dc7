//! The house: log, vault, clock, rules and centres in one place.

use crate::aggregate::Aggregate;
use crate::centres::Terms;
use crate::clock::Clock;
use crate::conflict_watch::Scans;
use crate::execute::Call;
use crate::folded::{Digest, Folded};
use crate::lease::Epoch;
use crate::matching::Comparison;
use crate::moved::Lately;
use crate::search::SearchRoom;
use crate::signing::SigningPolicy;
use crate::statutes::Statutes;
use crate::vault::Vault;
use domain::case::Case;
use domain::centre::CentreFacts;
use domain::identity::Uscc;
use domain::ids::{CaseId, CentreId, CommandId, DataRequestId, MediatorId, Tenant};
use domain::occasion::{Actor, Occasion};
use domain::resource_calendar::ResourceId;
use domain::rule_set::RuleSet;
use event_store::{Appended, EventStore, Revision, StreamName};
use proof::TreeHash;
use quick_cache::sync::{Cache, EntryAction, EntryResult};
use std::any::Any;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tokio::sync::Mutex;
use uuid::Uuid;

/// Names every idempotency key's command; fixed for ever, since event ids follow from it.
const COMMANDS: Uuid = Uuid::from_u128(0x6865_6a69_6500_4000_8000_636f_6d6d_616e);

/// What a house is built from.
pub struct HouseOptions {
    /// The log.
    pub store: Arc<dyn EventStore>,
    /// Keeps personal data sealed.
    pub vault: Arc<Vault>,
    /// The clock.
    pub clock: Clock,
    /// The federation this log belongs to.
    pub tenant: Tenant,
    /// The centres.
    pub centres: Vec<CentreFacts>,
    /// Most folded streams kept in memory.
    pub cached_streams: usize,
}

/// The house.
pub struct House {
    store: Arc<dyn EventStore>,
    vault: Arc<Vault>,
    clock: Clock,
    tenant: Tenant,
    centres: Vec<CentreFacts>,
    terms: Arc<Terms>,
    statutes: Arc<Statutes>,
    folded: Arc<Cache<StreamName, Cached>>,
    turns: Arc<Vec<Mutex<()>>>,
    scans: Arc<Scans>,
    comparison: Arc<Comparison>,
    search: Arc<SearchRoom>,
    lately: Arc<Lately>,
    signing: Arc<SigningPolicy>,
    /// Under which lease this house acts, where it acts by itself.
    epoch: Option<Epoch>,
}

/// Queues for streams that are fought over; streams that share one only wait a little longer.
const TURNS: usize = 64;

impl House {
    /// Builds a house with the rules and holidays this version ships.
    #[must_use]
    pub fn new(options: HouseOptions) -> Self {
        Self {
            store: options.store,
            vault: options.vault,
            clock: options.clock,
            tenant: options.tenant,
            centres: options.centres,
            terms: Arc::default(),
            statutes: Arc::default(),
            folded: Arc::new(Cache::new(options.cached_streams.max(1))),
            scans: Arc::new(Scans::new()),
            comparison: Arc::new(Comparison::new()),
            search: Arc::new(SearchRoom::new()),
            lately: Arc::default(),
            signing: Arc::default(),
            epoch: None,
            turns: Arc::new(std::iter::repeat_with(Mutex::default).take(TURNS).collect()),
        }
    }

    /// The same house, with a policy for signatures; without one no certificate is taken and none is needed.
    #[must_use]
    pub fn with_signing(mut self, signing: SigningPolicy) -> Self {
        self.signing = Arc::new(signing);
        self
    }

    /// Whose certificates count.
    pub(crate) fn signing(&self) -> &SigningPolicy {
        &self.signing
    }

    /// This house as it acts by itself under a lease: on the log as the lease's holder may write it. What is
    /// remembered is one memory, so that whoever reads sees at once what the house did.
    #[must_use]
    pub fn under(&self, epoch: Epoch, store: Arc<dyn EventStore>) -> Self {
        Self {
            store,
            vault: Arc::clone(&self.vault),
            clock: self.clock.clone(),
            tenant: self.tenant.clone(),
            centres: self.centres.clone(),
            terms: Arc::clone(&self.terms),
            statutes: Arc::clone(&self.statutes),
            folded: Arc::clone(&self.folded),
            scans: Arc::clone(&self.scans),
            turns: Arc::clone(&self.turns),
            comparison: Arc::clone(&self.comparison),
            search: Arc::clone(&self.search),
            lately: Arc::clone(&self.lately),
            signing: Arc::clone(&self.signing),
            epoch: Some(epoch),
        }
    }

    /// What stands beside the events this house writes by itself: under which epoch.
    pub(crate) fn own_correlation(&self) -> Option<String> {
        self.epoch.map(|epoch| format!("lease-{epoch}"))
    }

    /// The log.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn EventStore> {
        &self.store
    }

    /// How far the watch over conflicts has come.
    pub(crate) fn scans(&self) -> &Arc<Scans> {
        &self.scans
    }

    /// How far filings were compared.
    pub(crate) fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// The end of the log as it was looked at last.
    pub(crate) fn lately(&self) -> &Lately {
        &self.lately
    }

    /// How far the index of the search has come, and whom to ask.
    pub(crate) fn search_room(&self) -> &SearchRoom {
        &self.search
    }

    /// The vault.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The clock.
    #[must_use]
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The rules of the house as they were last read; a matter of a centre is judged by [`House::rules_of`].
    #[must_use]
    pub fn rules(&self) -> Arc<RuleSet> {
        self.statutes.rules()
    }

    /// What was read of rules and holidays.
    pub(crate) fn statutes(&self) -> &Statutes {
        &self.statutes
    }

    /// The stream of the holiday table.
    pub(crate) fn holiday_stream(&self) -> StreamName {
        self.stream("holidays", "cn")
    }

    /// The stream of the rules of the house.
    pub(crate) fn rule_book_stream(&self) -> StreamName {
        self.stream("rules", "house")
    }

    /// The centres of the built-in table.
    pub(crate) fn centres(&self) -> &[CentreFacts] {
        &self.centres
    }

    /// The terms of centres that were read.
    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The moment of a decision by these rules.
    #[must_use]
    pub fn occasion<'a>(&'a self, by: &'a Actor, rules: &'a RuleSet) -> Occasion<'a> {
        Occasion { by, at: self.clock.now(), rules, holidays: &rules.holidays }
    }

    /// The command an idempotency key stands for: scoped by tenant and account, the same for every retry.
    #[must_use]
    pub fn command_id(&self, actor: &Actor, key: &str) -> CommandId {
        let name = format!("{}\n{}\n{key}", self.tenant, actor.user);
        CommandId(Uuid::new_v5(&COMMANDS, name.as_bytes()))
    }

    /// Keyed digest of a request: method, path and body. The key lies in the vault, so that nobody can guess a body from the log.
    #[must_use]
    pub fn digest(&self, parts: &[&[u8]]) -> Digest {
        self.vault.digest(parts)
    }

    /// The case a filing command opens: a function of the command, so that a repeated filing finds its own stream.
    #[must_use]
    pub fn case_of(&self, command: CommandId) -> CaseId {
        CaseId(command.derive("case", 0))
    }

    /// The stream of a case.
    #[must_use]
    pub fn case_stream(&self, case: CaseId) -> StreamName {
        self.stream("case", &case.0.to_string())
    }

    pub(crate) fn mediator_stream(&self, mediator: MediatorId) -> StreamName {
        self.stream("mediator", &mediator.0.to_string())
    }

    pub(crate) fn institution_stream(&self, institution: &Uscc) -> StreamName {
        self.stream("institution", institution.as_str())
    }

    pub(crate) fn draft_stream(&self, draft: domain::ids::DraftId) -> StreamName {
        self.stream("draft", &draft.0.to_string())
    }

    pub(crate) fn batch_stream(&self, batch: domain::ids::BatchId) -> StreamName {
        self.stream("batch", &batch.0.to_string())
    }

    pub(crate) fn docking_stream(&self, centre: &CentreId) -> StreamName {
        self.stream("docking", centre.as_str())
    }

    pub(crate) fn publication_stream(&self, year: i32) -> StreamName {
        self.stream("publication", &year.to_string())
    }

    pub(crate) fn centre_stream(&self, centre: &CentreId) -> StreamName {
        self.stream("centre", centre.as_str())
    }

    pub(crate) fn number_stream(&self, centre: &CentreId, year: i32, document: &str) -> StreamName {
        self.stream("number", &format!("{centre}.{year}.{document}"))
    }

    /// The stream of the custody of a case's file.
    pub(crate) fn custody_stream(&self, case: CaseId) -> StreamName {
        self.stream("custody", &case.0.to_string())
    }

    /// The stream of a request about personal data; sealed text of it is bound to this name.
    pub(crate) fn data_request_stream(&self, request: DataRequestId) -> StreamName {
        self.stream("data_request", &request.0.to_string())
    }

    pub(crate) fn calendar_stream(&self, resource: &ResourceId) -> StreamName {
        self.stream("calendar", &resource.to_string())
    }

    fn stream(&self, category: &str, id: &str) -> StreamName {
        StreamName::compose(category, &format!("{}~{id}", self.tenant))
    }

    /// The queue of a stream, for those who lost a race for it.
    pub(crate) fn turn(&self, stream: &StreamName) -> &Mutex<()> {
        let mut hasher = DefaultHasher::new();
        stream.hash(&mut hasher);
        let index = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or(0);
        &self.turns[index]
    }

    pub(crate) fn cached<A: Aggregate>(&self, stream: &StreamName) -> Option<Arc<Folded<A>>> {
        let cached = self.folded.get(stream)?;
        cached.folded.downcast::<Folded<A>>().ok()
    }

    /// Keeps a folded stream, unless a newer state of it is there already: whoever read it may have been overtaken by an append.
    pub(crate) fn cache<A: Aggregate>(&self, stream: &StreamName, folded: Arc<Folded<A>>) {
        let new = Cached { revision: folded.revision, folded };
        let newer = new.clone();
        let entry = self.folded.entry(stream, None, |_, cached: &mut Cached| {
            if cached.revision < newer.revision {
                *cached = newer;
            }
            EntryAction::Retain(())
        });
        if let EntryResult::Vacant(room) = entry {
            // It is lost when the cache has no room for it; then the stream is read again.
            let _kept = room.insert(new);
        }
    }

    pub(crate) fn forget(&self, stream: &StreamName) {
        self.folded.remove(stream);
    }

    /// Puts the state after an append into the cache. The state before is taken out first, so that it need not be copied.
    pub(crate) fn keep<A: Aggregate>(
        &self,
        stream: &StreamName,
        folded: Arc<Folded<A>>,
        events: &[A::Event],
        call: &Call,
        appended: Appended,
        link: TreeHash,
    ) {
        self.forget(stream);
        // A repeat the store recognised was decided on a state that already held it; read it anew when it is needed.
        if appended.fresh {
            let next = Arc::unwrap_or_clone(folded).append(
                events,
                call.command,
                call.digest,
                appended.first_revision,
                link,
            );
            self.cache(stream, Arc::new(next));
        }
    }

    /// How far a case has come, for those who serve it without a view.
    ///
    /// # Errors
    /// When the stream cannot be read.
    pub async fn case_state(&self, case: CaseId) -> Result<Arc<Folded<Case>>, crate::ExecuteError> {
        self.current(&self.case_stream(case)).await
    }
}

/// A stream in memory, whatever it is a stream of.
#[derive(Clone)]
struct Cached {
    revision: Option<Revision>,
    folded: Arc<dyn Any + Send + Sync>,
}

/// 32 hexadecimal digits nobody can guess.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn random_text() -> Result<String, crate::VaultError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| crate::VaultError::Randomness(error.to_string()))?;
    Ok(hex::encode(bytes))
}
