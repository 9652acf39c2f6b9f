"""Commands to the guest: the control stream of PROTOCOL.md."""

import os
import queue
import socket
import struct
import threading
import time

from .process import EXIT, KILL, OUTPUT, Process
from .records import Records, connect

STATUS, RUN = 1, 2
READ_FILE, WRITE_FILE, DELETE, LOAD, UNLOAD, LIST, POWER_OFF = range(4, 11)


class Control:
    """Commands to the guest."""

    def __init__(self, folder):
        self._stream = connect(folder, "control.sock")
        self._answers = queue.Queue()
        self._processes = {}
        self._tag = 0
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()

    def ask(self, command, value=0, body=b"", seconds=60, process=None):
        """One command: (value, body) of its answer. A value below 0 is an errno."""
        self._tag += 1
        if process is not None:
            self._processes[self._tag] = process
        self._stream.sendall(struct.pack("<IIIi", 16 + len(body), self._tag, command, value) + body)
        try:
            tag, value, body = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError(f"no answer from the guest within {seconds} s") from None
        if tag is None:
            self._answers.put((None, 0, b""))
            raise ConnectionError("the machine has ended; see its console.log")
        assert tag == self._tag, f"answer to {tag}, not to {self._tag}"
        return value, body

    def need(self, command, value=0, body=b"", what="", seconds=60, process=None):
        value, body = self.ask(command, value, body, seconds, process)
        if value < 0:
            raise OSError(-value, os.strerror(-value), what)
        return value, body

    def wait(self, seconds=60):
        """Until the guest has booted."""
        return self.ask(STATUS, seconds=seconds)[0]

    def start(self, *arguments, environment=()):
        process = Process(self, self._tag + 1)
        body = b"".join(word.encode() + b"\0" for word in arguments) + b"\0"
        body += b"".join(word.encode() + b"\0" for word in environment)
        process.id = self.need(RUN, 0, body, arguments[0], process=process)[0]
        return process

    def run(self, *arguments, seconds=60, environment=()):
        return self.start(*arguments, environment=environment).wait(seconds)

    def read(self, path):
        return self.need(READ_FILE, 0, path.encode(), path)[1]

    def write(self, path, content, mode=0o644):
        self.need(WRITE_FILE, mode, path.encode() + b"\0" + content, path)

    def delete(self, path):
        self.need(DELETE, 0, path.encode(), path)

    def list(self, path):
        return self.need(LIST, 0, path.encode(), path)[1].decode().split("\0")[:-1]

    def load(self, parameters="", path="/lib/modules/bus_bridge.ko"):
        self.need(LOAD, 0, path.encode() + b"\0" + parameters.encode(), path)

    def unload(self, name="bus_bridge"):
        self.need(UNLOAD, 0, name.encode(), name)

    def power_off(self):
        self.ask(POWER_OFF)

    def close(self):
        self._stream.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._stream.close()
        time.sleep(0.1)

    def _receive(self):
        records = Records(self._stream)
        while (record := records.next()) is not None:
            _, tag, command, value = struct.unpack_from("<IIIi", record)
            if command in (OUTPUT, EXIT):
                if tag in self._processes:
                    self._processes[tag]._take(command, value, record[16:])
            else:
                self._answers.put((tag, value, record[16:]))
        self._answers.put((None, 0, b""))
