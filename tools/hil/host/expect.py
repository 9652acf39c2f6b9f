"""How the self-test compares."""

from .paths import Failure


def expect(what, actual, expected, detail=""):
    if actual != expected:
        raise Failure(f"self-test: {what}: {actual!r}, not {expected!r}. {detail}".rstrip())
