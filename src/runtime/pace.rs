//! When the frames of a training are drawn.

use std::time::{Duration, Instant};

/// Time from one frame of a training to the next, at least.
const BETWEEN_FRAMES: Duration = Duration::from_millis(50);
/// It is also so many times what a frame took to draw, so that most of the time goes into training.
const IDLE_SHARE: u32 = 5;

/// The frames of a training: when the last one was drawn, and whether there is more to see since.
///
/// They are kept from event to event, so that keys which change nothing hold up no frame.
#[derive(Default)]
pub(super) struct Frames {
    /// Whether a frame would show something new.
    pub is_due: bool,
    /// When the last frame was drawn; nothing before the first piece of work after an event's frame.
    drawn: Option<Instant>,
    /// How long drawing it took.
    drawing: Duration,
    /// When the last piece of work began.
    worked: Option<Instant>,
}

impl Frames {
    /// The time since the last piece of work.
    pub fn since_work(&mut self, now: Instant) -> Duration {
        self.worked.replace(now).map_or(Duration::ZERO, |before| now.saturating_duration_since(before))
    }

    /// Whether a frame is to be drawn now. There are as few as the eye allows, and fewer where drawing
    /// takes long.
    pub fn is_time(&mut self, now: Instant) -> bool {
        let pause = BETWEEN_FRAMES.max(self.drawing * IDLE_SHARE);
        let drawn = *self.drawn.get_or_insert(now);
        self.is_due && now.saturating_duration_since(drawn) >= pause
    }

    /// A frame was drawn from then to now.
    pub fn were_drawn(&mut self, from: Instant, now: Instant) {
        (self.is_due, self.drawn, self.drawing) = (false, Some(now), now.saturating_duration_since(from));
    }

    /// An event's frame was drawn, which shows everything.
    pub fn are_overtaken(&mut self) {
        (self.is_due, self.drawn) = (false, None);
    }
}
