//! The loop: an event, what it asks for, a frame.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use super::beats::{Beats, Time};
use super::event::Event;
use super::pace::Frames;
use crate::app::{Action, App, Effect, Keeping, Memory, Record, Remembering, Replaces, Saving};
use crate::export::weights;
use crate::keymap::Reader;
use crate::lesson::words::screen::CANNOT_SUSPEND;
use crate::scenario::Origin;
use crate::ui;

/// Events that are taken before a frame is drawn at the latest, so that a flood is not all that one
/// sees.
const MOST_AT_ONCE: usize = 1000;

/// How an explainer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// A person quit.
    Quit,
    /// A signal of this number asked for it.
    Signal(u8),
    /// The terminal went away.
    Gone,
}

/// Where the loop runs: what stops the process, and sets its terminal up again.
pub trait Host<E> {
    /// Whether anything would let the process go on after it was stopped.
    fn can_suspend(&self) -> bool;

    /// Gives the terminal back and stops; returns when the process goes on, the terminal set up again.
    ///
    /// # Errors
    /// When the terminal cannot be set up again.
    fn suspend(&mut self) -> Result<(), E>;

    /// Sets the terminal up again after others have used it.
    ///
    /// # Errors
    /// When that fails.
    fn resume(&mut self) -> Result<(), E>;

    /// Puts a text on the clipboard, as far as the terminal lets it.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn copy(&mut self, text: &str) -> Result<(), E>;

    /// Tells others what a frame that was just drawn shows.
    fn tell(&mut self, app: &App);

    /// What a clock shows, to measure how long things take.
    fn now(&mut self) -> Instant;

    /// What a clock on the wall shows.
    fn time(&mut self) -> Time;

    /// Waits for an event as long as it takes; nothing where none can come any more.
    fn wait_for_any(&mut self, events: &Receiver<Event>) -> Option<Event> {
        events.recv().ok()
    }

    /// Waits for an event, but no longer than until then.
    ///
    /// # Errors
    /// When none has come by then, or none can come any more.
    fn wait(&mut self, events: &Receiver<Event>, until: Instant) -> Result<Event, RecvTimeoutError> {
        events.recv_timeout(until.saturating_duration_since(self.now()))
    }

    /// Writes a file.
    ///
    /// # Errors
    /// A sentence that says why it could not be.
    fn save(&mut self, saving: &Saving) -> Result<(), String>;

    /// What was kept of a scenario in an earlier run.
    fn recall(&mut self, origin: &Origin) -> Option<Memory>;

    /// Keeps it for a later run, as far as that can be done.
    fn remember(&mut self, origin: &Origin, remembering: &Remembering);

    /// The edits that an earlier run left unsaved because it broke off. They are this run's from now on.
    fn recover(&mut self, _origin: &Origin) -> Option<Record> {
        None
    }

    /// Keeps the edits that are not saved, in case that this run breaks off. It takes no time.
    fn keep(&mut self, _keeping: Keeping) {}
}

/// Draws, waits for events and carries them out until one ends it. Where one is then is kept, and offered
/// the next time.
///
/// # Errors
/// When the terminal cannot be drawn on.
pub fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    events: &Receiver<Event>,
    host: &mut impl Host<B::Error>,
) -> Result<Ended, B::Error> {
    if let Some(memory) = host.recall(&app.lesson().scenario().origin) {
        app.recall(&memory);
    }
    if let Some(record) = host.recover(&app.lesson().scenario().origin) {
        app.offer_edits(record);
    }
    let ended = go_on(terminal, app, events, host);
    let is_wanted = matches!(ended, Ok(Ended::Quit));
    host.keep(if is_wanted { app.keeping_at_the_end() } else { app.keeping() });
    remember(app, host);
    ended
}

fn remember<E>(app: &mut App, host: &mut impl Host<E>) {
    let remembering = app.remembering();
    host.remember(&app.lesson().scenario().origin, &remembering);
}

