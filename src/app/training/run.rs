//! A training as it is looked at: how far it is to go, what is shown of it, which epoch is to be opened.

use std::time::Duration;

use super::looking::Looked;
use crate::engine::{Course, MOST_EPOCHS, Outcome, Piece, Trained, Trainer, epoch_cost};
use crate::scenario::Scenario;

/// Multiplications of a piece of work: few enough that one can look for keys in between, enough that
/// looking costs nothing beside it.
const PIECE: usize = 30_000;
/// Multiplications that the default number of epochs takes at most.
const USUAL_WORK: usize = 60_000_000;
/// Multiplications that are done at once, where a key or a command wants an epoch's weights or outputs.
/// More are done piece by piece.
pub(super) const MOST_AT_ONCE: usize = 2_000_000;
/// How long is measured before the pace is told.
const MEASURED: Duration = Duration::from_millis(400);

/// A training under way, paused, or at its end.
#[derive(Debug, Clone)]
pub struct Run {
    course: Course,
    /// The epoch that it is to come to.
    goal: usize,
    /// The epoch at which it pauses: the goal, or one before.
    until: usize,
    /// How many epochs were asked for last.
    asked: usize,
    is_running: bool,
    opening: Option<Opening>,
    pace: Pace,
    /// Numbers were changed since there was a training before this one.
    is_anew: bool,
    /// An epoch before the last one that is looked at.
    looked: Option<Looked>,
    pub(in crate::app) is_logarithmic: bool,
    /// The layer whose weights are shown, counted from 1.
    pub(in crate::app) layer: usize,
    /// Rows by which the table of outputs is scrolled.
    pub(in crate::app) scroll: isize,
}

/// An epoch that is to be opened once its weights are there.
#[derive(Debug, Clone)]
struct Opening {
    epoch: usize,
    /// What computes them again, where the training is beyond it; else they are yet to come.
    again: Option<Trainer>,
}

/// What a piece of work came to.
#[derive(Debug, Clone)]
pub(in crate::app) enum Worked {
    /// There was nothing to do.
    Nothing,
    /// It goes on, or pauses now.
    Further,
    /// The weights that were wanted are there.
    Arrived(Trained),
    /// It ended before the epoch that was wanted, which is this one, if any was.
    Diverged(Option<usize>),
}

/// Epochs a second.
#[derive(Debug, Clone, Copy, Default)]
struct Pace {
    time: Duration,
    /// Samples learned from and measured in that time.
    steps: usize,
    rate: Option<f64>,
}

impl Run {
    /// At the start, going nowhere yet.
    pub(in crate::app) fn new(scenario: &Scenario, is_anew: bool) -> Self {
        let network = scenario.network();
        let samples = scenario.samples.as_slice();
        Self {
            course: Course::new(network.clone(), samples, scenario.learning, &scenario.plan.derive),
            goal: 0,
            until: 0,
            asked: usual_epochs(scenario),
            is_running: false,
            opening: None,
            pace: Pace::default(),
            is_anew,
            looked: None,
            is_logarithmic: false,
            layer: network.last(),
            scroll: 0,
        }
    }

    /// Whether it is the training of this scenario.
    pub(in crate::app) fn is_of(&self, scenario: &Scenario) -> bool {
        self.course.is_of(scenario.network(), &scenario.samples, scenario.learning)
    }

    /// The training itself: errors, weights, outputs.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The epoch that it is to come to.
    pub fn goal(&self) -> usize {
        self.goal
    }

    /// Whether it is under way.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// The epoch whose weights are being computed again, to be opened.
    pub fn opening(&self) -> Option<usize> {
        self.opening.as_ref().map(|opening| opening.epoch)
    }

    /// Epochs a second, once that was measured.
    pub fn pace(&self) -> Option<f64> {
        self.pace.rate.filter(|_| self.is_running)
    }

    /// Whether numbers were changed since there was a training before this one.
    pub fn is_anew(&self) -> bool {
        self.is_anew
    }

    /// The epoch that is looked at: one that was chosen, else the last one.
    pub fn epoch(&self) -> usize {
        self.looked.as_ref().map_or(self.course.epochs(), |looked| looked.epoch)
    }

