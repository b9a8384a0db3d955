//! What stands on pages of the screen, in sentences.

use std::io;

use super::words::WORDS;
use super::{OF_THE_SCREEN, Reading};
use crate::app::{Action, COMMANDS, Command, Effect, Mode};
use crate::engine::{Carry, Mistake, WeightId};
use crate::export::speech;
use crate::lesson::inspect::Block;
use crate::lesson::words::reading as said;
use crate::lesson::words::speech::{entry, heard, sentences};
use crate::lesson::words::{bookmarks, recap as recap_words, screen, wrong};
use crate::lesson::{Address, Chapter, Prose, Zoom};
use crate::notation::number::{self, significant, with_minus};
use crate::notation::speech::signs;

/// Quantities of which carried and full numbers are read at most.
const MOST_PARTINGS: usize = 10;
/// Steps that are named which have the words looked for.
const MOST_FOUND: usize = 10;
/// Modes that lie over each other at most.
const MOST_MODES: usize = 16;
/// Decimals of a full number beyond those that are carried.
const MORE_DECIMALS: usize = 4;

/// The command of the screen that a line begins with: by its name, or by the only one that begins so.
pub(super) fn command(line: &str) -> Option<&'static Command> {
    let name = line.split_whitespace().next()?;
    let exact = COMMANDS.iter().find(|command| command.name == name);
    exact.or_else(|| {
        let mut matching = COMMANDS.iter().filter(|command| command.name.starts_with(name));
        matching.next().filter(|_| matching.next().is_none())
    })
}

