//! Training: against plain loops, from the command line and on the screen, whatever is done meanwhile.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;
#[path = "support/folder.rs"]
mod folder;
#[path = "support/plain.rs"]
mod plain;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use chainrule::app::{Action, App, Effect, ModeKind, Replaces};
use chainrule::engine::{
    Activation, Batch, Carry, Course, Learning, Loss, MOST_EPOCHS, Network, Piece, Quantity, Sample, Trainer,
    train, train_to,
};
use chainrule::export::weights;
use chainrule::lesson::{Lesson, Reveal, View, Zoom};
use chainrule::scenario::{self, Scenario};
use driver::{app_at, command, draw, message, open, press, screen, text};
use folder::folder;
use plain::{By, Plain, plain};
use proptest::prelude::*;

/// A piece of work after a millisecond.
const TICK: Action = Action::Tick(Duration::from_millis(1));

fn batch() -> impl Strategy<Value = Batch> {
    prop_oneof![Just(Batch::Sample), Just(Batch::All), (1..5_usize).prop_map(Batch::Of)]
}

/// All weights and biases, bit for bit.
fn bits(network: &Network) -> Vec<u64> {
    let mut bits = Vec::new();
    for layer in (1..network.depth()).map(|layer| network.layer(layer)) {
        bits.extend(layer.weights.iter().chain(layer.biases.iter().flatten()).map(|value| value.to_bits()));
    }
    bits
}

