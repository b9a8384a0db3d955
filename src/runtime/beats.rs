//! What goes by the clock while presenting: the time in the header, and the parts of a presentation
//! that goes on by itself. Where one does not present, nobody looks at a clock.
//!
//! Edits that are not saved are handed over as soon as they are made. Who keeps them has a clock of its own,
//! so that they are kept also while the loop computes something long, or writes to a terminal that takes nothing.

use std::time::{Duration, Instant};

use super::looping::Host;
use crate::app::{Action, App, Effect, Moment};

const MINUTE: u64 = 60;

/// What a clock on the wall shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Hours of the day.
    pub hour: u8,
    /// Minutes of the hour.
    pub minute: u8,
    /// Seconds of the minute.
    pub second: u8,
}

/// When what is due.
#[derive(Debug, Default)]
pub(super) struct Beats {
    /// When presenting began.
    began: Option<Instant>,
    /// When the clock shows another minute.
    minute: Option<Instant>,
    /// Since when the part that is shown stands, while the presentation goes on by itself.
    part: Option<Instant>,
    /// The revision of the edits that were handed over last.
    kept: u64,
}

impl Beats {
    /// Does what is due by now; says whether a frame would show anything new.
    pub fn keep<E>(&mut self, app: &mut App, host: &mut impl Host<E>) -> bool {
        if app.revision() != self.kept {
            self.kept = app.revision();
            host.keep(app.keeping());
        }
        if app.presenting().is_none() {
            *self = Self { kept: self.kept, ..Self::default() };
            return false;
        }
        let now = host.now();
        let began = *self.began.get_or_insert(now);
        let mut is_other = false;
        if self.minute.is_none_or(|minute| minute <= now) {
            let Time { hour, minute, second } = host.time();
            let moment = Moment { hour, minute, since: now.saturating_duration_since(began) };
            is_other |= app.update(Action::Clock(moment)) != Effect::None;
            let left = MINUTE.saturating_sub(second.into()).max(1);
            self.minute = Some(now + Duration::from_secs(left));
        }
        match app.pace() {
            None => self.part = None,
            Some(pace) if *self.part.get_or_insert(now) + pace <= now => {
                is_other |= app.update(Action::PlayOn) != Effect::None;
                self.part = Some(now);
            }
            Some(_) => {}
        }
        is_other
    }

    /// When there is something to do again; never while one does not present.
    pub fn due(&self, app: &App) -> Option<Instant> {
        let part = self.part.zip(app.pace()).map(|(since, pace)| since + pace);
        [self.minute, part].into_iter().flatten().min()
    }
}
