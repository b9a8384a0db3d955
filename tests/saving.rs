//! What saving writes: the numbers that a scenario has now, and otherwise the text as it was.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

#[path = "support/folder.rs"]
mod folder;

use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use chainrule::engine::{Kind, Quantity};
use chainrule::export::weights;
use chainrule::scenario::{MOST_BYTES, SaveError, Scenario, name, open, parse, parse_name};
use folder::folder;
use proptest::prelude::*;

/// The document's network without quotations, which a change of numbers marks; they have a test of their
/// own.
static SWAP: LazyLock<String> =
    LazyLock::new(|| include_str!("../scenarios/swap.toml").replace("quotes = true", "quotes = false"));

/// Sections, with everything that a careful hand puts into them.
const SECTIONS: &str = r#"# A network, by hand.
title = "Sections"   # its title

  [network]          # indented
  layers = [2, 3, 1]
  activation = "sigmoid"

  [network.weights]
  b = [
    [ 0.10,  +0.20 ],  # row 1
    [-0.30,   1_000],  # row 2, 0.5 in a comment

    [ 1e-3,  0x10  ],
  ]
  c = [[ 0.1,0.2 ,	0.3, ]]	# a tab before

[network.biases]
"c"   = [ -0.0 ]
b     = [ 1, 2, 3 ]

[ training ]         # nothing about how far

[lesson]
sample = 2

[[samples]]
input = [1, 0]
target = [1]

[[samples]]
target = [0.5] # the other way round
input = [
  0,
  1
]

[[notes]]
at = "forward"
text = """
A text of 2 lines:
b = [[0.1, 0.2]]"""

"#;

/// All in braces.
const BRACES: &str = r#"title = "Braces"
network = { layers = [1, 2, 2], weights = { b = [[0.5], [0.25]], c = [[1, 2], [3, 4]] }, biases = { c = [0, 0] } }
training = { biases = "frozen" }
samples = [{ input = [1], target = [0, 1] }, { input = [0.5], target = [1, 0] }]
notes = [{ at = "forward", text = "3 [braces]" }]
"#;

/// Keys with dots; nothing says how far to learn, and no line end is at the end.
const DOTS: &str = r#"title = "Dots"
network.layers = [2, 1]
network.weights.b = [[0.5, 0.25]]
"network".'biases'.b = [7]
training.biases = "frozen" # dotted
samples = [
  { input = [1, 2], target = [3] }, # one
]
lesson.decimals = 4"#;

/// Numbers that edits stand on, as sections.
const EDITS: &str = r#"title = "Edits"
[network]
layers = [2, 1]
weights.b = [[0.5, 0.25]]
biases.b = [7]

[[edits]]
set = "w_b1"
value = 0.75 # replaced below

[[samples]]
input = [1, 2]
target = [3]

[[samples]]
input = [4, 5]
target = [6]

[[edits]]
set = "a2@2"
value = 50

[[edits]]
value = 0.125
set = " w_b1"

[[edits]]
set = "learning_rate"
value = 1
"#;

/// The same as a list.
const LISTED: &str = r#"title = "Listed"
edits = [{ set = "a1", value = 10 }, { set = "w_b2", value = -1 }]
network = { layers = [2, 1], weights = { b = [[0.5, 0.25]] } }
samples = [{ input = [1, 2], target = [3] }]
[training]
learning_rate = 0.25"#;

/// The same network in each of TOML's ways.
fn layouts() -> [&'static str; 6] {
    [&SWAP, SECTIONS, BRACES, DOTS, EDITS, LISTED]
}

fn read(source: &str) -> Scenario {
    match parse(source, "saved.toml") {
        Ok(scenario) => scenario,
        Err(error) => panic!("{error}\n{source}"),
    }
}

fn set(scenario: &mut Scenario, name: &str, sample: usize, value: f64) {
    let q = parse_name(name, scenario.network()).unwrap();
    *scenario.given_number_mut(q, sample).unwrap() = value;
}

