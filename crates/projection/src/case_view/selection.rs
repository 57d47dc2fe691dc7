//! How the choice of a mediator has come on.

use chrono::{DateTime, Utc};
use domain::case::{Listed, MediatorChoice, Placed};
use domain::deadline::Deadline;
use domain::ids::{MediatorId, PartyId};
use serde::{Deserialize, Serialize};

/// What the parties said about who should mediate, and the list between them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectionView {
    /// The last word of each party.
    pub choices: Vec<ChoiceView>,
    /// The last list that was sent.
    pub list: Option<ListView>,
}

/// One party's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// Which party.
    pub party: PartyId,
    /// Whom, or that it is left to the centre.
    #[serde(flatten)]
    pub choice: MediatorChoice,
    /// When, UTC.
    pub chosen_at: DateTime<Utc>,
}

/// A list to strike and rank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// Who stands on it.
    pub mediators: Vec<Listed>,
    /// How many of them are to mediate.
    pub needed: u8,
    /// How many each party may strike.
    pub strikes: u32,
    /// When it was sent, UTC.
    pub sent_at: DateTime<Utc>,
    /// T04.
    pub answer_by: Deadline,
    /// Answers; a party is shown its own alone.
    pub answers: Vec<ListAnswerView>,
    /// How it came out, once closed.
    pub result: Option<ListResultView>,
}

/// One party's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListAnswerView {
    /// Which party.
    pub party: PartyId,
    /// Whom it does not want.
    pub struck: Vec<MediatorId>,
    /// Whom it would rather have, the most wanted first.
    pub ranked: Vec<MediatorId>,
    /// When, UTC.
    pub answered_at: DateTime<Utc>,
}

/// How a list came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListResultView {
    /// Everybody on it, those left in their order first; a party is shown the names alone.
    pub order: Vec<Placed>,
    /// Who was asked.
    pub chosen: Vec<MediatorId>,
    /// Parties that said nothing.
    pub silent: Vec<PartyId>,
    /// When, UTC.
    pub closed_at: DateTime<Utc>,
}
