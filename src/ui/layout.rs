//! Which panels there are at a size, and where.
//!
//! Columns depend on the size alone; the border between the formula and the reason gives way where
//! one of them needs room that the other has to spare. Rectangles are computed by hand: it is
//! little arithmetic, and a constraint solver's time has no bound.

mod presenting;

use ratatui::layout::Rect;

use crate::app::{App, Panel};
use crate::lesson::Picture;

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub header: Rect,
    pub panels: Vec<(Panel, Rect)>,
    pub hints: Rect,
}

/// The two columns of the body; at small sizes there is only the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    header: Rect,
    hints: Rect,
    left: Rect,
    /// Formula and reason.
    pub right: Rect,
    class: Class,
    /// Whether there is room around the panels: while presenting.
    is_airy: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// One column: the formula and the reason, or the panel that was asked for.
    Small,
    /// Two columns of two panels.
    Medium,
    /// Two columns, with what is known beside a picture rather than instead of it.
    Large,
}

impl Columns {
    /// All between the header and the hints.
    pub fn body(self) -> Rect {
        Rect { x: self.left.x, width: self.right.right() - self.left.x, ..self.right }
    }

    /// How wide the reason is beside this picture.
    pub fn why_width(self, picture: &Picture) -> u16 {
        match self.class {
            Class::Large if *picture != Picture::None && !self.is_airy => self.right.width * 54 / 100,
            _ => self.right.width,
        }
    }
}

/// Rows that changing numbers takes where it stands below the formula.
const EDIT_ROWS: u16 = 12;

/// Rows of the formula and of the reason that would show all of them, frames included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    pub formula: u16,
    /// The same without empty rows between its lines.
    pub tight: u16,
    pub why: u16,
}

/// Splits the screen into its columns.
pub(super) fn columns(area: Rect, app: &App) -> Columns {
    let header_rows = match area.height {
        0..=4 => 0,
        5..=15 => 1,
        _ => 2,
    };
    let hint_rows = u16::from(area.height > 5);
    let body_rows = area.height - header_rows - hint_rows;
    let row = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
    let body = row(header_rows, body_rows);
    let class = match (area.width, area.height) {
        (w, h) if w >= 150 && h >= 44 => Class::Large,
        (w, h) if w >= 100 && h >= 26 => Class::Medium,
        _ => Class::Small,
    };
    let left_width = match class {
        _ if app.is_enlarged() => 0,
        Class::Small => 0,
        Class::Medium => body.width * 46 / 100,
        Class::Large => body.width * 44 / 100,
    };
    let columns = Columns {
        header: row(0, header_rows),
        hints: row(header_rows + body_rows, hint_rows),
        left: Rect { width: left_width, ..body },
        right: Rect { x: body.x + left_width, width: body.width - left_width, ..body },
        class,
        is_airy: app.is_told(),
    };
    if columns.is_airy { presenting::with_air(columns) } else { columns }
}

