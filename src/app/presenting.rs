//! Presenting to a class: a step is told part by part, by itself if one likes, on a screen that can be
//! blanked or dimmed.
//!
//! While presenting, the step at hand is shown as it is before its own numbers, until its last part
//! shows it whole. Going on and going back pass through the parts; a step that is come to in any other
//! way begins with its first. The state knows no clock: whoever presents it says what time it is.

use std::time::Duration;

use super::action::{Action, Effect};
use super::mode::Mode;
use super::state::App;
use crate::engine::{Part, Quantity};
use crate::lesson::words::presenting as words;
use crate::lesson::{Address, Picture, Reveal, Sight, Step, Value, Zoom, parts};
use crate::notation::Formula;

/// Seconds that a part stands while the presentation plays, from fast to slow.
const PACES: [u64; 6] = [1, 2, 3, 5, 8, 13];
/// The one that it begins with.
const USUAL_PACE: usize = 3;
/// Steps of which is kept how far they were told when one jumped away from them.
const MOST_LEFT: usize = 100;

/// What a clock on the wall shows, and for how long one has been presenting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Hours of the day.
    pub hour: u8,
    /// Minutes of the hour.
    pub minute: u8,
    /// Since one began.
    pub since: Duration,
}

/// How one presents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presenting {
    /// The step that is told, and how closely it is looked at.
    at: (Address, Zoom),
    /// How many parts it has.
    parts: usize,
    /// Whether the last of them adds no line, but what the lines come out as.
    ends_whole: bool,
    /// The part that was shown last, from 0, while some are to come; nothing once the step is whole.
    part: Option<usize>,
    /// How far steps were told when one jumped away from them.
    left: Vec<(Address, Option<usize>)>,
    dims: bool,
    plays: bool,
    /// Which of [`PACES`].
    pace: usize,
    moment: Option<Moment>,
}

impl Presenting {
    /// Where one begins; the first part is taken up by [`App::settle`].
    fn at(place: Address, zoom: Zoom) -> Self {
        Self {
            at: (place, zoom),
            parts: 1,
            ends_whole: false,
            part: None,
            left: Vec::new(),
            dims: false,
            plays: false,
            pace: USUAL_PACE,
            moment: None,
        }
    }

    /// The part of the step that was shown last, from 1, and how many it has.
    pub fn part(&self) -> (usize, usize) {
        (self.part.map_or(self.parts, |part| part + 1), self.parts)
    }

    /// Whether a part of the step is still to come.
    pub fn awaits(&self) -> bool {
        self.part.is_some()
    }

    /// Whether all that takes no part in the step steps back.
    pub fn dims(&self) -> bool {
        self.dims
    }

    /// Whether it goes on by itself.
    pub fn plays(&self) -> bool {
        self.plays
    }

    /// How long a part stands while it does.
    pub fn pace(&self) -> Duration {
        Duration::from_secs(PACES[self.pace])
    }

    /// What the clock showed last.
    pub fn moment(&self) -> Option<Moment> {
        self.moment
    }
}

/// How one presents, as a second screen has to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Presented {
    /// So many parts of the step are told.
    pub parts: usize,
    /// Whether what takes no part steps back.
    pub dims: bool,
    /// Whether it goes on by itself.
    pub plays: bool,
    /// Which of the paces.
    pub pace: usize,
    /// What the clock showed last.
    pub moment: Option<Moment>,
}

impl App {
    /// How one presents, for a second screen.
    pub(super) fn presented_as(&self) -> Option<Presented> {
        let presenting = self.presenting.as_ref()?;
        let Presenting { dims, plays, pace, moment, .. } = *presenting;
        Some(Presented { parts: presenting.part().0, dims, plays, pace, moment })
    }

    /// Presents the step at hand as another explainer does.
    pub(super) fn present_as(&mut self, presented: Option<Presented>) {
        self.presenting = None;
        let Some(presented) = presented else { return };
        self.tell_parts(presented.parts);
        if let Some(presenting) = &mut self.presenting {
            (presenting.dims, presenting.plays) = (presented.dims, presented.plays);
            (presenting.pace, presenting.moment) = (presented.pace.min(PACES.len() - 1), presented.moment);
        }
    }

    /// Begins to present with so many parts of the step told; of more than it has, all.
    fn tell_parts(&mut self, parts: usize) {
        self.present();
        self.settle();
        if let Some(presenting) = &mut self.presenting {
            presenting.part = Some(parts.max(1) - 1).filter(|part| part + 1 < presenting.parts);
        }
    }

    /// How one presents, if one does.
    pub fn presenting(&self) -> Option<&Presenting> {
        self.presenting.as_ref()
    }

