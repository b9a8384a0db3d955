// TensorFlow Playground's engine: one sample, all gradients.
//
//     node playground.cjs CHECKOUT
//
// CHECKOUT is a copy of github.com/tensorflow/playground; nothing of it is part of this repository. Its
// engine is compiled to ES5 as its own build does, by the `typescript` package, which node must find
// (NODE_PATH). It learns for one output; the derivatives of the others are put in from here.
"use strict";

const fs = require("fs");
const path = require("path");
const typescript = require("typescript");

const source = fs.readFileSync(path.join(process.argv[2], "src", "nn.ts"), "utf8");
const compilerOptions = { module: "commonjs", target: "ES5" };
const engine = { exports: {} };
new Function("module", "exports", typescript.transpileModule(source, { compilerOptions }).outputText)(
  engine, engine.exports);
const nn = engine.exports;

const NETWORKS = [[2, 4, 3, 2], [16, 32, 32, 10], [784, 512, 256, 10]];

function median(numbers) {
  numbers.sort((one, other) => one - other);
  return numbers[Math.floor(numbers.length / 2)];
}

for (const widths of NETWORKS) {
  const sigmoid = nn.Activations.SIGMOID;
  const ids = Array.from({ length: widths[0] }, (_, n) => `a${n + 1}`);
  const network = nn.buildNetwork(widths, sigmoid, sigmoid, null, ids);
  const input = ids.map((_, n) => (n % 10) / 10 + 0.05);
  const outputs = network[network.length - 1];
  const run = () => {
    nn.forwardProp(network, input);
    for (let n = 0; n < outputs.length; n++) {
      outputs[n].outputDer = nn.Errors.SQUARE.der(outputs[n].output, n % 2);
    }
    nn.backProp(network, 0, nn.Errors.SQUARE);
  };
  const time = (times) => {
    const start = process.hrtime.bigint();
    for (let n = 0; n < times; n++) run();
    return Number(process.hrtime.bigint() - start) / times;
  };
  time(20); // until it is compiled
  const once = time(5);
  const batch = Math.max(1, Math.floor(200000 / once));
  time(batch * 20);
  const rounds = Math.max(5, Math.floor(1e9 / (once * batch)));
  const took = Array.from({ length: rounds }, () => time(batch));
  console.log(`TensorFlow Playground's engine\t${widths.join("-")}\t${median(took).toFixed(1)}`);
}
