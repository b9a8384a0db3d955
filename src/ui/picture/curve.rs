//! The activation function as a curve, and where a neuron stands on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{OLD, before, carried, known, name, nothing, plain, was};
use crate::engine::{Activation, Kind, Quantity};
use crate::lesson::words::activation::slope_of;
use crate::lesson::words::screen as words;

/// Net values are shown at least from minus this to this.
const REACH: f64 = 4.0;
/// And a point at least this far from the edge.
const MARGIN: f64 = 1.0;

pub(super) fn draw(
    scene: &Scene<'_>,
    (layer, row): (usize, Option<usize>),
    tangent: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = scene.theme;
    let activation = scene.app.lesson().pass().network().layer(layer).activation;
    let apply = scene.app.lesson().curve(layer, row);
    let at = |kind: Kind| row.map(|row| Quantity::of(kind, layer, row));
    let value = |kind: Kind| at(kind).and_then(|q| known(scene, q));
    let (net, out) = (value(Kind::Net), value(Kind::Out));
    let old = at(Kind::Net).and_then(|q| before(scene, q));
    let farthest = net.into_iter().chain(old).map(f64::abs).fold(0.0, f64::max);
    let reach = (farthest + MARGIN).max(REACH).ceil();
    let ends = [-reach, -reach / 2.0, 0.0, reach / 2.0, reach];
    let Some((low, high)) = plot::round_range(ends.map(&apply)) else {
        return nothing(scene, area, buf);
    };
    let point = |value: f64, kind: Kind| {
        let tick = Tick::new(value, carried(scene, value), theme.kind(kind).add_modifier(Modifier::BOLD));
        at(kind).map_or(tick.clone(), |q| tick.about(q))
    };
    let mark = |value: f64| Tick::new(value, plain(value), theme.faint());
    let x = Axis {
        series: Vec::new(),
        name: Run::new(words::NET, theme.kind(Kind::Net)),
        from: -reach,
        to: reach,
        ticks: net
            .map(|net| point(net, Kind::Net))
            .into_iter()
            .chain([-reach, reach, 0.0, -reach / 2.0, reach / 2.0].map(mark))
            .collect(),
    };
    let y = Axis {
        series: Vec::new(),
        name: Run::new(words::OUT, theme.kind(Kind::Out)),
        from: low,
        to: high,
        ticks: out
            .map(|out| point(out, Kind::Out))
            .into_iter()
            .chain([low, high, f64::midpoint(low, high)].map(mark))
            .collect(),
    };
    let Some(mut plot) = Plot::new(scene, area, x, y, buf) else { return nothing(scene, area, buf) };
    let points: Vec<(f64, f64)> = plot.along().into_iter().map(|x| (x, apply(x))).collect();
    plot.curve(points, Pen::solid(theme.text(), CURVE));
    let place = |net: f64| (net, apply(net));
    if let Some(old) = old {
        plot.mark(place(old), OLD, theme.faint(), buf);
    }
    if let Some(net) = net {
        // The curve itself is not rounded, nor is the place of the point on it.
        let here = place(net);
        match out {
            Some(_) => plot.drop_lines(here, theme.faint()),
            None => plot.curve([here, (net, low)], Pen::dashed(theme.faint(), plot::HELPER)),
        }
        if tangent {
            let style = theme.kind(Kind::Slope).add_modifier(Modifier::BOLD);
            plot.tangent(here, activation.slope(here.0, here.1), style);
        }
        let style = theme.kind(Kind::Out).add_modifier(Modifier::BOLD);
        plot.mark(here, "●", style, buf);
    }
    if let Some((q, slope)) = at(Kind::Slope).zip(value(Kind::Slope)).filter(|_| tangent) {
        plot.note(scene, &slope_notes(scene, activation, q, slope), buf);
    }
    let said =
        [Kind::Out, Kind::Net].into_iter().find_map(|kind| Some((at(kind)?, before(scene, at(kind)?)?)));
    if let Some((q, value)) = said {
        let is_apart = old.zip(net).is_some_and(|(old, net)| plot.are_apart(place(old), place(net)));
        plot.note(scene, &[vec![was(scene, q, value, is_apart)]], buf);
    }
    plot.finish(buf);
}

/// How the slope comes about, and its number; or its number alone.
fn slope_notes(scene: &Scene<'_>, activation: Activation, q: Quantity, slope: f64) -> Vec<Vec<Vec<Run>>> {
    let theme = scene.theme;
    let symbol = name(scene, q);
    let indent = " ".repeat(crate::text::width(&symbol.text));
    let number = Run::number(carried(scene, slope), theme.kind(Kind::Slope).add_modifier(Modifier::BOLD), q);
    let equals = || Run::new(" = ", theme.faint());
    let formula = slope_of(activation);
    vec![
        vec![
            vec![symbol.clone(), equals(), Run::new(formula, theme.text())],
            vec![Run::new(indent, theme.text()), equals(), number.clone()],
        ],
        vec![vec![symbol, equals(), number]],
    ]
}
