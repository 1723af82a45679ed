"""What a process costs: CPU of the whole of it and its peak memory, as the kernel counts them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

# A child's peak memory starts at its parent's, so every process is started by a Python with nothing in it.
_LAUNCH = """
import posix, sys
quiet = [(posix.POSIX_SPAWN_OPEN, 1, "/dev/null", posix.O_WRONLY, 0), (posix.POSIX_SPAWN_DUP2, 1, 2)]
child = posix.posix_spawn(sys.argv[1], sys.argv[1:], posix.environ, file_actions=quiet)
status, use = posix.wait4(child, 0)[1:]
print(posix.waitstatus_to_exitcode(status), use.ru_utime + use.ru_stime, use.ru_maxrss)
"""
RUNS, FEW = 21, 5


class Cost(NamedTuple):
    """CPU of one process in seconds, its peak memory in KiB, its exit code."""

    cpu: float
    memory: float
    code: int


class Figure(NamedTuple):
    """Medians over all runs; ``ratio`` is of pairs, each against a bare Python run right before."""

    ratio: float
    cpu: float
    memory: float


def cost(command: Sequence[str], environ: dict[str, str] | None = None) -> Cost:
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCH, *command]
    run = subprocess.run(launcher, env=environ or dict(os.environ), stdout=subprocess.PIPE, check=True, text=True)
    code, cpu, memory = run.stdout.split()
    return Cost(float(cpu), float(memory), int(code))


def paired(
    command: Sequence[str],
    bare: Sequence[str],
    environ: dict[str, str],
    expected: int | None = 0,
    runs: int = RUNS,
) -> Figure:
    """Raises ``RuntimeError`` if the command does not end with the exit code ``expected`` (None: any)."""
    first = cost(command, environ)
    if expected is not None and first.code != expected:
        raise RuntimeError(f"{' '.join(command)}: exit code {first.code}, not {expected}")
    pairs = [(cost(bare, environ), cost(command, environ)) for _ in range(runs)]
    return Figure(
        median(own.cpu / floor.cpu for floor, own in pairs),
        median(own.cpu for _, own in pairs),
        median(own.memory for _, own in pairs),
    )
