"""The scripted chips of the self-test."""

import threading
import time

from .requests import GPIO_GET, I2C, NO_ANSWER, READS, SHORT, SPI, Answer

SILENCE = object()


class Model:
    """Answers SPI with the sent bytes inverted, I2C with 0xA0, 0xA1 ..., GPIO with `levels`.

    `script` holds answers that come before these, for requests other than a
    line's release: an Answer, or SILENCE for none.
    """

    def __init__(self):
        self.script = []
        self.levels = 0
        self.unanswered = []
        self._changed = threading.Condition()
        self.seen = 0

    def __call__(self, request):
        with self._changed:
            self.seen += 1
            self._changed.notify_all()
        if not self.script or request.flags & NO_ANSWER:
            return self.usual(request)
        answer = self.script.pop(0)
        if answer is SILENCE:
            self.unanswered.append(request.sequence)
            return None
        return answer

    def usual(self, request):
        if request.kind == SPI:
            return Answer(data=b"".join(_inverted(part) for part in request.parts
                                        if part.flags & READS))
        if request.kind == I2C:
            return Answer(data=bytes(0xA0 + i & 0xFF for i in range(request.answer_bytes)))
        if request.kind == GPIO_GET:
            return Answer(data=(self.levels & request.mask).to_bytes(8, "little"))
        return Answer()

    def wait_for(self, count, seconds=5):
        """Until so many requests were seen."""
        end = time.monotonic() + seconds
        with self._changed:
            while self.seen < count:
                if not self._changed.wait(end - time.monotonic()):
                    raise TimeoutError(f"{self.seen} requests, not {count}, in {seconds} s")


def _inverted(part):
    return bytes(255 - byte for byte in part.data) or bytes(part.length)


def short(transferred, data=b""):
    return Answer(SHORT, transferred, data)
