//! Moving through the lesson, and looking at it in another way, without losing the place.

use super::action::{Action, Effect};
use super::state::{App, Message};
use crate::engine::Carry;
use crate::lesson::View;
use crate::lesson::{Address, Chapter, LessonError, Zoom};
use crate::text::SafeText;

impl App {
    /// Goes to a step, or to the nearest one that is shown at this zoom.
    pub(super) fn go_to(&mut self, address: Address) -> Effect {
        let outline = self.lesson.outline();
        // A path that is not listed can be looked at all the same.
        let target = if outline.index(self.zoom, address).is_some() || !outline.has(address) {
            address
        } else {
            match outline.nearest(self.zoom, address) {
                Some(nearest) if nearest.section != address.section || self.is_too_fine(address) => nearest,
                _ => address,
            }
        };
        if target == self.place {
            return Effect::None;
        }
        if self.jumped_to.is_some_and(|section| section != target.section) {
            self.jumped_from.clear();
            self.jumped_to = None;
        }
        self.place = target;
        self.leave_recap();
        self.zoomed_from = None;
        self.scroll = 0;
        self.shows_cone = false;
        Effect::Redraw
    }

    fn is_too_fine(&self, address: Address) -> bool {
        use crate::lesson::Place;
        match address.place {
            Place::Path(_) => self.zoom == Zoom::Layer,
            Place::PathFactor(..) => self.zoom < Zoom::Term,
            _ => true,
        }
    }

    /// Goes to the n-th step, from 0; past the end, to the last.
    pub(super) fn go_to_number(&mut self, n: usize) -> Effect {
        let count = self.lesson.outline().len(self.zoom);
        match self.lesson.outline().at(self.zoom, n.min(count.saturating_sub(1))) {
            Some(address) => self.go_to(address),
            None => Effect::None,
        }
    }

    pub(super) fn next(&mut self) -> Effect {
        if self.next_part() {
            return Effect::Redraw;
        }
        let (before, is_step) = self.lesson.outline().insertion(self.zoom, self.place).unwrap_or((0, true));
        self.go_to_number(if is_step { before + 1 } else { before })
    }

    pub(super) fn back(&mut self) -> Effect {
        if self.part_before() {
            return Effect::Redraw;
        }
        let (before, _) = self.lesson.outline().insertion(self.zoom, self.place).unwrap_or((0, true));
        let Some(n) = before.checked_sub(1) else { return Effect::None };
        let effect = self.go_to_number(n);
        // What was told before is told.
        self.tell_whole();
        effect
    }

    pub(super) fn chapter(&mut self, forward: bool) -> Effect {
        let outline = self.lesson.outline();
        let (here, _) = outline.insertion(self.zoom, self.place).unwrap_or((0, true));
        let starts =
            outline.chapters(self.zoom).into_iter().filter_map(|c| outline.chapter_start(self.zoom, c));
        let target = if forward {
            starts.into_iter().find(|&start| start > here)
        } else {
            starts.into_iter().take_while(|&start| start < here).last()
        };
        target.map_or(Effect::None, |n| self.go_to_number(n))
    }

    /// Goes to the first step of a chapter, if it is shown.
    pub(super) fn go_to_chapter(&mut self, chapter: Chapter) -> Effect {
        let start = self.lesson.outline().chapter_start(self.zoom, chapter);
        start.map_or(Effect::None, |n| self.go_to_number(n))
    }

    /// Looks from another distance; the place stays, or becomes its nearest ancestor.
    pub(super) fn zoom_to(&mut self, zoom: Option<Zoom>) -> Effect {
        let Some(zoom) = zoom.filter(|&zoom| zoom != self.zoom) else { return Effect::None };
        let outline = self.lesson.outline();
        // Looking closer again, one is back where one was before looking from further away.
        let finest = self.zoomed_from.unwrap_or(self.place);
        let place = outline.nearest(zoom, finest).unwrap_or(self.place);
        self.zoomed_from = (place != finest).then_some(finest);
        (self.zoom, self.place, self.scroll) = (zoom, place, 0);
        Effect::Redraw
    }

    /// Looks at the lesson in another way; the place stays.
    pub(super) fn look(&mut self, view: View) -> Result<Effect, LessonError> {
        if view == self.lesson.view() {
            return Ok(Effect::None);
        }
        self.lesson = self.lesson.with_view(view)?;
        self.before.take();
        Ok(Effect::Redraw)
    }

    pub(super) fn toggle_decimals(&mut self) -> Effect {
        let mut view = self.lesson.view();
        view.carry = match view.carry {
            Carry::Full => Carry::Decimals(self.decimals),
            Carry::Decimals(_) => Carry::Full,
        };
        self.look_or_say(view)
    }

    pub(super) fn next_sample(&mut self) -> Effect {
        let mut view = self.lesson.view();
        view.sample = (view.sample + 1) % self.lesson.scenario().samples.len();
        self.look_or_say(view)
    }

    fn look_or_say(&mut self, view: View) -> Effect {
        match self.look(view) {
            Ok(effect) => effect,
            Err(error) => self.say_error(error.to_string()),
        }
    }

    /// Shows a sentence in the bottom line.
    pub fn say(&mut self, text: impl Into<String>) -> Effect {
        self.put_message(&text.into(), false)
    }

    /// Says behind what is said what a key does. It is left out where there is no room for it.
    pub(super) fn add_key(&mut self, action: Action, sentence: &'static str) {
        if let Some(message) = &mut self.message {
            message.key = Some((action, sentence));
        }
    }

    /// Shows what went wrong in the bottom line.
    pub(super) fn say_error(&mut self, text: impl Into<String>) -> Effect {
        self.put_message(&text.into(), true)
    }

    /// A sentence may repeat a key, a file's name or what the system says: whatever these hold is made safe here.
    fn put_message(&mut self, text: &str, is_error: bool) -> Effect {
        let text = SafeText::new(text).to_string();
        self.message = Some(Message { text, is_error, key: None });
        Effect::Redraw
    }
}
