//! The loop with injected events and a host that only counts.

use std::convert::Infallible;
use std::sync::mpsc::channel;
use std::time::Duration;

use ratatui::backend::TestBackend;

use super::*;
use crate::app::Start;
use crate::keymap::{Code, Key};
use crate::lesson::{Lesson, View};

#[derive(Default)]
struct Counting {
    is_alone: bool,
    suspended: usize,
    resumed: usize,
    copied: Vec<String>,
    saved: Vec<Saving>,
    /// The steps of the frames that others were told of.
    told: Vec<usize>,
    memory: Option<Memory>,
    remembered: Vec<Remembering>,
    /// Edits that an earlier run left.
    record: Option<Record>,
    kept: Vec<Keeping>,
    /// A clock that goes on by ten milliseconds whenever one looks.
    start: Option<Instant>,
    looked: u32,
    /// After so many looks no event can come any more.
    ends_after: u32,
    sender: Option<std::sync::mpsc::Sender<Event>>,
    /// What happens each time when it waited until something was due; then nothing can come any more.
    due: std::collections::VecDeque<Option<Event>>,
    /// How long it waited each time, and in all; no time goes by for it.
    waited: Vec<Duration>,
    skipped: Duration,
    /// Whether a key without an effect comes whenever one looks.
    is_leant_on: bool,
}

/// 10:02:30, when tests begin.
const DAYTIME: u64 = (10 * 60 + 2) * 60 + 30;

impl Counting {
    fn clock(&self, start: Instant) -> Instant {
        start + Duration::from_millis(10) * self.looked + self.skipped
    }
}

impl Host<Infallible> for Counting {
    fn can_suspend(&self) -> bool {
        !self.is_alone
    }

    fn suspend(&mut self) -> Result<(), Infallible> {
        self.suspended += 1;
        Ok(())
    }

    fn resume(&mut self) -> Result<(), Infallible> {
        self.resumed += 1;
        Ok(())
    }

    fn copy(&mut self, text: &str) -> Result<(), Infallible> {
        self.copied.push(text.to_owned());
        Ok(())
    }

    fn tell(&mut self, app: &App) {
        self.told.push(app.progress().0);
    }

    fn now(&mut self) -> Instant {
        let start = *self.start.get_or_insert_with(Instant::now);
        self.looked += 1;
        if self.looked == self.ends_after {
            // Whoever watches has seen enough.
            self.sender.take();
        }
        if let Some(sender) = self.sender.as_ref().filter(|_| self.is_leant_on) {
            sender.send(Event::Key(Key::plain(Code::Delete))).unwrap();
        }
        self.clock(start)
    }

    fn time(&mut self) -> Time {
        let gone = self.start.map_or(0, |start| (self.clock(start) - start).as_secs());
        let seconds = DAYTIME + gone;
        let part = |of: u64, most: u64| (seconds / of % most) as u8;
        Time { hour: part(3600, 24), minute: part(60, 60), second: part(1, 60) }
    }

    fn wait(
        &mut self,
        events: &Receiver<Event>,
        until: Instant,
    ) -> Result<Event, std::sync::mpsc::RecvTimeoutError> {
        if let Ok(event) = events.try_recv() {
            return Ok(event);
        }
        let start = *self.start.get_or_insert(until);
        let waited = until.saturating_duration_since(self.clock(start));
        self.waited.push(waited);
        self.skipped += waited;
        match self.due.pop_front() {
            Some(event) => event.ok_or(RecvTimeoutError::Timeout),
            None => Err(RecvTimeoutError::Disconnected),
        }
    }

    fn save(&mut self, saving: &Saving) -> Result<(), String> {
        self.saved.push(saving.clone());
        Ok(())
    }

    fn recall(&mut self, _: &Origin) -> Option<Memory> {
        self.memory.clone()
    }

    fn remember(&mut self, _: &Origin, remembering: &Remembering) {
        self.remembered.push(remembering.clone());
    }

    fn recover(&mut self, _: &Origin) -> Option<Record> {
        self.record.clone()
    }

