//! Finding one's way: steps by words, the index, recaps, the glossary, bookmarks.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{Action, App, Effect, Left, Memory, ModeKind, Start};
use chainrule::lesson::finding::MOST_FOUND;
use chainrule::lesson::{Chapter, Label, Lesson, Reveal, Section, View, Zoom};
use chainrule::scenario;
use driver::{app_at, click, command, draw, lit, message, open, place, press, screen, text};

fn lesson(name: &str) -> Lesson {
    let scenario = scenario::builtin(name).unwrap();
    let view = View::of(&scenario);
    Lesson::new(scenario, view).unwrap()
}

/// The addresses that are found, at most so many.
fn found(lesson: &Lesson, query: &str, zoom: Zoom, most: usize) -> (usize, Vec<String>) {
    let found = lesson.find(query, zoom);
    let few = found.list.iter().take(most).map(|&address| lesson.address_text(address));
    (found.count, few.collect())
}

#[test]
fn keys_find_steps() {
    // from, keys, the place and the mode after
    for (from, keys, to, mode) in [
        ("network/layers", &["/", "Enter"][..], "network/layers", ModeKind::Walk),
        ("chain/w_d1", &["/", "↓", "↓", "Enter"], "chain/w_d1/slope", ModeKind::Walk),
        ("chain/w_d1", &["/", "↑", "Enter"], "chain/weights", ModeKind::Walk),
        ("chain/w_d1", &["/", "Home", "Enter"], "network/layers", ModeKind::Walk),
        ("chain/w_d1", &["/", "End", "Enter"], "check/train", ModeKind::Walk),
        (
            "network/layers",
            &["/", "PageDown", "PageDown", "PageUp", "Enter"],
            "forward/b/out/1",
            ModeKind::Walk,
        ),
        ("network/layers", &["/", "net_c2", "Enter"], "forward/c/net/2", ModeKind::Walk),
        ("network/layers", &["/", "NET_C2", "Enter"], "forward/c/net/2", ModeKind::Walk),
        ("network/layers", &["/", "delta_d1", "Enter"], "pattern/d/delta/1", ModeKind::Walk),
        ("network/layers", &["/", "δ_d1", "Enter"], "pattern/d/delta/1", ModeKind::Walk),
        ("network/layers", &["/", "dE/dw_b5", "Enter"], "pattern/b/gradient/3", ModeKind::Walk),
        ("network/layers", &["/", "∂E/∂out_c1", "Enter"], "pattern/c/dout/1", ModeKind::Walk),
        ("network/layers", &["/", "E_total", "Enter"], "error/total", ModeKind::Walk),
        ("network/layers", &["/", "slope", "Enter"], "chain/w_d1/slope", ModeKind::Walk),
        ("network/layers", &["/", "bill", "↓", "Enter"], "pattern/bill", ModeKind::Walk),
        ("network/layers", &["/", "learn w_b row 2", "Enter"], "learn/b/2", ModeKind::Walk),
        ("network/layers", &["/", "42", "Enter"], "chain/w_d1/input", ModeKind::Walk),
        // What only a closer look shows is looked at so closely.
        ("network/layers", &["/", "forward/c/net/2/3", "Enter"], "forward/c/net/2/3", ModeKind::Walk),
        ("network/layers", &["/", "nonsense", "Enter"], "network/layers", ModeKind::Find),
        ("network/layers", &["/", "nonsense", "Esc"], "network/layers", ModeKind::Find),
        ("network/layers", &["/", "nonsense", "Esc", "Esc"], "network/layers", ModeKind::Walk),
        (
            "network/layers",
            &["/", "bill", "Ctrl-U", "q", "Backspace", "Enter"],
            "network/layers",
            ModeKind::Walk,
        ),
        ("network/layers", &["/", "bill", "Enter", "Backspace"], "network/layers", ModeKind::Walk),
        (
            "error/d2",
            &["/", "bill", "Enter", "/", "rule", "Enter", "Backspace", "Backspace"],
            "error/d2",
            ModeKind::Walk,
        ),
        ("network/layers", &["/", "bill", "Ctrl-C"], "network/layers", ModeKind::Find),
        ("error/d2", &[":", "find rule", "Enter", "Enter"], "pattern/rule", ModeKind::Walk),
        ("error/d2", &[":", "index", "Enter", "↓", "Enter"], "error/total", ModeKind::Walk),
    ] {
        let mut app = app_at(from, Zoom::Operation);
        press(&mut app, keys);
        assert_eq!((place(&app).as_str(), app.mode_kind()), (to, mode), "{keys:?} from {from}");
    }
}

