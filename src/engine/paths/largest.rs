//! Which paths have the largest products, without going along each.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use super::Paths;
use crate::engine::{Kind, Network, Pass, Quantity, WeightId};

/// The product along a path from a neuron to the error, and the path's number among that neuron's.
type Product = (f64, u128);

/// Finds the paths with the largest products, of one weight after another.
///
/// From a neuron, a path goes on along one of the paths of a neuron of the next layer. Of those
/// neurons at most as many matter as paths are wanted: the ones whose largest product is largest, with
/// the factor on the way to them. So the largest product is worked out for every neuron, which costs a
/// multiplication a weight, and a list of products for those alone that matter.
#[derive(Debug)]
pub struct Largest<'a> {
    network: &'a Network,
    pass: &'a Pass,
    most: usize,
    /// The absolute value of each neuron's largest product; by layer, the last layer first.
    peaks: Vec<Vec<f64>>,
    /// By layer, of the neurons that were needed: their largest products, the largest first.
    lists: Vec<HashMap<usize, Vec<Product>>>,
}

impl<'a> Largest<'a> {
    /// Looks for `most` paths of each weight, in a pass of this network.
    pub fn new(network: &'a Network, pass: &'a Pass, most: usize) -> Self {
        Self { network, pass, most, peaks: Vec::new(), lists: vec![HashMap::new(); network.depth()] }
    }

    /// The numbers of the paths of a weight whose products are largest in absolute value, in order of
    /// their numbers; of equal ones the first. None where no number holds their count.
    pub fn of(&mut self, weight: WeightId) -> Vec<u128> {
        match Paths::new(self.network, weight).count() {
            None => return Vec::new(),
            Some(count) if count <= self.most as u128 => return (0..count).collect(),
            Some(_) if self.most == 0 => return Vec::new(),
            Some(_) => {}
        }
        self.measure(weight.layer);
        let mut numbers: Vec<u128> = self.list(weight).iter().map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// Works out the largest product of every neuron behind a layer.
    fn measure(&mut self, layer: usize) {
        let last = self.network.last();
        while self.peaks.len() < last - layer {
            let here = last - self.peaks.len();
            let peak = |row: usize| match self.peaks.last() {
                None => largest_of(Paths::ends(self.network, self.pass, row).map(|(product, _)| product)),
                Some(behind) => {
                    let slope = self.slope(here, row);
                    let product = |(k, peak): (usize, &f64)| self.weight(here + 1, k, row) * slope * peak;
                    largest_of(behind.iter().enumerate().map(product))
                }
            };
            let peaks = (0..self.network.width(here)).map(peak).collect();
            self.peaks.push(peaks);
        }
    }

    /// The list of the neuron that a weight leads to.
    fn list(&mut self, weight: WeightId) -> &[Product] {
        let last = self.network.last();
        // Whose lists each list is made of, from the weight on; those that are there need none.
        let mut plan: Vec<Vec<(usize, Vec<usize>)>> = Vec::new();
        let mut wanted = BTreeSet::from([weight.neuron]);
        for layer in weight.layer..=last {
            wanted.retain(|row| !self.lists[layer].contains_key(row));
            let rows: Vec<_> = wanted.iter().map(|&row| (row, self.nearest(layer, row))).collect();
            wanted = rows.iter().flat_map(|(_, next)| next.iter().copied()).collect();
            plan.push(rows);
        }
        for (offset, rows) in plan.into_iter().enumerate().rev() {
            let layer = weight.layer + offset;
            for (row, next) in rows {
                let products = self.products(layer, row, &next);
                self.lists[layer].insert(row, products);
            }
        }
        self.lists[weight.layer].get(&weight.neuron).map_or(&[], Vec::as_slice)
    }

    /// The neurons of the next layer along whose paths the largest products of this one's can go.
    fn nearest(&self, layer: usize, row: usize) -> Vec<usize> {
        let Some(behind) = (self.network.last() - layer).checked_sub(1) else { return Vec::new() };
        let slope = self.slope(layer, row);
        let product = |(k, peak): (usize, &f64)| (self.weight(layer + 1, k, row) * slope * peak, k as u128);
        let peaks = self.peaks[behind].iter().enumerate().map(product).collect();
        keep_largest(peaks, self.most).into_iter().map(|(_, k)| k as usize).collect()
    }

    /// The largest products of a neuron's paths, along those of these neurons of the next layer.
    fn products(&self, layer: usize, row: usize, next: &[usize]) -> Vec<Product> {
        if layer == self.network.last() {
            return keep_largest(Paths::ends(self.network, self.pass, row).collect(), self.most);
        }
        let behind = Paths::count_from(self.network, layer + 1).unwrap_or(1);
        let slope = self.slope(layer, row);
        let mut products = Vec::new();
        for &k in next {
            let factor = self.weight(layer + 1, k, row) * slope;
            let list = self.lists[layer + 1].get(&k).map_or(&[][..], Vec::as_slice);
            products.extend(list.iter().map(|&(v, n)| (v * factor, k as u128 * behind + n)));
        }
        keep_largest(products, self.most)
    }

    fn slope(&self, layer: usize, row: usize) -> f64 {
        self.pass.value(Quantity::of(Kind::Slope, layer, row)).unwrap_or(0.0)
    }

    fn weight(&self, layer: usize, neuron: usize, input: usize) -> f64 {
        let weight = Quantity::at(Kind::Weight, WeightId { layer, neuron, input });
        self.pass.value(weight).unwrap_or(0.0)
    }
}

/// The largest absolute value.
fn largest_of(products: impl Iterator<Item = f64>) -> f64 {
    products.map(f64::abs).max_by(f64::total_cmp).unwrap_or(0.0)
}

/// The largest in absolute value first; of equal ones that of the lower number.
fn by_size(a: &Product, b: &Product) -> Ordering {
    b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(&b.1))
}

