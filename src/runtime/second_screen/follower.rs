//! The loop of a second screen: what was heard, a key, a frame.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};

use ratatui::Terminal;
use ratatui::backend::Backend;

use super::super::event::{self, Event};
use super::super::looping::{self, Ended, Host};
use super::super::memory::Keeper;
use super::super::screen::Screen;
use super::super::unix;
use super::clock::{self, Now};
use super::mirror::{Mirror, Received};
use super::place;
use super::scout::{News, scout};
use crate::app::{ColourDepth, ThemeName};
use crate::keymap::{Following as Asked, following};
use crate::lesson::Address;
use crate::lesson::words::second_screen as words;
use crate::ui;

/// Events that are taken before a frame is drawn at the latest.
const MOST_AT_ONCE: usize = 1000;

/// Whom to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The process of the explainer; else the newest one.
    pub process: Option<u32>,
    /// Whether to end with it rather than wait for another.
    pub once: bool,
}

/// What a second screen shows, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// A teacher's notes rather than what the explainer shows.
    pub notes: bool,
    /// Colours of its own.
    pub theme: Option<ThemeName>,
    /// How many colours this terminal has.
    pub depth: ColourDepth,
    /// Only ASCII characters, also where the explainer shows others.
    pub ascii: bool,
}

/// What was heard of an explainer.
#[derive(Debug, Clone)]
pub enum Heard {
    /// There is none that could be followed; why, if there is more to say.
    Nobody(Option<String>),
    /// What one shows.
    State {
        /// All that it has told.
        received: Box<Received>,
        /// Its process.
        process: u32,
        /// The processes of others that run, where nobody chose among them.
        others: Vec<u32>,
    },
    /// The only one that was to be followed has ended.
    Ended,
}

/// What happens to a second screen.
#[derive(Debug)]
pub enum Following {
    /// Something outside.
    Outside(Event),
    /// There is news.
    News,
}

impl From<Event> for Following {
    fn from(event: Event) -> Self {
        Self::Outside(event)
    }
}

/// What there is to be seen.
enum Seen {
    Nobody(Option<String>),
    Explainer { mirror: Box<Mirror>, process: u32 },
}

/// Follows explainers on the terminal until a person leaves. The terminal is then as before.
///
/// # Errors
/// When the terminal cannot be set up or drawn on.
pub fn follow(wanted: Wanted, look: Look) -> io::Result<Ended> {
    let (sender, events) = mpsc::channel();
    unix::watch(&sender)?;
    let mut screen = Screen::enter(Keeper::of_user())?;
    event::read_terminal(sender.clone());
    let news = Arc::new(News::default());
    let tell = move || sender.send(Following::News).is_ok();
    scout(place::folders(), wanted, Arc::clone(&news), tell)?;
    let mut terminal = screen.terminal()?;
    let ended = follow_until_the_end(&mut terminal, look, &events, &news, &mut screen, clock::now);
    drop(screen);
    ended
}

