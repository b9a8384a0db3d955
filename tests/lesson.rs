//! The lesson: its addresses, what its steps compute, and that nothing in it is fixed to one network.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

use chainrule::engine::{Activation, Carry, Kind, Layer, Learning, Loss, Network, Quantity};
use chainrule::lesson::{Address, Chapter, Label, Lesson, Reveal, Step, View, Zoom};
use chainrule::notation::number::{MOST_DIGITS, named};
use chainrule::notation::plain::Plain;
use chainrule::notation::{Names, Stage};
use chainrule::scenario::{self, Scenario};
use proptest::prelude::*;

fn swap() -> Lesson {
    let scenario = scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap()
}

fn addresses(lesson: &Lesson, zoom: Zoom) -> Vec<String> {
    let outline = lesson.outline();
    (0..outline.len(zoom)).map(|n| lesson.address_text(outline.at(zoom, n).unwrap())).collect()
}

/// The table of the design, written out.
fn expected_at_operation() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |head: &str, ends: &[&str]| all.extend(ends.iter().map(|end| format!("{head}{end}")));
    let indices = |n: usize| -> &[&str] { &["", "/1", "/2", "/3", "/4"][..=n] };
    add("network/", &["layers", "names", "givens", "samples"]);
    for (layer, n) in [("b", 4), ("c", 3), ("d", 2)] {
        add(&format!("forward/{layer}/net"), indices(n));
        add(&format!("forward/{layer}/out"), indices(n));
    }
    add("forward/chain", &[""]);
    add("error/", &["d1", "d2", "total", "samples", "descent", "dout", "dout/1", "dout/2"]);
    add("chain/weights", &[""]);
    add("chain/w_d1", &["", "/error", "/slope", "/input", "/product"]);
    add("chain/w_d4", &["", "/error", "/slope", "/input", "/product"]);
    add("chain/w_c1", &["", "/path/1", "/path/2", "/sum"]);
    add("chain/w_b1", &["", "/path/1", "/path/2", "/path/3", "/path/4", "/path/5", "/path/6", "/sum"]);
    add("chain/bill", &[""]);
    for (layer, n) in [("d", 2), ("c", 3), ("b", 4)] {
        if layer != "d" {
            add(&format!("pattern/{layer}/dout"), indices(n));
        }
        add(&format!("pattern/{layer}/delta"), indices(n));
        add(&format!("pattern/{layer}/gradient"), indices(n));
    }
    add("pattern/", &["rule", "bill"]);
    for (layer, n) in [("d", 2), ("c", 3), ("b", 4)] {
        add(&format!("learn/{layer}"), indices(n));
    }
    add("learn/", &["forward", "error"]);
    add("check/", &["w_d1", "w_d4", "w_c1", "w_b1", "all", "train"]);
    all
}

#[test]
fn the_example_has_exactly_the_steps_of_the_design() {
    let lesson = swap();
    let found = addresses(&lesson, Zoom::Operation);
    assert_eq!(found, expected_at_operation());
    assert_eq!(found.len(), 116);
    let count = |chapter: Chapter| found.iter().filter(|a| a.starts_with(chapter.word())).count();
    assert_eq!(Chapter::ALL.map(count), [4, 25, 8, 24, 35, 14, 6]);
}

