//! A key, and how it is written.

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that types a character; Space is one.
    Char(char),
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
    /// Enter
    Enter,
    /// Esc
    Esc,
    /// Tab
    Tab,
    /// Shift and Tab
    BackTab,
    /// Backspace
    Backspace,
    /// `PageUp`
    PageUp,
    /// `PageDown`
    PageDown,
    /// Home
    Home,
    /// End
    End,
    /// Delete
    Delete,
}

/// A key with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Ctrl is held.
    pub ctrl: bool,
}

impl Key {
    /// A key by itself.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    /// The keys that a name of the table means: `→`, `Space`, `Ctrl-C`, or characters in a row: `gg`.
    pub fn sequence(name: &str) -> Vec<Self> {
        if let Some(letter) = name.strip_prefix("Ctrl-") {
            let letters = letter.chars().map(|c| c.to_ascii_lowercase());
            return letters.map(|c| Self { code: Code::Char(c), ctrl: true }).collect();
        }
        let code = match name {
            "←" => Code::Left,
            "→" => Code::Right,
            "↑" => Code::Up,
            "↓" => Code::Down,
            "Enter" => Code::Enter,
            "Esc" => Code::Esc,
            "Tab" => Code::Tab,
            "Shift-Tab" => Code::BackTab,
            "Backspace" => Code::Backspace,
            "PageUp" => Code::PageUp,
            "PageDown" => Code::PageDown,
            "Home" => Code::Home,
            "End" => Code::End,
            "Delete" => Code::Delete,
            "Space" => Code::Char(' '),
            _ => return name.chars().map(|c| Self::plain(Code::Char(c))).collect(),
        };
        vec![Self::plain(code)]
    }
}
