//! Changing numbers in place: keys move the cursor, type a number, nudge it, or change a whole matrix.

use super::action::{Action, Effect};
use super::cursor::{self, Cursor, Signed, Way};
use super::mode::Mode;
use super::state::App;
use crate::edit::{Edit, parse_number};
use crate::engine::{Fill, Kind, Quantity};

impl App {
    /// Opens the panel of given numbers at one of them. What is being typed for another is kept.
    pub(super) fn edit_at(&mut self, q: Quantity) -> Effect {
        if !q.is_given() {
            let name = self.names().screen(q);
            return self.say(format!("{name} is computed; what can be changed are the given numbers."));
        }
        if let Some(refused) = self.keep_typed() {
            return refused;
        }
        self.enlarged = false;
        self.enter(Mode::Edit(Cursor::new(q)))
    }

    pub(super) fn edit_in_place(&mut self, action: Action) -> Effect {
        let Mode::Edit(cursor) = &mut self.mode else { return Effect::None };
        let at = cursor.at;
        let sign = cursor.sign.take();
        match action {
            Action::Type(c) => self.type_number(c, sign),
            Action::Paste(text) => {
                cursor.typed.insert(text.trim());
                Effect::Redraw
            }
            Action::Erase if cursor.typed.erase() => Effect::Redraw,
            Action::Submit if cursor.typed.text().is_empty() => self.leave(),
            Action::Submit => self.keep(),
            Action::EraseAll | Action::Leave if !cursor.typed.text().is_empty() => {
                cursor.typed.replace("");
                Effect::Redraw
            }
            Action::Leave => self.leave(),
            Action::ScrollUp => self.move_cursor(Way::Up),
            Action::ScrollDown => self.move_cursor(Way::Down),
            Action::CursorLeft => self.move_cursor(Way::Left),
            Action::CursorRight => self.move_cursor(Way::Right),
            Action::NextMatrix => self.move_cursor(Way::NextPart),
            Action::PreviousMatrix => self.move_cursor(Way::PreviousPart),
            Action::NudgeUp | Action::NudgeDown if !cursor.typed.text().is_empty() => {
                // Within a number, these are signs: of an exponent, or of what is below a fraction bar.
                cursor.typed.insert(if action == Action::NudgeUp { "+" } else { "-" });
                Effect::Redraw
            }
            Action::NudgeUp => self.nudge_at_cursor(at, 1.0, '+'),
            Action::NudgeDown => self.nudge_at_cursor(at, -1.0, '-'),
            Action::NudgeFiner => self.set_nudge(self.nudge / 10.0),
            Action::NudgeCoarser => self.set_nudge(self.nudge * 10.0),
            Action::FillZero => self.fill(Fill::Equal(0.0)),
            Action::FillEqual => self.fill_typed(Fill::Equal),
            Action::FillScaled => self.fill_typed(Fill::Times),
            Action::FillRandom => self.fill(Fill::Random { seed: self.next_seed() }),
            Action::Inspect if at.kind == Kind::Weight => self.inspect(at.weight_id()),
            Action::Inspect => self.say("Only a weight can be inspected."),
            Action::EditAt(q) => self.edit_at(q),
            Action::PointAt(pointer) => match self.keep_typed() {
                Some(refused) => refused,
                None => self.point_at(pointer),
            },
            Action::Scroll(panel, up) => self.scroll_panel(panel, up),
            other => self.edit_or_walk(&other),
        }
    }

    /// What keys do while numbers are edited as they do while walking.
    fn edit_or_walk(&mut self, action: &Action) -> Effect {
        match action {
            Action::Undo
            | Action::Redo
            | Action::CompareStart
            | Action::Help
            | Action::CommandLine
            | Action::Link
            | Action::Next
            | Action::Back
            | Action::ToggleDecimals
            | Action::NextSample
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::NextChapter
            | Action::PreviousChapter
            | Action::NextTheme
            | Action::ToggleNotes
            | Action::Focus(_)
            | Action::ToChapter(_)
            | Action::InspectAt(_)
            | Action::Quit
            | Action::Suspend => self.walk(action),
            _ => Effect::None,
        }
    }

    /// A character for the number at the cursor. A sign typed right before its first digit had been
    /// taken for a nudge, which is taken back as if it had never been.
    fn type_number(&mut self, c: char, sign: Option<Signed>) -> Effect {
        let begins = c.is_ascii_digit() || matches!(c, '.' | ',');
        if let Some(Signed { sign, nudged }) = sign.filter(|_| begins) {
            if nudged {
                self.retract();
            }
            if let Mode::Edit(cursor) = &mut self.mode {
                cursor.typed.insert(sign.encode_utf8(&mut [0; 4]));
            }
        }
        let Mode::Edit(cursor) = &mut self.mode else { return Effect::None };
        // A number begins with a digit; only then do letters and slashes belong to it.
        let is_open = !cursor.typed.text().is_empty();
        if !(begins || is_open && matches!(c, 'e' | 'E' | '/' | '−')) {
            return self.say(format!("“{c}” is no part of a number, and no key here; ? lists them."));
        }
        cursor.typed.insert(c.encode_utf8(&mut [0; 4]));
        Effect::Redraw
    }

