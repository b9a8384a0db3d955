//! The second screen: an explainer tells over a socket of the user's own what it shows, and others in
//! other terminals of this machine show it too.
//!
//! ```text
//!  explainer                                            follower
//!  frame drawn → Publisher → newest state ═ socket ═▷ scout → newest state → Mirror → App → ui
//! ```
//!
//! What is told is the state and not the cells, so that each follower draws it at its own size
//! (`message.rs`, `view.rs`, `saying.rs`). The one who tells never waits: a thread of its own (`publisher.rs`) sends
//! each follower the newest state when it takes one, and no follower can send anything back. Where
//! sockets lie and who may reach them is in `place.rs`, how an explainer is found in `scout.rs`, how what
//! was told becomes an [`App`](crate::app::App) again in `mirror.rs`, the follower's loop in `follower.rs`.

mod clock;
mod follower;
mod message;
mod mirror;
mod place;
mod publisher;
mod saying;
mod scout;
mod view;

pub use clock::Now;
pub use follower::{Following, Heard, Look, Wanted, follow, follow_until_the_end};
pub use mirror::{Mirror, Received};
pub use place::{Leader, NoFolder, folder, folders, running};
pub use publisher::Publisher;
pub use scout::{News, scout};

#[cfg(test)]
mod tests;