/// So many of the largest, in order.
fn keep_largest(mut products: Vec<Product>, most: usize) -> Vec<Product> {
    if products.len() > most {
        products.select_nth_unstable_by(most, by_size);
        products.truncate(most);
    }
    products.sort_unstable_by(by_size);
    products
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Activation, Carry, Given, Init, Layer, Learning, Loss, Sample};
    use ndarray::{Array1, Array2};

    /// A pass of a network of these widths, whose weights come from this rule.
    fn pass(widths: &[usize], softmax: bool, weight: impl Fn(usize, usize, usize) -> f64) -> Pass {
        let last = widths.len() - 1;
        let layer = |layer: usize| Layer {
            weights: Array2::from_shape_fn((widths[layer], widths[layer - 1]), |(i, j)| weight(layer, i, j)),
            biases: None,
            activation: if softmax && layer == last {
                Activation::Softmax
            } else {
                Activation::LeakyRelu { leak: 0.5 }
            },
        };
        let network = Network::new((1..=last).map(layer).collect(), Loss::HalfSquaredError).unwrap();
        let sample = Sample { input: Array1::ones(widths[0]), target: Array1::zeros(widths[last]) };
        Pass::compute(Given { network: network.into(), sample, learning: Learning::default() }, Carry::Full)
    }

    /// The same by going along every path: from the error back, factor by factor as the lists do.
    fn all_sorted(pass: &Pass, weight: WeightId, most: usize) -> Vec<u128> {
        let network = pass.network();
        let paths = Paths::new(network, weight);
        let value = |q: Quantity| pass.value(q).unwrap();
        let product = |number: u128| {
            let factors: Vec<f64> = paths.nth(number).unwrap().factors().into_iter().map(value).collect();
            let end = factors[0] * factors[1];
            factors[2..factors.len() - 1].chunks(2).fold(end, |v, pair| v * (pair[0] * pair[1]))
        };
        let mut all: Vec<Product> = (0..paths.count().unwrap()).map(|n| (product(n), n)).collect();
        all.sort_by(by_size);
        let mut numbers: Vec<u128> = all.into_iter().take(most).map(|(_, number)| number).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn they_are_those_of_all_paths_sorted_also_where_many_are_equal() {
        let widths = [2, 7, 5, 6, 3];
        let draw = |layer: usize| Init::Xavier.draw(9, layer, widths[layer - 1], widths[layer]);
        let numbers: Vec<Array2<f64>> = (1..5).map(draw).collect();
        let passes = [
            pass(&widths, false, |layer, i, j| numbers[layer - 1][[i, j]]),
            pass(&widths, true, |layer, i, j| numbers[layer - 1][[i, j]]),
            // Of equal size all, or nearly: only the numbers decide.
            pass(&widths, false, |_, i, j| if (i + j) % 3 == 0 { -0.5 } else { 0.5 }),
            pass(&widths, true, |_, i, j| if i == j { 0.0 } else { 0.25 }),
        ];
        for (pass, most) in passes.iter().flat_map(|pass| [(pass, 1), (pass, 4), (pass, 24)]) {
            // One that has looked for others before finds the same.
            let mut shared = Largest::new(pass.network(), pass, most);
            for weight in pass.network().weight_ids().filter(|weight| weight.layer < 4) {
                let expected = all_sorted(pass, weight, most);
                assert_eq!(shared.of(weight), expected, "{most} {weight:?}");
                assert_eq!(
                    Largest::new(pass.network(), pass, most).of(weight),
                    expected,
                    "{most} {weight:?}"
                );
            }
        }
    }

    #[test]
    fn none_are_looked_for_where_none_are_wanted_or_none_has_a_number() {
        let weight = WeightId { layer: 1, neuron: 0, input: 0 };
        let small = pass(&[1, 2, 2], false, |_, _, _| 0.5);
        assert_eq!(Largest::new(small.network(), &small, 0).of(weight), []);
        let deep = pass(&[2; 140], false, |_, _, _| 0.5);
        assert_eq!(Largest::new(deep.network(), &deep, 24).of(weight), []);
    }
}