/// Places the panels.
pub(super) fn layout(columns: Columns, app: &App, picture: &Picture, needs: Needs) -> Layout {
    let Columns { header, hints, left, right, class, is_airy } = columns;
    // A picture has the focus until the next step has none; then the formula is what one looks at.
    let focus = match app.focus() {
        Panel::Picture if *picture == Picture::None => Panel::Formula,
        focus => focus,
    };
    let mut panels = Vec::with_capacity(5);
    // Numbers are changed where what is known stands, and where there is one column, below the formula.
    let is_editing = app.cursor().is_some();
    let beside = match focus {
        _ if is_editing => Panel::Edit,
        Panel::Known => Panel::Known,
        _ if *picture == Picture::None => Panel::Known,
        _ => Panel::Picture,
    };
    let is_here = |panel: Panel| match class {
        Class::Small => matches!(panel, Panel::Formula | Panel::Why),
        Class::Medium | Class::Large => true,
    };
    let is_told = is_airy && !is_editing;
    let is_here = |panel: Panel| if is_told { presenting::has_place(class, panel) } else { is_here(panel) };
    if !is_editing && (app.is_enlarged() || !is_here(focus)) {
        panels.push((focus, Rect { x: left.x, width: right.right() - left.x, ..right }));
        return Layout { header, panels, hints };
    }
    if is_told {
        return Layout { header, panels: presenting::panels(columns, focus, picture, needs), hints };
    }
    match class {
        Class::Small if app.predicting().is_some_and(|asked| !asked.is_done) => {
            // Who computes a number needs those that are known.
            let formula_rows = needs.formula.min(right.height * 2 / 5);
            let (formula, below) = split(right, formula_rows);
            let known_rows = (below.height / 2).max(below.height.saturating_sub(needs.why));
            let (known, why) = split(below, known_rows);
            let focused = if focus == Panel::Why { Panel::Formula } else { focus };
            panels.extend([(focused, formula), (Panel::Known, known), (Panel::Why, why)]);
        }
        Class::Small => {
            let needs = if is_editing { Needs { why: EDIT_ROWS, ..needs } } else { needs };
            let (formula, below) = share(right, needs, 58);
            // What had the focus stays in sight above the numbers that are changed.
            let above = if is_editing && focus != Panel::Why { focus } else { Panel::Formula };
            panels.push((above, formula));
            panels.push((if is_editing { Panel::Edit } else { Panel::Why }, below));
        }
        Class::Medium => {
            let (graph, below) = split(left, left.height * 54 / 100);
            let (formula, why) = share(right, needs, 58);
            panels.extend([
                (Panel::Graph, graph),
                (beside, below),
                (Panel::Formula, formula),
                (Panel::Why, why),
            ]);
        }
        Class::Large => {
            // The boxes keep their edges from step to step; a picture takes the room to the right of
            // the reason, whose lines are short enough not to need it.
            let (graph, known) = split(left, left.height * 54 / 100);
            let (formula, below) = share(right, needs, 56);
            let known_or_edit = if is_editing { Panel::Edit } else { Panel::Known };
            panels.extend([(Panel::Graph, graph), (known_or_edit, known), (Panel::Formula, formula)]);
            if *picture == Picture::None {
                panels.push((Panel::Why, below));
            } else {
                let why_width = columns.why_width(picture);
                let why = Rect { width: why_width, ..below };
                let beside = Rect { x: below.x + why_width, width: below.width - why_width, ..below };
                panels.extend([(Panel::Why, why), (Panel::Picture, beside)]);
            }
        }
    }
    Layout { header, panels, hints }
}

fn split(area: Rect, top: u16) -> (Rect, Rect) {
    let top = top.min(area.height);
    (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
}

/// Divides a column between the formula and the reason: in a fixed proportion as long as that does
/// for both, else so that the one in need gets what the other can spare.
pub(super) fn share(area: Rect, needs: Needs, percent: u16) -> (Rect, Rect) {
    let usual = area.height * percent / 100;
    let rest = area.height - usual;
    let top = if needs.formula > usual {
        needs.formula.min(area.height.saturating_sub(needs.why)).max(usual)
    } else if needs.why > rest {
        usual.min(area.height.saturating_sub(needs.why).max(needs.formula))
    } else {
        usual
    };
    split(area, top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_border_gives_way_only_where_there_is_need() {
        let area = Rect::new(0, 0, 80, 20);
        let heights = |formula, why| {
            let (f, w) = share(area, Needs { formula, why, tight: formula }, 60);
            assert_eq!(f.height + w.height, 20);
            (f.height, w.height)
        };
        assert_eq!(heights(5, 5), (12, 8));
        assert_eq!(heights(15, 5), (15, 5));
        assert_eq!(heights(8, 11), (9, 11));
        assert_eq!(heights(30, 7), (13, 7));
        assert_eq!(heights(30, 30), (12, 8));
    }
}
