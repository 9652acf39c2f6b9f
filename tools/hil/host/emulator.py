"""Starts and stops one emulated machine per folder."""

import os
import signal
import subprocess
import time

from .paths import Failure, cached
from .records import connect

FILES = ["bus.sock", "control.sock", "machine.pid"]


def _command(memory, append, lifetime):
    # kpti=0: without it the emulator flushes its TLB 48 times a request instead of 6 times.
    words = ["timeout", "--kill-after=5", str(lifetime), "qemu-system-aarch64",
             "-M", "virt", "-cpu", "cortex-a53", "-accel", "tcg", "-m", str(memory),
             "-display", "none", "-monitor", "none", "-nodefaults", "-no-reboot",
             "-serial", "file:console.log",
             "-kernel", cached("kernel", "image"), "-initrd", cached("initramfs.cpio"),
             "-append", f"console=ttyAMA0 quiet panic=-1 kpti=0 {append}".strip(),
             "-device", "virtio-serial-device"]
    for number, name in enumerate(["bus", "control"], 1):
        words += ["-chardev", f"socket,id={name},path={name}.sock,server=on,wait=off",
                  "-device", f"virtserialport,chardev={name},nr={number},name={name}"]
    return words


def start(folder, memory=256, append="", lifetime=3600):
    """Boots in the background; returns when the sockets take clients.

    The machine ends by itself after `lifetime` seconds, so that a test that was
    killed leaves nothing behind for long.
    """
    os.makedirs(folder, exist_ok=True)
    if process_of(folder):
        raise Failure(f"a machine runs in '{folder}' already; 'machine stop --dir' ends it")
    _remove_files(folder)
    with open(os.path.join(folder, "emulator.log"), "w") as log:
        # Sockets have short names (108 bytes): the folder is the working folder.
        process = subprocess.Popen(_command(memory, append, lifetime), cwd=folder,
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   start_new_session=True)
    with open(os.path.join(folder, "machine.pid"), "w") as file:
        file.write(f"{process.pid}\n")
    end = time.monotonic() + 10
    while not _listens(folder):
        if process.poll() is not None or time.monotonic() > end:
            with open(os.path.join(folder, "emulator.log")) as log:
                raise Failure(f"the emulator did not start in '{folder}': {log.read().strip()}")
        time.sleep(0.01)


def _listens(folder):
    """Whether the sockets take clients; control.sock is made last."""
    try:
        connect(folder, "control.sock").close()
        return True
    except (FileNotFoundError, ConnectionRefusedError):
        return False


def process_of(folder):
    """The id of the machine's process, or None. A recycled id is not taken for it."""
    try:
        with open(os.path.join(folder, "machine.pid")) as file:
            process = int(file.read())
        if os.path.realpath(folder) != os.readlink(f"/proc/{process}/cwd"):
            return None
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return process if b"qemu-system-aarch64" in file.read() else None
    except (OSError, ValueError):
        return None


def stop(folder):
    """Ends the machine at once, as if its power was cut. True when one ran."""
    process = process_of(folder)
    if process:
        os.kill(process, signal.SIGTERM)
        end = time.monotonic() + 8
        while process_of(folder) and time.monotonic() < end:
            _reap(process)
            time.sleep(0.01)
    _remove_files(folder)
    return process is not None


def _reap(process):
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        pass


def _remove_files(folder):
    for name in FILES:
        try:
            os.remove(os.path.join(folder, name))
        except FileNotFoundError:
            pass
