//! How the screen looks, whatever it shows: its theme, the colours that the terminal has.

/// The colours that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// Light letters on a dark ground.
    #[default]
    Dark,
    /// Dark ink on white, for a projector.
    Light,
    /// As far from its ground as colours go.
    Contrast,
    /// The terminal's own ground and its sixteen colours.
    Terminal,
    /// No colours: bold, underline and reverse only.
    Mono,
}

impl ThemeName {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Dark, Self::Light, Self::Contrast, Self::Terminal, Self::Mono];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Terminal => "terminal",
            Self::Mono => "mono",
        }
    }

    /// The theme after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let index = Self::ALL.iter().position(|&theme| theme == self).unwrap_or(0);
        Self::ALL[(index + 1) % Self::ALL.len()]
    }

    /// Their names in a sentence: `dark, light or mono`.
    pub fn words() -> String {
        let words = Self::ALL.map(Self::word);
        let (last, others) = words.split_last().unwrap_or((&"", &[]));
        format!("{} or {last}", others.join(", "))
    }
}

/// How many colours a terminal tells apart.
///
/// What is drawn for no terminal in particular has 256, which nearly all show, and show alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourDepth {
    /// Sixteen, which look as its owner likes.
    Sixteen,
    /// A fixed palette of 256.
    #[default]
    Indexed,
    /// Any: 8 bits each of red, green and blue.
    Direct,
}

impl ColourDepth {
    /// All of them, the poorest first.
    pub const ALL: [Self; 3] = [Self::Sixteen, Self::Indexed, Self::Direct];
}

/// How the screen looks, whatever it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The colours.
    pub theme: ThemeName,
    /// How many there are for it.
    pub depth: ColourDepth,
    /// Whether only ASCII characters are drawn.
    pub ascii: bool,
    /// Whether a teacher's notes are shown.
    pub notes: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_through_all_themes() {
        let mut seen = vec![ThemeName::default()];
        while seen.len() < ThemeName::ALL.len() {
            seen.push(seen[seen.len() - 1].next());
        }
        assert!(ThemeName::ALL.iter().all(|theme| seen.contains(theme)), "{seen:?}");
        assert_eq!(seen[seen.len() - 1].next(), seen[0]);
    }

    #[test]
    fn themes_are_named_in_a_sentence() {
        assert_eq!(ThemeName::words(), "dark, light, contrast, terminal or mono");
    }
}
