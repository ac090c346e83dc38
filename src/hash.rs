//! Short names made of content: eight bytes of a SHA-256, as hexadecimal digits.

use sha2::{Digest, Sha256};

/// The first eight bytes of a hash, written out.
pub(crate) fn short(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The same of some bytes.
pub(crate) fn short_of(bytes: &[u8]) -> String {
    short(Sha256::new_with_prefix(bytes))
}
