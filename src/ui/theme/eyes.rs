//! How colours look to eyes: contrast, lightness, and that with each of the three common deficiencies of
//! colour vision.

use anstyle_lossy::palette::VGA;
use ratatui::style::Color;

/// A colour with its parts in proportion to light, each from 0 to 1.
pub(super) type Light = [f64; 3];

/// The sixteen colours as xterm has them.
const XTERM: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Terminals that show the sixteen colours each in its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terminal {
    Xterm,
    LinuxConsole,
}

impl Terminal {
    pub const ALL: [Self; 2] = [Self::Xterm, Self::LinuxConsole];

    /// What a colour is there; `None` for the terminal's own letters and ground.
    pub fn light(self, colour: Color) -> Option<Light> {
        const NAMED: [Color; 16] = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        let index = match colour {
            Color::Rgb(red, green, blue) => return Some([red, green, blue].map(linear)),
            Color::Indexed(n) => n,
            named => NAMED.iter().position(|&other| other == named)? as u8,
        };
        let rgb = match (self, XTERM.get(usize::from(index))) {
            (Self::Xterm, Some(&rgb)) => rgb,
            _ => {
                let rgb = anstyle_lossy::xterm_to_rgb(index.into(), VGA);
                [rgb.r(), rgb.g(), rgb.b()]
            }
        };
        Some(rgb.map(linear))
    }
}

/// Light of a part of an sRGB colour.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The relative luminance of WCAG 2.
fn luminance([red, green, blue]: Light) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of WCAG 2, from 1 to 21.
pub(super) fn contrast(one: Light, other: Light) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The lightness L* of CIE 1976, from 0 to 100.
pub(super) fn lightness(light: Light) -> f64 {
    let y = luminance(light);
    if y > 216.0 / 24389.0 { 116.0 * y.cbrt() - 16.0 } else { y * 24389.0 / 27.0 }
}

/// Eyes that see colours in their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eyes {
    Usual,
    Protanopia,
    Deuteranopia,
    Tritanopia,
}

impl Eyes {
    pub const ALL: [Self; 4] = [Self::Usual, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// The colour that usual eyes would have to see to see what these do: the matrices for a severity
    /// of 1 of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: “A Physiologically-based Model for
    /// Simulation of Color Vision Deficiency”, IEEE Transactions on Visualization and Computer Graphics
    /// 15 (6), 2009, in light.
    pub fn see(self, light: Light) -> Light {
        let matrix = match self {
            Self::Usual => return light,
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        };
        let part = |row: [f64; 3]| row.iter().zip(light).map(|(m, part)| m * part).sum::<f64>();
        matrix.map(|row| part(row).clamp(0.0, 1.0))
    }
}

#[test]
fn known_contrasts_and_lightnesses_are_found() {
    let light = |rgb: [u8; 3]| rgb.map(linear);
    let (black, white, grey) = (light([0; 3]), light([255; 3]), light([0x77; 3]));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(white, grey) - 4.478).abs() < 1e-3, "the grey that just fails");
    assert!((lightness(white) - 100.0).abs() < 1e-9 && lightness(black).abs() < 1e-9);
    assert!((lightness(light([119; 3])) - 50.03).abs() < 0.01);
}

#[test]
fn greys_look_alike_to_all_and_red_and_green_do_not() {
    let seen = |eyes: Eyes, rgb: [u8; 3]| eyes.see(rgb.map(linear));
    for eyes in Eyes::ALL {
        let [red, green, blue] = seen(eyes, [128; 3]);
        assert!((red - green).abs() < 1e-4 && (green - blue).abs() < 1e-4, "{eyes:?}");
    }
    let hue = |eyes: Eyes, rgb: [u8; 3]| {
        let [red, green, _] = seen(eyes, rgb);
        red - green
    };
    let apart = |eyes: Eyes| (hue(eyes, [200, 80, 80]) - hue(eyes, [110, 130, 80])).abs();
    let usual = apart(Eyes::Usual);
    assert!(apart(Eyes::Protanopia) < usual / 4.0 && apart(Eyes::Deuteranopia) < usual / 4.0);
    assert!(apart(Eyes::Tritanopia) > usual / 2.0);
}
