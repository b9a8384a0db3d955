//! Frames: what is drawn at which size, and that drawing survives any.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use std::time::Duration;

use chainrule::app::{Action, App, Effect, Mode, ModeKind, Moment, Start};
use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::{scenario, ui};
use driver::{app_at, draw, lit, place, press, text};
use proptest::prelude::*;
use ratatui::layout::Rect;

fn app() -> App {
    app_at("network/layers", Zoom::Operation)
}

/// One step of each kind.
const KINDS: &[&str] = &[
    "network/layers",
    "network/names",
    "network/givens",
    "network/samples",
    "forward/c/net",
    "forward/c/net/2",
    "forward/c/net/2/3",
    "forward/b/out",
    "forward/b/out/2",
    "forward/chain",
    "error/d1",
    "error/total",
    "error/samples",
    "error/descent",
    "error/dout",
    "error/dout/2",
    "chain/weights",
    "chain/w_d1",
    "chain/w_d1/error",
    "chain/w_d1/slope",
    "chain/w_d1/input",
    "chain/w_d4/product",
    "chain/w_b1",
    "chain/w_b1/path/3",
    "chain/w_b1/path/3/2",
    "chain/w_b1/sum",
    "chain/bill",
    "pattern/d/delta",
    "pattern/c/delta/1",
    "pattern/d/gradient",
    "pattern/b/gradient/1",
    "pattern/c/gradient/2/3",
    "pattern/b/dout",
    "pattern/b/dout/1",
    "pattern/b/dout/1/2",
    "pattern/rule",
    "pattern/bill",
    "learn/c",
    "learn/c/1",
    "learn/c/1/2",
    "learn/forward",
    "learn/error",
    "check/w_d1",
    "check/all",
    "check/train",
];

#[test]
fn one_step_of_each_kind_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut all = String::new();
        for address in KINDS {
            let depth = address.matches('/').count();
            let is_fine = depth == 4 || (address.starts_with("learn") && depth == 3);
            let zoom = if is_fine { Zoom::Term } else { Zoom::Operation };
            let frame = draw(&app_at(address, zoom), width, height);
            all.extend([address, ", lit: ", &lit(&frame), "\n", &text(&frame), "\n\n"]);
        }
        insta::assert_snapshot!(format!("kinds_{width}x{height}"), all);
    }
}

#[test]
fn each_step_changes_the_screen_and_the_way_back_restores_it() {
    for zoom in Zoom::ALL {
        let mut app = app_at("network/layers", zoom);
        let count = app.lesson().outline().len(zoom);
        let mut frames = vec![draw(&app, 80, 24)];
        for n in 1..count {
            assert_eq!(app.update(Action::Next), Effect::Redraw);
            // Between two chapters stands a page that is no step.
            if app.mode_kind() == ModeKind::Recap {
                assert_ne!(draw(&app, 80, 24), frames[n - 1], "the page behind step {n} is not seen");
                assert_eq!(app.update(Action::Next), Effect::Redraw);
            }
            assert_eq!((app.mode_kind(), app.progress().0), (ModeKind::Walk, n + 1));
            frames.push(draw(&app, 80, 24));
            assert_ne!(frames[n], frames[n - 1], "step {} looks like the one before", n + 1);
        }
        assert_eq!((app.update(Action::Next), app.mode_kind()), (Effect::Redraw, ModeKind::Recap));
        assert_eq!(app.update(Action::Next), Effect::None, "there is nothing after the last page");
        app.update(Action::Back);
        for n in (0..count - 1).rev() {
            app.update(Action::Back);
            assert!(draw(&app, 80, 24) == frames[n], "step {} looks different on the way back", n + 1);
        }
        assert_eq!(app.update(Action::Back), Effect::None);
    }
}