/// Draws what was heard, waits for news and keys, and so on until one ends it.
///
/// # Errors
/// When the terminal cannot be drawn on.
pub fn follow_until_the_end<B: Backend>(
    terminal: &mut Terminal<B>,
    look: Look,
    events: &Receiver<Following>,
    news: &News,
    host: &mut impl Host<B::Error>,
    now: impl Fn() -> Now,
) -> Result<Ended, B::Error> {
    let mut seen = Seen::Nobody(None);
    let mut scroll = 0_usize;
    draw(terminal, &seen, look, 0, &now)?;
    loop {
        // Only a clock has something new to show by itself.
        let first = match (&seen, look.notes) {
            (Seen::Explainer { .. }, true) => events.recv_timeout(now().until_it_moves()),
            _ => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let first = match first {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Gone),
        };
        let (mut is_due, mut repaint, mut is_lost) = (first.is_none(), false, false);
        for event in first.into_iter().chain(events.try_iter().take(MOST_AT_ONCE)) {
            let asked = match event {
                Following::News => {
                    match news.take() {
                        Some(Heard::Ended) => return Ok(Ended::Quit),
                        Some(heard) => {
                            let step = seen.step();
                            seen.hear(heard, look);
                            if step != seen.step() {
                                scroll = 0;
                            }
                        }
                        None => continue,
                    }
                    is_due = true;
                    continue;
                }
                Following::Outside(Event::Key(key)) => match following(key) {
                    Some(asked) => asked,
                    None => continue,
                },
                Following::Outside(Event::Wheel(_, _, true)) => Asked::Up,
                Following::Outside(Event::Wheel(_, _, false)) => Asked::Down,
                Following::Outside(Event::Stop) => Asked::Suspend,
                Following::Outside(Event::Resized) => {
                    (is_due, is_lost) = (true, true);
                    continue;
                }
                Following::Outside(Event::Continue) => {
                    host.resume()?;
                    (is_due, repaint) = (true, true);
                    continue;
                }
                Following::Outside(Event::End(number)) => return Ok(Ended::Signal(number)),
                Following::Outside(Event::Gone) => return Ok(Ended::Gone),
                Following::Outside(
                    Event::Paste(_) | Event::Moved(..) | Event::Click(..) | Event::OtherClick(..),
                ) => continue,
            };
            match asked {
                Asked::Leave => return Ok(Ended::Quit),
                Asked::Suspend if host.can_suspend() => {
                    host.suspend()?;
                    (is_due, repaint) = (true, true);
                }
                Asked::Suspend => {}
                Asked::Up => {
                    scroll = scroll.saturating_sub(1);
                    is_due |= look.notes;
                }
                Asked::Down => {
                    scroll += 1;
                    is_due |= look.notes;
                }
            }
        }
        if repaint {
            // The screen is empty now, and so must be what the next frame is compared with.
            terminal.swap_buffers();
        }
        if is_lost {
            looping::clear(terminal)?;
        }
        if is_due {
            scroll = draw(terminal, &seen, look, scroll, &now)?;
        }
    }
}

/// Draws what there is to be seen; returns by how much it is scrolled, which is no more than can be.
fn draw<B: Backend>(
    terminal: &mut Terminal<B>,
    seen: &Seen,
    look: Look,
    scroll: usize,
    now: &impl Fn() -> Now,
) -> Result<usize, B::Error> {
    let mut scrolled = scroll;
    terminal.draw(|frame| {
        let area = frame.area();
        let buf = frame.buffer_mut();
        match seen {
            Seen::Nobody(why) => {
                let theme = look.theme.unwrap_or_default();
                ui::draw_waiting(why.as_deref(), (theme, look.depth), look.ascii, area, buf);
            }
            Seen::Explainer { mirror, .. } if look.notes => {
                let clock = now().clock(mirror.started());
                scrolled = ui::draw_notes(mirror.app(), clock, scroll, area, buf);
            }
            Seen::Explainer { mirror, .. } => ui::draw(mirror.app(), area, buf),
        }
    })?;
    Ok(scrolled)
}

impl Seen {
    /// The step of the explainer.
    fn step(&self) -> Option<Address> {
        match self {
            Self::Nobody(_) => None,
            Self::Explainer { mirror, .. } => Some(mirror.app().place()),
        }
    }

    /// Takes in what was heard.
    fn hear(&mut self, heard: Heard, look: Look) {
        let (received, process, others) = match heard {
            Heard::Nobody(why) => {
                *self = Self::Nobody(why);
                return;
            }
            Heard::Ended => return,
            Heard::State { received, process, others } => (received, process, others),
        };
        let built = match self {
            Self::Explainer { mirror, process: of } if *of == process => mirror.follow(*received),
            _ => Mirror::new(*received).map(|mut mirror| {
                if let Some(sentence) = choice(&others) {
                    mirror.app_mut().say(sentence);
                }
                *self = Self::Explainer { mirror: Box::new(mirror), process };
            }),
        };
        match (built, &mut *self) {
            (Ok(()), Self::Explainer { mirror, .. }) => {
                mirror.app_mut().wear(look.theme, look.depth, look.ascii);
            }
            (Err(garbled), _) => {
                let sentence = words::IS_GARBLED.replace("{process}", &process.to_string());
                *self = Self::Nobody(Some(sentence.replace("{why}", &garbled.to_string())));
            }
            (Ok(()), Self::Nobody(_)) => {}
        }
    }
}

/// That there was a choice among explainers, if there was.
fn choice(others: &[u32]) -> Option<String> {
    let listed: Vec<String> = others.iter().map(u32::to_string).collect();
    let sentence = || {
        let sentence = words::NEWEST.replace("{count}", &(others.len() + 1).to_string());
        sentence.replace("{others}", &listed.join(", "))
    };
    (!others.is_empty()).then(sentence)
}
