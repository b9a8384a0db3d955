//! Text as a person types or pastes it: commands with their edits, addresses and arithmetic.
//!
//! The first byte chooses the lesson; each line is a command, or arithmetic where it begins with `=`.

#![no_main]

#[path = "../seen.rs"]
mod seen;

use std::cell::OnceCell;

use chainrule::app::{App, Start};
use chainrule::edit::{Edit, evaluate};
use chainrule::lesson::{Lesson, View};
use chainrule::scenario::{builtin, parse_name, parse_whole};
use libfuzzer_sys::fuzz_target;

/// Small ones of every kind.
const NAMES: [&str; 4] = ["swap", "mazur", "xor", "regression"];
/// Commands carried out one after the other.
const MOST_LINES: usize = 6;

thread_local! {
    /// Each opened once: a lesson of the same file is the same.
    static LESSONS: [OnceCell<Lesson>; NAMES.len()] = const { [const { OnceCell::new() }; NAMES.len()] };
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let n = usize::from(first) % NAMES.len();
    let lesson = LESSONS.with(|lessons| lessons[n].get_or_init(|| opened(NAMES[n])).clone());
    let text = String::from_utf8_lossy(rest);
    let mut app = App::new(lesson, Start::default());
    for line in text.split('\n').take(MOST_LINES) {
        let network = app.lesson().scenario().network();
        if let Some(sum) = line.strip_prefix('=') {
            match evaluate(sum, |name| (name == "out_b1").then_some(0.75)) {
                Ok(value) => assert!(value.is_finite(), "{sum:?} is {value}"),
                Err(error) => is_short(&error.to_string()),
            }
            continue;
        }
        if let Err(error) = parse_name(line, network) {
            is_short(&error.to_string());
        }
        let _ = parse_whole(line, network);
        match Edit::parse(line, network, 0) {
            // What is written of an edit makes the same edit.
            Ok(edit) => {
                let text = edit.text(network, 0);
                assert_eq!(
                    Edit::parse(&text, network, 0).as_ref(),
                    Ok(&edit),
                    "{line:?} is written {text:?}"
                );
            }
            Err(error) => is_short(&error.to_string()),
        }
        // What is written of an address leads to the same step.
        if let Some(address) = app.lesson().parse_address(line) {
            let text = app.lesson().address_text(address);
            assert_eq!(app.lesson().parse_address(&text), Some(address), "{line:?} is written {text:?}");
        }
        seen::command(&mut app, line);
        if let Some(message) = app.message() {
            seen::is_text(&message.text);
        }
    }
    seen::look(&app, 120, 36);
});

fn opened(name: &str) -> Lesson {
    let scenario = builtin(name).expect("it is built in");
    let view = View::of(&scenario);
    Lesson::new(scenario, view).expect("it is a lesson")
}

fn is_short(message: &str) {
    assert!(message.len() <= 2048, "{} bytes: {message}", message.len());
    message.lines().for_each(seen::is_text);
}
