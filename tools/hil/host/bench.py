"""A booted machine under test."""

import os
import time

from . import emulator
from .bus import Bus
from .control import Control
from .expect import expect
from .model import Model
from .paths import say

LOAD = "selects=20,2 i2c_buses=1"


class Machine:
    """A booted guest with the model connected."""

    def __init__(self, folder, append="", parameters=LOAD):
        self.folder = folder
        start = time.monotonic()
        emulator.start(folder, append=append, lifetime=120)
        self.control = Control(folder)
        self.control.wait()
        say(f"boot: {time.monotonic() - start:.2f} s")
        self.control.load(parameters)
        self.model = Model()
        self.bus = None

    def attach(self):
        self.bus = Bus(self.folder, self.model)
        self.bus.wait()

    def detach(self):
        self.bus.close()

    def load(self, parameters):
        """Loads the module while the model is connected."""
        self.bus.expect_hello()
        self.control.load(parameters)
        self.bus.wait()

    def use(self, *words, status=0):
        """Runs bus-try; returns its lines and the requests that it made."""
        before = len(self.bus.trace) if self.bus else 0
        done = self.control.run("/bin/bus-try", *words, seconds=20)
        expect(f"bus-try {' '.join(words)}: exit status", os.waitstatus_to_exitcode(done.status),
               status, done.output.decode())
        # The release of a line is told, not asked: it may come after the exit.
        self.control.wait()
        time.sleep(0.02)
        return done.output.decode().splitlines(), self.bus.trace[before:] if self.bus else []

    def parameter(self, name):
        return int(self.control.read(f"/sys/module/bus_bridge/parameters/{name}"))
