#!/usr/bin/env python3
"""Equilibrium propagation of MNIST in PyTorch on the CPU: the networks of Scellier and Bengio (2017).

Usage: digits_torch.py net1|net2|net3 EPOCHS SEED FOLDER [BATCHES] [THREADS]

The peer of `engine-benchmark digits`: the same network, examples, sweeps, nudges and rates, in
float32, batches of 20; BATCHES: only so many of an epoch's 2,500, at its beginning (0: all); THREADS
are 2 unless said otherwise. Prints the same JSON object per epoch.

No gradients are recorded; the input's product is formed once per batch; sums go into memory that is
there already, with the step's factors inside the products (addmm), four operations per layer and
sweep.
"""

import gzip
import json
import os
import sys
import time

import numpy as np
import torch

BATCH, LEARNT = 20, 50_000
NETWORKS = {
    "net1": ((784, 500, 10), 20, 4, 0.5, (0.1, 0.05)),
    "net2": ((784, 500, 500, 10), 150, 6, 1.0, (0.4, 0.1, 0.01)),
    "net3": ((784, 500, 500, 500, 10), 500, 8, 1.0, (0.128, 0.032, 0.008, 0.002)),
}


def idx(folder, name, head):
    for path, opened in ((name, open), (name + ".gz", gzip.open)):
        path = os.path.join(folder, path)
        if os.path.exists(path):
            with opened(path, "rb") as file:
                return np.frombuffer(file.read(), np.uint8, offset=head)
    sys.exit(f"digits_torch: error: no {name} in {folder}")


def images(folder, part):
    pixels = idx(folder, f"{part}-images-idx3-ubyte", 16).reshape(-1, 784)
    labels = idx(folder, f"{part}-labels-idx1-ubyte", 8)
    return torch.from_numpy(pixels.astype(np.float32) / 256), torch.from_numpy(labels.astype(int))


class Network:
    def __init__(self, name, seed):
        self.sizes, self.free_sweeps, self.nudged_sweeps, self.beta, self.rates = NETWORKS[name]
        self.draws = torch.Generator().manual_seed(seed)
        self.weights = [self.start(*ends) for ends in zip(self.sizes, self.sizes[1:])]
        self.biases = [torch.zeros(size) for size in self.sizes[1:]]
        self.room = {}

    def start(self, rows, columns):
        reach = (6 / (rows + columns)) ** 0.5
        return (torch.rand(rows, columns, generator=self.draws) * 2 - 1) * reach

    def relax(self, heard, states, spare, sweeps, nudge=None):
        """`heard`: half of what each layer hears whatever the others do. Steps are of one half."""
        weights, last = self.weights, len(states) - 1
        back = [w.t() for w in weights]
        for _ in range(sweeps):
            for k, (state, next_state) in enumerate(zip(states, spare)):
                if k < last:
                    torch.addmm(heard[k], states[k + 1], back[k + 1], alpha=0.5, out=next_state)
                    if k:
                        next_state.addmm_(states[k - 1], weights[k], alpha=0.5)
                else:
                    torch.addmm(heard[k], states[k - 1], weights[k], alpha=0.5, out=next_state)
                    if nudge is not None:
                        next_state.add_(nudge[0]).sub_(state, alpha=nudge[1])
                next_state.add_(state, alpha=0.5).clamp_(0, 1)
            states, spare = spare, states
        return states, spare

    def rest(self, count):
        if count not in self.room:
            self.room[count] = [
                [torch.zeros(count, size) for size in self.sizes[1:]] for _ in range(2)]
        for state in self.room[count][0]:
            state.zero_()
        return self.room[count]

    def free(self, pixels):
        heard = [bias * 0.5 for bias in self.biases]
        heard[0] = torch.addmm(self.biases[0], pixels, self.weights[0]) * 0.5
        return heard, *self.relax(heard, *self.rest(len(pixels)), self.free_sweeps)

    def learn(self, pixels, labels):
        heard, states, spare = self.free(pixels)
        free = [state.clone() for state in states]
        beta = self.beta if torch.rand(1, generator=self.draws) < 0.5 else -self.beta
        target = torch.zeros(len(pixels), 10)
        target[torch.arange(len(pixels)), labels] = 1
        # The cost is the sum of squares: its gradient has a factor of 2, and a step is one half.
        nudged, _ = self.relax(heard, states, spare, self.nudged_sweeps, (target * beta, beta))
        before, after = [pixels, *free], [pixels, *nudged]
        for k, alpha in enumerate(self.rates):
            rate = alpha / beta / len(pixels)
            if k:
                self.weights[k].addmm_(after[k].t(), after[k + 1], alpha=rate)
                self.weights[k].addmm_(before[k].t(), before[k + 1], alpha=-rate)
            else:
                self.weights[k].addmm_(pixels.t(), after[1] - before[1], alpha=rate)
            self.biases[k].add_((after[k + 1] - before[k + 1]).sum(0), alpha=rate)
        return int((free[-1].argmax(1) != labels).sum())


def main():
    if not 5 <= len(sys.argv) <= 7 or sys.argv[1] not in NETWORKS:
        sys.exit(__doc__)
    name, (epochs, seed), folder = sys.argv[1], map(int, sys.argv[2:4]), sys.argv[4]
    batches = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    torch.set_num_threads(int(sys.argv[6]) if len(sys.argv) > 6 else 2)
    learnt = batches * BATCH or LEARNT
    (pixels, labels), (unseen, answers) = images(folder, "train"), images(folder, "t10k")
    network = Network(name, seed)
    with torch.inference_mode():
        network.learn(pixels[:BATCH], labels[:BATCH])
        for _ in range(epochs):
            started, began = time.perf_counter(), time.process_time()
            wrong = sum(
                network.learn(pixels[n : n + BATCH], labels[n : n + BATCH])
                for n in range(0, learnt, BATCH))
            seconds, processor = time.perf_counter() - started, time.process_time() - began
            line = {
                "trainError": wrong / learnt, "seconds": seconds, "processorSeconds": processor,
                "examples": learnt}
            if not batches:
                found = network.free(unseen)[1][-1].argmax(1)
                line["testError"] = float((found != answers).float().mean())
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
