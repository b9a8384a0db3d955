use proptest::prelude::*;

use super::*;
use crate::scenario::{builtin, parse};

const BIASED: &str = "title = 'x'\nsamples = [{ input = [1], target = [1, 1] }, { input = [2], target = [0, 1] }]\n\
    network = { layers = [1, 3, 2], weights = { b = [[1], [2], [3]], c = [[1, 2, 3], [4, 5, 6]] }, \
    biases = { c = [1, 2] } }";

fn says(text: &str) -> String {
    Edit::parse(text, builtin("swap").unwrap().network(), 1).unwrap_err().to_string()
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, value) in [
        ("0.35", 0.35),
        (" 0,35 ", 0.35),
        ("+2", 2.0),
        ("-2.5e-3", -0.0025),
        ("−2", -2.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1E3", 1000.0),
        ("1e+3", 1000.0),
        ("1/3", 1.0 / 3.0),
        ("-1 / 8", -0.125),
        ("1/-8", -0.125),
        ("0e-999", 0.0),
        ("0/5", 0.0),
        ("1.7976931348623157e308", f64::MAX),
        ("5e-324", 5e-324),
    ] {
        assert_eq!(parse_number(text), Ok(value), "{text}");
    }
    assert!(parse_number("-0").unwrap().is_sign_positive());
}

#[test]
fn what_is_no_number_is_told_so() {
    for text in [
        "", "x", "inf", "nan", "-", ".", ",", "1.2.3", "1,000.5", "1e", "e5", "1e5.5", "0x10", "1_000",
        "--1", "1 2", "1/2/3", "/2", "1/", "٣", "½", "1e--5", "infinity", "1f64",
    ] {
        assert_eq!(parse_number(text), Err(EditError::Number { text: SafeText::new(text) }), "{text}");
    }
    let message = |text: &str| parse_number(text).unwrap_err().to_string();
    assert_eq!(message("x\x1b"), "'x�' is no number; write it like 0.35, -2, 1e-3 or 1/3");
    assert_eq!(message("1/0"), "'1/0' divides by zero");
    assert_eq!(message("1e999"), "'1e999' is too large to compute with");
    assert_eq!(message("1e300/1e-300"), "'1e300/1e-300' is too large to compute with");
    assert_eq!(message("1e-999"), "'1e-999' is too small to compute with");
    assert_eq!(message("1e-300/1e300"), "'1e-300/1e300' is too small to compute with");
    assert!(message(&"x".repeat(1_000_000)).len() < 200);
}

#[test]
fn an_edit_is_a_name_and_a_value() {
    let swap = builtin("swap").unwrap();
    for text in ["w_d1=0.35", " w_d1 = 0.35 ", "w_d1 0.35", "w_d1=\t0,35"] {
        let edit = Edit::parse(text, swap.network(), 1).unwrap();
        assert_eq!(edit.text(swap.network(), 1), "w_d1=0.35");
    }
    assert_eq!(says("w_d1"), "'w_d1' gives no number a value; write a name and a value, such as w_d1=0.35");
    assert_eq!(says("w_d7=1"), "w_d7: W_d has 6 weights, w_d1 to w_d6");
    assert_eq!(says("w_d1="), "'' is no number; write it like 0.35, -2, 1e-3 or 1/3");
    assert_eq!(says("w_d1=0.3=5"), "'0.3=5' is no number; write it like 0.35, -2, 1e-3 or 1/3");
    assert_eq!(says("learning_rate=0"), "learning_rate must be above 0");
    assert_eq!(says("learning_rate=-1"), "learning_rate must be above 0");
    assert_eq!(says("bias_b1=1"), "layer b has no biases; a scenario file gives them in [network.biases]");
}

#[test]
fn a_sample_is_numbered_in_one_way() {
    let swap = builtin("swap").unwrap();
    let parse = |text: &str| Edit::parse(text, swap.network(), 1).map_err(|error| error.to_string());
    assert_eq!(parse("a1@3=0").unwrap().sample(), Some(2));
    assert_eq!(parse("a1 @ 3 = 0").unwrap().sample(), Some(2));
    for number in ["+3", "03", "0", "-1", "", "x", "3.0", "99999999999999999999"] {
        let expected = format!("'{number}' is no number of a sample; they count from 1, as in a1@3");
        assert_eq!(parse(&format!("a1@{number}=0")), Err(expected));
    }
}

