//! Standing memoranda of institutions: recorded, ended, and looked up for a case that may come onto the fast track.

use crate::execute::{Call, ExecuteError};
use crate::house::House;
use crate::receipt::Receipt;
use domain::calendar::legal_date;
use domain::case::{BoundBy, Case, ChangeTrack, Filed, Party, Side};
use domain::classification::Track;
use domain::identity::Uscc;
use domain::ids::CaseId;
use domain::institution::{self, EndMemorandum, Institution, Memorandum, SignMemorandum};
use domain::personal::Personal;
use domain::text::ShortText;

impl House {
    /// Records the memorandum an institution signed.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn sign_memorandum(
        &self,
        call: &Call,
        uscc: &Uscc,
        command: SignMemorandum,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.institution_stream(uscc);
        self.execute(&stream, call, |occasion, institution: &Institution| {
            institution::sign(institution, occasion.today(), command.clone())
        })
        .await
    }

    /// Ends a memorandum; cases taken under it stay under it.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn end_memorandum(
        &self,
        call: &Call,
        uscc: &Uscc,
        command: EndMemorandum,
    ) -> Result<Receipt, ExecuteError> {
        let stream = self.institution_stream(uscc);
        self.execute(&stream, call, |occasion, institution: &Institution| {
            institution::end(institution, occasion.today(), command.clone())
        })
        .await
    }

    /// Lets a case go on in another track, with the memoranda that may bring it onto the fast one.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn change_track(
        &self,
        call: &Call,
        target: CaseId,
        track: Track,
        reason: Personal<ShortText>,
    ) -> Result<Receipt, ExecuteError> {
        let folded = self.case_state(target).await?;
        let memoranda = match &folded.state {
            Case::Filed(filed) => self.memoranda_in(filed).await?,
            Case::NotFiled => vec![],
        };
        self.case(call, target, ChangeTrack { track, reason, memoranda }).await
    }

    /// What binds the respondents of a case today: of each the memorandum of the nearest unit that signed one for this business.
    pub(crate) async fn memoranda_in(&self, filed: &Filed) -> Result<Vec<BoundBy>, ExecuteError> {
        let today = legal_date(self.clock().now());
        let mut bound = Vec::new();
        for party in filed.dossier.parties.iter().filter(|party| party.side == Side::Respondent) {
            for code in units(party) {
                let folded = self.current::<Institution>(&self.institution_stream(code)).await?;
                let Institution::Registered(file) = &folded.state else { continue };
                let binding = |it: &&Memorandum| it.binds(filed.dossier.business, today);
                let Some(Memorandum { signed, .. }) = file.memoranda.iter().find(binding) else { continue };
                bound.push(BoundBy {
                    party: party.id,
                    institution: code.clone(),
                    memorandum: signed.memorandum,
                    reference: signed.reference.clone(),
                    ceiling: signed.ceiling,
                });
                break;
            }
        }
        Ok(bound)
    }
}

/// The respondent's own code and those of the units above it, nearest first; nobody but an institution has signed.
fn units(party: &Party) -> impl Iterator<Item = &Uscc> {
    let own = party.uscc.iter().filter(|_| party.sector.is_some());
    own.chain(&party.above)
}
