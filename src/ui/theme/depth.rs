//! Fixed colours as a terminal of so many colours shows them.

use ratatui::style::Color;

use super::palette::Paint;
use crate::app::ColourDepth;

impl Paint {
    /// The colour, or what comes closest to it.
    pub fn at(self, depth: ColourDepth) -> Color {
        match depth {
            ColourDepth::Sixteen => self.named,
            ColourDepth::Indexed => indexed(self.rgb),
            ColourDepth::Direct => direct(self.rgb),
        }
    }

    /// The colour at a share of the way to another, from 0 to 1. Sixteen colours have none between.
    pub fn towards(self, other: Self, share: f64) -> Self {
        let mix = |n: usize| {
            let (from, to) = (f64::from(self.rgb[n]), f64::from(other.rgb[n]));
            (from + (to - from) * share.clamp(0.0, 1.0)).round() as u8
        };
        Self { rgb: [mix(0), mix(1), mix(2)], named: if share < 0.5 { self.named } else { other.named } }
    }
}

fn direct([red, green, blue]: [u8; 3]) -> Color {
    Color::Rgb(red, green, blue)
}

/// The nearest of the 256 that are the same on every terminal: the first sixteen are not.
fn indexed([red, green, blue]: [u8; 3]) -> Color {
    Color::Indexed(anstyle_lossy::rgb_to_xterm((red, green, blue).into()).index())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_of_the_256_is_itself_and_others_go_to_the_nearest() {
        for (rgb, index) in [
            ([0x5f, 0xd7, 0xff], 81),
            ([0xff, 0x87, 0x5f], 209),
            ([0, 0, 0], 16),
            ([255, 255, 255], 231),
            ([0x80, 0x80, 0x80], 244),
            ([0x82, 0x81, 0x80], 244),
            ([0x60, 0xd5, 0xfd], 81),
        ] {
            assert_eq!(indexed(rgb), Color::Indexed(index), "{rgb:?}");
        }
    }

    #[test]
    fn each_depth_has_its_kind_of_colour() {
        let paint = Paint { rgb: [0xff, 0xd7, 0x5f], named: Color::LightYellow };
        assert_eq!(paint.at(ColourDepth::Direct), Color::Rgb(0xff, 0xd7, 0x5f));
        assert_eq!(paint.at(ColourDepth::Indexed), Color::Indexed(221));
        assert_eq!(paint.at(ColourDepth::Sixteen), Color::LightYellow);
    }

    #[test]
    fn a_colour_between_two_lies_between_them() {
        let paint = |rgb, named| Paint { rgb, named };
        let (dark, light) = (paint([0, 10, 20], Color::DarkGray), paint([100, 110, 20], Color::Gray));
        assert_eq!(dark.towards(light, 0.25), paint([25, 35, 20], Color::DarkGray));
        assert_eq!(dark.towards(light, 7.0), light);
        assert_eq!(dark.towards(light, f64::NAN).named, Color::Gray);
    }
}
