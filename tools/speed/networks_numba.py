#!/usr/bin/env python3
"""Five networks that move in time, trained by numba on one thread: a yardstick.

Tasks, signals, arithmetic and output are those of networks_numpy.py; here all of a trial is
compiled: both trajectories, contrast, update and bounds. Written to be fast without changing what is computed
(no fastmath; four evaluations a step):
  - sizes, steps and index tables are constants of the compiled code;
  - matrices are stored by columns, padded to eight rows, and multiplied eight sums at a time, which
    LLVM turns into vector instructions (its SLP pass, which numba leaves off by itself);
  - sines and cosines are polynomials good to 1e-15, which become vector instructions; the C
    library's take one number at a time (eight times slower). For ten exponentials that does not pay;
  - held nodes are zeros in a working copy of the matrix, made once per trajectory;
  - nothing is allocated inside a trial, and no references are counted (two to four times as fast).

Usage: networks_numba.py [--library] SPEC.json | --check

--library takes math.sin and math.cos, as most users would.
"""
import os

os.environ.setdefault("NUMBA_SLP_VECTORIZE", "1")  # before numba

import functools
import math
import sys

import networks_numpy as plain  # sets what BLAS needs before numpy
import numba
import numpy as np
from numba import config

# Nothing here allocates. Without this, every array that is taken out of a tuple is counted in and
# out, which takes as long as the rates themselves.
njit = functools.partial(numba.njit, _nrt=False)
LIBRARY = "--library" in sys.argv


def padded(count):
    return -(-count // 8) * 8


def wide(vector, m):
    """A copy with zeros behind it."""
    return np.concatenate([vector, np.zeros(m - len(vector))])


def columns(matrix, m):
    """`result[j, i]` is `matrix[i, j]`, with zeros around it."""
    result = np.zeros((m, m))
    result[:matrix.shape[1], :matrix.shape[0]] = matrix.T
    return result


def products(n, m):
    """Functions of padded columns: a matrix times a vector, and the sum of outer products."""

    @njit
    def dense(a, x, k):
        for i in range(0, m, 8):
            s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = 0.0
            for j in range(n):
                y = x[j]
                s0 += a[j, i] * y
                s1 += a[j, i + 1] * y
                s2 += a[j, i + 2] * y
                s3 += a[j, i + 3] * y
                s4 += a[j, i + 4] * y
                s5 += a[j, i + 5] * y
                s6 += a[j, i + 6] * y
                s7 += a[j, i + 7] * y
            k[i] = s0
            k[i + 1] = s1
            k[i + 2] = s2
            k[i + 3] = s3
            k[i + 4] = s4
            k[i + 5] = s5
            k[i + 6] = s6
            k[i + 7] = s7

    @njit
    def outer(c, x, d):
        for i in range(0, m, 8):
            d0, d1, d2, d3 = d[i], d[i + 1], d[i + 2], d[i + 3]
            d4, d5, d6, d7 = d[i + 4], d[i + 5], d[i + 6], d[i + 7]
            for j in range(n):
                y = x[j]
                c[j, i] += d0 * y
                c[j, i + 1] += d1 * y
                c[j, i + 2] += d2 * y
                c[j, i + 3] += d3 * y
                c[j, i + 4] += d4 * y
                c[j, i + 5] += d5 * y
                c[j, i + 6] += d6 * y
                c[j, i + 7] += d7 * y

    return dense, outer


def waves_of(m):
    """The function that fills s and c with the sines and cosines of m phases below 1e5."""
    if LIBRARY:

        @njit
        def library(x, s, c):
            for i in range(m):
                s[i] = math.sin(x[i])
                c[i] = math.cos(x[i])

        return library

    # Quarter turns in three parts, and fdlibm's coefficients between -pi/4 and pi/4.
    per_quarter, whole = 2 / math.pi, 1.5 * 2.0**52
    part1, part2 = 1.57079632673412561417, 6.07710050630396597660e-11
    part3 = 2.0222662487959506e-21

    @njit
    def polynomials(x, s, c):
        for i in range(m):
            quarters = (x[i] * per_quarter + whole) - whole
            r = ((x[i] - quarters * part1) - quarters * part2) - quarters * part3
            z = r * r
            sine = r + r * z * (-1.66666666666666324348e-01 + z * (
                8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * (
                    2.75573137070700676789e-06 + z * (
                        -2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))))
            cosine = 1 - (0.5 * z - z * z * (4.16666666666666019037e-02 + z * (
                -1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * (
                    -2.75573143513906633035e-07 + z * (
                        2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))))))
            place = quarters - 4 * math.floor(quarters * 0.25)
            odd = (place == 1.0) | (place == 3.0)
            one, other = (cosine, sine) if odd else (sine, cosine)
            s[i] = -one if place >= 2.0 else one
            c[i] = -other if (place == 1.0) | (place == 2.0) else other

    return polynomials


