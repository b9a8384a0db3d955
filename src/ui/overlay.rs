//! Pages that lie over the screen: the keys, and the frame of those in `pages.rs`, `words.rs` and others.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget as _};

use super::Scene;
use super::paint::{self, Run};
use super::{pages, panel};
use crate::app::{COMMANDS, Field, Mode, ModeKind};
use crate::keymap::BINDINGS;
use crate::lesson::words::{bookmarks, glossary, presenting, screen as words};

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    if scene.app.shows_training() {
        return super::training::draw(scene, area, buf);
    }
    let mut links = Vec::new();
    let (title, lines, scroll) = match scene.app.mode() {
        Mode::Train { .. }
        | Mode::Epochs(_)
        | Mode::Walk
        | Mode::Blank
        | Mode::Command(_)
        | Mode::Edit(_)
        | Mode::Predict(_)
        | Mode::Point(_) => return,
        Mode::Wrong { mistake, scroll } => return super::wrong::draw(scene, *mistake, *scroll, area, buf),
        Mode::Inspect(inspecting) => return super::inspect::draw(scene, inspecting, area, buf),
        Mode::Recap { chapter, scroll } => {
            let width = usize::from(area.width.saturating_sub(12)).min(70);
            let (title, lines) = super::recap::page(scene, *chapter, width);
            (title, lines, *scroll)
        }
        Mode::Find { query, row } => return super::find::draw(scene, query, *row, area, buf),
        Mode::History { row } => {
            let (lines, scroll) = pages::history(scene, *row, room(area));
            (words::HISTORY.to_owned(), lines, scroll)
        }
        Mode::Compare { row } => {
            let (lines, scroll) = pages::comparison(scene, *row, room(area));
            (words::COMPARISON.to_owned(), lines, scroll)
        }
        Mode::Link { text, scroll } => {
            let width = usize::from(area.width.saturating_sub(12)).min(90);
            (words::LINK.to_owned(), pages::link(scene, text, width), *scroll)
        }
        Mode::Unsaved => {
            let width = usize::from(area.width.saturating_sub(12)).min(70);
            (words::UNSAVED.to_owned(), pages::unsaved(scene, width), 0)
        }
        Mode::Help { query, scroll } => {
            let title = match query.text() {
                "" => words::HELP.to_owned(),
                text => format!("{}: {text}", words::HELP),
            };
            (title, help(scene, query, usize::from(area.width.saturating_sub(12))), *scroll)
        }
        Mode::Bookmarks { row } => {
            let width = usize::from(area.width.saturating_sub(12)).min(70);
            let (lines, places, scroll) = pages::bookmarks(scene, *row, width, room(area));
            links = places;
            (bookmarks::TITLE.to_owned(), lines, scroll)
        }
        Mode::Words { all, row } => {
            let (lines, places, scroll) = super::words::list(scene, *all, *row, room(area));
            links = places;
            (if *all { glossary::ALL } else { glossary::OF_STEP }.to_owned(), lines, scroll)
        }
        Mode::What { entry, scroll, chosen, .. } => {
            let width = usize::from(area.width.saturating_sub(12)).min(70);
            let (lines, places) = super::words::entry(scene, entry, *chosen, width);
            links = places;
            (entry.title.to_owned(), lines, *scroll)
        }
    };
    let (inner, start) = page(scene, &title, &lines, scroll, area, buf);
    super::words::note(scene, links, inner, start);
}

/// Lines of a page that fit into a screen.
fn room(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(6)).max(1)
}

/// A framed page in the middle, as large as its lines need; returns where its lines stand, and the first.
fn page(
    scene: &Scene<'_>,
    title: &str,
    lines: &[Vec<Run>],
    scroll: usize,
    area: Rect,
    buf: &mut Buffer,
) -> (Rect, usize) {
    let cells = |line: &Vec<Run>| line.iter().map(|run| crate::text::width(&run.text)).sum::<usize>();
    let widest = lines.iter().map(cells).max().unwrap_or(0).max(title.len() + 4) + 6;
    let hint_row = u16::from(area.height > 5);
    let width = (widest as u16).min(area.width);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4).min(area.height - hint_row);
    let rect = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - hint_row - height) / 2,
        width,
        height,
    };
    if rect.width < 4 || rect.height < 3 {
        return (Rect::ZERO, 0);
    }
    Clear.render(rect, buf);
    paint::fill(rect, scene.theme.ground(), buf);
    panel::thick_edge(scene, rect, buf);
    let heading = [Run::new(format!(" {title} "), scene.theme.accent())];
    paint::runs(&paint::cut(&heading, (rect.width - 2).into()), rect.x + 2, rect.y, rect.width - 3, buf);
    let air = u16::from(rect.height > 8);
    let inner = Rect {
        x: rect.x + 1 + 2 * u16::from(rect.width > 30),
        y: rect.y + 1 + air,
        width: rect.width - 2 - 4 * u16::from(rect.width > 30),
        height: rect.height - 2 - 2 * air,
    };
    let rows = usize::from(inner.height);
    let start = scroll.min(lines.len().saturating_sub(rows));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(start)) {
        paint::runs(line, inner.x, y, inner.width, buf);
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), rect, buf);
    (inner, start)
}

