"""PyTorch in its usual mode, one thread, 64 bits: one sample, all gradients."""

import torch

import common

torch.set_num_threads(1)

for widths in common.NETWORKS:
    matrices = [
        torch.tensor(rows, dtype=torch.float64, requires_grad=True) for rows in common.weights(widths)
    ]
    x, target = (torch.tensor(numbers, dtype=torch.float64) for numbers in common.sample(widths))

    def run():
        for w in matrices:
            w.grad = None
        out = x
        for w in matrices:
            out = torch.sigmoid(w @ out)
        (0.5 * ((target - out) ** 2).sum()).backward()

    common.print_median("PyTorch, eager", widths, run)