#[test]
fn targets_that_are_probabilities_stay_between_0_and_1() {
    let binary = BIASED.replace("network = {", "network = { loss = 'binary-cross-entropy',");
    let mut scenario = parse(&binary, "x").unwrap();
    let before = scenario.clone();
    let why = "must be from 0 to 1, since binary-cross-entropy takes it as a probability";
    let mut make = |text: &str| {
        let edit = Edit::parse(text, scenario.network(), 1).map_err(|error| error.to_string())?;
        let inverse = edit.apply(&mut scenario).map_err(|error| error.to_string())?;
        let targets = scenario.samples[1].target.to_vec();
        inverse.apply(&mut scenario).unwrap();
        Ok::<_, String>(targets)
    };
    assert_eq!(make("target_c1=1.5"), Err(format!("target_c1 {why}")));
    assert_eq!(make("target_c=-0.1"), Err(format!("target_c {why}")));
    make("target_c=1").unwrap();
    assert!(make("target_c=random 3").unwrap().iter().all(|target| (0.0..=1.0).contains(target)));
    assert_eq!(make("learning_rate=-1"), Err("learning_rate must be above 0".into()));
    assert_eq!(scenario, before);
}

#[test]
fn what_cannot_be_set_is_refused_and_changes_nothing() {
    let before = builtin("swap").unwrap();
    let mut swap = before.clone();
    let mut apply =
        |quantity, value, sample| Edit::One { quantity, sample, value }.apply(&mut swap).unwrap_err();
    let not_given = |error| matches!(error, EditError::NotGiven { .. });
    for kind in [Kind::Net, Kind::Error, Kind::ErrorTotal, Kind::Gradient, Kind::Delta, Kind::WeightAfter] {
        assert!(not_given(apply(Quantity::of(kind, 3, 0), 1.0, 0)), "{kind:?}");
    }
    for quantity in [
        Quantity::of(Kind::Out, 1, 0),
        Quantity::of(Kind::Out, 0, 2),
        Quantity::of(Kind::Target, 2, 0),
        Quantity::of(Kind::Target, 3, 2),
        Quantity::of(Kind::Weight, 0, 0),
        Quantity::of(Kind::Weight, 4, 0),
        Quantity { kind: Kind::Weight, layer: usize::MAX, row: usize::MAX, column: usize::MAX },
        Quantity { kind: Kind::Weight, layer: 3, row: usize::MAX, column: usize::MAX },
        Quantity::of(Kind::Weight, 3, 2),
        Quantity::of(Kind::Bias, 4, 0),
    ] {
        assert!(not_given(apply(quantity, 1.0, 0)), "{quantity:?}");
    }
    let rate = Quantity::whole(Kind::LearningRate);
    assert_eq!(apply(rate, 0.0, 0).to_string(), "learning_rate must be above 0");
    assert_eq!(apply(rate, f64::NAN, 0).to_string(), "learning_rate must be a finite number");
    assert_eq!(apply(Quantity::of(Kind::Bias, 1, 0), 1.0, 0), EditError::NoBiases { layer: "b".into() });
    let input = Quantity::of(Kind::Out, 0, 0);
    assert_eq!(apply(input, f64::INFINITY, 0).to_string(), "a1 must be a finite number");
    assert_eq!(apply(input, 1.0, 4).to_string(), "there is no sample 5; there are 4");
    assert_eq!(swap, before);
    assert!(std::sync::Arc::ptr_eq(swap.network(), before.network()), "no refusal copies the network");
}

#[test]
fn an_edit_reaches_the_number_that_it_names_and_no_other() {
    let mut scenario = parse(BIASED, "x").unwrap();
    for (text, value) in [("w_c4=9", 4.0), ("bias_c2=9", 2.0), ("a1=9", 2.0), ("target_c1=9", 0.0)] {
        let before = scenario.clone();
        let edit = Edit::parse(text, scenario.network(), 1).unwrap();
        let Edit::One { quantity, sample, .. } = edit else { panic!("{text}") };
        let inverse = edit.apply(&mut scenario).unwrap();
        assert_eq!(inverse, Edit::One { quantity, sample, value }, "{text}");
        let given = |s: &Scenario| s.pass(1, crate::engine::Carry::Full).value(quantity);
        assert_eq!((given(&before), given(&scenario)), (Some(value), Some(9.0)), "{text}");
        assert_eq!(scenario.samples[0], before.samples[0]);
    }
    let quantity = Quantity::of(Kind::Out, 0, 0);
    let inverse = Edit::One { quantity, sample: 0, value: -0.0 }.apply(&mut scenario).unwrap();
    assert!(scenario.samples[0].input[0].is_sign_positive(), "−0 is 0");
    assert_eq!(inverse, Edit::One { quantity, sample: 0, value: 1.0 });
}

