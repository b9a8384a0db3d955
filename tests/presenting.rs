//! Presenting to a class: a step is told part by part and gives nothing away before, the screen can be
//! blanked and dimmed, a presentation goes on by itself, and the clock is the one that it is given.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::fmt::Write as _;
use std::time::Duration;

use assert_cmd::Command;
use chainrule::app::{Action, App, Effect, Mode, ModeKind, Moment, Start};
use chainrule::engine::{Kind, Quantity};
use chainrule::lesson::{Lesson, Reveal, View, Zoom};
use chainrule::notation::number::named;
use chainrule::{scenario, ui};
use driver::{app_at, command, draw, lit, message, place, press, screen, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// An explainer that presents a step of the document's network.
fn presenting(address: &str) -> App {
    app_at(address, Zoom::Operation).presented(1)
}

fn at(hour: u8, minute: u8, seconds: u64) -> Action {
    Action::Clock(Moment { hour, minute, since: Duration::from_secs(seconds) })
}

/// The part of the step that is shown, and how many it has.
fn part(app: &App) -> (usize, usize) {
    app.presenting().unwrap().part()
}

#[test]
fn the_first_the_middle_and_the_last_part_at_three_sizes() {
    for (width, height) in SIZES {
        let mut all = String::new();
        for address in [
            "network/layers",
            "forward/c/net/2",
            "forward/b/out/1",
            "chain/w_d1/slope",
            "pattern/c/dout",
            "check/w_d1",
        ] {
            let mut app = presenting(address);
            app.update(at(10, 5, 130));
            let parts = part(&app).1;
            let mut shown = vec![1, parts.div_ceil(2), parts];
            shown.dedup();
            for n in shown {
                while part(&app).0 < n {
                    press(&mut app, &["→"]);
                }
                let frame = draw(&app, width, height);
                let (lit, text) = (lit(&frame), text(&frame));
                writeln!(all, "{address}, part {n} of {parts}, lit: {lit}\n{text}\n").unwrap();
            }
        }
        insta::assert_snapshot!(format!("parts_{width}x{height}"), all);
    }
}

#[test]
fn each_part_changes_the_screen_and_the_way_back_restores_it() {
    for zoom in Zoom::ALL {
        let mut app = app_at("network/layers", zoom).presented(1);
        let sizes = if zoom == Zoom::Operation { &SIZES[..2] } else { &SIZES[..1] };
        let draw_both = |app: &App| sizes.iter().map(|&(w, h)| draw(app, w, h)).collect::<Vec<_>>();
        let mut frames = vec![draw_both(&app)];
        while app.update(Action::Next) == Effect::Redraw {
            if app.mode_kind() == ModeKind::Recap {
                // The page between two chapters comes once the last step of one is whole.
                assert_eq!(part(&app).0, part(&app).1, "{}", place(&app));
                if app.update(Action::Next) == Effect::None {
                    break;
                }
            }
            let (before, now) = (frames.last().unwrap(), draw_both(&app));
            for (before, now) in before.iter().zip(&now) {
                assert_ne!(before, now, "part {:?} of {} adds nothing", part(&app), place(&app));
            }
            frames.push(now);
        }
        app.update(Action::Leave);
        let steps = app.lesson().outline().len(zoom);
        assert_eq!(app.progress(), (steps, steps));
        assert!(frames.len() > 2 * steps, "{} parts of {steps} steps", frames.len());
        while let Some(frame) = frames.pop() {
            assert!(draw_both(&app) == frame, "{} looks different on the way back", place(&app));
            let effect = app.update(Action::Back);
            assert_eq!(effect == Effect::None, frames.is_empty());
        }
    }
}

#[test]
fn a_whole_step_says_what_it_does_otherwise() {
    let mut app = presenting("forward/c/net/2");
    let walking = app_at("forward/c/net/2", Zoom::Operation);
    assert_ne!(app.step(), walking.step());
    press(&mut app, &["→", "PageDown"]);
    assert_eq!((app.step(), part(&app)), (walking.step(), (3, 3)));
}

/// Every quantity of a lesson that has a number.
fn quantities(lesson: &Lesson) -> Vec<Quantity> {
    use Kind as K;
    const KINDS: [Kind; 18] = [
        K::Weight,
        K::Bias,
        K::Net,
        K::Out,
        K::Target,
        K::Error,
        K::ErrorTotal,
        K::ErrorByOut,
        K::Slope,
        K::Jacobian,
        K::Delta,
        K::Gradient,
        K::BiasGradient,
        K::WeightAfter,
        K::BiasAfter,
        K::OutAfter,
        K::ErrorTotalAfter,
        K::LearningRate,
    ];
    let network = lesson.pass().network();
    let widest = *network.widths().iter().max().unwrap();
    let mut all = Vec::new();
    for kind in KINDS {
        for layer in 0..network.depth() {
            let cells = (0..widest).flat_map(|row| (0..widest).map(move |column| (row, column)));
            all.extend(cells.map(|(row, column)| Quantity { kind, layer, row, column }));
        }
    }
    all.retain(|&q| {
        let is_matrix = q.kind.is_matrix() || q.kind.is_square();
        (is_matrix || q.column == 0) && lesson.value(q).is_some()
    });
    all
}

/// The numbers that stand in a text, as they are written there.
fn numbers_in(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !is_part(c)).filter(|word| word.contains('.') && word.len() > 4).collect()
}