#[test]
fn keys_move_through_the_lesson() {
    // keys, from, to
    for (keys, from, to) in [
        (&["→"][..], "forward/b/net", "forward/b/net/1"),
        (&["l", "Space", "PageDown"], "forward/b/net", "forward/b/net/3"),
        // A page stands at the end of a chapter.
        (&["→"], "network/samples", "network/samples"),
        (&["→", "→"], "network/samples", "forward/b/net"),
        (&["←"], "forward/b/net", "network/samples"),
        (&["h", "Backspace", "PageUp"], "forward/b/net/3", "forward/b/net"),
        (&["]"], "forward/b/net/2", "error/d1"),
        (&["["], "forward/b/net/2", "forward/b/net"),
        (&["["], "forward/b/net", "network/layers"),
        (&["["], "network/layers", "network/layers"),
        (&["]"], "check/w_d1", "check/w_d1"),
        (&["gg"], "learn/error", "network/layers"),
        (&["G"], "network/layers", "check/train"),
        (&["4", "2", "G"], "network/layers", "chain/w_d1/input"),
        (&["9", "9", "9", "G"], "network/layers", "check/train"),
        (&["4", "l", "G"], "network/layers", "check/train"),
        (&["g", "l"], "network/layers", "network/names"),
        (&["z", "→"], "forward/c/net/2", "forward/c/net/2/1"),
        (&["Z"], "forward/c/net/2", "forward/c/net"),
        (&["Z", "z"], "chain/w_d1/slope", "chain/w_d1/slope"),
        (&["Z", "Z", "z"], "check/w_d1", "check/w_d1"),
        (&["Z", "l", "h", "z"], "chain/w_d1/slope", "chain/w_d1"),
        (&["d", "s", "T", "n", "f", "Esc"], "chain/w_d1/slope", "chain/w_d1/slope"),
        (&[":", "goto chain/w_b1/sum", "Enter"], "network/layers", "chain/w_b1/sum"),
        (&[":", "goto 3", "Enter"], "network/layers", "network/givens"),
        (&[":", "goto nowhere", "Enter"], "network/names", "network/names"),
        (&[":", "quit", "Esc"], "network/names", "network/names"),
        (&["?", "l", "Esc", "Esc", "l"], "network/layers", "network/names"),
    ] {
        let mut app = app_at(from, Zoom::Operation);
        press(&mut app, keys);
        assert_eq!(place(&app), to, "{keys:?} from {from}");
    }
}

#[test]
fn a_key_without_a_meaning_draws_nothing() {
    let mut app = app();
    assert_eq!(
        press(&mut app, &["x", "Delete", "Z", "Z", "Z", "←", "Esc"]),
        [
            Effect::Redraw, // the first Z
            Effect::None,
            Effect::None,
            Effect::None,
            Effect::None
        ]
    );
}

#[test]
fn decimals_and_samples_keep_the_place() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    assert!(text(&draw(&app, 120, 36)).contains("1.266745  →  1.2667"));
    press(&mut app, &["d"]);
    let full = text(&draw(&app, 120, 36));
    assert!(full.contains("full precision") && full.contains("1.2667271882"), "{full}");
    press(&mut app, &["d", "s"]);
    let other = text(&draw(&app, 120, 36));
    assert!(other.contains("sample 3 of 4") && other.contains("carrying 4 decimals"));
    press(&mut app, &["s", "s", "s"]);
    assert!(draw(&app, 120, 36) == draw(&app_at("forward/c/net/2", Zoom::Operation), 120, 36));
}

#[test]
fn the_new_thing_is_lit_and_nothing_else_in_the_formula() {
    let lit_at = |address| lit(&draw(&app_at(address, Zoom::Operation), 80, 24));
    assert_eq!(lit_at("forward/c/net/2"), "net_c21.2667");
    assert_eq!(lit_at("error/total"), "E_total0.2723");
}

#[test]
fn commands_say_what_is_wrong() {
    for (line, part) in [
        ("goto nowhere", "there is no step “nowhere”"),
        ("goto 117", "they count from 1 to 116"),
        ("fly", "there is no command “fly”"),
        ("sample 5", "from 1 to 4"),
        ("decimals 13", "from 1 to 12"),
        ("set w_d9 1", "w_d1 to w_d6"),
        ("set w_d1 nan", "is no number"),
        ("set w_d1", "name and a value"),
        ("what is love", "is not in the glossary"),
        ("zoom near", "layer, operation or term"),
        ("theme pink", "dark, light, contrast, terminal or mono"),
        ("epoch many", "epoch takes a number"),
    ] {
        let mut app = app();
        press(&mut app, &[":", line, "Enter"]);
        let message = app.message().unwrap_or_else(|| panic!("{line} says nothing"));
        assert!(message.is_error && message.text.contains(part), "{line}: {}", message.text);
        assert_eq!(app.mode_kind(), ModeKind::Walk);
    }
}

#[test]
fn commands_do_what_they_say() {
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    press(&mut app, &[":", "set w_d1 0.35", "Enter"]);
    let frame = text(&draw(&app, 120, 36));
    assert!(
        frame.contains("(edited)") && frame.contains("w_d1 0.3 → 0.35 · E_total 0.2723 → 0.2773 ▲"),
        "{frame}"
    );
    assert_eq!(place(&app), "chain/w_d1/slope");
    press(&mut app, &[":", "what trans", "Enter"]);
    assert!(text(&draw(&app, 120, 36)).contains("Rows and columns exchanged"));
    press(&mut app, &["Esc", ":", "epoch 100", "Enter"]);
    assert!(text(&draw(&app, 120, 36)).contains("epoch 100"));
    press(&mut app, &[":", "wh", "Tab", "sig", "Tab", "Enter"]);
    assert!(text(&draw(&app, 120, 36)).contains("passes one half"));
}

