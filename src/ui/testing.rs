//! What tests of panels have in common: a network of any shape, a step, a frame of one panel.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::Scene;
use super::spot::Spots;
use super::theme::Theme;
use crate::app::{Action, App, Start};
use crate::lesson::{Lesson, View, Zoom};
use crate::notation::set::Rows;
use crate::scenario::{self, Scenario};
use crate::text::letters;

/// Draws one panel.
pub(super) type Draw = fn(&Scene<'_>, Rect, &mut Buffer);

/// An explainer that stands at a step.
pub(super) fn app(scenario: Scenario, address: &str, zoom: Zoom) -> App {
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address(address);
    assert!(place.is_some(), "{address}");
    App::new(lesson, Start { place, zoom, ..Start::default() })
}

/// The same in the document's network.
pub(super) fn swap(address: &str) -> App {
    app(scenario::builtin("swap").unwrap(), address, Zoom::Operation)
}

/// Changes a number as a reader does, at the command line: `w_d1 0.35`.
pub(super) fn set(mut app: App, what: &str) -> App {
    for action in [Action::CommandLine, Action::Paste(format!("set {what}")), Action::Submit] {
        app.update(action);
    }
    assert!(app.before().is_some(), "{what}: {:?}", app.message());
    app
}

/// A scenario with layers of these widths and weights of both signs.
pub(super) fn network(widths: &[usize]) -> Scenario {
    let list = |count: usize, entry: &dyn Fn(usize) -> String| {
        format!("[{}]", (0..count).map(entry).collect::<Vec<_>>().join(", "))
    };
    let mut file = format!("title = \"Test\"\n[network]\nlayers = {widths:?}\n[network.weights]\n");
    for (layer, pair) in widths.windows(2).enumerate() {
        let weight = |i: usize, j: usize| ((i * 7 + j * 3) % 11) as f64 / 10.0 - 0.5;
        let row = |i: usize| list(pair[0], &|j| weight(i, j).to_string());
        writeln!(file, "{} = {}", letters(layer + 1), list(pair[1], &row)).unwrap();
    }
    let number = |n: usize| (n % 2).to_string();
    let (input, target) = (list(widths[0], &number), list(widths[widths.len() - 1], &number));
    write!(file, "[[samples]]\ninput = {input}\ntarget = {target}\n").unwrap();
    scenario::parse(&file, "test.toml").unwrap()
}

/// Draws into part of a buffer, the rest of which must stay as it was.
pub(super) fn render(app: &App, area: Rect, draw: Draw) -> Buffer {
    let theme = Theme::of(app.theme(), app.depth());
    let scene = Scene {
        app,
        step: app.step_in(super::sight(app, area)),
        old: app.step_before(super::sight(app, area)),
        theme,
        formula: Rows::default(),
        why: Vec::new(),
        whole: None,
        spots: Spots::default(),
    };
    let whole = Rect::new(0, 0, area.right() + 3, area.bottom() + 3);
    let mut buf = Buffer::empty(whole);
    draw(&scene, area, &mut buf);
    for y in 0..whole.height {
        for x in (0..whole.width).filter(|&x| !area.contains((x, y).into())) {
            assert_eq!(buf[(x, y)], Cell::EMPTY, "{x} {y} outside {area}");
        }
    }
    buf
}

/// What is drawn, without its styles.
pub(super) fn text(buf: &Buffer) -> String {
    let area = buf.area;
    let line = |y: u16| (area.left()..area.right()).map(|x| buf[(x, y)].symbol()).collect::<String>();
    (area.top()..area.bottom()).map(line).collect::<Vec<_>>().join("\n")
}

/// Draws every step of a scenario at every size of a coarse grid.
pub(super) fn draw_everywhere(scenario: &Scenario, zoom: Zoom, stride: usize, draw: Draw) {
    draw_everywhere_with(scenario, zoom, stride, |app| app, draw);
}

/// The same after something was done at each step.
pub(super) fn draw_everywhere_with(
    scenario: &Scenario,
    zoom: Zoom,
    stride: usize,
    done: impl Fn(App) -> App,
    draw: Draw,
) {
    let lesson = Lesson::new(scenario.clone(), View::of(scenario)).unwrap();
    let steps = lesson.outline().len(zoom);
    for n in (0..steps).step_by(stride) {
        let place = lesson.outline().at(zoom, n);
        let app = done(App::new(lesson.clone(), Start { place, zoom, ..Start::default() }));
        for width in [0, 1, 2, 3, 5, 9, 14, 21, 30, 38, 47, 60] {
            for height in [0, 1, 2, 3, 4, 5, 7, 9, 13, 20, 30] {
                render(&app, Rect::new(2, 1, width, height), draw);
            }
        }
    }
}
