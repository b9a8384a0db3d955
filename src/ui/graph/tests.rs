use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::testing::{app, draw_everywhere, network, render, swap, text};
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
    draw_everywhere(&scenario::builtin("swap").unwrap(), Zoom::Operation, 3, draw);
    draw_everywhere(&network(&[30, 12, 10]), Zoom::Operation, 11, draw);
    draw_everywhere(&network(&[2, 3, 3, 3, 3, 3, 3, 3, 1]), Zoom::Operation, 29, draw);
    draw_everywhere(&network(&[1, 1]), Zoom::Term, 2, draw);
}

#[test]
fn an_arrowhead_says_which_way_values_flow() {
    let (width, height) = (54, 17);
    let forward = shown(&swap("forward/c/net/2"), width, height);
    assert!(forward.contains("▶▐c2▌") && !forward.contains('◀'), "{forward}");
    assert_eq!(forward.matches('▶').count(), 1, "all four connections arrive at one neuron");
    let backward = shown(&swap("pattern/c/dout/1"), width, height);
    assert!(backward.contains("▐c1▌◀") && !backward.contains('▶'), "{backward}");
    let still = shown(&swap("network/names"), width, height);
    assert!(!still.contains(['▶', '◀']), "{still}");
}

#[test]
fn only_the_new_is_the_brightest() {
    let buf = render(&swap("forward/b/out/2"), Rect::new(0, 0, 54, 17), draw);
    let reversed: String = (0..buf.area.height)
        .flat_map(|y| (0..buf.area.width).map(move |x| (x, y)))
        .filter(|&at| buf[at].modifier.contains(Modifier::REVERSED))
        .map(|at| buf[at].symbol())
        .collect();
    assert_eq!(reversed, "b2");
}

#[test]
fn values_appear_as_they_become_known() {
    let (width, height) = (54, 17);
    let at = |address: &str| shown(&swap(address), width, height);
    let shows = |text: &str, numbers: &[&str]| numbers.iter().map(|n| text.contains(n)).collect::<Vec<_>>();
    let numbers = ["→ 0", "0.5250", "0.7199", "δ 0.1451"];
    assert_eq!(shows(&at("network/layers"), &numbers), [false; 4]);
    assert_eq!(shows(&at("network/givens"), &numbers), [true, false, false, false]);
    assert_eq!(shows(&at("forward/b/out/1"), &numbers), [true, true, false, false]);
    assert_eq!(shows(&at("error/total"), &numbers), [true, true, true, false]);
    assert_eq!(shows(&at("pattern/d/delta/1"), &numbers), [true; 4]);
    assert!(at("learn/forward").contains("0.6925"), "with the new weights");
}

#[test]
fn names_do_not_move_as_values_appear() {
    let place = |address: &str| {
        let graph = shown(&swap(address), 54, 17);
        let found = |name: &str| graph.find(name).map(|at| graph[..at].chars().count());
        ["a1", "b4", "c2", "d2"].map(found)
    };
    assert_eq!(place("network/layers"), place("error/total"));
}

#[test]
fn what_is_left_out_is_said() {
    let wide = network(&[30, 12, 10]);
    let graph = shown(&app(wide, "pattern/b/gradient/9/20", Zoom::Term), 54, 17);
    assert!(graph.contains("a20") && graph.contains("b9") && graph.contains(" more"), "{graph}");
    let deep = network(&[2, 3, 3, 3, 3, 3, 3, 3, 1]);
    let graph = shown(&app(deep, "forward/f/net/2", Zoom::Operation), 54, 17);
    assert!(graph.contains("▐e1▌") && graph.contains("▐f2▌"), "{graph}");
    assert_eq!(graph.matches('⋯').count(), 2, "{graph}");
}

#[test]
fn weights_are_written_where_there_is_room() {
    let graph = shown(&swap("forward/c/net/2"), 80, 30);
    for weight in ["0.45", "0.5 ", "0.55", "0.6 "] {
        assert!(graph.contains(weight), "{weight}\n{graph}");
    }
}

#[test]
fn a_frame_of_a_large_network_is_quick() {
    let app = app(network(&[300, 200, 10]), "forward/b/net/7", Zoom::Operation);
    let start = std::time::Instant::now();
    shown(&app, 120, 36);
    assert!(start.elapsed().as_secs() < 1, "{:?}", start.elapsed());
}