    /// What the network makes of the samples after the epoch that is looked at; nothing while that is
    /// being computed.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.looked.as_ref().map_or_else(|| self.course.outcome(), Looked::outcome)
    }

    /// Looks at an epoch that is done; the last one and those to come where it is the last. Says whether
    /// that is another than before.
    pub(in crate::app) fn look_at(&mut self, epoch: usize) -> bool {
        let wanted = (epoch < self.course.epochs()).then_some(epoch);
        if wanted == self.looked.as_ref().map(|looked| looked.epoch) {
            return false;
        }
        self.looked = wanted.map(|epoch| Looked::at(epoch, &self.course));
        if let Some(looked) = &mut self.looked {
            let cost = epoch_cost(self.course.network().weight_count(), self.course.samples().len());
            if looked.cost(cost) <= MOST_AT_ONCE {
                while looked.work() > 0 {}
            }
        }
        true
    }

    /// Whether an epoch before the last one is looked at.
    pub(in crate::app) fn looks_back(&self) -> bool {
        self.looked.is_some()
    }

    /// Whether the error is drawn over a logarithmic axis.
    pub fn is_logarithmic(&self) -> bool {
        self.is_logarithmic
    }

    /// The layer whose weights are shown, counted from 1.
    pub fn layer(&self) -> usize {
        self.layer
    }

    /// Rows by which the table of outputs is scrolled.
    pub fn scroll(&self) -> isize {
        self.scroll
    }

    /// Epochs that are asked for unless one says otherwise.
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// Whether there is something to do. The start is measured in any case.
    pub(in crate::app) fn has_work(&self) -> bool {
        let is_looking = self.looked.as_ref().is_some_and(|looked| looked.outcome().is_none());
        self.is_running || self.opening.is_some() || is_looking || self.course.errors().is_empty()
    }

    /// Goes on for so many epochs beyond the goal, or beyond where it is.
    pub(in crate::app) fn go_on_for(&mut self, epochs: usize) {
        self.asked = epochs;
        self.go_to(self.course.epochs().saturating_add(epochs));
    }

    /// Goes on as it was asked to: to its goal, and from there for as many epochs more.
    pub(in crate::app) fn go_on(&mut self) {
        let is_there = self.goal <= self.course.epochs();
        let goal = if is_there { self.course.epochs().saturating_add(self.asked) } else { self.goal };
        self.go_to(goal);
    }

    /// Goes to an epoch that is yet to come; it is the goal.
    pub(in crate::app) fn go_to(&mut self, epoch: usize) {
        self.goal = epoch.min(MOST_EPOCHS);
        self.start(self.goal);
    }

    /// Does one epoch more and pauses.
    pub(in crate::app) fn one_more(&mut self) {
        let next = (self.course.epochs() + 1).min(MOST_EPOCHS);
        self.goal = self.goal.max(next);
        self.start(next);
    }

    fn start(&mut self, until: usize) {
        self.until = until;
        self.is_running = until > self.course.epochs() || self.course.errors().is_empty();
        self.looked = None;
        self.pace = Pace::default();
    }

    pub(in crate::app) fn pause(&mut self) {
        self.is_running = false;
    }

    /// Whether an epoch was to be opened, which is now given up.
    pub(in crate::app) fn give_up_opening(&mut self) -> bool {
        self.opening.take().is_some()
    }

    /// Wants the weights after an epoch: those that are there at once, the others by work.
    pub(in crate::app) fn open(&mut self, epoch: usize) -> Option<Trained> {
        if epoch > self.course.epochs() {
            self.goal = self.goal.max(epoch);
            self.start(epoch);
            self.opening = Some(Opening { epoch, again: None });
            return None;
        }
        if let Some(network) = self.course.network_at(epoch) {
            return Some(Trained { network: network.clone(), epochs: epoch });
        }
        self.opening = Some(Opening { epoch, again: Some(self.course.on_the_way_to(epoch)) });
        None
    }

    /// About how many multiplications there are to do for the weights after an epoch.
    pub(in crate::app) fn cost_of(&self, epoch: usize) -> usize {
        let from = if epoch > self.course.epochs() {
            self.course.epochs()
        } else if self.course.network_at(epoch).is_some() {
            return 0;
        } else {
            self.course.on_the_way_to(epoch).next_epoch()
        };
        (epoch - from)
            .saturating_mul(epoch_cost(self.course.network().weight_count(), self.course.samples().len()))
    }

    /// Does a piece of work; `took` is the time since the last one.
    pub(in crate::app) fn work(&mut self, took: Duration) -> Worked {
        if !self.has_work() {
            return Worked::Nothing;
        }
        self.pace.note(took, self.course.samples().len());
        let mut cost = 0;
        while cost < PIECE && self.has_work() {
            if let Some(Opening { epoch, again: Some(trainer) }) = &mut self.opening {
                cost += trainer.cost();
                if let Piece::Row(row) = trainer.step()
                    && row.epoch == *epoch
                {
                    let trained = Trained { network: trainer.network().clone(), epochs: row.epoch };
                    self.opening = None;
                    return Worked::Arrived(trained);
                }
                continue;
            }
            let looking = self.looked.as_mut().map_or(0, Looked::work);
            if looking > 0 {
                cost += looking;
                continue;
            }
            cost += self.course.cost();
            self.pace.steps += 1;
            match self.course.step() {
                Piece::Within => {}
                Piece::Row(row) => {
                    self.is_running &= row.epoch < self.until;
                    if self.opening.as_ref().is_some_and(|opening| opening.epoch == row.epoch) {
                        self.opening = None;
                        let network = self.course.network().clone();
                        return Worked::Arrived(Trained { network, epochs: row.epoch });
                    }
                }
                Piece::Diverged => {
                    self.is_running = false;
                    return Worked::Diverged(self.opening.take().map(|opening| opening.epoch));
                }
            }
        }
        Worked::Further
    }
}

impl Pace {
    /// Adds the time that the steps so far took, and tells the pace anew when it is enough.
    fn note(&mut self, took: Duration, samples: usize) {
        self.time += took;
        if self.time >= MEASURED {
            // Each sample is learned from once and measured once.
            let epochs = self.steps as f64 / (2 * samples.max(1)) as f64;
            *self = Self { rate: Some(epochs / self.time.as_secs_f64()), ..Self::default() };
        }
    }
}

/// Epochs to ask for where nobody says: a power of ten that takes seconds at most.
pub(in crate::app) fn usual_epochs(scenario: &Scenario) -> usize {
    let cost = epoch_cost(scenario.network().weight_count(), scenario.samples.len());
    [1000, 100].into_iter().find(|epochs| epochs * cost <= USUAL_WORK).unwrap_or(10)
}
