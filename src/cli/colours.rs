//! Which colours to show: as asked for, else as the environment says.

use crate::app::{ColourDepth, ThemeName};

/// What `--colours` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colours {
    /// As many as the terminal has
    Auto,
    /// Sixteen, as the terminal's owner likes them
    #[value(name = "16")]
    Sixteen,
    /// A fixed palette of 256
    #[value(name = "256")]
    Indexed,
    /// All: 24 bits each
    #[value(name = "24bit", alias = "truecolor")]
    Direct,
    /// None
    Never,
}

/// The theme, and how many colours there are for it, from what was asked for and from the variables of the
/// environment. What is drawn for no terminal asks for no count of colours.
///
/// `NO_COLOR` is what a person wants of all programs; who asks this one for colours, gets them.
pub(super) fn look(
    theme: Option<ThemeName>,
    colours: Option<Colours>,
    variable: impl Fn(&str) -> Option<String>,
) -> (ThemeName, ColourDepth) {
    let no_colour = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let otherwise = |none: bool| if none { ThemeName::Mono } else { ThemeName::default() };
    let asked = theme.unwrap_or_default();
    match colours {
        Some(Colours::Never) => (ThemeName::Mono, ColourDepth::default()),
        Some(Colours::Sixteen) => (asked, ColourDepth::Sixteen),
        Some(Colours::Indexed) => (asked, ColourDepth::Indexed),
        Some(Colours::Direct) => (asked, ColourDepth::Direct),
        Some(Colours::Auto) => {
            let depth = of_terminal(variable);
            (theme.unwrap_or_else(|| otherwise(no_colour || depth.is_none())), depth.unwrap_or_default())
        }
        None => (theme.unwrap_or_else(|| otherwise(no_colour)), ColourDepth::default()),
    }
}

/// Terminals that show all colours, by how `TERM` begins.
const DIRECT: [&str; 8] =
    ["alacritty", "contour", "foot", "ghostty", "rio", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// The same by what `TERM_PROGRAM` says, where `TERM` is that of another.
const DIRECT_PROGRAMS: [&str; 5] = ["ghostty", "iTerm.app", "vscode", "WezTerm", "rio"];

/// How many colours the terminal shows; nothing if it shows none.
///
/// `COLORTERM` says it of terminals with all of them, and outlives `ssh` and `sudo` less often than `TERM`,
/// which says it of those with 256. GNU screen passes the one on from the terminal that it was started in
/// and shows 256 at most; tmux, which may call itself `screen` too, turns all colours into what there is.
/// Others that draw at all have sixteen, but for those that are known to have none.
fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Option<ColourDepth> {
    let read = |name: &str| variable(name).unwrap_or_default();
    let term = read("TERM");
    let is_screen = term.starts_with("screen") && read("TMUX").is_empty();
    let says_all = matches!(read("COLORTERM").as_str(), "truecolor" | "24bit")
        || term.ends_with("-direct")
        || DIRECT.iter().any(|name| term.starts_with(name))
        || (!term.starts_with("tmux") && DIRECT_PROGRAMS.contains(&read("TERM_PROGRAM").as_str()))
        || !read("WT_SESSION").is_empty();
    let has_none = term == "dumb" || term.ends_with("-mono") || term.ends_with("-m") || is_of_glass(&term);
    match () {
        () if says_all && !is_screen => Some(ColourDepth::Direct),
        () if term.contains("256color") || read("TERM_PROGRAM") == "Apple_Terminal" => {
            Some(ColourDepth::Indexed)
        }
        () if has_none => None,
        () => Some(ColourDepth::Sixteen),
    }
}

/// Whether a terminal is one of those of DEC that have a number, as `vt220`.
fn is_of_glass(term: &str) -> bool {
    term.strip_prefix("vt").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        |name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn what_is_asked_for_comes_before_what_the_environment_wants() {
        use ColourDepth::{Direct, Indexed, Sixteen};
        use ThemeName::{Dark, Light, Mono};
        let bare = &[("TERM", "linux")][..];
        let none = &[("NO_COLOR", "1"), ("TERM", "linux")][..];
        let glass = &[("TERM", "vt220"), ("NO_COLOR", "")][..];
        for (theme, colours, variables, expected) in [
            (None, None, bare, (Dark, Indexed)),
            (None, Some(Colours::Auto), bare, (Dark, Sixteen)),
            (Some(Light), Some(Colours::Direct), bare, (Light, Direct)),
            (None, None, none, (Mono, Indexed)),
            (None, Some(Colours::Auto), none, (Mono, Sixteen)),
            (Some(Light), Some(Colours::Auto), none, (Light, Sixteen)),
            (None, Some(Colours::Indexed), none, (Dark, Indexed)),
            (Some(Light), Some(Colours::Never), bare, (Mono, Indexed)),
            (None, Some(Colours::Auto), glass, (Mono, Indexed)),
            (None, None, glass, (Dark, Indexed)),
        ] {
            let found = look(theme, colours, environment(variables));
            assert_eq!(found, expected, "{theme:?} {colours:?} {variables:?}");
        }
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        use ColourDepth::{Direct, Indexed, Sixteen};
        for (variables, depth) in [
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")][..], Some(Direct)),
            (&[("TERM", "xterm"), ("COLORTERM", "24bit")], Some(Direct)),
            (&[("TERM", "xterm-256color")], Some(Indexed)),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "yes")], Some(Indexed)),
            (&[("TERM", "xterm-kitty")], Some(Direct)),
            (&[("TERM", "xterm-direct")], Some(Direct)),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], Some(Direct)),
            (&[("TERM", "xterm-256color"), ("TERM_PROGRAM", "Apple_Terminal")], Some(Indexed)),
            (&[("TERM", "tmux-256color"), ("TERM_PROGRAM", "tmux")], Some(Indexed)),
            (&[("TERM", "tmux-256color"), ("COLORTERM", "truecolor")], Some(Direct)),
            (&[("TERM", "tmux"), ("TERM_PROGRAM", "iTerm.app")], Some(Sixteen)),
            (&[("TERM", "screen-256color"), ("COLORTERM", "truecolor")], Some(Indexed)),
            (&[("TERM", "screen"), ("COLORTERM", "truecolor")], Some(Sixteen)),
            (&[("TERM", "screen"), ("COLORTERM", "truecolor"), ("TMUX", "/tmp/t,1,0")], Some(Direct)),
            (&[("TERM", "linux")], Some(Sixteen)),
            (&[("TERM", "xterm")], Some(Sixteen)),
            (&[("WT_SESSION", "1")], Some(Direct)),
            (&[("TERM", "vt220")], None),
            (&[("TERM", "xterm-mono")], None),
            (&[("TERM", "ansi-m")], None),
            (&[], Some(Sixteen)),
        ] {
            assert_eq!(of_terminal(environment(variables)), depth, "{variables:?}");
        }
    }
}
