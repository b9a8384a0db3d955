//! The frame of a panel, and how a panel says that there is more than it shows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget as _};

use super::Scene;
use super::paint::{self, Run};
use crate::app::Panel;
use crate::lesson::Prose;

/// The characters of a frame.
struct Lines {
    across: char,
    down: char,
    /// Those of the upper edge, then those of the lower.
    corners: [[char; 2]; 2],
}

const ROUNDED: Lines = Lines { across: '─', down: '│', corners: [['╭', '╮'], ['╰', '╯']] };
const THICK: Lines = Lines { across: '━', down: '┃', corners: [['┏', '┓'], ['┗', '┛']] };

/// Draws lines around an area of at least two rows and columns, and returns what is inside. Ratatui's
/// `Block` first gives every cell of the area a style, and looks whether lines meet: with four panels to a
/// frame, a twelfth of its time.
fn edge(lines: &Lines, style: Style, area: Rect, buf: &mut Buffer) -> Rect {
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 };
    for (y, [left_corner, right_corner]) in [area.y, bottom].into_iter().zip(lines.corners) {
        for cell in paint::row(inner.x, y, inner.width, buf) {
            cell.set_char(lines.across).set_style(style);
        }
        buf[(area.x, y)].set_char(left_corner).set_style(style);
        buf[(right, y)].set_char(right_corner).set_style(style);
    }
    for y in inner.top()..inner.bottom() {
        for x in [area.x, right] {
            buf[(x, y)].set_char(lines.down).set_style(style);
        }
    }
    inner
}

/// The same in thick lines, for what lies on top.
pub(super) fn thick_edge(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    edge(&THICK, scene.theme.accent(), area, buf)
}

/// Draws the frame with a title at the left and a mark at the right; returns the room inside.
pub(super) fn frame(
    scene: &Scene<'_>,
    panel: Panel,
    title: &[Run],
    mark: &str,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let area = area.intersection(buf.area);
    if area.width < 2 || area.height < 2 {
        return Rect::ZERO;
    }
    let focused = scene.app.focus() == panel;
    let style = scene.theme.border(focused);
    let inner = edge(&ROUNDED, style, area, buf);
    let mark_width = crate::text::width(mark);
    let room = usize::from(area.width).saturating_sub(6);
    let title_room = room.saturating_sub(if mark.is_empty() { 0 } else { mark_width + 3 });
    // The mark gives way where both have no room.
    let (title_room, mark) = if title_room < 12 { (room, "") } else { (title_room, mark) };
    let mut padded = vec![Run::new(" ", scene.theme.text())];
    padded.extend_from_slice(&paint::cut(title, title_room));
    padded.push(Run::new(" ", scene.theme.text()));
    on_edge(&padded, area.x + 2, area.y, area.width.saturating_sub(4), buf);
    if !mark.is_empty() {
        let x = area.right().saturating_sub(3 + mark_width as u16 + 1);
        let runs = [Run::new(format!(" {mark} "), scene.theme.faint())];
        on_edge(&runs, x, area.y, mark_width as u16 + 2, buf);
    }
    let air = u16::from(inner.width > 20);
    let sides = super::presenting::air(scene.app, panel, area.width);
    Rect { x: inner.x + air + sides, width: inner.width - air - 2 * sides, ..inner }
}

/// The frame of what one is at while it is open: thick, with a title.
pub(super) fn thick_frame(scene: &Scene<'_>, title: &[Run], area: Rect, buf: &mut Buffer) -> Rect {
    let area = area.intersection(buf.area);
    if area.width < 2 || area.height < 2 {
        return Rect::ZERO;
    }
    let inner = thick_edge(scene, area, buf);
    let mut padded = vec![Run::new(" ", scene.theme.text())];
    padded.extend_from_slice(&paint::cut(title, usize::from(area.width).saturating_sub(6)));
    padded.push(Run::new(" ", scene.theme.text()));
    paint::runs(&padded, area.x + 2, area.y, area.width.saturating_sub(4), buf);
    let air = u16::from(inner.width > 20);
    Rect { x: inner.x + air, width: inner.width - air, ..inner }
}

