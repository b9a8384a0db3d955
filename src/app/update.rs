//! Carrying out actions.

use super::action::{Action, Effect};
use super::field::Field;
use super::mode::Mode;
use super::state::{App, Panel};
use crate::engine::Kind;
use crate::lesson::Picture;

/// Lines that a page scrolls at a key that turns pages.
const PAGE: isize = 10;
/// Lines beyond which no page goes.
pub(super) const MOST_LINES: isize = 300;

/// Scrolls a page that lies over the screen, if that is what the action asks for. The view shows its
/// end where this goes beyond.
pub(super) fn scrolled(scroll: &mut usize, action: &Action) -> bool {
    let lines = match action {
        Action::ScrollUp => -1,
        Action::ScrollDown => 1,
        Action::PageUp => -PAGE,
        Action::PageDown => PAGE,
        _ => return false,
    };
    *scroll = scroll.saturating_add_signed(lines).min(MOST_LINES.unsigned_abs());
    true
}

impl App {
    /// Carries out an action and says what is to be done outside.
    pub fn update(&mut self, action: Action) -> Effect {
        if let Action::Tick(took) = action {
            // Time goes by by itself: what was said stays.
            return self.tick(took);
        }
        match action {
            Action::HoverAt(over) => return self.hover(over),
            // Where nothing is drawn, nothing is under the pointer.
            Action::Hover(..) => return Effect::None,
            Action::Clock(moment) => return self.clock(moment),
            Action::PlayOn => return self.play_on(),
            _ => {}
        }
        let had_played = self.stop_playing(Some(&action));
        let had_message = self.message.take().is_some() | self.hovered.take().is_some();
        let nudging = self.nudging.take().filter(|_| matches!(action, Action::NudgeUp | Action::NudgeDown));
        self.nudging = nudging;
        let was_offered = std::mem::take(&mut self.bookmarks.is_offered);
        let effect = match self.mode {
            Mode::Walk if was_offered && action == Action::NextBookmark => self.go_to_left(),
            Mode::Walk => self.walk(&action),
            Mode::Help { .. } => self.read_help(action),
            Mode::What { .. } => self.read_entry(&action),
            Mode::Command(_) => self.type_command(action),
            Mode::Edit(_) => self.edit_in_place(action),
            Mode::Point(_) => self.pointing(&action),
            Mode::Inspect(_) => self.read_inspection(&action),
            Mode::History { .. } => self.read_history(&action),
            Mode::Compare { .. } => self.read_comparison(&action),
            Mode::Link { .. } => self.read_link(&action),
            Mode::Epochs(_) => self.type_epochs(action),
            Mode::Train { .. } => self.on_training_page(&action),
            Mode::Predict(_) => self.answer(action),
            Mode::Wrong { .. } => self.read_wrong_way(&action),
            Mode::Unsaved => self.asked_to_quit(&action),
            // Whatever was meant, the screen comes back, and that is all.
            Mode::Blank => self.leave(),
            Mode::Words { .. } => self.read_words(&action),
            Mode::Bookmarks { .. } => self.read_bookmarks(&action),
            Mode::Find { .. } => self.read_find(action),
            Mode::Recap { .. } => self.read_recap(&action),
        };
        self.ask_no_more_elsewhere();
        self.settle();
        // A message that was there is gone now, which is a change of the frame.
        if effect == Effect::None && (had_message || had_played) { Effect::Redraw } else { effect }
    }

