//! The mathematics: a network, one pass through it forward and backward, and what follows from a pass.
//!
//! Nothing here knows a text or a terminal, and nothing is fixed to one size of network. A [`Quantity`]
//! names a number of one sample's [`Pass`], and [`Pass::value`] tells it. A pass keeps the numbers of
//! neurons; those of weights, as many as there are weights, are formed when they are asked for. What
//! takes several samples is not in it: their mean gradients are in a [`BatchPass`].

mod activation;
mod batch;
mod bill;
mod check;
mod choice;
mod cone;
mod differences;
mod draw;
mod fill;
mod finding;
mod learning;
mod loss;
mod mistake;
mod network;
mod pass;
mod paths;
mod quantity;
mod recipe;
mod rounding;
mod train;

pub use activation::Activation;
pub use batch::BatchPass;
pub use bill::{Count, HandCost, Shape, by_hand, by_pattern, delta_cost};
pub use check::{
    Agreement, Checked, EPSILON, RELATIVE_TOLERANCE, TOLERANCE, Tally, check_all, check_one, check_weight,
};
pub use choice::{Group, affordable_checks};
pub use cone::Cone;
pub use differences::{Differences, Share, differs};
pub(crate) use draw::weights_stream;
pub use draw::{Init, xavier};
pub use fill::{Fill, tidy};
pub use finding::{FLAT, Finding, Standing, findings};
pub use learning::{Batch, Learning};
pub use loss::{Loss, Unsuited};
pub use mistake::{DIGITS_ASKED, Mistake, Slip, Verdict, WrongPass, train_wrong};
pub use network::{Layer, Network, Sample, ShapeError, WeightId};
pub use pass::{Backward, Forward, Given, Pass, total_error};
pub use paths::{Largest, Path, Paths};
pub use quantity::{Kind, Part, Quantity};
pub use recipe::Recipe;
pub use rounding::Carry;
pub use train::{
    Course, Curve, MOST_EPOCHS, Outcome, Piece, Row, Trained, Trainer, Training, epoch_cost, train,
    train_curve, train_to,
};
