"""What the peers in Python share: the networks, numbers to start from, and how time is taken."""

import math
import statistics
import time

NETWORKS = [[2, 4, 3, 2], [16, 32, 32, 10], [784, 512, 256, 10]]


def name(widths):
    return "-".join(map(str, widths))


def weights(widths):
    """Matrices as lists of rows, a row a neuron; the same at every run."""
    count = 0
    matrices = []
    for inputs, neurons in zip(widths, widths[1:]):
        around = math.sqrt(6 / (inputs + neurons))
        rows = []
        for _ in range(neurons):
            rows.append([around * (2 * ((count + j) * 0.618033988749895 % 1) - 1) for j in range(inputs)])
            count += inputs
        matrices.append(rows)
    return matrices


def sample(widths):
    return [n % 10 / 10 + 0.05 for n in range(widths[0])], [float(n % 2) for n in range(widths[-1])]


def print_median(what, widths, run, seconds=1.0, least=5):
    """Runs for about so long, in batches that the clock can tell, and prints the median of a run. The clock
    is the process's own: what else the machine does meanwhile is not counted."""
    clock = time.process_time_ns
    run()
    start = clock()
    run()
    once = max(clock() - start, 1)
    batch = max(1, 200_000 // once)
    rounds = max(least, int(seconds * 1e9 / (once * batch)))
    took = []
    for _ in range(rounds):
        start = clock()
        for _ in range(batch):
            run()
        took.append((clock() - start) / batch)
    print(f"{what}\t{name(widths)}\t{statistics.median(took):.1f}", flush=True)