/// The keys and commands that contain what is looked for.
fn help(scene: &Scene<'_>, query: &Field, width: usize) -> Vec<Vec<Run>> {
    let theme = scene.theme;
    let wanted = query.text().to_lowercase();
    let matches = |keys: &str, label: &str| {
        wanted.is_empty() || keys.to_lowercase().contains(&wanted) || label.to_lowercase().contains(&wanted)
    };
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut heading = "";
    // Those of the mode that one comes from are what one looks for.
    let from = scene.app.mode_below();
    let others = ModeKind::ALL.into_iter().filter(|&mode| mode != from);
    for mode in std::iter::once(from).chain(others) {
        for binding in BINDINGS.iter().filter(|binding| binding.mode == mode) {
            let keys = binding.keys.join("  ");
            if !matches(&keys, binding.label) {
                continue;
            }
            let title = match mode {
                ModeKind::Walk => binding.group.title(),
                ModeKind::Present => presenting::HELP,
                ModeKind::Blank => presenting::HELP_BLANK,
                ModeKind::Edit => words::HELP_EDIT,
                ModeKind::Predict => words::HELP_PREDICT,
                ModeKind::Wrong => words::HELP_WRONG,
                ModeKind::Point => words::HELP_POINT,
                ModeKind::Inspect => words::HELP_INSPECT,
                ModeKind::History => words::HELP_HISTORY,
                ModeKind::Compare => words::HELP_COMPARE,
                ModeKind::Command => words::HELP_COMMAND,
                ModeKind::Link => words::HELP_LINK,
                ModeKind::What => words::HELP_WHAT,
                ModeKind::Train => words::HELP_TRAIN,
                ModeKind::Epochs => words::HELP_EPOCHS,
                ModeKind::Unsaved => words::HELP_UNSAVED,
                ModeKind::Find => words::HELP_FIND,
                ModeKind::Recap => words::HELP_RECAP,
                ModeKind::Bookmarks => words::HELP_BOOKMARKS,
                ModeKind::Words => words::HELP_WORDS,
                ModeKind::Help => words::HELP_HELP,
            };
            if heading != title {
                heading = title;
                lines.extend((!lines.is_empty()).then(Vec::new));
                lines.push(vec![Run::new(title, theme.accent())]);
            }
            entry(scene, &keys, binding.label, width, &mut lines);
        }
    }
    let commands: Vec<_> = COMMANDS.iter().filter(|c| matches(c.name, c.label)).collect();
    if !commands.is_empty() {
        lines.extend((!lines.is_empty()).then(Vec::new));
        lines.push(vec![Run::new(words::HELP_COMMANDS, theme.accent())]);
    }
    for command in commands {
        entry(scene, &format!(":{} {}", command.name, command.argument), command.label, width, &mut lines);
    }
    if lines.is_empty() {
        lines.push(vec![Run::new(words::HELP_NONE, theme.faint())]);
    }
    lines
}

/// Keys at the left, what they do at the right, on more lines if it must be.
fn entry(scene: &Scene<'_>, keys: &str, label: &str, width: usize, lines: &mut Vec<Vec<Run>>) {
    let column = if width < 60 { 12 } else { 30 };
    let label_lines =
        paint::wrap(&[Run::new(label.to_owned(), scene.theme.text())], width.saturating_sub(column + 2));
    let keys_fit = crate::text::width(keys) < column;
    if !keys_fit {
        lines.push(vec![Run::new(format!("  {keys}"), scene.theme.strong())]);
    }
    for (index, label) in label_lines.into_iter().enumerate() {
        let shown = if index == 0 && keys_fit { keys } else { "" };
        let pad = " ".repeat(column - crate::text::width(shown).min(column));
        let mut line = vec![Run::new(format!("  {shown}{pad}"), scene.theme.strong())];
        line.extend(label);
        lines.push(line);
    }
}
