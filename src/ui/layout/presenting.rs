//! Where panels are while presenting: fewer of them, with room between.
//!
//! A step is told part by part, and what is shown by then must not move: places are those of the whole
//! step, and stay empty until what belongs there is told.

use ratatui::layout::Rect;

use super::{Class, Columns, Needs, share, split};
use crate::app::Panel;
use crate::lesson::Picture;

/// Columns between the two halves, and at both sides of a large screen.
const GAP: u16 = 2;
const MARGIN: u16 = 3;
/// Rows of the graph below the formula, on a small screen, at least.
const LEAST_GRAPH: u16 = 8;

/// The columns with room around them.
pub(super) fn with_air(columns: Columns) -> Columns {
    let Columns { left, right, class, .. } = columns;
    if class == Class::Small || left.width == 0 {
        return columns;
    }
    let side = if class == Class::Large { MARGIN } else { 0 };
    let (top, bottom) = (1, u16::from(class == Class::Large));
    let within = |area: Rect| Rect { y: area.y + top, height: area.height - top - bottom, ..area };
    let left = within(Rect { x: left.x + side, width: left.width - side, ..left });
    let right = within(Rect { x: right.x + GAP, width: right.width - GAP - side, ..right });
    Columns { left, right, ..columns }
}

/// Whether a panel has a place of its own.
pub(super) fn has_place(class: Class, panel: Panel) -> bool {
    match class {
        Class::Small => matches!(panel, Panel::Formula),
        Class::Medium | Class::Large => true,
    }
}

/// The panels of a whole step.
pub(super) fn panels(columns: Columns, focus: Panel, picture: &Picture, needs: Needs) -> Vec<(Panel, Rect)> {
    let Columns { left, right, class, .. } = columns;
    if class == Class::Small {
        let rest = |rows: u16| right.height.saturating_sub(rows);
        let rows = [needs.formula, needs.tight].into_iter().find(|&rows| rest(rows) >= LEAST_GRAPH);
        let Some(rows) = rows else { return vec![(Panel::Formula, right)] };
        let (formula, graph) = split(right, rows.max(right.height / 2));
        return vec![(Panel::Formula, formula), (Panel::Graph, graph)];
    }
    let beside = match (focus, picture) {
        (Panel::Known, _) => Some(Panel::Known),
        (_, Picture::None) => (class == Class::Large).then_some(Panel::Known),
        _ => Some(Panel::Picture),
    };
    let (formula, why) = share(right, needs, 60);
    let mut panels = vec![(Panel::Formula, formula), (Panel::Why, why)];
    match beside {
        Some(panel) => {
            let (graph, below) = split(left, left.height * 58 / 100);
            panels.extend([(Panel::Graph, graph), (panel, below)]);
        }
        None => panels.push((Panel::Graph, left)),
    }
    panels
}
