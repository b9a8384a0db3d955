//! Pictures show what the frame shows, character for character at its cell, and those in `pictures` are the
//! program's own.
//!
//! A picture is read by an XML parser that is not ours. Where a character stands is computed from what it
//! says; what is drawn is followed point by point, and dots are read back as braille. A browser's reading of
//! the same is `scripts/check-pictures`.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use assert_cmd::Command;
use chainrule::app::{App, ColourDepth, Start, ThemeName};
use chainrule::export::colour::{self, Seen, hex, seen};
use chainrule::export::svg::{About, CELL_HEIGHT, CELL_WIDTH, svg};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{self, Scenario};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use roxmltree::{Document, Node};

/// A cell's column and row.
type Place = (usize, usize);

/// What is written at a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    symbol: String,
    /// The colour; nothing where it lies unseen over what is drawn.
    ink: Option<String>,
    bold: bool,
    italic: bool,
}

/// What a picture holds, by cell.
#[derive(Debug, Default)]
struct Picture {
    written: BTreeMap<Place, Written>,
    /// The colours that are drawn in a cell.
    drawn: BTreeMap<Place, BTreeSet<String>>,
    /// The dots of braille patterns.
    dots: BTreeMap<Place, u8>,
    /// Ground that is not the picture's.
    grounds: BTreeMap<Place, String>,
    ground: String,
}

impl Picture {
    fn read(text: &str) -> Self {
        let document = Document::parse(text).unwrap_or_else(|error| panic!("{error} in {text}"));
        let mut picture = Self::default();
        for node in document.root_element().children().filter(Node::is_element) {
            match node.tag_name().name() {
                "title" | "desc" => assert!(node.text().is_some_and(|text| !text.trim().is_empty())),
                "rect" => picture.ground = String::from(attribute(node, "fill")),
                "path" => picture.read_path(node),
                "text" => picture.read_text(node),
                other => panic!("a picture has no {other}"),
            }
        }
        picture
    }

    fn read_text(&mut self, line: Node<'_, '_>) {
        let y: usize = attribute(line, "y").parse().unwrap();
        let space = line.attribute(("http://www.w3.org/XML/1998/namespace", "space"));
        assert_eq!((space, y % CELL_HEIGHT), (Some("preserve"), 12), "a line of letters");
        for run in line.children() {
            assert_eq!(run.tag_name().name(), "tspan");
            let (text, xs) = (run.text().unwrap(), attribute(run, "x").split(' '));
            let xs: Vec<usize> = xs.map(|x| x.parse().unwrap()).collect();
            // One character a place, or a single place for all of a character with marks.
            let parts: Vec<String> =
                if xs.len() == 1 { vec![text.to_owned()] } else { text.chars().map(String::from).collect() };
            assert_eq!(parts.len(), xs.len(), "{text}");
            for (symbol, x) in parts.into_iter().zip(xs) {
                assert_eq!(x % CELL_WIDTH, 0);
                let is_unseen = run.attribute("fill-opacity") == Some("0");
                let written = Written {
                    symbol,
                    ink: run.attribute("fill").filter(|_| !is_unseen).map(str::to_owned),
                    bold: run.attribute("font-weight") == Some("bold"),
                    italic: run.attribute("font-style") == Some("italic"),
                };
                let before = self.written.insert((x / CELL_WIDTH, y / CELL_HEIGHT), written);
                assert!(before.is_none(), "two characters at {x} {y}");
            }
        }
    }

