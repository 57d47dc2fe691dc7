//! Where an event is counted: once as such, and once under each value of each dimension.

use super::counts::Counts;
use super::spread::Spread;
use crate::case_view::{CaseView, SessionState};
use crate::error::ViewError;
use chrono::NaiveDate;
use domain::case::{FiledParty, PartyIdentity, PartyKind, Side};
use domain::classification::Origin;
use domain::ids::MediatorId;
use domain::statistics::Dimension;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Centre, business and every value an event is counted under; `("", "")` is the event as such.
pub(super) struct Places {
    centre: String,
    business: &'static str,
    values: BTreeSet<(&'static str, String)>,
}

impl Places {
    /// A case as it stands.
    pub(super) fn of(view: &CaseView) -> Self {
        let mut places = Self::bare(view);
        places.put(Dimension::Channel, view.channel.code());
        places.put(Dimension::Cause, view.cause.code());
        places.put(Dimension::Amount, amount(view));
        places.put(Dimension::Origin, origin(view, view.referral.is_some()));
        if let Some(party) = view.parties.iter().find(|party| party.side == Side::Applicant) {
            places.put(Dimension::PartyType, party_type(party));
        }
        if let Some(track) = view.track {
            places.put(Dimension::Track, track.code());
        }
        if let Some(referral) = &view.referral {
            places.put(Dimension::Referral, referral.kind.code());
            places.put(Dimension::Court, &referral.court);
        }
        if let Some(court) = view.court() {
            places.put(Dimension::Court, court);
        }
        for party in view.parties.iter().filter(|party| party.side == Side::Respondent) {
            places.institution(party);
        }
        for seat in view.panel.iter().filter(|seat| seat.accepted) {
            places.put(Dimension::Mediator, &seat.mediator.to_string());
        }
        places
    }

    /// A case that ends now: how, and in which mode.
    pub(super) fn of_ending(view: &CaseView) -> Self {
        let mut places = Self::of(view);
        let held = view.sessions.iter().rev().find(|session| session.state == SessionState::Closed);
        if let Some(session) = held {
            places.put(Dimension::Mode, session.mode.code());
        }
        if let Some(termination) = &view.termination {
            places.put(Dimension::Termination, termination.code.code());
        }
        places
    }

    /// What a case that came from a court, or did not, is counted under for that.
    pub(super) fn of_origin(view: &CaseView, referred: bool) -> Self {
        let mut places = Self { values: BTreeSet::new(), ..Self::bare(view) };
        places.put(Dimension::Origin, origin(view, referred));
        if let Some(referral) = view.referral.as_ref().filter(|_| referred) {
            places.put(Dimension::Referral, referral.kind.code());
            places.put(Dimension::Court, &referral.court);
        }
        places
    }

    /// One mediator of a case.
    pub(super) fn of_mediator(view: &CaseView, mediator: MediatorId) -> Self {
        let mut places = Self::bare(view);
        places.put(Dimension::Mediator, &mediator.to_string());
        places
    }

    /// One respondent of a case, with its ground when it refused.
    pub(super) fn of_respondent(view: &CaseView, respondent: &FiledParty) -> Self {
        let mut places = Self::bare(view);
        places.institution(respondent);
        let refusal = view.mediation_refusals.iter().rev().find(|it| it.party == respondent.party);
        if let Some(reason) = refusal.and_then(|refusal| refusal.reason) {
            places.put(Dimension::Refusal, reason.code());
        }
        places
    }

    fn bare(view: &CaseView) -> Self {
        let values = BTreeSet::from([("", String::new())]);
        Self { centre: view.centre.to_string(), business: view.business.code(), values }
    }

    fn put(&mut self, dimension: Dimension, value: &str) {
        self.values.insert((dimension.name(), value.to_owned()));
    }

    fn institution(&mut self, party: &FiledParty) {
        if let PartyIdentity::Institution { sector, .. } = &party.identity {
            self.put(Dimension::Sector, sector.code());
            for code in party.identity.codes() {
                self.put(Dimension::Institution, code.as_str());
            }
        }
    }
}

fn party_type(party: &FiledParty) -> &'static str {
    match party.identity.kind() {
        PartyKind::Person => "PERSON",
        PartyKind::Organisation => "ORGANISATION",
        PartyKind::Institution => "INSTITUTION",
    }
}

