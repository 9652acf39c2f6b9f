"""Checks of the buses as they should work."""

import re
import time

from . import emulator
from .control import READ_FILE, RUN
from .expect import expect
from .paths import say
from .requests import (CS_CHANGE, GPIO_BIAS, GPIO_GET, GPIO_INPUT, GPIO_OUTPUT, GPIO_RELEASED,
                       GPIO_SET, I2C, READS, SPI, WRITES)

LABEL = "pinctrl-bcm2711"


def spi(machine):
    """An SPI message is one request with all its transfers."""
    lines, trace = machine.use("spi", "0.3", "3", "1000000", "06c000", "0102", "ff")
    expect("SPI answer", lines, ["6", "f93fff", "fefd", "00"])
    expect("SPI requests", [(r.kind, r.bus, r.select, r.mode) for r in trace], [(SPI, 0, 3, 3)])
    expect("SPI parts", [(p.flags, p.length, p.speed_hz, p.delay_us, p.bits_per_word, p.data)
                         for p in trace[0].parts],
           [(READS | WRITES | CS_CHANGE, 3, 1000000, 0, 8, b"\x06\xc0\x00"),
            (READS | WRITES | CS_CHANGE, 2, 1000000, 1, 8, b"\x01\x02"),
            (READS | WRITES, 1, 1000000, 2, 8, b"\xff")])
    _, trace = machine.use("spi", "1.1", "0", "500000", "00")
    expect("second SPI bus", [(r.bus, r.select) for r in trace], [(1, 1)])
    machine.use("spi", "0.19", "0", "500000", "00")
    machine.use("spi", "0.20", "0", "500000", "00", status=2)


def i2c(machine):
    """An I2C transfer is one request with all its messages."""
    lines, trace = machine.use("i2c", "1", "0x48", "w01c383", "r2", "w00", "r3")
    expect("I2C answer", lines, ["4", "a0a1", "a2a3a4"])
    expect("I2C requests", [(r.kind, r.bus, r.answer_bytes) for r in trace], [(I2C, 1, 5)])
    expect("I2C parts", [(p.address, p.flags, p.length, p.data) for p in trace[0].parts],
           [(0x48, WRITES, 3, b"\x01\xc3\x83"), (0x48, READS, 2, b""),
            (0x48, WRITES, 1, b"\0"), (0x48, READS, 3, b"")])


def gpio(machine):
    """Several GPIO lines are set or read by one request."""
    machine.model.levels = 1 << 17 | 1 << 4
    lines, trace = machine.use("gpio", LABEL, "GPIO17,GPIO53", "1", "2", "get", "in")
    both, low, high = 1 << 17 | 1 << 53, 1 << 17, 1 << 53
    expect("GPIO answer", lines, ["chip 1", "1"])
    expect("GPIO requests", [(r.kind, r.mask, r.values) for r in trace],
           [(GPIO_BIAS, low, 2), (GPIO_OUTPUT, low, low), (GPIO_BIAS, high, 2),
            (GPIO_OUTPUT, high, 0), (GPIO_SET, both, high), (GPIO_GET, both, 0),
            (GPIO_INPUT, low, 0), (GPIO_INPUT, high, 0), (GPIO_RELEASED, low, 0),
            (GPIO_RELEASED, high, 0)])


def owner(machine):
    """A line in use names its user and is refused."""
    holder = machine.control.start("/bin/bus-try", "gpio", LABEL, "GPIO22", "1", "hold")
    holder.output_until(b"held")
    done = machine.control.run("/bin/bus-try", "gpio", LABEL, "GPIO22", "0")
    expect("a line in use: EBUSY", done.status >> 8, 16, done.output.decode())
    expect("its user", b"used by bus-try" in done.output, True)
    holder.kill()
    expect("killed by", holder.wait().status, 9)


def files(machine):
    """Files are written, read, listed and deleted."""
    control, content = machine.control, bytes(range(256)) * 4000
    control.write("/tmp/some", content, 0o640)
    expect("content", control.read("/tmp/some") == content, True)
    expect("names", control.list("/tmp"), ["some"])
    control.delete("/tmp/some")
    expect("names", control.list("/tmp"), [])
    done = control.run("/bin/sh", "-c", "echo $A; exit 7", environment=["A=value"])
    expect("a run", (done.status >> 8, done.output), (7, b"value\n"))
    expect("read of a missing file", control.ask(READ_FILE, 0, b"/tmp/none")[0], -2)
    expect("run of a missing file", control.ask(RUN, 0, b"/tmp/none\0\0")[0], -2)


def strace(machine):
    """System calls are counted by strace."""
    done = machine.control.run("/bin/strace", "-c", "/bin/bus-try", "spi", "0.0", "0", "1000", "01")
    calls = re.search(r"(\d+) +ioctl$", done.output.decode(), re.M)
    expect("ioctl calls", calls and int(calls.group(1)), 3, done.output.decode())


def renumbered(machine):
    """A chip with another number is found by its label."""
    lines, trace = machine.use("gpio", LABEL, "GPIO17", "1")
    expect("chip", lines, ["chip 2"])
    expect("requests", len(trace), 3)


def decoy(machine):
    """A decoy may have the label and the names, and asks for nothing."""
    machine.control.unload()
    machine.load(f"decoys=1 decoy_label={LABEL} decoy_names=1")
    lines, trace = machine.use("gpio", LABEL, "GPIO17", "1", "0", "1", "get")
    expect("decoy", (lines, trace), (["chip 1", "1"], []))


def large(machine):
    """A large transfer passes."""
    read = "dd if=/dev/spidev0.0 bs=60000 count=1 2>/dev/null | wc -c"
    done = machine.control.run("/bin/sh", "-c", read)
    expect("bytes", done.output.split(), [b"60000"])
    expect("part", machine.bus.trace[-1].parts[0].length, 60000)


def trace(machine):
    """What a fixed series of programs asks for."""
    before = len(machine.bus.trace)
    machine.use("gpio", LABEL, "GPIO17,GPIO27", "2", "1", "get")
    machine.use("spi", "0.0", "0", "1000000", "068000", "068040")
    machine.use("i2c", "1", "0x60", "w0800", "r3")
    return machine.bus.trace[before:]


def power_off(machine):
    """The guest powers off."""
    machine.control.power_off()
    end = time.monotonic() + 5
    while emulator.process_of(machine.folder) and time.monotonic() < end:
        time.sleep(0.01)
    expect("process of the machine", emulator.process_of(machine.folder), None)


def speed(machine):
    """Requests follow each other fast enough."""
    count = 1000
    for name, *words in [("SPI message", "spi-speed", "0.0", count, 1),
                         ("SPI message of 16 transfers", "spi-speed", "0.0", count, 16),
                         ("I2C transfer", "i2c-speed", "1", "0x60", count),
                         ("GPIO set", "gpio-speed", LABEL, "GPIO17", count)]:
        lines, trace = machine.use(*(str(word) for word in words))
        each = int(lines[-1]) / count
        expect(f"{name}: one request each", len(trace) - 3 * (words[0] == "gpio-speed"), count)
        # Far above what a loaded machine of two cores needs (1 ms).
        expect(f"{name}: below 10 ms", each < 10000, True, f"{each} us")
        say(f"{name}: {each:.0f} us, {1e6 / each:.0f} per second")
