//! Scenario files: what is wrong is said with its place, and what is right is read.
//!
//! Each file in `tests/bad` is wrong in one way and opens with the message that it should get.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chainrule::engine::{Activation, Carry};
use chainrule::scenario::{ErrorKind, Scenario, ScenarioError, open, parse};
use chainrule::text::SafeText;
use proptest::prelude::*;

const GOOD: &str = "title = \"Good\"\n\n[network]\nlayers = [2, 3, 1]\n\n[network.weights]\n\
    b = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]\nc = [[0.1, 0.2, 0.3]]\n\n\
    [[samples]]\ninput = [1, 0]\ntarget = [1]\n";

const SWAP: &str = include_str!("../scenarios/swap.toml");

fn good(more: &str) -> Scenario {
    match parse(&format!("{GOOD}{more}"), "good.toml") {
        Ok(scenario) => scenario,
        Err(error) => panic!("{error}"),
    }
}

/// Every promise that holds for all messages.
fn is_well_formed(error: &ScenarioError) {
    let message = error.to_string();
    assert!(message.len() <= 2048, "{} bytes", message.len());
    let unseen = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!message.chars().any(unseen), "{message:?}");
    assert!(!error.problem.as_str().is_empty());
}

fn bad_files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The whole message, put together from the comments that a bad file opens with and its own line.
fn expected(source: &str, origin: &str) -> String {
    let mut lines = source.lines();
    let mut comment = |start: &str| lines.next().unwrap().strip_prefix(start).unwrap().to_owned();
    let (error, at, help) = (comment("# error: "), comment("# at: "), comment("# help: "));
    let (line, column) = at.split_once(':').unwrap();
    let before = column.parse::<usize>().unwrap() - 1;
    assert!(before <= 40, "the column is too far to the right for this test");
    let text = source.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap_or_default();
    let mut excerpt: String = text.chars().take(before + 80).collect();
    if excerpt.len() < text.len() {
        excerpt.push('…');
    }
    let (excerpt, gutter) = (SafeText::new(&excerpt), " ".repeat(line.len()));
    format!(
        "{error}\n{gutter}--> {origin}:{at}\n{gutter} |\n{line} | {excerpt}\n{gutter} | {:before$}^\nhelp: {help}",
        ""
    )
}

#[test]
fn every_bad_file_is_told_what_is_wrong_where_and_what_would_be_right() {
    let files = bad_files();
    assert!(files.len() >= 80);
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        let origin = path.file_name().unwrap().to_str().unwrap();
        let error = parse(&source, origin).expect_err(origin);
        is_well_formed(&error);
        assert_eq!(error.to_string(), expected(&source, origin));
        let syntax = origin.starts_with("syntax-") || origin == "key-twice.toml";
        assert_eq!(error.kind, if syntax { ErrorKind::Syntax } else { ErrorKind::Content }, "{origin}");
        assert_eq!(error.key.is_none(), syntax, "{origin}");
        assert_eq!(open(path.to_str()).unwrap_err().problem, error.problem);
    }
}

#[test]
fn an_empty_file_lacks_a_title() {
    for empty in ["", "\u{feff}", "\n\n", "# nothing"] {
        let error = parse(empty, "empty.toml").unwrap_err();
        assert_eq!((error.problem.as_str(), error.line()), ("`title` is missing", Some(1)));
        is_well_formed(&error);
    }
}

#[test]
fn a_byte_order_mark_and_other_line_ends_do_not_move_the_place() {
    for source in ["titel = 1", "\u{feff}titel = 1"] {
        assert_eq!(parse(source, "x").unwrap_err().column(), Some(1));
    }
    let windows = SWAP.replace('\n', "\r\n");
    let mut read = parse(&format!("\u{feff}{windows}"), "x").unwrap();
    assert!(read.source.starts_with('\u{feff}') && read.source.contains("\r\n"));
    read.source = SWAP.into();
    assert_eq!(read, parse(SWAP, "x").unwrap());
    let error = parse(&windows.replace("decimals = 4", "decimals = 40"), "x").unwrap_err();
    let at = SWAP.lines().position(|line| line == "decimals = 4").unwrap() + 1;
    assert_eq!((error.line(), error.column()), (Some(at), Some(12)));
    assert!(error.to_string().contains(&format!("{at} | decimals = 40\n")));
}