/// The court's letter comes right after the application, which is counted before it is known.
fn origin(view: &CaseView, referred: bool) -> &'static str {
    let origin = if referred {
        Origin::Court
    } else if view.participating.is_empty() {
        domain::case::origin(view.channel, view.handed_over.as_ref())
    } else {
        Origin::OtherCentre
    };
    origin.code()
}

/// Bands of the amount in dispute, of the claims where it is not known; upper ends in yuan.
fn amount(view: &CaseView) -> &'static str {
    let yuan = view.dispute_fen.unwrap_or(view.claim_fen).get() / 100;
    match yuan {
        i64::MIN..=0 => "NONE",
        1..5_000 => "UNDER_5000",
        5_000..50_000 => "UNDER_50000",
        50_000..500_000 => "UNDER_500000",
        500_000..5_000_000 => "UNDER_5000000",
        5_000_000.. => "FROM_5000000",
    }
}

/// Centre, month, business.
type Place = (String, String, &'static str);

/// What was counted at one place, by dimension and value.
type AtPlace = BTreeMap<&'static str, BTreeMap<String, (Counts, Spread)>>;
/// What the events of one batch add.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    places: BTreeMap<Place, AtPlace>,
}

impl Sheet {
    pub(super) fn add(&mut self, places: &Places, on: NaiveDate, count: impl Fn(&mut Counts)) {
        self.add_with(places, on, |counts, _| count(counts));
    }

    /// The same for what also says how long a case took.
    pub(super) fn add_with(
        &mut self,
        places: &Places,
        on: NaiveDate,
        count: impl Fn(&mut Counts, &mut Spread),
    ) {
        let place = (places.centre.clone(), month(on), places.business);
        let here = self.places.entry(place).or_default();
        for (dimension, value) in &places.values {
            let values = here.entry(dimension).or_default();
            if let Some((counts, spread)) = values.get_mut(value) {
                count(counts, spread);
            } else {
                let (counts, spread) = values.entry(value.clone()).or_default();
                count(counts, spread);
            }
        }
    }

    /// Adds everything to the tables. Added up here and not in SQL, where a sum that is too large would turn into a fraction.
    pub(crate) fn write(&self, connection: &Connection) -> Result<(), ViewError> {
        let columns = Counts::COLUMNS.join(", ");
        let marks = vec!["?"; Counts::COLUMNS.len()].join(", ");
        let read = format!(
            "SELECT {columns}, gross, net FROM statistics_v1
             WHERE dimension = ?1 AND value = ?2 AND centre = ?3 AND month = ?4 AND business = ?5"
        );
        let write = format!(
            "INSERT OR REPLACE INTO statistics_v1 (dimension, value, centre, month, business, {columns}, gross, net)
             VALUES (?, ?, ?, ?, ?, {marks}, ?, ?)"
        );
        for ((centre, month, business), at_place) in &self.places {
            let rows = at_place.iter().flat_map(|(dimension, values)| {
                values.iter().map(move |(value, figures)| (*dimension, value, figures))
            });
            for (dimension, value, (counts, spread)) in rows {
                let key = (dimension, value, centre, month, business);
                let stood = connection.prepare_cached(&read)?.query_row(key, figures).optional()?;
                let (mut sum, mut spreads) = stood.unwrap_or_default();
                sum.add(counts);
                spreads.add(spread);
                let key =
                    [dimension, value, centre, month, business].map(|text| Value::Text(text.to_owned()));
                let values = key.into_iter().chain(sum.values().into_iter().map(Value::Integer));
                let values = values.chain(spreads.stored().map(Value::Blob));
                connection.prepare_cached(&write)?.execute(params_from_iter(values))?;
            }
        }
        Ok(())
    }
}

/// The counters and the days of a row that begins with them.
fn figures(row: &rusqlite::Row<'_>) -> rusqlite::Result<(Counts, Spread)> {
    let (mut spread, after) = (Spread::default(), Counts::COLUMNS.len());
    spread.add_stored(row.get_ref(after)?.as_blob()?, row.get_ref(after + 1)?.as_blob()?);
    Ok((Counts::read(row, 0)?, spread))
}

fn month(on: NaiveDate) -> String {
    on.format("%Y-%m").to_string()
}
