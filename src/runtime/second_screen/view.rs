//! How a lesson is looked at, in words that go over the socket, and what such words mean.
//!
//! A mode that is told has a line in [`Told`], one in [`told`] and one in [`Reading::mode`]. One that is
//! not is left out, and the follower says so; a mode that hides numbers must be told.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::saying::{self, Where, Word};
use crate::app::{
    Against, App, ColourDepth, Cursor, Field, Inspecting, Look, Message, Mode, Moment, Panel, Pointer,
    Predicting, Presented, Shown, ThemeName,
};
use crate::engine::{Carry, Kind, MOST_EPOCHS, Mistake, Quantity};
use crate::lesson::words::second_screen as words;
use crate::lesson::{Chapter, Hint, Lesson, Zoom, glossary};
use crate::scenario::{name, parse_name};
use crate::text::{SafeText, cut};

/// Characters of a message, or of a link, at most.
const MOST_TEXT: usize = 20_000;
/// Modes that lie over each other at most.
const MOST_MODES: usize = 16;
/// Entries of the glossary that one can go back through at most.
const MOST_BACK: usize = 50;
/// Rows and lines beyond which nothing is scrolled.
const MOST_ROWS: usize = 1_000_000;

/// How a lesson is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// From 0.
    pub sample: usize,
    /// Decimals carried; none in full precision.
    pub decimals: Option<u8>,
    /// The decimals to go back to from full precision.
    pub usual_decimals: u8,
    /// Epochs trained before.
    pub epoch: usize,
    place: String,
    zoom: String,
    focus: usize,
    enlarged: bool,
    scroll: isize,
    look: Worn,
    against: Option<String>,
    reach: bool,
    nudge: f64,
    presented: Option<OnShow>,
    /// The stop of the tour, from 0, if it is taken.
    stop: Option<usize>,
    said: Option<Said>,
    modes: Vec<Told>,
    /// Whether what is on top is not told.
    is_hidden: bool,
}

/// How the screen looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Worn {
    theme: String,
    ascii: bool,
    notes: bool,
}

/// How one presents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct OnShow {
    parts: usize,
    dims: bool,
    plays: bool,
    pace: usize,
    /// Hour, minute, and seconds since one began.
    moment: Option<(u8, u8, u64)>,
}

/// What the bottom line says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Said {
    text: String,
    is_error: bool,
    key: Option<usize>,
}

/// A field and the bytes before its cursor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Typed {
    text: String,
    before: usize,
}

/// A mode. Given numbers go by their names, others by kind and place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Told {
    Help { query: Typed, scroll: usize },
    Command(Typed),
    What { word: String, scroll: usize, chosen: usize, back: Vec<String> },
    Find { query: Typed, row: usize },
    Words { all: bool, row: usize },
    Recap { chapter: usize, scroll: usize },
    Edit { at: String, typed: Typed },
    Point { panel: usize, quantity: Where, nth: usize },
    Inspect { weight: String, epsilon: f64, scroll: usize },
    History { row: usize },
    Compare { row: usize },
    Link { text: String, scroll: usize },
    Epochs(Typed),
    Predict(Asked),
    Wrong { mistake: usize, scroll: usize },
    Blank,
    Unsaved,
}

/// A number that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Asked {
    at: String,
    quantity: Where,
    index: usize,
    typed: Typed,
    hint: usize,
    wrong: usize,
    told: Vec<Vec<Word>>,
    is_done: bool,
}

/// How far questions help, each known by its place in this list.
const HINTS: [Hint; 3] = [Hint::None, Hint::Formula, Hint::Numbers];

fn number_of<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

impl View {
    /// How an explainer looks at its lesson.
    pub fn of(app: &App) -> Self {
        let (shown, lesson) = (app.shown(), app.lesson());
        let view = lesson.view();
        let told = |mode: &Mode| told(mode, lesson);
        Self {
            sample: view.sample,
            decimals: view.carry.decimals(),
            usual_decimals: shown.decimals,
            epoch: view.epoch,
            place: lesson.address_text(shown.place),
            zoom: shown.zoom.word().to_owned(),
            focus: number_of(&Panel::ALL, &shown.focus),
            enlarged: shown.enlarged,
            scroll: shown.scroll,
            look: Worn {
                theme: shown.look.theme.word().to_owned(),
                ascii: shown.look.ascii,
                notes: shown.look.notes,
            },
            against: shown.against.word().map(str::to_owned),
            reach: shown.reach,
            nudge: shown.nudge,
            presented: shown.presented.map(|presented| OnShow {
                parts: presented.parts,
                dims: presented.dims,
                plays: presented.plays,
                pace: presented.pace,
                moment: presented.moment.map(|at| (at.hour, at.minute, at.since.as_secs())),
            }),
            stop: shown.stop,
            said: shown.message.as_ref().map(|message| Said {
                text: message.text.clone(),
                is_error: message.is_error,
                key: message.about_key(),
            }),
            is_hidden: shown.modes.last().is_some_and(|mode| told(mode).is_none()),
            modes: shown.modes.iter().filter_map(told).collect(),
        }
    }

