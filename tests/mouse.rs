//! The mouse: what it is over is named, what is clicked is changed, pointed at or gone to, the wheel steps.

#[path = "support/driver.rs"]
mod driver;

use chainrule::app::{Action, App, Effect, ModeKind, Panel};
use chainrule::engine::{Kind, Quantity, WeightId};
use chainrule::lesson::Zoom;
use chainrule::ui;
use driver::{SCREEN, act, app_at, click, command, draw, find, message, place, press, screen, text};
use ratatui::layout::Rect;

/// Moves the pointer to where a text stands first, `after` cells from its start; returns what comes of it
/// and what the bottom line says then.
fn hover(app: &mut App, on: &str, after: u16) -> (Effect, String) {
    let frame = draw(app, SCREEN.width, SCREEN.height);
    let (x, y) = find(&frame, on).unwrap_or_else(|| panic!("no {on} in\n{}", text(&frame)));
    let effect = act(app, Action::Hover(x + after, y));
    (effect, bottom(app))
}

fn bottom(app: &App) -> String {
    screen(app).lines().last().unwrap_or_default().trim().to_owned()
}

#[test]
fn what_the_pointer_is_over_is_named_with_its_value() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    for (on, after, named) in [
        ("b2▌", 0, "out_b2 = 0.5744 "),        // a neuron
        ("c1 ", 0, "out_c1 = ? "),             // one whose output comes later
        ("0.25 ", 1, "w_c1 = 0.25 "),          // a cell of a matrix
        ("net_c2 = w", 2, "net_c2 = 1.2667 "), // a name in the formula
        ("w_c7", 0, "w_c7 = 0.55 "),
        ("·0.6225", 2, "out_b3 = 0.6225 "), // a number in it
        ("a2 ", 0, "out_a2 = 0 "),          // an input
    ] {
        let (_, said) = hover(&mut app, on, after);
        assert!(said.starts_with(named) && said.contains("? help"), "{on}: {said}");
    }
    let (effect, said) = hover(&mut app, "Why ──", 1);
    assert_eq!(effect, Effect::Redraw);
    assert!(said.starts_with("← → step"), "{said}");
}

#[test]
fn connections_are_named_where_they_run() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    let (_, said) = hover(&mut app, "▶", 0);
    assert!(said.starts_with("w_c"), "{said}");
    let frame = draw(&app, SCREEN.width, SCREEN.height);
    let (x, y) = find(&frame, "▐b1▌").unwrap();
    act(&mut app, Action::Hover(x + 6, y));
    assert!(bottom(&app).starts_with("w_c"), "{}", bottom(&app));
}

#[test]
fn a_frame_is_drawn_only_when_something_else_is_under_the_pointer() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    assert_eq!(hover(&mut app, "Why ──", 1).0, Effect::None, "nothing, and nothing before");
    assert_eq!(hover(&mut app, "w_c7", 0).0, Effect::Redraw);
    for cell in 1..4 {
        assert_eq!(hover(&mut app, "w_c7", cell).0, Effect::None);
    }
    assert_eq!(hover(&mut app, "0.55", 0).0, Effect::None, "the same weight elsewhere");
    assert_eq!(hover(&mut app, "w_c8", 0).0, Effect::Redraw);
}

#[test]
fn hovering_changes_nothing_else() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    command(&mut app, "theme pink");
    let error = message(&app).to_owned();
    let (_, said) = hover(&mut app, "w_c7", 0);
    assert!(said.starts_with("w_c7 = 0.55") && message(&app) == error);
    hover(&mut app, "Why ──", 1);
    assert!(bottom(&app).contains(&error), "the message is there again");
    // A key is about the step, whatever the pointer is over; what it was over may not be there any more.
    hover(&mut app, "w_c7", 0);
    press(&mut app, &["→"]);
    assert!(app.hovered().is_none());
    assert!(bottom(&app).starts_with("← → step"), "{}", bottom(&app));
    // Where something lies over the panels, they cannot be seen.
    press(&mut app, &["?"]);
    assert_eq!(act(&mut app, Action::Hover(30, 12)), Effect::None);
    // A number that is to be predicted stays hidden.
    press(&mut app, &["Esc", "p"]);
    assert_eq!(app.mode_kind(), ModeKind::Predict);
    for (x, y) in (0..SCREEN.width).step_by(3).flat_map(|x| (0..SCREEN.height).map(move |y| (x, y))) {
        assert_eq!(act(&mut app, Action::Hover(x, y)), Effect::None);
    }
}

