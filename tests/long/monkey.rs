//! The monkey: random events in the real loop.
