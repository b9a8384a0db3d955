//! The lesson read aloud: as a user of a screen reader or a pipe has it.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/folder.rs"]
mod folder;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command as Process, Stdio};

use assert_cmd::Command;
use chainrule::engine::Carry;
use chainrule::export::steps::Steps;
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario;
use folder::folder;

/// What a reading prints that these lines are typed to.
fn read(arguments: &[&str], lines: &str) -> String {
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.arg("read").args(arguments).env("TERM", "dumb").write_stdin(lines);
    let output = command.assert().success().get_output().clone();
    assert!(output.stderr.is_empty(), "{arguments:?} complains");
    String::from_utf8(output.stdout).unwrap()
}

fn spoken(steps: &Steps<'_>) -> String {
    let mut bytes = Vec::new();
    steps.speech(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Everything of a text that is neither letter nor digit nor punctuation that a reader reads or pauses at.
fn odd(line: &str) -> Option<char> {
    line.chars().find(|&c| !c.is_ascii_alphanumeric() && !" .,;:()'\"?!-".contains(c))
}

#[test]
fn every_step_of_every_scenario_is_words_and_numbers_alone() {
    for builtin in scenario::builtins() {
        let scenario = scenario::builtin(builtin.name).unwrap();
        let view = View::of(&scenario);
        let lesson = Lesson::new(scenario, view).unwrap();
        for zoom in Zoom::ALL {
            // Of thousands of steps of a kind some are enough.
            let count = lesson.outline().len(zoom);
            let stride = count.div_ceil(400);
            for n in (0..count).step_by(stride) {
                let steps = Steps { range: n..n + 1, ..Steps::all(&lesson, zoom) };
                for line in spoken(&steps).lines() {
                    // A teacher's note quotes a line of a scenario file.
                    let line = line.replace("[\"leaky-relu\", \"identity\"]", "both");
                    assert_eq!(
                        odd(&line),
                        None,
                        "{}, step {} at {}: {line}",
                        builtin.name,
                        n + 1,
                        zoom.word()
                    );
                    assert!(!line.contains("  ") && !line.contains(" ,") && !line.contains(",,"), "{line}");
                    assert!(line.ends_with(['.', '?', '!', ':', '"', ')']), "{line}");
                }
            }
        }
    }
}

#[test]
fn the_same_holds_in_full_precision_and_for_other_numbers() {
    let swap = scenario::builtin("swap").unwrap();
    let lesson = Lesson::new(swap, View { sample: 0, carry: Carry::Full, epoch: 3 }).unwrap();
    let text = spoken(&Steps { is_edited: true, ..Steps::all(&lesson, Zoom::Term) });
    assert!(text.lines().all(|line| odd(line).is_none()));
    assert!(text.contains("Note, on the numbers as they were:") && !text.contains("Slip in the source"));
}

#[test]
fn steps_in_words_are_a_format_of_steps() {
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.args(["steps", "--format", "speech", "--step", "chain/w_d1/product"]);
    let text = String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!("product", text);
}

#[test]
fn a_session_moves_edits_and_looks_up() {
    let lines = "\nback\ngoto chain/w_d1/slope\nset w d 1 0.35\nwhere\nwhat chain-rule\nsample 3\nzoom out\n\
                 undo\ninspect w_d1\nnonsense\nquit\n";
    insta::assert_snapshot!("session", read(&["swap"], lines));
}

#[test]
fn a_session_predicts() {
    let lines = "goto forward/c/net\npredict\n0.9\nhint\nhint\n0.7887\n\nskip\ndone\n\nquit\n";
    insta::assert_snapshot!("predicting", read(&["swap"], lines));
}

#[test]
fn no_input_is_the_first_step_alone_and_lines_without_words_are_the_whole_lesson() {
    let first = read(&["swap"], "");
    assert_eq!(first.lines().filter(|line| line.starts_with("Step ")).count(), 1, "{first}");
    let walked = read(&[], &"\n".repeat(115));
    let steps: Vec<&str> = walked.lines().filter(|line| line.starts_with("Step ")).collect();
    assert_eq!(steps.len(), 116);
    assert!(steps[115].starts_with("Step 116: "), "{}", steps[115]);
    let all = read(&["--all"], "next\n");
    assert_eq!(all.lines().filter(|line| line.starts_with("Step ")).collect::<Vec<_>>(), steps);
    assert_eq!(all.matches("\nChapter ").count(), 7);
    let rest = read(&["--all", "--step", "110"], "");
    assert_eq!(rest.lines().filter(|line| line.starts_with("Step ")).count(), 7);
}

#[test]
fn nothing_but_lines_is_printed() {
    for text in [read(&["xor"], "next\nhelp\nset w_b1 2\ntrain 5\nhistory\n"), read(&["xor", "--all"], "")] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    }
}

#[test]
fn an_answer_comes_before_the_next_line_is_typed() {
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("chainrule"))
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut hear = |wanted: &str| lines.by_ref().map(Result::unwrap).find(|line| line.starts_with(wanted));
    assert!(hear("Step 1:").is_some());
    typed.write_all(b"next\n").unwrap();
    assert!(hear("Step 2:").is_some());
    typed.write_all(b"quit\n").unwrap();
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = Process::new(assert_cmd::cargo::cargo_bin("chainrule"))
        .args(["read", "--all", "--zoom", "term"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!((line.starts_with("Swap two inputs"), said.as_str()), (true, ""));
}

#[test]
fn what_was_changed_is_written_and_read_again() {
    let folder = folder("reading");
    let file = folder.join("mine.toml");
    let file = file.to_str().unwrap();
    let text = read(&[], &format!("set w d 1 0.35\nquit\nsave {file}\nquit\nnever read\n"));
    assert!(text.contains("Edits are not saved.") && text.contains("Written to "), "{text}");
    assert!(!text.contains("never read"));
    let again = read(&[file, "--step", "chain/w_d1"], "set w_d1 0.35\n");
    assert!(again.contains("That is what it is already: nothing changes."), "{again}");
}
