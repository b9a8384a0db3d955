//! Frames of networks with other functions than the document's: softmax and tanh, ReLU and leaky
//! ReLU, cross-entropies, biases, batches.

#![allow(clippy::unwrap_used, reason = "what fails in a test fails the test")]

#[path = "support/driver.rs"]
mod driver;

use chainrule::lesson::{Lesson, View, Zoom};
use chainrule::scenario::{self, Scenario};
use driver::{draw, lit, open, text};

const SOFTMAX: &str = include_str!("functions/softmax.toml");
const RELU: &str = include_str!("functions/relu.toml");

fn scenario(source: &str) -> Scenario {
    scenario::parse(source, "functions").unwrap()
}

/// One step of each kind that the document's network does not have, or has otherwise.
const OF_SOFTMAX: &[&str] = &[
    "network/layers",
    "forward/b/bias",
    "forward/b/out",
    "forward/b/out/1",
    "forward/c/net",
    "forward/c/out",
    "forward/c/out/2",
    "error/c2",
    "error/descent",
    "error/dout",
    "error/dout/2",
    "chain/softmax",
    "chain/tanh",
    "chain/w_c1",
    "chain/w_c1/path/2",
    "chain/w_c1/path/2/2",
    "chain/w_c1/sum",
    "chain/w_b1",
    "chain/w_b1/path/2",
    "chain/bill",
    "pattern/c/jacobian",
    "pattern/c/jacobian/2",
    "pattern/c/jacobian/2/1",
    "pattern/c/collapse",
    "pattern/c/delta",
    "pattern/c/delta/2",
    "pattern/c/bias",
    "pattern/b/delta",
    "pattern/b/delta/1",
    "pattern/rule",
    "pattern/bill",
    "learn/c/bias",
    "learn/batch",
    "learn/c/mean",
    "learn/c/mean/1",
    "learn/c/mean/1/2",
    "learn/c/mean-bias",
    "learn/step",
    "check/all",
];
const OF_RELU: &[&str] = &[
    "forward/b/out",
    "forward/b/out/2",
    "forward/c/out/2",
    "forward/d/out/1",
    "error/d1",
    "error/dout",
    "chain/leaky-relu",
    "chain/relu",
    "chain/w_d1/error",
    "chain/w_d1/product",
    "chain/w_c1/path/1",
    "pattern/d/collapse",
    "pattern/d/delta",
    "pattern/d/delta/1",
    "pattern/c/delta",
    "pattern/c/delta/2",
    "pattern/b/delta/2",
    "pattern/bill",
];

#[test]
fn one_step_of_each_kind_at_three_sizes() {
    for (name, source, steps) in [("softmax", SOFTMAX, OF_SOFTMAX), ("relu", RELU, OF_RELU)] {
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            let mut all = String::new();
            for address in steps {
                let is_fine = address.matches('/').count() == 4 || address.ends_with("/1/2");
                let zoom = if is_fine { Zoom::Term } else { Zoom::Operation };
                let frame = draw(&open(scenario(source), address, zoom), width, height);
                all.extend([address, ", lit: ", &lit(&frame), "\n", &text(&frame), "\n\n"]);
            }
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), all);
        }
    }
}

/// On a usual screen nothing of a small network's formula is cut off at the right.
#[test]
fn formulas_of_small_networks_fit_the_screen() {
    for source in [SOFTMAX, RELU] {
        let scenario = scenario(source);
        let view = View::of(&scenario);
        let lesson = Lesson::new(scenario.clone(), view).unwrap();
        let outline = lesson.outline();
        for n in 0..outline.len(Zoom::Term) {
            let address = lesson.address_text(outline.at(Zoom::Term, n).unwrap());
            let frame = text(&draw(&open(scenario.clone(), &address, Zoom::Term), 120, 36));
            assert!(!frame.contains('▸'), "{address}\n{frame}");
        }
    }
}
