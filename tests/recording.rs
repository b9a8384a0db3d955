//! A recording, played: each step's screen is the step's frame.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{App, ColourDepth, Start, ThemeName};
use chainrule::export::frame;
use chainrule::export::recording::Recording;
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use serde_json::Value;
use std::time::Duration;

/// The recording of some steps from the one at hand on.
fn recorded(app: &App, recording: Recording) -> String {
    let mut bytes = Vec::new();
    recording.asciicast(app.clone(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn usual(steps: usize) -> Recording {
    Recording { steps, width: 120, height: 36, pace: None }
}

/// The first line, and the others: when, what, with what.
fn parsed(recording: &str) -> (Value, Vec<(f64, String, String)>) {
    let mut lines = recording.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let header = lines.next().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (header, lines.map(|event| (event[0].as_f64().unwrap(), text(&event[1]), text(&event[2]))).collect())
}

/// The screen after each of the frames, and after the end.
fn played(recording: &str) -> Vec<vt100::Screen> {
    let (header, events) = parsed(recording);
    let side = |name: &str| u16::try_from(header[name].as_u64().unwrap()).unwrap();
    let mut terminal = vt100::Parser::new(side("height"), side("width"), 0);
    let mut screens = Vec::new();
    for (_, _, output) in events.iter().filter(|(_, kind, _)| kind == "o") {
        terminal.process(output.as_bytes());
        screens.push(terminal.screen().clone());
    }
    screens
}

fn colour(colour: Color) -> vt100::Color {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(n) => vt100::Color::Idx(n),
        named => vt100::Color::Idx(NAMED.iter().position(|&other| other == named).unwrap() as u8),
    }
}

/// Whether a terminal shows a frame, cell for cell, with its styles. Of a blank neither ink nor slant is seen, and
/// nobody is told of it.
fn assert_shows(screen: &vt100::Screen, frame: &Buffer, what: &str) {
    let area = frame.area;
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let (cell, seen): (&Cell, _) = (&frame[(x, y)], screen.cell(y, x).unwrap());
            let symbol = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(symbol, cell.symbol(), "{what}: {x} {y}");
            assert_eq!(seen.bgcolor(), colour(cell.bg), "{what}: {x} {y} {symbol}");
            let has = |modifier| cell.modifier.contains(modifier);
            let expected = [Modifier::UNDERLINED, Modifier::REVERSED].map(has);
            assert_eq!([seen.underline(), seen.inverse()], expected, "{what}: {x} {y} {symbol}");
            if symbol != " " || seen.inverse() || seen.underline() {
                assert_eq!(seen.fgcolor(), colour(cell.fg), "{what}: {x} {y} {symbol}");
                let expected = [Modifier::BOLD, Modifier::ITALIC, Modifier::DIM].map(has);
                let style = [seen.bold(), seen.italic(), seen.dim()];
                assert_eq!(style, expected, "{what}: {x} {y} {symbol}");
            }
            x += if seen.is_wide() { 2 } else { 1 };
        }
    }
}

fn app(scenario: &str, start: Start, address: &str) -> App {
    let scenario = scenario::builtin(scenario).unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = Some(lesson.parse_address(address).unwrap());
    App::new(lesson, Start { place, ..start })
}

#[test]
fn each_steps_screen_is_its_frame() {
    for (scenario, zoom) in
        [("swap", Zoom::Operation), ("swap", Zoom::Layer), ("three-classes", Zoom::Operation)]
    {
        let first = app(scenario, Start { zoom, ..Start::default() }, "network/layers");
        let outline = first.lesson().outline();
        let steps = outline.len(zoom);
        let screens = played(&recorded(&first, usual(steps)));
        assert_eq!(screens.len(), steps + 1, "a frame a step, and the end");
        for (n, screen) in screens[..steps].iter().enumerate() {
            let place = outline.at(zoom, n);
            let there = App::new(first.lesson().clone(), Start { place, zoom, ..Start::default() });
            assert_shows(screen, &driver::draw(&there, 120, 36), &format!("{scenario} {}", n + 1));
        }
    }
}

#[test]
fn every_theme_and_depth_is_played() {
    for theme in ThemeName::ALL {
        for depth in [ColourDepth::Sixteen, ColourDepth::Indexed, ColourDepth::Direct] {
            let start = Start { theme, depth, ..Start::default() };
            let first = app("swap", start, "pattern/c/dout/1");
            let recording = recorded(&first, Recording { width: 80, height: 24, ..usual(3) });
            let screens = played(&recording);
            for (n, address) in
                ["pattern/c/dout/1", "pattern/c/dout/2", "pattern/c/dout/3"].iter().enumerate()
            {
                let frame = driver::draw(&app("swap", start, address), 80, 24);
                assert_shows(&screens[n], &frame, &format!("{theme:?} {depth:?} {address}"));
            }
        }
    }
}

#[test]
fn parts_are_frames_and_a_tour_is_its_stops() {
    let start = Start { present: true, ..Start::default() };
    let first = app("swap", start, "chain/w_d1/slope");
    let (_, events) = parsed(&recorded(&first, usual(1)));
    let marks = events.iter().filter(|(_, kind, _)| kind == "m").count();
    let parts = first.presenting().unwrap().part().1;
    assert_eq!((marks, events.len() - marks - 1), (1, parts));
    let screens = played(&recorded(&first, usual(1)));
    for (n, screen) in screens[..parts].iter().enumerate() {
        assert_shows(screen, &driver::draw(&first.clone().presented(n + 1), 120, 36), &format!("part {n}"));
    }

    let mut touring = app("swap", Start::default(), "network/layers");
    driver::command(&mut touring, "tour 2");
    let stops = touring.lesson().tour().len();
    let screens = played(&recorded(&touring, usual(stops - 1)));
    for (n, screen) in screens[..stops - 1].iter().enumerate() {
        let mut there = touring.clone();
        driver::command(&mut there, &format!("tour {}", n + 2));
        assert_shows(screen, &driver::draw(&there, 120, 36), &format!("stop {}", n + 2));
    }
}

