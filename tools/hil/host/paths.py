"""Where things are, and how a step is run."""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(os.path.dirname(HERE))
CACHE = os.path.abspath(os.environ.get("HIL_CACHE") or os.path.join(ROOT, ".build", "hil"))
CROSS = "aarch64-linux-gnu-"


class Failure(Exception):
    """What went wrong, why, and what to do about it."""


def say(text):
    print(f"hil: {text}", file=sys.stderr, flush=True)


def cached(*names):
    return os.path.join(CACHE, *names)


def run(*command, cwd=None):
    """Runs a command and returns what it printed. Its errors are part of a Failure."""
    try:
        done = subprocess.run(command, cwd=cwd, text=True, capture_output=True)
    except FileNotFoundError:
        raise Failure(f"no program '{command[0]}'; install it, or run as root once") from None
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise Failure(f"'{' '.join(command)[:300]}' ended with {done.returncode}:\n{last}")
    return done.stdout
