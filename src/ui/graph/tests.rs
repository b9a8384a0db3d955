use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::super::testing::{app, draw_everywhere, draw_everywhere_with, network, render, set, swap, text};
use super::draw;
use crate::app::{Action, App, ThemeName};
use crate::engine::{Kind, Quantity};
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
    let app = set(app, "w_b59999 2");
    let start = std::time::Instant::now();
    let graph = shown(&app, 120, 36);
    assert!(start.elapsed().as_secs() < 1, "with marks {:?}", start.elapsed());
    assert!(graph.contains("b200") && graph.contains("a299"), "what was changed is in sight\n{graph}");
}

/// A panel with room for all that may stand in it.
const LARGE: (u16, u16) = (100, 40);

fn large(app: &App) -> String {
    shown(app, LARGE.0, LARGE.1)
}

#[test]
fn no_size_and_no_step_is_too_much_for_marks() {
    let small = scenario::builtin("swap").unwrap();
    for what in ["w_d1 0.35", "w_b1 0.5", "a2 1", "target_d2 0.3", "W_c random 3"] {
        draw_everywhere_with(&small, Zoom::Operation, 7, |app| set(app, what), draw);
    }
    draw_everywhere_with(&network(&[30, 12, 10]), Zoom::Operation, 31, |app| set(app, "w_b40 2"), draw);
    let deep = network(&[2, 3, 3, 3, 3, 3, 3, 3, 1]);
    draw_everywhere_with(&deep, Zoom::Operation, 41, |app| set(app, "w_c2 2"), draw);
    draw_everywhere_with(&network(&[1, 1]), Zoom::Term, 2, |app| set(app, "w_b1 0.123456789"), draw);
}

#[test]
fn a_number_that_changed_has_an_arrow_and_what_it_was() {
    let graph = large(&set(swap("error/total"), "w_d1 0.35"));
    for text in ["0.7268 ▲", "was 0.7199", "0.35 ▲ was 0.3"] {
        assert!(graph.contains(text), "{text}\n{graph}");
    }
    assert_eq!(graph.matches("was").count(), 2, "{graph}");
    let down = large(&set(swap("pattern/d/delta/1"), "target_d1 1"));
    for text in ["→ 1 ▲", "was → 0", "δ −0.0565 ▼", "was 0.1451"] {
        assert!(down.contains(text), "{text}\n{down}");
    }
}

/// What differs and is known has a mark, and nothing else.
#[test]
fn marks_stand_at_what_differs_and_is_known() {
    let lesson = swap("network/layers").lesson().clone();
    let network = lesson.pass().network();
    let last = network.last();
    let neurons = (0..=last).flat_map(|layer| (0..network.width(layer)).map(move |row| (layer, row)));
    let at_neurons =
        neurons.flat_map(|(layer, row)| [Kind::Out, Kind::Target].map(|kind| Quantity::of(kind, layer, row)));
    let weights = network.weight_ids().map(|id| Quantity::at(Kind::Weight, id));
    let all: Vec<Quantity> = at_neurons.chain(weights).collect();
    let mut most = 0;
    for address in [
        "network/layers",
        "network/givens",
        "forward/b/out/1",
        "forward/c/net/2",
        "forward/c/out",
        "error/total",
    ] {
        for what in ["w_d1 0.35", "w_b3 -0.4", "a2 1", "target_d2 0.5", "learning_rate 1"] {
            let app = set(swap(address), what);
            let before = app.before().unwrap();
            let is_marked = |q: &&Quantity| before.value(**q) != app.lesson().value(**q) && app.knows(**q);
            let expected = all.iter().filter(is_marked).count();
            let graph = large(&app);
            assert_eq!(graph.matches(['▲', '▼', '≠']).count(), expected, "{what} at {address}\n{graph}");
            most = most.max(expected);
        }
    }
    assert_eq!(most, 10, "an input changes itself and nine outputs");
}

#[test]
fn what_was_taken_back_leaves_no_mark() {
    let mut app = set(swap("error/total"), "w_d1 0.35");
    app.update(Action::Undo);
    assert_eq!(large(&app), large(&swap("error/total")));
}

#[test]
fn where_there_is_no_room_for_what_a_number_was_the_arrow_stays() {
    let app = set(swap("error/total"), "w_b1 0.5");
    let narrow = shown(&app, 40, 12);
    assert!(narrow.contains("0.7216▲") && !narrow.contains("was"), "{narrow}");
    let narrower = shown(&app, 33, 12);
    assert!(narrower.contains("0.7216") && !narrower.contains('▲'), "values before marks\n{narrower}");
}

