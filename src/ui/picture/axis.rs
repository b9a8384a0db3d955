//! An axis: its range, its name, its numbers.

use ratatui::style::Style;

use super::super::paint::Run;
use crate::engine::Quantity;
use crate::text;

/// A place on an axis with its number.
#[derive(Debug, Clone)]
pub(super) struct Tick {
    pub at: f64,
    pub text: String,
    pub style: Style,
    /// The quantity whose number it is.
    pub of: Option<Quantity>,
}

impl Tick {
    pub fn new(at: f64, text: String, style: Style) -> Self {
        Self { at, text, style, of: None }
    }

    /// The same as the number of a quantity.
    pub fn about(self, q: Quantity) -> Self {
        Self { of: Some(q), ..self }
    }

    pub fn run(&self) -> Run {
        Run { of: self.of, ..Run::new(self.text.clone(), self.style) }
    }
}

/// An axis: its range, its name, and its numbers.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    pub name: Run,
    pub from: f64,
    pub to: f64,
    /// Those that matter most, the first of them first.
    pub ticks: Vec<Tick>,
    /// Others, of which all or none are there: several choices, the one that needs most room first.
    pub series: Vec<Vec<Tick>>,
}

impl Axis {
    /// Where in the range, from 0 to 1.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.from) / (self.to - self.from)
    }

    /// The first series of numbers all of which have room; `place` says from where to where one reaches.
    pub fn fitting(&self, place: impl Fn(&Tick) -> Option<(u16, u16)>) -> Option<&[Tick]> {
        let fits = |series: &&Vec<Tick>| {
            let mut places: Vec<_> = series.iter().filter_map(&place).collect();
            places.sort_unstable();
            places.windows(2).all(|pair| pair[0].1 < pair[1].0)
        };
        self.series.iter().find(fits).map(Vec::as_slice)
    }

    /// The columns of the widest number.
    pub fn widest(&self) -> u16 {
        let all = self.ticks.iter().chain(self.series.iter().flatten());
        all.map(|tick| text::width(&tick.text)).max().unwrap_or(0) as u16
    }

    pub fn is_sound(&self) -> bool {
        self.from.is_finite() && self.to.is_finite() && self.from < self.to
    }
}
