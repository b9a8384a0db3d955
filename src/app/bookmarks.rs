//! Steps that are marked, and where one left off: what is kept from one run to the next.

use super::action::{Action, Effect};
use super::mode::Mode;
use super::pages::chosen;
use super::state::App;
use crate::lesson::words::bookmarks as words;
use crate::lesson::{Address, Zoom};

/// Steps of a scenario that are marked at most.
pub const MOST_BOOKMARKS: usize = 100;

/// Where one was in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The address of the step.
    pub step: String,
    /// The zoom, by its word.
    pub zoom: String,
    /// The sample, from 1.
    pub sample: usize,
}

/// What is kept of a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// Where one was when a run ended.
    pub left: Option<Left>,
    /// The addresses of the steps that are marked.
    pub bookmarks: Vec<String>,
}

/// What is to be kept now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembering {
    /// Where one is.
    pub left: Left,
    /// Marks that were set (or else removed) since the last time, in the order in which that was done.
    pub changes: Vec<(String, bool)>,
}

/// The marks of a running explainer.
#[derive(Debug, Clone, Default)]
pub(super) struct Bookmarks {
    /// In the order of the lesson.
    list: Vec<Address>,
    /// What is to be kept of what was done.
    changes: Vec<(String, bool)>,
    /// Where one left off at the end of the last run.
    left: Option<(Address, Zoom, usize)>,
    /// Whether no step was asked for at the start, so that the last one is offered.
    offers: bool,
    /// Whether the offer stands in the bottom line.
    pub is_offered: bool,
}

impl Bookmarks {
    /// None yet; whether the step at which one left off is to be offered.
    pub fn new(offers: bool) -> Self {
        Self { offers, ..Self::default() }
    }
}

impl App {
    /// The marked steps, in the order of the lesson.
    pub fn bookmarks(&self) -> &[Address] {
        &self.bookmarks.list
    }

    /// The step at which the last run ended, where that is known.
    pub fn left_at(&self) -> Option<Address> {
        self.bookmarks.left.map(|(address, ..)| address)
    }

    /// Takes over what was kept of this scenario. What names no step of the lesson is left alone.
    pub fn recall(&mut self, memory: &Memory) {
        let lesson = &self.lesson;
        let known = memory.bookmarks.iter().filter_map(|text| lesson.parse_address(text));
        let mut list: Vec<Address> = known.take(MOST_BOOKMARKS).collect();
        list.sort_by_key(|address| lesson.outline().rank(*address));
        list.dedup();
        self.bookmarks.list = list;
        let samples = lesson.scenario().samples.len();
        self.bookmarks.left = memory.left.as_ref().and_then(|left| {
            let zoom = Zoom::ALL.into_iter().find(|zoom| zoom.word() == left.zoom)?;
            let sample = left.sample.checked_sub(1).filter(|&sample| sample < samples)?;
            Some((lesson.parse_address(&left.step)?, zoom, sample))
        });
        if self.bookmarks.offers {
            self.offer();
        }
    }

    /// Says in the bottom line where one left off, if that is elsewhere.
    fn offer(&mut self) {
        let Some((address, zoom, sample)) = self.bookmarks.left else { return };
        if (address, zoom, sample) == (self.place, self.zoom, self.lesson.view().sample) {
            return;
        }
        let number = self.lesson.outline().insertion(zoom, address).map_or(0, |(before, _)| before + 1);
        let text = words::LAST_TIME.replace("{step}", &number.to_string());
        self.say(text.replace("{address}", &self.lesson.address_text(address)));
        self.add_key(Action::NextBookmark, words::GOES_THERE);
        self.bookmarks.is_offered = true;
    }

    /// What is to be kept now; what was done to marks is handed over once.
    pub fn remembering(&mut self) -> Remembering {
        let left = Left {
            step: self.lesson.address_text(self.place),
            zoom: self.zoom.word().to_owned(),
            sample: self.lesson.view().sample + 1,
        };
        Remembering { left, changes: std::mem::take(&mut self.bookmarks.changes) }
    }

    /// Marks the step that is shown, or no longer.
    pub(super) fn toggle_bookmark(&mut self) -> Effect {
        match self.set_bookmark(self.place) {
            Some(true) => {
                self.say(words::SET);
                self.add_key(Action::NextBookmark, words::NEXT_ONE);
            }
            Some(false) => {
                self.say(words::REMOVED);
            }
            None => return self.say(words::TOO_MANY.replace("{most}", &MOST_BOOKMARKS.to_string())),
        }
        Effect::Remember
    }

    /// Marks a step, or no longer; says which, or that there is no room.
    fn set_bookmark(&mut self, address: Address) -> Option<bool> {
        let outline = self.lesson.outline();
        let list = &mut self.bookmarks.list;
        let is_set = match list.iter().position(|&marked| marked == address) {
            Some(index) => {
                list.remove(index);
                false
            }
            None if list.len() >= MOST_BOOKMARKS => return None,
            None => {
                let before = list.partition_point(|&marked| outline.rank(marked) < outline.rank(address));
                list.insert(before, address);
                true
            }
        };
        self.bookmarks.changes.push((self.lesson.address_text(address), is_set));
        Some(is_set)
    }

    /// Goes to the next marked step; behind the last, to the first.
    pub(super) fn next_bookmark(&mut self) -> Effect {
        let outline = self.lesson.outline();
        let list = &self.bookmarks.list;
        let is_after = |marked: &&Address| outline.rank(**marked) > outline.rank(self.place);
        match list.iter().find(is_after).or(list.first()) {
            Some(&address) if address == self.place => self.say(words::ONLY),
            Some(&address) => self.travel(address),
            None => {
                let effect = self.say(words::NONE);
                self.add_key(Action::Bookmark, words::SETS_ONE);
                effect
            }
        }
    }

    /// Goes to where one left off, looking at it as then.
    pub(super) fn go_to_left(&mut self) -> Effect {
        let Some((address, zoom, sample)) = self.bookmarks.left else { return Effect::None };
        let mut view = self.lesson.view();
        view.sample = sample;
        if let Err(error) = self.look(view) {
            return self.say_error(error.to_string());
        }
        let effect = self.travel(address);
        self.zoom = zoom;
        effect
    }

    pub(super) fn read_bookmarks(&mut self, action: &Action) -> Effect {
        let Mode::Bookmarks { mut row } = self.mode else { return Effect::None };
        let marked = self.bookmarks.list.len();
        let count = marked + usize::from(self.bookmarks.left.is_some());
        if chosen(&mut row, count, action) {
            self.mode = Mode::Bookmarks { row };
            return Effect::Redraw;
        }
        let n = match *action {
            Action::Submit => row,
            Action::Choose(n) => n,
            Action::Bookmark => {
                let Some(&address) = self.bookmarks.list.get(row) else { return Effect::None };
                self.set_bookmark(address);
                self.mode = Mode::Bookmarks { row: row.min(count.saturating_sub(2)) };
                return Effect::Remember;
            }
            _ => return self.read_page(action),
        };
        match self.bookmarks.list.get(n) {
            Some(&address) => self.travel(address),
            None if n < count => self.go_to_left(),
            None => Effect::None,
        }
    }
}
