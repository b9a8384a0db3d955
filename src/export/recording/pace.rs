//! How long it takes to read what a frame shows.

use std::time::Duration;

use crate::app::App;

/// To see what is there, however little.
const GLANCE: Duration = Duration::from_millis(1500);
/// To go through a line of a formula.
const LINE: Duration = Duration::from_millis(700);
/// To read a word: some 230 a minute.
const WORD: Duration = Duration::from_millis(260);
/// Who reads longer stops the player.
const LONGEST: Duration = Duration::from_secs(40);

/// How much there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    lines: u32,
    words: u32,
}

impl Reading {
    /// What stands on the screen: the formula's lines as far as they are told, the words of the reason, of
    /// notes and of a tour.
    pub fn of(app: &App) -> Self {
        let step = app.step();
        let (names, carry) = (app.names(), app.lesson().carry());
        let count = |text: &str| text.split_whitespace().count();
        let prose =
            step.why.iter().chain(&app.tour_words()).map(|p| count(&p.screen(&names, carry))).sum::<usize>();
        let notes = step.notes.iter().map(|note| count(&note.text)).sum::<usize>();
        Self { lines: app.lines_told(&step.formula) as u32, words: (prose + notes) as u32 }
    }

    /// How long it takes to read this after that has been read.
    pub fn since(self, before: Self) -> Duration {
        let lines = self.lines.saturating_sub(before.lines);
        let words = self.words.saturating_sub(before.words);
        (GLANCE + LINE * lines + WORD * words).min(LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_takes_no_time_again() {
        let (first, all) = (Reading { lines: 2, words: 0 }, Reading { lines: 3, words: 10 });
        assert_eq!(first.since(Reading::default()), Duration::from_millis(1500 + 2 * 700));
        assert_eq!(all.since(first), Duration::from_millis(1500 + 700 + 10 * 260));
        assert_eq!(first.since(all), GLANCE);
        assert_eq!(Reading { lines: 0, words: 5000 }.since(all), LONGEST);
    }
}
