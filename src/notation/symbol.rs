//! How a quantity is called: on the screen, and where only plain names are wanted.

use std::borrow::Cow;

use crate::engine::{Kind, Network, Part, Quantity};
use crate::text::{letters, push_letters, spell_ascii};

/// Bytes that most names have room in, so that they need not grow.
const ROOM: usize = 24;

/// Writes the names of one network's quantities; it needs the widths of the layers, since the
/// weights of a layer are counted row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    widths: Vec<usize>,
    ascii: bool,
}

impl Names {
    /// The names of this network.
    pub fn of(network: &Network) -> Self {
        Self { widths: network.widths(), ascii: false }
    }

    /// The widths of the layers.
    pub(super) fn widths(&self) -> &[usize] {
        &self.widths
    }

    /// The widths of the layers as the network is called by them: `2-4-3-2`.
    pub fn shape(&self) -> String {
        let widths: Vec<String> = self.widths.iter().map(usize::to_string).collect();
        widths.join("-")
    }

    /// The same names, spelled for the screen with ASCII characters only, or not.
    #[must_use]
    pub fn in_ascii(&self, ascii: bool) -> Self {
        Self { ascii, ..self.clone() }
    }

    /// Words and signs as these names are spelled.
    pub fn spell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.ascii { spell_ascii(text) } else { Cow::Borrowed(text) }
    }

    /// The letter of a layer: `a` is the input layer.
    pub fn layer(&self, layer: usize) -> String {
        letters(layer)
    }

    /// A neuron: `b3`.
    pub fn neuron(&self, layer: usize, row: usize) -> String {
        let mut name = String::with_capacity(ROOM);
        self.push_at(&mut name, Quantity::of(Kind::Out, layer, row));
        name
    }

    /// Adds the place of a weight or neuron within its layer, from 1, with the layer: `d4`.
    fn push_at(&self, to: &mut String, q: Quantity) {
        let number = if q.kind.is_matrix() && !q.kind.is_square() {
            let inputs = self.widths.get(q.layer.wrapping_sub(1)).copied().unwrap_or(0);
            q.row * inputs + q.column + 1
        } else {
            q.row + 1
        };
        push_letters(to, q.layer);
        to.push_str(itoa::Buffer::new().format(number));
    }

    /// A text of one's own as these names are spelled.
    fn spelled(&self, text: String) -> String {
        if self.ascii { spell_ascii(&text).into_owned() } else { text }
    }

    /// As it stands on the screen: `∂E/∂out_d1`, `δ_d1`, `w_b3`.
    pub fn screen(&self, q: Quantity) -> String {
        self.spelled(self.print(q))
    }

    fn print(&self, q: Quantity) -> String {
        let mut name = String::with_capacity(ROOM);
        self.push(&mut name, q);
        name
    }

    /// A name as the half of a derivative: `∂net_d1`.
    pub fn differential(&self, q: Quantity) -> String {
        let mut name = String::with_capacity(ROOM);
        name.push('∂');
        self.push(&mut name, q);
        self.spelled(name)
    }

    fn push(&self, to: &mut String, q: Quantity) {
        let start = match q.kind {
            Kind::Weight => "w_",
            Kind::Bias => "bias_",
            Kind::Net => "net_",
            Kind::Out => "out_",
            Kind::Target => "target_",
            Kind::Error => "E_",
            Kind::ErrorTotal => return to.push_str("E_total"),
            Kind::ErrorByOut => "∂E/∂out_",
            Kind::Slope => "slope_",
            Kind::Jacobian => "∂out_",
            Kind::Delta => "δ_",
            Kind::Gradient => "∂E/∂w_",
            Kind::BiasGradient => "∂E/∂bias_",
            Kind::MeanGradient => "mean ∂E/∂w_",
            Kind::MeanBiasGradient => "mean ∂E/∂bias_",
            Kind::WeightAfter => "new w_",
            Kind::BiasAfter => "new bias_",
            Kind::OutAfter => "new out_",
            Kind::ErrorTotalAfter => return to.push_str("new E_total"),
            Kind::LearningRate => return to.push('η'),
        };
        to.push_str(start);
        self.push_at(to, q);
        if q.kind == Kind::Jacobian {
            to.push_str("/∂net_");
            self.push_at(to, Quantity::of(Kind::Net, q.layer, q.column));
        }
    }

    /// As it is called on the command line and in data: `dE/dout_d1`, `delta_d1`, `updated w_b3`.
    pub fn plain(&self, q: Quantity) -> String {
        let mut place = String::with_capacity(ROOM);
        self.push_at(&mut place, q);
        match q.kind {
            Kind::Out if q.layer == 0 => place,
            Kind::ErrorByOut => format!("dE/dout_{place}"),
            Kind::Slope => format!("dout_{place}/dnet_{place}"),
            Kind::Jacobian => format!("dout_{place}/dnet_{}", self.neuron(q.layer, q.column)),
            Kind::Delta => format!("delta_{place}"),
            Kind::Gradient => format!("dE/dw_{place}"),
            Kind::BiasGradient => format!("dE/dbias_{place}"),
            Kind::MeanGradient => format!("mean dE/dw_{place}"),
            Kind::MeanBiasGradient => format!("mean dE/dbias_{place}"),
            Kind::WeightAfter => format!("updated w_{place}"),
            Kind::BiasAfter => format!("updated bias_{place}"),
            Kind::OutAfter => format!("out_{place} after the update"),
            Kind::ErrorTotalAfter => "E_total after the update".into(),
            Kind::LearningRate => "learning_rate".into(),
            _ => self.print(q),
        }
    }

    /// A layer's vector or matrix, or a single number, as it stands on the screen: `W_c`, `δ_c`.
    pub fn screen_part(&self, part: Part) -> String {
        match single(part) {
            Some(q) => self.screen(q),
            None => {
                let name = whole(part, ["∂E/∂out_", "slope_", "δ_", "∂E/∂W_", "∂E/∂bias_", "new "]);
                self.spelled(name)
            }
        }
    }

    /// The same in plain names: `W_c`, `delta_c`.
    pub fn plain_part(&self, part: Part) -> String {
        match single(part) {
            Some(q) if q.kind == Kind::Out && q.layer == 0 => self.print(q),
            Some(q) => self.plain(q),
            None => whole(part, ["dE/dout_", "slope_", "delta_", "dE/dW_", "dE/dbias_", "updated "]),
        }
    }
}