#[test]
fn the_coarsest_zoom_keeps_what_has_no_index() {
    let found = addresses(&swap(), Zoom::Layer);
    let has_index =
        |address: &&String| address.split('/').any(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let expected: Vec<String> = expected_at_operation()
        .iter()
        .filter(|a| !has_index(a))
        .filter(|a| !a.starts_with("check/w_"))
        .filter(|a| !a.starts_with("chain/w_") || a.matches('/').count() == 1)
        .cloned()
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_finest_zoom_adds_products_terms_and_factors() {
    let lesson = swap();
    let fine = addresses(&lesson, Zoom::Term);
    let coarse = addresses(&lesson, Zoom::Operation);
    let added = |from: &str, depth: usize| {
        let is_added = |a: &&String| a.starts_with(from) && a.matches('/').count() == depth;
        fine.iter().filter(is_added).filter(|a| !coarse.contains(a)).count()
    };
    assert_eq!(added("forward/", 4), 8 + 12 + 6, "a product a weight");
    assert_eq!(added("pattern/c/dout", 4) + added("pattern/b/dout", 4), 6 + 12, "a product a weight back");
    assert_eq!(added("pattern/d/g", 4) + added("pattern/c/g", 4) + added("pattern/b/g", 4), 26);
    assert_eq!(added("learn/", 3), 26);
    assert_eq!(added("chain/w_c1/path", 4), 2 * 5);
    assert_eq!(added("chain/w_b1/path", 4), 6 * 7);
    assert_eq!(fine.len(), coarse.len() + 26 + 18 + 26 + 26 + 10 + 42);
}

#[test]
fn addresses_that_name_no_step_are_refused() {
    let lesson = swap();
    for wrong in [
        "",
        "/",
        "nowhere",
        "forward",
        "forward/e/net",
        "forward/a/net",
        "forward/c/net/4",
        "forward/c/net/0",
        "forward/c/net/01",
        "forward/c/net/+1",
        "forward/c/net/1/5",
        "forward/c/out/1/1",
        "error/d3",
        "error/c1",
        "chain/w_d2",
        "chain/w_d1/path/1",
        "chain/w_c1/path/3",
        "chain/w_c1/path/1/6",
        "chain/w_c1/slope",
        "pattern/d/dout",
        "pattern/d/bias",
        "learn/a",
        "learn/d/1/4",
        "check/w_d2",
        "check/all/1",
        "network/layers/1",
        "forward/c/net/99999999999999999999999999999999999999999999",
    ] {
        assert!(lesson.parse_address(wrong).is_none(), "{wrong}");
    }
    // A step of a finer zoom exists at every zoom.
    assert!(lesson.parse_address("forward/c/net/2/3").is_some());
    assert!(lesson.parse_address(" /forward/c/net/ ").is_some());
}

#[test]
fn paths_beyond_every_number_are_said_to_be_about_so_many() {
    // 2 to the 139 is more than 2 to the 128.
    let deep = format!(
        "title = 'x'\nsamples = [{{ input = [1], target = [0, 1] }}]\n[network]\nlayers = [1{}]\n\
         [network.weights]\nseed = 1\n",
        ", 2".repeat(140)
    );
    let scenario = scenario::parse(&deep, "deep.toml").unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let weight = lesson.pass().network().weight_ids().next().unwrap();
    assert_eq!(lesson.outline().paths(weight), Some((&[][..], None)));
    assert!(lesson.parse_address("chain/w_b1/path/1").is_none(), "none can be named");
    let said = |address: &str| {
        let step = lesson.step(lesson.parse_address(address).unwrap(), Reveal::All);
        let [formula, ..] = written(&lesson, &step);
        let why: Vec<String> =
            step.why.iter().map(|prose| prose.plain(lesson.names(), lesson.carry())).collect();
        [step.title.plain(lesson.names(), lesson.carry()), formula, why.join("\n")]
    };
    let [title, _, why] = said("chain/w_b1");
    assert!(title.contains("about 10^42 paths"), "{title}");
    assert!(why.contains("about 10^42 in all") && why.contains("too many even to be numbered"), "{why}");
    assert!(!why.contains("listed"), "{why}");
    let [_, formula, why] = said("chain/w_b1/sum");
    assert!(formula.ends_with("= all about 10^42 paths"), "{formula}");
    assert!(why.contains("too many even to be numbered") && !why.contains("listed"), "{why}");
}

#[test]
fn a_batch_too_large_to_be_gone_through_says_so_in_its_first_step() {
    let of = |samples: usize| {
        let file = format!(
            "title = 'x'\nnetwork = {{ layers = [1, 100_000, 1], weights = {{ seed = 1 }} }}\n\
             training = {{ batch = 'all' }}\nlesson = {{ weights = ['w_c1'], chapters = ['learn'] }}\n{}",
            "[[samples]]\ninput = [1]\ntarget = [0]\n".repeat(samples)
        );
        let scenario = scenario::parse(&file, "x.toml").unwrap();
        let view = View::of(&scenario);
        Lesson::new(scenario, view).unwrap()
    };
    let [small, large] = [of(111), of(112)];
    for end in ["learn/c/mean", "learn/b/mean/1", "learn/step"] {
        assert!(small.parse_address(end).is_some() && large.parse_address(end).is_none(), "{end}");
    }
    let address = large.parse_address("learn/batch").unwrap();
    assert_eq!(large.outline().at(Zoom::Layer, large.outline().len(Zoom::Layer) - 1), Some(address));
    let step = large.step(address, Reveal::All);
    let why: Vec<String> = step.why.iter().map(|prose| prose.plain(large.names(), large.carry())).collect();
    assert!(why.join("\n").contains("200000 weights and 112 samples these are too many"), "{why:?}");
}

#[test]
fn zooming_out_lands_on_the_nearest_ancestor() {
    let lesson = swap();
    for (zoom, from, to) in [
        (Zoom::Operation, "forward/c/net/2/3", "forward/c/net/2"),
        (Zoom::Layer, "forward/c/net/2/3", "forward/c/net"),
        (Zoom::Layer, "chain/w_d1/slope", "chain/w_d1"),
        (Zoom::Operation, "chain/w_b1/path/3/2", "chain/w_b1/path/3"),
        (Zoom::Layer, "chain/w_b1/sum", "chain/w_b1"),
        (Zoom::Layer, "check/w_d1", "check/all"),
        (Zoom::Layer, "error/d2", "error/d2"),
    ] {
        let address = lesson.parse_address(from).unwrap();
        let landed = lesson.outline().nearest(zoom, address).unwrap();
        assert_eq!(lesson.address_text(landed), to, "from {from}");
    }
}

#[test]
fn numbers_become_known_at_the_step_that_computes_them() {
    let lesson = swap();
    let known = |at: &str, q: Quantity, zoom: Zoom| lesson.known(q, lesson.parse_address(at).unwrap(), zoom);
    let net_c2 = Quantity::of(Kind::Net, 2, 1);
    assert!(!known("forward/c/net", net_c2, Zoom::Operation));
    assert!(!known("forward/c/net/1", net_c2, Zoom::Operation));
    assert!(known("forward/c/net/2", net_c2, Zoom::Operation));
    assert!(known("forward/c/net", net_c2, Zoom::Layer), "no finer step follows");
    assert!(!known("forward/c/net/2", net_c2, Zoom::Term), "its products follow");
    assert!(!known("forward/c/net/2/3", net_c2, Zoom::Term));
    assert!(known("forward/c/net/2/4", net_c2, Zoom::Term));
    let slope_d1 = Quantity::of(Kind::Slope, 3, 0);
    assert!(!known("chain/w_d1/error", slope_d1, Zoom::Operation));
    assert!(known("chain/w_d1/slope", slope_d1, Zoom::Operation), "chapter 4 finds it first");
    let slope_c2 = Quantity::of(Kind::Slope, 2, 1);
    assert!(!known("chain/w_b1/path/2", slope_c2, Zoom::Operation));
    assert!(known("chain/w_b1/path/3", slope_c2, Zoom::Operation), "the first path through c2");
}

/// What data prints of a step.
fn written(lesson: &Lesson, step: &Step) -> [String; 3] {
    let plain = Plain { names: lesson.names(), carry: lesson.carry() };
    [Stage::Symbols, Stage::Numbers, Stage::Result].map(|stage| plain.stage(&step.formula, stage))
}

/// A step tells the truth: its values are the engine's, its result is what it computes as shown, and
/// no hole in its words is left open.
fn check_step(lesson: &Lesson, address: Address) {
    let at = lesson.address_text(address);
    let step = lesson.step(address, Reveal::All);
    assert_eq!(step.address, address);
    let [symbols, numbers, result] = written(lesson, &step);
    let names: &Names = lesson.names();
    let title = step.title.plain(names, lesson.carry());
    assert!(!title.is_empty() && !step.why.is_empty(), "{at} says nothing");
    let why: Vec<String> = step.why.iter().map(|prose| prose.plain(names, lesson.carry())).collect();
    for text in why.iter().chain([&title, &symbols, &numbers, &result]) {
        // Only what is infinite times 0 has no value: an output that is rounded to 0 or 1 can have such a
        // derivative of its error, and what follows from it has none either.
        let outputs = lesson.pass().backward().by_out.last();
        let is_infinite = outputs.is_some_and(|by_out| by_out.iter().any(|value| value.is_infinite()));
        assert!(!text.contains(['{', '}']) && (is_infinite || !text.contains("undefined")), "{at}: {text}");
    }
    assert!(![&symbols, &numbers, &result].iter().any(|text| text.contains('?')), "{at} hides something");
    let mut shown = Vec::new();
    let mut count = 0;
    for (label, value) in lesson.values_of(&step) {
        count += 1;
        if let Label::Quantity(q) = label {
            assert_eq!(lesson.pass().value(q), Some(value), "{at}: {}", names.plain(q));
            shown.push((q, value));
        }
    }
    let as_shown = |q: Quantity, value: f64| {
        let is_given = q.kind.is_given() || q.layer == 0 && q.kind == Kind::Out;
        if is_given { format!("{value}") } else { named(value, lesson.carry(), MOST_DIGITS) }
    };
    if let [(q, value)] = shown[..]
        && count == 1
        && !q.kind.is_given()
    {
        let result = result.trim_start_matches('[').trim_end_matches(']');
        assert_eq!(result, as_shown(q, value), "{at}");
    }
    for &(q, value) in &shown {
        // Steps that carry more than their result (a slope on the way to δ) show it among the numbers.
        let digits = as_shown(q, value);
        let is_there = [&result, &numbers, &symbols].iter().any(|text| text.contains(&digits));
        assert!(is_there || shown.len() > 12, "{at} does not show {} = {digits}", names.plain(q));
    }
}

#[test]
fn every_step_of_the_example_tells_the_truth() {
    for carry in [Carry::Decimals(4), Carry::Decimals(2), Carry::Full] {
        for sample in 0..4 {
            let lesson = swap();
            let lesson = lesson.with_view(View { sample, carry, epoch: 0 }).unwrap();
            for n in 0..lesson.outline().len(Zoom::Term) {
                check_step(&lesson, lesson.outline().at(Zoom::Term, n).unwrap());
            }
        }
    }
}

#[test]
fn the_same_step_says_the_same_at_every_zoom() {
    let lesson = swap();
    for zoom in Zoom::ALL {
        for n in 0..lesson.outline().len(zoom) {
            let address = lesson.outline().at(zoom, n).unwrap();
            let (shown, whole) =
                (lesson.step(address, Reveal::AsOf(zoom)), lesson.step(address, Reveal::All));
            assert_eq!(shown.values, whole.values);
            assert_eq!(shown.title, whole.title);
        }
    }
}

/// What a layer before the last may have.
const INNER: &[Activation] = &[
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Relu,
    Activation::LeakyRelu { leak: Activation::USUAL_LEAK },
    Activation::Identity,
];

prop_compose! {
    fn layer(neurons: usize, inputs: usize)(
        weights in prop::collection::vec(-2.0..2.0_f64, neurons * inputs),
        biases in prop::option::of(prop::collection::vec(-1.0..1.0_f64, neurons)),
        activation in prop::sample::select(INNER),
    ) -> Layer {
        Layer {
            weights: ndarray::Array2::from_shape_vec((neurons, inputs), weights).unwrap(),
            biases: biases.map(ndarray::Array1::from_vec),
            activation,
        }
    }
}

fn network() -> impl Strategy<Value = Network> {
    prop::collection::vec(1..=8_usize, 2..=7)
        .prop_flat_map(|widths| {
            let layers: Vec<_> = widths.windows(2).map(|pair| layer(pair[1], pair[0])).collect();
            // Large weights of the last layer saturate the outputs.
            (layers, 0..5_u8, prop_oneof![3 => Just(1.0), 1 => Just(30.0)])
        })
        .prop_map(|(mut layers, end, scale)| {
            let last = layers.last_mut().unwrap();
            last.weights *= scale;
            let is_lone = last.weights.nrows() == 1;
            let (activation, loss) = match end {
                0 => (Activation::Sigmoid, Loss::BinaryCrossEntropy),
                1 | 2 if is_lone => (Activation::Identity, Loss::HalfSquaredError),
                1 => (Activation::Softmax, Loss::CrossEntropy),
                2 => (Activation::Softmax, Loss::HalfSquaredError),
                _ => (last.activation, Loss::HalfSquaredError),
            };
            last.activation = activation;
            Network::new(layers, loss).unwrap()
        })
}

fn carry() -> impl Strategy<Value = Carry> {
    prop_oneof![Just(Carry::Full), (1..=12_u8).prop_map(Carry::Decimals)]
}

/// Numbers as a TOML array.
fn list<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> String {
    let numbers: Vec<String> = numbers.into_iter().map(|n| format!("{n:?}")).collect();
    format!("[{}]", numbers.join(", "))
}

fn word_of(activation: Activation) -> &'static str {
    match activation {
        Activation::Sigmoid => "sigmoid",
        Activation::Tanh => "tanh",
        Activation::Relu => "relu",
        Activation::LeakyRelu { .. } => "leaky-relu",
        Activation::Identity => "identity",
        Activation::Softmax => "softmax",
    }
}

/// A scenario around a network, read from a file's text as any scenario is.
fn scenario_of(network: &Network, seed: f64) -> Scenario {
    let names = Names::of(network);
    let inputs: Vec<f64> = (0..network.width(0)).map(|i| (seed + i as f64).sin()).collect();
    // For softmax one of them is 1.
    let targets: Vec<f64> = (0..network.width(network.last()))
        .map(|i| if network.forks_at_output() { f64::from(u8::from(i == 1)) } else { (i % 2) as f64 })
        .collect();
    let activations: Vec<&str> =
        (1..network.depth()).map(|layer| word_of(network.layer(layer).activation)).collect();
    let loss = match network.loss() {
        Loss::HalfSquaredError => "half-squared-error",
        Loss::BinaryCrossEntropy => "binary-cross-entropy",
        Loss::CrossEntropy => "cross-entropy",
    };
    let mut lines = vec![
        "title = \"random\"".to_owned(),
        "[network]".to_owned(),
        format!("layers = {:?}\nactivation = {activations:?}\nloss = {loss:?}", network.widths()),
        "[network.weights]".to_owned(),
    ];
    for layer in 1..network.depth() {
        let rows: Vec<String> = network.layer(layer).weights.outer_iter().map(list).collect();
        lines.push(format!("{} = [{}]", names.layer(layer), rows.join(", ")));
    }
    lines.push("[network.biases]".to_owned());
    for layer in 1..network.depth() {
        let biases = network.layer(layer).biases.as_ref();
        lines.extend(biases.map(|biases| format!("{} = {}", names.layer(layer), list(biases))));
    }
    lines.push("[[samples]]".to_owned());
    lines.push(format!("input = {}\ntarget = {}", list(&inputs), list(&targets)));
    let scenario = scenario::parse(&lines.join("\n"), "random.toml").unwrap();
    assert_eq!(**scenario.network(), *network);
    assert_eq!(scenario.learning, Learning::default());
    scenario
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn steps_of_any_network_tell_the_truth(network in network(), carry in carry(), seed in 0.0..9.0_f64) {
        let scenario = scenario_of(&network, seed);
        let lesson = Lesson::new(scenario, View { sample: 0, carry, epoch: 0 }).unwrap();
        let outline = lesson.outline();
        for zoom in Zoom::ALL {
            for n in 0..outline.len(zoom) {
                let address = outline.at(zoom, n).unwrap();
                prop_assert_eq!(outline.index(zoom, address), Some(n));
                prop_assert_eq!(outline.nearest(zoom, address), Some(address));
                let text = lesson.address_text(address);
                prop_assert_eq!(lesson.parse_address(&text), Some(address), "{}", text);
                if let Some(coarser) = zoom.coarser() {
                    // Whatever a coarser zoom has, the finer one has in the same order.
                    let landed = outline.nearest(coarser, address).unwrap();
                    prop_assert!(outline.rank(landed) <= outline.rank(address) || coarser == Zoom::Layer);
                    prop_assert!(outline.index(zoom, landed).is_some());
                }
            }
        }
        for n in (0..outline.len(Zoom::Term)).step_by(7) {
            check_step(&lesson, outline.at(Zoom::Term, n).unwrap());
        }
        for n in 0..outline.len(Zoom::Layer) {
            check_step(&lesson, outline.at(Zoom::Layer, n).unwrap());
        }
    }
}
