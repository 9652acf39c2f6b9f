"""The stock kernel: its name, image, modules and headers, all of one version."""

import glob
import json
import os
import re
import shutil

from . import packages
from .paths import Failure, cached, run, say

GUEST_MODULES = ["virtio_mmio", "virtio_console", "i2c-dev", "spidev"]


def resolve():
    """The newest kernel whose image and headers are both there, of the same version."""
    for version, depends in packages.versions("linux-image-arm64"):
        image = re.search(r"linux-image-(\S+)", depends)
        if not image:
            continue
        release = image.group(1)
        for headers_version, needs in packages.versions(f"linux-headers-{release}"):
            common = re.search(r"linux-headers-\S+-common", needs)
            kbuild = re.search(r"linux-kbuild-[^\s,]+", needs)
            if headers_version == version and common and kbuild:
                names = [f"linux-image-{release}={version}", f"linux-headers-{release}={version}",
                         f"{common.group()}={version}",
                         f"{kbuild.group()}:{packages.native()}={version}"]
                return {"release": release, "version": version, "common": common.group(),
                        "packages": names}
    raise Failure("no linux-image-arm64 with headers of the same version in the apt sources; "
                  "they must be Debian's, with 'main' (and its security updates)")


def known():
    """What prepare() has left in the cache, or nothing."""
    try:
        with open(cached("kernel", "kernel.json")) as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def prepare(kernel):
    say(f"kernel {kernel['release']} ({kernel['version']})")
    files = packages.download(cached("debs", "kernel"), *kernel["packages"])
    shutil.rmtree(cached("kernel"), ignore_errors=True)
    os.makedirs(cached("kernel", "modules"))
    for file in files:
        if os.path.basename(file).startswith("linux-image-"):
            _take_image(file)
        else:
            run("dpkg", "-x", file, cached("kernel", "headers"))
    shutil.rmtree(cached("debs", "kernel"))
    with open(cached("kernel", "kernel.json"), "w") as file:
        json.dump(kernel, file)


def headers(kernel):
    """The folder to build modules in."""
    sources = cached("kernel", "headers", "usr", "src")
    folder = os.path.join(sources, f"linux-headers-{kernel['release']}")
    # The two halves name each other by their place on an installed system.
    with open(os.path.join(folder, "Makefile"), "w") as file:
        file.write(f"include {sources}/{kernel['common']}/Makefile\n")
    return folder


def _take_image(package):
    # The whole image package is 350 MB: take the few files that are used.
    tar = cached("kernel", "image.tar")
    run("sh", "-c", 'dpkg-deb --fsys-tarfile "$1" >"$2"', "sh", package, tar)
    wanted = re.compile(r"/boot/vmlinuz-|/kernel/.*/(%s)\.ko(\.xz)?$" % "|".join(GUEST_MODULES))
    names = [name for name in run("tar", "-tf", tar).splitlines() if wanted.search(name)]
    run("tar", "-xf", tar, "-C", cached("kernel"), *names)
    os.remove(tar)
    image = glob.glob(cached("kernel", "**", "vmlinuz-*"), recursive=True)
    if len(image) != 1:
        raise Failure(f"'{os.path.basename(package)}' holds {len(image)} kernels, not one")
    shutil.move(image[0], cached("kernel", "image"))
    for name in names:
        if name.endswith(".xz"):
            run("xz", "-d", cached("kernel", name))
        if ".ko" in name:
            module = cached("kernel", name.removesuffix(".xz"))
            shutil.move(module, cached("kernel", "modules", os.path.basename(module)))
