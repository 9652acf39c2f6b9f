#!/usr/bin/env python3
"""The operating points of a trial, computed by ngspice: the yardstick of tools/measure-speed.

Only what ngspice itself takes is timed: setting sources, clamps and the resistances that moved, and
solving. Converters, noise, the rule and everything else of a trial are left out, in favour of ngspice.

Modes:
  shared  libngspice in this process: free point, then clamped point, on one network
  twin    libngspice; two copies of the network in one circuit, the clamps of the second computed from
          the first by controlled sources, so that one operating point gives both responses
  batch   one `ngspice -b` process and a control script with all trials, as shared

Usage: ngspice_trial.py NETLIST [--trials N] [--moves M] [--mode NAME] [--json]
NETLIST: as `wheatstone netlist BOARD --drive ... --clamp ...` prints it (with clamps).
"""
import argparse
import ctypes
import ctypes.util
import json
import os
import random
import re
import subprocess
import tempfile
import time

MODES = ("shared", "twin", "batch")
RELEASED_OHMS = 1e12


class Deck:
    """The lines of a netlist, by what they are."""

    def __init__(self, path):
        with open(path) as file:
            lines = [line.split() for line in file.read().lower().split(".control")[0].splitlines()]
        parts = {line[0]: line for line in lines if len(line) > 3 or line[:1] and line[0][0] == "r"}
        self.elements = [line for name, line in parts.items() if re.match(r"re\d", name)]
        self.sources = [line for name, line in parts.items() if re.match(r"vs\d", name)]
        self.source_ohms = [line for name, line in parts.items() if re.match(r"rs\d", name)]
        self.clamps = [line for name, line in parts.items() if re.match(r"vc\d", name)]
        self.clamp_ohms = [line for name, line in parts.items() if re.match(r"rc\d", name)]
        if not (self.elements and self.sources and len(self.clamps) == len(self.clamp_ohms) > 0):
            raise SystemExit(f"ngspice_trial.py: {path} is no netlist with sources and clamps")

    def single(self):
        rows = self.elements + self.sources + self.source_ohms + self.clamps + self.clamp_ohms
        return ["* one network"] + [" ".join(row) for row in rows] + [".end"]

    def twin(self, eta=0.1):
        rows = [list(row) for row in self.elements + self.sources + self.source_ohms]

        def copy(node):
            return node if node == "0" or node.startswith("p") else node + "_c"

        for row in self.elements + self.source_ohms:
            rows.append([row[0] + "_c", copy(row[1]), copy(row[2]), row[3]])
        for index, (volts, ohms) in enumerate(zip(self.clamps, self.clamp_ohms)):
            node, level = ohms[2], volts[1]
            # Level = (1 - eta) free + eta label.
            rows.append([volts[0], f"label{index}", "0", "dc", "1"])
            rows.append([f"ef{index}", level, f"mid{index}", node, "0", str(1 - eta)])
            rows.append([f"el{index}", f"mid{index}", "0", f"label{index}", "0", str(eta)])
            rows.append([ohms[0], level, copy(node), ohms[3]])
        return ["* free and clamped network"] + [" ".join(row) for row in rows] + [".end"]


def trial_commands(deck, mode, moves, rng):
    """One trial; of the sources, the first four are a flower's features, the others stand."""
    commands = [f"alter {row[0]}={rng.uniform(0, 3.3):.6f}" for row in deck.sources[:4]]
    if mode == "twin":
        commands += [f"alter {row[0]}={rng.uniform(0.5, 3):.6f}" for row in deck.clamps]
        commands.append("op")
    else:
        commands += [f"alter {row[0]}={RELEASED_OHMS}" for row in deck.clamp_ohms]
        commands.append("op")
        commands += [f"alter {row[0]}={row[3]}" for row in deck.clamp_ohms]
        commands += [f"alter {row[0]}={rng.uniform(0.5, 3):.6f}" for row in deck.clamps]
        commands.append("op")
    whole = int(moves) + (rng.random() < moves - int(moves))
    for row in rng.sample(deck.elements, min(whole, len(deck.elements))):
        ohms = f"{rng.uniform(1e3, 1e5):.3f}"
        commands.append(f"alter {row[0]}={ohms}")
        if mode == "twin":
            commands.append(f"alter {row[0]}_c={ohms}")
    return commands


