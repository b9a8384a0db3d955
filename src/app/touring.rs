//! Taking the teacher's tour: from stop to stop, each with the numbers that it sets.
//!
//! A tour walks on the numbers of the scenario as it was opened. Those that one came with, edits and all, are put
//! aside and come back when the tour is left; what is changed at a stop holds until one goes to another.
//! So a stop shows the same numbers whatever way one came to it.

use super::action::{Action, Effect};
use super::marks::Against;
use super::mode::Mode;
use super::state::App;
use super::training::Kept;
use crate::edit::{By, Edit, EditError, History};
use crate::lesson::words::tour as words;
use crate::lesson::{Address, Lesson, Prose, TourStop, View, Zoom};
use crate::scenario::{Scenario, Setting};

/// The tour that is taken, and where one was left.
#[derive(Debug, Clone, Default)]
pub(super) struct Tour {
    now: Option<Box<Touring>>,
    /// The stop to go on at, from 0.
    left_at: usize,
}

/// A tour under way.
#[derive(Debug, Clone)]
struct Touring {
    /// The stop one is at, from 0.
    stop: usize,
    /// Nothing on a second screen, which leaves a tour when it is told to.
    own: Option<Own>,
}

/// What comes back when the tour is left.
#[derive(Debug, Clone)]
struct Own {
    lesson: Lesson,
    history: History,
    against: Against,
    zoom: Zoom,
    edited_at: Option<Address>,
    training: Kept,
}

/// The numbers of a stop.
#[derive(Debug, Clone)]
pub struct StopNumbers {
    /// The scenario with them.
    pub scenario: Scenario,
    /// What set them, stop by stop, as edits of the tour.
    pub history: History,
    /// Whether the stop itself set some of them.
    pub sets: bool,
}

/// The numbers of the n-th stop, from 0, of a scenario's tour: those of the scenario with all that the
/// stops set from the last reset on, that stop included.
///
/// # Errors
/// When a stop sets what the scenario does not have; a scenario that was read from a file has it all.
pub fn numbers_at_stop(scenario: &Scenario, n: usize) -> Result<StopNumbers, EditError> {
    let (mut now, mut history) = (scenario.clone(), History::default());
    let mut sets = false;
    for stop in scenario.stops_to(n) {
        sets = match &stop.set[..] {
            [] => false,
            [one] => history.apply_by(By::Tour, edit_of(one), &mut now)?,
            all => {
                let edits = all.iter().map(edit_of).collect();
                history.apply_by(By::Tour, Edit::Together(edits), &mut now)?
            }
        };
    }
    history.set_saved();
    Ok(StopNumbers { scenario: now, history, sets })
}

fn edit_of(&Setting { quantity, sample, value }: &Setting) -> Edit {
    Edit::One { quantity, sample, value }
}

/// What a stop is like on arrival, for who opens the file now.
pub(super) struct Arrived {
    /// The stop, from 1.
    pub number: usize,
    pub address: Address,
    pub zoom: Zoom,
    pub view: View,
    pub scenario: Scenario,
    pub history: History,
}

impl App {
    /// What the stop that one is at is like on arrival.
    pub(super) fn stop_arrived(&self) -> Option<Arrived> {
        let (n, TourStop { address, zoom, view }) = self.stop_here()?;
        let StopNumbers { scenario, history, .. } = numbers_at_stop(&self.base, n).ok()?;
        Some(Arrived { number: n + 1, address, zoom, view, scenario, history })
    }

    /// The stop that one is at on a tour, from 1, and how many there are.
    pub fn tour_progress(&self) -> Option<(usize, usize)> {
        let touring = self.tour.now.as_ref()?;
        Some((touring.stop + 1, self.lesson.tour().len()))
    }

    /// The stop that one is at on a tour, from 0.
    pub(super) fn stop(&self) -> Option<usize> {
        Some(self.tour.now.as_ref()?.stop)
    }

    /// Stands at a stop as another explainer does, with the lesson and the edits taken up from it.
    pub(super) fn stand_at(&mut self, stop: Option<usize>) {
        self.tour.now = stop.map(|stop| Box::new(Touring { stop, own: None }));
    }

    /// Whether one is on a tour.
    pub fn is_touring(&self) -> bool {
        self.tour.now.is_some()
    }