def dense_update(task, m, diagonal):
    """Of a matrix in columns: `w` moves along `c`, which becomes zero."""
    n, reciprocal = task.n, task.reciprocal and task.physics == "oscillators"
    scale, low, high = task.scales[0], task.low[0], task.high[0]

    @njit
    def update(w, c):
        for j in range(n):
            for i in range(n):
                moved = c[j, i] + c[i, j] if reciprocal else c[j, i]
                w[j, i] = min(max(w[j, i] + scale * moved, low), high)
            w[j, j] = diagonal
        c[:] = 0.0

    return update


# Each physics gives its model (arrays), what is done before a trajectory, its rates, its contrast at a
# sample, its update, and the way back to the parameters as numpy has them.


def oscillators(task, m):
    n = task.n
    dense, outer = products(n, m)
    turn = dense_update(task, m, 0.0)
    model = (columns(task.first_parameters[0], m), np.zeros((m, m)), np.zeros((m, m)))

    @njit
    def prepare(model, moves):
        w, work, _ = model
        for j in range(n):
            for i in range(n):
                work[j, i] = w[j, i] * moves[i]
            work[j, j] = -moves[j]

    @njit
    def rates(model, x, k):
        dense(model[1], x, k)

    @njit
    def contrast(model, x, d):
        outer(model[2], x, d)

    @njit
    def update(model):
        turn(model[0], model[2])

    return model, prepare, rates, contrast, update, lambda: [model[0][:n, :n].T]


def kuramoto(task, m):
    n = task.n
    to, source = (np.ascontiguousarray(column) for column in task.couplings.T)
    count, reciprocal = len(to), task.reciprocal
    scale, low, high = task.scales[0], task.low[0], task.high[0]
    # Every direction that pulls, by the node that it pulls.
    ends = np.concatenate([to, source]) if reciprocal else to
    order = np.argsort(ends, kind="stable")
    pulled, edge = ends[order], order % count
    pulling = (np.concatenate([source, to]) if reciprocal else source)[order]
    begins = np.searchsorted(pulled, np.arange(n + 1))
    directions = len(order)
    # A short list costs less than a matrix.
    listed = directions * 4 < n * n
    dense, outer = products(n, m)
    waves = waves_of(m)
    strengths = task.first_parameters[0].copy()
    square, row = (lambda: np.zeros((m, m))), (lambda: np.zeros(m))
    model = (
        strengths, wide(task.frequencies, m), row(), row(), row(), np.zeros(directions), square(),
        row(), row(), np.zeros(count), square(), square())

    @njit
    def prepare(model, moves):
        k, frequencies, omega, pulls, matrix = model[0], model[1], model[2], model[5], model[6]
        for p in range(directions):
            pulls[p] = k[edge[p]] * moves[pulled[p]]
            if not listed:
                matrix[pulling[p], pulled[p]] = pulls[p]
        for i in range(m):
            omega[i] = frequencies[i] * moves[i]

    @njit
    def rates(model, x, k):
        omega, s, c, pulls, matrix = model[2], model[3], model[4], model[5], model[6]
        by_sine, by_cosine = model[7], model[8]
        waves(x, s, c)
        if listed:
            for i in range(n):
                sine = cosine = 0.0
                for p in range(begins[i], begins[i + 1]):
                    sine += pulls[p] * s[pulling[p]]
                    cosine += pulls[p] * c[pulling[p]]
                k[i] = omega[i] + c[i] * sine - s[i] * cosine
        else:
            dense(matrix, s, by_sine)
            dense(matrix, c, by_cosine)
            for i in range(m):
                k[i] = omega[i] + c[i] * by_sine[i] - s[i] * by_cosine[i]

    @njit
    def contrast(model, x, d):
        s, c = model[3], model[4]
        waves(x, s, c)
        if listed:
            sums = model[9]
            for e in range(count):
                i, j = to[e], source[e]
                lever = d[i] - d[j] if reciprocal else d[i]
                sums[e] += lever * (s[j] * c[i] - c[j] * s[i])
        else:
            dc, ds = model[7], model[8]
            for i in range(m):
                dc[i] = d[i] * c[i]
                ds[i] = d[i] * s[i]
            outer(model[10], s, dc)
            outer(model[11], c, ds)

    @njit
    def update(model):
        k, sums, by_sine, by_cosine = model[0], model[9], model[10], model[11]
        for e in range(count):
            i, j = to[e], source[e]
            total = sums[e]
            if not listed:
                total = by_sine[j, i] - by_cosine[j, i]
                if reciprocal:
                    total += by_sine[i, j] - by_cosine[i, j]
            k[e] = min(max(k[e] + scale * total, low), high)
            sums[e] = 0.0
        if not listed:
            by_sine[:] = 0.0
            by_cosine[:] = 0.0

    return model, prepare, rates, contrast, update, lambda: [strengths]


