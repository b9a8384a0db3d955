//! What every step of a lesson says and lights, and the page after every chapter, of six networks of many
//! functions and shapes. A change of words or numbers is seen here, whichever chapter it is in.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use std::fmt::Write as _;

use chainrule::engine::Part;
use chainrule::lesson::{Chapter, Lesson, Reveal, View, Zoom};
use chainrule::notation::Stage;
use chainrule::notation::plain::Plain;
use chainrule::scenario;

/// `Weight 1 [2, 3]`: of layer 1 the neuron 2 and the input 3, counted from 0; `-` is all of them.
fn parts(parts: &[Part]) -> String {
    let place = |one: Option<usize>| one.map_or_else(|| "-".to_owned(), |one| one.to_string());
    let part =
        |part: &Part| format!("{:?} {} [{}, {}]", part.kind, part.layer, place(part.row), place(part.column));
    parts.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// The lesson at its finest zoom as text.
fn said(name: &str) -> String {
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let plain = Plain { names: lesson.names(), carry: lesson.carry() };
    let mut text = String::new();
    for n in 0..lesson.outline().len(Zoom::Term) {
        let address = lesson.outline().at(Zoom::Term, n).unwrap();
        let step = lesson.step(address, Reveal::All);
        let title = step.title.plain(lesson.names(), lesson.carry());
        writeln!(text, "## {}: {title}", lesson.address_text(address)).unwrap();
        for stage in [Stage::Symbols, Stage::Numbers, Stage::Result] {
            writeln!(text, "{}", plain.stage(&step.formula, stage)).unwrap();
        }
        for (word, parts_of) in [("new", &step.new), ("lit", &step.lit), ("beside", &step.shows)] {
            writeln!(text, "{word}: {}", parts(parts_of)).unwrap();
        }
        for why in &step.why {
            writeln!(text, "{}", why.plain(lesson.names(), lesson.carry())).unwrap();
        }
        writeln!(text, "refresh: {}\n", step.refresh.join(", ")).unwrap();
    }
    for chapter in Chapter::ALL {
        let recap = lesson.recap(chapter, Zoom::Operation);
        writeln!(text, "## After {}", chapter.word()).unwrap();
        for prose in recap.done.iter().chain([&recap.remember]).chain(&recap.next) {
            writeln!(text, "{}", prose.plain(lesson.names(), lesson.carry())).unwrap();
        }
    }
    text
}

#[test]
fn all_that_the_steps_say() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        for name in ["dead-relu", "mazur", "or", "regression", "swap", "three-classes"] {
            insta::assert_snapshot!(format!("saying__{name}"), said(name));
        }
    });
}
