//! Text: untrusted text made safe, the cells it takes, wrapping, and counting in letters.

mod letters;
mod measure;
mod safe;

pub use letters::{from_letters, letters};
pub use measure::{cut, width, wrap};
pub use safe::SafeText;