#[test]
fn going_back_restores_the_zoom_too() {
    let mut app = app_at("pattern/bill", Zoom::Layer);
    press(&mut app, &["/", "forward/c/net/2/3", "Enter"]);
    assert_eq!((place(&app).as_str(), app.zoom()), ("forward/c/net/2/3", Zoom::Term));
    assert!(message(&app).contains("You came from pattern/bill"), "{}", message(&app));
    press(&mut app, &["Backspace"]);
    assert_eq!((place(&app).as_str(), app.zoom()), ("pattern/bill", Zoom::Layer));
}

#[test]
fn a_click_goes_to_a_step() {
    let mut app = app_at("network/layers", Zoom::Operation);
    press(&mut app, &["/", "bill"]);
    click(&mut app, "pattern/bill", 2);
    assert_eq!(place(&app), "pattern/bill");
}

#[test]
fn every_step_is_found_by_its_address_and_by_what_it_computes() {
    for name in ["swap", "mazur", "three-classes", "regression", "xor"] {
        let lesson = lesson(name);
        for zoom in Zoom::ALL {
            let outline = lesson.outline();
            for n in 0..outline.len(zoom) {
                let address = outline.at(zoom, n).unwrap();
                let written = lesson.address_text(address);
                assert_eq!(found(&lesson, &written, zoom, 1).1.concat(), written, "{name} at {zoom:?}");
                let step = lesson.step(address, Reveal::All);
                for (label, _) in lesson.values_of(&step) {
                    let Label::Quantity(q) = label else { continue };
                    let home = lesson.home(q).unwrap_or(address); // the learning rate has none
                    let home = outline.nearest(zoom, home).unwrap();
                    let plain = lesson.names().plain(q);
                    if plain.contains(' ') {
                        continue; // such a name is words: "updated w_b1"
                    }
                    let first = lesson.find(&plain, zoom).list[0];
                    assert_eq!(first, home, "{name}: {plain} at {zoom:?}");
                    let screen = lesson.names().screen(q);
                    assert_eq!(lesson.find(&screen, zoom).list[0], home, "{name}: {screen} at {zoom:?}");
                }
            }
        }
    }
}

#[test]
fn titles_are_those_of_the_steps() {
    for builtin in scenario::builtins().iter().filter(|builtin| builtin.name != "large") {
        let lesson = lesson(builtin.name);
        let zoom = if builtin.name == "digits" { Zoom::Layer } else { Zoom::Term };
        for n in 0..lesson.outline().len(zoom) {
            let address = lesson.outline().at(zoom, n).unwrap();
            // A training is the same everywhere, and takes a while.
            if matches!(address.section, Section::Train | Section::CheckAll) && builtin.name != "swap" {
                continue;
            }
            assert_eq!(lesson.title(address), lesson.step(address, Reveal::All).title, "{}", builtin.name);
        }
    }
}

#[test]
fn of_a_million_steps_the_ones_that_are_meant_come_first() {
    let lesson = lesson("large");
    let zoom = Zoom::Term;
    assert!(lesson.outline().len(zoom) > 1_000_000);
    let first = |query: &str| found(&lesson, query, zoom, 1).1.concat();
    assert_eq!(first("net_b17"), "forward/b/net/17/784");
    assert_eq!(first("forward/b/net/17"), "forward/b/net/17");
    assert_eq!(first("dE/dw_b401408"), "pattern/b/gradient/512/784");
    assert_eq!(first("learn/b/3/4"), "learn/b/3/4");
    assert_eq!(first("∂E/∂w_c131072"), "pattern/c/gradient/256/512");
    // All products of all layers, on the way forward.
    let (count, few) = found(&lesson, "forward product", zoom, usize::MAX);
    assert_eq!((count, few.len()), (784 * 512 + 512 * 256 + 256 * 10, MOST_FOUND));
    assert_eq!(few[0], "forward/b/net/1/1");
    let (count, few) = found(&lesson, "forward product 3", zoom, usize::MAX);
    assert!(count > few.len() && few.contains(&"forward/b/net/3/1".to_owned()), "{count}");
    assert_eq!(found(&lesson, "forward elephant", zoom, 1).0, 0);
}