impl Reading<'_> {
    /// Says what the page holds that is open, and closes it. Says whether there was one.
    pub(super) fn page(&mut self) -> io::Result<bool> {
        if let Mode::Recap { chapter, .. } = *self.app.mode() {
            // What was done in a chapter stands between it and the next one, which follows at once.
            let recap = self.recap(chapter);
            self.say_all(recap)?;
            if self.app.update(Action::Next) == Effect::None {
                self.app.update(Action::Leave);
                self.say(said::LAST)?;
                return Ok(true);
            }
            return Ok(false);
        }
        let lines = match self.app.mode() {
            Mode::Walk | Mode::Predict(_) => return Ok(false),
            // Recaps were said above.
            Mode::Point(_) | Mode::Command(_) | Mode::Epochs(_) | Mode::Blank | Mode::Recap { .. } => {
                Vec::new()
            }
            Mode::Unsaved => {
                self.say_all(sentences(said::UNSAVED))?;
                return Ok(true);
            }
            Mode::Help { .. } => {
                self.help()?;
                Vec::new()
            }
            Mode::What { entry: of, .. } => entry(of),
            Mode::Find { query, .. } => self.found(query.text()),
            Mode::Words { all, .. } => {
                let words: Vec<&str> = self.app.words(*all).iter().map(|entry| entry.word).collect();
                vec![said::WORDS_LISTED.replace("{words}", &words.join(", "))]
            }
            Mode::Bookmarks { .. } => {
                let marked = self.app.bookmarks();
                let listed = marked.iter().map(|&address| self.step_line(address));
                if marked.is_empty() { vec![bookmarks::NONE.to_owned()] } else { listed.collect() }
            }
            Mode::Edit(_) => sentences(said::EDIT_NEEDS_SCREEN),
            Mode::Inspect(at) => self.inspection(at.weight, at.epsilon),
            Mode::Wrong { mistake, .. } => self.wrong_way(*mistake),
            Mode::History { .. } => self.history(),
            Mode::Compare { .. } => self.partings(),
            Mode::Link { text, .. } => {
                let text = text.clone();
                self.say(said::LINK)?;
                // In one piece, whatever the terminal's width: it is there to be copied.
                writeln!(self.to, "{text}")?;
                Vec::new()
            }
            Mode::Train { .. } => self.trained(),
        };
        self.say_all(lines)?;
        for _ in 0..MOST_MODES {
            if matches!(self.app.mode(), Mode::Walk | Mode::Predict(_)) {
                break;
            }
            self.app.update(Action::Leave);
        }
        Ok(true)
    }

    /// All words that are understood.
    pub(super) fn help(&mut self) -> io::Result<()> {
        self.say_all(sentences(said::HELP))?;
        self.say(said::HELP_ENTER)?;
        let entry = |names: &str, argument: &str, label: &str| {
            let space = if argument.is_empty() { "" } else { " " };
            let own = said::LABELS.iter().find(|(name, _)| *name == names);
            let label = own.map_or_else(|| heard(label), |(_, label)| (*label).to_owned());
            format!("{names}{space}{argument}: {label}.")
        };
        let own = WORDS.iter().map(|word| entry(&word.names.join(", "), word.argument, word.label));
        let is_own = |command: &&Command| WORDS.iter().any(|word| word.names[0] == command.name);
        let of_screen = |command: &&Command| {
            OF_THE_SCREEN.contains(&command.name)
                || command.name == "edit"
                || is_own(command) && command.name != "zoom"
        };
        let commands = COMMANDS.iter().filter(|command| !of_screen(command));
        let commands = commands.map(|command| entry(command.name, command.argument, command.label));
        let lines: Vec<String> = own.chain(commands).collect();
        self.say_all(lines)?;
        self.say(said::HELP_PREDICT)?;
        self.say(said::HELP_KEYS)
    }

    /// Where one is, and how the lesson is looked at.
    pub(super) fn place(&mut self) -> io::Result<()> {
        let (number, count) = self.app.progress();
        let step = self.app.step();
        let chapter = step.address.chapter();
        let chapter_number = Chapter::ALL.iter().position(|&one| one == chapter).map_or(0, |n| n + 1);
        let place = said::WHERE
            .replace("{step}", &number.to_string())
            .replace("{steps}", &count.to_string())
            .replace("{number}", &chapter_number.to_string())
            .replace("{chapter}", chapter.title())
            .replace("{address}", &self.app.lesson().address_text(step.address));
        self.say(&place)?;
        let parts = speech::parts(self.app.lesson(), &step);
        if !parts.is_empty() {
            self.say(&said::PART.replace("{parts}", &parts.join("; ")))?;
        }
        self.zoom()?;
        self.sample()?;
        self.decimals()?;
        let epoch = self.app.lesson().view().epoch;
        if epoch > 0 {
            self.say(&said::EPOCH.replace("{epoch}", &epoch.to_string()))?;
        }
        let edits = self.app.history().present();
        if edits > 0 {
            self.say(&said::EDITS.replace("{edits}", &edits.to_string()))?;
        }
        Ok(())
    }

    pub(super) fn zoom(&mut self) -> io::Result<()> {
        let zoom = self.app.zoom();
        let about = Zoom::ALL.iter().position(|&one| one == zoom).map_or("", |n| said::ZOOMS[n]);
        self.say(&said::ZOOM.replace("{zoom}", zoom.word()).replace("{about}", about))
    }

    pub(super) fn sample(&mut self) -> io::Result<()> {
        let lesson = self.app.lesson();
        let (view, scenario) = (lesson.view(), lesson.scenario());
        let sample = &scenario.samples[view.sample];
        let list = |values: &ndarray::Array1<f64>| {
            let shown: Vec<String> = values.iter().take(MOST_PARTINGS).map(|&v| written(v)).collect();
            let more = values.len() - shown.len();
            let more = if more > 0 { format!(" and {more} more numbers") } else { String::new() };
            shown.join(", ") + &more
        };
        let line = said::SAMPLE
            .replace("{sample}", &(view.sample + 1).to_string())
            .replace("{samples}", &scenario.samples.len().to_string())
            .replace("{input}", &list(&sample.input))
            .replace("{target}", &list(&sample.target));
        self.say(&line)
    }

    pub(super) fn decimals(&mut self) -> io::Result<()> {
        let [carried, full] = said::DECIMALS;
        match self.app.lesson().carry() {
            Carry::Decimals(n) => self.say(&carried.replace("{decimals}", &n.to_string())),
            Carry::Full => self.say(full),
        }
    }

    /// Words of the lesson in sentences.
    fn spoken(&self, prose: &Prose) -> Vec<String> {
        let lesson = self.app.lesson();
        sentences(&prose.spoken(lesson.names(), lesson.carry()))
    }

    /// All that makes a weight's gradient.
    fn inspection(&self, weight: WeightId, epsilon: f64) -> Vec<String> {
        let lesson = self.app.lesson();
        let inspection = lesson.inspect(weight, epsilon);
        let mut lines = self.spoken(&inspection.title);
        for passage in &inspection.passages {
            lines.extend(sentences(&heard(passage.heading)));
            for block in &passage.blocks {
                match block {
                    Block::Says(prose) => lines.extend(self.spoken(prose)),
                    Block::Shows(formula) => lines.extend(speech::formula(lesson, formula)),
                }
            }
        }
        lines
    }

    /// What was done in a chapter, what to remember, what comes next.
    pub(super) fn recap(&self, chapter: Chapter) -> Vec<String> {
        let recap = self.app.lesson().recap(chapter, self.app.zoom());
        let mut lines = sentences(&recap_words::TITLE.replace("{chapter}", chapter.title()));
        lines.extend(recap.done.iter().flat_map(|prose| self.spoken(prose)));
        lines.extend(self.app.told_tally(chapter).iter().flat_map(|prose| self.spoken(prose)));
        lines.extend(sentences(recap_words::REMEMBER));
        lines.extend(self.spoken(&recap.remember));
        lines.extend(recap.next.iter().flat_map(|prose| self.spoken(prose)));
        lines
    }

    /// The steps that have the words looked for, the best first; without any, the chapters.
    fn found(&self, query: &str) -> Vec<String> {
        let lesson = self.app.lesson();
        let (outline, zoom) = (lesson.outline(), self.app.zoom());
        if query.trim().is_empty() {
            let chapters = outline.chapters(zoom);
            let starts = chapters
                .iter()
                .filter_map(|&chapter| outline.at(zoom, outline.chapter_start(zoom, chapter)?));
            return starts.map(|address| self.step_line(address)).collect();
        }
        let found = lesson.find(query, zoom);
        let listed = found.list.iter().take(MOST_FOUND);
        let mut lines = vec![said::FOUND.replace("{count}", &found.count.to_string())];
        lines.extend(listed.map(|&address| self.step_line(address)));
        lines
    }

    /// A step in a line: its number, its address, its title.
    fn step_line(&self, address: Address) -> String {
        let lesson = self.app.lesson();
        let number = lesson.outline().insertion(self.app.zoom(), address).map_or(0, |(before, _)| before + 1);
        let title = lesson.title(address).spoken(lesson.names(), lesson.carry());
        said::STEP_LISTED
            .replace("{number}", &number.to_string())
            .replace("{title}", title.trim_end_matches('.'))
    }

    /// A known mistake beside the right way.
    fn wrong_way(&self, mistake: Mistake) -> Vec<String> {
        let lesson = self.app.lesson();
        let way = lesson.wrong_way(mistake);
        let mut lines = self.spoken(&way.title);
        lines.extend(self.spoken(&way.what));
        if let Some(parting) = &way.parting {
            lines.extend(self.spoken(&parting.said));
            for (which, formula) in [wrong::RIGHT, wrong::WRONG].into_iter().zip(&parting.formulas) {
                lines.push(said::WAY.replace("{which}", which));
                lines.extend(speech::formula(lesson, formula));
            }
        }
        lines.extend(sentences(wrong::FOLLOWS));
        lines.extend(way.follows.iter().flat_map(|prose| self.spoken(prose)));
        lines
    }

    /// The edits made.
    fn history(&self) -> Vec<String> {
        let history = self.app.history();
        let made = history.all();
        if made.is_empty() {
            return vec![said::HISTORY_NONE.to_owned()];
        }
        let edits = made.iter().enumerate().map(|(index, made)| {
            let mut edit = heard(&self.app.told(&made.edit, &made.inverse));
            if index >= history.present() {
                edit.push_str(said::HISTORY_BACK);
            }
            said::HISTORY_EDIT.replace("{number}", &(index + 1).to_string()).replace("{edit}", &edit)
        });
        std::iter::once(said::HISTORY.to_owned()).chain(edits).collect()
    }

    /// Where carrying and full precision differ.
    fn partings(&self) -> Vec<String> {
        let partings = self.app.partings();
        let decimals = usize::from(partings.decimals);
        let is_none = partings.list.is_empty();
        let intro = if is_none { screen::COMPARISON_NONE } else { screen::COMPARISON_INTRO };
        let intro = intro
            .replace("{decimals}", &decimals.to_string())
            .replace("{count}", &partings.count.to_string())
            .replace("{of}", &partings.of.to_string())
            .replace("{largest}", &with_minus(significant(partings.largest, 2)));
        let names = self.app.lesson().names();
        let rows = partings.list.iter().take(MOST_PARTINGS).map(|parting| {
            let number = |value, decimals| signs(&with_minus(number::fixed(value, decimals)));
            said::PARTING
                .replace("{name}", &names.spoken_part(parting.quantity.into()))
                .replace("{carried}", &number(parting.carried, decimals))
                .replace("{full}", &number(parting.full, decimals + MORE_DECIMALS))
        });
        let more = partings.count.saturating_sub(MOST_PARTINGS);
        let more = (more > 0).then(|| said::PARTINGS_MORE.replace("{more}", &more.to_string()));
        sentences(&heard(&intro)).into_iter().chain(rows).chain(more).collect()
    }

    /// What a training came to.
    fn trained(&self) -> Vec<String> {
        let Some(run) = self.app.training() else { return Vec::new() };
        let errors = run.course().errors();
        let number = |error: Option<&f64>| error.map_or_else(String::new, |&e| signs(&significant(e, 6)));
        let text = said::TRAINED
            .replace("{epoch}", &run.course().epochs().to_string())
            .replace("{first}", &number(errors.first()))
            .replace("{last}", &number(errors.last()));
        sentences(&text)
    }
}

/// A given number as it is read.
fn written(value: f64) -> String {
    signs(&with_minus(number::given(value, 0)))
}