/// Every given number, with its sample.
fn all_given(scenario: &Scenario) -> Vec<(Quantity, usize)> {
    let network = scenario.network();
    let mut all = vec![(Quantity::whole(Kind::LearningRate), 0)];
    all.extend(network.weight_ids().map(|w| (Quantity::at(Kind::Weight, w), 0)));
    for layer in (1..network.depth()).filter(|&layer| network.layer(layer).biases.is_some()) {
        all.extend((0..network.width(layer)).map(|row| (Quantity::of(Kind::Bias, layer, row), 0)));
    }
    for sample in 0..scenario.samples.len() {
        all.extend((0..network.width(0)).map(|row| (Quantity::of(Kind::Out, 0, row), sample)));
        let last = network.last();
        all.extend((0..network.width(last)).map(|row| (Quantity::of(Kind::Target, last, row), sample)));
    }
    all
}

/// Asserts that both say the same, each in its own text.
fn assert_same(saved: &Scenario, scenario: &Scenario) {
    let mut adjusted = saved.clone();
    adjusted.source = scenario.source.clone();
    let line_of =
        |scenario: &Scenario, line: usize| scenario.source.lines().nth(line - 1).unwrap().to_owned();
    let mut notes = adjusted.notes.to_vec();
    for (note, before) in notes.iter_mut().zip(scenario.notes.iter()) {
        assert_eq!(line_of(saved, note.line), line_of(scenario, before.line));
        note.line = before.line;
    }
    adjusted.notes = notes.into();
    assert_eq!(&adjusted, scenario);
}

/// A text in pieces, those that may be numbers and those between them.
fn pieces(text: &str) -> Vec<&str> {
    let ends = |c: char| c.is_whitespace() || "[]{},=\"#".contains(c);
    text.split_inclusive(ends)
        .flat_map(|piece| match piece.char_indices().next_back() {
            Some((at, last)) if ends(last) => vec![&piece[..at], &piece[at..]],
            _ => vec![piece],
        })
        .collect()
}

fn as_number(piece: &str) -> Option<f64> {
    match piece.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok().map(|number| number as f64),
        None => piece.replace('_', "").parse().ok(),
    }
}

/// Asserts that a text is another with just so many of its numbers changed, and to just these values.
fn assert_only_numbers(written: &str, source: &str, mut values: Vec<f64>) {
    let (now, then) = (pieces(written), pieces(source));
    assert_eq!(now.len(), then.len(), "{written}");
    for (now, then) in now.into_iter().zip(then).filter(|(now, then)| now != then) {
        let number = as_number(now).unwrap_or_else(|| panic!("{now} stands for {then}"));
        assert!(as_number(then).is_some(), "{now} stands for {then}");
        let at = values.iter().position(|&value| value == number);
        values.swap_remove(at.unwrap_or_else(|| panic!("{now} stands for {then}")));
    }
    assert!(values.is_empty(), "{values:?} are not written");
}

/// A number that someone may set: short ones, and any that there are.
fn number() -> impl Strategy<Value = f64> {
    use prop::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        (-20..20_i32).prop_map(f64::from),
        (-9999..9999_i32).prop_map(|n| f64::from(n) / 1000.0),
        POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_reads_back_and_nothing_else_changes(
        layout in 0..layouts().len(),
        is_windows: bool,
        has_mark: bool,
        edits in prop::collection::vec((any::<prop::sample::Index>(), number()), 0..12),
    ) {
        let mark = if has_mark { "\u{feff}" } else { "" };
        let source = format!("{mark}{}", layouts()[layout]);
        let source = if is_windows { source.replace('\n', "\r\n") } else { source };
        let before = read(&source);
        let mut now = before.clone();
        let all = all_given(&before);
        for (which, value) in edits {
            let (q, sample) = all[which.index(all.len())];
            let value = if q.kind == Kind::LearningRate { value.abs().max(1e-300) } else { value };
            *now.given_number_mut(q, sample).unwrap() = value + 0.0;
        }
        let written = now.written().unwrap();
        let saved = read(&written);
        assert_same(&saved, &now);
        prop_assert_eq!(&saved.written().unwrap(), &written);
        prop_assert_eq!(written.matches("\r\n").count() > 0, is_windows);
        prop_assert_eq!(written.replace("\r\n", "").contains('\n'), !is_windows);

        let changed: Vec<_> = all
            .iter()
            .filter(|&&(q, sample)| now.given_number(q, sample) != before.given_number(q, sample))
            .collect();
        // Where the rate has to be added, the tests below say how.
        let adds_rate = !source.contains("learning_rate") && now.learning.rate != before.learning.rate;
        if !adds_rate {
            let values = changed.iter().map(|&&(q, sample)| now.given_number(q, sample).unwrap()).collect();
            assert_only_numbers(&written, &source, values);
        }
    }
}

