//! Colours by role. No other module names a colour.
//!
//! `palette.rs` has them, a table a theme; `depth.rs` turns them into what the terminal can show. What no
//! colour alone may tell is in `apart.rs`, with what tells it.

mod depth;
mod palette;

#[cfg(test)]
mod apart;
#[cfg(test)]
mod eyes;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};

use crate::app::{ColourDepth, ThemeName};
use crate::engine::Kind;
use crate::notation::{Ink, Tone};
use palette::{CONTRAST, DARK, LIGHT, Paint, Roles, TERMINAL};

/// Shades between the weakest connection and the strongest, both counted.
const SHADES: usize = 8;

/// The colours of a theme. What they stand for is asked for by role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    /// None where there are no colours.
    colours: Option<&'static Colours>,
}

/// Colours as the terminal shows them.
#[derive(Debug, Clone, Copy)]
struct Colours {
    roles: Roles<Color>,
    edges: [Color; SHADES],
}

impl Colours {
    fn fixed(paints: &Roles<Paint>, depth: ColourDepth) -> Self {
        let [weak, strong] = paints.edges;
        let shade = |n: usize| weak.towards(strong, n as f64 / (SHADES - 1) as f64).at(depth);
        Self { roles: paints.map(|paint| paint.at(depth)), edges: std::array::from_fn(shade) }
    }

    fn terminals_own() -> Self {
        Self { roles: TERMINAL, edges: [TERMINAL.edges[0]; SHADES] }
    }

    fn of(name: ThemeName, depth: ColourDepth) -> Option<Self> {
        match name {
            ThemeName::Dark => Some(Self::fixed(&DARK, depth)),
            ThemeName::Light => Some(Self::fixed(&LIGHT, depth)),
            ThemeName::Contrast => Some(Self::fixed(&CONTRAST, depth)),
            ThemeName::Terminal => Some(Self::terminals_own()),
            ThemeName::Mono => None,
        }
    }

    /// The same, computed once: to look up the nearest of 256 colours takes longer than to draw with it.
    fn kept(name: ThemeName, depth: ColourDepth) -> Option<&'static Self> {
        type Kept = OnceLock<Option<Colours>>;
        static ALL: [[Kept; ColourDepth::ALL.len()]; ThemeName::ALL.len()] =
            [const { [const { Kept::new() }; ColourDepth::ALL.len()] }; ThemeName::ALL.len()];
        ALL[name as usize][depth as usize].get_or_init(|| Self::of(name, depth)).as_ref()
    }
}

impl Theme {
    /// The theme of this name, in as many colours.
    pub fn of(name: ThemeName, depth: ColourDepth) -> Self {
        Self { colours: Colours::kept(name, depth) }
    }

    fn colour(self, pick: impl Fn(&Roles<Color>) -> Color) -> Style {
        self.colours.map_or(Style::new(), |colours| Style::new().fg(pick(&colours.roles)))
    }

    /// The same, dimmed where that colour is no other than that of words.
    fn paler(self, pick: impl Fn(&Roles<Color>) -> Color) -> Style {
        let style = self.colour(pick);
        if style.fg.is_none_or(|colour| colour == Color::Reset) {
            style.add_modifier(Modifier::DIM)
        } else {
            style
        }
    }

    /// Under everything.
    pub fn ground(self) -> Style {
        self.colours
            .map_or(Style::new(), |Colours { roles, .. }| Style::new().fg(roles.text).bg(roles.ground))
    }

    /// Words.
    pub fn text(self) -> Style {
        self.colour(|p| p.text)
    }

    /// Words that matter more.
    pub fn strong(self) -> Style {
        self.text().add_modifier(Modifier::BOLD)
    }

    /// Brackets, signs, axes, what is not at work.
    pub fn faint(self) -> Style {
        self.paler(|p| p.faint)
    }

    /// The frame of a panel.
    pub fn border(self, focused: bool) -> Style {
        if focused { self.accent() } else { self.paler(|p| p.border) }
    }

    /// Where one is, what is chosen.
    pub fn accent(self) -> Style {
        self.colour(|p| p.accent).add_modifier(Modifier::BOLD)
    }

    /// The number that is pointed at. It may stand among others that are lit.
    pub fn pointed(self) -> Style {
        self.accent().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
    }

    /// A sign that a number changed.
    pub fn mark(self) -> Style {
        self.accent()
    }

    /// Something went wrong.
    pub fn bad(self) -> Style {
        self.colour(|p| p.bad).add_modifier(Modifier::BOLD)
    }

    /// The mark of a number that changed, and where its change goes forward.
    pub fn changed(self) -> Style {
        self.colour(|p| p.changed).add_modifier(Modifier::BOLD)
    }

    /// Where a change goes on the way back.
    pub fn changed_back(self) -> Style {
        self.colour(|p| p.changed_back)
    }

    /// An entity of this kind.
    pub fn kind(self, kind: Kind) -> Style {
        self.colour(|p| match kind {
            Kind::Weight | Kind::Bias | Kind::WeightAfter | Kind::BiasAfter | Kind::LearningRate => p.weight,
            Kind::Net => p.net,
            Kind::Out | Kind::OutAfter => p.out,
            Kind::Target => p.target,
            Kind::Error | Kind::ErrorTotal | Kind::ErrorTotalAfter | Kind::ErrorByOut => p.error,
            Kind::Slope | Kind::Jacobian => p.slope,
            Kind::Delta => p.delta,
            Kind::Gradient | Kind::BiasGradient | Kind::MeanGradient | Kind::MeanBiasGradient => p.gradient,
        })
    }

    /// An entity that the step is about.
    pub fn lit(self, kind: Kind) -> Style {
        self.kind(kind).add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// A character of a formula.
    pub fn ink(self, ink: Ink) -> Style {
        let style = match (ink.tone, ink.kind) {
            (Tone::Faint | Tone::Old, _) => self.faint(),
            (Tone::Mark, _) => self.mark(),
            (Tone::Lit, Some(kind)) => self.lit(kind),
            (Tone::Working, Some(kind)) => self.kind(kind).add_modifier(Modifier::BOLD),
            (Tone::Lit | Tone::Working, None) => self.strong(),
            (Tone::Plain, Some(kind)) => self.kind(kind),
            (Tone::Plain, None) => self.text(),
        };
        if ink.changed { style.add_modifier(Modifier::UNDERLINED) } else { style }
    }

    /// A connection of the graph that takes no part; the stronger its weight, the more it stands out,
    /// from 0 to 1.
    pub fn edge(self, strength: f64) -> Style {
        let strength = strength.clamp(0.0, 1.0);
        let shade = |colours: &Colours| colours.edges[(strength * (SHADES - 1) as f64).round() as usize];
        match self.colours.map(shade) {
            Some(colour) if colour != Color::Reset => Style::new().fg(colour),
            _ if strength < 0.5 => Style::new().add_modifier(Modifier::DIM),
            _ => Style::new(),
        }
    }
}