class Shared:
    """libngspice, silent."""

    def __init__(self, lines):
        name = ctypes.util.find_library("ngspice") or "libngspice.so.0"
        self.library = ctypes.CDLL(name)
        self.library.ngSpice_Init(None, None, None, None, None, None, None)
        self.command = self.library.ngSpice_Command
        self.command.argtypes = [ctypes.c_char_p]
        rows = (ctypes.c_char_p * (len(lines) + 1))(*[line.encode() for line in lines], None)
        if self.library.ngSpice_Circ(rows) != 0:
            raise SystemExit("ngspice_trial.py: libngspice refuses the circuit")

    def run(self, trials):
        """Seconds for lists of encoded commands; results are dropped now and then, untimed."""
        seconds, command = 0.0, self.command
        for start in range(0, len(trials), 50):
            begun = time.perf_counter()
            for commands in trials[start:start + 50]:
                for text in commands:
                    command(text)
            seconds += time.perf_counter() - begun
            command(b"destroy all")
        return seconds

    def volts(self, node):
        class Complex(ctypes.Structure):
            _fields_ = [("real", ctypes.c_double), ("imaginary", ctypes.c_double)]

        class Vector(ctypes.Structure):
            _fields_ = [
                ("name", ctypes.c_char_p), ("kind", ctypes.c_int), ("flags", ctypes.c_short),
                ("real", ctypes.POINTER(ctypes.c_double)), ("complex", ctypes.POINTER(Complex)),
                ("length", ctypes.c_int)]

        get = self.library.ngGet_Vec_Info
        get.restype = ctypes.POINTER(Vector)
        return get(node.encode()).contents.real[0]


def run_shared(deck, mode, trials):
    shared = Shared(deck.twin() if mode == "twin" else deck.single())
    encoded = [[command.encode() for command in commands] for commands in trials]
    shared.run(encoded[:20])
    seconds = shared.run(encoded)
    for command in encoded[-1][:-1] + [b"op"]:
        shared.command(command)
    # The last point must be an answer: an output lies between the rails.
    volts = shared.volts(deck.clamp_ohms[0][2])
    if not 1e-3 < volts < 3.3:
        raise SystemExit(f"ngspice_trial.py: output at {volts} V; ngspice did not solve")
    return seconds


def run_batch(deck, trials):
    def spend(trials):
        lines = deck.single()[:-1] + [".control"]
        for index, commands in enumerate(trials):
            lines += commands
            if index % 50 == 49:
                lines.append("destroy all")
        with tempfile.NamedTemporaryFile("w", suffix=".cir", delete=False) as file:
            file.write("\n".join(lines + [".endc", ".end"]) + "\n")
        begun = time.perf_counter()
        subprocess.run(
            ["ngspice", "-b", file.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
        os.unlink(file.name)
        return seconds

    return spend(trials) - spend(trials[:1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("netlist")
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--moves", type=float, default=1, help="elements moved per trial")
    parser.add_argument("--mode", choices=MODES, default="twin")
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    deck = Deck(words.netlist)
    rng = random.Random(1)
    trials = [trial_commands(deck, words.mode, words.moves, rng) for _ in range(words.trials)]
    seconds = (
        run_batch(deck, trials) if words.mode == "batch" else run_shared(deck, words.mode, trials))
    result = {
        "mode": words.mode, "trials": words.trials, "seconds": seconds,
        "trials_per_second": words.trials / seconds}
    print(json.dumps(result) if words.json else "\n".join(f"{k}: {v}" for k, v in result.items()))


if __name__ == "__main__":
    main()