/// One epoch by the definition: derivatives by dual numbers, their mean over each batch.
fn plain_epoch(plain: &mut Plain, learning: Learning) {
    let size = learning.batch.size(plain.samples.len());
    let all: Vec<usize> = (0..plain.samples.len()).collect();
    for batch in all.chunks(size) {
        let before = plain.clone();
        let step = |by: By| {
            let sum: f64 = batch.iter().map(|&sample| before.dual(sample, by).error.eps).sum();
            learning.rate * (sum / batch.len() as f64)
        };
        for layer in 0..plain.weights.len() {
            for (i, row) in plain.weights[layer].iter_mut().enumerate() {
                row.iter_mut().enumerate().for_each(|(j, w)| *w -= step(By::Weight(layer, i, j)));
            }
            if let Some(biases) = plain.biases[layer].as_mut().filter(|_| !learning.biases_frozen) {
                biases.iter_mut().enumerate().for_each(|(i, b)| *b -= step(By::Bias(layer, i)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn an_epoch_is_what_plain_loops_make_of_it(
        plain in plain(),
        batch in batch(),
        rate in 0.01..0.2_f64,
        biases_frozen: bool,
    ) {
        let learning = Learning { rate, biases_frozen, batch };
        let mut trainer = Trainer::new(plain.network().into(), plain.samples(), learning);
        let mut by_hand = plain.clone();
        for epoch in 0..2 {
            let row = trainer.next().unwrap();
            let errors = (0..plain.samples.len()).map(|sample| by_hand.run(sample, |v, _| v).error);
            let mean = errors.sum::<f64>() / plain.samples.len() as f64;
            // Where a step throws the network about, the definition's exponentials overflow, and what differs in
            // its last digit differs in earlier ones after the next step.
            prop_assume!(mean.is_finite() && mean < 20.0);
            let close = |one: f64, other: f64| (one - other).abs() <= 1e-10 + 1e-10 * other.abs();
            prop_assert_eq!(row.epoch, epoch);
            prop_assert!(close(row.error, mean), "epoch {}: {} {}", epoch, row.error, mean);
            let (reached, expected) = (trainer.network(), by_hand.network());
            for w in expected.weight_ids() {
                prop_assert!(close(reached.weight(w), expected.weight(w)), "{:?} in epoch {}", w, epoch);
            }
            for layer in 1..expected.depth() {
                let biases = |network: &Network| network.layer(layer).biases.iter().flatten().copied().collect::<Vec<_>>();
                let mut pairs = biases(reached).into_iter().zip(biases(&expected));
                prop_assert!(pairs.all(|(one, other)| close(one, other)), "biases of {} in epoch {}", layer, epoch);
            }
            plain_epoch(&mut by_hand, learning);
        }
    }

    /// However it is cut up, and from whichever of its epochs it goes on.
    #[test]
    fn a_training_is_the_same_in_one_go_in_pieces_and_from_its_middle(
        plain in plain(),
        batch in batch(),
        rate in 0.01..1.0_f64,
        epochs in 1..150_usize,
        middle in 0..150_usize,
    ) {
        let learning = Learning { rate, batch, ..Learning::default() };
        let (network, samples) = (std::sync::Arc::new(plain.network()), plain.samples());
        let whole = train(&network, &samples, learning, epochs);
        let reached = train_to(&network, &samples, learning, epochs);
        prop_assert_eq!(reached.epochs, whole.epochs());
        prop_assert_eq!(reached.epochs < epochs, whole.diverged());
        prop_assert_eq!(bits(&reached.network), bits(&whole.network));

        let mut course = Course::new(network.clone(), samples.as_slice(), learning, &[]);
        while course.errors().len() <= epochs && course.step() != Piece::Diverged {}
        prop_assert_eq!(course.errors(), whole.errors.as_slice());
        prop_assert_eq!(bits(course.network()), bits(&whole.network));

        let middle = middle % (whole.epochs() + 1);
        let mut again = course.on_the_way_to(middle);
        let row = again.find(|row| row.epoch == middle).unwrap();
        prop_assert_eq!(row.error.to_bits(), whole.errors[middle].to_bits());
        let there = train_to(&network, &samples, learning, middle);
        prop_assert_eq!(bits(again.network()), bits(&there.network));
        if let Some(kept) = course.network_at(middle) {
            prop_assert_eq!(bits(kept), bits(&there.network));
        }
        let rest = again.take(whole.epochs() - middle).last().map(|row| row.error.to_bits());
        prop_assert!(rest.is_none_or(|last| last == whole.errors[whole.epochs()].to_bits()));
    }
}

/// The document's network with identity outputs, which nothing keeps small, and a rate at which it
/// diverges after some epochs.
fn diverging() -> Scenario {
    let mut scenario = scenario::builtin("swap").unwrap();
    for layer in 1..=3 {
        scenario.network_mut().layer_mut(layer).activation = Activation::Identity;
    }
    scenario.learning = Learning { rate: 0.6, batch: Batch::All, ..scenario.learning };
    scenario
}

/// What `train` says of it.
fn last_good(scenario: &Scenario) -> usize {
    let trained = train(scenario.network(), &scenario.samples, scenario.learning, 5000);
    assert!(trained.diverged() && trained.epochs() > 0, "{} epochs", trained.epochs());
    assert!(trained.errors.iter().all(|error| error.is_finite()) && trained.network.is_finite());
    trained.epochs()
}

#[test]
fn what_is_not_finite_is_void() {
    let scenario = diverging();
    let good = last_good(&scenario);
    let reached = train_to(scenario.network(), &scenario.samples, scenario.learning, 5000);
    assert_eq!(reached.epochs, good);
    let mut trainer =
        Trainer::new(scenario.network().clone(), scenario.samples.as_slice(), scenario.learning);
    assert_eq!(trainer.by_ref().last().unwrap().epoch, good);
    assert!(trainer.diverged() && trainer.next().is_none());
    assert_eq!(bits(trainer.network()), bits(&reached.network));
    // An error that is finite does not vouch for the weights: a sigmoid of infinity is 1.
    let plain = Plain {
        widths: vec![1, 1],
        weights: vec![vec![vec![0.0]]],
        biases: vec![None],
        activations: vec![Activation::Sigmoid],
        loss: Loss::HalfSquaredError,
        samples: vec![(vec![100.0], vec![1.0])],
    };
    let learning = Learning { rate: 1e308, ..Learning::default() };
    let trained = train(&plain.network(), &plain.samples(), learning, 10);
    assert_eq!((trained.epochs(), trained.diverged(), trained.network.is_finite()), (0, true, true));
    // The start cannot be void: there is nothing before it.
    let mut scenario = diverging();
    std::sync::Arc::make_mut(&mut scenario.samples)[0].input.fill(1e200);
    let trained = train(scenario.network(), &scenario.samples, scenario.learning, 10);
    assert_eq!((trained.errors.as_slice(), trained.diverged()), (&[f64::INFINITY][..], true));
    assert_eq!(bits(&trained.network), bits(scenario.network()));
}

#[test]
fn without_samples_nothing_is_learned() {
    let network = std::sync::Arc::clone(scenario::builtin("swap").unwrap().network());
    let none: [Sample; 0] = [];
    let trained = train(&network, &none, Learning::default(), 3);
    assert_eq!((trained.errors.as_slice(), bits(&trained.network)), (&[0.0; 4][..], bits(&network)));
}

fn chainrule(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("chainrule").unwrap();
    command.arg("train").args(arguments);
    command
}

fn printed(arguments: &[&str]) -> String {
    let output = chainrule(arguments).assert().success().get_output().clone();
    assert!(output.stderr.is_empty(), "{arguments:?} complains");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(arguments: &[&str]) -> (i32, String, String) {
    let output = chainrule(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn as_json(network: &Network) -> String {
    let mut bytes = Vec::new();
    weights::json(network, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn rows_are_an_epoch_each_in_every_format() {
    let swap = scenario::builtin("swap").unwrap();
    let errors = train(swap.network(), &swap.samples, swap.learning, 4).errors;
    let csv = printed(&["--epochs", "4", "--format", "csv"]);
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("epoch,error"));
    for (epoch, error) in errors.iter().enumerate() {
        let (number, text) = lines.next().unwrap().split_once(',').unwrap();
        assert_eq!((number.parse(), text.parse()), (Ok(epoch), Ok(*error)), "reads back exactly");
    }
    assert_eq!(lines.next(), None);
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["--epochs", "4", "--format", "json"])).unwrap();
    let rows: Vec<_> =
        json.as_array().unwrap().iter().map(|row| (row["epoch"].as_u64(), row["error"].as_f64())).collect();
    assert_eq!(rows, errors.iter().enumerate().map(|(n, e)| (Some(n as u64), Some(*e))).collect::<Vec<_>>());
    let table = printed(&["--epochs", "12", "--every", "5"]);
    let firsts: Vec<_> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(firsts, ["Swap", "epoch", "0", "5", "10", "12"], "{table}");
    assert!(table.contains("a step after each sample · full precision"), "{table}");
    assert_eq!(printed(&["--epochs", "0", "--format", "csv"]).lines().count(), 2);
    let set = printed(&["--epochs", "2", "--set", "learning_rate=0.1", "--format", "csv"]);
    assert!(set != csv && set.lines().nth(1) == csv.lines().nth(1), "another rate, from the same start");
}

#[test]
fn a_training_that_diverges_ends_with_its_last_good_epoch() {
    let source = include_str!("../scenarios/swap.toml");
    let path = folder("diverging").join("diverging.toml");
    let text = source
        .replace("activation = \"sigmoid\"", "activation = \"identity\"")
        .replace("learning_rate = 0.5", "learning_rate = 0.6\nbatch = \"all\"");
    assert!(text.contains("identity") && text.contains("0.6"));
    std::fs::write(&path, text).unwrap();
    let (file, good) = (path.to_str().unwrap(), last_good(&diverging()));
    let trained = path.with_file_name("trained.json");
    let arguments = [file, "--epochs", "5000", "--format", "json", "--weights", trained.to_str().unwrap()];
    let (code, rows, said) = refused(&arguments);
    assert_eq!(code, 1);
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), good + 1, "the rows are whole, and all of them good");
    assert!(
        said.starts_with("chainrule: training diverged: ") && said.contains(&format!("epoch {good} ")),
        "{said}"
    );
    assert!(said.contains("--set learning_rate=0.06"), "{said}");
    let reached = train_to(diverging().network(), &diverging().samples, diverging().learning, good);
    assert_eq!(std::fs::read_to_string(&trained).unwrap(), as_json(&reached.network));
    // The last good row is there, also where it is none of those asked for.
    let (_, rows, _) = refused(&[file, "--epochs", "5000", "--format", "csv", "--every", "4999"]);
    assert!(rows.lines().last().unwrap().starts_with(&format!("{good},")), "{rows}");
    // And nobody walks a network that is not there.
    let output =
        Command::cargo_bin("chainrule").unwrap().args(["values", file, "--epoch", "5000"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("does not come to epoch 5000") && said.contains(&format!("epoch {good} ")),
        "{said}"
    );
}

#[test]
fn files_are_kept_and_wrong_usage_is_refused_before_any_work() {
    let weights = folder("weights").join("w.json");
    let file = weights.to_str().unwrap();
    printed(&["--epochs", "2", "--weights", file]);
    let first = std::fs::read(&weights).unwrap();
    let (code, rows, said) = refused(&["--epochs", "3", "--weights", file]);
    assert!(code == 1 && rows.is_empty() && said.contains("exists; --force overwrites it"), "{said}");
    printed(&["--epochs", "3", "--weights", file, "--force"]);
    assert_ne!(std::fs::read(&weights).unwrap(), first);
    for (arguments, sentence) in [
        (&["--epochs", "2", "--epoch", "3"][..], "--epochs says how many"),
        (&["--epochs", "1000001"], "at most 1000000"),
        (&["--epochs", "2", "--every", "0"], "from 1"),
        (&["--epochs", "2", "--output", "x", "--weights", "x"], "the same file"),
        (&[], "--epochs"),
    ] {
        let (code, rows, said) = refused(arguments);
        assert!(code == 2 && rows.is_empty() && said.contains(sentence), "{arguments:?}: {said}");
    }
    assert_eq!(MOST_EPOCHS, 1_000_000);
}

/// The scenario of the tests on the screen, and the same in a file.
fn batched(name: &str) -> (Scenario, PathBuf) {
    let source = include_str!("../scenarios/swap.toml").replace("[training]", "[training]\nbatch = 3");
    let path = folder(name).join("batched.toml");
    std::fs::write(&path, &source).unwrap();
    let scenario = scenario::parse(&source, "batched.toml").unwrap();
    assert_eq!(scenario.learning.batch, Batch::Of(3));
    (scenario, path)
}

fn app_of(scenario: Scenario) -> App {
    open(scenario, "network/layers", Zoom::Operation)
}

/// Starts a training, as a person does.
fn train_on_screen(app: &mut App, epochs: usize) {
    press(app, &["t", &epochs.to_string(), "Enter"]);
    assert_eq!(app.mode_kind(), ModeKind::Train);
}

/// Ticks until there is no more to do.
fn finish(app: &mut App) {
    let mut ticks = 0;
    while app.is_training() {
        assert_eq!(app.update(TICK), Effect::Redraw);
        ticks += 1;
        assert!(ticks < 1_000_000, "it does not end");
    }
    assert_eq!(app.update(TICK), Effect::None, "with nothing to do nothing happens");
}

fn epochs(app: &App) -> usize {
    app.training().unwrap().course().epochs()
}

#[test]
fn the_command_line_and_the_screen_reach_the_same_weights() {
    let (scenario, path) = batched("same");
    let file = path.with_file_name("trained.json");
    printed(&[path.to_str().unwrap(), "--epochs", "370", "--weights", file.to_str().unwrap()]);
    let from_command_line = std::fs::read_to_string(&file).unwrap();
    // Ticks in between, and what is done then: pauses, single epochs, leaving and coming back, walking
    // with an epoch, going on to one that was typed.
    for (every, doing) in [
        (1000, &[][..]),
        (1, &["Space", "Space"]),
        (2, &["."]),
        (1, &["Esc", "l", "t"]),
        (3, &["Space", "Home", "Enter", "t", "Space"]),
        (1, &["3", "7", "0", "Enter"]),
        (2, &["?", "Esc", "l", "Tab"]),
        (1, &[":", "epoch 7", "Enter", "t", "Space"]),
    ] {
        let mut app = app_of(scenario.clone());
        train_on_screen(&mut app, 370);
        for turn in 0..200_000 {
            app.update(TICK);
            if turn % every == 0 && epochs(&app) < 360 {
                press(&mut app, doing);
            } else if !app.is_training() {
                press(&mut app, &["Space"]);
            }
            if epochs(&app) == 370 {
                break;
            }
        }
        assert_eq!(epochs(&app), 370, "{doing:?}");
        let (epoch, network) = app.weights_to_write();
        assert_eq!((epoch, as_json(network)), (370, from_command_line.clone()), "{doing:?}");
    }
    // And with `:epoch` and `--epoch`.
    let mut app = app_of(scenario);
    command(&mut app, "epoch 370");
    assert_eq!(as_json(app.lesson().trained()), from_command_line);
}

#[test]
fn any_epoch_can_be_walked_with() {
    let (scenario, _) = batched("walk");
    let mut app = app_of(scenario.clone());
    train_on_screen(&mut app, 500);
    finish(&mut app);
    for (keys, epoch) in [
        (&["Enter"][..], 500),
        (&["←", "Enter"], 499),
        (&["Home", "→", "Enter"], 1),
        (&["End", "[", "[", "Enter"], 400),
        (&["2", "3", "7", "Enter", "Enter"], 237),
        (&["Home", "]", "Enter"], 50),
        (&["End", "Enter"], 500),
    ] {
        press(&mut app, keys);
        finish(&mut app);
        assert_eq!((app.mode_kind(), app.lesson().view().epoch), (ModeKind::Walk, epoch), "{keys:?}");
        let expected = train_to(scenario.network(), &scenario.samples, scenario.learning, epoch);
        assert_eq!(bits(app.lesson().trained()), bits(&expected.network));
        // Nothing tells that frame from one that was opened with this epoch.
        let mut other = app_of(scenario.clone());
        command(&mut other, &format!("epoch {epoch}"));
        assert!(draw(&app, 120, 36) == draw(&other, 120, 36));
        press(&mut app, &["t"]);
        assert_eq!(app.mode_kind(), ModeKind::Train);
    }
    assert_eq!(epochs(&app), 500, "looking at epochs trains none");
}

#[test]
fn pausing_going_on_and_single_epochs() {
    let mut app = app_of(batched("pause").0);
    assert!(!app.is_training());
    press(&mut app, &["t"]);
    assert_eq!(app.mode_kind(), ModeKind::Epochs);
    assert!(!app.is_training() && screen(&app).contains("Train how many epochs?"));
    press(&mut app, &["0", "Enter"]);
    assert_eq!(app.mode_kind(), ModeKind::Epochs);
    assert!(message(&app).contains("from 1 to 1000000"), "{}", message(&app));
    press(&mut app, &["Esc", "t", "2", "0", "0", "0", "Enter"]);
    assert!(app.is_training());
    (0..3).for_each(|_| drop(app.update(TICK)));
    let run = |app: &App| app.training().unwrap().clone();
    assert!(run(&app).is_running() && (1..2000).contains(&epochs(&app)));
    press(&mut app, &["Space"]);
    assert!(!app.is_training(), "while paused nobody need tick");
    let paused = epochs(&app);
    press(&mut app, &["."]);
    finish(&mut app);
    assert_eq!((epochs(&app), run(&app).goal()), (paused + 1, 2000));
    press(&mut app, &["→"]);
    finish(&mut app);
    assert_eq!(epochs(&app), paused + 2);
    press(&mut app, &["Space", "Esc"]);
    assert!(!app.is_training() && app.mode_kind() == ModeKind::Walk, "away from its page it waits");
    press(&mut app, &["t"]);
    finish(&mut app);
    assert_eq!(epochs(&app), 2000);
    press(&mut app, &["Space"]);
    assert_eq!(run(&app).goal(), 4000, "as many again");
    press(&mut app, &["Space", "t", "7", "Enter"]);
    finish(&mut app);
    assert!((2000..4000).contains(&epochs(&app)) && epochs(&app) == run(&app).goal());
    let here = epochs(&app);
    press(&mut app, &["9"]);
    assert!(screen(&app).contains("to epoch 9"));
    press(&mut app, &["Esc"]);
    assert_eq!(app.mode_kind(), ModeKind::Train, "what was typed goes first");
    command(&mut app, "train 3");
    finish(&mut app);
    assert_eq!(epochs(&app), here + 3);
    press(&mut app, &["Ctrl-U"]);
    press(&mut app, &["9", "9", "9", "9", "9", "9", "9", "9", "Enter"]);
    assert!(message(&app).contains("from 0 to 1000000"), "{}", message(&app));
}

#[test]
fn the_pace_is_what_was_done_in_the_time_that_went_by() {
    let mut app = app_of(batched("pace").0);
    train_on_screen(&mut app, 100_000);
    assert!(!screen(&app).contains("a second"));
    app.update(Action::Tick(Duration::ZERO));
    let done = epochs(&app) as f64;
    app.update(Action::Tick(Duration::from_secs(2)));
    let pace = app.training().unwrap().pace().unwrap();
    assert!((done / 2.0 - pace).abs() < 1.0, "{done} epochs in two seconds: {pace}");
    assert!(screen(&app).contains(" epochs a second"));
    press(&mut app, &["Space"]);
    assert!(!screen(&app).contains("a second"), "nothing goes on, so it has no pace");
}

#[test]
fn numbers_that_are_changed_begin_a_training_anew() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    train_on_screen(&mut app, 50);
    finish(&mut app);
    press(&mut app, &["Esc"]);
    command(&mut app, "set w_d1 0.3");
    assert_eq!(epochs(&app), 50, "nothing changed, and the curve is still that of these numbers");
    command(&mut app, "set w_d1 0.35");
    assert!(app.training().is_none());
    press(&mut app, &["t"]);
    let asked = screen(&app);
    assert!(asked.contains("Numbers were changed, so training begins anew."), "{asked}");
    press(&mut app, &["2", "0", "Enter"]);
    finish(&mut app);
    let scenario = app.lesson().scenario();
    let expected = train(scenario.network(), &scenario.samples, scenario.learning, 20);
    assert_eq!(app.training().unwrap().course().errors(), expected.errors);
    assert!(screen(&app).contains("training began anew"));
    // On the page itself.
    command(&mut app, "set learning_rate 0.1");
    finish(&mut app);
    assert_eq!((app.mode_kind(), epochs(&app)), (ModeKind::Train, 0));
    assert!(screen(&app).contains("Outputs before training"), "{}", screen(&app));
    press(&mut app, &["."]);
    finish(&mut app);
    assert_eq!(epochs(&app), 1);
    // Another sample or another way to carry numbers is no change of them.
    press(&mut app, &["Esc", "s", "d"]);
    assert_eq!(epochs(&app), 1);
    // Taken back, the training of those numbers is there again.
    press(&mut app, &["u"]);
    assert_eq!(app.training().unwrap().course().errors(), expected.errors);
    assert!(!app.is_training());
}

#[test]
fn an_edit_after_many_epochs_does_not_train_them_at_once() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    command(&mut app, "epoch 20");
    command(&mut app, "set w_d1 0.35");
    assert_eq!(app.lesson().view().epoch, 20, "few epochs are trained again");
    assert!(message(&app).contains("E_total"), "{}", message(&app));
    command(&mut app, "epoch 20000");
    assert_eq!(app.mode_kind(), ModeKind::Train, "many are not waited for");
    app.update(TICK);
    assert!(screen(&app).contains("opens at epoch 20 000"), "{}", screen(&app));
    finish(&mut app);
    assert_eq!((app.mode_kind(), app.lesson().view().epoch), (ModeKind::Walk, 20_000));
    assert_eq!(message(&app), "The weights after epoch 20000.");
    command(&mut app, "set w_d1 0.4");
    assert_eq!(app.lesson().view().epoch, 0);
    assert!(
        message(&app).ends_with("the weights before training; :epoch 20000 trains anew"),
        "{}",
        message(&app)
    );
    command(&mut app, "epoch 0");
    // Given up half way, the lesson stays where it is.
    command(&mut app, "epoch 30000");
    app.update(TICK);
    press(&mut app, &["Esc", "Esc"]);
    assert_eq!((app.mode_kind(), app.lesson().view().epoch), (ModeKind::Walk, 0));
}

#[test]
fn diverging_is_said_on_the_screen_and_the_last_good_epoch_stays() {
    let scenario = diverging();
    let good = last_good(&scenario);
    let mut app = app_of(scenario.clone());
    command(&mut app, "epoch 5000");
    finish(&mut app);
    assert_eq!(app.lesson().view().epoch, 0);
    let said = message(&app).to_owned();
    assert!(
        said.contains("does not come to epoch 5000") && said.contains(&format!("epoch {good} ")),
        "{said}"
    );
    let mut app = app_of(scenario.clone());
    train_on_screen(&mut app, 5000);
    finish(&mut app);
    assert_eq!(epochs(&app), good);
    assert!(message(&app).contains(&format!("diverged: after epoch {good} ")), "{}", message(&app));
    for keys in [&["Space"][..], &["."], &["9", "9", "9", "9", "Enter"]] {
        press(&mut app, keys);
        assert!(app.message().is_some_and(|message| message.is_error), "{keys:?} goes nowhere, and says so");
        assert!(!app.is_training());
    }
    press(&mut app, &["l", "Enter"]);
    assert_eq!(app.lesson().view().epoch, good);
    assert!(app.lesson().trained().is_finite());
    // An edit that diverges sooner.
    let mut app = app_of(scenario);
    command(&mut app, "epoch 3");
    command(&mut app, "set learning_rate 1e300");
    assert!(app.lesson().view().epoch < 3);
    assert!(message(&app).contains("training now diverges after epoch"), "{}", message(&app));
    assert!(screen(&app).contains("step 1 of "));
}

#[test]
fn weights_are_asked_to_be_written() {
    let mut app = app_at("network/layers", Zoom::Operation);
    let saved = |path: &str, replaces| Effect::SaveWeights { path: path.into(), replaces };
    assert_eq!(command(&mut app, "weights").last(), Some(&Effect::Redraw));
    assert!(message(&app).contains("weights trained.json"));
    assert_eq!(command(&mut app, "weights w.json").last(), Some(&saved("w.json", Replaces::Nothing)));
    assert_eq!(app.weights_to_write().0, 0);
    train_on_screen(&mut app, 5);
    finish(&mut app);
    let effects = press(&mut app, &["w", "!t.json", "Enter"]);
    assert_eq!(effects.last(), Some(&saved("t.json", Replaces::Anything)));
    assert_eq!(app.weights_to_write().0, 5, "those of the training");
    app.weights_saved(Path::new("t.json"), Ok(()));
    assert_eq!(message(&app), "The weights after epoch 5 are written to t.json.");
    app.weights_saved(Path::new("t.json"), Err("no room".into()));
    assert!(app.message().is_some_and(|message| message.is_error && message.text == "no room"));
    press(&mut app, &["Esc"]);
    assert_eq!(app.weights_to_write().0, 0, "those of the lesson");
    // What was written opens again as it was.
    let folder = folder("opened-again");
    let source = include_str!("../scenarios/swap.toml");
    let start = source.find("[network.weights]").unwrap();
    let end = start + source[start..].find("\n[").unwrap();
    let text = source.replace(&source[start..end], "weights = { file = \"t.json\" }\n");
    std::fs::write(folder.join("again.toml"), text).unwrap();
    let network = app.training().unwrap().course().network();
    std::fs::write(folder.join("t.json"), as_json(network)).unwrap();
    let again = scenario::open(Some(folder.join("again.toml").to_str().unwrap())).unwrap();
    assert_eq!(bits(again.network()), bits(network));
}

#[test]
fn the_page_leaves_nothing_behind() {
    let mut app = app_at("chain/w_b1/path/2", Zoom::Operation);
    let before = [(80, 24), (120, 36), (200, 60)].map(|(width, height)| draw(&app, width, height));
    train_on_screen(&mut app, 100);
    finish(&mut app);
    press(&mut app, &["l", "Tab", "↓", "←", "Esc"]);
    let after = [(80, 24), (120, 36), (200, 60)].map(|(width, height)| draw(&app, width, height));
    assert!(before == after);
    // And what it showed is there again.
    press(&mut app, &["t"]);
    assert!(screen(&app).contains("after epoch 99") && screen(&app).contains("logarithmic"));
    press(&mut app, &["t"]);
    assert!(screen(&app).contains("Train how many epochs more?") && screen(&app).contains("after epoch 99"));
}

/// Thirty samples, twelve outputs.
fn many() -> Scenario {
    let number = |n: usize| ((n * 37 % 19) as f64 - 9.0) / 10.0;
    let list = |count: usize, of: &dyn Fn(usize) -> String| {
        format!("[{}]", (0..count).map(of).collect::<Vec<_>>().join(", "))
    };
    let matrix = |rows: usize, columns: usize, salt: usize| {
        list(rows, &|i| list(columns, &|j| number(i * columns + j + salt).to_string()))
    };
    let mut file = format!(
        "title = \"Many\"\n[network]\nlayers = [3, 8, 12]\n[network.weights]\nb = {}\nc = {}\n[network.biases]\nb = {}\nc = {}\n",
        matrix(8, 3, 1),
        matrix(12, 8, 5),
        list(8, &|i| number(i).to_string()),
        list(12, &|i| number(i + 3).to_string()),
    );
    for sample in 0..30 {
        let input = list(3, &|j| number(sample * 3 + j).to_string());
        let target = list(12, &|k| usize::from(k == sample % 12).to_string());
        write!(file, "[[samples]]\ninput = {input}\ntarget = {target}\n").unwrap();
    }
    scenario::parse(&file, "many.toml").unwrap()
}

#[test]
fn the_page_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut all = String::new();
        let mut show = |what: &str, app: &App| {
            all.extend([what, "\n", &text(&draw(app, width, height)), "\n\n"]);
        };
        let mut app = app_at("network/layers", Zoom::Operation);
        press(&mut app, &["t"]);
        show("the question", &app);
        press(&mut app, &["3000", "Enter"]);
        show("before the first piece", &app);
        app.update(Action::Tick(Duration::ZERO));
        app.update(Action::Tick(Duration::from_millis(500)));
        show("under way", &app);
        press(&mut app, &["Space", "Tab"]);
        show("paused, another layer", &app);
        press(&mut app, &["Space"]);
        finish(&mut app);
        press(&mut app, &["l", "[", "["]);
        show("at its goal, logarithmic, looking back", &app);
        press(&mut app, &["1", "2", "0"]);
        show("typing an epoch", &app);
        let mut app = app_of(diverging());
        train_on_screen(&mut app, 1000);
        finish(&mut app);
        press(&mut app, &["l"]);
        show("diverged, logarithmic", &app);
        let mut app = app_of(many());
        train_on_screen(&mut app, 40);
        finish(&mut app);
        press(&mut app, &["↓", "↓", "↓", "End"]);
        show("many samples and outputs", &app);
        insta::assert_snapshot!(format!("page_{width}x{height}"), all);
    }
}

#[test]
fn the_page_is_drawn_at_every_size() {
    let mut apps = [app_at("network/layers", Zoom::Operation), app_of(diverging()), app_of(many())];
    for app in &mut apps {
        press(app, &["t", "30", "Enter"]);
    }
    for width in (0..130).step_by(3) {
        for height in (0..48).step_by(2) {
            for app in &mut apps {
                draw(app, width, height);
                if width % 2 == 0 {
                    app.update(TICK);
                    press(app, &["l", "Tab"]);
                }
            }
        }
    }
}

#[test]
fn what_is_followed_is_named_with_its_values() {
    let mut app = app_of(many());
    train_on_screen(&mut app, 25);
    finish(&mut app);
    let run = app.training().unwrap();
    let followed: Vec<Quantity> = run.course().followed(run.layer());
    assert_eq!(followed.len(), 6);
    let page = text(&draw(&app, 160, 50));
    for q in followed {
        let way = run.course().trail(q);
        assert_eq!((way[0].0, way[way.len() - 1].0), (0, 25));
        assert!(page.contains(&app.names().screen(q)), "{page}");
    }
}

fn lesson_of(name: &str) -> Lesson {
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap()
}

#[test]
fn the_lessons_training_is_kept_while_its_numbers_stay() {
    let lesson = lesson_of("swap");
    let (training, checks) = (lesson.training(), lesson.all_checked().as_ptr());
    let view = lesson.view();
    let kept = |other: &Lesson| std::ptr::eq(training, other.training());
    let measured = |other: &Lesson| std::ptr::eq(checks, other.all_checked().as_ptr());
    let decimals = lesson.with_view(View { carry: Carry::Full, ..view }).unwrap();
    assert!(kept(&decimals) && measured(&decimals), "however numbers are carried");
    let sample = lesson.with_view(View { sample: usize::from(view.sample == 0), ..view }).unwrap();
    assert!(kept(&sample) && !measured(&sample), "a check is of one sample");
    let epoch = lesson.with_view(View { epoch: 3, ..view }).unwrap();
    assert!(kept(&epoch) && !measured(&epoch), "it begins with the scenario's weights");
    let same = lesson.edited(lesson.scenario().clone());
    assert!(kept(&same) && measured(&same));
    let mut scenario = lesson.scenario().clone();
    scenario.learning.rate *= 2.0;
    let faster = lesson.edited(scenario);
    assert!(!kept(&faster) && measured(&faster), "a gradient knows no learning rate");
    assert_ne!(faster.training().errors, training.errors);
}

#[test]
fn the_lessons_training_is_short_where_an_epoch_is_much() {
    let why = |lesson: &Lesson| {
        let address = lesson.parse_address("check/train").unwrap();
        let step = lesson.step(address, Reveal::All);
        let said = step.why.iter().map(|prose| prose.plain(lesson.names(), Carry::Full));
        said.collect::<Vec<_>>().join(" ")
    };
    for (name, epochs) in [("swap", 2000), ("digits", 20), ("large", 5)] {
        let lesson = lesson_of(name);
        assert_eq!(lesson.training().epochs(), epochs, "{name}");
        let said = why(&lesson);
        assert!(said.contains(&format!("By epoch {epochs} the mean error")), "{said}");
        assert_eq!(said.contains("is trained no further here"), epochs < 2000, "{said}");
    }
    let lesson = lesson_of("large");
    assert!(lesson.all_checked().len() < 200, "{}", lesson.all_checked().len());
}

#[test]
fn outputs_are_those_of_the_epoch_that_is_looked_at() {
    let (scenario, _) = batched("looked");
    let mut app = app_of(scenario.clone());
    train_on_screen(&mut app, 500);
    finish(&mut app);
    let outputs = |app: &App| {
        let run = app.training().unwrap();
        run.outcome().map(|outcome| (0..4).flat_map(|n| outcome.outputs(n).to_vec()).collect::<Vec<_>>())
    };
    let expected = |epoch: usize| {
        let mut trainer =
            Trainer::new(scenario.network().clone(), scenario.samples.as_slice(), scenario.learning);
        trainer.by_ref().take(epoch + 1).for_each(drop);
        (0..4).flat_map(|n| trainer.outcome().outputs(n).to_vec()).collect::<Vec<_>>()
    };
    for (keys, epoch) in [
        (&["←"][..], 499),
        (&["Home"], 0),
        (&["→"], 1),
        (&["]"], 51),
        (&["2", "3", "7", "Enter"], 237),
        (&["End"], 500),
    ] {
        press(&mut app, keys);
        assert!(!app.is_training(), "so few are computed at once");
        assert_eq!(outputs(&app), Some(expected(epoch)), "{keys:?}");
        let page = screen(&app);
        let title = if epoch == 0 {
            "Outputs before training".to_owned()
        } else {
            format!("Outputs after epoch {epoch} ")
        };
        assert!(page.contains(&title), "{page}");
    }
    // The weights are marked there as well, where there is little room too.
    let axes = |app: &App| text(&draw(app, 80, 24)).matches(" 237 ").count();
    assert_eq!(axes(&app), 0);
    press(&mut app, &["2", "3", "7", "Enter"]);
    assert_eq!(axes(&app), 4, "said above, in the table's title, and on both axes");
}

#[test]
fn outputs_that_take_long_are_computed_piece_by_piece() {
    let mut app = app_of(scenario::builtin("large").unwrap());
    train_on_screen(&mut app, 4);
    finish(&mut app);
    let network = app.training().unwrap().course().network().clone();
    press(&mut app, &["←"]);
    assert!(app.is_training() && app.training().unwrap().outcome().is_none());
    let page = screen(&app);
    assert!(page.contains("Outputs after epoch 3 ") && page.contains("computed once more"), "{page}");
    app.update(TICK);
    assert!(app.training().unwrap().outcome().is_none(), "a piece is less than an epoch");
    finish(&mut app);
    assert!(app.training().unwrap().outcome().is_some() && !screen(&app).contains("computed once more"));
    assert_eq!(epochs(&app), 4, "nothing is trained");
    assert!(std::sync::Arc::ptr_eq(&network, app.training().unwrap().course().network()));
    // What is looked at no more is not computed.
    press(&mut app, &["Home", "End"]);
    assert!(!app.is_training());
}

#[test]
fn a_training_that_diverged_is_not_at_its_goal() {
    let scenario = diverging();
    let good = last_good(&scenario);
    let mut app = app_of(scenario);
    train_on_screen(&mut app, 100);
    finish(&mut app);
    let page = screen(&app);
    let bar = page.lines().find(|line| line.contains(" Training ")).unwrap();
    assert!(bar.contains(&format!("epoch {good} of 100")), "{bar}");
    assert!(bar.contains("░░░░░") && bar.contains("diverged; Space says what may help"), "{bar}");
    press(&mut app, &["Esc", "t"]);
    assert!(screen(&app).contains("Space what helps"), "{}", screen(&app));
    for keys in [&["Space"][..], &["."], &["→"], &["t", "5", "0", "Enter"]] {
        press(&mut app, keys);
        assert_eq!(app.mode_kind(), ModeKind::Train);
        let said = message(&app);
        assert!(said.starts_with(&format!("It diverges after epoch {good}. ")), "{keys:?} {said}");
        assert!(said.len() < 79, "{said}");
    }
    assert!(screen(&app).contains(" of 100 "));
    // What it proposes helps, on the page itself.
    let proposed = message(&app).rsplit_once(':').unwrap().1.to_owned();
    let rate = app.lesson().scenario().learning.rate;
    command(&mut app, &proposed);
    assert!((app.lesson().scenario().learning.rate - rate / 10.0).abs() < rate * 1e-12);
    assert_eq!(app.mode_kind(), ModeKind::Train);
}

/// The bottom line.
fn hints(app: &App, width: u16, height: u16) -> String {
    text(&draw(app, width, height)).lines().last().unwrap().to_owned()
}

#[test]
fn the_hint_says_what_the_key_that_pauses_does_now() {
    let mut app = app_of(batched("hints").0);
    train_on_screen(&mut app, 2000);
    assert!(hints(&app, 120, 36).contains("Space pause "));
    app.update(TICK);
    press(&mut app, &["Space"]);
    assert!(hints(&app, 120, 36).contains("Space go on "));
    press(&mut app, &["Space"]);
    finish(&mut app);
    assert!(hints(&app, 120, 36).contains("Space train 2000 more "), "{}", hints(&app, 120, 36));
    let few = hints(&app, 80, 24);
    for hint in ["Space 2000 more", ". one epoch", "l scale", "Tab layer", "Enter walk", "Esc leave"] {
        assert!(few.contains(hint), "{hint}: {few}");
    }
}

#[test]
fn one_is_told_how_to_come_back_to_the_training() {
    let mut app = app_of(batched("back").0);
    assert!(hints(&app, 120, 36).contains(" t train ") && !hints(&app, 80, 24).contains(" t train "));
    train_on_screen(&mut app, 5);
    finish(&mut app);
    press(&mut app, &["Enter"]);
    assert_eq!(hints(&app, 80, 24).trim(), "The weights after epoch 5. t comes back to the training.");
    assert_eq!(hints(&app, 40, 24).trim(), "The weights after epoch 5.", "as far as there is room");
    press(&mut app, &["t"]);
    assert_eq!((app.mode_kind(), epochs(&app)), (ModeKind::Train, 5));
}

#[test]
fn a_key_that_does_nothing_on_the_page_says_so() {
    let mut app = app_of(batched("keys").0);
    train_on_screen(&mut app, 5);
    finish(&mut app);
    press(&mut app, &["x"]);
    assert_eq!(hints(&app, 80, 24).trim(), "“x” is no key here. ? lists them.");
    press(&mut app, &["x", "4", "Enter"]);
    assert!(app.message().is_none() && screen(&app).contains("Outputs after epoch 4"));
}

#[test]
fn every_output_can_be_judged() {
    let page_of = |app: &App, width, height| text(&draw(app, width, height));
    let mut app = app_of(scenario::builtin("three-classes").unwrap());
    train_on_screen(&mut app, 100);
    finish(&mut app);
    let page = page_of(&app, 80, 24);
    for said in ["right: 9 of 9", " c1 ", " c2 ", " c3 "] {
        assert!(page.contains(said), "{page}");
    }
    assert!(!page.contains("largest of"), "{page}");
    let mut app = app_of(scenario::builtin("digits").unwrap());
    train_on_screen(&mut app, 2);
    finish(&mut app);
    let outcome = app.training().unwrap().outcome().unwrap().clone();
    let samples = app.lesson().scenario().samples.clone();
    let place = |numbers: &[f64]| {
        let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        numbers.iter().position(|&number| number == most).unwrap()
    };
    let right = samples
        .iter()
        .enumerate()
        .filter(|(n, s)| place(outcome.outputs(*n)) == place(s.target.as_slice().unwrap()));
    let right = right.count();
    assert!((100..200).contains(&right), "{right}");
    for (width, height) in [(80, 24), (120, 36)] {
        let page = page_of(&app, width, height);
        assert!(page.contains(&format!("right: {right} of 200")), "{page}");
        assert!(page.contains("→") && page.contains("largest"), "{page}");
        let sixth = page.lines().find(|line| line.contains("│   6 ")).unwrap_or_else(|| panic!("{page}"));
        let (wanted, largest) = (place(samples[5].target.as_slice().unwrap()), place(outcome.outputs(5)));
        assert!(wanted != largest && sixth.contains(&format!(" c{} ", wanted + 1)), "{sixth}");
        assert!(sixth.contains(&format!(" c{} ", largest + 1)), "{sixth}");
        let decimals = if width == 80 { 2 } else { 4 };
        let out = format!("{:.decimals$}", outcome.outputs(5)[wanted]);
        assert!(sixth.contains(&out), "{sixth} {out}");
    }
    assert!(page_of(&app, 120, 36).contains(" of 10 outputs "));
    // On a large screen all ten stand there.
    let page = page_of(&app, 200, 60);
    let heading = page.lines().find(|line| line.contains("E_total")).unwrap();
    assert!((1..=10).all(|n| heading.contains(&format!(" c{n} "))), "{page}");
    assert!(!page.contains(" of 10 outputs "));
}

#[test]
fn the_question_and_the_page_say_briefly_that_training_begins_anew() {
    let mut app = app_of(batched("anew").0);
    train_on_screen(&mut app, 250);
    finish(&mut app);
    press(&mut app, &["Esc"]);
    command(&mut app, "set w_d1 0.35");
    press(&mut app, &["t"]);
    for typed in ["", "250"] {
        press(&mut app, &[typed]);
        let question = hints(&app, 80, 24);
        for said in ["begins anew", "Train how many epochs?", "Enter start", "Esc drop"] {
            assert!(question.contains(said), "{question}");
        }
    }
    press(&mut app, &["Enter"]);
    finish(&mut app);
    let page = text(&draw(&app, 80, 24));
    assert!(page.contains(" · anew, with changed numbers"), "{page}");
}

#[test]
fn a_training_comes_back_with_its_numbers() {
    let mut app = app_of(batched("comes-back").0);
    train_on_screen(&mut app, 30);
    finish(&mut app);
    press(&mut app, &["Esc"]);
    command(&mut app, "set w_d1 0.35");
    command(&mut app, "set w_d1 0.36");
    assert!(app.training().is_none());
    press(&mut app, &["u"]);
    assert!(app.training().is_none());
    press(&mut app, &["u", "t"]);
    assert_eq!((app.mode_kind(), epochs(&app)), (ModeKind::Train, 30));
    assert!(!screen(&app).contains("anew"));
    // On the page, while it is under way: it waits where it was left.
    press(&mut app, &["t", "5000", "Enter"]);
    app.update(TICK);
    let here = epochs(&app);
    command(&mut app, "set w_d1 0.4");
    assert_eq!(epochs(&app), 0);
    command(&mut app, "undo");
    assert_eq!((app.mode_kind(), epochs(&app)), (ModeKind::Train, here));
    assert!(!app.is_training());
}

#[test]
fn saving_at_a_trained_epoch_says_which_weights_were_written() {
    let mut app = app_of(batched("saving").0);
    let save = |app: &mut App| {
        let effects = command(app, "save my.toml");
        let Some(Effect::Save(saving)) = effects.into_iter().last() else { panic!("nothing to write") };
        app.saved(&saving, Ok(()));
        message(app).to_owned()
    };
    assert_eq!(save(&mut app), "Written to my.toml.");
    command(&mut app, "epoch 12");
    let said = save(&mut app);
    assert_eq!(said, "Written to my.toml, weights as before training; for epoch 12: :weights FILE");
    assert!(said.len() < 80);
}

#[test]
fn help_begins_with_the_keys_of_the_mode_that_one_comes_from() {
    let first = |app: &App| {
        let page = text(&draw(app, 120, 36));
        let heading = page.lines().find(|line| line.contains("┃")).unwrap();
        let mut lines = page.lines().skip_while(|line| *line != heading);
        lines.find(|line| line.chars().any(char::is_alphabetic)).unwrap().to_owned()
    };
    let mut app = app_of(batched("help").0);
    press(&mut app, &["?"]);
    let walking = first(&app);
    assert!(walking.contains("Moving"), "{walking}");
    press(&mut app, &["Esc"]);
    train_on_screen(&mut app, 5);
    finish(&mut app);
    press(&mut app, &["?"]);
    let training = first(&app);
    assert!(training.to_lowercase().contains("training"), "{training}");
}
