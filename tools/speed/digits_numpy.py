#!/usr/bin/env python3
"""Equilibrium propagation of MNIST in numpy: the 784-500-10 network of Scellier and Bengio (2017).

Usage: digits_numpy.py net1 EPOCHS SEED FOLDER [BATCHES]

FOLDER holds the four idx files, packed by gzip or not. BATCHES: only so many of an epoch's 2,500, at
its beginning.

The peer of `engine-benchmark digits`: the same network, examples, sweeps, nudges and rates, in
float32; the input's product once per batch. Prints the same JSON object per epoch. For one core set
OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1.
"""

import gzip
import json
import os
import sys
import time

import numpy as np

BATCH, LEARNT, FREE, NUDGED = 20, 50_000, 20, 4
STEP, BETA, RATES = np.float32(0.5), np.float32(0.5), (0.1, 0.05)


def idx(folder, name, head):
    for path, opened in ((name, open), (name + ".gz", gzip.open)):
        path = os.path.join(folder, path)
        if os.path.exists(path):
            with opened(path, "rb") as file:
                return np.frombuffer(file.read(), np.uint8, offset=head)
    sys.exit(f"digits_numpy: error: no {name} in {folder}")


def images(folder, part):
    pixels = idx(folder, f"{part}-images-idx3-ubyte", 16).reshape(-1, 784)
    return pixels.astype(np.float32) / 256, idx(folder, f"{part}-labels-idx1-ubyte", 8)


class Network:
    def __init__(self, seed):
        self.draws = np.random.default_rng(seed)
        self.w1, self.w2 = self.start(784, 500), self.start(500, 10)
        self.b1, self.b2 = np.zeros(500, np.float32), np.zeros(10, np.float32)

    def start(self, rows, columns):
        reach = np.sqrt(6 / (rows + columns))
        return self.draws.uniform(-reach, reach, (rows, columns)).astype(np.float32)

    def relax(self, heard, hidden, output, sweeps, strength=None, target=None):
        for _ in range(sweeps):
            next_hidden = hidden + STEP * (heard + output @ self.w2.T - hidden)
            pull = hidden @ self.w2 + self.b2 - output
            if strength is not None:
                pull += strength * (target - output)
            output = np.clip(output + STEP * pull, 0, 1)
            hidden = np.clip(next_hidden, 0, 1)
        return hidden, output

    def free(self, pixels):
        heard = pixels @ self.w1 + self.b1
        rest = np.zeros((len(pixels), 500), np.float32), np.zeros((len(pixels), 10), np.float32)
        return heard, *self.relax(heard, *rest, FREE)

    def learn(self, pixels, labels):
        heard, hidden, output = self.free(pixels)
        beta = BETA if self.draws.random() < 0.5 else -BETA
        target = np.eye(10, dtype=np.float32)[labels]
        # The cost is the sum of squares: its gradient has a factor of 2.
        pushed = self.relax(heard, hidden, output, NUDGED, 2 * beta, target)
        rates = [np.float32(rate) / beta / len(pixels) for rate in RATES]
        self.w1 += rates[0] * (pixels.T @ (pushed[0] - hidden))
        self.b1 += rates[0] * (pushed[0] - hidden).sum(0)
        self.w2 += rates[1] * (pushed[0].T @ pushed[1] - hidden.T @ output)
        self.b2 += rates[1] * (pushed[1] - output).sum(0)
        return int((output.argmax(1) != labels).sum())


def main():
    if len(sys.argv) not in (5, 6) or sys.argv[1] != "net1":
        sys.exit(__doc__)
    epochs, seed, folder = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    learnt = int(sys.argv[5]) * BATCH if len(sys.argv) == 6 else LEARNT
    (pixels, labels), (unseen, answers) = images(folder, "train"), images(folder, "t10k")
    network = Network(seed)
    for _ in range(epochs):
        started, began = time.perf_counter(), time.process_time()
        wrong = sum(
            network.learn(pixels[n : n + BATCH], labels[n : n + BATCH])
            for n in range(0, learnt, BATCH)
        )
        seconds, processor = time.perf_counter() - started, time.process_time() - began
        line = {
            "trainError": wrong / learnt, "seconds": seconds, "processorSeconds": processor,
            "examples": learnt,
        }
        if learnt == LEARNT:
            line["testError"] = (network.free(unseen)[2].argmax(1) != answers).mean()
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