    /// What the tour says, while one stands on its stop and no number of it is asked for.
    pub fn tour_words(&self) -> Option<Prose> {
        let (n, stop) = self.stop_here()?;
        let is_there = stop.address == self.place && self.predicting().is_none();
        is_there.then(|| self.lesson.tour_words(n))?
    }

    fn stop_here(&self) -> Option<(usize, TourStop)> {
        let n = self.tour.now.as_ref()?.stop;
        Some((n, *self.lesson.tour().get(n)?))
    }

    /// Says that there is a tour, if there is one.
    pub fn offer_tour(&mut self) {
        let count = self.lesson.tour().len();
        if count > 0 && !self.is_touring() {
            self.say(words::OFFER.replace("{count}", &count.to_string()));
            self.add_key(Action::Next, words::OFFER_ELSE);
        }
    }

    /// The same explainer on the tour at its n-th stop, from 0. Its lesson and its edits are those of the
    /// stop already, with what was changed there on top.
    #[must_use]
    pub fn touring(mut self, n: usize) -> Self {
        let lesson = self.lesson.edited(self.start.clone());
        let usual = View::of(&self.start);
        let own = Own {
            lesson: lesson.with_view(usual).unwrap_or(lesson),
            history: History::default(),
            against: Against::Nothing,
            zoom: Zoom::default(),
            edited_at: None,
            training: Kept::default(),
        };
        self.tour.now = Some(Box::new(Touring { stop: n, own: Some(own) }));
        if self.history.holding().iter().all(|made| made.by == By::Tour) {
            self.tell_stop(n);
        }
        self
    }

    /// `:tour` takes the tour or leaves it, `:tour 7` goes to its stop 7.
    ///
    /// # Errors
    /// A sentence, where there is no tour or no such stop.
    pub(super) fn tour(&mut self, argument: &str) -> Result<Effect, String> {
        let count = self.lesson.tour().len();
        if count == 0 {
            return Err(words::NONE.into());
        }
        if argument.is_empty() {
            let stop = self.tour.left_at;
            return if self.is_touring() { Ok(self.leave_tour()) } else { self.take_tour(stop) };
        }
        let stop = argument.parse::<usize>().ok().filter(|stop| (1..=count).contains(stop));
        stop.map_or_else(|| Err(no_stop(argument, count)), |stop| self.take_tour(stop - 1))
    }

    fn take_tour(&mut self, n: usize) -> Result<Effect, String> {
        self.leave_all();
        if self.tour.now.is_none() {
            let own = Own {
                lesson: self.lesson.clone(),
                history: std::mem::take(&mut self.history),
                against: self.against,
                zoom: self.zoom,
                edited_at: self.edited_at,
                training: std::mem::take(&mut self.training),
            };
            self.tour.now = Some(Box::new(Touring { stop: n, own: Some(own) }));
        }
        self.arrive(n)
    }

    /// Goes to a stop: its step, its numbers, its way to look at them.
    fn arrive(&mut self, n: usize) -> Result<Effect, String> {
        let numbers = numbers_at_stop(&self.start, n).map_err(|error| error.to_string())?;
        let (Some(touring), Some(stop)) = (self.tour.now.as_mut(), self.lesson.tour().get(n).copied()) else {
            return Ok(Effect::None);
        };
        touring.stop = n;
        self.before.take();
        let own = touring.own.as_ref().map_or(&self.lesson, |own| &own.lesson);
        if let Some(lesson) = own.at_stop(n, numbers.scenario) {
            self.lesson = lesson;
        }
        self.history = numbers.history;
        (self.place, self.zoom) = (stop.address, stop.zoom);
        (self.zoomed_from, self.scroll) = (None, 0);
        self.jumped_from.clear();
        self.jumped_to = None;
        let is_changed = self.history.last().is_some();
        self.against = if is_changed { Against::LastEdit } else { Against::Nothing };
        self.shows_cone = numbers.sets;
        self.edited_at = numbers.sets.then_some(stop.address);
        self.decimals = stop.view.carry.decimals().unwrap_or(self.decimals);
        self.renew_training();
        self.tell_stop(n);
        Ok(Effect::Redraw)
    }