fn go_on<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    events: &Receiver<Event>,
    host: &mut impl Host<B::Error>,
) -> Result<Ended, B::Error> {
    let mut reader = Reader::default();
    let (mut frames, mut beats) = (Frames::default(), Beats::default());
    beats.keep(app, host);
    let mut area = draw(terminal, app, host)?;
    loop {
        let Some(first) = next(terminal, app, &mut frames, &mut beats, events, host)? else {
            return Ok(Ended::Gone);
        };
        let mut is_due = false;
        let mut repaint = false;
        let mut is_lost = false;
        let mut moved = None;
        for event in std::iter::once(first).chain(events.try_iter().take(MOST_AT_ONCE)) {
            let effect = match event {
                Event::Key(key) => match reader.read(app.mode_kind(), key) {
                    Some(action) => carry_out(app, area, action),
                    None => app.idle(),
                },
                Event::Click(x, y) => carry_out(app, area, Action::Click(x, y)),
                Event::OtherClick(x, y) => carry_out(app, area, Action::OtherClick(x, y)),
                Event::Wheel(x, y, up) => carry_out(app, area, Action::Wheel(x, y, up)),
                // Where the pointer is counts, not the way that it took.
                Event::Moved(x, y) => {
                    moved = Some((x, y));
                    Effect::None
                }
                Event::Paste(text) => app.update(Action::Paste(text)),
                Event::Resized => {
                    is_lost = true;
                    Effect::Redraw
                }
                Event::Stop => Effect::Suspend,
                Event::Continue => {
                    host.resume()?;
                    repaint = true;
                    Effect::Redraw
                }
                Event::End(number) => return Ok(Ended::Signal(number)),
                Event::Gone => return Ok(Ended::Gone),
            };
            match effect {
                Effect::None => {}
                Effect::Redraw => is_due = true,
                Effect::Remember => {
                    remember(app, host);
                    is_due = true;
                }
                Effect::Suspend if !host.can_suspend() => {
                    app.say(CANNOT_SUSPEND);
                    is_due = true;
                }
                Effect::Suspend => {
                    // Whoever is stopped may be killed before going on.
                    host.keep(app.keeping());
                    host.suspend()?;
                    (is_due, repaint) = (true, true);
                }
                Effect::Copy(text) => {
                    host.copy(&text)?;
                    is_due = true;
                }
                Effect::Save(saving) => {
                    let result = host.save(&saving);
                    if app.saved(&saving, result) == Effect::Quit {
                        return Ok(Ended::Quit);
                    }
                    is_due = true;
                }
                Effect::SaveWeights { path, replaces } => {
                    let result = weights_saving(app, path.clone(), replaces).and_then(|s| host.save(&s));
                    app.weights_saved(&path, result);
                    is_due = true;
                }
                Effect::Quit => return Ok(Ended::Quit),
            }
        }
        if let Some((x, y)) = moved {
            is_due |= carry_out(app, area, Action::Hover(x, y)) != Effect::None;
        }
        if repaint {
            // The screen is empty now, and so must be what the next frame is compared with.
            // `Terminal::clear` would do that too, but it first asks the terminal where the cursor
            // is, and the answer would go to the thread that reads keys: it blocks until one comes.
            terminal.swap_buffers();
            frames = Frames::default();
        }
        if is_lost {
            clear(terminal)?;
        }
        if beats.keep(app, host) || is_due {
            area = draw(terminal, app, host)?;
            frames.are_overtaken();
        }
    }
}

/// Waits for an event; a training goes on meanwhile, and so does what goes by the clock. Nothing where no
/// event can come any more.
///
/// Between two pieces of work it looks for events, so that a key waits no longer than a piece takes.
fn next<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &mut App,
    frames: &mut Frames,
    beats: &mut Beats,
    events: &Receiver<Event>,
    host: &mut impl Host<B::Error>,
) -> Result<Option<Event>, B::Error> {
    while app.is_training() {
        match events.try_recv() {
            Ok(event) => return Ok(Some(event)),
            Err(TryRecvError::Disconnected) => return Ok(None),
            Err(TryRecvError::Empty) => {}
        }
        let now = host.now();
        let took = frames.since_work(now);
        frames.is_due |= app.update(Action::Tick(took)) != Effect::None;
        frames.is_due |= beats.keep(app, host);
        if frames.is_time(now) {
            draw(terminal, app, host)?;
            frames.were_drawn(now, host.now());
        }
    }
    if frames.is_due {
        draw(terminal, app, host)?;
    }
    // Nothing is worked on until something happens; that time is no part of any piece.
    *frames = Frames::default();
    while let Some(due) = beats.due(app) {
        match host.wait(events, due) {
            Ok(event) => return Ok(Some(event)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if beats.keep(app, host) {
            draw(terminal, app, host)?;
        }
    }
    Ok(host.wait_for_any(events))
}

/// The weights as a file to be written.
pub(super) fn weights_saving(app: &App, path: PathBuf, replaces: Replaces) -> Result<Saving, String> {
    let mut bytes = Vec::new();
    let (_, network) = app.weights_to_write();
    weights::json(network, &mut bytes).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    Ok(Saving { path, text, replaces, command: "weights" })
}

/// Carries out an action; one that speaks of places on the screen as what is there.
fn carry_out(app: &mut App, area: Rect, action: Action) -> Effect {
    let action = ui::resolve(app, area, action);
    app.update(action)
}

/// Empties the screen, so that all is painted again. A terminal that was made smaller and larger again has
/// its old size, but not what was drawn.
pub(super) fn clear<B: Backend>(terminal: &mut Terminal<B>) -> Result<(), B::Error> {
    let size = terminal.size()?;
    terminal.resize(size.into())
}

/// Draws, and tells it; returns the size of what was drawn on.
fn draw<B: Backend>(
    terminal: &mut Terminal<B>,
    app: &App,
    host: &mut impl Host<B::Error>,
) -> Result<Rect, B::Error> {
    let drawn = terminal.draw(|frame| ui::draw(app, frame.area(), frame.buffer_mut()))?;
    let area = drawn.area;
    host.tell(app);
    Ok(area)
}

#[cfg(test)]
mod tests;
