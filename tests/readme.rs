//! The README says what is so: its keys are the table's, its frame is a real one, its scenario opens.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use chainrule::app::{App, ModeKind, Start, numbers_at_stop};
use chainrule::lesson::{Lesson, View};
use chainrule::{keymap, scenario, ui};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const README: &str = include_str!("../README.md");

/// What stands between two marks.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start} in the README")) + start.len();
    let rest = &text[from..];
    &rest[..rest.find(end).unwrap_or_else(|| panic!("no {end} in the README"))]
}

/// The code of the first fence in a text.
fn fenced(text: &str) -> &str {
    let start = text.find("```").unwrap();
    let code = &text[start + text[start..].find('\n').unwrap() + 1..];
    &code[..code.find("```").unwrap()]
}

/// Compares, or writes the README anew where `UPDATE_README` is set.
fn hold(start: &str, end: &str, expected: &str) {
    let found = between(README, start, end);
    if found == expected {
        return;
    }
    assert!(
        std::env::var_os("UPDATE_README").is_some(),
        "the README differs from the program after {start}; UPDATE_README=1 cargo test --test readme mends it"
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let now = std::fs::read_to_string(path).unwrap();
    let at = now.find(start).unwrap() + start.len();
    let until = at + now[at..].find(end).unwrap();
    std::fs::write(path, format!("{}{expected}{}", &now[..at], &now[until..])).unwrap();
}

/// The table of what is built in.
fn scenarios() -> String {
    let row = |builtin: &scenario::Builtin| {
        let scenario = scenario::builtin(builtin.name).unwrap();
        let widths: Vec<String> = scenario.network().widths().iter().map(usize::to_string).collect();
        format!("| `{}` | {} | {} |\n", builtin.name, scenario.title, widths.join("-"))
    };
    let rows: String = scenario::builtins().iter().map(row).collect();
    format!("| scenario | | network |\n| --- | --- | --- |\n{rows}")
}

/// One test, since its parts may write the same file.
#[test]
fn keys_scenarios_and_frame_are_the_programs_own() {
    hold("<!-- keys -->\n", "<!-- /keys -->", &keymap::markdown(ModeKind::Walk));
    hold(
        "<!-- keys while presenting -->\n",
        "<!-- /keys while presenting -->",
        &keymap::markdown(ModeKind::Present),
    );
    hold("<!-- scenarios -->\n", "<!-- /scenarios -->", &scenarios());

    let scenario = scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address("chain/w_d1/slope");
    assert!(place.is_some());
    let app = App::new(lesson, Start { place, ..Start::default() });
    let area = Rect::new(0, 0, 120, 36);
    let mut buffer = Buffer::empty(area);
    ui::draw(&app, area, &mut buffer);
    let row = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    let rows: Vec<String> = (0..area.height).map(row).collect();
    let frame = format!("```text\n{}\n```\n", rows.join("\n"));
    hold("<!-- frame: show --step chain/w_d1/slope --size 120x36 -->\n", "<!-- /frame -->", &frame);
}

#[test]
fn the_scenario_opens_and_has_a_lesson() {
    let source = fenced(between(README, "<!-- scenario -->", "<!-- /scenario -->"));
    let scenario = scenario::parse(source, "README.md").unwrap_or_else(|error| panic!("{error}"));
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_lesson_opens_and_its_tour_shows_what_it_says() {
    let source = fenced(between(README, "<!-- lesson -->", "<!-- /lesson -->"));
    let scenario = scenario::parse(source, "README.md").unwrap_or_else(|error| panic!("{error}"));
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap_or_else(|error| panic!("{error}"));
    let stops = lesson.tour().len();
    assert_eq!((stops, lesson.scenario().notes.len()), (source.matches("[[tour]]").count(), 1));
    for n in 0..stops {
        let numbers = numbers_at_stop(lesson.scenario(), n).unwrap();
        let words = lesson.at_stop(n, numbers.scenario).unwrap().tour_words(n).unwrap();
        let said = words.plain(lesson.names(), lesson.carry());
        assert!(!said.contains(['{', '}']), "{said}");
    }
    // What it says of names and limits is so.
    let about = between(README, "<!-- /lesson -->", "## Where the example");
    for name in about.split('`').skip(1).step_by(2) {
        let given = [
            "at",
            "text",
            "set",
            "reset",
            "sample",
            "decimals",
            "zoom",
            "new",
            "reset = true",
            "zoom = \"layer\"",
        ];
        let is_name = |name: &str| lesson.names().quantity(name).is_some();
        let is_call =
            name.starts_with(':') || name.starts_with("chainrule") || ["→", "←", "7G"].contains(&name);
        assert!(given.contains(&name) || is_call || is_name(name), "{name}");
    }
}

#[test]
fn its_test_command_is_the_one_that_is_run() {
    let command = fenced(between(README, "Pass the tests:", "It needs")).trim();
    let script = include_str!("../.ci/run");
    assert!(script.lines().any(|line| line == command), "{command} is not in .ci/run");
}