#[test]
fn edits_are_taken_back_and_made_again_at_the_same_step() {
    let mut app = app_at("pattern/c/delta/1", Zoom::Operation);
    let first = draw(&app, 120, 36);
    press(&mut app, &[":", "set w_d1 0.35", "Enter", ":", "set a2 -1/3", "Enter", "u", "u"]);
    assert!(draw(&app, 120, 36) == first, "all undone, byte for byte the first frame");
    press(&mut app, &["u"]);
    assert_eq!(app.message().map(|m| m.text.as_str()), Some("There is nothing to undo."));
    press(&mut app, &["Ctrl-R"]);
    let frame = text(&draw(&app, 120, 36));
    assert!(frame.contains("Made again: w_d1 0.3 → 0.35") && frame.contains("0.0080"), "{frame}");
    assert_eq!(place(&app), "pattern/c/delta/1");
}

#[test]
fn notes_on_the_sources_slips_go_when_its_numbers_are_changed() {
    let mut app = app_at("forward/d/net/1", Zoom::Operation);
    assert!(text(&draw(&app, 120, 36)).contains("0.9441"));
    press(&mut app, &[":", "set w_d1 0.31", "Enter"]);
    assert!(!text(&draw(&app, 120, 36)).contains("0.9441"));
}

#[test]
fn a_paste_is_text_for_an_open_field_and_nothing_else() {
    let mut app = app();
    assert_eq!(app.update(Action::Paste("q:quit\nllll".into())), Effect::None);
    press(&mut app, &[":"]);
    app.update(Action::Paste("goto 5\nquit".into()));
    assert_eq!(app.mode_kind(), ModeKind::Command, "a line feed in a paste submits nothing");
}

#[test]
fn help_lists_every_key_and_command() {
    let mut app = app();
    press(&mut app, &["?"]);
    let mut page = String::new();
    for _ in 0..30 {
        page.push_str(&text(&draw(&app, 200, 120)));
        press(&mut app, &["PageDown"]);
    }
    for binding in chainrule::keymap::BINDINGS {
        assert!(page.contains(binding.label), "{} is not in help", binding.label);
    }
    for command in chainrule::app::COMMANDS {
        assert!(page.contains(&format!(":{}", command.name)));
    }
    press(&mut app, &["t", "h", "e", "m", "e"]);
    let found = text(&draw(&app, 200, 120));
    assert!(found.contains("the next theme") && !found.contains("the next chapter"));
}

#[test]
fn ascii_frames_are_ascii() {
    let scenario = scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let mut app = App::new(lesson, Start { ascii: true, ..Start::default() });
    loop {
        let frame = text(&draw(&app, 120, 36));
        assert!(frame.is_ascii());
        assert!(!frame.contains('?') || frame.contains("? help"));
        if app.update(Action::Next) == Effect::None {
            break;
        }
    }
}

/// Anything that a person, or a cat on the keyboard, may do.
fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => Just(Action::Next),
        2 => Just(Action::Back),
        2 => Just(Action::NextChapter),
        1 => Just(Action::PreviousChapter),
        1 => Just(Action::First),
        1 => Just(Action::Last),
        2 => (0..150_usize).prop_map(Action::StepNumber),
        2 => Just(Action::Find),
        2 => Just(Action::Words),
        2 => Just(Action::Bookmark),
        1 => Just(Action::NextBookmark),
        1 => Just(Action::Bookmarks),
        1 => Just(Action::Read(chainrule::lesson::glossary::find("slope").unwrap())),
        1 => (0..20_usize).prop_map(Action::Choose),
        1 => Just(Action::PageUp),
        1 => Just(Action::PageDown),
        3 => Just(Action::ZoomIn),
        2 => Just(Action::ZoomOut),
        1 => Just(Action::ToggleDecimals),
        1 => Just(Action::NextSample),
        3 => Just(Action::NextPanel),
        1 => Just(Action::Enlarge),
        2 => Just(Action::ScrollUp),
        3 => Just(Action::ScrollDown),
        1 => Just(Action::ToggleNotes),
        1 => Just(Action::NextTheme),
        1 => Just(Action::Help),
        2 => Just(Action::CommandLine),
        3 => any::<char>().prop_map(Action::Type),
        1 => ".{0,40}".prop_map(Action::Paste),
        1 => Just(Action::Erase),
        1 => Just(Action::EraseAll),
        1 => Just(Action::CursorLeft),
        1 => Just(Action::CursorRight),
        1 => Just(Action::Complete),
        2 => Just(Action::Submit),
        3 => Just(Action::Leave),
        12 => editing(),
        6 => training(),
        4 => presenting(),
    ]
}