    /// How numbers are carried, if that can be.
    pub fn carry(&self) -> Option<Carry> {
        match self.decimals {
            None => Some(Carry::Full),
            Some(n) => Carry::RANGE.contains(&n).then_some(Carry::Decimals(n)),
        }
    }

    /// Whether training may come that far.
    pub fn has_epoch(&self) -> bool {
        self.epoch <= MOST_EPOCHS
    }

    /// What it shows of a lesson; nothing where that cannot be.
    pub fn shown(&self, lesson: &Lesson, edits: usize) -> Option<Shown> {
        let reading = Reading { lesson, sample: self.sample, edits };
        let theme = |theme: &ThemeName| theme.word() == self.look.theme;
        let against = [Against::Nothing, Against::LastEdit, Against::Start]
            .into_iter()
            .find(|against| against.word() == self.against.as_deref())?;
        let modes: Option<Vec<Mode>> = self.modes.iter().map(|mode| reading.mode(mode)).collect();
        let message = match &self.said {
            None if self.is_hidden => Some(Message::with_key(words::HIDDEN.to_owned(), false, None)),
            None => None,
            Some(said) => Some(Message::with_key(safe(&said.text), said.is_error, said.key)),
        };
        Some(Shown {
            place: lesson.parse_address(&self.place)?,
            zoom: Zoom::ALL.into_iter().find(|zoom| zoom.word() == self.zoom)?,
            focus: *Panel::ALL.get(self.focus)?,
            enlarged: self.enlarged,
            scroll: self.scroll,
            look: Look {
                theme: ThemeName::ALL.into_iter().find(theme)?,
                // A terminal that follows has its own.
                depth: ColourDepth::default(),
                ascii: self.look.ascii,
                notes: self.look.notes,
            },
            against,
            reach: self.reach,
            decimals: Some(self.usual_decimals).filter(|n| Carry::RANGE.contains(n))?,
            nudge: Some(self.nudge).filter(|nudge| nudge.is_finite())?,
            presented: self.presented.as_ref().map(|presented| Presented {
                parts: rows(presented.parts),
                dims: presented.dims,
                plays: presented.plays,
                pace: presented.pace,
                moment: presented.moment.map(|(hour, minute, since)| Moment {
                    hour: hour.min(23),
                    minute: minute.min(59),
                    since: Duration::from_secs(since),
                }),
            }),
            stop: match self.stop {
                Some(stop) => Some(Some(stop).filter(|stop| *stop < lesson.tour().len())?),
                None => None,
            },
            message,
            modes: modes.filter(|modes| modes.len() <= MOST_MODES)?,
        })
    }
}

/// A text that may stand on a screen.
pub(super) fn safe(text: &str) -> String {
    let few: String = text.chars().take(MOST_TEXT).collect();
    SafeText::new(&few).as_str().to_owned()
}

/// A mode in words that go over the socket; nothing for one that is not told.
fn told(mode: &Mode, lesson: &Lesson) -> Option<Told> {
    let name = |q: Quantity| name(q, lesson.pass().network());
    Some(match mode {
        Mode::Help { query, scroll } => Told::Help { query: typed(query), scroll: *scroll },
        Mode::Command(field) => Told::Command(typed(field)),
        Mode::What { entry, scroll, chosen, back } => Told::What {
            word: entry.word.to_owned(),
            scroll: *scroll,
            chosen: *chosen,
            back: back.iter().map(|entry| entry.word.to_owned()).collect(),
        },
        Mode::Find { query, row } => Told::Find { query: typed(query), row: *row },
        Mode::Words { all, row } => Told::Words { all: *all, row: *row },
        Mode::Recap { chapter, scroll } => {
            Told::Recap { chapter: number_of(&Chapter::ALL, chapter), scroll: *scroll }
        }
        Mode::Edit(cursor) => Told::Edit { at: name(cursor.at), typed: typed(&cursor.typed) },
        Mode::Point(Pointer { panel, quantity, nth }) => {
            Told::Point { panel: number_of(&Panel::ALL, panel), quantity: (*quantity).into(), nth: *nth }
        }
        Mode::Inspect(Inspecting { weight, epsilon, scroll }) => Told::Inspect {
            weight: name(Quantity::at(Kind::Weight, *weight)),
            epsilon: *epsilon,
            scroll: *scroll,
        },
        Mode::History { row } => Told::History { row: *row },
        Mode::Compare { row } => Told::Compare { row: *row },
        Mode::Link { text, scroll } => Told::Link { text: text.clone(), scroll: *scroll },
        Mode::Epochs(field) => Told::Epochs(typed(field)),
        Mode::Predict(asking) => Told::Predict(Asked {
            at: lesson.address_text(asking.at),
            quantity: asking.asked.into(),
            index: asking.index,
            typed: typed(&asking.field),
            hint: number_of(&HINTS, &asking.hint),
            wrong: asking.wrong,
            told: saying::told(&asking.told),
            is_done: asking.is_done,
        }),
        Mode::Wrong { mistake, scroll } => {
            Told::Wrong { mistake: number_of(&Mistake::ALL, mistake), scroll: *scroll }
        }
        Mode::Blank => Told::Blank,
        Mode::Unsaved => Told::Unsaved,
        // A training is work: each follower would have to do all of it again. Marks are whose they are.
        Mode::Train { .. } | Mode::Bookmarks { .. } | Mode::Walk => return None,
    })
}