    pub(super) fn walk(&mut self, action: &Action) -> Effect {
        if let Some(effect) = self.on_tour(action) {
            return effect;
        }
        match *action {
            Action::Next if self.mode == Mode::Walk => self.next_or_recap(),
            Action::Next => self.next(),
            Action::Back => self.back(),
            Action::NextChapter => self.chapter(true),
            Action::PreviousChapter => self.chapter(false),
            Action::First => self.go_to_number(0),
            Action::Last => self.go_to_number(usize::MAX),
            Action::StepNumber(n) => self.go_to_number(n.saturating_sub(1)),
            Action::ToChapter(chapter) => self.go_to_chapter(chapter),
            Action::ZoomIn => self.zoom_to(self.zoom.finer()),
            Action::ZoomOut => self.zoom_to(self.zoom.coarser()),
            Action::ToggleDecimals => self.toggle_decimals(),
            Action::NextSample => self.next_sample(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextPanel => self.next_panel(),
            Action::Enlarge => {
                self.enlarged = !self.enlarged;
                Effect::Redraw
            }
            Action::ScrollUp => self.scroll_by(-1),
            Action::ScrollDown => self.scroll_by(1),
            Action::ToggleNotes => {
                self.look.notes = !self.look.notes;
                self.say(if self.look.notes { "Notes are shown." } else { "Notes are hidden." })
            }
            Action::NextTheme => {
                self.look.theme = self.look.theme.next();
                self.say(format!("Theme: {}", self.look.theme.word()))
            }
            Action::Help => self.help(),
            Action::CommandLine => self.enter(Mode::Command(Field::default())),
            Action::Edit => {
                let at = self.edited_here().unwrap_or_else(|| self.given_at_step());
                self.edit_at(at)
            }
            Action::EditAt(q) => self.edit_at(q),
            Action::NudgeUp => self.nudge_here(1.0),
            Action::NudgeDown => self.nudge_here(-1.0),
            Action::CompareStart => self.compare_start(),
            Action::Inspect => {
                let at = self.given_at_step();
                let weight = if at.kind == Kind::Weight { at.weight_id() } else { self.first_weight() };
                self.inspect(weight)
            }
            Action::InspectAt(weight) => self.inspect(weight),
            Action::ComparePrecision => self.enter(Mode::Compare { row: 0 }),
            Action::PointAt(pointer) => self.point_at(pointer),
            Action::Point => self.say("There is no number in sight to point at."),
            Action::Return => self.go_back(),
            Action::Focus(panel) => self.focus_on(panel),
            Action::Scroll(panel, up) => self.scroll_panel(panel, up),
            Action::Find => self.open_index(""),
            Action::Bookmark => self.toggle_bookmark(),
            Action::NextBookmark => self.next_bookmark(),
            Action::Bookmarks => self.enter(Mode::Bookmarks { row: 0 }),
            Action::Words => self.open_words(false),
            Action::Read(entry) => self.read(entry),
            Action::History => self.enter(Mode::History { row: self.history.present() }),
            Action::Link => self.show_link(),
            Action::Predict => self.predict(),
            Action::Train => self.train(),
            Action::Save => self.save(""),
            Action::Present => self.toggle_presenting(),
            Action::Blank | Action::Dim | Action::Play | Action::Slower | Action::Faster => {
                self.at_presenting(action)
            }
            Action::Leave if self.marks_are_own() && self.unmark() => Effect::Redraw,
            Action::Leave if self.enlarged => {
                self.enlarged = false;
                Effect::Redraw
            }
            Action::Leave if self.focus != Panel::Formula => {
                self.focus = Panel::Formula;
                self.scroll = 0;
                Effect::Redraw
            }
            Action::Leave if self.is_touring() => self.leave_tour(),
            Action::Suspend => Effect::Suspend,
            Action::Quit => self.quit(),
            _ => Effect::None,
        }
    }

    /// Begins a mode. Leaving it comes back to the one that there was; one that is below already is
    /// come back to rather than begun once more.
    pub(super) fn enter(&mut self, mode: Mode) -> Effect {
        let kind = mode.kind();
        if let Some(index) = self.below.iter().position(|below| below.kind() == kind) {
            self.below.truncate(index);
        }
        let left = std::mem::replace(&mut self.mode, mode);
        if left.kind() != kind && left != Mode::Walk {
            self.below.push(left);
        }
        Effect::Redraw
    }

    /// Leaves the mode for the one below it.
    pub(super) fn leave(&mut self) -> Effect {
        self.mode = self.below.pop().unwrap_or(Mode::Walk);
        Effect::Redraw
    }

    /// Leaves all modes.
    pub(super) fn leave_all(&mut self) {
        self.below.clear();
        self.mode = Mode::Walk;
    }

    pub(super) fn help(&mut self) -> Effect {
        self.enter(Mode::Help { query: Field::default(), scroll: 0 })
    }

    fn pointing(&mut self, action: &Action) -> Effect {
        let Mode::Point(pointer) = self.mode else { return Effect::None };
        match *action {
            Action::PointAt(pointer) => self.point_at(pointer),
            Action::Jump => self.jump(pointer.quantity),
            Action::Edit => self.edit_at(pointer.quantity),
            Action::EditAt(q) => self.edit_at(q),
            Action::InspectAt(weight) => self.inspect(weight),
            Action::Inspect => match Self::weight_of(pointer.quantity) {
                Some(q) => self.inspect(q.weight_id()),
                None => self.say("Only a weight can be inspected: point at one, or at its gradient."),
            },
            Action::Focus(panel) => self.focus_on(panel),
            Action::Scroll(panel, up) => self.scroll_panel(panel, up),
            Action::Leave => self.leave(),
            Action::Help
            | Action::CommandLine
            | Action::Undo
            | Action::Redo
            | Action::CompareStart
            | Action::Suspend
            | Action::Quit => self.walk(action),
            Action::Next | Action::Back => {
                self.leave_all();
                // Nothing is pointed at any more, also where there is no further step.
                self.walk(action);
                Effect::Redraw
            }
            _ => Effect::None,
        }
    }

    fn next_panel(&mut self) -> Effect {
        let index = Panel::ALL.iter().position(|&panel| panel == self.focus).unwrap_or(0);
        let mut following = Panel::ALL.iter().cycle().skip(index + 1).copied();
        let has_picture = self.step().picture != Picture::None;
        let next = following.find(|&panel| panel != Panel::Picture || has_picture);
        self.focus = next.unwrap_or(self.focus);
        self.scroll = 0;
        Effect::Redraw
    }

    fn scroll_by(&mut self, lines: isize) -> Effect {
        // The view clips at both ends; here only runaway is kept in bounds.
        let scroll = (self.scroll + lines).clamp(-MOST_LINES, MOST_LINES);
        if scroll == self.scroll {
            return Effect::None;
        }
        self.scroll = scroll;
        Effect::Redraw
    }

    /// Scrolls a panel, whichever has the focus; it gets it.
    pub(super) fn scroll_panel(&mut self, panel: Panel, up: bool) -> Effect {
        let focused = self.focus_on(panel);
        let scrolled =
            if panel == self.focus { self.scroll_by(if up { -1 } else { 1 }) } else { Effect::None };
        if focused == Effect::Redraw { focused } else { scrolled }
    }

    fn read_help(&mut self, action: Action) -> Effect {
        let Mode::Help { query, scroll } = &mut self.mode else { return Effect::None };
        if scrolled(scroll, &action) {
            return Effect::Redraw;
        }
        match action {
            Action::Type(c) => {
                query.insert(c.encode_utf8(&mut [0; 4]));
                *scroll = 0;
            }
            Action::Paste(text) => query.insert(&text),
            Action::Erase => {
                query.erase();
            }
            Action::Leave if !query.text().is_empty() => query.replace(""),
            Action::Leave | Action::Help => return self.leave(),
            Action::Quit => return self.quit(),
            Action::Suspend => return Effect::Suspend,
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    fn type_command(&mut self, action: Action) -> Effect {
        let Mode::Command(field) = &mut self.mode else { return Effect::None };
        match action {
            Action::Type(c) => field.insert(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => field.insert(&text),
            Action::Erase if field.text().is_empty() => return self.leave(),
            Action::Erase => {
                field.erase();
            }
            Action::EraseAhead => {
                field.delete();
            }
            Action::First | Action::Last => {
                field.to(action == Action::Last);
            }
            Action::EraseAll => field.replace(""),
            Action::CursorLeft => {
                field.left();
            }
            Action::CursorRight => {
                field.right();
            }
            Action::Complete => return self.complete(),
            Action::Submit => {
                let line = field.text().to_owned();
                self.leave();
                let effect = self.run(&line);
                // Whoever gives another command has thought better of ending.
                self.quits_when_saved &= matches!(effect, Effect::Save(_));
                return effect;
            }
            Action::Leave => {
                self.quits_when_saved = false;
                return self.leave();
            }
            Action::Quit => return self.quit(),
            Action::Suspend => return Effect::Suspend,
            _ => return Effect::None,
        }
        Effect::Redraw
    }
}