#[test]
fn large_and_deep_files_are_refused_soon() {
    let most = 1 << 20;
    let numbers = format!("{GOOD}# ").replace("c = [[", &format!("c = [[{}", "1,".repeat(most / 2 - 500)));
    let many = |text: &str| text.repeat(most / text.len());
    // The parser itself takes some time in a debug build; a release build stays below 200 ms.
    let soon = Duration::from_millis(if cfg!(debug_assertions) { 5000 } else { 200 });
    for source in [
        numbers,
        many("["),
        many("a = {"),
        format!("a = {}", many("[")),
        many("[[a]]\n"),
        many("\u{1b}"),
        many("\r"),
        format!("title = \"{}\"", many("e\u{301}")),
        format!("title = \"{}\nx", many("界")),
        format!("{} = 1", many("a.")),
        format!("{GOOD}{}", many("[[notes]]\n")),
        format!("{GOOD}{}", many("[[edits]]\n")),
    ] {
        let start = Instant::now();
        let error = parse(&source, "large.toml").unwrap_err();
        assert!(start.elapsed() < soon, "{:?}: {error}", start.elapsed());
        is_well_formed(&error);
    }
}

#[test]
fn a_short_file_gets_the_usual_lesson() {
    let scenario = good("");
    assert_eq!(scenario.title.as_str(), "Good");
    assert_eq!(scenario.plan.carry, Carry::Decimals(4));
    assert_eq!((scenario.plan.sample, &scenario.plan.chapters), (0, &None));
    let derived: Vec<_> = scenario.plan.derive.iter().map(|w| (w.layer, w.neuron, w.input)).collect();
    assert_eq!(derived, [(2, 0, 0), (1, 0, 0)]);
    assert_eq!((scenario.learning.rate, scenario.learning.biases_frozen), (0.5, false));
    assert_eq!(scenario.network().layer(1).activation, Activation::Sigmoid);
    assert!(scenario.notes.is_empty() && !scenario.network().has_biases());
}

#[test]
fn everything_that_may_be_said_is_heard() {
    let network = "[network]\nactivation = [\"sigmoid\", \"sigmoid\"]\nloss = \"half-squared-error\"";
    let source = GOOD.replace("[network]", network).replace("[1, 0]", "[-0.0, 1e-3]")
        + "[[samples]]\ninput = [2, 3]\ntarget = [0.5]\n\
           [network.biases]\nc = [7]\n[training]\nlearning_rate = 2\nbiases = \"frozen\"\n\
           [lesson]\ndecimals = \"full\"\nsample = 2\nweights = [\"w_b3\"]\nchapters = [\"error\", \"forward\"]\n\
           [[notes]]\nat = \"forward\"\ntext = \"a\\u001b[31m\\nb\"\nquotes = true\n";
    let scenario = parse(&source, "x").unwrap();
    assert!(scenario.samples[0].input[0].is_sign_positive(), "−0 is 0");
    assert_eq!(scenario.samples[1].input.to_vec(), [2.0, 3.0]);
    let biases = |layer| scenario.network().layer(layer).biases.as_ref().map(|b| b.to_vec());
    assert_eq!((biases(1), biases(2)), (None, Some(vec![7.0])));
    assert_eq!((scenario.learning.rate, scenario.learning.biases_frozen), (2.0, true));
    assert_eq!((scenario.plan.carry, scenario.plan.sample), (Carry::Full, 1));
    assert_eq!((scenario.plan.derive[0].neuron, scenario.plan.derive[0].input), (1, 0));
    let chapters = scenario.plan.chapters.as_ref().unwrap();
    assert_eq!(chapters.iter().map(SafeText::as_str).collect::<Vec<_>>(), ["error", "forward"]);
    let note = &scenario.notes[0];
    assert_eq!((note.text.as_str(), note.quotes), ("a�[31m b", true));
    assert_eq!(source.lines().nth(note.line - 1), Some("at = \"forward\""));
    assert!(!good("[training]\nbiases = \"learning\"").learning.biases_frozen);
}