#[test]
fn nothing_gives_a_result_away_before_its_part() {
    let mut asked = 0;
    for name in ["swap", "mazur", "xor", "three-classes", "dead-relu"] {
        // One output neuron has sums of one term, which are no secret less.
        let is_small = ["swap", "xor"].contains(&name);
        for zoom in Zoom::ALL.into_iter().filter(|&zoom| zoom == Zoom::Operation || is_small) {
            let scenario = scenario::builtin(name).unwrap();
            let view = View::of(&scenario);
            let lesson = Lesson::new(scenario, view).unwrap();
            let all = quantities(&lesson);
            let mut app = App::new(lesson, Start { zoom, present: true, ..Start::default() });
            loop {
                if app.presenting().unwrap().awaits() {
                    let lesson = app.lesson();
                    let knows = |q: &Quantity| lesson.is_revealed(*q, app.place(), Reveal::Before(zoom));
                    let written = |q: &Quantity| named(lesson.value(*q).unwrap().abs(), lesson.carry(), 6);
                    // What also is the number of something known is no secret.
                    let known: Vec<String> = all.iter().filter(|q| knows(q)).map(written).collect();
                    let comes =
                        |q: &&Quantity| !knows(q) && lesson.is_revealed(**q, app.place(), Reveal::AsOf(zoom));
                    let secrets: Vec<String> =
                        all.iter().filter(comes).map(written).filter(|text| !known.contains(text)).collect();
                    asked += secrets.len();
                    let sizes =
                        if (name, zoom) == ("swap", Zoom::Operation) { &SIZES[..] } else { &SIZES[1..2] };
                    for &(width, height) in sizes {
                        let area = Rect::new(0, 0, width, height);
                        for pointer in ui::numbers(&app, area) {
                            assert!(
                                knows(&pointer.quantity),
                                "{pointer:?} at {} of {name}, {:?}",
                                place(&app),
                                part(&app)
                            );
                        }
                        let frame = text(&draw(&app, width, height));
                        for number in numbers_in(&frame) {
                            // Also not before it is rounded.
                            let value: f64 = number.parse().unwrap_or(f64::NAN);
                            let rounded = named(value, lesson.carry(), 6);
                            let is_secret = secrets.contains(&rounded) && number.len() >= rounded.len();
                            assert!(
                                !is_secret,
                                "{number} at {} of {name}, {:?}\n{frame}",
                                place(&app),
                                part(&app)
                            );
                        }
                    }
                }
                if app.update(Action::Next) == Effect::None {
                    break;
                }
            }
        }
    }
    assert!(asked > 1000, "only {asked} numbers were to come");
}