    /// Says in the bottom line what a stop did with the numbers.
    fn tell_stop(&mut self, n: usize) {
        let Some(stop) = self.start.tour.get(n) else { return };
        let sets = !stop.set.is_empty();
        let set_before = || n > 0 && self.start.stops_to(n - 1).iter().any(|stop| !stop.set.is_empty());
        if sets {
            if let Some(told) = self.before().map(|before| self.told_change(before)) {
                self.say(format!("{}{told}", words::SETS));
            }
        } else if stop.resets && set_before() {
            self.say(words::RESET);
        }
    }

    /// Leaves the tour and stays at its step; numbers and marks are as they were before it.
    pub(super) fn leave_tour(&mut self) -> Effect {
        let Some(touring) = self.tour.now.take() else { return Effect::None };
        let Touring { stop, own } = *touring;
        let is_last = stop + 1 >= self.lesson.tour().len();
        self.tour.left_at = if is_last { 0 } else { stop };
        let Some(own) = own else { return Effect::Redraw };
        self.before.take();
        self.lesson = own.lesson;
        self.history = own.history;
        (self.against, self.edited_at, self.training) = (own.against, own.edited_at, own.training);
        self.shows_cone = false;
        if self.lesson.outline().index(own.zoom, self.place).is_some() {
            self.zoom = own.zoom;
        }
        if is_last {
            return self.say(words::LEFT);
        }
        self.say(words::LEFT_BEFORE_END.replace("{stop}", &(stop + 1).to_string()))
    }

    /// What keys do on a tour that go from step to step elsewhere; nothing where they do as ever.
    pub(super) fn on_tour(&mut self, action: &Action) -> Option<Effect> {
        let (n, stop) = self.stop_here()?;
        let last = self.lesson.tour().len() - 1;
        let is_here = self.place == stop.address;
        let is_back =
            matches!(action, Action::Back) || *action == Action::Return && self.jumped_from.is_empty();
        // Before a class, a step is told part by part, on a tour too.
        if *action == Action::Next && self.next_part() || is_back && is_here && self.part_before() {
            return Some(Effect::Redraw);
        }
        let target = match *action {
            Action::Next if n == last => {
                let effect = self.say(words::LAST);
                if self.mode == Mode::Walk {
                    self.add_key(Action::Leave, words::LEAVES);
                }
                return Some(effect);
            }
            Action::Next => n + 1,
            // Who strayed from the stop comes back to it first.
            Action::Back | Action::Return if is_back && !is_here => {
                self.zoom = stop.zoom;
                let effect = self.go_to(stop.address);
                self.tell_whole();
                return Some(effect);
            }
            Action::Back | Action::Return if is_back && n == 0 => return Some(Effect::None),
            Action::Back | Action::Return if is_back => n - 1,
            Action::First => 0,
            Action::Last => last,
            Action::StepNumber(number) if (1..=last + 1).contains(&number) => number - 1,
            Action::StepNumber(number) => {
                return Some(self.say_error(no_stop(&number.to_string(), last + 1)));
            }
            _ => return None,
        };
        let effect = self.arrive(target).unwrap_or_else(|sentence| self.say_error(sentence));
        if is_back {
            self.tell_whole();
        }
        Some(effect)
    }

    /// Whether one is at the last stop of a tour; nothing where there is no tour.
    pub(super) fn is_at_last_stop(&self) -> Option<bool> {
        Some(self.stop()? + 1 == self.lesson.tour().len())
    }

    /// Whether marks show what the learner changed rather than what the tour did.
    pub(super) fn marks_are_own(&self) -> bool {
        !self.is_touring() || self.history.holding().iter().any(|made| made.by == By::Learner)
    }

    /// The lesson and the edits that are the learner's own: on a tour, those that were put aside.
    pub(super) fn own(&self) -> (&Lesson, &History) {
        match self.tour.now.as_ref().and_then(|touring| touring.own.as_ref()) {
            Some(own) => (&own.lesson, &own.history),
            None => (&self.lesson, &self.history),
        }
    }
}

fn no_stop(asked: &str, count: usize) -> String {
    let shown = crate::text::SafeText::new(&crate::text::cut(asked, 20));
    words::NO_STOP.replace("{stop}", shown.as_str()).replace("{count}", &count.to_string())
}