#[test]
fn other_numbers_and_another_zoom_are_looked_through_anew() {
    let mut app = app_at("network/layers", Zoom::Layer);
    press(&mut app, &["/", "net_c"]);
    let at_layer = screen(&app);
    press(&mut app, &["Esc", "Esc", "z", "/", "net_c"]);
    assert!(screen(&app) != at_layer && screen(&app).contains("forward/c/net/3"));
    // The listed paths of a weight change with the numbers where there are more than are listed.
    let mut app = open(scenario::builtin("digits").unwrap(), "network/layers", Zoom::Operation);
    press(&mut app, &["/", "path"]);
    assert!(screen(&app).contains("path"));
    press(&mut app, &["Esc", "Esc"]);
    command(&mut app, "set w_c1 0");
    press(&mut app, &["/", "path"]);
    let lesson = app.lesson();
    for &address in &lesson.find("path", Zoom::Operation).list {
        assert!(
            lesson.outline().index(Zoom::Operation, address).is_some(),
            "{}",
            lesson.address_text(address)
        );
    }
}

#[test]
fn the_page_of_steps_at_two_sizes() {
    for (width, height) in [(80, 24), (120, 36)] {
        let mut all = String::new();
        let scripts: [&[&str]; 5] =
            [&["/"], &["/", "slope"], &["/", "net_c2"], &["/", "nothing here"], &["Z", "/", "End"]];
        for keys in scripts {
            let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
            press(&mut app, keys);
            let frame = draw(&app, width, height);
            all.extend([&keys.join(" "), ", lit: ", lit(&frame).trim_end(), "\n", &text(&frame), "\n\n"]);
        }
        insta::assert_snapshot!(format!("steps_{width}x{height}"), all);
    }
}

#[test]
fn text_that_is_pasted_is_looked_for_and_runs_nothing() {
    let mut app = app_at("network/layers", Zoom::Operation);
    press(&mut app, &["/"]);
    app.update(Action::Paste("the rule\n:quit".into()));
    assert_eq!(app.mode_kind(), ModeKind::Find);
}

/// Walks through the whole lesson by one key; returns the texts of the pages between chapters.
fn pages_between(name: &str, lesson: Lesson, zoom: Zoom, key: &str) -> Vec<String> {
    let mut app = App::new(lesson, Start { zoom, ..Start::default() });
    let mut pages = Vec::new();
    let mut number = 1;
    loop {
        let (before, chapter) = (place(&app), app.place().chapter());
        press(&mut app, &[key]);
        if app.mode_kind() == ModeKind::Recap {
            assert_eq!(place(&app), before, "{name}: a page is no step");
            pages.push(screen(&app));
            // Back to the step, and to the page again.
            for back in ["←", "Esc", "PageUp", "h", "Backspace", "q"] {
                press(&mut app, &[back]);
                assert_eq!(
                    (app.mode_kind(), place(&app)),
                    (ModeKind::Walk, before.clone()),
                    "{name}: {back}"
                );
                press(&mut app, &[key]);
            }
            press(&mut app, &[key]);
            if app.mode_kind() == ModeKind::Recap {
                assert_eq!(number, app.progress().1, "{name}: {before} has no step after it");
                return pages;
            }
            assert_ne!(app.place().chapter(), chapter, "{name}: {before}");
        }
        number += 1;
        assert_eq!((app.progress().0, app.mode_kind()), (number, ModeKind::Walk), "{name} behind {before}");
    }
}

