//! The names of numbers: which quantity, of which layer, at which place.

use super::WeightId;

/// What kind of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A weight; given.
    Weight,
    /// A bias; given.
    Bias,
    /// The net value of a neuron.
    Net,
    /// The output of a neuron; of layer 0 the inputs themselves.
    Out,
    /// What an output neuron should give.
    Target,
    /// The error of one output neuron.
    Error,
    /// The sum of the errors.
    ErrorTotal,
    /// `∂E/∂out`.
    ErrorByOut,
    /// `∂out/∂net`.
    Slope,
    /// An entry of softmax's derivative: `∂out_i/∂net_j` stands in row `i` and column `j`.
    Jacobian,
    /// The error term `δ = ∂E/∂net`.
    Delta,
    /// `∂E/∂w`.
    Gradient,
    /// `∂E/∂bias`.
    BiasGradient,
    /// `∂E/∂w`, the mean over a batch of samples.
    MeanGradient,
    /// `∂E/∂bias`, the mean over a batch of samples.
    MeanBiasGradient,
    /// A weight after one learning step.
    WeightAfter,
    /// A bias after one learning step.
    BiasAfter,
    /// A neuron's output with the weights after the learning step.
    OutAfter,
    /// The sum of the errors after the learning step.
    ErrorTotalAfter,
    /// How far a learning step goes.
    LearningRate,
}

impl Kind {
    /// Whether a number of this kind is given rather than computed (outputs of layer 0 are too).
    pub fn is_given(self) -> bool {
        matches!(self, Self::Weight | Self::Bias | Self::Target | Self::LearningRate)
    }

    /// Whether a layer's numbers of this kind make a matrix rather than a vector.
    pub fn is_matrix(self) -> bool {
        matches!(
            self,
            Self::Weight | Self::Gradient | Self::MeanGradient | Self::WeightAfter | Self::Jacobian
        )
    }

    /// Whether there is one number of this kind for the whole network.
    pub fn is_of_whole(self) -> bool {
        matches!(self, Self::ErrorTotal | Self::ErrorTotalAfter | Self::LearningRate)
    }

    /// Whether its columns are neurons of the same layer rather than of the layer before.
    pub fn is_square(self) -> bool {
        self == Self::Jacobian
    }
}

/// The name of one number. Layers, rows and columns count from 0; what has no column has column 0,
/// and a number of the whole network stands at layer, row and column 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity {
    /// What it is.
    pub kind: Kind,
    /// The layer it belongs to; a weight belongs to the layer that it leads to.
    pub layer: usize,
    /// The neuron, or the row of a matrix.
    pub row: usize,
    /// The column of a matrix.
    pub column: usize,
}

impl Quantity {
    /// Whether it is given rather than computed, so that it can be changed: inputs are.
    pub fn is_given(self) -> bool {
        self.kind.is_given() || self.kind == Kind::Out && self.layer == 0
    }

    /// A number that belongs to a neuron.
    pub const fn of(kind: Kind, layer: usize, row: usize) -> Self {
        Self { kind, layer, row, column: 0 }
    }

    /// A number that belongs to a weight.
    pub const fn at(kind: Kind, weight: WeightId) -> Self {
        Self { kind, layer: weight.layer, row: weight.neuron, column: weight.input }
    }

    /// A number of the whole network.
    pub const fn whole(kind: Kind) -> Self {
        Self { kind, layer: 0, row: 0, column: 0 }
    }

    /// The same place with another kind of number: the slope at the neuron of this output, say.
    pub const fn with(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The weight at this place.
    pub const fn weight_id(self) -> WeightId {
        WeightId { layer: self.layer, neuron: self.row, input: self.column }
    }
}

/// A part of a layer's vector or matrix: all of it, a row, a column or a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// What its numbers are.
    pub kind: Kind,
    /// The layer they belong to.
    pub layer: usize,
    /// One row only, if given.
    pub row: Option<usize>,
    /// One column only, if given.
    pub column: Option<usize>,
}

impl Part {
    /// The whole vector or matrix.
    pub const fn all(kind: Kind, layer: usize) -> Self {
        Self { kind, layer, row: None, column: None }
    }

    /// One row.
    pub const fn row(kind: Kind, layer: usize, row: usize) -> Self {
        Self { kind, layer, row: Some(row), column: None }
    }

    /// One column.
    pub const fn column(kind: Kind, layer: usize, column: usize) -> Self {
        Self { kind, layer, row: None, column: Some(column) }
    }

    /// Whether it belongs to a sample rather than to the network: inputs and targets.
    pub fn is_of_sample(self) -> bool {
        self.kind == Kind::Target || self.kind == Kind::Out && self.layer == 0
    }

    /// Whether it has numbers of this kind in this row.
    pub fn is_in_row(self, kind: Kind, layer: usize, row: usize) -> bool {
        self.kind == kind && self.layer == layer && self.row.is_none_or(|own| own == row)
    }

    /// Whether the number belongs to this part.
    pub fn contains(self, q: Quantity) -> bool {
        self.kind == q.kind
            && self.layer == q.layer
            && self.row.is_none_or(|row| row == q.row)
            && self.column.is_none_or(|column| column == q.column)
    }
}

impl From<Quantity> for Part {
    fn from(q: Quantity) -> Self {
        Self { kind: q.kind, layer: q.layer, row: Some(q.row), column: Some(q.column) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_its_own_numbers_and_no_others() {
        let cell = Quantity { kind: Kind::Weight, layer: 2, row: 1, column: 3 };
        let parts = [
            (Part::all(Kind::Weight, 2), true),
            (Part::row(Kind::Weight, 2, 1), true),
            (Part::column(Kind::Weight, 2, 3), true),
            (Part::from(cell), true),
            (Part::all(Kind::Gradient, 2), false),
            (Part::all(Kind::Weight, 1), false),
            (Part::row(Kind::Weight, 2, 3), false),
            (Part::column(Kind::Weight, 2, 1), false),
        ];
        for (part, has) in parts {
            assert_eq!(part.contains(cell), has, "{part:?}");
        }
        let row = Part::row(Kind::Net, 1, 2);
        assert!(row.is_in_row(Kind::Net, 1, 2) && Part::all(Kind::Net, 1).is_in_row(Kind::Net, 1, 2));
        assert!(!row.is_in_row(Kind::Out, 1, 2) && !row.is_in_row(Kind::Net, 2, 2));
        assert!(!row.is_in_row(Kind::Net, 1, 0));
        assert!(Part::all(Kind::Target, 2).is_of_sample() && Part::all(Kind::Out, 0).is_of_sample());
        assert!(!Part::all(Kind::Out, 1).is_of_sample() && !Part::all(Kind::Net, 0).is_of_sample());
    }
}
