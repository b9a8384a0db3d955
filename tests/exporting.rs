//! `chainrule export` from outside: where hand-outs go, and class sets.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::{Command, Stdio};

use chainrule::edit::Edit;
use chainrule::engine::{Kind, Quantity};
use chainrule::lesson::{Lesson, View};
use chainrule::notation::number;
use chainrule::scenario;
use program::{chainrule, printed, refused};

/// What a call says that fails in this way.
fn fails(arguments: &[&str], code: i32) -> String {
    let (found, said) = refused(&mut chainrule(arguments));
    assert_eq!(found, code, "{arguments:?}");
    said
}

const ONE: [&str; 4] = ["export", "--steps", "forward/b/net/1", "--format"];

#[test]
fn a_file_is_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.html");
    let file = file.to_str().unwrap();
    let to_file = [&ONE[..], &["html", "--output", file]].concat();
    assert_eq!(printed(&to_file), "");
    let written = std::fs::read_to_string(file).unwrap();
    assert_eq!(written, printed(&[&ONE[..], &["html"]].concat()));
    std::fs::write(file, "mine").unwrap();
    assert!(fails(&to_file, 1).contains("exists; --force overwrites it"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), "mine");
    printed(&[&to_file[..], &["--force"]].concat());
    assert_eq!(std::fs::read_to_string(file).unwrap(), written);
}

#[test]
fn a_class_has_a_sheet_and_a_solution_for_everyone() {
    let folder = tempfile::tempdir().unwrap();
    let class = folder.path().join("class");
    let class_name = class.to_str().unwrap();
    let arguments = [&ONE[..], &["markdown", "--variants", "3", "--seed", "7", "--directory", class_name]];
    let arguments = arguments.concat();
    printed(&arguments);
    let names: BTreeSet<String> = std::fs::read_dir(&class)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let expected = (1..=3).flat_map(|n| [format!("0{n}-solution.md"), format!("0{n}-worksheet.md")]);
    assert_eq!(names, expected.collect());

    // Everyone's numbers are those of the network that the sheet's own command opens.
    let mut nets = BTreeSet::new();
    for n in 1..=3 {
        let mut swap = scenario::builtin("swap").unwrap();
        for layer in ["b", "c", "d"] {
            let edit = Edit::parse(&format!("W_{layer} = random 700{n}"), swap.network(), 1).unwrap();
            edit.apply(&mut swap).unwrap();
        }
        let view = View::of(&swap);
        let lesson = Lesson::new(swap, view).unwrap();
        let net = lesson.value(Quantity::of(Kind::Net, 1, 0)).unwrap();
        let text = number::named(net, lesson.carry(), 15);
        let read = |kind: &str| std::fs::read_to_string(class.join(format!("0{n}-{kind}.md"))).unwrap();
        let (worksheet, solution) = (read("worksheet"), read("solution"));
        assert!(solution.contains(&format!("&= {text}")), "{n}: {text}\n{solution}");
        assert!(!worksheet.contains(&format!("&= {text}")), "{n}: {text}");
        assert!(worksheet.contains(&format!("Student {n} of 3")));
        assert!(worksheet.contains(&format!("random 700{n}")), "{worksheet}");
        nets.insert(text);
    }
    assert_eq!(nets.len(), 3, "all students have the same numbers");

    let before = std::fs::read_to_string(class.join("02-solution.md")).unwrap();
    assert!(fails(&arguments, 1).contains("exists; --force overwrites it"));
    let is_file = class.join("02-solution.md");
    let is_file = [&ONE[..], &["markdown", "--directory", is_file.to_str().unwrap()]].concat();
    assert!(fails(&is_file, 1).contains("is a file; --directory takes a folder"));
    printed(&[&arguments[..], &["--force"]].concat());
    assert_eq!(std::fs::read_to_string(class.join("02-solution.md")).unwrap(), before);
}

#[test]
fn one_document_has_all_worksheets_then_all_solutions() {
    let document = printed(&[&ONE[..], &["markdown", "--variants", "2"]].concat());
    let titles: Vec<&str> = document.lines().filter(|line| line.starts_with("# ")).collect();
    let expected = ["Worksheet", "Worksheet", "Solution", "Solution"];
    assert_eq!(titles, expected.map(|kind| format!("# {kind}: Swap two inputs")));
    let pages = printed(&[&ONE[..], &["html", "--variants", "2", "--solution"]].concat());
    assert_eq!((pages.matches("<h1>").count(), pages.matches("<article>").count()), (2, 2));
}

