//! The glossary: an entry with what it leads to, and lists of entries.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::Scene;
use super::paint::{self, Run};
use crate::app::{Action, ModeKind};
use crate::keymap;
use crate::lesson::glossary::Entry;
use crate::lesson::words::glossary as words;
use crate::text::width as cells;

/// A place on a page that a click takes: its line, the cells before it, its cells, and what it does.
pub(super) type Link = (usize, usize, usize, Action);

/// The lines of an entry, and the places of what it leads to.
pub(super) fn entry(
    scene: &Scene<'_>,
    entry: &Entry,
    chosen: usize,
    width: usize,
) -> (Vec<Vec<Run>>, Vec<Link>) {
    let (app, theme) = (scene.app, scene.theme);
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut was_set = false;
    for paragraph in entry.text {
        let is_set = paragraph.starts_with("  ");
        if !(lines.is_empty() || is_set && was_set) {
            lines.push(Vec::new());
        }
        if is_set {
            lines.push(vec![Run::new(*paragraph, theme.strong())]);
        } else {
            lines.extend(paint::wrap(&[Run::new(*paragraph, theme.text())], width));
        }
        was_set = is_set;
    }
    let mut links = Vec::new();
    lines.push(Vec::new());
    let mut line = vec![Run::new(words::RELATED, theme.faint())];
    let mut used = cells(words::RELATED);
    for (n, related) in entry.related().enumerate() {
        if used + cells(related.word) > width {
            lines.push(std::mem::take(&mut line));
            line.push(Run::new(" ".repeat(cells(words::RELATED)), theme.faint()));
            used = cells(words::RELATED);
        }
        let style =
            if n == chosen { theme.strong().add_modifier(Modifier::REVERSED) } else { theme.accent() };
        links.push((lines.len(), used, cells(related.word), Action::Choose(n)));
        used += cells(related.word) + 2;
        line.extend([Run::new(related.word, style), Run::new("  ", theme.text())]);
    }
    lines.push(line);
    if let Some(address) = entry.step(app.lesson()) {
        let text = app.lesson().address_text(address);
        let key = keymap::key_of(ModeKind::What, &Action::Jump).unwrap_or_default();
        links.push((lines.len(), cells(words::STEP), cells(&text), Action::Jump));
        lines.push(vec![
            Run::new(words::STEP, theme.faint()),
            Run::new(text, theme.accent()),
            Run::new(format!("  ({key})"), theme.faint()),
        ]);
    }
    (lines, links)
}

/// A list of entries, the places of each, and where to scroll so that the chosen one is in sight.
pub(super) fn list(
    scene: &Scene<'_>,
    all: bool,
    row: usize,
    room: usize,
) -> (Vec<Vec<Run>>, Vec<Link>, usize) {
    let theme = scene.theme;
    let listed = scene.app.words(all);
    let widest = listed.iter().map(|entry| cells(entry.title)).max().unwrap_or(0);
    let mut lines = Vec::new();
    let mut links = Vec::new();
    for (n, entry) in listed.iter().enumerate() {
        let pad = " ".repeat(widest - cells(entry.title));
        let style = if n == row { theme.strong().add_modifier(Modifier::REVERSED) } else { theme.text() };
        links.push((n, 0, widest + 2 + cells(entry.word), Action::Choose(n)));
        lines.push(vec![
            Run::new(entry.title, style),
            Run::new(format!("{pad}  {}", entry.word), theme.faint()),
        ]);
    }
    (lines, links, super::pages::scroll_to(row, room))
}

/// Makes places on a page clickable that are in sight.
pub(super) fn note(scene: &Scene<'_>, links: Vec<Link>, inner: Rect, start: usize) {
    for (line, before, width, action) in links {
        let y = (line.checked_sub(start)).filter(|y| *y < usize::from(inner.height));
        if let Some(y) = y.filter(|_| before + width <= usize::from(inner.width)) {
            let area = Rect::new(inner.x + before as u16, inner.y + y as u16, width as u16, 1);
            scene.spots.button(area, action);
        }
    }
}
