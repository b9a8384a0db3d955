use ratatui::layout::Rect;

use super::super::testing::{app, draw_everywhere, draw_everywhere_with, network, render, set, swap, text};
use super::draw;
use crate::app::App;
use crate::lesson::Zoom;
use crate::scenario;

/// What the panel shows.
fn shown(app: &App, width: u16, height: u16) -> String {
    text(&render(app, Rect::new(0, 0, width, height), draw))
}

#[test]
fn no_size_and_no_step_is_too_much() {
    draw_everywhere(&scenario::builtin("swap").unwrap(), Zoom::Operation, 1, draw);
    draw_everywhere(&network(&[30, 12, 10]), Zoom::Layer, 1, draw);
    draw_everywhere(&network(&[1, 1]), Zoom::Term, 1, draw);
}

#[test]
fn a_point_and_its_numbers_appear_once_they_are_known() {
    let (width, height) = (54, 15);
    let curve = shown(&swap("forward/d/out"), width, height);
    assert!(curve.contains("Sigmoid") && !curve.contains('●') && !curve.contains("0.7199"), "{curve}");
    let point = shown(&swap("forward/d/out/1"), width, height);
    assert!(point.contains('●') && point.contains("0.9440") && point.contains("0.7199"), "{point}");
    assert!(!point.contains("slope"), "{point}");
    let slope = shown(&swap("chain/w_d1/slope"), width, height);
    assert!(slope.contains("slope_d1") && slope.contains("= 0.2016"), "{slope}");
    let before = shown(&swap("error/descent"), width, height);
    assert!(before.contains('●') && !before.contains("∂E/∂out_d1"), "{before}");
    let after = shown(&swap("error/dout/1"), width, height);
    assert!(after.contains("∂E/∂out_d1 = 0.7199") && after.contains("target 0"), "{after}");
}

#[test]
fn a_learning_step_moves_the_point() {
    let moved = shown(&swap("learn/error"), 54, 15);
    assert!(moved.contains("● out_d1 = 0.7199") && moved.contains("○ new out_d1 = 0.6925"), "{moved}");
}

#[test]
fn the_current_sample_is_marked_and_errors_come_with_their_step() {
    let (width, height) = (54, 15);
    let given = shown(&swap("network/samples"), width, height);
    assert!(given.contains("▶ 2 ") && !given.contains("E_total"), "{given}");
    let errors = shown(&swap("error/samples"), width, height);
    assert!(errors.contains("E_total") && errors.contains("0.2723") && errors.contains("0.5941"), "{errors}");
    let wide = shown(&app(network(&[30, 12, 10]), "error/samples", Zoom::Layer), width, height);
    assert_eq!(wide.matches('⋯').count(), 4, "inputs and targets, heading and row\n{wide}");
}

#[test]
fn the_bill_is_compared_in_the_chapter_of_the_pattern_only() {
    let (width, height) = (54, 15);
    let by_hand = shown(&swap("chain/bill"), width, height);
    assert!(by_hand.contains(" 396") && !by_hand.contains(" 53"), "{by_hand}");
    let both = shown(&swap("pattern/bill"), width, height);
    assert!(both.contains(" 396") && both.contains(" 53") && !both.contains("logarithmic"), "{both}");
    let deep = network(&[2, 8, 8, 8, 8, 8, 1]);
    let unlike = shown(&app(deep, "pattern/bill", Zoom::Layer), width, height);
    assert!(unlike.contains("logarithmic") && unlike.contains("10^"), "{unlike}");
}

#[test]
fn checks_are_listed_and_say_how_many_are_out_of_sight() {
    let mut app = swap("check/all");
    let (width, height) = (54, 15);
    let top = shown(&app, width, height);
    assert!(top.contains("∂E/∂w_b1") && top.contains('✓') && !top.contains('✗'), "{top}");
    assert!(top.contains("↓ 14 more"), "{top}");
    while app.focus() != crate::app::Panel::Picture {
        app.update(crate::app::Action::NextPanel);
    }
    for _ in 0..99 {
        app.update(crate::app::Action::ScrollDown);
    }
    let bottom = shown(&app, width, height);
    assert!(bottom.contains("∂E/∂w_d6") && bottom.contains("↑ 14 more"), "{bottom}");
}

