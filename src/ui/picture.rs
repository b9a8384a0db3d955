//! The picture that goes with a step: a curve, a table, bars.
//!
//! Curves share [`plot`], their axes and dots, and tables share [`table`]. A point is drawn, and its
//! number written, only once it is known at the step.

mod axis;
mod bill;
mod checks;
mod curve;
mod error;
pub(super) mod nudge;
mod plot;
mod samples;
mod table;
mod ticks;
pub(super) mod training;

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::change::Change;
use super::paint::{self, Run};
use super::{Scene, panel};
use crate::app::Panel;
use crate::engine::{Kind, Part, Quantity};
use crate::lesson::words::activation;
use crate::lesson::words::screen as words;
use crate::lesson::{Picture, Piece, Prose};
use crate::notation::number::{named, significant, with_minus};

/// Significant digits of numbers that have more.
const DIGITS: usize = 6;

/// Marks where a point was before the change that is marked.
const OLD: &str = "○";

/// Draws the panel; nothing where the step has no picture.
pub(super) fn draw(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let picture = &scene.step.picture;
    if *picture == Picture::None {
        return;
    }
    let title = paint::prose(&title(scene, picture), scene.app, scene.theme, scene.theme.strong());
    let inner = panel::frame(scene, Panel::Picture, &title, "", area, buf);
    // The frame leaves a blank column at the left of a wide panel; here there is one at the right too.
    let inner = Rect { width: inner.width - u16::from(inner.width > 20), ..inner };
    if inner.is_empty() {
        return;
    }
    match *picture {
        Picture::None => {}
        Picture::Curve { layer, row, tangent } => curve::draw(scene, (layer, row), tangent, inner, buf),
        Picture::Error { row, tangent } => error::draw(scene, row, tangent, inner, buf),
        Picture::Samples { errors } => samples::draw(scene, errors, area, inner, buf),
        Picture::Bill => bill::draw(scene, inner, buf),
        Picture::Nudge(weight) => nudge::draw(scene, weight, inner, buf),
        Picture::Checks => checks::draw(scene, area, inner, buf),
        Picture::Training => training::draw(scene, inner, buf),
    }
}

fn title(scene: &Scene<'_>, picture: &Picture) -> Prose {
    let last = scene.app.lesson().pass().network().last();
    let network = scene.app.lesson().pass().network();
    let function = |layer: usize| activation::of(network.layer(layer).activation).title;
    let over = |y: Quantity, x: Quantity| Prose::fill(words::OVER, &[("y", y.into()), ("x", x.into())]);
    match *picture {
        Picture::None => Prose::default(),
        Picture::Curve { layer, row: None, .. } => Prose::text(function(layer)),
        Picture::Curve { layer, row: Some(row), .. } => {
            let holes = [("function", function(layer).into()), ("neuron", Piece::Neuron(layer, row))];
            Prose::fill(words::CURVE_AT, &holes)
        }
        Picture::Error { row, .. } => {
            over(Quantity::of(Kind::Error, last, row), Quantity::of(Kind::Out, last, row))
        }
        Picture::Samples { .. } => Prose::text(words::SAMPLES),
        Picture::Bill => Prose::text(words::BILL),
        Picture::Nudge(weight) => over(Quantity::whole(Kind::ErrorTotal), Quantity::at(Kind::Weight, weight)),
        Picture::Checks => Prose::text(words::CHECKS),
        Picture::Training => Prose::text(words::TRAINING),
    }
}

/// The value of a quantity, if it is known at the step and can be drawn.
fn known(scene: &Scene<'_>, q: Quantity) -> Option<f64> {
    let app = scene.app;
    app.lesson().value(q).filter(|value| app.knows(q) && value.is_finite())
}

/// What a quantity was that is known at the step and changed, if it can be drawn.
fn before(scene: &Scene<'_>, q: Quantity) -> Option<f64> {
    let app = scene.app;
    Change::of(app, q).filter(|change| app.knows(q) && change.before.is_finite()).map(|change| change.before)
}

/// A line that says what a quantity was; with the mark of its old place, where that is seen.
fn was(scene: &Scene<'_>, q: Quantity, value: f64, has_mark: bool) -> Vec<Run> {
    let name = scene.app.names().screen_part(q.into());
    let mark = if has_mark { format!("{OLD} ") } else { String::new() };
    vec![Run::new(format!("{mark}{name} {}{}", words::WAS, carried(scene, value)), scene.theme.faint())]
}

/// A named quantity's number, as the lesson carries it.
fn carried(scene: &Scene<'_>, value: f64) -> String {
    with_minus(named(value, scene.app.lesson().carry(), DIGITS))
}

/// A number that is no quantity of the pass.
fn plain(value: f64) -> String {
    with_minus(significant(value, 4))
}

/// The name of a quantity, in its colour.
fn name(scene: &Scene<'_>, q: Quantity) -> Run {
    let part = Part::from(q);
    let names = scene.app.lesson().names();
    Run::new(names.screen_part(part), scene.theme.kind(q.kind))
}

/// Where there is nothing that could be drawn.
fn nothing(scene: &Scene<'_>, area: Rect, buf: &mut Buffer) {
    let lines = paint::wrap(&[Run::new(words::NO_PICTURE, scene.theme.faint())], usize::from(area.width));
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        paint::runs(line, area.x, y, area.width, buf);
    }
}
