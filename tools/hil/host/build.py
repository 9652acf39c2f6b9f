"""Prepares the cache: only what is missing or was made from other sources."""

import contextlib
import fcntl
import hashlib
import os

from . import guest, kernel, packages
from .paths import CROSS, HERE, ROOT, cached, run

HOST_PACKAGES = ["qemu-system-arm", "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross", "make",
                 "xz-utils"]


@contextlib.contextmanager
def locked():
    """One build at a time in a cache."""
    os.makedirs(cached(), exist_ok=True)
    with open(cached("lock"), "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build(refresh=False):
    """Makes the machine ready to start. True when anything had to be made.

    The kernel is looked up when the cache is empty, and with `refresh`: image,
    headers and module in the cache belong together whatever is published later.
    """
    with locked():
        return _build(refresh)


def _build(refresh):
    run(os.path.join(ROOT, "tools", "install-packages"), *HOST_PACKAGES)
    linux = kernel.known()
    tools_there = _is_made("tools", _digest("host/guest.py"))
    if linux is None or refresh or not tools_there:
        packages.update()
    if linux is None or refresh:
        newest = kernel.resolve()
        if newest != linux:
            kernel.prepare(newest)
            linux = newest
    steps = [
        ("tools", _digest("host/guest.py"), guest.prepare_tools),
        ("module", _digest("bus-bridge") + linux["version"] + CROSS,
         lambda: guest.build_module(linux)),
        ("programs", _digest("guest/agent", "guest/try"), guest.build_programs),
    ]
    made = [_make(*step) for step in steps]
    stamps = "".join(stamp for _, stamp, _ in steps)
    packed = _make("initramfs", stamps + _digest("guest/init", "host/cpio.py"), guest.pack)
    return packed or any(made)


def _digest(*names):
    """Of files, and of the files in folders, below this tool."""
    digest = hashlib.sha256()
    for name in names:
        path = os.path.join(HERE, name)
        files = [path] if os.path.isfile(path) else [
            os.path.join(path, entry) for entry in sorted(os.listdir(path))]
        for file in files:
            with open(file, "rb") as content:
                digest.update(file[len(HERE):].encode() + b"\0" + content.read())
    return digest.hexdigest()


def _stamp(step):
    return cached("stamps", step)


def _is_made(step, digest):
    try:
        with open(_stamp(step)) as file:
            return file.read() == digest
    except OSError:
        return False


def _make(step, digest, action):
    if _is_made(step, digest):
        return False
    action()
    os.makedirs(cached("stamps"), exist_ok=True)
    with open(_stamp(step), "w") as file:
        file.write(digest)
    return True