#[test]
fn every_chapter_ends_with_a_page_in_every_scenario_at_every_zoom() {
    for builtin in scenario::builtins().iter().filter(|builtin| !["large", "digits"].contains(&builtin.name))
    {
        // Its copies share what takes long: the training and the gradients measured.
        let lesson = lesson(builtin.name);
        for (zoom, key) in Zoom::ALL.into_iter().zip(["→", "PageDown", "Space"]) {
            let pages = pages_between(builtin.name, lesson.clone(), zoom, key);
            let chapters = lesson.outline().chapters(zoom);
            assert_eq!(pages.len(), chapters.len(), "{}", builtin.name);
            for (n, (page, chapter)) in pages.iter().zip(&chapters).enumerate() {
                assert!(page.contains(&format!("{}: what was done", chapter.title())), "{page}");
                assert!(page.contains("To remember."), "{page}");
                match chapters.get(n + 1) {
                    Some(next) => assert!(page.contains(&format!("Next. {}: ", next.title())), "{page}"),
                    None => assert!(page.contains("Here the lesson ends."), "{page}"),
                }
            }
        }
    }
}

#[test]
fn a_recap_leaves_no_hole_open_and_is_short() {
    for builtin in scenario::builtins() {
        let lesson = lesson(builtin.name);
        for chapter in Chapter::ALL
            .into_iter()
            .filter(|c| *c != Chapter::Check || ["swap", "dead-relu"].contains(&builtin.name))
        {
            let recap = lesson.recap(chapter, Zoom::Operation);
            let said: Vec<String> = recap
                .done
                .iter()
                .chain([&recap.remember])
                .chain(&recap.next)
                .map(|prose| prose.plain(lesson.names(), lesson.carry()))
                .collect();
            let whole = said.join(" ");
            assert!(!whole.contains(['{', '}', '?']) && !whole.contains("NaN"), "{}: {whole}", builtin.name);
            assert!(whole.chars().count() < 700, "{}: {whole}", builtin.name);
        }
    }
}

#[test]
fn a_recap_has_the_numbers_of_this_network() {
    let mut app = app_at("error/dout/2", Zoom::Operation);
    press(&mut app, &["→"]);
    let before = screen(&app);
    assert!(before.contains("For this sample E_total is 0.2723."), "{before}");
    press(&mut app, &["s"]);
    assert!(app.mode_kind() == ModeKind::Recap && screen(&app) != before, "another sample has another error");
    press(&mut app, &["s", "s", "s"]);
    assert_eq!(screen(&app), before);
    command(&mut app, "set w_d1 0.35");
    assert!(screen(&app).contains("E_total is 0.2773"), "{}", screen(&app));
}

#[test]
fn lessons_that_leave_chapters_out_go_on_to_the_next_they_have() {
    let source = "title = \"t\"\n[network]\nlayers = [2, 3, 1]\nweights = { seed = 1, init = \"xavier\" }\n\
                  [network.biases]\nb = [0.1, 0.2, 0.3]\nc = [0.4]\n[training]\nbatch = \"all\"\n\
                  [lesson]\nchapters = [\"forward\", \"pattern\", \"learn\"]\n\
                  [[samples]]\ninput = [1, 0]\ntarget = [1]\n[[samples]]\ninput = [0, 1]\ntarget = [0]\n";
    let scenario = scenario::parse(source, "text").unwrap();
    let view = View::of(&scenario);
    let mut app = App::new(Lesson::new(scenario, view).unwrap(), Start::default());
    let mut ends = Vec::new();
    while app.update(Action::Next) != Effect::None {
        if app.mode_kind() == ModeKind::Recap {
            ends.push(screen(&app));
        }
    }
    assert_eq!(ends.len(), 3);
    assert!(ends[0].contains("Next. Pattern: ") && ends[1].contains("Next. Learn: "), "{}", ends[0]);
    assert!(ends[0].contains("biases added") && ends[1].contains("9 weights and 4 biases"), "{}", ends[1]);
    assert!(ends[2].contains("takes a step for 2 ") && ends[2].contains("the lesson ends"), "{}", ends[2]);
}

