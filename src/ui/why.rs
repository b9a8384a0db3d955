//! The reason in plain words, with notes and a way to refreshers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::theme::Theme;
use super::{Scene, panel};
use crate::app::{App, Panel};
use crate::lesson::Step;
use crate::lesson::words::screen as words;

/// The lines of the reason for a panel of this width, frame included.
pub(super) fn lines(app: &App, step: &Step, theme: Theme, width: u16) -> Vec<Vec<Run>> {
    let room = usize::from(width).saturating_sub(if width > 22 { 5 } else { 2 }).max(1);
    let mut paragraphs: Vec<Vec<Run>> =
        step.why.iter().map(|prose| paint::prose(prose, app, theme, theme.text())).collect();
    for note in &step.notes {
        let label = if note.quotes { words::QUOTED } else { words::NOTE };
        paragraphs.push(vec![Run::new(label, theme.accent()), Run::new(note.text.clone(), theme.text())]);
    }
    if !step.refresh.is_empty() {
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
            lines.push(Vec::new());
        }
        lines.extend(paint::wrap(paragraph, room));
    }
    lines
}

pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let title = [Run::new(words::WHY, scene.theme.strong())];
    let inner = panel::frame(scene, Panel::Why, &title, "", area, buf);
    if inner.is_empty() {
        return;
    }
    let rows = usize::from(inner.height);
    // Where room is short, the empty lines between paragraphs go first.
    let all = scene.why.len();
    let lines: Vec<&Vec<Run>> = scene.why.iter().filter(|line| all <= rows || !line.is_empty()).collect();
    let top = u16::from(lines.len() + 2 <= rows);
    let inner = Rect { y: inner.y + top, height: inner.height - top, ..inner };
    let rows = usize::from(inner.height);
    let start = panel::offset(lines.len(), rows, None, scene.app.scroll_of(Panel::Why));
    for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(start)) {
        paint::runs(line, inner.x + u16::from(inner.width > 20), y, inner.width, buf);
    }
    panel::more(scene, start, lines.len().saturating_sub(start + rows), area, buf);
}