#[test]
fn curves_of_the_error_have_their_numbers() {
    let (width, height) = (54, 15);
    let nudge = shown(&swap("check/w_d1"), width, height);
    assert!(nudge.contains("∂E/∂w_d1 = 0.0998") && nudge.contains("E_total over w_d1"), "{nudge}");
    let training = shown(&swap("check/train"), width, height);
    assert!(training.contains("mean error") && training.contains("epoch 2000"), "{training}");
}

#[test]
fn the_old_place_of_a_point_is_marked_where_it_changed() {
    let (width, height) = (54, 15);
    let at = |address: &str, what: &str| shown(&set(swap(address), what), width, height);
    let curve = at("forward/d/out/1", "w_d1 0.9");
    assert!(curve.contains("○ out_d1 was 0.7199") && curve.matches('○').count() == 2, "{curve}");
    let same = at("forward/d/out/2", "w_d1 0.9");
    assert!(!same.contains('○') && !same.contains("was"), "{same}");
    let unknown = at("forward/d/out", "w_d1 0.9");
    assert!(!unknown.contains('○') && !unknown.contains("was"), "{unknown}");
    let error = at("error/d1", "w_d1 0.9");
    assert!(error.contains("○ out_d1 was 0.7199") && error.matches('○').count() == 2, "{error}");
    let target = at("error/d1", "target_d1 0.7");
    assert!(target.contains("○ E_d1 was 0.2591") && target.matches('○').count() == 2, "{target}");
    let near = at("error/d1", "w_d1 0.31");
    assert!(near.contains(" out_d1 was 0.7199") && !near.contains('○'), "in the same place\n{near}");
    let learned = at("learn/error", "w_d1 0.9");
    assert!(learned.contains("○ new out_d1") && !learned.contains("was"), "{learned}");
}

#[test]
fn samples_that_changed_are_marked() {
    let given = shown(&set(swap("network/samples"), "a2 0.5"), 54, 15);
    assert!(given.contains("0.5▲") && given.matches(['▲', '▼']).count() == 1, "{given}");
    let errors = shown(&set(swap("error/samples"), "w_d1 0.35"), 80, 15);
    assert!(errors.contains("0.2773▲  was 0.2723"), "{errors}");
    assert_eq!(errors.matches(['▲', '▼']).count(), 4, "{errors}");
    let narrow = shown(&set(swap("error/samples"), "w_d1 0.35"), 54, 15);
    assert!(narrow.contains("0.2773▲") && !narrow.contains("was"), "{narrow}");
}

#[test]
fn no_size_and_no_step_is_too_much_for_marks() {
    let small = scenario::builtin("swap").unwrap();
    for what in ["w_d1 0.35", "w_b1 1e5", "target_d1 -7", "a2 1"] {
        draw_everywhere_with(&small, Zoom::Operation, 5, |app| set(app, what), draw);
    }
}

#[test]
fn a_kink_in_the_way_of_a_check_is_no_disagreement() {
    let text = "title = 'Kink'\nsamples = [{ input = [1], target = [1] }]\n\
                network = { layers = [1, 2, 1], activation = ['relu', 'identity'], \
                weights = { b = [[1], [2]], c = [[1, 1]] }, biases = { b = [-1, 0.5], c = [0] } }\n";
    let scenario = scenario::parse(text, "kink.toml").unwrap();
    let app = app(scenario, "check/all", Zoom::Operation);
    let table = shown(&app, 54, 15);
    assert!(table.contains("∂E/∂bias_c1") && table.matches('✓').count() == 5, "{table}");
    assert!(table.matches("kink").count() == 2 && !table.contains('✗'), "{table}");
    let all = why_at(&app, "check/all");
    assert!(all.contains("all weights and biases") && all.contains("5 of 7 gradients agree"), "{all}");
    assert!(all.contains("For 2 of them the nudge carries a net value across the kink"), "{all}");
    let one = why_at(&app, "check/w_b1");
    assert!(one.contains("passes the kink of its activation function"), "{one}");
}

/// The reason that a step gives.
fn why_at(app: &App, address: &str) -> String {
    let lesson = app.lesson();
    let step = lesson.step(lesson.parse_address(address).unwrap(), crate::lesson::Reveal::All);
    step.why.iter().map(|prose| prose.plain(lesson.names(), lesson.carry())).collect()
}
