//! The error of one output, over that output.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::Scene;
use super::super::dots::Pen;
use super::super::paint::Run;
use super::plot::{self, Axis, CURVE, Plot, Tick};
use super::{OLD, before, carried, known, name, nothing, plain, was};
use crate::engine::{Kind, Quantity};
use crate::lesson::Section;
use crate::lesson::words::screen as words;

pub(super) fn draw(scene: &Scene<'_>, row: usize, tangent: bool, area: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let network = scene.app.lesson().pass().network();
    let (loss, last) = (network.loss(), network.last());
    let q = |kind: Kind| Quantity::of(kind, last, row);
    let value = |kind: Kind| known(scene, q(kind));
    let bold = |kind: Kind| theme.kind(kind).add_modifier(Modifier::BOLD);
    let Some(target) = value(Kind::Target) else { return nothing(scene, area, buf) };
    let out = value(Kind::Out);
    let is_after = scene.step.address.section == Section::ErrorAgain;
    let after = value(Kind::OutAfter).filter(|_| is_after);
    // Where the picture is about the learning step, it compares with that alone.
    let old = if is_after { None } else { old(scene, q(Kind::Out), q(Kind::Target)) };
    let inside =
        [Some(0.0), Some(1.0), Some(target), out, after, old.map(|(out, _)| out)].into_iter().flatten();
    let Some((from, to)) = plot::round_range(inside) else { return nothing(scene, area, buf) };
    // The ends and what is on the way; a loss that grows without bounds is cut where it does.
    let heights = (0..=20).map(|n| loss.error(target, from + (to - from) * f64::from(n) / 20.0));
    let place = |(out, target): (f64, f64)| (out, loss.error(target, out));
    let heights = heights.chain(old.map(|old| place(old).1));
    let Some((low, high)) = plot::round_range(heights) else { return nothing(scene, area, buf) };
    let mark = |value: f64| Tick::new(value, plain(value), theme.faint());
    let at_target = Tick::new(target, format!("{} {}", words::TARGET, plain(target)), bold(Kind::Target))
        .about(q(Kind::Target));
    let at_out = |out: f64, kind: Kind| Tick::new(out, carried(scene, out), bold(kind)).about(q(kind));
    let numbers = [
        out.map(|out| at_out(out, Kind::Out)),
        after.map(|after| at_out(after, Kind::OutAfter)),
        Some(at_target),
    ];
    let x = Axis {
        series: Vec::new(),
        name: name(scene, q(Kind::Out)),
        from,
        to,
        ticks: numbers.into_iter().flatten().chain([from, to, f64::midpoint(from, to)].map(mark)).collect(),
    };
    let error = value(Kind::Error)
        .map(|error| Tick::new(error, carried(scene, error), bold(Kind::Error)).about(q(Kind::Error)));
    let y = Axis {
        series: Vec::new(),
        name: name(scene, q(Kind::Error)),
        from: low,
        to: high,
        ticks: error.into_iter().chain([low, high, f64::midpoint(low, high)].map(mark)).collect(),
    };
    let Some(mut plot) = Plot::new(scene, area, x, y, buf) else { return nothing(scene, area, buf) };
    let points: Vec<(f64, f64)> = plot.along().into_iter().map(|x| (x, loss.error(target, x))).collect();
    plot.curve(points, Pen::solid(theme.text(), CURVE));
    plot.mark_axis(target, "◆", bold(Kind::Target), buf);
    if let Some(old) = old {
        plot.mark(place(old), OLD, theme.faint(), buf);
    }
    if let Some(out) = out {
        let here = (out, loss.error(target, out));
        plot.drop_lines(here, theme.faint());
        if tangent {
            plot.tangent(here, loss.by_out(target, out), bold(Kind::ErrorByOut));
        }
        plot.mark(here, "●", bold(Kind::Out), buf);
    }
    if let Some(after) = after {
        plot.mark((after, loss.error(target, after)), "○", bold(Kind::OutAfter), buf);
    }
    let line = |mark: &'static str, kind: Kind, value: f64| {
        vec![
            Run::new(mark, bold(kind)),
            name(scene, q(kind)),
            Run::new(" = ", theme.faint()),
            Run::number(carried(scene, value), bold(kind), q(kind)),
        ]
    };
    let note: Vec<Vec<Run>> = match (out, after) {
        (Some(out), Some(after)) => vec![line("● ", Kind::Out, out), line("○ ", Kind::OutAfter, after)],
        _ => value(Kind::ErrorByOut)
            .filter(|_| tangent)
            .map(|slope| line("", Kind::ErrorByOut, slope))
            .into_iter()
            .collect(),
    };
    if !note.is_empty() {
        plot.note(scene, &[note], buf);
    }
    let said = [Kind::Out, Kind::Error].into_iter().find_map(|kind| Some((q(kind), before(scene, q(kind))?)));
    if let Some(((q, value), (old, out))) = said.zip(old.zip(out)) {
        let is_apart = plot.are_apart(place(old), place((out, target)));
        plot.note(scene, &[vec![was(scene, q, value, is_apart)]], buf);
    }
    plot.finish(buf);
}

/// The output and its target as they were, if the place of the point changed.
fn old(scene: &Scene<'_>, out: Quantity, target: Quantity) -> Option<(f64, f64)> {
    let (old_out, old_target) = (before(scene, out), before(scene, target));
    old_out.or(old_target)?;
    Some((old_out.or_else(|| known(scene, out))?, old_target.or_else(|| known(scene, target))?))
}
