//! Drives an explainer as a person does: keys and clicks in, frames out. For tests that draw.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses what it needs; what fails fails it")]

use chainrule::app::{Action, App, Effect, Start};
use chainrule::keymap::{Key, Reader};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{self, Scenario};
use chainrule::ui;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The screen that keys and clicks are meant for, unless a test says otherwise.
pub const SCREEN: Rect = Rect { x: 0, y: 0, width: 120, height: 36 };

/// An explainer of a scenario at a step.
pub fn open(scenario: Scenario, address: &str, zoom: Zoom) -> App {
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = Some(lesson.parse_address(address).unwrap_or_else(|| panic!("no step {address}")));
    App::new(lesson, Start { place, zoom, ..Start::default() })
}

/// The same of the document's network.
pub fn app_at(address: &str, zoom: Zoom) -> App {
    open(scenario::builtin("swap").unwrap(), address, zoom)
}

/// The frame at a size.
pub fn draw(app: &App, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    ui::draw(app, area, &mut buffer);
    buffer
}

/// The frame as text; what is lit is in reverse, which text does not show.
pub fn text(buffer: &Buffer) -> String {
    let row = |y| {
        let cells = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..buffer.area.height).map(row).collect::<Vec<_>>().join("\n")
}

/// The frame on the usual screen as text.
pub fn screen(app: &App) -> String {
    text(&draw(app, SCREEN.width, SCREEN.height))
}

/// The characters of the frame that are lit, in reading order.
pub fn lit(buffer: &Buffer) -> String {
    let is_lit = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
    buffer.content.iter().filter(is_lit).map(ratatui::buffer::Cell::symbol).collect()
}

/// Carries out an action as the loop does.
pub fn act(app: &mut App, action: Action) -> Effect {
    let action = ui::resolve(app, SCREEN, action);
    app.update(action)
}

/// Presses keys: names of keys, or characters in a row.
pub fn press(app: &mut App, keys: &[&str]) -> Vec<Effect> {
    let mut reader = Reader::default();
    let mut effects = Vec::new();
    for key in keys.iter().flat_map(|name| Key::sequence(name)) {
        if let Some(action) = reader.read(app.mode_kind(), key) {
            effects.push(act(app, action));
        }
    }
    effects
}

/// Types a command and carries it out.
pub fn command(app: &mut App, line: &str) -> Vec<Effect> {
    press(app, &[":", line, "Enter"])
}

/// The address of the step that is shown.
pub fn place(app: &App) -> String {
    app.lesson().address_text(app.place())
}

/// What the bottom line says.
pub fn message(app: &App) -> &str {
    app.message().map_or("", |message| message.text.as_str())
}

/// Clicks on the first place where a text stands on the usual screen, `after` cells from its start.
pub fn click(app: &mut App, on: &str, after: u16) -> Effect {
    let frame = draw(app, SCREEN.width, SCREEN.height);
    let (x, y) = find(&frame, on).unwrap_or_else(|| panic!("no {on} in\n{}", text(&frame)));
    act(app, Action::Click(x + after, y))
}

/// Where a text stands first in a frame.
pub fn find(frame: &Buffer, text: &str) -> Option<(u16, u16)> {
    let wanted: Vec<String> = text.chars().map(String::from).collect();
    let area = frame.area;
    let places = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
    places.into_iter().find(|&(x, y)| {
        let fits = usize::from(x) + wanted.len() <= usize::from(area.width);
        fits && wanted.iter().zip(x..).all(|(c, x)| frame[(x, y)].symbol() == c)
    })
}