#[test]
fn the_terminal_is_left_as_it_was() {
    let screens = played(&recorded(&app("swap", Start::default(), "network/layers"), usual(2)));
    assert!(screens[0].alternate_screen() && screens[0].hide_cursor());
    let last = screens.last().unwrap();
    assert!(!last.alternate_screen() && !last.hide_cursor() && last.contents().trim().is_empty());
    assert_eq!(
        (last.fgcolor(), last.bgcolor(), last.bold(), last.inverse()),
        (vt100::Color::Default, vt100::Color::Default, false, false)
    );
}

#[test]
fn time_goes_forward_at_the_pace_of_reading_or_as_asked() {
    let first = app("swap", Start::default(), "network/layers");
    let (header, events) = parsed(&recorded(&first, usual(10)));
    assert_eq!((header["version"].as_u64(), header["title"].as_str()), (Some(2), Some("Swap two inputs")));
    assert!(events.windows(2).all(|pair| pair[0].0 <= pair[1].0), "backwards in time");
    let total = events.last().unwrap().0;
    assert!((30.0..400.0).contains(&total), "{total} seconds for ten steps");
    let asked = Recording { pace: Some(Duration::from_millis(1500)), ..usual(10) };
    let (_, events) = parsed(&recorded(&first, asked));
    assert_eq!(events.last().unwrap().0, 15.0);
    assert_eq!(recorded(&first, asked), recorded(&first, asked), "the same each time");
}

#[test]
fn later_frames_are_only_what_changed() {
    let recording = recorded(&app("swap", Start::default(), "forward/c/net/1"), usual(3));
    let lengths: Vec<usize> =
        parsed(&recording).1.iter().filter(|(_, kind, _)| kind == "o").map(|event| event.2.len()).collect();
    assert!(lengths[1] * 2 < lengths[0] && lengths[2] * 2 < lengths[0], "{lengths:?}");
}

#[test]
fn a_frame_with_colours_shows_in_a_terminal() {
    for theme in ThemeName::ALL {
        for depth in [ColourDepth::Sixteen, ColourDepth::Indexed, ColourDepth::Direct] {
            let drawn = driver::draw(
                &app("swap", Start { theme, depth, ..Start::default() }, "chain/w_d1/slope"),
                100,
                30,
            );
            let mut bytes = Vec::new();
            frame::ansi(&drawn, &mut bytes).unwrap();
            // A file has line feeds; a terminal that is not told otherwise begins the next line with them.
            let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
            let mut terminal = vt100::Parser::new(31, 100, 0);
            terminal.process(text.as_bytes());
            let mut seen = drawn.clone();
            // A space without ground, at the end of a line, is not written.
            for cell in &mut seen.content {
                if cell.symbol() == " " && cell.bg == Color::Reset {
                    cell.reset();
                }
            }
            if theme == ThemeName::Mono || theme == ThemeName::Terminal {
                assert_eq!(terminal.screen().contents().trim_end(), driver::text(&drawn).trim_end());
            } else {
                assert_shows(terminal.screen(), &seen, &format!("{theme:?} {depth:?}"));
            }
        }
    }
}

#[test]
fn the_command_line_takes_ranges_and_refuses_what_is_none() {
    let called = |arguments: &[&str]| {
        let output =
            assert_cmd::Command::cargo_bin("chainrule").unwrap().arg("record").args(arguments).output();
        let output = output.unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let marks = |arguments: &[&str]| {
        let (code, recording, complaint) = called(arguments);
        assert_eq!((code, complaint.as_str()), (0, ""), "{arguments:?}");
        parsed(&recording).1.iter().filter(|(_, kind, _)| kind == "m").count()
    };
    assert_eq!(marks(&["--steps", "17..19", "--size", "80x24"]), 3);
    assert_eq!(marks(&["xor", "--steps", "learn"]), marks(&["xor", "--steps", "learn..learn"]));
    assert_eq!(marks(&["--steps", "forward/b/net/1/1..forward/b/net/1/2"]), 2, "as closely as they ask for");
    assert_eq!(marks(&["--tour", "--steps", "2..4", "--seconds", "1"]), 3);
    let zoomed = marks(&["--zoom", "layer"]);
    assert!(zoomed > 20 && zoomed < 60, "{zoomed} steps of matrices");
    for (arguments, says) in [
        (&["--steps", "5..3"][..], "step 5 comes after step 3"),
        (&["--steps", "nowhere.."], "there is no step “nowhere”"),
        (&["--steps", "900"], "count from 1 to 116"),
        (&["--tour", "--steps", "..99"], "there is no stop 99"),
        (&["--step", "3"], "record takes a range"),
        (&["--seconds", "0"], "from 0.1 to 3600"),
        (&["--size", "0x5"], "a size is columns x rows"),
    ] {
        let (code, recording, complaint) = called(arguments);
        assert_eq!((code, recording.as_str()), (2, ""), "{arguments:?}");
        assert!(complaint.contains(says), "{complaint}");
    }
}
