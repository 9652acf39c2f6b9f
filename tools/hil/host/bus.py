"""The model's side of the bus stream."""

import socket
import threading
import time

from .records import Records, connect
from .requests import HELLO, NO_ANSWER, pack_answer, parse_request


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
                try:
                    self.answer(request.sequence, answer)
                except OSError:
                    return  # closed meanwhile
