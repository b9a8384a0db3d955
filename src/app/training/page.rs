//! Keys on the page of a training.

use super::super::action::{Action, Effect};
use super::super::field::Field;
use super::super::mode::Mode;
use super::super::state::App;
use crate::engine::MOST_EPOCHS;
use crate::lesson::words::training as words;

/// Into how many parts the epochs are divided by keys that go far.
const PARTS: usize = 10;
/// Rows of the table that a key turning pages goes on by.
const PAGE: isize = 10;

impl App {
    pub(in crate::app) fn on_training_page(&mut self, action: &Action) -> Effect {
        let last = self.lesson.pass().network().last();
        let (Mode::Train { typed }, Some(run)) = (&mut self.mode, &mut self.training.run) else {
            return self.leave();
        };
        match action {
            &Action::Type(c) if c.is_ascii_digit() => typed.insert(c.encode_utf8(&mut [0; 4])),
            Action::Type(c) => {
                let said = words::NO_KEY.replace("{key}", &c.to_string());
                let effect = self.say(said);
                self.add_key(Action::Help, words::LISTS_KEYS);
                return effect;
            }
            Action::Erase if typed.erase() => {}
            Action::Leave if !typed.text().is_empty() => typed.replace(""),
            Action::Leave if run.give_up_opening() => run.pause(),
            Action::Submit if typed.text().is_empty() => return self.open_epoch(),
            Action::Submit => {
                let text = typed.text().to_owned();
                typed.replace("");
                return self.go_to_epoch(&text);
            }
            Action::Pause if run.is_running() => run.pause(),
            Action::Pause | Action::OneEpoch if run.course().diverged() => return self.say_what_helps(),
            Action::Pause | Action::OneEpoch if run.course().epochs() >= MOST_EPOCHS => {
                return self.say(words::NO_MORE.replace("{most}", &MOST_EPOCHS.to_string()));
            }
            Action::Pause => run.go_on(),
            Action::OneEpoch => run.one_more(),
            Action::CursorRight if !run.looks_back() && !run.is_running() => {
                return self.on_training_page(&Action::OneEpoch);
            }
            Action::CursorLeft => return self.choose(|epoch, _| epoch.saturating_sub(1)),
            Action::CursorRight => return self.choose(|epoch, _| epoch + 1),
            Action::PreviousChapter => return self.choose(usize::saturating_sub),
            Action::NextChapter => return self.choose(|epoch, part| epoch + part),
            Action::First => return self.choose(|_, _| 0),
            Action::Last => return self.choose(|_, _| usize::MAX),
            Action::Scale => run.is_logarithmic = !run.is_logarithmic,
            Action::NextMatrix => run.layer = run.layer % last + 1,
            Action::PreviousMatrix => run.layer = (run.layer + last - 2) % last + 1,
            Action::ScrollUp | Action::ScrollDown | Action::PageUp | Action::PageDown => {
                return self.scroll_outputs(action);
            }
            Action::Train => return self.enter(Mode::Epochs(Field::default())),
            Action::SaveWeights => {
                let mut field = Field::default();
                field.insert("weights ");
                return self.enter(Mode::Command(field));
            }
            Action::NextTheme => return self.walk(action),
            _ => return self.read_page(action),
        }
        Effect::Redraw
    }

    /// Looks at another epoch of those that are done.
    fn choose(&mut self, which: impl FnOnce(usize, usize) -> usize) -> Effect {
        let Some(run) = &mut self.training.run else { return Effect::None };
        let last = run.course().epochs();
        let part = (last / PARTS).max(1);
        let chosen = which(run.epoch(), part);
        if run.look_at(chosen) { Effect::Redraw } else { Effect::None }
    }

    fn scroll_outputs(&mut self, action: &Action) -> Effect {
        let count = self.lesson.scenario().samples.len() as isize;
        let Some(run) = &mut self.training.run else { return Effect::None };
        let rows = match action {
            Action::ScrollUp => -1,
            Action::ScrollDown => 1,
            Action::PageUp => -PAGE,
            _ => PAGE,
        };
        let scroll = (run.scroll + rows).clamp(-count, count);
        if std::mem::replace(&mut run.scroll, scroll) == scroll { Effect::None } else { Effect::Redraw }
    }

    /// To an epoch whose number was typed: to look at it, or to train to it.
    fn go_to_epoch(&mut self, text: &str) -> Effect {
        let Some(run) = &mut self.training.run else { return Effect::None };
        let Some(epoch) = text.parse::<usize>().ok().filter(|&epoch| epoch <= MOST_EPOCHS) else {
            return self.say_error(words::EPOCH_WRONG.replace("{most}", &MOST_EPOCHS.to_string()));
        };
        if epoch <= run.course().epochs() {
            self.choose(|_, _| epoch);
            return Effect::Redraw;
        }
        if run.course().diverged() {
            return self.say_diverged(Some(epoch));
        }
        run.go_to(epoch);
        Effect::Redraw
    }

    /// The lesson with the weights after the epoch that is looked at.
    fn open_epoch(&mut self) -> Effect {
        let Some(run) = &mut self.training.run else { return Effect::None };
        if run.course().errors().is_empty() {
            return Effect::None;
        }
        run.pause();
        match run.open(run.epoch()) {
            Some(trained) => self.open_trained(trained),
            None => Effect::Redraw,
        }
    }
}
