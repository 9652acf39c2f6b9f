"""A program that runs in the guest."""

import collections
import queue
import struct
import time

KILL = 3
OUTPUT, EXIT = 0x41, 0x42

Exit = collections.namedtuple("Exit", "status output peak_kib user_us system_us")


class Process:
    """A program in the guest."""

    def __init__(self, control, tag):
        self._control = control
        self._tag = tag
        self._events = queue.Queue()
        self._output = b""
        self.id = None

    def kill(self, number=9):
        return self._control.ask(KILL, number, struct.pack("<I", self.id))[0]

    def output_until(self, text, seconds=10):
        """Output so far, once it contains a text."""
        end = time.monotonic() + seconds
        while text not in self._output:
            command, _, body = self._events.get(timeout=max(0.01, end - time.monotonic()))
            assert command == OUTPUT, f"ended, with the output {self._output!r}"
            self._output += body
        return self._output

    def wait(self, seconds=60):
        end = time.monotonic() + seconds
        while True:
            command, value, body = self._events.get(timeout=max(0.01, end - time.monotonic()))
            if command == OUTPUT:
                self._output += body
            else:
                return Exit(value, self._output, *struct.unpack("<IQQ", body))

    def _take(self, command, value, body):
        if command == EXIT:
            body = body[4:]
        self._events.put((command, value, body))
