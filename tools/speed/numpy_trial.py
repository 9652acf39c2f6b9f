#!/usr/bin/env python3
"""The iris task on the default board, learnt by numpy: the yardstick of tools/measure-speed.

The same algorithm as the engine on the simulated board, as a numpy user would write it for speed:
sequential trials (learning is sequential), everything inside a trial vectorised, outputs
preallocated, constants folded. Where there is a choice, numpy gets the easier side:
  - the volts of the sources are converted once per example, not once per trial;
  - noise is drawn for a thousand trials at a time;
  - the network is solved anew only after a tap has moved, free and clamped in one stacked call;
  - the clamps' converter is a table;
  - no current limits, no journal, no faults, no self-tests.

Usage: numpy_trial.py BOARD_FOLDER [--trials N] [--seed S] [--variant NAME] [--json]
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: threads only slow a 9 x 9 down

import argparse
import csv
import json
import math
import time

import numpy as np
import yaml

VARIANTS = ("transfer", "inverse", "solve")


class Converter:
    """Channels of a DAC or ADC with the errors of the board file; volts in, volts out."""

    def __init__(self, settings, full, channels, rng):
        self.codes = 2 ** settings["bits"]
        self.step = full / self.codes
        self.gain = 1 + settings.get("gainErrorPercent", 0) / 100 * rng.standard_normal(channels)
        self.offset = settings.get("offsetMillivolts", 0) / 1e3 * rng.standard_normal(channels)
        share = rng.uniform(-1, 1, channels)
        peak = settings.get("integralErrorSteps", 0)
        self.bow = 4 * share * peak
        self.twist = (1 - np.abs(share)) * peak * 18 / math.sqrt(3)
        self.noise_codes = settings.get("noiseMillivolts", 0) / 1e3 / self.step

    def output(self, volts):
        """DAC: the volts given for the volts asked."""
        code = np.clip(np.rint(volts / self.step), 0, self.codes - 1)
        x = code / self.codes
        bent = code + x * (1 - x) * (self.bow + self.twist * (1 - 2 * x))
        return bent * self.step * self.gain + self.offset


class Network:
    """Nodes, elements and channels of a board file, with tolerances drawn."""

    def __init__(self, folder, rng):
        with open(os.path.join(folder, "board.yaml")) as file:
            board = yaml.safe_load(file)
        self.full = board["fullScaleVolts"]
        nodes = {name: i for i, name in enumerate(board["nodes"])}
        self.sources = [source["node"] for source in board["sources"]]
        self.clamps = [clamp["node"] for clamp in board["clamps"]]
        self.count = n = len(nodes)
        self.source_nodes = np.array([nodes[name] for name in self.sources])
        self.clamp_nodes = np.array([nodes[name] for name in self.clamps])
        self.source_siemens = 1 / np.array([s["seriesOhms"] for s in board["sources"]], float)
        self.clamp_siemens = 1 / np.array([c["seriesOhms"] for c in board["clamps"]], float)
        ends = np.array([[nodes[a], nodes[b]] for a, b in board["elements"]])
        m = self.elements = len(ends)
        self.incidence = np.zeros((m, n))
        self.incidence[np.arange(m), ends[:, 0]] = 1
        self.incidence[np.arange(m), ends[:, 1]] = -1
        # The Laplacian is linear in the conductances: flat Laplacian = stamp @ conductances.
        self.stamp = np.ascontiguousarray(
            np.einsum("ei,ej->ije", self.incidence, self.incidence).reshape(n * n, m))
        ground = np.zeros((n, n))
        ground[self.source_nodes, self.source_nodes] += self.source_siemens
        held = ground.copy()
        held[self.clamp_nodes, self.clamp_nodes] += self.clamp_siemens
        self.base = np.stack([ground, held]).reshape(2, n * n)
        pot = board["parts"]["pot"]
        self.taps_min, self.taps_max = pot["minimumTap"], pot["taps"] - 1
        self.start_tap = self.taps_min + (self.taps_max - self.taps_min + 1) // 2
        ohms = pot["endToEndOhms"]
        ohms = float(ohms[:-1]) * 1e3 if str(ohms).endswith("k") else float(ohms)
        tolerance = pot["tolerancePercent"] / 100
        ohms = ohms * (1 + tolerance * rng.uniform(-1, 1, m))
        places = np.arange(pot["taps"]) / pot["taps"]
        self.table = 1 / np.maximum(1e-3, pot["wiperOhms"] + ohms[:, None] * places)
        dac, adc = board["converters"]["dac"], board["converters"]["adc"]
        self.source_dac = Converter(dac, self.full, len(self.sources), rng)
        self.clamp_dac = Converter(dac, self.full, len(self.clamps), rng)
        self.adc = Converter(adc, self.full, n, rng)
        # Settling for ten time constants, as the engine does by default.
        self.remainder = math.exp(-10.0) if "settling" in board else 0.0


class Task:
    """Examples of a task file: volts of every source, targets, and the class of each."""

    def __init__(self, folder, network, rng):
        with open(os.path.join(folder, "iris.yaml")) as file:
            task = yaml.safe_load(file)
        with open(os.path.join(folder, task["data"]["file"])) as file:
            rows = list(csv.DictReader(file))
        classes = list(task["classes"])
        labels = np.array([classes.index(row[task["data"]["label"]]) for row in rows])
        per_class = task["data"]["train"]["perClass"]
        train = np.concatenate([
            rng.permutation(np.flatnonzero(labels == c))[:per_class] for c in range(len(classes))])
        test = np.setdiff1d(np.arange(len(rows)), train)
        volts = np.zeros((len(rows), len(network.sources)))
        for name, value in task["rails"].items():
            volts[:, network.sources.index(name)] = value
        for entry in task["inputs"]:
            column = np.array([float(row[entry["column"]]) for row in rows])
            low, high = column[train].min(), column[train].max()
            asked = entry["lowVolts"] + (column - low) / (high - low) * (
                entry["highVolts"] - entry["lowVolts"])
            volts[:, network.sources.index(entry["source"])] = np.clip(asked, 0, network.full)
        order = [task["outputs"].index(name) for name in network.clamps]
        self.targets = np.array(list(task["classes"].values()))[:, order]
        given = network.source_dac.output(volts)
        self.train, self.train_labels = given[train], labels[train]
        self.test, self.test_labels = given[test], labels[test]
        self.eta, self.schedule = task["eta"], task["schedule"]
        self.default_trials = task["trials"]


def learn(network, task, trials, rng, variant):
    """`trials` sequential trials; returns seconds, taps moved, the mean square error and share of right
    answers on the way (the learning curve), and a function that answers."""
    n, m, k = network.count, network.elements, len(network.clamps)
    adc, clamps = network.adc, network.clamp_nodes
    sources = len(network.sources)
    # Volts to codes, with gain and offset; the integral error as a polynomial of the place.
    per_volt = adc.gain / adc.step
    at_zero = adc.offset / adc.step
    a, b, c = adc.bow + adc.twist, adc.bow + 3 * adc.twist, 2 * adc.twist
    inverse_codes, top = 1 / adc.codes, np.full(n, adc.codes - 1.0)
    zeros, whole = np.zeros(n), np.ones(n)
    # The clamps' converter, by its input code.
    clamp_codes = network.clamp_dac.codes
    codes = np.arange(clamp_codes)[:, None] * network.clamp_dac.step
    clamp_table = np.ascontiguousarray(network.clamp_dac.output(codes).T).ravel()
    clamp_row = np.arange(k) * clamp_codes
    clamp_top = np.full(k, clamp_codes - 1.0)
    clamp_zero = np.zeros(k)
    same_step = adc.step / network.clamp_dac.step
    # What drives the network: source currents, then clamp currents.
    drive_siemens = np.zeros((n, sources + k))
    drive_siemens[network.source_nodes, np.arange(sources)] = network.source_siemens
    drive_siemens[clamps, sources + np.arange(k)] = network.clamp_siemens
    levels = np.zeros(sources + k)
    free_levels, clamp_levels = levels[:sources], levels[sources:]
    free_siemens = np.ascontiguousarray(drive_siemens[:, :sources])
    matrices = np.empty((2, n * n))
    square = matrices.reshape(2, n, n)
    laplacian = np.empty(n * n)
    currents = np.empty(n)
    # Codes of the free and of the clamped sample.
    seen = np.empty((2, n))
    free, clamped = seen
    volts, settled = np.empty(n), np.empty(n)
    x, bend = np.empty(n), np.empty(n)
    push, asked = np.empty(k), np.empty(k)
    missing, squares = np.empty((len(task.targets), k)), np.empty((len(task.targets), k))
    ones, distances = np.ones(k), np.empty(len(task.targets))
    error, right = 0.0, 0
    drops = np.empty((2, m))
    incidence = np.ascontiguousarray(network.incidence.T)
    contrast, owed, moves = np.empty(m), np.full(m, 0.5), np.empty(m)
    taps = np.full(m, network.start_tap)
    flat_table = network.table.ravel()
    table_row = np.arange(m) * network.table.shape[1]
    remainder, reached = network.remainder, 1 - network.remainder
    targets = task.targets / adc.step
    rint, add, multiply, subtract = np.rint, np.add, np.multiply, np.subtract
    minimum, maximum, floor, nonzero = np.minimum, np.maximum, np.floor, np.count_nonzero
    inverse, solve = np.linalg.inv, np.linalg.solve
    maps = [None, None]

    def refresh():
        """Conductances and whatever is solved ahead, after a move."""
        network.stamp.dot(flat_table.take(table_row + taps), laplacian)
        add(network.base, laplacian, matrices)
        if variant == "transfer":
            # From source and clamp volts straight to codes: gain and settling folded in.
            inverses = inverse(square)
            scale = per_volt[:, None]
            maps[0] = (inverses[0].dot(free_siemens)) * (scale * reached)
            maps[1] = (inverses[1].dot(drive_siemens)) * (scale * reached)
        elif variant == "inverse":
            maps[0], maps[1] = inverse(square)
        else:
            maps[0], maps[1] = square

    def read(place, into):
        """Codes from places: integral error, then quantisation."""
        multiply(place, inverse_codes, x)
        maximum(x, zeros, out=x)
        minimum(x, whole, out=x)
        multiply(c, x, bend)
        subtract(b, bend, bend)
        multiply(bend, x, bend)
        subtract(a, bend, bend)
        multiply(bend, x, bend)
        add(place, bend, into)
        rint(into, into)
        maximum(into, zeros, out=into)
        minimum(into, top, out=into)

    def respond(index, drive, levels):
        """Volts (or, with maps, codes) that the network settles to."""
        if variant == "transfer":
            return maps[index].dot(levels, volts)
        drive.dot(levels, currents)
        if variant == "inverse":
            maps[index].dot(currents, volts)
        else:
            volts[:] = solve(maps[index], currents)
        return volts

    refresh()
    schedule = [(s["fromTrial"], s["rate"] / task.eta / adc.codes**2) for s in task.schedule]
    stage = -1
    eta, example_count = task.eta, len(task.train)
    moved = 0
    block = 1000
    seconds = 0.0
    done = 0
    while done < trials:
        count = min(block, trials - done)
        started = time.perf_counter()
        noise = rng.standard_normal((count, 2, n)) * adc.noise_codes + at_zero
        order = np.concatenate([
            rng.permutation(example_count) for _ in range(count // example_count + 1)]).tolist()
        labels = task.train_labels[order].tolist()
        for t in range(count):
            if stage + 1 < len(schedule) and done + t >= schedule[stage + 1][0]:
                stage += 1
                rate = -schedule[stage][1]  # a higher tap conducts worse
            free_noise, clamped_noise = noise[t]
            # Free: drive, settle from 0 V, sample.
            free_levels[:] = task.train[order[t]]
            response = respond(0, free_siemens, free_levels)
            if variant != "transfer":
                multiply(response, reached, settled)
                multiply(settled, per_volt, x)
                read(add(x, free_noise, volts), free)
            else:
                settled[:] = response
                read(add(response, free_noise, volts), free)
            # Nudge: V_F + eta (target - V_F), through the clamps' converter.
            free.take(clamps, None, asked)
            subtract(targets, asked, missing)
            label = labels[t]
            # Nearest class: squared distances to all targets; the right one's is the error.
            multiply(missing, missing, squares)
            squares.dot(ones, distances)
            error += distances[label]
            right += distances.argmin() == label
            multiply(missing[label], eta, push)
            add(asked, push, asked)
            multiply(asked, same_step, asked)
            rint(asked, asked)
            maximum(asked, clamp_zero, out=asked)
            minimum(asked, clamp_top, out=asked)
            clamp_table.take(asked.astype(np.intp) + clamp_row, None, clamp_levels)
            # Clamped: settle on from the free response, sample.
            response = respond(1, drive_siemens, levels)
            if variant == "transfer":
                multiply(settled, remainder, settled)
                add(response, settled, volts)
                read(add(volts, clamped_noise, volts), clamped)
            else:
                multiply(response, reached, volts)
                multiply(settled, remainder, settled)
                add(volts, settled, volts)
                multiply(volts, per_volt, volts)
                read(add(volts, clamped_noise, volts), clamped)
            # Contrast, proportional rule, residual.
            seen.dot(incidence, drops)
            multiply(drops, drops, drops)
            subtract(drops[0], drops[1], contrast)
            multiply(contrast, rate, contrast)
            add(owed, contrast, owed)
            floor(owed, moves)
            if nonzero(moves):
                subtract(owed, moves, owed)
                wanted = taps + moves.astype(np.intp)
                now = wanted.clip(network.taps_min, network.taps_max)
                owed[now != wanted] = 0.5
                moved += nonzero(now != taps)
                taps = now
                refresh()
        seconds += time.perf_counter() - started
        done += count

    def accuracy(examples, labels):
        hits = 0
        for example, label in zip(examples, labels):
            response = respond(0, free_siemens, example)
            place = response if variant == "transfer" else response * reached * per_volt
            read(place + at_zero + rng.standard_normal(n) * adc.noise_codes, free)
            hits += ((free[clamps] - targets) ** 2).sum(axis=1).argmin() == label
        return hits / len(labels)

    curve = (error * adc.step**2 / k / trials, right / trials)
    return seconds, moved, curve, accuracy


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("board", help="the folder with board.yaml and iris.yaml")
    parser.add_argument("--trials", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--variant", choices=VARIANTS, default=VARIANTS[0])
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    rng = np.random.Generator(np.random.SFC64(words.seed))
    network = Network(words.board, rng)
    task = Task(words.board, network, rng)
    trials = words.trials or task.default_trials
    seconds, moved, curve, accuracy = learn(network, task, trials, rng, words.variant)
    result = {
        "variant": words.variant, "trials": trials, "seconds": seconds,
        "trials_per_second": trials / seconds, "moved_per_trial": moved / trials,
        "error_mean": float(curve[0]), "right_share": float(curve[1]),
        "accuracy_train": accuracy(task.train, task.train_labels),
        "accuracy_test": accuracy(task.test, task.test_labels), "numpy": np.__version__,
    }
    print(json.dumps(result) if words.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