#[test]
fn a_text_without_changes_is_the_text() {
    for layout in layouts() {
        for source in [layout.to_owned(), format!("\u{feff}{layout}"), layout.replacen('\n', "\r\n", 3)] {
            assert_eq!(read(&source).written().unwrap(), source);
        }
    }
}

#[test]
fn numbers_change_where_they_stand() {
    let mut scenario = read(SECTIONS);
    for (name, sample, value) in [
        ("w_b2", 0, -0.5),
        ("w_b4", 0, 1e300),
        ("w_b6", 0, 1.0 / 3.0),
        ("w_c3", 0, 7.0),
        ("bias_c1", 0, 5e-324),
        ("bias_b2", 0, -8.0),
        ("a2", 0, 0.1 + 0.2),
        ("target_c1", 1, -0.0),
    ] {
        set(&mut scenario, name, sample, value);
    }
    let mut expected = SECTIONS.to_owned();
    for (old, new) in [
        ("[ 0.10,  +0.20 ],  # row 1", "[ 0.10,  -0.5 ],  # row 1"),
        ("[-0.30,   1_000],  # row 2", "[-0.30,   1e300],  # row 2"),
        ("[ 1e-3,  0x10  ],", "[ 1e-3,  0.3333333333333333  ],"),
        ("[[ 0.1,0.2 ,\t0.3, ]]", "[[ 0.1,0.2 ,\t7.0, ]]"),
        ("[ -0.0 ]", "[ 5e-324 ]"),
        ("[ 1, 2, 3 ]", "[ 1, -8, 3 ]"),
        ("input = [1, 0]", "input = [1, 0.30000000000000004]"),
        ("target = [0.5] #", "target = [0.0] #"),
    ] {
        assert_eq!(expected.matches(old).count(), 1, "{old}");
        expected = expected.replace(old, new);
    }
    assert_eq!(scenario.written().unwrap(), expected);
}

#[test]
fn a_number_taken_back_is_written_as_it_was() {
    let mut scenario = read(SECTIONS);
    set(&mut scenario, "w_b4", 0, 2.0);
    let mut saved = read(&scenario.written().unwrap());
    set(&mut saved, "w_b4", 0, 1000.0);
    assert_eq!(saved.written().unwrap(), SECTIONS.replace("1_000", "1000"));
    set(&mut scenario, "w_b4", 0, 1000.0);
    assert_eq!(scenario.written().unwrap(), SECTIONS);
}

