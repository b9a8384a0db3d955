//! The colours of each theme, one table a theme.
//!
//! A theme with fixed colours gives each role its colour, and the one of a terminal's sixteen that
//! stands in for it where there are no others: those look as the terminal's owner likes, so the nearest
//! cannot be computed. What each colour must keep from which other is in `apart.rs`.

use ratatui::style::Color;

/// What colours stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Roles<C> {
    /// Under everything.
    pub ground: C,
    /// Words.
    pub text: C,
    /// Words that matter less, brackets, axes.
    pub faint: C,
    /// The frame of a panel without the focus.
    pub border: C,
    /// Keys, where one is, what is chosen, the frame with the focus.
    pub accent: C,
    pub weight: C,
    pub net: C,
    pub out: C,
    pub target: C,
    pub error: C,
    pub slope: C,
    pub delta: C,
    pub gradient: C,
    /// Something went wrong.
    pub bad: C,
    /// Where a change goes forward.
    pub changed: C,
    /// Where it goes on the way back.
    pub changed_back: C,
    /// The weakest connection that takes no part, and the strongest.
    pub edges: [C; 2],
}

impl<C: Copy> Roles<C> {
    /// The same roles in other colours.
    pub fn map<D>(&self, to: impl Fn(C) -> D) -> Roles<D> {
        Roles {
            ground: to(self.ground),
            text: to(self.text),
            faint: to(self.faint),
            border: to(self.border),
            accent: to(self.accent),
            weight: to(self.weight),
            net: to(self.net),
            out: to(self.out),
            target: to(self.target),
            error: to(self.error),
            slope: to(self.slope),
            delta: to(self.delta),
            gradient: to(self.gradient),
            bad: to(self.bad),
            changed: to(self.changed),
            changed_back: to(self.changed_back),
            edges: self.edges.map(to),
        }
    }
}

/// A fixed colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// What stands in for it among sixteen.
    pub named: Color,
}

const fn paint(rgb: u32, named: Color) -> Paint {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Paint { rgb: [red, green, blue], named }
}

/// Light letters on a dark ground, which is set, so that it is dark on a light terminal too.
pub(super) const DARK: Roles<Paint> = Roles {
    ground: paint(0x14_16_1b, Color::Black),
    text: paint(0xdc_df_e4, Color::White),
    faint: paint(0x9a_a1_ab, Color::Gray),
    border: paint(0x6b_72_80, Color::DarkGray),
    accent: paint(0x5f_d7_ff, Color::LightCyan),
    weight: paint(0xff_d7_5f, Color::LightYellow),
    net: paint(0x87_af_ff, Color::Cyan),
    out: paint(0x87_d7_87, Color::LightGreen),
    target: paint(0xe0_b9_8a, Color::White),
    error: paint(0xff_5f_5f, Color::LightRed),
    slope: paint(0x5f_d7_d7, Color::LightCyan),
    delta: paint(0xff_87_ff, Color::LightMagenta),
    gradient: paint(0xff_87_5f, Color::LightRed),
    bad: paint(0xff_5f_5f, Color::LightRed),
    changed: paint(0xff_ff_ff, Color::White),
    changed_back: paint(0xaf_87_ff, Color::LightMagenta),
    edges: [paint(0x57_5b_61, Color::DarkGray), paint(0x70_74_7a, Color::DarkGray)],
};

/// Dark ink on white: a projector washes colours out, and its black is no darker than the wall. The
/// light colours among sixteen are too light for that, and some of the dark ones too.
pub(super) const LIGHT: Roles<Paint> = Roles {
    ground: paint(0xff_ff_ff, Color::White),
    text: paint(0x10_10_10, Color::Black),
    faint: paint(0x4a_4a_4a, Color::Black),
    border: paint(0x8a_8a_8a, Color::DarkGray),
    accent: paint(0x00_40_9f, Color::Blue),
    weight: paint(0x6b_4a_00, Color::Black),
    net: paint(0x00_3c_9e, Color::Blue),
    out: paint(0x00_52_0f, Color::Blue),
    target: paint(0x4a_44_00, Color::Black),
    error: paint(0xa3_00_00, Color::Red),
    slope: paint(0x00_50_5a, Color::Blue),
    delta: paint(0x7a_00_80, Color::Magenta),
    gradient: paint(0x69_00_00, Color::Red),
    bad: paint(0xa3_00_00, Color::Red),
    changed: paint(0x00_00_00, Color::Black),
    changed_back: paint(0x50_30_b0, Color::Magenta),
    edges: [paint(0xa4_a4_a4, Color::DarkGray), paint(0x7c_7c_7c, Color::DarkGray)],
};

/// For eyes, screens or rooms in which the others are too weak.
pub(super) const CONTRAST: Roles<Paint> = Roles {
    ground: paint(0x00_00_00, Color::Black),
    text: paint(0xff_ff_ff, Color::White),
    faint: paint(0xc6_c6_c6, Color::Gray),
    border: paint(0x8a_8a_8a, Color::Gray),
    accent: paint(0x00_ff_ff, Color::LightCyan),
    weight: paint(0xff_ff_00, Color::LightYellow),
    net: paint(0x9f_c5_ff, Color::LightCyan),
    out: paint(0x5f_ff_5f, Color::LightGreen),
    target: paint(0xff_d7_af, Color::White),
    error: paint(0xff_87_87, Color::LightYellow),
    slope: paint(0x5f_ff_d7, Color::LightCyan),
    delta: paint(0xff_9f_ff, Color::LightGreen),
    gradient: paint(0xff_a0_40, Color::LightGreen),
    bad: paint(0xff_87_87, Color::LightYellow),
    changed: paint(0xff_ff_ff, Color::White),
    changed_back: paint(0xc8_a8_ff, Color::LightCyan),
    edges: [paint(0x70_70_70, Color::Gray), paint(0x8a_8a_8a, Color::Gray)],
};

/// The terminal's own letters on its own ground, and the six of its colours that are meant for text on
/// it. What is faint has no colour there that could be trusted; it is dimmed.
pub(super) const TERMINAL: Roles<Color> = Roles {
    ground: Color::Reset,
    text: Color::Reset,
    faint: Color::Reset,
    border: Color::Reset,
    accent: Color::Cyan,
    weight: Color::Yellow,
    net: Color::Blue,
    out: Color::Green,
    target: Color::Yellow,
    error: Color::Red,
    slope: Color::Cyan,
    delta: Color::Magenta,
    gradient: Color::Red,
    bad: Color::Red,
    changed: Color::Reset,
    changed_back: Color::Magenta,
    edges: [Color::Reset, Color::Reset],
};
