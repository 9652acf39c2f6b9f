"""Writes an initramfs: a cpio archive in the "newc" format, the same for the same input."""

import os
import stat


def write(path, entries):
    """Entries: name -> bytes (a program), ("link", target) or None (a folder)."""
    with open(path + ".new", "wb") as file:
        for number, name in enumerate(sorted(entries), 1):
            _member(file, number, name, entries[name])
        _member(file, 0, "TRAILER!!!", b"", mode=0)
    os.replace(path + ".new", path)


def _member(file, number, name, content, mode=None):
    if content is None:
        mode, data = stat.S_IFDIR | 0o755, b""
    elif isinstance(content, tuple):
        mode, data = stat.S_IFLNK | 0o777, content[1].encode()
    else:
        mode, data = stat.S_IFREG | 0o755 if mode is None else mode, content
    fields = [number, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
    file.write(b"070701" + b"".join(b"%08x" % field for field in fields))
    file.write(name.encode() + b"\0")
    _pad(file)
    file.write(data)
    _pad(file)


def _pad(file):
    file.write(b"\0" * (-file.tell() % 4))