def lif(task, m):
    n = task.n
    dense, outer = products(n, m)
    turn = dense_update(task, m, 0.0)
    w, b, leak = task.first_parameters
    model = (
        columns(w, m), wide(b, m), wide(leak, m), np.zeros((m, m)), np.zeros(m), np.zeros(m),
        np.zeros(m), np.zeros(m))
    (_, b_scale, l_scale), (_, b_low, l_low) = task.scales, task.low
    _, b_high, l_high = task.high

    @njit
    def prepare(model, moves):
        pass

    @njit
    def rates(model, x, k):
        b, leak, h = model[1], model[2], model[7]
        dense(model[0], x, h)
        for i in range(n):
            k[i] = 1 / (1 + math.exp(-(h[i] + b[i]))) - leak[i] * x[i]

    @njit
    def contrast(model, x, d):
        b, by_w, by_b, by_leak, pull, s = (
            model[1], model[3], model[4], model[5], model[6], model[7])
        dense(model[0], x, s)
        for i in range(n):
            s[i] = 1 / (1 + math.exp(-(s[i] + b[i])))
            pull[i] = d[i] * (s[i] * (1 - s[i]))
            by_b[i] += pull[i]
            by_leak[i] -= d[i] * x[i]
        outer(by_w, x, pull)

    @njit
    def update(model):
        b, leak, by_b, by_leak = model[1], model[2], model[4], model[5]
        turn(model[0], model[3])
        for i in range(n):
            b[i] = min(max(b[i] + b_scale * by_b[i], b_low), b_high)
            leak[i] = min(max(leak[i] + l_scale * by_leak[i], l_low), l_high)
            by_b[i] = 0.0
            by_leak[i] = 0.0

    return model, prepare, rates, contrast, update, lambda: [
        model[0][:n, :n].T, model[1][:n], model[2][:n]]


