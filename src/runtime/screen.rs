//! The terminal as this program has it, and as it was before.

use std::io::{self, BufWriter, Stdout, Write as _};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{execute, style};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::looping::Host;

/// Whether the terminal is this program's. It is left once, by whoever comes first: the end of the
/// program, a panic, a suspension.
static IS_OURS: AtomicBool = AtomicBool::new(false);

/// The terminal in raw mode on the alternate screen, until it is dropped.
#[derive(Debug)]
pub(super) struct Screen;

/// Bytes that are gathered before they are written: a whole frame goes out at once.
const FRAME_BYTES: usize = 1 << 16;

impl Screen {
    /// Takes the terminal. What goes wrong later, a panic in any thread included, gives it back.
    pub fn enter() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let earlier = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                leave();
                earlier(info);
            }));
        });
        // Colours are the theme's business, NO_COLOR included; crossterm would drop bold with them.
        style::force_color_output(true);
        let screen = Self;
        take()?;
        Ok(screen)
    }

    /// A terminal to draw on.
    #[expect(clippy::unused_self, reason = "only who has the screen may draw on it")]
    pub fn terminal(&self) -> io::Result<Terminal<CrosstermBackend<BufWriter<Stdout>>>> {
        Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout())))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take() -> io::Result<()> {
    IS_OURS.store(true, Ordering::SeqCst);
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, Hide)
}

/// Gives the terminal back as it was. What fails now cannot be helped, and must not keep the rest
/// from being done.
fn leave() {
    if IS_OURS.swap(false, Ordering::SeqCst) {
        let mut stdout = io::stdout();
        let _ = execute!(stdout, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = terminal::disable_raw_mode();
        let _ = stdout.flush();
    }
}

impl Host<io::Error> for Screen {
    fn suspend(&mut self) -> io::Result<()> {
        leave();
        #[cfg(unix)]
        super::unix::stop()?;
        take()
    }

    fn resume(&mut self) -> io::Result<()> {
        leave();
        take()
    }
}
