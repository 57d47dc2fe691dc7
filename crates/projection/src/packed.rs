//! How documents lie in the file: packed, with a dictionary of what documents have in common, because names of fields and codes are most of
//! what they say. The same document is packed into the same bytes by everybody who runs this version; another version packs anew, from
//! the log.

use serde::Serialize;
use serde::de::{DeserializeOwned, Error as _};
use std::cell::RefCell;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// Made by `cargo run -p projection --example learn_documents` from documents of made-up cases.
const DICTIONARY: &[u8] = include_bytes!("../data/documents.dictionary");

/// What it costs to pack is paid at every event, so not more than the first steps of the method.
const LEVEL: i32 = 1;

/// Most bytes a document may unpack to; more than any case will have, and no more than a damaged file may ask for.
const MOST: usize = 256 << 20;

static TO_PACK: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static TO_UNPACK: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// A document as it lies in the file.
pub(crate) fn pack(document: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let document = serde_json::to_vec(document)?;
    let packed = PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            None => packer.insert(Compressor::with_prepared_dictionary(&TO_PACK)?),
        };
        packer.compress(&document)
    });
    packed.map_err(serde_json::Error::custom)
}

/// The document as it was.
///
/// # Errors
/// When the bytes are not what [`pack`] made of such a document.
pub(crate) fn unpack<T: DeserializeOwned>(packed: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(&unpack_bytes(packed)?)
}

/// The JSON of the document as it was.
///
/// # Errors
/// As [`unpack`], but for what the JSON says.
pub(crate) fn unpack_bytes(packed: &[u8]) -> serde_json::Result<Vec<u8>> {
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= MOST);
    let length = length.ok_or_else(|| serde_json::Error::custom("it is not packed as documents are"))?;
    let document = UNPACKER.with_borrow_mut(|unpacker| {
        let unpacker = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(Decompressor::with_prepared_dictionary(&TO_UNPACK)?),
        };
        unpacker.decompress(packed, length)
    });
    document.map_err(serde_json::Error::custom)
}

/// What a packed document says, for whoever examines a file of views without asking the program's questions.
///
/// # Errors
/// When the bytes are no packed document.
pub fn unpacked(packed: &[u8]) -> serde_json::Result<serde_json::Value> {
    unpack(packed)
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use serde_json::{Value, json};

    #[test]
    fn what_is_packed_comes_out_as_it_was() {
        for document in
            [json!(null), json!({}), json!({ "stage": "IN_MEDIATION" }), json!("长".repeat(50_000))]
        {
            let packed = pack(&document).expect("packed");
            assert_eq!(unpack::<Value>(&packed).expect("unpacked"), document);
        }
    }

    #[test]
    fn a_document_is_always_packed_into_the_same_bytes() {
        let document = json!({ "stage": "IN_MEDIATION", "parties": vec!["A"; 50] });
        let first = pack(&document).expect("packed");
        let elsewhere = std::thread::spawn(move || pack(&document).expect("packed"));
        assert_eq!(first, elsewhere.join().expect("no panic"));
    }

    #[test]
    fn other_bytes_are_refused() {
        let whole = pack(&json!("a".repeat(1_000))).expect("packed");
        for bytes in [&b""[..], b"{}", &[0xff; 40], &whole[..whole.len() - 1]] {
            assert!(unpack::<Value>(bytes).is_err(), "{bytes:?}");
        }
    }
}
