//! The time of day, for a page that shows it.

use std::time::Duration;

use crate::ui::Clock;

/// A moment, as clocks of this place show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Hours, minutes and seconds of the day.
    pub time: (u8, u8, u8),
    /// What of the second has gone by.
    pub into_second: Duration,
    /// Seconds since 1970.
    pub since_1970: u64,
}

impl Now {
    /// How long until a clock shows something else.
    pub fn until_it_moves(self) -> Duration {
        Duration::from_secs(1).saturating_sub(self.into_second)
    }

    /// The clock of someone who started then, in seconds since 1970.
    pub fn clock(self, started: u64) -> Clock {
        Clock { time: self.time, running: Duration::from_secs(self.since_1970.saturating_sub(started)) }
    }
}

/// What clocks show now.
pub(super) fn now() -> Now {
    let now = jiff::ZonedDateTime::now();
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    Now {
        time: (part(now.hour()), part(now.minute()), part(now.second())),
        into_second: Duration::from_nanos(now.subsec_nanosecond().unsigned_abs().into()),
        since_1970: now.timestamp().as_second().try_into().unwrap_or(0),
    }
}
