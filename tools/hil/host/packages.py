"""Packages of the guest's processor, from the machine's own apt sources.

Nothing is installed on the host, and apt's own lists are left alone.
"""

import os
import re
import shutil

from .paths import Failure, cached, run


def native():
    return run("dpkg", "--print-architecture").strip()


def _apt(program, *words, cwd=None):
    options = [
        "APT::Architecture=arm64",
        "APT::Architectures::=arm64",
        f"APT::Architectures::={native()}",
        f"Dir::State::Lists={cached('apt', 'lists')}",
        f"Dir::Cache={cached('apt')}",
        "Dir::State::status=/dev/null",
        "APT::Sandbox::User=root",
        "Acquire::Retries=3",
        "Acquire::Languages=none",
    ]
    flags = [word for option in options for word in ("-o", option)]
    return run(program, *flags, "-q", *words, cwd=cwd)


def update():
    os.makedirs(cached("apt", "lists", "partial"), exist_ok=True)
    os.makedirs(cached("apt", "archives", "partial"), exist_ok=True)
    _apt("apt-get", "update")


def versions(name):
    """Every known version of a package, newest first: (version, depends)."""
    found = []
    for block in _apt("apt-cache", "show", name).split("\n\n"):
        fields = dict(re.findall(r"^(Package|Version|Depends): (.*)$", block, re.M))
        if fields.get("Package") == name:
            found.append((fields["Version"], fields.get("Depends", "")))
    return found


def needed_by(name):
    """The package and all that it depends on."""
    flags = ["no-recommends", "no-suggests", "no-conflicts", "no-breaks", "no-replaces",
             "no-enhances"]
    text = _apt("apt-cache", "depends", "--recurse", *(f"--{flag}" for flag in flags), name)
    return sorted(line for line in text.splitlines() if re.match(r"^[a-z0-9]", line))


def download(folder, *names):
    """Downloads packages (name, name:arch, name=version) into an emptied folder."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    _apt("apt-get", "download", *names, cwd=folder)
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    if len(files) != len(names):
        raise Failure(f"asked for {len(names)} packages, got {len(files)}: {', '.join(names)}")
    return files
