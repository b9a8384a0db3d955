"""Forward and backward written by hand with NumPy, as a tutorial writes it: one sample, all gradients."""

import numpy as np

import common


def gradients(matrices, x, target):
    outs = [x]
    for w in matrices:
        outs.append(1 / (1 + np.exp(-(w @ outs[-1]))))
    delta = (outs[-1] - target) * outs[-1] * (1 - outs[-1])
    found = []
    for layer in range(len(matrices) - 1, -1, -1):
        found.append(np.outer(delta, outs[layer]))
        if layer > 0:
            delta = (matrices[layer].T @ delta) * outs[layer] * (1 - outs[layer])
    return found[::-1]


def error(matrices, x, target):
    for w in matrices:
        x = 1 / (1 + np.exp(-(w @ x)))
    return 0.5 * np.sum((target - x) ** 2)


def check(matrices, x, target):
    """The gradient by the first weight of each layer against a difference of errors."""
    for w, gradient in zip(matrices, gradients(matrices, x, target)):
        usual, epsilon = w[0, 0], 1e-5
        w[0, 0] = usual + epsilon
        above = error(matrices, x, target)
        w[0, 0] = usual - epsilon
        below = error(matrices, x, target)
        w[0, 0] = usual
        assert abs((above - below) / (2 * epsilon) - gradient[0, 0]) < 1e-8


for widths in common.NETWORKS:
    matrices = [np.array(rows) for rows in common.weights(widths)]
    x, target = map(np.array, common.sample(widths))
    check(matrices, x, target)
    common.print_median("NumPy by hand", widths, lambda: gradients(matrices, x, target))