#[test]
fn edits_chapters_and_tours_are_made_hand_outs_of() {
    let edited = printed(&["export", "--solution", "--steps", "forward/d/net/1", "--set", "w_d1=0.9"]);
    assert!(edited.contains("with numbers changed") && edited.contains("0.9\\cdot0.6876"), "{edited}");
    let chapter = printed(&["export", "xor", "--steps", "error"]);
    assert!(chapter.contains("## Error") && !chapter.contains("## Forward"));
    let tour = printed(&["export", "--tour", "--steps", "2..3", "--solution"]);
    let stops: Vec<&str> = tour.lines().filter(|line| line.starts_with("### ")).collect();
    assert!(stops.len() == 2 && stops[0].starts_with("### Stop 2: "), "{stops:?}");
    let lesson = printed(&["steps", "--step", "chain/w_d1/slope", "--format", "latex"]);
    assert!(lesson.contains("\\begin{document}") && lesson.contains("0.2016"));
}

const TOUR: &str = r#"
title = "A tour"
[network]
layers = [2, 1]
[network.weights]
b = [[0.5, -0.25]]
[[samples]]
input = [1, 0]
target = [0]
[[samples]]
input = [0.5, 0.75]
target = [1]
[[tour]]
at = "forward/b/net/1"
text = "First."
set = { w_b1 = 3 }
[[tour]]
at = "forward/b/out/1"
text = "Second."
[[tour]]
at = "forward/b/net/1"
text = "Third."
reset = true
sample = 2
decimals = 2
"#;

#[test]
fn a_tour_on_paper_says_what_is_given_where_that_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tour.toml");
    std::fs::write(&file, TOUR).unwrap();
    let file = file.to_str().unwrap();
    let whole = printed(&["export", file, "--tour", "--solution"]);
    let given = |page: &str| page[..page.find("## The tour").unwrap()].to_owned();
    assert!(given(&whole).contains("W_{b} &= \\left[\\begin{array}{rr} 3.00 & -0.25"), "{whole}");
    let third = &whole[whole.find("Stop 3").unwrap()..];
    for said in ["From here on: sample 2 of 2", "2 decimals", "$w_{b1}=0.5$", "0.50\\cdot0.5"] {
        assert!(third.contains(said), "{said}: {third}");
    }
    // What the first stop asks for is known to who comes from there, and not told at the second.
    let sheet = printed(&["export", file, "--tour"]);
    assert!(!sheet.contains("3.0000"), "{sheet}");

    // A sheet that begins later begins with the numbers of its first stop.
    let third = printed(&["export", file, "--tour", "--steps", "3", "--solution"]);
    assert!(
        given(&third).contains("{rr} 0.50 & -0.25") && given(&third).contains("sample 2 of 2"),
        "{third}"
    );
    assert!(third.contains(&format!("chainrule {file} --stop 3")), "{third}");
    let second = printed(&["export", file, "--stop", "2", "--solution"]);
    assert!(given(&second).contains("{rr} 3.00 & -0.25") && second.contains("--stop 2"), "{second}");
    let edited = printed(&["export", file, "--tour", "--set", "w_b2=0.125", "--solution"]);
    assert!(given(&edited).contains("{rr} 3.000 & 0.125") && !edited.contains("--stop"), "{edited}");
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_ends_no_command_on_a_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a\n```\n# evil <b>\u{1b}]0;x\u{7}.toml");
    std::fs::write(&file, TOUR).unwrap();
    for format in ["markdown", "latex", "html"] {
        let page = printed(&["export", file.to_str().unwrap(), "--format", format]);
        assert!(!page.contains("evil") && !page.contains('\u{1b}'), "{page}");
    }
}

#[test]
fn a_class_that_has_nothing_to_compute_is_told() {
    let arguments = ["export", "dead-relu", "--steps", "forward", "--variants", "30", "--seed", "7"];
    let output = chainrule(&arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("no error arrives at the first layer: "), "{said}");
    let page = String::from_utf8(output.stdout).unwrap();
    // Nor are the author's words about other numbers on these sheets.
    assert!(!page.contains("Note. "), "{page}");
}

#[test]
fn wrong_usage_is_said_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sheet.md");
    let file = file.to_str().unwrap();
    for wrong in [
        &["--steps", "chain/nowhere"][..],
        &["--steps", "9..2"],
        &["--variants", "0"],
        &["--variants", "1000"],
        &["--seed", "7"],
        &["--stop", "2", "--steps", "1..2"],
        &["--set", "w_z1=3"],
        &["--format", "word"],
    ] {
        for to in ["--output", "--directory"] {
            let arguments = [&["export", to, file], wrong].concat();
            assert!(fails(&arguments, 2).starts_with("chainrule: "), "{wrong:?}");
            assert!(!std::path::Path::new(file).exists(), "{wrong:?}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("chainrule"))
        .args(["export", "large", "--steps", "forward"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
