//! Hostile input: bytes that no keyboard sends.