#[test]
fn a_learning_rate_is_added_where_there_is_none() {
    let windows = SECTIONS.replace('\n', "\r\n");
    let at_end = "title = 'x'\nnetwork = { layers = [1, 1], weights = { b = [[1]] } }\n\
        samples = [{ input = [1], target = [1] }]\n[training] # last";
    let without = SWAP.replace("[training]\nlearning_rate = 0.5\n\n", "");
    let header = "[ training ]         # nothing about how far";
    for (source, old, new) in [
        (SECTIONS, &*format!("{header}\n"), &*format!("{header}\nlearning_rate = 0.125\n")),
        (&*windows, &*format!("{header}\r\n"), &*format!("{header}\r\nlearning_rate = 0.125\r\n")),
        (at_end, "# last", "# last\nlearning_rate = 0.125"),
        (BRACES, "{ biases = \"frozen\" }", "{ learning_rate = 0.125, biases = \"frozen\" }"),
        (
            &*BRACES.replace("{ biases = \"frozen\" }", "{}"),
            "training = {}",
            "training = { learning_rate = 0.125 }",
        ),
        (DOTS, "training.biases", "training.learning_rate = 0.125\ntraining.biases"),
        (&*without, "see who notices.\"\n", "see who notices.\"\n\n[training]\nlearning_rate = 0.125\n"),
        (
            &*DOTS.replace("training.biases = \"frozen\" # dotted\n", ""),
            "decimals = 4",
            "decimals = 4\n\n[training]\nlearning_rate = 0.125\n",
        ),
    ] {
        let mut scenario = read(source);
        scenario.learning.rate = 0.125;
        let written = scenario.written().unwrap();
        assert_eq!(written, source.replace(old, new));
        assert_same(&read(&written), &scenario);
    }
}

#[test]
fn what_an_edit_sets_changes_in_the_edit() {
    let mut scenario = read(EDITS);
    set(&mut scenario, "w_b1", 0, 2.5);
    set(&mut scenario, "w_b2", 0, 3.5);
    set(&mut scenario, "a2", 0, 4.5);
    set(&mut scenario, "a2", 1, 51.0);
    set(&mut scenario, "learning_rate", 0, 0.5);
    let expected = EDITS
        .replace("value = 0.125", "value = 2.5")
        .replace("0.25]]", "3.5]]")
        .replace("input = [1, 2]", "input = [1, 4.5]")
        .replace("value = 50", "value = 51")
        .replace("value = 1\n", "value = 0.5\n");
    assert_eq!(scenario.written().unwrap(), expected);
}

/// A network of 1500 weights and 40 biases, with a text of its own on each row.
fn large(more: &str) -> String {
    let mut source = "title = \"Large\"\n".to_owned();
    let row = |row: usize, columns: usize| {
        let numbers: Vec<String> = (0..columns).map(|column| format!("0.{row:02}{column:02}1")).collect();
        format!("  [{}], # to neuron {}\n", numbers.join(", "), row + 1)
    };
    source.push_str(more);
    source.push_str("[network]\nlayers = [40, 30, 10]\n\n[network.weights]\n");
    for (letter, rows, columns) in [("b", 30, 40), ("c", 10, 30)] {
        let rows: String = (0..rows).map(|n| row(n, columns)).collect();
        let _ = write!(source, "{letter} = [\n{rows}]\n");
    }
    let list = |n: usize| format!("{:?}", vec![0.5; n]);
    let _ = write!(
        source,
        "\n[network.biases]\nb = {}\n\n[[samples]]\ninput = {}\ntarget = {}\n",
        list(30),
        list(40),
        list(10)
    );
    source
}

#[test]
fn a_large_network_is_written_by_edits() {
    let source = large("");
    let mut scenario = read(&source);
    set(&mut scenario, "w_c300", 0, 0.25);
    set(&mut scenario, "w_b2", 0, -1.0);
    set(&mut scenario, "bias_b7", 0, 1e-9);
    set(&mut scenario, "a40", 0, 0.75);
    let with_input = source.replace("0.5]\ntarget", "0.75]\ntarget");
    let edits = "\n[[edits]]\nset = \"w_b2\"\nvalue = -1.0\n\
        \n[[edits]]\nset = \"bias_b7\"\nvalue = 1e-9\n\
        \n[[edits]]\nset = \"w_c300\"\nvalue = 0.25\n";
    let written = scenario.written().unwrap();
    assert_eq!(written, format!("{with_input}{edits}"));
    let mut saved = read(&written);
    assert_same(&saved, &scenario);

    // Another value takes the place of the first, and a new one comes after it.
    set(&mut saved, "w_b2", 0, 1.5);
    set(&mut saved, "w_b1", 0, 0.0);
    let more = "\n[[edits]]\nset = \"w_b1\"\nvalue = 0.0\n";
    let again = saved.written().unwrap();
    assert_eq!(again, format!("{with_input}{}{more}", edits.replace("-1.0", "1.5")));
    assert_same(&read(&again), &saved);
}

