use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::theme::Theme;
use super::super::{Scene, graph};
use crate::app::{App, Start};
use crate::lesson::{Lesson, View, Zoom};
use crate::notation::Grid;
use crate::scenario;

const SYMBOLS: &str = "▐▌▶◀→⋮⋯";

fn app(scenario: scenario::Scenario, address: &str, zoom: Zoom) -> App {
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address(address);
    assert!(place.is_some(), "{address}");
    App::new(lesson, Start { place, zoom, ..Start::default() })
}

fn swap(address: &str) -> App {
    app(scenario::builtin("swap").unwrap(), address, Zoom::Operation)
}

fn render(app: &App, area: Rect, buffer: Rect) -> Buffer {
    let theme = Theme::of(app.theme());
    let scene = Scene { app, step: app.step(), theme, formula: Grid::default(), why: Vec::new() };
    let mut buf = Buffer::empty(buffer);
    graph::draw(&scene, area, &mut buf);
    buf
}

fn lines(buf: &Buffer) -> Vec<String> {
    let area = buf.area;
    (area.top()..area.bottom())
        .map(|y| (area.left()..area.right()).map(|x| buf[(x, y)].symbol()).collect())
        .collect()
}

#[test]
#[ignore]
fn look() {
    let _ = SYMBOLS;
    for address in std::env::var("AT").unwrap_or("forward/c/net/2".into()).split(',') {
        for size in std::env::var("SIZE").unwrap_or("54x17".into()).split(',') {
            let (w, h) = size.split_once('x').unwrap();
            let area = Rect::new(0, 0, w.parse().unwrap(), h.parse().unwrap());
            let scenario = match std::env::var("FILE") {
                Ok(file) => scenario::parse(&std::fs::read_to_string(file).unwrap(), "x").unwrap(),
                _ => scenario::builtin("swap").unwrap(),
            };
            println!("{address} {size}");
            for line in lines(&render(&app(scenario, address, Zoom::Term), area, area)) {
                println!("{line}");
            }
        }
    }
}