/// The one number that a part consists of, where it is one.
fn single(part: Part) -> Option<Quantity> {
    let (row, column) = (part.row?, part.column.or((!part.kind.is_matrix()).then_some(0))?);
    Some(Quantity { kind: part.kind, layer: part.layer, row, column })
}

fn whole(part: Part, [by_out, slope, delta, gradient, bias_gradient, new]: [&str; 6]) -> String {
    let layer = letters(part.layer);
    match part.kind {
        Kind::Weight => format!("W_{layer}"),
        Kind::Bias => format!("bias_{layer}"),
        Kind::Net => format!("net_{layer}"),
        Kind::Out => format!("out_{layer}"),
        Kind::Target => format!("target_{layer}"),
        Kind::Error => format!("E_{layer}"),
        Kind::ErrorTotal => "E_total".into(),
        Kind::ErrorByOut => format!("{by_out}{layer}"),
        Kind::Slope => format!("{slope}{layer}"),
        Kind::Jacobian => format!("J_{layer}"),
        Kind::Delta => format!("{delta}{layer}"),
        Kind::Gradient => format!("{gradient}{layer}"),
        Kind::BiasGradient => format!("{bias_gradient}{layer}"),
        Kind::MeanGradient => format!("mean {gradient}{layer}"),
        Kind::MeanBiasGradient => format!("mean {bias_gradient}{layer}"),
        Kind::WeightAfter => format!("{new}W_{layer}"),
        Kind::BiasAfter => format!("{new}bias_{layer}"),
        Kind::OutAfter => format!("{new}out_{layer}"),
        Kind::ErrorTotalAfter => format!("{new}E_total"),
        Kind::LearningRate => "η".into(),
    }
}
