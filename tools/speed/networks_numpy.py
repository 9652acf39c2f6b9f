#!/usr/bin/env python3
"""Five networks that move in time, trained by numpy: a yardstick of their speed.

A trial is the free trajectory, the clamped one, the contrast of every parameter and the update
with its bounds; trials follow each other, for each needs what the one before learnt. As a physicist
would write it: one array operation for all nodes or elements, a Python loop over time. Float64, no
converters, no taps. Where there is a choice, numpy gets the easier side:
  - what happens to all samples alike (nudges, contrast) is done once per trial, as matrix products;
  - held nodes are rows of zeros in the matrices, not a mask in every stage;
  - sin(b - a) = sin b cos a - cos b sin a: 2 N sines and cosines, not one sine per coupling;
  - phases are never wrapped; nothing is accumulated before the first sample that is nudged.

Integration: classical fourth order, levels and pushes standing still from sample to sample.

Usage: networks_numpy.py SPEC.json | --check

SPEC.json is a list of tasks: name, physics (oscillators, kuramoto, lif, gates, ecology), nodes,
samples, stepsPerSample, step, nudge (position, force), inputs, outputs, eta, rate, low, high,
seconds; oscillators and kuramoto: reciprocal; kuramoto: couplings [[to, from], ...]; gates: channels
[[from, to, inhibitor], ...]. rate, low and high may be lists for the kinds of parameters: W, b, l of
lif, V, K, I of gates. Prints one line of JSON: trials per second, and the cost of the first and of
the last trial. --check: numba's parameters beside these.
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: threads only slow a 10 x 10 down

import json
import sys
import time

import numpy as np

NUDGES = {
    "oscillators": ("position", "force"), "kuramoto": ("position", "force"), "lif": ("force",),
    "gates": ("force",), "ecology": ("force",)}
IMMIGRATION, DECAY = 1e-5, 1.0


class Task:
    """A task's sizes, signals, start states and first parameters."""

    def __init__(self, spec):
        self.name, self.physics = spec["name"], spec["physics"]
        if spec["nudge"] not in NUDGES.get(self.physics, ()):
            raise ValueError(f"{self.name}: no {self.physics} with a nudge by {spec['nudge']}")
        self.n, self.samples = spec["nodes"], spec["samples"]
        self.steps, self.step = spec["stepsPerSample"], spec["step"]
        self.force, self.eta = spec["nudge"] == "force", spec["eta"]
        self.reciprocal = bool(spec.get("reciprocal"))
        self.inputs = np.array(spec.get("inputs") or [], np.intp)
        self.outputs = np.array(spec["outputs"], np.intp)
        self.couplings = np.array(spec.get("couplings") or [], np.intp).reshape(-1, 2)
        self.channels = np.array(spec.get("channels") or [], np.intp).reshape(-1, 3)
        self.seconds = spec.get("seconds", 1.0)
        kinds = 3 if self.physics in ("lif", "gates") else 1
        self.rates, self.low, self.high = (
            np.array(np.broadcast_to(spec[key], kinds), float) for key in ("rate", "low", "high"))
        # Neither a leak nor a half-saturation may vanish.
        if self.physics == "lif":
            self.low[2] = max(self.low[2], 0.2)
        elif self.physics == "gates":
            self.low[1] = max(self.low[1], 0.01)
        rng = np.random.default_rng(spec.get("seed", 0))
        self.signals()
        self.begin(rng)
        # What the sum of contrasts is multiplied by.
        if self.physics == "lif":
            share = self.step * self.steps
        else:
            share = 1 / (self.samples - self.first)
        self.scales = self.rates * share / self.eta

    def signals(self):
        """`levels[t]` of the inputs and `targets[t]` of the outputs; `weights[t]`: how much they
        count; `first`: the first sample at which they do."""
        interval = self.step * self.steps
        times = interval * np.arange(1, self.samples + 1)
        turn = 2 * np.pi * times / (interval * self.samples)
        level, target, weights = np.zeros_like(times), np.zeros_like(times), np.ones_like(times)
        if self.physics == "oscillators":
            level, target = np.sin(2 * turn), np.where(times > 0.6, np.sin(2 * turn - 0.6), 0.0)
        elif self.physics == "kuramoto":
            level = 0.5 * np.sin(turn)
            target = 0.5 * times if self.force else 1.5 * np.sin(turn)
        elif self.physics == "lif":
            level = 3 * np.sin(2 * turn)
            weights = np.zeros_like(times)
            width = max(self.samples // 100, 1)
            for place, wanted in ((0.25, 0.3), (0.5, 0.7), (0.75, 0.3), (0.95, 0.7)):
                start = int(place * self.samples) - width // 2
                weights[start:start + width] = 1 / (width * interval)
                target[start:start + width] = wanted
        elif self.physics == "gates":
            level, target = np.ones_like(times), np.full_like(times, 0.2)
            weights[:self.samples // 2] = 0
        else:
            target = np.full_like(times, 0.5)
        self.levels = np.repeat(level[:, None], len(self.inputs), 1)
        self.targets = np.repeat(target[:, None], len(self.outputs), 1)
        self.weights = weights
        self.first = int(np.flatnonzero(weights)[0])

    def begin(self, rng):
        """`starts`: trials take them in turn; `first_parameters`, arrays by the physics."""
        n = self.n
        self.starts = np.zeros((1, n))
        self.frequencies = np.zeros(n)
        if self.physics == "oscillators":
            w = rng.normal(0, 0.1, (n, n))
            w = (w + w.T) / 2 if self.reciprocal else w
            np.fill_diagonal(w, 0)
            parameters = [w]
        elif self.physics == "kuramoto":
            parameters = [rng.normal(0, 0.01, len(self.couplings))]
            if self.force:
                self.frequencies = rng.normal(0, 0.5, n)
                self.starts = rng.uniform(0, np.pi, (64, n))
        elif self.physics == "lif":
            w = rng.normal(0, 0.5, (n, n))
            np.fill_diagonal(w, 0)
            parameters = [w, rng.normal(0, 0.1, n), rng.uniform(0.8, 1.2, n)]
        elif self.physics == "gates":
            count = len(self.channels)
            parameters = [
                np.zeros(count), rng.normal(0.3, 0.1, count), rng.normal(1, 0.5, count)]
        else:
            a = rng.uniform(0, 2.4, (n, n))
            np.fill_diagonal(a, 1)
            self.starts = np.full((1, n), 0.5)
            parameters = [a]
        self.first_parameters = [
            np.clip(p, low, high) for p, low, high in zip(parameters, self.low, self.high)]
        if self.physics == "ecology":
            np.fill_diagonal(self.first_parameters[0], 1)


class Network:
    """A physics: its parameters, `rates` with some nodes held, and the contrast of every parameter.

    `contrasts` gets the free samples and what nudging moved, one row per sample."""

    floor = None

    def __init__(self, task):
        self.task = task
        self.parameters = [p.copy() for p in task.first_parameters]
        self.setup()

    def setup(self):
        pass

    def update(self, contrasts):
        task = self.task
        for kind, contrast in enumerate(contrasts):
            moved = self.parameters[kind] + task.scales[kind] * contrast
            self.parameters[kind] = np.clip(moved, task.low[kind], task.high[kind])


class Oscillators(Network):
    """dx_i/dt = -x_i + sum_j w_ij x_j"""

    def rates(self, held):
        matrix = self.parameters[0] - np.eye(self.task.n)
        matrix[held] = 0
        return matrix.dot

    def contrasts(self, x, d):
        both = d.T @ x
        return [both + both.T if self.task.reciprocal else both]

    def update(self, contrasts):
        super().update(contrasts)
        np.fill_diagonal(self.parameters[0], 0)


class Kuramoto(Network):
    """dphi_i/dt = omega_i + sum_j K_ij sin(phi_j - phi_i)"""

    def setup(self):
        self.to, self.source = self.task.couplings.T

    def rates(self, held):
        n = self.task.n
        k = np.zeros((n, n))
        k[self.to, self.source] = self.parameters[0]
        if self.task.reciprocal:
            k[self.source, self.to] = self.parameters[0]
        k[held] = 0
        omega = self.task.frequencies.copy()
        omega[held] = 0

        def rates(phi):
            s, c = np.sin(phi), np.cos(phi)
            return omega + c * k.dot(s) - s * k.dot(c)

        return rates

    def contrasts(self, phi, d):
        s, c = np.sin(phi), np.cos(phi)
        dense = (d * c).T @ s - (d * s).T @ c
        if self.task.reciprocal:
            dense += dense.T.copy()
        return [dense[self.to, self.source]]


class LeakyIntegrateAndFire(Network):
    """dx_i/dt = -l_i x_i + s(sum_j W_ij x_j + b_i) + I_i(t)"""

    def rates(self, held):
        w, b, leak = self.parameters

        def rates(x):
            return 1 / (1 + np.exp(-(w.dot(x) + b))) - leak * x

        return rates

    def contrasts(self, x, d):
        w, b, _ = self.parameters
        s = 1 / (1 + np.exp(-(x @ w.T + b)))
        pull = d * s * (1 - s)
        return [pull.T @ x, pull.sum(0), -(d * x).sum(0)]

    def update(self, contrasts):
        super().update(contrasts)
        np.fill_diagonal(self.parameters[0], 0)


class Gates(Network):
    """dc_i/dt = sum of phi that make i - sum of phi that use i up - c_i, with
    phi = V c_j / ((K + c_j) (1 + I c_k))"""

    floor = 0.0

    def setup(self):
        self.source, self.to, self.inhibitor = self.task.channels.T
        self.balance = np.zeros((self.task.n, len(self.source)))
        np.add.at(self.balance, (self.to, np.arange(len(self.to))), 1)
        np.add.at(self.balance, (self.source, np.arange(len(self.to))), -1)

    def rates(self, held):
        v, k, i = self.parameters
        source, inhibitor = self.source, self.inhibitor
        balance = self.balance.copy()
        balance[held] = 0
        decay = np.full(self.task.n, DECAY)
        decay[held] = 0

        def rates(c):
            substrate = c.take(source)
            flow = v * substrate / ((k + substrate) * (1 + i * c.take(inhibitor)))
            return balance.dot(flow) - decay * c

        return rates

    def contrasts(self, c, d):
        v, k, i = self.parameters
        substrate, brakes = c[:, self.source], c[:, self.inhibitor]
        total, brake = k + substrate, 1 + i * brakes
        by_v = (d[:, self.to] - d[:, self.source]) * substrate / (total * brake)
        by_flow = v * by_v
        return [
            by_v.sum(0), -(by_flow / total).sum(0), -(by_flow * brakes / brake).sum(0)]


class Ecology(Network):
    """dN_i/dt = N_i (1 - sum_j a_ij N_j) + D, a_ii = 1"""

    floor = 0.0

    def rates(self, held):
        a = self.parameters[0]
        return lambda x: x * (1 - a.dot(x)) + IMMIGRATION

    def contrasts(self, x, d):
        return [-((d * x).T @ x)]

    def update(self, contrasts):
        super().update(contrasts)
        np.fill_diagonal(self.parameters[0], 1)


PHYSICS = {
    "oscillators": Oscillators, "kuramoto": Kuramoto, "lif": LeakyIntegrateAndFire,
    "gates": Gates, "ecology": Ecology}


def trajectory(network, start, held, levels, push):
    """The state at every sample; `held` nodes stand at `levels[t]`; `push[t]` is added to rates."""
    task, floor = network.task, network.floor
    rates, h, holds = network.rates(held), task.step, len(held) > 0
    if push is not None:
        plain = rates
    x = start.copy()
    path = np.empty((task.samples, task.n))
    for t in range(task.samples):
        if holds:
            x[held] = levels[t]
        if push is not None:
            now = push[t]

            def rates(x):
                return plain(x) + now

        for _ in range(task.steps):
            k1 = rates(x)
            k2 = rates(x + h / 2 * k1)
            k3 = rates(x + h / 2 * k2)
            k4 = rates(x + h * k3)
            x = x + h / 6 * (k1 + 2 * (k2 + k3) + k4)
            if floor is not None:
                x = np.maximum(x, floor)
        path[t] = x
    return path


def trial(network, start):
    """One trial; returns the cost of the free trajectory."""
    task = network.task
    held, levels, drive = task.inputs, task.levels, None
    if task.physics == "lif":
        drive = np.zeros((task.samples, task.n))
        drive[:, task.inputs] = task.levels
        held = task.inputs[:0]
    free = trajectory(network, start, held, levels, drive)
    error = task.targets - free[:, task.outputs]
    if task.force:
        pull = np.sin(error) if task.physics == "kuramoto" else error
        push = np.zeros((task.samples, task.n)) if drive is None else drive
        push[:, task.outputs] += task.eta * task.weights[:, None] * pull
        clamped = trajectory(network, start, held, levels, push)
    else:
        held = np.concatenate([held, task.outputs])
        levels = np.hstack([levels, free[:, task.outputs] + task.eta * error])
        clamped = trajectory(network, start, held, levels, None)
    first = task.first
    network.update(network.contrasts(free[first:], clamped[first:] - free[first:]))
    cost = 1 - np.cos(error) if task.physics == "kuramoto" else error * error / 2
    return float(task.weights @ cost.sum(1)) / task.samples


class Trials:
    """A task that learns: `run(count)` does that many trials and returns the last one's cost."""

    def __init__(self, task):
        self.task, self.network, self.done = task, PHYSICS[task.physics](task), 0

    @property
    def parameters(self):
        return self.network.parameters

    def restart(self):
        self.network.parameters = [p.copy() for p in self.task.first_parameters]

    def run(self, count):
        for _ in range(count):
            cost = trial(self.network, self.task.starts[self.done % len(self.task.starts)])
            self.done += 1
        return cost


def measure(trials):
    """Trials per second, the best of three, and the cost at first and at last.

    Learning begins again every thousand trials: on and on at the same rate some tasks leave their
    solution, and a network that runs away may not take the usual time."""
    seconds = trials.task.seconds
    first = trials.run(1)  # compiles as well, where that is needed
    batch, took = 1, 0.0
    while took < min(seconds / 10, 0.2):
        began = time.perf_counter()
        last = run(trials, batch)
        took = time.perf_counter() - began
        rate = batch / took
        batch = max(2 * batch, 1)
    count = max(int(rate * seconds), 1)
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        last = run(trials, count)
        best = max(best, count / (time.perf_counter() - began))
    if not all(np.isfinite(p).all() for p in trials.parameters):
        raise ArithmeticError(
            f"{trials.task.name}: parameters are not finite; a smaller rate helps")
    return {"trialsPerSecond": best, "cost": [first, last]}


def run(trials, count):
    for done in range(0, count, 1000):
        trials.restart()
        cost = trials.run(min(1000, count - done))
    return cost


def main(make, versions):
    if len(sys.argv) != 2:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} SPEC.json | --check")
    with open(sys.argv[1]) as file:
        tasks = [Task(spec) for spec in json.load(file)]
    print(json.dumps({"tasks": {t.name: measure(make(t)) for t in tasks}, **versions}))


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        import networks_numba
        networks_numba.check()
    else:
        main(Trials, {"numpy": np.__version__})