#[test]
fn edits_follow_the_line_ends_and_the_last_line() {
    let source = large("");
    let windows = source.trim_end().replace('\n', "\r\n");
    let mut scenario = read(&windows);
    set(&mut scenario, "w_b2", 0, -1.0);
    let edit = "\r\n\r\n[[edits]]\r\nset = \"w_b2\"\r\nvalue = -1.0\r\n";
    assert_eq!(scenario.written().unwrap(), format!("{windows}{edit}"));
}

#[test]
fn a_list_of_edits_grows_within_its_brackets() {
    let (one, two) = ("{ set = \"w_b1\", value = 1.5 }", "{ set = \"w_b2\", value = 2.5 }");
    for (list, longer) in [
        ("[]", format!("[{one}, {two}]")),
        ("[ # none\n]", format!("[{one}, {two} # none\n]")),
        (
            "[{ set = \"w_c1\", value = 9 }, # yes\n]",
            format!("[{{ set = \"w_c1\", value = 9 }}, {one}, {two}, # yes\n]"),
        ),
    ] {
        let source = large(&format!("edits = {list}\n"));
        let mut scenario = read(&source);
        set(&mut scenario, "w_b1", 0, 1.5);
        set(&mut scenario, "w_b2", 0, 2.5);
        let written = scenario.written().unwrap();
        assert_eq!(written, large(&format!("edits = {longer}\n")));
        assert_same(&read(&written), &scenario);
    }
}

/// The names of the first weights into layer b.
fn first_weights(scenario: &Scenario, count: usize) -> Vec<Quantity> {
    scenario.network().weight_ids().take(count).map(|w| Quantity::at(Kind::Weight, w)).collect()
}

#[test]
fn of_many_changes_the_matrices_are_written() {
    let source = large("");
    for (count, by_edits) in [(500, 500), (501, 0)] {
        let mut scenario = read(&source);
        for q in first_weights(&scenario, count) {
            *scenario.given_number_mut(q, 0).unwrap() = 3.0;
        }
        let written = scenario.written().unwrap();
        assert_eq!(written.matches("[[edits]]").count(), by_edits);
        assert_same(&read(&written), &scenario);
        if by_edits == 0 {
            assert_only_numbers(&written, &source, vec![3.0; count]);
            continue;
        }
        // What has its edit keeps it; there is no room for one more.
        let mut saved = read(&written);
        for q in first_weights(&saved, count + 1) {
            *saved.given_number_mut(q, 0).unwrap() = 4.0;
        }
        let again = saved.written().unwrap();
        assert_only_numbers(&again, &written, vec![4.0; count + 1]);
        assert_same(&read(&again), &saved);
    }
}

#[test]
fn a_small_network_is_written_in_place() {
    let mut scenario = read(&SWAP);
    for q in first_weights(&scenario, 26) {
        *scenario.given_number_mut(q, 0).unwrap() = 3.0;
    }
    assert_only_numbers(&scenario.written().unwrap(), SWAP.as_str(), vec![3.0; 26]);
}

#[test]
fn what_no_file_can_hold_is_refused() {
    let refused = |name: &str, value: f64| {
        let mut scenario = read(&SWAP);
        set(&mut scenario, name, 0, value);
        scenario.written().unwrap_err().to_string()
    };
    assert_eq!(refused("w_c7", f64::NAN), "w_c7 is NaN, but should be a finite number");
    assert_eq!(refused("a2", f64::INFINITY), "a2 is inf, but should be a finite number");
    assert_eq!(refused("learning_rate", 0.0), "learning_rate is 0.0, but should be above 0");

    let mut other = read(&SWAP);
    std::sync::Arc::make_mut(&mut other.samples).pop();
    assert_eq!(other.written(), Err(SaveError::Shape));
    let mut other = read(&SWAP);
    other.source = BRACES.into();
    assert_eq!(other.written(), Err(SaveError::Shape));
    for (has, lacks) in [(SECTIONS, ""), ("", SECTIONS)] {
        let source =
            |of: &str| if of.is_empty() { SECTIONS.replace("b     = [ 1, 2, 3 ]", "") } else { of.into() };
        let mut other = read(&source(has));
        other.source = source(lacks).into();
        assert_eq!(other.written(), Err(SaveError::Shape));
    }
    let mut other = read(&SWAP);
    other.source = "titel = 1".into();
    let message = other.written().unwrap_err().to_string();
    assert_eq!(message, "the text that the scenario was read from does not parse: unknown key `titel`");
}

