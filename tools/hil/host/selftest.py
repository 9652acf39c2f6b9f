"""Boots the machine twice and checks what PROTOCOL.md promises."""

import os
import tempfile
import time

from . import checks, emulator, faults
from .bench import LOAD, Machine
from .expect import expect
from .paths import Failure, say


def main():
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hil-") as folder:
        try:
            traces = [_first_boot(folder), _second_boot(folder)]
        except (OSError, TimeoutError) as error:
            log = _text(os.path.join(folder, "console.log"))
            raise Failure(f"self-test: {error!r}\nthe machine's console:\n{log}") from None
        finally:
            emulator.stop(folder)
    expect("the traces of two boots", traces[0] == traces[1], True, f"{traces}")
    say(f"the same {len(traces[0])} requests in two boots")
    say(f"self-test passed, {time.monotonic() - start:.0f} s")
    return 0


def _text(path):
    try:
        with open(path, errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _run(machine, *steps):
    for step in steps:
        step(machine)
        say(f"passed: {step.__doc__.rstrip('.')}")


def _first_boot(folder):
    machine = Machine(folder)
    _run(machine, faults.no_model)
    machine.attach()
    trace = checks.trace(machine)
    _run(machine, checks.spi, checks.i2c, checks.gpio, checks.owner, checks.files, checks.strace)
    _run(machine, faults.errors, faults.short_transfers, faults.timeout, faults.killed,
         faults.killed_holder, faults.model_leaves, faults.malformed, faults.reload)
    _run(machine, checks.speed, checks.power_off)
    return trace


def _second_boot(folder):
    machine = Machine(folder, append="spidev.bufsiz=65536", parameters=LOAD + " decoys=1")
    machine.attach()
    trace = checks.trace(machine)
    _run(machine, checks.renumbered, checks.large, checks.decoy)
    return trace
