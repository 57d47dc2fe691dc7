//! One node: a data directory opened, its log, vault and views at work.
//!
//! The directory holds `log.db` (the truth), `vault.db` and `master.key` (what opens personal data), `views.db` (rebuilt at will),
//! `journal.db` (who read what), `journal-index.db` (what finds it again, made again at will), `access.db` (whose access was withdrawn), `accounts.db` (who signs in here), `watch.db` (which open cases a mediator sits in, made again at will), `search.db` (keyed digests by which cases are found, made again at will), `matching.db` (keyed digests by which
//! filings are compared, made again at will), `proof/` (tree over the log,
//! checkpoints, their keys) and the key of the local issuer. Serving, the demo, imports and tests all come through [`Node::open`].

mod due;
mod lag;
mod log;

#[cfg(feature = "kurrent")]
pub(crate) use log::kurrent_options;
#[cfg(feature = "postgres")]
pub(crate) use log::postgres_options;
pub(crate) use log::{Log, begin_new_life, journal, key_service, revocations, vault};

use crate::auth::{Issuer, IssuerError, Policies, PolicyError, SignIn, Verifier};
use crate::outbound::Outbound;
use crate::read_side::{Check, ReadSide};
use crate::routes;
use crate::server::{Parts, Rooms};
use crate::settings::Settings;
use application::{
    Accounts, Clock, ConflictWatch, FollowerFileError, FollowerStatus, House, HouseOptions, Journal,
    JournalError, JournalSeal, Matching, Notary, NotaryError, NotaryOptions, OtherReaders, Reservations,
    RevocationError, Revocations, Search, Shelf, SignInError, Stewardship, Timers, VaultError, WatchError,
};
use domain::centre::CentreFacts;
use domain::ids::{CaseId, Tenant};
use event_store::{Incarnation, Position};
use projection::{Runner, RunnerOptions, Succession, ViewFiles, ViewStore, Views};
use std::collections::BTreeSet;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