#[test]
fn a_name_is_as_good_as_its_number() {
    // One that is given is changed.
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    click(&mut app, "w_c7", 1);
    assert_eq!((app.mode_kind(), app.cursor().unwrap().at.row), (ModeKind::Edit, 1));
    // One that is computed is pointed at, and then gone to.
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    click(&mut app, "out_b3", 1);
    assert_eq!(app.mode_kind(), ModeKind::Point);
    assert!(driver::lit(&draw(&app, 120, 36)).contains("0.6225"), "its number in the formula is lit");
    click(&mut app, "out_b3", 1);
    assert_eq!((app.mode_kind(), place(&app)), (ModeKind::Walk, "forward/b/out/3".to_owned()));
    press(&mut app, &["Backspace"]);
    // A neuron likewise.
    click(&mut app, "▐b2▌", 1);
    click(&mut app, "▐b2▌", 1);
    assert_eq!(place(&app), "forward/b/out/2");
    // Where its number is still to come, the name itself is pointed at.
    press(&mut app, &["Backspace"]);
    click(&mut app, " c3 ", 1);
    assert_eq!(app.focus(), Panel::Graph);
    assert!(driver::lit(&draw(&app, 120, 36)).contains("c3"));
    press(&mut app, &["Enter"]);
    assert_eq!(place(&app), "forward/c/out/3");
}

#[test]
fn the_wheel_steps_and_scrolls_what_can_be_scrolled() {
    let mut app = app_at("forward/c/net/2", Zoom::Operation);
    for (x, y) in [(20, 10), (90, 10), (90, 28), (60, 0), (60, 35)] {
        act(&mut app, Action::Wheel(x, y, false));
        assert_eq!(place(&app), "forward/c/net/3", "{x}, {y}");
        act(&mut app, Action::Wheel(x, y, true));
        assert_eq!(place(&app), "forward/c/net/2", "{x}, {y}");
    }
    // At 80×24 the reason has more lines than its panel.
    let mut app = app_at("network/names", Zoom::Operation);
    let small = Rect::new(0, 0, 80, 24);
    let frame = draw(&app, 80, 24);
    let (x, y) = find(&frame, "more").unwrap_or_else(|| panic!("nothing scrolls in\n{}", text(&frame)));
    let action = ui::resolve(&app, small, Action::Wheel(x, y - 1, false));
    assert!(matches!(action, Action::Scroll(_, false)), "{action:?}");
    app.update(action);
    assert_eq!(place(&app), "network/names");
    assert_ne!(text(&draw(&app, 80, 24)), text(&frame));
}

#[test]
fn what_is_under_the_pointer_is_found_at_every_size() {
    let app = app_at("forward/c/net/2", Zoom::Operation);
    let net = Quantity::of(Kind::Net, 2, 1);
    let weight = Quantity::at(Kind::Weight, WeightId { layer: 2, neuron: 1, input: 2 });
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let area = Rect::new(0, 0, width, height);
        let frame = draw(&app, width, height);
        let over = |text: &str, after: u16| {
            let (x, y) = find(&frame, text).unwrap_or_else(|| panic!("no {text} at {width}×{height}"));
            ui::resolve(&app, area, Action::Hover(x + after, y))
        };
        assert_eq!(over("→  1.2667", 4), Action::HoverAt(Some(net)));
        assert_eq!(over("w_c7·", 2), Action::HoverAt(Some(weight)));
        assert_eq!(over("─ Why", 2), Action::HoverAt(None));
        let clicked = |text: &str| {
            let (x, y) = find(&frame, text).unwrap();
            ui::resolve(&app, area, Action::Click(x, y))
        };
        assert_eq!(clicked("w_c7·"), Action::EditAt(weight));
        assert!(matches!(clicked("out_b3"), Action::PointAt(pointer) if pointer.panel == Panel::Formula));
    }
}
