//! How activation functions, error functions and their derivatives are written.

mod activation;
mod loss;
mod recipe;

pub(super) use activation::{Place, applied, definition, derived, said_of};
pub(super) use loss::{
    by_out, by_out_derived, by_out_in_numbers, drops_term, error, error_from_nets, error_in_numbers,
};
pub(super) use recipe::Written;

use crate::notation::Expr;

/// `1 − e`, in parentheses.
pub(super) fn one_minus(e: Expr) -> Expr {
    Expr::Sum(vec![Expr::word("1"), e.negative()]).grouped()
}

/// `−e`; a negative number in parentheses.
pub(super) fn minus(e: Expr) -> Expr {
    let e = if e.is_negative_number() { e.grouped() } else { e };
    Expr::Row(vec![Expr::word("−"), e])
}

/// `e` to a power.
pub(super) fn exponential(exponent: Expr) -> Expr {
    Expr::word("e").power(exponent)
}
