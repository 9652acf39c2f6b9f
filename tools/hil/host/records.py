"""Byte streams of whole records, and how the machine's sockets are reached."""

import os
import socket
import struct


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