    fn read_path(&mut self, path: Node<'_, '_>) {
        let subpaths = subpaths(attribute(path, "d"));
        let fill = attribute(path, "fill");
        if fill == "none" {
            let colour = attribute(path, "stroke");
            let width: f64 = attribute(path, "stroke-width").parse().unwrap();
            for Subpath { points, .. } in &subpaths {
                for &(x, y) in points {
                    self.draw(x, y, colour);
                }
                if path.attribute("stroke-linecap") == Some("round") && width < 3.0 {
                    self.dot(points[0]);
                }
            }
            return;
        }
        for Subpath { corners, .. } in subpaths {
            let (left, right) = bounds(corners.iter().map(|corner| corner.0));
            let (top, bottom) = bounds(corners.iter().map(|corner| corner.1));
            let is_ground = path.attribute("shape-rendering").is_some()
                && (right - left) % CELL_WIDTH as f64 == 0.0
                && bottom - top == CELL_HEIGHT as f64
                && left % CELL_WIDTH as f64 == 0.0;
            if is_ground {
                for column in left as usize / CELL_WIDTH..right as usize / CELL_WIDTH {
                    self.grounds.insert((column, top as usize / CELL_HEIGHT), fill.to_owned());
                }
            } else {
                self.draw(f64::midpoint(left, right), f64::midpoint(top, bottom), fill);
            }
        }
    }

    /// Something is drawn at a point. On the line between two cells it is in neither.
    fn draw(&mut self, x: f64, y: f64, colour: &str) {
        let (width, height) = (CELL_WIDTH as f64, CELL_HEIGHT as f64);
        if x % width != 0.0 && y % height != 0.0 {
            let place = ((x / width) as usize, (y / height) as usize);
            self.drawn.entry(place).or_default().insert(colour.to_owned());
        }
    }

    fn dot(&mut self, (x, y): (f64, f64)) {
        let (x, y) = (x as usize, y as usize);
        let (column, row) = ((x % CELL_WIDTH - 2) / 4, (y % CELL_HEIGHT - 2) / 4);
        let bit = [[0, 1, 2, 6], [3, 4, 5, 7]][column][row];
        *self.dots.entry((x / CELL_WIDTH, y / CELL_HEIGHT)).or_default() |= 1 << bit;
    }
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name} in {node:?}"))
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

/// A line that is drawn, or goes around what is filled.
#[derive(Debug, Default)]
struct Subpath {
    /// Points along it, close to each other.
    points: Vec<(f64, f64)>,
    corners: Vec<(f64, f64)>,
}

fn subpaths(path: &str) -> Vec<Subpath> {
    let mut all: Vec<Subpath> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let starts = path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at);
    let starts: Vec<usize> = starts.chain([path.len()]).collect();
    for pair in starts.windows(2) {
        let command = &path[pair[0]..pair[1]];
        let numbers: Vec<f64> = command[1..].split_whitespace().map(|n| n.parse().unwrap()).collect();
        let line = |to: (f64, f64), all: &mut Vec<Subpath>| {
            let steps = ((to.0 - x).hypot(to.1 - y) * 2.0).ceil().max(1.0) as usize;
            let at = |k: usize| (k as f64 + 0.5) / steps as f64;
            let points = (0..steps).map(|k| (x + (to.0 - x) * at(k), y + (to.1 - y) * at(k)));
            let subpath = all.last_mut().unwrap();
            subpath.points.extend(points);
            subpath.corners.extend([(x, y), to]);
            to
        };
        (x, y) = match (&command[..1], &numbers[..]) {
            ("M", &[to_x, to_y]) => {
                all.push(Subpath::default());
                (to_x, to_y)
            }
            ("m", &[by_x, by_y]) => (x + by_x, y + by_y),
            ("h", &[by]) => line((x + by, y), &mut all),
            ("v", &[by]) => line((x, y + by), &mut all),
            // Curves stay in the cell in which they begin and end.
            ("l", &[by_x, by_y]) | ("q", &[_, _, by_x, by_y]) | ("a", &[_, _, _, _, _, by_x, by_y]) => {
                line((x + by_x, y + by_y), &mut all)
            }
            ("z", []) => (x, y),
            _ => panic!("{command} in {path}"),
        };
    }
    all
}

