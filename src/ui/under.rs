//! What is under the pointer of the mouse, or pointed at by keys, as the bottom line names it.

use ratatui::style::Modifier;

use super::Scene;
use super::paint::Run;
use crate::app::Mode;
use crate::engine::Quantity;
use crate::notation::number::{given, named, with_minus};

/// Significant digits in full precision.
const DIGITS: usize = 9;

/// The name of what the mouse is over with its value, as far as that is known; else of what is pointed
/// at, with the step that it comes from.
pub(super) fn named_here(scene: &Scene<'_>) -> Vec<Run> {
    match (scene.app.hovered(), scene.app.mode()) {
        (Some(over), _) => with_value(scene, over),
        (None, Mode::Point(pointer)) => with_source(scene, pointer.quantity),
        _ => Vec::new(),
    }
}

fn name(scene: &Scene<'_>, q: Quantity) -> Run {
    Run::new(scene.app.names().screen(q), scene.theme.kind(q.kind).add_modifier(Modifier::BOLD))
}

fn with_value(scene: &Scene<'_>, q: Quantity) -> Vec<Run> {
    let (app, theme) = (scene.app, scene.theme);
    let value = app.lesson().value(q).filter(|_| app.knows(q));
    let text = value.map_or_else(
        || "?".to_owned(),
        |value| {
            let text =
                if q.is_given() { given(value, 0) } else { named(value, app.lesson().carry(), DIGITS) };
            with_minus(text)
        },
    );
    vec![name(scene, q), Run::new(" = ", theme.faint()), Run::new(format!("{text}   "), theme.kind(q.kind))]
}

fn with_source(scene: &Scene<'_>, q: Quantity) -> Vec<Run> {
    let lesson = scene.app.lesson();
    let home = lesson.source(q, scene.app.place(), scene.app.zoom());
    let from = home.map_or_else(String::new, |home| format!("  {}", lesson.address_text(home)));
    vec![name(scene, q), Run::new(format!("{from}   "), scene.theme.faint())]
}
