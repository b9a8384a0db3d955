//! The examples: scenarios that open, a tour that says its numbers, the first ten minutes as they are told.

use chainrule::app::{ModeKind, numbers_at_stop};
use chainrule::engine::{Count, by_hand, by_pattern};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;

use crate::driver;
use crate::pages::{page, root};

/// The lesson of a scenario that a page prints.
fn lesson(source: &str, name: &str) -> Lesson {
    let scenario = scenario::parse(source, name).unwrap_or_else(|error| panic!("{error}"));
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_scenario_opens_and_has_a_lesson() {
    let source = page("README.md").fenced_between("<!-- scenario -->", "<!-- /scenario -->");
    assert!(!lesson(&source, "README.md").outline().is_empty());
}

#[test]
fn the_lesson_opens_and_its_tour_shows_what_it_says() {
    let page = page("docs/teaching.md");
    let source = page.fenced_between("<!-- lesson -->", "<!-- /lesson -->");
    let lesson = lesson(&source, &page.name);
    let stops = lesson.tour().len();
    assert_eq!((stops, lesson.scenario().notes.len()), (source.matches("[[tour]]").count(), 1));
    for n in 0..stops {
        let numbers = numbers_at_stop(lesson.scenario(), n).unwrap();
        let words = lesson.at_stop(n, numbers.scenario).unwrap().tour_words(n).unwrap();
        let said = words.plain(lesson.names(), lesson.carry());
        assert!(!said.contains(['{', '}']), "{said}");
    }
    // What it says of names is so.
    let about = page.between("<!-- about the tour -->", "<!-- /about the tour -->");
    let keys = [
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
    for name in about.split('`').skip(1).step_by(2) {
        assert!(keys.contains(&name) || lesson.names().quantity(name).is_some(), "{name}");
    }
}

/// The keys of each row, pressed one after the other from the start, lead where the row says.
#[test]
fn the_first_ten_minutes_go_as_they_are_told() {
    let page = page("README.md");
    let at = page.text.find("<!-- first minutes -->").unwrap();
    let line = page.line(at);
    let tables = page.tables();
    let (_, rows) = tables.iter().find(|(of, _)| (line..line + 4).contains(of)).unwrap();
    let mut app = driver::app_at("network/layers", Zoom::default());
    let mut steps = 0;
    for row in rows {
        let keys: Vec<&str> = row[0].code.iter().map(String::as_str).collect();
        driver::press(&mut app, &keys);
        for address in &row[1].code {
            assert_eq!(&driver::place(&app), address, "after {keys:?}");
            steps += 1;
        }
        assert!(app.message().is_none_or(|message| !message.is_error), "{keys:?}: {:?}", app.message());
    }
    assert!(steps > 5);
    assert_eq!(app.mode_kind(), ModeKind::Walk, "nothing is left open");
}

/// Figures in the sentences of the front page and of the page for using it.
#[test]
fn figures_are_counted() {
    let builtin = |name: &str| {
        let scenario = scenario::builtin(name).unwrap();
        let view = View::of(&scenario);
        Lesson::new(scenario, view).unwrap()
    };
    let (swap, large) = (builtin("swap"), builtin("large"));
    let network = swap.pass().network();
    let thousands = |count: usize| {
        let digits = count.to_string();
        let grouped =
            digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
        grouped.collect::<Vec<_>>().join(",")
    };
    let weights = network.weight_count();
    let by_hand = match by_hand(network) {
        Count::Exact(count) => count,
        Count::PowerOfTen(_) => panic!("it can be counted"),
    };
    let steps = large.outline().len(Zoom::Term);
    let said = [
        (
            "README.md",
            format!(
                "{weights} weights, {by_hand} multiplications by hand and {} by the pattern",
                by_pattern(network)
            ),
        ),
        ("README.md", format!("{} stops", swap.tour().len())),
        ("README.md", format!("{} weights", thousands(large.pass().network().weight_count()))),
        ("docs/using.md", format!("{:.1} million", steps as f64 / 1e6)),
    ];
    for (name, figure) in said {
        // A line may end in it.
        let text = page(name).text.replace('\n', " ");
        assert!(text.contains(&figure), "{name} does not say {figure}");
    }
}

#[test]
fn the_test_command_is_the_one_that_is_run() {
    let command = page("README.md").fenced_between("<!-- test -->", "<!-- /test -->");
    let script = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(script.lines().any(|line| line == command.trim()), "{command} is not in .ci/run");
}
