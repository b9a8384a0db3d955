//! What a second screen shows of the state, and an explainer that shows just that.

use super::action::Action;
use super::look::{ColourDepth, Look, ThemeName};
use super::marks::{Against, Before};
use super::mode::Mode;
use super::presenting::Presented;
use super::state::{App, Message, Panel, Start};
use super::update::MOST_LINES;
use crate::edit::History;
use crate::lesson::words::{tour, training as words};
use crate::lesson::{Address, Lesson, Zoom};
use crate::scenario::Scenario;

/// The sentences about keys with which a message may go on.
const ABOUT_KEYS: [(Action, &str); 3] =
    [(Action::Train, words::COMES_BACK), (Action::Help, words::LISTS_KEYS), (Action::Leave, tour::LEAVES)];

/// How a lesson is looked at: all that a frame depends on besides the lesson and the edits.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The step.
    pub place: Address,
    /// The zoom.
    pub zoom: Zoom,
    /// The panel that has the focus.
    pub focus: Panel,
    /// Whether it has all the room.
    pub enlarged: bool,
    /// Lines by which it was scrolled.
    pub scroll: isize,
    /// Its colours and characters, and whether there are notes.
    pub look: Look,
    /// What marks compare with.
    pub against: Against,
    /// Whether the graph shows what a change reaches.
    pub reach: bool,
    /// The decimals to go back to from full precision.
    pub decimals: u8,
    /// By how much a key changes a number.
    pub nudge: f64,
    /// How one presents, if one does.
    pub presented: Option<Presented>,
    /// The stop of the tour, from 0, if it is taken.
    pub stop: Option<usize>,
    /// What the bottom line says.
    pub message: Option<Message>,
    /// The modes, one lying over the other, the last one on top. None of them is walking.
    pub modes: Vec<Mode>,
}

impl App {
    /// How the lesson is looked at.
    pub fn shown(&self) -> Shown {
        let modes = self.below.iter().chain([&self.mode]).filter(|mode| **mode != Mode::Walk);
        Shown {
            place: self.place,
            zoom: self.zoom,
            focus: self.focus,
            enlarged: self.enlarged,
            scroll: self.scroll,
            look: self.look,
            against: self.against,
            reach: self.shows_cone,
            decimals: self.decimals,
            nudge: self.nudge,
            presented: self.presented_as(),
            stop: self.stop(),
            message: self.message.clone(),
            modes: modes.cloned().collect(),
        }
    }

    /// Shows a lesson as another explainer does.
    ///
    /// The place must be one of the lesson's, and what the modes hold too.
    pub fn show(&mut self, shown: Shown) {
        let Shown { place, zoom, focus, enlarged, against, reach, nudge, message, .. } = shown;
        if against != self.against {
            self.before.take();
        }
        (self.place, self.zoom, self.focus, self.enlarged) = (place, zoom, focus, enlarged);
        self.scroll = shown.scroll.clamp(-MOST_LINES, MOST_LINES);
        self.look = shown.look;
        (self.against, self.shows_cone) = (against, reach);
        (self.decimals, self.nudge, self.message) = (shown.decimals, nudge, message);
        self.below = shown.modes;
        self.mode = self.below.pop().unwrap_or(Mode::Walk);
        self.present_as(shown.presented);
        self.stand_at(shown.stop);
    }

    /// An explainer of a lesson that came from this start by these edits.
    pub fn mirroring(lesson: Lesson, start: Scenario, history: History) -> Self {
        Self::new(lesson, Start::default()).edited(start, history)
    }

    /// Takes up another lesson, and the edits that led to it if they are others.
    pub fn take_up(&mut self, lesson: Lesson, history: Option<History>) {
        self.before.take();
        self.lesson = lesson;
        if let Some(history) = history {
            self.history = history;
        }
    }

    /// Says what the lesson was before the last edit, so that it need not be computed again where marks
    /// compare with that.
    pub fn remember(&mut self, before: Lesson) {
        if self.against == Against::LastEdit && before.view() == self.lesson.view() {
            self.before = Some(Box::new(Before::new(before))).into();
        }
    }

    /// Shows it in colours and characters of one's own.
    pub fn wear(&mut self, theme: Option<ThemeName>, depth: ColourDepth, ascii: bool) {
        self.look.depth = depth;
        self.look.theme = theme.unwrap_or(self.look.theme);
        self.look.ascii |= ascii;
    }

    /// The scenario as it was opened.
    pub fn start(&self) -> &Scenario {
        &self.start
    }
}

impl Message {
    /// By which number a second screen knows the sentence about a key, where there is one.
    pub fn about_key(&self) -> Option<usize> {
        let (action, sentence) = self.key.as_ref()?;
        ABOUT_KEYS.iter().position(|(a, s)| a == action && s == sentence)
    }

    /// A message with the sentence of this number about a key, if there is one.
    pub fn with_key(text: String, is_error: bool, number: Option<usize>) -> Self {
        let key = number.and_then(|number| ABOUT_KEYS.get(number).cloned());
        Self { text, is_error, key }
    }
}