/// Holds a picture against the frame that it shows.
fn assert_shows(frame: &Buffer, picture: &str, what: &str) {
    let picture = Picture::read(picture);
    let mut seen_cells = 0;
    for row in 0..usize::from(frame.area.height) {
        let mut column = 0;
        while column < usize::from(frame.area.width) {
            let (place, cell): (Place, &Cell) = ((column, row), &frame[(column as u16, row as u16)]);
            let width = chainrule::text::width(cell.symbol()).max(1);
            assert_cell(&picture, place, cell, what);
            let covered = (1..width).all(|by| !picture.written.contains_key(&(column + by, row)));
            assert!(covered, "{what}: {place:?} is wide, and something stands in its second cell");
            column += width;
            seen_cells += 1;
        }
    }
    assert!(
        picture.written.keys().all(|&(x, y)| x < frame.area.width.into() && y < frame.area.height.into())
    );
    assert!(picture.drawn.keys().all(|&(x, y)| x < frame.area.width.into() && y < frame.area.height.into()));
    assert!(seen_cells > 0);
}

fn assert_cell(picture: &Picture, place: Place, cell: &Cell, what: &str) {
    let Seen { ink, ground } = seen(cell);
    let at = format!("{what}: {place:?} {cell:?}");
    let has = |modifier| cell.modifier.contains(modifier);
    let (symbol, ink) = (cell.symbol(), hex(ink));
    let written = picture.written.get(&place);
    assert_eq!(written.map_or(" ", |written| &written.symbol), symbol, "{at}");
    let is_unseen = symbol != " " && written.is_some_and(|written| written.ink.is_none());
    if symbol != " " && !is_unseen {
        let expected = Written {
            symbol: symbol.to_owned(),
            ink: Some(ink.clone()),
            bold: has(Modifier::BOLD),
            italic: has(Modifier::ITALIC),
        };
        assert_eq!(written, Some(&expected), "{at}");
    }

    let shade = "░▒▓".find(symbol).filter(|_| symbol != " ").map(|at| (at / 3 + 1) as f64 / 4.0);
    let is_full = symbol == "█";
    let under = match shade {
        Some(share) => hex(colour::mixed(ground, seen(cell).ink, share)),
        None if is_full => ink.clone(),
        None => hex(ground),
    };
    let drawn_ground = picture.grounds.get(&place).unwrap_or(&picture.ground);
    assert_eq!(*drawn_ground, under, "{at}");

    // Nothing but what belongs here is drawn here.
    let is_lined = has(Modifier::UNDERLINED) || has(Modifier::CROSSED_OUT);
    let is_drawn = is_unseen && shade.is_none() && !is_full && symbol != "\u{2800}";
    let expected: BTreeSet<String> = (is_drawn || is_lined).then_some(ink).into_iter().collect();
    let drawn = picture.drawn.get(&place).cloned().unwrap_or_default();
    assert_eq!(drawn, expected, "{at}");

    let braille = symbol.chars().next().map(u32::from).filter(|c| (0x2800..0x2900).contains(c));
    let dots = picture.dots.get(&place).copied().unwrap_or(0);
    assert_eq!(u32::from(dots), braille.map_or(0, |c| c - 0x2800), "{at}");
    // What joins from cell to cell is never left to a font.
    let is_joining =
        symbol.chars().any(|c| ('\u{2500}'..='\u{259f}').contains(&c) || "⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦".contains(c));
    assert!(is_unseen || !(is_joining || braille.is_some()), "{at} is left to a font");
}

