//! A number for bytes that is the same in every run and on every machine.

/// The number of these bytes (FNV-1a, 64 bits): to tell texts or numbers apart in short, not against anyone who
/// looks for two that have the same.
///
/// ```
/// use chainrule::text::stable_hash;
/// assert_eq!(stable_hash(*b"a"), 0xaf63_dc4c_8601_ec8c);
/// ```
pub fn stable_hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