#[test]
fn a_whole_matrix_or_vector_follows_a_rule() {
    let values = |text: &str| {
        let mut scenario = parse(BIASED, "x").unwrap();
        let edit = Edit::parse(text, scenario.network(), 1).unwrap();
        assert_eq!(Edit::parse(&edit.text(scenario.network(), 1), scenario.network(), 1).unwrap(), edit);
        let Edit::Whole { part, sample, .. } = edit else { panic!("{text}") };
        let before = scenario.clone();
        let inverse = edit.apply(&mut scenario).unwrap();
        let after = scenario.given_numbers(part, sample).unwrap();
        inverse.apply(&mut scenario).unwrap();
        assert_eq!(scenario, before, "{text}");
        after
    };
    assert_eq!(values("W_b=zero"), [0.0; 3]);
    assert_eq!(values("W_b 0,5"), [0.5; 3]);
    assert_eq!(values("W_c=times -2"), [-2.0, -4.0, -6.0, -8.0, -10.0, -12.0]);
    assert_eq!(values("bias_c=1/4"), [0.25; 2]);
    assert_eq!(values("out_a=3"), [3.0]);
    assert_eq!(values("target_c@1=0.5"), [0.5; 2]);
    let drawn = values("W_c=random 7");
    assert_eq!(drawn, values("W_c = random  7"));
    assert_ne!(drawn, values("W_c=random 8"));
    assert_ne!(drawn[..3], values("W_b=random 7"));
    // ± √(6 / (3 + 2)), four decimals.
    assert!(drawn.iter().all(|w| w.abs() <= 1.0955 && (w * 1e4 - (w * 1e4).round()).abs() < 1e-9));
}

#[test]
fn a_whole_that_cannot_be_is_refused_and_changes_nothing() {
    assert_eq!(says("W_d=random x"), "'x' is no seed; write a whole number: random 7");
    assert_eq!(says("W_d=times"), "'' is no number; write it like 0.35, -2, 1e-3 or 1/3");
    assert_eq!(says("W_e=1"), "'W_e' is no name of a number; try w_d1, a1, target_d1 or learning_rate");
    assert_eq!(says("W_a=1"), "'W_a' is no name of a number; try w_d1, a1, target_d1 or learning_rate");
    assert_eq!(says("a1@0=1"), "'0' is no number of a sample; they count from 1, as in a1@3");
    let mut swap = builtin("swap").unwrap();
    let before = swap.clone();
    let mut refused = |text: &str| {
        let edit = Edit::parse(text, before.network(), 1).unwrap();
        let sentence = edit.apply(&mut swap).unwrap_err().to_string();
        assert_eq!(swap, before, "{text}");
        sentence
    };
    assert_eq!(refused("a1@9=1"), "there is no sample 9; there are 4");
    assert_eq!(refused("target_d@9=1"), "there is no sample 9; there are 4");
    let mut large = Edit::parse("W_d=1e300", swap.network(), 1).unwrap();
    large.apply(&mut swap).unwrap();
    large = Edit::parse("W_d=times 1e300", swap.network(), 1).unwrap();
    assert_eq!(large.apply(&mut swap).unwrap_err().to_string(), "W_d must be a finite number");
    assert_eq!(swap.given_number(Quantity::of(Kind::Weight, 3, 0), 0), Some(1e300));
}

proptest! {
    #[test]
    fn undoing_edits_in_reverse_restores_the_scenario(
        edits in prop::collection::vec((0..17_usize, -1e3..1e3_f64, 0..2_usize), 1..20)
    ) {
        let start = parse(BIASED, "x").unwrap();
        let mut scenario = start.clone();
        let names = ["w_b1", "w_b2", "w_b3", "w_c1", "w_c2", "w_c3", "w_c4", "w_c5", "w_c6", "bias_c1",
            "bias_c2", "a1", "target_c1", "target_c2", "learning_rate", "w_b1", "a1"];
        let mut undo = Vec::new();
        for (which, value, sample) in edits {
            let quantity = parse_name(names[which], scenario.network()).unwrap();
            if let Ok(inverse) = (Edit::One { quantity, sample, value }).apply(&mut scenario) {
                undo.push(inverse);
            }
        }
        for inverse in undo.into_iter().rev() {
            inverse.apply(&mut scenario).unwrap();
        }
        prop_assert_eq!(scenario, start);
    }

    #[test]
    fn a_number_reads_back_as_it_is_written(value in prop::num::f64::NORMAL) {
        prop_assert_eq!(parse_number(&value.to_string()), Ok(value));
        prop_assert_eq!(parse_number(&format!("{value:e}")), Ok(value));
    }
}

#[test]
fn differences_lead_from_one_scenario_to_another() {
    let base = parse(BIASED, "x.toml").unwrap();
    let mut now = base.clone();
    let texts = ["w_c2=9", "w_c6=8", "bias_c2=7", "a1@2=6", "target_c2@1=5", "learning_rate=0.25"];
    for text in texts {
        Edit::parse(text, now.network(), 0).unwrap().apply(&mut now).unwrap();
    }
    let edits = differences(&base, &now, texts.len()).unwrap();
    assert_eq!(edits.len(), texts.len());
    let mut led = base.clone();
    for edit in &edits {
        edit.apply(&mut led).unwrap();
    }
    assert_eq!(led, now);
    assert_eq!(differences(&base, &now, texts.len() - 1), None, "more than are wanted");
    assert_eq!(differences(&now, &now, 0), Some(Vec::new()));
}

#[test]
fn what_follows_zero_is_read_with_it() {
    assert!(says("W_b=zero 3").contains("zero 3"));
}
