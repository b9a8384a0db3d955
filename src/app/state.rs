//! The state.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::action::Action;
use super::bookmarks::Bookmarks;
use super::cursor::Cursor;
use super::look::{ColourDepth, Look, ThemeName};
use super::marks::{Against, Before};
use super::mode::{Mode, ModeKind};
use super::predicting::Tally;
use super::presenting::Presenting;
use super::recovering::Left;
use super::touring::Tour;
use super::training::Kept;
use crate::edit::History;
use crate::engine::{Carry, Quantity};
use crate::lesson::{Address, Chapter, Lesson, Reveal, Section, Sight, Step, Zoom};
use crate::notation::Names;
use crate::scenario::Scenario;

/// A panel of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// The formula in two dimensions.
    Formula,
    /// The reason.
    Why,
    /// The network as a graph.
    Graph,
    /// Vectors and matrices.
    Known,
    /// A curve, a table, bars.
    Picture,
    /// Given numbers that are being changed.
    Edit,
    /// What lies over the others.
    Page,
}

impl Panel {
    /// Those that belong to steps, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Formula, Self::Picture, Self::Graph, Self::Known, Self::Why];
}

/// A sentence for the bottom line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// Something went wrong.
    pub is_error: bool,
    /// A sentence to go on with, about the key that asks for this action: it stands for `{key}`.
    pub key: Option<(Action, &'static str)>,
}

/// How an explainer begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Start {
    /// The first step to show; else the lesson's first.
    pub place: Option<Address>,
    /// The zoom.
    pub zoom: Zoom,
    /// The colours.
    pub theme: ThemeName,
    /// How many colours there are to show them.
    pub depth: ColourDepth,
    /// Draw with ASCII characters only.
    pub ascii: bool,
    /// Present it to a class.
    pub present: bool,
}

/// The state of a running explainer.
#[derive(Debug, Clone)]
pub struct App {
    pub(super) lesson: Lesson,
    pub(super) place: Address,
    pub(super) zoom: Zoom,
    /// Where one stood before looking from further away, until one moves on.
    pub(super) zoomed_from: Option<Address>,
    pub(super) mode: Mode,
    /// The modes to go back to when the one at hand is left, the last one first to go back to.
    pub(super) below: Vec<Mode>,
    /// Where one was before jumping to where a number comes from.
    pub(super) jumped_from: Vec<(Address, Zoom)>,
    /// The part of the lesson that one jumped to: who goes on beyond it has no wish to be taken back.
    pub(super) jumped_to: Option<Section>,
    pub(super) focus: Panel,
    pub(super) enlarged: bool,
    /// Lines by which the panel with the focus was scrolled, from where it would stand by itself.
    pub(super) scroll: isize,
    pub(super) message: Option<Message>,
    /// What the pointer of the mouse is over.
    pub(super) hovered: Option<Quantity>,
    pub(super) look: Look,
    /// The decimals to go back to from full precision.
    pub(super) decimals: u8,
    /// The scenario as it was opened.
    pub(super) start: Scenario,
    /// What the file holds that it came from or was written to.
    pub(super) base: Scenario,
    /// What was changed since the start.
    pub(super) history: History,
    /// What marks compare with.
    pub(super) against: Against,
    /// The lesson as it was there; computed when a frame first needs it.
    pub(super) before: OnceCell<Option<Box<Before>>>,
    /// Whether the graph shows what depends on the last edit: until one moves on.
    pub(super) shows_cone: bool,
    /// By how much a key changes a number.
    pub(super) nudge: f64,
    /// The number that the last thing done nudged: the next nudge of it goes on with the same edit.
    pub(super) nudging: Option<Quantity>,
    /// Where the last edit was made.
    pub(super) edited_at: Option<Address>,
    /// The training, if one has begun.
    pub(super) training: Kept,
    /// Whether to end once the scenario is written.
    pub(super) quits_when_saved: bool,
    /// The marked steps.
    pub(super) bookmarks: Bookmarks,
    /// How predicting went, chapter by chapter.
    pub(super) tallies: BTreeMap<Chapter, Tally>,
    /// How it is presented to a class, if it is.
    pub(super) presenting: Option<Presenting>,
    /// The teacher's tour.
    pub(super) tour: Tour,
    /// Another one whenever there may be other edits to keep.
    pub(super) revision: u64,
    /// The edits that an earlier run left.
    pub(super) left: Left,
}