#[test]
fn what_would_not_be_opened_again_is_refused() {
    let full = format!("{}{}", *SWAP, "#".repeat(MOST_BYTES - SWAP.len()));
    let mut scenario = read(&full);
    set(&mut scenario, "w_b1", 0, 0.9);
    assert_eq!(scenario.written().unwrap().len(), MOST_BYTES);
    set(&mut scenario, "w_b1", 0, 0.95);
    let error = scenario.written().unwrap_err();
    assert_eq!(error, SaveError::TooLarge { bytes: MOST_BYTES + 1 });
    assert_eq!(error.to_string(), "the file would have 1048577 bytes; more than 1048576 are not read");
}

#[test]
fn the_test_finds_every_given_number() {
    let scenario = read(SECTIONS);
    let all = all_given(&scenario);
    assert_eq!(all.len(), 1 + 6 + 3 + 3 + 1 + 2 * 3);
    for (q, _) in all {
        assert_eq!(parse_name(&name(q, scenario.network()), scenario.network()), Ok(q));
    }
}

#[test]
fn quotations_go_with_the_numbers_that_they_speak_of() {
    let source = include_str!("../scenarios/swap.toml");
    let mut scenario = read(source);
    let quotations = scenario.notes.iter().filter(|note| note.quotes).count();
    set(&mut scenario, "w_b1", 0, 0.9);
    let written = scenario.written().unwrap();
    assert_eq!(written.matches("quotes = \"changed\"").count(), quotations);
    assert!(!written.contains("quotes = true"));
    let saved = read(&written);
    assert_eq!(saved.notes.len(), scenario.notes.len() - quotations, "the others stay");
    assert!(saved.notes.iter().all(|note| !note.quotes));
    assert_eq!(saved.written().unwrap(), written);
}

/// A network of 2-3-1 whose weights the text does not list.
fn unlisted(weights: &str) -> String {
    format!(
        "title = \"Unlisted\"\n[network]\nlayers = [2, 3, 1]\nweights = {{ {weights} }} # not listed\n\
         biases = 0\n\n[[samples]]\ninput = [1, 0]\ntarget = [1]\n"
    )
}

#[test]
fn drawn_weights_are_changed_by_edits_on_top() {
    for source in [unlisted("seed = 7"), unlisted("seed = 7, init = \"he\"").replace('\n', "\r\n")] {
        let end = if source.contains('\r') { "\r\n" } else { "\n" };
        let mut scenario = read(&source);
        assert_eq!(scenario.written().unwrap(), source);
        set(&mut scenario, "w_b2", 0, -1.0);
        set(&mut scenario, "bias_c1", 0, 0.5);
        set(&mut scenario, "a1", 0, 0.75);
        let edit =
            |name: &str, value: &str| format!("{end}[[edits]]{end}set = \"{name}\"{end}value = {value}{end}");
        let edits = edit("w_b2", "-1.0") + &edit("bias_c1", "0.5");
        let written = scenario.written().unwrap();
        assert_eq!(written, source.replace("[1, 0]", "[0.75, 0]") + &edits);
        let mut saved = read(&written);
        assert_same(&saved, &scenario);

        // Again, and with a number taken back to what the seed draws.
        let drawn = read(&source);
        set(&mut saved, "w_b2", 0, drawn.network().layer(1).weights[[0, 1]]);
        set(&mut saved, "w_c3", 0, 2.5);
        let again = saved.written().unwrap();
        assert_same(&read(&again), &saved);
        assert_eq!(again.matches("[[edits]]").count(), 3);
    }
}