#[test]
fn keys_go_through_parts_and_steps() {
    // keys, from, to, the part shown there
    for (keys, from, to, shown) in [
        (&[][..], "forward/c/net/2", "forward/c/net/2", (1, 3)),
        (&["→"], "forward/c/net/2", "forward/c/net/2", (2, 3)),
        (&["l", "Space", "PageDown"], "forward/c/net/2", "forward/c/net/3", (1, 3)),
        (&["→", "←"], "forward/c/net/2", "forward/c/net/2", (1, 3)),
        (&["←"], "forward/c/net/2", "forward/c/net/1", (3, 3)),
        (&["PageUp", "h", "Backspace"], "forward/c/net/2", "forward/c/net/1", (1, 3)),
        (&["→", "4", "2", "G"], "forward/c/net/2", "chain/w_d1/input", (1, 4)),
        (&["→", "]"], "forward/c/net/2", "error/d1", (1, 3)),
        (&["→", "["], "forward/c/net/2", "forward/b/net", (1, 2)),
        (&["→", ":", "goto forward/c/net/3", "Enter"], "forward/c/net/2", "forward/c/net/3", (1, 3)),
        (&["→", ":", "set w_d1 0.35", "Enter"], "forward/c/net/2", "forward/c/net/2", (2, 3)),
        (&["→", ":", "set w_c5 0.1", "Enter", "u"], "forward/c/net/2", "forward/c/net/2", (2, 3)),
        (&["→", "→", "+"], "forward/c/net/2", "forward/c/net/2", (3, 3)),
        (&["→", "s", "d"], "forward/c/net/2", "forward/c/net/2", (2, 3)),
        (&["→", "f", "Tab", "n", "T", "?", "Esc"], "forward/c/net/2", "forward/c/net/2", (2, 3)),
    ] {
        let mut app = presenting(from);
        press(&mut app, keys);
        assert_eq!((place(&app).as_str(), part(&app)), (to, shown), "{keys:?} from {from}");
    }
}

#[test]
fn who_jumps_away_and_returns_finds_a_step_told_as_far_as_before() {
    for shown in [2, 3] {
        let mut app = presenting("forward/c/net/2").presented(shown);
        let out = Quantity::of(Kind::Out, 1, 0);
        app.update(Action::PointAt(chainrule::app::Pointer {
            panel: chainrule::app::Panel::Formula,
            quantity: out,
            nth: 0,
        }));
        app.update(Action::Jump);
        assert_eq!((place(&app).as_str(), part(&app)), ("forward/b/out/1", (1, 3)));
        press(&mut app, &["Backspace"]);
        assert_eq!((place(&app).as_str(), part(&app)), ("forward/c/net/2", (shown, 3)));
    }
}

#[test]
fn a_class_may_be_asked_for_a_number_which_then_is_told() {
    let mut app = presenting("forward/c/net/1").presented(3);
    press(&mut app, &["p"]);
    assert_eq!((app.mode_kind(), place(&app).as_str()), (ModeKind::Predict, "forward/c/net/2"));
    let mut walking = app_at("forward/c/net/1", Zoom::Operation);
    press(&mut walking, &["p"]);
    assert_eq!(app.step(), walking.step(), "the question is the same");
    press(&mut app, &["Esc"]);
    assert_eq!((app.mode_kind(), part(&app)), (ModeKind::Present, (1, 3)), "nothing was given away");
    press(&mut app, &["←", "p", "1.2667", "Enter", "Esc"]);
    assert_eq!((place(&app).as_str(), part(&app)), ("forward/c/net/2", (3, 3)), "who answered has seen it");
}

#[test]
fn presenting_is_switched_on_and_off_while_running() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    let walking = draw(&app, 120, 36);
    assert_eq!(press(&mut app, &["b", "o", "a", "<", ">"]), [], "keys of presenting alone");
    command(&mut app, "present");
    assert_eq!((app.mode_kind(), part(&app)), (ModeKind::Present, (1, 3)));
    command(&mut app, "present");
    assert_eq!(app.mode_kind(), ModeKind::Walk);
    press(&mut app, &["Esc"]);
    assert!(draw(&app, 120, 36) == walking);
}

fn is_blank(frame: &Buffer) -> bool {
    frame.content.iter().all(|cell| cell.symbol() == " " && cell.modifier.is_empty())
}

#[test]
fn a_blank_screen_comes_back_at_any_key_which_does_nothing_else() {
    for theme in ["dark", "light", "mono"] {
        for key in ["b", "→", "q", "Ctrl-C", "x", "4", "g", "Esc", "?", ":"] {
            let mut app = presenting("forward/c/net/2");
            command(&mut app, &format!("theme {theme}"));
            let before = draw(&app, 120, 36);
            assert_eq!(press(&mut app, &["b"]), [Effect::Redraw]);
            assert_eq!(app.mode(), &Mode::Blank);
            let blank = draw(&app, 120, 36);
            assert!(is_blank(&blank), "{}", text(&blank));
            let grounds: Vec<Color> = blank.content.iter().map(|cell| cell.bg).collect();
            assert!(grounds.iter().all(|&ground| ground == before[(0, 0)].bg), "all the ground's colour");
            assert_eq!(press(&mut app, &[key]), [Effect::Redraw], "{key}");
            assert!(draw(&app, 120, 36) == before, "{key} brings the screen back, and that is all");
        }
    }
    let mut app = presenting("forward/c/net/2");
    press(&mut app, &["b"]);
    assert_eq!(driver::act(&mut app, Action::Click(70, 5)), Effect::Redraw);
    assert_eq!(app.mode_kind(), ModeKind::Present);
}