impl App {
    /// An explainer at its first step, or where `start` says.
    pub fn new(lesson: Lesson, start: Start) -> Self {
        let first = lesson.outline().at(start.zoom, 0);
        let fallback = Address::head(crate::lesson::Section::Layers);
        let decimals = [lesson.carry(), lesson.scenario().plan.carry].into_iter().find_map(Carry::decimals);
        let scenario = lesson.scenario().clone();
        let mut app = Self {
            place: first.unwrap_or(fallback),
            lesson,
            zoom: start.zoom,
            zoomed_from: None,
            mode: Mode::Walk,
            below: Vec::new(),
            jumped_from: Vec::new(),
            jumped_to: None,
            focus: Panel::Formula,
            enlarged: false,
            scroll: 0,
            message: None,
            hovered: None,
            look: Look { theme: start.theme, depth: start.depth, ascii: start.ascii, notes: true },
            decimals: decimals.unwrap_or(4),
            base: scenario.clone(),
            start: scenario,
            history: History::default(),
            against: Against::Nothing,
            before: OnceCell::new(),
            shows_cone: false,
            nudge: 0.01,
            nudging: None,
            edited_at: None,
            training: Kept::default(),
            quits_when_saved: false,
            bookmarks: Bookmarks::new(start.place.is_none()),
            tallies: BTreeMap::new(),
            presenting: None,
            tour: Tour::default(),
            revision: 0,
            left: Left::default(),
        };
        if let Some(place) = start.place {
            app.go_to(place);
        }
        if start.present { app.presented(1) } else { app }
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// The address of the step that is shown.
    pub fn place(&self) -> Address {
        self.place
    }

    /// The zoom.
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// The step that is shown, with what is known by now.
    pub fn step(&self) -> Step {
        self.step_in(Sight::default())
    }

    /// The same with so much of large vectors and matrices as the sight says.
    pub fn step_in(&self, sight: Sight) -> Step {
        let predicting = self.predicting();
        if let Some(asked) = predicting.filter(|predicting| !predicting.is_done) {
            return self.question(asked, sight);
        }
        let mut step = self.lesson.step_in(self.place, self.reveal(), sight);
        if let Some(done) = predicting {
            step.why.splice(0..0, done.told.iter().cloned());
        }
        // A quotation's slip speaks of the scenario's own numbers.
        step.notes.retain(|note| self.look.notes && !(note.quotes && self.is_edited()));
        self.tell_partly(&mut step);
        step
    }

    /// How much of the step's numbers is shown.
    pub fn reveal(&self) -> Reveal {
        match self.predicting() {
            Some(predicting) if !predicting.is_done => Reveal::Before(self.zoom),
            None if self.awaits_part() => Reveal::Before(self.zoom),
            _ => Reveal::AsOf(self.zoom),
        }
    }

    /// Whether a quantity's number is shown at this step.
    pub fn knows(&self, q: Quantity) -> bool {
        self.lesson.is_revealed(q, self.place, self.reveal())
    }

    /// The number of the step, from 1, and how many there are at this zoom.
    pub fn progress(&self) -> (usize, usize) {
        let outline = self.lesson.outline();
        let (before, is_step) = outline.insertion(self.zoom, self.place).unwrap_or((0, true));
        let number = if is_step { before + 1 } else { before };
        (number.max(1), outline.len(self.zoom))
    }

    /// The mode.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The mode without what it holds.
    pub fn mode_kind(&self) -> ModeKind {
        self.seen_kind(&self.mode)
    }

    fn seen_kind(&self, mode: &Mode) -> ModeKind {
        match mode {
            Mode::Walk if self.presenting.is_some() => ModeKind::Present,
            mode => mode.kind(),
        }
    }

    /// The mode that leaving this one comes back to, without what it holds.
    pub fn mode_below(&self) -> ModeKind {
        self.seen_kind(self.below.last().unwrap_or(&Mode::Walk))
    }

    /// The panel that has the focus.
    pub fn focus(&self) -> Panel {
        self.focus
    }

    /// Whether the panel with the focus has all the room.
    pub fn is_enlarged(&self) -> bool {
        self.enlarged
    }

    /// Lines by which a panel was scrolled, from where it stands by itself.
    pub fn scroll_of(&self, panel: Panel) -> isize {
        if panel == self.focus { self.scroll } else { 0 }
    }

    /// What the bottom line says.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The colours.
    pub fn theme(&self) -> ThemeName {
        self.look.theme
    }

    /// How many colours there are to show them.
    pub fn depth(&self) -> ColourDepth {
        self.look.depth
    }

    /// Whether only ASCII characters are drawn.
    pub fn is_ascii(&self) -> bool {
        self.look.ascii
    }

    /// How things are called on this screen.
    pub fn names(&self) -> Names {
        self.lesson.names().in_ascii(self.look.ascii)
    }

    /// Whether a number of the scenario was changed.
    pub fn is_edited(&self) -> bool {
        self.history.is_edited()
    }

    /// The edits made.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The same explainer with edits made before it began, on the scenario as it was opened. They can
    /// be taken back, and are not asked about at the end: who gave them can give them again.
    #[must_use]
    pub fn edited(mut self, start: Scenario, mut history: History) -> Self {
        history.set_saved();
        self.base = start.clone();
        (self.start, self.history) = (start, history);
        self
    }

    /// The cursor over given numbers, while they are changed, also below what lies over that.
    pub fn cursor(&self) -> Option<&Cursor> {
        std::iter::once(&self.mode).chain(self.below.iter().rev()).find_map(|mode| match mode {
            Mode::Edit(cursor) => Some(cursor),
            _ => None,
        })
    }

    /// By how much a key changes a number.
    pub fn nudge(&self) -> f64 {
        self.nudge
    }
}
