"""A client of the emulated machine: its bus stream and its control stream.

PROTOCOL.md has the records. Standard library only.
"""

import collections
import os
import queue
import socket
import struct
import threading
import time

HELLO, SPI, I2C = 0x01, 0x10, 0x20
GPIO_SET, GPIO_GET, GPIO_INPUT, GPIO_OUTPUT, GPIO_BIAS, GPIO_RELEASED = range(0x30, 0x36)
READS, WRITES, CS_CHANGE = 1, 2, 4
NO_ANSWER = 1
SHORT = 1
STATUS, RUN, KILL, READ_FILE, WRITE_FILE, DELETE, LOAD, UNLOAD, LIST, POWER_OFF = range(1, 11)
OUTPUT, EXIT = 0x41, 0x42

Part = collections.namedtuple(
    "Part", "address flags length speed_hz delay_us word_delay_us bits_per_word data")
Request = collections.namedtuple(
    "Request", "sequence kind bus select speed_hz mode flags answer_bytes parts mask values")
Answer = collections.namedtuple("Answer", "status transferred data", defaults=[0, 0, b""])
Exit = collections.namedtuple("Exit", "status output peak_kib user_us system_us")


def connect(folder, name):
    """Connects to a socket of the machine, however long the folder's name is."""
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        stream = socket.socket(socket.AF_UNIX)
        stream.connect(f"/proc/self/fd/{descriptor}/{name}")
        return stream
    finally:
        os.close(descriptor)


class Records:
    """Whole records from a byte stream; each starts with its length."""

    def __init__(self, stream):
        self._stream = stream
        self._bytes = bytearray()

    def next(self):
        """The next record, or None when the stream has ended."""
        while len(self._bytes) < 4 or len(self._bytes) < self._length():
            try:
                more = self._stream.recv(1 << 16)
            except OSError:
                more = b""
            if not more:
                return None
            self._bytes += more
        length = self._length()
        record = bytes(self._bytes[:length])
        del self._bytes[:length]
        return record

    def _length(self):
        return struct.unpack_from("<I", self._bytes)[0]


def parse_request(record):
    (_, sequence, kind, bus, select, count, speed, mode, flags,
     answer) = struct.unpack_from("<IIHHHHIIII", record)
    parts, mask, values, place = [], 0, 0, 32
    if GPIO_SET <= kind <= GPIO_RELEASED:
        mask, values = struct.unpack_from("<QQ", record, place)
    for _ in range(count):
        fields = struct.unpack_from("<HHIIIIH", record, place)
        place += 24
        data = b""
        if fields[1] & WRITES:
            data = record[place:place + fields[2]]
            place += (fields[2] + 7) & ~7
        parts.append(Part(*fields, data))
    return Request(sequence, kind, bus, select, speed, mode, flags, answer, parts, mask, values)


def pack_answer(sequence, answer):
    padded = answer.data + b"\0" * (-len(answer.data) % 8)
    return struct.pack("<IIiI", 16 + len(padded), sequence, answer.status,
                       answer.transferred) + padded


class Bus:
    """Answers the guest's requests with a model: a function Request -> Answer or None.

    None leaves a request open; `answer` can still end it. The model runs on a
    thread of its own, one request at a time.
    """

    def __init__(self, folder, model):
        self.model = model
        self.trace = []
        self._stream = connect(folder, "bus.sock")
        self._attached = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def wait(self, seconds=30):
        """Until the guest takes requests: after this no caller gets ENXIO."""
        if not self._attached.wait(seconds):
            raise TimeoutError(f"no hello from the guest's bridge within {seconds} s")

    def expect_hello(self):
        """Call it before the module is loaded again: `wait` then waits for the new hello."""
        self._attached.clear()

    def answer(self, sequence, answer):
        self.send(pack_answer(sequence, answer))

    def send(self, record):
        self._stream.sendall(record)

    def close(self):
        self._stream.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._stream.close()
        # The guest looks for a client every few milliseconds.
        time.sleep(0.1)

    def _serve(self):
        records = Records(self._stream)
        while (record := records.next()) is not None:
            request = parse_request(record)
            if request.kind == HELLO:
                self._attached.set()
                continue
            self.trace.append(request)
            answer = self.model(request)
            if answer is not None and not request.flags & NO_ANSWER:
                self.answer(request.sequence, answer)


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