#[test]
fn keys_at_the_end_of_a_chapter() {
    // keys at the page behind error/dout/2, the place and the mode after
    for (keys, to, mode) in [
        (&["Enter"][..], "chain/weights", ModeKind::Walk),
        (&["]"], "chain/weights", ModeKind::Walk),
        (&["["], "error/d1", ModeKind::Walk),
        (&["?", "Esc"], "error/dout/2", ModeKind::Recap),
        (&["/", "bill", "Enter"], "chain/bill", ModeKind::Walk),
        (&["/", "bill", "Enter", "Backspace"], "error/dout/2", ModeKind::Walk),
        (&[":", "goto learn/error", "Enter"], "learn/error", ModeKind::Walk),
        (&["e", "Esc"], "error/dout/2", ModeKind::Recap),
        (&["d", "d", "T", "↓", "↑", "x"], "error/dout/2", ModeKind::Recap),
    ] {
        let mut app = app_at("error/dout/2", Zoom::Operation);
        press(&mut app, &["→"]);
        press(&mut app, keys);
        assert_eq!((place(&app).as_str(), app.mode_kind()), (to, mode), "{keys:?}");
    }
    // While numbers are open, one goes from step to step.
    let mut app = app_at("error/dout/2", Zoom::Operation);
    press(&mut app, &["e", "PageDown"]);
    assert_eq!((place(&app).as_str(), app.mode_kind()), ("chain/weights", ModeKind::Edit));
}

#[test]
fn the_pages_between_chapters_at_two_sizes() {
    for (width, height) in [(80, 24), (120, 36)] {
        let mut all = String::new();
        let lesson = lesson("swap");
        for chapter in Chapter::ALL {
            let outline = lesson.outline();
            let starts = Chapter::ALL.into_iter().filter(|&c| c > chapter);
            let next = starts.filter_map(|c| outline.chapter_start(Zoom::Operation, c)).min();
            let last = next.unwrap_or(outline.len(Zoom::Operation)) - 1;
            let mut app = app_at("network/layers", Zoom::Operation);
            app.update(Action::StepNumber(last + 1));
            app.update(Action::Next);
            all.extend([text(&draw(&app, width, height)).as_str(), "\n\n"]);
        }
        insta::assert_snapshot!(format!("recaps_{width}x{height}"), all);
    }
}

#[test]
fn words_are_read_from_the_step_and_lead_on() {
    // from, keys, what the page's frame says, the mode after
    for (from, keys, title, mode) in [
        ("pattern/d/delta", &["w"][..], "Words of this step", ModeKind::Words),
        ("pattern/d/delta", &["w", "Enter"], "Error term δ", ModeKind::What),
        ("pattern/d/delta", &["w", "Tab"], "All words", ModeKind::Words),
        ("pattern/d/delta", &["w", "Tab", "Enter"], "Activation function", ModeKind::What),
        ("pattern/d/delta", &["w", "Tab", "End", "Enter"], "Zoom", ModeKind::What),
        ("pattern/d/delta", &["w", "Enter", "Enter"], "Derivative", ModeKind::What),
        ("pattern/d/delta", &["w", "Enter", "→", "Enter"], "Slope", ModeKind::What),
        ("pattern/d/delta", &["w", "Enter", "←", "Enter"], "Pattern", ModeKind::What),
        ("pattern/d/delta", &["w", "Enter", "→", "Enter", "Backspace"], "Error term δ", ModeKind::What),
        (
            "pattern/d/delta",
            &["w", "Enter", "→", "Enter", "Backspace", "Backspace"],
            "Words of this step",
            ModeKind::Words,
        ),
        ("pattern/d/delta", &["w", "Enter", "Esc", "Esc"], "Why", ModeKind::Walk),
        ("network/layers", &[":", "what delta", "Enter"], "Error term δ", ModeKind::What),
        ("network/layers", &[":", "what", "Enter"], "Words of this step", ModeKind::Words),
        ("network/layers", &[":", "what glossary", "Enter"], "All words", ModeKind::Words),
        ("network/layers", &[":", "what E_total", "Enter"], "Total error E_total", ModeKind::What),
        ("network/layers", &[":", "what ⊙", "Enter", "w"], "All words", ModeKind::Words),
        ("network/layers", &[":", "what softmax", "Enter", "g"], "Softmax", ModeKind::What),
    ] {
        let mut app = app_at(from, Zoom::Operation);
        press(&mut app, keys);
        let frame = screen(&app);
        assert!(
            frame.contains(&format!("━ {title} ━")) || frame.contains(&format!("─ {title} ─")),
            "{keys:?}\n{frame}"
        );
        assert_eq!(app.mode_kind(), mode, "{keys:?}");
    }
}