    /// The same explainer presenting its step to a class, so many parts of it told; of more than it has,
    /// all.
    #[must_use]
    pub fn presented(mut self, parts: usize) -> Self {
        self.tell_parts(parts);
        self
    }

    /// Whether the step is told part by part: where a number of it is asked for, it is not.
    pub fn is_told(&self) -> bool {
        self.presenting.is_some() && self.predicting().is_none()
    }

    /// Whether a part of the step is still to come, so that its own numbers are not shown.
    pub fn awaits_part(&self) -> bool {
        self.is_told() && self.presenting.as_ref().is_some_and(Presenting::awaits)
    }

    /// Takes from a step what its parts to come are to show: what it comes out as, and why.
    pub(super) fn tell_partly(&self, step: &mut Step) {
        if !self.awaits_part() {
            return;
        }
        step.formula = parts::unsolved(&step.formula);
        step.why.clear();
        step.notes.clear();
        // These are drawn from the result, and not point by point as it becomes known.
        let is_result = match step.picture {
            Picture::None | Picture::Curve { .. } | Picture::Error { .. } => false,
            Picture::Samples { errors } => errors,
            Picture::Bill | Picture::Nudge(_) | Picture::Checks | Picture::Training => true,
        };
        if is_result {
            step.picture = Picture::None;
        }
    }

    /// The step as its last part shows it.
    pub fn whole_step_in(&self, sight: Sight) -> Step {
        self.lesson.step_in(self.place, Reveal::AsOf(self.zoom), sight)
    }

    /// How many lines of the step's formula are shown by now.
    pub fn lines_told(&self, formula: &Formula) -> usize {
        let all = formula.lines.len();
        let presenting = self.presenting.as_ref().filter(|_| self.awaits_part());
        let Some((presenting, part)) = presenting.and_then(|p| Some((p, p.part?))) else { return all };
        // What a screen has no room for may make a formula longer than it is here.
        let is_all = presenting.ends_whole && part + 2 >= presenting.parts;
        if is_all { all } else { parts::parts(formula).get(part).copied().unwrap_or(all) }
    }

    /// How many parts the step has: those of its formula, and a last one if more than that is to come,
    /// which is also said.
    fn count_parts(&self) -> (usize, bool) {
        let before = self.lesson.step(self.place, Reveal::Before(self.zoom));
        let whole = self.lesson.step(self.place, Reveal::AsOf(self.zoom));
        let formula = parts::unsolved(&before.formula);
        let count = parts::parts(&formula).len().max(1);
        let is_computed = |value: &Value| match *value {
            Value::Of(Part { kind, layer, row, column }) => {
                let (row, column) = (row.unwrap_or(0), column.unwrap_or(0));
                let is_shown = |reveal| {
                    self.lesson.is_revealed(Quantity { kind, layer, row, column }, self.place, reveal)
                };
                is_shown(Reveal::AsOf(self.zoom)) && !is_shown(Reveal::Before(self.zoom))
            }
            Value::Words(..) => false,
        };
        let is_more = formula != whole.formula || whole.values.iter().any(is_computed);
        (count + usize::from(is_more), is_more)
    }

    /// After anything was done: another step begins with its first part; of the same one as much is told
    /// as before.
    pub(super) fn settle(&mut self) {
        if self.presenting.is_none() {
            return;
        }
        let ((parts, ends_whole), here) = (self.count_parts(), (self.place, self.zoom));
        // Who has answered has seen it.
        let is_seen = self.predicting().is_some_and(|predicting| predicting.is_done);
        let Some(presenting) = &mut self.presenting else { return };
        let part = if presenting.at.0 == here.0 { presenting.part } else { Some(0) };
        presenting.part =
            part.filter(|_| parts > 1 && !is_seen).map(|part| part.min(parts.saturating_sub(2)));
        (presenting.at, presenting.parts, presenting.ends_whole) = (here, parts, ends_whole);
    }

    /// Shows one part more, if the step has one to come.
    pub(super) fn next_part(&mut self) -> bool {
        let Some(presenting) = &mut self.presenting else { return false };
        let Some(part) = presenting.part else { return false };
        presenting.part = Some(part + 1).filter(|part| part + 1 < presenting.parts);
        true
    }

    /// Takes the last part back, unless it is the step's first.
    pub(super) fn part_before(&mut self) -> bool {
        let Some(presenting) = &mut self.presenting else { return false };
        let shown = presenting.part.unwrap_or(presenting.parts - 1);
        if shown == 0 {
            return false;
        }
        presenting.part = Some(shown - 1);
        true
    }

