//! The page of training, and what the command line says of one.

use crate::engine::Batch;

/// What a training's rows are of.
pub(crate) const ABOUT: &str = "{title} · {layers} · learning rate {rate} · {batch} · full precision";

/// After how many samples a step is made.
pub(crate) fn batch(batch: Batch) -> String {
    match batch {
        Batch::Sample | Batch::Of(1) => "a step after each sample".to_owned(),
        Batch::All => "a step after all samples".to_owned(),
        Batch::Of(count) => format!("a step after every {count} samples"),
    }
}