#[test]
fn a_word_leads_to_its_step_and_back() {
    let mut app = app_at("network/layers", Zoom::Layer);
    press(&mut app, &[":", "what delta", "Enter", "g"]);
    assert_eq!((place(&app).as_str(), app.mode_kind()), ("pattern/d/delta", ModeKind::Walk));
    press(&mut app, &["Backspace"]);
    assert_eq!(place(&app), "network/layers");
    press(&mut app, &[":", "what softmax", "Enter", "g"]);
    assert_eq!(message(&app), "This lesson has no step of its own on that.");
    let mut app = open(scenario::builtin("three-classes").unwrap(), "network/layers", Zoom::Operation);
    press(&mut app, &[":", "what softmax", "Enter", "g"]);
    assert!(place(&app).ends_with("/jacobian"), "{}", place(&app));
}

#[test]
fn the_mouse_reads_words_where_they_stand() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    click(&mut app, "net value", 2);
    assert!(app.mode_kind() == ModeKind::What && screen(&app).contains("━ Net value ━"), "{}", screen(&app));
    click(&mut app, "weight  bias", 9);
    assert!(screen(&app).contains("━ Bias ━"), "{}", screen(&app));
    click(&mut app, "network/givens", 3);
    assert_eq!((place(&app).as_str(), app.mode_kind()), ("network/givens", ModeKind::Walk));
    press(&mut app, &["w"]);
    click(&mut app, "Matrix", 1);
    assert!(screen(&app).contains("━ Matrix ━"), "{}", screen(&app));
}

#[test]
fn words_at_two_sizes() {
    for (width, height) in [(80, 24), (120, 36)] {
        let mut all = String::new();
        for keys in
            [&["w"][..], &["w", "Enter"], &["w", "Tab", "PageDown"], &[":", "what derivative", "Enter", "→"]]
        {
            let mut app = app_at("pattern/c/delta", Zoom::Operation);
            press(&mut app, keys);
            let frame = draw(&app, width, height);
            all.extend([&keys.join(" "), "\n", &text(&frame), "\n\n"]);
        }
        insta::assert_snapshot!(format!("words_{width}x{height}"), all);
    }
}

#[test]
fn marked_steps_are_gone_through_and_listed() {
    // from, keys, the place and the mode after
    for (from, keys, to, mode) in [
        ("error/d1", &["m", "G", "'"][..], "error/d1", ModeKind::Walk),
        ("error/d1", &["m", "G", "'", "Backspace"], "check/train", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "gg", "'"], "error/d1", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "gg", "'", "'"], "check/train", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "gg", "'", "'", "'"], "error/d1", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "m", "'"], "error/d1", ModeKind::Walk),
        ("error/d1", &["'"], "error/d1", ModeKind::Walk),
        ("error/d1", &["m", "m", "G", "'"], "check/train", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "gg", "M", "↓", "Enter"], "check/train", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "gg", ":", "bookmarks", "Enter", "Enter"], "error/d1", ModeKind::Walk),
        ("error/d1", &["m", "G", "m", "M", "m", "Esc", "gg", "'"], "check/train", ModeKind::Walk),
        ("error/d1", &["M", "m", "Enter"], "error/d1", ModeKind::Bookmarks),
        ("error/d1", &["M", "q"], "error/d1", ModeKind::Walk),
        // A product is marked at a close look, and gone to from further away.
        ("forward/c/net/2", &["z", "→", "m", "Z", "Z", "gg", "'"], "forward/c/net/2/1", ModeKind::Walk),
        // Numbers may change meanwhile.
        ("error/d1", &["m", "+", "s", "d", "G", "'"], "error/d1", ModeKind::Walk),
    ] {
        let mut app = app_at(from, Zoom::Operation);
        press(&mut app, keys);
        assert_eq!((place(&app).as_str(), app.mode_kind()), (to, mode), "{keys:?} from {from}");
    }
}

