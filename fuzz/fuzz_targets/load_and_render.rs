//! Bytes as a scenario file: refused in few words, or a lesson that is walked and drawn.
//!
//! The bytes are the file as it stands, so that what fails can be opened with the program. If a last line of it is a
//! comment, its bytes say the size of the screen, the step and the keys; else the file's own bytes do.

#![no_main]

#[path = "../seen.rs"]
mod seen;

use chainrule::app::{App, Start};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;
use libfuzzer_sys::{Corpus, fuzz_target};

/// Numbers of a network beyond which it is not looked at: larger ones are slow, and no different.
const MOST_NUMBERS: usize = 5_000;
/// A message takes no more bytes.
const MOST_MESSAGE: usize = 2048;

fuzz_target!(|file: &[u8]| -> Corpus {
    if is_large(file) {
        return Corpus::Reject;
    }
    let scenario = match scenario::parse_from(file, "fuzzed.toml") {
        Ok(scenario) => scenario,
        Err(error) => {
            let message = error.to_string();
            assert!(message.len() <= MOST_MESSAGE, "{} bytes: {message}", message.len());
            assert!(error.line().is_some() && error.column().is_some(), "no place: {message}");
            message.lines().for_each(seen::is_text);
            return Corpus::Keep;
        }
    };
    let view = View::of(&scenario);
    let lesson = match Lesson::new(scenario, view) {
        Ok(lesson) => lesson,
        Err(error) => {
            error.to_string().lines().for_each(seen::is_text);
            return Corpus::Keep;
        }
    };
    let comment = file.iter().rposition(|&byte| byte == b'\n').map(|at| &file[at + 1..]);
    let choices = comment.and_then(|line| line.strip_prefix(b"#")).unwrap_or(file);
    let (chosen, keys) = choices.split_at(choices.len().min(4));
    let choice = |n: usize| usize::from(chosen.get(n).copied().unwrap_or(b'x'));
    let zoom = Zoom::ALL[choice(0) % Zoom::ALL.len()];
    let steps = lesson.outline().len(zoom).max(1);
    let place = lesson.outline().at(zoom, choice(1) * 31 % steps);
    let (width, height) = (choice(2) as u16, (choice(3) / 2) as u16);
    let mut app = App::new(lesson, Start { place, zoom, ..Start::default() });
    app.offer_tour();
    seen::look(&app, width, height);
    seen::press(&mut app, &keys[..keys.len().min(12)], width, height);
    seen::look(&app, height, width / 2);
    Corpus::Keep
});

/// Whether the layers make a network that takes long. What is too large to be made is refused soon, and looked at.
fn is_large(file: &[u8]) -> bool {
    let text = String::from_utf8_lossy(file);
    text.match_indices("layers").any(|(at, word)| {
        let list = &text[at + word.len()..];
        let list = &list[..list.find(']').unwrap_or(list.len())];
        let width = |number: &str| {
            let digits: String = number.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<usize>().unwrap_or(1)
        };
        let widths: Vec<usize> = list.split(',').map(width).collect();
        let numbers =
            widths.windows(2).fold(0_usize, |sum, pair| sum.saturating_add(pair[0].saturating_mul(pair[1])));
        (MOST_NUMBERS..1 << 24).contains(&numbers)
    })
}
