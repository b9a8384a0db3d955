//! Carrying out actions.

use super::action::{Action, Effect};
use super::field::Field;
use super::state::{App, Mode, Panel, ThemeName};
use crate::lesson::Picture;

/// Lines that a page scrolls at a key that turns pages.
const PAGE: isize = 10;
/// Lines beyond which no page goes.
const MOST_LINES: isize = 300;

/// Scrolls a page that lies over the screen, if that is what the action asks for. The view shows its
/// end where this goes beyond.
fn scrolled(scroll: &mut usize, action: &Action) -> bool {
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
        let had_message = self.message.take().is_some();
        let effect = match self.mode {
            Mode::Walk => self.walk(&action),
            Mode::Help { .. } => self.read_help(action),
            Mode::What { .. } => self.read_entry(&action),
            Mode::Command(_) => self.type_command(action),
        };
        // A message that was there is gone now, which is a change of the frame.
        if effect == Effect::None && had_message { Effect::Redraw } else { effect }
    }

    fn walk(&mut self, action: &Action) -> Effect {
        match *action {
            Action::Next => self.next(),
            Action::Back => self.back(),
            Action::NextChapter => self.chapter(true),
            Action::PreviousChapter => self.chapter(false),
            Action::First => self.go_to_number(0),
            Action::Last => self.go_to_number(usize::MAX),
            Action::StepNumber(n) => self.go_to_number(n.saturating_sub(1)),
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
                let index = ThemeName::ALL.iter().position(|&theme| theme == self.look.theme).unwrap_or(0);
                self.look.theme = ThemeName::ALL[(index + 1) % ThemeName::ALL.len()];
                self.say(format!("Theme: {}", self.look.theme.word()))
            }
            Action::Help => self.enter(Mode::Help { query: Field::default(), scroll: 0 }),
            Action::CommandLine => self.enter(Mode::Command(Field::default())),
            Action::Leave if self.enlarged => {
                self.enlarged = false;
                Effect::Redraw
            }
            Action::Leave if self.focus != Panel::Formula => {
                self.focus = Panel::Formula;
                self.scroll = 0;
                Effect::Redraw
            }
            Action::Suspend => Effect::Suspend,
            Action::Quit => Effect::Quit,
            _ => Effect::None,
        }
    }

    pub(super) fn enter(&mut self, mode: Mode) -> Effect {
        self.mode = mode;
        Effect::Redraw
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
            Action::Leave | Action::Help => self.mode = Mode::Walk,
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            _ => return Effect::None,
        }
        Effect::Redraw
    }

    fn read_entry(&mut self, action: &Action) -> Effect {
        let Mode::What { scroll, .. } = &mut self.mode else { return Effect::None };
        if scrolled(scroll, action) {
            return Effect::Redraw;
        }
        match action {
            Action::CommandLine => self.mode = Mode::Command(Field::default()),
            Action::Leave => self.mode = Mode::Walk,
            Action::Quit => return Effect::Quit,
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
            Action::Erase if field.text().is_empty() => self.mode = Mode::Walk,
            Action::Erase => {
                field.erase();
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
                self.mode = Mode::Walk;
                return self.run(&line);
            }
            Action::Leave => self.mode = Mode::Walk,
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            _ => return Effect::None,
        }
        Effect::Redraw
    }
}