/// The styles of the cells of a text in a frame, where it stands first.
fn style_of(frame: &Buffer, wanted: &str, after: u16) -> Style {
    let (x, y) = driver::find(frame, wanted).unwrap_or_else(|| panic!("no {wanted} in\n{}", text(frame)));
    frame[(x + after, y)].style()
}

#[test]
fn what_takes_no_part_steps_back_at_a_key() {
    let mut app = presenting("forward/c/net/2").presented(3);
    press(&mut app, &["Tab", "Tab"]);
    let plain = draw(&app, 120, 36);
    press(&mut app, &["o"]);
    let dimmed = draw(&app, 120, 36);
    assert_eq!(text(&plain), text(&dimmed), "nothing moves");
    // In the graph a neuron and its number, in what is known the other rows of the matrix.
    let faint = style_of(&dimmed, " c1 ", 1);
    for other in [" d1 ", " a1 "] {
        assert_eq!(style_of(&dimmed, other, 1), faint, "{other}");
        assert_ne!(style_of(&plain, other, 1), faint, "{other}");
    }
    for lit in ["▐c2▌", "0.5250"] {
        assert_eq!(style_of(&dimmed, lit, 1), style_of(&plain, lit, 1), "{lit}");
    }
    assert_eq!(style_of(&dimmed, "0.25 ", 0), faint, "row 1 of W_c is not at work");
    assert_ne!(style_of(&dimmed, "0.45 ", 0), faint, "row 2 is");
    assert!(style_of(&dimmed, "→  1.2667", 3).add_modifier.contains(Modifier::REVERSED));
    press(&mut app, &["o"]);
    assert!(draw(&app, 120, 36) == plain);
}

#[test]
fn a_presentation_plays_until_a_key_or_its_end() {
    let mut app = presenting("forward/c/net/2");
    assert_eq!(app.pace(), None);
    assert_eq!(app.update(Action::PlayOn), Effect::None, "it does not play");
    press(&mut app, &["a"]);
    assert_eq!(app.pace(), Some(Duration::from_secs(5)));
    assert!(screen(&app).contains("▶ 5 s"));
    for (key, seconds) in
        [("<", 8), ("<", 13), ("<", 13), (">", 8), (">", 5), (">", 3), (">", 2), (">", 1), (">", 1)]
    {
        press(&mut app, &[key]);
        assert_eq!(app.pace(), Some(Duration::from_secs(seconds)), "{key}");
        assert!(screen(&app).contains(&format!("▶ {seconds} s")));
    }
    for shown in [(2, 3), (3, 3)] {
        assert_eq!(app.update(Action::PlayOn), Effect::Redraw);
        assert_eq!(part(&app), shown);
    }
    app.update(Action::PlayOn);
    assert_eq!((place(&app).as_str(), part(&app)), ("forward/c/net/3", (1, 3)));
    // Any other key stops it, one without a meaning too.
    for (key, shown) in [("→", (2, 3)), ("d", (1, 3)), ("?", (1, 3)), ("b", (1, 3))] {
        let mut app = app.clone();
        press(&mut app, &[key]);
        assert_eq!((app.pace(), part(&app)), (None, shown), "{key}");
    }
    let mut other = app.clone();
    assert_eq!((other.idle(), other.pace()), (Effect::Redraw, None));
    assert_eq!(other.idle(), Effect::None);
    press(&mut app, &["a"]);
    assert_eq!(app.pace(), None);
    // Between two chapters it passes by the page that says what was done.
    let mut between = presenting("error/dout/2").presented(3);
    press(&mut between, &["a"]);
    between.update(Action::PlayOn);
    assert_eq!(between.mode_kind(), ModeKind::Recap);
    between.update(Action::PlayOn);
    assert_eq!((place(&between).as_str(), between.mode_kind()), ("chain/weights", ModeKind::Present));
    assert!(between.pace().is_some());
    // At the end it stops.
    press(&mut app, &["1", "1", "4", "G", "a"]);
    let mut count = 0;
    while app.pace().is_some() {
        assert_eq!(app.update(Action::PlayOn), Effect::Redraw);
        count += 1;
    }
    let parts = part(&app).1;
    assert_eq!(
        (part(&app), place(&app).as_str(), app.progress()),
        ((parts, parts), "check/train", (116, 116))
    );
    assert!(count > 1);
    assert_eq!(press(&mut app, &["a"]), [Effect::None], "there is nothing left to play");
}