    fn keep(&mut self, keeping: Keeping) {
        self.kept.push(keeping);
    }
}

/// Runs the loop over these events; returns how it ended, the state and the screen's text.
fn driven(events: impl IntoIterator<Item = Event>) -> (Ended, App, Counting, String) {
    driven_on(Counting::default(), events)
}

fn driven_on(mut host: Counting, events: impl IntoIterator<Item = Event>) -> (Ended, App, Counting, String) {
    let scenario = crate::scenario::builtin("swap").unwrap();
    let view = View::of(&scenario);
    let mut app = App::new(Lesson::new(scenario, view).unwrap(), Start::default());
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let (sender, receiver) = channel();
    events.into_iter().for_each(|event| sender.send(event).unwrap());
    if host.ends_after > 0 {
        host.sender = Some(sender);
    } else {
        drop(sender);
    }
    let ended = run(&mut terminal, &mut app, &receiver, &mut host).unwrap();
    let screen = terminal.backend().to_string();
    (ended, app, host, screen)
}

fn press(c: char) -> Event {
    Event::Key(Key::plain(Code::Char(c)))
}

#[test]
fn keys_step_and_quit() {
    // One more at the end of each of three chapters.
    let (ended, app, _, screen) = driven(vec![press('l'); 41 + 3]);
    assert_eq!(ended, Ended::Gone, "the events ran out");
    assert_eq!(app.progress().0, 42);
    assert!(screen.contains("step 42 of 116"), "{screen}");
    assert_eq!(driven([press('l'), press('q'), press('l')]).1.progress().0, 2);
    assert_eq!(driven([press('q')]).0, Ended::Quit);
}

#[test]
fn every_frame_is_told_to_others() {
    let (_, _, host, _) = driven([press('l'), press('l')]);
    assert_eq!(host.told, [1, 3], "what came together is one frame");
}

#[test]
fn a_flood_of_keys_and_resizes_ends_where_single_ones_do() {
    let flood = std::iter::repeat_n([press('l'), Event::Resized], 5000).flatten();
    let (_, app, _, screen) = driven(flood);
    assert_eq!(app.progress(), (116, 116));
    assert!(screen.contains("step 116 of 116"));
}

#[test]
fn of_the_way_of_the_pointer_only_its_end_counts() {
    let step = || keys(":goto forward/c/net/2").chain([enter()]);
    let screen = driven(step()).3;
    let place = |(y, line): (usize, &str)| {
        let (before, _) = line.split_once("w_c7")?;
        // A line stands in quotation marks.
        Some(Event::Moved(before.chars().count() as u16 - 1, y as u16))
    };
    let over = screen.lines().enumerate().find_map(place).unwrap();
    let way = || step().chain((0..5000_u16).map(|n| Event::Moved(n % 80, n % 24)));
    let (_, app, _, screen) = driven(way().chain([over.clone()]));
    assert!(app.hovered().is_some() && screen.contains("w_c7 = 0.55 "), "{screen}");
    // Nor is it forgotten when a key comes in the meantime.
    assert_eq!(driven(step().chain([over.clone(), press('T')])).1.hovered(), app.hovered());
    assert_eq!(driven(way().chain([over, Event::Moved(79, 23)])).1.hovered(), None);
}

#[test]
fn signals_end_stop_and_continue() {
    assert_eq!(driven([Event::End(15), press('q')]).0, Ended::Signal(15));
    let ctrl_z = Event::Key(Key { code: Code::Char('z'), ctrl: true });
    let (_, _, host, screen) = driven([ctrl_z, Event::Stop, Event::Continue]);
    assert_eq!((host.suspended, host.resumed), (2, 1));
    assert!(screen.contains("step 1 of 116"), "all is painted again");
}

#[test]
fn where_nothing_would_continue_it_it_does_not_stop() {
    let ctrl_z = Event::Key(Key { code: Code::Char('z'), ctrl: true });
    let alone = Counting { is_alone: true, ..Counting::default() };
    let (_, _, host, screen) = driven_on(alone, [ctrl_z]);
    assert_eq!(host.suspended, 0);
    assert!(screen.contains(CANNOT_SUSPEND), "{screen}");
}

