//! Arrays as slices, as they lie in memory, for loops that go through many numbers.

use std::borrow::Cow;

use ndarray::{Array1, ArrayRef, Dimension};

/// The numbers of an array, a matrix's row by row. For what the engine made, which lies in one piece, and
/// for weights, with which [`Network::new`](crate::engine::Network::new) sees to that.
#[inline]
pub(in crate::engine) fn slice<D: Dimension>(array: &ArrayRef<f64, D>) -> &[f64] {
    array.as_slice().unwrap_or_default()
}

/// The same to write into.
#[inline]
pub(in crate::engine) fn slice_mut<D: Dimension>(array: &mut ArrayRef<f64, D>) -> &mut [f64] {
    array.as_slice_mut().unwrap_or_default()
}

/// An input, which may come from anywhere: where it lies, unless it lies there with gaps or from behind.
pub(in crate::engine) fn input_slice(input: &Array1<f64>) -> Cow<'_, [f64]> {
    match input.as_slice() {
        Some(input) => Cow::Borrowed(input),
        None => Cow::Owned(input.to_vec()),
    }
}
