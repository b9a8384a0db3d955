//! What is told leads to the same frame, or to nothing.

use std::convert::Infallible;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::{Value, json};

use super::super::beats::Time;
use super::super::event::Event;
use super::super::looping::{Ended, Host};
use super::message::{Garbled, Message, State};
use super::*;
use crate::app::{Action, App, Memory, Remembering, Saving, Start, ThemeName};
use crate::engine::{Kind, Quantity};
use crate::export::frame;
use crate::keymap::{Code, Key, Reader};
use crate::lesson::{Lesson, View, Zoom};
use crate::scenario::{self, Origin};

fn app() -> App {
    let scenario = scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address("forward/d/net/1");
    App::new(lesson, Start { place, zoom: Zoom::Operation, ..Start::default() })
}

fn press(app: &mut App, keys: &[&str]) {
    let mut reader = Reader::default();
    for key in keys.iter().flat_map(|name| Key::sequence(name)) {
        if let Some(action) = reader.read(app.mode_kind(), key) {
            app.update(action);
        }
    }
}

/// What a publisher tells of an explainer.
fn published(app: &App) -> Value {
    let home = tempfile::tempdir().unwrap();
    let folders = [home.path().join("run")];
    let mut publisher = Publisher::open(folder(&folders).unwrap(), 1).unwrap();
    publisher.publish(app);
    let mut leaders = running(&folders);
    let Ok(Message::State(state)) = Message::read(&mut leaders[0].stream) else { panic!("no state") };
    serde_json::to_value(state).unwrap()
}

/// Something of everything that can be told.
fn told() -> Value {
    let mut app = app();
    press(
        &mut app,
        &[
            ":set w_d1 0.9",
            "Enter",
            ":set a1@3 0.5",
            "Enter",
            "u",
            ":epoch 2",
            "Enter",
            ":present",
            "Enter",
            "e",
            "1.5",
        ],
    );
    published(&app)
}

#[test]
fn weights_that_the_scenario_does_not_name_are_told_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("w.json");
    let mut network = app().lesson().scenario().network().as_ref().clone();
    network.layer_mut(3).weights[[0, 0]] = 0.123_456_789_012_345_6;
    let mut bytes = Vec::new();
    crate::export::weights::json(&network, &mut bytes).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let scenario = scenario::builtin("swap").unwrap().with_weights_of(file.to_str().unwrap()).unwrap();
    let view = View::of(&scenario);
    let lesson = Lesson::new(scenario, view).unwrap();
    let place = lesson.parse_address("network/givens");
    let mut app = App::new(lesson, Start { place, ..Start::default() });
    press(&mut app, &[":set w_b1 0.7", "Enter"]);
    let mirror = mirror(&published(&app)).unwrap();
    assert_eq!(mirror.app().lesson().pass().network(), app.lesson().pass().network());
    let w_d1 = Quantity::of(Kind::Weight, 3, 0);
    assert_eq!(mirror.app().lesson().value(w_d1), Some(0.1235), "rounded once, as weights of a file are");
    let drawn = |app: &App| frame::draw(app, 120, 36).content;
    assert!(drawn(mirror.app()) == drawn(&app));
}

fn state(value: &Value) -> Result<State, Garbled> {
    serde_json::from_value(value.clone()).map_err(|_| Garbled::Nonsense)
}

fn mirror(value: &Value) -> Result<Mirror, Garbled> {
    Mirror::new(Received::after(None, state(value)?)?)
}

/// The places of all values in a value.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Array(list) => {
            (0..list.len()).for_each(|n| places(&list[n], &format!("{at}/{n}"), into));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), into)),
        _ => {}
    }
}