#[test]
fn a_paste_runs_nothing() {
    let (ended, app, ..) = driven([Event::Paste("qqq\n:quit\n".into()), press('l')]);
    assert_eq!((ended, app.progress().0), (Ended::Gone, 2));
}

fn keys(text: &str) -> impl Iterator<Item = Event> {
    text.chars().map(press).collect::<Vec<_>>().into_iter()
}

fn enter() -> Event {
    Event::Key(Key::plain(Code::Enter))
}

#[test]
fn a_training_goes_on_while_no_key_comes_and_frames_show_it() {
    let host = Counting { ends_after: 200, ..Counting::default() };
    let (ended, app, host, screen) = driven_on(host, keys("t100000").chain([enter()]));
    let epochs = app.training().unwrap().course().epochs();
    assert_eq!((ended, host.looked), (Ended::Gone, 200), "it looks for events all the time");
    assert!(epochs > 150, "{epochs}");
    assert!(screen.contains("epochs a second") && screen.contains("running"), "{screen}");
}

#[test]
fn keys_without_an_effect_hold_up_no_frame_of_a_training() {
    let host = Counting { ends_after: 200, is_leant_on: true, ..Counting::default() };
    let (_, app, host, screen) = driven_on(host, keys("t100000").chain([enter()]));
    let epochs = app.training().unwrap().course().epochs();
    assert!(host.looked == 200 && epochs > 150, "{epochs}");
    let drawn = (epochs - 400..=epochs).any(|epoch| screen.contains(&format!("epoch {epoch}")));
    assert!(drawn && screen.contains("epochs a second"), "{epochs}\n{screen}");
}

#[test]
fn without_a_training_nobody_looks_at_the_clock() {
    let (_, app, host, _) = driven(keys("lt").chain([Event::Key(Key::plain(Code::Esc)), press('l')]));
    assert_eq!((app.progress().0, host.looked), (3, 0));
}

#[test]
fn while_presenting_the_clock_is_looked_at_once_a_minute() {
    let host = Counting { due: vec![None; 3].into(), ..Counting::default() };
    let (ended, app, host, screen) = driven_on(host, keys(":present").chain([enter()]));
    assert_eq!(ended, Ended::Gone);
    // It was 10:02:30 when presenting began.
    let seconds: Vec<u64> =
        host.waited.iter().map(|waited| waited.as_millis().div_ceil(1000) as u64).collect();
    assert_eq!(seconds, [30, 60, 60, 60]);
    assert!(screen.contains("10:05 · 2 min"), "{screen}");
    assert_eq!(app.presenting().unwrap().part().0, 1, "nothing goes on by itself");
}

#[test]
fn a_presentation_plays_at_its_pace_and_stops_at_a_key_without_a_meaning() {
    let due = [None, None, None, Some(press('x')), None];
    let host = Counting { due: due.into(), ..Counting::default() };
    let (_, app, host, _) = driven_on(host, keys(":present").chain([enter()]).chain(keys("7Ga>")));
    let seconds: Vec<u64> =
        host.waited.iter().map(|waited| waited.as_millis().div_ceil(1000) as u64).collect();
    // Faster by one, a part stands three seconds; at the end only the minute is waited for.
    assert_eq!(seconds, [3, 3, 3, 3, 18, 60], "the minute ends 30 seconds from the start");
    assert_eq!((app.progress().0, app.presenting().unwrap().part()), (8, (1, 3)));
    assert_eq!(app.pace(), None);
}

#[test]
fn marks_are_kept_at_once_and_the_place_at_the_end_however_it_ends() {
    for end in [Event::Key(Key::plain(Code::Char('q'))), Event::End(15), Event::Gone] {
        let (_, _, host, screen) = driven(keys("mllms").chain([end]));
        let changes: Vec<_> = host.remembered.iter().map(|kept| kept.changes.len()).collect();
        assert_eq!(changes, [1, 1, 0]);
        let left = &host.remembered[2].left;
        assert_eq!((left.step.as_str(), left.sample), ("network/givens", 3), "{screen}");
    }
}

