//! Scenario files: what is wrong is said with its place, and what is right is read.
//!
//! Each file in `tests/bad` is wrong in one way and opens with the message that it should get; those that are no
//! small text are built by `tests/support/built.rs`.

// Exact is what is meant, and a helper of a test may fail as the test may.
#![allow(clippy::float_cmp, clippy::unwrap_used)]

#[path = "support/built.rs"]
mod built;
#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use built::{ORIGIN, built};
use chainrule::engine::{Activation, Batch, Carry, Init, Kind, Loss, Network, Part, Quantity, xavier};
use chainrule::export::weights;
use chainrule::scenario::{
    ErrorKind, Origin, Scenario, ScenarioError, WeightsFrom, open, parse, parse_from, parse_name,
};
use chainrule::text::SafeText;
use folder::folder;
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
    assert!(files.len() >= 500, "{} files", files.len());
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
fn what_is_no_small_text_is_told_what_is_wrong_and_where() {
    let all = built();
    assert!(all.len() >= 150, "{}", all.len());
    let mut wrong = Vec::new();
    for bad in all {
        let error = parse_from(&bad.bytes[..], ORIGIN).expect_err(&bad.name);
        is_well_formed(&error);
        let at = error
            .line()
            .zip(error.column())
            .map_or(String::new(), |(line, column)| format!("{line}:{column}"));
        let said = (error.problem.as_str(), at.as_str(), error.help.as_str());
        if said != (bad.problem.as_str(), bad.at, bad.help) {
            wrong.push(format!("{}: {said:?}", bad.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
        format!("{GOOD}{}", many("[[tour]]\n")),
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
    std::sync::Arc::make_mut(&mut expected.samples)[1].input[0] = 20.0;
    std::sync::Arc::make_mut(&mut expected.samples)[2].input[1] = 30.0;
    std::sync::Arc::make_mut(&mut expected.samples)[0].target[0] = 40.0;
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

#[test]
fn functions_of_every_kind_are_read() {
    let file = |more: &str, layers: &str, target: &str| {
        let samples = format!("[[samples]]\ninput = [1, 0]\ntarget = {target}");
        let source =
            format!("title = 'F'\n[network]\nlayers = {layers}\nweights = {{ seed = 1 }}\n{more}\n{samples}");
        parse(&source, "f.toml").unwrap_or_else(|error| panic!("{error}"))
    };
    let all = "activation = ['sigmoid', 'tanh', 'relu', 'leaky-relu', 'identity', 'softmax']\n\
        leaky_slope = 0.2\nloss = 'cross-entropy'";
    let deep = file(all, "[2, 2, 2, 2, 2, 2, 3]", "[0, 0.5, 0.5]");
    let of = |scenario: &Scenario, layer| scenario.network().layer(layer).activation;
    let each: Vec<_> = (1..7).map(|layer| of(&deep, layer)).collect();
    let leaky = Activation::LeakyRelu { leak: 0.2 };
    let expected = [
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Relu,
        leaky,
        Activation::Identity,
        Activation::Softmax,
    ];
    assert_eq!((each.as_slice(), deep.network().loss()), (&expected[..], Loss::CrossEntropy));
    let usual = file("activation = 'leaky-relu'", "[2, 3, 1]", "[7]");
    assert_eq!(of(&usual, 2), Activation::LeakyRelu { leak: 0.01 });
    let none = file("activation = 'leaky-relu'\nleaky_slope = 0", "[2, 3, 1]", "[7]");
    assert_eq!(of(&none, 1), Activation::LeakyRelu { leak: 0.0 });
    let binary = file("loss = 'binary-cross-entropy'", "[2, 3, 2]", "[1, 0]");
    assert_eq!(binary.network().loss(), Loss::BinaryCrossEntropy);
    // Softmax may stand alone, and beside the half squared error; its targets need not add up to 1.
    let squared = file("activation = 'softmax'", "[2, 3]", "[5, -2, 0]");
    assert_eq!((of(&squared, 1), squared.network().loss()), (Activation::Softmax, Loss::HalfSquaredError));
    file("activation = 'softmax'\nloss = 'cross-entropy'", "[2, 3]", "[1, 1, 0]");
}

#[test]
fn batches_are_one_sample_all_or_some() {
    let more = "[[samples]]\ninput = [1, 1]\ntarget = [0]\n[training]\nbatch = ";
    let batch = |value: &str| good(&format!("{more}{value}")).learning.batch;
    assert_eq!(good("").learning.batch, Batch::Sample);
    assert_eq!((batch("'sample'"), batch("'all'")), (Batch::Sample, Batch::All));
    assert_eq!((batch("1"), batch("2")), (Batch::Of(1), Batch::Of(2)));
}

/// A scenario of 2-3-1 with what is said of its weights and biases.
fn with_weights(more: &str) -> String {
    format!("title = 'W'\n[network]\nlayers = [2, 3, 1]\n{more}\n[[samples]]\ninput = [1, 0]\ntarget = [1]\n")
}

#[test]
fn a_seed_draws_the_weights() {
    let read = |more: &str| parse(&with_weights(more), "w.toml").unwrap();
    let drawn = read("weights = { seed = 7 }");
    assert_eq!(drawn.network(), read("[network.weights]\ninit = 'xavier'\nseed = 7").network());
    assert_ne!(drawn.network(), read("weights = { seed = 8 }").network());
    for layer in [1, 2] {
        let (inputs, neurons) = if layer == 1 { (2, 3) } else { (3, 1) };
        let weights = &drawn.network().layer(layer).weights;
        assert_eq!(weights, Init::Xavier.draw(7, layer, inputs, neurons));
        assert!(weights.iter().all(|w| w.abs() <= xavier(inputs, neurons)));
    }
    let he = read("weights = { init = \"he\", seed = 0 }");
    assert_eq!(he.network().layer(2).weights, Init::He.draw(0, 2, 3, 1));
    assert_eq!((drawn.weights_from(), drawn.has_long_weights()), (&WeightsFrom::Seed, true));
    assert!(!good("").has_long_weights());
    read(&format!("weights = {{ seed = {} }}", i64::MAX));
}

#[test]
fn drawn_weights_are_what_filling_a_matrix_draws_before_that_is_rounded() {
    use chainrule::engine::Fill;
    let weights =
        |network: &Network| -> Vec<f64> { network.weight_ids().map(|id| network.weight(id)).collect() };
    let mut scenario = parse(&with_weights("weights = { seed = 7 }"), "w.toml").unwrap();
    let drawn = scenario.network().clone();
    for layer in [1, 2] {
        scenario.fill(Part::all(Kind::Weight, layer), 0, Fill::Random { seed: 7 });
    }
    for (filled, drawn) in weights(scenario.network()).into_iter().zip(weights(&drawn)) {
        assert_eq!(filled, Carry::Decimals(4).round(drawn));
    }
}

#[test]
fn drawn_weights_are_rounded_once_when_a_pass_carries_decimals() {
    let scenario = parse(&with_weights("weights = { seed = 7 }"), "w.toml").unwrap();
    let full = scenario.pass(0, Carry::Full);
    let carried = scenario.pass(0, Carry::Decimals(4));
    for id in scenario.network().weight_ids() {
        let (weight, q) = (scenario.network().weight(id), Quantity::at(Kind::Weight, id));
        assert_eq!(full.value(q), Some(weight));
        assert_eq!(carried.value(q), Some(Carry::Decimals(4).round(weight)));
    }
    // Those of a lesson are the same; what was listed is not rounded.
    let view = chainrule::lesson::View::of(&scenario);
    let lesson = chainrule::lesson::Lesson::new(scenario, view).unwrap();
    assert_eq!(lesson.pass(), &carried);
    let listed = parse(&GOOD.replace("0.1, 0.2]", "0.123456, 0.2]"), "x").unwrap();
    assert_eq!(listed.pass(0, Carry::Decimals(4)).network().layer(1).weights[[0, 0]], 0.123_456);
}

#[test]
fn one_number_gives_all_biases() {
    let read = |more: &str| parse(&with_weights(more), "w.toml").unwrap();
    for (value, expected) in [("0", 0.0), ("-0.5", -0.5), ("-0.0", 0.0)] {
        let scenario = read(&format!("weights = {{ seed = 7 }}\nbiases = {value}"));
        let biases = |layer| scenario.network().layer(layer).biases.as_ref().unwrap().to_vec();
        assert_eq!((biases(1), biases(2)), (vec![expected; 3], vec![expected]));
        assert!(biases(2)[0].is_sign_positive() || expected < 0.0);
    }
    assert!(!read("weights = { seed = 7 }").network().has_biases());
}

#[test]
fn layers_beyond_z_have_two_letters() {
    let layers = format!("[{}1]", "1, ".repeat(28));
    let listed: String =
        (1..29).map(|layer| chainrule::text::letters(layer) + &format!(" = [[{layer}]]\n")).collect();
    let source = format!(
        "title = 'Deep'\nedits = [{{ set = 'w_aa1', value = 99 }}]\nlesson.weights = ['w_ac1', 'w_aa1', 'w_b1']\n\
         samples = [{{ input = [1], target = [1] }}]\n[network]\nlayers = {layers}\n\
         [network.biases]\nab = [0.5]\n[network.weights]\n{listed}"
    );
    let scenario = parse(&source, "deep.toml").unwrap();
    let network = scenario.network();
    assert_eq!((network.depth(), network.layer(28).weights[[0, 0]]), (29, 28.0));
    assert_eq!((network.layer(26).weights[[0, 0]], network.layer(25).weights[[0, 0]]), (99.0, 25.0));
    assert_eq!(network.layer(27).biases.as_ref().unwrap().to_vec(), [0.5]);
    let derived: Vec<_> = scenario.plan.derive.iter().map(|w| w.layer).collect();
    assert_eq!(derived, [28, 26, 1]);
    for name in ["w_ac1", "w_aa1", "bias_ab1", "target_ac1"] {
        let q = parse_name(name, network).unwrap();
        assert_eq!(chainrule::scenario::name(q, network), name);
    }
    let missing = source.replace("ab = [[27]]\n", "");
    let error = parse(&missing, "deep.toml").unwrap_err();
    assert_eq!(error.problem.as_str(), "`network.weights.ab` is missing");
}

#[test]
fn trained_weights_are_written_and_read_again_bit_for_bit() {
    let folder = folder("trained");
    fs::create_dir(folder.join("below")).unwrap();
    let trained = |more: &str| {
        let scenario = parse(&with_weights(more), "w.toml").unwrap();
        let (samples, learning) = (&scenario.samples, scenario.learning);
        chainrule::engine::train_to(scenario.network(), samples, learning, 20).network
    };
    let path = folder.join("scenario.toml");
    for (more, biases, place) in [
        ("weights = { seed = 7 }", "", "trained.json"),
        ("weights = { seed = 7 }\nbiases = 0", "", "below/trained.json"),
        ("weights = { seed = 7, init = 'he' }", "biases = 0.25", "below/../below/./trained.json"),
    ] {
        let network = trained(more);
        let mut bytes = Vec::new();
        weights::json(&network, &mut bytes).unwrap();
        fs::write(folder.join(place), &bytes).unwrap();
        let source = with_weights(&format!("weights = {{ file = '{place}' }}\n{biases}"));
        fs::write(&path, source).unwrap();
        let opened = open(path.to_str());
        if place.contains("..") {
            assert!(opened.unwrap_err().problem.as_str().ends_with("which is no file beside the scenario"));
            continue;
        }
        let opened = opened.unwrap();
        assert_eq!(*opened.network(), network);
        assert_eq!(opened.weights_from(), &WeightsFrom::File(place.into()));
        assert!(opened.has_long_weights());
        assert_eq!(opened.origin, Origin::File(path.clone()));
    }
    // A file without biases leaves them to the scenario.
    let network = trained("weights = { seed = 7 }");
    let mut bytes = Vec::new();
    weights::json(&network, &mut bytes).unwrap();
    fs::write(folder.join("trained.json"), bytes).unwrap();
    fs::write(&path, with_weights("weights = { file = 'trained.json' }\nbiases = { c = [0.25] }")).unwrap();
    let opened = open(path.to_str()).unwrap();
    assert_eq!(opened.network().layer(1).weights, network.layer(1).weights);
    assert_eq!(opened.network().layer(2).biases.as_ref().unwrap().to_vec(), [0.25]);
    assert!(opened.network().layer(1).biases.is_none());
}

#[test]
fn numbers_of_every_size_come_back_from_a_file_of_weights() {
    let folder = folder("sizes");
    let mut scenario = parse(&with_weights("weights = { seed = 1 }"), "w.toml").unwrap();
    // Some that a parser in a hurry reads one bit off.
    let numbers = [0.1 + 0.2, 5e-324, f64::MAX, -f64::MIN_POSITIVE, 69.085_399_304_293_22, 1.0 / 3.0];
    for (weight, number) in scenario.network_mut().layer_mut(1).weights.iter_mut().zip(numbers) {
        *weight = number;
    }
    let mut bytes = Vec::new();
    weights::json(scenario.network(), &mut bytes).unwrap();
    fs::write(folder.join("w.json"), bytes).unwrap();
    let path = folder.join("s.toml");
    fs::write(&path, with_weights("weights = { file = 'w.json' }")).unwrap();
    assert_eq!(open(path.to_str()).unwrap().network(), scenario.network());
}

/// A file of weights for 2-3-1.
const RIGHT: &str = r#"{"layers":[2,3,1],"weights":{"b":[[1,2],[3,4],[5,6]],"c":[[7,8,9]]}}"#;

/// What of it is replaced by what, and what is wrong then.
const BAD_WEIGHTS: [(&str, &str, &str); 21] = [
    ("{\"layers\"", "x{\"layers\"", "is not JSON; in line 1, column 1: expected value"),
    ("9]]}}", "9]]}", "is not JSON; in line 1, column 67: EOF while parsing an object"),
    ("9]]}}", "9]]}} {}", "is not JSON; in line 1, column 70: trailing characters"),
    (
        "[2,3,1]",
        "[2,3]",
        "holds no weights of this network; in line 1, column 15: `layers` is 2-3, but the scenario's `network.layers` is 2-3-1",
    ),
    (
        "[2,3,1]",
        "[2,3,1,1]",
        "holds no weights of this network; in line 1, column 19: `layers` is 2-3-1-1, but the scenario's `network.layers` is 2-3-1",
    ),
    (
        "\"layers\":[2,3,1],",
        "",
        "holds no weights of this network; in line 1, column 51: `layers` is missing",
    ),
    (
        "[2,3,1]",
        "[2,3,-1]",
        "holds no weights of this network; in line 1, column 18: invalid value: integer `-1`, expected a width",
    ),
    (
        ",\"c\":[[7,8,9]]",
        "",
        "holds no weights of this network; in line 1, column 54: `weights.c` is missing",
    ),
    (
        "\"c\"",
        "\"d\"",
        "holds no weights of this network; in line 1, column 57: a key of `weights` is no layer from b to c",
    ),
    (
        "\"c\"",
        "\"b\"",
        "holds no weights of this network; in line 1, column 57: `weights.b` stands there twice",
    ),
    (
        "[[7,8,9]]",
        "[[7,8,9]],\"c\":[[7,8,9]]",
        "holds no weights of this network; in line 1, column 71: `weights.c` stands there twice",
    ),
    (
        "\"weights\"",
        "\"wei\u{7}ghts\"",
        "is not JSON; in line 1, column 23: control character (\\u0000-\\u001F) found while parsing a string",
    ),
    (
        "\"weights\"",
        "\"gewichte\"",
        "holds no weights of this network; in line 1, column 29: a key that is not layers, weights or biases",
    ),
    (
        ",[5,6]",
        "",
        "holds no weights of this network; in line 1, column 46: `weights.b` has 2 rows, but layer b has 3 neurons",
    ),
    (
        ",[5,6]",
        ",[5,6],[],{}",
        "holds no weights of this network; in line 1, column 58: `weights.b` has 5 rows, but layer b has 3 neurons",
    ),
    (
        "[3,4]",
        "[3]",
        "holds no weights of this network; in line 1, column 43: row 2 of `weights.b` has 1 number, but layer a has 2 neurons",
    ),
    (
        "[3,4]",
        "[3,4,5,\"x\"]",
        "holds no weights of this network; in line 1, column 51: row 2 of `weights.b` has 4 numbers, but layer a has 2 neurons",
    ),
    (
        "[3,4]",
        "[3,null]",
        "holds no weights of this network; in line 1, column 47: invalid type: null, expected a number",
    ),
    ("[3,4]", "[3,1e999]", "is not JSON; in line 1, column 49: number out of range"),
    (
        "}}",
        "},\"biases\":{\"b\":[1,2]}}",
        "holds no weights of this network; in line 1, column 87: `biases.b` has 2 numbers, but layer b has 3 neurons",
    ),
    (
        "}}",
        "},\"biases\":[0]}",
        "holds no weights of this network; in line 1, column 78: invalid type: sequence, expected an object with the letters of layers",
    ),
];

#[test]
fn a_file_of_weights_that_is_none_is_told_why() {
    let folder = folder("untrained");
    let path = folder.join("scenario.toml");
    let trained = folder.join("trained.json");
    let said = |more: &str| {
        fs::write(&path, with_weights(&format!("weights = {{ file = 'trained.json' }}\n{more}"))).unwrap();
        let error = open(path.to_str()).unwrap_err();
        is_well_formed(&error);
        assert_eq!(error.kind, ErrorKind::Content);
        (error.line(), error.problem.as_str().to_owned(), error.help.as_str().to_owned())
    };
    let there = "a file of weights stands beside the scenario, or in a folder below its own";
    assert_eq!(said(""), (Some(4), "\"trained.json\" is not there".into(), there.into()));
    fs::create_dir(&trained).unwrap();
    let made = "a file of weights is what `chainrule weights` writes, and `chainrule train` with --weights";
    assert_eq!(said(""), (Some(4), "\"trained.json\" is no regular file".into(), made.into()));
    fs::remove_dir(&trained).unwrap();

    fs::write(&trained, RIGHT).unwrap();
    fs::write(&path, with_weights("weights = { file = 'trained.json' }")).unwrap();
    assert_eq!(open(path.to_str()).unwrap().network().layer(2).weights[[0, 2]], 9.0);
    for (old, new, problem) in BAD_WEIGHTS {
        assert!(RIGHT.contains(old), "{old}");
        fs::write(&trained, RIGHT.replacen(old, new, 1)).unwrap();
        let expected = (Some(4), format!("\"trained.json\" {problem}"), made.into());
        assert_eq!(said(""), expected, "{new}");
    }
    for (bytes, problem) in [
        (&b""[..], "is not JSON; in line 1, column 0: EOF while parsing a value"),
        (b"\xff\xfe", "is not JSON; in line 1, column 1: expected value"),
        (
            b"[]",
            "holds no weights of this network; in line 1, column 1: invalid type: sequence, expected an object with layers, weights and biases",
        ),
    ] {
        fs::write(&trained, bytes).unwrap();
        assert_eq!(said("").1, format!("\"trained.json\" {problem}"));
    }
    fs::write(&trained, RIGHT.replace("}}", "},\"biases\":{\"b\":[1,2,3]}}")).unwrap();
    let both = "`network.biases` is given, but the file of weights has biases of its own";
    assert_eq!((said("biases = 0").0, said("biases = 0").1), (Some(5), both.into()));
}

#[test]
fn a_file_of_weights_that_is_too_long_is_not_read() {
    let folder = folder("long");
    let path = folder.join("scenario.toml");
    fs::write(&path, with_weights("weights = { file = 'trained.json' }")).unwrap();
    fs::File::create(folder.join("trained.json")).unwrap().set_len(1 << 40).unwrap();
    let start = Instant::now();
    let error = open(path.to_str()).unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(
        error.problem.as_str(),
        "\"trained.json\" has 1099511627776 bytes, but the 13 weights and biases of these layers take 66836 at most"
    );
}

#[test]
fn a_text_that_is_no_file_has_no_weights_beside_it() {
    let source = with_weights("weights = { file = 'trained.json' }");
    let error = parse(&source, "standard input").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`network.weights.file` is \"trained.json\", but this scenario is no file that it could stand beside\n \
         --> standard input:4:20\n  |\n4 | weights = { file = 'trained.json' }\n  |                    ^\n\
         help: save the scenario in the folder of that file, and open it by its path"
    );
}

#[test]
fn a_large_network_is_drawn_and_a_larger_one_is_not() {
    let file = |layers: &str, inputs: usize, targets: usize| {
        let list = |n: usize| format!("[{}0]", "0,".repeat(n - 1));
        format!(
            "title = 'L'\nnetwork = {{ layers = {layers}, weights = {{ seed = 1 }}, biases = 0 }}\n\
             samples = [{{ input = {}, target = {} }}]",
            list(inputs),
            list(targets)
        )
    };
    let large = parse(&file("[784, 512, 256, 10]", 784, 10), "x").unwrap();
    assert_eq!(large.network().weight_count(), 535_040);
    let start = Instant::now();
    for layers in ["[4096, 4096]", "[1, 16777215]", "[16777216, 1]", "[4000, 2000, 2000, 2500]"] {
        let error = parse(&file(layers, 1, 1), "x").unwrap_err();
        assert_eq!(
            error.problem.as_str(),
            "`network.layers` makes a network of too many weights",
            "{layers}"
        );
    }
    assert!(start.elapsed() < Duration::from_secs(1));
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