#[test]
fn the_pace_is_said_where_it_does_not_play() {
    let mut app = presenting("forward/c/net/2");
    press(&mut app, &["<"]);
    assert!(message(&app).contains("8 s"), "{}", message(&app));
    assert_eq!(app.pace(), None);
}

#[test]
fn the_clock_is_drawn_as_it_was_told_and_no_more_often_than_it_changes() {
    let mut app = presenting("forward/c/net/2");
    assert!(!screen(&app).contains(" min"));
    assert_eq!(app.update(at(9, 5, 0)), Effect::Redraw);
    assert!(screen(&app).contains("09:05 · 0 min"));
    assert_eq!(app.update(at(9, 5, 59)), Effect::None);
    assert_eq!(app.update(at(9, 6, 60)), Effect::Redraw);
    assert!(screen(&app).contains("09:06 · 1 min"));
    press(&mut app, &["→", "b"]);
    assert_eq!(app.update(at(9, 7, 120)), Effect::None, "a blank screen has no clock");
    assert_eq!(app.mode_kind(), ModeKind::Blank);
    press(&mut app, &["b"]);
    assert!(screen(&app).contains("09:07 · 2 min"));
    let mut walking = app_at("forward/c/net/2", Zoom::Operation);
    assert_eq!(walking.update(at(9, 5, 0)), Effect::None);
}

#[test]
fn a_message_stays_while_time_goes_by() {
    let mut app = presenting("forward/c/net/2");
    command(&mut app, "nudge 0.05");
    let said = message(&app).to_owned();
    app.update(at(9, 5, 0));
    assert!(!said.is_empty() && message(&app) == said);
}

#[test]
fn an_edit_does_not_tell_the_error_before_the_class_has_found_it() {
    let mut app = presenting("error/total");
    command(&mut app, "set w_d1 0.35");
    assert_eq!(message(&app), "w_d1 0.3 → 0.35");
    press(&mut app, &["→", "→", "u"]);
    command(&mut app, "set w_d1 0.35");
    assert!(message(&app).contains("E_total"), "{}", message(&app));
    let mut app = presenting("learn/error");
    command(&mut app, "set learning_rate 1");
    assert!(!message(&app).contains("E_total"), "{}", message(&app));
}

#[test]
fn help_lists_the_keys_of_presenting_first_and_finds_them() {
    let mut app = presenting("forward/c/net/2");
    press(&mut app, &["?"]);
    let page = screen(&app);
    let (presenting, moving) = (page.find("While presenting").unwrap(), page.find("Moving"));
    assert!(moving.is_none_or(|moving| presenting < moving), "{page}");
    press(&mut app, &["b", "l", "a", "n", "k"]);
    assert!(screen(&app).contains("any key brings it back"));
}

#[test]
fn the_link_and_the_command_line_lead_to_the_same_part() {
    for (shown, words) in [(1, "--present"), (2, "--present --part 2"), (3, "--present --part 3")] {
        let app = presenting("forward/c/net/2").presented(shown);
        let link = app.link().unwrap();
        assert!(link.ends_with(words), "{link}");
        let arguments = link.strip_prefix("chainrule ").unwrap().split(' ');
        let shown = Command::cargo_bin("chainrule")
            .unwrap()
            .args(["show", "--size", "120x36"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(shown.status.success(), "{shown:?}");
        assert_eq!(
            String::from_utf8(shown.stdout).unwrap().trim_end(),
            text(&draw(&app, 120, 36)).trim_end()
        );
    }
    assert!(!app_at("forward/c/net/2", Zoom::Operation).link().unwrap().contains("present"));
    let alone = Command::cargo_bin("chainrule").unwrap().args(["show", "--part", "2"]).output().unwrap();
    assert_eq!(alone.status.code(), Some(2), "parts are of a presentation");
}

#[test]
fn all_is_ascii_where_it_is_to_be() {
    let swap = scenario::builtin("swap").unwrap();
    let lesson = Lesson::new(swap.clone(), View::of(&swap)).unwrap();
    let mut app = App::new(lesson, Start { ascii: true, present: true, ..Start::default() });
    app.update(at(9, 5, 0));
    press(&mut app, &["a"]);
    for _ in 0..40 {
        app.update(Action::PlayOn);
        assert!(screen(&app).is_ascii(), "{}", screen(&app));
    }
}