    /// The number that was typed becomes that at the cursor; one that cannot be stays open.
    fn keep(&mut self) -> Effect {
        let Mode::Edit(cursor) = &self.mode else { return Effect::None };
        let (at, text) = (cursor.at, cursor.typed.text().to_owned());
        let value = match parse_number(&text) {
            Ok(value) => value,
            Err(error) => return self.say_error(error.to_string()),
        };
        match self.edit(self.edit_of(at, value)) {
            Ok(effect) => {
                self.drop_typed();
                effect
            }
            Err(sentence) => self.say_error(sentence),
        }
    }

    fn drop_typed(&mut self) {
        if let Mode::Edit(cursor) = &mut self.mode {
            cursor.typed.replace("");
        }
    }

    /// Keeps what is being typed, if anything is. Where it is refused it stays open, and that is what comes back.
    fn keep_typed(&mut self) -> Option<Effect> {
        let Mode::Edit(cursor) = &self.mode else { return None };
        if cursor.typed.text().is_empty() {
            return None;
        }
        let effect = self.keep();
        let is_open = matches!(&self.mode, Mode::Edit(cursor) if !cursor.typed.text().is_empty());
        is_open.then_some(effect)
    }

    /// Moves the cursor; a number that is being typed is kept first, or if it cannot be, the cursor stays.
    fn move_cursor(&mut self, way: Way) -> Effect {
        if let Some(refused) = self.keep_typed() {
            return refused;
        }
        let network = self.lesson.pass().network();
        if let Mode::Edit(cursor) = &self.mode {
            let at = cursor::moved(cursor.at, way, network);
            self.mode = Mode::Edit(Cursor::new(at));
        }
        Effect::Redraw
    }

    fn nudge_at_cursor(&mut self, at: Quantity, by: f64, sign: char) -> Effect {
        // Of a sign that goes on nudging nobody thinks as the sign of a number.
        let goes_on = self.nudging == Some(at);
        let made = self.nudge_by(at, by);
        let signed = Signed { sign, nudged: made.is_ok() && self.nudging == Some(at) };
        if let Mode::Edit(cursor) = &mut self.mode {
            cursor.sign = (!goes_on).then_some(signed);
        }
        made.unwrap_or_else(|sentence| self.say_error(sentence))
    }

    fn fill(&mut self, rule: Fill) -> Effect {
        let Mode::Edit(cursor) = &self.mode else { return Effect::None };
        let (at, part, sample) = (cursor.at, cursor.part(), self.lesson.view().sample);
        let value = self.lesson.scenario().given_number(at, sample).unwrap_or_default();
        // A number by itself is no matrix: it gets the value.
        let edit = match (part.kind, rule) {
            (Kind::LearningRate, Fill::Random { .. }) => {
                return self.say("The learning rate is not drawn: type it.");
            }
            (Kind::LearningRate, Fill::Equal(value)) => self.edit_of(at, value),
            (Kind::LearningRate, Fill::Times(factor)) => self.edit_of(at, value * factor),
            _ => Edit::Whole { part, sample, rule },
        };
        match self.edit(edit) {
            Ok(effect) => {
                self.drop_typed();
                effect
            }
            Err(sentence) => self.say_error(sentence),
        }
    }

    /// The first seed that nothing has been drawn from yet.
    fn next_seed(&self) -> u64 {
        let seeds = self.history.holding().iter().filter_map(|made| match made.edit {
            Edit::Whole { rule: Fill::Random { seed }, .. } => Some(seed),
            _ => None,
        });
        seeds.max().map_or(1, |seed| seed.saturating_add(1))
    }

    /// Fills with the number that was typed; with none, with the one at the cursor.
    fn fill_typed(&mut self, rule: fn(f64) -> Fill) -> Effect {
        let Mode::Edit(cursor) = &self.mode else { return Effect::None };
        let (at, text) = (cursor.at, cursor.typed.text().to_owned());
        let sample = self.lesson.view().sample;
        let value = match text.as_str() {
            "" if matches!(rule(1.0), Fill::Times(_)) => {
                return self.say("Type the factor first, then *: 0.5 * halves the whole matrix.");
            }
            "" => self.lesson.scenario().given_number(at, sample).unwrap_or_default(),
            text => match parse_number(text) {
                Ok(value) => value,
                Err(error) => return self.say_error(error.to_string()),
            },
        };
        self.fill(rule(value))
    }
}