def gates(task, m):
    # By substrate, and four at a time: what is missing in the last four turns nothing over.
    order = np.argsort(task.channels[:, 0], kind="stable")
    n, count, decay = task.n, len(order), plain.DECAY
    size = -(-count // 4) * 4
    ends = np.zeros((size, 3), np.intp)
    ends[:count] = task.channels[order]
    source, to, inhibitor = (np.ascontiguousarray(column) for column in ends.T)
    used = np.searchsorted(source[:count], np.arange(n + 1))
    made = np.argsort(to[:count], kind="stable")
    makes = np.searchsorted(to[made], np.arange(n + 1))
    first = np.ones((3, size)) * [[0.0], [1.0], [0.0]]
    first[:, :count] = np.array(task.first_parameters)[:, order]
    parameters = tuple(first)
    model = (*parameters, *np.zeros((4, size)), np.zeros(m))
    (v_scale, k_scale, i_scale), (v_low, k_low, i_low) = task.scales, task.low
    v_high, k_high, i_high = task.high

    @njit
    def prepare(model, moves):
        for i in range(m):
            model[7][i] = moves[i]

    @njit
    def rates(model, x, k):
        v, half, inhibition, flow, moves = model[0], model[1], model[2], model[3], model[7]
        for e in range(0, size, 4):
            y0, y1, y2, y3 = x[source[e]], x[source[e + 1]], x[source[e + 2]], x[source[e + 3]]
            z0, z1 = x[inhibitor[e]], x[inhibitor[e + 1]]
            z2, z3 = x[inhibitor[e + 2]], x[inhibitor[e + 3]]
            f0 = v[e] * y0 / ((half[e] + y0) * (1 + inhibition[e] * z0))
            f1 = v[e + 1] * y1 / ((half[e + 1] + y1) * (1 + inhibition[e + 1] * z1))
            f2 = v[e + 2] * y2 / ((half[e + 2] + y2) * (1 + inhibition[e + 2] * z2))
            f3 = v[e + 3] * y3 / ((half[e + 3] + y3) * (1 + inhibition[e + 3] * z3))
            flow[e] = f0
            flow[e + 1] = f1
            flow[e + 2] = f2
            flow[e + 3] = f3
        for i in range(n):
            gain, loss = 0.0, decay * x[i]
            for e in range(used[i], used[i + 1]):
                loss += flow[e]
            for p in range(makes[i], makes[i + 1]):
                gain += flow[made[p]]
            k[i] = (gain - loss) * moves[i]

    @njit
    def term(model, x, d, e):
        y, z = x[source[e]], x[inhibitor[e]]
        total, brake = model[1][e] + y, 1 + model[2][e] * z
        # One division for three.
        whole = 1 / (total * brake)
        one = (d[to[e]] - d[source[e]]) * y * whole
        flow = model[0][e] * one * whole
        return one, flow * brake, flow * total * z

    @njit
    def contrast(model, x, d):
        by_v, by_k, by_i = model[4], model[5], model[6]
        for e in range(0, size, 4):
            v0, k0, i0 = term(model, x, d, e)
            v1, k1, i1 = term(model, x, d, e + 1)
            v2, k2, i2 = term(model, x, d, e + 2)
            v3, k3, i3 = term(model, x, d, e + 3)
            by_v[e] += v0
            by_v[e + 1] += v1
            by_v[e + 2] += v2
            by_v[e + 3] += v3
            by_k[e] -= k0
            by_k[e + 1] -= k1
            by_k[e + 2] -= k2
            by_k[e + 3] -= k3
            by_i[e] -= i0
            by_i[e + 1] -= i1
            by_i[e + 2] -= i2
            by_i[e + 3] -= i3

    @njit
    def update(model):
        v, k, i, _, by_v, by_k, by_i, _ = model
        for e in range(count):
            v[e] = min(max(v[e] + v_scale * by_v[e], v_low), v_high)
            k[e] = min(max(k[e] + k_scale * by_k[e], k_low), k_high)
            i[e] = min(max(i[e] + i_scale * by_i[e], i_low), i_high)
        by_v[:] = 0.0
        by_k[:] = 0.0
        by_i[:] = 0.0

    back = np.argsort(order)
    return model, prepare, rates, contrast, update, lambda: [p[back] for p in parameters]


def ecology(task, m):
    n, immigration = task.n, plain.IMMIGRATION
    dense, outer = products(n, m)
    turn = dense_update(task, m, 1.0)
    model = (columns(task.first_parameters[0], m), np.zeros((m, m)), np.zeros(m))

    @njit
    def prepare(model, moves):
        pass

    @njit
    def rates(model, x, k):
        dense(model[0], x, k)
        for i in range(n):
            k[i] = x[i] * (1 - k[i]) + immigration

    @njit
    def contrast(model, x, d):
        pull = model[2]
        for i in range(n):
            pull[i] = -d[i] * x[i]
        outer(model[1], x, pull)

    @njit
    def update(model):
        turn(model[0], model[1])

    return model, prepare, rates, contrast, update, lambda: [model[0][:n, :n].T]


PHYSICS = {
    "oscillators": oscillators, "kuramoto": kuramoto, "lif": lif, "gates": gates,
    "ecology": ecology}


def compile_run(task, m, prepare, rates, contrast, update):
    """The trials of a task as one compiled function."""
    samples, steps, h, eta, first = task.samples, task.steps, task.step, task.eta, task.first
    inputs, outputs, start_count = task.inputs, task.outputs, len(task.starts)
    input_count, output_count = len(inputs), len(outputs)
    force, phases = task.force, task.physics == "kuramoto"
    driven, pushed = task.physics == "lif", task.force or task.physics == "lif"
    floored = task.physics in ("gates", "ecology")

    @njit
    def stage(model, x, k, push):
        rates(model, x, k)
        if pushed:
            for i in range(m):
                k[i] += push[i]

    @njit
    def unrolled(model, x, push, k1, k2, k3, k4, s):
        stage(model, x, k1, push)
        for i in range(m):
            s[i] = x[i] + h / 2 * k1[i]
        stage(model, s, k2, push)
        for i in range(m):
            s[i] = x[i] + h / 2 * k2[i]
        stage(model, s, k3, push)
        for i in range(m):
            s[i] = x[i] + h * k3[i]
        stage(model, s, k4, push)
        for i in range(m):
            moved = x[i] + h / 6 * (k1[i] + 2 * (k2[i] + k3[i]) + k4[i])
            x[i] = max(moved, 0.0) if floored else moved

    @njit
    def looped(model, x, push, total, k, _, __, s):
        for number in range(4):
            if number == 0:
                for i in range(m):
                    s[i] = x[i]
            else:
                reach = h if number == 3 else h / 2
                for i in range(m):
                    s[i] = x[i] + reach * k[i]
            stage(model, s, k, push)
            share = h / 3 if number == 1 or number == 2 else h / 6
            for i in range(m):
                total[i] = share * k[i] if number == 0 else total[i] + share * k[i]
        for i in range(m):
            x[i] = max(x[i] + total[i], 0.0) if floored else x[i] + total[i]

    # Rates that are long are better compiled once than four times.
    long = task.physics == "kuramoto" and len(task.couplings) * 4 >= task.n * task.n
    advance = looped if long else unrolled

    @njit
    def drive(x, push, levels):
        for a in range(input_count):
            if driven:
                push[inputs[a]] = levels[a]
            else:
                x[inputs[a]] = levels[a]

    waves = waves_of(padded(output_count))

    @njit
    def judge(x, target, pull, errors, sines, cosines):
        """The cost at a sample; `pull` becomes what draws every output to its target."""
        cost = 0.0
        for o in range(output_count):
            errors[o] = target[o] - x[outputs[o]]
        if phases:
            waves(errors, sines, cosines)
        for o in range(output_count):
            pull[o] = sines[o] if phases and force else errors[o]
            cost += 1 - cosines[o] if phases else errors[o] * errors[o] / 2
        return cost

    @njit
    def run(count, done, model, starts, levels, targets, weights, moves, path, pulls, room, ends):
        x, push, d = room[0], room[1], room[2]
        errors, sines, cosines = ends[0], ends[1], ends[2]
        k1, k2, k3, k4, s = room[3], room[4], room[5], room[6], room[7]
        cost = 0.0
        for trial in range(done, done + count):
            start = starts[trial % start_count]
            for i in range(m):
                x[i] = start[i]
                push[i] = 0.0
            prepare(model, moves[0])
            cost = 0.0
            for t in range(samples):
                drive(x, push, levels[t])
                for _ in range(steps):
                    advance(model, x, push, k1, k2, k3, k4, s)
                for i in range(m):
                    path[t, i] = x[i]
                cost += weights[t] * judge(x, targets[t], pulls[t], errors, sines, cosines)
            for i in range(m):
                x[i] = start[i]
                push[i] = 0.0
            prepare(model, moves[1])
            for t in range(samples):
                free = path[t]
                for o in range(output_count):
                    push[outputs[o]] = 0.0
                drive(x, push, levels[t])
                for o in range(output_count):
                    if force:
                        push[outputs[o]] += eta * weights[t] * pulls[t, o]
                    else:
                        x[outputs[o]] = free[outputs[o]] + eta * pulls[t, o]
                for _ in range(steps):
                    advance(model, x, push, k1, k2, k3, k4, s)
                if t >= first:
                    for i in range(m):
                        d[i] = x[i] - free[i]
                    contrast(model, free, d)
            update(model)
        return cost / samples

    return run


class Trials:
    """A task that learns: `run(count)` does that many trials and returns the last one's cost."""

    def __init__(self, task):
        self.task, self.done = task, 0
        m = padded(task.n)
        self.model, *parts, self.unpack = PHYSICS[task.physics](task, m)
        self.first = [array.copy() for array in self.model]
        self.compiled = compile_run(task, m, *parts)
        moves = np.ones((2, m))
        moves[:, task.n:] = 0
        if task.physics != "lif":
            moves[:, task.inputs] = 0
        if not task.force:
            moves[1, task.outputs] = 0
        starts = np.array([wide(start, m) for start in task.starts])
        self.rest = (
            starts, task.levels, task.targets, task.weights, moves,
            np.zeros((task.samples, m)), np.zeros((task.samples, len(task.outputs))),
            np.zeros((8, m)), np.zeros((3, padded(len(task.outputs)))))

    @property
    def parameters(self):
        return self.unpack()

    def restart(self):
        for array, first in zip(self.model, self.first):
            array[:] = first

    def run(self, count):
        cost = self.compiled(count, self.done, self.model, *self.rest)
        self.done += count
        return cost


def check_specs():
    """Small tasks of every physics and nudge."""
    import itertools

    common = {"step": 0.05, "seconds": 0.1, "reciprocal": False, "low": 0, "high": 5}
    pairs = [list(pair) for pair in itertools.permutations(range(9), 2)]
    linear = {
        "physics": "oscillators", "nodes": 10, "samples": 100, "stepsPerSample": 2, "inputs": [0],
        "outputs": [9], "eta": 0.5, "rate": 0.1, "low": -2, "high": 2}
    phases = {
        "physics": "kuramoto", "nodes": 9, "samples": 80, "stepsPerSample": 2, "inputs": [0],
        "outputs": [8], "eta": 0.1, "rate": 0.3, "low": -5}
    tasks = []
    for nudge, reciprocal in itertools.product(("position", "force"), (False, True)):
        both = {"nudge": nudge, "reciprocal": reciprocal}
        tasks += [{**common, **linear, **both}]
        for couplings in (pairs[::5], pairs):
            if reciprocal:
                couplings = [pair for pair in couplings if pair[0] < pair[1]]
            tasks += [{**common, **phases, **both, "couplings": couplings}]
    tasks += [
        {**common, "physics": "kuramoto", "nodes": 9, "samples": 60, "stepsPerSample": 1,
         "nudge": "force", "outputs": list(range(9)), "couplings": pairs, "eta": 0.1, "rate": 0.1},
        {**common, "physics": "lif", "nodes": 10, "samples": 200, "stepsPerSample": 1,
         "nudge": "force", "inputs": [0], "outputs": [0, 9], "eta": 1, "rate": 0.5,
         "low": [-8, -8, 0.2], "high": [8, 8, 3]},
        {**common, "physics": "gates", "nodes": 6, "samples": 50, "stepsPerSample": 1,
         "step": 0.2, "nudge": "force", "inputs": [0, 1, 2], "outputs": [5],
         "channels": [list(c) for c in itertools.permutations(range(6), 3)], "eta": 1,
         "rate": [0.25, 0.075, 1], "low": [0, 0.01, 0], "high": [3, 5, 10]},
        {**common, "physics": "ecology", "nodes": 20, "samples": 300, "stepsPerSample": 2,
         "nudge": "force", "outputs": [3, 5], "eta": 0.1, "rate": 0.3, "high": 2.4}]
    return [{"name": f"{number} {task['physics']}", **task} for number, task in enumerate(tasks)]


def check():
    """Three trials of each: the parameters of both, and that they moved."""
    worst = 0.0
    for spec in check_specs():
        both = [kind(plain.Task(spec)) for kind in (plain.Trials, Trials)]
        costs = [one.run(3) for one in both]
        first, theirs, ours = (
            np.concatenate([np.ravel(p) for p in parameters])
            for parameters in (both[0].task.first_parameters, *(one.parameters for one in both)))
        apart, moved = abs(theirs - ours).max(), abs(theirs - first).max()
        worst = max(worst, apart)
        print(
            f"{spec['name']}, {spec['nudge']}{', reciprocal' if spec['reciprocal'] else ''}: "
            f"moved {moved:.2g}, apart {apart:.1e}, costs apart {abs(costs[0] - costs[1]):.1e}")
        if not (apart <= 1e-9 and abs(costs[0] - costs[1]) <= 1e-9):
            sys.exit("numpy and numba do not agree to 1e-9")
        if not moved > 1e-6:
            sys.exit("nothing has been learnt: these trials cannot show a difference")
    print(f"numpy and numba agree to {worst:.1e}")


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        sys.argv = [word for word in sys.argv if word != "--library"]
        plain.main(Trials, {
            "numba": numba.__version__, "numpy": np.__version__,
            "functions": "library" if LIBRARY else "polynomials",
            "svml": bool(config.USING_SVML)})