    /// All of the step that one has come back to is told.
    pub(super) fn tell_whole(&mut self) {
        if let Some(presenting) = &mut self.presenting {
            (presenting.at, presenting.part) = ((self.place, self.zoom), None);
        }
    }

    /// Keeps how far the step is told that is jumped away from.
    pub(super) fn leave_partly(&mut self, place: Address) {
        if let Some(presenting) = &mut self.presenting {
            let excess = (presenting.left.len() + 1).saturating_sub(MOST_LEFT);
            presenting.left.drain(..excess);
            presenting.left.push((place, presenting.part));
        }
    }

    /// As much is told of the step as when it was jumped away from.
    pub(super) fn return_partly(&mut self) {
        let (place, zoom) = (self.place, self.zoom);
        let Some(presenting) = &mut self.presenting else { return };
        let Some(index) = presenting.left.iter().rposition(|(left, _)| *left == place) else { return };
        let (_, part) = presenting.left[index];
        presenting.left.truncate(index);
        (presenting.at, presenting.part) = ((place, zoom), part);
    }

    fn present(&mut self) {
        let mut presenting = Presenting::at(self.place, self.zoom);
        // Of the step at hand, too, the first part comes first.
        presenting.part = Some(0);
        self.presenting = Some(presenting);
    }

    /// Begins to present, or ends it.
    pub(super) fn toggle_presenting(&mut self) -> Effect {
        if self.presenting.take().is_some() {
            return self.say(words::ENDS);
        }
        self.present();
        self.settle();
        self.say(words::BEGINS)
    }

    /// What is done while presenting only; nothing where one does not.
    pub(super) fn at_presenting(&mut self, action: &Action) -> Effect {
        let is_at_end = self.is_at_end();
        let Some(presenting) = &mut self.presenting else { return Effect::None };
        match action {
            Action::Blank => return self.enter(Mode::Blank),
            Action::Dim => presenting.dims = !presenting.dims,
            // At the end there is nothing to play.
            Action::Play if is_at_end => return Effect::None,
            Action::Play => presenting.plays = !presenting.plays,
            Action::Slower if presenting.pace + 1 < PACES.len() => presenting.pace += 1,
            Action::Faster if presenting.pace > 0 => presenting.pace -= 1,
            Action::Slower | Action::Faster => {}
            _ => return Effect::None,
        }
        let pace = presenting.pace().as_secs();
        match action {
            Action::Slower | Action::Faster if !presenting.plays => {
                self.say(words::PACE.replace("{seconds}", &pace.to_string()))
            }
            _ => Effect::Redraw,
        }
    }

    /// How long each part stands, while the presentation goes on by itself.
    pub fn pace(&self) -> Option<Duration> {
        self.presenting.as_ref().filter(|presenting| presenting.plays).map(Presenting::pace)
    }

    /// A presentation that goes on by itself stops at any key but those that are about just that; says
    /// whether it did.
    pub(super) fn stop_playing(&mut self, action: Option<&Action>) -> bool {
        let goes_on = matches!(action, Some(Action::Play | Action::Slower | Action::Faster));
        let Some(presenting) = self.presenting.as_mut().filter(|presenting| presenting.plays && !goes_on)
        else {
            return false;
        };
        presenting.plays = false;
        true
    }

    /// A key was pressed that asks for nothing here.
    pub fn idle(&mut self) -> Effect {
        if self.stop_playing(None) { Effect::Redraw } else { Effect::None }
    }

    /// The time for one part more has come, where the presentation plays.
    pub(super) fn play_on(&mut self) -> Effect {
        if self.pace().is_none() {
            return Effect::None;
        }
        let effect = match self.mode {
            Mode::Walk => self.on_tour(&Action::Next).unwrap_or_else(|| self.next_or_recap()),
            Mode::Recap { .. } => self.read_recap(&Action::Next),
            _ => Effect::None,
        };
        self.settle();
        if effect == Effect::None || self.is_at_end() {
            self.stop_playing(None);
        }
        Effect::Redraw
    }

    /// Whether the last step is told to its end.
    fn is_at_end(&self) -> bool {
        let (number, count) = self.progress();
        self.is_at_last_stop().unwrap_or(number == count) && !self.awaits_part()
    }

    /// The clock shows another time.
    pub(super) fn clock(&mut self, moment: Moment) -> Effect {
        let is_seen = self.mode != Mode::Blank;
        let Some(presenting) = &mut self.presenting else { return Effect::None };
        let shown = |moment: Moment| (moment.hour, moment.minute, moment.since.as_secs() / 60);
        let before = presenting.moment.replace(moment);
        let is_other = before.map(shown) != Some(shown(moment));
        if is_other && is_seen { Effect::Redraw } else { Effect::None }
    }
}