#[test]
fn marks_are_seen_where_the_step_is_named() {
    let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
    assert_eq!(press(&mut app, &["m"]), [Effect::Remember]);
    assert!(screen(&app).contains("◆ step 41 of 116"), "{}", screen(&app));
    assert!(message(&app).starts_with("This step is marked."));
    press(&mut app, &["→"]);
    assert!(!screen(&app).contains('◆'));
    press(&mut app, &["/"]);
    assert!(screen(&app).contains("◆ 41  ∂E/∂w_d1"), "{}", screen(&app));
    press(&mut app, &["Esc", "M"]);
    click(&mut app, "second factor", 2);
    assert_eq!(place(&app), "chain/w_d1/slope");
}

#[test]
fn what_was_kept_is_taken_over_as_far_as_it_is_of_this_lesson() {
    let left = |step: &str, zoom: &str, sample| Left { step: step.into(), zoom: zoom.into(), sample };
    let bookmarks = vec!["pattern/rule".into(), "error/d9".into(), "error/d1".into(), "\u{1b}[2J".into()];
    for (left, offered) in [
        (Some(left("pattern/rule", "layer", 1)), Some("step 32, pattern/rule")),
        (Some(left("forward/c/net/2/3", "term", 2)), Some("forward/c/net/2/3")),
        (Some(left("network/layers", "operation", 2)), None),
        (Some(left("no/step", "operation", 2)), None),
        (Some(left("pattern/rule", "closely", 2)), None),
        (Some(left("pattern/rule", "layer", 0)), None),
        (Some(left("pattern/rule", "layer", 5)), None),
        (None, None),
    ] {
        let mut app = App::new(lesson("swap"), Start::default());
        app.recall(&Memory { left: left.clone(), bookmarks: bookmarks.clone() });
        assert_eq!(app.bookmarks().len(), 2);
        match offered {
            Some(offered) => {
                assert!(message(&app).contains(offered), "{}", message(&app));
                press(&mut app, &["'"]);
                let left = left.unwrap();
                assert_eq!((place(&app), app.zoom().word()), (left.step, left.zoom.as_str()));
                assert_eq!(app.lesson().view().sample + 1, left.sample);
            }
            None => {
                assert_eq!(message(&app), "");
                press(&mut app, &["'"]);
                assert_eq!(place(&app), "error/d1");
            }
        }
    }
}

#[test]
fn where_one_left_off_is_listed_behind_the_marked_steps() {
    let mut app = app_at("network/layers", Zoom::Operation);
    let left = Some(Left { step: "pattern/rule".into(), zoom: "layer".into(), sample: 3 });
    app.recall(&Memory { left, bookmarks: vec!["error/d1".into()] });
    assert_eq!(message(&app), "", "who asked for a step is offered no other");
    press(&mut app, &["M", "End", "m"]);
    let page = screen(&app);
    assert!(page.contains("last time:") && page.contains("The rule for any layer"), "{page}");
    press(&mut app, &["Enter"]);
    assert_eq!(
        (place(&app).as_str(), app.zoom(), app.lesson().view().sample),
        ("pattern/rule", Zoom::Layer, 2)
    );
}

#[test]
fn the_list_of_marked_steps_at_two_sizes() {
    for (width, height) in [(80, 24), (120, 36)] {
        let mut all = String::new();
        let scripts: [&[&str]; 3] = [&["M"], &["m", "G", "m", "M", "↓"], &["m"]];
        for keys in scripts {
            let mut app = app_at("chain/w_d1/slope", Zoom::Operation);
            press(&mut app, keys);
            all.extend([&keys.join(" "), "\n", &text(&draw(&app, width, height)), "\n\n"]);
        }
        insta::assert_snapshot!(format!("bookmarks_{width}x{height}"), all);
    }
}
