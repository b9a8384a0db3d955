//! The reason in plain words, with notes and a way to refreshers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::paint::{self, Run};
use super::theme::Theme;
use super::{Scene, panel, predict, presenting};
use crate::app::{Action, App, ModeKind, Panel};
use crate::lesson::words::{presenting as presented, screen as words, tour};
use crate::lesson::{Step, glossary};
use crate::text::width;

/// Longer lines are hard to follow from a back row.
const LONGEST_LINE: usize = 76;

/// The line between what was done and the step's own reason.
const GAP: &str = " ";

/// The lines of the reason for a panel of this width, frame included; while parts of the step are to
/// come, that it will come.
pub(super) fn lines(app: &App, step: &Step, theme: Theme, width: u16) -> Vec<Vec<Run>> {
    if app.awaits_part() {
        return vec![vec![Run::new(presented::WHY_LATER, theme.faint())]];
    }
    of_step(app, step, theme, width)
}

/// The lines of a step's reason, whatever is told of it.
pub(super) fn of_step(app: &App, step: &Step, theme: Theme, width: u16) -> Vec<Vec<Run>> {
    let air = 2 * presenting::air(app, Panel::Why, width);
    let room = usize::from(width.saturating_sub(air))
        .saturating_sub(if width > 22 { 5 } else { 2 })
        .clamp(1, LONGEST_LINE);
    let note = |label: &'static str, text: &str| {
        vec![Run::new(label, theme.accent()), Run::new(text.to_owned(), theme.text())]
    };
    // A teacher's own words come first, the slips of a source after what is right.
    let before = if app.is_edited() { words::NOTE_EDITED } else { words::NOTE };
    let own = step.notes.iter().filter(|n| !n.quotes).map(|n| note(before, &n.text));
    let why = step.why.iter().map(|prose| paint::prose(prose, app, theme, theme.text()));
    let slips = step.notes.iter().filter(|n| n.quotes).map(|n| note(words::QUOTED, &n.text));
    // What one has just done comes first of all.
    let change = app.change_explained();
    // On a tour, its words.
    let tour = app.tour_words().map(|prose| {
        let mut runs = vec![Run::new(tour::TOUR, theme.accent())];
        runs.extend(paint::prose(&prose, app, theme, theme.strong()));
        runs
    });
    let toured = usize::from(tour.is_some());
    let told = toured + change.len();
    let change = change.iter().map(|prose| paint::prose(prose, app, theme, theme.text()));
    let mut paragraphs: Vec<Vec<Run>> =
        tour.into_iter().chain(change).chain(own).chain(why).chain(slips).collect();
    paragraphs.extend(predict::way_on(app, theme));
    // In front of a class, nobody is sent to read elsewhere.
    if !step.refresh.is_empty() && app.presenting().is_none() {
        let mut runs = vec![Run::new(words::REFRESH, theme.faint())];
        for (index, word) in step.refresh.iter().enumerate() {
            let separator = if index == 0 { "" } else { "  " };
            runs.push(Run::new(format!("{separator}:what {word}"), theme.faint()));
        }
        paragraphs.push(runs);
    }
    let mut lines: Vec<Vec<Run>> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            // What the tour says, what was done and what the step says are apart, also where room is short.
            let gap =
                if index == told || index == toured { vec![Run::new(GAP, theme.text())] } else { Vec::new() };
            lines.push(gap);
        }
        lines.extend(paint::wrap(paragraph, room));
    }
    lines
}

/// Marks the words of the glossary in a line; a click on one reads what it means, where one walks.
fn note_words(scene: &Scene<'_>, line: &[Run], area: Rect, buf: &mut Buffer) {
    if scene.app.mode_kind() != ModeKind::Walk {
        return;
    }
    let mut x = area.x;
    for run in line {
        for (range, entry) in glossary::words_in(&run.text).into_iter().filter(|_| run.of.is_none()) {
            let start = x.saturating_add(width(&run.text[..range.start]) as u16);
            let word = Rect { x: start, width: width(&run.text[range]) as u16, ..area }.intersection(area);
            buf.set_style(word, Style::new().add_modifier(Modifier::ITALIC));
            scene.spots.button(word, Action::Read(entry));
        }
        x = x.saturating_add(width(&run.text) as u16);
    }
}

fn is_gap(line: &[Run]) -> bool {
    matches!(line, [run] if run.text == GAP)
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let is_asked = scene.app.predicting().is_some_and(|asked| !asked.is_done);
    let title = if is_asked { words::PREDICT } else { words::WHY };
    let title = [Run::new(title, scene.theme.strong())];
    let inner = panel::frame(scene, Panel::Why, &title, "", area, buf);
    if inner.is_empty() {
        return;
    }
    let rows = usize::from(inner.height);
    // Where room is short, the empty lines between paragraphs go first; the gap only where all fits then.
    let all = scene.why.len();
    let with_text = scene.why.iter().filter(|line| !line.is_empty() && !is_gap(line)).count();
    let stays =
        |line: &&Vec<Run>| all <= rows || if is_gap(line) { with_text != rows } else { !line.is_empty() };
    let lines: Vec<&Vec<Run>> = scene.why.iter().filter(stays).collect();
    let top = u16::from(lines.len() + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let rows = usize::from(inner.height);
    let start = panel::offset(lines.len(), rows, None, scene.app.scroll_of(Panel::Why));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(start)) {
        let at = (inner.x + u16::from(inner.width > 20), y);
        paint::noted(scene, Panel::Why, line, at, inner.width, buf);
        note_words(
            scene,
            line,
            Rect { x: at.0, y, width: inner.right().saturating_sub(at.0), height: 1 },
            buf,
        );
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), area, buf);
}