/// A network of 200-60-10 with weights drawn from a seed.
fn large_drawn() -> String {
    let list = |n: usize| format!("{:?}", vec![0.5; n]);
    let (input, target) = (list(200), list(10));
    format!(
        "title = \"Drawn\"\nnetwork = {{ layers = [200, 60, 10], weights = {{ seed = 3 }} }}\n\
         samples = [{{ input = {input}, target = {target} }}]\n"
    )
}

#[test]
fn of_drawn_weights_as_many_can_be_changed_as_a_file_takes_edits() {
    let source = large_drawn();
    for (count, fits) in [(501, true), (10_000, true), (10_001, false)] {
        let mut scenario = read(&source);
        for q in first_weights(&scenario, count) {
            *scenario.given_number_mut(q, 0).unwrap() = 3.0;
        }
        let written = scenario.written();
        if fits {
            assert_same(&read(&written.unwrap()), &scenario);
            continue;
        }
        let error = written.unwrap_err();
        assert_eq!(error, SaveError::TooManyEdits { count });
        assert_eq!(
            error.to_string(),
            "the file would have 10001 edits, and may have 10000: it lists no weights; take back what changed a whole matrix"
        );
    }
}

#[test]
fn weights_of_a_file_are_changed_by_edits_in_the_same_folder() {
    let folder = folder("saved-beside");
    fs::create_dir(folder.join("below")).unwrap();
    let (path, trained) = (folder.join("scenario.toml"), folder.join("trained.json"));
    let write_weights = |seed: u32| {
        let mut bytes = Vec::new();
        weights::json(read(&unlisted(&format!("seed = {seed}"))).network(), &mut bytes).unwrap();
        fs::write(&trained, bytes).unwrap();
    };
    write_weights(7);
    let source = unlisted("file = \"trained.json\"").replace("biases = 0\n", "");
    fs::write(&path, &source).unwrap();
    let mut scenario = open(path.to_str()).unwrap();
    assert_eq!(scenario.written().unwrap(), source);
    set(&mut scenario, "w_b2", 0, -1.0);
    set(&mut scenario, "bias_b3", 0, 0.25);
    for to in ["scenario.toml", "other.toml", "below/../scenario.toml"] {
        let text = scenario.written_to(&folder.join(to)).unwrap();
        assert_eq!(text.matches("[[edits]]").count(), 2);
        fs::write(folder.join(to), text).unwrap();
        let saved = open(folder.join(to).to_str()).unwrap();
        assert_eq!(saved.network(), scenario.network());
    }
    let error = scenario.written_to(&folder.join("below/scenario.toml")).unwrap_err().to_string();
    let real = fs::canonicalize(&folder).unwrap();
    assert_eq!(
        error,
        format!(
            "the weights stand in trained.json, which is looked for in the folder of the scenario; save it to {}",
            real.display()
        )
    );

    // Trained once more since: what is saved is still what was there when it was saved.
    write_weights(8);
    fs::write(&path, scenario.written_to(&path).unwrap()).unwrap();
    assert_eq!(open(path.to_str()).unwrap().network(), scenario.network());
    fs::remove_file(&trained).unwrap();
    let gone = scenario.written().unwrap_err().to_string();
    assert_eq!(
        gone,
        "the text that the scenario was read from does not parse: \"trained.json\" is not there"
    );
}

#[test]
fn targets_that_are_probabilities_stay_so() {
    let source = unlisted("seed = 7").replace("biases = 0", "loss = \"binary-cross-entropy\"");
    let mut scenario = read(&source);
    set(&mut scenario, "target_c1", 0, 0.25);
    assert_eq!(scenario.written().unwrap(), source.replace("target = [1]", "target = [0.25]"));
    set(&mut scenario, "target_c1", 0, 1.25);
    assert_eq!(
        scenario.written().unwrap_err().to_string(),
        "target_c1 is 1.25, but should be from 0 to 1, since binary-cross-entropy takes it as a probability"
    );
}