#[test]
fn edits_are_made_in_the_order_of_the_file() {
    let edit = |set: &str, value: &str| format!("[[edits]]\nset = \"{set}\"\nvalue = {value}\n");
    let more = "[network.biases]\nb = [1, 2, 3]\n[lesson]\nsample = 2\n\
        [[samples]]\ninput = [5, 6]\ntarget = [7]\n[[samples]]\ninput = [8, 9]\ntarget = [10]\n";
    let edits = [
        edit("w_b3", "-0.5"),
        edit("w_c3", "1"),
        edit("bias_b2", "1e3"),
        edit("a1", "20"),
        edit("a2@3", "30"),
        edit(" target_c1 @ 1 ", "40"),
        edit("learning_rate", "0.25"),
        edit("w_c3", "-0.0"),
    ];
    let (before, after) = (good(more), good(&format!("{more}{}", edits.concat())));
    let mut expected = before.clone();
    expected.network_mut().layer_mut(1).weights[[1, 0]] = -0.5;
    expected.network_mut().layer_mut(2).weights[[0, 2]] = 0.0;
    expected.network_mut().layer_mut(1).biases.as_mut().unwrap()[1] = 1000.0;
    expected.samples[1].input[0] = 20.0;
    expected.samples[2].input[1] = 30.0;
    expected.samples[0].target[0] = 40.0;
    expected.learning.rate = 0.25;
    expected.source = after.source.clone();
    assert_eq!(after, expected);
    assert!(after.network().layer(2).weights[[0, 2]].is_sign_positive(), "−0 is 0");
    let listed = good("").source.replacen("\n\n", "\nedits = [{ set = \"w_c1\", value = 4 }]\n\n", 1);
    assert_eq!(parse(&listed, "x").unwrap().network().layer(2).weights[[0, 0]], 4.0);
}

#[test]
fn as_many_edits_as_a_table_has_room_for_are_made() {
    let edits = |count| format!("{GOOD}{}", "[[edits]]\nset = \"a1\"\nvalue = 3\n".repeat(count));
    assert_eq!(parse(&edits(10_000), "x").unwrap().samples[0].input[0], 3.0);
    let error = parse(&edits(10_001), "x").unwrap_err();
    let said = (error.problem.as_str(), error.help.as_str(), error.line());
    assert_eq!(said, ("`edits` has 10001 edits", "there may be 10000 at most", Some(14 + 3 * 10_000 - 1)));
}

#[test]
fn changing_a_network_leaves_passes_as_they_were() {
    let mut scenario = good("");
    let pass = scenario.pass(0, Carry::Full);
    scenario.network_mut().layer_mut(1).weights[[0, 0]] = 9.0;
    assert_eq!(pass.network().layer(1).weights[[0, 0]], 0.1);
    assert_eq!(scenario.given(0).network.layer(1).weights[[0, 0]], 9.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any few bytes of a good file changed: it is read or refused, and never worse.
    #[test]
    fn a_damaged_file_is_read_or_refused(
        damage in prop::collection::vec((0..SWAP.len(), 0..40_usize, "[\\PC\\pC]{0,3}|nan|-|\\[|\"|99999|e9"), 1..4)
    ) {
        let mut source = SWAP.to_owned();
        for (at, removed, put) in damage {
            let boundary = |mut at: usize| {
                at = at.min(source.len());
                while !source.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let range = boundary(at)..boundary(at + removed);
            source.replace_range(range, &put);
        }
        match parse(&source, "damaged.toml") {
            Ok(scenario) => drop(scenario.pass(scenario.plan.sample, scenario.plan.carry)),
            Err(error) => is_well_formed(&error),
        }
    }

    /// What a file says in any of its texts holds no control when it is read.
    #[test]
    fn texts_are_safe(text in "\\PC{0,4}\\pC{1,4}\\PC{1,4}") {
        let quoted = text.chars().fold(String::new(), |all, c| format!("{all}\\U{:08x}", u32::from(c)));
        let source = GOOD.replace("Good", &quoted) + &format!("[[notes]]\nat = \"x{quoted}\"\ntext = \"x{quoted}\"");
        let scenario = parse(&source, "x").unwrap();
        let note = &scenario.notes[0];
        for safe in [&scenario.title, &note.at, &note.text] {
            prop_assert_eq!(&SafeText::new(safe.as_str()), safe);
            prop_assert!(!safe.as_str().chars().any(char::is_control));
        }
        let asked = format!("{GOOD}[lesson]\nweights = [\"{quoted}\"]");
        is_well_formed(&parse(&asked, &text).unwrap_err());
    }
}
