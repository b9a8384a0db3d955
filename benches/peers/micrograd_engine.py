"""micrograd, which differentiates number by number: one sample, all gradients. It has no sigmoid; one is
made of what it has. The largest network is left out: it would take minutes."""

import math

from micrograd.engine import Value

import common


def sigmoid(net):
    exponential = Value(math.exp(-net.data), (net,), "exp")

    def backward():
        net.grad -= exponential.data * exponential.grad

    exponential._backward = backward
    return (exponential + 1) ** -1


for widths in common.NETWORKS[:2]:
    matrices = [[[Value(w) for w in row] for row in rows] for rows in common.weights(widths)]
    x, target = common.sample(widths)

    def run():
        for rows in matrices:
            for row in rows:
                for w in row:
                    w.grad = 0
        outs = x
        for rows in matrices:
            outs = [sigmoid(sum((w * x for w, x in zip(row, outs)), Value(0.0))) for row in rows]
        sum(((out - t) ** 2 * 0.5 for out, t in zip(outs, target)), Value(0.0)).backward()

    common.print_median("micrograd", widths, run)
