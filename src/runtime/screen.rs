//! The terminal as this program has it, and as it was before.

use std::io::{self, BufWriter, Stdout};
use std::mem::ManuallyDrop;
use std::process::exit;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::style::{self, ResetColor};
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::Terminal;

use super::beats::Time;
use super::looping::Host;
use super::memory::Keeper;
use super::recovery::Recovery;
use super::wire::Wire;
use crate::app::{App, Keeping, Memory, Record, Remembering, Saving};
use crate::scenario::Origin;

/// Whether the terminal is this program's. It is left once, by whoever comes first: the end of the
/// program, a panic, a suspension.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// The terminal in raw mode on the alternate screen, until it is dropped.
#[derive(Debug)]
pub(super) struct Screen {
    keeper: Keeper,
    recovery: Recovery,
    #[cfg(unix)]
    followers: Followers,
}

/// Who hears of what is shown.
#[cfg(unix)]
#[derive(Debug)]
enum Followers {
    /// Nobody.
    None,
    /// Who wants to, from the first frame on: whoever starts the program is not to wait for that.
    Expected,
    /// Who follows.
    Told(super::second_screen::Publisher),
}

/// Bytes that are gathered before they are written: a whole frame goes out at once.
const FRAME_BYTES: usize = 1 << 16;
/// How long a terminal that may take nothing is waited for: what one that is read from needs many times over.
const PATIENCE: Duration = Duration::from_millis(100);
/// How a program ends that has panicked.
const PANICKED: i32 = 101;

impl Screen {
    /// Takes the terminal for the thread that calls this. What goes wrong later, a panic in any thread
    /// included, gives it back.
    pub fn enter(keeper: Keeper) -> io::Result<Self> {
        end_on_panic();
        // Colours are the theme's business, NO_COLOR included; crossterm would drop bold with them.
        style::force_color_output(true);
        let screen = Self {
            keeper,
            recovery: Recovery::of_user(),
            #[cfg(unix)]
            followers: Followers::None,
        };
        take()?;
        Ok(screen)
    }

    /// From now on others are told what is shown. Where there can be no socket for that, nobody is.
    #[cfg(unix)]
    pub fn let_others_follow(&mut self) {
        self.followers = Followers::Expected;
    }

    /// A terminal to draw on. It is not dropped: that would show the cursor and write what is left of a
    /// frame once more, on a terminal that is given back by then, and panic if it is gone.
    #[expect(clippy::unused_self, reason = "only who has the screen may draw on it")]
    pub fn terminal(&self) -> io::Result<ManuallyDrop<Terminal<Wire<BufWriter<Stdout>>>>> {
        let to = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        Terminal::new(Wire::new(to)).map(ManuallyDrop::new)
    }
}

#[cfg(unix)]
impl Followers {
    fn tell(&mut self, app: &App) {
        use super::second_screen::{Publisher, folder, folders};
        if matches!(self, Self::Expected) {
            let folders = folders();
            let folder = folder(&folders).ok();
            let publisher = folder.and_then(|folder| Publisher::open(folder, std::process::id()).ok());
            *self = publisher.map_or(Self::None, Self::Told);
        }
        if let Self::Told(publisher) = self {
            publisher.publish(app);
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// From now on a panic in whatever thread gives the terminal back, if it is taken, prints what went wrong, and
/// ends the program. The thread that calls this is the one that draws.
pub fn end_on_panic() {
    static HOOK: Once = Once::new();
    let drawing = thread::current().id();
    HOOK.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == drawing {
                leave();
            } else {
                // The other one goes on drawing meanwhile.
                abandon();
            }
            earlier(info);
            // Nothing unwinds: what that would do beyond this is done at the next start, as after a kill.
            exit(PANICKED);
        }));
    });
}

fn take() -> io::Result<()> {
    IS_OURS.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableBracketedPaste,
        EnableMouseCapture,
        Hide
    )
}

/// Gives the terminal back as it was. What fails now cannot be helped, and must not keep the rest
/// from being done.
fn leave() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        // The modes first: nothing holds those, while a terminal may take no byte for ever.
        let _ = terminal::disable_raw_mode();
        clear_up();
    }
}

/// Takes back what was written to set the terminal up.
fn clear_up() {
    let _ = execute!(
        io::stdout(),
        ResetColor,
        Show,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen
    );
    #[cfg(unix)]
    super::unix::forget_input();
}

/// The same, by another thread than the one that draws, before the program ends: that one may hold
/// standard output for good, or be about to draw.
pub(super) fn abandon() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
        let (done, waiting) = mpsc::channel();
        thread::spawn(move || {
            // Held to the end, so that no frame comes after this.
            let _held = io::stdout().lock();
            clear_up();
            let _ = done.send(());
            loop {
                thread::park();
            }
        });
        let _ = waiting.recv_timeout(PATIENCE);
    }
}

impl Host<io::Error> for Screen {
    fn can_suspend(&self) -> bool {
        #[cfg(unix)]
        return super::unix::can_stop();
        // Where there are no jobs, nothing would let it go on.
        #[cfg(not(unix))]
        return false;
    }

    fn suspend(&mut self) -> io::Result<()> {
        leave();
        #[cfg(unix)]
        super::unix::stop()?;
        take()
    }

    fn resume(&mut self) -> io::Result<()> {
        // The modes may be the shell's now; taken again, they are set in any case.
        terminal::disable_raw_mode()?;
        take()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    fn tell(&mut self, app: &App) {
        #[cfg(unix)]
        self.followers.tell(app);
        #[cfg(not(unix))]
        let _ = app;
    }

    fn now(&mut self) -> Instant {
        Instant::now()
    }

    fn time(&mut self) -> Time {
        let now = jiff::ZonedDateTime::now();
        // They are what they are called, from 0 up.
        let small = |n: i8| n.unsigned_abs();
        Time { hour: small(now.hour()), minute: small(now.minute()), second: small(now.second()) }
    }

    fn save(&mut self, saving: &Saving) -> Result<(), String> {
        super::saving::save(saving)
    }

    fn recall(&mut self, origin: &Origin) -> Option<Memory> {
        if let Origin::File(path) = origin {
            super::saving::clear_up(path);
        }
        self.keeper.recall(origin)
    }

    fn remember(&mut self, origin: &Origin, remembering: &Remembering) {
        self.keeper.remember(origin, remembering);
    }

    fn recover(&mut self, origin: &Origin) -> Option<Record> {
        self.recovery.recover(origin)
    }

    fn keep(&mut self, keeping: Keeping) {
        self.recovery.keep(keeping);
    }
}

#[cfg(all(test, unix))]
mod tests;
