//! How a number that an edit changed is marked: which way it went, and what it was.

use crate::app::App;
use crate::engine::{Quantity, differs};
use crate::notation::set::arrow;

/// A number that differs from what it was before the edit that marks compare with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Change {
    /// What it was.
    pub before: f64,
    now: f64,
}

impl Change {
    /// How a quantity changed; `None` if it did not, or if nothing is marked.
    pub fn of(app: &App, q: Quantity) -> Option<Self> {
        Self::between(app.before()?.value(q)?, app.lesson().value(q)?)
    }

    /// How a number changed from one value to another; `None` if it did not.
    pub fn between(before: f64, now: f64) -> Option<Self> {
        differs(before, now).then_some(Self { before, now })
    }

    /// Which way it went, or that this cannot be said.
    pub fn arrow(self) -> &'static str {
        arrow(self.before, self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_says_which_way_a_number_went() {
        let arrow = |before, now| Change::between(before, now).map(Change::arrow);
        assert_eq!(arrow(0.5, 0.6), Some("▲"));
        assert_eq!(arrow(-0.5, -0.6), Some("▼"));
        assert_eq!(arrow(0.5, f64::NAN), Some("≠"));
        assert_eq!(arrow(f64::INFINITY, 0.5), Some("▼"));
        assert_eq!(arrow(0.5, 0.5), None);
        assert_eq!(arrow(f64::NAN, f64::NAN), None);
        assert_eq!(arrow(0.0, -0.0), None);
    }
}