fn typed(field: &Field) -> Typed {
    Typed { text: field.text().to_owned(), before: field.before_cursor().len() }
}

/// What the words mean in a lesson.
struct Reading<'a> {
    lesson: &'a Lesson,
    sample: usize,
    /// How many edits there are.
    edits: usize,
}

impl Reading<'_> {
    /// The mode, if there is such a one.
    fn mode(&self, told: &Told) -> Option<Mode> {
        Some(match told {
            Told::Help { query, scroll } => Mode::Help { query: field(query), scroll: rows(*scroll) },
            Told::Command(typed) => Mode::Command(field(typed)),
            Told::What { word, scroll, chosen, back } => {
                let back: Option<Vec<_>> =
                    back.iter().take(MOST_BACK).map(|word| glossary::find(word)).collect();
                let entry = glossary::find(word)?;
                Mode::What { entry, scroll: rows(*scroll), chosen: rows(*chosen), back: back? }
            }
            Told::Find { query, row } => Mode::Find { query: field(query), row: rows(*row) },
            Told::Words { all, row } => Mode::Words { all: *all, row: rows(*row) },
            Told::Recap { chapter, scroll } => {
                Mode::Recap { chapter: *Chapter::ALL.get(*chapter)?, scroll: rows(*scroll) }
            }
            Told::Edit { at, typed } => {
                let mut cursor = Cursor::new(self.given(at)?);
                cursor.typed = field(typed);
                Mode::Edit(cursor)
            }
            Told::Point { panel, quantity, nth } => {
                let quantity = quantity.quantity(self.lesson)?;
                Mode::Point(Pointer { panel: *Panel::ALL.get(*panel)?, quantity, nth: *nth })
            }
            Told::Inspect { weight, epsilon, scroll } => {
                let at = self.given(weight).filter(|q| q.kind == Kind::Weight)?;
                let epsilon = Some(*epsilon).filter(|epsilon| (1e-15..=1.0).contains(epsilon))?;
                Mode::Inspect(Inspecting { weight: at.weight_id(), epsilon, scroll: rows(*scroll) })
            }
            Told::History { row } => Mode::History { row: *row.min(&self.edits) },
            Told::Compare { row } => Mode::Compare { row: rows(*row) },
            Told::Link { text, scroll } => Mode::Link { text: safe(text), scroll: rows(*scroll) },
            Told::Epochs(typed) => Mode::Epochs(field(typed)),
            Told::Predict(asked) => Mode::Predict(Predicting {
                at: self.lesson.parse_address(&asked.at)?,
                asked: asked.quantity.quantity(self.lesson)?,
                index: asked.index,
                field: field(&asked.typed),
                hint: *HINTS.get(asked.hint)?,
                wrong: asked.wrong,
                told: saying::read(&asked.told, self.lesson)?,
                is_done: asked.is_done,
            }),
            Told::Wrong { mistake, scroll } => {
                Mode::Wrong { mistake: *Mistake::ALL.get(*mistake)?, scroll: rows(*scroll) }
            }
            Told::Blank => Mode::Blank,
            Told::Unsaved => Mode::Unsaved,
        })
    }

    /// The given number of this name.
    fn given(&self, name: &str) -> Option<Quantity> {
        let scenario = self.lesson.scenario();
        let q = parse_name(&cut(name, MOST_TEXT), scenario.network()).ok()?;
        scenario.given_number(q, self.sample).map(|_| q)
    }
}

fn rows(count: usize) -> usize {
    count.min(MOST_ROWS)
}

fn field(typed: &Typed) -> Field {
    let mut field = Field::default();
    field.replace(&typed.text);
    while field.before_cursor().len() > typed.before && field.left() {}
    field
}
