"""Checks of what a caller gets when the model does not answer as it should."""

import time

from .expect import expect
from .model import SILENCE, short
from .requests import Answer

EIO, ENXIO, EREMOTEIO, EPROTO, ETIMEDOUT = 5, 6, 121, 71, 110
SPI_READ = ["spi-read", "0.0", "4"]


def no_model(machine):
    """Without a model: ENXIO."""
    machine.use("spi", "0.0", "0", "1000", "01", status=ENXIO)
    machine.use("i2c", "1", "0x60", "w00", status=ENXIO)


def errors(machine):
    """The model's errno is the caller's."""
    for answer, status in [(Answer(-EIO), EIO), (Answer(), EPROTO), (Answer(2), EPROTO)]:
        machine.model.script = [answer]
        machine.use("spi", "0.0", "0", "1000", "0102", status=status)
    machine.model.script = [Answer(-EREMOTEIO)]
    machine.use("i2c", "1", "0x60", "w00", status=EREMOTEIO)
    machine.model.script = [Answer(), Answer(), Answer(-EIO)]
    machine.use("gpio", "pinctrl-bcm2711", "GPIO5", "1", "get", status=EIO)
    machine.model.script = [Answer(), Answer(-EIO)]
    machine.use("gpio", "pinctrl-bcm2711", "GPIO5", "1", status=EIO)


def short_transfers(machine):
    """A short transfer is seen where the kernel shows it."""
    machine.model.script = [short(2, b"\x11\x22")]
    expect("short read", machine.use(*SPI_READ)[0], ["2", "1122"])
    machine.model.script = [short(1, b"")]
    expect("short I2C", machine.use("i2c", "1", "0x60", "w00", "r2")[0], ["1", "0000"])
    machine.use("spi", "0.0", "0", "1000", "010203")
    machine.model.script = [short(1, b"\x77")]
    lines, _ = machine.use("spi", "0.0", "0", "1000", "010203")
    expect("short message: the count hides it", lines[0], "3")
    expect("short message: bytes", lines[1][:2], "77")


def timeout(machine):
    """No answer: ETIMEDOUT, and the late answer is dropped."""
    path, dropped = "/sys/module/bus_bridge/parameters/timeout_ms", machine.parameter("dropped")
    machine.control.write(path, b"300")
    machine.model.script = [SILENCE]
    start = time.monotonic()
    machine.use(*SPI_READ, status=ETIMEDOUT)
    expect("waited", 0.25 < time.monotonic() - start < 3, True)
    machine.bus.answer(machine.model.unanswered.pop(), Answer(data=b"late"))
    expect("after it", machine.use(*SPI_READ)[0], ["4", "00000000"])
    expect("timeouts", machine.parameter("timeouts"), 1)
    expect("dropped", machine.parameter("dropped"), dropped + 1)
    machine.control.write(path, b"20000")


def killed(machine):
    """A caller that waits can be killed at once, on every bus."""
    uses = [SPI_READ, ["spi", "0.0", "0", "1000", "01"], ["i2c", "1", "0x60", "r2"],
            ["gpio", "pinctrl-bcm2711", "GPIO5", "1"]]
    for words in uses:
        machine.model.script, seen = [SILENCE], machine.model.seen
        process = machine.control.start("/bin/bus-try", *words)
        machine.model.wait_for(seen + 1)
        start = time.monotonic()
        process.kill()
        expect("killed by", process.wait(10).status, 9)
        expect("at once", time.monotonic() - start < 5, True)
        machine.bus.answer(machine.model.unanswered.pop(), Answer(data=b"late"))
        machine.use("i2c", "1", "0x60", "r2")
        machine.use("spi", "0.0", "0", "1000", "01")


def killed_holder(machine):
    """A killed program's lines are told to be released."""
    process = machine.control.start("/bin/bus-try", "gpio", "pinctrl-bcm2711", "GPIO6", "1", "hold")
    process.output_until(b"held")
    seen = machine.model.seen
    process.kill()
    machine.model.wait_for(seen + 1)
    last = machine.bus.trace[-1]
    expect("released", (last.kind, last.mask, last.flags), (0x35, 1 << 6, 1))


def model_leaves(machine):
    """When the model leaves, open requests end with ENXIO; it may come back."""
    machine.model.script, seen = [SILENCE], machine.model.seen
    process = machine.control.start("/bin/bus-try", *SPI_READ)
    machine.model.wait_for(seen + 1)
    machine.detach()
    expect("open request", process.wait(10).status >> 8, ENXIO)
    machine.model.unanswered.clear()
    machine.attach()
    machine.use(*SPI_READ)


def malformed(machine):
    """After an impossible answer nothing is taken until the model comes back."""
    machine.bus.send(b"\x05\0\0\0" + bytes(20))
    time.sleep(0.2)
    machine.use(*SPI_READ, status=ENXIO)
    expect("still connected", machine.control.wait(), 1)
    machine.detach()
    machine.attach()
    machine.use(*SPI_READ)


def reload(machine):
    """The module is taken out and loaded again with other parameters."""
    machine.control.unload()
    expect("unloaded", machine.control.wait() & 1, 0)
    machine.load("selects=1 i2c_buses=3 label=pinctrl-rp1")
    machine.use("i2c", "3", "0x60", "r1")
    machine.use("spi", "0.1", "0", "1000", "01", status=2)
    machine.use("gpio", "pinctrl-rp1", "GPIO0", "1")
    machine.control.unload()
    machine.load("selects=20 i2c_buses=1")
