#!/usr/bin/env python3
"""Random networks of the five dynamics and where scipy's solve_ivp brings them.

Usage: tools/references/networks.py        writes Tests/SimulatedBoardTests/Networks/references.json
Needs numpy and scipy. The equations are written a second time here, from the papers, on purpose.
"""
import json
import pathlib

import numpy as np
from scipy.integrate import solve_ivp

END = 4.0


def couplings(rng, nodes, share):
    pairs = [(i, j) for i in range(nodes) for j in range(nodes) if i != j]
    return [pair for pair in pairs if rng.random() < share]


def dense(nodes, pairs, values):
    matrix = np.zeros((nodes, nodes))
    for (to, source), value in zip(pairs, values):
        matrix[to, source] = value
    return matrix


def oscillators(rng):
    nodes = 7
    pairs = couplings(rng, nodes, 0.6)
    weights = rng.normal(0, 0.5, len(pairs))
    matrix = dense(nodes, pairs, weights)
    return dict(
        start=rng.normal(0, 1, nodes), pairs=pairs, parameters=weights,
        rates=lambda t, x: -x + matrix @ x)


def kuramoto(rng):
    nodes = 8
    pairs = couplings(rng, nodes, 0.5)
    strengths = rng.normal(0, 1, len(pairs))
    matrix = dense(nodes, pairs, strengths)
    omega = rng.normal(0, 1, nodes)
    return dict(
        start=rng.uniform(-3, 3, nodes), pairs=pairs, parameters=strengths, frequencies=omega,
        rates=lambda t, x: omega + (matrix * np.sin(x[None, :] - x[:, None])).sum(1))


def fire(rng):
    nodes = 6
    pairs = couplings(rng, nodes, 0.7)
    weights = rng.normal(0, 1, len(pairs))
    biases = rng.normal(0, 1, nodes)
    leaks = rng.uniform(0.5, 1.5, nodes)
    matrix = dense(nodes, pairs, weights)
    return dict(
        start=rng.normal(0, 1, nodes), pairs=pairs,
        parameters=np.concatenate([weights, biases, leaks]),
        rates=lambda t, x: -leaks * x + 1 / (1 + np.exp(-(matrix @ x + biases))))


def ecology(rng):
    nodes = 9
    pairs = couplings(rng, nodes, 0.8)
    strengths = rng.uniform(0, 2, len(pairs))
    matrix = dense(nodes, pairs, strengths) + np.eye(nodes)
    return dict(
        start=rng.uniform(0.1, 1, nodes), pairs=pairs, parameters=strengths, immigration=1e-3,
        rates=lambda t, x: x * (1 - matrix @ x) + 1e-3)


def chemistry(rng):
    nodes = 5
    triples = [(j, i, k) for j in range(nodes) for i in range(nodes) for k in range(nodes)
               if len({i, j, k}) == 3 and rng.random() < 0.4]
    parameters = rng.uniform(0.1, 1.5, (len(triples), 3))

    def rates(t, x):
        change = -0.7 * x
        for (j, i, k), (v, half, inhibition) in zip(triples, parameters):
            flow = v * x[j] / ((half + x[j]) * (1 + inhibition * x[k]))
            change[i] += flow
            change[j] -= flow
        return change

    return dict(
        start=rng.uniform(0.2, 1, nodes), triples=triples, parameters=parameters.ravel(),
        decay=0.7, rates=rates)


def main():
    out = []
    for kind in (oscillators, kuramoto, fire, ecology, chemistry):
        for seed in range(3):
            network = kind(np.random.default_rng(seed))
            rates = network.pop("rates")
            solution = solve_ivp(
                rates, (0, END), network["start"], method="DOP853", rtol=1e-13, atol=1e-14)
            assert solution.success
            out.append(dict(
                kind=kind.__name__, time=END, end=solution.y[:, -1].tolist(),
                **{key: value.tolist() if hasattr(value, "tolist") else value
                   for key, value in network.items()}))
    folder = pathlib.Path(__file__).parents[2] / "Tests/SimulatedBoardTests/Networks"
    lines = ",\n".join(json.dumps(entry) for entry in out)
    (folder / "references.json").write_text("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    main()