/// The same of what changes numbers, and of what points at them.
fn editing() -> impl Strategy<Value = Action> {
    prop_oneof![
        3 => Just(Action::Edit),
        2 => Just(Action::NudgeUp),
        2 => Just(Action::NudgeDown),
        1 => Just(Action::NudgeFiner),
        1 => Just(Action::NudgeCoarser),
        1 => Just(Action::FillZero),
        1 => Just(Action::FillEqual),
        1 => Just(Action::FillRandom),
        1 => Just(Action::FillScaled),
        2 => Just(Action::NextMatrix),
        1 => Just(Action::PreviousMatrix),
        3 => "[0-9.,e/+-]".prop_map(|text| Action::Type(text.chars().next().unwrap_or('0'))),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
        2 => Just(Action::CompareStart),
        2 => Just(Action::Inspect),
        1 => Just(Action::ComparePrecision),
        3 => Just(Action::Point),
        2 => Just(Action::Jump),
        1 => Just(Action::Return),
        6 => (0..220_u16, 0..70_u16).prop_map(|(x, y)| Action::Click(x, y)),
        2 => (0..220_u16, 0..70_u16, any::<bool>()).prop_map(|(x, y, up)| Action::Wheel(x, y, up)),
        3 => (0..220_u16, 0..70_u16).prop_map(|(x, y)| Action::Hover(x, y)),
        1 => Just(Action::History),
        1 => Just(Action::Link),
        1 => Just(Action::Save),
    ]
}

/// The same of training.
fn training() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Train),
        3 => Just(Action::Predict),
        2 => Just(Action::Hint),
        6 => (0..900_u64).prop_map(|took| Action::Tick(Duration::from_millis(took))),
        1 => Just(Action::Pause),
        1 => Just(Action::OneEpoch),
        1 => Just(Action::Scale),
        1 => Just(Action::SaveWeights),
        1 => "[0-9]".prop_map(|text| Action::Type(text.chars().next().unwrap_or('0'))),
    ]
}

/// The same of presenting.
fn presenting() -> impl Strategy<Value = Action> {
    let moment = (0..24_u8, 0..60_u8, 0..9000_u64);
    prop_oneof![
        3 => Just(Action::Present),
        2 => Just(Action::Blank),
        2 => Just(Action::Dim),
        2 => Just(Action::Play),
        1 => Just(Action::Slower),
        1 => Just(Action::Faster),
        4 => Just(Action::PlayOn),
        2 => moment.prop_map(|(hour, minute, seconds)| {
            Action::Clock(Moment { hour, minute, since: Duration::from_secs(seconds) })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_actions_at_any_size_draw_a_frame(
        actions in prop::collection::vec((action(), 0..220_u16, 0..70_u16), 1..40)
    ) {
        let mut app = app();
        for (action, width, height) in actions {
            let before = draw(&app, 90, 30);
            // A quarter of what is done is done where it would be seen.
            let screen = if width % 4 == 0 { Rect::new(0, 0, 90, 30) } else { Rect::new(0, 0, width, height) };
            let effect = app.update(ui::resolve(&app, screen, action));
            let after = draw(&app, 90, 30);
            // What says that nothing changed must look as before.
            prop_assert!(effect != Effect::None || before == after);
            draw(&app, width, height);
            let has_panel = app.mode_kind() != ModeKind::Edit || text(&draw(&app, 90, 30)).contains("Edit ");
            prop_assert!(has_panel, "what is being changed is not in sight");
        }
        // What is written is what there is.
        let scenario = app.lesson().scenario();
        let written = scenario::parse(&scenario.written().unwrap(), "written").unwrap();
        prop_assert_eq!(written.network(), scenario.network());
        prop_assert_eq!(&written.samples, &scenario.samples);
        // A way out there is from everywhere, and it is short.
        for _ in 0..8 {
            if app.mode() == &Mode::Walk {
                break;
            }
            app.update(Action::Leave);
        }
        prop_assert_eq!(app.mode(), &Mode::Walk);
    }
}

#[test]
fn every_step_is_drawn_at_every_size() {
    let mut app = app_at("network/layers", Zoom::Term);
    let mut size = 0_u16;
    loop {
        // Sizes wander, so that each step meets others; together they meet all.
        for _ in 0..3 {
            size = (size + 37) % (64 * 40);
            draw(&app, size % 64 * 2, size / 64);
        }
        if app.update(Action::Next) == Effect::None {
            break;
        }
    }
    let small = app_at("chain/w_b1/path/3", Zoom::Operation);
    for (width, height) in (0..20).flat_map(|w| (0..12).map(move |h| (w, h))) {
        draw(&small, width, height);
    }
}
