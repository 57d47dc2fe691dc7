//! What the parties say about who should mediate.

use super::Moment;
use crate::case_view::{CaseView, ChoiceView, ListAnswerView, ListResultView, ListView, SelectionView};
use domain::case::{
    MediatorChoice, MediatorChosen, MediatorListAnswered, MediatorListClosed, MediatorListSent,
};
use domain::ids::PartyId;

pub(super) fn chosen(view: &mut CaseView, event: &MediatorChosen, moment: &Moment<'_>) {
    choose(view, event.party, event.choice.clone(), moment);
}

/// The choice of a party, its last word.
pub(super) fn choose(view: &mut CaseView, party: PartyId, choice: MediatorChoice, moment: &Moment<'_>) {
    let choices = &mut view.selection.choices;
    choices.retain(|before| before.party != party);
    choices.push(ChoiceView { party, choice, chosen_at: moment.at() });
}

pub(super) fn sent(view: &mut CaseView, event: &MediatorListSent, moment: &Moment<'_>) {
    view.selection.list = Some(ListView {
        mediators: event.mediators.clone(),
        needed: event.needed,
        strikes: event.strikes,
        sent_at: moment.at(),
        answer_by: event.answer_by.clone(),
        answers: Vec::new(),
        result: None,
    });
}

pub(super) fn answered(view: &mut CaseView, event: &MediatorListAnswered, moment: &Moment<'_>) {
    if let Some(list) = &mut view.selection.list {
        let MediatorListAnswered { party, representative: _, struck, ranked } = event.clone();
        list.answers.push(ListAnswerView { party, struck, ranked, answered_at: moment.at() });
    }
}

pub(super) fn closed(view: &mut CaseView, event: &MediatorListClosed, moment: &Moment<'_>) {
    if let Some(list) = &mut view.selection.list {
        let MediatorListClosed { order, chosen, silent } = event.clone();
        list.result = Some(ListResultView { order, chosen, silent, closed_at: moment.at() });
    }
}

/// The choice begins anew; who left it to the centre leaves it still.
pub(super) fn reopen(view: &mut CaseView) {
    let mut choices = std::mem::take(&mut view.selection.choices);
    choices.retain(|it| it.choice == MediatorChoice::LeftToCentre {});
    view.selection = SelectionView { choices, list: None };
}
