//! Colours by role. No other module names a colour.

use ratatui::style::{Color, Modifier, Style};

use crate::app::ThemeName;
use crate::engine::Kind;
use crate::notation::{Ink, Tone};

/// The colours of a theme. What they stand for is asked for by role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    palette: Option<Palette>,
}

#[derive(Debug, Clone, Copy)]
struct Palette {
    ground: Style,
    text: Color,
    faint: Color,
    border: Color,
    accent: Color,
    weight: Color,
    net: Color,
    out: Color,
    target: Color,
    error: Color,
    slope: Color,
    delta: Color,
    gradient: Color,
    bad: Color,
    changed: Color,
    changed_back: Color,
}

/// Colours of the 256-colour palette, which terminals show alike.
const DARK: Palette = Palette {
    ground: Style::new(),
    text: Color::Indexed(252),
    faint: Color::Indexed(245),
    border: Color::Indexed(240),
    accent: Color::Indexed(81),
    weight: Color::Indexed(221),
    net: Color::Indexed(111),
    out: Color::Indexed(114),
    target: Color::Indexed(180),
    error: Color::Indexed(203),
    slope: Color::Indexed(80),
    delta: Color::Indexed(213),
    gradient: Color::Indexed(209),
    bad: Color::Indexed(203),
    changed: Color::Indexed(231),
    changed_back: Color::Indexed(141),
};

/// Dark letters on the light ground that a projector needs; the ground is set, not assumed.
const LIGHT: Palette = Palette {
    ground: Style::new().fg(Color::Indexed(234)).bg(Color::Indexed(231)),
    text: Color::Indexed(234),
    faint: Color::Indexed(242),
    border: Color::Indexed(247),
    accent: Color::Indexed(25),
    weight: Color::Indexed(94),
    net: Color::Indexed(25),
    out: Color::Indexed(22),
    target: Color::Indexed(58),
    error: Color::Indexed(124),
    slope: Color::Indexed(23),
    delta: Color::Indexed(90),
    gradient: Color::Indexed(130),
    bad: Color::Indexed(124),
    changed: Color::Indexed(16),
    changed_back: Color::Indexed(61),
};

impl Theme {
    /// The theme of this name.
    pub fn of(name: ThemeName) -> Self {
        let palette = match name {
            ThemeName::Dark => Some(DARK),
            ThemeName::Light => Some(LIGHT),
            ThemeName::Mono => None,
        };
        Self { palette }
    }

    fn colour(self, pick: impl Fn(&Palette) -> Color) -> Style {
        self.palette.as_ref().map_or(Style::new(), |palette| Style::new().fg(pick(palette)))
    }

    /// Under everything.
    pub fn ground(self) -> Style {
        self.palette.as_ref().map_or(Style::new(), |palette| palette.ground)
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
        let style = self.colour(|p| p.faint);
        if self.palette.is_none() { style.add_modifier(Modifier::DIM) } else { style }
    }

    /// The frame of a panel.
    pub fn border(self, focused: bool) -> Style {
        if focused { self.colour(|p| p.accent) } else { self.colour(|p| p.border) }
    }

    /// Where one is, what is chosen.
    pub fn accent(self) -> Style {
        self.colour(|p| p.accent).add_modifier(Modifier::BOLD)
    }

    /// The number that is pointed at.
    pub fn pointed(self) -> Style {
        self.colour(|p| p.accent).add_modifier(Modifier::REVERSED | Modifier::BOLD)
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

    /// A connection of the graph that takes no part; the stronger its weight, the brighter, from
    /// 0 to 1.
    pub fn edge(self, strength: f64) -> Style {
        let Some(palette) = &self.palette else {
            return if strength < 0.5 { Style::new().add_modifier(Modifier::DIM) } else { Style::new() };
        };
        let is_light = palette.ground.bg.is_some();
        let (weak, strong) = if is_light { (246, 240) } else { (240, 247) };
        let level = f64::from(weak) + (f64::from(strong) - f64::from(weak)) * strength.clamp(0.0, 1.0);
        Style::new().fg(Color::Indexed(level.round() as u8))
    }
}
