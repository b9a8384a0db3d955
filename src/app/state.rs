//! The state.

use super::field::Field;
use crate::edit::History;
use crate::engine::Carry;
use crate::lesson::{Address, Lesson, Reveal, Step, Zoom, glossary};
use crate::notation::Names;

/// What the program is doing with keys: exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Walking through the lesson.
    Walk,
    /// Reading the page of keys; what is typed picks among them.
    Help {
        /// What is looked for.
        query: Field,
        /// Lines scrolled.
        scroll: usize,
    },
    /// Typing a command.
    Command(Field),
    /// Reading an entry of the glossary.
    What {
        /// The entry.
        entry: &'static glossary::Entry,
        /// Lines scrolled.
        scroll: usize,
    },
}

/// A mode without what it holds, for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModeKind {
    /// [`Mode::Walk`]
    Walk,
    /// [`Mode::Help`]
    Help,
    /// [`Mode::Command`]
    Command,
    /// [`Mode::What`]
    What,
}

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
}

impl Panel {
    /// In the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Formula, Self::Picture, Self::Graph, Self::Known, Self::Why];
}

/// The colours that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// For a dark terminal.
    #[default]
    Dark,
    /// For a light terminal or a projector.
    Light,
    /// No colours: bold, underline and reverse only.
    Mono,
}

impl ThemeName {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }
}

/// A sentence for the bottom line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// Something went wrong.
    pub is_error: bool,
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
    /// Draw with ASCII characters only.
    pub ascii: bool,
}

/// How the screen looks, whatever it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub theme: ThemeName,
    pub ascii: bool,
    pub notes: bool,
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
    pub(super) focus: Panel,
    pub(super) enlarged: bool,
    /// Lines by which the panel with the focus was scrolled, from where it would stand by itself.
    pub(super) scroll: isize,
    pub(super) message: Option<Message>,
    pub(super) look: Look,
    /// The decimals to go back to from full precision.
    pub(super) decimals: u8,
    /// What was changed since the start.
    pub(super) history: History,
    /// Whether numbers were changed before the start, by the command line.
    came_edited: bool,
}

impl App {
    /// An explainer at its first step, or where `start` says.
    pub fn new(lesson: Lesson, start: Start) -> Self {
        let first = lesson.outline().at(start.zoom, 0);
        let fallback = Address::head(crate::lesson::Section::Layers);
        let decimals = [lesson.carry(), lesson.scenario().plan.carry].into_iter().find_map(Carry::decimals);
        let mut app = Self {
            place: first.unwrap_or(fallback),
            lesson,
            zoom: start.zoom,
            zoomed_from: None,
            mode: Mode::Walk,
            focus: Panel::Formula,
            enlarged: false,
            scroll: 0,
            message: None,
            look: Look { theme: start.theme, ascii: start.ascii, notes: true },
            decimals: decimals.unwrap_or(4),
            history: History::default(),
            came_edited: false,
        };
        if let Some(place) = start.place {
            app.go_to(place);
        }
        app
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
        let mut step = self.lesson.step(self.place, Reveal::AsOf(self.zoom));
        // A quotation's slip speaks of the scenario's own numbers.
        step.notes.retain(|note| self.look.notes && !(note.quotes && self.is_edited()));
        step
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
        match self.mode {
            Mode::Walk => ModeKind::Walk,
            Mode::Help { .. } => ModeKind::Help,
            Mode::Command(_) => ModeKind::Command,
            Mode::What { .. } => ModeKind::What,
        }
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
        self.came_edited || self.history.is_edited()
    }

    /// Marks the scenario as changed before the start, by the command line.
    #[must_use]
    pub fn edited(mut self, is_edited: bool) -> Self {
        self.came_edited = is_edited;
        self
    }
}