#[test]
fn whatever_is_told_draws_a_frame_or_is_refused() {
    let whole = told();
    assert!(mirror(&whole).is_ok());
    let mut all = Vec::new();
    places(&whole, "", &mut all);
    assert!(all.len() > 30, "{all:?}");
    let wrong = [
        json!(null),
        json!(-1),
        json!(0),
        json!(7),
        json!(u64::MAX),
        json!(1e300),
        json!(true),
        json!(""),
        json!("w_d1"),
        json!("w_b99999999999999999999=1"),
        json!("\u{1b}[2J\u{202e}"),
        json!("x".repeat(50_000)),
        json!([]),
        json!(["start over", "start over"]),
        json!({}),
    ];
    let (mut refused, mut drawn) = (0, 0);
    for place in &all {
        for value in &wrong {
            let mut changed = whole.clone();
            *changed.pointer_mut(place).unwrap() = value.clone();
            match mirror(&changed) {
                Err(_) => refused += 1,
                Ok(mirror) => {
                    drawn += 1;
                    let drawn = frame::draw(mirror.app(), 60, 20);
                    let has_control =
                        drawn.content.iter().any(|cell| cell.symbol().chars().any(char::is_control));
                    assert!(!has_control, "{place} {value}");
                }
            }
        }
    }
    assert!(refused > 300 && drawn > 30, "{refused} {drawn}");
}

#[test]
fn what_is_absent_is_as_it_was_told_before() {
    let whole = told();
    let before = Received::after(None, state(&whole).unwrap()).unwrap();
    let mut next = whole.clone();
    for part in ["opened", "edits", "trained"] {
        next[part] = json!(null);
        assert!(mirror(&next).is_err(), "{part} was never told");
    }
    next["view"]["look"]["theme"] = json!("light");
    let after = Received::after(Some(&before), state(&next).unwrap()).unwrap();
    let mut mirror = Mirror::new(before).unwrap();
    mirror.follow(after).unwrap();
    assert_eq!(mirror.app().history().all().len(), 2);
    assert_eq!(mirror.app().lesson().view().epoch, 2);
    assert_eq!(mirror.app().theme(), ThemeName::Light);
    next["edits"] = json!({"keep": 9, "more": []});
    let known = Received::after(None, state(&whole).unwrap()).unwrap();
    assert!(Received::after(Some(&known), state(&next).unwrap()).is_err(), "there are not so many");
}

/// A terminal that cannot be suspended.
struct Alone;

impl Host<Infallible> for Alone {
    fn can_suspend(&self) -> bool {
        false
    }