fn picture_of(app: &App, frame: &Buffer) -> String {
    let mut bytes = Vec::new();
    svg(frame, &About::of(app), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn assert_drawn(app: &App, (width, height): (u16, u16), what: &str) -> usize {
    let frame = driver::draw(app, width, height);
    let picture = picture_of(app, &frame);
    assert_shows(&frame, &picture, what);
    for word in ["<script", "<style", "href", "url(", "@import", "font-face", "http"] {
        assert_eq!(picture.matches(word).count(), usize::from(word == "http"), "{word} in {what}");
    }
    picture.len()
}

fn app(scenario: Scenario, start: Start) -> App {
    let view = View::of(&scenario);
    App::new(Lesson::new(scenario, view).unwrap(), start)
}

fn swap(start: Start, address: &str) -> App {
    let scenario = scenario::builtin("swap").unwrap();
    let lesson = Lesson::new(scenario.clone(), View::of(&scenario)).unwrap();
    let place = Some(lesson.parse_address(address).unwrap_or_else(|| panic!("{address}")));
    app(scenario, Start { place, ..start })
}

#[test]
fn every_step_is_drawn_as_its_frame() {
    for (name, stride) in [("swap", 1), ("three-classes", 5), ("xor", 7), ("vanishing-tanh", 11)] {
        let scenario = scenario::builtin(name).unwrap();
        let lesson = Lesson::new(scenario.clone(), View::of(&scenario)).unwrap();
        for n in (0..lesson.outline().len(Zoom::Operation)).step_by(stride) {
            let start = Start { place: lesson.outline().at(Zoom::Operation, n), ..Start::default() };
            let bytes =
                assert_drawn(&App::new(lesson.clone(), start), (120, 36), &format!("{name} {}", n + 1));
            assert!(bytes < 100_000, "{bytes} bytes for {name} {}", n + 1);
        }
    }
}

#[test]
fn every_theme_depth_and_size_is_drawn_as_its_frame() {
    let (small, usual, large) = ((80, 24), (120, 36), (200, 60));
    for theme in ThemeName::ALL {
        for (depth, sizes) in [
            (ColourDepth::Sixteen, &[small][..]),
            (ColourDepth::Indexed, &[small, usual, large]),
            (ColourDepth::Direct, &[small]),
        ] {
            for (&size, (address, ascii)) in sizes
                .iter()
                .flat_map(|size| [(size, ("chain/w_d1/slope", false)), (size, ("pattern/c/dout/2", true))])
            {
                let mut app = swap(Start { theme, depth, ascii, ..Start::default() }, address);
                let what = format!("{theme:?} {depth:?} {size:?} {address}");
                assert_drawn(&app, size, &what);
                driver::command(&mut app, "set w_d1 0.9");
                assert_drawn(&app, size, &format!("{what}, edited"));
            }
        }
    }
}

#[test]
fn pages_and_parts_are_drawn_as_their_frames() {
    let keys: &[&[&str]] = &[&["e"], &["i"], &["?"], &["w"], &["/"], &["p"], &["c"], &["Enter"], &["]", "f"]];
    for keys in keys {
        let mut app = swap(Start::default(), "forward/c/net/2");
        driver::press(&mut app, keys);
        assert_drawn(&app, (120, 36), &format!("{keys:?}"));
    }
    let presented = swap(Start { present: true, ..Start::default() }, "chain/w_c1/path/1");
    for part in 1..=presented.presenting().unwrap().part().1 {
        assert_drawn(&presented.clone().presented(part), (120, 36), &format!("part {part}"));
    }
    for name in ["digits", "large", "dead-relu", "regression"] {
        let app = app(scenario::builtin(name).unwrap(), Start::default());
        for size in [(1, 1), (7, 3), (40, 12), (120, 36)] {
            assert_drawn(&app, size, &format!("{name} {size:?}"));
        }
    }
}

#[test]
fn any_title_is_drawn_at_its_cells() {
    let file = include_str!("../scenarios/xor.toml");
    for title in [
        "漢字 and 한국어",
        "e\u{301}a\u{308}",
        "a <b> & \"c\" ]]>",
        "👩\u{200d}🔬 🙂x",
        "שלום",
        "x\u{7f}\u{b}\u{202e}y",
    ] {
        let quoted = toml_string(title);
        let line = file.lines().find(|line| line.starts_with("title")).unwrap();
        let scenario = scenario::parse(&file.replacen(line, &format!("title = {quoted}"), 1), "title.toml");
        let app = app(scenario.unwrap(), Start::default());
        assert_drawn(&app, (100, 30), title);
    }
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[test]
fn a_picture_with_a_character_elsewhere_is_noticed() {
    let app = swap(Start::default(), "chain/w_d1/slope");
    let frame = driver::draw(&app, 120, 36);
    let picture = picture_of(&app, &frame);
    for (from, to) in [
        (">Network ", ">Netw0rk "),
        ("x=\"40 48 ", "x=\"48 40 "),
        ("fill-opacity=\"0\">", "fill=\"#000000\">"),
        (" font-weight=\"bold\"", ""),
        ("h0M", "h0M2 2h0M"),
        ("crispEdges\" d=\"M", "crispEdges\" d=\"M0 0h8v16h-8zM"),
        (".5h", ".5m8 0h"),
    ] {
        let other = picture.replacen(from, to, 1);
        assert!(other != picture, "no {from}");
        let held = std::panic::catch_unwind(|| assert_shows(&frame, &other, "changed"));
        assert!(held.is_err(), "{from} as {to} is not noticed");
    }
}

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The pictures that the page lists: their names and command lines.
fn listed() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(top().join("pictures/README.md")).unwrap();
    let sections = page.split("\n## ").skip(1);
    let picture = |section: &str| {
        let (name, rest) = section.split_once('\n').unwrap();
        let command = rest.split('`').nth(1).unwrap_or_else(|| panic!("{name} has no command"));
        (name.to_owned(), shlex::split(command).unwrap())
    };
    sections.map(picture).collect()
}

/// The pictures that a page of Markdown or HTML shows, from its folder.
fn shown(page: &str) -> BTreeSet<&str> {
    let ends = |c: char| c.is_whitespace() || "\"'()<>`".contains(c);
    page.split(ends).filter(|word| Path::new(word).extension().is_some_and(|e| e == "svg")).collect()
}

#[test]
fn pictures_are_the_programs_own() {
    let listed = listed();
    assert!(listed.len() >= 4, "the page of pictures is not read");
    let mut files = BTreeSet::new();
    for (name, command) in &listed {
        for theme in ["dark", "light"] {
            let look = ["--theme", theme, "--colours", "24bit", "--format", "svg"];
            let mut call = Command::cargo_bin("chainrule").unwrap();
            let output = call.args(command).args(look).assert().success().get_output().stdout.clone();
            let picture = String::from_utf8(output).unwrap();
            let file = format!("{name}-{theme}.svg");
            let path = top().join("pictures").join(&file);
            if env::var_os("UPDATE_README").is_some() {
                fs::write(&path, &picture).unwrap();
            }
            // A checkout may have other line ends.
            let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            let mends = "UPDATE_README=1 cargo test --test pictures makes it anew";
            assert!(kept == picture, "pictures/{file} is not what the program shows; {mends}");
            files.insert(file);
        }
    }
    let there = fs::read_dir(top().join("pictures")).unwrap();
    let there = there.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = there.filter(|name| name != "README.md").collect();
    assert_eq!(there, files, "the folder and its page");
    let page = fs::read_to_string(top().join("pictures/README.md")).unwrap();
    assert_eq!(shown(&page), files.iter().map(String::as_str).collect(), "the page shows them");
}

#[test]
fn the_readme_shows_pictures_that_there_are() {
    let readme = fs::read_to_string(top().join("README.md")).unwrap();
    // Other pictures are what its commands make.
    let own: Vec<_> = shown(&readme).into_iter().filter(|picture| picture.starts_with("pictures/")).collect();
    assert!(!own.is_empty(), "README.md shows no picture");
    for picture in own {
        assert!(top().join(picture).is_file(), "README.md shows {picture}, which is not there");
    }
}
