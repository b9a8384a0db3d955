//! Signals at random moments.
