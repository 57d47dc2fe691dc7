//! Respondents of imported complaints: sources name a firm, the register wants a unified social credit code.

use super::filing::patiently;
use application::{Call, ExecuteError, House, Refusal};
use domain::classification::Sector;
use domain::identity::Uscc;
use domain::institution::InstitutionRegistered;
use domain::invalid::Invalid;
use domain::occasion::Actor;
use domain::text::ShortText;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

/// How every made-up code begins, and no real one can: GB 32100 knows no registering department and no class `X`, and GB/T 2260 has no
/// division `000000`.
pub const SYNTHETIC_PREFIX: &str = "XX000000";

/// The characters of GB 32100.
const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The made-up code of a firm: the same for every spelling of its name that differs only in case and blanks.
///
/// # Errors
/// Never in practice: exactly one of the 31 check characters matches.
pub fn synthetic_code(name: &str) -> Result<Uscc, Invalid> {
    let spelling: Vec<String> = name.split_whitespace().map(str::to_uppercase).collect();
    let hash: [u8; 32] = Sha256::digest(spelling.join(" ").as_bytes()).into();
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
    let body: String = SYNTHETIC_PREFIX.chars().chain(hash.iter().take(9).map(letter)).collect();
    let mut codes = ALPHABET.iter().map(|check| Uscc::parse(&format!("{body}{}", char::from(*check))));
    codes.find(Result::is_ok).unwrap_or(Err(Invalid::UsccChecksum))
}

/// A firm met in the file. The first row that names it decides what is proposed to the register; all rows share the answer.
pub(super) struct Respondent {
    proposed: InstitutionRegistered,
    entry: OnceCell<InstitutionRegistered>,
}

impl Respondent {
    pub(super) fn new(name: &ShortText, sector: Sector) -> Result<Self, Invalid> {
        let uscc = synthetic_code(name.as_str())?;
        let proposed = InstitutionRegistered {
            uscc: uscc.clone(),
            name: name.clone(),
            legal_person: uscc,
            parent: None,
            group: None,
            sector,
        };
        Ok(Self { proposed, entry: OnceCell::new() })
    }

    /// What the register says of it; entered when it is new, never restated.
    pub(super) async fn entry(
        &self,
        house: &House,
        actor: &Actor,
        keeper: &Actor,
    ) -> Result<&InstitutionRegistered, ExecuteError> {
        self.entry.get_or_try_init(|| patiently(|| self.look_up_or_enter(house, actor, keeper))).await
    }

    async fn look_up_or_enter(
        &self,
        house: &House,
        actor: &Actor,
        keeper: &Actor,
    ) -> Result<InstitutionRegistered, ExecuteError> {
        let uscc = &self.proposed.uscc;
        match house.institution(uscc).await {
            Err(ExecuteError::Refused(refusal)) if *refusal == Refusal::InstitutionUnknown => {}
            known => return known,
        }
        let call = Call {
            actor: actor.clone(),
            command: house.command_id(keeper, &format!("import:institution:{uscc}")),
            digest: house.digest(&[b"import", b"institution", uscc.as_str().as_bytes()]),
            expected: None,
            correlation: None,
        };
        house.register_institution(&call, self.proposed.clone()).await?;
        house.institution(uscc).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_up_code_passes_the_check_and_cannot_be_a_real_one() {
        let code = synthetic_code("TransUnion Intermediate Holdings, Inc.").unwrap();
        assert!(code.as_str().starts_with("XX000000"), "{code}");
        assert_eq!(Uscc::parse(code.as_str()), Ok(code.clone()));
        assert_eq!(synthetic_code(" TRANSUNION  INTERMEDIATE HOLDINGS, INC. "), Ok(code.clone()));
        assert_ne!(synthetic_code("Equifax"), Ok(code));
    }
}