    fn suspend(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn copy(&mut self, _: &str) -> Result<(), Infallible> {
        Ok(())
    }

    fn tell(&mut self, _: &App) {}

    fn recall(&mut self, _: &Origin) -> Option<Memory> {
        None
    }

    fn remember(&mut self, _: &Origin, _: &Remembering) {}

    fn time(&mut self) -> Time {
        Time { hour: 9, minute: 5, second: 0 }
    }

    fn now(&mut self) -> Instant {
        Instant::now()
    }

    fn save(&mut self, _: &Saving) -> Result<(), String> {
        Ok(())
    }
}

/// A quarter past nine, ten minutes after the explainer started.
fn quarter_past_nine() -> Now {
    Now { time: (9, 15, 0), into_second: Duration::ZERO, since_1970: 1_000_600 }
}

/// Runs the loop over these events, with this news before them; returns how it ended and the screen.
fn followed(look: Look, news: Option<Heard>, events: impl IntoIterator<Item = Event>) -> (Ended, String) {
    let (sender, receiver) = channel();
    let slot = News::default();
    if let Some(news) = news {
        slot.put(news);
        sender.send(Following::News).unwrap();
    }
    events.into_iter().for_each(|event| sender.send(event.into()).unwrap());
    drop::<Sender<Following>>(sender);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let ended =
        follow_until_the_end(&mut terminal, look, &receiver, &slot, &mut Alone, quarter_past_nine).unwrap();
    (ended, terminal.backend().to_string())
}

fn heard(change: impl FnOnce(&mut Value)) -> Heard {
    let mut value = told();
    value["started"] = json!(1_000_000);
    change(&mut value);
    let received = Box::new(Received::after(None, state(&value).unwrap()).unwrap());
    Heard::State { received, process: 7, others: vec![4] }
}

fn key(code: Code) -> Event {
    Event::Key(Key::plain(code))
}

#[test]
fn it_waits_says_why_and_leaves_at_a_key() {
    let (ended, screen) = followed(Look::default(), None, [key(Code::Char('l'))]);
    assert_eq!(ended, Ended::Gone, "no key of an explainer does anything here");
    assert!(screen.contains("Waiting for an explainer"), "{screen}");
    let why = Heard::Nobody(Some("It has ended.".into()));
    assert!(followed(Look::default(), Some(why), []).1.contains("It has ended."));
    let ctrl_c = Event::Key(Key { code: Code::Char('c'), ctrl: true });
    for leaves in [key(Code::Char('q')), key(Code::Esc), ctrl_c] {
        assert_eq!(followed(Look::default(), None, [leaves]).0, Ended::Quit);
    }
    assert_eq!(followed(Look::default(), None, [Event::End(15)]).0, Ended::Signal(15));
    assert_eq!(followed(Look::default(), Some(Heard::Ended), []).0, Ended::Quit);
}

#[test]
fn it_shows_what_is_heard_and_that_there_was_a_choice() {
    let (_, screen) = followed(Look::default(), Some(heard(|_| ())), []);
    assert!(screen.contains("step 24 of 116") && screen.contains("Edit W_d"), "{screen}");
    assert!(screen.contains("newest of 2 explainers"), "{screen}");
    let (_, screen) = followed(Look::default(), Some(heard(|told| told["view"]["place"] = json!("x"))), []);
    assert!(screen.contains("7 cannot be followed"), "{screen}");
}

#[test]
fn the_notes_have_the_step_the_clock_and_what_comes_next() {
    let look = Look { notes: true, ..Look::default() };
    let untouched = |told: &mut Value| {
        told["edits"] = json!({"keep": 0, "more": []});
        told["present"] = json!(0);
        told["view"]["modes"] = json!([]);
        // The class does not see them; who teaches does.
        told["view"]["look"]["notes"] = json!(false);
    };
    let (_, screen) = followed(look, Some(heard(untouched)), []);
    for part in ["09:15:00 · 10:00 since the start", "Slip in the source.", "step 24 of 116", "Next: "] {
        assert!(screen.contains(part), "no {part} in\n{screen}");
    }
}

#[test]
fn its_own_colours_and_characters_stay_its_own() {
    let look = Look { ascii: true, theme: Some(ThemeName::Mono), ..Look::default() };
    let (_, screen) = followed(look, Some(heard(|_| ())), []);
    assert!(screen.contains("step 24 of 116"));
    let inside = screen.lines().flat_map(str::chars).filter(|c| !c.is_ascii());
    assert_eq!(inside.collect::<String>(), "");
}

#[test]
fn an_explainers_frame_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    let folders = [home.path().join("run")];
    let mut publisher = Publisher::open(folder(&folders).unwrap(), 1).unwrap();
    let mut app = app();
    publisher.publish(&app);
    let mut leaders = running(&folders);
    let stream = &mut leaders[0].stream;
    assert!(matches!(Message::read(stream), Ok(Message::State(state)) if state.opened.is_some()));
    // Nothing changed; then one step did, and of all the rest nothing is told again.
    publisher.publish(&app);
    app.update(Action::Next);
    publisher.publish(&app);
    let Ok(Message::State(state)) = Message::read(stream) else { panic!("no state") };
    assert!(state.opened.is_none() && state.edits.is_none() && state.trained.is_none());
    let place = serde_json::to_value(&state.view).unwrap()["place"].clone();
    assert_eq!(place, json!(app.lesson().address_text(app.place())));
    drop(publisher);
    assert!(matches!(Message::read(stream), Err(Garbled::Connection(_))), "it lets go");
    assert_eq!(std::fs::read_dir(&folders[0]).unwrap().count(), 0, "nothing is left behind");
}
