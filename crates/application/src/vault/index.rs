//! Finding a person again: keyed digests of what identifies people, one row a subject, erased with the subject's key.
//!
//! The digest key lies in the vault, wrapped; from the log alone nobody can try out names. Equal values give equal digests within one vault,
//! and nothing about a value can be read from its digest.

use super::table::Trace;
use super::{Vault, VaultError};
use domain::identity::IdentityDocument;
use domain::ids::SubjectId;
use domain::personal::Slot;
use domain::text::{PersonName, Phone};
use serde::Serialize;
use std::collections::BTreeSet;

/// What identifies somebody: the last part of a field's path.
const IDENTIFYING: [&str; 3] = ["document", "name", "phone"];

/// What is known of a person who asks.
#[derive(Debug, Clone, Default)]
pub struct PersonKeys {
    /// The document that was shown.
    pub document: Option<IdentityDocument>,
    /// The name in it.
    pub name: Option<PersonName>,
    /// The phone known to the centre.
    pub phone: Option<Phone>,
}

impl Vault {
    /// The trace an identifying field leaves; none for other fields.
    pub(super) fn trace(&self, stream: &str, field: &str, slot: &dyn Slot) -> Option<Trace> {
        let kind = field.rsplit('.').next().filter(|kind| IDENTIFYING.contains(kind))?;
        let plain = slot.plain()?;
        Some(Trace {
            digest: self.person_digest(kind, &plain),
            subject: slot.subject(),
            stream: stream.to_owned(),
        })
    }

    /// Subjects of a person, each with the stream its data stands in: whoever showed the same document, or bears the same name and is
    /// reached under the same phone. A name alone finds nobody: names are shared.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub async fn find_person(&self, keys: &PersonKeys) -> Result<BTreeSet<(SubjectId, String)>, VaultError> {
        let mut found: BTreeSet<_> = self.find("document", keys.document.as_ref()).await?;
        let named = self.find("name", keys.name.as_ref()).await?;
        let reached = self.find("phone", keys.phone.as_ref()).await?;
        found.extend(named.intersection(&reached).cloned());
        Ok(found)
    }

    /// A subject is no longer found by a value that was corrected. `field` is the field's name, `plain` the value as JSON text.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub async fn forget_value(&self, field: &str, plain: &str, subject: SubjectId) -> Result<(), VaultError> {
        if !IDENTIFYING.contains(&field) {
            return Ok(());
        }
        self.table.forget(self.person_digest(field, plain), subject).await
    }

    async fn find<T: Serialize>(
        &self,
        kind: &str,
        value: Option<&T>,
    ) -> Result<BTreeSet<(SubjectId, String)>, VaultError> {
        let Some(plain) = value.and_then(|value| serde_json::to_string(value).ok()) else {
            return Ok(BTreeSet::new());
        };
        Ok(self.table.find(&self.person_digest(kind, &plain)).await?.into_iter().collect())
    }

    fn person_digest(&self, kind: &str, plain: &str) -> [u8; 32] {
        self.digest(&[b"person", kind.as_bytes(), plain.as_bytes()])
    }
}