/// Why a node did not open.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// The data directory cannot be made.
    #[error("data directory {path}: {source}")]
    Directory {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The log cannot be opened.
    #[error("log: {0}")]
    Log(String),
    /// The vault cannot be opened.
    #[error("vault: {0}")]
    Vault(#[from] VaultError),
    /// The views cannot be opened or followed.
    #[error("views: {0}")]
    Views(#[from] projection::ViewError),
    /// Views that were being built to replace those in use cannot be gone on with.
    #[error("views: {0}")]
    Succession(#[from] projection::SuccessionError),
    /// The access journal cannot be opened.
    #[error("journal: {0}")]
    Journal(#[from] JournalError),
    /// The list of withdrawn accesses cannot be opened.
    #[error(transparent)]
    Revocations(#[from] RevocationError),
    /// The accounts of people who sign in here cannot be opened.
    #[error(transparent)]
    Accounts(#[from] SignInError),
    /// The watch over conflicts cannot start.
    #[error("watch over conflicts: {0}")]
    Watch(#[from] WatchError),
    /// The comparison of filings or the index of the search cannot start.
    #[error(transparent)]
    Follower(#[from] FollowerFileError),
    /// There is no thread for a process of the house.
    #[error("threads: {0}")]
    Thread(#[source] std::io::Error),
    /// The local issuer cannot be used.
    #[error("tokens: {0}")]
    Issuer(#[from] IssuerError),
    /// The policies are not what the house may open with.
    #[error("policies: {0}")]
    Policies(#[from] PolicyError),
    /// The tree over the log cannot be kept.
    #[error("proofs: {0}")]
    Notary(#[from] NotaryError),
    /// A setting no house can be built from.
    #[error("setting: {0}")]
    Setting(String),
}

/// How long a planning may take before it is finished, or undone, by the house.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// The processes of the house run again at most this long after the node they ran on has died.
const LEASE: std::time::Duration = std::time::Duration::from_secs(3);

/// How often is looked what has become due; days change once a day, but clocks are set and nodes take over.
const TICK: std::time::Duration = std::time::Duration::from_secs(1);

/// A node at work.
pub struct Node {
    /// The house.
    pub house: Arc<House>,
    /// The questions the views answer.
    pub views: Views,
    /// Signs tokens of the local issuer.
    pub issuer: Arc<Issuer>,
    policies: Arc<Policies>,
    runner: Arc<Runner>,
    succession: Arc<Succession>,
    reservations: Reservations,
    journal: Arc<Journal>,
    seal: Arc<JournalSeal>,
    watch: ConflictWatch,
    steward: Stewardship,
    matching: Matching,
    search: Search,
    timers: Timers,
    notary: Arc<Notary>,
    log: Log,
    revocations: Arc<Revocations>,
    accounts: Option<Arc<Accounts>>,
    /// Forgets keys that other nodes destroy, hears whose access was withdrawn, measures who is behind the log.
    heeding: [tokio::task::JoinHandle<()>; 3],
}

impl Node {
    /// Opens the data directory of `settings`, makes what is missing, and starts the views.
    ///
    /// # Errors
    /// See [`NodeError`]; a directory another process has open is refused by the log.
    pub async fn open(settings: &Settings, clock: Clock) -> Result<Self, NodeError> {
        let data = settings.data.as_path();
        #[cfg(feature = "bench-bare")]
        crate::bench::protection::heed(data)?;
        let policies = policies(settings)?;
        std::fs::create_dir_all(data)
            .map_err(|source| NodeError::Directory { path: data.to_owned(), source })?;
        let log = Log::open(settings).await?;
        let vault = Arc::new(log::vault(settings).await?);
        let store = log.store();
        let incarnation = store.incarnation();
        let tenant =
            Tenant::parse(&settings.house.tenant).map_err(|error| NodeError::Setting(error.to_string()))?;
        let signing = settings.signing.policy().map_err(NodeError::Setting)?;
        let house = House::new(HouseOptions {
            store: Arc::clone(&store),
            vault: Arc::clone(&vault),
            clock,
            tenant,
            centres: CentreFacts::guangdong(),
            cached_streams: settings.house.cached_streams,
        });
        let house = Arc::new(house.with_signing(signing));
        let notary = Arc::new(Notary::start(Arc::clone(&store), &notary_options(settings))?);
        let files = Arc::new(ViewFiles::lock(data)?);
        let views = ViewStore::open(files.live()?, incarnation)?;
        let runner = Arc::new(Runner::start(Arc::clone(&store), views, RunnerOptions::default()).await?);
        let succession = Arc::new(Succession::new(store, Arc::clone(&runner), files)?);
        let issuer = Arc::new(Issuer::of(settings)?);
        let accounts = accounts(settings, &house)?.map(Arc::new);
        let journal = Arc::new(log::journal(settings).await?);
        let seal = Arc::new(JournalSeal::start(Arc::clone(&journal), &notary_options(settings))?);
        let others = if settings.store.shares_keys() { OtherReaders::Maybe } else { OtherReaders::None };
        let revocations = Arc::new(log::revocations(settings, others).await?);
        let heard = Arc::clone(&revocations);
        let followers = lag::Followers {
            house: Arc::clone(&house),
            runner: Arc::clone(&runner),
            notary: Arc::clone(&notary),
        };
        let heeding = [
            tokio::spawn(async move { vault.heed_erasures().await }),
            tokio::spawn(async move { heard.follow().await }),
            tokio::spawn(followers.measure()),
        ];
        let steward = Stewardship::start(log.lease(settings).await?, LEASE, Arc::clone(&house)).await?;
        let watch = ConflictWatch::start(Arc::clone(&house), steward.acting(), data)?;
        let reservations =
            Reservations::start(Arc::clone(&house), steward.acting(), PATIENCE).map_err(NodeError::Thread)?;
        let matching = Matching::start(Arc::clone(&house), steward.acting(), data)?;
        let search = Search::start(Arc::clone(&house), data)?;
        let due = Arc::new(due::DueInViews(runner.views()));
        let timers = Timers::start(Arc::clone(&house), steward.acting(), due, TICK);
        Ok(Self {
            house,
            views: runner.views(),
            issuer,
            policies,
            runner,
            succession,
            reservations,
            journal,
            seal,
            watch,
            steward,
            matching,
            search,
            timers,
            notary,
            log,
            revocations,
            accounts,
            heeding,
        })
    }

    /// What a server needs of this node.
    ///
    /// # Errors
    /// When the issuer's key cannot be used.
    pub fn parts(&self, settings: &Settings) -> Result<Parts, NodeError> {
        // On one machine there is one clock.
        let slack_s = if settings.store.shares_keys() { settings.auth.leeway_s } else { 0 };
        let outbound = Outbound::new(&settings.outbound).map_err(NodeError::Setting)?;
        let verifier = Verifier::of(&self.issuer, &settings.auth, &outbound)?
            .heeding(Arc::clone(&self.revocations), slack_s)
            .knowing_sessions(self.accounts.clone());
        let verifier = Arc::new(verifier);
        let sign_in = self.accounts.as_ref().map(|accounts| {
            Arc::new(SignIn {
                accounts: Arc::clone(accounts),
                issuer: Arc::clone(&self.issuer),
                verifier: Arc::clone(&verifier),
                settings: settings.auth.clone(),
                clock: self.house.clock().clone(),
            })
        });
        Ok(Parts {
            verifier,
            policies: Arc::clone(&self.policies),
            read_side: Arc::new(Followed {
                house: Arc::clone(&self.house),
                runner: Arc::clone(&self.runner),
                notary: Arc::clone(&self.notary),
                seal: Arc::clone(&self.seal),
                revocations: Arc::clone(&self.revocations),
            }),
            queries: settings.queries.clone(),
            v1: &routes::V1,
            public_per_second: settings.proof.public_per_second,
            rooms: Some(Rooms {
                house: Arc::clone(&self.house),
                views: self.views.clone(),
                journal: Arc::clone(&self.journal),
                notary: Arc::clone(&self.notary),
                shelf: Arc::new(Shelf::new(&settings.data.join("archive"))),
                revocations: Arc::clone(&self.revocations),
                succession: Arc::clone(&self.succession),
                runner: Arc::clone(&self.runner),
                sign_in,
            }),
        })
    }

    /// Waits until the views have seen everything written so far.
    ///
    /// # Errors
    /// When the log cannot be read or the views have stopped.
    pub async fn caught_up(&self) -> Result<(), NodeError> {
        let head = self.house.store().head().await.map_err(|error| NodeError::Log(error.to_string()))?;
        loop {
            match self.runner.wait_for(head, std::time::Duration::from_secs(60)).await {
                Ok(()) => return Ok(()),
                Err(not_yet) if not_yet.stopped => return Err(NodeError::Log(self.runner.stopped().await)),
                Err(_) => {}
            }
        }
    }

    /// Done when the log can no longer be written; says why. The process should end then, loudly.
    pub async fn failed(&self) -> String {
        self.log.failed().await
    }

    /// Hands over what runs on one node only, stops the views and closes the log; everything acknowledged is on disk already.
    pub async fn close(self) {
        self.heeding.iter().for_each(tokio::task::JoinHandle::abort);
        drop(self.watch);
        self.matching.stop().await;
        self.search.stop().await;
        self.timers.stop();
        self.reservations.stop().await;
        self.steward.stop().await;
        let seal = Arc::clone(&self.seal);
        // The journal of several nodes answers on this runtime.
        let _signed = tokio::task::spawn_blocking(move || seal.stop()).await;
        self.notary.stop();
        let succession = Arc::clone(&self.succession);
        // What is being built is left after the page at hand.
        let _left = tokio::task::spawn_blocking(move || succession.stop()).await;
        self.runner.stop();
        self.log.close();
    }
}

/// The accounts of people who sign in here, where they do: on one machine that trusts its own issuer.
fn accounts(settings: &Settings, house: &House) -> Result<Option<Accounts>, NodeError> {
    let auth = &settings.auth;
    if !auth.sign_in || !auth.trusts_local() || settings.store.shares_keys() {
        return Ok(None);
    }
    let seal = house.digest(&[b"second factors"]);
    let accounts = Accounts::open(&settings.data, house.clock().clone(), auth.session_terms(), Some(seal))?;
    Ok(Some(accounts))
}

fn policies(settings: &Settings) -> Result<Arc<Policies>, PolicyError> {
    #[cfg(feature = "bench-bare")]
    if crate::bench::permission::asks_nobody() {
        return Policies::silenced();
    }
    Policies::load(&settings.auth)
}

/// Where the views of a data directory live.
#[must_use]
pub fn views_file(data: &Path) -> PathBuf {
    ViewFiles::live_in(data)
}

fn notary_options(settings: &Settings) -> NotaryOptions {
    let proof = &settings.proof;
    let origin = match proof.origin.as_str() {
        "" => format!("hejie.local/{}", settings.house.tenant),
        origin => origin.to_owned(),
    };
    NotaryOptions {
        folder: settings.data.join("proof"),
        origin,
        key_file: (!proof.key_file.is_empty()).then(|| PathBuf::from(&proof.key_file)),
        interval: std::time::Duration::from_millis(proof.interval_ms),
        scrub_per_second: proof.scrub_per_second,
    }
}

/// The views of this node, followed by its runner.
struct Followed {
    house: Arc<House>,
    runner: Arc<Runner>,
    notary: Arc<Notary>,
    seal: Arc<JournalSeal>,
    revocations: Arc<Revocations>,
}

/// A node whose views lag more than this behind the log should get no queries.
const MOST_BEHIND: u64 = 10_000;
/// Most parked cases a check names.
const NAMED: usize = 20;

impl ReadSide for Followed {
    fn incarnation(&self) -> Incarnation {
        self.house.store().incarnation()
    }

    fn reached(&self, position: Position) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            // The caller bounds the wait; an hour is for ever to it.
            let _ = self.runner.wait_for(position, std::time::Duration::from_secs(3600)).await;
        })
    }

    fn lag(&self) -> projection::Lag {
        self.runner.lag()
    }

    fn changes(&self) -> tokio::sync::broadcast::Receiver<std::sync::Arc<projection::Changes>> {
        self.runner.changes()
    }

    fn is_whole(&self) -> bool {
        self.runner.is_whole()
    }

    fn whole(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.runner.whole())
    }

    fn checks(&self) -> Pin<Box<dyn Future<Output = Vec<Check>> + Send + '_>> {
        Box::pin(async move {
            let head = self.house.store().head().await;
            let store = Check {
                name: "store".to_owned(),
                ok: head.is_ok(),
                needed: true,
                reason: head.as_ref().map_or_else(ToString::to_string, |head| format!("head at {head}")),
            };
            let head = head.unwrap_or(Position::START);
            let [views, parked] = views_checks(&self.runner, head);
            let mut checks = vec![store, views, parked, kept_check(&self.notary, &self.seal)];
            checks.push(access_check(&self.revocations));
            let followers =
                [("comparison", self.house.comparison_status()), ("search", self.house.search_status())];
            let discarded = discarded_cases(&self.runner);
            checks.extend(followers.into_iter().filter_map(|(name, status)| {
                let mut status = status?;
                status.parked.retain(|case| !discarded.contains(case));
                Some(follower_check(name, &status, head))
            }));
            checks
        })
    }
}

/// Whether what is kept is what was signed. A node serves on when it is not: one damaged event is no reason to turn everybody away.
fn kept_check(notary: &Notary, seal: &JournalSeal) -> Check {
    let fault = notary.published().fault.map(|fault| fault.to_string());
    let journal = || seal.fault().map(|fault| format!("access journal: {fault}"));
    let reason = fault.or_else(|| notary.damage()).or_else(journal);
    Check {
        name: "kept".to_owned(),
        ok: reason.is_none(),
        needed: false,
        reason: reason.unwrap_or_else(|| "what was reread is what was signed".to_owned()),
    }
}

/// Whether this node knows whose access was withdrawn; it serves nobody while it does not.
fn access_check(revocations: &Revocations) -> Check {
    let ok = revocations.is_fresh();
    let reason = if ok {
        "the list of withdrawn accesses was read just now"
    } else {
        "nobody says whose access was withdrawn"
    };
    Check { name: "access".to_owned(), ok, needed: true, reason: reason.to_owned() }
}

/// Cases of whose streams somebody took note that they cannot be read: no alarm any more, whoever stumbles over them.
fn discarded_cases(runner: &Runner) -> BTreeSet<CaseId> {
    let parked = runner.status().map(|status| status.parked).unwrap_or_default();
    let discarded = parked.into_iter().filter(|parked| parked.discarded.is_some());
    discarded.filter_map(|parked| CaseId::parse(parked.stream.rsplit_once('~')?.1).ok()).collect()
}

/// How the comparison of filings or the index of the search stands. A node serves on while it is behind or a case is parked: only
/// acceptances of those cases wait, and they are not found.
fn follower_check(name: &str, status: &FollowerStatus, head: Position) -> Check {
    let behind = head.commit.saturating_sub(status.position.commit);
    let mut reason = format!("at {}, {behind} behind, {} cases parked", status.position, status.parked.len());
    for (number, case) in status.parked.iter().take(NAMED).enumerate() {
        reason.push_str(if number == 0 { ": " } else { ", " });
        reason.push_str(&case.to_string());
    }
    if let Some(why) = &status.waits {
        reason.push_str("; waits: ");
        reason.push_str(why);
    }
    let ok = status.waits.is_none() && status.parked.is_empty() && behind <= MOST_BEHIND;
    Check { name: name.to_owned(), ok, needed: false, reason }
}

/// How far the views are, and whether streams were set aside. A node serves on while some are: other cases go on, and somebody looks.
fn views_checks(runner: &Runner, head: Position) -> [Check; 2] {
    let views = |ok, reason| Check { name: "views".to_owned(), ok, needed: true, reason };
    let parked = |ok, reason| Check { name: "parked".to_owned(), ok, needed: false, reason };
    match runner.status() {
        Err(error) => [views(false, error.to_string()), parked(true, "nobody knows".to_owned())],
        Ok(status) => {
            let behind = head.commit.saturating_sub(status.position.commit);
            let alarming = status.parked.iter().filter(|parked| parked.discarded.is_none()).count();
            let discarded = status.parked.len() - alarming;
            let reason = match &status.stopped {
                Some(reason) => format!("stopped: {reason}"),
                None if !status.whole => {
                    let behind = head.commit.saturating_sub(status.built.commit);
                    format!("being built, at {}, {behind} behind", status.built)
                }
                None => format!("at {}, {behind} behind, {alarming} streams parked", status.position),
            };
            let ok = status.stopped.is_none() && status.whole && behind <= MOST_BEHIND;
            let aside = format!("{alarming} streams parked, {discarded} discarded");
            [views(ok, reason), parked(alarming == 0, aside)]
        }
    }
}
