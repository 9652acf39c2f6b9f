#!/usr/bin/env python3
"""Equilibrium propagation in float64, from the same start weights and nudge signs as the device.

Usage: hopfield.py TAPS FOLDER --layers 784,500,10 --learn 50000 --epochs 2 --free 20 --nudged 4
                   --beta .5 --rates .1,.05 --seed 0 [--batch 20] [--step .5] [--stored]
                   [--shake SEED] [--after 200]

TAPS: the start taps, one a line in 2^-30, as digitald writes them for a plan of 0 trials (see
docs/digits.md). FOLDER: the idx files of MNIST. Prints the share of wrong answers while learning.
--stored: a relaxation begins where the picture's last one ended, else at zero. --shake: every start
weight is moved by one step of 2^-30 down or up, or not, drawn from SEED. --after: at the end, what is
wrong of what was learnt, from zero, with so many sweeps.

Scellier and Bengio, Front. Comput. Neurosci. 11, 24 (2017): E = 1/2 sum s^2 - sum s W s - sum b s,
C = sum (y - d)^2, s <- clip(s - step dF/ds, 0, 1), all layers at once.
"""
import argparse
import gzip
import os
import time

import numpy as np

MASK = (1 << 64) - 1


class Generator:
    """SplitMix64 (Steele, Lea, Flood 2014), one stream of a seed, as in Sources/FixedPoint."""

    def __init__(self, seed, stream):
        self.state = (stream + 0x9E3779B97F4A7C15) & MASK
        self.state = (seed ^ self.next()) & MASK
        self.state = self.next()

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


def idx(folder, name):
    for path in (os.path.join(folder, name), os.path.join(folder, name + ".gz")):
        if os.path.exists(path):
            data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
            sizes = [int.from_bytes(data[4 + 4 * i:8 + 4 * i], "big") for i in range(data[3])]
            return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sizes)
    raise SystemExit(f"hopfield.py: error: {folder} has no {name}; name MNIST's folder")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("taps")
    parser.add_argument("folder")
    for name, kind, default in [
        ("layers", str, "784,500,10"), ("learn", int, 50000), ("epochs", int, 2), ("free", int, 20),
        ("nudged", int, 4), ("beta", float, .5), ("rates", str, ".1,.05"), ("seed", int, 0),
        ("batch", int, 20), ("step", float, .5), ("shake", int, None), ("after", int, 0),
    ]:
        parser.add_argument("--" + name, type=kind, default=default)
    parser.add_argument("--stored", action="store_true")
    given = parser.parse_args()
    sizes = [int(size) for size in given.layers.split(",")]
    rates = [float(rate) for rate in given.rates.split(",")]
    taps = np.loadtxt(given.taps)
    if given.shake is not None:
        taps += np.random.default_rng(given.shake).integers(-1, 2, taps.size)
    taps /= 2.0**30
    weights, at = [], 0
    for rows, columns in zip(sizes, sizes[1:]):
        weights.append(taps[at:at + rows * columns].reshape(rows, columns).copy())
        at += rows * columns
    biases = []
    for size in sizes[1:]:
        biases.append(taps[at:at + size].copy())
        at += size
    images = idx(given.folder, "train-images-idx3-ubyte").reshape(-1, sizes[0])[:given.learn] / 256
    labels = idx(given.folder, "train-labels-idx1-ubyte")[:given.learn]
    targets = np.eye(sizes[-1])[labels]
    signs = Generator(given.seed, 1)
    last, step, batch = len(sizes) - 1, given.step, given.batch

    def relax(states, standing, sweeps, target=None, beta=0.0):
        for _ in range(sweeps):
            heard = []
            for layer in range(1, last + 1):
                sum_ = biases[layer - 1] + (standing if layer == 1 else states[layer - 1] @ weights[layer - 1])
                if layer < last:
                    sum_ = sum_ + states[layer + 1] @ weights[layer].T
                heard.append(sum_)
            if target is not None:
                heard[-1] = heard[-1] + 2 * beta * (target - states[last])
            for layer in range(1, last + 1):
                states[layer] = np.clip(states[layer] + step * (heard[layer - 1] - states[layer]), 0, 1)

    # A row for each picture; without --stored one batch that stays zero.
    stored = [np.zeros((given.learn if given.stored else batch, size)) for size in sizes[1:]]
    for epoch in range(given.epochs):
        wrong, began = 0, time.time()
        for start in range(0, given.learn, batch):
            inputs, target = images[start:start + batch], targets[start:start + batch]
            beta = given.beta * (-1 if signs.next() & 1 else 1)
            standing = inputs @ weights[0]
            rows = slice(start, start + batch) if given.stored else slice(0, batch)
            states = [inputs] + [layer[rows].copy() for layer in stored]
            relax(states, standing, given.free)
            if given.stored:
                for layer, end in zip(stored, states[1:]):
                    layer[rows] = end
            wrong += int((states[last].argmax(1) != labels[start:start + batch]).sum())
            free = [state.copy() for state in states]
            relax(states, standing, given.nudged, target, beta)
            for layer, rate in enumerate(rates):
                scale = rate / (beta * batch)
                weights[layer] += scale * (states[layer].T @ states[layer + 1] - free[layer].T @ free[layer + 1])
                biases[layer] += scale * (states[layer + 1] - free[layer + 1]).sum(0)
        print(f"epoch {epoch + 1}: {100 * wrong / given.learn:.3f} % wrong while learning, "
              f"{time.time() - began:.0f} s", flush=True)
    if given.after:
        wrong = 0
        for start in range(0, given.learn, 500):
            inputs = images[start:start + 500]
            states = [inputs] + [np.zeros((len(inputs), size)) for size in sizes[1:]]
            relax(states, inputs @ weights[0], given.after)
            wrong += int((states[last].argmax(1) != labels[start:start + 500]).sum())
        print(f"from zero, {given.after} sweeps: {100 * wrong / given.learn:.3f} % wrong of what was learnt")


main()
