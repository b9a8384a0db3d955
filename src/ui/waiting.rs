//! A second screen while there is nothing to follow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{self, Run};
use super::theme::Theme;
use super::{ascii, notes_view};
use crate::app::{ColourDepth, ThemeName};
use crate::lesson::words::second_screen as words;

/// Longer lines are broken.
const LONGEST_LINE: usize = 70;

/// Says that an explainer is waited for, and why if there is more to say.
pub fn draw_waiting(
    why: Option<&str>,
    (theme, depth): (ThemeName, ColourDepth),
    is_ascii: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let theme = Theme::of(theme, depth);
    paint::fill(area, theme.ground(), buf);
    let room = usize::from(area.width.saturating_sub(2)).clamp(1, LONGEST_LINE);
    let why = why.map(|why| Run::new(why.to_owned(), theme.text()));
    let paragraphs = why
        .into_iter()
        .chain([Run::new(words::WAITING, theme.accent()), Run::new(words::WAITING_HOW, theme.faint())]);
    let lines: Vec<Vec<Run>> = paragraphs.flat_map(|run| paint::wrap(&[run], room)).collect();
    let body = Rect { height: area.height - u16::from(area.height > 2), ..area };
    let top = body.y + body.height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..body.bottom()).zip(&lines) {
        let cells: usize = line.iter().map(|run| crate::text::width(&run.text)).sum();
        let x = area.x + (area.width.saturating_sub(cells as u16)) / 2;
        paint::runs(line, x, y, area.right() - x, buf);
    }
    if area.height > 2 {
        let hints = notes_view::hints(theme, false);
        paint::runs(&hints, area.x, area.bottom() - 1, area.width, buf);
    }
    if is_ascii {
        ascii::only(area, buf);
    }
}