#[test]
fn a_change_reaches_forward_and_where_derivatives_are_the_topic_also_back() {
    let heads = |address: &str, what: &str| {
        let graph = large(&set(swap(address), what));
        let body = graph.split_once('\n').unwrap().1;
        [body.matches('▷').count(), body.matches('◁').count()]
    };
    // One head at each neuron that is reached: on the right of those that the way back comes to.
    assert_eq!(heads("error/total", "w_d1 0.35"), [1, 0], "d1");
    assert_eq!(heads("pattern/d/delta", "w_d1 0.35"), [1, 3 + 4], "d1; layers c and b");
    assert_eq!(heads("error/total", "w_b1 0.5"), [1 + 3 + 2, 0], "b1; layers c and d");
    assert_eq!(heads("error/total", "a2 1"), [4 + 3 + 2, 0]);
    assert_eq!(heads("error/total", "target_d1 1"), [0, 0]);
    assert_eq!(heads("pattern/d/delta", "target_d1 1"), [0, 3 + 4]);
    assert_eq!(heads("pattern/d/delta", "learning_rate 1"), [0, 0]);
}

#[test]
fn the_title_says_what_the_heads_mean_while_there_are_any() {
    let title = |app: &App| large(app).lines().next().unwrap().to_owned();
    let forward = title(&set(swap("error/total"), "w_d1 0.35"));
    assert!(forward.contains("w_d1 reaches ▷ forward") && !forward.contains('◁'), "{forward}");
    let both = title(&set(swap("pattern/d/delta"), "W_d random 2"));
    assert!(both.contains("the change reaches ▷ forward ◁ backward"), "{both}");
    assert!(title(&set(swap("error/total"), "target_d1 1")).contains("reaches no value here"));
    let mut moved = set(swap("error/total"), "w_d1 0.35");
    moved.update(Action::Next);
    let graph = large(&moved);
    assert!(!graph.contains(['▷', '◁']) && graph.contains("0.7268 ▲"), "marks stay\n{graph}");
}

#[test]
fn without_colours_the_way_of_a_change_is_bold_and_the_rest_dim() {
    let mono = |mut app: App| {
        while app.theme() != ThemeName::Mono {
            app.update(Action::NextTheme);
        }
        render(&app, Rect::new(0, 0, LARGE.0, LARGE.1), draw)
    };
    // Cells of lines, by the column in which they stand.
    let lines = |buf: &ratatui::buffer::Buffer, with: Modifier| -> Vec<u16> {
        let is_line =
            |x: u16, y: u16| matches!(buf[(x, y)].symbol().chars().next(), Some('\u{2801}'..='\u{28ff}'));
        let cells = (0..buf.area.width).flat_map(|x| (0..buf.area.height).map(move |y| (x, y)));
        cells.filter(|&(x, y)| is_line(x, y) && buf[(x, y)].modifier.contains(with)).map(|(x, _)| x).collect()
    };
    let calm = mono(swap("error/total"));
    assert!(lines(&calm, Modifier::BOLD).is_empty() && !lines(&calm, Modifier::DIM).is_empty());
    let edited = mono(set(swap("error/total"), "w_d1 0.35"));
    let (bold, dim) = (lines(&edited, Modifier::BOLD), lines(&edited, Modifier::DIM));
    let line = text(&edited).lines().find(|line| line.contains("c1")).unwrap().to_owned();
    let c1 = line[..line.find("c1").unwrap()].chars().count() as u16;
    assert!(!bold.is_empty() && bold.iter().all(|&x| x > c1), "from c1 to d1 only");
    assert!(lines(&edited, Modifier::empty()).len() == bold.len() + dim.len(), "nothing between the two");
}

#[test]
fn every_mark_has_its_stand_in_where_there_is_only_ascii() {
    let graph = large(&set(swap("pattern/d/delta/1"), "w_d1 0.35"));
    let marks: Vec<char> = graph.chars().filter(|c| !c.is_ascii()).collect();
    assert!(['▲', '▼', '▷', '◁'].iter().all(|mark| marks.contains(mark)), "{graph}");
    let unknown = marks.into_iter().chain(['≠']).find(|&c| super::super::ascii::stand_in(c) == '?');
    assert_eq!(unknown, None);
}
