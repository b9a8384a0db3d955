//! The total error over one weight, and the slope that backpropagation found.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{DIGITS, name, nothing, plain};
use crate::engine::{Kind, Quantity, WeightId};
use crate::notation::number::{significant, with_minus};

pub(super) fn draw(scene: &Scene<'_>, weight: WeightId, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let Some(curve) = scene.app.lesson().nudged(weight) else { return nothing(scene, area, buf) };
    let slope = curve.checked.gradient;
    let bold = |kind: Kind| theme.kind(kind).add_modifier(Modifier::BOLD);
    let ends = curve.points.first().zip(curve.points.last()).map(|(first, last)| (first.0, last.0));
    let heights = curve.points.iter().map(|point| point.1);
    let (Some((from, to)), Some((low, high))) = (ends, plot::round_range(heights)) else {
        return nothing(scene, area, buf);
    };
    let mark = |value: f64| Tick::new(value, plain(value), theme.faint());
    let here = |value: f64, kind: Kind| Tick::new(value, plain(value), bold(kind));
    let x = Axis {
        name: name(scene, Quantity::at(Kind::Weight, weight)),
        from,
        to,
        ticks: [here(curve.here.0, Kind::Weight), mark(from), mark(to)].into(),
    };
    let y = Axis {
        name: name(scene, Quantity::whole(Kind::ErrorTotal)),
        from: low,
        to: high,
        ticks: [here(curve.here.1, Kind::ErrorTotal), mark(low), mark(high)].into(),
    };
    let Some(mut plot) = Plot::new(scene, area, x, y, buf) else { return nothing(scene, area, buf) };
    plot.curve(curve.points.iter().copied(), Pen::solid(theme.text(), CURVE));
    if curve.here.1.is_finite() {
        plot.drop_lines(curve.here, theme.faint());
        plot.tangent(curve.here, slope, bold(Kind::Gradient));
        plot.mark(curve.here, "●", bold(Kind::Weight), buf);
    }
    let gradient = name(scene, Quantity::at(Kind::Gradient, weight));
    let number = Run::new(with_minus(&significant(slope, DIGITS)), bold(Kind::Gradient));
    plot.note(&[vec![vec![gradient, Run::new(" = ", theme.faint()), number]]], buf);
    plot.finish(buf);
}
