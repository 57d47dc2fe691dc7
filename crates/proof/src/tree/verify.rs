//! Checking proofs: no tiles, no trust, only hashes (RFC 9162 §2.1.3.2 and §2.1.4.2).

use super::Head;
use crate::TreeHash;

/// Why a proof proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf cannot be in this tree.
    #[error("leaf {index} does not exist in a tree of {size} leaves")]
    OutsideTree {
        /// Claimed index.
        index: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// Too few or too many hashes for these sizes.
    #[error("the proof has {0} hashes, which is not the number these tree sizes need")]
    WrongLength(usize),
    /// The hashes lead to another root.
    #[error("the proof leads to root {found}, not to {stated}")]
    OtherRoot {
        /// The root that was to be reached.
        stated: TreeHash,
        /// The root that was reached.
        found: TreeHash,
    },
    /// The later tree is smaller than the earlier one.
    #[error("a tree of {later} leaves cannot continue one of {earlier}")]
    Shrinks {
        /// Leaves before.
        earlier: u64,
        /// Leaves after.
        later: u64,
    },
    /// Every tree continues the empty one, so such a proof would say nothing.
    #[error("nothing can be proved from the empty tree")]
    FromEmpty,
}

/// Checks that `leaf` stands at `index` of the tree `head`.
///
/// # Errors
/// [`ProofError`].
pub fn verify_inclusion(
    head: &Head,
    index: u64,
    leaf: &TreeHash,
    proof: &[TreeHash],
) -> Result<(), ProofError> {
    if index >= head.size {
        return Err(ProofError::OutsideTree { index, size: head.size });
    }
    let (mut at, mut last) = (index, head.size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::WrongLength(proof.len()));
        }
        if at & 1 == 1 || at == last {
            hash = TreeHash::node(sibling, &hash);
            climb_to_sibling(&mut at, &mut last);
        } else {
            hash = TreeHash::node(&hash, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::WrongLength(proof.len()));
    }
    same(&head.root, &hash)
}

/// Checks that the tree `later` begins with all leaves of `earlier`.
///
/// # Errors
/// [`ProofError`].
pub fn verify_consistency(earlier: &Head, later: &Head, proof: &[TreeHash]) -> Result<(), ProofError> {
    if earlier.size > later.size {
        return Err(ProofError::Shrinks { earlier: earlier.size, later: later.size });
    }
    if earlier.size == 0 {
        return Err(ProofError::FromEmpty);
    }
    if earlier.size == later.size {
        return if proof.is_empty() {
            same(&earlier.root, &later.root)
        } else {
            Err(ProofError::WrongLength(proof.len()))
        };
    }
    let (mut at, mut last) = (earlier.size - 1, later.size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    // A perfect earlier tree is a subtree of the later one; its root is known and not repeated in the proof.
    let (start, rest) = if earlier.size.is_power_of_two() {
        (earlier.root, proof)
    } else {
        let (first, rest) = proof.split_first().ok_or(ProofError::WrongLength(0))?;
        (*first, rest)
    };
    let (mut before, mut after) = (start, start);
    for sibling in rest {
        if last == 0 {
            return Err(ProofError::WrongLength(proof.len()));
        }
        if at & 1 == 1 || at == last {
            before = TreeHash::node(sibling, &before);
            after = TreeHash::node(sibling, &after);
            climb_to_sibling(&mut at, &mut last);
        } else {
            after = TreeHash::node(&after, sibling);
        }
        at >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::WrongLength(proof.len()));
    }
    same(&earlier.root, &before)?;
    same(&later.root, &after)
}

/// Skips the levels where the right edge has no sibling.
fn climb_to_sibling(at: &mut u64, last: &mut u64) {
    while *at & 1 == 0 && *at != 0 {
        *at >>= 1;
        *last >>= 1;
    }
}

fn same(stated: &TreeHash, found: &TreeHash) -> Result<(), ProofError> {
    if stated == found { Ok(()) } else { Err(ProofError::OtherRoot { stated: *stated, found: *found }) }
}