/// The frame of a page that lies over all panels, instead of what is there; returns the room inside.
pub(super) fn over_all(scene: &Scene<'_>, title: &Prose, area: Rect, buf: &mut Buffer) -> Rect {
    Clear.render(area, buf);
    paint::fill(area, scene.theme.ground(), buf);
    thick_edge(scene, area, buf);
    let mut heading = vec![Run::new(" ", scene.theme.text())];
    heading.extend(paint::prose(title, scene.app, scene.theme, scene.theme.strong()));
    heading.push(Run::new(" ", scene.theme.text()));
    let room = area.width - 3;
    paint::runs(&paint::cut(&heading, room.into()), area.x + 2, area.y, room, buf);
    let side = 1 + if area.width > 30 { 2 } else { 0 };
    let air = u16::from(area.height > 30);
    Rect {
        x: area.x + side,
        y: area.y + 1 + air,
        width: area.width - 2 * side,
        height: area.height - 2 - 2 * air,
    }
}

/// Writes in the upper edge, at the right.
pub(super) fn at_right(scene: &Scene<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let cells = crate::text::width(text) as u16 + 2;
    if area.width > cells + 20 {
        let runs = [Run::new(format!(" {text} "), scene.theme.faint())];
        paint::runs(&runs, area.right() - cells - 2, area.y, cells, buf);
    }
}

/// Says in the lower edge how many lines are out of sight above and below.
pub(super) fn more(scene: &Scene<'_>, above: usize, below: usize, area: Rect, buf: &mut Buffer) {
    if above == 0 && below == 0 {
        return;
    }
    scene.spots.scrolls(area);
    if area.height < 2 || area.width < 12 {
        return;
    }
    let text = match (above, below) {
        (0, below) => format!(" ↓ {below} more "),
        (above, 0) => format!(" ↑ {above} more "),
        (above, below) => format!(" ↑ {above} ↓ {below} "),
    };
    in_edge(scene, text, area, buf);
}

/// Writes in the lower edge what of a panel's content is in sight.
pub(super) fn in_sight(scene: &Scene<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    if area.height >= 2 && usize::from(area.width) >= crate::text::width(text) + 6 {
        in_edge(scene, format!(" {text} "), area, buf);
    }
}

fn in_edge(scene: &Scene<'_>, text: String, area: Rect, buf: &mut Buffer) {
    let width = crate::text::width(&text) as u16;
    let x = area.right().saturating_sub(width + 2).max(area.x + 1);
    on_edge(&[Run::new(text, scene.theme.accent())], x, area.bottom() - 1, width, buf);
}

/// Writes on a frame; what is written there is neither bold nor dim because the frame is.
fn on_edge(runs: &[Run], x: u16, y: u16, width: u16, buf: &mut Buffer) {
    let cells = runs.iter().map(|run| crate::text::width(&run.text)).sum::<usize>() as u16;
    let plain = Style::new().remove_modifier(Modifier::BOLD | Modifier::DIM);
    buf.set_style(Rect::new(x, y, cells.min(width), 1), plain);
    paint::runs(runs, x, y, width, buf);
}

/// Where to begin so that line `wanted` of `count` is in sight in `room` lines, moved by what the
/// reader scrolled.
pub(super) fn offset(count: usize, room: usize, wanted: Option<usize>, scrolled: isize) -> usize {
    let most = count.saturating_sub(room);
    let start = match wanted {
        Some(line) if line >= room => (line + 1).saturating_sub(room.div_ceil(2)).min(most),
        _ => 0,
    };
    start.saturating_add_signed(scrolled).min(most)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn what_the_step_is_about_is_in_sight() {
        for count in 0..40 {
            for room in 1..20 {
                for wanted in 0..count {
                    let start = offset(count, room, Some(wanted), 0);
                    assert!((start..start + room).contains(&wanted), "{count} {room} {wanted}");
                }
            }
        }
        assert_eq!(offset(10, 4, None, 3), 3);
        assert_eq!(offset(10, 4, None, 99), 6);
        assert_eq!(offset(10, 4, None, -1), 0);
    }
}
