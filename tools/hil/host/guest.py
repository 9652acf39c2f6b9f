"""What runs in the machine: the bridge module, the programs, the file system."""

import glob
import os
import re
import shutil

from . import cpio, kernel, packages
from .paths import CROSS, HERE, Failure, cached, run, say

FOLDERS = ["bin", "dev", "lib", "lib/modules", "proc", "sys", "tmp", "root", "etc"]
APPLETS = """ash awk basename cat chmod chrt cmp cp cut date dd df dirname dmesg du echo env false
    find free grep head hexdump id insmod kill killall ln ls lsmod md5sum mkdir mknod mount mv
    nice nproc od pidof poweroff printf ps pwd readlink rm rmdir rmmod sed seq sh sha256sum sleep
    sort stat stty sync tail tar tee test time timeout top touch true truncate tty umount uname
    uniq usleep wc which xargs""".split()


def build_module(linux):
    """bus_bridge.ko for this kernel."""
    say("bus bridge module")
    folder = cached("bus-bridge")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(HERE, "bus-bridge"), folder)
    run("make", "-C", kernel.headers(linux), f"M={folder}", "ARCH=arm64",
        f"CROSS_COMPILE={CROSS}", f"CC={CROSS}gcc", "KCFLAGS=-Wall -Werror", "modules")
    run(f"{CROSS}strip", "--strip-debug", os.path.join(folder, "bus_bridge.ko"))


def build_programs():
    """hil-agent and bus-try, static."""
    say("guest programs")
    os.makedirs(cached("programs"), exist_ok=True)
    for folder, program in [("agent", "hil-agent"), ("try", "bus-try")]:
        sources = sorted(glob.glob(os.path.join(HERE, "guest", folder, "*.c")))
        run(f"{CROSS}gcc", "-std=gnu17", "-Os", "-Wall", "-Wextra", "-Werror", "-static", "-s",
            "-o", cached("programs", program), *sources)


def prepare_tools():
    """busybox and strace with its libraries, from packages."""
    say("busybox and strace")
    names = ["busybox-static", *packages.needed_by("strace")]
    for file in packages.download(cached("debs", "tools"), *names):
        run("dpkg", "-x", file, cached("debs", "root"))
    shutil.rmtree(cached("tools"), ignore_errors=True)
    os.makedirs(cached("tools", "lib"))
    root = cached("debs", "root")
    for program in ["busybox", "strace"]:
        shutil.copy(_find(root, f"bin/{program}"), cached("tools", program))
    _copy_libraries(root, cached("tools", "strace"))
    shutil.rmtree(cached("debs"))


def _find(root, name):
    found = [path for path in glob.glob(os.path.join(root, "**", name), recursive=True)
             if os.path.isfile(path)]
    if not found:
        raise Failure(f"no '{name}' in the packages of the guest's tools")
    return os.path.realpath(found[0])


def _copy_libraries(root, program):
    text = run(f"{CROSS}readelf", "-dl", program)
    names = re.findall(r"\(NEEDED\).*\[(.*)\]|interpreter: .*/(\S+)\]", text)
    for name in (first or second for first, second in names):
        copy = cached("tools", "lib", name)
        if not os.path.exists(copy):
            shutil.copy(_find(root, name), copy)
            _copy_libraries(root, copy)


def pack():
    """initramfs.cpio from all of these."""
    entries = {folder: None for folder in FOLDERS}

    def add(name, *path):
        with open(os.path.join(*path), "rb") as file:
            entries[name] = file.read()

    add("init", HERE, "guest", "init")
    add("bin/busybox", cached("tools", "busybox"))
    add("bin/strace", cached("tools", "strace"))
    for applet in APPLETS:
        entries[f"bin/{applet}"] = ("link", "busybox")
    for program in os.listdir(cached("programs")):
        add(f"bin/{program}", cached("programs", program))
    for library in os.listdir(cached("tools", "lib")):
        add(f"lib/{library}", cached("tools", "lib", library))
    for module in os.listdir(cached("kernel", "modules")):
        add(f"lib/modules/{module}", cached("kernel", "modules", module))
    add("lib/modules/bus_bridge.ko", cached("bus-bridge", "bus_bridge.ko"))
    cpio.write(cached("initramfs.cpio"), entries)
