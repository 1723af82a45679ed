"""msmtp sends and asks nobody: a launcher stands in front of it, to be named wherever a program calls ``msmtp``."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

COMMENT, INSTEAD, HEAD, MODE = "#", "", "#!/bin/sh\n", 0o755
BLANKS = True


def files() -> list[str]:
    return [os.path.join(os.path.expanduser("~"), ".local", "bin", "replycoach-msmtp")]


def lines(command: list[str]) -> list[str]:
    return [f'exec {shlex.join(command)} "$@"']


def transport(_: str) -> list[str]:
    return ["msmtp"]


def traps(_: str) -> Iterator[str]:
    yield from ()