#[test]
fn where_one_left_off_is_offered_by_one_key() {
    let left = crate::app::Left { step: "chain/w_d1/slope".into(), zoom: "operation".into(), sample: 3 };
    let memory = Memory { left: Some(left), bookmarks: vec!["error/d1".into(), "no/step".into()] };
    let offered =
        |text: &str| driven_on(Counting { memory: Some(memory.clone()), ..Counting::default() }, keys(text));
    let screen = offered("").3;
    assert!(screen.contains("Last time you were at step 41, chain/w_d1/slope. ' goes there."), "{screen}");
    let (_, app, _, screen) = offered("'");
    assert_eq!((app.progress().0, app.lesson().view().sample), (41, 2), "{screen}");
    // Any other key takes the offer away; the key then goes to the marked step.
    let (_, app, ..) = offered("l'");
    assert_eq!(app.lesson().address_text(app.place()), "error/d1");
}

#[test]
fn trained_weights_are_handed_over_to_be_written() {
    let (_, app, host, screen) =
        driven(keys(":epoch 3").chain([enter()]).chain(keys(":weights w.json")).chain([enter()]));
    assert_eq!(app.lesson().view().epoch, 3);
    assert_eq!(host.saved.len(), 1);
    let swap = app.lesson().scenario();
    let trained = crate::engine::train_to(swap.network(), &swap.samples, swap.learning, 3);
    let mut expected = Vec::new();
    crate::export::weights::json(&trained.network, &mut expected).unwrap();
    assert_eq!(host.saved[0].text.as_bytes(), expected);
    assert_eq!(host.saved[0].replaces, Replaces::Nothing);
    assert!(screen.contains("weights after epoch 3 are written to w.json"), "{screen}");
}

#[test]
fn edits_are_handed_over_once_and_without_a_clock() {
    let set = |line: &str| keys(line).chain([enter()]).collect::<Vec<_>>();
    let (_, app, host, _) = driven(keys("lll").chain(set(":set w_d1 0.9")).chain(keys("lllz")));
    assert_eq!((host.looked, host.waited.len()), (0, 0));
    // At once, and where it ends without anybody wishing for it.
    let unsaved = |keeping: &Keeping| keeping.unsaved.as_ref().map(|unsaved| unsaved.record().unwrap().edits);
    let kept: Vec<_> = host.kept.iter().map(unsaved).collect();
    assert_eq!(kept, vec![Some(vec!["w_d1=0.9".to_owned()]); 2]);
    assert!(app.is_edited());
    // Where it was wished for, nothing is left.
    let (ended, _, host, _) = driven(set(":set w_d1 0.9").into_iter().chain(keys("qq")));
    assert_eq!((ended, unsaved(host.kept.last().unwrap())), (Ended::Quit, None));
    // Who edits nothing hands over nothing before the end.
    assert_eq!(driven(keys("lll")).2.kept.len(), 1);
}

#[test]
fn edits_of_an_earlier_run_are_offered_before_where_one_left_off() {
    let (_, _, host, _) = driven(keys(":set w_d1 0.9").chain([enter()]));
    let record = host.kept[0].unsaved.as_ref().unwrap().record().unwrap();
    let left = crate::app::Left { step: "chain/w_d1/slope".into(), zoom: "operation".into(), sample: 3 };
    let memory = Some(Memory { left: Some(left), bookmarks: Vec::new() });
    let host = || Counting { memory: memory.clone(), record: Some(record.clone()), ..Counting::default() };
    let screen = driven_on(host(), []).3;
    assert!(
        screen.contains("1 edit was not saved. :recover makes it again, :recover no drops it."),
        "{screen}"
    );
    let (_, app, host, screen) = driven_on(host(), keys(":recover").chain([enter()]));
    assert!(app.is_edited() && screen.contains("1 unsaved edit is made again: u takes back"), "{screen}");
    assert_eq!(host.kept.last().unwrap().left, crate::app::Decided::Taken);
}
